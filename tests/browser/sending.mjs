// The app with a council's receiver to send to: what the journeys about sending have in common.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receiver } from "../../samples/receiver/receiver.mjs";
import { deployed } from "./deployed.mjs";
import { kept } from "./editions.mjs";
import { expect, test as base, watchToo } from "./journey.mjs";
import { newProfile, openProfile, setUp } from "./keeping.mjs";
import { landscape } from "./screens.mjs";
import { sign } from "./signing.mjs";
import { answer, enter, start } from "./words.mjs";

/** What the system that is sent to is called. */
export const NAME = "Harbour";
/** Who visited: looked for wherever it should not be. */
export const WORKER = "ZEBRACANARYSENDING";

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
export const allowed = [];

export { expect };

/** The `test` of the journeys about sending: what one has set up ends with it. */
export const test = base.extend({
  ended: [
    async ({}, use) => {
      await use();
      allowed.length = 0;
      while (running.length > 0) await running.pop()();
    },
    { auto: true },
  ],
});

/** The app with somewhere to send to; on the same port as one before it, if that is named. */
export async function withLine({ format, token, name = NAME, port } = {}) {
  const origin = { value: "" };
  const line = await behindALine(origin, token);
  const app = await deployed({ port, sending: { to: line.address, name, ...(format && { format }), ...(token && { authorization: `Bearer ${token}` }) } });
  origin.value = new URL(app.url).origin;
  allowed.push(new URL(line.address).origin);
  const stop = once(app.stop);
  running.push(line.stop, stop);
  return { line, url: app.url, stop };
}

/** Opens the app by itself: the line is another host, which the other journeys never reach. */
export async function visiting(browser, url) {
  const { page } = await watched(browser, url);
  return page;
}

/** The same with `trouble`, where the journey asks for some. */
export async function watched(browser, url) {
  const page = await browser.newPage({ viewport: landscape, hasTouch: true, locale: "en-GB", timezoneId: "Europe/London" });
  const trouble = await watchToo(page.context(), url, allowed);
  await enter(page, url);
  return { page, trouble };
}

/** A home visit, signed; the app is entered first unless it is already. */
export async function signedVisit(page, entered = true) {
  await start(page, "Home visit", { entered });
  await answer(page, "visited_by", WORKER);
  await sign(page);
}

/** A device that keeps records, with a signed visit that is open; the whole of Wayhome is on it too, where that is asked for. */
export async function keeping(url, { init, offline = false } = {}) {
  const profile = await newProfile();
  const { context, page } = await openProfile(profile, url, { init, to: allowed });
  await setUp(page);
  if (offline) await kept(page);
  await signedVisit(page);
  return { profile, context, page };
}

/** What is asked before anything is sent. */
export const asked = (page) => page.getByRole("dialog", { name: "Before you send" });
/** The line that says how far it is with sending. */
export const state = (page) => page.locator("section", { has: page.getByRole("heading", { name: "Sending" }) }).locator(".card__line").first();

/** Sends the record that is open, as a person does. */
export async function tap(page) {
  await page.getByRole("button", { name: `Send to ${NAME}` }).click();
  await expect(asked(page)).toBeVisible();
  await asked(page).getByRole("button", { name: "Send", exact: true }).click();
}

/** Waits until it has arrived. */
export const sent = (page) => expect(state(page)).toContainText("Sent on ", { timeout: 60_000 });
