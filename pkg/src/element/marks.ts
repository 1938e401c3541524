// Marks at the controls of a host’s form, by `setCustomValidity`: what the host has set there comes back, whoever marks and in whatever order. And the
// messages in the places that the form has for them.

import type { Answered, Control } from "./controls.js";
import { write } from "./make.js";

/** A control that can be marked. Custom elements need not be such. */
export type Markable = Control & Partial<Pick<HTMLInputElement, "setCustomValidity" | "validationMessage" | "validity" | "willValidate">>;

/** The marks of one control: several elements may check one form. */
interface Marks {
  /** What the host had set there. */
  hosts: string;
  /** What stands there now, if it is ours. */
  shown: string;
  readonly messages: Map<object, string>;
}

const all = new WeakMap<Markable, Marks>();

/** Marks a control for one element. */
export function mark(control: Markable, by: object, message: string): void {
  const marks = all.get(control) ?? { hosts: "", shown: "", messages: new Map<object, string>() };
  all.set(control, marks);
  marks.messages.set(by, message);
  show(control, marks);
}

/** Takes the mark of one element back. */
export function clearMark(control: Markable, by: object): void {
  const marks = all.get(control);
  if (!marks?.messages.delete(by)) return;
  show(control, marks);
  if (marks.messages.size === 0) all.delete(control);
}

function show(control: Markable, marks: Marks): void {
  const { validity, validationMessage } = control;
  // What the host has set since is its own. A control that is disabled or read-only says nothing, so that it cannot be told.
  if (control.willValidate !== false && validationMessage !== marks.shown) marks.hosts = (validity?.customError && validationMessage) || "";
  marks.shown = [...marks.messages.values()][0] ?? "";
  control.setCustomValidity?.(marks.shown || marks.hosts);
}

/** What each element has to say at a place for messages. */
const said = new WeakMap<Element, Map<object, string>>();

/** Says at a place what one element has to say there; an empty text, where it has nothing. */
export function say(place: Element, by: object, message: string): void {
  const messages = said.get(place) ?? new Map<object, string>();
  said.set(place, messages.set(by, message));
  writeFirst(place, messages);
}

/** Takes back what one element has said at a place. */
export function unsay(place: Element, by: object): void {
  const messages = said.get(place);
  if (messages?.delete(by)) writeFirst(place, messages);
}

/** Whoever writes, the same text stands there: each of several elements sees what another writes, and would write its own again without end. */
function writeFirst(place: Element, messages: ReadonlyMap<object, string>): void {
  write(place, [...messages.values()].find(Boolean) ?? "");
}

/** The control at which a question can be marked: one that a person sees and can answer. At another, the browser would keep the form from being sent, and say nothing. */
export function markable({ controls }: Answered): Markable | undefined {
  const markable: readonly Markable[] = controls.map(({ control }) => control);
  return markable.find((control) => control.setCustomValidity && control.willValidate !== false && isVisible(control));
}

function isVisible(control: HTMLElement): boolean {
  // By its name of now, and by that of before.
  return control.checkVisibility?.({ visibilityProperty: true, checkVisibilityCSS: true }) ?? control.getClientRects().length > 0;
}

/** The control that a person sees: frameworks put hidden ones before it. */
export function seen(entry: Answered | undefined): Control | undefined {
  const controls = entry?.controls.map(({ control }) => control);
  return controls?.find(({ type }) => type !== "hidden") ?? controls?.[0];
}
