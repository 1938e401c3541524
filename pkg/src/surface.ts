// What every entry of the package gives, whichever way it loads.

export { about, check, checkMany, judge, outline, procedures, Session, useProcedure } from "./core.js";
export type { Answer, Changes, Checked, CheckOptions, Row } from "./api.js";
export { WayhomeError } from "./errors.js";
export type { Judged, JudgedCheck, JudgedDeadline } from "./judge.js";
export type { ErrorCode } from "./errors.js";
export type { LoadOptions, WasmSource } from "./loading.js";
export type * from "./types.js";
