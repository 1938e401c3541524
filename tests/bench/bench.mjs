// `node bench.mjs FOLDER`: Wayhome and its peers on the same records, in turns, after all agree on what is found. Prints a table in Markdown.
// FOLDER holds the compiled procedures, as `cargo xtask bench` puts them there. Wayhome is measured as its package is, in pkg/dist.

import { coldStarts } from "./cold.mjs";
import { form as readForm, tenfold } from "./form.mjs";
import { payloads } from "./payload.mjs";
import { surveyJs, zen } from "./peers/engines.mjs";
import * as plain from "./peers/plain.mjs";
import { valibot, zod } from "./peers/parse.mjs";
import { jsonLogic, jsonRules } from "./peers/rules.mjs";
import { ajv, ajvStandalone } from "./peers/schema.mjs";
import * as wayhome from "./peers/wayhome.mjs";
import { records } from "./records.mjs";

const [folder] = process.argv.slice(2);
const ROUNDS = 7;
const COUNT = 1_000;
const TODAY = "2026-03-02";

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)];

const form = await readForm(folder, "newcastle", "visit");
// As a program gets them: parsed.
const made = records(form, plain.holds, COUNT).map((record) => JSON.parse(JSON.stringify(record)));
const encoder = new TextEncoder();
const lines = made.map((record) => encoder.encode(JSON.stringify(record)));
const all = encoder.encode(made.map((record) => JSON.stringify(record)).join("\n"));
const decoder = new TextDecoder();

const ours = await wayhome.start(form, TODAY);
const peers = [];
for (const peer of [plain, ajv, ajvStandalone, valibot, zod, jsonLogic, jsonRules, zen, surveyJs]) peers.push({ every: 1, ...peer, ...await peer.load(form) });
/** A slow peer gets some of the records only. */
const some = (list, { every }) => list.filter((_, place) => place % every === 0);

// Agreement first. The peers know nothing of deadlines, approvals, reasons or the third value; what they do say must be the same.
const rules = new Set(form.rules.map((rule) => rule.id));
const comparable = (found) => found.filter((id) => !form.unsaid.includes(id)).toSorted();
const expected = ours.found(all).map(comparable);
for (const [place, record] of made.entries()) {
  if (comparable(ours.object(record)).join() !== expected[place].join()) throw new Error(`Wayhome does not agree with itself about record ${place}`);
}
for (const peer of peers) {
  const wanted = (found) => JSON.stringify(peer.rulesOnly ? found.filter((id) => rules.has(id)) : found);
  for (const [place, record] of made.entries()) {
    if (place % peer.every !== 0) continue;
    const found = JSON.stringify([...await peer.object(record)].toSorted());
    if (found !== wanted(expected[place])) throw new Error(`${peer.name} disagrees about record ${place}: ${found} in place of ${wanted(expected[place])}`);
  }
}
const findings = expected.reduce((sum, found) => sum + found.length, 0);
console.log(`${COUNT} records of ${Math.round(all.length / COUNT)} bytes, ${form.questions.length} questions, ${form.rules.length} rules, ${findings} findings; all agree. Wayhome alone keeps ${form.unsaid.length ? form.unsaid.join(", ") : "no other rule"}.\n`);

/** Runs contenders in turns; returns the microseconds a record of each, round for round. */
async function inTurns(contenders) {
  const took = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    for (const { name, run, count = COUNT } of contenders) {
      const start = performance.now();
      await run();
      // The first two rounds warm up.
      if (round > 1) took.get(name).push(((performance.now() - start) * 1_000) / count);
    }
  }
  return took;
}

/** A peer over records, as each is made an object by `parsed`. */
const over = (peer, list, parsed) => {
  const its = some(list, peer);
  const run = async () => {
    for (const each of its) {
      const found = peer.object(parsed(each));
      if (found instanceof Promise) await found;
    }
  };
  return { name: peer.name, run, count: its.length };
};

// Bytes to findings, and objects to findings.
const contenders = [
  { name: wayhome.name, run: () => ours.lines(all) },
  { name: "JSON.parse alone", run: () => { for (const line of lines) JSON.parse(decoder.decode(line)); } },
  ...peers.map((peer) => over(peer, lines, (line) => JSON.parse(decoder.decode(line)))),
  { name: "Wayhome, whole reports in words", run: () => ours.reports(all) },
];
const took = await inTurns(contenders);
const fromObjects = await inTurns([
  { name: wayhome.name, run: () => { for (const record of made) ours.object(record); } },
  ...peers.map((peer) => over(peer, made, (record) => record)),
]);

// One answer changed: the peers look at the whole object again.
const questions = form.questions.filter((question) => question.type === "yes_no" || question.type === "text" || question.type === "date");
const values = { yes_no: [true, false], text: ["One text.", "Another text."], date: ["2026-02-20", "2026-02-27"] };
const changed = new Map();
const empty = [];
for (let turn = 0; turn < 20_000; turn += 1) {
  const start = performance.now();
  empty.push(performance.now() - start);
}
const overhead = median(empty);
async function change(name, apply, turns = 20_000) {
  const took = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const question = questions[turn % questions.length];
    const value = values[question.type][Math.floor(turn / questions.length) % 2];
    const start = performance.now();
    const done = apply(question, value);
    if (done instanceof Promise) await done;
    took.push((performance.now() - start - overhead) * 1_000);
  }
  changed.set(name, took.slice(turns / 4));
}
/** One answer into a session, and what it moved read in states. */
const into = (put) => ({ id }, value) => put(id, value);
await change(wayhome.name, into(ours.session(made[0])));
const IN_WORDS = "Wayhome, `Session.set`: what changed, in words";
const session = ours.inWords(made[0]);
await change(IN_WORDS, ({ id }, value) => session.set(id, value));
for (const peer of peers) {
  const record = structuredClone(made[0]);
  await change(peer.name, (question, value) => { record.answers[question.id] = value; return peer.change?.(question.id, value) ?? peer.object(record); }, 4_000 / peer.every);
}
// The same form with every rule of the procedure ten times.
const TENFOLD = "Wayhome, ten times the rules";
ours.useProcedure(await tenfold(folder, form.procedure));
await change(TENFOLD, into(ours.session(made[0])));

const sizes = await payloads(form);
const cold = coldStarts(folder);
const number = (value, digits = 1) => (value === undefined ? "–" : value.toFixed(digits));
const base = median(took.get(wayhome.name));
console.log("| | bytes → findings, µs a record | times Wayhome's | object → findings, µs | one answer changed, µs p50 | p99 | payload with the form, KB brotli | cold start, ms |");
console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
const middle = (times) => times && median(times);
for (const { name } of [...contenders, { name: IN_WORDS }, { name: TENFOLD }]) {
  const [whole, objects, one] = [middle(took.get(name)), middle(fromObjects.get(name)), changed.get(name)];
  console.log(`| ${name} | ${number(whole)} | ${number(whole && whole / base)} | ${number(objects)} | ${number(one && at(one, 0.5), 2)} | ${number(one && at(one, 0.99), 1)} | ${number(sizes.get(name))} | ${number(cold.get(name), 0)} |`);
}
console.log("\nWhat they cannot say as data:\n");
for (const peer of peers) console.log(`- ${peer.name}: ${peer.cannot.join("; ")}.`);
