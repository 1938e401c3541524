// Engines of their own world: GoRules ZEN, an expression language in WebAssembly, and SurveyJS, a whole form. Both take their rules as text.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { applies } from "../form.mjs";
import { recorded } from "./plain.mjs";

/** An expression in a language whose words differ a little. */
function written(tree, say) {
  const [kind, ...of] = tree;
  const parts = of.map((part) => (Array.isArray(part) ? written(part, say) : part));
  switch (kind) {
    case "answer": return `(${say.get(of[0])} == true)`;
    case "equal": return `(${say.get(of[0])} == ${typeof of[1] === "string" ? `'${of[1]}'` : of[1]})`;
    case "recorded": return say.recorded(of[0]);
    case "not": return say.not(parts[0]);
    default: return parts.length ? `(${parts.join(` ${kind} `)})` : "(1 == 1)";
  }
}

const unmet = (form, rule, say) => `(${written(applies(form, rule), say)} and ${say.not(written(["and", ...rule.parts], say))})`;

export const zen = {
  name: "GoRules ZEN, WebAssembly",
  rulesOnly: true,
  every: 10,
  cannot: ["whether a value can be read", "the package for browsers parses an expression each time it is evaluated", "unknown is no"],
  async load(form) {
    const module = await import("@gorules/zen-engine-wasm");
    const bytes = createRequire(import.meta.url).resolve("@gorules/zen-engine-wasm").replace(/index\.js$/, "dist/zen_engine_wasm_bg.wasm");
    await module.default({ module_or_path: await readFile(bytes) });
    const get = (id) => `a['${id}']`;
    const say = {
      get,
      recorded: (id) => `(type(${get(id)}) == 'bool' or (type(${get(id)}) == 'string' and len(trim(string(${get(id)}))) > 0))`,
      not: (expression) => `not(${expression})`,
    };
    const expression = `[${form.rules.map((rule) => unmet(form, rule, say)).join(", ")}]`;
    return {
      object({ answers }) {
        const found = module.evaluateExpression(expression, { a: answers });
        return form.rules.filter((_, place) => found[place]).map((rule) => rule.id);
      },
    };
  },
};

export const surveyJs = {
  name: "SurveyJS",
  rulesOnly: true,
  every: 100,
  cannot: ["whether a value can be read, as rules see it", "`recorded` is a function of the host", "unknown is no"],
  async load(form) {
    const { FunctionFactory, Model } = await import("survey-core");
    // It says on the console of each record that a table's value is none.
    console.warn = () => {};
    FunctionFactory.Instance.register("recorded", ([value]) => recorded(value));
    // A dot in a question's id is a path to it.
    const name = (id) => id.replaceAll(".", "__");
    const get = (id) => `{${name(id)}}`;
    const say = { get, recorded: (id) => `(recorded(${get(id)}) = true)`, not: (expression) => `!(${expression})` };
    const element = (question) => {
      const visible = question.when ? { visibleIf: written(question.when, say) } : {};
      const kinds = { yes_no: "boolean", choice: "radiogroup", choices: "checkbox", rows: "matrixdynamic" };
      const columns = question.columns ? { columns: question.columns.map((column) => ({ name: column.id, cellType: "text" })), rowCount: 0 } : {};
      return { type: kinds[question.type] ?? "text", name: name(question.id), ...(question.options ? { choices: question.options } : {}), ...columns, ...visible };
    };
    const survey = new Model({
      clearInvisibleValues: "none",
      elements: form.questions.map(element),
      calculatedValues: form.rules.map((rule) => ({ name: `rule_${name(rule.id)}`, expression: `iif(${unmet(form, rule, say)}, 'unmet', 'met')` })),
    });
    const found = () => survey.calculatedValues.filter((value) => value.value === "unmet").map((value) => value.name.slice("rule_".length));
    return {
      object({ answers }) {
        survey.data = Object.fromEntries(Object.entries(answers).map(([id, value]) => [name(id), value]));
        return found();
      },
      change(id, value) {
        survey.setValue(name(id), value);
        return found();
      },
    };
  },
};
