// The form as one JSON Schema, for ajv: types, options and the rules as `if`/`then`.

import { createRequire } from "node:module";
import Ajv, { _ } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { applies } from "../form.mjs";
import { isDay } from "./plain.mjs";

function of(question) {
  switch (question.type) {
    case "date": return { type: "string", format: "day" };
    case "yes_no": return { type: "boolean" };
    case "choice": return { enum: question.options };
    case "choices": return { type: "array", items: { enum: question.options } };
    case "number": return { type: "number", minimum: question.min, maximum: question.max };
    case "rows": return { type: "array", items: { type: "object", properties: properties(question.columns) } };
    default: return { type: "string" };
  }
}

const properties = (questions) => Object.fromEntries(questions.map((question) => [question.id, of(question)]));
const has = (id, value) => ({ properties: { [id]: value }, required: [id] });

function schema(tree) {
  const [kind, ...parts] = tree;
  switch (kind) {
    case "answer": return has(parts[0], { const: true });
    case "equal": return has(parts[0], { const: parts[1] });
    case "recorded": return has(parts[0], { type: ["string", "boolean"], pattern: "\\S" });
    case "not": return { not: schema(parts[0]) };
    case "and": return parts.length ? { allOf: parts.map(schema) } : {};
    case "or": return { anyOf: parts.map(schema) };
    default: throw new Error(kind);
  }
}

function whole(form) {
  const rules = form.rules.map((rule) => ({ if: schema(applies(form, rule)), then: { allOf: rule.parts.map(schema) } }));
  return { type: "object", properties: properties(form.questions), allOf: rules };
}

function findings(form, validate) {
  return (record) => {
    if (validate(record.answers)) return [];
    const found = new Set();
    for (const { instancePath, schemaPath } of validate.errors) {
      const rule = /^#\/allOf\/(\d+)\//.exec(schemaPath);
      found.add(rule ? form.rules[rule[1]].id : instancePath.split("/")[1]);
    }
    return [...found];
  };
}

const OPTIONS = { allErrors: true, strict: false, formats: { day: isDay } };

export const ajv = {
  name: "ajv",
  cannot: ["dates are a function of the host", "unknown is no", "a finding is a schema path"],
  async load(form) {
    return { object: findings(form, new Ajv(OPTIONS).compile(whole(form))) };
  },
};

export const ajvStandalone = {
  name: "ajv, standalone code",
  cannot: ajv.cannot,
  async load(form) {
    const made = new Ajv({ ...OPTIONS, code: { source: true, formats: _`{ day: isDay }` } });
    const code = standalone(made, made.compile(whole(form)));
    const module = { exports: {} };
    Function("module", "exports", "require", "isDay", code)(module, module.exports, createRequire(import.meta.url), isDay);
    return { object: findings(form, module.exports) };
  },
};
