// What axe has no rule for: the focus in sight (WCAG 2.4.11), targets that a thumb meets (2.5.8), text twice as large (1.4.4) and a
// narrow screen (1.4.10), and a whole visit by the keyboard alone (2.1.1).

import { expect, test } from "./journey.mjs";
import { landscape, portrait } from "./screens.mjs";
import { answer, check, question, section, start } from "./words.mjs";

const phone = { width: 320, height: 640 };
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Whether some of what has the focus can be seen: at its corners or its middle, nothing else lies above it. */
const inSight = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "body";
    const label = at.labels?.[0];
    const seen = (element) => {
      const box = element.getBoundingClientRect();
      const points = [0.15, 0.5, 0.85].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [box.left + box.width * x, box.top + box.height * y]));
      return points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (element.contains(top) || top.contains(element) || element.parentElement.contains(top));
      });
    };
    return seen(at) || (label && seen(label)) ? "" : at.id || at.className || at.tagName;
  });

test("on a narrow screen with text twice as large, the button that hides it leaves the name of the app readable", async ({ page }) => {
  await page.setViewportSize(phone);
  await start(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const [name, hide] = await page.evaluate(() => {
    scrollTo(0, 0);
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(".top__name"));
    return [words, document.querySelector(".top__hide")].map((one) => one.getBoundingClientRect().toJSON());
  });
  expect(name.top >= hide.bottom || name.right <= hide.left, JSON.stringify([name, hide])).toBe(true);
  expect(await wide(page)).toBe(0);
});

for (const [way, size] of Object.entries({ landscape, portrait })) {
  test(`what has the focus is in sight: ${way}`, async ({ page }) => {
    test.slow(); // Every stop of the tab key, forwards and backwards.
    await page.setViewportSize(size);
    await start(page);
    await section(page, "Seeing the child");
    await answer(page, "seen_alone", false);
    await check(page);
    const hidden = [];
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let presses = 0; presses < 45; presses += 1) {
        await page.keyboard.press(key);
        const found = await inSight(page);
        if (found !== "" && found !== "body") hidden.push(`${key} ${presses}: ${found}`);
      }
    }
    expect(hidden).toEqual([]);
  });

  test(`what is typed is in sight above an on-screen keyboard: ${way}`, async ({ page }) => {
    test.slow(); // Every field of a visit.
    await page.setViewportSize(size);
    await start(page);
    // The keyboard takes away what is below it: `interactive-widget=resizes-content` in the page's head.
    const left = { width: size.width, height: size.height - (way === "portrait" ? 480 : 400) };
    const hidden = [];
    for (const title of await page.locator(".sections__title").allTextContents()) {
      await section(page, title);
      for (const field of await page.locator("main textarea:visible, main input:is([type=text], :not([type])):visible").all()) {
        await field.click();
        await page.setViewportSize(left);
        await page.keyboard.type("1");
        const found = await inSight(page);
        if (found !== "") hidden.push(`${title}: ${found}`);
        await page.setViewportSize(size);
      }
    }
    expect(hidden).toEqual([]);
  });

  test(`targets are 44 pixels or more either way, and the first ones 48 high: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await start(page);
    await section(page, "Seeing the child");
    await check(page);
    const small = await page.evaluate(() => {
      const first = ".govuk-button, .top__button, .govuk-radios__label, .govuk-checkboxes__label, .sections__link, .govuk-input, .findings__bar";
      const all = "button, summary, select, textarea, a[href], .finding__name";
      const low = (selector, least) =>
        [...document.querySelectorAll(selector)]
          .filter((element) => element.checkVisibility() && element.closest(".govuk-skip-link") === null)
          .map((element) => [element, element.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 1 && (height < least - 0.5 || width < 43.5))
          .map(([element, { width, height }]) => `${element.className || element.id} ${width} × ${height}`);
      return [...low(first, 48), ...low(all, 44)];
    });
    expect(small).toEqual([]);
  });

  test(`“Yes” and “No” stand on one line, beside their circles: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await start(page);
    await section(page, "Seeing the child");
    const labels = page.locator(".question:visible .govuk-radios__label").filter({ hasText: /^(Yes|No)$/ });
    expect(await labels.count()).toBeGreaterThan(1);
    const tall = await labels.evaluateAll((all) => all.map((label) => label.getBoundingClientRect().height).filter((height) => height > 48.5));
    expect(tall).toEqual([]);
  });

  test(`text twice as large fits: ${way}`, async ({ page, context }) => {
    const debug = await context.newCDPSession(page);
    await debug.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await page.setViewportSize(size);
    await start(page);
    expect(await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".govuk-label")).fontSize))).toBeGreaterThanOrEqual(38);
    await section(page, "Seeing the child");
    await check(page);
    expect(await wide(page)).toBe(0);
    await expect(page.locator(".govuk-error-summary")).toBeFocused();
    expect(await inSight(page)).toBe("");
  });
}

