// <wayhome-form>: a whole form as one control of the host’s.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { expect, test as base } from "./watched.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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
const group = (page, name) => page.getByRole("group", { name, exact: true });

test("what is answered is what the host’s form sends", async ({ page, host }) => {
  expect(await sent(page)).toEqual({ wayhome: 1, procedure: "newcastle", form: "visit", answers: {} });
  const date = group(page, "When was the visit?");
  await date.getByLabel("Day").fill("2");
  await date.getByLabel("Month").fill("3");
  await date.getByLabel("Year").fill("2026");
  await group(page, "Did you speak with the child alone?").getByLabel("No").check();
  expect((await sent(page)).answers).toEqual({ visit_date: "2026-03-02", seen_alone: false });
});

test("a question appears with the answer that brings it up; what it holds is kept when it goes", async ({ page, host }) => {
  const alone = group(page, "Did you speak with the child alone?");
  const reason = group(page, "Why did you not speak with the child alone?");
  await expect(reason).toBeHidden();
  await alone.getByLabel("No").check();
  await expect(reason).toBeVisible();
  await reason.getByRole("radio").first().check();
  const { not_alone_reason } = (await sent(page)).answers;
  expect(not_alone_reason).toBeTruthy();
  await alone.getByLabel("Yes").check();
  await expect(reason).toBeHidden();
  expect((await sent(page)).answers).toEqual({ seen_alone: true, not_alone_reason });
});

test("rows are added and removed", async ({ page, host }) => {
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.keyboard.type("A Sample");
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.keyboard.type("B Sample");
  expect((await sent(page)).answers).toEqual({ household: [{ name: "A Sample" }, { name: "B Sample" }] });
  await page.getByRole("button", { name: "Remove" }).first().click();
  expect((await sent(page)).answers).toEqual({ household: [{ name: "B Sample" }] });
  await expect(page.getByRole("button", { name: "Add a row" })).toBeFocused();
});

test("a record is opened, cleared, and kept when the element is moved", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  await form.evaluate((one) => (one.record = { procedure: "newcastle", form: "visit", answers: { visit_date: "2026-03-02", seen_alone: true, visited_by: "Sam Sample" } }));
  await expect(group(page, "Did you speak with the child alone?").getByLabel("Yes")).toBeChecked();
  await form.evaluate((one) => document.querySelector("#host").prepend(one));
  await form.evaluate((one) => one.ready);
  expect((await sent(page)).answers).toEqual({ visit_date: "2026-03-02", seen_alone: true, visited_by: "Sam Sample" });
  await expect(group(page, "Did you speak with the child alone?").getByLabel("Yes")).toBeChecked();
  const refused = await form.evaluate((one) => {
    try {
      one.value = "{";
    } catch (error) {
      return error.code;
    }
  });
  expect(refused).toBe("record_unreadable");
  expect((await sent(page)).answers).toHaveProperty("visited_by");
  await page.getByRole("button", { name: "Clear" }).click();
  expect((await sent(page)).answers).toEqual({});
  await expect(group(page, "Did you speak with the child alone?").getByLabel("Yes")).not.toBeChecked();
});

test("it does not stop the host’s form until the host asks, and says then what must hold", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  expect(await page.evaluate(() => document.getElementById("host").checkValidity())).toBe(true);
  expect(await form.evaluate((one) => one.checkValidity())).toBe(false);
  expect(await page.evaluate(() => document.getElementById("host").checkValidity())).toBe(false);
  await expect(page.locator("wayhome-form .error").filter({ visible: true }).first()).not.toBeEmpty();
  await form.evaluate((one) => one.clearValidity());
  expect(await page.evaluate(() => document.getElementById("host").checkValidity())).toBe(true);
});

test("every form of every procedure is drawn, and axe finds nothing in Newcastle’s", async ({ page, host }) => {
  test.slow();
  await page.evaluate(axe);
  const forms = await page.evaluate(async () => {
    const wayhome = await import("/wayhome/index.js");
    await wayhome.load();
    return wayhome.procedures().flatMap((id) => wayhome.about(id).forms.map((form) => [id, form.id]));
  });
  expect(forms.length).toBe(25);
  for (const [procedure, form] of forms) {
    const drawn = await page.locator("wayhome-form").evaluate(
      async (one, [procedure, form]) => {
        one.setAttribute("procedure", procedure); // As a framework does it: one after the other.
        one.setAttribute("form", form);
        await Promise.resolve();
        await one.ready;
        return [one.record.procedure, one.record.form, one.shadowRoot.querySelectorAll(".question").length > 5];
      },
      [procedure, form],
    );
    expect(drawn).toEqual([procedure, form, true]);
    if (procedure !== "newcastle") continue;
    const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]));
    expect(found, form).toEqual([]);
  }
});
