// The kill switch. Served in the place of sw.js, it takes Wayhome's files and its worker off every device that asks for it, so that
// the next start comes from the server. It touches no record: those are in the browser's database. docs/hosting.md says when.
"use strict";

// At once, and not only when this worker is at work: Chromium makes it wait while the one before has something to answer, and for
// long after. Nothing waits for it here, because the browser ends the installation first.
self.addEventListener("install", () => {
  self.skipWaiting();
  leave();
});
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  // First the worker: one that is at work without its files would answer for the next start.
  // Open windows go on with what they have loaded; nothing is reloaded under somebody's hands.
  await self.registration.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("wayhome-files-")) await caches.delete(name);
  }
}
