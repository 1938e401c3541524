// The one WebAssembly instance of the exports: beside the checker's, and not loaded by whoever only checks.

import init, * as glue from "./wayhome_export.js";
import { guarded as guardedBy, WayhomeError } from "../errors.js";
import type { DefaultSource, LoadOptions, WasmSource } from "../loading.js";
import { compiled, explained, loadProcedures, wanted } from "../core.js";
import { sourceNamed, startedOnce } from "../once.js";

let started = false;

/** The module's functions. */
export function wasm(): typeof glue {
  if (!started) throw new WayhomeError("not_loaded", "Wayhome’s exports are not loaded yet. Wait for loadExport() first.");
  return glue;
}

/** Runs something of the module; what it throws becomes a `WayhomeError`. */
export const guarded = <T>(run: () => T): T => guardedBy(run, "loadExport");

const startOnce = startedOnce(instantiate);

/** Starts the module once, whoever asks and however often; then loads the procedures asked for. */
export async function start(options: LoadOptions, source: DefaultSource): Promise<void> {
  const ids = wanted(options);
  await startOnce(sourceNamed(options), source);
  await loadProcedures(glue, ids);
}

async function instantiate(source: WasmSource): Promise<void> {
  if (typeof WebAssembly !== "object") {
    throw new WayhomeError("wasm_missing", "This browser has no WebAssembly, which Wayhome needs. Use a newer browser, or one that has not turned it off.");
  }
  const module = await compiled(source, "export/wayhome_export_bg.wasm");
  try {
    await init({ module_or_path: module });
  } catch (error) {
    throw await explained(error);
  }
  started = true;
}
