// The rules that the server sends with every file, and that the page keeps without a server, too.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { copyOfTheApp, kept } from "./editions.mjs";
import { expect, test } from "./journey.mjs";
import { startServer } from "./server.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types default";

/** The headers of a file for Netlify and Cloudflare, the plainest of those in docs/hosting/. */
const published = await readFile(fileURLToPath(new URL("../../docs/hosting/_headers", import.meta.url)), "utf8");

test("every file comes with every header", async ({ page, request, baseURL }) => {
  await page.goto("/");
  await kept(page);
  const worker = await (await request.get("/sw.js")).text();
  const listed = [...worker.matchAll(/"(\/[^"]*)": \{\s*"sha256"/g)].map(([, address]) => address);
  expect(listed.length).toBeGreaterThan(8);
  const common = [...published.split("/index.html")[0].matchAll(/^ {2}([A-Za-z-]+): (.+)$/gm)].map(([, name, value]) => [name.toLowerCase(), value]);
  expect(Object.fromEntries(common)["content-security-policy"]).toBe(POLICY);
  expect(Object.fromEntries(common)["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
  for (const address of [...listed, "/sw.js", "/kill-switch.js", "/no-such-file.js"]) {
    const headers = (await request.get(new URL(address, baseURL).href)).headers();
    for (const [name, value] of common) if (name !== "cache-control") expect(headers[name], `${name} of ${address}`).toBe(value);
    const hashed = /\.[0-9a-f]{16}\.[a-z]+$/.test(address);
    expect(headers["cache-control"], address).toBe(hashed ? "public, max-age=31536000, immutable" : "no-store");
  }
});

test("every file but the page and the worker is named by its content", async ({ request }) => {
  const worker = await (await request.get("/sw.js")).text();
  const listed = [...worker.matchAll(/"(\/[^"]*)": \{\s*"sha256"/g)].map(([, address]) => address);
  expect(listed.filter((address) => address !== "/" && !/\.[0-9a-f]{16}\.[a-z]+$/.test(address))).toEqual([]);
});

test("the page from the device keeps the server's rules", async ({ page }) => {
  await page.goto("/");
  await kept(page);
  const again = await page.reload();
  expect(again.fromServiceWorker()).toBe(true);
  const headers = again.headers();
  expect(headers["content-security-policy"]).toBe(POLICY);
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test.describe("what the policy refuses", () => {
  // Violations are the point here.
  test.use({ trouble: [async ({}, use) => use([]), { auto: true }] });

  for (const way of ["from the server", "from the device"]) {
    test(`an added script, a picture, a request, a form and a frame: ${way}`, async ({ page }) => {
      await page.goto("/");
      await kept(page);
      if (way === "from the device") await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.evaluate(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
        const add = (name, attributes, text = "") => {
          const element = Object.assign(document.createElement(name), attributes);
          element.append(text); // A text node reaches a script without Trusted Types being asked at once.
          document.body.append(element);
          return element;
        };
        add("script", {}, "window.ran = true");
        add("img", { src: "https://example.org/x.png" });
        add("iframe", { src: "/" });
        fetch("https://example.org/").catch(() => {});
        add("form", { action: "https://example.org/" }).submit();
      });
      const refused = () => page.evaluate(() => window.refused);
      for (const rule of ["img-src", "connect-src", "frame-src", "form-action"]) await expect.poll(refused).toContain(rule);
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
    });
  }

  test("an inline script in the page itself is not run", async ({ page }) => {
    const copy = await copyOfTheApp();
    await copy.insert("<script>document.title = 'run'; window.ran = true</script>");
    const served = await startServer({ from: copy.folder });
    try {
      await page.addInitScript(() => {
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
      });
      await page.goto(served.url);
      await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
      expect(await page.evaluate(() => window.refused)).toContain("script-src-elem");
    } finally {
      await served.stop();
      await copy.remove();
    }
  });
});
