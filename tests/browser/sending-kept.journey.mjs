// What waits to be sent on a device that keeps it: nothing is lost or sent twice where there is no room, with two tabs, and when the
// browser is killed in between.

import { isUnchanged } from "../../samples/receiver/receiver.mjs";
import { kill, newProfile, openProfile, scan, setUp, unlock } from "./keeping.mjs";
import { allowed, asked, expect, keeping, NAME, sent, state, tap, test, withLine, WORKER } from "./sending.mjs";
import { sign } from "./signing.mjs";
import { answer, start } from "./words.mjs";

test.describe.configure({ timeout: 300_000 });

/** While `window.full` is set, the device has no room. */
function filling() {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...words) {
    if (window.full) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, words);
  };
}

/** How many documents lie on the device. */
const documents = (page) =>
  page.evaluate(async () => {
    const opening = indexedDB.open("wayhome");
    const database = await new Promise((opened) => (opening.onsuccess = () => opened(opening.result)));
    const keys = database.transaction("rows").objectStore("rows").getAllKeys();
    await new Promise((read) => (keys.onsuccess = read));
    database.close();
    return new Set(keys.result.filter((key) => key.startsWith("document/")).map((key) => key.split("/")[1])).size;
  });

test("that something to be sent was not kept stays said until it is, whatever is read meanwhile", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url, { init: filling });
  await page.evaluate(() => (window.full = true));
  await tap(page);
  const said = page.getByRole("alert").filter({ hasText: "The device has no room left" });
  await expect(said).toBeVisible();
  // Another tab has kept something: this one reads everything anew, a second later.
  await page.evaluate(() => new BroadcastChannel("wayhome").postMessage("kept another 1"));
  const others = await context.newPage();
  await others.goto(url);
  await others.evaluate(() => new BroadcastChannel("wayhome").postMessage("kept another 1"));
  await page.bringToFront();
  // As long as hearing of it and reading take: that nothing changes has no sign of its own.
  await page.waitForTimeout(2_000);
  await expect(said).toBeVisible();
  await page.evaluate(() => (window.full = false));
  await tap(page);
  await sent(page);
  await expect(said).toHaveCount(0);
  expect(await line.received()).toHaveLength(1);
  await context.close();
  await profile.remove();
});

test("what was to be sent of a record that is put back is not lost while the device has no room", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url, { init: filling });
  line.down = true;
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("dialog", { name: "Delete this record?" }).getByRole("button", { name: "Delete record" }).click();
  await expect.poll(() => documents(page)).toBe(0);
  await page.evaluate(() => (window.full = true));
  await page.locator("#put-back").click();
  await expect(page.getByRole("alert").filter({ hasText: "The device has no room left" }).first()).toBeVisible();
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card");
  await expect(card).toHaveCount(1);
  await page.evaluate(() => (window.full = false));
  line.down = false;
  await expect(card).toContainText("Sent on ", { timeout: 60_000 });
  await expect(page.getByRole("alert").filter({ hasText: "The device has no room left" })).toHaveCount(0, { timeout: 15_000 });
  expect(await documents(page)).toBe(2);
  expect(await line.received()).toHaveLength(1);
  await context.close();
  await profile.remove();
});

