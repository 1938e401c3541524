// What somebody hands over, as the module reads it: text, bytes in any of their forms, or something that JSON can say.

import { WayhomeError, type ErrorCode } from "./errors.js";

/** The bytes of what is text, bytes, or something that JSON can say. */
export function bytesGiven(value: unknown, code: ErrorCode): Uint8Array {
  if (value instanceof Uint8Array) return value;
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
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The JSON text of something. Half a letter, as of an emoji that was cut through, becomes the sign for one that is lost, as in all other text. */
export function json(value: unknown, code: ErrorCode): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw unsayable(code, error);
  }
  if (text === undefined) throw unsayable(code);
  return text.includes("\\ud") ? text.replace(ESCAPE, (escape) => (HALF.test(escape) ? "\ufffd" : escape)) : text;
}

/** One escape after the other, so that a backslash that somebody wrote begins none. */
const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/g;
const HALF = /^\\ud[89a-f]/;

export function unsayable(code: ErrorCode, cause?: unknown): WayhomeError {
  return new WayhomeError(code, "This cannot be said in JSON.", { cause });
}
