// What the package’s README shows, copied and run.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { serve } from "./host.mjs";
import { fixtures, installed, packaged, root } from "./places.mjs";
import { expect, test } from "./watched.mjs";

const readme = readFileSync(`${packaged}README.md`, "utf8");
const blocks = (language) => [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, text]) => text);

test("the page that a stranger copies checks a visit", async ({ page }) => {
  mkdirSync(`${installed}readme`, { recursive: true });
  writeFileSync(`${installed}readme/index.html`, blocks("html")[0]);
  const host = await serve({ "/": `${installed}readme/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/`);
  const check = page.locator("wayhome-check");
  await page.getByLabel("No", { exact: true }).check();
  await expect(check.getByRole("listitem").filter({ hasText: "To put right" }).first()).toBeVisible();
  // Saving waits for nothing.
  await check.evaluate((one) => one.checkValidity());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/seen_alone=no/);
  await host.close();
});

test("the other tags work as they are written", async ({ page }) => {
  const [first, mapped, whole] = blocks("html");
  const form = '<form id="visit-form"><select name="spokenAlone"><option></option><option>Y</option><option>N</option></select></form>';
  mkdirSync(`${installed}readme`, { recursive: true });
  writeFileSync(`${installed}readme/tags.html`, first.replace(/<form.*<\/wayhome-check>/s, form + mapped + whole));
  const host = await serve({ "/": `${installed}readme/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/tags.html`);
  await page.locator("wayhome-check").evaluate((one) => one.ready);
  await page.locator("[name=spokenAlone]").selectOption("N");
  expect(await page.locator("wayhome-check").evaluate((one) => one.record.answers)).toEqual({ seen_alone: false });
  await page.locator("wayhome-form").evaluate((one) => one.ready);
  expect(await page.evaluate(() => new FormData(document.querySelector("form[method=post]")).get("record"))).toContain('"newcastle"');
  await host.close();
});

test("the program prints what it says", () => {
  writeFileSync(`${installed}readme.mjs`, blocks("js")[0]);
  const said = execFileSync(process.execPath, ["readme.mjs"], { cwd: installed, encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } });
  expect(said).toBe(blocks("text")[0]);
});

test("the program that exports prints what it says", () => {
  const place = blocks("js").findIndex((text) => text.includes("wayhome/export"));
  writeFileSync(`${installed}readme-export.mjs`, blocks("js")[place]);
  const said = execFileSync(process.execPath, ["readme-export.mjs"], { cwd: installed, encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } });
  expect(said).toBe(blocks("text").find((text) => text.startsWith("json ")));
});

test("the program that brings a procedure of one’s own runs as it is written", async ({ page }) => {
  mkdirSync(`${installed}readme`, { recursive: true });
  const own = JSON.parse(readFileSync(`${packaged}dist/procedures/newcastle.json`, "utf8"));
  writeFileSync(`${installed}readme/sandbank.json`, JSON.stringify({ ...own, id: "sandbank" }));
  const program = blocks("js").find((text) => text.includes("/sandbank.json"));
  const map = JSON.stringify({ imports: { wayhome: "/wayhome/index.js" } });
  writeFileSync(`${installed}readme/own.html`, `<script type="importmap">${map}</script><script type="module">${program}</script>`);
  const host = await serve({ "/": `${installed}readme/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/own.html`);
  const ids = () => page.evaluate(() => import("/wayhome/index.js").then(({ procedures }) => procedures()).catch(({ code }) => code));
  await expect.poll(ids).toEqual(["sandbank"]);
  await host.close();
});

test("the service worker that it shows checks, and one that loads procedures is told how", async ({ page }) => {
  mkdirSync(`${installed}readme`, { recursive: true });
  const program = blocks("js").find((text) => text.includes("const ready = load"));
  // Of a worker there is no import map.
  const paths = program.replace(/"wayhome\/(.*)"/g, '"/wayhome/$1.js"');
  const answer = (what) => `\naddEventListener("message", ({ source }) => ${what}.then((said) => source.postMessage(said)));`;
  const checked = 'ready.then(() => check({ procedure: "newcastle", form: "visit", answers: {} }, { today: "2026-03-02" }).outcome)';
  writeFileSync(`${installed}readme/worker.js`, paths + answer(checked));
  writeFileSync(`${installed}readme/wrong.js`, paths.replace(/\[\]|\.then.*/g, (found) => (found === "[]" ? '["tees"]' : "")) + answer("ready.catch(({ message }) => message)"));
  const host = await serve({ "/": `${installed}readme/`, "/wayhome/": `${packaged}dist/` });
  writeFileSync(`${installed}readme/empty.html`, "<!DOCTYPE html><title>Empty</title>");
  await page.goto(`${host.url}/empty.html`);
  const said = (file) =>
    page.evaluate(async (file) => {
      const { installing, waiting, active } = await navigator.serviceWorker.register(file, { type: "module", scope: `/${file}/` });
      const worker = installing ?? waiting ?? active;
      const heard = new Promise((resolve) => navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data), { once: true }));
      navigator.serviceWorker.startMessages();
      worker.postMessage("check");
      return heard;
    }, file);
  expect(await said("worker.js")).toBe("incomplete");
  expect(await said("wrong.js")).toContain("“wayhome/procedures/england” and “wayhome/procedures/tees”");
  await host.close();
});

