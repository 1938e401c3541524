// How a module is started once, whoever asks.

import { WayhomeError } from "./errors.js";
import { fieldGiven } from "./given.js";
import type { DefaultSource, LoadOptions, WasmSource } from "./loading.js";

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
        throw error instanceof WayhomeError ? error : unreachable(": its source cannot be read.", error);
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

/** Where somebody says that the module comes from, if they say it. */
export function sourceNamed(options: LoadOptions): WasmSource | Promise<WasmSource> | undefined {
  return fieldGiven(options, "wasm", "wasm_unreachable") as WasmSource | Promise<WasmSource> | undefined;
}

/** The source, once it is there. */
async function given(named: WasmSource | Promise<WasmSource> | undefined, source: DefaultSource): Promise<WasmSource> {
  try {
    return await (named ?? source());
  } catch (error) {
    throw error instanceof WayhomeError ? error : unreachable(": what was to bring it failed.", error);
  }
}

/** Reads a file as Node does. */
export type Read = (file: URL) => Uint8Array<ArrayBuffer>;

/** The WebAssembly file of this name at an address of a file, which no `fetch` of Node’s reads. */
export function fileAt(file: string, at: () => URL, read: Read): Uint8Array<ArrayBuffer> {
  let address = file;
  try {
    // In a bundle for CommonJS there is no address to go by.
    const url = at();
    address = url.href;
    return read(url);
  } catch (error) {
    const advice = "Check that it is there and can be read. A bundler may have left it behind: copy it beside the bundle, or keep “wayhome” out of it as an external.";
    throw unreachable(` from ${address}. ${advice}`, error);
  }
}

/** How to load, with what an address of a file leads to in its place. */
export function withFiles(options: LoadOptions, read: Read): LoadOptions {
  const wasm = sourceNamed(options);
  if (wasm === undefined) return options;
  const brought = (source: unknown): unknown => {
    const address = typeof source === "string" || source instanceof URL ? String(source) : "";
    return /^file:/i.test(address) ? fileAt(address, () => new URL(address), read) : source;
  };
  const coming = Promise.resolve(wasm).then(brought) as Promise<WasmSource>;
  // Whoever has started already waits for no other, and is troubled by none that fails.
  coming.catch(() => {});
  return { procedures: fieldGiven(options, "procedures", "procedure_unknown") as readonly string[], wasm: coming };
}

/** The error of a WebAssembly file that did not come. */
export function unreachable(why: string, cause: unknown): WayhomeError {
  return new WayhomeError("wasm_unreachable", `Wayhome’s WebAssembly file could not be loaded${why}`, { cause });
}
