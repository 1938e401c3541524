// What is not saved does not go silently: not with the page, not with Close, not with Back; and it is never written over what is newer.

import { expect, test } from "../journey.mjs";
import { addChild, alert, begin, section, start, violations } from "../words.mjs";
import { AREA, controlOf, openKept, saved, setUp, unlock } from "../keeping.mjs";

/** While `window.full` is set, the device has no room. */
function filling() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (window.full) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, words);
  };
}

const home = (page) => page.getByRole("heading", { level: 1, name: "Children and records" });

async function unsaved(page) {
  await page.addInitScript(filling);
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  const area = controlOf(page, AREA);
  await area.pressSequentially("kept ");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.evaluate(() => (window.full = true));
  await area.pressSequentially("lost?");
  await expect(saved(page)).toHaveText("Not saved");
  return area;
}

/** Whether the browser asks before the page goes. It stays. */
async function asks(page) {
  const asked = page.waitForEvent("dialog", { timeout: 5_000 }).catch(() => null);
  await page.evaluate(() => setTimeout(() => location.reload(), 0));
  const dialog = await asked;
  await dialog?.dismiss();
  return dialog?.type() === "beforeunload";
}

test("the browser asks before a page with something unsaved goes, and not once it is saved", async ({ page }) => {
  const area = await unsaved(page);
  expect(await violations(page)).toEqual([]);
  expect(await asks(page)).toBe(true);
  await expect(area).toHaveValue("kept lost?");
  await page.evaluate(() => (window.full = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toContainText("Saved on this device");
  // The button has gone, and the keyboard is not left nowhere.
  await expect(page.getByRole("heading", { level: 1, name: AREA.section })).toBeFocused();
  // Whoever is elsewhere when it is saved stays there.
  await page.evaluate(() => (window.full = true));
  await area.press("End");
  await area.pressSequentially("!");
  await expect(saved(page)).toHaveText("Not saved");
  await page.evaluate(() => (window.full = false));
  await expect(saved(page)).toContainText("Saved on this device", { timeout: 10_000 });
  await expect(area).toBeFocused();
  await page.reload();
  await unlock(page);
});

test("Close keeps what is unsaved on the screen, until it is saved or downloaded", async ({ page }) => {
  const area = await unsaved(page);
  const close = page.getByRole("banner").getByRole("button", { name: "Close" });
  await close.click();
  await expect(alert(page)).toContainText("Your latest answers are on the screen only");
  await expect(area).toHaveValue("kept lost?");
  // Nor does another screen of the record seem to have saved it.
  await page.getByRole("button", { name: "Check answers" }).first().click();
  await expect(saved(page)).toHaveText("Not saved");
  await close.click();
  await expect(alert(page)).toContainText("Your latest answers are on the screen only");
  await expect(page.locator("#not-saved")).toBeFocused();
  await page.evaluate(() => (window.full = false));
  await close.click();
  await expect(home(page)).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  await page.reload();
  await unlock(page);
  await openKept(page);
  await section(page, AREA.section);
  await expect(area).toHaveValue("kept lost?");
});

test("Back says on the first screen what is unsaved; opened again and gone on with, nothing older is written over it", async ({ page }) => {
  const area = await unsaved(page);
  await section(page, "The visit");
  await page.locator('[id="question-visit_date-answer-day"]').pressSequentially("3");
  await page.goBack();
  await expect(home(page)).toBeVisible();
  const said = alert(page).filter({ hasText: "A record that you left is not saved" });
  await expect(said).toBeVisible();
  expect(await asks(page)).toBe(true);
  // Another tab makes this one read everything anew from the device, where the words are not.
  const others = await page.context().newPage();
  await others.goto("/");
  await others.evaluate(() => new BroadcastChannel("wayhome").postMessage("kept another 1"));
  await page.bringToFront();
  await page.waitForTimeout(1_500);
  await others.close();
  await said.getByRole("button", { name: "Open the record" }).click();
  await expect(saved(page)).toHaveText("Not saved");
  await expect(page.locator('[id="question-visit_date-answer-day"]')).toHaveValue("3");
  await section(page, AREA.section);
  await expect(area).toHaveValue("kept lost?");
  await area.press("Control+End");
  await area.pressSequentially(" No.");
  await page.evaluate(() => (window.full = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toContainText("Saved on this device");
  // As long as whatever was left behind would have taken to try again.
  await page.waitForTimeout(2_500);
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  await expect(alert(page)).toHaveCount(0);
  await page.reload();
  await unlock(page);
  await openKept(page);
  await section(page, AREA.section);
  await expect(area).toHaveValue("kept lost? No.");
});

test("a child that could not be saved is not forgotten over what could, and is saved once there is room", async ({ page, context }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    let first;
    // There is no room for what is kept first; for the others there is.
    IDBObjectStore.prototype.put = function (row, key) {
      if (window.full && String(key).startsWith("document/")) {
        first ??= key.split("/")[1];
        if (key.includes(first)) throw new DOMException("full", "QuotaExceededError");
      }
      return put.call(this, row, key);
    };
  });
  await page.goto("/");
  await setUp(page);
  await page.evaluate(() => (window.full = true));
  await addChild(page, "R-2041");
  const said = alert(page).filter({ hasText: "no room left" });
  await expect(said).toBeVisible();
  await begin(page);
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("saved");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  // The record is on the device; the child whom it is about is not, and is still shown when another tab has changed something.
  await expect(said).toBeVisible();
  const others = await context.newPage();
  await others.goto("/");
  await others.evaluate(() => new BroadcastChannel("wayhome").postMessage("kept another 1"));
  await page.bringToFront();
  await page.waitForTimeout(1_500);
  await others.close();
  await expect(page.getByRole("heading", { name: "R-2041" })).toBeVisible();
  expect(await asks(page)).toBe(true);
  await page.evaluate(() => (window.full = false));
  await expect(said).toHaveCount(0);
  await page.reload();
  await unlock(page);
  await expect(page.getByRole("heading", { name: "R-2041" })).toBeVisible();
});

test("two records are left unsaved, and each can be brought back with all that was typed", async ({ page }) => {
  await unsaved(page);
  await section(page, "The visit");
  await page.locator('[id="question-visit_date-answer-day"]').pressSequentially("3");
  await page.goBack();
  const said = alert(page).filter({ hasText: "A record that you left is not saved" });
  await expect(said).toBeVisible();
  await page.locator(".home__quick summary").click();
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("another");
  await expect(saved(page)).toHaveText("Not saved");
  await page.goBack();
  await expect(said).toBeVisible();
  await page.waitForTimeout(1_500);
  // The one that was left first comes first.
  await said.getByRole("button", { name: "Open the record" }).click();
  await expect(saved(page)).toHaveText("Not saved");
  await expect(page.locator('[id="question-visit_date-answer-day"]')).toHaveValue("3");
  await section(page, AREA.section);
  await expect(controlOf(page, AREA)).toHaveValue("kept lost?");
  await controlOf(page, AREA).press("Control+End");
  await controlOf(page, AREA).pressSequentially(" No.");
  await page.evaluate(() => (window.full = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  // The other one keeps itself by now.
  await expect(said).toHaveCount(0);
  await page.waitForTimeout(1_500);
  expect(await asks(page)).toBe(false);
  await unlock(page);
  const texts = [];
  for (const card of [0, 1]) {
    await page.locator(".home__loose .card__open").nth(card).click();
    await section(page, AREA.section);
    await expect(controlOf(page, AREA)).toBeEnabled();
    texts.push(await controlOf(page, AREA).inputValue());
    await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  }
  expect(texts.sort()).toEqual(["another", "kept lost? No."]);
});

/** A new record of which nothing could be saved, left by Back. */
async function neverSaved(page) {
  await page.addInitScript(filling);
  await page.goto("/");
  await setUp(page);
  await page.evaluate(() => (window.full = true));
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("never saved");
  await expect(saved(page)).toHaveText("Not saved");
  await page.goBack();
  const said = alert(page).filter({ hasText: "A record that you left is not saved" });
  await expect(said).toBeVisible();
  return said;
}

/** How many rows of documents the device holds. */
const rows = (page) =>
  page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === "wayhome")) return null;
    const opening = indexedDB.open("wayhome");
    const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const keys = database.transaction("rows").objectStore("rows").getAllKeys();
    const found = await new Promise((resolve) => (keys.onsuccess = () => resolve(keys.result)));
    database.close();
    return found.filter((key) => key.startsWith("document/")).length;
  });

