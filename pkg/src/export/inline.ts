import bytes from "./bytes.js";
import type { LoadOptions } from "../loading.js";
import { start } from "./start.js";

export * from "./surface.js";

/** Loads the exports from the bytes in this module: no file is fetched. A third larger than the file. */
export function loadExport(options: LoadOptions = {}): Promise<void> {
  return start(options, within);
}

const within = (): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
