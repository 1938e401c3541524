// States without words: a record goes into the module's memory, and numbers come back. Names and reports are made when somebody reads them.

import { guarded, WayhomeError, type ErrorCode } from "./errors.js";
import { memory, wasm } from "./start.js";
import type { Due, Finding, Outcome, Progress, WayhomeRecord } from "./types.js";

/** What one check comes to: which, in which procedure or law, and its state. */
export type JudgedCheck = Pick<Finding, "source" | "rule" | "state">;

/** What one deadline comes to. */
export type JudgedDeadline = Pick<Due, "source" | "id" | "state">;

const OUTCOMES: readonly Outcome[] = ["complete", "incomplete", "breached"];
const STATES: readonly Finding["state"][] = ["met", "explained", "breached", "to_do", "cannot_tell", "not_applicable"];
const DEADLINE_STATES: readonly Due["state"][] = ["due", "late", "met", "met_late", "cannot_tell", "not_applicable"];

type Pairs = readonly (readonly [source: string, id: string])[];

/** What the numbers of a form's results speak of. */
interface Names {
  readonly questions: readonly string[];
  readonly checks: Pairs;
  readonly deadlines: Pairs;
}

const names: Names[] = [];

function namesOf(form: number): Names {
  let known = names[form];
  if (!known) {
    const [questions, checks, deadlines] = JSON.parse(wasm().formNames(form)) as [string[], Pairs, Pairs];
    names[form] = known = { questions, checks, deadlines };
  }
  return known;
}

/** What a record comes to, in states and without words. Each part is worked out when it is read. */
export class Judged {
  readonly #packed: Uint8Array;
  readonly #from: number;
  readonly #end: number;

  /** @internal */
  constructor(packed: Uint8Array, from: number, end: number) {
    this.#packed = packed;
    this.#from = from;
    this.#end = end;
  }

  /** What the record comes to as a whole. */
  get outcome(): Outcome {
    return OUTCOMES[this.#byte(0)]!;
  }

  /** How far the record has come. */
  get progress(): Progress {
    return { needed: this.#number(3), answered: this.#number(5) };
  }

  /** Every check, in the order of the report. */
  get checks(): JudgedCheck[] {
    return this.#names.checks.map(([source, rule], place) => ({ source, rule, state: STATES[this.#byte(9 + place)]! }));
  }

  /** The checks that are breached or still to do, without looking at the others. */
  get open(): JudgedCheck[] {
    const { checks } = this.#names;
    const open: JudgedCheck[] = [];
    for (let place = 0; place < checks.length; place += 1) {
      const state = this.#byte(9 + place);
      if (state !== 2 && state !== 3) continue;
      const check = checks[place]!;
      open.push({ source: check[0], rule: check[1], state: STATES[state]! });
    }
    return open;
  }

  /** Every deadline, in the order of the report. */
  get deadlines(): JudgedDeadline[] {
    const from = this.#deadlinesAt + 2;
    return this.#names.deadlines.map(([source, id], place) => ({ source, id, state: DEADLINE_STATES[this.#byte(from + place)]! }));
  }

  /** The questions whose answers cannot be read, or only in part. */
  get unreadable(): string[] {
    const at = this.#unreadableAt;
    return Array.from({ length: this.#number(at) }, (_, place) => this.#names.questions[this.#number(at + 2 + 2 * place)]!);
  }

  /** How many answers are to questions that do not exist. */
  get unknown(): number {
    return this.#number(this.#end - this.#from - 2);
  }

  get #names(): Names {
    return namesOf(this.#number(1));
  }

  get #deadlinesAt(): number {
    return 9 + this.#number(7);
  }

  get #unreadableAt(): number {
    const at = this.#deadlinesAt;
    return at + 2 + this.#number(at);
  }

  #byte(at: number): number {
    return this.#packed[this.#from + at]!;
  }

  #number(at: number): number {
    return this.#byte(at) | (this.#byte(at + 1) << 8);
  }
}

/** Judges the bytes of a record. */
export function judgeBytes(bytes: Uint8Array, day: number): Judged {
  return guarded(() => {
    put(bytes);
    return result(wasm().judge(bytes.length, day));
  });
}

/** What one line came to; neither, where it is blank. */
export interface JudgedLine {
  readonly text: Uint8Array;
  readonly judged?: Judged;
  readonly error?: WayhomeError;
}

