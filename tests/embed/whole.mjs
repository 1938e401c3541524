// The page whose form holds <wayhome-form> and nothing else, and what that form would send.

import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { test as base } from "./watched.mjs";

export const test = base.extend({
  host: async ({ page }, use) => {
    const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/whole.html`);
    await page.locator("wayhome-form").evaluate((form) => form.ready);
    await use(host);
    await host.close();
  },
});

/** What the host’s form would send. */
export const sent = (page) => page.evaluate(() => JSON.parse(new FormData(document.getElementById("host")).get("record")));
