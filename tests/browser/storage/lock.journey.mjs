// The screen locks by the clock on the wall, covers at once, and loses no letter.

import { expect, test } from "../journey.mjs";
import { keepNothing, section, small, start, violations } from "../words.mjs";
import { controlOf, FIELDS, PASSPHRASE, setUp, unlock } from "../keeping.mjs";

const AREA = FIELDS.find((field) => field.kind === "area");
const MINUTE = 60_000;
const cover = (page) => page.getByRole("dialog", { name: "The screen is hidden" });

async function atWork(page, pin = "") {
  await page.goto("/");
  await setUp(page, { pin });
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  return controlOf(page, AREA);
}

/** Everything is locked by hand. */
async function lock(page) {
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.getByRole("button", { name: "Lock Wayhome" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Unlock Wayhome" })).toBeVisible();
}

/** Every string and object that the page's JavaScript still holds, as the browser's own tools list them. */
async function heap(page) {
  const tools = await page.context().newCDPSession(page);
  let found = "";
  tools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => (found += chunk));
  await tools.send("HeapProfiler.enable");
  await tools.send("HeapProfiler.collectGarbage");
  await tools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await tools.detach();
  return found;
}

/** The page goes out of sight, or comes back. */
function turn(page, state) {
  return page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange"));
    // In the very same task: before any frame, and before the system takes a picture.
    return Number(getComputedStyle(document.querySelector(".inside")).opacity);
  }, state);
}

test("no timer has run for an hour, and the first touch finds it locked", async ({ page }) => {
  await page.clock.install();
  const area = await atWork(page);
  await area.pressSequentially("a word half wri");
  await expect(page.locator(".top__saved")).toContainText(/Sav/);
  // The clock on the wall goes on; nothing that waits for a timer runs.
  await page.clock.pauseAt(Date.now() + 2_000);
  await page.clock.setSystemTime(Date.now() + 60 * MINUTE);
  await Promise.all([page.waitForEvent("load"), area.press("x", { noWaitAfter: true })]);
  await page.clock.resume();
  await unlock(page);
  await expect(controlOf(page, AREA)).toHaveValue("a word half wri");
});

test("the screen is hidden in the middle of a word: it is written at once, without waiting for a pause in the typing", async ({ page }) => {
  await page.clock.install();
  const area = await atWork(page);
  // No timer runs any more.
  await page.clock.pauseAt(Date.now() + 2_000);
  await area.pressSequentially("said quietly that she wan");
  await expect(page.locator(".top__saved")).toContainText("Saving");
  await page.getByRole("button", { name: "Hide screen" }).click();
  await expect(page.locator(".top__saved")).toContainText("Saved");
  await page.clock.resume();
  await page.reload();
  await unlock(page);
  await expect(controlOf(page, AREA)).toHaveValue("said quietly that she wan");
});

test("after six minutes the first key is swallowed, and the PIN leads back to the same place", async ({ page }) => {
  await page.clock.install();
  const area = await atWork(page, "4071");
  await area.pressSequentially("before");
  await page.clock.setSystemTime(Date.now() + 6 * MINUTE);
  await page.keyboard.press("x");
  await expect(cover(page)).toBeVisible();
  await page.locator("#reopen").fill("4071");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(cover(page)).toBeHidden();
  await expect(area).toHaveValue("before");
  await area.press("!");
  await expect(area).toHaveValue("before!");
});

test("the warning comes a minute before, and one tap extends", async ({ page }) => {
  await page.clock.install();
  await atWork(page);
  await page.clock.runFor(4 * MINUTE + 1_000);
  const stay = page.getByRole("button", { name: "Stay" });
  await expect(stay).toBeVisible();
  await stay.click();
  await expect(stay).toBeHidden();
  await page.clock.runFor(2 * MINUTE);
  await expect(cover(page)).toBeHidden();
  await page.clock.runFor(4 * MINUTE);
  await expect(cover(page)).toBeVisible();
});

