// <wayhome-form>: a whole form as one control of the host’s.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { packaged } from "./places.mjs";
import { expect } from "./watched.mjs";
import { sent, test } from "./whole.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

test("nothing typed is remembered by the browser, or sent to whoever checks its spelling", async ({ page, host }) => {
  await page.getByRole("button", { name: /^Add to household/i }).or(page.getByRole("button", { name: "Add" })).first().click();
  const watched = await page.locator("wayhome-form").evaluate((form) =>
    [...form.shadowRoot.querySelectorAll("textarea, input[type=text], input[type=datetime-local]")].map((control) => [control.spellcheck, control.autocomplete, control.getAttribute("autocorrect")].join()),
  );
  expect(watched.length).toBeGreaterThan(40);
  expect(new Set(watched)).toEqual(new Set(["false,off,off"]));
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
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  expect((await sent(page)).answers).toEqual({});
  await expect(group(page, "Did you speak with the child alone?").getByLabel("Yes")).not.toBeChecked();
});

test("a deadline says whether it was met in time, and one that cannot be told is shown as that", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  const home = { legal_status: "care_order", legal_status_date: "2025-11-01", return_to: "parent", actual_return_date: "2025-12-01" };
  const answers = { ...home, visit_kind: "placement_with_parents", previous_visit_date: "2026-01-01", visit_date: "2026-03-02" };
  const states = (part) => form.locator(`[part~=deadline].${part}, [part~="${part}"][part~=deadline]`);
  await form.evaluate((one, answers) => (one.record = { procedure: "newcastle", form: "visit", answers }), answers);
  await expect(states("met_late").first()).toContainText("Done late. By 12 February 2026");
  await form.evaluate((one, { visit_date, ...answers }) => (one.record = { procedure: "newcastle", form: "visit", answers }), answers);
  await expect(states("cannot_tell").first()).toContainText("Cannot tell yet");
});

test("it looks the same in another document", async ({ page, host }) => {
  const moved = await page.evaluate(async () => {
    const form = document.querySelector("wayhome-form");
    const space = () => getComputedStyle(form.shadowRoot.querySelector("[part~=question]")).marginBottom;
    const before = space();
    const iframe = document.createElement("iframe");
    document.body.append(iframe);
    iframe.contentDocument.body.append(form);
    await form.ready;
    return [before, space(), form.shadowRoot.adoptedStyleSheets.length];
  });
  expect(moved[2]).toBe(1);
  expect(moved[1]).toBe(moved[0]);
});

test("what a row holds that its fields cannot show is kept, and so is the record’s own id", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  const household = [{ name: "A Sample", date_of_birth: "2012", extra: "keep", lives_here: ["odd"] }, "B Sample", { name: "C Sample" }];
  await form.evaluate((one, household) => (one.record = { procedure: "newcastle", form: "visit", id: "R-1", answers: { household } }), household);
  expect(await sent(page)).toEqual({ wayhome: 1, procedure: "newcastle", form: "visit", id: "R-1", answers: { household } });
  await page.locator("wayhome-form .row input[type=text]").first().fill("A Sample-Smith");
  const { id, answers } = await sent(page);
  expect([id, answers.household]).toEqual(["R-1", [{ ...household[0], name: "A Sample-Smith" }, ...household.slice(1)]]);
  await page.locator("wayhome-form .row input[type=text]").first().fill("");
  expect((await sent(page)).answers.household[0]).toEqual({ date_of_birth: "2012", extra: "keep", lives_here: ["odd"] });
  await form.evaluate((one) => document.body.append(one));
  expect(await form.evaluate((one) => one.ready.then(() => one.record.id))).toBe("R-1");
  await form.evaluate((one) => (one.record = { procedure: "newcastle", form: "visit", answers: {} }));
  expect(await form.evaluate((one) => one.record)).not.toHaveProperty("id");
});

