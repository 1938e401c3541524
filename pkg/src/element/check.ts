// <wayhome-check>: checks a form that the host has already, while it is being filled in.

import type { Session } from "../session.js";
import { WayhomeError } from "../errors.js";
import type { Outline } from "../types.js";
import { rootOf, WayhomeElement } from "./base.js";
import { answered, answerOf, placeOfControl } from "./controls.js";
import { arrange } from "./make.js";
import { clearMark, mark, markable, say, seen, unsay, type Markable } from "./marks.js";
import { isColumn, mappingOf, placeOf, strayed, type Mapping } from "./names.js";
import { elementsOwn, formsOwn, isElement, isForm } from "./own.js";
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
  /** Why what the attribute says is no mapping. */
  #mappingFailure: WayhomeError | undefined;
  #form: HTMLFormElement | undefined;
  /** Where the form was when it was last begun with: what is heard and watched. */
  #place: Node | undefined;
  /** The form that somebody gave, in place of one of this name or around it. */
  #given: HTMLFormElement | undefined;
  /** Does it wait for the form? Then nothing is wrong yet that somebody must be interrupted for. */
  #isWaiting = false;
  /** The questions that the session has an answer to from this form. */
  #read = new Set<string>();
  /** Has the host asked what must hold? Until then nothing is said at the fields. */
  #isAsked = false;
  /** The controls that it has marked. */
  #marked: ReadonlySet<Markable> = new Set();
  /** The places for messages of which it has said what it has to say there. */
  #said = new Set<Element>();
  /** What of the page’s names it has said that it cannot place. */
  readonly #warned = new Set<string>();
  /** The controls as they were when the whole form was last read. */
  #elements: ReadonlySet<Element> = new Set();

  /** Questions by the names of the form’s controls, where they are called otherwise. */
  get mapping(): Mapping {
    return this.#mapping;
  }

  /** Takes JSON text, too, as the attribute does. What is no mapping is refused, and the one before stays. */
  set mapping(mapping: Mapping | string | null | undefined) {
    this.#mapping = mappingOf(mapping);
    if (this.#mappingFailure) this.restart();
    this.#mappingFailure = undefined;
    this.refresh();
  }

  /** The form that is checked. */
  get checkedForm(): HTMLFormElement | undefined {
    return this.#form;
  }

  /** Gives the form to check, also one of another document or shadow root than the element’s; nothing, to go by `for` again. */
  set checkedForm(form: HTMLFormElement | null | undefined) {
    if (form !== null && form !== undefined && !isForm(form)) {
      throw new WayhomeError("form_unknown", "Give the <form> itself as “checkedForm”, or nothing, to go by the attribute “for”.");
    }
    this.#given = form ?? undefined;
    if (this.#find() !== this.#form || this.hasFailed) this.restart();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (name === "mapping") this.#readMapping(now);
    super.attributeChangedCallback(name, before, now);
  }

  override connectedCallback(): void {
    dress(rootOf(this));
    super.connectedCallback();
    this.upgrade("checkedForm", "mapping");
  }

  override disconnectedCallback(): void {
    // While it is on no page, its marks would keep the form from being sent. Where it was only moved, they come back.
    this.#mark(false);
    super.disconnectedCallback();
  }

  /** Reads the whole form again, after a script has changed it: scripts change values without an event. */
  refresh(): void {
    this.turn();
    if (!this.session || !this.#form) return;
    if (this.#hasMoved()) this.restart();
    if (this.#readAll(this.session)) this.tell();
    else this.show();
  }

  /**
   * Asks what must hold before the record is finished, and marks the controls that it is about with `setCustomValidity`. Says whether all
   * of it holds. The marks follow what is answered afterwards, until `clearValidity`.
   */
  checkValidity(): boolean {
    this.#isAsked = true;
    if (this.#hasMoved()) this.refresh();
    this.#mark();
    return this.session !== undefined && this.mustHold().size === 0;
  }

  /** As `checkValidity`, and lets the browser show the first of it, as the form’s own method does. */
  reportValidity(): boolean {
    const holds = this.checkValidity();
    if (this.#form) formsOwn(this.#form, "reportValidity")();
    if (!holds && this.#marked.size === 0) this.panel?.sayElsewhere();
    return holds;
  }

  /** Takes all marks back: a form can be saved as it is. */
  clearValidity(): void {
    this.#isAsked = false;
    this.#mark();
  }

  /** The form may come a moment after the element. */
  protected override async awaited(leaving: AbortSignal): Promise<void> {
    if (leaving.aborted || this.#find() || !this.hasAttribute("for")) return;
    await new Promise<void>((resolve) => {
      const waiting = new AbortController();
      const end = () => (clearTimeout(pause), waiting.abort(), resolve());
      const pause = setTimeout(end, MOMENT);
      leaving.addEventListener("abort", end);
      this.#watch(this.getRootNode(), waiting.signal, () => this.#find() && end());
    });
  }

  protected override open(_shape: Outline, leaving: AbortSignal): void {
    const root = rootOf(this);
    if (this.panel) arrange(root, [this.panel.element]);
    if (this.#mappingFailure) throw this.#mappingFailure;
    this.#form = this.#find();
    const wanted = this.getAttribute("for");
    this.#isWaiting = !this.#form && wanted !== null;
    if (!this.#form) {
      this.#waitForForm(leaving);
      const missing = `There is no <form id="${wanted}"> in this document or shadow root yet. One that is in another can be given as “checkedForm”.`;
      throw new WayhomeError("form_unknown", wanted ? missing : "Say which form to check: <wayhome-check for=\"…\">.");
    }
    // On the document, so that controls are heard that belong to the form from outside of it.
    const place = (this.#place = formsOwn(this.#form, "getRootNode")());
    const heard = (event: Event) => this.#heard(event.composedPath());
    for (const kind of ["input", "change"]) place.addEventListener(kind, heard, { signal: leaving });
    // Once nobody writes in it any more, a date of which a part is missing is an answer that cannot be read.
    const left = (event: Event) => {
      const path = event.composedPath();
      setTimeout(() => this.#heard(path));
    };
    place.addEventListener("focusout", left, { signal: leaving });
    // A reset empties the controls after its event.
    formsOwn(this.#form, "addEventListener")("reset", () => setTimeout(() => this.refresh()), { signal: leaving });
    const view = formsOwn(this.#form, "ownerDocument").defaultView ?? globalThis;
    view.addEventListener("pageshow", (event) => event.persisted && this.refresh(), { signal: leaving });
    this.#watch(place, leaving, (found) => {
      if (this.#find() !== this.#form || this.#hasMoved()) this.restart();
      else if (this.#touchesControls(found)) this.refresh();
      else if (this.#isAsked && touchesMessages(found)) this.#mark();
    });
  }

  /** Is the form in another document, shadow root or fragment than the one that is listened on? */
  #hasMoved(): boolean {
    return this.#form !== undefined && formsOwn(this.#form, "getRootNode")() !== this.#place;
  }

  /** Watches everything around, because a form may be replaced, and have controls outside of it. */
  #watch(place: Node, leaving: AbortSignal, changed: (found: readonly MutationRecord[]) => void): void {
    const watch = new MutationObserver(changed);
    watch.observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-wayhome", "disabled", "form", "id", "name"] });
    leaving.addEventListener("abort", () => watch.disconnect());
  }

  /** Did the form gain or lose a control, or one of them its name? A row may have been added. */
  #touchesControls(found: readonly MutationRecord[]): boolean {
    const now = this.#controlsNow();
    const isOwn = (node: Node | null) => node !== null && isElement(node) && (now.has(node) || this.#elements.has(node));
    const isInSelect = (node: Node) => isElement(node) && isOwn(elementsOwn(node, "closest")("select"));
    const holdsOwn = (node: Node) => isElement(node) && Array.from(elementsOwn(node, "querySelectorAll")(CONTROLS)).some(isOwn);
    const touches = (node: Node) => isOwn(node) || isInSelect(node) || holdsOwn(node);
    return found.some(({ attributeName, target, addedNodes, removedNodes }) => {
      if (attributeName === "id") return false; // It is watched for the form’s own.
      // What an attribute says of a control may hold of those within it.
      return attributeName === null ? isInSelect(target) || [...addedNodes, ...removedNodes].some(touches) : touches(target);
    });
  }

  protected override begin(session: Session): void {
    this.#read.clear();
    this.#readAll(session);
  }

  protected override changed(): void {
    // A form has no place of ours for it, unless the host asks: it is said in the list.
    const [refused] = this.refused;
    this.panel?.problem(refused && `${this.questions.get(refused[0])?.label ?? refused[0]} ${refused[1]}`);
    if (this.#isAsked) this.#mark();
  }

  protected override fail(error: WayhomeError): void {
    super.fail(error, this.#isWaiting);
    this.#isWaiting = false;
    if (this.panel) arrange(rootOf(this), [this.panel.element]);
    // Without a session nothing is asked for: what was marked before would keep the form from being sent.
    this.#mark();
  }

  protected override surroundings(): Surroundings {
    return {
      asked: () => this.#controls(),
      goTo: (question) => {
        const control = seen(this.#controls().get(question));
        control?.focus();
        control?.scrollIntoView({ block: "nearest" });
      },
    };
  }

  #controlsNow(): ReadonlySet<Element> {
    return new Set(this.#form && formsOwn(this.#form, "elements"));
  }

  #controls(): ReturnType<typeof answered> {
    return this.#form ? answered(this.#form, this.#mapping, this.questions) : new Map();
  }

  #find(): HTMLFormElement | undefined {
    if (this.#given) return this.#given;
    const wanted = this.getAttribute("for");
    // On no page, its root is an element that finds none by its name.
    const found = wanted ? (this.getRootNode() as Partial<Document>).getElementById?.(wanted) : this.closest("form");
    return isForm(found) ? found : undefined;
  }

  /** A framework may bring the form later. */
  #waitForForm(leaving: AbortSignal): void {
    this.#watch(this.getRootNode(), leaving, () => {
      if (this.#find()) this.restart();
    });
  }

  #heard(path: readonly EventTarget[]): void {
    // The first on the path that is the form’s: what a person writes into may stand within a control that is an element of the host’s own.
    const own = this.#controlsNow();
    const control = path.find((target): target is Element => own.has(target as Element));
    const place = control && placeOfControl(control, this.#mapping, this.questions);
    if (!place) return;
    const entry = this.#controls().get(place.question);
    const answer = entry ? answerOf(entry) : undefined;
    if (answer === undefined) this.#read.delete(place.question);
    else this.#read.add(place.question);
    this.answer(place.question, answer);
  }

  /** Reads every control; says whether an answer is another than before. */
  #readAll(session: Session): boolean {
    let isNew = false;
    const gone = new Set([...this.#read, ...this.refused.keys()]);
    this.#elements = this.#controlsNow();
    this.#warn();
    for (const [question, entry] of this.#controls()) {
      const answer = answerOf(entry);
      if (answer === undefined) continue;
      gone.delete(question);
      this.#read.add(question);
      isNew = this.put(session, question, answer) || isNew;
    }
    for (const question of gone) {
      this.#read.delete(question);
      isNew = this.put(session, question, undefined) || isNew;
    }
    return isNew;
  }

  /** Says once, for whoever makes the page, what it names that the form does not know: what is misspelt would go unchecked without a word. */
  #warn(): void {
    const isQuestion = (id: string) => this.questions.has(id);
    const unplaced = Array.from(this.#elements).flatMap((control) => {
      const written = control.getAttribute("data-wayhome");
      const place = written ? placeOf(written, this.#mapping, isQuestion) : undefined;
      const isPlaced = place && (place.column === undefined || isColumn(this.questions.get(place.question), place.column));
      return written && !isPlaced ? [`data-wayhome="${written}" names no question of this form.`] : [];
    });
    for (const said of new Set([...strayed(this.#mapping, this.questions), ...unplaced])) {
      if (this.#warned.has(said)) continue;
      this.#warned.add(said);
      console.warn(`<wayhome-check>: ${said} Its ids are those of outline("${this.getAttribute("procedure")}", "${this.getAttribute("form")}").`);
    }
  }

  #mark(isAsked = this.#isAsked): void {
    const wanted = isAsked ? this.mustHold() : new Map<string, string>();
    const controls = this.#controls();
    const marked = new Set<Markable>();
    for (const [question, entry] of controls) {
      const message = wanted.get(question);
      const control = message && markable(entry);
      if (!control) continue;
      marked.add(control);
      mark(control, this, message);
    }
    for (const control of this.#marked) if (!marked.has(control)) clearMark(control, this);
    this.#marked = marked;
    this.#say(isAsked, (question) => (controls.has(question) ? (wanted.get(question) ?? "") : ""));
  }

  /** Writes the messages into the places that the form has for them, and takes back what stands there of ours. */
  #say(isAsked: boolean, messageOf: (question: string) => string): void {
    const said = new Set<Element>();
    const places = isAsked && this.#form && formsOwn(this.#form, "querySelectorAll")("[data-wayhome-message]");
    for (const place of places || []) {
      said.add(place);
      say(place, this, messageOf(place.getAttribute("data-wayhome-message") ?? ""));
    }
    for (const place of this.#said) if (!said.has(place)) unsay(place, this);
    this.#said = said;
  }

  protected override refusedBefore(name: string, error: WayhomeError): void {
    if (name === "mapping") this.#mappingFailure = error;
    else super.refusedBefore(name, error);
  }

  #readMapping(text: string | null): void {
    try {
      this.#mapping = mappingOf(text);
      this.#mappingFailure = undefined;
    } catch (error) {
      this.#mappingFailure = error as WayhomeError;
    }
  }
}

/** Did something write into a place for a message, or bring one? Whoever morphs the page into what the server sent empties them. */
function touchesMessages(found: readonly MutationRecord[]): boolean {
  const place = "[data-wayhome-message]";
  const is = (node: Node) => isElement(node) && elementsOwn(node, "matches")(place);
  const holds = (node: Node) => is(node) || (isElement(node) && elementsOwn(node, "querySelector")(place) !== null);
  return found.some(({ target, addedNodes }) => is(target) || [...addedNodes].some(holds));
}

/** How long it waits for its form without a word, in milliseconds. */
const MOMENT = 1_000;

const CONTROLS = "input, select, textarea, [name], [data-wayhome]";
