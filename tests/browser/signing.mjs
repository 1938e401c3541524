// From the answers to the signature: what the journeys about signing have in common.

import { expect } from "./journey.mjs";
import { answer, section, start } from "./words.mjs";

/** Where whoever signs enters their name. */
export const NAME = "What is your name?";

/** A visit with a few answers, one of them left out again. */
export async function visit(page) {
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

/** Opens the page where the answers are checked. */
export async function toCheck(page) {
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeFocused();
}

/** Opens the page where a record is signed. */
export async function toSign(page) {
  await toCheck(page);
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign off this record" })).toBeFocused();
}

/** An answer on the page where they are checked, by its name. */
export const row = (page, name) => page.locator(".govuk-summary-list__row", { has: page.getByText(name, { exact: true }) });

/** Fills in who signs, with a name that is typed. */
export async function typed(page) {
  await page.getByLabel(NAME).fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
}

/** Signs the record that is open. */
export async function sign(page) {
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
}