test("a half-written date stays, with the focus, when the day changes or the element is moved", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  const day = group(page, "When was the visit?").getByLabel("Day");
  await day.fill("12");
  await form.evaluate((one) => (one.setAttribute("today", "2026-03-03"), one.ready));
  await expect(day).toHaveValue("12");
  await expect(day).toBeFocused();
  await form.evaluate((one) => (document.body.append(one), one.ready));
  await expect(day).toHaveValue("12");
  await group(page, "When was the visit?").getByLabel("Month").fill("2");
  await group(page, "When was the visit?").getByLabel("Year").fill("2026");
  expect(await form.evaluate((one) => one.record.answers)).toEqual({ visit_date: "2026-02-12" });
});

test("to pass through a field changes nothing, and what it cannot show can be cleared", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  const answers = { visit_date: 20260302, previous_visit_date: "5-3-2026", seen_alone: "true", visit_announced: "by_chance", wishes_and_feelings_how: "spoken", household: [{ check_date: 7 }] };
  await form.evaluate((one, answers) => (one.record = { procedure: "newcastle", form: "visit", answers }), answers);
  const turn = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  for (const day of await form.getByLabel("Day").all()) {
    if (!(await day.isVisible())) continue;
    await day.focus();
    await day.blur();
    await turn();
  }
  expect((await sent(page)).answers).toEqual(answers);
  // What cannot be read is chosen nowhere.
  expect(await form.locator("input:checked").count()).toBe(0);
  for (const [name, question] of [["When was the visit?", "visit_date"], ["Did you speak with the child alone?", "seen_alone"]]) {
    await group(page, name).getByRole("button", { name: "Clear this answer" }).click();
    expect((await sent(page)).answers).not.toHaveProperty(question);
    await expect(group(page, name).getByRole("button", { name: "Clear this answer" })).toBeHidden();
  }
  const left = form.getByRole("button", { name: "Clear this answer" }).filter({ visible: true });
  while ((await left.count()) > 0) await left.first().click();
  expect((await sent(page)).answers).toEqual({ previous_visit_date: "5-3-2026" });
  // One that is written in is what stands there then.
  const date = form.locator("[part=date]").filter({ has: page.locator("input") }).filter({ visible: true });
  const years = await date.locator(".year input").evaluateAll((all) => all.map(({ value }) => value));
  const other = date.nth(years.indexOf("5"));
  await other.getByLabel("Year").fill("2026");
  await other.getByLabel("Day").fill("5");
  expect((await sent(page)).answers).toEqual({ previous_visit_date: "2026-03-05" });
});

test("what is no record is refused before anything is taken away", async ({ page, host }) => {
  const found = await page.locator("wayhome-form").evaluate((one) => {
    one.record = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
    const code = (record) => {
      try {
        one.record = record;
        return "taken";
      } catch (error) {
        return `${error.name} ${error.code}`;
      }
    };
    const refused = [{ answers: { visit_date: 1n } }, { seen_alone: false }, { answers: [] }, { answers: null }, 7, "text", { wayhome: 2, answers: {} }].map(code);
    return [...new Set(refused), one.record.answers, code(null), one.record.answers];
  });
  expect(found).toEqual(["WayhomeError record_unreadable", "WayhomeError record_newer", { seen_alone: true }, "taken", {}]);
});

test("what an event tells can be read after the element has left", async ({ page, host }) => {
  const told = await page.locator("wayhome-form").evaluate(async (one) => {
    let detail;
    one.addEventListener("wayhome-change", (event) => (detail = event.detail));
    one.record = { procedure: "newcastle", form: "visit", id: "R-1", answers: { seen_alone: true } };
    one.remove();
    return [detail.record.id, detail.record.answers, detail.report.outcome];
  });
  expect(told).toEqual(["R-1", { seen_alone: true }, "incomplete"]);
});