/** Judges lines of records, all of them whole. */
export function* judgeLines(lines: Uint8Array, day: number): Generator<JudgedLine, void, undefined> {
  const packed = guarded(() => {
    put(lines);
    return copied(wasm().judgeLines(lines.length, day));
  });
  const lengths = new DataView(packed.buffer);
  for (let [at, from] = [0, 0]; at < packed.length; ) {
    const until = from + lengths.getUint32(at, true);
    const end = at + 8 + lengths.getUint32(at + 4, true);
    const text = lines.subarray(from, until);
    at += 8;
    if (at === end) yield { text };
    else if (packed[at] === FAILED) yield { text, error: failed(packed.subarray(at + 1, end)) };
    else yield { text, judged: new Judged(packed, at, end) };
    [at, from] = [end, until + 1];
  }
}

const FAILED = 255;

function failed(told: Uint8Array): WayhomeError {
  const [code, said] = JSON.parse(new TextDecoder().decode(told)) as [ErrorCode, string];
  return new WayhomeError(code, said);
}

function put(bytes: Uint8Array): void {
  const room = wasm().room(bytes.length);
  memory().set(bytes, room);
}

/** A copy of a result of this length, out of the module's memory. */
function copied(length: number): Uint8Array {
  const from = wasm().packed();
  return memory().slice(from, from + length);
}

function result(length: number): Judged {
  return new Judged(copied(length), 0, length);
}

/** A form's number, and the places of its questions. */
interface Form {
  readonly number: number;
  readonly places: ReadonlyMap<string, number>;
}

let forms = new Map<string, Form>();

/** What was known of forms no longer holds: a procedure was replaced. */
export function forgetForms(): void {
  forms = new Map();
}

function formOf(procedure: string, form: string): Form {
  const key = `${procedure}/${form}`;
  let known = forms.get(key);
  if (!known) {
    const number = wasm().formNumber(procedure, form);
    known = { number, places: new Map(namesOf(number).questions.map((id, place) => [id, place])) };
    forms.set(key, known);
  }
  return known;
}

const [TEXT, YES, NO, JSON_TEXT] = [0, 1 << 24, 2 << 24, 3 << 24];
/** Far longer than any real record; longer ones go as text, which says what is too long. */
const MOST_FIELDS = 1_000;
const LONGEST = 1_000_000;
const head = new Uint32Array(2 * MOST_FIELDS);
const encoder = new TextEncoder();

/**
 * Judges an object, answer by answer; nothing where something in it is not as records usually are. Written as text only to be read again, it
 * took three times as long.
 */
export function judgeObject(record: WayhomeRecord, day: number): Judged | undefined {
  const { answers } = record;
  if ((record.wayhome ?? 1) !== 1 || typeof record.procedure !== "string" || typeof record.form !== "string" || typeof answers !== "object" || answers === null) {
    return undefined;
  }
  if ("toJSON" in record || "toJSON" in answers) return undefined;
  return guarded(() => {
    const { number, places } = formOf(record.procedure, record.form);
    const said: string[] = [];
    let all = "";
    for (const [question, answer] of Object.entries(answers)) {
      const place = places.get(question);
      if (place === undefined || said.length === MOST_FIELDS) return undefined;
      let kind = TEXT;
      let text = "";
      if (typeof answer === "string") {
        text = answer;
      } else if (typeof answer === "boolean") {
        kind = answer ? YES : NO;
      } else {
        text = JSON.stringify(answer);
        // As in JSON: there is no such answer.
        if (text === undefined) continue;
        kind = JSON_TEXT;
      }
      head[2 * said.length] = place | kind;
      head[2 * said.length + 1] = text.length;
      said.push(text);
      all += text;
    }
    const length = written(said, all);
    const judged = length === 0 ? 0 : wasm().judgeFields(number, said.length, length, day);
    return judged === 0 ? undefined : result(judged);
  });
}

/** Writes what was said into the module's memory, after its head; returns how many bytes both take, and 0 where that cannot be. */
function written(said: readonly string[], all: string): number {
  if (all.length > LONGEST) return 0;
  const from = 8 * said.length;
  const room = wasm().room(from + 3 * all.length);
  const to = memory();
  let at = room + from;
  const { written } = encoder.encodeInto(all, to.subarray(at));
  if (written === all.length) {
    at += written;
  } else {
    // Some letter takes more than one byte: how many bytes each text takes is told one by one.
    if (!isWellFormed(all)) return 0;
    said.forEach((text, place) => {
      const { written } = encoder.encodeInto(text, to.subarray(at));
      head[2 * place + 1] = written;
      at += written;
    });
  }
  to.set(new Uint8Array(head.buffer, 0, from), room);
  return at - room;
}

/** Is there no half of a letter in it? JSON could not say it either. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

let [lastDay, lastNumber] = ["", 0];

/** The number of a day. */
export function dayNumber(today: string): number {
  if (today !== lastDay) [lastDay, lastNumber] = [today, guarded(() => wasm().dayNumber(today))];
  return lastNumber;
}
