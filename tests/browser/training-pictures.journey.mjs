// Pictures of each way of training, projector size, into target/screenshots/. With WAYHOME_DOCS_PICTURES=1 those of docs/training.md are made anew.

import { expect, test } from "./journey.mjs";
import { documented, folder } from "./screens.mjs";
import { answer } from "./words.mjs";

const projector = { width: 1920, height: 1080 };
const pageSize = { width: 800, height: 520 };

async function scenario(page, title, way) {
  await page.goto("/#training");
  await page.getByRole("button", { name: title }).click();
  if (way) await page.getByRole("button", { name: way, exact: true }).click();
}

/** The screen at projector size; and, where they are asked for, the picture of the documentation, from an element on. */
async function shown(page, name, from) {
  await page.setViewportSize(projector);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${folder}training-mode-${name}.png` });
  if (!process.env.WAYHOME_DOCS_PICTURES || !from) return;
  await page.setViewportSize(pageSize);
  await page.evaluate((from) => {
    const top = document.querySelector(from).getBoundingClientRect().top;
    // Below the bar that stays at the top.
    window.scrollTo(0, top + window.scrollY - 90);
  }, from);
  await page.screenshot({ path: `${documented}training-${name}.png` });
}

test("demonstrate", async ({ page }) => {
  await scenario(page, "A child not seen alone", "Demonstrate");
  await page.keyboard.press("PageDown");
  await expect(page.locator(".training__place")).toHaveText("2 / 2");
  await shown(page, "demonstrate", ".training__steps");
  await page.getByRole("button", { name: "Projector view" }).click();
  await shown(page, "projector");
});

test("try", async ({ page }) => {
  await scenario(page, "A child not seen alone", "Try");
  await page.getByRole("button", { name: "Fill in the facts of the story" }).click();
  await answer(page, "wishes_and_feelings", "Robin said: “Not today.” I think that Robin is tired.");
  await shown(page, "try");
  await page.getByRole("button", { name: "I have finished" }).click();
  await page.getByRole("radio", { name: "I would ask somebody" }).first().check();
  await page.getByRole("button", { name: "Show the model record" }).click();
  await shown(page, "reveal", ".training__table");
});

test("change one fact", async ({ page }) => {
  await scenario(page, "The day before the sixteenth birthday", "Change one fact");
  await page.getByRole("button", { name: "One year older" }).click();
  await shown(page, "change", ".training__facts");
});

test("compare", async ({ page }) => {
  await scenario(page, "Sixteen, and the procedure asks for less than the law", "Compare");
  await page.locator("td.grid__cell--weaker").last().click();
  await shown(page, "compare", ".training__picture");
});

test("write", async ({ page }) => {
  await scenario(page, "A child not seen alone");
  await page.getByRole("button", { name: "Make it your own" }).click();
  await page.getByRole("button", { name: "Other records", exact: true }).click();
  await shown(page, "write", ".training__part .govuk-inset-text");
  await page.getByRole("button", { name: "Test and save" }).click();
  await expect(page.getByText("The scenario holds")).toBeVisible();
  await shown(page, "test");
});
