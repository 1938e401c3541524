// From the last answer to the record in somebody's hands.

import { readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { textOfPages } from "./pdf.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { addChild, answer, enter, question, section, small, start, violations, wide } from "./words.mjs";

const NAME = "What is your name?";

/** A visit with a few answers, one of them left out again. */
async function visit(page) {
  await start(page);
  await answer(page, "visit_date", "2026-11-20");
  await answer(page, "visited_by", "A. Worker");
  await section(page, "Seeing the child");
  await answer(page, "seen_alone", false);
  await answer(page, "not_alone_reason", "child_refused");
  await answer(page, "seen_alone", true);
  await section(page, "What the child said");
  await answer(page, "wishes_and_feelings", "“I like my room.”\nShe smiled.");
}

async function toCheck(page) {
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeFocused();
}

async function toSign(page) {
  await toCheck(page);
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign off this record" })).toBeFocused();
}

const row = (page, name) => page.locator(".govuk-summary-list__row", { has: page.getByText(name, { exact: true }) });

async function typed(page) {
  await page.getByLabel(NAME).fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
}

/** How much a stroke stands out from the ground of the field that it is drawn in. */
function contrast(field) {
  const light = (colour) => {
    const parts = colour.match(/\d+/g).slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const both = [getComputedStyle(field).backgroundColor, getComputedStyle(field.querySelector(".drawing__path")).stroke].map(light);
  return Math.max(...both) / Math.min(...both);
}

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

test("signing says what is missing, and never waits for findings", async ({ page }) => {
  await visit(page);
  await toSign(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const summary = page.locator("#sign-problem");
  await expect(summary).toBeFocused();
  for (const said of ["Enter your name", "Enter your role", "Select how the record is signed"]) {
    await expect(summary.getByRole("link", { name: said })).toBeVisible();
    await expect(page.locator(".govuk-error-message", { hasText: said })).toBeVisible();
  }
  expect(await page.title()).toMatch(/^Error/);
  await summary.getByRole("link", { name: "Enter your name" }).click();
  await expect(page.getByLabel(NAME)).toBeFocused();
  await typed(page);
  // Nobody has signed tomorrow.
  const [today, tomorrow] = [new Date(), new Date(Date.now() + 86_400_000)];
  const dated = async (day) => {
    for (const [part, value] of [["Day", day.getDate()], ["Month", day.getMonth() + 1], ["Year", day.getFullYear()]]) {
      await page.locator("#question-sign-date").getByLabel(part).fill(String(value));
    }
  };
  await dated(tomorrow);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(summary.getByRole("link", { name: /^Date of signing must be today or in the past. By this device it is \d+ / })).toBeVisible();
  await expect(page.locator("#question-sign-date .govuk-error-message")).toContainText("Date of signing must be today or in the past");
  // Nor before the visit, on the 20th.
  await dated(new Date("2026-11-19T12:00:00"));
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(summary).toContainText("Date of signing must not be before the day that the record is about");
  // Looking at the answers once more loses nothing of the page, and nothing is wrong before it is asked again.
  await page.getByRole("button", { name: "Back to the answers" }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(page.getByLabel(NAME)).toHaveValue("A. Worker");
  await expect(page.locator("#question-sign-date").getByLabel("Day")).toHaveValue("19");
  await expect(summary).toHaveCount(0);
  await dated(today);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeFocused();
  await expect(page.locator(".signatures")).toContainText("Signed by A. Worker, Social worker, on");
  await expect(page.locator(".signatures")).toContainText(/\d+ things were open when it was signed/);
  // Whoever reads it has to answer for them, by name.
  const open = page.getByRole("region", { name: "What was open when it was signed" });
  await expect(open.getByRole("listitem").filter({ hasText: "Bedroom seen" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Change/ })).toHaveCount(0);
});

test("nobody signs before what the record says has happened, whatever year was typed", async ({ page }) => {
  await start(page);
  await answer(page, "previous_visit_date", "2026-10-20");
  await toSign(page);
  await typed(page);
  await page.locator("#question-sign-date").getByLabel("Year").fill("2023");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator("#sign-problem")).toContainText("Date of signing must not be before something that the record says has happened");
  await page.locator("#question-sign-date").getByLabel("Year").fill(String(new Date().getFullYear()));
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeFocused();
});

test("a signed record does not change: Back leaves it at once, and a change makes a new version", async ({ page }) => {
  await visit(page);
  const opened = await page.evaluate(() => history.state);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeFocused();
  // The pages that led to it are no more, and its heading is what is seen.
  await expect.poll(() => page.evaluate(() => history.state)).toBe(opened);
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeInViewport();
  await page.getByRole("button", { name: "Print" }).scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Download record" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await page.locator(".home__loose .card__open").click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("A. Worker");
  await answer(page, "visited_by", "B. Worker");
  await page.getByRole("button", { name: "Close" }).click();
  const cards = page.locator(".home__loose .card");
  await expect(cards).toHaveCount(2);
  // Nothing replaces it before that is signed.
  await expect(cards.filter({ hasText: "Signed on" })).toContainText("A new version has been started and is not signed.");
  await cards.filter({ hasText: "Signed on" }).getByRole("button", { name: /^Home visit/ }).click();
  await expect(row(page, "Visited by")).toContainText("A. Worker");
  await expect(page.getByRole("button", { name: "Make a new version" })).toHaveCount(0);
  await page.getByRole("button", { name: "Open the new version" }).click();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("B. Worker");
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  // Whoever gets both can tell which of them stands.
  await expect(page.getByText(/^This is a newer version of a record signed on \d+ November 2026\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Download record" }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  const saved = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(saved.replaces.signed_on).toBe(saved.signed.on);
  expect(saved.replaces.id).not.toBe(saved.id);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(cards.filter({ hasText: "A newer version replaces this record." })).toHaveCount(1);
});

test("a newer version is not signed before the day on which the one that it replaces was", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-25T12:00:00Z") });
  await visit(page);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await toSign(page);
  await typed(page);
  const day = page.locator("#question-sign-date").getByLabel("Day");
  await day.fill("24");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const said = "Date of signing must not be before the day on which the record that this one replaces was signed";
  await expect(page.locator("#sign-problem").getByRole("link", { name: said })).toBeVisible();
  await day.fill("25");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator(".signatures")).toContainText("on 25 November 2026");
});

test("a child’s card counts the records that the child’s page lists", async ({ page }) => {
  await enter(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card")).toHaveCount(2);
  // They are called the same.
  await expect(page.getByText(/^Last changed on \d+ November 2026 at \d\d:\d\d$/)).toHaveCount(2);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.locator(".card")).toContainText("2 records");
});

test("a signature is drawn, or another way is chosen", async ({ page }) => {
  await visit(page);
  await toSign(page);
  await typed(page);
  await page.getByRole("radio", { name: "Draw a signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator("#sign-problem")).toContainText("Draw the signature, or select another way to sign");
  const field = page.locator("#drawing");
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 120);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(box.x + 40 + step * 30, box.y + 120 - (step % 3) * 40);
  await page.mouse.up();
  await expect(field.locator(".drawing__path")).toHaveAttribute("d", /^M\d+ \d+L/);
  // Seen on its ground however Wayhome looks, in the field and in the result.
  const seen = async (drawn) => {
    for (const look of ["light", "dark", "contrast"]) {
      await page.evaluate((look) => (document.documentElement.dataset.theme = look), look);
      expect(await drawn.evaluate(contrast), look).toBeGreaterThan(7);
    }
  };
  await seen(field);
  await picture(page, "sign-drawn", { portrait });
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const signature = page.getByRole("img", { name: "Signature of A. Worker" });
  await expect(signature).toBeVisible();
  await seen(signature);
  await picture(page, "signed");
});

test("the young person signs where a rule in force asks for it", async ({ page }) => {
  await start(page, "Decision to return home", { authority: "Tees Safeguarding" });
  await toSign(page);
  await expect(page.locator(".young")).toHaveCount(0);
  await page.getByRole("button", { name: "Back to the answers" }).click();
  // Nothing asks for it, and so nothing is missing on paper.
  await page.emulateMedia({ media: "print" });
  await expect(row(page, "Signed by the young person")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(row(page, "Signed by the young person")).toBeVisible();
  await page.getByRole("button", { name: "Back to the form" }).first().click();
  await section(page, "About the child");
  await answer(page, "date_of_birth", "2010-2-16");
  await answer(page, "legal_status", "section_20");
  await section(page, "The return");
  await answer(page, "who_decided", "young_person");
  await section(page, "The decision");
  await answer(page, "decision_date", "2026-11-20");
  await toSign(page);
  await typed(page);
  await page.locator(".young").getByRole("radio", { name: "Asked, and did not want to sign" }).check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator("#sign-problem")).toContainText("Enter the name of the child or young person");
  await page.locator(".young").getByLabel("What is their name?").fill("Robin");
  await picture(page, "sign");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator(".signatures")).toContainText("Robin was asked, and did not want to sign.");
  // The record does not say that nobody knows.
  await expect(row(page, "Signed by the young person")).toContainText("No");
});

test("the young person is not asked for where no rule asks", async ({ page }) => {
  // Newcastle's form asks whether they signed, and its procedure has no rule about it.
  await start(page, "Decision to return home");
  await toSign(page);
  await expect(page.locator(".young")).toHaveCount(0);
});

test("a signed record is downloaded and opens again as signed", async ({ page }) => {
  await visit(page);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Download record" }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^wayhome-newcastle-visit-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(file.signed).toMatchObject({ role: "Social worker", by: { name: "A. Worker", mark: "typed" } });
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Choose a record").setInputFiles(await download.path());
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(page.getByText("another edition of the procedure")).toHaveCount(0);
  // The same file makes no second record.
  await expect(page.getByText("This record was on this device already.")).toBeVisible();
  // Nor is it said that a signature that was made here came with it.
  const came = page.getByText("This signature came with a file. Wayhome cannot tell whether it is real.");
  await expect(came).toHaveCount(0);
  // Signed under another edition: it says so. With a signature that cannot be read: it is no draft.
  const opened = async (signed) => {
    await page.getByRole("button", { name: "Close" }).click();
    const buffer = Buffer.from(JSON.stringify({ ...file, signed }));
    await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
  };
  await opened({ ...file.signed, law_hash: "0".repeat(64) });
  await expect(page.getByText("saved under another edition of the procedure")).toBeVisible();
  await expect(page.locator("#not-listed")).toContainText("is not listed any longer, because it was found under another edition");
  await expect(page.locator(".signatures")).toContainText("open when");
  await expect(page.getByText("Another copy of this record is on this device and says something else.")).toBeVisible();
  await expect(came).toBeVisible();
  // It stays said.
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card__open").first().click();
  await expect(came).toBeVisible();
  await opened({ by: "A. Worker" });
  await expect(page.locator("#open-problem")).toContainText("The signature, or what else stands beside the answers, cannot be read");
});

test("a record is copied as text on a tap", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  // The policy lets no page read what was copied, so this listens to what is handed over.
  await page.addInitScript(() => {
    const write = Clipboard.prototype.writeText;
    Clipboard.prototype.writeText = function (text) {
      window.copied = text;
      return write.call(this, text);
    };
  });
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

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to when checking and signing: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    const well = async (where) => {
      expect(await violations(page), where).toEqual([]);
      expect(await small(page), where).toEqual([]);
      expect(await wide(page), where).toBe(0);
    };
    await start(page, "Decision to return home");
    await toCheck(page);
    await well("check");
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await wide(page), "check, 200 % text").toBe(0);
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    await page.getByRole("button", { name: "Sign off this record" }).click();
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("radio", { name: "Draw a signature" }).first().check();
    await well("sign");
    await typed(page);
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
    await well("signed");
  });
}

test("by keyboard alone, from the form to the signed record", async ({ page }) => {
  await visit(page);
  const tabTo = async (target) => {
    for (let presses = 0; presses < 120; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("not reached with the tab key");
  };
  await toCheck(page);
  await tabTo(page.getByRole("button", { name: "Sign off this record" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Sign off this record" })).toBeFocused();
  await tabTo(page.getByLabel(NAME));
  await page.keyboard.type("A. Worker");
  await tabTo(page.getByLabel("What is your role?"));
  await page.keyboard.type("Social worker");
  await tabTo(page.getByRole("radio", { name: "Draw a signature" }));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(page.getByRole("button", { name: "Sign", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeFocused();
});

test("pictures of checking", async ({ page }) => {
  await visit(page);
  await toCheck(page);
  await picture(page, "check");
});
