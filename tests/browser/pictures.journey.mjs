// Pictures of the app held both ways, to look at: target/screenshots/. With WAYHOME_DOCS_PICTURES=1 that of README.md is made anew.

import { test } from "./journey.mjs";
import { folder, keepForDocs, picture, portrait } from "./screens.mjs";
import { answer, check, enter, section, start } from "./words.mjs";

test("the start page and an empty visit", async ({ page }) => {
  await enter(page);
  await page.getByRole("radio", { name: "Newcastle City Council" }).check();
  await picture(page, "start");
  await start(page);
  await picture(page, "visit-empty");
});

test("a visit half filled in", async ({ page }) => {
  await start(page);
  await answer(page, "visit_date", "2026-11-20");
  await answer(page, "visit_kind", "placement_with_parents");
  await answer(page, "visited_by", "A. Worker");
  await answer(page, "visitor_is_allocated", true);
  await answer(page, "previous_visit_date", "2026-11-6");
  await answer(page, "agreed_visit_weeks", "2");
  await section(page, "The home");
  await answer(page, "home_suitable", true);
  await section(page, "Seeing the child");
  await answer(page, "child_seen", true);
  await answer(page, "seen_alone", false);
  await picture(page, "visit");
  await keepForDocs("visit-landscape");
  await answer(page, "not_alone_reason", "other");
  await picture(page, "visit-other-reason");
  const bar = page.locator(".findings__bar");
  await page.setViewportSize({ width: 820, height: 1180 });
  await bar.click();
  await picture(page, "visit-sheet");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "visit-phone", { phone: { width: 390, height: 844 } });
});

test("a decision with who approves it", async ({ page }) => {
  await start(page, "Decision to return home");
  await answer(page, "date_of_birth", "2010-3-2");
  await answer(page, "legal_status", "care_order");
  await section(page, "The return");
  await answer(page, "return_kind", "planned");
  await answer(page, "return_to", "parent");
  await picture(page, "decision");
  await section(page, "Who lives at home");
  await page.getByRole("button", { name: "Add to household" }).click();
  await picture(page, "household");
  await page.locator(".findings summary").first().click();
  await picture(page, "decision-why");
});

test("the questions in between", async ({ page }) => {
  await start(page);
  await page.getByRole("button", { name: "Download", exact: true }).click();
  await picture(page, "download");
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`a checked visit with what is due, ${theme}`, async ({ page }) => {
    await start(page);
    await page.locator(".display summary").click();
    await page.locator(`#display-${theme}`).check();
    await answer(page, "visit_date", "2026-11-20");
    await answer(page, "previous_visit_date", "2026-10-6");
    await answer(page, "agreed_visit_weeks", "2");
    await section(page, "About the child");
    await answer(page, "legal_status", "interim_care_order");
    await section(page, "The return");
    await answer(page, "return_to", "parent");
    await section(page, "Seeing the child");
    await answer(page, "child_seen", true);
    await answer(page, "seen_alone", false);
    await answer(page, "not_alone_reason", "other");
    await picture(page, `form-${theme}`);
    await check(page);
    await picture(page, `form-checked-${theme}`);
    await section(page, "Seeing the child");
    await picture(page, `form-mending-${theme}`);
    await page.locator(".timeline").evaluate((element) => element.scrollIntoView({ block: "center" }));
    await page.screenshot({ path: `${folder}form-due-${theme}-landscape.png` });
    await page.setViewportSize(portrait);
    await page.locator(".findings__bar").click();
    await page.locator(".timeline").evaluate((element) => element.scrollIntoView({ block: "center" }));
    await page.screenshot({ path: `${folder}form-due-${theme}-portrait.png` });
  });
}
