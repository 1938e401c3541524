// <wayhome-check>: checks a form that the host has already, while it is being filled in.

import type { Session } from "../api.js";
import { WayhomeError } from "../errors.js";
import type { Outline } from "../types.js";
import { rootOf, WayhomeElement } from "./base.js";
import { answered, answerOf, placeOfControl, type Control } from "./controls.js";
import { arrange, write } from "./make.js";
import type { Mapping } from "./names.js";
import type { Surroundings } from "./panel.js";
import { dress } from "./styles.js";

/**
 * Checks a form that is on the page already: `<wayhome-check procedure="newcastle" form="visit" for="visit-form">`.
 *
 * It reads the form’s controls by their names and writes nothing into them. It never takes the focus by itself, stores nothing and
 * fetches nothing but its own code.
 */
export class WayhomeCheck extends WayhomeElement {
  static override readonly observedAttributes: readonly string[] = [...WayhomeElement.observedAttributes, "for", "mapping"];

  #mapping: Mapping = {};
  #form: HTMLFormElement | undefined;
  /** The questions that the session has an answer to from this form. */
  #read = new Set<string>();
  /** Has the host asked what must hold? Until then nothing is said at the fields. */
  #isAsked = false;
  #marked = new Set<Control>();

  /** Questions by the names of the form’s controls, where they are called otherwise. */
  get mapping(): Mapping {
    return this.#mapping;
  }

  set mapping(mapping: Mapping) {
    this.#mapping = mapping;
    this.refresh();
  }

