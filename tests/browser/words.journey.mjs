// Every word that the form shows, in every form of every procedure: opened, checked, and read for what GOV.UK's style does without.

import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { AUTHORITIES, check, FORMS, start } from "./words.mjs";

// "Please" and "sorry" delay, "valid" and "required" are a machine's words, "failed" and "forgot" blame.
const banned = /\b(invalid|valid|please|sorry|oops|required|mandatory|illegal|failed|forgot|forbidden)\b/i;

for (const authority of AUTHORITIES) {
  test(`the forms of ${authority}`, async ({ page }) => {
    test.slow(); // Five forms, each checked whole.
    for (const form of FORMS) {
      await start(page, form, { authority });
      await expect(page.getByRole("banner")).toContainText(authority);
      await check(page);
      await expect(page.locator(".govuk-error-summary")).toBeFocused();
      const said = await page
        .locator(".govuk-error-summary a, .govuk-error-message, .finding__line, .approval, .govuk-hint, .due__day")
        .evaluateAll((elements) => elements.map((element) => element.textContent));
      expect(said.length, form).toBeGreaterThan(10);
      expect(said.filter((words) => banned.test(words)), `${authority}, ${form}`).toEqual([]);
      expect(said.filter((words) => words.trim() === ""), `${authority}, ${form}`).toEqual([]);
    }
  });
}

/** What the app says, file by file, without comments. */
async function strings() {
  const folder = new URL("../../app/src/strings/", import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".rs"));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return texts.map((text) => text.replaceAll(/^\s*\/\/.*$/gm, ""));
}

test("the app's own words", async () => {
  const said = (await strings()).flatMap((text) => text.match(/"(?:[^"\\]|\\.)*"/g) ?? []);
  expect(said.length).toBeGreaterThan(500);
  expect(said.filter((words) => banned.test(words))).toEqual([]);
});

test("the page for social workers names what is on the screen as the app does", async () => {
  const page = await readFile(new URL("../../docs/for-social-workers.md", import.meta.url), "utf8");
  const named = [...page.matchAll(/“(.+?)”/gs)].map(([, words]) => words);
  expect(named.length).toBeGreaterThan(30);
  const said = (await strings()).join();
  expect(named.filter((words) => !said.includes(words))).toEqual([]);
});

test("the lint finds what it looks for", () => {
  expect(banned.test("Please enter a date")).toBe(true);
  expect(banned.test("This field is required.")).toBe(true);
  expect(banned.test("Validated by the panel")).toBe(false);
});
