// Passphrases, profiles on a disk, and browsers that are killed: what the journeys about keeping have in common.

import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { executablePath, switches } from "./chromium.mjs";
import { expect, watchToo } from "./journey.mjs";
import { landscape } from "./screens.mjs";

export const PASSPHRASE = "kettle orbit mango tile";

/** Long versions run with `cargo xtask test --thorough`. */
export const thorough = process.env.WAYHOME_THOROUGH === "1";

/** Chooses a passphrase on the first page, and a PIN if there is to be one. */
export async function setUp(page, { passphrase = PASSPHRASE, pin = "" } = {}) {
  await expect(page.getByRole("heading", { level: 1, name: "Choose a passphrase" })).toBeVisible();
  await page.locator("#new-passphrase").fill(passphrase);
  await page.locator("#pin").fill(pin);
  await page.getByRole("button", { name: "Keep records on this device" }).click();
  await expect(page.getByRole("button", { name: "Hide screen" })).toBeVisible();
}

/** Enters the passphrase on the page that asks for it. */
export async function unlock(page, { passphrase = PASSPHRASE, pin = "" } = {}) {
  await expect(page.getByRole("heading", { level: 1, name: "Unlock Wayhome" })).toBeVisible();
  await page.locator("#passphrase").fill(passphrase);
  await page.locator("#pin").fill(pin);
  await page.getByRole("button", { name: "Unlock", exact: true }).click();
  await expect(page.getByRole("button", { name: "Hide screen" })).toBeVisible();
}

/** Opens the one record that is kept here. */
export async function openKept(page) {
  await page.locator(".home__loose .card__open").first().click();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
}

/** The line that says whether the record is saved. */
export function saved(page) {
  return page.locator(".top__saved");
}

/** What is kept: the rows of the one database that Wayhome has, and nothing else. */
export async function rows(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
    const database = await done(indexedDB.open("wayhome"));
    const store = database.transaction("rows").objectStore("rows");
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, place) => [key, btoa(String.fromCharCode(...values[place]))]));
  });
}

/** Puts rows into the place of whatever is kept. The page must be one that does not read them meanwhile. */
export async function putBack(page, rows) {
  await page.evaluate(async (rows) => {
    const opening = indexedDB.open("wayhome", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
    const database = await new Promise((resolve, reject) => Object.assign(opening, { onsuccess: () => resolve(opening.result), onerror: () => reject(opening.error) }));
    const writing = database.transaction("rows", "readwrite");
    for (const [key, value] of Object.entries(rows)) writing.objectStore("rows").put(Uint8Array.from(atob(value), (byte) => byte.charCodeAt(0)), key);
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.close();
  }, rows);
}

/** A profile on the disk: only there is "strict" more than a word. */
export async function newProfile() {
  const folder = await mkdtemp(join(tmpdir(), "wayhome-profile-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Opens a browser on a profile. `trouble` is what went wrong behind the journey's back; it is checked after the journey in any case. `to` are the origins that may be sent to. */
export async function openProfile(profile, url, { init, to } = {}) {
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath,
    args: switches,
    viewport: landscape,
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  // A step that is never possible says so, and does not wait for ever.
  context.setDefaultTimeout(30_000);
  const trouble = await watchToo(context, url, to);
  if (init) await context.addInitScript(init);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  return { context, page, trouble };
}

/** Kills every process of the browser on a profile, and only those. Nothing gets to say goodbye. */
export async function kill(profile) {
  for (const pid of await pids(profile)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went with another.
    }
  }
  while ((await pids(profile)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function pids(profile) {
  const found = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const words = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
    const state = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    const dead = /\) Z /.test(state);
    if (!dead && words.includes(`--user-data-dir=${profile.folder}`)) found.push(Number(entry));
  }
  return found;
}

/** When a file in a folder of the profile was last written, in milliseconds; 0 where there is none. */
export async function written(profile, folder) {
  const names = await readdir(join(profile.folder, folder)).catch(() => []);
  const times = names.map(async (name) => (await stat(join(profile.folder, folder, name)).catch(() => null))?.mtimeMs ?? 0);
  return Math.max(0, ...(await Promise.all(times)));
}

/**
 * Looks for words in every byte of a profile, as UTF-8, UTF-16 and in the three ways in which base64 can hold them.
 * @returns {Promise<string[]>} which word, in which file and form
 */
export async function scan(profile, canaries) {
  const hits = [];
  const files = execFileSync("find", [profile.folder, "-type", "f"], { encoding: "utf8" }).split("\n").filter(Boolean);
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    for (const canary of canaries) {
      for (const [form, needle] of forms(canary)) {
        if (bytes.includes(needle)) hits.push(`${canary} as ${form} in ${file.slice(profile.folder.length + 1)}`);
      }
    }
  }
  return hits;
}

function forms(canary) {
  const utf8 = Buffer.from(canary, "utf8");
  const found = [
    ["UTF-8", utf8],
    ["UTF-16", Buffer.from(canary, "utf16le")],
  ];
  for (const shift of [0, 1, 2]) {
    // Whatever stands before the word moves its bits in base64; its first and last letters mix with their neighbours.
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString("base64").replace(/=+$/, "");
    found.push([`base64+${shift}`, Buffer.from(encoded.slice(shift ? 4 : 0, encoded.length - 2))]);
  }
  return found;
}

/** The sections and controls of a visit: one of every kind. `typed` fields take text, the others a tap; where a tap
 *  cannot be taken back by another one, `other` is the answer beside it. */
export const FIELDS = [
  { kind: "line", section: "The visit", id: "visited_by", typed: true, end: "" },
  { kind: "number", section: "The visit", id: "agreed_visit_weeks", typed: true, end: "", digits: true },
  { kind: "date, its first part", section: "The visit", id: "visit_date", typed: true, end: "-day", digits: true },
  { kind: "one of some", section: "The visit", id: "visit_kind", end: "-after_return", other: "-other" },
  { kind: "yes or no", section: "Seeing the child", id: "seen_alone", end: "-yes", other: "-no" },
  { kind: "area", section: "What the child said", id: "wishes_and_feelings", typed: true, end: "" },
  { kind: "several of some", section: "What the child said", id: "wishes_and_feelings_how", end: "-spoken" },
  { kind: "cell of a table", section: "Who lives at home", id: "household", typed: true, end: "-0-name", row: true },
];

/** The notes of a visit: where most is typed. */
export const AREA = FIELDS.find((field) => field.kind === "area");

/** The control of a field. */
export function controlOf(page, field) {
  return page.locator(`[id="question-${field.id}-answer${field.end}"]`);
}
