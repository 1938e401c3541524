// A signed record: it stays as it is, newer versions replace it, and its file opens again as signed.

import { readFile } from "node:fs/promises";
import { expect, test } from "./journey.mjs";
import { row, toSign, typed, visit } from "./signing.mjs";
import { addChild, answer, enter, question } from "./words.mjs";

test("a signed record does not change: Back leaves it at once, and a change makes a new version", async ({ page }) => {
  await visit(page);
  const opened = await page.evaluate(() => history.state);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeFocused();
  // The pages that led to it are no more, and its heading is what is seen.
  await expect.poll(() => page.evaluate(() => history.state)).toBe(opened);
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeInViewport();
  await page.getByRole("button", { name: "Print" }).scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Download record" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await page.locator(".home__loose .card__open").click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("A. Worker");
  await answer(page, "visited_by", "B. Worker");
  await page.getByRole("button", { name: "Close" }).click();
  const cards = page.locator(".home__loose .card");
  await expect(cards).toHaveCount(2);
  // Nothing replaces it before that is signed.
  await expect(cards.filter({ hasText: "Signed on" })).toContainText("A new version has been started and is not signed.");
  await cards.filter({ hasText: "Signed on" }).getByRole("button", { name: /^Home visit/ }).click();
  await expect(row(page, "Visited by")).toContainText("A. Worker");
  await expect(page.getByRole("button", { name: "Make a new version" })).toHaveCount(0);
  await page.getByRole("button", { name: "Open the new version" }).click();
  await expect(question(page, "visited_by").getByRole("textbox")).toHaveValue("B. Worker");
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  // Whoever gets both can tell which of them stands.
  await expect(page.getByText(/^This is a newer version of a record signed on \d+ November 2026\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Download record" }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  const saved = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(saved.replaces.signed_on).toBe(saved.signed.on);
  expect(saved.replaces.id).not.toBe(saved.id);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(cards.filter({ hasText: "A newer version replaces this record." })).toHaveCount(1);
});

test("a newer version is not signed before the day on which the one that it replaces was", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-11-25T12:00:00Z") });
  await visit(page);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await toSign(page);
  await typed(page);
  const day = page.locator("#question-sign-date").getByLabel("Day");
  await day.fill("24");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const said = "Date of signing must not be before the day on which the record that this one replaces was signed";
  await expect(page.locator("#sign-problem").getByRole("link", { name: said })).toBeVisible();
  await day.fill("25");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.locator(".signatures")).toContainText("on 25 November 2026");
});

test("a child’s card counts the records that the child’s page lists", async ({ page }) => {
  await enter(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card")).toHaveCount(2);
  // They are called the same.
  await expect(page.getByText(/^Last changed on \d+ November 2026 at \d\d:\d\d$/)).toHaveCount(2);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.locator(".card")).toContainText("2 records");
});

test("a signed record is downloaded and opens again as signed", async ({ page }) => {
  await visit(page);
  await toSign(page);
  await typed(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Download record" }).click();
  const asked = page.getByRole("dialog", { name: "Before you download" });
  const [download] = await Promise.all([page.waitForEvent("download"), asked.getByRole("button", { name: "Download record" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^wayhome-newcastle-visit-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(file.signed).toMatchObject({ role: "Social worker", by: { name: "A. Worker", mark: "typed" } });
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Choose a record").setInputFiles(await download.path());
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(page.getByText("another edition of the procedure")).toHaveCount(0);
  // The same file makes no second record.
  await expect(page.getByText("This record was on this device already.")).toBeVisible();
  // Nor is it said that a signature that was made here came with it.
  const came = page.getByText("This signature came with a file. Wayhome cannot tell whether it is real.");
  await expect(came).toHaveCount(0);
  // Signed under another edition: it says so. With a signature that cannot be read: it is no draft.
  const opened = async (signed) => {
    await page.getByRole("button", { name: "Close" }).click();
    const buffer = Buffer.from(JSON.stringify({ ...file, signed }));
    await page.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer });
  };
  await opened({ ...file.signed, procedure_hash: "0".repeat(64) });
  await expect(page.getByText("saved under another edition of the procedure")).toBeVisible();
  await expect(page.locator("#not-listed")).toContainText("is not listed any longer, because it was found under another edition");
  await expect(page.locator(".signatures")).toContainText("open when");
  await expect(page.getByText("Another copy of this record is on this device and says something else.")).toBeVisible();
  await expect(came).toBeVisible();
  // It stays said.
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".card__open").first().click();
  await expect(came).toBeVisible();
  await opened({ by: "A. Worker" });
  await expect(page.locator("#open-problem")).toContainText("The signature, or what else stands beside the answers, cannot be read");
});
