// Made by `cargo xtask package` from the schemas in ../schemas, which `wayhome schema` makes from the Rust types. Do not edit.

/** What a procedure says of itself. */
export interface About {
  /** Who issued it. */
  authority: string;
  /** What kind of document it is. */
  basis: Basis;
  /** When its rules were last compared with the document: `2026-11`. */
  compared: string;
  /** When the document was issued, as it says itself. */
  dated?: string;
  /** What it calls itself. */
  document: string;
  /** The id of the procedure beneath it. */
  floor?: string;
  /** Its forms, in the order in which they are offered. */
  forms: FormName[];
  /** SHA-256 of its compiled content, as its file says. It tells editions apart; it is not worked out again, and proves nothing of the file. */
  hash: string;
  /** Short permanent id: `newcastle`. */
  id: string;
}

/** What kind of answer a question takes. */
export type AnswerKind = "date" | "date_time" | "yes_no" | "choice" | "choices" | "number" | "text" | "rows";

/** Who must approve. */
export interface Approval {
  /**
   * Who may approve: any one of these roles; where only a least seniority is asked for, that role. Empty with state `decided`: no approval is
   * required.
   */
  approvers: string[];
  /** Or anyone at least as senior as this role. */
  at_least?: string;
  /** The answers that made it so. */
  because: string[];
  /** By when; absent where nobody has to approve, or it cannot be told who. */
  by_when?: ByWhen;
  /** Where it is written; absent where nothing is. */
  cite?: Citation;
  /** Who must have been consulted before: options of the question `consulted`. */
  consult?: string[];
  /** The answer in one sentence. */
  message: string;
  /** The shortest list of questions whose answers would settle it. */
  needs: string[];
  /** Who must be told. */
  notify: string[];
  /** Who must have recommended it before. */
  recommended_by?: string[];
  /** The ids of the rows that decide; in conflict, all that apply. */
  rows: string[];
  /** The id of the procedure that it belongs to. */
  source: string;
  /** Whether it can say. */
  state: ApprovalState;
  /** The table's id. */
  table: string;
  /** What to be careful about. */
  warnings?: string[];
}

/** Whether an approval table can say who approves. */
export type ApprovalState = "decided" | "cannot_tell" | "silent" | "conflict";

/** Whether a question is asked. */
export interface Asked {
  /** Yes: asked. No: not applicable, its answer ignored. Unknown: an answer decides. */
  asked: Truth;
  /** The question's id. */
  question: string;
}

/** What kind of document a procedure is. */
export type Basis = "law" | "guidance" | "local";

/** By when an approval has to be given. */
export interface ByWhen {
  /** The day on which the decision is put into effect, once it is recorded. */
  day?: string;
  /** The same in one sentence. */
  message: string;
  /** Before or after the event. */
  timing: Timing;
}

/** What a reader is to be told of a source before relying on it. */
export interface Caution {
  /** A plain sentence: how old the document is, that it bears no date, that another replaces it. */
  message: string;
  /** The id of the procedure that it is about. */
  source: string;
}

/** What one change of an answer changed. */
export interface Changes {
  /** Approvals that differ. */
  approvals?: Approval[];
  /** Questions that are now asked, are no longer asked, or whose being asked became untold. */
  asked?: Asked[];
  /** Comparisons that differ. */
  comparisons?: Compared[];
  /** Deadlines that differ. */
  deadlines?: Due[];
  /** Findings that are new or differ. Those of the source `record` about a question are all that it finds of it now. */
  findings?: Finding[];
  /** The outcome, if it differs. */
  outcome?: Outcome;
  /** The progress, if it differs. */
  progress?: Progress;
  /**
   * Questions of which what the source `record` found before is gone: whoever keeps findings takes it away before those of `findings` are put
   * in, among which is what it finds of them now.
   */
  readable?: string[];
}

/** One option of a list. */
export interface Choice {
  /** Permanent id, as records hold it. */
  id: string;
  /** What people read. */
  label: string;
}