test("twice as large, the sheet stands below the line at the top, and its heading beside the way back", async ({ page }) => {
  await page.setViewportSize(portrait);
  await start(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await page.locator(".findings__bar").click();
  const box = (selector) => page.locator(selector).boundingBox();
  const [top, sheet, title, back] = await Promise.all([".top", ".findings__sheet", "#findings-title", ".findings__close"].map(box));
  expect(sheet.y).toBeGreaterThanOrEqual(top.y + top.height);
  const apart = title.y + title.height <= back.y || title.x + title.width <= back.x;
  expect(apart, "the heading and the way back do not overlap").toBe(true);
  expect(await wide(page)).toBe(0);
});

for (const [way, size] of Object.entries({ portrait, phone })) {
  test(`whoever goes on to the form by keyboard does not write behind the sheet: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await start(page);
    await page.locator(".findings__bar").click();
    const sheet = page.locator(".findings__sheet");
    await expect(page.locator("#findings-title")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(sheet, "its own buttons leave it where it is").toBeVisible();
    await page.getByRole("textbox", { name: "Who visited?" }).focus();
    await expect(sheet).toBeHidden();
    await page.keyboard.type("A. Worker");
    const isUncovered = await page.evaluate(() => {
      const { x, y, width, height } = document.activeElement.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement;
    });
    expect(isUncovered).toBe(true);
  });
}

for (const [way, size] of Object.entries({ landscape, portrait, phone })) {
  test(`“Hide screen” is at the end of the line, and within reach from anywhere on the page: ${way}`, async ({ page }) => {
    await page.setViewportSize(size);
    await start(page);
    const hide = page.getByRole("button", { name: "Hide screen" });
    const atEnd = async () => {
      const { x, width } = await hide.boundingBox();
      expect(Math.abs(size.width - 20 - (x + width))).toBeLessThan(2);
    };
    await atEnd();
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "150%"));
    await atEnd();
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(hide).toBeInViewport({ ratio: 1 });
    await hide.click();
    await expect(page.getByRole("dialog", { name: "The screen is hidden" })).toBeVisible();
  });
}

for (const form of ["Home visit", "Decision to return home", "Assessment and support plan", "Unplanned return", "Review after the return"]) {
  test(`nothing is cut off at 320 pixels: ${form}`, async ({ page }) => {
    await page.setViewportSize(phone);
    await start(page, form);
    const fits = async (what) => {
      expect(await wide(page), what).toBe(0);
      // Text at twice its size; the screen is gone through at its usual one.
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      expect(await wide(page), `${what}, 200 % text`).toBe(0);
      await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    };
    for (const title of await page.locator(".sections__title").allTextContents()) {
      await section(page, title);
      await fits(title);
    }
    await check(page);
    await fits("checked");
    await page.locator(".findings__bar").click();
    await fits("sheet");
  });
}

test("a visit is filled in, checked and mended by keyboard alone", async ({ page }) => {
  test.slow(); // Every question of every section.
  await start(page);
  const tabTo = async (target) => {
    for (let presses = 0; presses < 120; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`not reached with the tab key: ${target}`);
  };
  for (let place = 0; place < (await page.locator(".sections__item").count()); place += 1) {
    const shown = page.locator(".form-section:not([hidden])");
    // Questions that answers bring up come after those that bring them up.
    for (let at = 0; at < (await shown.locator(".question").count()); at += 1) {
      const asked = shown.locator(".question").nth(at);
      const control = asked.locator("input, select, textarea, button.add-row").first();
      await tabTo(control);
      const kind = await control.evaluate((element) => (element.tagName === "INPUT" ? element.type : element.tagName));
      if (kind === "radio" || kind === "checkbox") await page.keyboard.press("Space");
      else if (kind === "SELECT") await page.keyboard.press("ArrowDown");
      else if (kind === "BUTTON") continue;
      else if ((await asked.locator(".govuk-date-input").count()) > 0) {
        for (const part of ["20", "11", "2026"]) {
          await page.keyboard.type(part);
          await page.keyboard.press("Tab");
        }
      } else await page.keyboard.type((await control.getAttribute("inputmode")) ? "2" : "Written down");
    }
    const next = shown.getByRole("button", { name: /^(Continue|Check the record)$/ });
    await tabTo(next);
    await page.keyboard.press("Enter");
  }
  await expect(page.locator("#checked")).toBeFocused();
  await expect(question(page, "visit_date").getByLabel("Day")).toHaveValue("20");
});
