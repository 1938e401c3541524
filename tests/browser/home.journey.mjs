// The first screen: what is due, how far records are, and finding a child.

import { firstVisit, home, open } from "./children.mjs";
import { expect, test } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { addChild, alert, begin, enter, small, violations, wide } from "./words.mjs";

test("the first screen says what is due, and how far records are", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-25T10:00:00"));
  await open(page);
  await firstVisit(page);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  const due = page.locator(".dues__item", { hasText: "Visit again" }).first();
  await expect(due).toContainText("Late");
  await expect(due).toContainText("17 November 2026");
  await expect(due).toContainText("R-2041");
  const card = page.locator(".card", { hasText: "R-2041" });
  await expect(card).toContainText("1 record");
  await expect(card).toContainText(/\d+ of \d+ questions answered\. \d+ things? open/);
  await due.getByRole("button", { name: "Open home visit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The visit" })).toBeVisible();
});

test("what nobody has touched says so", async ({ page }) => {
  await open(page);
  await addChild(page, "R-1");
  await begin(page, "Assessment and support plan");
  await page.goBack();
  await expect(page.locator(".card")).toContainText("Nothing entered yet");
});

test("many children are found by their reference", async ({ page }) => {
  await open(page);
  for (let number = 1; number <= 7; number += 1) {
    await addChild(page, `R-10${number}`);
    await page.goBack();
    await expect(home(page)).toBeVisible();
  }
  const sought = page.getByLabel("Find a child by reference");
  const cards = page.locator(".home__children .card__open");
  await sought.fill("r-103");
  await expect(cards).toHaveCount(1);
  // Whoever comes back finds what they sought and whom they opened.
  await cards.click();
  await begin(page);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(sought).toHaveValue("r-103");
  await expect(cards).toHaveCount(1);
  await expect(cards).toBeFocused();
  await sought.fill("none");
  await expect(page.getByText("No child’s reference matches.")).toBeVisible();
  // One who is added is not out of sight for it. What is kept tells one second from the next.
  await page.waitForTimeout(1_100);
  await addChild(page, "R-108");
  await page.goBack();
  await expect(sought).toHaveValue("");
  await expect(page.getByRole("button", { name: "R-108" })).toBeFocused();
  // Whom a person worked on last comes first.
  await expect(cards.first()).toHaveText("R-108");
  await page.waitForTimeout(1_100);
  await cards.filter({ hasText: "R-101" }).click();
  await begin(page);
  await page.goBack();
  await page.goBack();
  await expect(cards.first()).toHaveText("R-101");
  await expect(cards.first()).toBeFocused();
});

test("what is due stands below the search, and of a long list only what presses, until all of it is asked for", async ({ page }) => {
  test.setTimeout(180_000);
  await page.clock.setFixedTime(new Date("2026-11-25T10:00:00"));
  await open(page);
  for (let number = 1; number <= 6; number += 1) {
    await addChild(page, `R-10${number}`);
    await page.goBack();
    await expect(home(page)).toBeVisible();
  }
  const record = { wayhome: 1, procedure: "newcastle", form: "visit" };
  const answers = { legal_status: "care_order", legal_status_date: "2025-01-10", return_to: "parent", actual_return_date: "2026-02-01", visit_date: "2026-03-02", agreed_visit_weeks: 2 };
  for (let number = 11; number <= 22; number += 1) {
    const buffer = Buffer.from(JSON.stringify({ ...record, answers: { ...answers, child_reference: `R-${number}` } }));
    await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Close" }).click();
    await expect(home(page)).toBeVisible();
  }
  const lines = page.locator(".dues__item");
  const sought = page.getByLabel("Find a child by reference");
  await expect(lines).toHaveCount(10);
  await expect(lines.locator(".tag--breached")).toHaveCount(10);
  const above = (one, other) => one.evaluate((one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING), other);
  expect(await above(sought, await lines.first().elementHandle())).toBe(true);
  expect(await violations(page)).toEqual([]);
  await picture(page, "home-many-due");

  const all = page.getByRole("button", { name: /^Show all \d+$/ });
  const count = Number((await all.textContent()).match(/\d+/)[0]);
  expect(count).toBeGreaterThan(11);
  await sought.fill("r-13");
  await expect(all).toHaveCount(0);
  await expect(lines.filter({ hasText: "R-13: " }).first()).toBeVisible();
  await expect(lines.filter({ hasNotText: "R-13: " })).toHaveCount(0);
  await sought.fill("");
  await all.focus();
  await page.keyboard.press("Enter");
  await expect(lines).toHaveCount(count);
  await expect(all).toHaveCount(0);
  await expect(lines.nth(10).getByRole("button")).toBeFocused();
  expect(await small(page)).toEqual([]);
});

test("records without a child are told apart by the reference that they name", async ({ page }) => {
  await enter(page);
  const record = { wayhome: 1, procedure: "newcastle", form: "visit" };
  for (const [reference, day] of [["R-21", "2026-03-02"], ["R-22", "2026-03-02"]]) {
    const home = { legal_status: "care_order", legal_status_date: "2025-01-10", return_to: "parent", actual_return_date: "2026-02-01" };
    const answers = { ...home, child_reference: reference, visit_date: day, agreed_visit_weeks: 2 };
    const buffer = Buffer.from(JSON.stringify({ ...record, answers }));
    await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Close" }).click();
  }
  const loose = page.getByRole("region", { name: "Records without a child" });
  await expect(loose.getByText("R-21", { exact: true })).toBeVisible();
  await expect(loose.getByText("R-22", { exact: true })).toBeVisible();
  await expect(page.locator(".dues__item").filter({ hasText: "R-21: " }).first()).toBeVisible();
  // Once there is a child of that reference, however it is spaced, its record is with it.
  await addChild(page, "r - 21");
  await expect(page.locator(".card", { hasText: "Home visit, 2 March 2026" })).toHaveCount(1);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(loose.locator(".card")).toHaveCount(1);
  await expect(loose.getByText("R-22", { exact: true })).toBeVisible();
});

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to on the first screens: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    const well = async (where) => {
      expect(await violations(page), where).toEqual([]);
      expect(await small(page), where).toEqual([]);
      expect(await wide(page), where).toBe(0);
    };
    await well("empty");
    await page.getByRole("button", { name: "Add a child" }).click();
    await page.getByRole("button", { name: "Add a child" }).click();
    await expect(alert(page)).toContainText("Enter the child’s reference");
    await well("errors");
    await page.getByRole("button", { name: "Cancel" }).click();
    await firstVisit(page);
    await well("child");
    await page.locator(".card").getByRole("button", { name: /^Delete/ }).click();
    await well("delete");
    await page.getByRole("dialog").getByRole("button", { name: "Go back" }).click();
    await page.getByRole("button", { name: "Start a visit to a brother or sister" }).click();
    await well("sibling");
    await page.goBack();
    await begin(page);
    await well("carried");
    await page.goBack();
    await page.goBack();
    await well("home");
    // Text at twice its size.
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await wide(page), "200 % text").toBe(0);
  });
}

test("pictures", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-25T10:00:00"));
  await open(page);
  await picture(page, "home-empty");
  await firstVisit(page);
  await picture(page, "child");
  await begin(page);
  await picture(page, "carried");
  await page.goBack();
  await page.goBack();
  await addChild(page, "R-3310", "Wiltshire Council");
  await begin(page, "Decision to return home");
  await page.goBack();
  await page.goBack();
  await picture(page, "home");
  await page.getByRole("button", { name: "Add a child" }).click();
  await page.getByRole("button", { name: "Add a child" }).click();
  await picture(page, "home-add");
});
