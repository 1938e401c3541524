// What pages allow: a strict policy, one that forbids WebAssembly, and the iframe page for those that cannot change theirs.

import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { expect, test } from "./watched.mjs";

/** As strict as a page with WebAssembly can be: no inline code or style, no eval, no markup from text. */
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

async function works(page) {
  await expect(page.locator("body[data-settled]")).toBeVisible();
  const check = page.locator("wayhome-check");
  await page.locator("form select").selectOption("no");
  await expect(check.getByRole("listitem").filter({ hasText: "To put right" })).not.toHaveCount(0);
  await page.locator("wayhome-form").getByRole("group", { name: "Did you speak with the child alone?" }).getByLabel("No").check();
  await expect(page.locator("wayhome-form").getByRole("listitem").filter({ hasText: "To put right" })).not.toHaveCount(0);
}

test("a strict policy with 'wasm-unsafe-eval' and Trusted Types is kept by both elements", async ({ page }) => {
  const host = await serve({ "/": `${installed}policy/`, "/wayhome/": `${packaged}dist/` }, { "content-security-policy": STRICT });
  await page.goto(`${host.url}/`);
  await works(page);
  await host.close();
});

test("the inline entry needs no connection at all", async ({ page }) => {
  const policy = STRICT.replace("connect-src 'self'", "connect-src 'none'");
  const host = await serve({ "/": `${installed}policy/`, "/wayhome/": `${packaged}dist/` }, { "content-security-policy": policy });
  await page.goto(`${host.url}/inline.html`);
  await works(page);
  expect(host.asked.filter((path) => path.endsWith(".wasm"))).toEqual([]);
  await host.close();
});

test.describe("a policy that forbids WebAssembly", () => {
  test.use({ expected: ["wasm-eval", "WebAssembly", "wasm-unsafe-eval"] });

  test("is named, with what to change", async ({ page }) => {
    const policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
    const host = await serve({ "/": `${installed}forbidden/`, "/wayhome/": `${packaged}dist/` }, { "content-security-policy": policy });
    await page.goto(`${host.url}/`);
    await expect(page.locator("body[data-settled]")).toBeVisible();
    await expect(page.locator("wayhome-check")).toContainText("Add 'wasm-unsafe-eval' to script-src");
    const refused = await page.evaluate(async () => {
      const { load } = await import("/wayhome/index.js");
      return load().catch(({ name, code, message }) => ({ name, code, message }));
    });
    expect(refused).toMatchObject({ name: "WayhomeError", code: "wasm_forbidden" });
    expect(refused.message).toContain("iframe");
    await host.close();
  });
});

