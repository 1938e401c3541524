// What a node itself has, and not a control of a form that is called so: a form’s `elements` may be an input of that name. And what a node is, by
// what it says of itself: one of another document is an instance of nothing here.

/** What a form itself has of this name: `elements`, `getRootNode`. */
export function formsOwn<Name extends keyof HTMLFormElement>(form: HTMLFormElement, name: Name): HTMLFormElement[Name] {
  return own(HTMLFormElement.prototype, form, name) as HTMLFormElement[Name];
}

/** What an element itself has of this name, which may be a form: `closest`, `matches`. */
export function elementsOwn<Name extends keyof Element>(element: Element, name: Name): Element[Name] {
  return own(Element.prototype, element, name) as Element[Name];
}

/** Is it a form, of whichever document? */
export function isForm(given: unknown): given is HTMLFormElement {
  try {
    return Boolean(own(HTMLFormElement.prototype, given, "elements"));
  } catch {
    return false;
  }
}

/** Is this node an element, of whichever document? */
export function isElement(node: Node): node is Element {
  return own(Node.prototype, node, "nodeType") === Node.ELEMENT_NODE;
}

function own(prototype: object, node: unknown, name: PropertyKey): unknown {
  const found: unknown = Reflect.get(prototype, name, node);
  return typeof found === "function" ? found.bind(node) : found;
}