test("a record that is deleted before it could be saved does not come back", async ({ page }) => {
  const said = await neverSaved(page);
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete record" }).click();
  await expect(said).toHaveCount(0);
  await page.evaluate(() => (window.full = false));
  // As long as whoever still kept it would have taken to try again.
  await page.waitForTimeout(2_500);
  expect(await rows(page)).toBe(0);
  expect(await asks(page)).toBe(false);
  await unlock(page);
  await expect(page.locator(".home__loose")).toBeHidden();
});

test("after everything is deleted, what was left unsaved does not make the database anew", async ({ page }) => {
  await neverSaved(page);
  await page.locator(".home__quick summary").click();
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("nor this");
  await expect(saved(page)).toHaveText("Not saved");
  await page.goBack();
  await page.getByRole("button", { name: "This device" }).click();
  await page.getByRole("button", { name: "Delete everything on this device" }).click();
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Everything Wayhome kept on this device is deleted/ })).toBeVisible();
  await page.evaluate(() => (window.full = false));
  await page.waitForTimeout(2_500);
  expect(await rows(page)).toBe(null);
});

test("deleting everything from a locked page is told to the tabs that are at work", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("kept");
  await expect(saved(page)).toContainText("Saved on this device");
  const locked = await context.newPage();
  await locked.goto("/");
  await locked.getByRole("button", { name: /^Delete everything/ }).click();
  await locked.getByRole("button", { name: "Delete everything", exact: true }).click();
  await expect(locked.getByRole("heading", { level: 1, name: /^Everything Wayhome kept on this device is deleted/ })).toBeVisible();
  // The tab at work has begun anew: nothing in it may seem to be kept.
  await page.bringToFront();
  await expect(saved(page)).toHaveCount(0);
  await expect(page.getByText("Choose a passphrase").first()).toBeVisible();
  expect((await rows(page)) ?? 0).toBe(0);
});

test("a signature that the device did not take is said once the record is left, and saved as soon as there is room", async ({ page }) => {
  await unsaved(page);
  await page.evaluate(() => (window.full = false));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(saved(page)).toContainText("Saved on this device");
  // Opened anew, with nothing typed in it: all that is to be saved is the signature.
  await page.reload();
  await unlock(page);
  await page.evaluate(() => (window.full = true));
  await page.getByRole("button", { name: "Check answers" }).first().click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const signed = page.getByRole("heading", { level: 1, name: "Signed record" });
  await expect(signed).toBeVisible();
  await expect(saved(page)).toHaveText("Not saved");
  await expect(alert(page)).toContainText("Your latest answers are on the screen only");
  expect(await asks(page)).toBe(true);
  await page.getByRole("banner").getByRole("button", { name: "Close" }).click();
  const said = alert(page).filter({ hasText: "A record that you left is not saved" });
  await expect(said).toBeVisible();
  await page.evaluate(() => (window.full = false));
  await expect(said).toHaveCount(0);
  await page.reload();
  await unlock(page);
  await page.locator(".home__loose .card__open").first().click();
  await expect(signed).toBeVisible();
});
