// Draws the PNG icons from icon.svg with the browser of this machine: `node app/web/icons.mjs`, after a change of the picture.
// They are kept in the repository, since another browser draws other bytes and the build is to be the same everywhere.

import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { fewerColours } from "./palette.mjs";
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

const browser = await chromium.launch({ executablePath, args: switches });
for (const [name, picture, size] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0">${picture.replace("<svg ", `<svg width="${size}" height="${size}" `)}`);
  await writeFile(new URL(name, import.meta.url), fewerColours(await page.screenshot({ omitBackground: true })));
}
await browser.close();
