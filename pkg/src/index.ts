import type { LoadOptions } from "./loading.js";
import { start } from "./core.js";

export * from "./surface.js";

/**
 * Loads Wayhome: its one WebAssembly file, from beside this file, and the procedures. Wait for it once; loading again does nothing but
 * load more procedures.
 */
export function load(options: LoadOptions = {}): Promise<void> {
  return start(options, beside);
}

// As bundlers find a file that goes along.
const beside = (): URL => new URL("./wayhome_bg.wasm", import.meta.url);
