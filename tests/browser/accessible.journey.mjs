// What axe-core finds on every screen and in every state of them: nothing.

import { expect, test } from "./journey.mjs";
import { landscape, portrait } from "./screens.mjs";
import { answer, AUTHORITIES, check, enter, FORMS, section, small, start, violations as found } from "./words.mjs";

const NEWCASTLE = "Newcastle City Council";
const OTHERS = AUTHORITIES.filter((name) => name !== NEWCASTLE);

async function violations(page, context) {
  expect(await found(page), context).toEqual([]);
}

/** The same in every form: looked at in one. */
const SHARED = ["About the child", "The return", "Who lives at home"];

/** Looks at every section of every form of a procedure. */
async function everySection(page, authority) {
  for (const form of FORMS) {
    await start(page, form, { authority });
    for (const title of await page.locator(".sections__title").allTextContents()) {
      if (form !== FORMS[0] && SHARED.includes(title)) continue;
      await section(page, title);
      await violations(page, `${form}, ${title}`);
      expect(await small(page), `${form}, ${title}`).toEqual([]);
    }
  }
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
      await everySection(page, NEWCASTLE);
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

// The others ask by the same controls: one way round is enough.
for (const authority of OTHERS) {
  test(`every section of every form: ${authority}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(portrait);
    await everySection(page, authority);
  });
}
