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

/** Puts a form of the council’s own in the place of the page’s. */
const replaced = async (page, inner, mapping) => {
  await page.evaluate(
    ([inner, mapping]) => {
      const check = document.querySelector("wayhome-check");
      document.getElementById("visit-form").innerHTML = inner;
      if (mapping) check.setAttribute("mapping", mapping);
    },
    [inner, mapping],
  );
  // What a script changes is seen after it has run.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await page.locator("wayhome-check").evaluate((check) => check.ready);
};

test("the hidden control beside a single box says nothing, nor does a choice that cannot be made", async ({ page, host }) => {
  for (const [pair, disabled] of [
    ['<input type="hidden" name="bedroom_seen" value="0" /><input type="checkbox" name="bedroom_seen" value="1" />', ""],
    ['<input type="checkbox" name="bedroom_seen" value="true" /><input type="hidden" name="bedroom_seen" value="false" />', "disabled"],
  ]) {
    const [place, parts] = ['<select name="visit_announced"><option disabled selected value="none">Choose</option><option>planned</option></select>', ["day", "month", "year"]];
    const dates = parts.map((part) => `<select name="previous_visit_date-${part}"><optgroup disabled><option selected>${part}</option></optgroup><option>2026</option></select>`).join("");
    await replaced(page, pair + place + dates);
    expect(await answers(page)).toEqual({});
    const box = page.locator("[type=checkbox]");
    await box.check();
    await page.locator("[name=visit_announced]").selectOption("planned");
    expect(await answers(page)).toEqual({ bedroom_seen: true, visit_announced: "planned" });
    await box.uncheck();
    expect(await answers(page)).toEqual({ visit_announced: "planned" });
    if (disabled) await box.evaluate((one) => (one.disabled = true));
    await expect.poll(() => answers(page)).toEqual({ visit_announced: "planned" });
  }
  // Of several boxes, and where there is none, what is hidden counts.
  await replaced(page, '<input type="hidden" name="bedroom_seen" value="0" />');
  expect(await answers(page)).toEqual({ bedroom_seen: false });
});

test("rows may be counted by the clock, and a name is mapped as it is written", async ({ page, host }) => {
  const row = (number, name) => `<input name="household[${number}][name]" value="${name}" />`;
  const rows = [row("1700000000000", "C"), row("10", "B"), row("9", "A"), row("99999999999999999999", "E"), row("99999999999999999998", "D")].join("");
  await replaced(page, `${rows}<input type="checkbox" name="how[]" value="spoken" checked /><input type="checkbox" name="asked[]" value="yes" checked />`, '{ "how[]": "wishes_and_feelings_how", "asked": "seen_alone" }');
  expect(await answers(page)).toEqual({ household: ["A", "B", "C", "D", "E"].map((name) => ({ name })), wishes_and_feelings_how: ["spoken"], seen_alone: true });
  // More rows than a table may have are not cut off unseen.
  await replaced(page, Array.from({ length: 500 }, (_, number) => row(number, "A")).join(""));
  expect((await answers(page)).household.length).toBe(201);
  expect(await state(page, "REC-RANGE")).toBe("to_do");
});

test.describe("a mapping", () => {
  test("is taken from before the element was there, as an object or as text; what is none is refused in words", async ({ page, host }) => {
    const check = page.locator("wayhome-check");
    const codes = await check.evaluate((check) =>
      ["{", "7", 7, [], { vd: 7 }, { vd: {} }, { vd: { question: "visit_date", values: null } }].map((mapping) => {
        try {
          check.mapping = mapping;
          return "taken";
        } catch ({ name, code, message }) {
          return `${name} ${code} ${message.startsWith("The mapping of names cannot be used: ")}`;
        }
      }),
    );
    expect([...new Set(codes)]).toEqual(["WayhomeError mapping_unreadable true"]);
    const strange = await check.evaluate((check) => {
      const stop = () => {
        throw 7;
      };
      const [{ proxy, revoke }, throwing] = [Proxy.revocable({}, {}), new Proxy({}, { get: stop, ownKeys: stop })];
      revoke();
      return [proxy, throwing, { vd: { question: "visit_date", values: { 1: 10n } } }, { get vd() { return stop(); } }, { vd: proxy }, () => {}].map((mapping) => {
        try {
          check.mapping = mapping;
          return "taken";
        } catch (error) {
          return error.code;
        }
      });
    });
    expect([...new Set(strange)]).toEqual(["mapping_unreadable"]);
    expect(await check.evaluate((check) => Object.keys(check.mapping))).toEqual(["why_not"]);
    await replaced(page, '<input name="vd" value="2026-03-02" /><input name="seen" value="yes" />', '{ "vd": null, "seen": "seen_alone" }');
    expect(await answers(page)).toEqual({ seen_alone: true });
    // An attribute that is none is as if the controls had other names than they have: nothing is checked then, and it says so.
    for (const attribute of ['{ "vd": 7 }', "{"]) {
      const code = await check.evaluate((check, attribute) => (check.setAttribute("mapping", attribute), check.ready.catch(({ code }) => code)), attribute);
      expect(code).toBe("mapping_unreadable");
      await expect(check.getByRole("alert")).toContainText("The mapping of names cannot be used");
    }
    await check.evaluate((check) => ((check.mapping = '{ "vd": "visit_date" }'), new Promise((resolve) => setTimeout(resolve)).then(() => check.ready)));
    expect(await answers(page)).toEqual({ visit_date: "2026-03-02" });
    await check.evaluate((check) => (check.mapping = null));
    expect(await answers(page)).toEqual({});
    await page.goto(`${host.url}/empty.html`);
    const early = await page.evaluate(async () => {
      document.body.innerHTML = '<form id="f"><input name="vd" value="2026-03-02" /></form><wayhome-check procedure="newcastle" form="visit" for="f"></wayhome-check>';
      const check = document.querySelector("wayhome-check");
      check.mapping = { vd: "visit_date" };
      await import("/wayhome/element.js");
      await check.ready;
      return check.record.answers;
    });
    expect(early).toEqual({ visit_date: "2026-03-02" });
  });
});

