//! Procedures that differ in little, and what is told of that.

mod approvals;
mod asked;
mod children;
mod engine;
mod matched;

use chrono::NaiveDate;
use wayhome_engine::{Calendar, Procedure};

use crate::{Source, Vocabulary, compile as compile_source};

const VOCABULARY: &str = r#"
[[options]]
id = "roles"
options = [
    { id = "team_manager", label = "Team Manager" },
    { id = "service_manager", label = "Service Manager" },
    { id = "assistant_director", label = "Assistant Director" },
    { id = "panel", label = "Panel" },
    { id = "nominated_officer", label = "Nominated Officer" },
]
[[question]]
id = "date_of_birth"
type = "date"
label = "Date of birth"
[[question]]
id = "decision_date"
type = "date"
label = "Decision date"
[[question]]
id = "looked_after_start"
type = "date"
label = "Start of being looked after"
[[question]]
id = "meeting_date"
type = "date"
label = "Date of the meeting"
[[question]]
id = "balance"
type = "number"
label = "Balance"
[[question]]
id = "team"
type = "text"
label = "Team"
[[question]]
id = "people"
type = "rows"
label = "People"
row = "Person {number}"
fields = [{ id = "kind", type = "choice", label = "Kind of check", options = [{ id = "clear", label = "Nothing found" }, { id = "waiting", label = "Still awaited" }] }]
[[question]]
id = "agreed"
type = "yesno"
label = "Agreed"
[[question]]
id = "legal_status"
type = "choice"
label = "Legal status"
options = [{ id = "section_20", label = "Section 20" }, { id = "care_order", label = "Care order" }, { id = "remand", label = "Remand" }]
[[question]]
id = "approver_role"
type = "choice"
label = "Who approved?"
options_from = "roles"
[[question]]
id = "approver_nominated_in_writing"
type = "yesno"
label = "Nominated in writing?"
[[question]]
id = "approval_outcome"
type = "choice"
label = "Outcome"
options = [{ id = "approved", label = "Approved" }]
[[question]]
id = "approval_date"
type = "date"
label = "Approval date"
[[question]]
id = "decision_effective_date"
type = "date"
label = "Day of effect"
[[question]]
id = "notified"
type = "choices"
label = "Who was told?"
options_from = "roles"
"#;

const HEAD: &str = r#"
[facts]
age = "age(date_of_birth, decision_date)"
working = "working_days(looked_after_start, decision_date)"
days = "days(looked_after_start, decision_date)"
[[form]]
id = "decision"
title = "Decision"
[[form.section]]
title = "All"
ask = ["date_of_birth", "decision_date", "looked_after_start", "meeting_date", "balance", "team", "agreed", "legal_status", "approver_role",
    "approver_nominated_in_writing", "approval_outcome", "approval_date", "decision_effective_date", "notified"]
[[rule]]
id = "EX-90"
form = "decision"
level = "should"
when = "age < 16"
expect = "agreed"
says = "Agree."
cite = "1"
[[deadline]]
id = "EX-91"
form = "decision"
level = "must"
when = "working >= 0 and days >= 0"
from = "decision_date"
within = "2 weeks"
met_by = "meeting_date"
says = "Meet."
cite = "2"
[seniority]
ladder = ["team_manager", "service_manager", "assistant_director"]
[approval.decision]
title = "The decision"
"#;

fn file(id: &str, table: &str) -> String {
    format!(
        "wayhome = 1\n[procedure]\nid = \"{id}\"\nauthority = \"Example\"\ndocument = \"Example\"\nbasis = \"local\"\ncompared = \"2026-11\"\n{HEAD}{table}"
    )
}

fn compiled(text: String) -> Procedure {
    let vocabulary = Vocabulary::parse(&Source::new("vocabulary.toml", VOCABULARY)).unwrap();
    let source = Source::new("ex.toml", text);
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let calendar = Calendar::new(
        day(2015, 1, 1),
        day(2030, 12, 31),
        vec![day(2026, 4, 3), day(2026, 4, 6)],
    );
    compile_source(&source, &vocabulary, &calendar)
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure
}

fn procedure(id: &str, table: &str) -> Procedure {
    compiled(file(id, table))
}

fn row(id: &str, when: &str, who: &str) -> String {
    format!("[[approval.decision.row]]\nid = \"{id}\"\nwhen = '{when}'\n{who}\nsays = \"S\"\ncite = \"1\"\n")
}

fn by(role: &str) -> String {
    format!("by = [\"{role}\"]")
}

/// Three rows that leave nothing open.
fn three_rows(last: &str) -> String {
    [
        row("EX-16", "age >= 16", &by("assistant_director")),
        row("EX-20", "age < 16 and working >= 20", &by("service_manager")),
        row("EX-0", "age < 16 and working < 20", last),
    ]
    .concat()
}

/// A procedure whose form asks so.
fn asks(text: String, asking: Option<(&str, &str)>) -> Procedure {
    let Some((question, when)) = asking else {
        return compiled(text);
    };
    let only = format!("{{ question = \"{question}\", when = '{when}' }}, ");
    // What a condition reads is asked before.
    let without = text.replacen(&format!("\"{question}\", "), "", 1);
    compiled(without.replacen("\"approver_role\",", &format!("{only}\"approver_role\","), 1))
}
