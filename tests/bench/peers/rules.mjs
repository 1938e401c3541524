// Engines that take rules as data: json-logic-engine and json-rules-engine. Neither says whether a value can be read.

import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { applies } from "../form.mjs";
import { recorded } from "./plain.mjs";

function logic(tree) {
  const [kind, ...of] = tree;
  // A dot in a question's id is no path.
  const answer = () => ({ var: of[0].replaceAll(".", "\\.") });
  switch (kind) {
    case "answer": return { "===": [answer(), true] };
    case "equal": return { "===": [answer(), of[1]] };
    case "recorded": return { recorded: [answer()] };
    case "not": return { "!": [logic(of[0])] };
    default: return of.length ? { [kind]: of.map(logic) } : true;
  }
}

export const jsonLogic = {
  name: "json-logic-engine, compiled",
  rulesOnly: true,
  cannot: ["whether a value can be read", "`recorded` is a function of the host", "unknown is no"],
  async load(form) {
    const engine = new LogicEngine();
    engine.addMethod("recorded", ([value]) => recorded(value), { sync: true, deterministic: true });
    const rules = form.rules.map((rule) => [rule.id, engine.build({ and: [logic(applies(form, rule)), { "!": [logic(["and", ...rule.parts])] }] })]);
    return { object: ({ answers }) => rules.filter(([, unmet]) => unmet(answers)).map(([id]) => id) };
  },
};

function conditions(tree) {
  const [kind, ...of] = tree;
  const fact = (operator, value) => ({ fact: of[0], operator, value });
  switch (kind) {
    case "answer": return fact("equal", true);
    case "equal": return fact("equal", of[1]);
    case "recorded": return fact("recorded", true);
    case "not": return { not: conditions(of[0]) };
    case "and": return { all: of.map(conditions) };
    default: return { any: of.map(conditions) };
  }
}

export const jsonRules = {
  name: "json-rules-engine",
  rulesOnly: true,
  cannot: jsonLogic.cannot,
  async load(form) {
    const engine = new Engine([], { allowUndefinedFacts: true });
    engine.addOperator("recorded", (value) => recorded(value));
    for (const rule of form.rules) {
      engine.addRule({
        conditions: { all: [conditions(applies(form, rule)), { not: { all: rule.parts.map(conditions) } }] },
        event: { type: rule.id },
      });
    }
    return { object: async ({ answers }) => (await engine.run(answers)).events.map((event) => event.type) };
  },
};
