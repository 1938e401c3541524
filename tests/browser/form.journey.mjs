// The form is checked when a person asks for it, and says as much as is so.

import { expect, test } from "./journey.mjs";
import { answer, check, finding, left, placedWithParent, problems, question, section, settled, start } from "./words.mjs";

const summary = (page) => page.locator(".govuk-error-summary");
const red = (page) => page.locator(".govuk-error-message, .govuk-error-summary, .govuk-form-group--error, .section-status--problem");

test("nothing is red before the check, and everything that the check finds is said twice in the same words", async ({ page }) => {
  await start(page);
  await placedWithParent(page);
  await answer(page, "visit_date", "2026-2-31");
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await expect(finding(page, "Reason for not speaking alone")).toBeVisible();
  await expect(red(page)).toHaveCount(0);
  await expect(page).toHaveTitle(/^Seeing the child/);

  await check(page);
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(question(page, "seen_alone").getByRole("radio", { name: "No" })).toBeChecked();

  const said = await problems(page).evaluateAll((links) => links.map((link) => [link.getAttribute("href").slice(1), link.textContent]));
  expect(said.length).toBeGreaterThan(5);
  for (const [id, words] of said) {
    const field = page.locator(`[id="${id}"]`);
    const error = field.locator(".govuk-error-message");
    expect((await error.textContent()).replace(/^Error: /, ""), id).toBe(words);
    const described = await field.locator("fieldset, input, select, textarea").first().getAttribute("aria-describedby");
    expect(described.split(" "), id).toContain(await error.getAttribute("id"));
  }
  await expect(page.locator(".section-status", { hasText: "There is a problem" }).first()).toBeVisible();

  await problems(page).filter({ hasText: "“Visit date” must be a real date." }).click();
  await expect(question(page, "visit_date").getByLabel("Day")).toBeFocused();
  await expect(question(page, "visit_date").getByLabel("Day")).toHaveValue("31");
});

test("a problem leaves when it is mended, and what turns up later waits for the next check", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await check(page);
  await expect(question(page, "seen_alone").locator(".govuk-error-message")).toHaveText("Error: Select yes or no for “Spoken with alone”.");
  await answer(page, "seen_alone", false);
  await expect(question(page, "seen_alone").locator(".govuk-error-message")).toHaveCount(0);
  await expect(question(page, "not_alone_reason")).toBeVisible();
  await expect(question(page, "not_alone_reason").locator(".govuk-error-message")).toHaveCount(0);
  await check(page);
  await expect(question(page, "not_alone_reason").locator(".govuk-error-message")).toHaveCount(1);
});

test("a problem whose reason is missing leads to the reason, and not to the answer that stands", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await answer(page, "bedroom_seen", false);
  await check(page);
  for (const [no, reason] of [["seen_alone", "not_alone_reason"], ["bedroom_seen", "bedroom_not_seen_reason"]]) {
    await expect(question(page, no).locator(".govuk-error-message")).toHaveCount(0);
    await expect(question(page, reason).locator(".govuk-error-message")).toHaveCount(1);
    const link = summary(page).locator(`a[href="#question-${reason}"]`);
    await expect(link).toHaveCount(1);
  }
  await summary(page).locator('a[href="#question-bedroom_not_seen_reason"]').click();
  await expect(question(page, "bedroom_not_seen_reason").locator("input, textarea, select").first()).toBeFocused();
});

test("a section without a problem shows no red box, and says how many there are elsewhere", async ({ page }) => {
  await start(page);
  await check(page);
  await expect(summary(page)).toBeFocused();
  let clear = 0;
  for (const title of await page.locator(".sections__title").allTextContents()) {
    await section(page, title);
    const here = await page.locator(".form-section:not([hidden]) .govuk-error-message").count();
    await expect(summary(page)).toHaveCount(here === 0 ? 0 : 1);
    if (here > 0) {
      await expect(problems(page)).toHaveCount(here);
      continue;
    }
    clear += 1;
    const line = page.locator(".checked-elsewhere");
    await expect(line).toContainText("There are no problems in this section.");
    await line.getByRole("button", { name: /^Show \d+ problems in other sections$/ }).click();
    await expect(summary(page)).toBeFocused();
    expect(await problems(page).count()).toBeGreaterThan(0);
  }
  expect(clear).toBeGreaterThan(0);
});

