// How the journeys start Chromium: without a screen, as root in a container, and asking nobody on the network for anything.
// The WebAssembly tests use the same switches: crates/xtask/src/test/wasm.rs.

export const switches = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// `cargo xtask test` names the browser it found; the second is Debian's place for it.
export const executablePath = process.env.WAYHOME_CHROMIUM ?? "/usr/bin/chromium";
