// What both elements share: one session, started when the element is on a page, ended when it leaves, started anew when its attributes change.

import type { Answer, Changes } from "../session.js";
import { about, outline, Session, startFor, whenMore, whenReplaced } from "../core.js";
import { WayhomeError, type ErrorCode } from "../errors.js";
import type { DefaultSource } from "../loading.js";
import type { Finding, Outline, OutlineQuestion, Report, WayhomeRecord } from "../types.js";
import { Panel, type Surroundings } from "./panel.js";
import { deviceDate } from "./values.js";

// On a server there are no elements; importing this there is no mistake.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** What `wayhome-change` tells. */
export interface ChangeDetail {
  /** What changed since the last event. */
  readonly changes: Changes;
  /** Everything that the checks find, worked out when it is read. */
  readonly report: Report;
  /** The record as it stands. */
  readonly record: WayhomeRecord;
}

/** What `wayhome-error` tells. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly message: string;
  /** The question whose answer could not be recorded, where it is that: the element goes on checking. */
  readonly question?: string;
}

/** An element that keeps a session. */
export abstract class WayhomeElement extends Base {
  static readonly observedAttributes: readonly string[] = ["procedure", "form", "today"];

  /** Where the WebAssembly comes from; the entry of the package says so. */
  static source: DefaultSource = () => {
    throw new WayhomeError("not_loaded", "Import “wayhome/element”, which knows where its file is.");
  };

  protected panel: Panel | undefined;
  protected session: Session | undefined;
  protected questions: ReadonlyMap<string, OutlineQuestion> = new Map();
  /** The outline that the panel is about, as JSON text. */
  #drawn = "";
  #leaving: AbortController | undefined;
  /** The start that is to come, once what is done at the same time is done. */
  #soon: Promise<void> | undefined;
  /** Why it does not check; nothing where it does, or has not tried. */
  #failure: WayhomeError | undefined;
  /** What was recorded last of each question, as JSON text: browsers tell of one click twice, and only what differs is told on. */
  readonly #recorded = new Map<string, string>();
  /** What is said of answers that could not be recorded, as one that is too large, by question. What was recorded before stays recorded. */
  protected readonly refused = new Map<string, string>();
  /** The device’s date, where no attribute names the day. */
  #day: string | undefined;
  /** The record as the last events tell it, once the session has ended that they speak of. */
  #ended: { record?: WayhomeRecord } = {};

  /** Ends the waiting of whoever waits for it while it is on no page. */
  #arrived: (ready: Promise<void>) => void = () => {};

  /**
   * Resolves once the element checks; rejects with a `WayhomeError` where it cannot. It is made anew when the element starts anew. While the
   * element is on no page it waits: it checks nothing there.
   */
  ready: Promise<void> = this.#absent();

  /** Everything that the checks find; nothing before `ready`. */
  get report(): Report | undefined {
    this.turn();
    return this.session?.report();
  }

  /** The record as it stands; nothing before `ready`. */
  get record(): WayhomeRecord | undefined {
    return this.session && this.recordOf(this.session);
  }

  connectedCallback(): void {
    this.restart();
  }

  disconnectedCallback(): void {
    this.#stop();
    this.ready = this.#absent();
  }

