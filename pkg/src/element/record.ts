// What somebody hands to <wayhome-form> as a record, and what of it goes along.

import { Session } from "../core.js";
import { WayhomeError } from "../errors.js";
import { json } from "../given.js";
import type { WayhomeRecord } from "../types.js";

/** A record that was handed in: an object as it is now, whatever becomes of it. */
export function plain(given: unknown): WayhomeRecord | undefined {
  if (given === undefined || given === null || given === "") return undefined;
  const read: unknown = JSON.parse(json(given, "record_unreadable"));
  const { answers } = Object(read) as { answers?: unknown };
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) {
    throw new WayhomeError("record_unreadable", "This is not a record: it has no “answers”, an object of answers by the ids of questions.");
  }
  return read as WayhomeRecord;
}

/** The error of a record that is an attribute: a framework makes one of a property that it does not find, and of an object “[object Object]”. */
export function misgiven(): WayhomeError {
  const advice = "Give the record as text in “value”, or set the property; a framework does once “wayhome/element” was imported before it draws.";
  return new WayhomeError("record_unreadable", `“record” is a property of the element, and no attribute. ${advice}`);
}

/** A record as JSON text; one that is that already stays as it is. */
export function textOf(opening: WayhomeRecord | string | undefined): string {
  return typeof opening === "object" ? JSON.stringify(opening) : (opening ?? "");
}

/** The record, of the procedure and form that open it, whichever it names; one that is none is refused. */
export function read(opening: WayhomeRecord | string, { procedure, form }: { procedure: string; form: string }): WayhomeRecord {
  // As text it is read as it stands, so that an answer that is there twice is not lost without a word.
  const head = typeof opening === "string" ? headOf(opening) : opening;
  const isOwn = head === undefined || (head.procedure === procedure && head.form === form);
  // Only a record comes through: the session says what is wrong with one that is none.
  const session = Session.open(isOwn ? opening : { ...head, procedure, form }, { today: "2000-01-01" });
  const record = session.toJSON();
  session.free();
  return { ...record, ...besideOf({ ...head, ...record }) };
}

/** What a record has beside its answers that goes along with them. An exercise must not be taken for a child. */
export type Beside = Pick<WayhomeRecord, "id" | "training">;

/** What stands beside the answers of a record. */
export function besideOf(record: Partial<WayhomeRecord> | undefined): Beside {
  const { id, training } = record ?? {};
  return { ...(id === undefined || id === null ? {} : { id }), ...(training === true ? { training } : {}) };
}

/** The same record without its answers; nothing, where nothing but those makes it one of its own. */
export function emptied(record: WayhomeRecord | string | undefined): WayhomeRecord | undefined {
  const head = typeof record === "string" ? headOf(record) : record;
  const beside = besideOf(head);
  if (!head || Object.keys(beside).length === 0) return undefined;
  const { wayhome = 1, procedure, form } = head;
  return { wayhome, procedure, form, ...beside, answers: {} };
}

/** What a text says as JSON, if it is an object: of which procedure and form it is. */
function headOf(text: string): WayhomeRecord | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as WayhomeRecord) : undefined;
  } catch {
    return undefined;
  }
}
