//! Every diagnostic has an example that it refuses, and one that nothing refuses.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{compiled, file, names};
use crate::{CODES, Code, Diagnostics, Example, Source, Vocabulary, bank_holidays, expression, scenario};

fn codes(found: Result<Diagnostics, Diagnostics>, source: &Source) -> (BTreeSet<&'static str>, String) {
    let found = found.unwrap_or_else(|errors| errors);
    (
        found.iter().map(|diagnostic| diagnostic.code).collect(),
        found.render(source),
    )
}

fn run(example: Example, text: &str) -> (BTreeSet<&'static str>, String) {
    let source = Source::new("example", text);
    match example {
        Example::Expression { .. } => codes(expression(text, &names()).map(|_| Diagnostics::default()), &source),
        Example::Procedure { .. } => {
            let source = file(text);
            codes(compiled(&source).map(|compiled| compiled.warnings), &source)
        }
        Example::Scenario { .. } => {
            let procedure = Arc::new(
                compiled(&file("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"))
                    .unwrap()
                    .procedure,
            );
            let find = |id: &str| (id == "ex").then(|| Arc::clone(&procedure));
            codes(scenario(&source, &find).map(|_| Diagnostics::default()), &source)
        }
        Example::Vocabulary { .. } => codes(Vocabulary::parse(&source).map(|_| Diagnostics::default()), &source),
        Example::Mapping { .. } => {
            let source = super::mapping(text);
            codes(
                super::compiled_mapping(&source).map(|compiled| compiled.warnings),
                &source,
            )
        }
        Example::Holidays { .. } => codes(bank_holidays(&source).map(|_| Diagnostics::default()), &source),
    }
}

#[test]
fn each_example_gives_its_code_and_no_other() {
    let mut wrong = Vec::new();
    for code in CODES.iter().flat_map(|group| group.iter()) {
        let (Example::Expression { invalid, valid }
        | Example::Procedure { invalid, valid }
        | Example::Vocabulary { invalid, valid }
        | Example::Mapping { invalid, valid }
        | Example::Scenario { invalid, valid }
        | Example::Holidays { invalid, valid }) = code.example;
        let (found, shown) = run(code.example, invalid);
        if found != BTreeSet::from([code.id]) {
            wrong.push(format!("{} invalid gives {found:?}\n{shown}", code.id));
        }
        let (found, shown) = run(code.example, valid);
        if !found.is_empty() {
            wrong.push(format!("{} valid gives {found:?}\n{shown}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<&str> = CODES
        .iter()
        .flat_map(|group| group.iter())
        .map(|code| code.id)
        .collect();
    let sorted: Vec<&str> = BTreeSet::from_iter(ids.clone()).into_iter().collect();
    assert_eq!(ids, sorted);
    assert!(ids.iter().all(|id| id.len() == 5 && id.starts_with("WH")));
    assert_eq!(Code::find("wh041").map(|code| code.id), Some("WH041"));
    assert_eq!(Code::find("WH999"), None);
}
