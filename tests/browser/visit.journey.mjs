// A home visit under Newcastle's procedure.

import { readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { textOfPages } from "./pdf.mjs";
import { landscape, portrait } from "./screens.mjs";
import { addChild, alert, answer, begin, check, enter, finding, left, problems, question, section, start } from "./words.mjs";

// In the order of the form; a question that asks for another comes before it.
const WHOLE_VISIT = {
  "The visit": {
    visit_date: "2026-11-20",
    visit_kind: "after_return",
    visit_announced: "unannounced",
    visited_by: "A social worker",
    visitor_is_allocated: true,
    previous_visit_date: "2026-11-06",
    agreed_visit_weeks: "4",
    placed_before_assessment: false,
    first_review_held: false,
  },
  "Seeing the child": { child_seen: true, seen_alone: true, bedroom_seen: true },
  "What the child said": { wishes_and_feelings: "“I like my room.”", wishes_and_feelings_how: ["spoken"] },
  "The home": { home_suitable: true, home_detail: "Warm, tidy." },
  "How it is going": {
    parent_view: "Going well.",
    siblings_view: "Glad.",
    support_plan_working: "yes",
    support_plan_change_needed: false,
    additional_support_needed: false,
  },
  "After the visit": { welfare_safeguarded: true, welfare_reasons: "Settled.", concern_raised: false, report_completed_date: "2026-11-21" },
  "About the child": {
    date_of_birth: "2014-3-2",
    legal_status: "care_order",
    legal_status_date: "2025-1-10",
    looked_after_start: "2025-1-10",
    in_care_proceedings: false,
    in_care_through_abuse_or_neglect: true,
    on_child_protection_plan: false,
    already_child_in_need: false,
  },
  "The return": {
    return_kind: "planned",
    return_in_care_plan: true,
    who_decided: "authority",
    return_to: "parent",
    actual_return_date: "2026-10-1",
  },
  "Who lives at home": { other_children_at_home: false },
};

async function fill(page, sections) {
  for (const [title, answers] of Object.entries(sections)) {
    await section(page, title);
    for (const [id, value] of Object.entries(answers)) {
      if (await question(page, id).isVisible()) await answer(page, id, value);
    }
  }
}

test("“not alone” asks for a reason, and the law is read beside the procedure", async ({ page }) => {
  await start(page);
  // The law waits until it can be told whether the child is looked after.
  await fill(page, { "About the child": { legal_status: "care_order" }, "The return": { return_to: "parent" } });
  await section(page, "Seeing the child");
  await expect(question(page, "not_alone_reason")).toHaveCount(0);
  await answer(page, "seen_alone", false);
  await expect(question(page, "not_alone_reason")).toBeVisible();

  const missing = finding(page, "Reason for not speaking alone");
  await expect(missing.locator(".finding__line", { hasText: "Not as the procedure asks" })).toContainText("no reason is recorded");
  await expect(missing.locator(".finding__line", { hasText: "The law" })).toBeVisible();
  await missing.getByRole("link", { name: "Reason for not speaking alone" }).first().click();
  await expect(question(page, "not_alone_reason").getByRole("radio").first()).toBeFocused();

  await answer(page, "not_alone_reason", "child_refused");
  const found = finding(page, "Spoken with alone");
  await expect(found).toContainText("Explained");
  await expect(found.locator(".finding__line", { hasText: "The law" })).toContainText("As asked");

  await answer(page, "not_alone_reason", "other");
  await expect(found.locator(".finding__line", { hasText: "The law" })).toContainText("Not as the law asks");
  await expect(found.locator(".finding__line", { hasText: "Procedure" })).toContainText("Explained");
  await found.getByText("Why?").click();
  await expect(found).toContainText("NEW-35");
  await expect(found).toContainText("ENG-29");
});

test("a finding leads to its question", async ({ page }) => {
  await start(page);
  await page.getByRole("complementary").getByRole("link", { name: "Bedroom seen" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Seeing the child" })).toBeVisible();
  await expect(question(page, "bedroom_seen").getByRole("radio", { name: "Yes" })).toBeFocused();
});

test("a whole visit leaves nothing to do", async ({ page }) => {
  await start(page);
  expect(await left(page)).toBeGreaterThan(10);
  await fill(page, WHOLE_VISIT);
  await expect(page.locator("#findings-title .count")).toHaveText("0");
  await expect(page.getByText("Nothing is left to do.", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Not as asked/ })).toBeHidden();
  await expect(page.locator(".section-status", { hasText: /^\d+ to answer/ })).toHaveCount(0);
});

test("a whole visit that came late says so wherever it says that nothing is left", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-27T10:00:00"));
  await enter(page);
  await addChild(page, "R-1");
  await begin(page);
  const { "The visit": visit, ...rest } = WHOLE_VISIT;
  await fill(page, { "The visit": { ...visit, visit_kind: "placement_with_parents", previous_visit_date: "2026-10-6" }, ...rest });
  const left = "Nothing is left to do. 2 done late.";
  await expect(page.locator(".findings__none")).toHaveText(left);
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  const late = page.locator(".late").getByRole("listitem");
  const line = "Visit at least as often as agreed in the child's plan. Done late: was due by 3 November 2026 (28 days).";
  await expect(page.locator(".open__line")).toHaveText(left);
  await expect(late).toHaveCount(2);
  await expect(late.first()).toHaveText(line);
  expect(textOfPages(await page.pdf()).join(" ").replace(/\s+/g, " ")).toContain(left);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card")).toContainText(/questions answered\. Nothing is left to do\. 2 done late\./);
  await page.locator(".card__open").click();
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(page.locator(".open__line")).toHaveText(left);
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const signed = page.getByRole("region", { name: "What was late when it was signed" });
  await expect(signed.getByRole("listitem").first()).toHaveText(line);
  expect(textOfPages(await page.pdf()).join(" ").replace(/\s+/g, " ")).toContain("What was late when it was signed");
});

test("31 February stays as typed, and its finding names the field", async ({ page }) => {
  await start(page);
  await answer(page, "visit_date", "2026-2-31");
  const found = page.locator(".finding", { hasText: "Cannot be read" });
  await expect(found.getByRole("link", { name: "Visit date" }).first()).toBeVisible();
  await section(page, "The home");
  await section(page, "The visit");
  const around = question(page, "visit_date");
  await expect(around.getByLabel("Day")).toHaveValue("31");
  await expect(around.getByLabel("Month")).toHaveValue("2");
  await expect(around.getByLabel("Year")).toHaveValue("2026");
  await around.getByLabel("Month").fill("March");
  await expect(page.getByText("Cannot be read", { exact: true })).toHaveCount(0);
  await expect(around.getByLabel("Month")).toHaveValue("March");
});

test("what is wrong in one cell of a table leads to that cell", async ({ page }) => {
  await start(page);
  await section(page, "Who lives at home");
  for (const name of ["First adult", "Second adult"]) {
    await page.getByRole("button", { name: "Add to household" }).click();
    await page.getByRole("group", { name: /^Person \d in the household/ }).last().getByLabel("Name").fill(name);
  }
  const born = (number) => page.getByRole("group", { name: `Person ${number} in the household` }).getByRole("group", { name: "Date of birth" });
  const second = born(2);
  for (const [part, value] of [["Day", "31"], ["Month", "2"], ["Year", "1990"]]) await second.getByLabel(part).fill(value);
  await expect(finding(page, "Household")).toContainText("“Household, row 2, Date of birth” must be a real date.");
  await check(page);
  await problems(page).filter({ hasText: "Household, row 2" }).click();
  await expect(second.getByLabel("Day")).toBeFocused();
  await expect(second.locator(".govuk-error-message")).toContainText("must be a real date");
  await expect(born(1).locator(".govuk-error-message")).toHaveCount(0);
});

test("half a date is not lost", async ({ page }) => {
  await start(page);
  const around = question(page, "visit_date");
  await around.getByLabel("Day").fill("31");
  await expect(page.getByText("Cannot be read", { exact: true })).toHaveCount(0);
  await around.getByLabel("Day").blur();
  await expect(page.getByText("Cannot be read", { exact: true })).toBeVisible();
  await expect(around.getByLabel("Day")).toHaveValue("31");
});

test("a downloaded record opens again with the same answers and the same findings", async ({ page }) => {
  await start(page);
  await fill(page, {
    "The visit": { visit_date: "2026-2-31", visit_kind: "after_return", visited_by: "A social worker" },
    "Seeing the child": { seen_alone: false, not_alone_reason: "other", bedroom_seen: true },
  });
  await section(page, "Who lives at home");
  await page.getByRole("button", { name: "Add to household" }).click();
  const person = page.getByRole("group", { name: "Person 1 in the household" });
  await person.getByLabel("Name").fill("An adult");
  await person.getByLabel("Name").blur(); // What is found follows when a person has stopped writing.
  const said = () => page.locator(".findings__sheet").innerText();
  const before = await said();

  await page.getByRole("button", { name: "Download", exact: true }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  await expect(asked).toContainText("not encrypted");
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^wayhome-newcastle-visit-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(file).toMatchObject({ wayhome: 1, procedure: "newcastle", form: "visit", answers: { seen_alone: false, visit_date: "2026-02-31" } });
  expect(file.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(file.made_with.procedure_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(file.report.findings.length).toBeGreaterThan(10);

  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Choose a record").setInputFiles(await download.path());
  await expect(page.getByRole("heading", { level: 1, name: "The visit" })).toBeVisible();
  await expect.poll(said).toBe(before);
  await expect(question(page, "visit_date").getByLabel("Day")).toHaveValue("31");
  await section(page, "Who lives at home");
  await expect(page.getByRole("group", { name: "Person 1 in the household" }).getByLabel("Name")).toHaveValue("An adult");
});

test("a file that is no record is refused in plain words", async ({ page }) => {
  await enter(page);
  const open = (text) => page.getByLabel("Choose a record").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await open('{"wayhome":1,\n"procedure":"newcastle"');
  await expect(alert(page)).toContainText("line 2");
  await open('{"procedure":"nowhere","form":"visit","answers":{}}');
  await expect(alert(page)).toContainText("There is no procedure `nowhere`");
  await expect(alert(page)).toContainText("Choose a file that was downloaded from Wayhome");
  await open('{"wayhome":2,"procedure":"newcastle","form":"visit","answers":{}}');
  await expect(alert(page)).toContainText("update Wayhome to open it.");
  await expect(alert(page)).not.toContainText("Choose a file");
});

test("closing a record loses nothing; closing the page with answers that are nowhere else asks first", async ({ page }) => {
  await start(page);
  await answer(page, "visitor_is_allocated", true);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await page.locator(".home__loose").getByRole("button", { name: /^Home visit/ }).click();
  await expect(question(page, "visitor_is_allocated").getByRole("radio", { name: "Yes" })).toBeChecked();
  // Stays once, and leaves the second time.
  for (const decide of ["dismiss", "accept"]) {
    let dialog;
    // Chromium drops a close that comes while it still ends the one before: asked again then.
    await expect(async () => {
      const asked = page.waitForEvent("dialog", { timeout: 5_000 });
      await page.close({ runBeforeUnload: true });
      dialog = await asked;
    }).toPass();
    expect(dialog.type()).toBe("beforeunload");
    const closed = decide === "accept" ? page.waitForEvent("close") : undefined;
    await dialog[decide]();
    await closed;
    expect(page.isClosed()).toBe(decide === "accept");
    if (decide === "dismiss") await expect(question(page, "visitor_is_allocated").getByRole("radio", { name: "Yes" })).toBeChecked();
  }
});

test("undo takes back a tap, and a removed person comes back", async ({ page }) => {
  await start(page);
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await page.keyboard.press("Control+z");
  await expect(question(page, "not_alone_reason")).toHaveCount(0);
  await expect(question(page, "seen_alone").getByRole("radio", { name: "No" })).not.toBeChecked();

  await section(page, "Who lives at home");
  for (const name of ["First adult", "Second adult"]) {
    await page.getByRole("button", { name: "Add to household" }).click();
    await page.getByRole("group", { name: /^Person \d in the household/ }).last().getByLabel("Name").fill(name);
  }
  await page.getByRole("button", { name: "Remove person 1 in the household" }).click();
  const person = (number) => page.getByRole("group", { name: `Person ${number} in the household` }).getByLabel("Name");
  await expect(person(1)).toHaveValue("Second adult");
  // What is typed before it comes back stays.
  await person(1).fill("Second adult, 40");
  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  await expect(person(1)).toHaveValue("First adult");
  await expect(person(2)).toHaveValue("Second adult, 40");
  // A row that goes or comes by another way takes the offer along.
  await page.getByRole("button", { name: "Remove person 1 in the household" }).click();
  await expect(page.locator(".removed")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+z");
  await expect(person(1)).toHaveValue("First adult");
  await expect(page.locator(".removed")).toHaveCount(0);
});

test("from the start page to the first answer by keyboard alone", async ({ page }) => {
  await enter(page);
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeFocused();
  const tabTo = async (target) => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("not reached with the tab key");
  };
  // Of radio buttons, the tab key stops at one; the arrow keys go on from there.
  const choose = async (wanted) => {
    await page.keyboard.press("Space");
    for (let presses = 0; presses < 20 && !(await wanted.isChecked()); presses += 1) await page.keyboard.press("ArrowDown");
    await expect(wanted).toBeChecked();
  };
  await tabTo(page.locator("input[name=procedure]:checked, input[name=procedure]").first());
  await choose(page.getByRole("radio", { name: "Newcastle City Council" }));
  await tabTo(page.locator("input[name=form]:checked"));
  await choose(page.getByRole("radio", { name: "Home visit" }));
  await tabTo(page.getByRole("button", { name: "Start", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "The visit" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("20");
  await page.keyboard.press("Tab");
  await page.keyboard.type("11");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2026");
  await expect(question(page, "visit_date").getByLabel("Year")).toHaveValue("2026");
  await expect(page.locator(".findings").getByRole("link", { name: "Visit date" })).toBeHidden();
});

test("a screen reader is told once, after a pause", async ({ page }) => {
  await start(page);
  const said = page.getByRole("status").last();
  await expect(said).toBeEmpty();
  await answer(page, "visitor_is_allocated", true);
  await expect(said).toContainText(/\d+ things open/);
});

for (const [way, size] of Object.entries({ landscape, portrait, phone: { width: 320, height: 640 } })) {
  test(`nothing is wider than the screen: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await enter(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await wide()).toBe(0);
    await start(page);
    for (const title of Object.keys(WHOLE_VISIT)) {
      await section(page, title);
      expect(await wide(), title).toBe(0);
    }
  });
}
