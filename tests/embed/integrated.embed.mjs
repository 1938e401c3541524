// The elements among the scripts of a host: its handlers, frameworks, controls and messages of its own.

import { expect, test } from "./empty.mjs";
import { serve } from "./host.mjs";

/** A page with a form of these controls, checked; or with `<wayhome-form>`, if that is what stands in it. */
async function shown(page, inner, checks = 'procedure="newcastle" form="visit"') {
  await page.evaluate(
    async ([inner, checks]) => {
      const isWhole = inner.includes("<wayhome-form");
      document.body.innerHTML = `<form id="f">${inner}</form>${isWhole ? "" : `<wayhome-check for="f" today="2026-03-02" ${checks}></wayhome-check>`}`;
      window.element = document.querySelector("wayhome-check, wayhome-form");
      window.told = 0;
      window.element.addEventListener("wayhome-change", () => (window.told += 1));
      await window.element.ready;
    },
    [inner, checks],
  );
}

const answers = (page) => page.evaluate(() => window.element.record.answers);
const told = (page) => page.evaluate(() => window.told);
const turn = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
const ALONE = '<input type="radio" name="seen_alone" value="yes" id="y" /><label for="y">Yes</label><input type="radio" name="seen_alone" value="no" id="n" /><label for="n">No</label>';

test("what changed is told once, and what did not is not told", async ({ page, host }) => {
  await shown(page, `${ALONE}<select name="not_alone_reason" aria-label="Why"><option value=""></option><option>child_refused</option></select>`);
  await page.getByLabel("No").check();
  expect(await told(page)).toBe(1);
  await page.getByLabel("Why").selectOption("child_refused");
  expect(await told(page)).toBe(2);
  await page.evaluate(() => window.element.refresh());
  expect(await told(page)).toBe(2);
  await page.evaluate(() => ((document.querySelector("select").value = ""), window.element.refresh()));
  expect(await told(page)).toBe(3);
  expect(await answers(page)).toEqual({ seen_alone: false });
});

test("a host that answers each change with one of its own is not asked for ever", async ({ page, host }) => {
  await shown(page, `${ALONE}<input name="not_alone_detail" aria-label="Detail" value="At school" />`);
  await page.evaluate(() => {
    const detail = document.querySelector("[name=not_alone_detail]");
    window.element.addEventListener("wayhome-change", ({ detail: { record } }) => {
      detail.disabled = record.answers.seen_alone !== false;
      window.element.refresh();
    });
  });
  await page.getByLabel("Yes").check();
  await turn(page);
  expect(await answers(page)).toEqual({ seen_alone: true });
  await page.getByLabel("No").check();
  await turn(page);
  expect(await answers(page)).toEqual({ seen_alone: false, not_alone_detail: "At school" });
  expect(await told(page)).toBeLessThan(8);
});

test("what the law asks beside the procedure is what it asks now", async ({ page, host }) => {
  const values = { return_to: "parent", date_of_birth: "2012-01-01", decision_date: "2026-03-01", legal_status: "section_20", looked_after_start: "2026-02-25" };
  const inner = Object.entries(values).map(([name, value]) => `<input name="${name}" aria-label="${name}" value="${value}" />`);
  await shown(page, inner.join(""), 'procedure="northamptonshire" form="decision"');
  const approvals = page.locator("wayhome-check").locator("[part~=approvals]");
  await expect(approvals).toContainText("The law asks for no approval");
  await page.getByLabel("looked_after_start").fill("2025-01-01");
  await expect(approvals).not.toContainText("The law asks for no approval");
  const said = await page.evaluate(() => window.element.report.comparisons.map(({ message }) => message));
  for (const message of said) await expect(approvals).toContainText(message);
});

