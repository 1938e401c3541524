// Two tabs: one writes, the other reads, and the last letter goes along when they change over.

import { readFile } from "node:fs/promises";
import { expect, test } from "../journey.mjs";
import { picture } from "../screens.mjs";
import { addChild, section, start, violations } from "../words.mjs";
import { AREA, controlOf, openKept, saved, setUp, thorough, unlock } from "../keeping.mjs";

test("the second tab reads, and taking over hands on the last letter", async ({ page, context }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("start ");
  await expect(saved(page)).toContainText("Saved on this device");

  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await openKept(second);
  await expect(second.getByText("This record is open in another tab")).toBeVisible();
  // Everything is read here, also by a screen reader, and nothing is written: no control that would write takes anything.
  await expect(second.getByText("Your answers are saved on this device as you type")).toBeHidden();
  await section(second, AREA.section);
  const reading = controlOf(second, AREA);
  await expect(reading).toBeDisabled();
  await expect(reading).toHaveValue("start ");
  await expect(second.getByRole("textbox", { name: /./ }).first()).toBeVisible();
  expect(await second.locator("[inert]").count()).toBe(0);
  expect(await violations(second)).toEqual([]);
  await picture(second, "read-only");
  await second.getByRole("button", { name: "Check answers" }).first().click();
  await expect(second.getByText("This record is open in another tab")).toBeVisible();
  await expect(second.getByRole("button", { name: "Sign off this record" })).toBeDisabled();
  await expect(second.getByRole("button", { name: /^Change/ })).toHaveCount(0);
  await expect(second.getByRole("heading", { level: 1, name: "Check your answers" })).toBeFocused();
  await second.evaluate(() => (window.print = () => (window.printed = true)));
  await second.getByRole("button", { name: "Print", exact: true }).click();
  expect(await second.evaluate(() => window.printed)).toBe(true);
  await context.grantPermissions(["clipboard-write"]);
  await second.getByRole("button", { name: "Copy as text" }).click();
  await second.getByRole("dialog", { name: "Before you copy" }).getByRole("button", { name: "Copy as text" }).click();
  await expect(second.locator(".leave__said")).toContainText("Copied as text.");
  await second.getByText("What is open", { exact: true }).click();
  await expect(second.locator("#open li").first()).toBeVisible();
  await second.goBack();
  await expect(reading).toBeDisabled();

  let [writes, reads] = [page, second];
  let text = "start ";
  for (let turn = 0; turn < (thorough ? 30 : 4); turn += 1) {
    // Typed, and at once, before any save can have ended, the other tab takes over.
    const more = `${turn}${"xyz".repeat(Math.floor(Math.random() * 3))};`;
    await section(writes, AREA.section);
    const area = controlOf(writes, AREA);
    await area.focus();
    await writes.keyboard.press("Control+End");
    await Promise.all([writes.keyboard.type(more), Math.random() < 0.5 ? writes.waitForTimeout(Math.random() * 200) : null]);
    text += more;
    await reads.getByRole("button", { name: "Edit here" }).click();
    await expect(writes.getByText("This record is open in another tab")).toBeVisible();
    // What was typed in is out of use: the keyboard is where that is said, beside the way back.
    await expect(writes.getByText("This record is open in another tab")).toBeFocused();
    await expect(controlOf(reads, AREA)).toBeEnabled();
    await expect(controlOf(writes, AREA)).toBeDisabled();
    [writes, reads] = [reads, writes];
    await section(writes, AREA.section);
    await expect(controlOf(writes, AREA)).toHaveValue(text);
  }
});

