// The `test` of every fixture. Besides what it asks itself, each one holds the package to its promises: nothing is refused by the page’s
// policy, no error is reported, nothing is asked of another host, nothing is stored.

import { expect, test as base } from "@playwright/test";

export { expect };

export const test = base.extend({
  /** What a fixture expects to go wrong, as texts that the reports contain. */
  expected: [[], { option: true }],

  trouble: [
    async ({ context, page, expected }, use) => {
      const trouble = [];
      await context.exposeBinding("violated", (_, words) => trouble.push(`content security policy: ${words}`));
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          window.violated(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`);
        });
      });
      context.on("console", (message) => {
        if (message.type() === "error") trouble.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => trouble.push(`uncaught: ${error.error()}`));
      context.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (!["data:", "blob:"].includes(protocol) && !["127.0.0.1", "localhost"].includes(hostname)) trouble.push(`request to another host: ${hostname}`);
      });
      await use(trouble);
      const unexpected = trouble.filter((words) => !expected.some((part) => words.includes(part)));
      expect(unexpected, "nothing may go wrong unseen").toEqual([]);
      if (page.url().startsWith("http")) expect(await page.evaluate(stored), "nothing may be stored").toEqual([]);
    },
    { auto: true },
  ],
});

async function stored() {
  const found = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split(";").filter(Boolean)];
  const databases = (await indexedDB.databases?.()) ?? [];
  const caches = "caches" in globalThis ? await globalThis.caches.keys() : [];
  return [...found, ...databases.map(({ name }) => name), ...caches];
}