test("out of sight, the work is covered in the same moment", async ({ page }) => {
  await page.clock.install();
  await atWork(page);
  expect(await turn(page, "hidden")).toBe(0);
  expect(await turn(page, "visible")).toBe(1);
  expect(await turn(page, "hidden")).toBe(0);
  await page.clock.setSystemTime(Date.now() + MINUTE);
  expect(await turn(page, "visible")).toBe(0);
  await expect(cover(page)).toBeVisible();
});

test("the screen is hidden from a dialog too, and shows it again as it was", async ({ page }) => {
  await atWork(page, "4071");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).click();
  const asked = page.getByRole("dialog", { name: "Delete this record?" });
  await asked.getByRole("button", { name: "Hide screen" }).click();
  await expect(cover(page)).toBeVisible();
  expect(await asked.evaluate((dialog) => [dialog, "::backdrop"].map((part) => getComputedStyle(dialog, part === dialog ? null : part).opacity))).toEqual(["0", "0"]);
  await page.locator("#reopen").fill("4071");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(cover(page)).toBeHidden();
  await expect(asked).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await small(page)).toEqual([]);
  await asked.getByRole("button", { name: "Go back" }).click();
  await expect(page.locator(".home__loose .card")).toHaveCount(1);
});

test("no key takes the cover away, and none reaches what is under it", async ({ page }) => {
  const area = await atWork(page, "4071");
  await area.pressSequentially("before");
  for (const closedby of [true, false]) {
    await page.getByRole("button", { name: "Hide screen" }).click();
    await expect(cover(page)).toBeVisible();
    // A browser that does not know the attribute lets the key itself ask.
    if (!closedby) await page.locator("dialog.cover").evaluate((dialog) => dialog.removeAttribute("closedby"));
    for (let press = 0; press < 6; press += 1) await page.keyboard.press("Escape");
    await page.keyboard.type(" TAMPERED");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    await expect(cover(page)).toBeVisible();
    // Nor is a browser obeyed that closes it for another reason, such as its own Back.
    await page.locator("dialog.cover").evaluate((dialog) => dialog.close());
    await expect(cover(page)).toBeVisible();
    await expect(page.locator("dialog.cover")).toHaveJSProperty("open", true);
    await page.locator("#reopen").fill("4071");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(cover(page)).toBeHidden();
    await expect(area).toHaveValue("before");
  }
});

test("a hard lock that cannot keep the words lets their writer back by the passphrase, and by no PIN", async ({ page }) => {
  const area = await atWork(page, "4071");
  await area.pressSequentially("kept");
  await expect(page.locator(".top__saved")).toContainText("Saved on this device");
  const ways = [
    ["storage refuses", () => (IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); })],
    ["the browser has deleted everything", () => new Promise((done) => (indexedDB.deleteDatabase("wayhome").onsuccess = done))],
  ];
  for (const [how, breakStorage] of ways) {
    await page.evaluate(() => (window.kept ??= { put: IDBObjectStore.prototype.put }));
    await page.evaluate(breakStorage);
    await area.press("End");
    await page.keyboard.type(".");
    await expect(page.locator(".top__saved"), how).toContainText("Not saved");
    await page.getByRole("button", { name: "Hide screen" }).click();
    await page.getByRole("button", { name: "Lock Wayhome" }).click();
    await expect(cover(page)).toContainText("Enter your passphrase to go back to them");
    const field = page.locator("#unlock-again");
    await field.fill("4071");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(cover(page).getByRole("alert")).toContainText("That passphrase does not open this device");
    await field.fill(PASSPHRASE);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(cover(page)).toBeHidden();
    await page.evaluate(() => (IDBObjectStore.prototype.put = window.kept.put));
  }
  await expect(area).toHaveValue("kept..");
});

