// Sending from several tabs, past a deletion and past a sleep: what is sent is what stands, it is sent once, and what is said of it is true.

import { kill, newProfile, openProfile, unlock } from "./keeping.mjs";
import { allowed, asked, expect, keeping, NAME, sent, signedVisit, state, tap, test, visiting, withLine } from "./sending.mjs";
import { sign } from "./signing.mjs";
import { answer, keepNothing } from "./words.mjs";

test.describe.configure({ timeout: 300_000 });

/** Another tab, at the first screen. */
async function another(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await unlock(page);
  return page;
}

/** The same, with the one signed record open. */
async function reading(context, url) {
  const page = await another(context, url);
  await page.locator(".home__loose .card__open").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  return page;
}

async function ask(page) {
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).toBeVisible();
}

const send = (page) => asked(page).getByRole("button", { name: "Send", exact: true }).click();
const cards = (page) => page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card");

async function deleteHere(page) {
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).first().click();
  await page.getByRole("dialog", { name: "Delete this record?" }).getByRole("button", { name: "Delete record" }).click();
}

test("two tabs ask about one record, and it is sent once; an older version is not sent any more, and the other tab says why", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url);
  const second = await reading(context, url);
  await ask(page);
  await ask(second);
  await Promise.all([send(page), send(second)]);
  await sent(page);
  await sent(second);
  const said = (tab) => tab.locator("#not-sent");
  const both = async () => [await said(page).innerText(), await said(second).innerText()].filter(Boolean);
  await expect.poll(both).toEqual([expect.stringContaining("was chosen in another tab")]);
  await expect(said((await said(page).innerText()) ? page : second)).toBeFocused();
  expect(line.tries.length).toBe(1);

  // The first tab begins a newer version; the second asks about it once it is signed, and then a third stands.
  const version = async () => {
    await page.getByRole("button", { name: "Make a new version" }).click();
    await answer(page, "visited_by", "B. Other");
    await sign(page);
  };
  await version();
  await second.close();
  const third = await another(context, url);
  await third.locator(".home__loose .card", { hasNotText: "A newer version replaces" }).locator(".card__open").click();
  await ask(third);
  await version();
  await send(third);
  await expect(said(third)).toContainText("Not sent: a newer version of this record was signed in another tab.");
  await expect(said(third)).toBeFocused();
  await expect(third.getByRole("button", { name: `Send to ${NAME}` })).toHaveCount(0);
  expect(line.tries.length, "only the first").toBe(1);
  await context.close();
  await profile.remove();
});

test("a dialog that goes with a record deleted in another tab leaves the keyboard where that is said", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url);
  const second = await reading(context, url);
  await ask(second);
  await page.getByRole("button", { name: "Close" }).click();
  await deleteHere(page);
  await expect(second.locator("#deleted-elsewhere")).toBeFocused();
  await expect(asked(second)).toHaveCount(0);
  expect(line.tries).toEqual([]);
  await context.close();
  await profile.remove();
});

/** Once `window.armed` is set, the page is dead to the device after the first write or removal that comes through. */
function dying() {
  const { transaction } = IDBDatabase.prototype;
  const remove = IDBObjectStore.prototype.delete;
  IDBDatabase.prototype.transaction = function (...words) {
    if (window.dead) throw new DOMException("killed", "InvalidStateError");
    return transaction.apply(this, words);
  };
  IDBObjectStore.prototype.delete = function (...words) {
    if (window.armed) this.transaction.addEventListener("complete", () => (window.dead = true));
    return remove.apply(this, words);
  };
}

test("killed in the middle of deleting, nothing is sent of a record that is gone", async () => {
  const { line, url } = await withLine();
  const { profile, context, page } = await keeping(url, { init: dying });
  line.down = true;
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  await page.getByRole("button", { name: "Close" }).click();
  await page.evaluate(() => (window.armed = true));
  await deleteHere(page);
  await page.waitForFunction(() => window.dead);
  await kill(profile);
  await context.close().catch(() => {});
  line.down = false;
  const tries = line.tries.length;
  const again = await openProfile(profile, url, { to: allowed });
  await unlock(again.page);
  await expect(again.page.locator(".home__loose .card")).toHaveCount(0);
  await expect(cards(again.page)).toHaveCount(0);
  await again.page.waitForTimeout(6_000);
  expect(line.tries.length).toBe(tries);
  await again.context.close();
  await profile.remove();
});

