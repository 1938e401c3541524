// What the exports refuse, each with a code; and what comes after it still works.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { exportRecord, importRecord, loadExport, targets, useProcedure } from "wayhome/export";

const today = "2026-03-02";
const secret = "Robin said something";
const signed = { on: today, by: { name: "Sam Sample", mark: "typed" }, role: "Social worker", open: 1, procedure_hash: "" };
const record = { procedure: "newcastle", form: "visit", id: "made-up", answers: { seen_alone: true, wishes_and_feelings: secret } };
const messages = [];
const code = (run) => {
  try {
    run();
    return "nothing";
  } catch (error) {
    messages.push(error.message);
    return error.name === "WayhomeError" ? error.code : `thrown: ${error}`;
  }
};
const say = (...words) => console.log(words.join(" "));
const at = (id) => readFileSync(new URL(import.meta.resolve(`wayhome/procedures/${id}.json`)));

say(code(() => targets()));
const failed = loadExport({ wasm: new Response("a page"), procedures: [] }).catch(({ code }) => code);
const other = loadExport({ wasm: readFileSync(new URL(import.meta.resolve("wayhome/export/wasm"))), procedures: [] });
say(await failed, await other.then(() => "loaded"));
await loadExport({ procedures: [] });
say(code(() => exportRecord(record, { to: "json", today })), code(() => useProcedure(at("newcastle"))), messages.at(-2).endsWith('Load it: loadExport({ procedures: ["newcastle"] }).'));
useProcedure(at("england"));
say(useProcedure(at("newcastle")).id);
say(...["pdf", undefined, null].map((to) => code(() => exportRecord(record, { to, today }))));
say(code(() => exportRecord(record, { to: "json" })), code(() => exportRecord(record, { to: "json", today: "2026-02-30" })));
say(...["{", "[]", { wayhome: 7, lanes: [] }, { wayhome: 1 }].map((mapping) => code(() => exportRecord(record, { to: { mapping }, today }))));
const blank = { wayhome: 1, hash: "", id: "own", title: "Own", procedure: "tees", forms: ["visit"], tried: "Never.", output: "json", missing: "empty", separator: ", ", fields: [] };
const own = { ...blank, hash: createHash("sha256").update(JSON.stringify(blank)).digest("hex") };
say(code(() => exportRecord(record, { to: { mapping: own }, today })), code(() => exportRecord({ ...record, training: true }, { to: "ssd", today })));
say(
  ...["{", "x".repeat(6e6), { ...record, wayhome: 2 }, { ...record, signed: { by: secret } }, undefined, { ...record, form: "visits" }].map((record) =>
    code(() => exportRecord(record, { to: "json", today })),
  ),
);
const [{ text }] = exportRecord({ ...record, signed }, { to: "json", today, training: true }).files;
say(code(() => importRecord(record)), code(() => importRecord(text.replace(secret, "Robin said nothing"))), code(() => importRecord("age-encryption.org/v1")));
say(`no answer is quoted: ${!messages.join(" ").includes("Robin")}`);
// What was changed does not go out again with a hash that fits, and what is no yes is no exercise.
say(code(() => exportRecord(text.replace(secret, "Robin said nothing"), { to: "json", today })), code(() => exportRecord(record, { to: "ssd", today, training: "true" })));
const { record: again, notes } = importRecord(JSON.parse(text));
say(again.signed.by.name);
say(notes.join(" "));
// A table of any length is exported, with what stands beside its answers, and the memory that it takes is used again.
const long = { ...record, answers: { household: Array.from({ length: 20_000 }, () => ({ name: "A Sample" })) } };
const held = targets().map((to) => (exportRecord(long, { to, today }), process.memoryUsage().external));
say(`the memory is used again: ${held.at(-1) < 1.5 * held[0]}`);
const { left_out: left } = importRecord(exportRecord({ ...record, answers: { not_alone_reason: "child_refused" } }, { to: "json", today }).files[0].text).record;
say(left.map(({ question, asked }) => `${question} ${asked}`).join());
const inline = await import("wayhome/export/inline");
await inline.loadExport({ procedures: ["newcastle"] });
say(`inline: ${inline.exportRecord(record, { to: "text", today }).files[0].name}`);
