// Without a browser: Node, a consumer’s TypeScript, and what the tarball holds.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { installed, packaged, root } from "./places.mjs";

test("Node loads it, and frees a session at the end of its block", () => {
  const said = execFileSync(process.execPath, ["node/main.mjs"], { cwd: installed, encoding: "utf8" });
  expect(said.trim().split("\n")).toEqual(["breached; NEW-35 met", "wasm from bytes: breached", "wasm from a module: breached", "inline: breached"]);
});

test("Node reads an address of a file, and names one that is not there", () => {
  const loads = (from) => execFileSync(process.execPath, ["node/address.mjs", from], { cwd: installed, encoding: "utf8" }).trim();
  for (const from of ["address", "URL", "promise"]) expect(loads(from), from).toBe("incomplete");
  expect(loads("missing")).toMatch(/^wasm_unreachable .* from file:.*\/moved\.wasm\. .*\nwasm_unreachable .* from file:.*\/moved\.wasm\. .*\nincomplete$/);
});

test("what is kept in Vue’s reactive state stays what it is, and a procedure that is not loaded is said to be that", () => {
  const said = execFileSync(process.execPath, ["node/held.mjs"], { cwd: installed, encoding: "utf8" });
  expect(said.trim().split("\n")).toEqual([
    'procedure_unknown There is no procedure `tees`. There are: newcastle, england. Load it: load({ procedures: ["tees"] }).',
    "false",
    "breached breached breached record_unreadable true breached",
    "line 0 true",
  ]);
});

test("a consumer’s TypeScript compiles under --strict, and what it may not write does not", () => {
  const compile = (file, lib = "es2022,dom") => {
    const options = ["--noEmit", "--pretty", "false", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", lib, "--module", "nodenext", "--types", ""];
    try {
      return execFileSync(`${root}node_modules/.bin/tsc`, [...options, file], { cwd: `${installed}types`, encoding: "utf8" });
    } catch (error) {
      return error.stdout;
    }
  };
  expect(compile("consumer.ts")).toBe("");
  // Without the DOM’s types, as a server has it; and without those of errors with a cause.
  for (const lib of ["es2022", "es2020"]) expect(compile("without-dom.ts", lib)).toBe("");
  const wrong = compile("wrong.ts");
  const lines = readFileSync(`${installed}types/wrong.ts`, "utf8").split("\n");
  const marked = lines.flatMap((line, place) => (line.includes("// wrong") ? [place + 1] : []));
  expect([...wrong.matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => Number(line))).toEqual(marked);
});

test("the tarball holds its licences, its bill of materials and no dependency", () => {
  const at = (name) => readFileSync(`${packaged}${name}`, "utf8");
  const about = JSON.parse(at("package.json"));
  expect([about.dependencies, about.peerDependencies, about.scripts]).toEqual([undefined, undefined, undefined]);
  const bill = JSON.parse(at("dist/sbom.cdx.json"));
  expect([bill.bomFormat, bill.specVersion]).toEqual(["CycloneDX", "1.6"]);
  for (const component of bill.components) {
    expect(at("dist/LICENCES.md")).toContain(`| ${component.name} | ${component.version} |`);
    expect(component.hashes[0].content).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(readdirSync(`${packaged}dist`)).toEqual(expect.arrayContaining(["LICENSE-MIT", "LICENSE-APACHE", "wayhome_bg.wasm"]));
  for (const target of targets(about.exports)) {
    if (!target.includes("*")) expect(() => at(target), target).not.toThrow();
  }
});

function targets(exports) {
  return typeof exports === "string" ? [exports] : Object.values(exports).flatMap(targets);
}

test("whatever is made to break it is refused with a code, and the next one is checked", () => {
  const said = execFileSync(process.execPath, ["node/hostile.mjs"], { cwd: installed, encoding: "utf8" });
  const refused = (...codes) => codes.map((code) => `WayhomeError ${code}`).join(" ");
  expect(said.trim().split("\n")).toEqual([
    refused("not_loaded"),
    refused("procedure_unknown", "procedure_unknown", "procedure_unknown", "wasm_unreachable", "wasm_unreachable"),
    refused("wasm_unreachable"),
    refused("wasm_unreachable"),
    refused("wasm_unreachable"),
    refused("wasm_unreadable"),
    `${refused("wasm_unreadable")} loaded loaded`,
    refused("procedure_unknown"),
    refused("floor_missing"),
    "newcastle newcastle",
    refused("day_unreadable", "day_unreadable"),
    "Newcastle, as Sandbank reads it",
    refused("procedure_newer"),
    refused("procedure_unreadable"),
    refused("procedure_too_large"),
    refused("procedure_too_large"),
    refused("day_unreadable", "day_unreadable", "day_unreadable"),
    refused("record_newer"),
    refused("form_unknown"),
    refused("record_unreadable", "record_too_large"),
    refused("record_unreadable", "record_unreadable", "record_unreadable"),
    "true",
    "0",
    '["line","outcome","judged","report"] true',
    "0 35 38",
    "0 37 37",
    '[{"name":"Sam \ufffd"},{"name":"\\\\ud83d \ufffd"}] true true',
    `${Array(9).fill("incomplete").join()} incomplete,incomplete`,
    Array(9).fill("record_unreadable").join(" "),
    `${refused("record_unreadable")} true`,
    "1:incomplete 2:record_unreadable 4:record_too_large 5:record_newer 6:record_unreadable 7:incomplete",
    "first",
    ...Array(4).fill("true"),
    '[["sen_alone true"],[],[],["sen_alone false"],[]]',
    "session_freed 0",
    "record_too_large record_too_large true",
    "124 WayhomeError answer_unreadable 124 124 124",
    refused("answer_unreadable", "answer_unreadable", "answer_too_large"),
    ...Array(3).fill(refused("answer_unreadable")),
    ...["procedure_unknown", "procedure_unknown", "form_unknown", "procedure_unknown"].map((code) => refused(code)),
    refused("record_too_large"),
    refused("session_freed"),
    "REC-RANGE",
    "incomplete",
  ]);
});

test("what lets nobody look, or throws as it is read, is refused with a code of Wayhome’s", () => {
  const said = execFileSync(process.execPath, ["node/strange.mjs"], { cwd: installed, encoding: "utf8" });
  expect(said.trim().split("\n")).toEqual([
    "procedure_unknown",
    "wasm_unreachable",
    "wasm_unreachable",
    "true",
    "record_unreadable",
    "record_unreadable",
    "procedure_unreadable",
    "day_unreadable",
    "target_unknown",
    "mapping_unreadable",
    "record_unreadable",
    "frame_failed",
    "incomplete incomplete",
  ]);
});
