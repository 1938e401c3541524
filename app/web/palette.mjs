// Writes a PNG again with sixteen colours, four bits a dot. The icons are two colours and the steps between them, so nobody sees a
// difference, and they weigh a fifth: every first visit loads all of them, for the device to show without a network.

import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 16;

function* chunks(png) {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

/** The dots of a PNG of eight bits a channel without interlacing, four bytes each, and its size. */
function dots(png) {
  const all = [...chunks(png)];
  const head = all[0].data;
  const [width, height, channels] = [head.readUInt32BE(0), head.readUInt32BE(4), { 2: 3, 6: 4 }[head[9]]];
  if (head[8] !== 8 || !channels || head[12] !== 0) throw new Error("this kind of PNG is not read here");
  const raw = inflateSync(Buffer.concat(all.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const line = width * channels;
  const rows = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const left = x < channels ? 0 : rows[y * line + x - channels];
      const above = y === 0 ? 0 : rows[(y - 1) * line + x];
      const corner = x < channels || y === 0 ? 0 : rows[(y - 1) * line + x - channels];
      const near = [left, above, corner].map((value) => Math.abs(left + above - corner - value));
      const paeth = near[0] <= near[1] && near[0] <= near[2] ? left : near[1] <= near[2] ? above : corner;
      const guess = [0, left, above, (left + above) >> 1, paeth][filter];
      rows[y * line + x] = raw[y * (line + 1) + 1 + x] + guess;
    }
  }
  const colours = Array.from({ length: width * height }, (_, dot) => [...rows.subarray(dot * channels, (dot + 1) * channels), 255].slice(0, 4));
  return { width, height, colours };
}

const distance = (one, other) => one.reduce((sum, value, channel) => sum + (value - other[channel]) ** 2, 0);

/** The most frequent colour, and then again and again the one that is farthest from all that were chosen, more so the more dots have it. */
function choose(colours) {
  const counted = new Map();
  for (const colour of colours) counted.set(colour.join(), { colour, count: (counted.get(colour.join())?.count ?? 0) + 1 });
  const all = [...counted.values()].sort((one, other) => other.count - one.count);
  const chosen = [all[0].colour];
  while (chosen.length < Math.min(COLOURS, all.length)) {
    const worth = ({ colour, count }) => Math.min(...chosen.map((known) => distance(colour, known))) * Math.sqrt(count);
    chosen.push(all.reduce((best, next) => (worth(next) > worth(best) ? next : best)).colour);
  }
  return chosen;
}

const CHECKS = Array.from({ length: 256 }, (_, byte) => {
  let check = byte;
  for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? 0xedb88320 ^ (check >>> 1) : check >>> 1;
  return check >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let check = 0xffffffff;
  for (const byte of body) check = CHECKS[(check ^ byte) & 0xff] ^ (check >>> 8);
  const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  end.writeUInt32BE((check ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, end]);
}

/** The same picture in sixteen colours. */
export function fewerColours(png) {
  const { width, height, colours } = dots(png);
  // Colours that are not opaque come first: of the others nothing has to be written.
  const chosen = choose(colours).sort((one, other) => one[3] - other[3]);
  const nearest = new Map();
  const place = (colour) => {
    const key = colour.join();
    if (!nearest.has(key)) nearest.set(key, chosen.reduce((best, next, at) => (distance(next, colour) < distance(chosen[best], colour) ? at : best), 0));
    return nearest.get(key);
  };
  const line = 1 + Math.ceil(width / 2);
  const raw = Buffer.alloc(line * height);
  colours.forEach((colour, dot) => {
    const [x, y] = [dot % width, Math.floor(dot / width)];
    raw[y * line + 1 + (x >> 1)] |= place(colour) << (x % 2 ? 0 : 4);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([4, 3, 0, 0, 0], 8);
  const opacity = chosen.map((colour) => colour[3]).filter((alpha) => alpha < 255);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(chosen.flatMap((colour) => colour.slice(0, 3)))),
    ...(opacity.length ? [chunk("tRNS", Buffer.from(opacity))] : []),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
