// Loading where people are: without a bundler, and through three of them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { serve } from "./host.mjs";
import { installed, packaged, root } from "./places.mjs";
import { expect, test } from "./watched.mjs";

const SHOWN = "breached; NEW-35 met";

const EXPORTED = "made-up-1-export.json application/json; made-up-1.html text/html; made-up-1.txt text/plain; made-up-1-fhir.json application/json";

/** The page exports, once it asks for that. */
async function exports(page, host) {
  const before = host.asked.filter((path) => path.endsWith(".wasm"));
  await page.goto("about:blank");
  await page.goto(`${host.url}/#export`);
  await expect(page.locator("#exported")).toHaveText(EXPORTED);
  const after = host.asked.filter((path) => path.endsWith(".wasm"));
  expect(after.length).toBe(before.length * 2 + 1);
}

/** The page shows what the headless part found, and the element checks its form. */
async function works(page, url) {
  await page.goto(url);
  await expect(page.locator("#result")).toHaveText(SHOWN);
  const check = page.locator("wayhome-check");
  const before = await check.getByRole("listitem").filter({ hasText: "To put right" }).count();
  await page.getByLabel("Spoken with alone").selectOption("no");
  await expect(check.getByRole("listitem").filter({ hasText: "To put right" })).toHaveCount(before + 1);
}

test("a plain page loads it as modules, and fetches nothing but them and the one WebAssembly file", async ({ page }) => {
  const host = await serve({ "/": `${installed}plain/`, "/wayhome/": `${packaged}dist/` });
  await works(page, `${host.url}/`);
  const fetched = host.asked.filter((path) => !path.endsWith(".js") && path !== "/" && path !== "/favicon.ico");
  expect(fetched).toEqual(["/wayhome/wayhome_bg.wasm"]);
  expect(host.asked.filter((path) => path.includes("export/"))).toEqual([]);
  await exports(page, host);
  expect(host.asked).toContain("/wayhome/export/wayhome_export_bg.wasm");
  await host.close();
});

test("an element loads its own procedure and the law, and no other", async ({ page }) => {
  const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/one.html`);
  await expect(page.locator("wayhome-check").getByRole("listitem").first()).toBeVisible();
  const procedures = host.asked.filter((path) => path.startsWith("/wayhome/procedures/"));
  expect(procedures.sort()).toEqual(["/wayhome/procedures/england.js", "/wayhome/procedures/newcastle.js"]);
  await host.close();
});

/** A page with nothing of ours yet. */
async function empty(page) {
  const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/empty.html`);
  await page.evaluate(() => {
    document.body.innerHTML = '<form id="visit-form"><input name="seen_alone" value="yes" /></form>';
    window.heard = [];
    for (const kind of ["ready", "error"]) document.addEventListener(`wayhome-${kind}`, ({ detail }) => window.heard.push(detail?.code ?? kind));
    window.add = (tag, procedure) => {
      const element = document.body.appendChild(document.createElement(tag));
      // As a framework does it: the element first, then what is said of it.
      for (const [name, value] of Object.entries({ procedure, form: "visit", for: "visit-form", today: "2026-03-02" })) element.setAttribute(name, value);
      return element;
    };
  });
  return host;
}

test("an element that is appended before its attributes are set starts once, and says nothing is wrong", async ({ page }) => {
  const host = await empty(page);
  const heard = await page.evaluate(async () => {
    await import("/wayhome/element.js");
    const element = window.add("wayhome-check", "newcastle");
    await element.ready;
    element.remove();
    document.body.append(element);
    await element.ready;
    return [window.heard, element.record.answers];
  });
  expect(heard).toEqual([["ready", "ready"], { seen_alone: true }]);
  await host.close();
});

test("an element that comes while another loads the same procedure waits for its law, too", async ({ page }) => {
  const host = await empty(page);
  await page.route("**/england.js", async (route) => (await new Promise((resolve) => setTimeout(resolve, 400)), route.continue()));
  const heard = await page.evaluate(async () => {
    await import("/wayhome/element.js");
    const first = window.add("wayhome-check", "newcastle");
    await new Promise((resolve) => setTimeout(resolve, 250));
    const second = window.add("wayhome-check", "newcastle");
    await Promise.allSettled([first.ready, second.ready]);
    return window.heard;
  });
  expect(heard).toEqual(["ready", "ready"]);
  await host.close();
});

