/// <reference lib="esnext.disposable" preserve="true" />

import { bytesOf, day, named, type CheckOptions } from "./arguments.js";
import { guarded, WayhomeError } from "./errors.js";
import { json, unsayable } from "./given.js";
import { Moved } from "./moved.js";
import { namesOf, type Names } from "./names.js";
import { memory, wasm } from "./start.js";
import type { Changes as SomeChanges, Report, WayhomeRecord } from "./types.js";
import { Session as Inner } from "./wayhome.js";

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

/** One record while it is being filled in. Each answer is handed over by itself; what is returned is what it changed. */
export class Session {
  #inner: Inner | undefined;
  #names: Names | undefined;

  /** What it is, as what browsers have says of itself. Vue makes only plain objects reactive; a proxy could read none of the private parts. */
  get [Symbol.toStringTag](): string {
    return "Session";
  }

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
   * What JSON does not have is refused where it is the answer itself (`answer_unreadable`): `NaN`, a function, a symbol, a `Set`, a `Map`, a date that
   * is none. Within a list or a row, and in a record for `check`, it is what `JSON.stringify` makes of it: not recorded. Refused, too, is what a record
   * may not hold: an answer, or with it the record, of more than 5 MB (`answer_too_large`, `record_too_large`), one of too many answers
   * (`record_too_large`), and lists too deep in one another (`answer_unreadable`).
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

  /**
   * As `set`, and says what that moved in states and without words: far quicker, for whoever shows marks or counts. `undefined` takes the answer back. A finding
   * that stays in its state is not told, even where its reasons are others now. A question that does not exist is in `unknown`.
   */
  put(question: string, answer: Answer | undefined): Moved {
    named(question, "answer_unreadable");
    const text = typeof answer === "object" ? json(answer, "answer_unreadable", question) : "";
    const session = this.#session();
    const names = (this.#names ??= guarded(() => namesOf(session.form())));
    const place = names.places.get(question);
    // What nothing in this form asks or reads moves one thing: that an answer to a question stands there that is none, or no longer does.
    if (place === undefined) {
      const { findings, readable } = answer === undefined ? this.unset(question) : this.set(question, answer);
      const isThere = findings.length > 0;
      return new Moved(names, NOTHING, isThere === readable.length > 0 ? [] : [{ question, unknown: isThere }]);
    }
    const count = guarded(() => {
      switch (typeof answer) {
        case "string":
          return session.putText(place, answer);
        case "boolean":
          return session.putYesNo(place, answer);
        case "number":
          return session.putNumber(place, answer);
        case "object":
          return session.putJson(place, text);
        case "undefined":
          return session.clear(place);
        default:
          throw unsayable("answer_unreadable", question);
      }
    });
    return new Moved(names, count === 0 ? NOTHING : new Uint32Array(memory().buffer, session.moved(), count).slice());
  }

  /** What has changed since this was last asked, or since the session began: each thing once, as it stands now. What came back to what it was is not told. */
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

const NOTHING = new Uint32Array(0);

function changes(run: () => string): Changes {
  const found = guarded(() => JSON.parse(run()) as SomeChanges);
  return { asked: [], findings: [], readable: [], approvals: [], comparisons: [], deadlines: [], ...found };
}
