// The elements in pages that were not made for them: what frameworks put beside boxes, forms of other documents and with controls of any name, elements
// that are moved, pages in another language, and printed ones.

import { CHECK, expect, test, WHOLE } from "./empty.mjs";

/** A page of this, whose element is at hand. */
const shown = (page, inner) =>
  page.evaluate(async (inner) => {
    document.body.innerHTML = inner;
    window.element = document.querySelector("wayhome-check, wayhome-form");
    await window.element.ready;
  }, inner);
const answers = (page) => page.evaluate(() => window.element.record.answers);
const turn = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));

test("a hidden control beside something to tick is nobody’s “no”, whatever they are called and however many there are", async ({ page, host }) => {
  await page.evaluate(() => {
    customElements.define(
      "own-switch",
      class extends HTMLElement {
        static formAssociated = true;
        #internals = this.attachInternals();
        checked = false;
        value = "1";
        get name() {
          return this.getAttribute("name");
        }
      },
    );
  });
  const box = (attributes) => `<input type="checkbox" ${attributes} />`;
  const hidden = (attributes) => `<input type="hidden" value="0" ${attributes} />`;
  const [concern, both] = ['name="concern_raised"', `${hidden('name="concern_raised"')}${box('name="concern_raised" value="1"')}`];
  for (const controls of [
    `<fieldset>${both}</fieldset><fieldset disabled>${both}</fieldset>`,
    hidden(concern) + box(`${concern} value="1" disabled`) + box(`${concern} value="1"`),
    hidden(concern) + box(`${concern} value="yes"`) + box(`${concern} value="no"`),
    hidden('name="_c" data-wayhome="concern_raised"') + box(`${concern} value="1"`),
    hidden(concern) + box('name="concern_raised[]" value="1"'),
    hidden(concern) + `<input type="radio" ${concern} value="yes" /><input type="radio" ${concern} value="no" />`,
    `${hidden(concern)}<own-switch ${concern}></own-switch>`,
  ]) {
    await shown(page, `<form id="f">${controls}</form>${CHECK}`);
    expect(await answers(page), controls).toEqual({});
    await page.evaluate(() => {
      const enabled = [...document.querySelectorAll("[type=checkbox], [type=radio], own-switch")].find((one) => !one.matches(":disabled"));
      enabled.checked = true;
      window.element.refresh();
    });
    expect(await answers(page), controls).toEqual({ concern_raised: true });
  }
  // Without anything to tick, what is hidden is what the host says; and boxes that cannot be ticked may have what they say beside them.
  const held = '<input type="hidden" name="wishes_and_feelings_how" value="spoken" /><input type="checkbox" name="wishes_and_feelings_how" value="spoken" checked disabled /><input type="checkbox" name="wishes_and_feelings_how" value="observed" disabled />';
  await shown(page, `<form id="f">${held}</form>${CHECK}`);
  expect(await answers(page)).toEqual({ wishes_and_feelings_how: ["spoken"] });
  const half = held.replace('value="observed" disabled', 'value="observed"');
  await shown(page, `<form id="f">${half}</form>${CHECK}`);
  expect(await answers(page)).toEqual({ wishes_and_feelings_how: ["spoken"] });
  // What was chosen before, and can no longer be changed, is sent beside radios that are all disabled.
  const locked = `<input type="hidden" ${concern} value="yes" /><input type="radio" ${concern} value="yes" checked disabled /><input type="radio" ${concern} value="no" disabled />`;
  await shown(page, `<form id="f">${locked}</form>${CHECK}`);
  expect(await answers(page)).toEqual({ concern_raised: true });
  await shown(page, `<form id="f">${hidden(concern)}</form>${CHECK}`);
  expect(await answers(page)).toEqual({ concern_raised: false });
});

