// A page with nothing on it but the elements at hand, and the two that are put there.

import { serve } from "./host.mjs";
import { installed, packaged } from "./places.mjs";
import { expect, test as base } from "./watched.mjs";

export { expect };

export const test = base.extend({
  host: async ({ page }, use) => {
    const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
    await page.goto(`${host.url}/empty.html`);
    await page.evaluate(() => import("/wayhome/element.js"));
    await use(host);
    await host.close();
  },
});

export const CHECK = '<wayhome-check procedure="newcastle" form="visit" for="f" today="2026-03-02"></wayhome-check>';
export const WHOLE = '<form id="f"><wayhome-form name="record" procedure="newcastle" procedure-form="visit" today="2026-03-02"></wayhome-form></form>';
