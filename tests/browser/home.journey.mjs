// Children, their records, and what comes along from one to the next.

import { expect, test } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { addChild, alert, answer, begin, enter, keepNothing as enterAgain, question, section, small, violations, wide } from "./words.mjs";

const home = (page) => page.getByRole("heading", { level: 1, name: "Children and records" });

async function open(page) {
  await enter(page);
  await expect(home(page)).toBeVisible();
}

/** A first visit to a child, closed again. */
async function firstVisit(page, reference = "R-2041") {
  await addChild(page, reference);
  await begin(page);
  await answer(page, "visit_date", "2026-11-03");
  await answer(page, "visit_kind", "after_return");
  await answer(page, "visit_announced", "unannounced");
  await answer(page, "visited_by", "A. Worker");
  await answer(page, "agreed_visit_weeks", "2");
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", true);
  await section(page, "The home");
  await answer(page, "home_detail", "Warm and tidy.");
  await section(page, "About the child");
  await answer(page, "date_of_birth", "2014-3-2");
  await answer(page, "legal_status", "care_order");
  await section(page, "The return");
  await answer(page, "return_to", "parent");
  await section(page, "Who lives at home");
  await page.getByRole("button", { name: "Add to household" }).click();
  await page.getByRole("group", { name: "Person 1 in the household" }).getByLabel("Name").fill("An adult");
  await page.getByRole("group", { name: "Person 1 in the household" }).getByLabel("Relationship to the child").fill("Mother’s partner");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: reference })).toBeVisible();
}

test("the next visit brings the last one along, marked until it is looked at", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  await begin(page);
  const previous = question(page, "previous_visit_date");
  await expect(previous.getByLabel("Day")).toHaveValue("3");
  await expect(previous).toContainText("From the visit of 3 November 2026. Check that it still holds.");
  await expect(question(page, "last_unannounced_visit_date")).toContainText("From the visit of 3 November 2026");
  await expect(question(page, "visit_date").getByLabel("Day")).toHaveValue("");

  await previous.getByRole("button", { name: /It still holds/ }).click();
  await expect(previous).not.toContainText("Check that it still holds");
  await expect(previous.getByLabel("Day")).toBeFocused();
  await answer(page, "visit_kind", "other");
  await expect(question(page, "visit_kind")).not.toContainText("Check that it still holds");

  await section(page, "About the child");
  await expect(question(page, "child_reference").getByRole("textbox")).toHaveValue("R-2041");
  await expect(question(page, "child_reference")).not.toContainText("Check that it still holds");
  await expect(question(page, "date_of_birth")).toContainText("Check that it still holds");
  await section(page, "Who lives at home");
  const person = page.getByRole("group", { name: "Person 1 in the household" });
  await expect(person.getByLabel("Name")).toHaveValue("An adult");
  // A letter typed in a table says nothing of the others who are listed.
  await person.getByLabel("Name").fill("An adult, 40");
  await page.waitForTimeout(500);
  await expect(question(page, "household")).toContainText("Check that it still holds");
  await expect(page.locator(".sections__link", { hasText: "Who lives at home" })).not.toContainText("Done");
  await section(page, "Seeing the child");
  await expect(question(page, "seen_alone").getByRole("radio", { name: "Yes" })).not.toBeChecked();
});

