//! What is wrong with a scenario, at its place in the file. The engine finds it: the app, which reads no TOML, says the same.

use std::sync::Arc;

use wayhome_engine::{Plan, Problem, ProblemKind, Scenario};

use super::file::File;
use crate::diagnostics::codes::name::DECLARED_TWICE;
use crate::diagnostics::codes::{Code, scenario as codes};
use crate::diagnostics::{Report, Reports, closest};

/// Reports every problem of a scenario.
pub(super) fn check(file: &File<'_>, scenario: &Scenario, plan: &Arc<Plan>, reports: &mut Reports) {
    for problem in scenario.problems(plan) {
        reports.push(report(file, problem));
    }
    let attempts: Vec<&str> = scenario.attempts.iter().map(|attempt| attempt.id.as_str()).collect();
    twice(file, "attempt", &attempts, reports);
    let variants: Vec<&str> = scenario.variants.iter().map(|variant| variant.id.as_str()).collect();
    twice(file, "variant", &variants, reports);
}

/// By its id a lesson is found again: of two with the same, only one would be.
fn twice(file: &File<'_>, what: &str, ids: &[&str], reports: &mut Reports) {
    let place = |number: usize| file.at(&[what, &number.to_string(), "id"]);
    for (number, id) in ids.iter().enumerate() {
        let first = ids.iter().position(|known| known == id).unwrap_or(number);
        if first < number {
            let report = Report::new(
                &DECLARED_TWICE,
                &place(number),
                format!("two of [[{what}]] have the id \"{id}\""),
            );
            reports.push(
                report
                    .note(&place(first), "here for the first time")
                    .help("give this one another id"),
            );
        }
    }
}

fn report(file: &File<'_>, problem: Problem) -> Report {
    let path: Vec<&str> = problem.path.iter().map(String::as_str).collect();
    let mut report = Report::new(code(problem.kind), &file.at(&path), problem.message);
    if let Some(help) = problem.help {
        report = report.help(help);
    }
    match problem.unknown {
        Some((name, known)) if problem.kind == ProblemKind::NoSuchRule => {
            report.suggest(&name, known.iter().map(String::as_str))
        }
        Some((name, known)) => match closest(&name, known.iter().map(String::as_str)) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report,
        },
        None => report,
    }
}

fn code(kind: ProblemKind) -> &'static Code {
    match kind {
        ProblemKind::Empty => &codes::EMPTY,
        ProblemKind::NotAsked => &codes::NOT_ASKED,
        ProblemKind::BadAnswer => &codes::BAD_ANSWER,
        ProblemKind::NoSuchRule => &codes::NO_SUCH_RULE,
        ProblemKind::AgainstTheStory => &codes::AGAINST_THE_STORY,
        ProblemKind::FoundOtherwise => &codes::FOUND_OTHERWISE,
        ProblemKind::NotInTheModel => &codes::NOT_IN_THE_MODEL,
        ProblemKind::NotPutRight => &codes::NOT_PUT_RIGHT,
    }
}
