// What every fixture shows, so that one test serves them all.

export function show(check, Session) {
  const today = "2026-03-02";
  const report = check({ procedure: "newcastle", form: "visit", answers: { seen_alone: false } }, { today });
  const session = new Session("newcastle", "visit", { today });
  const { findings } = session.set("seen_alone", true);
  session.free();
  const result = document.createElement("output");
  result.id = "result";
  result.textContent = `${report.outcome}; ${findings.map(({ rule, state }) => `${rule} ${state}`).join(", ")}`;
  document.body.append(result);
}