test("a form that another of its name replaces is checked in its place, and controls outside of it come and go", async ({ page, host }) => {
  await page.evaluate(() => {
    const form = document.createElement("form");
    [form.id, form.innerHTML] = ["visit-form", '<input name="visit_date" value="2026-02-02" />'];
    document.getElementById("visit-form").replaceWith(form);
  });
  await expect.poll(() => answers(page).catch(() => undefined)).toEqual({ visit_date: "2026-02-02" });
  await page.locator("[name=visit_date]").fill("2026-02-03");
  expect(await answers(page)).toEqual({ visit_date: "2026-02-03" });
  expect(await page.locator("wayhome-check").evaluate((check) => check.checkedForm.isConnected)).toBe(true);
  await page.evaluate(() => {
    const outside = document.createElement("div");
    [outside.id, outside.innerHTML] = ["outside", '<p><input form="visit-form" name="visited_by" value="Sam Sample" /></p>'];
    document.body.append(outside);
  });
  await expect.poll(() => answers(page)).toEqual({ visit_date: "2026-02-03", visited_by: "Sam Sample" });
  await page.evaluate(() => document.querySelector("#outside input").setAttribute("form", "another"));
  await expect.poll(() => answers(page)).toEqual({ visit_date: "2026-02-03" });
  await page.evaluate(() => document.querySelector("#outside input").setAttribute("form", "visit-form"));
  await expect.poll(() => answers(page)).toHaveProperty("visited_by");
  await page.evaluate(() => document.getElementById("outside").remove());
  await expect.poll(() => answers(page)).toEqual({ visit_date: "2026-02-03" });
});

test("a control that is an element of the host’s own is heard, though a person writes within it", async ({ page, host }) => {
  await page.evaluate(() => {
    customElements.define(
      "own-input",
      class extends HTMLElement {
        static formAssociated = true;
        #internals = this.attachInternals();
        #input = this.attachShadow({ mode: "open" }).appendChild(document.createElement("input"));
        get value() {
          return this.#input.value;
        }
        get name() {
          return this.getAttribute("name");
        }
      },
    );
  });
  await replaced(page, '<own-input name="visited_by"></own-input>');
  await page.locator("own-input input").fill("Sam Sample");
  expect(await answers(page)).toEqual({ visited_by: "Sam Sample" });
});

test("a message goes with what it was about", async ({ page, host }) => {
  await replaced(page, '<fieldset id="both"><input type="radio" name="bedroom_seen" value="yes" /></fieldset><p id="said" data-wayhome-message="bedroom_seen">The council’s own.</p>');
  const [check, said] = [page.locator("wayhome-check"), page.locator("#said")];
  await check.evaluate((check) => check.clearValidity());
  await expect(said).toHaveText("The council’s own.");
  await check.evaluate((check) => check.checkValidity());
  await expect(said).toContainText("bedroom");
  await page.evaluate(() => (document.getElementById("both").disabled = true));
  await expect(said).toHaveText("");
  await page.evaluate(() => (document.getElementById("both").disabled = false));
  await expect(said).toContainText("bedroom");
  await page.evaluate(() => document.querySelector("[name=bedroom_seen]").remove());
  await expect(said).toHaveText("");
  await replaced(page, '<input name="bedroom_seen" /><p id="said" data-wayhome-message="bedroom_seen"></p>');
  await check.evaluate((check) => check.checkValidity());
  await page.evaluate(() => (document.querySelector("[name=bedroom_seen]").disabled = true));
  await check.evaluate((check) => check.clearValidity());
  await expect(said).toHaveText("");
});

test("axe finds nothing", async ({ page, host }) => {
  await page.getByLabel("No", { exact: true }).check();
  await page.evaluate(axe);
  for (const summary of await page.locator("wayhome-check summary").all()) if (await summary.isVisible()) await summary.click();
  const found = await page.evaluate(async () => (await window.axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]));
  expect(found).toEqual([]);
});