test("the exports know a procedure only once they know its law", async ({ page }) => {
  const host = await empty(page);
  await page.route("**/england.js", async (route) => (await new Promise((resolve) => setTimeout(resolve, 400)), route.continue()));
  const found = await page.evaluate(async () => {
    const { exportRecord, loadExport } = await import("/wayhome/export/index.js");
    await loadExport({ procedures: [] });
    let isThere = false;
    const loading = loadExport({ procedures: ["newcastle"] }).then(() => (isThere = true));
    const codes = new Set();
    const record = { procedure: "newcastle", form: "visit", answers: {} };
    const exported = () => exportRecord(record, { to: "json", today: "2026-03-02" }).files.length;
    while (!isThere) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      try {
        if (!isThere) exported();
      } catch ({ code }) {
        codes.add(code);
      }
    }
    await loading;
    return [[...codes], exported()];
  });
  expect(found).toEqual([["procedure_unknown"], 1]);
  await host.close();
});

test("an element waits for a council’s own procedure", async ({ page }) => {
  const host = await empty(page);
  const heard = await page.evaluate(async () => {
    const [{ default: newcastle }, { load, useProcedure }] = await Promise.all([import("/wayhome/procedures/newcastle.js"), import("/wayhome/index.js"), import("/wayhome/element.js")]);
    const elements = ["wayhome-check", "wayhome-form"].map((tag) => window.add(tag, "sandbank"));
    const form = window.add("wayhome-form", "newcastle");
    form.setAttribute("procedure-form", "nowhere");
    await Promise.allSettled([...elements, form].map(({ ready }) => ready));
    const before = [...window.heard].sort();
    await load({ procedures: ["england"] });
    useProcedure({ ...JSON.parse(newcastle), id: "sandbank" });
    await Promise.all(elements.map(({ ready }) => ready));
    return [before, window.heard.slice(before.length), elements.map(({ record }) => record.procedure)];
  });
  // What fails again, and in the same way, is not told again.
  expect(heard).toEqual([["form_unknown", "procedure_unknown", "procedure_unknown"], ["ready", "ready"], ["sandbank", "sandbank"]]);
  await host.close();
});

test("what was set before the element is defined is set name by name, and what of it is refused is said", async ({ page }) => {
  const host = await empty(page);
  const found = await page.evaluate(async () => {
    const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: false } };
    const before = (tag, properties) => Object.assign(window.add(tag, "newcastle"), properties);
    const unread = before("wayhome-form", { record: { answered: 1 }, name: "record" });
    const later = before("wayhome-form", { record: { answered: 1 }, value: JSON.stringify(record) });
    const form = before("wayhome-form", { form: document.forms[0], record });
    const check = before("wayhome-check", { mapping: "{no" });
    form.removeAttribute("form");
    form.setAttribute("procedure-form", "visit");
    await import("/wayhome/element.js");
    const all = await Promise.all([unread, later, form, check].map(({ ready }) => ready.catch(({ code }) => code)));
    const given = [later, form].map(({ record }) => record.answers.seen_alone);
    unread.record = record;
    await unread.ready;
    return [all, given, unread.record.answers, window.heard.filter((one) => one !== "ready").sort()];
  });
  const refused = ["form_unknown", "mapping_unreadable", "record_unreadable", "record_unreadable"];
  expect(found).toEqual([["record_unreadable", undefined, undefined, "mapping_unreadable"], [false, false], { seen_alone: false }, refused]);
  await host.close();
});

test("a procedure that takes the place of a loaded one, or of the law, is what started elements check by, with their answers", async ({ page }) => {
  const host = await empty(page);
  const heard = await page.evaluate(async () => {
    const [{ default: newcastle }, { default: england }, { check, load, useProcedure }] = await Promise.all([import("/wayhome/procedures/newcastle.js"), import("/wayhome/procedures/england.js"), import("/wayhome/index.js"), import("/wayhome/element.js")]);
    await load();
    const elements = [window.add("wayhome-check", "newcastle"), window.add("wayhome-form", "newcastle"), window.add("wayhome-check", "wiltshire")];
    await Promise.all(elements.map(({ ready }) => ready));
    elements[1].record = { procedure: "newcastle", form: "visit", id: "R-1", answers: { seen_alone: true } };
    const said = (rule) => elements.map(({ report }) => report.findings.find((finding) => finding.rule === rule)?.cite.document);
    const use = async (text, rule) => {
      const own = JSON.parse(text);
      for (const one of own.rules) if (one.id === rule) one.cite.document = "Our own";
      const started = elements.map(({ ready }) => ready);
      useProcedure(own);
      const isNew = elements.map(({ ready }, place) => ready !== started[place]);
      await Promise.all(elements.map(({ ready }) => ready));
      return [isNew, said(rule).map((one) => one === "Our own")];
    };
    const told = [await use(newcastle, "NEW-35"), await use(england, "ENG-29")];
    return [told, elements.map(({ record }) => record.answers), elements[1].record.id];
  });
  const answers = { seen_alone: true };
  expect(heard).toEqual([[[[true, true, false], [true, true, false]], [[true, true, true], [true, true, true]]], [answers, answers, answers], "R-1"]);
  await host.close();
});

