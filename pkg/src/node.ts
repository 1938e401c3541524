import type { LoadOptions } from "./loading.js";
import { start } from "./core.js";

export * from "./surface.js";

/** Loads Wayhome in Node: its one WebAssembly file, from beside this file, and the procedures. */
export async function load(options: LoadOptions = {}): Promise<void> {
  // Imported by its name it brings streams along, which takes longer than reading all that is here.
  const { readFileSync } = process.getBuiltinModule?.("node:fs") ?? (await import("node:fs"));
  const at = (file: string): Uint8Array<ArrayBuffer> => readFileSync(new URL(file, import.meta.url));
  // Read as a file, in a quarter of the time that importing takes; where a bundler left the files behind, the module is imported.
  const procedure = (id: string): Uint8Array | undefined => {
    try {
      return at(`./procedures/${id}.json`);
    } catch {
      return undefined;
    }
  };
  await start(options, () => at("./wayhome_bg.wasm"), procedure);
}