test("killed in the middle of tries, and opened again: everything arrives once, and nothing lies readable on the disk", async () => {
  const { line, url } = await withLine();
  const profile = await newProfile();
  const RECORDS = 3;
  // Earlier records are tried while a later one is written, as often as the machine has time for: so nothing goes through by itself.
  line.down = true;
  for (let run = 0; run < RECORDS; run += 1) {
    const { context, page } = await openProfile(profile, url, { to: allowed });
    if (run === 0) await setUp(page);
    else await unlock(page);
    // With records there, starting without a child is folded away.
    if (run > 0) await page.getByText("Start a record without a child").first().click();
    await start(page, "Home visit", { entered: true });
    await answer(page, "visited_by", `${WORKER}${run}`);
    await sign(page);
    // Each is killed at another moment: while nothing goes through, after it was kept, while it stalls.
    line.faults.splice(0, line.faults.length, ...[[], ["cut"], ["stall"]][run]);
    await tap(page);
    // From the moment on that it is shown, it is kept. One goes at a time, so that an earlier one may be on its way.
    await expect(state(page)).toContainText(/Waiting to be sent|Not sent yet|Sending…/);
    await expect.poll(() => line.tries.length, { timeout: 30_000 }).toBeGreaterThan(run);
    await kill(profile);
    await context.close().catch(() => {});
  }
  expect(await scan(profile, [WORKER])).toEqual([]);
  line.faults.length = 0;
  line.down = false;
  const { context, page } = await openProfile(profile, url, { to: allowed });
  await page.waitForTimeout(2_000);
  const tries = line.tries.length;
  await unlock(page);
  const lines = page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card");
  await expect(lines).toHaveCount(RECORDS);
  await expect(lines.filter({ hasText: "Sent on " })).toHaveCount(RECORDS, { timeout: 120_000 });
  expect(line.tries.length, "nothing goes before it is unlocked").toBeGreaterThan(tries);
  const received = await line.received();
  expect(received.map(({ answers }) => answers.visited_by).sort()).toEqual([0, 1, 2].map((run) => `${WORKER}${run}`));
  expect(received.every(isUnchanged)).toBe(true);
  console.log(`sending: ${RECORDS} records, ${line.tries.length} tries, ${received.length} kept`);
  // Another tab sees the same, and sends nothing twice.
  const other = await context.newPage();
  await other.goto(url);
  await unlock(other);
  await expect(other.locator(".card__line", { hasText: "Sent on " })).toHaveCount(RECORDS);
  await context.close();
  await profile.remove();
});

test("two tabs send at once, and one is closed in the middle: everything arrives once", async () => {
  const { line, url } = await withLine();
  const profile = await newProfile();
  const { context, page: first } = await openProfile(profile, url, { to: allowed });
  await setUp(first);
  const second = await context.newPage();
  await second.goto(url);
  await unlock(second);
  const pages = [first, second];
  const visit = async (page, round, place) => {
    // With records there, of either tab, starting without a child is folded away.
    if (round + place > 0) await page.getByText("Start a record without a child").first().click();
    await start(page, "Home visit", { entered: true });
    await answer(page, "visited_by", `${WORKER}${round}${place}`);
    await sign(page);
    await page.getByRole("button", { name: `Send to ${NAME}` }).click();
    await expect(asked(page)).toBeVisible();
  };
  for (const [place, page] of pages.entries()) await visit(page, 0, place);
  line.faults.push("hang up", "cut", "503");
  const send = (page) => asked(page).getByRole("button", { name: "Send", exact: true }).click();
  await Promise.all(pages.map(send));
  for (const page of pages) await sent(page);
  expect((await line.received()).map(({ answers }) => answers.visited_by).sort()).toEqual([`${WORKER}00`, `${WORKER}01`]);
  expect(new Set(line.tries.map(({ key }) => key)).size).toBe(2);

  // Both send again; the tab that sends is closed while the answer to one is awaited, and the other tab takes over.
  for (const page of pages) await page.getByRole("button", { name: "Close" }).click();
  for (const [place, page] of pages.entries()) await visit(page, 1, place);
  const before = line.tries.length;
  line.faults.push("stall");
  await Promise.all(pages.map(send));
  // From the moment on that it is shown, it is kept.
  for (const page of pages) await expect(state(page)).toContainText(/Waiting to be sent|Not sent yet|Sending…/);
  await expect.poll(() => line.tries.length, { timeout: 30_000 }).toBeGreaterThan(before);
  await first.close();
  await second.getByRole("button", { name: "Close" }).click();
  const cards = second.locator("section", { has: second.getByRole("heading", { name: "Sending" }) }).locator(".card");
  await expect(cards.filter({ hasText: "Sent on " })).toHaveCount(4, { timeout: 120_000 });
  const received = await line.received();
  expect(received.map(({ answers }) => answers.visited_by).sort()).toEqual(["00", "01", "10", "11"].map((end) => WORKER + end));
  expect(new Set(line.tries.map(({ key }) => key)).size).toBe(4);
  console.log(`sending from two tabs: 4 records, ${line.tries.length} tries, ${received.length} kept`);
  await context.close();
  await profile.remove();
});

test("on a device that keeps what waits, leaving asks nothing: it is sent later", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url);
  line.faults.push("503", "503", "503");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  line.faults.length = 0;
  const later = await context.newPage();
  await later.goto(url);
  await unlock(later);
  await expect(later.locator(".card__line", { hasText: "Sent on " })).toHaveCount(1, { timeout: 60_000 });
  expect((await line.received()).length).toBe(1);
  await context.close();
  await profile.remove();
});
