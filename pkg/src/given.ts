// What somebody hands over, as the module reads it: text, bytes in any of their forms, or something that JSON can say.

import { WayhomeError, type ErrorCode } from "./errors.js";

/** What a field of something that was handed in holds. It may be a function of the page, which may throw anything. */
export function fieldGiven(given: unknown, name: string, code: ErrorCode): unknown {
  try {
    return given === undefined || given === null ? undefined : Reflect.get(Object(given), name);
  } catch (error) {
    throw new WayhomeError(code, `“${name}” cannot be read where it was handed in.`, { cause: error });
  }
}

/** The day of the check, if it is said at all; whether it is a real one, the module says. */
export function dayGiven(options: unknown): string {
  const today = fieldGiven(options, "today", "day_unreadable");
  if (typeof today === "string") return today;
  throw new WayhomeError("day_unreadable", "Say which day it is: { today: \"2026-03-02\" }. Wayhome reads no clock.");
}

/** The bytes of what is text, bytes, or something that JSON can say. */
export function bytesGiven(value: unknown, code: ErrorCode): Uint8Array {
  // Asked first whether it is a view, which no stand-in of the page answers.
  if (ArrayBuffer.isView(value) && value instanceof Uint8Array) return value;
  return viewed(value, code) ?? encoded(typeof value === "string" ? value : json(value, code));
}

/**
 * The bytes of a buffer, or of a view of one, whichever window it comes from; nothing of what is neither. Its length stays what it is now: a
 * buffer that is taken away meanwhile shows as one of no length.
 */
export function viewed(value: unknown, code: ErrorCode): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return isBuffer(value) ? new Uint8Array(value, 0, value.byteLength) : undefined;
  } catch (error) {
    throw new WayhomeError(code, "These bytes were handed on to somebody else, and are no longer here.", { cause: error });
  }
}

/** By what it says of itself: of another window, it is an instance of nothing here. */
function isBuffer(value: unknown): value is ArrayBufferLike {
  try {
    return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false; // A stand-in that lets nobody look is none.
  }
}

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * The JSON text of something. Half a letter, as of an emoji that was cut through, becomes the sign for one that is lost, as in all other text.
 * `question` is the one that it answers, if it is an answer. Of an answer something must be left, or it would be lost without a word.
 */
export function json(value: unknown, code: ErrorCode, question?: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw unsayable(code, question ?? questionOf(value), error);
  }
  if (text === undefined || (code === "answer_unreadable" && isLost(value, text))) throw unsayable(code, question);
  return text.includes("\\ud") ? text.replace(ESCAPE, (escape) => (HALF.test(escape) ? "\ufffd" : escape)) : text;
}

/** Has JSON nothing of an object, as of a `Set`, an `Error` or a date that is none? What an object says of itself by `toJSON`, it says; but for dates. */
function isLost(answer: unknown, text: string): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  try {
    if (text === "null") return !("toJSON" in answer) || Object.prototype.toString.call(answer) === "[object Date]";
    if (text !== "{}" || "toJSON" in answer) return false;
    // The prototype of plain objects has none itself, whichever window they are of.
    const prototype: unknown = Reflect.getPrototypeOf(answer);
    return prototype !== null && Reflect.getPrototypeOf(Object(prototype)) !== null;
  } catch {
    return true; // A stand-in that lets nobody look.
  }
}

/** The first question of a record whose answer JSON cannot hold. */
function questionOf(record: unknown): string | undefined {
  try {
    const { answers } = record as { answers: object };
    return Object.keys(answers).find((question) => !isSayable(Reflect.get(answers, question)));
  } catch {
    return undefined;
  }
}

function isSayable(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** One escape after the other, so that a backslash that somebody wrote begins none. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/g;
const HALF = /^\\ud[89a-f]/;

const WHAT: { readonly [code in ErrorCode]?: string } = {
  answer_unreadable: "This answer",
  record_unreadable: "The record",
  procedure_unreadable: "The procedure",
  mapping_unreadable: "The mapping",
};

/** The error of what JSON cannot hold. It names the question, if it is about one, and never the answer. */
export function unsayable(code: ErrorCode, question?: string, cause?: unknown): WayhomeError {
  const what = question === undefined ? (WHAT[code] ?? "This") : `The answer to “${question.slice(0, 80)}”`;
  const why = cause instanceof RangeError ? "its lists lie too deep in one another" : "JSON holds text, numbers, true, false, null, lists and objects, none of which holds itself";
  return new WayhomeError(code, `${what} cannot be written as JSON: ${why}.`, { cause });
}
