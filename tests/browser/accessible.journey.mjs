// What axe-core finds on every screen and in every state of them: nothing.

import { expect, test } from "./journey.mjs";
import { landscape, portrait } from "./screens.mjs";
import { answer, check, enter, section, small, start, violations as found } from "./words.mjs";

async function violations(page, context) {
  expect(await found(page), context).toEqual([]);
}

for (const [way, size] of Object.entries({ portrait, landscape })) {
  test.describe(way, () => {
    test.slow(); // axe looks at every section of five forms.
    test.use({ viewport: size });

    test("the start page", async ({ page }) => {
      await enter(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await violations(page, "start");
      expect(await small(page)).toEqual([]);
    });

    test("every section of every form", async ({ page }) => {
      for (const form of ["Home visit", "Decision to return home", "Assessment and support plan", "Unplanned return", "Review after the return"]) {
        await start(page, form);
        const titles = await page.locator(".sections__title").allTextContents();
        for (const title of titles) {
          await section(page, title);
          await violations(page, `${form}, ${title}`);
          expect(await small(page), `${form}, ${title}`).toEqual([]);
        }
      }
    });

    test("findings of every kind, the sheet and the questions in between", async ({ page }) => {
      await start(page);
      await answer(page, "visit_date", "2026-2-31");
      await section(page, "Seeing the child");
      await answer(page, "seen_alone", false);
      await answer(page, "not_alone_reason", "other");
      const bar = page.locator(".findings__bar");
      if (await bar.isVisible()) {
        await bar.click();
        await expect(page.locator("#findings-title")).toBeFocused();
      }
      for (const why of await page.locator(".findings summary").all()) if (await why.isVisible()) await why.click();
      await violations(page, "findings");
      expect(await small(page)).toEqual([]);
      if (await bar.isVisible()) {
        await page.keyboard.press("Escape");
        await expect(bar).toBeFocused();
      }
      await page.getByRole("button", { name: "Download", exact: true }).click();
      await violations(page, "interruption");
    });

    for (const [look, media, theme] of [
      ["light", {}, "light"],
      ["dark", {}, "dark"],
      ["high contrast", {}, "contrast"],
      ["the device's higher contrast", { contrast: "more" }, ""],
      ["forced colours", { forcedColors: "active" }, ""],
    ]) {
      test(`checked, with what approves and what is due: ${look}`, async ({ page }) => {
        await page.emulateMedia(media);
        for (const form of ["Home visit", "Decision to return home"]) {
          await start(page, form);
          if (theme !== "") {
            await page.locator(".display summary").click();
            await page.locator(`#display-${theme}`).check();
          }
          if (form === "Home visit") {
            await answer(page, "visit_date", "2026-11-20");
            await answer(page, "previous_visit_date", "2026-10-6");
            await answer(page, "agreed_visit_weeks", "2");
          }
          await check(page);
          await expect(page.locator(".govuk-error-summary")).toBeFocused();
          await violations(page, `${form}, ${look}`);
          const bar = page.locator(".findings__bar");
          if (await bar.isVisible()) {
            await bar.click();
            await violations(page, `${form}, sheet, ${look}`);
          }
        }
      });
    }
  });
}
