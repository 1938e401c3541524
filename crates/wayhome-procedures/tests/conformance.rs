//! The conformance cases, run natively, and what they have to cover.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the whole file is test code, helpers included"
)]

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::Value as Json;
use wayhome_conformance::{Case, cases};
use wayhome_engine::{Comparison, DeadlineState, Due, Expression, Procedure, Report, Rule, State, Test, check};

fn run(case: &Case) -> Report {
    let plan =
        wayhome_procedures::plan(&case.procedure, &case.form).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let today: NaiveDate = case.today.parse().unwrap();
    check(&plan, today, case.record().unwrap())
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for (file, case) in cases().unwrap() {
        let differences = case.differences(&run(&case));
        if !differences.is_empty() {
            wrong.push(format!("{file}: {}\n  {}", case.name, differences.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every id that a procedure checks: its rules, and the checks of its approval rows, each with when it applies.
fn checked(procedure: &Procedure) -> impl Iterator<Item = (&Rule, Option<&Expression>)> {
    let rows = procedure.approvals.iter().flat_map(|table| &table.rows);
    let rows = rows.filter(|row| !row.check.parts.is_empty());
    let rules = procedure.rules.iter().map(|rule| (rule, rule.when.as_ref()));
    rules.chain(rows.map(|row| (&row.check, Some(&row.when))))
}

fn shipped() -> impl Iterator<Item = Arc<Procedure>> {
    wayhome_procedures::compiled()
        .iter()
        .map(|(id, _)| wayhome_procedures::procedure(id).unwrap())
}

/// Does some part of an expression, the facts in it included, satisfy this?
fn any(expression: &Expression, procedure: &Procedure, that: &dyn Fn(&Expression) -> bool) -> bool {
    let fact = match expression {
        Expression::Fact(index) => procedure.fact(*index).map(|fact| &fact.is),
        _ => None,
    };
    that(expression)
        || expression
            .children()
            .into_iter()
            .chain(fact)
            .any(|part| any(part, procedure, that))
}

/// Can this rule be breached at all? One that only asks for an answer is to do until it has one.
fn can_be_breached(rule: &Rule) -> bool {
    fn can_fail(expression: &Expression) -> bool {
        match expression {
            Expression::Recorded(_) => false,
            Expression::And(parts) => parts.iter().any(can_fail),
            Expression::Or(parts) => parts.iter().all(can_fail),
            _ => true,
        }
    }
    rule.parts.iter().any(|part| can_fail(&part.expect))
}

/// Can it be open whether this applies? Whether something has been answered is always known; what the answer is may not be.
fn can_be_open(when: Option<&Expression>, procedure: &Procedure) -> bool {
    let reads = |part: &Expression| matches!(part, Expression::Question(_));
    when.is_some_and(|when| any(when, procedure, &reads))
}

/// Is there a bound: a number, date or age that something has to reach, or not to pass?
fn has_bound(rule: &Rule, when: Option<&Expression>, procedure: &Procedure) -> bool {
    let ordered = |comparison: &Comparison| !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let bounds = |part: &Expression| match part {
        Expression::Compare(comparison, _, _) => ordered(comparison),
        Expression::In(_, tests) => tests.iter().any(|test| match test {
            Test::Compare(comparison, _) => ordered(comparison),
            Test::Between { .. } => true,
            Test::Among(_) => false,
        }),
        _ => false,
    };
    let expected = rule.parts.iter().map(|part| &part.expect);
    when.into_iter()
        .chain(expected)
        .any(|part| any(part, procedure, &bounds))
}

#[test]
fn every_rule_has_a_case_of_each_kind_that_is_possible() {
    let mut seen: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, case) in cases().unwrap() {
        for (rule, state) in case.findings {
            let kind = match state {
                State::Met => "met",
                State::Breached | State::Explained => "breached",
                State::ToDo => "to do",
                State::CannotTell => "cannot tell",
                State::NotApplicable => "not applicable",
            };
            seen.entry(rule).or_default().insert(kind);
        }
    }
    let mut missing = Vec::new();
    for procedure in shipped() {
        for (rule, when) in checked(&procedure) {
            let mut wanted = vec!["met", "to do"];
            wanted.extend(can_be_breached(rule).then_some("breached"));
            wanted.extend(can_be_open(when, &procedure).then_some("cannot tell"));
            wanted.extend(when.map(|_| "not applicable"));
            let kinds = seen.get(&rule.id);
            wanted.retain(|kind| !kinds.is_some_and(|kinds| kinds.contains(kind)));
            missing.extend(wanted.into_iter().map(|kind| format!("{}: {kind}", rule.id)));
        }
    }
    assert!(missing.is_empty(), "no case for:\n{}", missing.join("\n"));
}

/// Of the cases at the bound of a rule or row: the states it comes to, and whether it is among the rows that decide.
#[derive(Default)]
struct Sides {
    states: BTreeSet<String>,
    decides: BTreeSet<bool>,
}

#[test]
fn every_bound_has_a_case_on_each_side() {
    let mut sides: BTreeMap<String, Sides> = BTreeMap::new();
    for (_, case) in cases().unwrap() {
        for id in &case.boundary {
            let found = sides.entry(id.clone()).or_default();
            found
                .states
                .extend(case.findings.get(id).map(|state| format!("{state:?}")));
            let rows = case
                .approvals
                .iter()
                .filter_map(|approval| approval.get("rows")?.as_array());
            let rows: Vec<bool> = rows.map(|rows| rows.contains(&Json::from(id.as_str()))).collect();
            if !rows.is_empty() {
                found.decides.insert(rows.contains(&true));
            }
        }
    }
    let none = Sides::default();
    let at = |id: &str| sides.get(id).unwrap_or(&none);
    let mut missing = Vec::new();
    for procedure in shipped() {
        for (rule, _) in checked(&procedure) {
            if has_bound(rule, rule.when.as_ref(), &procedure) && at(&rule.id).states.len() < 2 {
                missing.push(rule.id.clone());
            }
        }
        for row in procedure.approvals.iter().flat_map(|table| &table.rows) {
            let bounded = has_bound(
                &Rule {
                    parts: Vec::new(),
                    ..row.check.clone()
                },
                Some(&row.when),
                &procedure,
            );
            if bounded && at(&row.check.id).decides.len() < 2 {
                missing.push(format!("{}, whether it decides", row.check.id));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "no case on each side of the bound of:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_deadline_has_a_case_on_its_last_day_and_one_a_day_later() {
    let mut seen: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (file, case) in cases().unwrap() {
        let report = run(&case);
        for due in &report.deadlines {
            let named = case.deadlines.contains_key(&due.id);
            let side = match due.state {
                DeadlineState::Met | DeadlineState::Due => "in time",
                DeadlineState::Late | DeadlineState::MetLate => "late",
                DeadlineState::CannotTell => "cannot tell",
                DeadlineState::NotApplicable => continue,
            };
            if !named {
                continue;
            }
            seen.entry(due.id.clone()).or_default().insert(side);
            if case.boundary.contains(&due.id) {
                let days = days_beyond(&case, due);
                let expected = i64::from(side == "late");
                assert_eq!(
                    days,
                    Some(expected),
                    "{file}: {} is not at the bound of {}",
                    case.name,
                    due.id
                );
                seen.entry(due.id.clone())
                    .or_default()
                    .insert(if side == "late" { "a day later" } else { "last day" });
            }
        }
    }
    let mut missing = Vec::new();
    for procedure in shipped() {
        for deadline in &procedure.deadlines {
            for kind in ["in time", "late", "last day", "a day later", "cannot tell"] {
                if !seen.get(&deadline.id).is_some_and(|kinds| kinds.contains(kind)) {
                    missing.push(format!("{}: {kind}", deadline.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no case for:\n{}", missing.join("\n"));
}

/// How many days after the last day what meets a deadline was, or else the day of the check.
fn days_beyond(case: &Case, due: &Due) -> Option<i64> {
    let procedure = wayhome_procedures::procedure(&due.source)?;
    let deadline = procedure.deadlines.iter().find(|deadline| deadline.id == due.id)?;
    let met_by = match deadline.met_by {
        Some(Expression::Question(index)) => procedure.question(index)?.id.clone(),
        _ => String::new(),
    };
    let date = |text: &str| text.get(..10).and_then(|text| text.parse::<NaiveDate>().ok());
    let on = match due.state {
        DeadlineState::Met | DeadlineState::MetLate => date(case.answers.get(&met_by)?.as_str()?)?,
        _ => date(&case.today)?,
    };
    let last = serde_json::to_value(due.due?).ok()?;
    let last = date(last.as_str()?)?;
    Some((on - last).num_days())
}

#[test]
fn a_boundary_names_what_its_case_checks() {
    let mut stray = Vec::new();
    for (file, case) in cases().unwrap() {
        for id in &case.boundary {
            let named = case.findings.contains_key(id) || case.deadlines.contains_key(id);
            let approved = case
                .approvals
                .iter()
                .any(|approval| approval.contains_key("rows") || approval.contains_key("state"));
            if !named && !approved {
                stray.push(format!("{file}: {}: {id}", case.name));
            }
        }
    }
    assert!(stray.is_empty(), "{}", stray.join("\n"));
}

/// Ethnicity is never asked, offered, scored or spoken of: not in a question, an option, a rule, a note or a fact.
#[test]
fn nothing_asks_for_ethnicity_or_speaks_of_it() {
    for (id, json) in wayhome_procedures::compiled() {
        let text = json.to_lowercase();
        for word in [
            "ethnic",
            "racial",
            "\"race",
            "african",
            "caribbean",
            "dual heritage",
            "skin colour",
        ] {
            assert!(!text.contains(word), "{id} speaks of {word}");
        }
    }
}

/// The document of the 2015 nutshell names no authority; nothing that is shown may name one.
#[test]
fn the_nutshell_is_called_what_it_is() {
    let nutshell = wayhome_procedures::procedure("nutshell").unwrap();
    assert_eq!(
        nutshell.authority,
        "Returning a child home: procedure in a nutshell, 2015"
    );
    for (_, json) in wayhome_procedures::compiled() {
        assert!(
            !json
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| word.eq_ignore_ascii_case("kent"))
        );
    }
}
