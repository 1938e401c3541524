// What every entry of the package gives, whichever way it loads.

export { about, check, checkMany, judge, outline, procedures, Session, useProcedure } from "./core.js";
export type { Checked } from "./api.js";
export type { CheckOptions } from "./arguments.js";
export { WayhomeError } from "./errors.js";
export type { Judged } from "./judge.js";
export type { Moved } from "./moved.js";
export type { JudgedCheck, JudgedDeadline } from "./names.js";
export type { Answer, Changes, Row } from "./session.js";
export type { ErrorCode } from "./errors.js";
export type { LoadOptions, WasmSource } from "./loading.js";
export type * from "./types.js";
