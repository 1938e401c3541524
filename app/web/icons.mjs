// Draws the PNG icons from icon.svg with the browser of this machine: `node app/web/icons.mjs`, after a change of the picture.
// They are kept in the repository, since another browser draws other bytes and the build is to be the same everywhere.

import { readFile, writeFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import { chromium } from "playwright-core";
import { executablePath, switches } from "../../tests/browser/chromium.mjs";

const svg = await readFile(new URL("icon.svg", import.meta.url), "utf8");
// A launcher may cut a maskable icon to a circle of 80 %: the picture goes inside it, its colour to the edges.
const maskable = svg.replace(/ rx="\d+"/, "").replace(/viewBox="0 0 64 64"/, 'viewBox="-8 -8 80 80"').replace(/<rect /, '<rect x="-8" y="-8" ').replace('width="64" height="64"', 'width="80" height="80"');
// iOS rounds the corners itself.
const square = svg.replace(/ rx="\d+"/, "");
const icons = [
  ["icon-192.png", svg, 192],
  ["icon-512.png", svg, 512],
  ["icon-maskable-512.png", maskable, 512],
  ["icon-apple-180.png", square, 180],
];

/** Its own colours stay as they are; the edges between them are drawn in so many steps. */
const STEPS = 16;
const own = [...svg.matchAll(/#([0-9a-f]{6})/g)].map(([, hex]) => hex).concat("ffffff").map((hex) => [...Buffer.from(hex, "hex"), 255].join());

/** A PNG with a palette: a quarter of what the browser writes, and every first visit loads them. */
function png(size, rgba) {
  const colours = new Map();
  const rows = Buffer.alloc(size * (size + 1));
  for (let at = 0; at < size * size; at += 1) {
    const drawn = rgba.slice(at * 4, at * 4 + 4);
    const stepped = drawn.map((part) => Math.round(Math.round((part / 255) * STEPS) * (255 / STEPS)));
    const colour = own.includes(drawn.join()) ? drawn.join() : stepped[3] === 0 ? "0,0,0,0" : stepped.join();
    if (!colours.has(colour)) colours.set(colour, colours.size);
    rows[Math.floor(at / size) * (size + 1) + 1 + (at % size)] = colours.get(colour);
  }
  const palette = [...colours.keys()].map((colour) => colour.split(",").map(Number));
  if (palette.length > 256) throw new Error(`${palette.length} colours are too many`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(([red, green, blue]) => [red, green, blue]))),
    chunk("tRNS", Buffer.from(palette.map(([, , , alpha]) => alpha))),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const browser = await chromium.launch({ executablePath, args: switches });
const page = await browser.newPage();
for (const [name, picture, size] of icons) {
  const pixels = await page.evaluate(
    async ([picture, size]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(size, size).getContext("2d");
      canvas.drawImage(image, 0, 0, size, size);
      return [...canvas.getImageData(0, 0, size, size).data];
    },
    [picture.replace("<svg ", `<svg width="${size}" height="${size}" `), size],
  );
  await writeFile(new URL(name, import.meta.url), png(size, pixels));
}
await browser.close();