test("a visit to a sister takes the home along and nothing of the child", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  await page.getByRole("button", { name: "Start a visit to a brother or sister" }).click();
  await page.getByRole("button", { name: "Start the visit" }).click();
  await expect(alert(page)).toContainText("Enter the child’s reference");
  await expect(page.getByRole("main")).toContainText("The notes may speak of this child: take that out.");
  await page.getByLabel("What is the brother’s or sister’s reference?").fill(" r-2041");
  await page.getByRole("button", { name: "Start the visit" }).click();
  await expect(alert(page)).toContainText("There is a child with this reference already");
  await page.getByLabel("What is the brother’s or sister’s reference?").fill("R-2042");
  await page.getByRole("button", { name: "Start the visit" }).click();
  await expect(question(page, "visit_date").getByLabel("Day")).toHaveValue("3");
  // Whose visit it is stands on the page, and nowhere that stays.
  await expect(page.locator(".top__about")).toContainText("R-2042");
  expect(await page.evaluate(() => [document.title, location.href, JSON.stringify(history.state)].join(" "))).not.toContain("2042");
  await expect(question(page, "visit_date")).toContainText("From the visit to a brother or sister of 3 November 2026.");
  await expect(question(page, "previous_visit_date").getByLabel("Day")).toHaveValue("");
  await section(page, "The home");
  await expect(question(page, "home_detail").getByRole("textbox")).toHaveValue("Warm and tidy.");
  const takeOut = question(page, "home_detail").getByText("Take out what is about the brother or sister");
  await expect(takeOut).toBeVisible();
  // A letter typed in it says nothing of what it tells of the other child.
  await question(page, "home_detail").getByRole("textbox").press("End");
  await question(page, "home_detail").getByRole("textbox").pressSequentially("!");
  await expect(takeOut).toBeVisible();
  await question(page, "home_detail").getByRole("button", { name: /^It still holds/ }).click();
  await expect(takeOut).toHaveCount(0);
  await section(page, "About the child");
  await expect(question(page, "child_reference").getByRole("textbox")).toHaveValue("R-2042");
  await expect(question(page, "date_of_birth").getByLabel("Day")).toHaveValue("");
  await section(page, "Who lives at home");
  await expect(page.getByRole("group", { name: "Person 1 in the household" }).getByLabel("Name")).toHaveValue("An adult");
  // A partner of this child's mother may be the sister's father.
  await expect(page.getByRole("group", { name: "Person 1 in the household" }).getByLabel("Relationship to the child")).toHaveValue("");
  await expect(question(page, "household")).toContainText("Check who is listed");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-2042" })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "R-2041" })).toBeVisible();
});

test("a child is added by Enter as by the button", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Add a child" }).click();
  await page.getByRole("main").getByRole("group").getByRole("radio", { name: "Newcastle City Council" }).first().check();
  await expect(page.getByText("Nobody in practice has read these rules yet.").last()).toBeVisible();
  await page.getByLabel("What is the child’s reference?").fill("R-77");
  await page.getByLabel("What is the child’s reference?").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "R-77" })).toBeVisible();
});

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

