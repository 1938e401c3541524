// What the elements say, and when: of what is left elsewhere, of a form that is not there, of what cannot be recorded, of a new day.

import { readFileSync } from "node:fs";
import { root } from "./places.mjs";
import { CHECK, expect, test, WHOLE } from "./empty.mjs";

const ALONE = '<label><input type="radio" name="seen_alone" value="no" /> No</label>';

/** A page of this, whose element is at hand. */
const shown = (page, inner) =>
  page.evaluate(async (inner) => {
    document.body.innerHTML = inner;
    window.element = document.querySelector("wayhome-check, wayhome-form");
    if (!window.heard) for (const kind of ["change", "error", "ready"]) document.addEventListener(`wayhome-${kind}`, ({ detail }) => window.heard.push(detail?.code ?? kind));
    window.heard ??= [];
    await window.element.ready.catch(() => {});
    window.heard.length = 0;
  }, inner);
const heard = (page) => page.evaluate(() => window.heard);

test("what is left elsewhere is counted, and said where nobody can be led to it", async ({ page, host }) => {
  const record = JSON.parse(readFileSync(`${root}samples/visit-complete.json`, "utf8"));
  await shown(page, WHOLE);
  const status = page.locator("wayhome-form").getByRole("status");
  await page.evaluate((record) => (window.element.record = record), record);
  await expect(status).toHaveText("Nothing is left to do here.");
  expect(await page.evaluate(() => window.element.reportValidity())).toBe(true);
  // The visit after this one is late then, and may be left to do.
  await page.evaluate(() => window.element.setAttribute("today", "2026-11-01"));
  await expect(status).toHaveText("Nothing is left to fill in here. 2 late and not recorded here as done.");
  await page.evaluate(() => window.element.setAttribute("today", "2026-03-02"));
  await expect(status).toHaveText("Nothing is left to do here.");
  await page.evaluate((record) => (window.element.record = { ...record, answers: { ...record.answers, old_question: 1 } }), record);
  await expect(status).toHaveText("1 left that this form does not ask, or does not show now.");
  expect(await page.evaluate(() => window.element.reportValidity())).toBe(false);
  await expect(status).toHaveText("Something is left that this form does not ask, or does not show now. It is in the list.");
});

test("a form of another root is checked where it is given, and not found by its name", async ({ page, host }) => {
  await shown(page, `<div id="other"></div>${CHECK}`);
  expect(await page.evaluate(() => window.element.shadowRoot.textContent)).toContain('There is no <form id="f"> in this document or shadow root yet.');
  const found = await page.evaluate(async (alone) => {
    const root = document.getElementById("other").attachShadow({ mode: "open" });
    root.innerHTML = `<form id="f">${alone}</form>`;
    const form = root.firstElementChild;
    window.element.checkedForm = form;
    await window.element.ready;
    form.querySelector("input").click();
    const [checked, answers] = [window.element.checkedForm === form, window.element.record.answers];
    let code;
    try {
      window.element.checkedForm = root.host;
    } catch (error) {
      code = error.code;
    }
    window.element.checkedForm = null;
    // One that is set before the element is there.
    const second = document.createElement("div");
    second.innerHTML = '<wayhome-check procedure="newcastle" form="visit"></wayhome-check>';
    const inert = document.implementation.createHTMLDocument().importNode(second, true).firstElementChild;
    inert.checkedForm = form;
    document.body.append(inert);
    await inert.ready;
    return [checked, answers, code, await window.element.ready.catch(({ code }) => code), inert.record.answers, Object.hasOwn(inert, "checkedForm")];
  }, ALONE);
  expect(found).toEqual([true, { seen_alone: false }, "form_unknown", "form_unknown", { seen_alone: false }, false]);
});

test("a form that comes a moment later is waited for without a word, and one that does not is told of politely", async ({ page, host }) => {
  const check = page.locator("wayhome-check");
  const found = await page.evaluate(async (tag) => {
    const heard = [];
    for (const kind of ["error", "ready"]) document.addEventListener(`wayhome-${kind}`, ({ detail }) => heard.push(detail?.code ?? kind));
    document.body.innerHTML = tag;
    const element = (window.element = document.querySelector("wayhome-check"));
    const later = async (form) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      document.body.append(form);
      await element.ready;
      return [[...heard], element.shadowRoot.querySelectorAll("[part=problem]:not([hidden])").length, element.report.outcome];
    };
    const form = Object.assign(document.createElement("form"), { id: "f" });
    const first = await later(form);
    // As a framework has it that draws the form anew.
    form.remove();
    await Promise.resolve();
    return [first, await later(Object.assign(document.createElement("form"), { id: "f" }))];
  }, CHECK);
  expect(found).toEqual([[["ready"], 0, "incomplete"], [["ready", "ready"], 0, "incomplete"]]);
  await page.evaluate(() => document.getElementById("f").remove());
  await expect(check.getByRole("status").filter({ hasText: "There is no <form" })).toBeVisible();
  await expect(check.getByRole("alert")).toHaveCount(0);
  // What will not come by itself is said at once.
  expect(await page.evaluate(() => (window.element.removeAttribute("for"), window.element.ready.catch(({ code }) => code)))).toBe("form_unknown");
  await expect(check.getByRole("alert")).toContainText("Say which form to check");
});

