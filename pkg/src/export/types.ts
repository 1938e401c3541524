// Made by `cargo xtask package` from the schemas in ../../schemas, which `wayhome schema` makes from the Rust types. Do not edit.

import type { Caution, Report, Truth } from "../types.js";

/** Where an answer was brought along from. */
export interface Carried {
  /** Has the person looked at it since: changed it, or said that it still holds? */
  checked?: boolean;
  /** The form of the record that it comes from: `visit`. */
  form: string;
  /** The day that the record speaks of, else the day on which it was started. */
  on: string;
  /** From a record about a brother or sister? */
  sibling?: boolean;
}

/** A record with its report, as Wayhome writes it for others to keep. */
export interface ExportDocument {
  /**
   * The answers, by question id. Answers to questions that are not asked are not among them; of those of which it cannot be told whether they are
   * asked, only what the report speaks of itself: what cannot be read, for one.
   */
  answers: { [question: string]: unknown };
  /**
   * The answers that were brought along from an earlier record, by question id: where each comes from, and whether somebody has looked at it since.
   * Left out where none were.
   */
  carried?: { [question: string]: Carried };
  /** What to know of the procedure, and of the law beneath it, before relying on the report. What to know of their age stands in the report. */
  cautions?: Caution[];
  /** The id of the form. */
  form: string;
  /** The record's own id, if it has one. */
  id?: string;
  /**
   * The questions whose answers were left out because they are not asked, or because it cannot be told whether they are; also of the export that the
   * record comes from, where they have no answer since.
   */
  left_out?: LeftOut[];
  /** What made it. */
  made_with: MadeWith;
  /** The id of the procedure. */
  procedure: string;
  /** The reasons that the record gives where something is not as asked. */
  reasons?: Reason[];
  /** The signed record that this one is a newer version of. Left out where it is none. */
  replaces?: Replaced;
  /** What a check of the record finds. */
  report: Report;
  /**
   * SHA-256 of the document's canonical bytes (RFC 8785) without this key, in lower-case hexadecimal. A record that the app saves has none,
   * signed or not.
   */
  sha256?: string;
  /** Who signed it, and when. Left out where nobody has. */
  signed?: SignOff;
  /** An exercise, about nobody. Left out where it is not one. */
  training?: boolean;
  /** The version of this format. */
  wayhome: 1;
}

/** Which edition of the law stood beneath the procedure. */
export interface Floor {
  /** When its rules were last compared with the law. */
  compared: string;
  /** The hash of the compiled procedure. */
  hash: string;
  /** Its id. */
  id: string;
}

/** A question whose answer was left out. */
export interface LeftOut {
  /** `no`: it is not asked. `unknown`: an answer that is missing decides whether it is. */
  asked: Truth;
  /** What its answer is called. */
  name: string;
  /** Its id. */
  question: string;
}

/** One thing that was lost, in whole or in part. */
export interface Loss {
  /** Why. */
  kind: LossKind;
  /** The same as a sentence: "Bedroom seen: no field in looked-after visits." It quotes no answer. */
  message: string;
  /**
   * A question's id, a column (`household.name`), a part of the report (`report.findings`), or a field of the record's file that no record has
   * (`file.notes`).
   */
  what: string;
}

/** Why something was lost. */
export type LossKind = "no_field" | "no_code" | "unreadable" | "not_asked" | "not_in_form" | "too_many" | "reduced";

/** What an export could not carry. */
export interface Losses {
  /** The losses: answers in the order of the form, then the rest. */
  lost: Loss[];
  /** The record's own id, if it has one. */
  record?: string;
  /** What it was exported to: "looked-after visits". */
  target: string;
  /** What the target was tried against, in a sentence. */
  tried: string;
}

/** Which edition of what made a document. */
export interface MadeWith {
  /** Who issued the document. */
  authority?: string;
  /** When the document was issued, as it says itself. Left out where it bears no date. */
  dated?: string;
  /** What the document calls itself. */
  document?: string;
  /** The law beneath the procedure. */
  floor?: Floor;
  /** When its rules were last compared with the document. */
  procedure_compared: string;
  /** The hash of the compiled procedure. */
  procedure_hash: string;
  /** The version of Wayhome. */
  wayhome_version: string;
}

/** How somebody signed. The ways are equal. */
export type Mark = "typed" | "agreed_verbally" | { drawn: string } | "declined";

/** Someone who signs, and how. */
export interface Party {
  /** How they signed. */
  mark: Mark;
  /** As typed. */
  name: string;
}

/** Why something is not as asked, in the record's own answers. */
export interface Reason {
  /** The questions whose answers are the reason. */
  answers: string[];
  /** The rule that asks for something else. */
  rule: string;
  /** The id of the procedure that it belongs to. */
  source: string;
  /** The same in words: "Reason for not speaking alone: Did not want to". */
  words: string[];
}

/** The signed record that a record is a newer version of: both may have reached another system, and only one of them stands. */
export interface Replaced {
  /** Its own id. */
  id: string;
  /** The day on which it was signed. Left out where that is not known any more. */
  signed_on?: string;
}

/** That a record is signed: it no longer changes, and a change begins a new version. */
export interface SignOff {
  /** The one who signs. */
  by: Party;
  /** The law beneath the procedure as it was then. Left out where none is, and in records signed before this was kept. */
  law_hash?: string;
  /** The day of signing. */
  on: string;
  /** How many things were open when it was signed: signing never waits for them, and never hides them. */
  open: number;
  /** The procedure as it was then. */
  procedure_hash: string;
  /** What they are: "Social worker". */
  role: string;
  /** The child or young person, where the procedure asks for it. */
  young_person?: Party;
}
