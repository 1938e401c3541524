// Where things come from, as whoever loads says.

/** Where the WebAssembly module comes from. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/** How to load. */
export interface LoadOptions {
  /** Where the WebAssembly module comes from; the file beside this package's code, if left out. */
  readonly wasm?: WasmSource | Promise<WasmSource>;
  /**
   * Which of the shipped procedures to load, by id, with the law beneath each; all of them, if left out. A shorter list loads less.
   * An empty one loads none: add your own with `useProcedure`.
   */
  readonly procedures?: readonly string[];
}

/** How a place loads the module when nobody names a source. */
export type DefaultSource = () => WasmSource | Promise<WasmSource>;

/** The bytes of a shipped procedure’s file, where they are at hand; nothing where its module has to be imported. */
export type ProcedureFile = (id: string) => Uint8Array | undefined;
