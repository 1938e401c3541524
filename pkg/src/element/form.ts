// <wayhome-form>: the questions and checks of a procedure, as one control of the form that it stands in. Its value is the record.

import type { Answer } from "../api.js";
import { Session } from "../core.js";
import type { WayhomeError } from "../errors.js";
import type { Outline, WayhomeRecord } from "../types.js";
import { rootOf, WayhomeElement } from "./base.js";
import { fieldOf, type Field } from "./fields.js";
import { arrange, make } from "./make.js";
import type { Surroundings } from "./panel.js";
import { dress } from "./styles.js";

/**
 * HTML gives `form` a meaning of its own on everything that a form sends: the id of the form that it belongs to. So what is written there is
 * moved here, and the element belongs to the form around it.
 */
const FORM = "procedure-form";

/**
 * Shows the questions of a form and checks the answers: `<wayhome-form procedure="newcastle" form="visit" name="record">`.
 *
 * The form that it stands in sends the record as JSON text under its name. Answers are kept in memory only: nothing is given to the browser
 * to restore, and the fields ask it to remember nothing.
 */
export class WayhomeForm extends WayhomeElement {
  static readonly formAssociated = true;
  static override readonly observedAttributes: readonly string[] = ["procedure", "form", FORM, "today"];

  readonly #internals: ElementInternals | undefined = this.attachInternals?.();
  readonly #fields = new Map<string, Field>();
  /** What to open once there is a session: a record, or one as JSON text. */
  #opening: WayhomeRecord | string | undefined;
  #isAsked = false;
  #body: HTMLElement | undefined;

  /** The form that this is a control of. */
  get form(): HTMLFormElement | null {
    return this.#internals?.form ?? null;
  }

  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  get type(): string {
    return this.localName;
  }

  /** The record as JSON text; empty before `ready`. */
  get value(): string {
    return this.session ? JSON.stringify(this.session) : "";
  }

  /** Opens a record, given as JSON text, in place of what stands there; an empty text begins anew. */
  set value(text: string) {
    this.#open(text === "" ? undefined : text);
  }

  override get record(): WayhomeRecord | undefined {
    return this.session?.toJSON();
  }

  /** Opens a record in place of what stands there. Its answers are taken; its procedure and form are those of the attributes. */
  override set record(record: WayhomeRecord | undefined) {
    this.#open(record);
  }

  override connectedCallback(): void {
    dress(rootOf(this));
    super.connectedCallback();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name !== "form") super.attributeChangedCallback(name, before, now);
    else if (now !== null) {
      this.setAttribute(FORM, now);
      this.removeAttribute("form");
    }
  }

  /** The form was reset: the record is empty. */
  formResetCallback(): void {
    this.#isAsked = false;
    this.#open(undefined);
  }

  /** The form, or a fieldset around this, was disabled or enabled. */
  formDisabledCallback(isDisabled: boolean): void {
    if (this.#body) this.#body.inert = isDisabled;
  }

  /** Asks what must hold before the record is finished; it is then said at the questions. Says whether all of it holds. */
  checkValidity(): boolean {
    this.#isAsked = true;
    this.#mark();
    return this.session !== undefined && this.mustHold().size === 0;
  }

  /** As `checkValidity`, and lets the browser lead to the first of it. */
  reportValidity(): boolean {
    const holds = this.checkValidity();
    if (!holds) this.#internals?.reportValidity();
    return holds;
  }

  /** Takes what was said back: the record can be sent as it is. */
  clearValidity(): void {
    this.#isAsked = false;
    this.#mark();
  }

  get validity(): ValidityState | undefined {
    return this.#internals?.validity;
  }

  get validationMessage(): string {
    return this.#internals?.validationMessage ?? "";
  }

  protected override get formAttribute(): string {
    return FORM;
  }

  protected override open(shape: Outline): void {
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
    this.#body = make("div", { part: "form", role: "group", "aria-label": shape.title }, ...sections);
    const panel = this.panel?.element;
    arrange(rootOf(this), panel ? [this.#body, panel] : [this.#body]);
  }

  protected override begin(session: Session): void {
    const opening = typeof this.#opening === "string" ? read(this.#opening) : this.#opening;
    for (const [question, answer] of Object.entries(opening?.answers ?? {})) {
      session.set(question, answer as Answer);
      this.#fields.get(question)?.write(answer as Answer);
    }
    this.#opening = undefined;
  }

  /** Moved elsewhere on the page, or with other attributes, nothing that was written is lost. */
  protected override leave(session: Session): void {
    this.#opening = session.toJSON();
  }

  protected override changed(): void {
    const { session } = this;
    if (!session) return;
    // A condition that turned false hides an answer and never deletes it.
    for (const [question, field] of this.#fields) field.element.hidden = session.asked(question) !== "yes";
    // The second value is what the browser would keep for restoring, on the disk: nothing.
    this.#internals?.setFormValue(JSON.stringify(session), "");
    this.#mark();
  }

  protected override fail(error: WayhomeError): void {
    super.fail(error);
    if (this.panel) arrange(rootOf(this), [this.panel.element]);
  }

  protected override surroundings(): Surroundings {
    return {
      has: (question) => this.session?.asked(question) === "yes" && this.#fields.has(question),
      goTo: (question) => {
        const field = this.#fields.get(question);
        field?.focus();
        field?.element.scrollIntoView({ block: "nearest" });
      },
    };
  }

  #heard(question: string): void {
    const field = this.#fields.get(question);
    if (field) this.answer(question, field.read());
  }

  /** Puts a record’s answers in the place of those that stand there. */
  #open(opening: WayhomeRecord | string | undefined): void {
    const { session } = this;
    if (!session) {
      this.#opening = opening;
      return;
    }
    // What is no record is refused before anything is taken away.
    const record = typeof opening === "string" ? read(opening) : opening;
    for (const question of Object.keys(session.toJSON().answers)) session.unset(question);
    for (const field of this.#fields.values()) field.write(undefined);
    this.#opening = record;
    this.begin(session);
    this.tell();
  }

  #mark(): void {
    const wanted = this.#isAsked ? this.mustHold() : new Map<string, never>();
    let first: { message: string; field: Field } | undefined;
    for (const [question, field] of this.#fields) {
      const message = wanted.get(question)?.message ?? "";
      field.say(message);
      if (message && !field.element.hidden) first ??= { message, field };
    }
    if (first) this.#internals?.setValidity({ customError: true }, first.message, first.field.element.querySelector<HTMLElement>("input, textarea, select, button") ?? this);
    else this.#internals?.setValidity({});
  }
}

function read(text: string): WayhomeRecord {
  // Only a record comes through: the session says what is wrong with one that is none.
  const session = Session.open(text, { today: "2000-01-01" });
  const record = session.toJSON();
  session.free();
  return record;
}
