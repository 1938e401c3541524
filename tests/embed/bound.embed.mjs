// <wayhome-form> as frameworks use it: bound two ways, morphed, disabled, and with what a record has beside its answers.

import { expect } from "./watched.mjs";
import { sent, test } from "./whole.mjs";

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

test("a reset leaves an exercise one, whenever it comes, and also where the attribute is empty", async ({ page, host }) => {
  const exercise = { ...RECORD, id: "R-1", training: true };
  const found = await page.evaluate(async (record) => {
    const [host, one] = [document.getElementById("host"), document.querySelector("wayhome-form")];
    const sent = () => JSON.parse(new FormData(host).get("record"));
    const reset = async (set) => {
      set();
      host.reset();
      const before = sent();
      await one.ready;
      return [before, sent()];
    };
    const all = [await reset(() => ((one.record = record), one.setAttribute("value", "")))];
    one.removeAttribute("value");
    // While it starts anew, and before it is there for the first time.
    one.record = record;
    one.setAttribute("today", "2026-03-03");
    await Promise.resolve();
    await Promise.resolve();
    all.push([one.report === undefined, ...(await reset(() => {}))]);
    for (const given of [record, JSON.stringify(record)]) {
      const other = one.cloneNode();
      host.replaceChildren(other);
      other[typeof given === "string" ? "value" : "record"] = given;
      host.reset();
      const before = sent();
      await other.ready;
      all.push([before, sent()]);
    }
    return all;
  }, exercise);
  const empty = { ...exercise, answers: {} };
  expect(found).toEqual([[empty, empty], [true, empty, empty], [empty, empty], [empty, empty]]);
});

test("a reset leads back also from what is half written and no answer", async ({ page, host }) => {
  const day = page.getByRole("group", { name: "When was the visit?", exact: true }).getByLabel("Day");
  for (const [value, record] of [[null, RECORD], [JSON.stringify(RECORD), RECORD], [null, { ...RECORD, id: "R-1", answers: {} }]]) {
    await page.locator("wayhome-form").evaluate((one, [value, record]) => {
      if (value === null) one.removeAttribute("value");
      else one.setAttribute("value", value);
      one.record = record;
    }, [value, record]);
    await day.fill("2");
    await page.evaluate(() => document.getElementById("host").reset());
    await expect(day).toHaveValue("");
  }
});

/** What Turbo and idiomorph do with an element that stays: its attributes become those that the server sends, and no others. */
const morphed = (page, attributes) =>
  page.locator("wayhome-form").evaluate(async (one, attributes) => {
    for (const [name, value] of Object.entries(attributes)) if (one.getAttribute(name) !== value) one.setAttribute(name, value);
    for (const name of one.getAttributeNames()) if (!Object.hasOwn(attributes, name)) one.removeAttribute(name);
    await new Promise((resolve) => setTimeout(resolve));
    return one.ready.then(() => [one.record?.form, one.record?.answers, one.shadowRoot.querySelectorAll(".question").length > 5], ({ code }) => code);
  }, attributes);

test("a page that is morphed into what the server sent, again and again, keeps the form and what is written in it", async ({ page, host }) => {
  const attributes = { name: "record", procedure: "newcastle", form: "visit", today: "2026-03-02" };
  const form = page.locator("wayhome-form");
  await form.evaluate((one) => {
    window.heard = [];
    for (const kind of ["ready", "error"]) one.addEventListener(`wayhome-${kind}`, ({ detail }) => window.heard.push(detail?.code ?? kind));
  });
  await page.getByRole("group", { name: "Did you speak with the child alone?", exact: true }).getByLabel("No").check();
  for (let time = 0; time < 3; time += 1) expect(await morphed(page, attributes)).toEqual(["visit", { seen_alone: false }, true]);
  expect(await page.evaluate(() => window.heard)).toEqual([]);
  // A copy, as Turbo keeps one of the page to come back to.
  const copied = form.evaluate(async (one) => {
    const copy = one.cloneNode(true);
    one.after(copy);
    const form = await copy.ready.then(() => copy.record.form, ({ code }) => code);
    copy.remove();
    return form;
  });
  expect(await copied).toBe("visit");
  // Another one that the server sends is another form; and so is one that is named where it is kept.
  expect(await morphed(page, { ...attributes, form: "review" })).toEqual(["review", { seen_alone: false }, true]);
  expect(await form.evaluate((one) => (one.setAttribute("procedure-form", "visit"), new Promise((resolve) => setTimeout(resolve)).then(() => one.record.form)))).toBe("visit");
  // What the page itself wrote there, it can take away.
  expect(await form.evaluate((one) => (one.removeAttribute("procedure-form"), one.ready.catch(({ code }) => code)))).toBe("form_unknown");
  expect(await form.evaluate((one) => ((one.form = "visit"), one.ready.then(() => one.record.form)))).toBe("visit");
  expect(await form.evaluate((one) => ((one.form = null), one.ready.catch(({ code }) => code)))).toBe("form_unknown");
});

