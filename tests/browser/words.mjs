// The words that journeys say to the form: a person's, not the page's.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect } from "./journey.mjs";
import { local } from "./wayhome.mjs";

const axe = await readFile(fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");

/** Whose procedures ship, in the order in which people choose from them. */
export const AUTHORITIES = await Promise.all((await local()).map(authority));

/** Whose procedure it is, as its file says. */
async function authority(id) {
  const text = await readFile(new URL(`../../crates/wayhome-procedures/${id}.toml`, import.meta.url), "utf8");
  return /^authority = "(.+)"$/m.exec(text)[1];
}

/** The forms that each of them has, as their titles begin. */
export const FORMS = ["Home visit", "Decision to return home", "Assessment and support plan", "Unplanned return", "Review"];

/** What is said at once, if anything is: places for it stand ready and are empty. */
export function alert(page) {
  return page.getByRole("alert").filter({ hasText: /\S/ });
}

/** Opens the app, and begins without keeping anything on the device. */
export async function enter(page, address = "/") {
  await page.goto(address);
  await keepNothing(page);
}

/** Begins on the first page without keeping anything on the device. */
export async function keepNothing(page) {
  await page.getByRole("button", { name: "Use without keeping anything on this device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
}

/** Chooses a procedure, Newcastle's if none is named, and a form, and starts. Unless somebody has entered already, nothing is kept. */
export async function start(page, form = "Home visit", { authority = "Newcastle City Council", entered = false } = {}) {
  if (!entered) await enter(page);
  await page.getByRole("radio", { name: authority }).check();
  await page.getByRole("radio", { name: form }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await arrived(page);
}

/** A heading has the focus, as wherever one has been led: it takes it a frame after the page is drawn, and would take a key with it. */
export async function arrived(page) {
  await expect(page.locator("h1:focus")).toBeVisible();
}

/** Opens a section by its title, wherever the list of sections is. */
export async function section(page, title) {
  const opener = page.locator(".sections__open");
  if ((await opener.isVisible()) && (await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  await page.locator(".sections__link", { has: page.getByText(title, { exact: true }) }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeFocused();
}

/** Says that the child is under a care order and home with a parent: what is due of a visit waits for it. Leads back to the visit. */
export async function placedWithParent(page) {
  await section(page, "About the child");
  await answer(page, "legal_status", "care_order");
  await answer(page, "legal_status_date", "2025-1-10");
  await section(page, "The return");
  await answer(page, "return_to", "parent");
  await answer(page, "actual_return_date", "2026-10-1");
  await section(page, "The visit");
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
  } else if (/^\w+$/.test(value) && (await by(`-${value}`).count()) > 0) {
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

/** How many things are open before the record is finished. */
export async function left(page) {
  return Number(await page.locator("#findings-title .count").textContent());
}

/** Waits until what is shown beside the form has followed the last answer: it does once that is drawn. */
export async function settled(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await frame();
    await frame();
  });
}

/** Checks the record by the button beside the findings or, where they are behind a bar, by that of the last section. */
export async function check(page) {
  const bar = page.locator(".findings__bar");
  if (await bar.isVisible()) await bar.click();
  await page.locator(".findings__check").getByRole("button", { name: "Check the record" }).click();
}

/** Keeps what is copied as `window.copied`, before the page is opened. The policy lets no page read it, so this listens to what is handed over. */
export async function copies(page) {
  await page.context().grantPermissions(["clipboard-write"]);
  await page.addInitScript(() => {
    const write = Clipboard.prototype.writeText;
    Clipboard.prototype.writeText = function (text) {
      window.copied = text;
      return write.call(this, text);
    };
  });
}

/** Every problem that the summary names, once it is there. */
export function problems(page) {
  return page.locator(".govuk-error-summary__list a");
}

/** Adds a child, on the first screen, and opens the child's page. */
export async function addChild(page, reference, authority = "Newcastle City Council") {
  await page.getByRole("button", { name: "Add a child" }).click();
  await page.getByLabel("What is the child’s reference?").fill(reference);
  await page.getByRole("main").getByRole("group").getByRole("radio", { name: authority }).first().check();
  await page.getByRole("button", { name: "Add a child" }).click();
  await expect(page.getByRole("heading", { level: 1, name: reference })).toBeVisible();
}

/** Starts a form on a child's page. */
export async function begin(page, form = "Home visit") {
  await page.locator(".starts").getByRole("button", { name: form, exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
}

/** From now on, notes what is read out: what comes into a live region, and alerts that come. */
export async function listen(page) {
  await page.evaluate(() => {
    window.heard = [];
    const alerts = (node) => (node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll("*")].filter((part) => part.role === "alert") : []);
    new MutationObserver((changes) => {
      for (const { target, type, addedNodes } of changes) {
        const around = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest("[role=alert], [role=status], [aria-live]");
        const come = type === "characterData" ? [target] : [...addedNodes];
        const said = around ? come : come.flatMap(alerts);
        window.heard.push(...said.map((node) => node.textContent.trim()).filter(Boolean));
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What was read out since it was last asked. */
export const heard = (page) => page.evaluate(() => window.heard.splice(0));

/** What axe-core finds on the screen. Run by the debugger, which the page's policy for scripts does not reach. */
export async function violations(page) {
  await page.evaluate(`"axe" in window || (() => {${axe}})()`);
  // Seven to one, beyond what axe asks by itself: tablets are read in sunlight.
  const rules = { "color-contrast-enhanced": { enabled: true } };
  const found = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], rules }), rules);
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}

/** Every control that a finger meets, with what is smaller than 44 pixels. */
export async function small(page) {
  return page.evaluate(() => {
    const wanted = "button, summary, select, textarea, input:not([type=radio]):not([type=checkbox]), .govuk-radios__item, .govuk-checkboxes__item, .sections__link, .finding__name, a[href]";
    return [...document.querySelectorAll(wanted)]
      .filter((element) => element.checkVisibility() && element.closest(".govuk-skip-link") === null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 43.5)
      .map(({ element, box }) => `${element.className || element.id} ${Math.round(box.width)} × ${Math.round(box.height)}`);
  });
}

/** By how many pixels the page is wider than the screen. */
export async function wide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
