// The words that journeys say to the form: a person's, not the page's.

import { expect } from "./journey.mjs";

/** Chooses a procedure, Newcastle's if none is named, and a form, and starts. */
export async function start(page, form = "Home visit", authority = "Newcastle City Council") {
  await page.goto("/");
  await page.getByRole("radio", { name: authority }).check();
  await page.getByRole("radio", { name: form }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
}

/** Opens a section by its title, wherever the list of sections is. */
export async function section(page, title) {
  const opener = page.locator(".sections__open");
  if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  await page.locator(".sections__link", { has: page.getByText(title, { exact: true }) }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
}

/** The part of the page around a question. */
export function question(page, id) {
  return page.locator(`[id="question-${id.replaceAll(".", "-")}"]`);
}

/** Answers a question as the record would hold it, by the control that it has. */
export async function answer(page, id, value) {
  const around = question(page, id);
  const control = `question-${id.replaceAll(".", "-")}-answer`;
  const by = (end) => around.locator(`[id="${control}${end}"]`);
  if (typeof value === "boolean") {
    await by(value ? "-yes" : "-no").check();
  } else if (Array.isArray(value)) {
    for (const option of value) await by(`-${option}`).check();
  } else if (/^\d+-\w+-\d+$/.test(value)) {
    const [year, month, day] = value.split("-");
    await by("-day").fill(String(Number(day)));
    await by("-month").fill(month);
    await by("-year").fill(year);
  } else if ((await by(`-${value}`).count()) > 0) {
    await by(`-${value}`).check();
  } else if ((await by("").evaluate((element) => element.tagName)) === "SELECT") {
    await by("").selectOption(value);
  } else {
    await by("").fill(String(value));
  }
}

/** What is found about a question, in a group of the findings. */
export function finding(page, name) {
  return page.locator(".finding", { has: page.getByRole("link", { name, exact: true }) });
}

/** How many things are left before the record is finished. */
export async function left(page) {
  return Number(await page.locator("#findings-title .count").textContent());
}

/** Checks the record by the button beside the findings or, where they are behind a bar, by that of the last section. */
export async function check(page) {
  const bar = page.locator(".findings__bar");
  if (await bar.isVisible()) await bar.click();
  await page.locator(".findings__check").getByRole("button", { name: "Check the record" }).click();
}

/** Every problem that the summary names, once it is there. */
export function problems(page) {
  return page.locator(".govuk-error-summary__list a");
}
