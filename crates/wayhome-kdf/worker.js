// Derives one key and answers once; the page then ends this worker, and its memory goes with it.
// The addresses are of Wayhome's own files: the build names both by their content.

import init, { derive } from "/keys.js";

self.onmessage = async ({ data }) => {
  try {
    await init();
    const key = derive(data.passphrase, data.salt, data.memory, data.passes, data.lanes);
    data.passphrase.fill(0);
    if (key.length === 0) throw new Error("parameters");
    self.postMessage(key, [key.buffer]);
  } catch {
    // Never with the reason: an error's text could quote what it was given.
    self.postMessage(null);
  }
};