test.describe("a file that is not there", () => {
  test.use({ expected: ["404"] });

  test("is named, with where it was looked for", async ({ page }) => {
    const host = await serve({ "/": `${installed}policy/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/wayhome/frame/index.html`);
    const refused = await page.evaluate(async () => {
      const { load } = await import("/wayhome/index.js");
      const at = (wasm) => load({ wasm }).catch(({ code, message }) => `${code}: ${message}`);
      return [await at("/no/such.wasm"), await at("/wayhome/index.js"), await load().then(() => "loaded")];
    });
    expect(refused[0]).toMatch(/^wasm_unreachable: .*\/no\/such\.wasm.*404/);
    expect(refused[1]).toMatch(/^wasm_unreadable: /);
    expect(refused[2]).toBe("loaded");
    await host.close();
  });
});

test.describe("a file that is not the one of the hash that was given", () => {
  test.use({ expected: ["integrity", "digest"] });

  test("is named, and the hash is", async ({ page }) => {
    const host = await serve({ "/": `${installed}policy/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/wayhome/frame/index.html`);
    const refused = await page.evaluate(async () => {
      const { load } = await import("/wayhome/index.js");
      const wasm = new Request("/wayhome/wayhome_bg.wasm", { integrity: `sha256-${btoa("\0".repeat(32))}` });
      return load({ wasm }).catch(({ code, message }) => `${code}: ${message}`);
    });
    expect(refused).toMatch(/^wasm_unreachable: .*wayhome_bg\.wasm is there, that the integrity that you gave is the hash of that file/);
    await host.close();
  });
});

test.describe("the iframe page", () => {
  test.use({ expected: ["wasm-eval", "WebAssembly"] });

  /** A host that forbids WebAssembly, and the iframe page on a server of its own. */
  async function both(strict = STRICT) {
    const frame = await serve({ "/": `${packaged}dist/` }, { "content-security-policy": strict.replace("frame-ancestors 'none'", "frame-ancestors http://127.0.0.1:*") });
    const forbids = `default-src 'none'; script-src 'self'; frame-src ${frame.url}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
    const host = await serve({ "/": `${installed}frame/`, "/wayhome/": `${packaged}dist/` }, { "content-security-policy": forbids });
    return { frame, host, close: () => Promise.all([frame.close(), host.close()]) };
  }

  test("checks for a host whose policy forbids WebAssembly", async ({ page }) => {
    const { frame, host, close } = await both();
    await page.goto(`${host.url}/?frame=${encodeURIComponent(frame.url)}`);
    await expect(page.locator("body[data-connected]")).toBeAttached();
    const found = await page.evaluate(async () => {
      const { frame } = window;
      const early = await frame.report().catch(({ name, code }) => `${name} ${code}`);
      await frame.start("newcastle", "visit", { today: "2026-03-02" });
      const [, changes] = await Promise.all([frame.set("visited_by", "Sam Sample"), frame.set("seen_alone", false)]);
      const { answers } = await frame.record();
      const { outcome } = await frame.report();
      const unknown = await frame.start("nowhere", "visit", { today: "2026-03-02" }).catch(({ code }) => code);
      const whole = await frame.check({ procedure: "newcastle", form: "visit", answers: {} }, { today: "2026-03-02" });
      return [early, changes.findings.map(({ rule }) => rule), answers, outcome, unknown, whole.outcome];
    });
    expect(found).toEqual([
      "WayhomeError frame_failed",
      ["NEW-35"],
      { visited_by: "Sam Sample", seen_alone: false },
      "breached",
      "procedure_unknown",
      "incomplete",
    ]);
    await close();
  });

  test("says whose policy is to be changed, where its own forbids WebAssembly, and that something else is no iframe", async ({ page }) => {
    const { frame, host, close } = await both(STRICT.replace(" 'wasm-unsafe-eval'", ""));
    await page.goto(`${host.url}/?frame=${encodeURIComponent(frame.url)}`);
    await expect(page.locator("body[data-connected]")).toBeAttached();
    const [code, message] = await page.evaluate(() => window.frame.start("newcastle", "visit", { today: "2026-03-02" }).catch(({ code, message }) => [code, message]));
    expect(code).toBe("wasm_forbidden");
    expect(message).toMatch(/^The Content-Security-Policy of Wayhome’s iframe page forbids WebAssembly\. .*'wasm-unsafe-eval'/);
    expect(message).not.toContain("embed");
    const strange = await page.evaluate(async (served) => {
      const { connect } = await import("/wayhome/frame/host.js");
      return Promise.all([null, undefined, document.body, "iframe"].map((given) => connect(given, served).catch(({ name, code }) => `${name} ${code}`)));
    }, frame.url);
    expect([...new Set(strange)]).toEqual(["WayhomeError frame_failed"]);
    await close();
  });

  test("settles all that it is asked, and keeps a record until there is another", async ({ page }) => {
    const { frame, host, close } = await both();
    await page.goto(`${host.url}/?frame=${encodeURIComponent(frame.url)}`);
    await expect(page.locator("body[data-connected]")).toBeAttached();
    const found = await page.evaluate(async () => {
      const { frame } = window;
      const iframe = document.querySelector("iframe");
      const code = (asked) => asked.then(() => "answered", ({ name, code }) => `${name} ${code}`);
      const all = (...asked) => Promise.all(asked.map(code));
      const today = "2026-03-02";
      await frame.start("newcastle", "visit", { today });
      await frame.set("household", new Proxy([new Proxy({ name: "A Sample" }, {})], {}));
      await frame.set("seen_alone", true);
      await frame.set("seen_alone", undefined);
      const said = [await all(frame.set("household", [1n]), frame.set("visit_date", 1n), frame.set("visit_date", Symbol()), frame.set("visit_date", () => {}), frame.set("visit_date", NaN))];
      said.push(await all(frame.check({ answers: { visit_date: 1n } }, { today }), frame.check({ procedure: "newcastle", form: "visit", answers: {} }), frame.start("newcastle", "visit"), frame.start("newcastle", "vist", { today })));
      said.push((await frame.record()).answers);
      // Loaded anew, it knows nothing of what it was asked before; it can be started again.
      const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
      const pending = code(frame.record());
      iframe.src = iframe.src.replace("?", "?again&");
      const lost = code(frame.record());
      await loaded;
      said.push([["answered", "WayhomeError frame_failed"].includes(await pending), ["answered", "WayhomeError frame_failed"].includes(await lost)]);
      said.push(await all(frame.report(), frame.start("newcastle", "visit", { today }), frame.report()));
      // Taken out of the page, it says nothing more.
      const last = frame.record();
      iframe.remove();
      said.push(await all(last, frame.record()));
      return said;
    });
    const failed = "WayhomeError frame_failed";
    expect(found).toEqual([
      Array(5).fill("WayhomeError answer_unreadable"),
      ["WayhomeError record_unreadable", "WayhomeError day_unreadable", "WayhomeError day_unreadable", "WayhomeError form_unknown"],
      { household: [{ name: "A Sample" }] },
      [true, true],
      [failed, "answered", "answered"],
      [failed, failed],
    ]);
    await page.reload();
    await expect(page.locator("body[data-connected]")).toBeAttached();
    // Its address will do for its origin; what names none is refused at once.
    const others = await page.evaluate(async () => {
      const { connect } = await import("/wayhome/frame/host.js");
      const iframe = document.querySelector("iframe");
      const code = (served) => connect(iframe, served).then((frame) => (frame.close(), "connected"), ({ code }) => code);
      return [await code(iframe.src), await code("checks.example"), await code("file:///checks.html")];
    });
    expect(others).toEqual(["connected", failed, failed].map((word) => word.replace("WayhomeError ", "")));
    const closed = await page.evaluate(async () => {
      const pending = window.frame.report();
      window.frame.close();
      return (await Promise.allSettled([pending, window.frame.report()])).map(({ reason }) => reason.code);
    });
    expect(closed).toEqual(["frame_failed", "frame_failed"]);
    await close();
  });

  test("several connections with one page have each their own answers, also where one is closed while it waits", async ({ page }) => {
    const { frame, host, close } = await both();
    await page.goto(`${host.url}/?frame=${encodeURIComponent(frame.url)}`);
    await expect(page.locator("body[data-connected]")).toBeAttached();
    const found = await page.evaluate(async (at) => {
      const { connect } = await import("/wayhome/frame/host.js");
      // As two bundles of one page have it: the same code twice.
      const { connect: again } = await import("/wayhome/frame/host.js?again");
      const iframe = document.querySelector("iframe");
      const today = "2026-03-02";
      const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: false } };
      const said = (asked) => asked.then((result) => result?.outcome ?? Object.keys(result ?? {}).includes("answers"), ({ code }) => code);
      const [one, other, third] = await Promise.all([connect(iframe, at), connect(iframe, at), again(iframe, at)]);
      await one.start("newcastle", "visit", { today });
      const asked = [one.record(), other.check(record, { today }), third.report(), other.record(), one.check(record, { today }), third.record(), other.report()];
      const found = [await Promise.all(asked.map(said))];
      // As React’s StrictMode has it: mounted, unmounted with requests in flight, mounted again.
      for (const closed of [one, other, third]) closed.close();
      const first = await connect(iframe, at);
      const lost = [first.report(), first.record(), first.check(record, { today })].map(said);
      first.close();
      const second = await connect(iframe, at);
      const kept = [second.start("newcastle", "visit", { today }), second.set("seen_alone", false), second.report(), second.record()];
      found.push(await Promise.all(lost));
      found.push(await Promise.all(kept.map((asked) => asked.then((result) => result?.outcome ?? result?.answers ?? null, ({ code }) => code))));
      return found;
    }, frame.url);
    expect(found).toEqual([
      [true, "breached", "incomplete", true, "breached", true, "incomplete"],
      Array(3).fill("frame_failed"),
      [null, "breached", "breached", { seen_alone: false }],
    ]);
    await close();
  });

  test("answers nobody but the window and the origin that its address names, and nothing but the contract", async ({ page }) => {
    const { frame, host, close } = await both();
    await page.goto(`${host.url}/?frame=${encodeURIComponent(frame.url)}`);
    await expect(page.locator("body[data-connected]")).toBeAttached();
    const replies = await page.evaluate(async (at) => {
      const heard = [];
      window.addEventListener("message", ({ data }) => heard.push(data));
      const { contentWindow } = document.querySelector("iframe");
      const good = { wayhome: 1, ask: "record" };
      const messages = [
        "text", null, { ...good, id: "1" }, { ...good, wayhome: 2, id: 1 }, // not ours: no answer
        { ...good, id: 101, more: true }, { wayhome: 1, id: 102, ask: "eval" }, { wayhome: 1, id: 103, ask: "set", question: 7, answer: 1 },
        { wayhome: 1, id: 104, ask: "toString" }, { wayhome: 1, id: 105, ask: "start", procedure: "newcastle", form: "visit" },
      ];
      for (const message of messages) contentWindow.postMessage(message, at);
      // Another window on the page is not the one that embeds it.
      const other = document.createElement("iframe");
      document.body.append(other);
      contentWindow.postMessage({ ...good, id: 999 }, at);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return heard.map(({ id, ok, code }) => [id, ok, code]);
    }, frame.url);
    const refused = (id) => [id, false, "frame_failed"];
    expect(replies).toEqual([101, 102, 103, 104, 105, 999].map(refused));
    // A page that is not the one named hears nothing, not even a greeting.
    const stranger = await page.evaluate(async (at) => {
      const iframe = document.createElement("iframe");
      iframe.src = `${at}/frame/index.html?host=${encodeURIComponent("https://somebody.example")}`;
      let heard = 0;
      window.addEventListener("message", () => (heard += 1));
      document.body.append(iframe);
      await new Promise((resolve) => iframe.addEventListener("load", resolve));
      iframe.contentWindow.postMessage({ wayhome: 1, id: 1, ask: "record" }, at);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return heard;
    }, frame.url);
    expect(stranger).toBe(0);
    await close();
  });
});
