//! `wayhome coverage`: where each duty of a document is kept, and which cases show it.

mod cases;
mod counts;
mod markdown;
mod text;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use wayhome_language::{Compiled, Place};
use wayhome_procedures::sources;

use crate::Ending;
use crate::compile::compiled_named;
use crate::say::{answer, answer_data};
use cases::{Cases, Tally};
use counts::Counts;

/// Show where each duty of a document is kept.
#[derive(Args)]
pub(crate) struct CoverageArguments {
    /// Ids of procedures that Wayhome ships, or procedure files in TOML; all that Wayhome ships, if left out.
    #[arg(value_name = "PROCEDURE")]
    procedures: Vec<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: CoverageFormat,
    /// A folder of conformance cases: each place is shown with how many cases it has of each kind.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
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
    let cases = arguments.cases.as_deref().map(Cases::read).transpose()?;
    let names: Vec<String> = if arguments.procedures.is_empty() {
        sources::PROCEDURES.iter().map(|(id, _)| (*id).to_owned()).collect()
    } else {
        arguments.procedures.clone()
    };
    let mut ending = Ending::Clean;
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        let Some(compiled) = compiled_named(&name)? else {
            ending = Ending::Unusable;
            continue;
        };
        let covered = Covered::of(&compiled, cases.as_ref());
        if covered.duties.iter().any(|duty| duty.places.is_empty()) {
            ending = ending.max(Ending::Findings);
        }
        all.push(covered);
    }
    match arguments.format {
        CoverageFormat::Json => {
            for covered in &all {
                answer_data(serde_json::to_string(covered)?)?;
            }
        }
        CoverageFormat::Text => answer(text::page(&all))?,
        CoverageFormat::Markdown => answer(markdown::page(&all))?,
    }
    Ok(ending)
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