test("a form of another document is read and heard as one of this", async ({ page, host }) => {
  await shown(page, `<iframe></iframe><form id="f"></form>${CHECK}`);
  await page.evaluate(async () => {
    const page = document.querySelector("iframe").contentDocument;
    page.body.innerHTML =
      '<form><input name="parent_view" value="Hello" /><select name="visit_announced"><option disabled selected value="none">Choose</option><option>planned</option></select>' +
      '<input type="checkbox" name="bedroom_seen" value="no" /><input type="radio" name="seen_alone" value="no" /><p data-wayhome-message="seen_alone"></p></form>';
    window.element.checkedForm = page.forms[0];
    await window.element.ready;
  });
  expect(await answers(page)).toEqual({ parent_view: "Hello" });
  const inner = page.frameLocator("iframe");
  await inner.locator("[type=radio]").check();
  await inner.locator("select").selectOption("planned");
  expect(await answers(page)).toEqual({ parent_view: "Hello", seen_alone: false, visit_announced: "planned" });
  await inner.locator("form").evaluate((form) => form.insertAdjacentHTML("beforeend", '<p><input name="visited_by" value="Sam Sample" /></p>'));
  await expect.poll(() => answers(page)).toMatchObject({ visited_by: "Sam Sample" });
  await page.evaluate(() => window.element.checkValidity());
  const message = inner.locator("[data-wayhome-message]");
  await inner.locator("form").evaluate((form) => form.querySelector("p").remove());
  await inner.locator("form").evaluate((form) => form.insertAdjacentHTML("beforeend", '<p data-wayhome-message="bedroom_seen"></p>'));
  await expect(message).not.toHaveText("");
});

test("a form whose controls are called as what forms and elements have is checked, given or found", async ({ page, host }) => {
  const names = ["closest", "querySelectorAll", "querySelector", "matches", "localName", "nodeType", "ownerDocument", "getAttribute", "contains"];
  const form = `<form id="f">${names.map((name) => `<input name="${name}" />`).join("")}<input name="seen_alone" value="yes" /></form>`;
  await shown(page, form + CHECK);
  expect(await answers(page)).toEqual({ seen_alone: true });
  expect(await page.evaluate(() => ((window.element.checkedForm = document.forms[0]), window.element.checkedForm === document.forms[0]))).toBe(true);
  await page.evaluate(() => (window.element.checkedForm = null));
  await page.evaluate(() => window.element.checkValidity());
  await page.evaluate(() => {
    const { parentNode } = Object.getOwnPropertyDescriptors(Node.prototype);
    const [form] = document.forms;
    parentNode.get.call(form).replaceChild(form.cloneNode(true), form);
    document.forms[0].elements.namedItem("seen_alone").value = "no";
  });
  await expect.poll(() => answers(page).catch(() => undefined)).toEqual({ seen_alone: false });
  for (const given of ["7", "({})", "document.body", "({ localName: 'form' })"]) {
    expect(await page.evaluate((given) => {
      try {
        window.element.checkedForm = (0, eval)(given);
        return "taken";
      } catch ({ code }) {
        return code;
      }
    }, given), given).toBe("form_unknown");
  }
});

test("what a date or a number keeps to itself is an answer that cannot be read, once nobody writes in it", async ({ page, host }) => {
  const fields = '<input type="date" name="visit_date" aria-label="Date" /><input type="number" name="agreed_visit_weeks" aria-label="Weeks" /><input type="number" name="visited_by" aria-label="By" />';
  await shown(page, `<form id="f">${fields}<button type="button">Next</button></form>${CHECK}`);
  await page.getByLabel("Date").focus();
  await page.keyboard.type("02");
  expect(await answers(page)).toEqual({});
  await page.getByLabel("Weeks").focus();
  await page.keyboard.type("1e");
  await page.getByLabel("By").focus();
  await page.keyboard.type("1e");
  await page.getByRole("button", { name: "Next" }).focus();
  await turn(page);
  // Of what is no date and no number, nobody knows what it would be.
  expect(await answers(page)).toEqual({ visit_date: "?", agreed_visit_weeks: "?" });
  await expect(page.locator("wayhome-check").getByRole("listitem").filter({ hasText: "must be a real date" })).toBeVisible();
  await page.getByLabel("Date").fill("2026-03-02");
  await page.getByLabel("Weeks").fill("");
  expect(await answers(page)).toEqual({ visit_date: "2026-03-02" });
});

test("the marks come back where the element is moved, and keep no form from being sent that nobody checks", async ({ page, host }) => {
  await shown(page, `<form id="f"><input name="visit_date" /><p data-wayhome-message="visit_date"></p></form><div id="elsewhere"></div>${CHECK}`);
  const state = () => page.evaluate(() => [document.getElementById("f").checkValidity(), document.querySelector("[data-wayhome-message]").textContent !== ""]);
  await page.evaluate(() => window.element.checkValidity());
  expect(await state()).toEqual([false, true]);
  await page.evaluate(() => (document.getElementById("elsewhere").append(window.element), window.element.ready));
  expect(await state()).toEqual([false, true]);
  await page.evaluate(() => window.element.remove());
  expect(await state()).toEqual([true, false]);
  await page.evaluate(() => (document.body.append(window.element), window.element.ready));
  expect(await state()).toEqual([false, true]);
  // Taken back while it is on no page, they stay away.
  await page.evaluate(() => (window.element.remove(), window.element.clearValidity(), document.body.append(window.element), window.element.ready));
  expect(await state()).toEqual([true, false]);
});

