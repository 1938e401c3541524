// What the checks say, as a list: what to put right first, then what is to do, then what cannot be told yet. Who approves, and what is due.

import type { Approval, Due, Finding, Report } from "../types.js";
import { arrange, make, OURS, write } from "./make.js";
import { spoken } from "./values.js";

/** Questions that can be looked up. */
type Asked = Pick<ReadonlySet<string>, "has">;

/** What the panel is told of its host. */
export interface Surroundings {
  /** The questions that the form has a control for, as it is now. */
  readonly asked: () => Asked;
  /** Brings a person to a question, because they asked for it. */
  readonly goTo: (question: string) => void;
}

const STATES: { readonly [state: string]: string } = {
  breached: "To put right",
  to_do: "To do",
  cannot_tell: "Cannot tell yet",
};
const ORDER = ["breached", "to_do", "cannot_tell"];

/** How long a change of the sum waits before it is said, so that nobody is spoken to at every key. */
const PAUSE = 1_000;

/** The part of an element that shows a report. */
export class Panel {
  readonly element: HTMLElement;
  readonly #status = make("p", { part: "status", role: "status" });
  readonly #problem = make("div", { part: "problem", class: "problem", role: "alert", hidden: true });
  readonly #findings = make("ol", { part: "findings", "aria-label": "Before you finish" });
  readonly #elsewhere = make("details", { part: "elsewhere", hidden: true }, make("summary", {}, "Not asked in this form"));
  readonly #elsewhereList = make("ol", { part: "findings" });
  readonly #approvals = section("Who approves", "approvals");
  readonly #deadlines = section("What is due", "deadlines");
  readonly #cautions = make("ul", { part: "cautions", "aria-label": "About the documents" });
  readonly #items = new Map<string, { item: HTMLElement; said: string }>();
  readonly #surroundings: Surroundings;
  /** What stands in the place of what had the focus, and was made anew. */
  #again: HTMLElement | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** `of` is what is checked: several on a page are told apart by it. */
  constructor(surroundings: Surroundings, of?: string) {
    this.#surroundings = surroundings;
    this.#elsewhere.append(this.#elsewhereList);
    this.element = make(
      "section",
      { part: "panel", ...OURS, "aria-label": of === undefined ? "Checks" : `Checks: ${of}` },
      make("h2", { part: "heading" }, "Before you finish"),
      this.#status,
      this.#problem,
      this.#findings,
      this.#elsewhere,
      this.#approvals.element,
      this.#deadlines.element,
      this.#cautions,
    );
  }

