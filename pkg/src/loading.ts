// Where things come from, as whoever loads says.

/** What a program’s own types say of something that browsers have; nothing, where they know none: these types need no library of the DOM. */
type Known<Name extends string> = typeof globalThis extends { readonly [name in Name]: { readonly prototype: infer Type } } ? Type : never;

/** A `WebAssembly.Module`. */
type Module = typeof globalThis extends { readonly WebAssembly: { readonly Module: { readonly prototype: infer Type } } } ? Type : never;

/** Where the WebAssembly module comes from: an address, a `URL`, a `Request`, a `Response`, bytes or a `WebAssembly.Module`. */
export type WasmSource = string | Known<"URL"> | Known<"Request"> | Known<"Response"> | ArrayBuffer | ArrayBufferView | Module;

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
