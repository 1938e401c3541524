// Exports, looked at by programs that are not ours: a browser that prints, an R4 validator.

import axe from "axe-core";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { isUnchanged } from "../../samples/receiver/receiver.mjs";
import { local, wayhome } from "./wayhome.mjs";

const require = createRequire(import.meta.url);
const { Fhir } = require("fhir");
// The command line may have to be built first.
test.describe.configure({ timeout: 300_000 });

const TODAY = "--today=2026-03-02";

/** A folder of its own, gone afterwards. */
async function folder(use) {
  const path = await mkdtemp(join(tmpdir(), "wayhome-"));
  try {
    return await use(path);
  } finally {
    await rm(path, { recursive: true });
  }
}

test("the readable page loads nothing, has no barrier that axe finds, and prints on A4", async ({ browser }) => {
  await folder(async (path) => {
    const file = join(path, "page.html");
    await writeFile(file, wayhome("export", "--to=html", TODAY, "--training", "samples/visit-complete.json"));
    // Its policy forbids scripts, axe among them: only for the test it is bypassed.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    expect(requests).toEqual([pathToFileURL(file).href]);
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
    expect(found.violations.map((violation) => violation.id)).toEqual([]);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sizes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [width, height].map(Number));
    expect(sizes.length).toBeGreaterThan(1);
    for (const [width, height] of sizes) {
      expect(Math.abs(width - 595.3)).toBeLessThan(1.5);
      expect(Math.abs(height - 841.9)).toBeLessThan(1.5);
    }
    // Nothing is cut off at the right, on paper or on a phone.
    for (const width of [320, 794]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await context.close();
  });
});

test("each form is a Questionnaire, and each record a QuestionnaireResponse, by a validator that is not ours", async () => {
  const procedures = await local();
  const forms = ["visit", "decision", "plan", "unplanned", "review"];
  const answers = JSON.parse(await readFile(new URL("../../samples/visit-complete.json", import.meta.url), "utf8")).answers;
  // The same facts under every form: what a form does not ask is left aside.
  const records = procedures.flatMap((procedure) => forms.map((form) => ({ wayhome: 1, procedure, form, id: `${procedure}-${form}`, answers })));
  await folder(async (path) => {
    const input = join(path, "records.ndjson");
    await writeFile(input, records.map((record) => JSON.stringify(record)).join("\n"));
    const lines = wayhome("export", "--to=fhir", TODAY, "--losses", join(path, "losses"), input, "samples").trim().split("\n");
    expect(lines.length).toBe(records.length + 3);
    for (const line of lines) {
      for (const { resource } of JSON.parse(line).entry) {
        const { valid, messages } = new Fhir().validate(resource, { errorOnUnexpected: true });
        expect(messages, `${resource.resourceType} ${resource.id ?? resource.identifier?.value}`).toEqual([]);
        expect(valid).toBe(true);
      }
    }
    // The validator does look: it refuses what is not R4.
    const { resource } = JSON.parse(lines[0]).entry[0];
    expect(new Fhir().validate({ ...resource, status: "finished" }).valid).toBe(false);
    expect(new Fhir().validate({ ...resource, colour: "green" }, { errorOnUnexpected: true }).valid).toBe(false);
  });
});

test("the hash of Wayhome JSON is what another program works out", async () => {
  const lines = wayhome("export", "--to=json", TODAY, "samples").trim().split("\n");
  for (const line of lines) {
    const document = JSON.parse(line);
    expect(isUnchanged(document)).toBe(true);
    document.answers.seen_alone = !document.answers.seen_alone;
    expect(isUnchanged(document)).toBe(false);
  }
});
