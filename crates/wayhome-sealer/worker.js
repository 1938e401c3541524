// Encrypts or opens one file and answers once; the page then ends this worker, and its memory goes with it.
// The addresses are of Wayhome's own files: the build names both by their content.

import init, { open, seal } from "/sealer.js";

// The same letters typed on another keyboard may come as other signs. Here, because the tables for it would be in the module otherwise.
const normalised = (passphrase) => new TextEncoder().encode(new TextDecoder().decode(passphrase).normalize("NFKC"));

self.onmessage = async ({ data }) => {
  try {
    await init();
    const normal = normalised(data.passphrase);
    const done = data.random ? seal(normal, data.content, data.random) : open(data.passphrase, normal, data.content);
    data.passphrase.fill(0);
    normal.fill(0);
    self.postMessage(done, [done.buffer]);
  } catch (reason) {
    // Ours are single words. Anything else could quote what it was given, and is not passed on.
    self.postMessage(typeof reason === "string" ? reason : "failed");
  }
};