test.describe("before it is there", () => {
  /** A page with nothing of ours yet, which `start` brings. */
  const empty = async (page, host, body) => {
    await page.goto(`${host.url}/empty.html`);
    await page.evaluate((body) => (document.body.innerHTML = body), body);
    return () => page.evaluate(() => import("/wayhome/element.js").then(() => undefined));
  };
  const TAG = '<wayhome-form name="record" procedure="newcastle" procedure-form="visit"></wayhome-form>';

  test("what was set on it is taken", async ({ page, host }) => {
    const start = await empty(page, host, `<form id="host">${TAG}${TAG}</form>`);
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll("wayhome-form");
      Object.assign(first, { name: "one", record: { procedure: "newcastle", form: "visit", answers: { seen_alone: true } } });
      Object.assign(second, { form: "review", value: JSON.stringify({ procedure: "newcastle", form: "review", answers: { visited_by: "Sam" } }) });
    });
    await start();
    const found = await page.evaluate(async () => {
      const all = [...document.querySelectorAll("wayhome-form")];
      await Promise.all(all.map((one) => one.ready));
      const data = new FormData(document.getElementById("host"));
      return [all.map((one) => [one.name, one.record.form, one.record.answers, Object.hasOwn(one, "record")]), [...data.keys()], all[0].shadowRoot.querySelectorAll("input:checked").length];
    });
    expect(found).toEqual([[["one", "visit", { seen_alone: true }, false], ["record", "review", { visited_by: "Sam" }, false]], ["one", "record"], 1]);
  });

  test("a value that is no record is sent as it is, and makes way for one that is", async ({ page, host }) => {
    const start = await empty(page, host, `<form id="host"></form>`);
    await start();
    const found = await page.evaluate(async (tag) => {
      const form = document.getElementById("host");
      form.innerHTML = tag;
      const one = form.firstElementChild;
      const [heard, values] = [[], []];
      one.addEventListener("wayhome-error", ({ detail }) => heard.push(detail.code));
      one.value = "garbage";
      heard.push(await one.ready.catch(({ code }) => code));
      values.push(one.value, new FormData(form).get("record"));
      one.value = JSON.stringify({ procedure: "newcastle", form: "visit", answers: { seen_alone: true } });
      values.push(JSON.parse(one.value).answers);
      await one.ready;
      values.push(JSON.parse(new FormData(form).get("record")).answers);
      return [heard, values, one.shadowRoot.querySelectorAll("input:checked").length, one.shadowRoot.querySelector("[part=problem]").hidden];
    }, TAG);
    const answers = { seen_alone: true };
    expect(found).toEqual([["record_unreadable", "record_unreadable"], ["garbage", "garbage", answers, answers], 1, true]);
  });

  test("a form’s own name for its form is taken as frameworks give it", async ({ page, host }) => {
    const found = await page.locator("wayhome-form").evaluate(async (one) => {
      one.form = "review"; // As React 19 does.
      await one.ready;
      const form = one.record.form;
      let code;
      try {
        one.form = document.getElementById("host");
      } catch (error) {
        code = error.code;
      }
      return [form, code, one.form === document.getElementById("host")];
    });
    expect(found).toEqual(["review", "form_unknown", true]);
  });

  test.describe("and cannot come", () => {
    test.use({ expected: ["404"] });

    test("what stands in its attribute is sent as it is, for ever or until it is opened, and a reset leads back to it", async ({ page, host }) => {
      const record = '{"procedure":"newcastle","form":"visit","id":"R-1","answers":{"seen_alone":false}}';
      const sends = async (tag, brought) => {
        const start = await empty(page, host, `<form id="host">${tag}</form>`);
        let bring = () => {};
        const waiting = new Promise((resolve) => (bring = resolve));
        await page.route("**/wayhome_bg.wasm", async (route) => (await waiting, brought(route)));
        await start();
        const found = await page.evaluate(async () => {
          const [one, form] = [document.querySelector("wayhome-form"), document.getElementById("host")];
          return [one.value, new FormData(form).get("record")];
        });
        bring();
        const after = await page.evaluate(async () => {
          const [one, form] = [document.querySelector("wayhome-form"), document.getElementById("host")];
          const code = await one.ready.then(() => "ready", ({ code }) => code);
          const sent = [one.value, new FormData(form).get("record")];
          if (code !== "ready") form.reset();
          return [code, ...sent, new FormData(form).get("record")];
        });
        await page.unroute("**/wayhome_bg.wasm");
        return [...found, ...after];
      };
      const tag = (value, procedure = "newcastle") => TAG.replace("newcastle", procedure).replace(">", ` value='${value}'>`);
      const missing = (route) => route.fulfill({ status: 404 });
      const there = (route) => route.fulfill({ path: `${packaged}dist/wayhome_bg.wasm` });
      expect(await sends(tag(record), missing)).toEqual([record, record, "wasm_unreachable", record, record, record]);
      expect(await sends(tag(record), (route) => route.fulfill({ body: "<p>Log in</p>" }))).toEqual([record, record, "wasm_unreadable", record, record, record]);
      expect(await sends(tag(record, "nowhere"), there)).toEqual([record, record, "procedure_unknown", record, record, record]);
      expect(await sends(tag("{nope"), there)).toEqual(["{nope", "{nope", "record_unreadable", "{nope", "{nope", "{nope"]);
      const opened = record.replace("{", '{"wayhome":1,');
      expect(await sends(tag(record), there)).toEqual([record, record, "ready", opened, opened, opened]);
    });

    test("a record that was handed in is sent all the same", async ({ page, host }) => {
      await page.route("**/wayhome_bg.wasm", (route) => route.fulfill({ status: 404 }));
      const start = await empty(page, host, `<form id="host">${TAG}</form>`);
      await start();
      const found = await page.evaluate(async () => {
        const [one, form] = [document.querySelector("wayhome-form"), document.getElementById("host")];
        one.record = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
        const code = await one.ready.catch(({ code }) => code);
        const data = JSON.parse(new FormData(form).get("record")).answers;
        form.reset();
        return [code, data, [...new FormData(form)], one.value];
      });
      expect(found).toEqual(["wasm_unreachable", { seen_alone: true }, [], ""]);
    });
  });

  for (const [way, body] of [["itself", `<form id="host">${TAG.replace("<wayhome-form", "<wayhome-form disabled")}</form>`], ["a fieldset", `<form id="host"><fieldset disabled>${TAG}</fieldset></form>`]]) {
    test(`disabled by ${way} from the start, nothing can be written that is not sent, and all of it can be read`, async ({ page, host }) => {
      await (await empty(page, host, body))();
      await page.locator("wayhome-form").evaluate((one) => one.ready);
      const date = group(page, "When was the visit?").getByLabel("Day");
      await expect(date).toBeDisabled();
      await expect(page.getByRole("button", { name: "Add a row" })).toBeDisabled();
      const enable = (disabled) => page.evaluate((disabled) => ((document.querySelector("fieldset") ?? document.querySelector("wayhome-form")).toggleAttribute("disabled", disabled)), disabled);
      await enable(false);
      await date.fill("12");
      await enable(true);
      await expect(date).toBeDisabled();
      // It is there for whoever listens to the page.
      expect(await page.locator("form").ariaSnapshot()).toContain("Did you speak with the child alone?");
      expect(await page.evaluate(() => [...new FormData(document.getElementById("host"))])).toEqual([]);
    });
  }
});

test("it does not stop the host’s form until the host asks, and says then what must hold", async ({ page, host }) => {
  const form = page.locator("wayhome-form");
  expect(await page.evaluate(() => document.getElementById("host").checkValidity())).toBe(true);
  // As htmx asks each control that says that it validates, before it sends anything.
  const isSent = () => page.evaluate(() => [...document.getElementById("host").elements].every((one) => !one.willValidate || one.checkValidity()));
  expect(await isSent()).toBe(true);
  expect(await page.evaluate(() => document.getElementById("host").checkValidity())).toBe(true);
  expect(await form.evaluate((one) => one.checkValidity())).toBe(false);
  expect(await isSent()).toBe(false);
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