test("what is being sent is not deleted under way, and says so", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("stall");
  await tap(page);
  await expect.poll(() => line.tries.length).toBe(1);
  await page.getByRole("button", { name: "Close" }).click();
  await deleteHere(page);
  const said = page.locator("#not-deleted");
  await expect(said).toBeFocused();
  await expect(said).toContainText("because something of it was being sent at that moment");
  await expect(page.locator(".home__loose .card")).toHaveCount(1);
  await expect(cards(page)).toContainText("Sent on ", { timeout: 90_000 });
  await deleteHere(page);
  await expect(said).toHaveCount(0);
  await expect(cards(page)).toHaveCount(0);
  expect((await line.received()).length).toBe(1);
  await page.close();
});

/** A device that sleeps: no timer of more than a moment ever ends, and the clock goes on by `window.slept`. */
function sleeping() {
  window.slept = 0;
  const { setTimeout: set, Date: Real } = window;
  window.setTimeout = (act, wait, ...words) => (wait > 900 ? 0 : set(act, wait, ...words));
  window.Date = class extends Real {
    constructor(...words) {
      super(...(words.length > 0 ? words : [Real.now() + window.slept]));
    }
    static now() {
      return Real.now() + window.slept;
    }
  };
}

test("what came due while the device slept goes as soon as somebody is back", async () => {
  const { line, url } = await withLine();
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { init: sleeping, to: allowed });
  await keepNothing(page);
  await signedVisit(page);
  line.faults.push("503");
  await tap(page);
  await expect(state(page)).toContainText("Next try at");
  await page.evaluate(() => (window.slept = 20_000));
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await sent(page);
  expect(line.tries.length).toBe(2);
  await context.close();
  await profile.remove();
});

test("a tab with another address to send to sends, although an earlier one is open", async () => {
  const { line, url, stop } = await withLine();
  const { profile, context, page } = await keeping(url, { offline: true });
  line.down = true;
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  await page.getByRole("button", { name: "Close" }).click();
  await stop();
  const there = await withLine({ name: "Quay", port: new URL(url).port });
  // Loaded past what is kept of the earlier edition, as a person may do.
  const later = await context.newPage();
  await later.goto(url);
  await (await context.newCDPSession(later)).send("Page.reload", { ignoreCache: true });
  const sendsTo = () => later.evaluate(async () => (await fetch(document.querySelector("meta[name=wayhome-sending]").content)).text());
  await expect(async () => expect(await sendsTo()).toContain("Quay")).toPass({ timeout: 30_000 });
  await unlock(later);
  await expect(cards(later)).toContainText("If Wayhome is open in another tab, that one may still send it.");
  await later.locator(".home__loose .card__open").first().click();
  await later.getByRole("button", { name: "Make a new version" }).click();
  await sign(later);
  await later.getByRole("button", { name: "Send to Quay" }).click();
  await send(later);
  await sent(later);
  expect((await there.line.received()).length).toBe(1);
  await expect(cards(page).first(), "the tab before still tries its own").toContainText("Not sent yet");
  line.down = false;
  await page.getByRole("button", { name: /^Try again now/ }).click();
  await expect(cards(page).first()).toContainText("Sent on ", { timeout: 60_000 });
  await context.close();
  await profile.remove();
});

test("a record that came signed may have been sent from there, and is asked about with that", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).not.toContainText("from where it was signed");
  await expect(asked(page), "nothing is kept in this visit").toContainText("before it says “Sent”, it may or may not arrive.");
  await send(page);
  await sent(page);
  const [document] = await line.received();
  await page.close();
  const there = await visiting(browser, url);
  await there.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
  await expect(there.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await ask(there);
  await expect(asked(there)).toContainText("It may have been sent already from where it was signed.");
  await there.close();
});
