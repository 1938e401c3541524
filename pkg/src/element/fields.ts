// One question as a person answers it: its label, its help, its controls. Every kind of answer has a field here.

import type { Answer, Row } from "../api.js";
import type { OutlineQuestion } from "../types.js";
import { make, write } from "./make.js";
import { dateOf, partsOf, typed } from "./values.js";

/** A question on the page. */
export interface Field {
  readonly element: HTMLElement;
  /** What stands in it; nothing, where nothing does. */
  read(): Answer | undefined;
  /** Writes an answer into it; blank, where there is none. */
  write(answer: Answer | undefined): void;
  /** Says what must be put right, or that nothing must. */
  say(message: string): void;
  focus(): void;
}

/** The controls of a field, without its label. */
interface Controls {
  readonly nodes: HTMLElement[];
  /** One control that a label names; several stand in a group with a legend. */
  readonly single?: HTMLElement;
  read(): Answer | undefined;
  write(answer: Answer | undefined): void;
  readonly first: () => HTMLElement | undefined;
}

let count = 0;

/** Makes a field; `heard` is called whenever a person has changed it. */
export function fieldOf(question: OutlineQuestion, heard: () => void): Field {
  const id = `q${(count += 1)}`;
  const hint = question.hint ? make("p", { class: "hint", part: "hint", id: `${id}-hint` }, question.hint) : undefined;
  const error = make("p", { class: "error", part: "error", id: `${id}-error`, hidden: true });
  const controls = controlsOf(question, id, heard);
  const described = [hint?.id, error.id].filter((one) => one !== undefined).join(" ");
  const { single } = controls;
  let group: HTMLElement;
  if (single) {
    single.id = id;
    single.setAttribute("aria-describedby", described);
    group = make("div", { class: "question", part: "question" }, make("label", { for: id }, question.label), hint, error, ...controls.nodes);
  } else {
    const legend = make("legend", {}, question.label);
    group = make("div", { class: "question", part: "question" }, make("fieldset", { "aria-describedby": described }, legend, hint, error, ...controls.nodes));
  }
  group.addEventListener("input", heard);
  group.addEventListener("change", heard);
  return {
    element: group,
    read: controls.read,
    write: controls.write,
    say(message) {
      write(error, message);
      error.hidden = message === "";
      if (message) single?.setAttribute("aria-invalid", "true");
      else single?.removeAttribute("aria-invalid");
    },
    focus: () => controls.first()?.focus(),
  };
}

function controlsOf(question: OutlineQuestion, id: string, heard: () => void): Controls {
  switch (question.kind) {
    case "yes_no":
      return choice([["true", "Yes"], ["false", "No"]], id, (values) => typed(question, values));
    case "choice":
      return choice((question.options ?? []).map((option) => [option.id, option.label]), id, (values) => typed(question, values));
    case "choices":
      return choice((question.options ?? []).map((option) => [option.id, option.label]), id, (values) => typed(question, values), "checkbox");
    case "date":
      return date(id);
    case "rows":
      return rows(question, heard);
    default:
      return text(question);
  }
}

function text(question: OutlineQuestion): Controls {
  const control = question.long
    ? make("textarea", { rows: "4", autocomplete: "off" })
    : make("input", { type: "text", autocomplete: "off", inputmode: question.kind === "number" ? "decimal" : undefined });
  return {
    nodes: [control],
    single: control,
    read: () => typed(question, [control.value]),
    write: (answer) => void (control.value = answer === undefined || answer === null ? "" : String(answer)),
    first: () => control,
  };
}

function choice(
  options: readonly (readonly [string, string])[],
  name: string,
  meant: (values: string[]) => Answer | undefined,
  type: "radio" | "checkbox" = "radio",
): Controls {
  const controls = options.map(([value, label]) => {
    const control = make("input", { type, name, value, autocomplete: "off" });
    return { control, node: make("label", { class: "option", part: "option" }, control, label) };
  });
  return {
    nodes: controls.map(({ node }) => node),
    read: () => meant(controls.filter(({ control }) => control.checked).map(({ control }) => control.value)),
    write(answer) {
      const chosen = new Set([answer].flat().map(String));
      for (const { control } of controls) control.checked = chosen.has(control.value);
    },
    first: () => (controls.find(({ control }) => control.checked) ?? controls[0])?.control,
  };
}

function date(id: string): Controls {
  const part = (name: string) => {
    const control = make("input", { type: "text", inputmode: "numeric", id: `${id}-${name}`, autocomplete: "off" });
    const label = name.charAt(0).toUpperCase() + name.slice(1);
    return { control, node: make("div", { class: name }, make("label", { for: control.id }, label), control) };
  };
  const [day, month, year] = [part("day"), part("month"), part("year")];
  return {
    nodes: [make("div", { class: "date", part: "date" }, day.node, month.node, year.node)],
    read: () => dateOf(day.control.value, month.control.value, year.control.value),
    write(answer) {
      const parts = partsOf(typeof answer === "string" ? answer : "");
      [day.control.value, month.control.value, year.control.value] = [parts.day, parts.month, parts.year];
    },
    first: () => day.control,
  };
}

function rows(question: OutlineQuestion, heard: () => void): Controls {
  const list = make("div", {});
  const add = make("button", { type: "button", class: "action", part: "action" }, "Add a row");
  // Each row as it was given, with what was written since: it may hold what its fields cannot show.
  const all: { element: HTMLElement; fields: Map<string, Field>; row: unknown }[] = [];

  const append = (row: unknown = {}) => {
    const fields = new Map((question.columns ?? []).map((column) => [column.id, fieldOf(column, () => written(column.id))]));
    // That something was written is heard outside, too.
    const written = (column: string) => {
      const cells: { [column: string]: unknown } = { ...cellsOf(made.row), [column]: fields.get(column)?.read() };
      if (cells[column] === undefined) delete cells[column];
      made.row = cells;
    };
    const remove = make("button", { type: "button", class: "action", part: "action" }, "Remove");
    const legend = make("legend", {});
    const element = make("fieldset", { class: "row", part: "row" }, legend, ...Array.from(fields.values(), (field) => field.element), remove);
    const made = { element, fields, row };
    for (const [column, field] of fields) field.write(cellsOf(row)[column] as Answer | undefined);
    remove.addEventListener("click", () => {
      all.splice(all.indexOf(made), 1);
      element.remove();
      number();
      add.focus(); // The button that was pressed is gone.
      heard();
    });
    all.push(made);
    list.append(element);
    number();
    return made;
  };
  const number = () =>
    all.forEach(({ element }, place) => {
      const legend = element.querySelector("legend");
      if (legend) write(legend, (question.row ?? "Row {number}").replace("{number}", String(place + 1)));
    });
  add.addEventListener("click", () => {
    const [field] = append().fields.values();
    field?.focus();
    heard();
  });
  return {
    nodes: [list, add],
    read() {
      const read = all.map(({ row }) => row).filter((row) => row !== null && (typeof row !== "object" || Object.keys(row).length > 0));
      return read.length > 0 ? (read as Row[]) : undefined;
    },
    write(answer) {
      all.splice(0).forEach(({ element }) => element.remove());
      for (const row of Array.isArray(answer) ? answer : []) append(row);
    },
    first: () => add,
  };
}

/** The cells of a row; none, where it is no row. */
function cellsOf(row: unknown): { readonly [column: string]: unknown } {
  return typeof row === "object" && row !== null && !Array.isArray(row) ? (row as { readonly [column: string]: unknown }) : {};
}
