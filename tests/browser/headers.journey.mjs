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
    test(`an inline script, an event handler, eval and another host: ${way}`, async ({ page }) => {
      await page.goto("/");
      await kept(page);
      if (way === "from the device") await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const refused = await page.evaluate(async () => {
        const found = [];
        document.addEventListener("securitypolicyviolation", (event) => found.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.append("document.title = 'run'"); // A text node is no Trusted Types sink, so only the policy for scripts is in the way.
        document.body.append(script);
        const picture = new Image();
        picture.src = "https://example.org/x.png";
        await fetch("https://example.org/").catch(() => found.push("fetch failed"));
        const form = document.createElement("form");
        form.action = "https://example.org/";
        document.body.append(form);
        form.submit();
        const frame = document.createElement("iframe");
        frame.src = "/";
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, 200));
        return found;
      });
      expect(await page.title()).not.toBe("run");
      // The text of the script meets Trusted Types before it meets the policy for scripts.
      expect(refused.join()).toMatch(/require-trusted-types-for|script-src/);
      for (const rule of ["img-src", "connect-src", "form-action"]) expect(refused.join(), rule).toContain(rule);
      // The frame is refused by its own page's `frame-ancestors` or by ours for frames.
      expect(page.frames().filter((frame) => frame !== page.mainFrame()).map((frame) => frame.url()).join()).not.toContain(new URL(page.url()).host);
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
      await expect(page.getByRole("heading", { level: 1, name: "Start a record" })).toBeVisible();
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
      expect(await page.evaluate(() => window.refused)).toContain("script-src-elem");
    } finally {
      await served.stop();
      await copy.remove();
    }
  });
});
