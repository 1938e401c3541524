// The WebAssembly file by its address, in each way to say one. A program of its own for each: what is loaded stays loaded.

import { check, load } from "wayhome";
import { loadExport } from "wayhome/export";

const address = import.meta.resolve("wayhome/wasm");
const moved = new URL("./moved.wasm", address);
const sources = { address, URL: new URL(address), promise: Promise.resolve(address), missing: moved };
const said = ({ code, message }) => console.log(`${code} ${message}`);
const from = process.argv[2];
await load({ wasm: sources[from], procedures: ["newcastle"] }).catch(said);
if (from === "missing") {
  await loadExport({ wasm: String(moved) }).catch(said);
  await load({ procedures: ["newcastle"] });
  // It is loaded: another source is not asked for, and not missed.
  await load({ wasm: moved, procedures: [] });
}
console.log(check({ procedure: "newcastle", form: "visit", answers: {} }, { today: "2026-03-02" }).outcome);
