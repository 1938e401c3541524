// The form as a person meets it: checked when they ask for it, still while they write, and never in the way.

import { expect, test } from "./journey.mjs";
import { folder, landscape, portrait } from "./screens.mjs";
import { answer, check, enter, finding, left, placedWithParent, problems, question, section, settled, start } from "./words.mjs";

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

test("nothing moves while a person writes", async ({ page }) => {
  await page.clock.install();
  await start(page);
  await section(page, "What the child said");
  const notes = question(page, "wishes_and_feelings").getByRole("textbox");
  const list = () => page.locator(".findings__sheet").innerText();
  const before = await list();
  // A pause is what the list waits for: on a busy machine one letter may take as long, so the clock stands still.
  await page.clock.pauseAt(Date.now() + 60_000);
  await notes.pressSequentially("I like my room and ");
  expect(await list()).toBe(before);
  await page.clock.resume();
  // In the middle of the text the caret stays where it is, whatever the page does meanwhile.
  await notes.press("Home");
  await notes.pressSequentially("“", { delay: 30 });
  await expect.poll(list).not.toBe(before);
  await notes.pressSequentially("Yes, ", { delay: 30 });
  await expect(notes).toHaveValue("“Yes, I like my room and ");
});

test("a text box grows with what is in it", async ({ page }) => {
  await start(page);
  await section(page, "What the child said");
  const notes = question(page, "wishes_and_feelings").getByRole("textbox");
  const height = async () => (await notes.boundingBox()).height;
  const before = await height();
  await notes.fill("A line of notes\n".repeat(14));
  await expect.poll(height).toBeGreaterThan(before + 60);
  await expect.poll(() => notes.evaluate((area) => area.scrollHeight - area.clientHeight)).toBeLessThan(4);
});

test("a date may be dictated into one field, with its month's name and a full stop", async ({ page }) => {
  await start(page);
  const date = question(page, "visit_date");
  await date.getByLabel("Day").fill("20th of November, 2026.");
  await expect(page.locator(".findings").getByRole("link", { name: "Visit date" })).toHaveCount(0);
  await expect(date.getByLabel("Day")).toHaveValue("20th of November, 2026.");
  await expect(date.getByLabel("Day")).toBeFocused();
});

test("a whole date that is pasted into one field goes into the three", async ({ page }) => {
  await start(page);
  const part = (name) => question(page, "visit_date").getByLabel(name);
  for (const [field, typed] of [
    ["Day", "20/11/2026"],
    ["Year", "2026-11-20"],
    ["Month", "Fri 20 Nov 2026"],
  ]) {
    for (const name of ["Day", "Month", "Year"]) await part(name).fill("");
    await part(field).fill(typed);
    await question(page, "visited_by").getByRole("textbox").focus();
    await expect(part("Day")).toHaveValue("20");
    await expect(part("Month")).toHaveValue("11");
    await expect(part("Year")).toHaveValue("2026");
  }
});

test("a question that an answer brings up stands beneath it, to the right, and is announced", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await answer(page, "bedroom_seen", false);
  const [no, why] = [question(page, "bedroom_seen"), question(page, "bedroom_not_seen_reason")];
  await expect(why).toHaveClass(/question--depends/);
  const [above, below] = [await no.boundingBox(), await why.boundingBox()];
  expect(below.y).toBeGreaterThan(above.y);
  expect(below.y - (above.y + above.height)).toBeLessThan(60);
  await expect(page.getByRole("status").last()).toContainText("Also asked now: ");
  await expect(page.getByRole("status").last()).toContainText((await why.locator("legend").first().textContent()).trim());
});

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

test("how it looks is a choice that stays, and says nothing about anybody", async ({ page }) => {
  await start(page);
  await page.getByText("How Wayhome looks").first().click();
  await page.getByRole("radio", { name: "Dark" }).check();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(22, 25, 27)");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe('{"wayhome-display":"dark"}');
  // Before the app itself is there, too: nobody is shown a white page in the dark.
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  expect(await ground()).toBe("rgb(22, 25, 27)");
});

test("how it looks can be chosen where the browser keeps nothing", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("no storage here", "SecurityError");
      },
    });
  });
  await start(page);
  await page.getByText("How Wayhome looks").first().click();
  await page.getByRole("radio", { name: "High contrast" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "contrast");
});

for (const [scheme, contrast, ground] of [
  ["light", "no-preference", "rgb(255, 255, 255)"],
  ["dark", "no-preference", "rgb(22, 25, 27)"],
  ["dark", "more", "rgb(0, 0, 0)"],
]) {
  test(`it looks as the device is set: ${scheme}, contrast ${contrast}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, contrast });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
  });
}

test("of a table of thousands as many rows are shown as are read, and none is lost", async ({ page }) => {
  await enter(page);
  const household = Array.from({ length: 3000 }, (_, place) => ({ name: `Person ${place + 1}` }));
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", answers: { household } };
  const buffer = Buffer.from(JSON.stringify(record));
  await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
  await section(page, "Who lives at home");
  await expect(page.getByText("2799 more rows are in this table. They are kept, and not shown here.")).toBeVisible();
  await expect(page.locator(".row-card")).toHaveCount(201);
  await expect(page.locator(".add-row")).toBeHidden();
  await page.getByRole("button", { name: /^Remove person 1 / }).click();
  await expect(page.getByText("2798 more rows")).toBeVisible();
  await expect(page.locator(".row-card").last().getByRole("textbox").first()).toHaveValue("Person 202");
});
