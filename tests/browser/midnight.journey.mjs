// Past midnight, what is on the screen is checked as on the new day, and not as on the day on which it was opened.

import { expect, test } from "./journey.mjs";
import { answer, placedWithParent, question, start } from "./words.mjs";

test("what was due yesterday is late today, in the form and on the first screen", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-20T23:57:00Z") });
  await start(page);
  await placedWithParent(page);
  await answer(page, "previous_visit_date", "2026-11-6");
  await answer(page, "agreed_visit_weeks", "2");
  const late = page.locator(".findings .due__day, .findings .finding").locator(".tag--breached");
  await expect(page.locator(".findings .tag--due").first()).toBeVisible();
  await expect(late).toHaveCount(0);
  await page.clock.setSystemTime(new Date("2026-11-21T00:00:30Z"));
  const weeks = question(page, "agreed_visit_weeks").getByRole("textbox");
  await weeks.press("End");
  await expect(late).not.toHaveCount(0);
  await expect(weeks).toBeFocused();
  // What was done before is still there to be taken back.
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await expect(weeks).toHaveValue("");
  await page.getByRole("banner").getByRole("button", { name: "Redo" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  const lines = page.locator(".dues__item");
  const before = await lines.locator(".tag--breached").count();
  expect(before).toBeGreaterThan(0);
});

test("the first screen, left open over midnight, follows when it is shown again", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-20T23:57:00Z") });
  await start(page);
  await placedWithParent(page);
  await answer(page, "previous_visit_date", "2026-11-6");
  await answer(page, "agreed_visit_weeks", "2");
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  const late = page.locator(".dues__item .tag--breached");
  await expect(page.locator(".dues__item .tag--due").first()).toBeVisible();
  await expect(late).toHaveCount(0);
  await page.clock.setSystemTime(new Date("2026-11-21T00:00:30Z"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(late).not.toHaveCount(0);
});
