// What a caller asks with: a day, a record, an id. Each is looked at before the module sees it.

import { WayhomeError, type ErrorCode } from "./errors.js";
import { bytesGiven, dayGiven } from "./given.js";
import { wasm } from "./start.js";
import type { WayhomeRecord } from "./types.js";

/** The day of the check. Wayhome reads no clock: whoever asks says which day it is. */
export interface CheckOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export function day(options: CheckOptions | undefined): string {
  return dayGiven(options);
}

/** A record’s JSON text; of one that is too large, as much as shows that it is. */
export function bytesOf(record: WayhomeRecord | string | Uint8Array): Uint8Array {
  const { largestRecord } = wasm();
  return bytesGiven(record, "record_unreadable").subarray(0, largestRecord() + 1);
}

const NAMED: { readonly [code in ErrorCode]?: string } = {
  procedure_unknown: "Name the procedure by its id, a text such as “newcastle”.",
  form_unknown: "Name the form by its id, a text such as “visit”.",
  answer_unreadable: "Name the question by its id, a text such as “seen_alone”.",
};

/** An id. What is no text is refused before the module sees it, which would stop at it. */
export function named(id: unknown, code: ErrorCode): string {
  if (typeof id === "string") return id;
  throw new WayhomeError(code, NAMED[code] ?? "");
}