test("while storage takes its time, no PIN opens what is to be locked, and the passphrase does", async ({ page }) => {
  const area = await atWork(page, "4071");
  await area.pressSequentially("kept");
  await expect(page.locator(".top__saved")).toContainText("Saved on this device");
  // Whatever comes later waits for what was begun.
  await page.evaluate(async () => {
    window.hangs = true;
    const opening = indexedDB.open("wayhome");
    await new Promise((done) => (opening.onsuccess = done));
    opening.result.onversionchange = () => opening.result.close();
    const begun = opening.result.transaction("rows", "readwrite").objectStore("rows");
    const again = () => window.hangs && (begun.get("nothing").onsuccess = again);
    again();
  });
  await area.press("End");
  await page.keyboard.type(".");
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.getByRole("button", { name: "Lock Wayhome" }).click();
  await expect(cover(page).getByText("Wayhome is locking.")).toBeVisible();
  await expect(page.locator("#reopen")).toHaveCount(0);
  await page.locator("#unlock-again").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(cover(page)).toBeHidden();
  await page.evaluate(() => (window.hangs = false));
  await expect(page.locator(".top__saved")).toContainText("Saved on this device");
  await expect(area).toHaveValue("kept.");
});

test("where nothing is kept, the screen opens again however long nobody was there", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await keepNothing(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  const area = controlOf(page, AREA);
  await area.pressSequentially("nowhere else");
  await page.clock.setSystemTime(Date.now() + 31 * MINUTE);
  await page.keyboard.press("x");
  await expect(cover(page)).toBeVisible();
  await page.getByRole("button", { name: "Show the screen" }).click();
  await expect(cover(page)).toBeHidden();
  await expect(area).toHaveValue("nowhere else");
});

test("five wrong PINs lock hard", async ({ page }) => {
  const area = await atWork(page, "4071");
  await area.pressSequentially("kept");
  await page.getByRole("button", { name: "Hide screen" }).click();
  for (let miss = 1; miss <= 4; miss += 1) {
    await page.locator("#reopen").fill("1234");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(cover(page).getByRole("alert")).toContainText(miss === 4 ? "1 try left" : `${5 - miss} tries left`);
  }
  await page.locator("#reopen").fill("1234");
  await page.getByRole("button", { name: "Go on" }).click();
  await unlock(page);
  await expect(controlOf(page, AREA)).toHaveValue("kept");
});

test("what cannot be the PIN or the passphrase costs no try: what is asked for is said", async ({ page }) => {
  await atWork(page, "4071");
  await page.getByRole("button", { name: "Hide screen" }).click();
  const said = cover(page).getByRole("alert");
  for (const [typed, asked] of [["", "Enter your PIN or passphrase"], ["407", "PIN must be 4 to 12 digits"]]) {
    for (let tap = 1; tap <= 6; tap += 1) {
      await page.locator("#reopen").fill(typed);
      await page.getByRole("button", { name: "Go on" }).click();
      await expect(said).toContainText(asked);
    }
  }
  await page.locator("#reopen").fill("4071");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(cover(page)).toBeHidden();
});

test("locked in the middle of a word, no letter is lost, half a date neither", async ({ page }) => {
  const area = await atWork(page);
  await section(page, "The visit");
  await page.locator('[id="question-visit_date-answer-day"]').pressSequentially("3");
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.locator("#reopen").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Go on" }).click();
  await section(page, AREA.section);
  await area.focus();
  await page.keyboard.type("in the middle of a wo");
  await page.evaluate(() => {
    document.querySelector(".top__hide").click();
  });
  await page.getByRole("button", { name: "Lock Wayhome" }).click();
  await unlock(page);
  await expect(controlOf(page, AREA)).toHaveValue("in the middle of a wo");
  await section(page, "The visit");
  await expect(page.locator('[id="question-visit_date-answer-day"]')).toHaveValue("3");
});

