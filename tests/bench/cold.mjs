// `node cold.mjs PEER FOLDER`: how long it takes a program that has just begun to say what is found in one record. Without a peer's name this file
// gives `coldStarts`, which asks a new process each time.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { form as readForm } from "./form.mjs";

const TURNS = 9;

const peers = {
  Wayhome: async (form) => (await import("./peers/wayhome.mjs")).start(form, "2026-03-02"),
  ajv: async (form) => (await import("./peers/schema.mjs")).ajv.load(form),
  "zod 4": async (form) => (await import("./peers/parse.mjs")).zod.load(form),
  valibot: async (form) => (await import("./peers/parse.mjs")).valibot.load(form),
};

/** The milliseconds of each, from before anything is loaded to the first findings; the middle of some turns. */
export function coldStarts(folder) {
  const took = new Map(Object.keys(peers).map((name) => [name, []]));
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, times] of took) times.push(Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), name, folder], { encoding: "utf8" })));
  }
  return new Map([...took].map(([name, times]) => [name, times.toSorted((a, b) => a - b)[TURNS >> 1]]));
}

const [, file, name, folder] = process.argv;
if (file === fileURLToPath(import.meta.url)) {
  const form = await readForm(folder, "newcastle", "visit");
  const record = { wayhome: 1, procedure: "newcastle", form: "visit", answers: { seen_alone: false } };
  const start = performance.now();
  const peer = await peers[name](form);
  const found = await peer.object(record);
  const took = performance.now() - start;
  if ([...found].length === 0) throw new Error(`${name} finds nothing`);
  console.log(took);
}