  /** Shows a report. What stays in it stays where it is. */
  show(report: Report): void {
    const focused = this.#focused();
    const open = report.findings.filter((finding) => ORDER.includes(finding.state));
    open.sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
    // Once for the whole report: to go through the controls of a large form takes a while.
    const asked = this.#surroundings.asked();
    const leadsTo = (one: Finding) => questionOf(one, asked);
    const here = open.filter((finding) => leadsTo(finding) !== undefined);
    const elsewhere = open.filter((finding) => leadsTo(finding) === undefined);
    const seen = new Set<string>();
    const finding = (one: Finding) => this.#finding(one, leadsTo(one));
    // Both are made before either is put in place: what has the focus is still there to be asked.
    const items = this.#itemsOf(here, seen, finding, leadsTo);
    const itemsElsewhere = this.#itemsOf(elsewhere, seen, finding, leadsTo);
    arrange(this.#findings, items);
    arrange(this.#elsewhereList, itemsElsewhere);
    this.#elsewhere.hidden = elsewhere.length === 0;
    const due = report.deadlines.filter((deadline) => deadline.state !== "not_applicable");
    arrange(this.#approvals.list, this.#itemsOf(report.approvals, seen, (approval) => approvalItem(approval, report), (approval) => compared(approval, report)));
    arrange(this.#deadlines.list, this.#itemsOf(due, seen, dueItem));
    this.#approvals.element.hidden = report.approvals.length === 0;
    this.#deadlines.element.hidden = due.length === 0;
    arrange(this.#cautions, this.#itemsOf(report.cautions ?? [], seen, (caution) => make("li", {}, caution.message)));
    for (const key of this.#items.keys()) if (!seen.has(key)) this.#items.delete(key);
    // Whoever was at something stays there, also where it was moved or made anew.
    const again = this.#again ?? focused;
    if (again?.isConnected && again !== this.#focused()) again.focus({ preventScroll: true });
    this.#again = undefined;
    this.#announce(here, elsewhere.length, due);
  }

  /** Says what is wrong, in place of the checks; politely, where it may yet come right by itself. */
  problem(message: string | undefined, isPolite = false): void {
    this.#problem.setAttribute("role", isPolite ? "status" : "alert");
    write(this.#problem, message ?? "");
    this.#problem.hidden = message === undefined;
  }

  /** Says something at once, in the place of the sum. */
  say(message: string): void {
    clearTimeout(this.#pause);
    write(this.#status, message);
  }

  /** Says at once that what is left stands where nobody can be led. */
  sayElsewhere(): void {
    this.say("Something is left that this form does not ask, or does not show now. It is in the list.");
  }

  /** Takes everything away that a report said. */
  clear(): void {
    this.close();
    write(this.#status, "");
    for (const list of [this.#findings, this.#elsewhereList, this.#approvals.list, this.#deadlines.list, this.#cautions]) arrange(list, []);
    for (const element of [this.#elsewhere, this.#approvals.element, this.#deadlines.element]) element.hidden = true;
    this.#items.clear();
  }

  /** Ends what waits. */
  close(): void {
    clearTimeout(this.#pause);
  }

  #announce(open: readonly Finding[], elsewhere: number, due: readonly Due[]): void {
    const toMend = open.filter((finding) => finding.state === "breached").length;
    const left = open.length;
    // What is late may be left to do all the same.
    const none = due.some(isLate) ? "Nothing is left to fill in here." : "Nothing is left to do here.";
    const here = left === 0 ? none : `${left} left${toMend > 0 ? `, ${toMend} to put right` : ""}.`;
    const checks = elsewhere === 0 ? here : `${left === 0 ? "" : `${here} `}${elsewhere} left that this form does not ask, or does not show now.`;
    const sum = checks + lateWords(due);
    clearTimeout(this.#pause);
    if (this.#status.textContent === "") write(this.#status, sum);
    else this.#pause = setTimeout(() => write(this.#status, sum), PAUSE);
  }

  /** The items of a list: as they are where nothing changed about them, or about what `beside` says of them; made anew where something did. */
  #itemsOf<T extends object>(all: readonly T[], seen: Set<string>, item: (one: T) => HTMLElement, beside?: (one: T) => unknown): HTMLElement[] {
    return all.map((one) => {
      const { rule, id, table, source, about, message } = one as Partial<Finding & Due & Approval>;
      const key = JSON.stringify([rule ?? id ?? table ?? message, source, rule && source === "record" ? [about, message] : null]);
      const said = JSON.stringify([one, beside?.(one)]);
      const kept = this.#items.get(key);
      seen.add(key);
      if (kept && kept.said === said) return kept.item;
      const made = item(one);
      const wasOpen = kept?.item.querySelector("details")?.open ?? false;
      const details = made.querySelector("details");
      if (details) details.open = wasOpen;
      const focused = this.#focused();
      if (focused && kept?.item.contains(focused)) this.#again = made.querySelector<HTMLElement>(focused.localName) ?? undefined;
      this.#items.set(key, { item: made, said });
      return made;
    });
  }

  /** What of it has the focus. */
  #focused(): HTMLElement | undefined {
    const { activeElement } = this.element.getRootNode() as Partial<ShadowRoot>;
    return activeElement && this.element.contains(activeElement) ? (activeElement as HTMLElement) : undefined;
  }

  #finding(finding: Finding, question: string | undefined): HTMLElement {
    const what = question === undefined ? make("span", { part: "message" }, finding.message) : this.#go(finding.message, question);
    return make(
      "li",
      { part: `finding ${finding.state}`, class: finding.state },
      make("span", { part: "state", class: "state" }, STATES[finding.state] ?? ""),
      what,
      why(finding.because, finding.warnings, finding.cite),
    );
  }

  #go(message: string, question: string): HTMLElement {
    const button = make("button", { part: "go message", class: "go", type: "button" }, message);
    button.addEventListener("click", () => this.#surroundings.goTo(question));
    return button;
  }
}

/** The question that a person is led to: the first that is needed, or else that it is about. */
function questionOf(finding: Finding, asked: Asked): string | undefined {
  return [...finding.needs, ...finding.about].find((question) => asked.has(question));
}

function section(title: string, part: string): { element: HTMLElement; list: HTMLElement } {
  const list = make("ul", { "aria-label": title });
  return { element: make("section", { part, hidden: true }, make("h3", {}, title), list), list };
}

function why(because: readonly string[], warnings: readonly string[] | undefined, cite: Finding["cite"] | undefined): HTMLElement {
  const reasons = [...because, ...(warnings ?? [])].map((reason) => make("li", {}, reason));
  const source = cite ? make("p", { part: "cite" }, `${cite.document}, ${cite.section}`) : undefined;
  return make("details", { part: "why" }, make("summary", {}, "Why?"), make("ul", {}, ...reasons), source);
}

/** How the procedure stands to the law about who approves. */
function compared(approval: Approval, report: Report): string | undefined {
  return report.comparisons.find((one) => one.table === approval.table && approval.source === report.procedure)?.message;
}

function approvalItem(approval: Approval, report: Report): HTMLElement {
  const beside = compared(approval, report);
  return make(
    "li",
    { part: `approval ${approval.state}` },
    make("span", { part: "state", class: "state" }, approval.source === report.procedure ? "This procedure" : "The law"),
    make("span", { part: "message" }, approval.message),
    beside ? make("p", {}, beside) : undefined,
    why(approval.because, approval.warnings, approval.cite),
  );
}

const DUE: { readonly [state in Due["state"]]: string } = {
  due: "",
  late: "Late. ",
  met: "Done in time. ",
  met_late: "Done late. ",
  cannot_tell: "Cannot tell yet",
  not_applicable: "",
};

const PLANNED: { readonly [state in Due["state"]]?: string } = {
  met: "Planned in time. ",
  met_late: "Planned late. ",
};

const isLate = ({ level, state }: Due): boolean => level !== "consider" && state === "late";

/** “ 2 done late.”, beside what is left: no deadline keeps a record open. What is only to be considered does not count. */
function lateWords(deadlines: readonly Due[]): string {
  const duties = deadlines.filter(({ level }) => level !== "consider");
  const late = duties.filter(isLate).length;
  const doneLate = duties.filter(({ state, planned }) => state === "met_late" && !planned).length;
  const plannedLate = duties.filter(({ state, planned }) => state === "met_late" && planned).length;
  const parts = [late && `${late} late and not recorded here as done`, doneLate && `${doneLate} done late`, plannedLate && `${plannedLate} planned late`].filter(Boolean);
  return parts.length === 0 ? "" : ` ${parts.join(", ")}.`;
}

function dueItem(due: Due): HTMLElement {
  const state = (due.planned ? PLANNED[due.state] : undefined) ?? DUE[due.state];
  return make(
    "li",
    { part: `deadline ${due.state}` },
    make("span", { part: "state", class: "state" }, state + (due.due ? `By ${spoken(due.due)}` : "")),
    make("span", { part: "message" }, due.message),
    due.floor ? make("p", {}, due.floor.message) : undefined,
    why([...(due.counted ? [`Counted: ${due.counted}.`] : []), ...due.because], due.warnings, due.cite),
  );
}
