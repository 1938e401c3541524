// What is handed over may be a stand-in that lets nobody look, or a function of the page that throws. Each is refused with a code.

import { check, checkMany, judge, load, Session, useProcedure } from "wayhome";
import { exportRecord, importRecord, loadExport, useProcedure as useForExports } from "wayhome/export";
import { connect } from "wayhome/frame";

const today = "2026-03-02";
const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const stop = () => {
  throw 7;
};
const shut = new Proxy({}, { get: stop, has: stop, ownKeys: stop, getPrototypeOf: stop, getOwnPropertyDescriptor: stop });
const named = (error) => (Object(error).name === "WayhomeError" ? error.code : `thrown: ${String(error)}`);
const code = async (run) => {
  try {
    await run();
    return "nothing";
  } catch (error) {
    return named(error);
  }
};
const say = async (...runs) => console.log([...new Set(await Promise.all(runs.map(code)))].join(" "));
const sources = [shut, revoked({}), { get url() { return stop(); } }].map((wasm) => ({ procedures: [], wasm }));
const lists = [[Object.create(null)], [{ toString: stop }], [Symbol()], revoked([]), shut, new Proxy([], { get: stop })].map((procedures) => ({ procedures }));

await say(...[load, loadExport].flatMap((load) => [{ get procedures() { return stop(); } }, ...lists].map((options) => () => load(options))));
const withGetters = [() => load({ procedures: [], get wasm() { return stop(); } }), () => loadExport({ procedures: [], get wasm() { return stop(); } })];
await say(...withGetters, ...sources.flatMap((options) => [() => load(options), () => loadExport(options)]));
await say(() => load({ procedures: [], wasm: new Response("", { status: 404 }) }));
console.log(String(await load({ procedures: [], wasm: new Response("", { status: 404 }) }).catch(({ message }) => message.includes("(the server says 404)") && !message.includes("  "))));
await Promise.all([load({ procedures: ["newcastle"] }), loadExport({ procedures: ["newcastle"] })]);

const records = [revoked({}), shut, { ...record, answers: revoked({}) }, { ...record, answers: shut }, Object.defineProperty({ ...record }, "procedure", { get: stop, enumerable: true }), Object.defineProperty({ ...record }, "answers", { get: stop, enumerable: true })];
const readers = [(one) => check(one, { today }), (one) => judge(one, { today }), (one) => Session.open(one, { today }), (one) => exportRecord(one, { to: "json", today }), importRecord];
await say(...records.flatMap((one) => readers.map((read) => () => read(one))));
await say(...[revoked({}), shut, revoked([])].map((one) => () => [...checkMany(one, { today })]));
await say(...[revoked({}), shut].flatMap((one) => [() => useProcedure(one), () => useForExports(one)]));
const day = { get today() { return stop(); } };
await say(() => check(record, day), () => judge(record, day), () => new Session("newcastle", "visit", day), () => Session.open(record, day), () => [...checkMany("", day)], () => exportRecord(record, { to: "json", get today() { return stop(); } }));
await say(() => exportRecord(record, { get to() { return stop(); }, today }), () => exportRecord(record, { to: Object.assign(() => {}, { toString: stop }), today }));
await say(...[{ get mapping() { return stop(); } }, revoked({}), { mapping: revoked({}) }, { mapping: shut }].map((to) => () => exportRecord(record, { to, today })));
await say(() => exportRecord(record, { to: "json", today, get training() { return stop(); } }));
await say(...[null, undefined, 7, {}, revoked({}), shut].map((frame) => () => connect(frame, "https://checks.example")));
// What comes after it still works; a record that answers as it is read is read as it answers.
console.log(judge({ ...record, get form() { return "visit"; } }, { today }).outcome, check(new Proxy(record, {}), { today }).outcome);
