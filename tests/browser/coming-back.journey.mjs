// Records that come back in files: from another system, another device, or a colleague.

import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { wayhome } from "./wayhome.mjs";
import { enter } from "./words.mjs";

async function open(page, file) {
  await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(page.getByRole("button", { name: "Close", exact: true })).toBeVisible();
}

const close = (page) => page.getByRole("button", { name: "Close", exact: true }).click();

/** Downloads the record that is open; returns what the file holds. */
async function save(page) {
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download record" }).click()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

test("an export that was changed opens as a draft that nobody has signed", async ({ page }, info) => {
  // The command line may have to be built first.
  test.setTimeout(300_000);
  const signed = { on: "2026-03-02", by: { name: "A. Worker", mark: "typed" }, role: "Social worker", open: 0, procedure_hash: "" };
  const sample = JSON.parse(await readFile("samples/visit-complete.json", "utf8"));
  const record = info.outputPath("record.json");
  await writeFile(record, JSON.stringify({ ...sample, signed }));
  const exported = wayhome("export", "--to=json", "--today=2026-03-02", record);
  await enter(page);
  await open(page, JSON.parse(exported));
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await close(page);
  await open(page, { ...JSON.parse(exported), answers: { ...sample.answers, seen_alone: false } });
  await expect(page.getByText("This file was changed after it was exported.")).toBeVisible();
  await page.getByRole("button", { name: "Check answers" }).click();
  await expect(page.getByRole("button", { name: "Sign off this record" })).toBeVisible();
});

test("an export says when it is opened what was left out of it, what is not read, and that it is of another edition", async ({ page }, info) => {
  test.setTimeout(300_000);
  const sample = JSON.parse(await readFile("samples/visit-complete.json", "utf8"));
  const left = { ...sample, answers: { ...sample.answers, seen_alone: true, not_alone_reason: "child_refused" } };
  const record = info.outputPath("left-out.json");
  await writeFile(record, JSON.stringify(left));
  const exported = JSON.parse(wayhome("export", "--to=json", "--today=2026-03-02", record));
  const { sha256, ...unhashed } = exported;
  expect(sha256).toBeTruthy();
  const said = (text) => page.locator(".govuk-inset-text", { hasText: text });
  await enter(page);
  await open(page, exported);
  await expect(said("Answers were left out of this file")).toContainText("Reason for not speaking alone");
  await expect(said("is not read")).toHaveCount(0);
  await expect(said("another edition")).toHaveCount(0);
  // A file that is saved here says it again.
  expect((await save(page)).left_out).toEqual(exported.left_out);
  await close(page);
  // The law beneath the procedure has editions of its own.
  const { floor } = unhashed.made_with;
  await open(page, { ...unhashed, id: "other-law", notes: "Kept by Jo", left_out: undefined, made_with: { ...unhashed.made_with, floor: { ...floor, hash: "0".repeat(64) } } });
  await expect(said("another edition of the procedure, or of the law beneath it")).toBeVisible();
  await expect(said("is not read")).toContainText("notes");
  await expect(said("Answers were left out")).toHaveCount(0);
});

test("what a colleague checked of what was brought along is taken from the file that came back", async ({ page }) => {
  const sample = JSON.parse(await readFile("samples/visit-complete.json", "utf8"));
  const carried = (checked) => ({ ...sample, carried: { visited_by: { form: "visit", on: "2026-02-02", checked } } });
  const mark = page.locator(".carried");
  await enter(page);
  await open(page, carried(false));
  await expect(mark).toHaveCount(1);
  await save(page);
  await close(page);
  await open(page, carried(false));
  await expect(page.getByText("It is as it was.")).toBeVisible();
  await expect(mark).toHaveCount(1);
  await close(page);
  await open(page, carried(true));
  await expect(page.getByText("is now checked here too")).toBeVisible();
  await expect(mark).toHaveCount(0);
  await save(page);
  await close(page);
  // And never the other way round.
  await open(page, carried(false));
  await expect(page.getByText("It is as it was.")).toBeVisible();
  await expect(mark).toHaveCount(0);
  await close(page);
  await expect(page.locator(".card__open")).toHaveCount(1);
});
