// Signing: what is missing, who signs, and how.

import { expect, test } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { NAME, row, toCheck, toSign, typed, visit } from "./signing.mjs";
import { answer, section, small, start, violations, wide } from "./words.mjs";

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
