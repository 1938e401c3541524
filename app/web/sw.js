// The service worker: keeps one whole edition of Wayhome on the device, and answers for it without a connection.
//
// - All or nothing: an edition is kept only when every file of it has arrived and is what the build wrote, byte for byte.
// - An edition that works is never left for one that does not. A new one waits until every window is closed, or until
//   somebody asks for it on the start page while nothing else is open. It never takes over by itself.
// - Nothing that is typed passes through here: only requests for files of the list below are answered.
//
// The build fills in the list and the headers (crates/xtask/src/app_build/precache.rs). docs/hosting.md says how to take it away.
"use strict";

const EDITION = "wayhome:edition";
/** Each file's address, with the SHA-256 of its bytes and its type. "/" is the page. */
const FILES = "wayhome:files";
/** What a server must send with every file; docs/hosting.md. The page keeps these rules without a connection, too. */
const HEADERS = "wayhome:headers";

const PREFIX = "wayhome-files-";
const CACHE = PREFIX + EDITION;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** One file, if it is what the build wrote. */
async function fetched(address) {
  const { sha256, type } = FILES[address];
  // A file that is named by its content may come from the browser's own cache, where the page's first visit left it. It is checked
  // all the same, and asked for anew if something is wrong with it.
  for (const cache of address === "/" ? ["no-store"] : ["default", "reload"]) {
    const answer = await fetch(address, { cache, credentials: "same-origin", redirect: "error" });
    const bytes = await answer.arrayBuffer();
    if (answer.ok && hex(await crypto.subtle.digest("SHA-256", bytes)) === sha256) {
      return new Response(bytes, { headers: { ...HEADERS, "Content-Type": type } });
    }
  }
  throw new Error(`${address} is not what the build wrote`);
}

async function keepAll() {
  // Another worker with the same list shares the edition, and it may be the one in use: what was there before stays there.
  const before = await caches.has(CACHE);
  try {
    const addresses = Object.keys(FILES);
    // All of them first, so that a connection lost half-way leaves nothing half-kept.
    const answers = await Promise.all(addresses.map(fetched));
    const cache = await caches.open(CACHE);
    await Promise.all(addresses.map((address, place) => cache.put(address, answers[place])));
  } catch (error) {
    if (!before) await caches.delete(CACHE);
    throw error;
  }
}

/** Something on the device cleared a file. With a connection it can be had again, is checked again, and is kept again. */
async function again(address) {
  const answer = await fetched(address);
  try {
    // Where all of them are gone, somebody has taken the edition away, as the kill switch does: it is not begun again.
    if (await caches.has(CACHE)) await (await caches.open(CACHE)).put(address, answer.clone());
  } catch {
    // Without room for it, the page has it all the same.
  }
  return answer;
}

const kept = (address) => caches.match(address, { cacheName: CACHE });

/** Says that every file is here, once that is so; otherwise nothing. */
async function count(asking) {
  const addresses = Object.keys(FILES);
  const missing = async () => (await Promise.all(addresses.map(async (address) => !(await kept(address)) && address))).filter(Boolean);
  try {
    await Promise.all((await missing()).map(again));
    if ((await missing()).length === 0) asking.postMessage("wayhome: whole");
  } catch {
    // Not now: there is no connection to have the rest again.
  }
}

async function leaveOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  // The first edition answers for the page that fetched it; a later one comes here only with no other window open.
  await self.clients.claim();
}

async function answered(request) {
  const { pathname } = new URL(request.url);
  const address = request.mode === "navigate" ? "/" : pathname;
  if (!(address in FILES)) return new Response("There is no such file.\n", { status: 404, headers: { "Content-Type": "text/plain" } });
  return (await kept(address)) ?? again(address);
}

async function takeOver(asking) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) asking.postMessage("wayhome: close the other windows first");
  else await self.skipWaiting();
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(leaveOthers()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answered(event.request));
});
self.addEventListener("message", (event) => {
  if (event.data === "wayhome: take over") event.waitUntil(takeOver(event.source));
  if (event.data === "wayhome: is it whole?") event.waitUntil(count(event.source));
});
