// Every word that the form shows, in every form of every procedure: opened, checked, and read for what GOV.UK's style does without.

import { expect, test } from "./journey.mjs";
import { check, start } from "./words.mjs";

const authorities = ["Newcastle City Council", "Northamptonshire", "Tees Safeguarding Children Partnerships", "Wiltshire Council", "in a nutshell"];
const forms = ["Home visit", "Decision to return home", "Assessment and support plan", "Unplanned return", "Review"];

// "Please" and "sorry" delay, "valid" and "required" are a machine's words, "failed" and "forgot" blame.
const banned = /\b(invalid|valid|please|sorry|oops|required|mandatory|illegal|forgot|forbidden)\b/i;

for (const authority of authorities) {
  test(`the forms of ${authority}`, async ({ page }) => {
    test.slow(); // Five forms, each checked whole.
    for (const form of forms) {
      await start(page, form, authority);
      await check(page);
      await expect(page.locator(".govuk-error-summary")).toBeFocused();
      const said = await page
        .locator(".govuk-error-summary a, .govuk-error-message, .finding__line, .approval, .govuk-hint, .due__day")
        .evaluateAll((elements) => elements.map((element) => element.textContent));
      expect(said.length, form).toBeGreaterThan(10);
      expect(said.filter((words) => banned.test(words)), `${authority}, ${form}`).toEqual([]);
      expect(said.filter((words) => words.trim() === ""), `${authority}, ${form}`).toEqual([]);
    }
  });
}

test("the lint finds what it looks for", () => {
  expect(banned.test("Please enter a date")).toBe(true);
  expect(banned.test("This field is required.")).toBe(true);
  expect(banned.test("Validated by the panel")).toBe(false);
});
