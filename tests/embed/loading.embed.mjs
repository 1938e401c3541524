// Loading where people are: without a bundler, and through three of them.

import { execFileSync } from "node:child_process";
import { serve } from "./host.mjs";
import { installed, packaged, root } from "./places.mjs";
import { expect, test } from "./watched.mjs";

const SHOWN = "breached; NEW-35 met, ENG-29 met";

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
