// What is half typed when a record is left, before any pause, is there when it is opened again, and goes on being kept.

import { expect, test } from "../journey.mjs";
import { section, start } from "../words.mjs";
import { openKept, saved, setUp, unlock } from "../keeping.mjs";

const at = (page, id) => page.locator(`[id="question-${id}"]`);
const day = (page) => at(page, "visit_date-answer-day");
const weeks = (page) => at(page, "agreed_visit_weeks-answer");
const year = (page) => at(page, "household-answer-0-date_of_birth-year");

/** Types half of something, leaves by the browser's Back before it is handed over, and opens the record again. */
async function halfTyped(page, field, text) {
  await field.pressSequentially(text);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await openKept(page);
}

/** The same in every field that waits for the rest. */
async function everywhere(page) {
  await halfTyped(page, day(page), "12");
  await expect(day(page)).toHaveValue("12");
  await halfTyped(page, weeks(page), "2 wee");
  await expect(weeks(page)).toHaveValue("2 wee");
  await section(page, "Who lives at home");
  await page.getByRole("button", { name: "Add to household" }).click();
  await halfTyped(page, year(page), "1988");
  await section(page, "Who lives at home");
  await expect(year(page)).toHaveValue("1988");
}

test("half a date and half a number outlast Back, and what is typed elsewhere after it", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await everywhere(page);
  await section(page, "The visit");
  await at(page, "visited_by-answer").fill("Ann");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.reload();
  await unlock(page);
  // It opens where the person was.
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await section(page, "The visit");
  await expect(at(page, "visited_by-answer")).toHaveValue("Ann");
  await expect(day(page)).toHaveValue("12");
  await expect(weeks(page)).toHaveValue("2 wee");
  await section(page, "Who lives at home");
  await expect(year(page)).toHaveValue("1988");
});

test("nor are they lost where nothing is kept on the device", async ({ page }) => {
  await start(page);
  await everywhere(page);
  await section(page, "The visit");
  await at(page, "visited_by-answer").fill("Ann");
  await page.goBack();
  await openKept(page);
  await expect(day(page)).toHaveValue("12");
  await expect(weeks(page)).toHaveValue("2 wee");
});
