// Records, batches and procedures that are made to break something. Each is refused with a code; what comes after it still works.

import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { about, check, checkMany, judge, load, outline, procedures, Session, useProcedure } from "wayhome";

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
// What was to bring the module failed, each in its way. Whoever names a source while another is tried has that tried next; the next one may try again.
const bytes = readFileSync(new URL(import.meta.resolve("wayhome/wasm")));
const late = async (start) => start().then(() => "loaded", ({ name, code }) => `${name} ${code}`);
const used = new Response(bytes);
await used.arrayBuffer();
const broken = new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError("It broke off.")) }));
// What is no list of procedures, and no source.
say(...(await Promise.all([{ procedures: "newcastle" }, { procedures: [5] }, { procedures: { newcastle: true } }, { wasm: 5, procedures: [] }, { wasm: {}, procedures: [] }].map((options) => late(() => load(options))))));
for (const wasm of [used, broken, Promise.reject(new TypeError("No such address.")), new Response("a page")]) say(await late(() => load({ wasm, procedures: [] })));
const both = [load({ wasm: new Response("a page"), procedures: [] }), load({ wasm: bytes, procedures: [] }), load({ procedures: [] })];
say(...(await Promise.all(both.map((one) => late(() => one)))));
await load({ procedures: [] });
say(code(() => check(record, { today })));
const at = (id) => readFileSync(new URL(import.meta.resolve(`wayhome/procedures/${id}.json`)));
say(code(() => useProcedure(at("newcastle"))));
useProcedure(at("england"));
say(useProcedure(at("newcastle")).id, procedures().join());
// The very first day that is asked for.
say(code(() => judge(record, { today: "" })), code(() => [...checkMany(JSON.stringify(record), { today: "" })]));

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
// As JSON text, with half a letter as it goes over: as the sign for one that is lost.
const asText = (one) => JSON.stringify(one)?.replaceAll("\\ud800", "\ufffd");
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
say(odd.filter((one) => judgedAs(one) !== judgedAs(asText(one))).length, odd.filter((one) => judgedAs(one).startsWith("judged")).length, odd.length);

// Judged is as checked, too, whatever stands beside the answers, and where JSON cannot say them.
const nest = (depth) => Array.from({ length: depth }).reduce((inner) => [inner], []);
class Kept { procedure = "newcastle"; form = "visit"; get answers() { return { seen_alone: true }; } }
const beside = [
  ...[5, {}, null, undefined, 1n, "", "x".repeat(2_000), "x".repeat(6e6), "\ud800", ["a"]].map((id) => ({ ...record, id })), ...[null, undefined, "1", 0, true, 1].map((wayhome) => ({ ...record, wayhome })),
  { ...record, extra: 1n }, { ...record, extra: circle }, { ...record, signed: {}, training: true }, { ...record, toJSON: () => ({ ...record, form: "visits" }) },
  Object.create(record), Object.assign(Object.create(null), record), Object.create({}, { procedure: { value: "newcastle" } }), new Kept(),
  Object.defineProperty({ ...record }, "answers", { enumerable: false }), new Proxy(record, {}), structuredClone(record), runInNewContext(`(${JSON.stringify(record)})`),
  ...[{ visit_date: 1n }, { household: [{ name: 1n }] }, { household: circle }, { household: nest(20_000) }, { household: nest(100) }, null, undefined, "", 7].map((answers) => ({ ...record, answers })),
];
const checkedAs = (ask) => said(() => { throw Object.assign(new Error(ask().outcome), { code: "outcome" }); });
const differ = beside.filter((one) => checkedAs(() => check(one, { today })) !== checkedAs(() => judge(one, { today })));
say(differ.length, beside.filter((one) => /^outcome|^record_|^form_unknown/.test(checkedAs(() => judge(one, { today })))).length, beside.length);

// Half an emoji is lost as it is in any text, and costs no more than itself; a backslash that somebody wrote is none of it.
const cut = { household: [{ name: "Sam \ud83d" }, { name: "\\ud83d \udc00" }], "visited_by": "Sam \ud83d" };
const filled = new Session("newcastle", "visit", { today });
for (const [question, answer] of Object.entries(cut)) filled.set(question, answer);
const opened = Session.open({ ...record, answers: cut }, { today });
say(JSON.stringify(filled.toJSON().answers.household), JSON.stringify(filled) === JSON.stringify(opened), check({ ...record, answers: cut }, { today }).outcome === judge({ ...record, answers: cut }, { today }).outcome);

