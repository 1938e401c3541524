// What comes along from one visit to the next, and is marked until somebody has looked at it.

import { firstVisit, open } from "./children.mjs";
import { expect, test } from "./journey.mjs";
import { picture } from "./screens.mjs";
import { typed } from "./signing.mjs";
import { alert, answer, begin, keepNothing, question, section } from "./words.mjs";

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
  await typed(page);
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
  await keepNothing(page);
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
