// What is handed out, as whoever uses it meets it. In a framework’s reactive state it is what it was: Vue puts a proxy before plain objects, and before nothing else.

import { check, checkMany, judge, load, outline, Session } from "wayhome";

await load({ procedures: ["newcastle"] });
const today = "2026-03-02";
const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: false } };

// What is not loaded, and could be.
const unknown = { ...record, procedure: "tees" };
const said = (run) => {
  try {
    return run();
  } catch ({ code, message }) {
    return `${code} ${message}`;
  }
};
const asked = [() => check(unknown, { today }), () => judge(unknown, { today }), () => new Session("tees", "visit", { today }), () => outline("tees", "visit"), () => [...checkMany(JSON.stringify(unknown), { today })].map(({ error: { code, message } }) => `${code} ${message}`)[0]];
console.log([...new Set(asked.map(said))].join(" | "));
console.log(String(said(() => outline("sandbank", "visit")).includes("Load it")));

/** As Vue 3.5 has it: by what an object says that it is. */
function reactive(value) {
  if (typeof value !== "object" || value === null) return value;
  if (value.__v_skip || !Object.isExtensible(value) || !["Object", "Array"].includes(Object.prototype.toString.call(value).slice(8, -1))) return value;
  return new Proxy(value, { get: (target, name, receiver) => reactive(Reflect.get(target, name, receiver)) });
}

const state = reactive({
  session: new Session("newcastle", "visit", { today }),
  judged: judge(record, { today }),
  lines: [...checkMany(`${JSON.stringify(record)}\n{`, { today })],
  report: check(record, { today }),
});
const moved = reactive([state.session.put("seen_alone", false)]);
console.log([state.judged.outcome, state.lines[0].outcome, state.lines[0].report.outcome, state.lines[1].error.code, moved[0].checks.length > 0, state.report.outcome].join(" "));
// It is no field: what is written down, compared or copied has none more than before.
console.log([Object.keys(state.lines[0]), Object.keys(state.session).length, JSON.stringify(state.session).includes("seen_alone")].join(" "));