test("one that is on no page takes a form and none, and one that leaves while it starts waits for no form", async ({ page, host }) => {
  const found = await page.evaluate(async (tag) => {
    const watched = [];
    const { observe } = MutationObserver.prototype;
    MutationObserver.prototype.observe = function (place, ...rest) {
      watched.push(place);
      observe.call(this, place, ...rest);
    };
    const holder = document.createElement("div");
    holder.innerHTML = tag;
    const element = holder.firstElementChild;
    element.checkedForm = document.createElement("form");
    element.checkedForm = null;
    document.body.append(element);
    // It has begun, and is still loading.
    await Promise.resolve();
    await Promise.resolve();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const meanwhile = watched.length;
    document.body.innerHTML = '<form id="f"></form>';
    document.body.append(element);
    await element.ready;
    return [meanwhile, watched.length, element.report.outcome];
  }, CHECK);
  expect(found).toEqual([0, 1, "incomplete"]);
});

/** Writes a text that no record can hold, and then one that it can; what is recorded, said and told each time. */
const written = (page) =>
  page.evaluate(async () => {
    const whole = window.element.localName === "wayhome-form";
    const control = whole ? [...window.element.shadowRoot.querySelectorAll("textarea")].find((one) => !one.closest("[hidden]")) : document.querySelector("textarea");
    const problem = () => [...window.element.shadowRoot.querySelectorAll(whole ? ".error" : "[part=problem]")].filter(({ hidden }) => !hidden).map(({ textContent }) => textContent);
    const states = [];
    for (const text of ["first", "x".repeat(5_300_000), "x".repeat(5_300_001), "last"]) {
      control.value = text;
      control.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      if (text.length === 5_300_000) {
        // A start anew forgets neither.
        window.element.setAttribute("today", "2026-03-03");
        await Promise.resolve();
        await window.element.ready;
      }
      states.push([Object.values(window.element.record.answers).join().slice(0, 20), problem(), control.value === text, window.heard.filter((kind) => kind.includes("_"))]);
    }
    return states;
  });

test("a text that no record can hold is said not to be recorded, and stays where it is written", async ({ page, host }) => {
  const said = "This answer is not recorded. The answer is larger than 5 MB. Wayhome does not take it. Make it shorter.";
  const states = (said) => [
    ["first", [], true, []],
    ["first", [said], true, ["answer_too_large"]],
    ["first", [said], true, ["answer_too_large"]],
    ["last", [], true, ["answer_too_large"]],
  ];
  await shown(page, WHOLE);
  expect(await written(page)).toEqual(states(`Error: ${said}`));
  await shown(page, `<form id="f"><textarea name="wishes_and_feelings"></textarea></form>${CHECK}`);
  const found = await written(page);
  // Nothing keeps what the host’s form held before.
  expect(found[1][0]).toBe("");
  found[1][0] = found[2][0] = "first";
  const label = found[1][1][0].slice(0, -said.length);
  expect(label.length).toBeGreaterThan(10);
  expect(found).toEqual(states(label + said));
});

test("past midnight, whatever is asked is answered by the new day, with what is half written where it was", async ({ page, host }) => {
  await page.clock.install({ time: new Date("2026-03-02T23:59:00") });
  const days = [];
  for (const inner of [`<form id="f">${ALONE}</form>${CHECK}`, WHOLE]) {
    await shown(page, inner.replace(' today="2026-03-02"', ""));
    for (const [day, ask] of ["checkValidity", "report", "refresh", "answer"].entries()) {
      await page.clock.setSystemTime(new Date(`2026-03-0${day + 3}T00:01:00`));
      days.push(
        await page.evaluate(async (ask) => {
          const one = window.element;
          let told;
          one.addEventListener("wayhome-change", ({ detail }) => (told = detail), { once: true });
          const day = one.shadowRoot.querySelector(".date input");
          if (day) day.value = "7";
          if (ask === "answer") (document.querySelector("[name=seen_alone]") ?? one.shadowRoot.querySelector("input[type=radio]")).click();
          else if (ask === "refresh" && !one.refresh) one.record = { procedure: "newcastle", form: "visit", answers: { bedroom_seen: true } };
          else if (ask !== "report") one[ask]();
          const { today } = told?.report ?? one.report;
          const answers = Object.keys(one.record.answers).length;
          await Promise.resolve();
          return [today.slice(-1), Object.keys(told?.record.answers ?? {}).length === (told ? answers : 0), window.heard.filter((kind) => kind === "ready").length, ask === "refresh" || (day?.value ?? "7")];
        }, ask),
      );
    }
  }
  const each = ["3", "4", "5", "6"].map((day, place) => [day, true, place + 1, place === 2 || "7"]);
  expect(days).toEqual([...each, ...each]);
});

