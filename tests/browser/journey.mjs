// The `test` of every journey. Besides what the journey itself asks, each one holds the app to four promises: nothing broke the content
// security policy, nothing was reported as an error, nothing was asked of another host, and on the screen where it ends, axe-core has
// nothing to object to, every target is large enough, and nothing is wider than the screen.

import { expect, test as base } from "@playwright/test";
import { startServer } from "./server.mjs";

export { expect };

export const test = base.extend({
  // One server for each worker.
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  /** What went wrong behind the journey's back; checked after every journey. */
  trouble: [
    async ({ context, server }, use) => {
      const trouble = await watch(context, server.url);
      await use(trouble);
      for (const page of context.pages()) await look(page, server.url, trouble);
      expect(trouble, "nothing may go wrong unseen").toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Watches a browser context for broken promises. For a context that a journey makes itself (a persistent one, say).
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} url where the app is served
 * @returns {Promise<string[]>} what went wrong; grows as it does
 */
export async function watch(context, url) {
  const { host } = new URL(url);
  const trouble = [];
  await context.exposeBinding("wayhomeViolation", (_, words) => trouble.push(`content security policy: ${words}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.wayhomeViolation(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => trouble.push(`uncaught: ${error.error()}`));
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== "data:" && asked.protocol !== "blob:" && asked.host !== host) {
      trouble.push(`request to another host: ${asked.host}`);
    }
  });
  return trouble;
}

/** Looks at the screen on which a journey ended, if it is one of Wayhome's. */
async function look(page, url, trouble) {
  const { small, violations, wide } = await import("./words.mjs");
  if (!page.url().startsWith(url) || (await page.locator("main, .recovery").count()) === 0) return;
  trouble.push(...(await violations(page)), ...(await small(page)).map((target) => `too small: ${target}`));
  const over = await wide(page);
  if (over > 0) trouble.push(`${over} pixels wider than the screen`);
}