test("a box that is an element of the host’s own says yes only when it is ticked", async ({ page, host }) => {
  await page.evaluate(() =>
    customElements.define(
      "own-box",
      class extends HTMLElement {
        static formAssociated = true;
        #internals = this.attachInternals();
        value = "on";
        checked = false;
      },
    ),
  );
  await shown(page, '<own-box name="bedroom_seen"></own-box>');
  expect(await answers(page)).toEqual({});
  await page.evaluate(() => {
    const box = document.querySelector("own-box");
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(await answers(page)).toEqual({ bedroom_seen: true });
});

test("a mark stands where a person sees it, and what the host had set there comes back", async ({ page, host }) => {
  await shown(page, '<input type="hidden" name="seen_alone" value="" /><input name="seen_alone" aria-label="Alone" />');
  const alone = page.getByLabel("Alone");
  await alone.evaluate((one) => one.setCustomValidity("The host’s own."));
  expect(await page.evaluate(() => window.element.checkValidity())).toBe(false);
  expect(await alone.evaluate((one) => one.validationMessage)).toContain("alone");
  await page.evaluate(() => window.element.clearValidity());
  expect(await alone.evaluate((one) => one.validationMessage)).toBe("The host’s own.");
  await page.locator("wayhome-check").getByRole("button", { name: /alone/ }).first().click();
  await expect(alone).toBeFocused();
});

test("a mark goes from a control that was disabled or made read-only meanwhile", async ({ page, host }) => {
  for (const barred of ["disabled", "readOnly"]) {
    await shown(page, '<input name="seen_alone" aria-label="Alone" />');
    const marks = await page.evaluate(async (barred) => {
      const [form, control] = [document.getElementById("f"), document.querySelector("input")];
      control.setCustomValidity("The host’s own.");
      window.element.checkValidity();
      const marks = [control.validationMessage.includes("alone")];
      control[barred] = true;
      await new Promise((resolve) => setTimeout(resolve));
      window.element.clearValidity();
      control[barred] = false;
      marks.push(control.validationMessage);
      control.setCustomValidity("");
      return [...marks, form.checkValidity()];
    }, barred);
    expect(marks, barred).toEqual([true, "The host’s own.", true]);
  }
});

test("two elements mark one form, and leave nothing when both have taken their marks back", async ({ page, host }) => {
  await shown(page, '<input type="hidden" name="legal_status" value="care_order" /><input name="seen_alone" aria-label="Alone" /><p data-wayhome-message="seen_alone"></p>');
  const found = await page.evaluate(async () => {
    const [form, control, one] = [document.getElementById("f"), document.querySelector("[name=seen_alone]"), window.element];
    const other = one.cloneNode();
    other.setAttribute("procedure", "tees");
    one.after(other);
    await other.ready;
    const [own, theirs] = [one, other].map((each) => (each.checkValidity(), each.report.findings.filter(({ about }) => about.includes("seen_alone")).map(({ message }) => message)));
    const said = () => [own.includes(control.validationMessage), theirs.includes(control.validationMessage), form.checkValidity()];
    const marks = [];
    for (const order of [[one, other], [other, one]]) {
      for (const each of order) each.clearValidity();
      marks.push(control.validationMessage);
      for (const each of [one, other]) each.checkValidity();
      marks.push(said().at(-1));
    }
    one.clearValidity();
    marks.push(theirs.includes(control.validationMessage));
    other.remove();
    return [...marks, control.validationMessage, form.checkValidity()];
  });
  expect(found).toEqual(["", false, "", false, true, "", true]);
});

test("two elements with one place for their messages write what one of them has to say, and come to rest", async ({ page, host }) => {
  await shown(page, '<input type="hidden" name="legal_status" value="care_order" /><input name="seen_alone" /><p data-wayhome-message="seen_alone"></p>');
  const found = await page.evaluate(async () => {
    const [one, place] = [window.element, document.querySelector("p")];
    const other = one.cloneNode();
    const writes = new MutationObserver((found) => {
      // Without end, no test would end either.
      if ((seen += found.length) > 100) place.remove();
    });
    let seen = 0;
    writes.observe(place, { childList: true });
    const turn = () => new Promise((resolve) => setTimeout(resolve)).then(() => place.textContent);
    const all = [];
    // The other has something of its own to say, and nothing at all.
    for (const attributes of [{ procedure: "tees" }, { procedure: "newcastle", form: "plan" }]) {
      for (const [name, value] of Object.entries(attributes)) other.setAttribute(name, value);
      one.after(other);
      await Promise.resolve();
      await other.ready;
      const theirs = () => other.report.findings.some(({ message, level }) => level === "must" && message === place.textContent);
      const asked = [];
      for (const each of [one, other, one]) asked.push((each.checkValidity(), await turn()));
      place.replaceChildren();
      asked.push(await turn());
      one.clearValidity();
      all.push([new Set(asked).size, asked[0].includes("in private"), (await turn()) !== "" && theirs()]);
      other.remove();
      all.push(await turn());
    }
    return [...all, seen < 30];
  });
  expect(found).toEqual([[1, true, true], "", [1, true, false], "", true]);
});

test("what cannot be shown is not marked, and the element says that something is left", async ({ page, host }) => {
  for (const inner of ['<textarea name="wishes_and_feelings" hidden></textarea>', '<div style="display: none"><textarea name="wishes_and_feelings"></textarea></div>', '<input type="hidden" name="wishes_and_feelings" />']) {
    await shown(page, `${inner}<button>Send</button>`);
    const found = await page.evaluate(() => {
      const form = document.getElementById("f");
      let sent = 0;
      form.addEventListener("submit", (event) => (event.preventDefault(), (sent += 1)));
      const holds = window.element.reportValidity();
      form.requestSubmit();
      return [holds, sent];
    });
    expect(found, inner).toEqual([false, 1]);
    await expect(page.locator("wayhome-check").getByRole("status")).toHaveText("Something is left that this form does not ask, or does not show now. It is in the list.");
  }
  // Of several controls, the one that is seen.
  await shown(page, '<input name="seen_alone" type="radio" value="yes" hidden /><input name="seen_alone" type="radio" value="no" aria-label="No" />');
  await page.evaluate(() => window.element.reportValidity());
  expect(await page.getByLabel("No").evaluate((one) => one.validationMessage)).toContain("alone");
});

test("a control may be called as something that forms have", async ({ page, host }) => {
  const names = ["elements", "getRootNode", "addEventListener", "querySelectorAll", "reportValidity"];
  await shown(page, `${ALONE}${names.map((name) => `<input name="${name}" />`).join("")}<p data-wayhome-message="seen_alone"></p>`);
  await page.getByLabel("No").check();
  expect(await answers(page)).toEqual({ seen_alone: false });
  expect(await page.evaluate(() => window.element.reportValidity())).toBe(false);
  expect(await page.evaluate(() => document.querySelector("input").form instanceof HTMLFormElement)).toBe(true);
});

test("numbers are read as fields of numbers write them", async ({ page, host }) => {
  await shown(page, '<input name="agreed_visit_weeks" type="number" step="any" aria-label="Weeks" />');
  for (const [written, read] of [[".5", 0.5], ["1e1", 10], ["-.5e-1", -0.05], ["6", 6]]) {
    await page.getByLabel("Weeks").fill(written);
    expect(await answers(page), written).toEqual({ agreed_visit_weeks: read });
  }
  await shown(page, '<input name="agreed_visit_weeks" aria-label="Weeks" />');
  for (const written of ["1e999", ".", "e1", "1,5", "six"]) {
    await page.getByLabel("Weeks").fill(written);
    expect(await answers(page), written).toEqual({ agreed_visit_weeks: written });
  }
});

test("two elements on a page are told apart by what they check", async ({ page, host }) => {
  await page.evaluate(async () => {
    document.body.innerHTML = '<form id="f"></form><wayhome-check procedure="newcastle" form="visit" for="f"></wayhome-check><wayhome-form procedure="newcastle" form="decision"></wayhome-form>';
    await Promise.all([...document.querySelectorAll("wayhome-check, wayhome-form")].map(({ ready }) => ready));
  });
  for (const name of ["Checks: Home visit", "Checks: Decision to return home"]) await expect(page.getByRole("region", { name, exact: true })).toHaveCount(1);
});

test("an element that stops checking keeps no form from being sent", async ({ page, host }) => {
  await shown(page, '<input name="seen_alone" aria-label="Alone" />');
  const isValid = () => page.evaluate(() => document.getElementById("f").checkValidity());
  await page.evaluate(() => window.element.checkValidity());
  expect(await isValid()).toBe(false);
  expect(await page.evaluate(() => (window.element.setAttribute("today", ""), window.element.ready.catch(({ code }) => code)))).toBe("day_unreadable");
  expect(await isValid()).toBe(true);
  await expect(page.locator("wayhome-check").getByRole("alert")).toBeVisible();
});

test("what a script changes within a select is seen", async ({ page, host }) => {
  await shown(page, '<select name="not_alone_reason"><option value=""></option><option selected>child_refused</option></select>');
  expect(await answers(page)).toEqual({ not_alone_reason: "child_refused" });
  await page.evaluate(() => (document.querySelector("option:checked").disabled = true));
  await turn(page);
  expect(await answers(page)).toEqual({});
  await page.evaluate(() => (document.querySelector("select").innerHTML = "<option>other</option>"));
  await turn(page);
  expect(await answers(page)).toEqual({ not_alone_reason: "other" });
});

test("a date that was left half written is said to be that, and not while it is being written", async ({ page, host }) => {
  const part = (name) => `<input name="visit_date-${name}" aria-label="${name}" />`;
  await shown(page, `${["day", "month", "year"].map(part).join("")}<input aria-label="Elsewhere" />`);
  await page.getByLabel("day").fill("9");
  await page.getByLabel("month").fill("2");
  await turn(page);
  expect(await answers(page)).toEqual({});
  await page.getByLabel("Elsewhere").focus();
  await expect(page.locator("wayhome-check").getByRole("listitem").filter({ hasText: "must include a day, a month and a year" })).toBeVisible();
  await page.getByLabel("year").fill("2026");
  expect(await answers(page)).toEqual({ visit_date: "2026-02-09" });
  for (const month of ["March", "mar.", "3"]) {
    await page.getByLabel("month").fill(month);
    expect(await answers(page), month).toEqual({ visit_date: "2026-03-09" });
  }
});

test("a mapping leads to the parts of a date, and to cells, as data-wayhome does", async ({ page, host }) => {
  const mapping = { d: "visit_date-day", m: { question: "visit_date-month", values: { "": "" } }, y: "visit_date[year]", who: "household[0][name]", none: "household[0][nothing]" };
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const values = { d: "9", m: "2", y: "2026", who: "A Sample" };
  const inner = Object.entries(values).map(([name, value]) => `<input name="${name}" value="${value}" />`);
  await shown(page, inner.join(""), `procedure="newcastle" form="visit" mapping='${JSON.stringify(mapping)}'`);
  expect(await answers(page)).toEqual({ visit_date: "2026-02-09", household: [{ name: "A Sample" }] });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("“none”");
});

test("whoever waits for a start that was overtaken waits for the one that counts", async ({ page, host }) => {
  await shown(page, ALONE);
  const outcome = await page.evaluate(async () => {
    window.element.setAttribute("today", "2026-03-03");
    await Promise.resolve();
    const { ready } = window.element;
    window.element.setAttribute("today", "2026-03-04");
    await ready;
    return window.element.report?.today;
  });
  expect(outcome).toBe("2026-03-04");
});

test("past midnight, the device’s new day counts", async ({ page, host }) => {
  await page.clock.install({ time: new Date("2026-03-02T23:59:00") });
  await page.evaluate(async () => {
    document.body.innerHTML = '<form><wayhome-form procedure="newcastle" form="visit" name="record"></wayhome-form></form>';
    window.element = document.querySelector("wayhome-form");
    await window.element.ready;
    window.element.record = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
  });
  await page.clock.setSystemTime(new Date("2026-03-03T07:00:00"));
  await page.evaluate(() => (document.dispatchEvent(new Event("visibilitychange")), window.element.ready));
  expect(await page.evaluate(() => [window.element.report.today, window.element.record.answers])).toEqual(["2026-03-03", { seen_alone: true }]);
});

const WHOLE = (attributes = "") => `<wayhome-form procedure="newcastle" form="visit" name="record" today="2026-03-02" ${attributes}></wayhome-form>`;
const sent = (page) => page.evaluate(() => JSON.parse(new FormData(document.getElementById("f")).get("record")));

test("a record in markup is opened, and a reset leads back to it", async ({ page, host }) => {
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", id: "R-7", answers: { seen_alone: false } };
  await shown(page, WHOLE(`value='${JSON.stringify(record)}'`));
  expect(await sent(page)).toEqual(record);
  await page.evaluate(() => (window.element.record = { ...window.element.record, answers: { seen_alone: true, bedroom_seen: true } }));
  await page.evaluate(() => document.getElementById("f").reset());
  expect(await sent(page)).toEqual(record);
  // Without it, the record is emptied, and is the same one all the same.
  await shown(page, WHOLE());
  await page.evaluate((record) => (window.element.record = record), record);
  await page.evaluate(() => document.getElementById("f").reset());
  expect(await sent(page)).toEqual({ ...record, answers: {} });
});

test("a record as text is opened as one of the element’s own procedure and form", async ({ page, host }) => {
  await shown(page, WHOLE());
  await page.evaluate(() => (window.element.value = JSON.stringify({ procedure: "tees", form: "plan", answers: { seen_alone: true } })));
  expect(await sent(page)).toEqual({ wayhome: 1, procedure: "newcastle", form: "visit", answers: { seen_alone: true } });
  const twice = '{"procedure":"newcastle","form":"visit","answers":{"seen_alone":true,"seen_alone":false}}';
  expect(await page.evaluate((text) => { try { window.element.value = text; return "taken"; } catch ({ code }) { return code; } }, twice)).toBe("record_unreadable");
});

test("a choice can be taken back, and what the form does not know stays chosen", async ({ page, host }) => {
  await shown(page, WHOLE());
  const alone = page.getByRole("group", { name: "Did you speak with the child alone?", exact: true });
  await expect(alone.getByRole("button", { name: "Clear this answer" })).toBeHidden();
  await alone.getByLabel("No").check();
  await alone.getByRole("button", { name: "Clear this answer" }).click();
  expect((await sent(page)).answers).toEqual({});
  await expect(alone.getByLabel("Yes")).toBeFocused();
  await page.evaluate(() => (window.element.record = { procedure: "newcastle", form: "visit", answers: { wishes_and_feelings_how: ["spoken", "by_post"] } }));
  await page.locator("wayhome-form input[value=observed]").check();
  expect((await sent(page)).answers.wishes_and_feelings_how.toSorted()).toEqual(["by_post", "observed", "spoken"]);
});

test("a table with far too many rows is told as that, and does not hold the page", async ({ page, host }) => {
  await shown(page, WHOLE());
  await page.evaluate(() => (window.element.record = { procedure: "newcastle", form: "visit", answers: { household: Array(100_000).fill({ name: "A Sample" }) } }));
  const drawn = page.locator("wayhome-form").locator("[part=row]");
  expect(await drawn.count()).toBe(201);
  await drawn.first().getByRole("button", { name: "Remove" }).click();
  expect((await sent(page)).answers.household).toHaveLength(99_999);
});