test("what is open stays open, and focus stays, when the day, the mapping or the form’s name changes", async ({ page, host }) => {
  await shown(page, `<form id="f"><input name="seen_alone" value="no" /><input name="bedroom_seen" /></form>${CHECK}`);
  const there = () =>
    page.evaluate(() => {
      const { activeElement } = window.element.shadowRoot;
      return [activeElement?.localName, activeElement?.closest("li")?.textContent.includes("bedroom"), activeElement?.closest("details")?.open];
    });
  const item = page.locator("wayhome-check").getByRole("listitem").filter({ hasText: "bedroom" }).first();
  await item.getByText("Why?").click();
  await item.getByText("Why?").focus();
  expect(await there()).toEqual(["summary", true, true]);
  for (const [name, value] of [["today", "2026-03-03"], ["today", "2027-03-02"], ["mapping", '{ "weeks": "agreed_visit_weeks" }'], ["for", "f"]]) {
    if (name === "for") await page.evaluate(() => (document.getElementById("f").id = "g"));
    await page.evaluate(([name, value]) => (window.element.setAttribute(name, name === "for" ? "g" : value), window.element.ready), [name, value]);
    expect(await there(), name).toEqual(["summary", true, true]);
  }
  // Of what it cannot check any more it says nothing more than that.
  await page.evaluate(() => (window.element.setAttribute("procedure", "nowhere"), window.element.ready.catch(() => {})));
  await expect(page.locator("wayhome-check").getByRole("alert")).toContainText("nowhere");
  await expect(page.locator("wayhome-check").getByRole("listitem")).toHaveCount(0);
  await page.evaluate(() => (window.element.setAttribute("procedure", "newcastle"), window.element.ready));
  await expect(page.locator("wayhome-check").getByRole("alert")).toHaveCount(0);
  await expect(item).toBeVisible();
});

test("a reset to what is no record empties the record, tells so, and keeps no form from being sent", async ({ page, host }) => {
  await shown(page, WHOLE);
  const found = await page.evaluate(async () => {
    const [form, { element }] = [document.getElementById("f"), window];
    const heard = [];
    document.addEventListener("wayhome-error", ({ detail }) => heard.push(Object.keys(detail).join(), detail.code));
    element.record = { procedure: "newcastle", form: "visit", id: "R-1", training: true, answers: { seen_alone: false, visited_by: "Sam Sample" } };
    element.setAttribute("value", "not a record");
    element.reportValidity();
    const before = form.checkValidity();
    form.reset();
    const { value } = element.shadowRoot.querySelector("input[type=text]");
    return [before, form.checkValidity(), JSON.parse(new FormData(form).get("record")), value, heard];
  });
  expect(found).toEqual([false, true, { wayhome: 1, procedure: "newcastle", form: "visit", id: "R-1", training: true, answers: {} }, "", ["code,message", "record_unreadable"]]);
});

test("it says of itself what controls say: its labels, whether it validates, and what the host has against it", async ({ page, host }) => {
  await shown(page, WHOLE.replace("<wayhome-form", '<label for="w">The record</label><wayhome-form id="w"'));
  const found = await page.evaluate(() => {
    const [form, { element }] = [document.getElementById("f"), window];
    const labels = Array.from(element.labels, ({ textContent }) => textContent);
    const states = [element.willValidate, form.checkValidity()];
    element.setCustomValidity("Not before Monday.");
    states.push(element.willValidate, form.checkValidity(), element.checkValidity(), element.reportValidity(), element.validity.customError);
    element.clearValidity();
    states.push(element.validationMessage);
    element.setCustomValidity("");
    states.push(form.checkValidity(), element.willValidate);
    element.checkValidity();
    states.push(element.willValidate);
    element.disabled = true;
    states.push(element.willValidate);
    element.clearValidity();
    // Also where it is not there yet.
    const early = document.createElement("wayhome-form");
    early.setCustomValidity("Not yet.");
    states.push(early.validationMessage);
    return [labels, ...states];
  });
  expect(found).toEqual([["The record"], false, true, true, false, false, false, true, "Not before Monday.", true, false, true, false, "Not yet."]);
  // What the host has against it stands in the way of no message about something else.
  const code = await page.evaluate(async () => {
    const { element } = window;
    element.disabled = false;
    element.setCustomValidity("Not before Monday.");
    const told = new Promise((resolve) => element.addEventListener("wayhome-error", ({ detail }) => resolve(detail.code), { once: true }));
    element.setAttribute("procedure", "nowhere");
    return told;
  });
  expect(code).toBe("procedure_unknown");
});

