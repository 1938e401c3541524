// What an operating system is told when Wayhome is put on the home screen.

import { expect, test } from "./journey.mjs";
import { kept } from "./editions.mjs";

test("the manifest names what is installed, and its pictures are of the size that it says", async ({ page }) => {
  await page.goto("/");
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  expect(address).toMatch(/^\/manifest\.[0-9a-f]{16}\.webmanifest$/);
  const manifest = await (await page.request.get(address)).json();
  expect(manifest).toMatchObject({ id: "/", start_url: "/", scope: "/", name: "Wayhome", lang: "en-GB", display: "standalone" });
  expect(manifest.theme_color).toBe(await page.locator("meta[name=theme-color]").getAttribute("content"));
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  const apple = { src: await page.locator("link[rel=apple-touch-icon]").getAttribute("href"), sizes: "180x180" };
  for (const { src, sizes } of [...manifest.icons, apple]) {
    expect(src).toMatch(/\.[0-9a-f]{16}\.(png|svg)$/);
    const size = await page.evaluate(async (address) => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, src);
    if (sizes !== "any") expect(size, src).toBe(sizes);
  }
});

test("the browser has nothing against installing it", async ({ context, page }) => {
  await page.goto("/");
  await kept(page);
  const browser = await context.newCDPSession(page);
  const { errors } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // A private window, which these journeys run in, can install nothing; that is the only thing in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});
