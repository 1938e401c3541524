// Only where it is asked for: a page that only checks loads none of it.

export async function exported() {
  const { exportRecord, loadExport, targets } = await import("wayhome/export");
  await loadExport({ procedures: ["newcastle"] });
  const record = { procedure: "newcastle", form: "visit", id: "made-up-1", answers: { seen_alone: true } };
  const result = document.createElement("output");
  result.id = "exported";
  result.textContent = targets()
    .flatMap((to) => exportRecord(record, { to, today: "2026-03-02" }).files.map(({ name, type }) => `${name} ${type}`))
    .join("; ");
  document.body.append(result);
}
