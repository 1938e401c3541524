// What axe-core finds on every screen and in every state of them: nothing.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "./journey.mjs";
import { landscape, portrait } from "./screens.mjs";
import { answer, check, section, start } from "./words.mjs";

// Run by the debugger, which the page's policy for scripts does not reach.
const axe = await readFile(fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");

// Seven to one, beyond what axe asks by itself: tablets are read in sunlight.
const strict = { "color-contrast-enhanced": { enabled: true } };

async function violations(page, context) {
  await page.evaluate(`"axe" in window || (() => {${axe}})()`);
  const found = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], rules }), strict);
  const said = found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
  expect(said, context).toEqual([]);
}

/** Every control that a finger meets, with what is smaller than 44 pixels. */
async function small(page) {
  return page.evaluate(() => {
    const wanted = "button, summary, select, textarea, input:not([type=radio]):not([type=checkbox]), .govuk-radios__item, .govuk-checkboxes__item, .sections__link, .finding__name";
    return [...document.querySelectorAll(wanted)]
      .filter((element) => element.checkVisibility() && element.closest(".govuk-skip-link") === null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height < 43.5)
      .map(({ element, box }) => `${element.className || element.id} ${Math.round(box.height)}`);
  });
}

for (const [way, size] of Object.entries({ portrait, landscape })) {
  test.describe(way, () => {
    test.slow(); // axe looks at every section of five forms.
    test.use({ viewport: size });

    test("the start page", async ({ page }) => {
      await page.goto("/");
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