/** Where something is written. */
export interface Citation {
  /** With `quoted`: what is meant, as far as it is known, in whole sentences. */
  correct?: string;
  /** The document's title. */
  document: string;
  /** What the document itself cites wrongly there, word for word. */
  quoted?: string;
  /** The section, paragraph or heading. */
  section: string;
}

/** A local approval table beside the law's. */
export interface Compared {
  /** The id of the procedure beneath it. */
  floor: string;
  /** How the local procedure stands. */
  local: Standing;
  /** The comparison in one sentence. */
  message: string;
  /** The table's id. */
  table: string;
}

/** The state of a deadline. */
export type DeadlineState = "due" | "late" | "met" | "met_late" | "cannot_tell" | "not_applicable";

/** What is due when. */
export interface Due {
  /** The answers that made it so. */
  because: string[];
  /** Where it is written. */
  cite: Citation;
  /** What was counted: "14 days", "182 days, the first day counted", "20 working days (28 days, leaving out weekends and 2 bank holidays)". */
  counted?: string;
  /** The last day (or date and time) in time. */
  due?: Moment;
  /** The law's deadline that it stands beside, where the procedure names one. */
  floor?: FloorDue;
  /** The deadline's permanent id. */
  id: string;
  /** How strongly it is asked. */
  level: Level;
  /** What is due, in plain words. */
  message: string;
  /** The shortest list of questions whose answers would settle it. */
  needs: string[];
  /** Does the recorded date lie after the day of the check? Then it is planned, and not done yet. */
  planned?: boolean;
  /** The id of the procedure that it belongs to. */
  source: string;
  /** The day (or date and time) that it is counted from. */
  starts?: Moment;
  /** How it stands on the day of the check. */
  state: DeadlineState;
  /** What to be careful about. */
  warnings?: string[];
}

/**
 * What one rule comes to.
 *
 * A finding never carries a person's words: of a text answer it says that there is one.
 */
export interface Finding {
  /** The questions that it is about. */
  about: string[];
  /** The answers that made it so: the shortest sufficient reason. */
  because: string[];
  /** Where it is written. */
  cite: Citation;
  /** How strongly it is asked. */
  level: Level;
  /** What it asks, or what is wrong, in plain words. */
  message: string;
  /** The shortest list of questions whose answers would settle it. */
  needs: string[];
  /** The rule's permanent id. */
  rule: string;
  /** The id of the procedure that it belongs to; `record` where the record itself cannot be read. */
  source: string;
  /** What it comes to. */
  state: State;
  /** What to be careful about: bank holidays that are not known, for example. */
  warnings?: string[];
}

/** The law's deadline that a local one stands beside, and how the two compare. */
export interface FloorDue {
  /** The last day (or date and time) in time. */
  due?: Moment;
  /** Its permanent id. */
  id: string;
  /** How the local procedure stands: `stricter` asks for it earlier, `weaker` later, `silent` not at all. */
  local: Standing;
  /** The comparison in a sentence or two. */
  message: string;
  /** The id of the procedure that it belongs to. */
  source: string;
}

/** A form, by its id and title. */
export interface FormName {
  /** Its id: `visit`. */
  id: string;
  /** Its title. */
  title: string;
}

/** How strongly something is asked. */
export type Level = "must" | "should" | "consider";

/**
 * A point in time that a record can hold: a date, or a date with a time of day.
 *
 * A date alone orders before every time on that day.
 */
export type Moment = string;

/** What the whole record comes to. `consider` findings and deadlines do not count. */
export type Outcome = "complete" | "incomplete" | "breached";

/** One form of a procedure over the law beneath it, as a person fills it in. */
export interface Outline {
  /** Questions that some rule reads and this form does not ask. */
  elsewhere: OutlineQuestion[];
  /** The id of the form. */
  form: string;
  /** The id of the local procedure. */
  procedure: string;
  /** Its sections, in order. */
  sections: OutlineSection[];
  /** The form's title. */
  title: string;
}

