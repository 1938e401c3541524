import { readFileSync } from "node:fs";
import type { LoadOptions } from "../loading.js";
import { fileAt, withFiles } from "../core.js";
import { start } from "./start.js";

export * from "./surface.js";

/** Loads the exports in Node: a WebAssembly file of their own, from beside this file, and the procedures. */
export async function loadExport(options: LoadOptions = {}): Promise<void> {
  await start(withFiles(options, readFileSync), () => fileAt("wayhome_export_bg.wasm", () => new URL("./wayhome_export_bg.wasm", import.meta.url), readFileSync));
}
