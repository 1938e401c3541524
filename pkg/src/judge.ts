// States without words: a record goes into the module's memory, and numbers come back. Names and reports are made when somebody reads them.

import { guarded, told as toldAs, type ErrorCode, type WayhomeError } from "./errors.js";
import { handed, type Asked } from "./handed.js";
import { DEADLINE_STATES, namesOf, STATES, type JudgedCheck, type JudgedDeadline, type Names } from "./names.js";
import { memory, wasm } from "./start.js";
import type { Outcome, Progress, WayhomeRecord } from "./types.js";

const OUTCOMES: readonly Outcome[] = ["complete", "incomplete", "breached"];

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

  /** What it is, as what browsers have says of itself. Vue makes only plain objects reactive; a proxy could read none of the private parts. */
  get [Symbol.toStringTag](): string {
    return "Judged";
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
      const state = STATES[this.#byte(9 + place)]!;
      if (state !== "breached" && state !== "to_do") continue;
      const check = checks[place]!;
      open.push({ source: check[0], rule: check[1], state });
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

  /** Everything at once, for whoever writes it down or looks at it. */
  toJSON(): object {
    const { outcome, progress, checks, deadlines, unreadable, unknown } = this;
    return { outcome, progress, checks, deadlines, unreadable, unknown };
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

/** Lines of records, all of them whole, and what they come to. Each line is named by the place of what it comes to. */
export class Piece {
  readonly #lines: Uint8Array;
  readonly #packed: Uint8Array;
  readonly #numbers: DataView;

  constructor(lines: Uint8Array, day: number) {
    [this.#packed, this.#lines] = guarded(() => {
      const room = put(lines);
      const packed = copied(wasm().judgeLines(lines.length, day));
      // A copy of just what was judged: whoever reads a file piece by piece uses its memory again.
      return [packed, new Uint8Array(memory().subarray(room, room + lines.length))];
    });
    this.#numbers = new DataView(this.#packed.buffer);
  }

  /** How far the places go. */
  get end(): number {
    return this.#packed.length;
  }

  /** The place of the next line. */
  next(place: number): number {
    return place + HEAD + this.#numbers.getUint32(place + 8, true);
  }

  /** Whether a line says something, is blank, or cannot be used. */
  what(place: number): "record" | "blank" | "error" {
    if (this.next(place) === place + HEAD) return "blank";
    return this.#packed[place + HEAD] === FAILED ? "error" : "record";
  }

  /** Why a line cannot be used. */
  error(place: number): WayhomeError {
    const told = this.#packed.subarray(place + HEAD + 1, this.next(place));
    const [code, said, missing] = JSON.parse(new TextDecoder().decode(told)) as [ErrorCode, string, string | null];
    return toldAs(code, said, missing);
  }

  outcome(place: number): Outcome {
    return OUTCOMES[this.#packed[place + HEAD]!]!;
  }

  judged(place: number): Judged {
    return new Judged(this.#packed, place + HEAD, this.next(place));
  }

  text(place: number): Uint8Array {
    const from = this.#numbers.getUint32(place, true);
    return this.#lines.subarray(from, from + this.#numbers.getUint32(place + 4, true));
  }
}

/** Before what a line comes to: where it begins, its length, and the length of what follows. */
const HEAD = 12;
const FAILED = 255;

/** Puts bytes into the module's memory; returns where they are. */
function put(bytes: Uint8Array): number {
  const room = wasm().room(bytes.length);
  memory().set(bytes, room);
  return room;
}

/** A copy of a result of this length, out of the module's memory. */
function copied(length: number): Uint8Array {
  const from = wasm().packed();
  return new Uint8Array(memory().subarray(from, from + length));
}

function result(length: number): Judged {
  return new Judged(copied(length), 0, length);
}

/** A form, for handing answers over. */
interface Form extends Asked {
  readonly number: number;
}

let forms = new Map<string, Map<string, Form>>();

/** What was known of forms no longer holds: a procedure was replaced. */
export function forgetForms(): void {
  forms = new Map();
}

function formOf(procedure: string, form: string): Form {
  const known = forms.get(procedure)?.get(form);
  if (known) return known;
  const number = wasm().formNumber(procedure, form);
  const { places, unread } = namesOf(number);
  const found: Form = { number, places, unread, order: [], placed: [] };
  forms.set(procedure, (forms.get(procedure) ?? new Map<string, Form>()).set(form, found));
  return found;
}

/** No record has a longer id; one that is longer goes as text, which says what is too long. */
const LONGEST_ID = 1_000;

/** Has it the fields of a record and no other, each of the usual kind, and are they its own? Then its JSON text would say the same. */
function isUsual(given: object): given is WayhomeRecord {
  if (Object.getPrototypeOf(given) !== Object.prototype || "toJSON" in given) return false;
  const record = given as WayhomeRecord;
  let needed = 3;
  for (const field in record) {
    switch (field) {
      case "procedure":
      case "form":
        if (typeof record[field] !== "string") return false;
        needed -= 1;
        break;
      case "answers":
        needed -= 1;
        break;
      case "wayhome":
        if (record.wayhome !== undefined && record.wayhome !== 1) return false;
        break;
      case "id": {
        const id: unknown = record.id ?? "";
        if (typeof id !== "string" || id.length > LONGEST_ID) return false;
        break;
      }
      default:
        return false;
    }
  }
  return needed === 0;
}

/** Judges an object, answer by answer; nothing where something in it is not as records usually are. */
export function judgeObject(record: object, day: number): Judged | undefined {
  const written = writtenOf(record);
  if (!written) return undefined;
  return guarded(() => {
    put(written.answers);
    const length = wasm().judgeFields(written.form.number, written.answers.length, day);
    return length === 0 ? undefined : result(length);
  });
}

/** The form and the answers, written down; nothing where they cannot be: as text, it is said why. */
function writtenOf(record: object): { readonly form: Form; readonly answers: Uint8Array } | undefined {
  try {
    if (!isUsual(record)) return undefined;
    const form = formOf(record.procedure, record.form);
    const answers = handed(record.answers, form);
    return answers && { form, answers };
  } catch {
    return undefined;
  }
}

let lastDay: string | undefined;
let lastNumber = 0;

/** The number of a day. */
export function dayNumber(today: string): number {
  if (today !== lastDay) {
    lastNumber = guarded(() => wasm().dayNumber(today));
    lastDay = today;
  }
  return lastNumber;
}