test("what is open in another tab is not deleted from under whoever writes it", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("written");
  await expect(saved(page)).toContainText("Saved on this device");
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await second.locator(".card__open", { hasText: "R-2041" }).click();
  for (const [ask, go] of [
    [second.locator(".card").getByRole("button", { name: /^Delete/ }), "Delete record"],
    [second.getByRole("button", { name: "Delete this child and all records" }), "Delete this child and all records"],
  ]) {
    await ask.click();
    const asked = second.getByRole("dialog");
    await expect(asked).toContainText("R-2041");
    await asked.getByRole("button", { name: go }).click();
    const stays = second.getByText("Not deleted: it is open in another tab.");
    await expect(stays).toBeFocused();
  }
  expect(await violations(second)).toEqual([]);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "R-2041" })).toBeVisible();
  // Until it has heard of what was written last, it refuses as well.
  await second.reload();
  await unlock(second);
  await second.getByRole("button", { name: "Delete this child and all records" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(second.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await expect(second.locator(".card")).toHaveCount(0);
});

test("a file of a record that another tab writes changes nothing beneath it", async ({ page, context }) => {
  const sample = JSON.parse(await readFile("samples/visit-complete.json", "utf8"));
  const open = async (at, checked) => {
    const file = { ...sample, carried: { visited_by: { form: "visit", on: "2026-02-02", checked } } };
    await at.getByLabel("Choose a record").setInputFiles({ name: "record.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
    await expect(at.getByRole("button", { name: "Close", exact: true })).toBeVisible();
  };
  await page.goto("/");
  await setUp(page);
  await open(page, false);
  await section(page, AREA.section);
  await controlOf(page, AREA).press("Control+End");
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  // The child whose reference it bears does not get it as long as it is written, nor does it get what was checked in the file.
  await addChild(second, sample.answers.child_reference);
  await second.goBack();
  await expect(second.locator(".home__loose .card")).toHaveCount(1);
  await open(second, true);
  await expect(second.getByText("It is as it was.")).toBeVisible();
  await expect(second.getByText("This record is open in another tab")).toBeVisible();
  await controlOf(page, AREA).pressSequentially(" more");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.reload();
  await unlock(page);
  await section(page, AREA.section);
  await expect(controlOf(page, AREA)).toHaveValue(/ more$/);
});

test("a record that is put back while its child is gone is in sight, and is with the child again once that is put back", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await second.locator(".card__open", { hasText: "R-2041" }).click();
  await second.locator(".card").getByRole("button", { name: /^Delete/ }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete record" }).click();
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete this child and all records" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeVisible();
  await second.getByRole("button", { name: "Undo delete" }).click();
  const loose = page.locator(".home__loose .card");
  await expect(loose).toHaveCount(1);
  await expect(loose).toContainText("R-2041");
  await loose.getByRole("button", { name: /^Home visit/ }).click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Undo delete" }).click();
  await expect(loose).toHaveCount(0);
  await expect(page.locator(".home__children .card")).toContainText("1 record");
});

test("what cannot be deleted says so, and there is nothing to undo", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await addChild(page, "R-2041");
  await page.getByRole("main").getByRole("button", { name: "Home visit" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".card")).toHaveCount(1);
  // A tab that hears of nothing: what the other one writes is newer than what it knows.
  const second = await context.newPage();
  await second.addInitScript(() => Object.defineProperty(BroadcastChannel.prototype, "onmessage", { set() {} }));
  await second.goto("/");
  await unlock(second);
  await second.locator(".card__open", { hasText: "R-2041" }).click();
  await page.locator(".card__open").click();
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("written");
  await expect(saved(page)).toContainText("Saved on this device");
  await page.getByRole("button", { name: "Close" }).click();
  await second.getByRole("button", { name: "Delete this child and all records" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete this child and all records" }).click();
  await expect(second.getByText("Not deleted: a record, or what is to be sent of it, was changed in another tab.")).toBeVisible();
  await expect(second.getByRole("button", { name: "Undo delete" })).toHaveCount(0);
  await expect(second.locator(".home__children .card")).toContainText("1 record");
  expect(await violations(second)).toEqual([]);
});

/** Opens the one record, which is signed: nothing is written in it. */
async function openSigned(page) {
  await page.locator(".home__loose .card__open").click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
}

/** Signs the record that is open, and leaves it. */
async function sign(page) {
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("button", { name: "Close" }).click();
}

test("a record that another tab goes on with and signs is shown as it was signed, and a new version starts from that", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("first ");
  await expect(saved(page)).toContainText("Saved on this device");
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await openKept(second);
  await second.getByRole("button", { name: "Edit here" }).click();
  await section(second, AREA.section);
  await expect(controlOf(second, AREA)).toBeEnabled();
  await controlOf(second, AREA).press("Control+End");
  await controlOf(second, AREA).pressSequentially("second");
  await sign(second);
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(page.getByText("This record was signed in another tab.")).toBeVisible();
  await expect(page.getByText("first second")).toBeVisible();
  await expect(page.getByText("Signed by A. Worker")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Make a new version" }).click();
  await section(page, AREA.section);
  await expect(controlOf(page, AREA)).toHaveValue("first second");
});

test("a signed record that another tab deletes stays on the screen, signed, and is said to be kept nowhere", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await sign(page);
  await openSigned(page);
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await second.locator(".card").getByRole("button", { name: /^Delete/ }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Delete record" }).click();
  await expect(second.locator(".card")).toHaveCount(0);
  await expect(page.getByText("This record was deleted in another tab. What you see is kept nowhere.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make a new version" })).toHaveCount(0);
  await expect(page.getByText("Saved on this device")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
});

test("what tabs say to each other holds ids and numbers only", async ({ page, context }) => {
  const listener = await context.newPage();
  await listener.goto("/");
  await listener.evaluate(() => {
    window.heard = [];
    new BroadcastChannel("wayhome").onmessage = ({ data }) => window.heard.push(data);
  });
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("ZEBRACANARY");
  await expect(saved(page)).toContainText("Saved on this device");
  const heard = await listener.evaluate(() => window.heard);
  expect(heard.length).toBeGreaterThan(0);
  for (const message of heard) expect(message).toMatch(/^kept [0-9a-f-]{36} \d+$/);
});

test("what the other tab saved cannot be read: this one says so, takes no letter, and does once it can", async ({ page, context }) => {
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("first ");
  await expect(saved(page)).toContainText("Saved on this device");
  const second = await context.newPage();
  await second.addInitScript(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...words) {
      if (window.unreadable) throw new DOMException("no", "UnknownError");
      return transaction.apply(this, words);
    };
  });
  await second.goto("/");
  await unlock(second);
  await openKept(second);
  await section(second, AREA.section);
  await controlOf(page, AREA).pressSequentially("second ");
  await expect(saved(page)).toContainText("Saved on this device");
  await second.evaluate(() => (window.unreadable = true));
  await second.getByRole("button", { name: "Edit here" }).click();
  await expect(second.getByText("What the other tab saved could not be read")).toBeVisible();
  await expect(controlOf(second, AREA)).toBeDisabled();
  await second.evaluate(() => (window.unreadable = false));
  await second.getByRole("button", { name: "Edit here" }).click();
  await expect(controlOf(second, AREA)).toBeEnabled();
  await expect(controlOf(second, AREA)).toHaveValue("first second ");
  await controlOf(second, AREA).press("Control+End");
  await controlOf(second, AREA).pressSequentially("third");
  await expect(saved(second)).toContainText("Saved on this device");
  await expect(controlOf(page, AREA)).toBeDisabled();
});

test("locks that the browser refuses do not hold up the work", async ({ page }) => {
  await page.addInitScript(() => {
    LockManager.prototype.request = () => Promise.reject(new DOMException("no", "InvalidStateError"));
  });
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("kept");
  await expect(saved(page)).toContainText("Saved on this device");
});

test("where the browser refuses locks, neither tab writes over what the other has saved", async ({ page, context }) => {
  await context.addInitScript(() => {
    // The empty page before the first has none.
    if (window.LockManager) LockManager.prototype.request = () => Promise.reject(new DOMException("no", "InvalidStateError"));
  });
  await page.goto("/");
  await setUp(page);
  await start(page, "Home visit", { entered: true });
  await section(page, AREA.section);
  await controlOf(page, AREA).pressSequentially("both ");
  await expect(saved(page)).toContainText("Saved on this device");
  const second = await context.newPage();
  await second.goto("/");
  await unlock(second);
  await openKept(second);
  await section(second, AREA.section);
  await controlOf(second, AREA).press("Control+End");
  await controlOf(second, AREA).pressSequentially("second");
  await expect(saved(second)).toContainText("Saved on this device");
  // The first tab hears of it, and reads everything anew; the form still shows what it was opened with.
  await page.bringToFront();
  await page.waitForTimeout(1_500);
  await controlOf(page, AREA).press("Control+End");
  await controlOf(page, AREA).pressSequentially("first");
  await expect(saved(page)).toHaveText("Not saved");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForTimeout(500);
  await expect(saved(page)).toHaveText("Not saved");
  // Whoever saved goes on.
  await second.bringToFront();
  await controlOf(second, AREA).pressSequentially(" third");
  await expect(saved(second)).toContainText("Saved on this device");
  await second.reload();
  await unlock(second);
  await section(second, AREA.section);
  await expect(controlOf(second, AREA)).toHaveValue("both second third");
});
