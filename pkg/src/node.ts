import { readFileSync } from "node:fs";
import type { LoadOptions } from "./loading.js";
import { start } from "./start.js";

export * from "./surface.js";

/** Loads Wayhome in Node: its one WebAssembly file, from beside this file, and the procedures. */
export function load(options: LoadOptions = {}): Promise<void> {
  return start(options, () => readFileSync(new URL("./wayhome_bg.wasm", import.meta.url)));
}
