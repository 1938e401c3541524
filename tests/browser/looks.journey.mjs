// How Wayhome looks: chosen by a person, or as the device asks for it.

import { expect, test } from "./journey.mjs";
import { start } from "./words.mjs";

test("how it looks is a choice that stays, and says nothing about anybody", async ({ page }) => {
  await start(page);
  await page.getByText("How Wayhome looks").first().click();
  await page.getByRole("radio", { name: "Dark" }).check();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(22, 25, 27)");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe('{"wayhome-display":"dark"}');
  // Before the app itself is there, too: nobody is shown a white page in the dark.
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  expect(await ground()).toBe("rgb(22, 25, 27)");
});

test("how it looks can be chosen where the browser keeps nothing", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("no storage here", "SecurityError");
      },
    });
  });
  await start(page);
  await page.getByText("How Wayhome looks").first().click();
  await page.getByRole("radio", { name: "High contrast" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "contrast");
});

for (const [scheme, contrast, ground] of [
  ["light", "no-preference", "rgb(255, 255, 255)"],
  ["dark", "no-preference", "rgb(22, 25, 27)"],
  ["dark", "more", "rgb(0, 0, 0)"],
]) {
  test(`it looks as the device is set: ${scheme}, contrast ${contrast}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, contrast });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
  });
}
