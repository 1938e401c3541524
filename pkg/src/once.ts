// How a module is started once, whoever asks.

import { WayhomeError } from "./errors.js";
import type { DefaultSource, WasmSource } from "./loading.js";

/** Starts from the source that somebody named, or else from the one of this place. */
export type Start = (named: WasmSource | Promise<WasmSource> | undefined, source: DefaultSource) => Promise<void>;

/**
 * Starts a module once, however often it is asked for. Where it could not be started for one who asked before, whoever has another source has that one
 * tried; and the next one may try again.
 */
export function startedOnce(instantiate: (source: WasmSource) => Promise<void>): Start {
  let starting: Promise<void> | undefined;
  /** The place whose own source is being tried, if nobody named one. */
  let from: DefaultSource | undefined;
  const start: Start = async (named, source) => {
    if (!starting) {
      from = named === undefined ? source : undefined;
      starting = given(named, source).then(instantiate).catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      return starting;
    }
    if (named === undefined && from === source) return starting;
    const isStarted = await starting.then(
      () => true,
      () => false,
    );
    if (!isStarted) await start(named, source);
  };
  return start;
}

/** The source, once it is there. */
async function given(named: WasmSource | Promise<WasmSource> | undefined, source: DefaultSource): Promise<WasmSource> {
  try {
    return await (named ?? source());
  } catch (error) {
    throw error instanceof WayhomeError ? error : unreachable(": what was to bring it failed.", error);
  }
}

/** The error of a WebAssembly file that did not come. */
export function unreachable(why: string, cause: unknown): WayhomeError {
  return new WayhomeError("wasm_unreachable", `Wayhome’s WebAssembly file could not be loaded${why}`, { cause });
}