  #absent(): Promise<void> {
    const waiting = new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
    waiting.catch(() => {});
    return waiting;
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== now) this.restart();
  }

  /** Starts anew, once what is done at the same time is done: attributes come after the element, and several of them where a framework renders. */
  protected restart(): void {
    this.#failure = undefined;
    this.#startSoon();
  }

  /** Does it not check, because it could not start? */
  protected get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Sets again what somebody set before the element was defined: until then it hides what the element itself understands by it. */
  protected upgrade(...names: readonly string[]): void {
    const refused: [name: string, error: WayhomeError][] = [];
    for (const name of names) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      try {
        Reflect.set(this, name, value);
      } catch (error) {
        if (!(error instanceof WayhomeError)) throw error;
        refused.push([name, error]);
      }
    }
    // Whoever set it is no longer there to catch it.
    for (const [name, error] of refused) this.refusedBefore(name, error);
  }

  /** What somebody set before the element was defined is refused. */
  protected refusedBefore(_name: string, error: WayhomeError): void {
    this.tellError(error);
  }

  /** The id of the procedure’s form, as the page says; `attribute` is the one that it is written in. */
  protected get wanted(): { readonly form: string | null; readonly attribute: string } {
    return { form: this.getAttribute("form"), attribute: "form" };
  }

  /** Waits for what the page may bring a moment later, until the signal ends it. */
  protected async awaited(_leaving: AbortSignal): Promise<void> {}
  /** Draws the element, once its form is known; listens until the signal ends it. */
  protected abstract open(shape: Outline, leaving: AbortSignal): void;
  /** The answers to begin with. */
  protected abstract begin(session: Session): void;
  /** What surrounds the list of findings. */
  protected abstract surroundings(): Surroundings;
  /** After something has changed, and once at the beginning. */
  protected abstract changed(): void;
  /** The record of a session. */
  protected recordOf(session: Session): WayhomeRecord {
    return session.toJSON();
  }
  /** Before the session ends. */
  protected leave(_session: Session): void {}

  /** Records an answer, or takes it back where there is none, and tells what that changed. */
  protected answer(question: string, answer: Answer | undefined): void {
    this.turn();
    const wasRefused = this.refused.has(question);
    if (this.session && this.put(this.session, question, answer)) this.tell();
    else if (wasRefused !== this.refused.has(question)) this.show();
  }

  /** Records an answer, or takes it back; says whether it is another than before. */
  protected put(session: Session, question: string, answer: Answer | undefined): boolean {
    const text = answer === undefined ? undefined : JSON.stringify(answer);
    if (this.#recorded.get(question) === text) return (this.refused.delete(question), false);
    try {
      // What it moved is told later, with the words, by all that has changed.
      session.put(question, answer);
    } catch (error) {
      if (!(error instanceof WayhomeError)) throw error;
      this.#refuse(question, error);
      return false;
    }
    this.refused.delete(question);
    if (text === undefined) this.#recorded.delete(question);
    else this.#recorded.set(question, text);
    return true;
  }

  /** Says once that an answer is not recorded. What is written stays where it is written. */
  #refuse(question: string, { code, message }: WayhomeError): void {
    const advice = code.endsWith("_too_large") ? " Make it shorter." : "";
    const said = `This answer is not recorded. ${message}${advice}`;
    if (this.refused.get(question) === said) return;
    this.refused.set(question, said);
    this.tellError({ code, message: said, question });
  }

  /** Shows how things stand where no answer changed, but perhaps what surrounds them. */
  protected show(): void {
    const { report } = this;
    if (report) this.panel?.show(report);
    this.changed();
  }

  /** Past midnight, what was due yesterday may be late: goes on with the same answers on the new day, and shows it and says so once that is done. */
  protected turn(): void {
    const before = this.session;
    const today = deviceDate();
    if (!before || this.#day === undefined || this.#day === today) return;
    const session = Session.open(before.toJSON(), { today });
    this.#end(before);
    this.session = session;
    this.#day = today;
    queueMicrotask(() => {
      if (this.session !== session) return;
      this.show();
      this.#tellReady();
    });
  }

  /** Shows how things stand, and tells whoever listens. */
  protected tell(): void {
    const { session } = this;
    if (!session) return;
    const changes = session.changes();
    const ended = this.#ended;
    const record = () => ended.record ?? this.recordOf(session);
    let report: Report | undefined;
    const detail: ChangeDetail = {
      changes,
      get report() {
        return (report ??= session.report());
      },
      get record() {
        return record();
      },
    };
    this.panel?.show(detail.report);
    this.changed();
    this.dispatchEvent(new CustomEvent("wayhome-change", { detail, bubbles: true, composed: true }));
  }

  /** What must hold before the record is finished, and does not, or cannot be told yet: what to say of it, by question. */
  protected mustHold(): ReadonlyMap<string, string> {
    const must = (this.report?.findings ?? []).filter((finding) => finding.level === "must");
    const said = new Map(this.refused);
    const say = ({ needs, about }: Finding, message: string): void => {
      for (const question of needs.length > 0 ? needs : about) if (!said.has(question)) said.set(question, message);
    };
    for (const finding of must) if (finding.state === "breached" || finding.state === "to_do") say(finding, finding.message);
    for (const finding of must) if (finding.state === "cannot_tell") say(finding, `This answer decides whether the following applies. ${finding.message}`);
    return said;
  }

  #startSoon(): void {
    if (!this.isConnected) return;
    const ready: Promise<void> = (this.#soon ??= Promise.resolve().then(async () => {
      this.#soon = undefined;
      const isEnded = this.isConnected && (await this.#start());
      // Whoever waited for this start waits for the one that takes its place; also where the element has left, and comes back.
      if (!isEnded && this.ready !== ready) await this.ready;
    }));
    this.ready = ready;
    this.#arrived(ready);
    // Whoever waits for it is told; where nobody does, the element says it itself.
    this.ready.catch(() => {});
  }

  /** Says whether it has come to its end; it has not where another start, or leaving the page, ended it. */
  async #start(): Promise<boolean> {
    this.#stop();
    const leaving = new AbortController();
    this.#leaving = leaving;
    try {
      await this.#run(leaving.signal);
      if (!leaving.signal.aborted) this.#failure = undefined;
    } catch (error) {
      if (leaving.signal.aborted) return false;
      throw this.#failed(error, leaving.signal);
    }
    return !leaving.signal.aborted;
  }

  async #run(leaving: AbortSignal): Promise<void> {
    const wanted = this.wanted;
    const procedure = this.#needed("procedure", this.getAttribute("procedure"));
    const form = this.#needed(wanted.attribute, wanted.form);
    const source = (this.constructor as typeof WayhomeElement).source;
    await startFor(procedure, source);
    await this.awaited(leaving);
    if (leaving.aborted) return;
    const shape = outline(procedure, form);
    const all = [...shape.sections.flatMap((section) => section.questions), ...shape.elsewhere];
    this.questions = new Map(all.map((question) => [question.id, question]));
    const today = this.getAttribute("today");
    this.#day = today === null ? deviceDate() : undefined;
    this.#recorded.clear();
    this.session = new Session(procedure, form, { today: today ?? deviceDate() });
    document.addEventListener("visibilitychange", () => this.turn(), { signal: leaving });
    globalThis.addEventListener("pageshow", () => this.turn(), { signal: leaving });
    const panel = (this.panel = this.#panelOf(shape));
    this.open(shape, leaving);
    this.begin(this.session);
    this.session.changes();
    panel.show(this.session.report());
    this.changed();
    const { floor } = about(procedure);
    // A council’s own procedure, or another edition of the law, may take the place of the one that it began with.
    whenReplaced((id) => (id === procedure || id === floor) && this.restart(), leaving);
    this.#tellReady();
  }

  /** What it says stays where it is as long as it is about the same questions: with the focus, and with what is open. */
  #panelOf(shape: Outline): Panel {
    const drawn = JSON.stringify(shape);
    const kept = drawn === this.#drawn ? this.panel : undefined;
    this.#drawn = drawn;
    kept?.problem(undefined);
    return kept ?? new Panel(this.surroundings(), shape.title);
  }

  #tellReady(): void {
    this.dispatchEvent(new CustomEvent("wayhome-ready", { bubbles: true, composed: true }));
  }

  #needed(name: string, value: string | null): string {
    if (!value) throw new WayhomeError(name === "procedure" ? "procedure_unknown" : "form_unknown", `<${this.localName}> needs the attribute “${name}”.`);
    return value;
  }

  /** Says why it does not check; returns it. */
  #failed(error: unknown, leaving: AbortSignal): WayhomeError {
    const known = error instanceof WayhomeError ? error : new WayhomeError("internal", "Wayhome could not start.", { cause: error });
    const isTold = this.#failure?.message === known.message;
    this.#failure = known;
    this.session?.free();
    this.session = undefined;
    this.fail(known);
    // What was missing may yet come: the module from another place, or a council’s own procedure.
    whenMore(() => this.#startSoon(), leaving);
    if (!isTold) this.tellError(known);
    return known;
  }

  /** Tells whoever listens what went wrong. */
  protected tellError({ code, message, question }: ErrorDetail): void {
    const detail: ErrorDetail = { code, message, ...(question === undefined ? {} : { question }) };
    this.dispatchEvent(new CustomEvent("wayhome-error", { detail, bubbles: true, composed: true }));
  }

  /** Shows why the element cannot check; politely, where it waits. */
  protected fail(error: WayhomeError, isWaiting = false): void {
    this.panel ??= new Panel(this.surroundings());
    this.panel.clear();
    this.panel.problem(error.message, isWaiting);
  }

  #stop(): void {
    this.#leaving?.abort();
    this.panel?.close();
    if (this.session) {
      this.leave(this.session);
      this.#end(this.session);
    }
    this.session = undefined;
  }

  /** Ends a session. The events that speak of it keep its record. */
  #end(session: Session): void {
    this.#ended.record = this.recordOf(session);
    this.#ended = {};
    session.free();
  }
}

/** The shadow root of an element, made once. */
export function rootOf(element: HTMLElement): ShadowRoot {
  return element.shadowRoot ?? element.attachShadow({ mode: "open" });
}
