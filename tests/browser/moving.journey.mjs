// From screen to screen and back: by the browser's buttons, by links, and by keyboard alone.

import { home, open } from "./children.mjs";
import { expect, test } from "./journey.mjs";
import { addChild, answer, begin, keepNothing, question } from "./words.mjs";

test("Back goes back a screen and loses nothing, Forward returns, and the history says nothing about anybody", async ({ page }) => {
  await open(page);
  await addChild(page, "CANARY-77");
  await begin(page);
  await answer(page, "visited_by", "Canary Worker");
  const seen = async () => {
    const kept = await page.evaluate(() => [document.title, location.href, JSON.stringify(history.state)]);
    expect(kept.join(" ")).not.toMatch(/canary/i);
    expect(kept[2]).toMatch(/^\d+$/);
  };
  await seen();
  await page.getByRole("button", { name: "Check answers" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeVisible();
  await seen();
  await page.goBack();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("Canary Worker");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "CANARY-77" })).toBeVisible();
  await seen();
  await page.goForward();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("Canary Worker");
  await page.goBack();
  await page.goBack();
  await expect(home(page)).toBeVisible();
});

test("“Skip to main content” stays in the record, and an entry from before a reload leads home", async ({ page }) => {
  await open(page);
  await addChild(page, "R-2041");
  await begin(page);
  await page.locator(".govuk-skip-link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  // Another link within the page, or an address with a mark, is no screen either.
  await page.evaluate(() => (location.hash = "somewhere"));
  await page.goBack();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await keepNothing(page);
  await addChild(page, "R-2042");
  await begin(page);
  await page.goBack();
  await page.goBack();
  await expect(home(page)).toBeVisible();
  await page.goBack();
  await expect(home(page)).toBeVisible();
  await page.locator(".card__open", { hasText: "R-2042" }).click();
  await page.locator(".card__open", { hasText: "Home visit" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-2042" })).toBeVisible();
});

test("from an empty screen to a child's visit and back by keyboard alone", async ({ page }) => {
  await open(page);
  const tabTo = async (target) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("not reached with the tab key");
  };
  await tabTo(page.getByRole("button", { name: "Add a child" }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("What is the child’s reference?")).toBeFocused();
  await page.keyboard.type("R-9");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Add a child" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "R-9" })).toBeFocused();
  await tabTo(page.getByRole("button", { name: "Home visit", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "The visit" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await tabTo(page.getByRole("button", { name: "Close" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "R-9" })).toBeFocused();
});
