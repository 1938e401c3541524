// The first page, the device check, another passphrase, and deleting everything.

import { expect, test } from "../journey.mjs";
import { picture } from "../screens.mjs";
import { addChild, heard, listen, section, start } from "../words.mjs";
import { controlOf, FIELDS, PASSPHRASE, saved, setUp, unlock } from "../keeping.mjs";

const AREA = FIELDS.find((field) => field.kind === "area");

/** A visit without a child, of the first of September. */
async function oldVisit(page) {
  await page.clock.install({ time: new Date("2026-09-01T10:00:00Z") });
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("old");
  await expect(saved(page)).toContainText("Saved on this device");
}

test("once the browser has agreed to keep it, the keyboard is not left nowhere", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.storage.persisted = async () => false;
    navigator.storage.persist = async () => true;
  });
  await page.goto("/");
  await setUp(page);
  await page.getByRole("button", { name: "This device" }).click();
  // The page's heading takes the focus a frame after it is there, and would take the key with it.
  await expect(page.getByRole("heading", { level: 1, name: "This device" })).toBeFocused();
  const ask = page.getByRole("button", { name: "Ask the browser to keep it" });
  await ask.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The browser has promised not to clear")).toBeVisible();
  await expect(ask).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "This device" })).toBeFocused();
});

test("a passphrase that is short or known is refused; four words are offered", async ({ page }) => {
  await page.goto("/");
  const field = page.locator("#new-passphrase");
  // A password manager may keep the passphrase, and not the PIN.
  await expect(field).toHaveAttribute("autocomplete", "new-password");
  await expect(page.locator("#pin")).toHaveAttribute("autocomplete", "off");
  const keep = page.getByRole("button", { name: "Keep records on this device" });
  await expect(page.getByText("Wayhome opens on this device without a connection.")).toBeVisible({ timeout: 30_000 });
  await picture(page, "set-up");
  await field.fill("short");
  await keep.click();
  await expect(page.getByRole("alert").first()).toContainText("Passphrase must be 14 characters or more");
  await expect(page.locator("#new-passphrase-error")).toHaveText("Error: Passphrase must be 14 characters or more");
  // The same mistake is said again to whoever makes it again.
  await keep.click();
  await expect(page.locator(".govuk-error-summary")).toBeFocused();
  await field.fill("kettle orbit mango tile ".repeat(50));
  await keep.click();
  await expect(page.locator("#new-passphrase-error")).toContainText("must be 256 characters or fewer");
  await field.fill("Password 1234567");
  await keep.click();
  await expect(page.locator("#new-passphrase-error")).toContainText("one that many people use");
  // A PIN that is refused is said at its own field, beside what else is wrong; the focus and the title say that something is.
  await page.locator("#pin").fill("12");
  await keep.click();
  await expect(page.locator("#pin-error")).toContainText("PIN must be 4 to 12 digits");
  await expect(page.getByRole("alert").first().getByRole("link")).toHaveCount(2);
  await expect(page.locator(".govuk-error-summary")).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByRole("link", { name: /^PIN must/ }).click();
  await expect(page.locator("#pin")).toBeFocused();
  await picture(page, "set-up-refused");
  await page.locator("#pin").fill("");
  await page.getByRole("button", { name: "Suggest four words" }).click();
  await expect(field).toHaveValue(/^[a-z]+( [a-z]+){3}$/);
  // Nobody writes down words that are no longer the passphrase.
  const shown = page.locator("strong.passphrase-shown");
  const four = await field.inputValue();
  await expect(shown).toHaveText(four);
  await field.press("End");
  await field.press("x");
  await expect(shown).toHaveCount(0);
  await expect(page.getByText("Suggested, and filled in above.")).toHaveCount(0);
  await field.press("Backspace");
  await expect(shown).toHaveText(four);
  await expect(field).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show passphrase" }).click();
  await expect(field).toHaveAttribute("type", "password");
  await keep.click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
});

test("without keeping anything, nothing is kept", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Use without keeping anything on this device" }).click();
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("ZEBRACANARY");
  await page.waitForTimeout(500);
  const rows = await page.evaluate(async () => {
    const opening = indexedDB.open("wayhome");
    const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const keys = database.transaction("rows").objectStore("rows").getAllKeys();
    return new Promise((resolve) => (keys.onsuccess = () => resolve(keys.result)));
  });
  expect(rows).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.getByRole("button", { name: "Show the screen" }).click();
  await expect(controlOf(page, AREA)).toHaveValue("ZEBRACANARY");
});

test("a session without keeping anything says nothing of what an earlier one has kept", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await page.reload();
  await page.getByRole("button", { name: "Use without keeping anything on this device" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("What you write in this session is not kept on this device.");
  await page.getByRole("button", { name: "This device" }).click();
  await expect(main).toContainText("What you write in this session is gone when Wayhome is closed");
  await expect(main).not.toContainText("The browser");
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "Hide screen" }).click();
  await expect(page.getByRole("dialog")).toContainText("What you write in this session is not kept on this device, and no passphrase protects it.");
  await page.getByRole("button", { name: "Show the screen" }).click();
  await addChild(page, "R-1");
  await expect(main).toContainText("All records about this child in one encrypted file");
  await expect(main).not.toContainText("They stay on this one, too.");
});

