// The exports: byte for byte the command line’s, in Node and in Chromium, for every target and a council’s mappings; and what they refuse.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect as plainly, test as headless } from "@playwright/test";
import { serve } from "./host.mjs";
import { installed, packaged, root } from "./places.mjs";
import { expect, test } from "./watched.mjs";

const run = (words, input) => execFileSync("cargo", ["run", "--quiet", "--package", ...words], { cwd: root, encoding: "utf8", input, maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] });
const wayhome = (words, input) => run(["wayhome-cli", "--", ...words], input);
const MAPPINGS = ["case-note", "form-design", "question-codes"];
const signed = { on: "2026-03-01", by: { name: "Sam Sample", mark: "typed" }, role: "Social worker", open: 1, procedure_hash: "" };

/** Records of every procedure and form: the samples, and cases of the conformance corpus; some signed, some exercises, one with odd letters. */
function records() {
  const samples = ["complete", "half-filled", "wrong"].map((name) => JSON.parse(readFileSync(`${root}samples/visit-${name}.json`, "utf8")));
  const cases = run(["wayhome-conformance", "--example", "cases"]).trim().split("\n").map((line) => JSON.parse(line).record);
  const kept = cases.filter((_, place) => place % 20 === 0);
  const odd = { ...samples[0], answers: { ...samples[0].answers, parent_view: "“Žluťoučký kůň”, <b>& 'so' — \u{1F3E0}\n\tnext", agreed_visit_weeks: 1.1000000000000001 } };
  return [...samples, odd, ...kept].map((record, place) => ({
    ...record,
    id: `made-up-${place}`,
    ...(place % 3 === 1 ? { signed } : {}),
    ...(place % 5 === 4 ? { training: true } : {}),
  }));
}

/** What the command line makes of the records, one by one for each target: `{ to, mapping, record, text, losses }`, or `refused`. */
function exported() {
  const today = "2026-03-02";
  const all = records();
  const folder = `${installed}exported/`;
  const targets = [...["json", "html", "text", "ssd", "fhir"].map((to) => ({ to })), ...MAPPINGS.map((name) => `samples/mappings/${name}.toml`).map((file) => ({ to: file, mapping: wayhome(["mapping", "compile", file]).trim() }))];
  const made = [];
  for (const { to, mapping } of targets) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    try {
      wayhome(["export", "--to", to, "--today", today, "--output", `${folder}files`, "--losses", `${folder}losses`, "-"], all.map((record) => JSON.stringify(record)).join("\n"));
    } catch (error) {
      // Exit code 2 says that some could not be exported.
      if (error.status !== 2) throw error;
    }
    const losses = new Map(readFileSync(`${folder}losses`, "utf8").trim().split("\n").filter(Boolean).map((line) => [JSON.parse(line).record, line]));
    const files = Object.fromEntries(readdirSync(`${folder}files`).map((name) => [name, readFileSync(`${folder}files/${name}`, "utf8")]));
    made.push({ to, mapping, today, files, losses: Object.fromEntries(losses) });
  }
  return { all, made };
}

