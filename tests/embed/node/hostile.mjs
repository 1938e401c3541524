// Records, batches and procedures that are made to break something. Each is refused with a code; what comes after it still works.

import { readFileSync } from "node:fs";
import { check, checkMany, judge, load, procedures, Session, useProcedure } from "wayhome";

const today = "2026-03-02";
const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
const code = (run) => {
  try {
    return [run()].length;
  } catch (error) {
    return error instanceof Error ? `${error.name} ${error.code}` : `thrown: ${error}`;
  }
};
const say = (...words) => console.log(words.join(" "));

say(code(() => check(record, { today })));
await load({ procedures: [] });
say(code(() => check(record, { today })));
const at = (id) => readFileSync(new URL(import.meta.resolve(`wayhome/procedures/${id}.json`)));
say(code(() => useProcedure(at("newcastle"))));
useProcedure(at("england"));
say(useProcedure(at("newcastle")).id, procedures().join());

const own = JSON.parse(at("newcastle"));
own.authority = "Newcastle, as Sandbank reads it";
say(useProcedure(own).authority);
say(code(() => useProcedure({ ...own, wayhome: 2, rules: "other" })));
say(code(() => useProcedure("{")));
say(code(() => useProcedure(new Uint8Array(5_000_000))));
// Everyone with everyone with everyone with everyone.
const people = own.questions.findIndex(({ id }) => id === "household");
const nested = [0, 1, 2, 3].reduce((inner) => ({ some: [{ question: people }, inner] }), { bool: false });
const trap = { ...own, rules: own.rules.map((rule) => ({ ...rule, parts: [{ expect: nested }] })) };
say(code(() => useProcedure(trap)));

say(code(() => check(record, {})), code(() => check(record, { today: "2026-3-2" })), code(() => check(record, { today: "2026-02-30" })));
say(code(() => check({ ...record, wayhome: 2 }, { today })));
say(code(() => check({ ...record, form: "visits" }, { today })));
say(code(() => check("[".repeat(1e6), { today })), code(() => check("x".repeat(6e6), { today })));
const circle = {};
circle.answers = circle;
say(code(() => check(circle, { today })), code(() => check(7n, { today })), code(() => check(undefined, { today })));

// The quick way refuses the same, in the same words.
const said = (ask) => { try { ask(); return "nothing"; } catch (error) { return `${error.code}: ${error.message}`; } };
const bad = [{ ...record, wayhome: 2 }, { ...record, form: "visits" }, { ...record, procedure: "nowhere" }, "{", "", circle, 7n, undefined, null, { answers: [] }, { ...record, answers: { visited_by: "\ud800" } }];
say(bad.every((one) => said(() => check(one, { today })) === said(() => judge(one, { today }))));

// An object is judged as its JSON text is, however odd it is.
class Row { name = "A Sample"; get check_kind() { return "police"; } }
const sparse = ["spoken"];
sparse[2] = "advocate";
const odd = [
  { visited_by: " " }, { visited_by: "\u00a0" }, { visited_by: "\u{1f642}" }, { visited_by: "Ŵ" }, { visited_by: "a\ud800" }, { visited_by: new String("A Sample") },
  { visited_by: { toJSON: () => "A Sample" } }, { visited_by: ["A Sample"] }, { visited_by: "x".repeat(5e6) }, { visited_by: undefined, seen_alone: null },
  { seen_alone: "true" }, { agreed_visit_weeks: -0 }, { agreed_visit_weeks: NaN }, { agreed_visit_weeks: 1e21 }, { agreed_visit_weeks: 6.5 }, { visit_date: "2026-02-3\u0660" },
  { wishes_and_feelings_how: [] }, { wishes_and_feelings_how: [""] }, { wishes_and_feelings_how: ["spoken", 7] }, { wishes_and_feelings_how: sparse },
  { wishes_and_feelings_how: Object.assign(["spoken"], { toJSON: () => ["advocate"] }) }, { wishes_and_feelings_how: ["spo\"ken"] },
  { household: [{}] }, { household: [{ name: "\"\\\n\u00e9" }] }, { household: [{ name: "A\ud800" }] }, { household: [{ name: " ", check_date: "2026-02-31" }] },
  { household: [{ name: 7, check_kind: true, check_date: null, relationship: undefined }] }, { household: [{ "na\"me": "A Sample" }] }, { household: [new Row(), [], "A Sample"] },
  { household: [{ name: { first: "A" } }] }, { household: [{ name: "A".repeat(2e6) }, { name: "B".repeat(4e6) }] }, Object.create({ seen_alone: true }), Object.create(null, {}),
  Object.assign(Object.create(null), { seen_alone: true }), { get seen_alone() { return true; } }, { seen_alone: true, nobody_asks: "this" }, [], "text",
].map((answers) => ({ ...record, answers }));
const judgedAs = (one) => said(() => { const { outcome, checks, unreadable, unknown } = judge(one, { today }); throw Object.assign(new Error(JSON.stringify([outcome, checks, unreadable, unknown])), { code: "judged" }); });
// So is one with an answer that has another judged while it is read, and one with an answer that has this very one judged.
const busy = (other, answer) => ({ ...record, answers: { seen_alone: true, get bedroom_seen() { judge(other(), { today }); return answer; }, child_seen: true } });
const [large, small] = [{ ...record, answers: { wishes_and_feelings: `Ŵ${"w".repeat(90_000)}` } }, { ...record, answers: { child_seen: false } }];
let deep = 0;
const itself = busy(() => (deep++ < 3 ? itself : small), true);
const rows = { ...record, answers: { household: [{ name: { toJSON: () => (judge(large, { today }), "A Sample") } }] } };
say([busy(() => large, true), busy(() => JSON.stringify(large), false), busy(() => small, true), itself, rows].filter((one) => judgedAs(one) !== judgedAs(JSON.stringify(one))).length);
// What is written down of them is what they say.
const [first] = [...checkMany(JSON.stringify(record), { today })];
say(JSON.stringify(Object.keys(JSON.parse(JSON.stringify(first)))), JSON.parse(JSON.stringify(first.judged)).checks.length === first.judged.checks.length);
say(odd.filter((one) => judgedAs(one) !== judgedAs(JSON.stringify(one))).length, odd.filter((one) => judgedAs(one).startsWith("judged")).length, odd.length);

const lines = [JSON.stringify(record), "{", "", "y".repeat(6e6), JSON.stringify({ ...record, wayhome: 2 }), '{"procedure":"newcastle"', JSON.stringify(record)].join("\r\n");
say([...checkMany(lines, { today })].map(({ line, report, error }) => `${line}:${report?.outcome ?? error.code}`).join(" "));

// A report is of the line that was judged, whatever became of its memory since; a Buffer's own slice would be no copy.
const again = Buffer.from(`${JSON.stringify({ ...record, id: "first" })}\n`);
const [kept] = [...checkMany(again, { today })];
again.fill(" ");
say(kept.report.record);

const session = new Session("newcastle", "visit", { today });
say(code(() => session.set("agreed_visit_weeks", NaN)), code(() => session.set("visited_by", Symbol())), code(() => session.set("visited_by", "z".repeat(6e6))));
for (let place = 0; place < 5_000; place += 1) session.set(`nothing.${place}`, null);
say(code(() => session.set("one_more", 1)));
session.free();
session.free();
say(code(() => session.report()));
const household = Array.from({ length: 100_000 }, () => ({ name: "A Sample" }));
say(check({ ...record, answers: { household } }, { today }).findings[0].rule);
say(check(record, { today }).outcome);
