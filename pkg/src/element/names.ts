// Which question a control of the host’s form answers, told from its name, from a mapping, or from `data-wayhome`.

import type { Answer } from "../session.js";
import { WayhomeError } from "../errors.js";
import { json } from "../given.js";
import type { OutlineQuestion } from "../types.js";

/** How a control’s name leads to a question, where the host’s form calls it otherwise. */
export interface MappedControl {
  /** The question’s id; or a part of it as a control can be called, such as `visit_date-day`. */
  readonly question: string;
  /** What the form’s own values mean: `{ "Y": true, "N": false }`. A value that is not named is taken as it is. */
  readonly values?: { readonly [value: string]: Answer };
  /** What a box that is not ticked means. Left out, it means that nothing is recorded: silence is not “no”. */
  readonly unchecked?: Answer;
  /** Of rows: the question’s columns by the form’s own names for them. */
  readonly columns?: { readonly [name: string]: string };
}

/** Questions by the names of the host’s controls. */
export interface Mapping {
  readonly [control: string]: string | MappedControl;
}

/** Where the value of a control belongs. */
export interface Place {
  readonly question: string;
  readonly part?: DatePart;
  /** Which row, in digits: some programs count with numbers that are longer than JavaScript’s. */
  readonly row?: string;
  readonly column?: string;
  readonly mapped?: MappedControl;
}

export type DatePart = "day" | "month" | "year";

const PART = /^(.+?)(?:\[(day|month|year)\]|[-_.](day|month|year))$/;
const ROW = /^(.+?)(?:\[(\d+)\]|[-_.](\d+))(?:\[([^\]]+)\]|[-_.](.+))$/;

/**
 * Reads a name: `seen_alone`, `consulted[]`, `visit_date-day`, `household[0][name]`, `household[0][date_of_birth]-day`. A name that is itself
 * mapped or known is taken whole. Nothing, where it leads to no question.
 */
export function placeOf(name: string, mapping: Mapping, isQuestion: (id: string) => boolean): Place | undefined {
  const plain = name.replace(/\[\]$/, "");
  const whole = target(name, mapping, isQuestion) ?? (plain === name ? undefined : target(plain, mapping, isQuestion));
  if (whole) return whole;
  const [rest, part] = split(plain);
  if (part) {
    const date = target(rest, mapping, isQuestion);
    if (date) return { ...date, part };
  }
  const row = ROW.exec(rest);
  if (!row) return undefined;
  const table = target(row[1] ?? "", mapping, isQuestion);
  if (!table) return undefined;
  const [written, inner] = split(row[4] ?? row[5] ?? "");
  const column = table.mapped?.columns?.[written] ?? written;
  const cell = { ...table, row: (row[2] ?? row[3] ?? "").replace(/^0+(?=\d)/, ""), column };
  const cellPart = part ?? inner;
  return cellPart ? { ...cell, part: cellPart } : cell;
}

function target(name: string, mapping: Mapping, isQuestion: (id: string) => boolean): Place | undefined {
  const mapped = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
  if (mapped === undefined) return isQuestion(name) ? { question: name } : undefined;
  // As `data-wayhome` does, it may lead to a part: “visit_date-day”.
  const place = placeOf(questionOf(mapped), {}, isQuestion);
  return place && typeof mapped === "object" ? { ...place, mapped } : place;
}

function questionOf(mapped: string | MappedControl): string {
  return typeof mapped === "string" ? mapped : mapped.question;
}

function split(name: string): [string, DatePart | undefined] {
  const found = PART.exec(name);
  return found ? [found[1] ?? name, (found[2] ?? found[3]) as DatePart] : [name, undefined];
}

/** What a mapping names that the form has no question or column for, a sentence each. It names what the page wrote, and no answer. */
export function strayed(mapping: Mapping, questions: ReadonlyMap<string, OutlineQuestion>): string[] {
  return Object.entries(mapping).flatMap(([name, mapped]) => {
    const question = questionOf(mapped);
    const place = placeOf(question, {}, (id) => questions.has(id));
    const known = place && questions.get(place.question);
    if (!known || (place.column !== undefined && !isColumn(known, place.column))) return [`The mapping leads “${name}” to “${question}”, which is no question of this form.`];
    const columns = Object.values((typeof mapped === "object" && mapped.columns) || {});
    const stray = columns.filter((column) => !isColumn(known, column));
    return stray.map((column) => `The mapping leads “${name}” to the column “${column}”, which “${question}” does not have.`);
  });
}

/** Has a question of rows a column of this id? */
export function isColumn(question: OutlineQuestion | undefined, column: string): boolean {
  return (question?.columns ?? []).some(({ id }) => id === column);
}

/** A mapping as somebody gave it: as an object, or as JSON text. A name that is mapped to nothing is left out. */
export function mappingOf(given: unknown): Mapping {
  let read: unknown;
  try {
    // As it is now, and as the attribute could say it: what an answer leads to must be one that a record can hold.
    read = JSON.parse(typeof given === "string" ? given.trim() || "{}" : json(given ?? {}, "mapping_unreadable"));
  } catch (error) {
    throw refused(typeof given === "string" ? "it is not JSON" : "it holds something that JSON cannot say", error);
  }
  if (!isObject(read)) throw refused("it must be an object of questions by the names of controls");
  const named = Object.entries(read).filter(([, mapped]) => mapped !== null && mapped !== undefined);
  for (const [name, mapped] of named) {
    if (typeof mapped !== "string" && !isMapped(mapped)) throw refused(`“${name}” must lead to the id of a question, or to an object with “question”`);
  }
  return Object.fromEntries(named) as Mapping;
}

function isMapped(mapped: unknown): boolean {
  if (!isObject(mapped) || typeof mapped["question"] !== "string") return false;
  return [mapped["values"], mapped["columns"]].every((names) => names === undefined || isObject(names));
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(why: string, cause?: unknown): WayhomeError {
  return new WayhomeError("mapping_unreadable", `The mapping of names cannot be used: ${why}.`, { cause });
}