/** One question. */
export interface OutlineQuestion {
  /** Of `rows`: the columns. */
  columns?: OutlineQuestion[];
  /** The question before it in its section whose answer brings it up. */
  hangs_on?: string;
  /** A line of help. */
  hint?: string;
  /** Permanent id, as records hold it. */
  id: string;
  /** What kind of answer it takes. */
  kind: AnswerKind;
  /** The question as it is asked. */
  label: string;
  /** Of `text`: does it usually take more than a line? */
  long?: boolean;
  /** Of `number`: the most that is plausible. */
  max?: number;
  /** Of `number`: the least that is plausible. */
  min?: number;
  /** What its answer is called in a reason. */
  name: string;
  /** Of `choice` and `choices`: what there is to choose from. */
  options?: Choice[];
  /** Of `rows`: what one row is called, with `{number}` in the place of its number. */
  row?: string;
}

/** One section of a form. */
export interface OutlineSection {
  /** Its questions, in order. */
  questions: OutlineQuestion[];
  /** The id of the procedure that asks. */
  source: string;
  /** Its heading. */
  title: string;
}

/** How far the record has come. */
export interface Progress {
  /** How many of those have a readable answer. */
  answered: number;
  /** How many questions are asked at the moment and read by something of level must or should. */
  needed: number;
}

/**
 * What was answered in one form, with whatever else the file holds left aside.
 *
 * A missing key and `null` mean *not recorded*, which is never the same as "no".
 */
export interface WayhomeRecord {
  /** The answers, by question id. */
  answers: { [question: string]: unknown };
  /** The id of the form: `visit`. */
  form: string;
  /** The record's own id, if it has one. */
  id?: string | null;
  /** The id of the procedure: `newcastle`. */
  procedure: string;
  /** Is this an exercise, about nobody? It is not, where this is left out. */
  training?: boolean;
  /** The version of the record format: `FORMAT`. Taken for the present one if absent. */
  wayhome?: 1;
}

/** Everything that a check finds. */
export interface Report {
  /** One for each approval table of the form: the local procedure, then the law. */
  approvals: Approval[];
  /** What to know about the age of the documents. */
  cautions?: Caution[];
  /** One for each table that both have. */
  comparisons: Compared[];
  /** One for each deadline of the form. */
  deadlines: Due[];
  /** One for each rule of the form: what cannot be read first, then the local procedure, then the law. */
  findings: Finding[];
  /** The id of the form. */
  form: string;
  /** What the record comes to. */
  outcome: Outcome;
  /** The id of the local procedure. */
  procedure: string;
  /** How far it has come. */
  progress: Progress;
  /** The record's own id, if it has one. */
  record?: string;
  /** The day of the check. */
  today: string;
  /** `true` of an exercise, which is about nobody. Left out of every other report. */
  training?: boolean;
  /** The version of this format: `FORMAT`. */
  wayhome: 1;
}

/** How the local procedure stands to the law beneath it, for this record. */
export type Standing = "same" | "stricter" | "weaker" | "silent" | "different" | "cannot_tell";

/** The state of a rule. */
export type State = "met" | "explained" | "breached" | "to_do" | "cannot_tell" | "not_applicable";

/** Whether an approval comes before what it approves. */
export type Timing = "before" | "afterwards" | "cannot_tell";

/**
 * What a condition comes to: true, false, or not to be told from what is recorded.
 *
 * There is deliberately no `Default` and no conversion to `bool`: whoever needs a `bool` says with
 * `is_yes`(Truth::is_yes) or `is_no`(Truth::is_no) which of the two it asks about.
 *
 * Source: S. C. Kleene, *Introduction to Metamathematics* (1952), §64, strong tables; DMN 1.3 §10.3.2.15 gives
 * FEEL's `and`/`or` the same tables, with `null` for the third value.
 */
export type Truth = "yes" | "no" | "unknown";