/** Runs in Node and in the page: says what differs, and how much was compared. */
const compare = `({ all, made }, { exportRecord, importRecord }) => {
  const different = [], counts = {};
  for (const { to, mapping, today, files, losses } of made) {
    const tables = {};
    let compared = 0, refused = 0;
    for (const [place, record] of all.entries()) {
      const ways = [record, JSON.stringify(record), new TextEncoder().encode(JSON.stringify(record))];
      let found;
      try {
        found = exportRecord(ways[place % 3], { to: mapping ? { mapping: place % 2 ? mapping : JSON.parse(mapping) } : to, today });
      } catch (error) {
        if (error.code !== "export_refused" || losses[record.id]) different.push(to + " " + record.id + " " + error.code);
        refused += 1;
        continue;
      }
      const { files: own, losses: lost, target, tried } = found;
      const line = losses[record.id];
      if (JSON.stringify({ target, record: record.id, tried, lost }) !== line) different.push(to + " " + record.id + " losses");
      for (const { name, type, text } of own) {
        if (type === "text/csv") {
          const table = name.slice(record.id.length + 1);
          const [first, ...rows] = text.split("\\r\\n");
          tables[table] = (tables[table] ?? first + "\\r\\n") + rows.join("\\r\\n");
        } else {
          const [end] = name.match(/\\.[a-z]+$/);
          if (files[record.id + end] !== text) different.push(to + " " + name);
        }
        if (to === "json") {
          const again = importRecord(text);
          const kept = Object.fromEntries(Object.entries(record.answers).filter(([question]) => question in again.record.answers));
          if (sorted(again.record.answers) !== sorted(kept)) different.push("import " + name);
          if (sorted(again.record.signed ?? null) !== sorted(record.signed ?? null)) different.push("signed " + name);
        }
      }
      compared += 1;
    }
    // What many records say of one child, the command line writes once in a run.
    const once = (table, text) => (/(legal_status|cla_placement|cla_episodes)\\.csv$/.test(table) ? [...new Set(text.split("\\r\\n"))].join() : text);
    for (const [table, text] of Object.entries(tables)) if (once(table, files[table] ?? "") !== once(table, text)) different.push(to + " " + table);
    counts[to] = [compared, refused];
  }
  // As JSON, the keys in order whatever their order was.
  function sorted(value) {
    return JSON.stringify(value, (_, inner) => (inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
  }
  return { different, counts };
}`;

/** What is to be compared: worked out once by the command line. */
let work;
const worked = () => (work ??= exported());

headless("Node exports as the command line does", () => {
  headless.slow();
  const { all } = worked();
  plainly(all.length).toBeGreaterThan(60);
  writeFileSync(`${installed}exported.json`, JSON.stringify(worked()));
  writeFileSync(
    `${installed}exported.mjs`,
    `import { readFileSync } from "node:fs";\nimport * as wayhome from "wayhome/export";\nawait wayhome.loadExport();\n` +
      `const work = JSON.parse(readFileSync(new URL("exported.json", import.meta.url), "utf8"));\nconsole.log(JSON.stringify((${compare})(work, wayhome)));\n`,
  );
  const said = JSON.parse(execFileSync(process.execPath, [`${installed}exported.mjs`], { encoding: "utf8" }));
  plainly(said.different).toEqual([]);
  for (const to of ["json", "html", "text", "fhir"]) plainly(said.counts[to]).toEqual([all.length, 0]);
  plainly(said.counts.ssd[0]).toBeGreaterThan(40);
  for (const name of MAPPINGS) plainly(said.counts[`samples/mappings/${name}.toml`][0]).toBeGreaterThan(2);
});

test("Chromium exports as the command line does", async ({ page }) => {
  test.slow();
  const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
  await page.goto(`${host.url}/one.html`);
  const said = await page.evaluate(
    async ([work, compare]) => {
      const wayhome = await import("/wayhome/export/index.js");
      await wayhome.loadExport();
      return (0, eval)(compare)(work, wayhome);
    },
    [worked(), compare],
  );
  expect(said.different).toEqual([]);
  expect(said.counts.json).toEqual([worked().all.length, 0]);
  await host.close();
});

headless("what cannot be exported or imported is refused with a code", () => {
  const said = execFileSync(process.execPath, ["node/exports.mjs"], { cwd: installed, encoding: "utf8" });
  plainly(said.trim().split("\n")).toEqual([
    "not_loaded",
    "wasm_unreadable loaded",
    "procedure_unknown floor_missing true",
    "newcastle",
    "target_unknown target_unknown target_unknown",
    "day_unreadable day_unreadable",
    "mapping_unreadable mapping_unreadable mapping_newer mapping_unreadable",
    "export_refused export_refused",
    "record_unreadable record_too_large record_newer record_unreadable record_unreadable form_unknown",
    "not_an_export export_changed record_unreadable",
    "no answer is quoted: true",
    "export_changed record_unreadable",
    "Sam Sample",
    "It is as it was exported, checked as on 2026-03-02, by Wayhome 0.1.0. It is an exercise, about nobody.",
    "the memory is used again: true",
    "not_alone_reason unknown",
    "inline: made-up.txt",
  ]);
});