// Bytes in any of their forms, of any window, and nothing else.
const line = new TextEncoder().encode(`${JSON.stringify(record)} \n`.padEnd(200));
const sharing = new Uint8Array(new SharedArrayBuffer(line.length));
sharing.set(line);
const elsewhere = runInNewContext(`new Uint8Array(${JSON.stringify([...line])})`);
const forms = [line, line.buffer, new DataView(line.buffer), new Uint16Array(line.buffer), sharing, sharing.buffer, elsewhere, elsewhere.buffer, Buffer.from(line)];
say(forms.map((one) => [...checkMany(one, { today })].map(({ outcome }) => outcome)).join(), [check(elsewhere, { today }), judge(elsewhere, { today })].map(({ outcome }) => outcome).join());
const gone = new Uint8Array(8);
structuredClone(gone, { transfer: [gone.buffer] });
say(...[undefined, null, {}, [record], 7, new Blob(["x"]), new Set(), gone, gone.buffer].map((one) => code(() => [...checkMany(one, { today })]).replace("WayhomeError ", "")));
const many = new TextEncoder().encode(`${JSON.stringify({ ...record, answers: { visited_by: "x".repeat(1_000) } })}\n`.repeat(300));
let seen = 0;
say(code(() => { for (const { outcome } of checkMany(many, { today })) if (outcome && (seen += 1) === 1) structuredClone(many, { transfer: [many.buffer] }); }), seen > 0 && seen < 300);

const lines = [JSON.stringify(record), "{", "", "y".repeat(6e6), JSON.stringify({ ...record, wayhome: 2 }), '{"procedure":"newcastle"', JSON.stringify(record)].join("\r\n");
say([...checkMany(lines, { today })].map(({ line, report, error }) => `${line}:${report?.outcome ?? error.code}`).join(" "));

// A report is of the line that was judged, whatever became of its memory since; a Buffer's own slice would be no copy.
const again = Buffer.from(`${JSON.stringify({ ...record, id: "first" })}\n`);
const [kept] = [...checkMany(again, { today })];
again.fill(" ");
say(kept.report.record);

// What is wrong is said in plain words, with the question, and without the answer.
const latin = Buffer.from(JSON.stringify({ ...record, answers: { visited_by: "Zo\u00eb" } }), "latin1");
const words = [
  [() => new Session("newcastle", "visit", { today }).set("household", [{ name: "Robin", age: 1n }]), "The answer to “household” cannot be written as JSON: "],
  [() => check({ ...record, answers: { seen_alone: true, visited_by: 1n } }, { today }), "The answer to “visited_by” cannot be written as JSON: "],
  [() => judge({ ...record, answers: { household: nest(100_000) } }, { today }), "The answer to “household” cannot be written as JSON: its lists lie too deep in one another."],
  [() => check(7n, { today }), "The record cannot be written as JSON: "],
  [() => check(7, { today }), "The record cannot be read: expected an object, with `procedure`, `form` and `answers`, at line 1"],
  [() => check({ ...record, form: 7 }, { today }), "The record cannot be read: in `form`: expected text, at line 1"],
  [() => check({ ...record, answers: { household: nest(200) } }, { today }), "The record cannot be read: its lists and objects lie too deep in one another, at line 1"],
  [() => useProcedure({ wayhome: 2 }), "The procedure is of format 2."],
  ...[check, judge, Session.open].map((read) => [() => read(latin, { today }), "From line 1, column 68 on, this is not UTF-8. Save it as UTF-8."]),
  [() => { throw [...checkMany(latin, { today })][0].error; }, "From column 68 on, this is not UTF-8. Save it as UTF-8."],
  [() => check(Buffer.from(JSON.stringify(record), "utf16le"), { today }), "From line 1, column 1 on, this is not UTF-8."],
  [() => check(new Uint8Array(9), { today }), "This is no text: it begins with bytes of nothing"],
];
say(words.map(([ask, start]) => said(ask)).filter((one, place) => !one.slice(one.indexOf(": ") + 2).startsWith(words[place][1]) || one.includes("Robin")).join("\n") || true);

// An answer that is set is found to be what it is in a record; and what JSON does not have is refused, where it is the answer itself.
const empties = ["", [], {}, null, [[]], [null], Object.create(null), runInNewContext("({})"), { toJSON: () => null }, [NaN], [() => 1], { name: undefined }, 7, ["spoken"], { name: "A" }];
const found = ({ findings }) => JSON.stringify(findings.filter(({ source }) => source === "record"));
const setAs = (answer) => ["visit_date", "seen_alone", "household"].map((question) => found(new Session("newcastle", "visit", { today }).set(question, answer)));
const recordedAs = (answer) => ["visit_date", "seen_alone", "household"].map((question) => found(check({ ...record, answers: { [question]: answer } }, { today })));
say(empties.every((answer) => setAs(answer).join() === recordedAs(answer).join()));
const none = [NaN, Infinity, Symbol(), () => 1, new Set(["spoken"]), runInNewContext("new Map()"), /x/, new Error("It broke."), Promise.resolve(true), new Date(NaN), new Number(NaN)];
const putAs = (answer) => ["visit_date", "nobody_asks"].map((question) => new Session("newcastle", "visit", { today }).put(question, answer));
say(none.every((answer) => [setAs, putAs].every((as) => code(() => as(answer)) === "WayhomeError answer_unreadable") && recordedAs(answer).join("") === "[][][]"));