test("unlocking leads back to the section and the stage, and to the first screen once the record is gone", async ({ page }) => {
  await atWork(page);
  await page.getByRole("button", { name: "Check answers" }).first().click();
  const looking = page.getByRole("heading", { level: 1, name: "Check your answers" });
  await expect(looking).toBeVisible();
  await lock(page);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(kept).toMatch(/^\{"wayhome-left-at":"check \d+ [0-9a-f-]{36}"\}$/);
  await unlock(page);
  await expect(looking).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await page.locator(".home__loose .card__open").first().click();
  await lock(page);
  await page.evaluate(() => sessionStorage.setItem("wayhome-left-at", "form 1 another"));
  await unlock(page);
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
});

test("loaded anew by hand, it leads back as well", async ({ page }) => {
  const area = await atWork(page);
  await area.pressSequentially("kept");
  await expect(page.locator(".top__saved")).toContainText("Saved on this device");
  await page.reload();
  await unlock(page);
  await expect(area).toHaveValue("kept");
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await page.reload();
  await unlock(page);
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
});

test("what opens has the focus at its heading: a new record, one that is kept, one that is unlocked, a new version", async ({ page }) => {
  const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true });
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await expect(heading("The visit")).toBeFocused();
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".home__loose .card__open").first().click();
  await expect(heading("The visit")).toBeFocused();
  await lock(page);
  await unlock(page);
  await expect(heading("The visit")).toBeFocused();
  await page.getByRole("button", { name: "Check answers" }).first().click();
  await expect(heading("Check your answers")).toBeFocused();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Make a new version" }).click();
  await expect(heading("The visit")).toBeFocused();
});

test("once it is locked, the page's memory holds nothing of what was typed", async ({ page }) => {
  const area = await atWork(page);
  await area.pressSequentially("ZEBRACANARY");
  await expect(page.locator(".top__saved")).toContainText("Saved on this device");
  await page.evaluate(() => (window.held = { words: document.querySelector(":focus").value }));
  expect(await heap(page), "the search finds what is there").toContain("ZEBRACANARY");
  await lock(page);
  await expect(page.getByRole("heading", { level: 1, name: "Unlock Wayhome" })).toBeVisible();
  expect(await heap(page)).not.toContain("ZEBRACANARY");
});

test("a wrong passphrase is said in plain words, and the right one may be pasted", async ({ page, context }) => {
  await atWork(page);
  await page.getByRole("button", { name: "Hide screen" }).click();
  await page.getByRole("button", { name: "Lock Wayhome" }).click();
  await page.locator("#passphrase").fill("kettle orbit mango");
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("That passphrase does not open this device");
  const field = page.locator("#passphrase");
  await expect(field).toHaveAttribute("autocomplete", "current-password");
  await field.fill("");
  await field.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const allowed = element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    if (!allowed) throw new Error("pasting is refused");
  }, PASSPHRASE);
  await unlock(page);
});

test("a passphrase that was typed and left is gone from the page, and out of sight with it", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  const left = async (field) => {
    await page.locator(field).fill(PASSPHRASE);
    await page.getByRole("button", { name: "Show passphrase" }).click();
    await expect(page.getByText(PASSPHRASE)).toBeVisible();
    expect(await turn(page, "hidden")).toBe(0);
    expect(await turn(page, "visible")).toBe(1);
    await expect(page.locator(field), "a moment is not long enough").toHaveValue(PASSPHRASE);
  };
  const isGone = async (field) => {
    await expect(page.locator(field)).toHaveValue("");
    await expect(page.getByText(PASSPHRASE)).toHaveCount(0);
    await expect(page.getByText("What was typed here is gone")).toBeVisible();
  };
  await left("#new-passphrase");
  await turn(page, "hidden");
  await page.clock.setSystemTime(Date.now() + MINUTE);
  await turn(page, "visible");
  await isGone("#new-passphrase");
  await setUp(page);
  await page.reload();
  await left("#passphrase");
  await page.clock.runFor(6 * MINUTE);
  await isGone("#passphrase");
  await unlock(page);
});
