import type { LoadOptions } from "../loading.js";
import { start } from "./start.js";

export * from "./surface.js";

/** Loads the exports: a WebAssembly file of their own, from beside this file, and the procedures. Wait for it once. */
export function loadExport(options: LoadOptions = {}): Promise<void> {
  return start(options, beside);
}

// As bundlers find a file that goes along.
const beside = (): URL => new URL("./wayhome_export_bg.wasm", import.meta.url);
