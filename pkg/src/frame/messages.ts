// What the iframe page and its host say to each other, and nothing else. A message that is not exactly one of these is answered with an error.

import type { Answer, Changes } from "../session.js";
import type { ErrorCode } from "../errors.js";
import type { Report, WayhomeRecord } from "../types.js";

/** The version of the contract: both sides refuse another. */
export const CONTRACT = 1;

/** What a host asks. `id` comes back with the answer. */
export type Request = { readonly wayhome: typeof CONTRACT; readonly id: number } & (
  | { readonly ask: "start"; readonly procedure: string; readonly form: string; readonly today: string }
  | { readonly ask: "set"; readonly question: string; readonly answer: Answer }
  | { readonly ask: "unset"; readonly question: string }
  | { readonly ask: "report" }
  | { readonly ask: "record" }
  | { readonly ask: "check"; readonly record: WayhomeRecord; readonly today: string }
);

/** What the page answers. */
export type Reply = { readonly wayhome: typeof CONTRACT; readonly id: number } & (
  | { readonly ok: true; readonly result: Changes | Report | WayhomeRecord | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string }
);

/** Said once, when the page is there. */
export interface Hello {
  readonly wayhome: typeof CONTRACT;
  readonly hello: true;
}

const KEYS: { readonly [ask: string]: { readonly [key: string]: "string" | "object" | "answer" } } = {
  start: { procedure: "string", form: "string", today: "string" },
  set: { question: "string", answer: "answer" },
  unset: { question: "string" },
  report: {},
  record: {},
  check: { record: "object", today: "string" },
};

/** Whether this is exactly a request of the contract: every key that it needs, of its kind, and no other. */
export function isRequest(data: unknown): data is Request {
  if (!isNumbered(data) || !("ask" in data) || typeof data.ask !== "string" || !Object.hasOwn(KEYS, data.ask)) return false;
  const wanted = KEYS[data.ask] ?? {};
  const found = Object.keys(data).filter((key) => !["wayhome", "id", "ask"].includes(key));
  const fits = (key: string) => {
    const value = (data as { [key: string]: unknown })[key];
    if (wanted[key] === "answer") return ["string", "number", "boolean", "object"].includes(typeof value);
    return typeof value === wanted[key] && value !== null;
  };
  return found.length === Object.keys(wanted).length && found.every((key) => Object.hasOwn(wanted, key) && fits(key));
}

/** Whether this is a message of the contract with a number to answer to. */
export function isNumbered(data: unknown): data is { wayhome: typeof CONTRACT; id: number } {
  return typeof data === "object" && data !== null && "wayhome" in data && data.wayhome === CONTRACT && "id" in data && Number.isSafeInteger(data.id);
}