test("the numbers add up: above the findings, in their groups, above the answers and in the list", async ({ page }) => {
  await start(page);
  await answer(page, "visit_date", "2026-11-20");
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await answer(page, "not_alone_reason", "other");
  await settled(page);
  const heading = await left(page);
  const counts = (words) => words.match(/\d+/g).map(Number).reduce((sum, count) => sum + count, 0);
  expect(counts(await page.locator(".findings__sum").textContent())).toBe(heading);
  const groups = page.locator(".findings__group", { has: page.getByRole("heading", { name: /^(To do|Not as asked|Cannot tell yet) · / }) });
  let shown = 0;
  for (const group of await groups.all()) if (await group.isVisible()) shown += await group.locator(".findings__list > .finding").count();
  expect(shown).toBe(heading);
  await page.getByRole("button", { name: "Check answers" }).click();
  await expect(page.locator(".open__line")).toContainText(`${heading} things open`);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card").first()).toContainText(new RegExp(`^.*\\d+ of \\d+ questions answered\\. ${heading} things open`));
});

test("what answers bring up after the check does not read as if there were no problem", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await check(page);
  await section(page, "Seeing the child");
  const since = page.getByText("Something in this section has come up since the check. Check the record again.");
  await expect(since).toHaveCount(0);
  await answer(page, "seen_alone", false);
  await expect(since).toBeVisible();
  await answer(page, "bedroom_seen", false);
  for (const mended of await page.locator(".form-section:not([hidden]) .question", { has: page.locator(".govuk-error-message") }).all()) {
    const no = mended.getByRole("radio", { name: "No", exact: true });
    if ((await no.count()) > 0) await no.check();
  }
  await expect(since).toBeVisible();
  await expect(page.getByText("There are no problems in this section.")).toHaveCount(0);
  await check(page);
  await expect(since).toHaveCount(0);
  await expect(problems(page).filter({ hasText: /./ }).first()).toBeVisible();
});

test("no section that a finding, an approver or a day waits for says that nothing is needed", async ({ page }) => {
  for (const [form, authority] of [["Home visit", "Newcastle City Council"], ["Unplanned return", "Tees Safeguarding"]]) {
    await start(page, form, { authority });
    const quiet = page.locator(".sections__link", { has: page.locator(".section-status--quiet") }).locator(".sections__title");
    const named = page.locator(".findings .findings__group a, .approvals a");
    await expect(named.first()).toBeAttached();
    const links = new Set(await named.evaluateAll((all) => all.map((link) => link.getAttribute("href")?.replace(/^#question-/, ""))));
    for (const title of await quiet.allTextContents()) {
      await section(page, title);
      const asked = await page.locator(".form-section:not([hidden]) .question").evaluateAll((all) => all.map((one) => one.id.replace(/^question-/, "")));
      expect(asked.filter((id) => links.has(id)), title).toEqual([]);
    }
  }
});

test("a section says how much is answered, and is done only where all is", async ({ page }) => {
  await start(page);
  const status = (title) => page.locator(".sections__link", { has: page.getByText(title, { exact: true }) }).locator(".section-status");
  await expect(status("The visit")).toHaveText("Not started");
  await answer(page, "visit_date", "2026-2-31");
  await expect(status("The visit")).toHaveText(/^\d+ to answer$/);
  for (const title of await page.locator(".sections__title").allTextContents()) {
    await section(page, title);
    const boxes = page.locator(".form-section:not([hidden]) textarea:visible");
    if ((await boxes.count()) > 0) await boxes.last().fill("Something.");
    await page.getByRole("heading", { level: 1 }).click();
  }
  await expect(page.locator(".section-status", { hasText: /^\d+ of \d+ answered$/ }).first()).toBeVisible();
  await expect(page.locator(".section-status--done")).toHaveCount(0);
});

test("Check finds what was typed a moment before", async ({ page }) => {
  await start(page);
  await answer(page, "visited_by", "A. Worker");
  await page.getByRole("button", { name: "Check the record" }).first().click();
  await expect(page.locator("#checked")).toBeFocused();
  const day = page.locator('[id="question-visit_date-answer-day"]');
  await day.fill("31");
  await page.locator('[id="question-visit_date-answer-month"]').fill("2");
  await page.locator('[id="question-visit_date-answer-year"]').pressSequentially("2026");
  await page.getByRole("button", { name: "Check the record" }).first().click();
  await expect(page.locator("#checked")).toContainText("“Visit date” must be a real date");
  await expect(page.locator("#checked")).not.toContainText("has come up since the check");
});
