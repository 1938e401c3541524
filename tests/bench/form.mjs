// The form that is measured, out of the compiled procedures: its questions, and its rules as small trees that each peer's own form is made of.

import { readFile } from "node:fs/promises";

/** A procedure's expression with names in the place of numbers: `["equal", ["answer", "legal_status"], "care_order"]`. */
function named(procedure, expression) {
  const question = (index) => procedure.questions[index];
  const [[kind, of]] = Object.entries(expression);
  const tree = (part) => named(procedure, part);
  switch (kind) {
    case "question": return ["answer", question(of).id];
    case "answered": case "recorded": return ["recorded", question(of).id];
    case "fact": return tree(procedure.facts[of].is);
    case "and": case "or": return [kind, ...of.map(tree)];
    case "not": return ["not", tree(of)];
    case "compare": return equal(procedure, of[0], of[1], of[2]);
    case "in": return ["or", ...of[1].map((test) => equal(procedure, test.compare[0], of[0], test.compare[1]))];
    default: throw new Unsayable(kind);
  }
}

/** Something that not every peer can say. */
class Unsayable extends Error {}

function equal(procedure, comparison, left, right) {
  // Two answers beside each other, or in order: a JSON Schema knows neither.
  if (comparison !== "equal" || left.question === undefined) throw new Unsayable(comparison);
  const id = procedure.questions[left.question].id;
  const list = Object.values(procedure.questions[left.question].kind)[0];
  const value = "option" in right ? procedure.option_lists[list].options[right.option].id : right.bool;
  if (value === undefined) throw new Unsayable(comparison);
  return ["equal", id, value];
}

function kind(procedure, question) {
  const written = question.kind;
  if (typeof written === "string") return { type: written };
  const [[type, of]] = Object.entries(written);
  if (type === "choice" || type === "choices") return { type, options: procedure.option_lists[of].options.map((option) => option.id) };
  if (type === "number") return { type, min: Number(of.min), max: Number(of.max) };
  if (type === "rows") return { type, columns: of.map((column) => ({ id: column.id, ...kind(procedure, column) })) };
  return { type };
}

/** The form of a local procedure with the law beneath it, as far as peers can say it; `unsaid` are the rules that they cannot. */
export async function form(folder, id, formId) {
  const read = async (name) => JSON.parse(await readFile(`${folder}/${name}.json`, "utf8"));
  const local = await read(id);
  const sources = [local, await read(local.floor)];
  const questions = new Map();
  for (const source of sources) {
    for (const { question, when } of source.forms.find((each) => each.id === formId)?.sections.flatMap((section) => section.ask) ?? []) {
      const asked = source.questions[question];
      if (!questions.has(asked.id)) {
        questions.set(asked.id, { id: asked.id, ...kind(source, asked), when: when && named(source, when) });
      }
    }
  }
  const said = (source, rule) => ({
    id: rule.id,
    // A rule applies while one of the questions that it is about is asked.
    about: rule.about.map((index) => source.questions[index].id),
    when: rule.when && named(source, rule.when),
    parts: rule.parts.map((part) => ["or", named(source, part.expect), ...(part.explained ? [named(source, part.explained)] : [])]),
  });
  const [rules, unsaid] = [[], []];
  for (const source of sources) {
    for (const rule of source.rules.filter((each) => each.forms.includes(formId))) {
      try {
        rules.push(said(source, rule));
      } catch (error) {
        if (!(error instanceof Unsayable)) throw error;
        unsaid.push(rule.id);
      }
    }
  }
  return { procedure: id, form: formId, questions: [...questions.values()], rules, unsaid };
}

/** The compiled procedure with every rule of it ten times, each under an id of its own. */
export async function tenfold(folder, id) {
  const procedure = JSON.parse(await readFile(`${folder}/${id}.json`, "utf8"));
  const again = (rule) => Array.from({ length: 10 }, (_, time) => (time === 0 ? rule : { ...rule, id: `${rule.id}-${time}` }));
  return new TextEncoder().encode(JSON.stringify({ ...procedure, rules: procedure.rules.flatMap(again) }));
}

/** When a rule asks for something: its condition holds and one of its questions is asked. */
export function applies(form, rule) {
  const whens = rule.about.map((id) => form.questions.find((question) => question.id === id)?.when);
  const parts = rule.when ? [rule.when] : [];
  if (whens.every((when) => when)) parts.push(["or", ...whens]);
  return ["and", ...parts];
}
