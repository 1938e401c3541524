// Training as it is heard, by the keyboard, in the device's own colours and on a narrow screen.

import { expect, test } from "./journey.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { answer, small, violations, wide } from "./words.mjs";

const NAME = "A child not seen alone";
const narrow = { width: 320, height: 640 };

async function scenario(page, title, way) {
  await page.goto("/#training");
  await page.getByRole("button", { name: title }).click();
  if (way) await page.getByRole("button", { name: way, exact: true }).click();
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).press("Enter");
const status = (page) => page.locator("main").getByRole("status").filter({ hasText: /\S/ });

/** The screen says where one is: in its heading, which has the focus, and in the title of the page. */
async function at(page, place) {
  const heading = page.getByRole("heading", { level: 1, name: `${place}: ${NAME}`, exact: true });
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle(`${place}: ${NAME} – Training – Wayhome`);
}

/** What each control on the screen is called, with its group or its part where it lies in one; those of which there are several. */
async function alike(page) {
  return page.locator("main").evaluate((main) => {
    const name = (control) => control.ariaLabel ?? (control.labels?.[0] ?? control).textContent;
    const all = [...main.querySelectorAll("button, select, textarea, input:not([type=radio], [type=checkbox])")];
    const names = all.filter((control) => !control.closest("fieldset")).map((control) => name(control).trim());
    return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  });
}

test("each way and each part says where one is", async ({ page }) => {
  await scenario(page, NAME);
  for (const way of ["Story", "Demonstrate", "Change one fact", "Compare", "Try"]) {
    await press(page, way);
    await at(page, way);
  }
  await press(page, "I have finished");
  await at(page, "Your own rating");
  await press(page, "Show the model record");
  await at(page, "Model record");
  await press(page, "Story");
  await press(page, "Make it your own");
  for (const part of ["About it", "Model record", "Story", "Other records", "Reasons", "To talk about", "Test and save"]) {
    await press(page, part);
    await at(page, part);
  }
  await press(page, "Other records");
  await press(page, "Change its answers: Wrong record 2");
  await at(page, "Wrong record 2");
});

test("what happens next takes the focus, and what is filled in or saved is said", async ({ page }) => {
  await scenario(page, NAME, "Try");
  const told = (name) => page.locator(".training__story").getByRole("heading", { name });
  for (const step of ["At the door", "Asking to speak alone"]) {
    await press(page, "What happens next?");
    await expect(told(step)).toBeFocused();
  }
  await press(page, "Fill in the facts of the story");
  await expect(status(page)).toHaveText(/^\d+ answers are filled in\.$/);
  await press(page, "What happens next?");
  await expect(status(page), "it was of the story so far").toHaveCount(0);
  await press(page, "What happens next?");
  await expect(page.getByRole("button", { name: "What happens next?" })).toBeHidden();
  await expect(told("How it is going")).toBeFocused();
  await press(page, "Fill in the facts of the story");
  await expect(status(page)).toContainText("filled in.");
  await answer(page, "visited_by", "The learner");
  await press(page, "Fill in the facts of the story");
  await expect(status(page)).toHaveText("There is nothing new to fill in. What you wrote yourself stays.");
  await page.getByRole("button", { name: "Fill in the facts of the story" }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: "target/screenshots/training-filled.png" });
  await press(page, "I have finished");
  await press(page, "Show the model record");
  for (const [file, said] of [["evidence", "Your evidence is saved."], ["training record", "Your training record is saved."]]) {
    await Promise.all([page.waitForEvent("download"), press(page, `Save my ${file} as a file`)]);
    await expect(status(page)).toContainText(said);
  }
  for (const [way, size] of Object.entries({ portrait, landscape })) {
    await page.setViewportSize(size);
    await status(page).scrollIntoViewIfNeeded();
    await page.screenshot({ path: `target/screenshots/training-saved-${way}.png` });
  }
});

test("parts within parts have their own names, and so has everything in them", async ({ page }) => {
  await scenario(page, NAME);
  await press(page, "Make it your own");
  for (const part of ["About it", "Model record", "Story", "Other records", "Reasons", "To talk about"]) {
    await press(page, part);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(part);
    expect(await violations(page), part).toEqual([]);
    expect(await small(page), part).toEqual([]);
    expect(await alike(page), part).toEqual([]);
    expect(await wide(page), part).toBeLessThanOrEqual(0);
    await picture(page, `training-own-${part.toLowerCase().replaceAll(" ", "-")}`);
  }
  await press(page, "Story");
  await expect(page.getByRole("region", { name: "Step 2, distraction 1", exact: true })).toBeVisible();
  await press(page, "Add a distraction: Step 1");
  await expect(page.getByRole("heading", { name: "Step 1, distraction 1" })).toBeFocused();
  await press(page, "Remove: Step 1, distraction 1");
  for (const step of [2, 4]) await page.getByLabel(`Heading: Step ${step}`, { exact: true }).fill("");
  await press(page, "Test and save");
  const problems = page.locator(".training__problem");
  await expect(problems).toHaveText(["Step 2: The heading of the step is empty.", "Step 4: The heading of the step is empty."]);
  await picture(page, "training-own-problems");
});

test("the table beside the picture scrolls within itself on a narrow screen", async ({ page }) => {
  await scenario(page, NAME, "Compare");
  await page.getByText("The same as a table").first().click();
  await page.setViewportSize(narrow);
  await expect(page.locator(".training__scroll").first()).toBeVisible();
  expect(await page.locator(".training__scroll").first().evaluate((scroll) => scroll.scrollWidth - scroll.clientWidth)).toBeGreaterThan(0);
  expect(await wide(page)).toBeLessThanOrEqual(0);
});

test("where one is can be seen in the device's own colours, too", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await scenario(page, NAME, "Try");
  const borders = (current) =>
    page.locator(`.training__way${current ? "[aria-current]" : ":not([aria-current])"}`).evaluateAll((all) => all.map((way) => parseFloat(getComputedStyle(way).borderTopWidth)));
  const [[here], others] = [await borders(true), await borders(false)];
  for (const other of others) expect(here).toBeGreaterThan(other);
  const high = await page.locator(".training__way").evaluateAll((all) => new Set(all.map((way) => way.getBoundingClientRect().height)).size);
  expect(high, "and it is no higher than the others").toBe(1);
  await picture(page, "training-forced-colours");
});

test("what a case does not say is called not known, and no number", async ({ page }) => {
  await scenario(page, NAME, "Change one fact");
  const days = page.getByRole("slider");
  await expect(page.locator("label[for=days]")).toHaveText("Working days looked after: not known");
  await expect(days).toHaveAttribute("aria-valuetext", "not known");
  await picture(page, "training-not-known");
  await days.press("ArrowRight");
  await expect(page.locator("label[for=days]")).toHaveText("Working days looked after: 1");
  await expect(days).not.toHaveAttribute("aria-valuetext");
});
