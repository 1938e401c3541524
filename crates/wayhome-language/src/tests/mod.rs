//! Tests of the language as a whole.

mod approving;
mod conditions;
mod counted;
mod dated_facts;
mod examples;
mod expressions;
mod hostile;
mod in_force;
mod lints;
mod lowering;
mod mappings;
mod messages;
mod places;
mod reasons;
mod rows;
mod shapes;
mod sketch;
mod slips;
mod toml;
mod whole_days;

use wayhome_engine::Calendar;

use crate::{Compiled, CompiledMapping, Diagnostics, Names, Source, Vocabulary, compile, compile_mapping};

fn vocabulary() -> Vocabulary {
    let source = Source::new("vocabulary.toml", include_str!("vocabulary.toml"));
    Vocabulary::parse(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)))
}

fn names() -> Names {
    Names::of_vocabulary(&vocabulary())
}

const HEAD: &str = "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'An authority'\ndocument = 'The document'\nbasis = 'guidance'\ncompared = '2026-11'\n";

const FORMS: &str = "
[[form]]
id = 'visit'
title = 'Visit'
[[form.section]]
title = 'The visit'
ask = ['visit_date', 'child_seen', 'seen_alone', 'legal_status']

[[form]]
id = 'decision'
title = 'Decision'
[[form.section]]
title = 'The decision'
ask = ['child_seen', 'approver_role', 'approver_nominated_in_writing', 'approval_outcome', 'approval_date', 'decision_effective_date']
";

/// A whole file made of some parts, with the head and two forms.
fn file(parts: &str) -> Source {
    let head = if parts.contains("[procedure]") { "" } else { HEAD };
    Source::new("ex.toml", format!("{head}{parts}\n{FORMS}"))
}

fn compiled(source: &Source) -> Result<Compiled, Diagnostics> {
    compile(source, &vocabulary(), &calendar())
}

/// Without holidays, and known to the end of 2028.
fn calendar() -> Calendar {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    Calendar::new(day(2018), day(2028), Vec::new())
}

/// The code and place of everything that is wrong or doubtful.
fn found(source: &Source) -> Vec<(&'static str, usize, usize)> {
    let diagnostics = compiled(source).map_or_else(|errors| errors, |compiled| compiled.warnings);
    diagnostics
        .iter()
        .map(|found| (found.code, found.line, found.column))
        .collect()
}

/// A whole mapping made of some fields, with a head.
fn mapping(fields: &str) -> Source {
    let head = "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit', 'decision', 'plan']\ntried = 'Never tried.'\noutput = 'json'\n[[field]]\nto = 'training'\nreport = 'training'\n";
    let head = if fields.contains("[mapping]") { "" } else { head };
    Source::new("m.toml", format!("{head}{fields}"))
}

/// Compiled for the procedure that the tests' forms make.
fn compiled_mapping(source: &Source) -> Result<CompiledMapping, Diagnostics> {
    let source_of_procedure = file(
        "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Home'\nask = ['household', 'plan_covers']",
    );
    let procedure =
        compiled(&source_of_procedure).unwrap_or_else(|found| panic!("{}", found.render(&source_of_procedure)));
    compile_mapping(source, &procedure.procedure, None)
}
