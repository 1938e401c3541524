// What stands beside the form: who approves, and what is due.

import { expect, test } from "./journey.mjs";
import { folder, landscape, portrait } from "./screens.mjs";
import { answer, placedWithParent, question, section, start } from "./words.mjs";

test("who approves cannot be told until the questions in the card are answered, and then is", async ({ page }) => {
  await start(page, "Decision to return home");
  const card = page.getByRole("region", { name: "Who approves" });
  await expect(card).toContainText("Cannot tell until these are answered:");
  await card.locator(".approval__until").first().getByRole("link", { name: "Legal status" }).click();
  await expect(question(page, "legal_status").getByRole("combobox")).toBeFocused();
  await answer(page, "legal_status", "care_order");
  await section(page, "The return");
  await answer(page, "return_kind", "planned");
  await answer(page, "return_to", "parent");
  await section(page, "About the child");
  await answer(page, "date_of_birth", "2012-3-2");
  await expect(card).toContainText("The Deputy Director must approve. Wayhome also accepts someone more senior.");
  // What is asked is not said to be on record.
  const recorded = card.locator(".approval__record");
  await expect(recorded.first()).toHaveText("No approval is recorded yet.");
  await expect(card).not.toContainText("The approval on record");
  await section(page, "Approval");
  await answer(page, "approver_role", "deputy_director");
  await expect(recorded.first()).not.toHaveText("No approval is recorded yet.");
  await card.getByText("Why?").first().click();
  await expect(card).toContainText("NEW-54");
  await expect(card).toContainText("Ratifying the decisions");

  await page.setViewportSize(portrait);
  await expect(page.getByRole("region", { name: "Who approves" })).toBeVisible();
});

test("what stays beside the form begins below the line at the top, however high that is", async ({ page }) => {
  await start(page);
  const top = (selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
  await page.setViewportSize(landscape);
  for (const size of ["100%", "140%"]) {
    await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
    await page.evaluate(() => scrollTo(0, 900));
    const line = await page.locator(".top").evaluate((element) => element.getBoundingClientRect().bottom);
    await expect.poll(() => top(".sections")).toBeGreaterThanOrEqual(line - 1);
    await expect.poll(() => top(".findings")).toBeGreaterThanOrEqual(line - 1);
  }
});

test("an approval of a day to come is not called given", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-26T10:00:00"));
  await start(page, "Decision to return home");
  await answer(page, "legal_status", "section_20");
  await section(page, "The return");
  await answer(page, "return_kind", "planned");
  await section(page, "Approval");
  await answer(page, "approver_role", "head_of_service");
  await answer(page, "approver_nominated_in_writing", true);
  await answer(page, "approval_outcome", "approved");
  await answer(page, "approval_date", "2027-1-1");
  await section(page, "The decision");
  await answer(page, "decision_effective_date", "2027-2-1");
  await expect(page.locator(".approval__record").first()).toContainText("is after the day of this check");
});

test("the picture of what is due says what the list says", async ({ page }) => {
  await start(page);
  await placedWithParent(page);
  await answer(page, "visit_date", "2026-11-20");
  await answer(page, "previous_visit_date", "2026-11-6");
  await answer(page, "agreed_visit_weeks", "2");
  const due = page.locator(".findings__group", { has: page.getByRole("heading", { name: "When things are due" }) });
  const picture = due.getByRole("img", { name: /^What is due from 6 November 2026 to/ });
  await expect(picture).toBeVisible();
  const numbers = await picture.locator("text").allTextContents();
  const listed = await due.locator(".due__number").allTextContents();
  expect(listed.length).toBeGreaterThan(1);
  expect(numbers.slice(0, listed.length)).toEqual(listed);
  expect(numbers).toContain("Today");
  for (const entry of await due.locator(".finding", { has: page.locator(".due__number") }).all()) {
    await expect(entry.locator(".due__day")).toContainText(/\d{4}/);
    await expect(entry.locator(".due__start")).toContainText(/^Counted from /);
  }
});

test("what is still to come is planned, and not done", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-27T10:00:00"));
  await start(page);
  await placedWithParent(page);
  await answer(page, "previous_visit_date", "2026-11-6");
  await answer(page, "agreed_visit_weeks", "2");
  await answer(page, "visit_date", "2026-12-1");
  const due = page.locator(".findings__group", { has: page.getByRole("heading", { name: "When things are due" }) });
  await expect(due.locator(".tag", { hasText: "Planned late" }).first()).toHaveClass(/tag--breached/);
  await expect(due.locator(".tag", { hasText: "Planned in time" }).first()).toHaveClass(/tag--met/);
  await expect(due.locator(".tag", { hasText: /^Done/ })).toHaveCount(0);
});

test("what was done late comes first among what is due, and not in green", async ({ page }) => {
  await start(page);
  await placedWithParent(page);
  await answer(page, "visit_date", "2026-11-20");
  await answer(page, "previous_visit_date", "2026-10-6");
  await answer(page, "agreed_visit_weeks", "2");
  const due = page.locator(".findings__group", { has: page.getByRole("heading", { name: "When things are due" }) });
  const first = due.locator(".finding").first();
  await expect(first.locator(".tag", { hasText: "Done late" })).toHaveClass(/tag--breached/);
  // What waits for answers stands apart from what is known.
  const waiting = due.locator(".finding", { hasText: "Cannot tell yet" });
  await expect(waiting.first()).toBeHidden();
  await due.getByText(/^\d+ that cannot be told yet$/).click();
  await expect(waiting.first()).toBeVisible();
  // A square, as what is late has.
  await expect(due.locator(".timeline__late")).toHaveAttribute("d", /h16v16/);
  await first.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}due-late.png` });
});
