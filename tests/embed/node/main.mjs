import { readFile } from "node:fs/promises";
import { check, load, Session } from "wayhome";

const today = "2026-03-02";
const record = { procedure: "newcastle", form: "visit", answers: { seen_alone: false } };
await load();
const session = new Session("newcastle", "visit", { today });
const { findings } = session.set("seen_alone", true);
session[Symbol.dispose ?? "free"]();
console.log(`${check(record, { today }).outcome}; ${findings.map(({ rule, state }) => `${rule} ${state}`).join(", ")}`);

// Each in a program of its own would show more; a query makes a module of its own.
const bytes = await readFile(new URL(import.meta.resolve("wayhome/wasm")));
for (const [name, wasm] of [["bytes", bytes], ["a module", await WebAssembly.compile(bytes)]]) {
  const other = await import(`${import.meta.resolve("wayhome")}?${encodeURIComponent(name)}`);
  await other.load({ wasm, procedures: ["newcastle"] });
  console.log(`wasm from ${name}: ${other.check(record, { today }).outcome}`);
}
const inline = await import("wayhome/inline");
await inline.load();
console.log(`inline: ${inline.check(record, { today }).outcome}`);
