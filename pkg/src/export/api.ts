import { WayhomeError, type ErrorCode } from "../errors.js";
import { bytesGiven, dayGiven, fieldGiven } from "../given.js";
import type { About, WayhomeRecord } from "../types.js";
import { guarded, wasm } from "./start.js";
import type { Carried, LeftOut, Loss, Losses, Replaced, SignOff } from "./types.js";

/** The targets that need no mapping: Wayhome JSON, a page to print, its plain-text twin, rows of the Standard Safeguarding Dataset, FHIR R4. */
export type Target = "json" | "html" | "text" | "ssd" | "fhir";

/** A record with what stands beside it in its file. */
export type RecordFile = WayhomeRecord & {
  /** Who signed it. */
  readonly signed?: SignOff;
  /** The signed record that it is a newer version of. */
  readonly replaces?: Replaced;
  /** The answers that were brought along from an earlier record, by question id. */
  readonly carried?: { readonly [question: string]: Carried };
  /** The questions whose answers were left out of the export that the record comes from. */
  readonly left_out?: readonly LeftOut[];
  /** Is it an exercise, about nobody? */
  readonly training?: boolean;
};

/** How to export. */
export interface ExportOptions {
  /** What to: a target by its name, or a council’s mapping as `wayhome mapping compile` writes it. */
  readonly to: Target | { readonly mapping: string | Uint8Array | object };
  /** The day of the check, `YYYY-MM-DD`. Wayhome reads no clock: whoever asks says which day it is. */
  readonly today: string;
  /** The record is an exercise, about nobody; the export says so. A record that says it of itself needs no option. */
  readonly training?: boolean;
}

/** One file of an export. */
export interface ExportedFile {
  /** A name for it, from the record’s own id. */
  readonly name: string;
  /** Its media type. */
  readonly type: "application/json" | "text/html" | "text/plain" | "text/csv";
  /** What is in it. As a file it is UTF-8. */
  readonly text: string;
}

/** An export, and what it could not carry. */
export interface Exported {
  /**
   * One file, or one for each table; none where a table has no row for the record. The cells of a table are as they were answered, also those that
   * a spreadsheet takes for formulas.
   */
  readonly files: readonly ExportedFile[];
  /** What the target could not carry, a sentence each. None quotes an answer. */
  readonly losses: readonly Loss[];
  /** What the losses are of: “looked-after visits”. */
  readonly target: string;
  /** What the target was tried against, in a sentence. */
  readonly tried: string;
  /** What goes against a rule of the target, a sentence each. */
  readonly checks: readonly string[];
}

/** What was exported before. */
export interface Imported {
  /** The record, with what stands beside it. */
  readonly record: RecordFile;
  /** What a person is to know about it, a sentence each: that it was checked by another edition of the procedure, say. */
  readonly notes: readonly string[];
}

/** The names of the targets that need no mapping. */
export function targets(): Target[] {
  return guarded(() => wasm().targets() as Target[]);
}

/** Exports a record, given as an object, as JSON text or as its bytes. The files are, byte for byte, those that `wayhome export` writes. */
export function exportRecord(record: RecordFile | string | Uint8Array, options: ExportOptions): Exported {
  const to = fieldGiven(options, "to", "target_unknown");
  const training = fieldGiven(options, "training", "record_unreadable") ?? false;
  // An exercise that is taken for a child would be worse than no export.
  if (typeof training !== "boolean") throw new WayhomeError("record_unreadable", "Say whether it is an exercise with `training: true` or `training: false`.");
  const today = dayGiven(options);
  const isNamed = typeof to !== "object" || to === null;
  const mapping = isNamed ? undefined : bytesOf(fieldGiven(to, "mapping", "mapping_unreadable"), "mapping_unreadable");
  const bytes = bytesOf(record, "record_unreadable");
  const made = guarded(() => JSON.parse(wasm().exportRecord(bytes, today, typeof to === "string" ? to : "", mapping, training)) as Made);
  const { lost: losses, target, tried } = made.losses;
  return { files: made.files, losses, target, tried, checks: made.checks };
}

/** Reads Wayhome JSON that was exported, and checks by its hash that nobody changed it since. */
export function importRecord(exported: string | Uint8Array | object): Imported {
  return guarded(() => JSON.parse(wasm().importRecord(bytesOf(exported, "record_unreadable"))) as Imported);
}

/**
 * Adds a council’s own procedure for the exports, as `wayhome compile` writes it, in place of a loaded one of the same id. The procedure that it
 * stands on has to be loaded before.
 */
export function useProcedure(compiled: string | Uint8Array | object): About {
  return guarded(() => JSON.parse(wasm().addProcedure(bytesOf(compiled, "procedure_unreadable"))) as About);
}

type Made = { readonly files: ExportedFile[]; readonly losses: Losses; readonly checks: string[] };

/** The bytes of something’s JSON text; of one that is too large, as much as shows that it is. */
function bytesOf(value: unknown, code: ErrorCode): Uint8Array {
  return bytesGiven(value, code).subarray(0, wasm().largest() + 1);
}
