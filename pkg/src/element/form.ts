// <wayhome-form>: the questions and checks of a procedure, as one control of the form that it stands in. Its value is the record.

import type { Answer, Session } from "../session.js";
import { WayhomeError } from "../errors.js";
import type { Outline, WayhomeRecord } from "../types.js";
import { rootOf, WayhomeElement } from "./base.js";
import { fieldOf, type Field } from "./fields.js";
import { arrange, make, OURS } from "./make.js";
import type { Surroundings } from "./panel.js";
import { besideOf, emptied, misgiven, plain, read, textOf, type Beside } from "./record.js";
import { dress } from "./styles.js";
import { isSame } from "./values.js";

/**
 * HTML gives `form` a meaning of its own on everything that a form sends: the id of the form that it belongs to. So what is written there is
 * moved here, and the element belongs to the form around it.
 */
const FORM = "procedure-form";

/**
 * Shows the questions of a form and checks the answers: `<wayhome-form procedure="newcastle" procedure-form="visit" name="record">`.
 *
 * The form that it stands in sends the record as JSON text under its name. Answers are kept in memory only: nothing is given to the browser
 * to restore, and the fields ask it to remember nothing.
 */
export class WayhomeForm extends WayhomeElement {
  static readonly formAssociated = true;
  static override readonly observedAttributes: readonly string[] = ["procedure", "form", FORM, "today", "value", "record"];

  /** Where unit tests run it, what stands in for a browser has only some of it. */
  readonly #internals: Partial<ElementInternals> | undefined = this.attachInternals?.();
  readonly #fields = new Map<string, Field>();
  /** What to open once there is a session: a record, or one as JSON text. */
  #opening: WayhomeRecord | string | undefined;
  /** What stands beside the answers of the record, and comes and goes with it: its own id, and that it is an exercise. */
  #beside: Beside = {};
  /** The id of the procedure’s form, and whether somebody said it by `form`: then the attribute that it was moved to is the element’s own. */
  #formName: string | null = null;
  #isMoved = false;
  #isAsked = false;
  /** What the host has set with `setCustomValidity`. */
  #hosts = "";
  #isDisabled = false;
  #body: HTMLFieldSetElement | undefined;
  /** What was drawn, as JSON text; and whether what stands in its fields is what is to be opened. */
  #drawn = "";
  #isKept = false;
  /** Did somebody say what to open? Until then it is what the attribute `value` says. */
  #isGiven = false;
  /** Why what somebody set before the element was defined is no record. */
  #unopened: WayhomeError | undefined;

  readonly #told = (): void => void this.dispatchEvent(new Event("change", { bubbles: true }));

  /** The form that this is a control of. */
  get form(): HTMLFormElement | null {
    return this.#internals?.form ?? null;
  }

  /** Names the procedure’s form, as the attribute does: frameworks set a property where there is one. */
  set form(form: HTMLFormElement | string | null) {
    if (form !== null && typeof form !== "string") {
      throw new WayhomeError("form_unknown", "Name the procedure’s form by its id, a text such as “visit”. The form around the element is found by itself.");
    }
    this.#isMoved = false;
    if (form === null) this.removeAttribute(FORM);
    else this.setAttribute(FORM, form);
    this.#nameForm(form);
    this.#isMoved = form !== null;
  }

  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** Is it disabled by itself? The form sends nothing of it then, and nothing can be written in it. */
  get disabled(): boolean {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", Boolean(disabled));
  }

  get type(): string {
    return this.localName;
  }

