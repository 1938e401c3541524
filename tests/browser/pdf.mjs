// What can be read on the pages of a PDF, as Chromium writes them: glyphs by their numbers, with a table of letters for each font.

import { inflateSync } from "node:zlib";

/**
 * The text of each page, in the order in which it was drawn; pieces that were drawn apart are parted by a space.
 * @param {Buffer} pdf
 * @returns {string[]}
 */
export function textOfPages(pdf) {
  const objects = new Map([...pdf.toString("latin1").matchAll(/\n(\d+) 0 obj\b(.*?)endobj/gs)].map(([, number, inside]) => [number, inside]));
  const stream = (number) => {
    const inside = objects.get(number);
    const bytes = Buffer.from(/stream\r?\n(.*?)\r?\nendstream/s.exec(inside)[1], "latin1");
    return (/FlateDecode/.test(inside) ? inflateSync(bytes) : bytes).toString("latin1");
  };
  const pages = [...objects.values()].filter((inside) => /\/Type\s*\/Page\b/.test(inside));
  return pages.map((page) => {
    const listed = /\/Font <<(.*?)>>/s.exec(page)?.[1] ?? "";
    const fonts = new Map([...listed.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [name, letters(stream, objects.get(number))]));
    let font;
    let text = "";
    for (const [, name, glyphs, end] of stream(/\/Contents (\d+) 0 R/.exec(page)[1]).matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-F]+)> Tj|\b(ET)\b/g)) {
      if (name) font = fonts.get(name);
      if (glyphs) text += font.read(glyphs);
      if (end) text += " ";
    }
    return text.replace(/\s+/g, " ").trim();
  });
}

/** The table of a font: from its glyphs' numbers to letters. */
function letters(stream, font) {
  const table = stream(/\/ToUnicode (\d+) 0 R/.exec(font)[1]);
  const digits = /begincodespacerange\s*<([0-9A-Fa-f]+)>/.exec(table)[1].length;
  const known = new Map();
  const number = (hex) => Number.parseInt(hex, 16);
  for (const [, lines] of table.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, glyph, letter] of lines.matchAll(/<(\w+)> <(\w+)>/g)) known.set(number(glyph), Buffer.from(letter, "hex").swap16().toString("utf16le"));
  }
  for (const [, lines] of table.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, to, letter] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let glyph = number(from); glyph <= number(to); glyph += 1) known.set(glyph, String.fromCodePoint(number(letter) + glyph - number(from)));
    }
  }
  return { read: (glyphs) => glyphs.match(new RegExp(`.{${digits}}`, "g")).map((glyph) => known.get(number(glyph)) ?? "�").join("") };
}
