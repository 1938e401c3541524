import { readFileSync } from "node:fs";
import type { LoadOptions } from "../loading.js";
import { start } from "./start.js";

export * from "./surface.js";

/** Loads the exports in Node: a WebAssembly file of their own, from beside this file, and the procedures. */
export function loadExport(options: LoadOptions = {}): Promise<void> {
  return start(options, () => readFileSync(new URL("./wayhome_export_bg.wasm", import.meta.url)));
}
