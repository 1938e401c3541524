// Past midnight, what is on the screen is checked as on the new day, and not as on the day on which it was opened.

import { expect, test } from "./journey.mjs";
import { toSign, typed } from "./signing.mjs";
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

test("the page for signing, left open over midnight, offers the new day unless another was entered", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-20T23:57:00Z") });
  await start(page);
  await toSign(page);
  const day = page.locator("#question-sign-date").getByLabel("Day");
  await expect(day).toHaveValue("20");
  await page.clock.setSystemTime(new Date("2026-11-21T00:00:20Z"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(day).toHaveValue("21");
});

test("a day of signing that was entered is still there after midnight", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-20T23:57:00Z") });
  await start(page);
  await toSign(page);
  const day = page.locator("#question-sign-date").getByLabel("Day");
  await day.fill("19");
  await page.clock.setSystemTime(new Date("2026-11-21T00:00:20Z"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await page.getByLabel("What is your role?").fill("Social worker");
  await expect(day).toHaveValue("19");
});

test("what is signed right after midnight bears the day on which it is signed", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-20T23:57:00Z") });
  await start(page);
  await toSign(page);
  await typed(page);
  await page.clock.setSystemTime(new Date("2026-11-21T00:00:20Z"));
  // Nobody has touched the page since: not even the button is tapped by hand.
  await page.getByRole("button", { name: "Sign", exact: true }).evaluate((button) => button.click());
  await expect(page.locator(".signatures")).toContainText("Signed by A. Worker, Social worker, on 21 November 2026");
});