test("a question that is misspelt in a mapping or at a control is told once, and no answer with it", async ({ page, host }) => {
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const mapping = { vd: "vist_date", alone: { question: "seen_alon" }, people: { question: "household", columns: { who: "nmae", born: "date_of_birth" } }, fine: "visited_by" };
  const controls = ["bedrom_seen", "visit_date-day", "household[0][nmae]", "household[0][name]", ""].map((name) => `<input data-wayhome="${name}" name="x" value="An answer" />`);
  await shown(page, `<form id="f">${controls.join("")}</form>${CHECK.replace("<wayhome-check", `<wayhome-check mapping='${JSON.stringify(mapping)}'`)}`);
  await page.evaluate(() => window.element.refresh());
  await page.evaluate(() => (window.element.setAttribute("today", "2026-03-03"), window.element.ready));
  const ids = ' Its ids are those of outline("newcastle", "visit").';
  expect(warned).toEqual([
    `<wayhome-check>: The mapping leads “vd” to “vist_date”, which is no question of this form.${ids}`,
    `<wayhome-check>: The mapping leads “alone” to “seen_alon”, which is no question of this form.${ids}`,
    `<wayhome-check>: The mapping leads “people” to the column “nmae”, which “household” does not have.${ids}`,
    `<wayhome-check>: data-wayhome="bedrom_seen" names no question of this form.${ids}`,
    `<wayhome-check>: data-wayhome="household[0][nmae]" names no question of this form.${ids}`,
  ]);
});

test("in the dark it can be read on a page that has no background, and a page with one keeps its own", async ({ page, host }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await shown(page, `<form id="f"></form>${CHECK.replace("<wayhome-check", '<wayhome-check theme="auto"')}`);
  const colours = () => page.evaluate(() => [getComputedStyle(window.element).color, getComputedStyle(window.element).backgroundColor]);
  expect(await colours()).toEqual(["rgb(243, 242, 241)", "rgb(18, 21, 22)"]);
  await page.evaluate(() => window.element.style.setProperty("--wayhome-background", "transparent"));
  expect((await colours())[1]).toBe("rgba(0, 0, 0, 0)");
  await page.evaluate(() => window.element.removeAttribute("theme"));
  expect(await colours()).toEqual(["rgb(11, 12, 12)", "rgba(0, 0, 0, 0)"]);
});

test("a message that a morph has emptied, or whose place it has drawn anew, is written again", async ({ page, host }) => {
  const place = '<p data-wayhome-message="seen_alone"></p>';
  await shown(page, `<form id="f">${ALONE}<div>${place}</div></form>${CHECK}`);
  const message = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)).then(() => document.querySelector("p").textContent));
  const empty = () => page.evaluate(() => document.querySelector("p").replaceChildren());
  await empty();
  expect(await message()).toBe("");
  await page.evaluate(() => window.element.checkValidity());
  const said = await message();
  expect(said).toContain("alone");
  await empty();
  expect(await message()).toBe(said);
  await page.evaluate((place) => (document.querySelector("form div").innerHTML = place), place);
  expect(await message()).toBe(said);
  await page.evaluate(() => window.element.clearValidity());
  expect(await message()).toBe("");
});

test("whoever waits for an element that is on no page, or leaves it, waits until it checks", async ({ page, host }) => {
  const found = await page.evaluate(async (tag) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    const holder = document.createElement("div");
    holder.innerHTML = tag;
    const element = holder.firstElementChild;
    const told = [];
    const wait = (name) => element.ready.then(() => told.push([name, element.report.outcome]), ({ code }) => told.push([name, code]));
    wait("never there");
    await pause();
    told.push("there");
    document.body.innerHTML = '<form id="f"></form>';
    document.body.append(element);
    wait("started");
    await pause();
    // Taken out while it starts, and put back at once.
    element.setAttribute("today", "2026-03-03");
    wait("moved");
    element.remove();
    document.body.append(element);
    wait("put back");
    await pause();
    element.setAttribute("today", "2026-03-04");
    wait("taken out");
    element.remove();
    await pause();
    wait("gone");
    told.push("gone");
    element.setAttribute("today", "no day");
    document.body.append(element);
    await pause();
    return told;
  }, CHECK);
  const incomplete = (name) => [name, "incomplete"];
  const each = ["there", incomplete("never there"), incomplete("started"), incomplete("moved"), incomplete("put back"), "gone", ["taken out", "day_unreadable"], ["gone", "day_unreadable"]];
  expect(found.map(String).sort()).toEqual(each.map(String).sort());
  // Nothing before it is on a page, and nothing while it is gone.
  expect([found.indexOf("there"), found.indexOf("gone")]).toEqual([0, 5]);
});
