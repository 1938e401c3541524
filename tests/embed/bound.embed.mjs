// <wayhome-form> as frameworks use it: bound two ways, morphed, disabled, and with what a record has beside its answers.

import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { expect, test as base } from "./watched.mjs";

const test = base.extend({
  host: async ({ page }, use) => {
    const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/whole.html`);
    await page.locator("wayhome-form").evaluate((form) => form.ready);
    await use(host);
    await host.close();
  },
});

/** What the host’s form would send. */
const sent = (page) => page.evaluate(() => JSON.parse(new FormData(document.getElementById("host")).get("record")));
const RECORD = { wayhome: 1, procedure: "newcastle", form: "visit", answers: { seen_alone: true, household: [{ name: "A Sample" }, { name: "B Sample" }] } };

test("an exercise stays one, however it is handed in, and whatever becomes of it", async ({ page, host }) => {
  const exercise = { ...RECORD, id: "R-1", training: true };
  const form = page.locator("wayhome-form");
  await form.evaluate((one, record) => (one.record = record), exercise);
  expect(await sent(page)).toEqual(exercise);
  await form.evaluate((one) => (one.value = one.value));
  await form.evaluate((one) => (one.setAttribute("today", "2026-03-03"), one.ready));
  expect(await form.evaluate((one) => one.record)).toEqual(exercise);
  await page.evaluate(() => document.getElementById("host").reset());
  expect(await sent(page)).toEqual({ ...exercise, answers: {} });
  await form.evaluate((one, record) => (one.record = record), RECORD);
  expect(await sent(page)).toEqual(RECORD);
  // In markup, and as text that is of another form.
  await page.evaluate(async (record) => {
    const host = document.getElementById("host");
    host.innerHTML = '<wayhome-form name="record" procedure="newcastle" procedure-form="visit"></wayhome-form>';
    host.firstElementChild.setAttribute("value", JSON.stringify({ ...record, form: "plan" }));
    await host.firstElementChild.ready;
  }, exercise);
  expect(await sent(page)).toEqual(exercise);
});
