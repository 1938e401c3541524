// <wayhome-check> on a council’s own form, as a person meets it.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { expect, test as base } from "./watched.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const test = base.extend({
  host: async ({ page }, use) => {
    const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/visit.html`);
    await page.locator("wayhome-check").evaluate((check) => check.ready);
    await use(host);
    await host.close();
  },
});

/** The answers of the session, as a record holds them. */
const answers = (page) => page.locator("wayhome-check").evaluate((check) => check.record.answers);
/** The state of a rule. */
const state = (page, rule) =>
  page.locator("wayhome-check").evaluate((check, rule) => check.report.findings.find((finding) => finding.rule === rule)?.state, rule);

test("every kind of control is read by its name, and silence stays silence", async ({ page, host }) => {
  expect(await answers(page)).toEqual({});
  await page.getByLabel("Date of the visit", { exact: true }).fill("2026-03-02");
  await page.getByLabel("Visited by").fill("Sam Sample");
  await page.getByLabel("Announced or not").selectOption("planned");
  await page.getByLabel("Weeks between visits").fill("4");
  await page.getByLabel("Yes", { exact: true }).check();
  await page.getByLabel("I saw the bedroom").check();
  await page.getByLabel("What the child said").fill("Robin liked the garden.");
  await page.getByLabel("Spoken").check();
  await page.getByLabel("Observed").check();
  await page.getByLabel("Name").fill("A Sample");
  await page.getByLabel("Born on").fill("1990-05-01");
  await page.getByLabel("Legal status").selectOption("care_order");
  expect(await answers(page)).toEqual({
    visit_date: "2026-03-02",
    visited_by: "Sam Sample",
    visit_announced: "planned",
    agreed_visit_weeks: 4,
    seen_alone: true,
    bedroom_seen: true,
    wishes_and_feelings: "Robin liked the garden.",
    wishes_and_feelings_how: ["spoken", "observed"],
    household: [{ name: "A Sample", date_of_birth: "1990-05-01" }],
    legal_status: "care_order",
  });
  // A box that is not ticked says nothing; a text that was emptied is no answer.
  await page.getByLabel("I saw the bedroom").uncheck();
  await page.getByLabel("Visited by").fill("");
  expect(await answers(page)).not.toHaveProperty("bedroom_seen");
  expect(await answers(page)).not.toHaveProperty("visited_by");
});

test("a date of three fields is an answer once it is whole, and what is no date is said to be none", async ({ page, host }) => {
  await page.getByLabel("Day").fill("9");
  await page.getByLabel("Month").fill("2");
  expect(await answers(page)).toEqual({});
  await page.getByLabel("Year").fill("2026");
  expect(await answers(page)).toEqual({ previous_visit_date: "2026-02-09" });
  await page.getByLabel("Day").fill("31");
  expect(await answers(page)).toEqual({ previous_visit_date: "2026-02-31" });
  await expect(page.locator("wayhome-check").getByRole("listitem").filter({ hasText: "must be a real date" })).toBeVisible();
});

test("values and names that are the council’s own are mapped", async ({ page, host }) => {
  await page.getByLabel("No", { exact: true }).check();
  expect(await state(page, "NEW-35")).toBe("breached");
  await page.getByLabel("Why not alone").selectOption("R");
  expect(await answers(page)).toEqual({ seen_alone: false, not_alone_reason: "child_refused" });
  await page.locator("wayhome-check").evaluate((check) => (check.mapping = { why_not: "not_alone_detail" }));
  expect(await answers(page)).toEqual({ seen_alone: false, not_alone_detail: "R" });
});

test("rows that come and go are read, and so is what a script or a reset changes", async ({ page, host }) => {
  await page.getByLabel("Name").fill("A Sample");
  await page.evaluate(() => {
    const row = document.createElement("input");
    row.name = "household[1].name";
    row.value = "B Sample";
    document.getElementById("people").append(row);
  });
  await expect.poll(() => answers(page)).toEqual({ household: [{ name: "A Sample" }, { name: "B Sample" }] });
  await page.evaluate(() => document.querySelector("[name='household[0][name]']").remove());
  await expect.poll(() => answers(page)).toEqual({ household: [{ name: "B Sample" }] });
  await page.evaluate(() => {
    document.getElementById("by").value = "Set by a script";
    document.querySelector("wayhome-check").refresh();
  });
  expect(await answers(page)).toMatchObject({ visited_by: "Set by a script" });
  await page.evaluate(() => document.getElementById("locked").removeAttribute("disabled"));
  await expect.poll(() => answers(page)).toMatchObject({ child_reference: "R-1" });
  await page.evaluate(() => document.getElementById("visit-form").reset());
  await expect.poll(() => answers(page)).not.toHaveProperty("visited_by");
});

test("it fires wayhome-change with what changed, and never takes the focus", async ({ page, host }) => {
  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("wayhome-change", ({ detail }) => window.heard.push([detail.changes.findings.map(({ rule }) => rule), detail.report.outcome]));
    window.focused = [];
    document.addEventListener("focusin", ({ target }) => window.focused.push(target.localName));
  });
  await page.getByLabel("What the child said").focus();
  await page.keyboard.type("So");
  await page.locator("[name=seen_alone][value=no]").dispatchEvent("change");
  const no = page.getByLabel("No", { exact: true });
  await no.evaluate((radio) => ((radio.checked = true), radio.dispatchEvent(new Event("change", { bubbles: true }))));
  const heard = await page.evaluate(() => window.heard);
  expect(heard.at(-1)).toEqual([expect.arrayContaining(["NEW-35"]), "breached"]);
  await expect(page.getByLabel("What the child said")).toBeFocused();
  expect(await page.evaluate(() => window.focused)).toEqual(["textarea"]);
  // A person who asks for it is led to the question.
  const check = page.locator("wayhome-check");
  const message = await check.evaluate((one) => one.report.findings.find(({ rule }) => rule === "NEW-35").message);
  await check.getByRole("button", { name: message, exact: true }).click();
  await expect(page.getByLabel("Why not alone")).toBeFocused();
});

test("nothing is said at the fields until the host asks; then only what must hold, until it does", async ({ page, host }) => {
  await page.getByLabel("No", { exact: true }).check();
  const invalid = () => page.evaluate(() => [...document.querySelectorAll("#visit-form :invalid")].filter((one) => one.name).map(({ name }) => name));
  expect(await invalid()).toEqual([]);
  expect(await page.locator("wayhome-check").evaluate((check) => check.checkValidity())).toBe(false);
  const first = await invalid();
  expect(first).toContain("why_not");
  const must = await page.locator("wayhome-check").evaluate((check) =>
    check.report.findings.filter(({ level, state }) => level === "must" && ["breached", "to_do"].includes(state)).flatMap(({ needs, about }) => (needs.length ? needs : about)),
  );
  expect(must).toContain("not_alone_reason");
  await page.getByLabel("Why not alone").selectOption("R");
  expect(await invalid()).not.toContain("why_not");
  await expect(page.locator("[data-wayhome-message=seen_alone]")).toHaveText("");
  await page.locator("wayhome-check").evaluate((check) => check.clearValidity());
  expect(await invalid()).toEqual([]);
});

test("the sum is announced politely, after a pause", async ({ page, host }) => {
  const status = page.locator("wayhome-check").getByRole("status");
  const before = await status.textContent();
  await page.getByLabel("Yes", { exact: true }).check();
  expect(await status.textContent()).toBe(before);
  await expect(status).not.toHaveText(before);
});

test("what is open stays open, and what stays is not drawn again, while answers come", async ({ page, host }) => {
  const item = page.locator("wayhome-check").getByRole("listitem").filter({ hasText: "bedroom" }).first();
  await item.getByText("Why?").click();
  await item.evaluate((one) => (one.marked = true));
  await page.getByLabel("Yes", { exact: true }).check();
  expect(await item.evaluate((one) => [one.marked, one.querySelector("details").open])).toEqual([true, true]);
});

test("it takes its look from custom properties and parts", async ({ page, host }) => {
  const look = await page.locator("wayhome-check").evaluate((check) => {
    const root = check.shadowRoot;
    return [getComputedStyle(root.querySelector(".go")).color, getComputedStyle(root.querySelector("[part~=finding]")).borderTopStyle, root.querySelectorAll("style").length];
  });
  expect(look).toEqual(["rgb(0, 61, 91)", "dashed", 0]);
});

test("it waits for a form that comes later, starts anew with other attributes, and ends when it leaves", async ({ page, host }) => {
  await page.evaluate(() => {
    document.querySelector("wayhome-check").remove();
    const check = document.createElement("wayhome-check");
    for (const [name, value] of Object.entries({ procedure: "newcastle", form: "visit", for: "late", today: "2026-03-02" })) check.setAttribute(name, value);
    document.body.append(check);
  });
  const check = page.locator("wayhome-check");
  await expect(check).toContainText("There is no <form id=\"late\">");
  await page.evaluate(() => {
    const [form, field] = [document.createElement("form"), document.createElement("input")];
    [form.id, field.name, field.value] = ["late", "visited_by", "Sam Sample"];
    form.append(field);
    document.body.append(form);
  });
  await expect.poll(() => check.evaluate((one) => one.record?.answers)).toEqual({ visited_by: "Sam Sample" });
  await check.evaluate((one) => one.setAttribute("procedure", "tees"));
  await expect.poll(() => check.evaluate((one) => one.record?.procedure)).toBe("tees");
  expect(await check.evaluate((one) => (one.remove(), one.record))).toBeUndefined();
});

test("axe finds nothing", async ({ page, host }) => {
  await page.getByLabel("No", { exact: true }).check();
  await page.evaluate(axe);
  for (const summary of await page.locator("wayhome-check summary").all()) if (await summary.isVisible()) await summary.click();
  const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]));
  expect(found).toEqual([]);
});