test("on paper the whole of what is written shows, and no button", async ({ page, host }) => {
  await shown(page, WHOLE);
  const [long, name] = [`${"The child said a lot. ".repeat(80)}The end.`, `${"Sam ".repeat(60)}Sample`];
  await page.evaluate(([wishes_and_feelings, visited_by]) => {
    window.element.record = { procedure: "newcastle", form: "visit", answers: { wishes_and_feelings, visited_by, household: [{ name: "A Sample" }] } };
  }, [long, name]);
  const typed = page.locator("wayhome-form").getByLabel("Who visited?");
  const printed = page.locator("wayhome-form .printed");
  await expect(printed.filter({ hasText: "The end." })).toBeHidden();
  await page.emulateMedia({ media: "print" });
  for (const text of [long, name, "A Sample"]) {
    const one = printed.filter({ hasText: text });
    await expect(one).toBeVisible();
    expect(await one.evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth <= clientWidth && scrollHeight <= clientHeight)).toBe(true);
  }
  await expect(page.locator("wayhome-form textarea, wayhome-form .action").filter({ visible: true })).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await page.locator("wayhome-form textarea").filter({ visible: true }).first().fill("Written since.");
  await page.emulateMedia({ media: "print" });
  await expect(printed.filter({ hasText: "Written since." })).toBeVisible();
});

test("its own words are English and run as English does, in a page of another language; what is written runs as it is written", async ({ page, host }) => {
  await page.evaluate(() => ([document.documentElement.lang, document.documentElement.dir] = ["ar", "rtl"]));
  await shown(page, WHOLE + CHECK);
  await page.locator("wayhome-check").evaluate((check) => check.ready);
  const parts = await page.evaluate(() => {
    const found = [...document.querySelectorAll("wayhome-check, wayhome-form")].flatMap(({ shadowRoot }) => [...shadowRoot.children]);
    return found.map((part) => [part.lang, getComputedStyle(part).direction]);
  });
  expect(parts).toEqual(Array(3).fill(["en-GB", "ltr"]));
  expect(await page.locator("wayhome-form textarea").first().evaluate((field) => ((field.value = "شكرا"), getComputedStyle(field).direction))).toBe("rtl");
});

/** What a host page may say of everything on it. */
const HOSTILE = `* { display: inline !important; box-sizing: content-box !important; border: 9px solid red !important; padding: 30px !important; width: 3px !important; min-height: 0 !important; letter-spacing: 5px !important }
  [hidden] { display: block !important } a { color: lime !important }`;

test("a host’s rules for everything reach nothing inside, and ours nothing outside", async ({ page, host }) => {
  const inside = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("wayhome-check, wayhome-form")].flatMap(({ shadowRoot }) =>
        [...shadowRoot.querySelectorAll("*")].filter((one) => one.localName !== "style").map((one) => {
          const { display, boxSizing, borderTopWidth, paddingTop, minHeight } = getComputedStyle(one);
          return [one.localName, display, boxSizing, borderTopWidth, paddingTop, minHeight].join(" ");
        }),
      ),
    );
  const outside = () => page.evaluate(() => ["a", "p", "input"].map((name) => Object.entries(getComputedStyle(document.querySelector(`body > div > ${name}`))).join()));
  await page.evaluate(() => (document.body.innerHTML = '<div><a href="?elsewhere">A link</a><p>Words</p><input name="own" /></div>'));
  const before = await outside();
  await page.evaluate(async (inner) => {
    document.body.insertAdjacentHTML("beforeend", inner);
    for (const element of document.querySelectorAll("wayhome-check, wayhome-form")) await element.ready;
  }, WHOLE + CHECK);
  expect(await outside()).toEqual(before);
  const plain = await inside();
  expect(plain.length).toBeGreaterThan(100);
  await page.evaluate((rules) => document.head.insertAdjacentHTML("beforeend", `<style>${rules}</style>`), HOSTILE);
  expect(await page.locator("body > div > p").evaluate((one) => getComputedStyle(one).borderTopWidth), "the rules are there").toBe("9px");
  expect(await inside()).toEqual(plain);
  // What a rule says of the element itself holds, and it still takes an answer.
  await page.locator("wayhome-form").getByLabel("Who visited?").fill("Sam Sample");
  expect(await page.evaluate(() => document.querySelector("wayhome-form").record.answers)).toEqual({ visited_by: "Sam Sample" });
  // The host's links are the host's.
  await page.evaluate(() => document.querySelector("style").remove());
  await page.locator("body > div > a").click();
  await expect(page).toHaveURL(`${host.url}/empty.html?elsewhere`);
});