test("React’s JSX knows the tags by the file that it shows, and all else as before", () => {
  const at = `${installed}react/`;
  cpSync(`${fixtures}types/react`, `${at}node_modules/react`, { recursive: true });
  cpSync(`${fixtures}types/app.tsx`, `${at}app.tsx`);
  writeFileSync(`${at}wayhome.d.ts`, blocks("ts")[0]);
  const options = ["--noEmit", "--pretty", "false", "--strict", "--exactOptionalPropertyTypes", "--jsx", "react-jsx", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext", "--types", ""];
  const said = spawnSync(`${root}node_modules/.bin/tsc`, [...options, "app.tsx", "wayhome.d.ts"], { cwd: at, encoding: "utf8" });
  expect(said.stdout).toBe("");
});

test("the policy that it names is enough for its page", async ({ page }) => {
  mkdirSync(`${installed}readme`, { recursive: true });
  writeFileSync(`${installed}readme/policy.html`, blocks("html")[0]);
  const policy = `default-src 'none'; require-trusted-types-for 'script'; ${blocks("text")[1].trim()}`;
  const host = await serve({ "/": `${installed}readme/`, "/wayhome/": `${packaged}dist/` }, { "content-security-policy": policy });
  await page.goto(`${host.url}/policy.html`);
  await expect(page.locator("wayhome-check").getByRole("listitem").first()).toBeVisible();
  await host.close();
});

test("the exports are as large as it says", () => {
  const [, whole, packed] = readme.match(/\((\d+) KB, (\d+) KB as Brotli, of 1,024 bytes each\)/);
  const bytes = readFileSync(`${packaged}dist/export/wayhome_export_bg.wasm`);
  // Within a hundredth: every change moves it a little.
  for (const [said, is] of [[whole, bytes.length], [packed, brotliCompressSync(bytes).length]]) expect(Math.abs(is / 1024 / said - 1), `${is / 1024} KB`).toBeLessThan(0.01);
});

test("every code of an error that it names is one of the types, and so is every part", () => {
  const errors = readFileSync(`${packaged}dist/errors.d.ts`, "utf8");
  for (const [, code] of readme.matchAll(/`((?:record|procedure|wasm)_[a-z]+)`/g)) expect(errors).toContain(`"${code}"`);
  const elements = ["panel", "form", "fields"].map((name) => readFileSync(`${packaged}dist/element/${name}.js`, "utf8")).join("\n");
  const [, parts] = readme.match(/the parts (.*?)\.\n/s);
  for (const [, part] of parts.matchAll(/`([a-z]+)`/g)) expect(elements, part).toContain(part);
});
