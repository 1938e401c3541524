// A consumer who says exactly what they expect.

import { check, checkMany, judge, load, outline, procedures, Session, useProcedure, WayhomeError } from "wayhome";
import type { Changes, Checked, ErrorCode, Finding, Judged, JudgedCheck, LoadOptions, Moved, Outline, Report, WayhomeRecord } from "wayhome";
import type { Mapping, WayhomeCheck, WayhomeForm } from "wayhome/element";
import { exportRecord, importRecord, loadExport, targets } from "wayhome/export";
import type { Exported, ExportDocument, Imported, Loss, SignOff, Target } from "wayhome/export";
import { loadExport as loadExportInline } from "wayhome/export/inline";
import { load as loadInline } from "wayhome/inline";
import { connect, type Frame } from "wayhome/frame";
import newcastle from "wayhome/procedures/newcastle";

const options: LoadOptions = { procedures: ["newcastle"] };
await load(options);
await loadInline();

const record: WayhomeRecord = { procedure: "newcastle", form: "visit", answers: { seen_alone: true } };
const report: Report = check(record, { today: "2026-03-02" });
const outcome: "complete" | "incomplete" | "breached" = report.outcome;
const breached: Finding[] = report.findings.filter((finding) => finding.state === "breached");
const when: string | undefined = report.deadlines[0]?.due;

const session = new Session("newcastle", "visit", { today: "2026-03-02" });
const changes: Changes = session.set("household", [{ name: "A Sample", date_of_birth: "1990-05-01" }]);
for (const finding of changes.findings) console.log(finding.rule, finding.cite.section, finding.warnings?.length ?? 0);
const moved: Moved = session.put("seen_alone", true);
for (const { rule, state } of moved.checks satisfies JudgedCheck[]) console.log(rule, state, moved.asked.length, moved.approvals.length, moved.unknown.length);
const text: string = JSON.stringify(session);
session[Symbol.dispose]();

const { outcome: asWhole, open, unreadable }: Judged = judge(record, { today: "2026-03-02" });
for (const { rule, state } of open satisfies JudgedCheck[]) console.log(asWhole === "breached", rule, state, unreadable.length);

for (const checked of checkMany(new Uint8Array(), { today: "2026-03-02" })) {
  const one: Checked = checked;
  if (one.error) {
    const code: ErrorCode = one.error.code;
    console.log(one.line, code);
  } else if (one.outcome === "breached") console.log(one.report.findings.length);
}

try {
  useProcedure(newcastle);
} catch (error) {
  if (error instanceof WayhomeError && error.code === "procedure_newer") console.log(error.message);
}
const shape: Outline = outline("newcastle", "visit");
const ids: string[] = procedures();

const mapping: Mapping = { seenAlone: { question: "seen_alone", values: { Y: true, N: false } }, visit: "visit_date" };
const element: WayhomeCheck = document.createElement("wayhome-check");
element.mapping = mapping;
element.addEventListener("wayhome-change", (event) => console.log(event.detail.report.outcome, event.detail.changes.progress?.needed));
element.mapping = JSON.stringify(mapping);
element.checkedForm = document.forms[0];
element.checkedForm = null;
document.body.addEventListener("wayhome-ready", (event) => console.log(event.detail));
window.addEventListener("wayhome-error", (event) => console.log(event.detail.code, event.detail.question));
document.addEventListener("wayhome-change", ({ detail }) => console.log(detail.record.answers));
const whole: WayhomeForm = document.createElement("wayhome-form");
whole.form = "visit";
whole.disabled = whole.disabled === true;
const around: HTMLFormElement | null = whole.form;
if (whole.willValidate && whole.labels?.length) whole.setCustomValidity("Not before Monday.");
whole.record = undefined;
for (const bytes of [new DataView(new ArrayBuffer(8)), new SharedArrayBuffer(8), new ArrayBuffer(8)]) console.log([...checkMany(bytes, { today: "2026-03-02" })].length, around);
const frame: Frame = await connect(document.createElement("iframe"), "https://wayhome.example");
console.log(outcome, breached, when, text, shape.title, ids, await frame.report());

await loadExport({ procedures: ["newcastle"] });
await loadExportInline();
const names: Target[] = targets();
const signed: SignOff = { on: "2026-03-02", by: { name: "Sam Sample", mark: "typed" }, role: "Social worker", open: 0, procedure_hash: "" };
const exported: Exported = exportRecord({ ...record, signed, training: true }, { to: "json", today: "2026-03-02" });
const mapped: Exported = exportRecord(record, { to: { mapping: "{}" }, today: "2026-03-02", training: false });
const lost: readonly Loss[] = mapped.losses;
for (const { name, type, text: inside } of exported.files) {
  const kind: "application/json" | "text/html" | "text/plain" | "text/csv" = type;
  const made: ExportDocument = JSON.parse(inside);
  const imported: Imported = importRecord(inside);
  console.log(name, kind, made.sha256, imported.record.signed?.by.name, imported.record.left_out?.map(({ question }) => question), imported.notes.join(" "), lost[0]?.kind, names, exported.tried);
}