test("deleting asks first, and can be undone", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  const record = page.locator(".card", { hasText: "Home visit" });
  await record.getByRole("button", { name: /^Delete/ }).click();
  const asked = page.getByRole("dialog", { name: "Delete this record?" });
  await asked.getByRole("button", { name: "Go back" }).click();
  await expect(record).toBeVisible();
  await record.getByRole("button", { name: /^Delete/ }).click();
  await expect(asked.getByRole("button", { name: "Delete record" })).toHaveClass(/govuk-button--warning/);
  for (const [theme, red] of [["light", "rgb(143, 26, 18)"], ["dark", "rgb(255, 171, 161)"], ["contrast", "rgb(255, 171, 161)"]]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await expect(asked.getByRole("button", { name: "Delete record" })).toHaveCSS("background-color", red);
    expect(await violations(page), theme).toEqual([]);
    await picture(page, `delete-${theme}`);
  }
  await asked.getByRole("button", { name: "Delete record" }).click();
  await expect(record).toHaveCount(0);
  await page.getByRole("button", { name: "Undo delete" }).click();
  await expect(record).toBeVisible();

  await page.getByRole("button", { name: "Delete this child and all records" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(home(page)).toBeVisible();
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo delete" }).click();
  await expect(page.locator(".card", { hasText: "R-2041" })).toContainText("1 record");
});

test("a reference can be put right; the records that say the old one are counted", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  const change = page.getByRole("button", { name: "Change the reference" });
  const reference = page.getByLabel("What is the child’s reference?");
  await change.click();
  await expect(reference).toBeFocused();
  await expect(reference).toHaveValue("R-2041");
  await reference.fill(" ");
  await change.click();
  await expect(page.getByRole("link", { name: "Enter the child’s reference" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await reference.fill("R-2014");
  await change.click();
  await expect(page.getByRole("heading", { level: 1, name: "R-2014" })).toBeFocused();
  await expect(page.getByText("1 record says another reference.")).toBeVisible();
  await picture(page, "child-other-reference");
  // What is started now says the new one.
  await begin(page);
  await section(page, "About the child");
  await expect(question(page, "child_reference").getByRole("textbox")).toHaveValue("R-2014");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card", { hasText: "3 November 2026" }).getByRole("button", { name: /^Home visit/ }).click();
  await section(page, "About the child");
  await answer(page, "child_reference", "R-2014");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("another reference")).toHaveCount(0);
  await page.goBack();
  await addChild(page, "R-3");
  await change.click();
  await reference.fill("r-2014");
  await change.click();
  await expect(page.getByRole("link", { name: /^There is a child with this reference already/ })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-3" })).toBeFocused();
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

test("what was brought along and looked at by nobody is said before the record is signed, and on it", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  await begin(page);
  const unchecked = page.locator("#unchecked");
  await page.getByRole("button", { name: "Check answers" }).click();
  const said = await unchecked.locator(".open__line").textContent();
  expect(said).toMatch(/^\d+ answers were brought along and are not checked yet/);
  const tagged = page.locator(".govuk-summary-list__row", { hasText: "Brought along, not checked" });
  await expect(tagged).toHaveCount(Number.parseInt(said, 10));
  await picture(page, "check-brought-along");
  await unchecked.getByRole("button", { name: "Date of birth" }).click();
  await expect(question(page, "date_of_birth").getByLabel("Day")).toBeFocused();
  await question(page, "date_of_birth").getByRole("button", { name: /It still holds/ }).click();
  await page.goBack();
  await expect(unchecked).toContainText(`${Number.parseInt(said, 10) - 1} answers`);
  await expect(tagged.filter({ hasText: "Date of birth" })).toHaveCount(0);
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(unchecked).toContainText("Household");
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(tagged.filter({ hasText: "Household" })).toBeVisible();
});

test("what was brought along says where its source says something else by now", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  await begin(page);
  await section(page, "About the child");
  await expect(question(page, "date_of_birth")).toContainText("From the visit of 3 November 2026. Check that it still holds.");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card__open", { hasText: "3 November 2026" }).click();
  await section(page, "About the child");
  await question(page, "date_of_birth").getByLabel("Year").fill("2013");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card__open").filter({ hasNotText: "3 November 2026" }).click();
  await section(page, "About the child");
  const differs = "The visit of 3 November 2026 now says something else. Check which holds.";
  await expect(question(page, "date_of_birth").locator(".carried__from")).toHaveText(differs);
  await section(page, "The visit");
  await expect(question(page, "previous_visit_date")).toContainText("Check that it still holds.");
});

test("what was brought along and is not checked is still marked so in a file that is opened again", async ({ page }) => {
  await open(page);
  await firstVisit(page);
  await begin(page);
  await section(page, "About the child");
  await question(page, "date_of_birth").getByRole("button", { name: /It still holds/ }).click();
  await page.getByRole("banner").getByRole("button", { name: "Download" }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  const file = await download.path();
  // The record before it is in no file.
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await enterAgain(page);
  await page.getByLabel("Choose a record").setInputFiles(file);
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await expect(question(page, "previous_visit_date")).toContainText("From the visit of 3 November 2026. Check that it still holds.");
  await section(page, "About the child");
  await expect(question(page, "date_of_birth")).not.toContainText("Check that it still holds");
  await page.getByRole("button", { name: "Check answers" }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(page.locator("#unchecked")).toContainText("Household");
  await expect(page.locator("#unchecked")).not.toContainText("Date of birth");
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
  await enterAgain(page);
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