  /** The record as JSON text. While it cannot be opened yet, or cannot at all, it is what was handed in. */
  get value(): string {
    return this.session ? JSON.stringify(this.recordOf(this.session)) : textOf(this.#handedIn);
  }

  /** Opens a record, given as JSON text, in place of what stands there; an empty text begins anew. */
  set value(text: string) {
    this.#open(text);
  }

  override get record(): WayhomeRecord | undefined {
    return super.record;
  }

  /** Opens a record in place of what stands there. Its answers and its id are taken; its procedure and form are those of the attributes. */
  override set record(record: WayhomeRecord | undefined) {
    this.#open(record);
  }

  override connectedCallback(): void {
    dress(rootOf(this));
    // Of itself, a change within does not leave the element, as what is typed does. Added again, a listener is the same one.
    rootOf(this).addEventListener("change", this.#told);
    super.connectedCallback();
    this.upgrade("disabled", "form", "name", "record", "value");
    this.#send();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === "value") this.#begun();
    else if (name === "record") this.#misgiven(now);
    else if (name === FORM) this.#nameForm(now);
    else if (name !== "form") super.attributeChangedCallback(name, before, now);
    else if (now !== null) {
      this.form = now;
      this.removeAttribute("form");
    }
  }

  /**
   * Starts anew where it is another form. Whoever morphs the page into what the server sent takes away what the server did not send; of what was
   * moved, that is the element’s own attribute, and no word of the page’s. It comes back once they are done: a copy of the element, as Turbo keeps
   * one, knows its form by it alone.
   */
  #nameForm(now: string | null): void {
    if (now === null && this.#isMoved) return queueMicrotask(() => void (this.#isMoved && (this.form = this.#formName)));
    this.#isMoved = false;
    if (now === this.#formName) return;
    this.#formName = now;
    this.restart();
  }

  /** The attribute `value` is what the element begins with, and no more: once it has begun, it stays with what it has. */
  #begun(): void {
    this.#send();
    if (this.hasFailed && !this.#isGiven) this.restart();
  }

  /** As an attribute, an object says nothing of itself. Begun with nothing in its place, the element would send an empty record. */
  #misgiven(now: string | null): void {
    if (!this.#isGiven) this.restart();
    else if (now !== null) this.tellError(misgiven());
  }

  protected override refusedBefore(name: string, error: WayhomeError): void {
    const isOpening = name === "record" || name === "value";
    if (isOpening && !this.#isGiven) this.#unopened = error;
    else super.refusedBefore(name, error);
  }

  /** What is to be opened; until somebody says what that is, what stands in the attribute `value`. */
  get #handedIn(): WayhomeRecord | string | undefined {
    return this.#opening ?? (this.#isGiven ? undefined : this.getAttribute("value") || undefined);
  }

  /** What was handed in is sent as it is while it is not opened, and where it never will be. */
  #send(): void {
    if (!this.session) this.#internals?.setFormValue?.(textOf(this.#handedIn) || null, "");
  }

  /** The form was reset: the record is as the attribute `value` has it, or empty. It is the same record all the same. */
  formResetCallback(): void {
    this.#isAsked = false;
    // Also where it is still to be opened: an exercise must not become a child’s record.
    const empty = emptied(this.session ? this.recordOf(this.session) : this.#opening);
    try {
      this.#open(this.getAttribute("value") || empty, true);
    } catch (error) {
      if (!(error instanceof WayhomeError)) throw error;
      // What stood there must not stay for the next child.
      this.#open(empty, true);
      this.tellError(error);
    }
    this.#mark();
  }

  /** The form, or a fieldset around this, was disabled or enabled. */
  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabled = isDisabled;
    if (this.#body) this.#body.disabled = isDisabled;
  }

  /** Asks what must hold before the record is finished; it is then said at the questions. Says whether all of it holds. */
  checkValidity(): boolean {
    this.#isAsked = true;
    this.#mark();
    return this.session !== undefined && this.mustHold().size === 0 && this.#hosts === "";
  }

  /** As `checkValidity`, and lets the browser lead to the first of it. */
  reportValidity(): boolean {
    const holds = this.checkValidity();
    if (!holds && this.#internals?.reportValidity?.() !== false) this.panel?.sayElsewhere();
    return holds;
  }

  /** What the host itself has to say against sending the record, as of any control; an empty text, where it has nothing any more. */
  setCustomValidity(message: string): void {
    this.#hosts = String(message);
    this.#mark();
  }

  /** Takes what was said back: the record can be sent as it is. */
  clearValidity(): void {
    this.#isAsked = false;
    this.#mark();
  }

  /** Can it keep the form from being sent? Not while it is disabled, nor before the host asks: libraries such as htmx ask each control that says so. */
  get willValidate(): boolean {
    return (this.#isAsked || this.#hosts !== "") && (this.#internals?.willValidate ?? false);
  }

  /** The labels that the page has for it. */
  get labels(): NodeList | undefined {
    return this.#internals?.labels;
  }

  get validity(): ValidityState | undefined {
    return this.#internals?.validity;
  }

  get validationMessage(): string {
    return this.#internals?.validationMessage ?? "";
  }

  protected override get wanted(): { readonly form: string | null; readonly attribute: string } {
    return { form: this.#formName, attribute: FORM };
  }

  protected override open(shape: Outline): void {
    const unopened = this.#unopened ?? (this.hasAttribute("record") ? misgiven() : undefined);
    if (unopened && !this.#isGiven) throw unopened;
    const handedIn = this.#handedIn;
    // What is no record is refused before anything is drawn.
    if (handedIn !== undefined) this.#opening = read(handedIn, shape);
    const drawn = JSON.stringify(shape);
    // The same questions stay as they are, with the focus, and with what is half written and no answer yet.
    if (!this.#body || drawn !== this.#drawn) this.#draw(shape);
    this.#drawn = drawn;
    const panel = this.panel?.element;
    arrange(rootOf(this), [this.#body, panel].filter((part) => part !== undefined));
  }

  #draw(shape: Outline): void {
    this.#isKept = false;
    this.#fields.clear();
    const sections = shape.sections.map((section) =>
      make(
        "section",
        { class: "section", part: "section" },
        make("h2", {}, section.title),
        ...section.questions.map((question) => {
          const field = fieldOf(question, () => this.#heard(question.id));
          this.#fields.set(question.id, field);
          return field.element;
        }),
      ),
    );
    this.#body = make("fieldset", { part: "form", "aria-label": shape.title, ...OURS, disabled: this.#isDisabled }, ...sections);
  }

  protected override begin(session: Session): void {
    // What could not be recorded stands in its field all the same.
    const refused = this.#isKept ? [...this.refused] : [];
    this.#fill(session, typeof this.#opening === "string" ? undefined : this.#opening);
    this.#opening = undefined;
    this.#isGiven = true;
    this.refused.clear();
    for (const [question, said] of refused) {
      this.refused.set(question, said); // It was told of before.
      this.put(session, question, this.#fields.get(question)?.read());
    }
    this.#isKept = false;
  }

  /** Writes a record into a session that has no other answers, and into the fields where they do not hold it already; says whether an answer is another. */
  #fill(session: Session, record: WayhomeRecord | undefined): boolean {
    this.#beside = besideOf(record);
    if (!this.#isKept) {
      for (const [question, field] of this.#fields) {
        const answer = record?.answers[question] as Answer | undefined;
        // What stands there already stays, with the focus; what is half written and no answer goes with the record that it was written for.
        if (answer === undefined || !isSame(answer, field.read())) field.write(answer);
      }
    }
    let isNew = false;
    for (const [question, answer] of Object.entries(record?.answers ?? {})) isNew = this.put(session, question, answer as Answer) || isNew;
    return isNew;
  }

  protected override recordOf(session: Session): WayhomeRecord {
    const { answers, ...head } = session.toJSON();
    return { ...head, ...this.#beside, answers };
  }

  /** Moved elsewhere on the page, or with other attributes, nothing that was written is lost. */
  protected override leave(session: Session): void {
    this.#opening = this.recordOf(session);
    this.#isKept = true;
  }

  protected override changed(): void {
    const { session } = this;
    if (!session) return;
    // A condition that turned false hides an answer and never deletes it.
    for (const [question, field] of this.#fields) field.element.hidden = session.asked(question) !== "yes";
    // The second value is what the browser would keep for restoring, on the disk: nothing.
    this.#internals?.setFormValue?.(this.value, "");
    this.#mark();
  }

  protected override fail(error: WayhomeError): void {
    super.fail(error);
    if (this.panel) arrange(rootOf(this), [this.panel.element]);
    // Without a session nothing is asked for: what was said before would keep the form around from being sent.
    this.#mark();
  }

  protected override surroundings(): Surroundings {
    return {
      asked: () => ({ has: (question) => this.session?.asked(question) === "yes" && this.#fields.has(question) }),
      goTo: (question) => {
        const field = this.#fields.get(question);
        field?.focus();
        field?.element.scrollIntoView({ block: "nearest" });
      },
    };
  }

  #heard(question: string): void {
    const answer = this.#fields.get(question)?.read();
    if (this.session) this.answer(question, answer);
    else if (typeof this.#opening === "object") {
      // While it starts anew, what is written goes along.
      this.#opening = { ...this.#opening, answers: { ...this.#opening.answers, [question]: answer } };
      this.#send();
    }
  }

  /** Puts a record’s answers in the place of those that stand there. */
  #open(opening: unknown, isReset = false): void {
    const given = typeof opening === "string" && opening !== "" ? opening : plain(opening);
    this.turn();
    const { session } = this;
    this.#isGiven = true;
    if (!session) {
      this.#isKept &&= !isReset && textOf(given) === textOf(this.#opening);
      this.#opening = given;
      this.#send();
      if (this.hasFailed) this.restart();
      return;
    }
    const before = this.recordOf(session);
    // What is no record is refused before anything is taken away.
    const record = given === undefined ? undefined : read(given, before);
    // Whoever binds it two ways hands back what was told: nothing is to be written then, and nothing told, or it would go on for ever.
    if (!isReset && isSame(record, before)) return;
    this.refused.clear();
    let isNew = false;
    for (const [question, answer] of Object.entries(before.answers)) {
      if (!isSame(answer, record?.answers[question])) isNew = this.put(session, question, undefined) || isNew;
    }
    isNew = this.#fill(session, record) || isNew;
    if (isNew) this.tell();
    else this.show();
  }

  #mark(): void {
    // What is not recorded is said at once: whoever wrote it would take it for recorded.
    const wanted = this.#isAsked ? this.mustHold() : this.refused;
    let first: { message: string; field: Field } | undefined;
    for (const [question, field] of this.#fields) {
      const message = wanted.get(question) ?? "";
      field.say(message);
      if (message && this.#isAsked && !field.element.hidden) first ??= { message, field };
    }
    const message = first?.message ?? this.#hosts;
    const field = first?.field ?? [...this.#fields.values()].find(({ element }) => !element.hidden);
    // Without a session the fields are not in the element, and a browser points to nothing outside it.
    const control = (this.session && field?.element.querySelector<HTMLElement>("input, textarea, select, button")) ?? undefined;
    if (message) this.#internals?.setValidity?.({ customError: true }, message, control);
    else this.#internals?.setValidity?.({});
  }
}
