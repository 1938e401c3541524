// The answers that a host’s form holds, control by control, as the form itself would send them.

import type { Answer, Row } from "../session.js";
import type { OutlineQuestion } from "../types.js";
import { placeOf, type MappedControl, type Mapping, type Place } from "./names.js";
import { formsOwn } from "./own.js";
import { dateOf, typed } from "./values.js";

/** A control that can be asked for its value. Custom elements that take part in forms are such, too. */
export type Control = HTMLElement & { name: string; value: string; type?: string; checked?: boolean; multiple?: boolean };

/** The controls of one question. */
export interface Answered {
  readonly question: OutlineQuestion;
  readonly controls: { readonly control: Control; readonly place: Place }[];
}

/** Rows beyond this are not read. It is one more than a table may have, so that the checks say that there are too many. */
export const MOST_ROWS = 201;

const NO_ANSWER = new Set(["submit", "reset", "button", "image", "file", "fieldset", "output"]);

/** The controls of a form by the question that they answer. Those that are disabled are left out, as the form leaves them out. */
export function answered(form: HTMLFormElement, mapping: Mapping, questions: ReadonlyMap<string, OutlineQuestion>): Map<string, Answered> {
  const found = new Map<string, Answered>();
  const all = placed(form, mapping, questions);
  const boxes = boxesOf(all);
  for (const { control, place, question } of all) {
    if (control.matches(":disabled") || (control.type === "hidden" && isBeside(boxes.get(cell(place)), place, question))) continue;
    const entry = found.get(place.question) ?? { question, controls: [] };
    entry.controls.push({ control, place });
    found.set(place.question, entry);
  }
  return found;
}

interface Placed {
  readonly control: Control;
  readonly place: Place;
  readonly question: OutlineQuestion;
}

/** The controls that answer something, also those that are disabled. */
function placed(form: HTMLFormElement, mapping: Mapping, questions: ReadonlyMap<string, OutlineQuestion>): Placed[] {
  return Array.from(formsOwn(form, "elements")).flatMap((element) => {
    const place = placeOfControl(element, mapping, questions);
    const question = place && questions.get(place.question);
    return question ? [{ control: element as Control, place, question }] : [];
  });
}

/** What there is to tick for one answer, and how much of it is disabled. */
interface Boxes {
  all: number;
  disabled: number;
  /** Are there some among them of which one excludes the others? */
  radios: boolean;
}

/** What there is to tick, by the answer that it is for, whatever each is called. */
function boxesOf(all: readonly Placed[]): ReadonlyMap<string, Boxes> {
  const found = new Map<string, Boxes>();
  for (const { control, place } of all) {
    if (!isTickable(control)) continue;
    const boxes = found.get(cell(place)) ?? { all: 0, disabled: 0, radios: false };
    boxes.all += 1;
    if (control.matches(":disabled")) boxes.disabled += 1;
    boxes.radios ||= control.type === "radio";
    found.set(cell(place), boxes);
  }
  return found;
}

/** A question, or one cell of its rows. */
function cell({ question, row, column }: Place): string {
  return JSON.stringify([question, row, column]);
}

/**
 * Is a hidden control no answer, because it stands beside something to tick? Frameworks put it there to have “no” sent where nothing is ticked, and that
 * nobody ticked anything is silence. Where there are several boxes for several answers it may be one more of them; and beside radios that
 * are all disabled it sends what was chosen before.
 */
function isBeside(boxes: Boxes | undefined, { column }: Place, question: OutlineQuestion): boolean {
  if (!boxes || (boxes.radios && boxes.all === boxes.disabled)) return false;
  const { kind } = column === undefined ? question : (question.columns?.find(({ id }) => id === column) ?? question);
  return kind === "yes_no" || (!boxes.radios && boxes.all === 1);
}

/** Which question a control answers. */
export function placeOfControl(element: Element, mapping: Mapping, questions: ReadonlyMap<string, OutlineQuestion>): Place | undefined {
  const { type, value } = element as Control;
  const name = (element as Partial<Control>).name ?? element.getAttribute("name");
  if (typeof value !== "string" || NO_ANSWER.has(type ?? "")) return undefined;
  const written = element.getAttribute("data-wayhome") ?? name;
  return written ? placeOf(written, mapping, (id) => questions.has(id)) : undefined;
}

