// What one answer moved, as numbers. Each part is named when somebody reads it.

import { ASKED, DEADLINE_STATES, STATES, type JudgedCheck, type JudgedDeadline, type Names } from "./names.js";
import type { Approval, Asked } from "./types.js";

/** What a number is about: its lowest byte. */
const IS_ASKED = 0;
const IS_UNREADABLE = 1;
const IS_CHECK = 2;
const IS_APPROVAL = 3;
const IS_DEADLINE = 4;

/** A question that does not exist: does an answer to it stand there now? */
interface Unknown {
  readonly question: string;
  readonly unknown: boolean;
}

/** What one answer moved, in states and without words. Each part is worked out when it is read. */
export class Moved {
  readonly #names: Names;
  readonly #told: Uint32Array;
  readonly #unknown: readonly Unknown[];

  /** @internal */
  constructor(names: Names, told: Uint32Array, unknown: readonly Unknown[] = []) {
    this.#names = names;
    this.#told = told;
    this.#unknown = unknown;
  }

  /** What it is, as what browsers have says of itself. Vue makes only plain objects reactive; a proxy could read none of the private parts. */
  get [Symbol.toStringTag](): string {
    return "Moved";
  }

  /** Questions that are asked now, are no longer, or of which that cannot be told any more. */
  get asked(): Asked[] {
    return this.#each(IS_ASKED, (place, now) => ({ question: this.#names.questions[place]!, asked: ASKED[now]! }));
  }

  /** Questions whose answer cannot be read now, or only in part; or of which that is no longer so. */
  get unreadable(): { question: string; unreadable: boolean }[] {
    return this.#each(IS_UNREADABLE, (place, now) => ({ question: this.#names.questions[place]!, unreadable: now === 1 }));
  }

  /**
   * Questions that do not exist, as misspelt ones, to which there is an answer now, so that the record is not complete; or no longer is. In a report
   * that is the finding `REC-QUESTION`; `checks` has none about the record itself.
   */
  get unknown(): { question: string; unknown: boolean }[] {
    return this.#unknown.map((one) => ({ ...one }));
  }

  /** Checks that came to another state. */
  get checks(): JudgedCheck[] {
    return this.#each(IS_CHECK, (place, now) => {
      const [source, rule] = this.#names.checks[place]!;
      return { source, rule, state: STATES[now]! };
    });
  }

  /** Approvals that the answer bears on: ask `report()` who approves now. */
  get approvals(): Pick<Approval, "source" | "table">[] {
    return this.#each(IS_APPROVAL, (place) => {
      const [source, table] = this.#names.approvals[place]!;
      return { source, table };
    });
  }

  /** Deadlines that came to another state or to another day. */
  get deadlines(): JudgedDeadline[] {
    return this.#each(IS_DEADLINE, (place, now) => {
      const [source, id] = this.#names.deadlines[place]!;
      return { source, id, state: DEADLINE_STATES[now]! };
    });
  }

  /** Everything at once, for whoever writes it down or looks at it. */
  toJSON(): object {
    const { asked, unreadable, unknown, checks, approvals, deadlines } = this;
    return { asked, unreadable, unknown, checks, approvals, deadlines };
  }

  #each<T>(about: number, named: (place: number, now: number) => T): T[] {
    const found: T[] = [];
    for (const told of this.#told) if ((told & 0xff) === about) found.push(named(told >>> 16, (told >>> 8) & 0xff));
    return found;
  }
}
