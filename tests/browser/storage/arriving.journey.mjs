// What comes from a file is said to be here only once it is kept, and what another tab deletes is said to be gone.

import { expect, test } from "../journey.mjs";
import { addChild, begin, violations } from "../words.mjs";
import { rows, saved, setUp, unlock } from "../keeping.mjs";

test.setTimeout(180_000);

const PASSPHRASE = "otter lantern Tuesday quilt";
const home = (page) => page.getByRole("heading", { level: 1, name: "Children and records" });

/** While `window.full` is set, the device has no room. */
function filling() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (window.full) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, words);
  };
}

test("a child who is deleted in another tab leaves a page that says so", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-1");
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await second.getByRole("button", { name: "R-1" }).click();
  await second.getByRole("button", { name: "Delete this child and all records" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(home(second)).toBeVisible();
  await expect(second.getByText("in another tab")).toHaveCount(0);

  await expect(page.getByRole("alert").filter({ hasText: "This child was deleted in another tab." })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "A child’s records" })).toBeFocused();
  await expect(page.locator(".starts").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete this child and all records" })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  // It may be put back, there.
  await second.getByRole("button", { name: "Undo delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-1" })).toBeVisible();
  await second.getByRole("button", { name: "R-1" }).click();
  await second.getByRole("button", { name: "Delete this child and all records" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await page.getByRole("button", { name: "Go to children and records" }).click();
  await expect(home(page)).toBeFocused();
});

test("of a child’s file for which there is no room, nothing is said to have come until it has", async ({ page }) => {
  await page.addInitScript(filling);
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-1");
  for (const form of ["Home visit", "Decision to return home"]) {
    await begin(page, form);
    await page.getByRole("button", { name: "Close" }).click();
  }
  await expect(page.locator(".card")).toHaveCount(2);
  await page.getByRole("button", { name: "Download all records, encrypted" }).click();
  await page.locator("#hand-over-passphrase").fill(PASSPHRASE);
  const sealing = page.getByRole("dialog").filter({ has: page.locator("#hand-over-passphrase") });
  const download = page.waitForEvent("download", { timeout: 60_000 });
  await sealing.getByRole("button", { name: "Download", exact: true }).click();
  const file = await (await download).path();
  await sealing.getByRole("button", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Delete this child and all records" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(home(page)).toBeVisible();
  // To delete is to write as well, and goes on after it is out of sight.
  await expect.poll(async () => Object.keys(await rows(page)).filter((key) => !/^(header|index)\//.test(key))).toEqual([]);

  await page.evaluate(() => (window.full = true));
  await page.getByLabel("Choose a record").setInputFiles(file);
  await page.locator("#sealed-passphrase").fill(PASSPHRASE);
  const opening = page.getByRole("dialog", { name: "Open an encrypted file" });
  await opening.getByRole("button", { name: "Open", exact: true }).click();
  const arrived = page.locator("#arrived");
  await expect(arrived).toContainText("R-1: none of the 2 records that came along is kept on this device.", { timeout: 60_000 });
  await expect(arrived).toContainText("Keep the file.");
  await expect(arrived).not.toContainText("came along. ");
  await expect(arrived).toBeFocused();
  await opening.getByRole("button", { name: "Go to the child’s records" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "no room left" })).toBeVisible();
  // As it says: it is tried again.
  await page.evaluate(() => (window.full = false));
  await expect(page.getByRole("alert").filter({ hasText: "no room left" })).toHaveCount(0, { timeout: 20_000 });
  await page.reload();
  await unlock(page);
  await expect(page.getByRole("heading", { level: 1, name: "R-1" }).or(page.locator(".card", { hasText: "2 records" }))).toBeVisible();
});

test("a record from a file for which there is no room says so on its own screen", async ({ page }) => {
  await page.addInitScript(filling);
  await page.goto("/");
  await setUp(page);
  await page.evaluate(() => (window.full = true));
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", answers: { child_reference: "R-1", visited_by: "A. Worker" } };
  const buffer = Buffer.from(JSON.stringify(record));
  await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await expect(saved(page)).toHaveText("Not saved");
  await page.evaluate(() => (window.full = false));
  await expect(saved(page)).toContainText("Saved on this device", { timeout: 20_000 });
  await page.reload();
  await unlock(page);
  await expect(page.getByRole("navigation", { name: "Sections" }).or(page.locator(".home__loose .card"))).toBeVisible();
});
