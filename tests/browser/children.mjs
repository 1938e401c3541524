// The first screen and a child with a first visit: what the journeys about children have in common.

import { expect } from "./journey.mjs";
import { addChild, answer, begin, enter, section } from "./words.mjs";

/** The heading of the first screen. */
export const home = (page) => page.getByRole("heading", { level: 1, name: "Children and records" });

/** Opens the app on the first screen; nothing is kept. */
export async function open(page) {
  await enter(page);
  await expect(home(page)).toBeVisible();
}

/** A first visit to a child, closed again. */
export async function firstVisit(page, reference = "R-2041") {
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
