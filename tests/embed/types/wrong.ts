// What the types do not let anybody write.

import { check, checkMany, Session } from "wayhome";
import { exportRecord } from "wayhome/export";

check({ procedure: "newcastle", form: "visit", answers: {} }, {}); // wrong: no day
const session = new Session("newcastle", "visit", { today: "2026-03-02" });
session.set("seen_alone", new Date()); // wrong: a date is text
if (session.report().outcome === "done") console.log(); // wrong: no such outcome
session.report().findings[0]!.rule = 7; // wrong: an id is text
exportRecord({ procedure: "newcastle", form: "visit", answers: {} }, { to: "pdf", today: "2026-03-02" }); // wrong: no such target
exportRecord({ procedure: "newcastle", form: "visit", answers: {} }, { to: "json" }); // wrong: no day
checkMany([{ procedure: "newcastle", form: "visit", answers: {} }], { today: "2026-03-02" }); // wrong: not bytes