test("put on a page and taken off it a hundred times, the elements leave nothing behind", async ({ page, host, context }) => {
  await page.evaluate(() => (document.body.innerHTML = '<form id="f"><input name="visited_by" /></form>'));
  const debug = await context.newCDPSession(page);
  const counted = async () => {
    for (let round = 0; round < 3; round += 1) await debug.send("HeapProfiler.collectGarbage");
    return debug.send("Memory.getDOMCounters");
  };
  const cycles = (times, inner) =>
    page.evaluate(async ([times, inner]) => {
      for (let round = 0; round < times; round += 1) {
        document.body.insertAdjacentHTML("beforeend", inner);
        const element = document.body.lastElementChild;
        await element.ready;
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, [times, inner]);
  for (const inner of [CHECK, WHOLE.replace(/<\/?form[^>]*>/g, "")]) {
    // The first ones load what all of them share.
    await cycles(10, inner);
    const before = await counted();
    await cycles(100, inner);
    const after = await counted();
    // One kept at each turn would be a hundred elements, each of many nodes and with listeners of its own.
    expect(after.nodes - before.nodes, inner).toBeLessThan(100);
    expect(after.jsEventListeners - before.jsEventListeners, inner).toBeLessThan(100);
  }
});

test("a form that is given and moves to a dialog, a shadow root or another page is checked there, and so are its controls outside", async ({ page, host }) => {
  const found = await page.evaluate(async () => {
    document.body.innerHTML = '<dialog></dialog><div id="deep"></div><wayhome-check procedure="newcastle" form="visit" today="2026-03-02"></wayhome-check>';
    const [check, form, rest] = [document.querySelector("wayhome-check"), document.createElement("form"), document.createElement("div")];
    form.innerHTML = '<input name="seen_alone" /><input type="hidden" name="legal_status" value="care_order" />';
    const answer = (value) => {
      form.elements[0].value = value;
      form.elements[0].dispatchEvent(new Event("input", { bubbles: true }));
    };
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    document.createDocumentFragment().append(form);
    check.checkedForm = form;
    await check.ready;
    const all = [];
    for (const [value, place] of [["yes", document.querySelector("dialog")], ["no", document.getElementById("deep").attachShadow({ mode: "open" })], ["yes", rest]]) {
      place.append(form);
      await turn();
      await check.ready;
      answer(value);
      all.push(check.record.answers.seen_alone);
    }
    // Nothing tells that what it stands in came to a page, until somebody asks.
    document.body.append(rest);
    check.checkValidity();
    await check.ready;
    form.id = "moved";
    rest.insertAdjacentHTML("afterend", '<input form="moved" name="bedroom_seen" value="yes" />');
    await turn();
    const isMarked = (value) => (answer(value), form.elements[0].validity.customError);
    return [isMarked(""), isMarked("yes"), all, check.record.answers];
  });
  expect(found).toEqual([true, false, [true, false, true], { seen_alone: true, legal_status: "care_order", bedroom_seen: true }]);
});

test("a key that is pressed has the controls gone through a few times, and not once for each finding", async ({ page, host }) => {
  await shown(page, `<form id="f"><input name="seen_alone" /><input name="unrelated" /></form>${CHECK}`);
  const times = await page.evaluate(() => {
    const [alone, unrelated] = document.querySelectorAll("input");
    let times = 0;
    Object.defineProperty(unrelated, "name", { get: () => ((times += 1), "unrelated") });
    alone.value = "no";
    alone.dispatchEvent(new Event("input", { bubbles: true }));
    return times;
  });
  expect(times).toBeGreaterThan(0);
  expect(times).toBeLessThan(5);
});
