// One question as a person answers it: its label, its help, its controls. Every kind of answer has a field here.

import type { Answer, Row } from "../session.js";
import type { OutlineQuestion } from "../types.js";
import { MOST_ROWS } from "./controls.js";
import { arrange, make, write } from "./make.js";
import { dateOf, isSame, partsOf, typed } from "./values.js";

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

/** Tells that a button has changed what a control holds, in the way that typing does: so the field hears of it, and so does whoever listens to the element. */
function tellOf(control: HTMLElement): void {
  control.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
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
  // A date of which a part is missing is an answer once nobody writes in it any more.
  if (question.kind === "date") group.addEventListener("focusout", () => setTimeout(heard));
  return {
    element: group,
    read: controls.read,
    write: controls.write,
    say(message) {
      write(error, message && `Error: ${message}`);
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
      return choices((question.options ?? []).map((option) => [option.id, option.label]), id, (values) => typed(question, values));
    case "date":
      return date(id);
    case "rows":
      return rows(question, heard);
    default:
      return text(question);
  }
}

/** Nothing typed is remembered by the browser, or sent to whoever checks its spelling. */
const UNWATCHED = { autocomplete: "off", spellcheck: "false", autocorrect: "off" };

function text(question: OutlineQuestion): Controls {
  const isMoment = question.kind === "date_time";
  const own = isMoment ? UNWATCHED : { ...UNWATCHED, class: "typed", dir: "auto" };
  const control = question.long
    ? make("textarea", { rows: "4", ...own })
    : make("input", { type: isMoment ? "datetime-local" : "text", ...own, inputmode: question.kind === "number" ? "decimal" : undefined });
  // On paper nobody scrolls in a field, and a browser prints no more of it than shows.
  const printed = make("div", { class: "printed", dir: "auto", hidden: isMoment });
  const print = () => write(printed, control.value);
  control.addEventListener("input", print);
  const controls: Controls = {
    nodes: [control, printed],
    single: control,
    read: () => typed(question, [control.value]),
    write(answer) {
      control.value = answer === undefined || answer === null ? "" : String(answer);
      print();
    },
    first: () => control,
  };
  return kept(controls, () => control.value === "");
}

type Options = readonly (readonly [id: string, label: string])[];
type Meant = (values: string[]) => Answer | undefined;

function ticks(options: Options, name: string, type: "radio" | "checkbox") {
  return options.map(([value, label]) => {
    const control = make("input", { type, name, value, autocomplete: "off" });
    return { control, node: make("label", { class: "option", part: "option" }, control, label) };
  });
}

/** One of several. A tap by mistake can be taken back: “not recorded” has to stay within reach. */
function choice(options: Options, name: string, meant: Meant): Controls {
  const radios = ticks(options, name, "radio");
  const chosen = () => radios.find(({ control }) => control.checked)?.control;
  /** An answer that none of them is. */
  let unshown: Answer | undefined;
  const clear = clearing(() => {
    for (const { control } of radios) control.checked = false;
    unshown = undefined;
    radios[0]?.control.focus(); // The button that was pressed is gone.
    show();
    tellOf(clear);
  });
  const show = () => void (clear.hidden = chosen() === undefined && isNothing(unshown));
  for (const { control } of radios) control.addEventListener("change", show);
  return {
    nodes: [...radios.map(({ node }) => node), clear],
    read: () => {
      const one = chosen();
      return one ? meant([one.value]) : unshown;
    },
    write(answer) {
      // Just the answer that a choice of it would give: of one that cannot be read, nobody is told that it is chosen.
      for (const { control } of radios) control.checked = meant([control.value]) === answer;
      unshown = chosen() ? undefined : answer;
      show();
    },
    first: () => chosen() ?? radios[0]?.control,
  };
}

/** What makes a field empty that does not show what it holds. */
function clearing(clear: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", class: "go", part: "action", hidden: true }, "Clear this answer");
  button.addEventListener("click", clear);
  return button;
}

/** Is this no answer at all? */
function isNothing(answer: Answer | undefined): boolean {
  return answer === undefined || answer === null || answer === "" || (Array.isArray(answer) && answer.length === 0);
}

/**
 * Controls with the answer that was written into them, which stays what it is until a person writes in them: to pass through a field is to change
 * nothing. Where they show nothing of it, or not all, it can be cleared.
 */
function kept(controls: Controls, isUnshown: () => boolean): Controls {
  let opened: Answer | undefined;
  let isOpened = false;
  const begin = () => {
    isOpened = false;
    clear.hidden ||= !isUnshown();
  };
  const clear = clearing(() => {
    controls.first()?.focus(); // The button that was pressed is gone.
    controls.write(undefined);
    [isOpened, clear.hidden] = [false, true];
    tellOf(clear);
  });
  for (const node of controls.nodes) for (const kind of ["input", "change"]) node.addEventListener(kind, begin);
  return {
    ...controls,
    nodes: [...controls.nodes, clear],
    read: () => (isOpened ? opened : controls.read()),
    write(answer) {
      controls.write(answer);
      [opened, isOpened] = [answer, true];
      clear.hidden = isNothing(answer) || !isUnshown();
    },
  };
}

/** Several of several. What an opened record has chosen and this form does not know stays chosen; the checks say that it cannot be read. */
function choices(options: Options, name: string, meant: Meant): Controls {
  const boxes = ticks(options, name, "checkbox");
  let unknown: string[] = [];
  const controls: Controls = {
    nodes: boxes.map(({ node }) => node),
    read: () => meant([...boxes.filter(({ control }) => control.checked).map(({ control }) => control.value), ...unknown]),
    write(answer) {
      const chosen = new Set(Array.isArray(answer) ? answer.map(String) : []);
      for (const { control } of boxes) control.checked = chosen.delete(control.value);
      unknown = [...chosen];
    },
    first: () => (boxes.find(({ control }) => control.checked) ?? boxes[0])?.control,
  };
  return kept(controls, () => unknown.length > 0 || boxes.every(({ control }) => !control.checked));
}

function date(id: string): Controls {
  const part = (name: string) => {
    const control = make("input", { type: "text", inputmode: "numeric", id: `${id}-${name}`, ...UNWATCHED });
    const label = name.charAt(0).toUpperCase() + name.slice(1);
    return { control, node: make("div", { class: name }, make("label", { for: control.id }, label), control) };
  };
  const [day, month, year] = [part("day"), part("month"), part("year")];
  const controls: Controls = {
    nodes: [make("div", { class: "date", part: "date" }, day.node, month.node, year.node)],
    read() {
      const isWritten = [day, month, year].some(({ control }) => control.matches(":focus"));
      return dateOf(day.control.value, month.control.value, year.control.value, isWritten);
    },
    write(answer) {
      const parts = partsOf(typeof answer === "string" ? answer : "");
      [day.control.value, month.control.value, year.control.value] = [parts.day, parts.month, parts.year];
    },
    first: () => day.control,
  };
  return kept(controls, () => [day, month, year].every(({ control }) => control.value === ""));
}

function rows(question: OutlineQuestion, heard: () => void): Controls {
  const list = make("div", {});
  const add = make("button", { type: "button", class: "action", part: "action" }, "Add a row");
  // Each row as it was given, with what was written since: it may hold what its fields cannot show.
  const all: { element: HTMLElement; row: unknown }[] = [];
  /** Rows that are not drawn: a table has fewer, and the checks say so. */
  let more: unknown[] = [];

  const append = (row: unknown = {}) => {
    const fields = new Map((question.columns ?? []).map((column) => [column.id, fieldOf(column, () => written(column.id))]));
    const written = (column: string) => {
      const cells: { [column: string]: unknown } = { ...cellsOf(made.row), [column]: fields.get(column)?.read() };
      if (cells[column] === undefined) delete cells[column];
      made.row = cells;
      heard();
    };
    const remove = make("button", { type: "button", class: "action", part: "action" }, "Remove");
    const legend = make("legend", {});
    const element = make("fieldset", { class: "row", part: "row" }, legend, ...Array.from(fields.values(), (field) => field.element), remove);
    const made = { element, row };
    for (const [column, field] of fields) field.write(cellsOf(row)[column] as Answer | undefined);
    remove.addEventListener("click", () => {
      all.splice(all.indexOf(made), 1);
      element.remove();
      number();
      add.focus(); // The button that was pressed is gone.
      tellOf(add);
    });
    all.push(made);
    list.append(element);
    return fields;
  };
  const number = () =>
    all.forEach(({ element }, place) => {
      const legend = element.querySelector("legend");
      if (legend) write(legend, (question.row ?? "Row {number}").replace("{number}", String(place + 1)));
    });
  add.addEventListener("click", () => {
    const [field] = append().values();
    number();
    field?.focus();
    tellOf(add);
  });
  return {
    nodes: [list, add],
    read() {
      const read = [...all.map(({ row }) => row), ...more].filter((row) => row !== null && (typeof row !== "object" || Object.keys(row).length > 0));
      return read.length > 0 ? (read as Row[]) : undefined;
    },
    write(answer) {
      const rows: readonly unknown[] = Array.isArray(answer) ? answer : [];
      const before = all.splice(0);
      // A row that was there already stays as it is, with the focus.
      for (const row of rows.slice(0, MOST_ROWS)) {
        const place = before.findIndex((one) => isSame(one.row, row));
        if (place < 0) append(row);
        else all.push(...before.splice(place, 1));
      }
      arrange(list, all.map(({ element }) => element));
      number();
      more = rows.slice(MOST_ROWS);
    },
    first: () => add,
  };
}

/** The cells of a row; none, where it is no row. */
function cellsOf(row: unknown): { readonly [column: string]: unknown } {
  return typeof row === "object" && row !== null && !Array.isArray(row) ? (row as { readonly [column: string]: unknown }) : {};
}
