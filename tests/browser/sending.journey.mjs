// Sending a signed record from the app to the reference receiver, over real HTTP, through everything that can go wrong on the way: it
// arrives once, and nothing is lost, also when the browser is killed in between.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isUnchanged, receiver } from "../../samples/receiver/receiver.mjs";
import { deployed } from "./deployed.mjs";
import { kept, updateNow } from "./editions.mjs";
import { expect, test, watchToo } from "./journey.mjs";
import { kill, newProfile, openProfile, scan, setUp, unlock } from "./keeping.mjs";
import { landscape, picture, portrait } from "./screens.mjs";
import { wayhome } from "./wayhome.mjs";
import { addChild, answer, begin, enter, heard, listen, small, start, violations, wide } from "./words.mjs";

test.describe.configure({ timeout: 300_000 });

const NAME = "Harbour";
const WORKER = "ZEBRACANARYSENDING";

/**
 * The reference receiver behind a line that does what it is told with each POST: `faults` are taken one after the other, and then all goes
 * through, unless the line is `down`. "hang up" before anything arrives, "cut" the answer off after it was kept, "stall" without an answer, "503", "redirect".
 */
async function behindALine(origin, token) {
  const folder = await mkdtemp(join(tmpdir(), "wayhome-received-"));
  const inside = receiver({ folder, token, origin });
  await new Promise((listening) => inside.listen(0, "127.0.0.1", listening));
  const faults = [];
  const tries = [];
  const held = { down: false };
  const line = createServer((request, response) => {
    const fault = request.method === "POST" ? (faults.shift() ?? (held.down ? "hang up" : undefined)) : undefined;
    if (request.method === "POST") tries.push({ key: request.headers["idempotency-key"], type: request.headers["content-type"], headers: request.headers, fault });
    if (fault === "hang up") return request.socket.destroy();
    if (fault === "503" || fault === "redirect" || fault === "400") {
      request.resume();
      response.writeHead(fault === "redirect" ? 307 : Number(fault), { "access-control-allow-origin": origin.value, location: "https://elsewhere.example/" });
      return response.end();
    }
    const on = forward(
      { port: inside.address().port, host: "127.0.0.1", path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        if (fault === "stall") return answer.resume(); // It is kept; nobody says so.
        const headers = { ...answer.headers, "access-control-allow-origin": origin.value };
        if (fault === "cut") {
          response.writeHead(answer.statusCode, { ...headers, "content-length": 10_000 });
          response.write("{");
          return setTimeout(() => request.socket.destroy(), 50);
        }
        response.writeHead(answer.statusCode, headers);
        answer.pipe(response);
      },
    );
    on.on("error", () => request.socket.destroy());
    request.pipe(on);
  });
  await new Promise((listening) => line.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${line.address().port}/records`,
    faults,
    tries,
    set down(down) {
      held.down = down;
    },
    async received() {
      const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
      return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
    },
    async stop() {
      for (const server of [line, inside]) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
      await rm(folder, { recursive: true });
    },
  };
}

/** What is done once, however often it is asked for. */
function once(act) {
  let done;
  return () => (done ??= act());
}

/** What is running, to be ended also when a journey fails. */
const running = [];
/** The origins that the running journey may send to. */
const allowed = [];
test.afterEach(async () => {
  allowed.length = 0;
  while (running.length > 0) await running.pop()();
});

/** The app with somewhere to send to; on the same port as one before it, if that is named. */
async function withLine({ format, token, name = NAME, port } = {}) {
  const origin = { value: "" };
  const line = await behindALine(origin, token);
  const app = await deployed({ port, sending: { to: line.address, name, ...(format && { format }), ...(token && { authorization: `Bearer ${token}` }) } });
  origin.value = new URL(app.url).origin;
  allowed.push(new URL(line.address).origin);
  const stop = once(app.stop);
  running.push(line.stop, stop);
  return { line, url: app.url, stop };
}

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

/** Opens the app by itself: the line is another host, which the other journeys never reach. */
async function visiting(browser, url) {
  const { page } = await watched(browser, url);
  return page;
}

/** The same with `trouble`, where the journey asks for some. */
async function watched(browser, url) {
  const page = await browser.newPage({ viewport: landscape, hasTouch: true, locale: "en-GB", timezoneId: "Europe/London" });
  const trouble = await watchToo(page.context(), url, allowed);
  await enter(page, url);
  return { page, trouble };
}

/** Signs the record that is open. */
async function sign(page) {
  await page.getByRole("button", { name: "Check answers", exact: true }).click();
  await page.getByRole("button", { name: "Sign off this record" }).click();
  await page.getByLabel("What is your name?").fill("A. Worker");
  await page.getByLabel("What is your role?").fill("Social worker");
  await page.getByRole("radio", { name: "The typed name is the signature" }).first().check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Signed record" })).toBeVisible();
}

async function signedVisit(page, entered = true) {
  await start(page, "Home visit", { entered });
  await answer(page, "visited_by", WORKER);
  await sign(page);
}

const asked = (page) => page.getByRole("dialog", { name: "Before you send" });
const state = (page) => page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card__line").first();

async function tap(page) {
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).toBeVisible();
  await asked(page).getByRole("button", { name: "Send", exact: true }).click();
}

const sent = (page) => expect(state(page)).toContainText("Sent on ", { timeout: 60_000 });

test("nothing of sending is shown unless a council set it up, nor before a record is signed", async ({ page, browser }) => {
  await signedVisit(page, false);
  await expect(page.getByRole("heading", { name: "Take it with you" })).toBeVisible();
  await expect(page.getByText(/^Send/)).toHaveCount(0);
  const { line, url } = await withLine();
  const there = await visiting(browser, url);
  await start(there, "Home visit", { entered: true });
  await there.getByRole("button", { name: "Check answers", exact: true }).click();
  await expect(there.getByRole("heading", { name: "Take it with you" })).toBeVisible();
  await expect(there.getByText(/^Send/)).toHaveCount(0);
  expect(line.tries).toEqual([]);
  await there.close();
});

test("an exercise is never sent: it is not even opened among real records", async ({ browser }, info) => {
  const file = info.outputPath("exercise.json");
  await writeFile(file, wayhome("export", "--to=json", "--training", "--today=2026-03-02", "samples/visit-complete.json"));
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await page.getByLabel("Choose a record").setInputFiles(file);
  await expect(page.locator("#open-problem")).toContainText("It is a training record");
  await expect(page.locator(".card")).toHaveCount(0);
  expect(line.tries).toEqual([]);
  await page.close();
});

test("deleting a record takes back what was to be sent of it", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("503", "503");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".home__loose").getByRole("button", { name: /^Delete/ }).click();
  const asks = page.getByRole("dialog", { name: "Delete this record?" });
  await expect(asks).toContainText("What is waiting to be sent of it is then not sent.");
  await asks.getByRole("button", { name: "Delete record" }).click();
  await expect(page.getByRole("heading", { name: "Sending" })).toHaveCount(0);
  const tries = line.tries.length;
  await page.waitForTimeout(6_000);
  expect(line.tries.length, "it is no longer tried").toBe(tries);
  expect(await line.received()).toEqual([]);
  await page.close();
});

test("that something to be sent was not kept stays said until it is, whatever is read meanwhile", async () => {
  const { line, url } = await withLine();
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { init: filling, to: allowed });
  await setUp(page);
  await signedVisit(page);
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
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { init: filling, to: allowed });
  await setUp(page);
  await signedVisit(page);
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

test("a signed record goes on a tap, whole, once, and with nothing that the browser knows", async ({ browser }) => {
  const { line, url } = await withLine({ token: "sesame" });
  const page = await visiting(browser, url);
  await signedVisit(page);
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).toContainText(line.address);
  await expect(asked(page)).toContainText("It is not kept on this device.");
  await asked(page).getByRole("button", { name: "Go back" }).click();
  await page.waitForTimeout(500);
  expect(line.tries, "nothing before the tap").toEqual([]);
  await tap(page);
  await sent(page);
  const [document] = await line.received();
  expect(isUnchanged(document)).toBe(true);
  expect(document.signed).toMatchObject({ role: "Social worker" });
  expect(document.answers.visited_by).toBe(WORKER);
  expect(line.tries.length).toBe(1);
  const { headers, type, key } = line.tries[0];
  expect(type).toBe("application/json");
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.referer).toBe(undefined);
  expect(headers.cookie).toBe(undefined);
  expect(headers.authorization).toBe("Bearer sesame");
  // Once it has arrived it is not offered again: not by a list that was tidied either.
  await expect(page.getByRole("heading", { name: "Sending" })).toBeFocused();
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Remove from this list/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Remove from this list/ }).click();
  await expect(page.getByRole("heading", { name: "Sending" })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Children and records" })).toBeFocused();
  await page.locator(".card__open", { hasText: "Home visit" }).click();
  await expect(state(page)).toContainText("Sent on");
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toHaveCount(0);
  await page.close();
});

test("in an envelope of CloudEvents, if so set up", async ({ browser }) => {
  const { line, url } = await withLine({ format: "cloudevents" });
  const page = await visiting(browser, url);
  await signedVisit(page);
  await tap(page);
  await sent(page);
  const [event] = await line.received();
  expect(event).toMatchObject({ specversion: "1.0", type: "wayhome.record.exported", source: new URL(url).origin, id: line.tries[0].key });
  expect(isUnchanged(event.data)).toBe(true);
  await page.close();
});

test("through a line that hangs up, fails, cuts answers off and redirects, it arrives once", async ({ browser }) => {
  const { line, url } = await withLine();
  const { page, trouble } = await watched(browser, url);
  await signedVisit(page);
  line.faults.push("hang up", "cut", "503", "redirect", "cut");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet: no answer. Next try at", { timeout: 30_000 });
  // By itself once, after five seconds at most; then by hand, which does not wait.
  for (let tries = 2; tries <= 6; tries += 1) {
    if (tries > 2) await page.getByRole("button", { name: /^Try again now/ }).click();
    await expect.poll(() => line.tries.length, { timeout: 30_000 }).toBe(tries);
    if (tries < 6) await expect(page.getByRole("button", { name: /^Try again now/ })).toBeVisible();
    if (tries === 4) await expect(page.getByText("It may have arrived already")).toBeVisible();
  }
  await sent(page);
  expect((await line.received()).length).toBe(1);
  expect(new Set(line.tries.map(({ key }) => key)).size).toBe(1);
  // Where it was redirected to, nothing was asked.
  expect(trouble.splice(0)).toEqual(["console: Failed to load resource: net::ERR_FAILED"]);
  await page.close();
});

test("an answer that does not come is waited for as long as the rules say, and then tried again", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("stall");
  await tap(page);
  await expect(state(page)).toHaveText("Sending…");
  // It stays where it is, and does nothing meanwhile.
  await expect(page.getByRole("button", { name: /^Take back/ })).toHaveAttribute("aria-disabled", "true");
  await expect(state(page)).toContainText("Not sent yet: no answer.", { timeout: 60_000 });
  await expect(state(page)).toContainText("check the connection. If the connection works, tell whoever looks after the system that it goes to.");
  await sent(page);
  expect((await line.received()).length).toBe(1);
  expect(line.tries.length).toBe(2);
  await page.close();
});

test("what is refused waits for a person, who may try again or take it back", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  await signedVisit(page);
  line.faults.push("400", "400");
  await tap(page);
  // Nothing is kept in this visit.
  await expect(state(page)).toContainText("Not accepted by the system (answer 400). It is not kept: leave this page open");
  await page.getByRole("button", { name: /^Try again now/ }).click();
  await expect.poll(() => line.tries.length).toBe(2);
  await expect(state(page)).toContainText("Not accepted");
  // The button went and came back: the keyboard is at one of the two, and not nowhere.
  await expect(page.locator("#around-letters :focus")).toHaveCount(1);
  await page.waitForTimeout(6_000);
  expect(line.tries.length, "it is not tried by itself").toBe(2);
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expect(page.getByRole("button", { name: `Send to ${NAME}` })).toBeVisible();
  expect(await line.received()).toEqual([]);
  await page.close();
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

test("what waits is not sent to the address of a later deployment unless a person sends it again", async () => {
  const { line, url, stop } = await withLine();
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { to: allowed });
  await setUp(page);
  await kept(page);
  await signedVisit(page);
  line.faults.push(...Array(20).fill("503"));
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");

  // The council now has its records sent elsewhere. The device has the earlier edition until a person takes the later one.
  await stop();
  const there = await withLine({ name: "Quay", port: new URL(url).port });
  expect(there.url).toBe(url);
  await page.reload();
  await unlock(page);
  // Loaded anew, it leads back to the record; an update is offered where nothing is open.
  await page.getByRole("button", { name: "Close" }).click();
  await expect(updateNow(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".update")).toContainText("Then it asks for the passphrase again.");
  await updateNow(page).click();
  await unlock(page);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card");
  await expect(card).toContainText(`to ${NAME}`);
  await expect(card).toContainText("It was meant for another address than this copy of Wayhome now has. It is tried no more.");
  await expect(card).toContainText("It may have arrived already");
  await expect(card).not.toContainText("does no harm");
  await expect(card.getByRole("button", { name: /^Try again now/ })).toHaveCount(0);
  const tries = line.tries.length;
  await page.waitForTimeout(12_000);
  expect(line.tries.length, "nor to the earlier one, which the policy no longer allows").toBe(tries);
  expect(there.line.tries).toEqual([]);

  await card.getByRole("button", { name: /^Take back/ }).click();
  await expect(card).toHaveCount(0);
  await page.locator(".home__loose .card__open").first().click();
  // That it may have arrived there stays said where the record is.
  await expect(state(page)).toContainText("Taken back.");
  await expect(page.getByText("It may have arrived already")).toBeVisible();
  await page.getByRole("button", { name: "Send to Quay" }).click();
  await expect(asked(page)).toContainText(there.line.address);
  expect(there.line.tries).toEqual([]);
  await asked(page).getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator("#around-letters .card", { hasText: "to Quay" })).toContainText("Sent on ", { timeout: 60_000 });
  expect((await there.line.received()).map(({ answers }) => answers.visited_by)).toEqual([WORKER]);
  expect(await line.received()).toEqual([]);
  await context.close();
  await profile.remove();
});

test("the browser asks before a page is left that holds what is not sent yet, and only then", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  const asks = () =>
    page.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  await signedVisit(page);
  expect(await asks(), "the record is nowhere else").toBe(true);
  await page.getByRole("button", { name: "Download record" }).click();
  await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog", { name: "Before you download" }).getByRole("button", { name: "Download record" }).click(),
  ]);
  await expect.poll(asks, "it is in a file").toBe(false);
  line.faults.push("503", "503", "503", "503");
  await tap(page);
  await expect(state(page)).toContainText("Not sent yet");
  expect(await asks(), "it waits here alone").toBe(true);
  const dialog = page.waitForEvent("dialog");
  await page.evaluate(() => void setTimeout(() => location.reload()));
  expect((await dialog).type()).toBe("beforeunload");
  await (await dialog).dismiss();
  await expect(state(page)).toContainText("Not sent yet");
  line.faults.length = 0;
  await page.getByRole("button", { name: /^Try again now/ }).click();
  await sent(page);
  expect(await asks(), "it has arrived").toBe(false);
  expect((await line.received()).length).toBe(1);
  await page.close();
});

test("what waits is told apart by whose it is, keeps the focus through a try, and speaks once it has ended", async ({ browser }) => {
  const { line, url } = await withLine();
  const page = await visiting(browser, url);
  line.down = true;
  for (const reference of ["R-1", "R-2"]) {
    await addChild(page, reference);
    await begin(page);
    await sign(page);
    await tap(page);
    await expect(state(page)).toContainText("Not sent yet");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Back", exact: true }).click();
  }
  const named = (words, reference) => page.getByRole("button", { name: new RegExp(`^${words} ${reference}: Home visit, `) });
  for (const reference of ["R-1", "R-2"]) {
    await expect(named("Try again now", reference)).toHaveCount(1);
    await expect(named("Take back", reference)).toHaveCount(1);
  }
  await listen(page);
  const button = await named("Try again now", "R-2").elementHandle();
  for (let time = 0; time < 2; time += 1) {
    const tries = line.tries.length;
    await button.press("Enter");
    await expect.poll(() => line.tries.length).toBeGreaterThan(tries);
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("false");
  }
  expect(await button.evaluate((button) => button === document.activeElement), "it is still the one that has the focus").toBe(true);
  expect(await heard(page)).toEqual([]);
  line.down = false;
  await button.press("Enter");
  const said = async () => (await heard(page)).filter((words) => words.startsWith("R-2: "));
  await expect.poll(said).toEqual([expect.stringMatching(/^R-2: Home visit, .*\. Sent on /)]);
  await expect(page.getByRole("heading", { name: "Sending" })).toBeFocused();
  await expect(named("Remove from this list", "R-2")).toHaveCount(1);
  await page.close();
});

test("on a device that keeps what waits, leaving asks nothing: it is sent later", async () => {
  const { line, url } = await withLine();
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { to: allowed });
  await setUp(page);
  await signedVisit(page);
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

for (const [way, size] of Object.entries({ portrait, landscape, phone: { width: 320, height: 640 } })) {
  test(`nothing to object to when sending: ${way}`, async ({ browser }) => {
    const { line, url } = await withLine();
    const page = await visiting(browser, url);
    await page.setViewportSize(size);
    const well = async (where) => {
      expect(await violations(page), where).toEqual([]);
      expect(await small(page), where).toEqual([]);
      expect(await wide(page), where).toBe(0);
      if (way !== "phone") await picture(page, where.replaceAll(" ", "-"), { [way]: size });
    };
    await signedVisit(page);
    await well("send offered");
    await page.getByRole("button", { name: `Send to ${NAME}` }).press("Enter");
    await expect(asked(page)).toBeVisible();
    await well("before sending");
    line.faults.push("hang up", "hang up", "hang up");
    await asked(page).getByRole("button", { name: "Send", exact: true }).press("Enter");
    await expect(state(page)).toContainText("Not sent yet");
    await well("waiting to be sent");
    await page.getByRole("button", { name: "Close" }).click();
    await expect(state(page)).toContainText("Not sent yet");
    await well("sending on the first page");
    await page.close();
  });
}
