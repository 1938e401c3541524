// What every entry of the exports gives, whichever way it loads.

export { exportRecord, importRecord, targets, useProcedure } from "./api.js";
export type { Exported, ExportedFile, ExportOptions, Imported, RecordFile, Target } from "./api.js";
export { WayhomeError } from "../errors.js";
export type { ErrorCode } from "../errors.js";
export type { LoadOptions, WasmSource } from "../loading.js";
export type * from "./types.js";
