// Training on paper: what is printed says on every sheet that it is training.

import { expect, test } from "./journey.mjs";
import { textOfPages } from "./pdf.mjs";
import { marked, scenario } from "./training.mjs";
import { violations } from "./words.mjs";

/** The watermark stands behind whatever is printed, and can be seen in grey. What is fixed is on every sheet. */
async function watermarked(page) {
  const mark = await page.locator(".training").evaluate((frame) => {
    const { content, color, opacity, position } = getComputedStyle(frame, "::before");
    return { content, color, opacity: Number(opacity), position };
  });
  expect(mark).toMatchObject({ content: '"TRAINING"', color: "rgb(0, 0, 0)", position: "fixed" });
  expect(mark.opacity).toBeGreaterThan(0.03);
}

/** What is printed says on every sheet that it is training, in letters that can be searched; and on none that it is about somebody. */
async function onEverySheet(pdf, somewhere) {
  const sheets = textOfPages(pdf);
  expect(sheets.length).toBeGreaterThan(1);
  for (const [place, sheet] of sheets.entries()) {
    expect(sheet, `sheet ${place + 1}`).toContain("TRAINING");
    expect(sheet, `sheet ${place + 1}`).toContain("Training: an invented family");
    expect(sheet, `sheet ${place + 1}`).not.toContain("personal data");
    const beside = sheet.replace(/Page \d+ of \d+|Training: an invented family|TRAINING/g, "").trim();
    expect(beside, `sheet ${place + 1} has nothing on it but what says that it is training`).not.toBe("");
  }
  expect(sheets.join(" ")).toContain(somewhere);
}

test("the handout without the answers holds none", async ({ page }) => {
  await scenario(page, "A child not seen alone");
  for (const media of ["screen", "print"]) {
    await page.emulateMedia({ media });
    await expect(page.getByText("When does a reason stop being enough?")).toBeVisible();
    await expect(page.getByText("You spoke with Robin alone last time, so that is done.")).toBeVisible();
    await expect(page.getByText("Why this settles nothing")).toHaveCount(0);
    await expect(page.getByText("Think of other places, other people, an advocate")).toHaveCount(0);
  }
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("With the answers").check();
  await expect(page.getByText("Why this settles nothing")).toHaveCount(2);
  await expect(page.getByText("Think of other places, other people, an advocate")).toBeVisible();
});

test("the handout is printed with the answers or without them, and says what it is", async ({ page }) => {
  await scenario(page, "Factors without actions");
  await expect(page.getByText("Model record")).toHaveCount(0);
  await page.getByLabel("With the answers").check();
  await expect(page.getByRole("heading", { name: "Model record" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  await marked(page);
  await watermarked(page);
  await page.screenshot({ path: "target/screenshots/training-handout.png", fullPage: true });
  await onEverySheet(await page.pdf({ format: "A4", path: "target/screenshots/training-handout.pdf" }), "Indi");
});

test("the approval table is printed with the watermark, its legend and its cells, and without what only a screen can do", async ({ page }) => {
  await scenario(page, "Sixteen, and the procedure asks for less than the law", "Compare");
  await page.emulateMedia({ media: "print" });
  await marked(page);
  await watermarked(page);
  await expect(page.locator("table.grid").first()).toBeVisible();
  await expect(page.getByText("What the letters mean").first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Ways to learn" })).toBeHidden();
  await page.screenshot({ path: "target/screenshots/training-table-printed.png", fullPage: true });
  await onEverySheet(await page.pdf({ format: "A4", landscape: true, path: "target/screenshots/training-table.pdf" }), "What the letters mean");
});
