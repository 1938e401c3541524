// Making elements without markup: nothing here is ever parsed, so that no text can become an element or a script.

type Attributes = { readonly [name: string]: string | boolean | undefined };

/** Of what holds our words: they are English, whatever the page around them is. */
export const OURS = { lang: "en-GB", dir: "ltr" };

/** An element with attributes and what it holds. `false` and `undefined` leave an attribute out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Makes the children those of a list, moving nothing that stays in its place: what is open stays open, and focus stays. */
export function arrange(parent: Element | ShadowRoot, wanted: readonly Element[]): void {
  const kept = new Set(wanted);
  for (const child of Array.from(parent.children)) if (!kept.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

/** Writes a text where it differs, so that a screen reader is not told again what it said. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
