// The whole conformance corpus: Node and Chromium give the command line’s reports, byte for byte; so does a session filled in answer by
// answer, in any order.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect as plainly, test as headless } from "@playwright/test";
import { serve } from "./host.mjs";
import { installed, packaged, root } from "./places.mjs";
import { expect, test } from "./watched.mjs";

const run = (program, words, input) => execFileSync(program, words, { cwd: root, encoding: "utf8", input, maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] });

/** The cases, each with the command line’s own report. */
function corpus() {
  const text = run("cargo", ["run", "--quiet", "--package", "wayhome-conformance", "--example", "cases"]);
  const cases = text.trim().split("\n").map((line) => JSON.parse(line));
  for (const [today, of] of Object.entries(Object.groupBy?.(cases, ({ today }) => today) ?? grouped(cases))) {
    const records = of.map(({ record }) => JSON.stringify(record)).join("\n");
    const reports = checked(today, records).trim().split("\n");
    plainly(reports.length).toBe(of.length);
    of.forEach((one, place) => (one.report = reports[place]));
  }
  return cases;
}

function checked(today, input) {
  const words = ["run", "--quiet", "--package", "wayhome-cli", "--", "check", "--format", "json", "--no-summary", "--today", today];
  try {
    return run("cargo", words, input);
  } catch (error) {
    // Exit code 1 says that there are findings.
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

function grouped(cases) {
  const groups = {};
  for (const one of cases) (groups[one.today] ??= []).push(one);
  return groups;
}

/** Runs in Node and in the page. Says which cases differ, and how many were compared. */
const compare = `(cases, { check, checkMany, judge, Session }) => {
  const different = [];
  for (const { name, today, record, report } of cases) {
    const text = JSON.stringify(record);
    const ways = {
      object: () => check(record, { today }),
      text: () => check(text, { today }),
      bytes: () => check(new TextEncoder().encode(text), { today }),
      line: () => [...checkMany(text, { today })][0].report,
      session: () => filled(record, today, Object.entries(record.answers)),
      backwards: () => filled(record, today, Object.entries(record.answers).reverse()),
    };
    const [{ outcome }] = checkMany(text, { today });
    if (outcome !== JSON.parse(report).outcome) different.push(name + " (outcome)");
    // What is said without words is what the report says.
    const states = stated(JSON.parse(report));
    const judged = { object: judge(record, { today }), text: judge(text, { today }), line: [...checkMany("\\n" + text, { today })][0].judged };
    for (const [way, one] of Object.entries(judged)) if (JSON.stringify(told(one)) !== JSON.stringify(states)) different.push(name + " (judged " + way + ")");
    if (!follows(record, today, judged.text, JSON.parse(report))) different.push(name + " (put)");
    for (const [way, run] of Object.entries(ways)) if (JSON.stringify(run()) !== report) different.push(name + " (" + way + ")");
  }
  function stated({ outcome, progress, findings, deadlines }) {
    const checks = findings.filter(({ source }) => source !== "record").map(({ source, rule, state }) => ({ source, rule, state }));
    const due = deadlines.map(({ source, id, state }) => ({ source, id, state }));
    return [outcome, progress.needed, progress.answered, checks.map((check) => JSON.stringify(check)).sort(), due, checks.filter(({ state }) => state === "breached" || state === "to_do").length];
  }
  function told({ outcome, progress, checks, deadlines, open }) {
    return [outcome, progress.needed, progress.answered, checks.map((check) => JSON.stringify(check)).sort(), deadlines, open.length];
  }
  /** Do states that are kept by what each answer moves, and findings by what has changed, end as those of the whole record? */
  function follows({ procedure, form, answers }, today, whole, report) {
    const empty = { procedure, form, answers: {} };
    const start = judge(empty, { today });
    const of = (checks) => new Map(checks.map((check) => [check.source + " " + (check.rule ?? check.id), check.state]));
    const [checks, deadlines, unreadable, missing] = [of(start.checks), of(start.deadlines), new Set(start.unreadable), new Set()];
    const session = new Session(procedure, form, { today });
    for (const [question, answer] of Object.entries(answers)) {
      const moved = session.put(question, answer);
      for (const [key, state] of of(moved.checks)) checks.set(key, state);
      for (const [key, state] of of(moved.deadlines)) deadlines.set(key, state);
      for (const { question, unreadable: is } of moved.unreadable) is ? unreadable.add(question) : unreadable.delete(question);
      for (const { question, unknown: is } of moved.unknown) is ? missing.add(question) : missing.delete(question);
    }
    const changes = session.changes();
    const kept = new Map(check(empty, { today }).findings.map((finding) => [finding.source + " " + finding.rule, finding]));
    // An empty record has no finding about itself: those of what changed are all there are.
    for (const finding of changes.findings) kept.set(finding.source + " " + finding.rule + (finding.source === "record" ? JSON.stringify(finding) : ""), finding);
    const same = (one, other) => JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
    const text = (findings) => [...findings].map((finding) => JSON.stringify(finding));
    const ends = same(checks, of(whole.checks)) && same(deadlines, of(whole.deadlines)) && same(unreadable, whole.unreadable) && missing.size === whole.unknown;
    const nothingMore = JSON.stringify(Object.values(session.changes())) === "[[],[],[],[],[],[]]";
    const isWhole = JSON.stringify(session.report()) === JSON.stringify(report);
    session.free();
    return ends && same(text(kept.values()), text(report.findings)) && isWhole && nothingMore;
  }
  function filled({ procedure, form }, today, answers) {
    const session = new Session(procedure, form, { today });
    for (const [question, answer] of answers) session.set(question, answer);
    const report = session.report();
    session.free();
    return report;
  }
  return { different, compared: cases.length };
}`;

headless("Node reports as the command line does", () => {
  headless.slow();
  const cases = corpus();
  plainly(cases.length).toBeGreaterThan(1_000);
  writeFileSync(`${installed}corpus.json`, JSON.stringify(cases));
  writeFileSync(
    `${installed}corpus.mjs`,
    `import { readFileSync } from "node:fs";\nimport * as wayhome from "wayhome";\nawait wayhome.load();\n` +
      `const cases = JSON.parse(readFileSync(new URL("corpus.json", import.meta.url), "utf8"));\nconsole.log(JSON.stringify((${compare})(cases, wayhome)));\n`,
  );
  const said = JSON.parse(execFileSync(process.execPath, [`${installed}corpus.mjs`], { encoding: "utf8" }));
  plainly(said).toEqual({ different: [], compared: cases.length });
});

test("Chromium reports as the command line does", async ({ page }) => {
  test.slow();
  const host = await serve({ "/": `${installed}elements/`, "/wayhome/": `${packaged}dist/` });
  const cases = corpus();
  await page.goto(`${host.url}/one.html`);
  const said = await page.evaluate(
    async ([cases, compare]) => {
      const wayhome = await import("/wayhome/index.js");
      await wayhome.load();
      return (0, eval)(compare)(cases, wayhome);
    },
    [cases, compare],
  );
  expect(said).toEqual({ different: [], compared: cases.length });
  await host.close();
});
