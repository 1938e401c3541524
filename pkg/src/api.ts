import { bytesOf, day, named, type CheckOptions } from "./arguments.js";
import { guarded, WayhomeError } from "./errors.js";
import { bytesGiven, encoded, viewed } from "./given.js";
import { dayNumber, forgetForms, judgeBytes, judgeObject, Piece, type Judged } from "./judge.js";
import { tellOfMore, tellOfReplaced, wasm } from "./start.js";
import type { About, Outcome, Outline, Report, WayhomeRecord } from "./types.js";

/**
 * One line of a batch: what it comes to, in states and with its report; or why there is neither. What is not read is not worked out. `outcome` and
 * `judged` are by the procedure that the line was read with; `report` is worked out when it is first read, by the one that is loaded then. Where
 * `useProcedure` has put another in its place meanwhile, the two can differ: read the report before, or check the lines anew.
 */
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

  /** What it is, as what browsers have says of itself. Vue makes only plain objects reactive; a proxy could read none of the private parts. */
  get [Symbol.toStringTag](): string {
    return "CheckedLine";
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
 * has to be loaded before. What is checked afterwards is checked by it, and so is a `Session` that is begun afterwards. Elements that check by the one
 * before start anew, with their answers; a `Session` goes on as it began. Where it is refused, the one before stays.
 */
export function useProcedure(compiled: string | Uint8Array | object): About {
  const bytes = bytesGiven(compiled, "procedure_unreadable");
  forgetForms();
  const said = guarded(() => JSON.parse(wasm().addProcedure(bytes.subarray(0, wasm().largestProcedure() + 1))) as About);
  tellOfReplaced(said.id);
  tellOfMore();
  return said;
}
