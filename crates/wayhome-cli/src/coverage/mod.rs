//! `wayhome coverage`: where each duty of a document is kept, and which cases show it.

mod cases;
mod counts;
mod markdown;
mod text;
mod trying;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde::Serialize;
use wayhome_engine::Procedure;
use wayhome_language::{Compiled, Place};
use wayhome_procedures::sources;

use crate::Ending;
use crate::compile::compiled_named;
use crate::procedures::ProcedureArguments;
use crate::say::{answer, answer_data, complain};
use cases::{Cases, Tally};
use counts::Counts;
use trying::Ran;

/// Show where each duty of a document is kept.
#[derive(Args)]
pub(crate) struct CoverageArguments {
    /// Ids of procedures that Wayhome ships, or procedure files in TOML; all that Wayhome ships, if left out.
    #[arg(value_name = "PROCEDURE")]
    wanted: Vec<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: CoverageFormat,
    /// A folder of conformance cases: each is tried, and each place is shown with how many it has of each kind. What does not hold is told, and not counted.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// The procedures that these may stand on beside those that Wayhome ships.
    #[command(flatten)]
    own: ProcedureArguments,
}

/// How coverage is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// As a page, such as `docs/coverage.md`.
    Markdown,
}

/// The coverage of one procedure.
#[derive(Serialize)]
struct Covered {
    procedure: String,
    authority: String,
    document: String,
    counts: Counts,
    duties: Vec<Shown>,
    /// What the approval tables say of cases for which the document names nobody.
    silences: Vec<String>,
}

/// One duty, with the cases of each of its places.
#[derive(Serialize)]
struct Shown {
    id: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    found_later: bool,
    places: Vec<ShownPlace>,
}

#[derive(Serialize)]
struct ShownPlace {
    #[serde(flatten)]
    place: Place,
    /// How many cases there are; without `--cases`, and where no case could be, nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    cases: Option<Tally>,
}

/// Runs the command.
pub(crate) fn run(arguments: &CoverageArguments) -> io::Result<Ending> {
    let cases = arguments.cases.as_deref().map(trying::read).transpose()?;
    let Some(known) = arguments.own.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let names: Vec<String> = if arguments.wanted.is_empty() {
        sources::PROCEDURES.iter().map(|(id, _)| (*id).to_owned()).collect()
    } else {
        arguments.wanted.clone()
    };
    let mut ending = Ending::Clean;
    let mut compiled = Vec::with_capacity(names.len());
    for name in names {
        match compiled_named(&name)? {
            Some(read) => compiled.push(read),
            None => ending = Ending::Unusable,
        }
    }
    let ran = cases.map(|cases| {
        let tried: Vec<Arc<Procedure>> = compiled.iter().map(|one| Arc::new(one.procedure.clone())).collect();
        let of_these = |id: &str| tried.iter().find(|procedure| procedure.id == id).cloned();
        trying::run(cases, &tried, &|id| of_these(id).or_else(|| known.procedure(id)))
    });
    let of = |one: &Compiled| Covered::of(one, ran.as_ref().map(|ran| &ran.cases));
    let all: Vec<Covered> = compiled.iter().map(of).collect();
    let is_kept = |covered: &Covered| covered.duties.iter().all(|duty| !duty.places.is_empty());
    if !all.iter().all(is_kept) {
        ending = ending.max(Ending::Findings);
    }
    match arguments.format {
        CoverageFormat::Json => {
            for covered in &all {
                answer_data(serde_json::to_string(covered)?)?;
            }
        }
        // Beneath no procedure at all, a heading would be all that there is.
        CoverageFormat::Text | CoverageFormat::Markdown if all.is_empty() => {}
        CoverageFormat::Text => answer(text::page(&all))?,
        CoverageFormat::Markdown => answer(markdown::page(&all))?,
    }
    Ok(match ran {
        Some(ran) => ending.max(tell(&ran, arguments.format)?),
        None => ending,
    })
}

/// Names the cases that do not hold; where the answer is for a program or a page, on standard error.
fn tell(ran: &Ran, format: CoverageFormat) -> io::Result<Ending> {
    for case in &ran.otherwise {
        match format {
            CoverageFormat::Text => answer(format!("{case}\n"))?,
            CoverageFormat::Json | CoverageFormat::Markdown => complain(case),
        }
    }
    for case in &ran.unusable {
        complain(case);
    }
    Ok(match (ran.unusable.is_empty(), ran.otherwise.is_empty()) {
        (false, _) => Ending::Unusable,
        (true, false) => Ending::Findings,
        (true, true) => Ending::Clean,
    })
}

impl Covered {
    fn of(compiled: &Compiled, cases: Option<&Cases>) -> Self {
        let Compiled {
            procedure, coverage, ..
        } = compiled;
        let shown = |place: &Place| ShownPlace {
            cases: cases.and_then(|cases| cases.of(place)),
            place: place.clone(),
        };
        let duties = coverage.duties.iter().map(|duty| Shown {
            id: duty.id.clone(),
            found_later: duty.found_later,
            places: duty.places.iter().map(shown).collect(),
        });
        let silences = procedure.approvals.iter().flat_map(|table| &table.silences);
        Self {
            procedure: procedure.id.clone(),
            authority: procedure.authority.clone(),
            document: procedure.document.clone(),
            counts: Counts::of(compiled, cases),
            duties: duties.collect(),
            silences: silences.map(|silence| silence.note.clone()).collect(),
        }
    }
}
