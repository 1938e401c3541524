// zod and valibot: types as their schemas; the rules are JavaScript, which is all that either has for them.

import * as v from "valibot";
import { z } from "zod";
import { failing, isDay, recorded } from "./plain.mjs";

/** The rules as one function from the answers to the ids of those that are not met. */
function rules(form) {
  const parts = form.rules.map((rule) => `if (${failing(form, rule)}) found.push(${JSON.stringify(rule.id)});`);
  return Function("recorded", `return (a) => { const found = []; ${parts.join("\n")} return found; }`)(recorded);
}

function zodOf(question) {
  switch (question.type) {
    case "date": return z.string().refine(isDay);
    case "yes_no": return z.boolean();
    case "choice": return z.enum(question.options);
    case "choices": return z.array(z.enum(question.options));
    case "number": return z.number().min(question.min).max(question.max);
    case "rows": return z.array(z.object(zodObject(question.columns)));
    default: return z.string();
  }
}
const zodObject = (questions) => Object.fromEntries(questions.map((question) => [question.id, zodOf(question).optional()]));

export const zod = {
  name: "zod 4",
  cannot: ["every rule is code", "where a type is wrong, refinements of the whole are not run: rules are run beside it", "unknown is no"],
  async load(form) {
    const [types, unmet] = [z.object(zodObject(form.questions)), rules(form)];
    return {
      object({ answers }) {
        const { error } = types.safeParse(answers);
        return [...new Set(error?.issues.map((issue) => issue.path[0])), ...unmet(answers)];
      },
    };
  },
};

function valibotOf(question) {
  switch (question.type) {
    case "date": return v.pipe(v.string(), v.check(isDay));
    case "yes_no": return v.boolean();
    case "choice": return v.picklist(question.options);
    case "choices": return v.array(v.picklist(question.options));
    case "number": return v.pipe(v.number(), v.minValue(question.min), v.maxValue(question.max));
    case "rows": return v.array(v.object(valibotObject(question.columns)));
    default: return v.string();
  }
}
const valibotObject = (questions) => Object.fromEntries(questions.map((question) => [question.id, v.optional(valibotOf(question))]));

export const valibot = {
  name: "valibot",
  cannot: zod.cannot,
  async load(form) {
    const [types, unmet] = [v.object(valibotObject(form.questions)), rules(form)];
    return {
      object({ answers }) {
        const { issues } = v.safeParse(types, answers);
        return [...new Set(issues?.map((issue) => issue.path[0].key)), ...unmet(answers)];
      },
    };
  },
};
