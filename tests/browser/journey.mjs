// The `test` of every journey. Besides what the journey itself asks, each one holds the app to four promises: nothing broke the content
// security policy, nothing was reported as an error, nothing was asked of another host, and on the screen where it ends, axe-core has
// nothing to object to, every target is large enough, and nothing is wider than the screen.

import { expect, test as base } from "@playwright/test";
import { startServer } from "./server.mjs";

export { expect };

/** What went wrong in the contexts that the running journey opened itself. */
const others = [];

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

  /** The same of the contexts that it opened itself. */
  elsewhere: [
    async ({}, use) => {
      others.length = 0;
      await use();
      expect(others.flat(), "nothing may go wrong unseen, in any browser").toEqual([]);
    },
    { auto: true },
  ],
});

/** Watches a context that a journey makes itself (a persistent one, say) as its own is: by what `watch` is told, and checked after the journey. */
export async function watchToo(context, url, to) {
  const trouble = await watch(context, url, to);
  others.push(trouble);
  return trouble;
}

/**
 * Watches a browser context for broken promises.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} url where the app is served
 * @param {string[]} to the origins that a council has set up for sending, which may be asked and may break; more may be added later
 * @returns {Promise<string[]>} what went wrong; grows as it does
 */
export async function watch(context, url, to = []) {
  const { host } = new URL(url);
  const trouble = [];
  const isOfTheirs = (message) => to.some((origin) => message.text().includes(`${origin}/`) || message.location().url.startsWith(`${origin}/`));
  await context.exposeBinding("wayhomeViolation", (_, words) => trouble.push(`content security policy: ${words}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.wayhomeViolation(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error" && !isOfTheirs(message)) trouble.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => trouble.push(`uncaught: ${error.error()}`));
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== "data:" && asked.protocol !== "blob:" && asked.host !== host && !to.includes(asked.origin)) {
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
