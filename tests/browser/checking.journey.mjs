// The answers looked through before they are signed, as text and on paper.

import { expect, test } from "./journey.mjs";
import { textOfPages } from "./pdf.mjs";
import { picture } from "./screens.mjs";
import { row, toCheck, visit } from "./signing.mjs";
import { answer, copies, question, section, start } from "./words.mjs";

test("every answer can be looked through and changed, and what is left out is said", async ({ page }) => {
  await visit(page);
  await toCheck(page);
  await expect(row(page, "Visit date")).toContainText("20 November 2026");
  await expect(row(page, "Spoken with alone").first()).toContainText("Yes");
  await expect(row(page, "Bedroom seen")).toContainText("Not provided");
  const out = page.locator(".summary--left-out");
  await expect(out).toContainText("Reason for not speaking alone");
  await expect(page.locator("#open")).toContainText(/\d+ things open/);

  await row(page, "Bedroom seen").getByRole("button").click();
  await expect(question(page, "bedroom_seen").getByRole("radio").first()).toBeFocused();
  await answer(page, "bedroom_seen", true);
  await page.goBack();
  await expect(row(page, "Bedroom seen")).toContainText("Yes");
  // Back where the person was, and not at the top.
  await expect(row(page, "Bedroom seen").getByRole("button")).toBeFocused();
});

test("a date that cannot be read is shown by its parts, and stays in the fields that it was typed in", async ({ page }) => {
  await start(page);
  const part = (name) => question(page, "visit_date").getByLabel(name);
  await part("Day").fill("2026");
  await part("Month").fill("11");
  await part("Year").fill("20");
  await toCheck(page);
  await expect(row(page, "Visit date")).toContainText("day 2026, month 11, year 20");
  await row(page, "Visit date").getByRole("button").click();
  await expect(part("Day")).toHaveValue("2026");
  await expect(part("Year")).toHaveValue("20");
});

test("a record is copied as text on a tap", async ({ page }) => {
  await copies(page);
  await visit(page);
  await toCheck(page);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByRole("dialog", { name: "Before you copy" }).getByRole("button", { name: "Copy as text" }).click();
  await expect(page.locator(".leave__said")).toContainText("Copied as text.");
  const text = await page.evaluate(() => window.copied);
  expect(text).toContain("HOME VISIT");
  expect(text).toContain("Draft. Not signed.");
  expect(text).toContain("Visit date: 20 November 2026");
  expect(text).toContain("“I like my room.”");
  expect(text).not.toContain("Reason for not speaking alone: ");
});

test("paper shows the summary, says what it holds, and nothing that only a screen can do", async ({ page }) => {
  await visit(page);
  await answer(page, "wishes_and_feelings_how", ["spoken"]);
  await section(page, "About the child");
  await answer(page, "child_reference", "R-2041");
  await toCheck(page);
  await page.emulateMedia({ media: "print" });
  const size = (part) => part.first().evaluate((part) => getComputedStyle(part).fontSize);
  expect(await size(page.locator(".summary .govuk-list li"))).toBe(await size(row(page, "Visit date").locator("dd")));
  // What names a section stands apart from the answers above it.
  const [above, below] = await Promise.all([page.locator(".summary dl").first(), page.locator(".summary h2").nth(1)].map((part) => part.boundingBox()));
  expect(below.y - (above.y + above.height)).toBeGreaterThanOrEqual(12);
  await expect(page.getByText("Contains personal data about a child and a family.")).toBeVisible();
  await expect(page.locator(".top")).toBeHidden();
  await expect(page.locator(".leave")).toBeHidden();
  await expect(page.getByRole("button", { name: /^Change/ }).first()).toBeHidden();
  await expect(row(page, "Visit date")).toBeVisible();
  for (const said of ["Newcastle City Council", "Returning Children to Their Families Procedure", "Child’s reference: R-2041"]) {
    await expect(page.locator(".on-paper", { hasText: said })).toBeVisible();
  }
  const pdf = await page.pdf({ path: "target/screenshots/check.pdf", preferCSSPageSize: true });
  expect(pdf.length).toBeGreaterThan(10_000);
  expect(pdf.toString("latin1")).not.toMatch(/\/URI/);
  const sheets = textOfPages(pdf);
  expect(sheets.join(" ")).toContain("“I like my room.”");
  expect(sheets[0]).toContain("Returning Children to Their Families Procedure");
  for (const sheet of sheets) {
    expect(sheet).toContain("Contains personal data");
    expect(sheet).not.toMatch(/training|exercise/i);
  }
});

test("pictures of checking", async ({ page }) => {
  await visit(page);
  await toCheck(page);
  await picture(page, "check");
});
