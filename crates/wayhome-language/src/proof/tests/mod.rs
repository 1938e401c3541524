//! Approval tables of one procedure, and what is proved of them.

mod asked;
mod cases;
mod told;

use wayhome_engine::Procedure;

use crate::proof::{Proof, prove};
use crate::{Source, Vocabulary, compile};

const VOCABULARY: &str = r#"
[[question]]
id = "date_of_birth"
type = "date"
label = "When was the child born?"

[[question]]
id = "decision_date"
type = "date"
label = "Decision date"

[[question]]
id = "looked_after_start"
type = "date"
label = "Start of being looked after"

[[question]]
id = "agreed"
type = "yesno"
label = "Agreed"

[[question]]
id = "balance"
type = "number"
label = "Balance"

[[question]]
id = "team"
type = "text"
label = "Team"

[[question]]
id = "school"
type = "text"
label = "School"

[[question]]
id = "people"
type = "rows"
label = "Who lives at home?"
name = "People at home"
row = "Person {number}"
fields = [
    { id = "kind", type = "choice", label = "Kind of check", options = [{ id = "clear", label = "Nothing found" }, { id = "waiting", label = "Still awaited" }] },
    { id = "born", type = "date", label = "Born" },
]

[[question]]
id = "urgent"
type = "yesno"
label = "Urgent"

[[question]]
id = "legal_status"
type = "choice"
label = "Legal status"
options = [{ id = "section_20", label = "Section 20" }, { id = "care_order", label = "Care order" }]
"#;

fn procedure(table: &str) -> Procedure {
    let vocabulary = Vocabulary::parse(&Source::new("vocabulary.toml", VOCABULARY)).unwrap();
    let text = format!(
        r#"
wayhome = 1
[procedure]
id = "ex"
authority = "Example"
document = "Example"
basis = "local"
compared = "2026-11"
[facts]
age = "age(date_of_birth, decision_date)"
days = "working_days(looked_after_start, decision_date)"
both = "agreed and urgent"
checked = {{ is = 'every p in people satisfies p.born < decision_date', name = "Everyone at home is checked" }}
waited = {{ is = "days(date_of_birth, looked_after_start)", name = "Days waited since the start" }}
[[form]]
id = "decision"
title = "Decision"
[[form.section]]
title = "All"
ask = ["date_of_birth", "decision_date", "looked_after_start", "agreed", "legal_status", "urgent", "balance", "team", "school", "people"]
[approval.decision]
title = "The decision"
{table}
"#
    );
    let source = Source::new("ex.toml", text);
    compile(&source, &vocabulary, &wayhome_engine::Calendar::default())
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure
}

fn row(id: &str, when: &str, more: &str) -> String {
    format!(
        "[[approval.decision.row]]\nid = \"{id}\"\nwhen = '{when}'\nnone_required = true\nsays = \"S\"\ncite = \"1\"\n{more}\n"
    )
}

#[track_caller]
fn proof(rows: &[String]) -> Proof {
    prove(&procedure(&rows.concat())).remove(0)
}
