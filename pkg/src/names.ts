// What the numbers of a form's results speak of, and the states that they stand for.

import { wasm } from "./start.js";
import type { Asked, Due, Finding } from "./types.js";

/** What one check comes to: which, in which procedure or law, and its state. */
export type JudgedCheck = Pick<Finding, "source" | "rule" | "state">;

/** What one deadline comes to. */
export type JudgedDeadline = Pick<Due, "source" | "id" | "state">;

/** What states are called, by number. */
export const STATES: readonly Finding["state"][] = ["met", "explained", "breached", "to_do", "cannot_tell", "not_applicable"];
export const DEADLINE_STATES: readonly Due["state"][] = ["due", "late", "met", "met_late", "cannot_tell", "not_applicable"];
export const ASKED: readonly Asked["asked"][] = ["yes", "no", "unknown"];

type Pairs = readonly (readonly [source: string, id: string])[];

/** What the numbers of a form's results speak of, each by its place. */
export interface Names {
  readonly questions: readonly string[];
  /** The place of a question. */
  readonly places: ReadonlyMap<string, number>;
  readonly checks: Pairs;
  readonly deadlines: Pairs;
  readonly approvals: Pairs;
  /** The questions of which nothing reads what a text says, with the columns of which that holds. */
  readonly unread: readonly (ReadonlySet<string> | undefined)[];
}

const names: Names[] = [];

/** The names of a form, by its number. */
export function namesOf(form: number): Names {
  return (names[form] ??= read(form));
}

function read(form: number): Names {
  const [questions, checks, deadlines, texts, approvals] = JSON.parse(wasm().formNames(form)) as [string[], Pairs, Pairs, [number, string[]][], Pairs];
  const columns = new Map(texts.map(([place, columns]) => [place, new Set(columns)]));
  return {
    questions,
    places: new Map(questions.map((id, place) => [id, place])),
    checks,
    deadlines,
    approvals,
    unread: questions.map((_, place) => columns.get(place)),
  };
}
