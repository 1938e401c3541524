//! `wayhome messages`: every text of a procedure that somebody may read, on one page, so that one person can read all of them aloud in
//! one sitting.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use clap::Args;
use wayhome_engine::{ApprovalTable, Kind, Procedure, Question, Rule};
use wayhome_language::{Compiled, PlaceKind};
use wayhome_procedures::sources;

use crate::Ending;
use crate::compile::compiled_named;
use crate::say::answer;

/// Print every text of a procedure that somebody may read.
#[derive(Args)]
pub(crate) struct MessagesArguments {
    /// Ids of procedures that Wayhome ships, or procedure files in TOML; all that Wayhome ships, if left out.
    #[arg(value_name = "PROCEDURE")]
    procedures: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &MessagesArguments) -> io::Result<Ending> {
    let names: Vec<String> = if arguments.procedures.is_empty() {
        sources::PROCEDURES.iter().map(|(id, _)| (*id).to_owned()).collect()
    } else {
        arguments.procedures.clone()
    };
    let mut ending = Ending::Clean;
    let mut page = String::new();
    // A question that several procedures ask is read once.
    let mut read = BTreeSet::new();
    for name in names {
        match compiled_named(&name)? {
            Some(compiled) => section(&mut page, &compiled, &mut read),
            None => ending = Ending::Unusable,
        }
    }
    if !page.is_empty() {
        answer(format!("# Messages\n{page}"))?;
    }
    Ok(ending)
}

fn section(page: &mut String, compiled: &Compiled, read: &mut BTreeSet<String>) {
    let procedure = &compiled.procedure;
    let _ = writeln!(page, "\n## {}: {}\n", procedure.authority, procedure.document);
    for caution in procedure.cautions.iter().chain(&procedure.superseded) {
        let _ = writeln!(page, "- {caution}");
    }
    page.push_str("\n### Questions\n\n");
    for form in &procedure.forms {
        for section in &form.sections {
            let asked = section.ask.iter().filter_map(|ask| procedure.question(ask.question));
            let new: Vec<&Question> = asked.filter(|question| read.insert(question.id.clone())).collect();
            if !new.is_empty() {
                let _ = writeln!(page, "{}, {}:\n", form.title, section.title);
                for asked in new {
                    question(page, procedure, asked, "");
                }
                page.push('\n');
            }
        }
    }
    let named: Vec<&str> = procedure.facts.iter().filter_map(|fact| fact.name.as_deref()).collect();
    if !named.is_empty() {
        page.push_str("### Facts that a reason names\n\n");
        for name in named {
            let _ = writeln!(page, "- {name}");
        }
        page.push('\n');
    }
    page.push_str("### Rules\n\n");
    procedure.rules.iter().for_each(|rule| texts(page, rule));
    if !procedure.deadlines.is_empty() {
        page.push_str("\n### Deadlines\n\n");
    }
    for deadline in &procedure.deadlines {
        let _ = writeln!(page, "- {}: {}", deadline.id, deadline.says);
    }
    procedure.approvals.iter().for_each(|table| approvals(page, table));
    let mut heading = Some("\n### What no record can show\n\n");
    for place in compiled.coverage.duties.iter().flat_map(|duty| &duty.places) {
        if let (PlaceKind::Guidance, Some(because)) = (place.kind, &place.because) {
            page.push_str(heading.take().unwrap_or_default());
            let _ = writeln!(page, "- {}: {} {because}", place.id, place.says);
        }
    }
}

/// A question with its name in a reason, its hint and its options; rows with their fields beneath.
fn question(page: &mut String, procedure: &Procedure, question: &Question, indent: &str) {
    let _ = write!(page, "{indent}- {}", question.label);
    if let Some(hint) = &question.hint {
        let _ = write!(page, " ({hint})");
    }
    let _ = writeln!(page, " [{}]", question.name);
    match &question.kind {
        Kind::Choice(list) | Kind::Choices(list) => {
            let list = procedure.option_lists.get(usize::from(*list));
            for option in list.iter().flat_map(|list| &list.options) {
                let _ = writeln!(page, "{indent}  - {}", option.label);
            }
        }
        Kind::Rows(fields) => {
            let indent = format!("{indent}  ");
            for field in fields {
                self::question(page, procedure, field, &indent);
            }
        }
        _ => {}
    }
}

/// What a rule asks, and what is said where it is not met.
fn texts(page: &mut String, rule: &Rule) {
    let _ = writeln!(page, "- {}: {}", rule.id, rule.says);
    for part in &rule.parts {
        for text in part.breached_says.iter().chain(&part.explained_says) {
            let _ = writeln!(page, "  - {text}");
        }
    }
}

fn approvals(page: &mut String, table: &ApprovalTable) {
    let _ = writeln!(page, "\n### {}\n", table.title);
    table.rows.iter().for_each(|row| texts(page, &row.check));
    for silence in &table.silences {
        let _ = writeln!(page, "- {}", silence.note);
    }
}
