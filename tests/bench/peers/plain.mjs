// JavaScript for this one form, made as one would write it by hand: the most that plain code can do.

import { applies } from "../form.mjs";

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A real day between 1900 and 2199; no library here says that. */
export function isDay(text) {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [+parts[1], +parts[2], +parts[3]];
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** An expression as JavaScript over `a`, the answers. */
export function code(tree) {
  const [kind, ...of] = tree;
  const get = (id) => `a[${JSON.stringify(id)}]`;
  switch (kind) {
    case "answer": return `${get(of[0])} === true`;
    case "recorded": return `recorded(${get(of[0])})`;
    case "equal": return `${get(of[0])} === ${JSON.stringify(of[1])}`;
    case "not": return `!(${code(of[0])})`;
    case "and": return of.length ? `(${of.map(code).join(" && ")})` : "true";
    case "or": return `(${of.map(code).join(" || ")})`;
    default: throw new Error(kind);
  }
}

/** Is there an answer that can be read? What the rules ask it of is text, a date, an option, or yes or no. */
export const recorded = (value) => (typeof value === "string" ? value.trim() !== "" : typeof value === "boolean");

/** Does a condition hold, in two values? */
export const holds = (tree, answers) => Function("a", "recorded", `return ${code(tree)}`)(answers, recorded);

/** What is asked of a rule is missing, as JavaScript. */
export const failing = (form, rule) => `${code(applies(form, rule))} && !(${rule.parts.map(code).join(" && ")})`;

function readable(question, value) {
  switch (question.type) {
    case "date": return `typeof ${value} === "string" && isDay(${value})`;
    case "yes_no": return `typeof ${value} === "boolean"`;
    case "choice": return `options[${JSON.stringify(question.id)}].has(${value})`;
    case "choices": return `Array.isArray(${value}) && ${value}.every((each) => options[${JSON.stringify(question.id)}].has(each))`;
    case "number": return `typeof ${value} === "number" && ${value} >= ${question.min} && ${value} <= ${question.max}`;
    case "rows": return `Array.isArray(${value}) && ${value}.every((row) => ${question.columns.map((column) => {
      const cell = `row[${JSON.stringify(column.id)}]`;
      return `(${cell} === undefined || ${readable(column, cell)})`;
    }).join(" && ")})`;
    default: return `typeof ${value} === "string"`;
  }
}

export const optionSets = (form) => Object.fromEntries(form.questions.flatMap((question) => [question, ...(question.columns ?? [])])
  .filter((question) => question.options).map((question) => [question.id, new Set(question.options)]));

export async function load(form) {
  const types = form.questions.map((question) => {
    const value = `a[${JSON.stringify(question.id)}]`;
    return `if (${value} !== undefined && !(${readable(question, value)})) found.push(${JSON.stringify(question.id)});`;
  });
  const rules = form.rules.map((rule) => `if (${failing(form, rule)}) found.push(${JSON.stringify(rule.id)});`);
  const check = Function("isDay", "recorded", "options", `return (a) => { const found = []; ${[...types, ...rules].join("\n")} return found; }`)(isDay, recorded, optionSets(form));
  return { object: (record) => check(record.answers) };
}
export const name = "JavaScript for this one form";
export const cannot = ["every rule is code", "unknown is no"];