/** The answer that these controls hold; nothing, where they hold none. */
export function answerOf({ question, controls }: Answered): Answer | undefined {
  if (question.kind === "rows") return rowsOf(question, controls);
  return cellOf(question, controls);
}

function rowsOf(question: OutlineQuestion, controls: Answered["controls"]): readonly Row[] | undefined {
  // By whatever number a row has: a program may count from any, or by the clock.
  const rows = new Map<string, Map<string, Answered["controls"]>>();
  for (const entry of controls) {
    const { row, column } = entry.place;
    if (row === undefined || column === undefined) continue;
    const cells = rows.get(row) ?? new Map<string, Answered["controls"]>();
    cells.set(column, [...(cells.get(column) ?? []), entry]);
    rows.set(row, cells);
  }
  const read: Row[] = [];
  for (const [, cells] of [...rows].sort(([one], [other]) => inOrder(one, other))) {
    if (read.length === MOST_ROWS) break;
    const row: { [column: string]: Answer } = {};
    for (const column of question.columns ?? []) {
      const controls = cells.get(column.id);
      const answer = controls && cellOf(column, controls);
      if (answer !== undefined) row[column.id] = answer;
    }
    if (Object.keys(row).length > 0) read.push(row as Row);
  }
  return read.length > 0 ? read : undefined;
}

/** Whole numbers in digits, without noughts before them. */
function inOrder(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function cellOf(question: OutlineQuestion, controls: Answered["controls"]): Answer | undefined {
  const parts = controls.filter(({ place }) => place.part);
  if (parts.length > 0) {
    const part = (wanted: string) => {
      const found = parts.find(({ place }) => place.part === wanted);
      return (found && valuesOf(found.control)[0]) ?? "";
    };
    const isWritten = parts.some(({ control }) => control.matches(":focus, :focus-within"));
    return dateOf(part("day"), part("month"), part("year"), isWritten);
  }
  const mapped = controls[0]?.place.mapped;
  const values = controls.flatMap(({ control }) => valuesOf(control));
  const unread = controls.filter(({ control }) => isUnread(control));
  if (unread.length > 0 && MEASURED.has(question.kind)) return unread.some(({ control }) => control.matches(":focus")) ? undefined : UNREADABLE;
  const isBox = controls.length === 1 && controls[0] !== undefined && isTickable(controls[0].control) && controls[0].control.type !== "radio";
  if (isBox && values.length === 0) return mapped?.unchecked;
  const meant = values.map((value) => meaning(value, mapped));
  if (isBox && question.kind === "yes_no" && !hasMeaning(values[0], mapped)) return ticked(values[0] ?? "");
  return typed(question, meant);
}

/** What is recorded of what a control keeps to itself: the checks say that it cannot be read. */
const UNREADABLE = "?";
const MEASURED: ReadonlySet<string> = new Set(["date", "date_time", "number"]);

/** Does it hold something that its browser cannot read, as a date of which a part is missing, and does not tell? */
function isUnread({ value, validity }: Control & { readonly validity?: ValidityState }): boolean {
  return value === "" && validity?.badInput === true;
}

/** Is it something to tick? An element of the host’s own is, if it says whether it is. */
function isTickable(control: Control): boolean {
  const isOwn = control.localName !== "input" && typeof control.checked === "boolean";
  return control.type === "radio" || control.type === "checkbox" || isOwn;
}

function valuesOf(control: Control): string[] {
  if (isTickable(control)) return control.checked ? [control.value] : [];
  // What cannot be chosen is no answer, even where it stands there at first; nor does the form send it.
  if (isSelect(control)) return Array.from(control.selectedOptions).filter((option) => !option.matches(":disabled")).map((option) => option.value);
  return [control.value];
}

function isSelect(control: HTMLElement): control is HTMLSelectElement {
  return control.localName === "select";
}

function hasMeaning(value: string | undefined, mapped: MappedControl | undefined): boolean {
  return value !== undefined && mapped?.values !== undefined && Object.hasOwn(mapped.values, value);
}

function meaning(value: string, mapped: MappedControl | undefined): Answer {
  return hasMeaning(value, mapped) ? (mapped?.values?.[value] ?? null) : value;
}

/** A ticked box says yes, whatever it sends: unless what it sends says no. */
function ticked(value: string): boolean {
  return typed({ kind: "yes_no" }, [value]) !== false;
}
