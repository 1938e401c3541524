// The kill switch. Served in the place of sw.js, it takes Wayhome's files and its worker off every device that asks for it, so that
// the next start comes from the server. It touches no record: those are in the browser's database. docs/hosting.md says when.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("wayhome-files-")) await caches.delete(name);
  }
  // Open windows go on with what they have loaded; nothing is reloaded under somebody's hands.
  await self.registration.unregister();
}