/** Binds the element two ways, as React and Vue do: whatever it tells is handed back to it. */
const bound = (page, back) =>
  page.locator("wayhome-form").evaluate((one, back) => {
    window.told = 0;
    one.addEventListener("wayhome-change", ({ detail }) => {
      window.told += 1;
      if (window.told > 50) throw new Error("It goes on for ever.");
      if (back === "record") one.record = detail.record;
      else if (back === "value") one.value = one.value;
      // As a host that keeps its state as its own object, in an order of its own.
      else queueMicrotask(() => (one.record = { answers: Object.fromEntries(Object.entries(detail.record.answers).reverse()), form: "visit", procedure: "newcastle" }));
    });
  }, back);

for (const back of ["record", "value", "its own"]) {
  test(`bound two ways by ${back}, it tells each change once, and whoever writes goes on writing`, async ({ page, host }) => {
    await page.locator("wayhome-form").evaluate((one, record) => (one.record = record), RECORD);
    await bound(page, back);
    const rows = page.locator("wayhome-form .row");
    const name = rows.nth(1).locator("input[type=text]").first();
    await name.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("xy");
    await expect(name).toBeFocused();
    await expect(name).toHaveValue("B Samplexy");
    // A row that has nothing in it yet, and a date that is half written, are no change; they stay all the same.
    await page.getByRole("button", { name: "Add a row" }).click();
    await page.keyboard.type("C");
    await expect(rows).toHaveCount(3);
    const date = page.getByRole("group", { name: "When was the visit?", exact: true });
    await date.getByLabel("Day").fill("2");
    await page.getByRole("group", { name: "Did you speak with the child alone?", exact: true }).getByLabel("No").check();
    await expect(date.getByLabel("Day")).toHaveValue("2");
    expect((await sent(page)).answers).toMatchObject({ seen_alone: false, household: [{ name: "A Sample" }, { name: "B Samplexy" }, { name: "C" }] });
  });
}

test("the record that stands there already is no change, and another one leaves alone what is the same in both", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  const found = await form.evaluate((one, record) => {
    const rows = () => [...one.shadowRoot.querySelectorAll(".row")];
    one.record = record;
    let told = 0;
    one.addEventListener("wayhome-change", () => (told += 1));
    const before = rows();
    before[1].querySelector("input").focus();
    one.record = { answers: record.answers, form: "visit", procedure: "newcastle" };
    one.value = one.value;
    const same = [told, rows().map((row, place) => row === before[place])];
    one.record = { ...record, id: "R-1" };
    const named = [told, JSON.parse(one.value).id];
    one.record = { ...record, answers: { ...record.answers, seen_alone: false, household: [{ name: "B Sample" }, { name: "C Sample" }] } };
    const after = rows();
    return [same, named, told, after.length, after[0] === before[1], before[1].contains(one.shadowRoot.activeElement), after.map((row) => row.querySelector("input").value)];
  }, RECORD);
  expect(found).toEqual([[0, [true, true]], [0, "R-1"], 1, 2, true, true, ["B Sample", "C Sample"]]);
});