test("a WebAssembly file of another build is refused before it runs, however it is given, and the right one is taken after it", async ({ page }) => {
  const host = await empty(page);
  const right = readFileSync(`${packaged}dist/wayhome_bg.wasm`);
  const other = Buffer.from(right);
  other.write("0", other.length - 1);
  if (other.equals(right)) other.write("1", other.length - 1);
  const files = { other, unmarked: right.subarray(0, -26), smallest: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) };
  await page.route("**/built/*.wasm", (route) => route.fulfill({ body: files[new URL(route.request().url()).pathname.slice(7, -5)], contentType: "application/wasm" }));
  const found = await page.evaluate(async (names) => {
    const [{ check, load }, { loadExport }] = await Promise.all([import("/wayhome/index.js"), import("/wayhome/export/index.js")]);
    const said = (one) => one.then(() => "loaded", ({ name, code, message }) => `${name} ${code}${message.includes("another version") ? " other" : ""}`);
    const all = [];
    for (const name of names) {
      const at = `/built/${name}.wasm`;
      const bytes = async () => (await fetch(at)).arrayBuffer();
      const ways = [at, new URL(at, location.href), new Request(at), await fetch(at), await bytes(), new Uint8Array(await bytes()), await WebAssembly.compile(await bytes())];
      for (const wasm of ways) all.push(await said(load({ wasm, procedures: [] })));
    }
    // Each module of the package is no use in the place of the other.
    all.push(await said(load({ wasm: "/wayhome/export/wayhome_export_bg.wasm" })), await said(loadExport({ wasm: "/wayhome/wayhome_bg.wasm" })));
    all.push(await said(load()), await said(loadExport({ procedures: ["newcastle"] })));
    return [all, check({ procedure: "newcastle", form: "visit", answers: {} }, { today: "2026-03-02" }).outcome];
  }, Object.keys(files));
  const refused = "WayhomeError wasm_unreadable";
  expect(found).toEqual([[...Array(7).fill(`${refused} other`), ...Array(14).fill(refused), `${refused} other`, `${refused} other`, "loaded", "loaded"], "incomplete"]);
  await host.close();
});

test.describe("what does not come", () => {
  test.use({ expected: ["404"] });

  test("an element that could not start does so once the module is loaded from where the page says, even while it tries", async ({ page }) => {
    await page.route("**/wayhome_bg.wasm", (route) => route.fulfill({ status: 404 }));
    const host = await empty(page);
    await page.route("**/moved.wasm", async (route) => route.fulfill({ path: `${packaged}dist/wayhome_bg.wasm`, contentType: "application/wasm" }));
    const heard = await page.evaluate(async () => {
      const [{ load }] = await Promise.all([import("/wayhome/index.js"), import("/wayhome/element.js")]);
      const element = window.add("wayhome-check", "newcastle");
      await Promise.resolve(); // The element tries first.
      await Promise.resolve();
      await load({ wasm: "/moved.wasm", procedures: [] });
      await element.ready;
      return [window.heard, element.record.answers];
    });
    expect(heard).toEqual([["wasm_unreachable", "ready"], { seen_alone: true }]);
    await host.close();
  });

  test("a procedure’s file that is not there is named", async ({ page }) => {
    await page.route("**/procedures/tees.js", (route) => route.fulfill({ status: 404 }));
    const host = await empty(page);
    const found = await page.evaluate(async () => {
      const [{ load }, { loadExport }] = await Promise.all([import("/wayhome/index.js"), import("/wayhome/export/index.js"), import("/wayhome/element.js")]);
      const element = window.add("wayhome-check", "tees");
      const failed = [load(), loadExport(), element.ready].map((one) => one.catch(({ name, code, message }) => `${name} ${code} ${message.includes("“tees”")}`));
      return [await Promise.all(failed), window.heard];
    });
    expect(found).toEqual([Array(3).fill("WayhomeError procedure_unreachable true"), ["procedure_unreachable"]]);
    await host.close();
  });
});

for (const bundler of ["vite", "webpack", "esbuild"]) {
  test(`${bundler} bundles it`, async ({ page }) => {
    // The bundlers are the repository’s own tools; what they bundle is what was installed.
    execFileSync(process.execPath, [`${installed}${bundler}/build.mjs`], { cwd: root, stdio: "pipe", env: { ...process.env, NODE_PATH: `${root}node_modules` } });
    const host = await serve({ "/": `${installed}${bundler}/dist/` });
    await works(page, `${host.url}/`);
    await exports(page, host);
    await host.close();
  });
}