// Findings that are kept by what changed, as the types say, are those of the report: all of them, whatever comes after what.
const days = ["bad", "2027-01-01", "bad", "2027-02-01", undefined, "2026-01-01", 7, "2027-01-01"];
const keep = (kept, { readable, findings }) => {
  const rest = kept.filter(({ source, about }) => source !== "record" || !readable.includes(about[0]));
  const place = (one) => `${one.source} ${one.rule}`;
  const replaced = new Set(findings.filter(({ source }) => source !== "record").map(place));
  return [...rest.filter((one) => !replaced.has(place(one))), ...findings];
};
await load({ procedures: ["tees"] });
const review = new Session("tees", "review", { today });
let [one, some] = [review.report().findings, review.report().findings];
const asIs = (findings) => findings.map((finding) => JSON.stringify(finding)).sort().join();
say(days.every((day, place) => {
  for (const question of ["previous_review_date", "nobody_asks"]) one = keep(one, review.set(question, day));
  if (place % 2) some = keep(some, review.changes());
  return asIs(one) === asIs(review.report().findings) && (place % 2 === 0 || asIs(some) === asIs(one));
}));

// An answer to a question that does not exist is told by what it moved, until it is taken back.
const misspelt = new Session("newcastle", "visit", { today });
say(JSON.stringify([true, true, "no", undefined, undefined].map((answer) => misspelt.put("sen_alone", answer).unknown.map(({ question, unknown }) => `${question} ${unknown}`))));

// An answer that frees its own session while it is read is not taken, and nothing stops at it.
const freeing = new Session("newcastle", "visit", { today });
const freed = said(() => freeing.set("household", { toJSON: () => (freeing.free(), []) }));
say(freed.split(":")[0], code(() => new Session("newcastle", "visit", { today }).set("seen_alone", true)) - 1);

// A session takes no more than a record may hold: what it gives can be opened again.
const full = new Session("newcastle", "visit", { today });
for (const question of ["wishes_and_feelings", "home_detail"]) full.set(question, "x".repeat(2_500_000));
const over = [() => full.set("visited_by", "x".repeat(1_000_000)), () => full.set("household", [{ name: "x".repeat(1_000_000) }])].map((set) => said(set).split(":")[0]);
full.set("home_detail", "x");
full.set("visited_by", "\u0001".repeat(400_000));
say(...over, check(full.toJSON(), { today }).outcome === full.report().outcome);
// As deep as in a record, and no deeper.
const deepest = (take) => Array.from({ length: 140 }, (_, depth) => depth).findLast((depth) => code(() => take(nest(depth))) === 1);
const setting = (answer) => new Session("newcastle", "visit", { today }).set("household", answer);
const [set, checkedTo, judgedTo, openedTo] = [setting, (household) => check({ ...record, answers: { household } }, { today }), (household) => judge({ ...record, answers: { household } }, { today }), (household) => Session.open({ ...record, answers: { household } }, { today })].map(deepest);
say(set, code(() => setting(nest(set + 1))), checkedTo, judgedTo, openedTo);

const session = new Session("newcastle", "visit", { today });
say(code(() => session.set("agreed_visit_weeks", NaN)), code(() => session.set("visited_by", Symbol())), code(() => session.set("visited_by", "z".repeat(6e6))));
// What is no id is refused in words, everywhere.
const nameless = [(id) => session.set(id, true), (id) => session.unset(id), (id) => session.asked(id), (id) => about(id), (id) => outline(id, "visit"), (id) => outline("newcastle", id), (id) => new Session(id, "visit", { today })];
for (const ask of nameless) say(...new Set([5, undefined, null, { length: 4 }, ["visit"]].map((id) => code(() => ask(id)))));
for (let place = 0; place < 5_000; place += 1) session.set(`nothing.${place}`, null);
say(code(() => session.set("one_more", 1)));
session.free();
session.free();
say(code(() => session.report()));
const household = Array.from({ length: 100_000 }, () => ({ name: "A Sample" }));
say(check({ ...record, answers: { household } }, { today }).findings[0].rule);
say(check(record, { today }).outcome);