test("it is disabled by its property as by its attribute, also by one that was set before it was there", async ({ page, host }) => {
  const found = await page.locator("wayhome-form").evaluate(async (one) => {
    const state = (one) => [one.disabled, one.hasAttribute("disabled"), one.matches(":disabled"), one.shadowRoot.querySelector("[part=form]").disabled];
    one.disabled = true;
    const states = [state(one)];
    one.disabled = false;
    states.push(state(one));
    // As a framework has it that draws the page before the module is there.
    const inert = document.implementation.createHTMLDocument().createElement("wayhome-form");
    Object.assign(inert, { disabled: false }).setAttribute("disabled", "false");
    for (const [name, value] of Object.entries({ procedure: "newcastle", "procedure-form": "visit" })) inert.setAttribute(name, value);
    document.getElementById("host").append(inert);
    await inert.ready;
    return [...states, state(inert), Object.hasOwn(inert, "disabled")];
  });
  expect(found).toEqual([[true, true, true, true], Array(4).fill(false), Array(4).fill(false), false]);
});

test("what a button changes is told by the events that typing gives, to whoever listens to the element alone", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  await form.evaluate((one, record) => {
    one.record = record;
    window.told = { input: [], change: [] };
    // As Vue’s v-model has it.
    for (const kind of ["input", "change"]) one.addEventListener(kind, ({ target }) => window.told[kind].push(JSON.parse(target.value).answers));
  }, RECORD);
  const last = () => page.evaluate(() => Object.values(window.told).map((all) => [all.length, all.at(-1)]));
  const both = (length, answers) => Array(2).fill([length, answers]);
  const alone = page.getByRole("group", { name: "Did you speak with the child alone?", exact: true });
  await alone.getByLabel("No").check();
  expect(await last()).toEqual(both(1, { ...RECORD.answers, seen_alone: false }));
  await alone.getByRole("button", { name: "Clear this answer" }).click();
  expect(await last()).toEqual(both(2, { household: RECORD.answers.household }));
  await page.getByRole("button", { name: "Remove" }).first().click();
  expect(await last()).toEqual(both(3, { household: [{ name: "B Sample" }] }));
  await page.getByRole("button", { name: "Add a row" }).click();
  expect(await last()).toEqual(both(4, { household: [{ name: "B Sample" }] }));
});

test("a record that became an attribute is refused, nothing is sent in its place, and the property mends it", async ({ page, host }) => {
  const found = await page.evaluate(async (record) => {
    const [host, codes] = [document.getElementById("host"), []];
    host.addEventListener("wayhome-error", ({ detail }) => codes.push(detail.code));
    host.innerHTML = '<wayhome-form name="record" procedure="newcastle" procedure-form="visit" record="[object Object]"></wayhome-form>';
    const one = host.firstElementChild;
    const sent = () => new FormData(host).get("record");
    const all = [await one.ready.catch(({ code }) => code), sent()];
    one.record = record;
    await one.ready;
    all.push(JSON.parse(sent()));
    one.setAttribute("record", "{}");
    await one.ready;
    return [...all, JSON.parse(sent()), codes];
  }, RECORD);
  expect(found).toEqual(["record_unreadable", null, RECORD, RECORD, ["record_unreadable", "record_unreadable"]]);
});

test("it shows and checks where its internals can do little, as where unit tests run it without a browser", async ({ page, host }) => {
  await page.addInitScript(() => {
    for (const name of ["setFormValue", "setValidity", "reportValidity", "form", "labels", "validity", "validationMessage", "willValidate"]) delete ElementInternals.prototype[name];
  });
  await page.reload();
  const found = await page.locator("wayhome-form").evaluate(async (one, record) => {
    await one.ready;
    one.record = record;
    return [one.record.answers, one.report.outcome, one.checkValidity(), one.reportValidity(), one.form, one.willValidate, one.validationMessage];
  }, RECORD);
  expect(found).toEqual([RECORD.answers, "incomplete", false, false, null, false, ""]);
});
