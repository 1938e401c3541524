//! What is wrong with a scenario, at its place in the file. The engine finds it: the app, which reads no TOML, says the same.

use std::sync::Arc;

use wayhome_engine::{Plan, Problem, ProblemKind, Scenario};

use super::file::File;
use crate::diagnostics::codes::{Code, scenario as codes};
use crate::diagnostics::{Report, Reports, closest};

/// Reports every problem of a scenario.
pub(super) fn check(file: &File<'_>, scenario: &Scenario, plan: &Arc<Plan>, reports: &mut Reports) {
    for problem in scenario.problems(plan) {
        reports.push(report(file, problem));
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
