/// <reference lib="esnext.disposable" preserve="true" />

import { dayGiven, guarded, WayhomeError, type ErrorCode } from "./errors.js";
import { bytesGiven, encoded, json, unsayable, viewed } from "./given.js";
import { dayNumber, forgetForms, judgeBytes, judgeObject, Piece, type Judged } from "./judge.js";
import { tellOfMore, tellOfReplaced, wasm } from "./start.js";
import type { About, Changes as SomeChanges, Outcome, Outline, Report, WayhomeRecord } from "./types.js";
import { Session as Inner } from "./wayhome.js";

/** The day of the check. Wayhome reads no clock: whoever asks says which day it is. */
export interface CheckOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** One row of a table: a value for each column. */
export type Row = { readonly [column: string]: string | number | boolean | null | readonly string[] | undefined };

/** An answer as records hold it: text, a date `YYYY-MM-DD`, an option’s id, yes or no, a number, options, rows. */
export type Answer = string | number | boolean | null | readonly string[] | readonly Row[];

/**
 * What one or several answers changed. What did not change is not in it.
 *
 * Whoever keeps the findings of a report first takes away those of the source `record` that are about a question in `readable`. Then each of
 * `findings` takes the place of the one of its `source` and `rule`; those of `record` are added, of which a rule can have several.
 */
export type Changes = SomeChanges & Required<Pick<SomeChanges, "asked" | "findings" | "readable" | "approvals" | "comparisons" | "deadlines">>;

/** One line of a batch: what it comes to, in states and with its report; or why there is neither. What is not read is not worked out. */
export type Checked =
  | { readonly line: number; readonly outcome: Outcome; readonly judged: Judged; readonly report: Report; readonly error?: undefined }
  | { readonly line: number; readonly outcome?: undefined; readonly judged?: undefined; readonly report?: undefined; readonly error: WayhomeError };

/** Checks one record, given as an object, as JSON text or as its bytes. The same bytes give the same report as the command line. */
export function check(record: WayhomeRecord | string | Uint8Array, options: CheckOptions): Report {
  return guarded(() => JSON.parse(wasm().check(bytesOf(record), day(options))) as Report);
}

/**
 * Says what a record comes to, in states and without words: far quicker than `check`, for whoever counts, lists or filters. An object is
 * handed over answer by answer.
 */
export function judge(record: WayhomeRecord | string | Uint8Array, options: CheckOptions): Judged {
  const today = dayNumber(day(options));
  const isObject = typeof record === "object" && record !== null;
  return (isObject ? judgeObject(record, today) : undefined) ?? judgeBytes(bytesOf(record), today);
}

/**
 * Checks many records, one JSON record a line, and gives what each line comes to as it goes. A line that cannot be used gives an error of its
 * own, and the others are still checked; blank lines are left out. Lines are counted from 1.
 */
export function* checkMany(records: string | ArrayBufferView | ArrayBufferLike, options: CheckOptions): Generator<Checked, void, undefined> {
  const bytes = typeof records === "string" ? encoded(records) : viewed(records, "record_unreadable");
  if (!bytes) throw new WayhomeError("record_unreadable", "Give the records as text or as bytes, one JSON record a line.");
  const { length } = bytes;
  const today = day(options);
  const [number, largest] = [dayNumber(today), wasm().largestRecord()];
  let line = 0;
  for (let from = 0; from < length; ) {
    if (bytes.length < length) throw new WayhomeError("record_unreadable", "The records were taken away while they were being checked. Some were not.");
    const until = endOfPiece(bytes, from);
    // Of a line that is too long, as much as shows that it is.
    const piece = new Piece(bytes.subarray(from, Math.min(until, from + largest + 1)), number);
    for (let place = 0; place < piece.end; place = piece.next(place)) {
      line += 1;
      const what = piece.what(place);
      if (what === "record") yield new CheckedLine(line, piece, place, today);
      else if (what === "error") yield { line, error: piece.error(place) };
    }
    from = until;
  }
}

