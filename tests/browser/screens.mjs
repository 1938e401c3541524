// A tablet held both ways, and pictures of it to look at.

import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const portrait = { width: 820, height: 1180 };
export const landscape = { width: 1180, height: 820 };

/** Where the pictures go. */
export const folder = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/**
 * Takes what is on the screen, held both ways, into target/screenshots/.
 * @param {import("@playwright/test").Page} page
 * @param {string} name of the picture: `<name>-portrait.png`, `<name>-landscape.png`
 * @param {Record<string, {width: number, height: number}>} ways in which it is held
 */
export async function picture(page, name, ways = { portrait, landscape }) {
  const before = page.viewportSize();
  for (const [way, size] of Object.entries(ways)) {
    await page.setViewportSize(size);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `${folder}${name}-${way}.png`, fullPage: false });
  }
  if (before) await page.setViewportSize(before);
}

/** Where the documentation has its pictures. */
export const documented = fileURLToPath(new URL("../../docs/images/", import.meta.url));

/** Makes a picture that was taken that of the documentation, where those are asked for: WAYHOME_DOCS_PICTURES=1. */
export async function keepForDocs(name) {
  if (process.env.WAYHOME_DOCS_PICTURES) await copyFile(`${folder}${name}.png`, `${documented}${name}.png`);
}