  /** The form that is checked. */
  get checkedForm(): HTMLFormElement | undefined {
    return this.#form;
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === "mapping") this.#readMapping(now);
    super.attributeChangedCallback(name, before, now);
  }

  override connectedCallback(): void {
    dress(rootOf(this));
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    this.clearValidity();
    super.disconnectedCallback();
  }

  /** Reads the whole form again, after a script has changed it: scripts change values without an event. */
  refresh(): void {
    if (!this.session || !this.#form) return;
    this.#readAll(this.session);
    this.tell();
  }

  /**
   * Asks what must hold before the record is finished, and marks the controls that it is about with `setCustomValidity`. Says whether all
   * of it holds. The marks follow what is answered afterwards, until `clearValidity`.
   */
  checkValidity(): boolean {
    this.#isAsked = true;
    this.#mark();
    return this.session !== undefined && this.mustHold().size === 0;
  }

  /** As `checkValidity`, and lets the browser show the first of it, as the form’s own method does. */
  reportValidity(): boolean {
    const holds = this.checkValidity();
    this.#form?.reportValidity();
    return holds;
  }

  /** Takes all marks back: a form can be saved as it is. */
  clearValidity(): void {
    this.#isAsked = false;
    this.#mark();
  }

  protected override open(_shape: Outline, leaving: AbortSignal): void {
    const root = rootOf(this);
    if (this.panel) arrange(root, [this.panel.element]);
    this.#form = this.#find();
    if (!this.#form) {
      this.#waitForForm(leaving);
      const wanted = this.getAttribute("for");
      throw new WayhomeError("form_unknown", wanted ? `There is no <form id="${wanted}"> on this page yet.` : "Say which form to check: <wayhome-check for=\"…\">.");
    }
    // On the document, so that controls are heard that belong to the form from outside of it.
    const place = this.#form.getRootNode();
    const heard = (event: Event) => this.#heard(event);
    for (const kind of ["input", "change"]) place.addEventListener(kind, heard, { signal: leaving });
    // A reset empties the controls after its event.
    this.#form.addEventListener("reset", () => setTimeout(() => this.refresh()), { signal: leaving });
    globalThis.addEventListener("pageshow", (event) => event.persisted && this.refresh(), { signal: leaving });
    const watch = new MutationObserver((found) => {
      if (found.some(touchesControls)) this.refresh();
    });
    watch.observe(this.#form, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "name"] });
    leaving.addEventListener("abort", () => watch.disconnect());
  }

  protected override begin(session: Session): void {
    this.#read.clear();
    this.#readAll(session);
  }

  protected override changed(): void {
    if (this.#isAsked) this.#mark();
  }

  protected override fail(error: WayhomeError): void {
    super.fail(error);
    if (this.panel) arrange(rootOf(this), [this.panel.element]);
  }

  protected override surroundings(): Surroundings {
    return {
      has: (question) => this.#controls().has(question),
      goTo: (question) => {
        const control = this.#controls().get(question)?.controls[0]?.control;
        control?.focus();
        control?.scrollIntoView({ block: "nearest" });
      },
    };
  }

  #controls(): ReturnType<typeof answered> {
    return this.#form ? answered(this.#form, this.#mapping, this.questions) : new Map();
  }

  #find(): HTMLFormElement | undefined {
    const wanted = this.getAttribute("for");
    const found = wanted ? (this.getRootNode() as Document | ShadowRoot).getElementById(wanted) : this.closest("form");
    return found instanceof HTMLFormElement ? found : undefined;
  }

  /** A framework may bring the form later. */
  #waitForForm(leaving: AbortSignal): void {
    const watch = new MutationObserver(() => {
      if (!this.#find()) return;
      watch.disconnect();
      super.connectedCallback();
    });
    watch.observe(this.getRootNode(), { childList: true, subtree: true });
    leaving.addEventListener("abort", () => watch.disconnect());
  }

  #heard(event: Event): void {
    // The first on the path: the control itself, where it stands within other elements.
    const control = event.composedPath()[0] as Control | undefined;
    if (!(control instanceof Element) || !this.#form || (control as Partial<HTMLInputElement>).form !== this.#form) return;
    const place = placeOfControl(control, this.#mapping, this.questions);
    if (!place) return;
    const entry = this.#controls().get(place.question);
    const answer = entry ? answerOf(entry) : undefined;
    if (answer === undefined) this.#read.delete(place.question);
    else this.#read.add(place.question);
    this.answer(place.question, answer);
  }

  #readAll(session: Session): void {
    const gone = new Set(this.#read);
    for (const [question, entry] of this.#controls()) {
      const answer = answerOf(entry);
      if (answer === undefined) continue;
      gone.delete(question);
      this.#read.add(question);
      session.set(question, answer);
    }
    for (const question of gone) {
      this.#read.delete(question);
      session.unset(question);
    }
  }

  #mark(): void {
    const wanted = this.#isAsked ? this.mustHold() : new Map<string, never>();
    const marked = new Set<Control>();
    for (const [question, entry] of this.#controls()) {
      const message = wanted.get(question)?.message ?? "";
      const control = entry.controls[0]?.control as (Control & Partial<HTMLInputElement>) | undefined;
      for (const place of this.#form?.querySelectorAll("[data-wayhome-message]") ?? []) {
        if (place.getAttribute("data-wayhome-message") === question) write(place, message);
      }
      if (!control?.setCustomValidity) continue;
      if (message) marked.add(control);
      // What the host itself has set there is left alone, unless we have something to say.
      if (message || this.#marked.has(control)) control.setCustomValidity(message);
    }
    for (const control of this.#marked) if (!marked.has(control)) (control as Partial<HTMLInputElement>).setCustomValidity?.("");
    this.#marked = marked;
  }

  #readMapping(text: string | null): void {
    try {
      const read: unknown = text ? JSON.parse(text) : {};
      this.#mapping = typeof read === "object" && read !== null ? (read as Mapping) : {};
    } catch {
      this.#mapping = {};
      console.error("<wayhome-check>: the attribute “mapping” is not JSON.");
    }
  }
}

const CONTROLS = "input, select, textarea, [name], [data-wayhome]";

/** Did a form gain or lose a control? A row may have been added. */
function touchesControls(change: MutationRecord): boolean {
  if (change.type === "attributes") return true;
  return [...change.addedNodes, ...change.removedNodes].some(
    (node) => node instanceof Element && (node.matches(CONTROLS) || node.querySelector(CONTROLS) !== null),
  );
}