test("the pages about the device are reached past the top, named, and leave the title as it was", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await expect(page).toHaveTitle(/^Children and records/);
  const skip = async () => {
    await expect(page.getByRole("heading", { level: 1 }), "the page has begun").toBeFocused();
    await page.locator(".govuk-skip-link:visible").press("Enter");
    await expect(page.locator("main:visible")).toBeFocused();
  };
  await page.getByRole("button", { name: "This device" }).click();
  await skip();
  await page.getByRole("button", { name: "Delete everything on this device" }).click();
  await skip();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("button", { name: "Change passphrase" }).click();
  await skip();
  for (const name of ["Current passphrase", "New passphrase"]) {
    await expect(page.getByRole("button", { name: new RegExp(`^Show passphrase\\s+${name}$`) })).toHaveCount(1);
  }
  await page.getByRole("main").getByRole("button", { name: "Change passphrase" }).click();
  await expect(page).toHaveTitle(/^Error: Change passphrase/);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page).toHaveTitle(/^This device/);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page).toHaveTitle(/^Children and records/);
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await page.locator("#reopen").fill(PASSPHRASE);
  await listen(page);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await heard(page)).toContain("Working…");
  await expect(page).toHaveTitle(/^Children and records/);
});

test("another passphrase opens the same records, and the old one no longer", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("kept");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("button", { name: "This device" }).click();
  await expect(page.getByText("Argon2id")).toBeVisible();
  await expect(page.getByText(/MB of .* [MG]B used/)).toBeVisible();
  await picture(page, "device");
  await page.getByRole("button", { name: "Change passphrase" }).click();
  await expect(page.getByRole("main")).toContainText("Somebody who knows the old passphrase and gets hold of this device may still read what is kept here");
  await page.locator("#old-passphrase").fill(PASSPHRASE);
  await page.locator("#changed-passphrase").fill("another four words here");
  await page.getByRole("main").getByRole("button", { name: "Change passphrase" }).click();
  await expect(page.getByText("The passphrase is changed.")).toBeVisible();
  // What is typed over a hidden screen is not to be remembered: it may be the PIN.
  await page.getByRole("button", { name: "Hide screen" }).click();
  await expect(page.locator("#reopen")).toHaveAttribute("autocomplete", "off");
  await page.reload();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("does not open this device");
  // It leads back to the record.
  await unlock(page, { passphrase: "another four words here" });
  await section(page, AREA.section);
  await expect(controlOf(page, AREA)).toHaveValue("kept");
});

test("deleting everything asks first, says what it cannot reach, and leaves nothing", async ({ page }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("kept");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.evaluate(() => localStorage.setItem("wayhome-display", "dark"));
  await page.getByRole("button", { name: "This device" }).click();
  await page.getByRole("button", { name: "Delete everything on this device" }).click();
  await expect(page.getByText("Wayhome cannot reach files in Downloads")).toBeVisible();
  await picture(page, "wipe");
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Everything Wayhome kept on this device is deleted/ })).toBeVisible();
  const left = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    choices: localStorage.length,
  }));
  expect(left).toEqual({ databases: [], caches: [], workers: 0, choices: 0 });
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
});

test("records past the limit are announced, and go when a person says so", async ({ page }) => {
  await oldVisit(page);
  await page.clock.setSystemTime(new Date("2026-10-05T10:00:00Z"));
  await page.reload();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  const due = page.locator(".due");
  await expect(due).toContainText("This has not been changed for 30 days or more");
  await expect(due.getByRole("listitem").filter({ hasText: "Home visit, started on 1 September 2026, not signed" })).toBeVisible();
  const remove = async () => {
    await due.getByRole("button", { name: "Delete these records now" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete these records now" }).click();
    await expect(due.getByText("Records deleted.")).toBeFocused();
    await expect(due.getByText("30 days or more")).toBeHidden();
  };
  await remove();
  // Deleted by mistake: as long as the page is there, so are they.
  await due.getByRole("button", { name: "Undo delete" }).click();
  await expect(due.getByText("The records are back.")).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await page.locator(".home__loose .card__open").first().click();
  await section(page, AREA.section);
  await expect(controlOf(page, AREA)).toHaveValue("old");
  // Put back, they count as changed today.
  await page.clock.setSystemTime(new Date("2026-11-10T10:00:00Z"));
  await page.reload();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await remove();
  await page.getByRole("button", { name: "Back" }).click();
  // What was open is not shown any more.
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await expect(page.locator(".home__loose")).toBeHidden();
});

test("what is open in another tab does not go with the records past the limit", async ({ page, context }) => {
  await oldVisit(page);
  await page.getByRole("button", { name: "Close" }).click();
  await page.clock.setSystemTime(new Date("2026-10-05T10:00:00Z"));
  await page.reload();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  const due = page.locator(".due");
  await expect(due).toContainText("This has not been changed for 30 days or more");
  const other = await context.newPage();
  await other.goto("/");
  await other.locator("#passphrase").fill(PASSPHRASE);
  await other.getByRole("button", { name: "Unlock", exact: true }).click();
  await other.getByRole("button", { name: "Back" }).click();
  await other.locator(".home__loose .card__open").first().click();
  await section(other, AREA.section);
  await expect(controlOf(other, AREA)).toHaveValue("old");
  await due.getByRole("button", { name: "Delete these records now" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete these records now" }).click();
  await expect(due.getByText("Not everything could be deleted.")).toBeVisible();
  await controlOf(other, AREA).pressSequentially(", and new");
  await expect(saved(other)).toContainText("Saved on this device");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.locator(".home__loose .card__open")).toHaveCount(1);
});

test("a child in active work stays, however long ago it was added, and so does what was changed today", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-09-01T10:00:00Z") });
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("old");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.clock.setSystemTime(new Date("2026-10-05T10:00:00Z"));
  await page.reload();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await expect(page.getByText("This has not been changed for 30 days or more")).toBeVisible();
  await expect(page.getByText("R-2041: Home visit")).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially(", and new");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("button", { name: "This device" }).click();
  await expect(page.getByRole("button", { name: "Change passphrase" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete these records now" })).toHaveCount(0);
});
