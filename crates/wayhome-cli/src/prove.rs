//! `wayhome prove`

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use clap::Args;
use wayhome_engine::{Procedure, words};
use wayhome_language::{MOST_CELLS, Proof, prove};

use crate::compile::{named, wrong_data};
use crate::problems::SETTLE;
use crate::procedures::{Known, ProcedureArguments};
use crate::say::{answer, answer_data, complain};
use crate::{Ending, Format};

/// Try every case of the approval tables.
#[derive(Args)]
pub(crate) struct ProveArguments {
    /// Ids of procedures, or procedure files in TOML; if left out, those of --procedures, and without that, all that Wayhome ships.
    #[arg(value_name = "PROCEDURE")]
    wanted: Vec<String>,
    #[command(flatten)]
    own: ProcedureArguments,
    /// How to write what is found.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub(crate) fn run(arguments: &ProveArguments) -> io::Result<Ending> {
    let Some(known) = arguments.own.load_usable_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let mut wanted = arguments.wanted.clone();
    if wanted.is_empty() {
        wanted.extend(known.own().map(str::to_owned));
    }
    let mut ending = known.ending();
    if wanted.is_empty() && ending == Ending::Clean {
        wanted.extend(wayhome_procedures::compiled().iter().map(|(id, _)| (*id).to_owned()));
    }
    for name in wanted {
        if arguments.format == Format::Json
            && known.procedure(&name).is_none()
            && let Some(wrong) = wrong_data(Path::new(&name))?
        {
            answer_data(wrong)?;
            ending = Ending::Unusable;
            continue;
        }
        let Some(procedure) = procedure(&known, &name)? else {
            ending = Ending::Unusable;
            continue;
        };
        let proofs = prove(&procedure);
        if !proofs.iter().all(Proof::holds) {
            ending = ending.max(Ending::Findings);
        }
        match arguments.format {
            Format::Json => {
                for proof in &proofs {
                    answer_data(serde_json::to_value(proof)?)?;
                }
            }
            Format::Text => answer(page(&procedure, &proofs))?,
        }
    }
    Ok(ending)
}

fn procedure(known: &Known, name: &str) -> io::Result<Option<Procedure>> {
    match known.procedure(name) {
        Some(known) => Ok(Some(Procedure::clone(&known))),
        None if known.is_refused(name) => {
            complain(known.unknown(name));
            Ok(None)
        }
        None => named(name),
    }
}

fn page(procedure: &Procedure, proofs: &[Proof]) -> String {
    let mut out = String::new();
    if proofs.is_empty() {
        let _ = writeln!(out, "{}: there is no approval table", procedure.id);
    }
    for proof in proofs {
        let name = format!("{}, table {}", proof.procedure, proof.table);
        if let Some(unchecked) = unchecked(proof) {
            let _ = writeln!(out, "{name}: {unchecked}.");
            continue;
        }
        let verdict = if proof.holds() {
            "each falls into one row or a declared silence"
        } else {
            "not every one is settled"
        };
        let _ = writeln!(out, "{name}: {} tried, {verdict}.", cases(proof.space));
        for unsettled in unsettled(proof) {
            let _ = writeln!(out, "  {unsettled}");
        }
        if !proof.holds() {
            let _ = writeln!(out, "  {SETTLE}");
        }
        for row in &proof.idle {
            let _ = writeln!(out, "  idle: {row} never decides.");
        }
    }
    out
}

/// That a table was not checked, and why, if so.
pub(crate) fn unchecked(proof: &Proof) -> Option<String> {
    let space = proof.space;
    (!proof.checked).then(|| format!("not checked. It has {space} cases, and at most {MOST_CELLS} are tried"))
}

/// Each gap and each overlap of a table, as a child.
pub(crate) fn unsettled(proof: &Proof) -> impl Iterator<Item = String> {
    let gaps = proof.gaps.iter().map(|gap| {
        format!(
            "gap: nothing is said of this child: {} ({} like it).",
            gap.child,
            cases(gap.cases)
        )
    });
    let overlaps = proof.overlaps.iter().map(|overlap| {
        let silence = overlap.silence.iter().map(|note| format!("the silence “{note}”"));
        let both: Vec<_> = overlap.rows.iter().cloned().chain(silence).collect();
        format!(
            "overlap: {} apply to this child: {} ({} like it).",
            words::list(&both, "and"),
            overlap.child,
            cases(overlap.cases)
        )
    });
    gaps.chain(overlaps)
}

fn cases(count: u64) -> String {
    if count == 1 {
        "1 case".to_owned()
    } else {
        format!("{count} cases")
    }
}
