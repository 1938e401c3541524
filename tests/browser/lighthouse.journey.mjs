// Lighthouse on the start page, as a person meets it: accessibility 100, best practices 100, performance on a slow phone.
// Takes a minute, so it runs with `cargo xtask test --thorough` alone.

import { chromium } from "playwright-core";
import lighthouse from "lighthouse";
import { executablePath, switches } from "./chromium.mjs";
import { expect, test } from "./journey.mjs";

test.skip(!process.env.WAYHOME_THOROUGH, "with --thorough");

test("Lighthouse finds nothing against accessibility and best practices", async ({ server }) => {
  test.slow();
  const port = 9000 + Math.floor(Math.random() * 900);
  const browser = await chromium.launch({ executablePath, args: [...switches, `--remote-debugging-port=${port}`] });
  try {
    const result = await lighthouse(server.url, { port, output: "json", onlyCategories: ["performance", "accessibility", "best-practices"] });
    const { categories, audits } = result.lhr;
    const score = (name) => Math.round(categories[name].score * 100);
    const against = (name) =>
      // What counts for nothing is not asked for: source maps, for one, which would put our sources beside the app.
      categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1).map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
    console.log(`performance ${score("performance")}, accessibility ${score("accessibility")}, best practices ${score("best-practices")}`);
    console.log(against("performance").join("\n"));
    const unfinished = Object.values(audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error");
    expect(unfinished.map(({ id, errorMessage }) => `${id}: ${errorMessage}`), "audits that did not run to their end").toEqual([]);
    expect(against("accessibility")).toEqual([]);
    expect(score("accessibility")).toBe(100);
    expect(against("best-practices")).toEqual([]);
    expect(score("best-practices")).toBe(100);
  } finally {
    await browser.close();
  }
});
