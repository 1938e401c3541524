// What axe-core finds on the screens about keeping, locking and deleting: nothing. Every target is large enough, nothing too wide.

import { expect, test } from "../journey.mjs";
import { setUp } from "../keeping.mjs";
import { landscape, picture, portrait } from "../screens.mjs";
import { small, violations, wide } from "../words.mjs";

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`keeping, locking and deleting: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    const looked = async (name) => {
      expect(await violations(page), name).toEqual([]);
      expect(await small(page), name).toEqual([]);
      expect(await wide(page), name).toBe(0);
    };
    await page.goto("/");
    await page.getByRole("button", { name: "Suggest four words" }).click();
    await page.locator("#new-passphrase").fill("short");
    await page.getByRole("button", { name: "Keep records on this device" }).click();
    await expect(page.locator("#new-passphrase-error")).toBeVisible();
    await looked("a passphrase that is refused");
    await setUp(page);
    await page.getByRole("button", { name: "This device" }).click();
    await expect(page.getByText("Argon2id")).toBeVisible();
    await looked("the device");
    await page.getByRole("button", { name: "Change passphrase" }).click();
    await looked("another passphrase");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Delete everything on this device" }).click();
    await looked("before deleting everything");
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Hide screen" }).click();
    await looked("hidden");
    await page.getByRole("button", { name: "Lock Wayhome" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Unlock Wayhome" })).toBeVisible();
    await looked("locked");
    // One page at a time: the passphrase is not asked for while it is asked whether to delete.
    await page.getByRole("button", { name: "Delete everything on this device" }).click();
    await expect(page.locator("#wipe")).toBeFocused();
    const asked = page.locator("dialog:modal", { has: page.locator("#wipe") });
    await expect(asked.locator(".top")).toHaveCount(0);
    expect(await asked.boundingBox()).toMatchObject({ x: 0, y: 0, ...page.viewportSize() });
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement.closest("dialog") !== null || document.activeElement === document.body)).toBe(true);
    }
    await looked("before deleting everything, locked");
    await picture(page, "wipe-locked");
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect(page.getByRole("button", { name: "Unlock", exact: true })).toBeVisible();
    await expect(page).toHaveTitle(/^Unlock Wayhome/);
  });
}