/** So many bytes are handed over together, or one line. */
const PIECE = 256 * 1024;

/** Where a piece ends: after the last whole line of so many bytes, or after the one line that is longer. */
function endOfPiece(bytes: Uint8Array, from: number): number {
  if (bytes.length - from <= PIECE) return bytes.length;
  const within = bytes.lastIndexOf(10, from + PIECE);
  const end = within < from ? bytes.indexOf(10, from + PIECE) : within;
  return end < 0 ? bytes.length : end + 1;
}

class CheckedLine {
  declare readonly error?: undefined;
  readonly line: number;
  readonly #piece: Piece;
  readonly #place: number;
  readonly #today: string;
  #judged: Judged | undefined;
  #report: Report | undefined;

  constructor(line: number, piece: Piece, place: number, today: string) {
    this.line = line;
    this.#piece = piece;
    this.#place = place;
    this.#today = today;
  }

  get outcome(): Outcome {
    return this.#piece.outcome(this.#place);
  }

  get judged(): Judged {
    return (this.#judged ??= this.#piece.judged(this.#place));
  }

  toJSON(): object {
    const { line, outcome, judged, report } = this;
    return { line, outcome, judged, report };
  }

  get report(): Report {
    return (this.#report ??= check(this.#piece.text(this.#place), { today: this.#today }));
  }
}

/** The ids of the procedures that are loaded and that a person chooses from; the law beneath them is not among them. */
export function procedures(): string[] {
  return guarded(() => wasm().procedures());
}

/** What a procedure says of itself: its authority, its document, its forms. */
export function about(procedure: string): About {
  return guarded(() => JSON.parse(wasm().about(named(procedure, "procedure_unknown"))) as About);
}

/** What a form asks: its sections, questions and options, for whoever shows them. */
export function outline(procedure: string, form: string): Outline {
  return guarded(() => JSON.parse(wasm().outline(named(procedure, "procedure_unknown"), named(form, "form_unknown"))) as Outline);
}

/**
 * Adds a council’s own procedure, as `wayhome compile` writes it, in place of a loaded one of the same id. The procedure that it stands on
 * has to be loaded before. Elements that check by the one before start anew, with their answers; a `Session` goes on as it began.
 */
export function useProcedure(compiled: string | Uint8Array | object): About {
  const bytes = bytesGiven(compiled, "procedure_unreadable");
  forgetForms();
  const said = guarded(() => JSON.parse(wasm().addProcedure(bytes.subarray(0, wasm().largestProcedure() + 1))) as About);
  tellOfReplaced(said.id);
  tellOfMore();
  return said;
}

/** One record while it is being filled in. Each answer is handed over by itself; what is returned is what it changed. */
export class Session {
  #inner: Inner | undefined;

  /** Starts an empty record. */
  constructor(procedure: string, form: string, options: CheckOptions) {
    if (OPENED.inner) {
      this.#inner = OPENED.inner;
      OPENED.inner = undefined;
      return;
    }
    this.#inner = guarded(() => (wasm(), new Inner(named(procedure, "procedure_unknown"), named(form, "form_unknown"), day(options))));
  }

  /** Opens a record that has answers already. */
  static open(record: WayhomeRecord | string | Uint8Array, options: CheckOptions): Session {
    OPENED.inner = guarded(() => Inner.open(bytesOf(record), day(options)));
    return new Session("", "", options);
  }

  /**
   * Records an answer; returns what that changed. A value of the wrong kind is no error: it becomes a finding, as in `check`. An empty text, list or
   * object is no answer, and so is `null`.
   *
   * What JSON does not have is refused where it is the answer itself (`answer_unreadable`): `NaN`, a function, a symbol. Within a list or a row, and
   * in a record for `check`, it is what `JSON.stringify` makes of it: not recorded. So is what a record may not hold: an answer, or with it the record, of more than 5 MB
   * (`answer_too_large`, `record_too_large`), one of too many answers (`record_too_large`), and lists too deep in one another (`answer_unreadable`).
   */
  set(question: string, answer: Answer): Changes {
    named(question, "answer_unreadable");
    // Before the session is looked for: what is written as JSON may be a function of the page, which may free it.
    const text = typeof answer === "object" ? json(answer, "answer_unreadable", question) : "";
    const session = this.#session();
    switch (typeof answer) {
      case "string":
        return changes(() => session.setText(question, answer));
      case "boolean":
        return changes(() => session.setYesNo(question, answer));
      case "number":
        return changes(() => session.setNumber(question, answer));
      case "object":
        return changes(() => session.setJson(question, text));
      case "undefined":
        return this.unset(question);
      default:
        throw unsayable("answer_unreadable", question);
    }
  }

  /** Takes an answer back; returns what that changed. */
  unset(question: string): Changes {
    const session = this.#session();
    return changes(() => session.unset(named(question, "answer_unreadable")));
  }

  /** What has changed since this was last asked, or since the session began: each thing once, as it stands now. */
  changes(): Changes {
    const session = this.#session();
    return changes(() => session.changes());
  }

  /** Everything that a check of the record finds. */
  report(): Report {
    const session = this.#session();
    return guarded(() => JSON.parse(session.report()) as Report);
  }

  /** Whether a question is asked at present; nothing, if the procedure does not know it. */
  asked(question: string): "yes" | "no" | "unknown" | undefined {
    const session = this.#session();
    return guarded(() => session.asked(named(question, "answer_unreadable"))) as "yes" | "no" | "unknown" | undefined;
  }

  /** The record as it stands. */
  toJSON(): WayhomeRecord {
    const session = this.#session();
    return guarded(() => JSON.parse(session.toJSON()) as WayhomeRecord);
  }

  /** Gives the session’s memory back. It cannot be used afterwards. */
  free(): void {
    this.#inner?.free();
    this.#inner = undefined;
  }

  #session(): Inner {
    if (!this.#inner) throw new WayhomeError("session_freed", "This session was freed. Start a new one.");
    return this.#inner;
  }
}

export interface Session {
  /** As `free()`, at the end of a `using` block. */
  [Symbol.dispose](): void;
}

// Older browsers have no `Symbol.dispose`; a method named “undefined” would help nobody.
if (typeof Symbol.dispose === "symbol") {
  Object.defineProperty(Session.prototype, Symbol.dispose, { value: Session.prototype.free, configurable: true, writable: true });
}

/** Hands an opened session to the constructor, which nobody outside can. */
const OPENED: { inner: Inner | undefined } = { inner: undefined };

function changes(run: () => string): Changes {
  const found = guarded(() => JSON.parse(run()) as SomeChanges);
  return { asked: [], findings: [], readable: [], approvals: [], comparisons: [], deadlines: [], ...found };
}

function day(options: CheckOptions | undefined): string {
  return dayGiven(options?.today);
}

/** A record’s JSON text; of one that is too large, as much as shows that it is. */
function bytesOf(record: WayhomeRecord | string | Uint8Array): Uint8Array {
  const { largestRecord } = wasm();
  return bytesGiven(record, "record_unreadable").subarray(0, largestRecord() + 1);
}

const NAMED: { readonly [code in ErrorCode]?: string } = {
  procedure_unknown: "Name the procedure by its id, a text such as “newcastle”.",
  form_unknown: "Name the form by its id, a text such as “visit”.",
  answer_unreadable: "Name the question by its id, a text such as “seen_alone”.",
};

/** An id. What is no text is refused before the module sees it, which would stop at it. */
function named(id: unknown, code: ErrorCode): string {
  if (typeof id === "string") return id;
  throw new WayhomeError(code, NAMED[code] ?? "");
}
