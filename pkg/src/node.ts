import type { LoadOptions } from "./loading.js";
import { fileAt, start, withFiles } from "./core.js";

export * from "./surface.js";

/** Loads Wayhome in Node: its one WebAssembly file, from beside this file, and the procedures. */
export async function load(options: LoadOptions = {}): Promise<void> {
  // Imported by its name it brings streams along, which takes longer than reading all that is here.
  const { readFileSync } = process.getBuiltinModule?.("node:fs") ?? (await import("node:fs"));
  // Read as a file, in a quarter of the time that importing takes; where a bundler left the files behind, the module is imported.
  const procedure = (id: string): Uint8Array | undefined => {
    try {
      return readFileSync(new URL(`./procedures/${id}.json`, import.meta.url));
    } catch {
      return undefined;
    }
  };
  await start(withFiles(options, readFileSync), () => fileAt("wayhome_bg.wasm", () => new URL("./wayhome_bg.wasm", import.meta.url), readFileSync), procedure);
}
