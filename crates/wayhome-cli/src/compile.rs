//! `wayhome lint` and `wayhome compile`

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::Args;
use serde_json::json;
use wayhome_engine::{Basis, Calendar, Plan, Procedure, words};
use wayhome_language::{Compiled, Diagnostics, Proof, Source, Vocabulary, bank_holidays, prove};
use wayhome_procedures::sources;

use crate::input::takes_in;
use crate::output;
use crate::procedures::{self, Known, ProcedureArguments};
use crate::prove::unsettled;
use crate::say::{answer, complain, show};
use crate::{Ending, Format};

/// Check files of procedures and of training scenarios.
#[derive(Args)]
pub(crate) struct LintArguments {
    /// Files of procedures or training scenarios, in TOML.
    #[arg(required = true, value_name = "FILE.toml")]
    files: Vec<PathBuf>,
    /// How to write what is found.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A vocabulary to use instead of the one that Wayhome ships.
    #[arg(long, value_name = "FILE")]
    vocabulary: Option<PathBuf>,
    /// The procedures that scenarios may name beside those that Wayhome ships.
    #[command(flatten)]
    procedures: ProcedureArguments,
}

/// Compile a procedure file.
#[derive(Args)]
pub(crate) struct CompileArguments {
    /// The procedure file, in TOML.
    #[arg(value_name = "PROCEDURE.toml")]
    file: PathBuf,
    /// Where to write; standard output, if left out.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A vocabulary to use instead of the one that Wayhome ships.
    #[arg(long, value_name = "FILE")]
    vocabulary: Option<PathBuf>,
}

/// Runs `wayhome lint`.
pub(crate) fn lint(arguments: &LintArguments) -> io::Result<Ending> {
    let own = own_vocabulary(arguments.vocabulary.as_deref())?;
    let Some(known) = arguments.procedures.load(&[])? else {
        return Ok(Ending::Unusable);
    };
    let mut ending = Ending::Clean;
    for path in &arguments.files {
        let Some(source) = read(path) else {
            ending = Ending::Unusable;
            continue;
        };
        let (found, problems) = if is_scenario(&source) {
            (scenario_found(&source, &known), Vec::new())
        } else {
            match compiled(&source, own.as_ref())? {
                Ok(compiled) => (compiled.warnings, problems(compiled.procedure, &known)),
                Err(diagnostics) => (diagnostics, Vec::new()),
            }
        };
        let is_clean = found.is_empty() && problems.is_empty();
        if !is_clean {
            ending = ending.max(Ending::Findings);
        }
        match arguments.format {
            Format::Json => {
                let found = json!({ "file": source.name, "diagnostics": found, "problems": problems });
                writeln!(io::stdout(), "{found}")?;
            }
            Format::Text if is_clean => answer(format!("{}: nothing to put right\n", source.name))?,
            Format::Text => {
                answer(found.render(&source))?;
                for problem in problems {
                    answer(format!("{}: {problem}\n", source.name))?;
                }
            }
        }
    }
    Ok(ending)
}

/// What is wrong with a procedure that compiles, and stands at no one place in its file: what it stands on, and children of whom its approval
/// tables say nothing, or two things.
fn problems(procedure: Procedure, known: &Known) -> Vec<String> {
    let procedure = Arc::new(procedure);
    let floor = match &procedure.floor {
        None => Ok(None),
        Some(id) => known.procedure(id).map(Some).ok_or_else(|| no_floor(id)),
    };
    let laid = floor.and_then(|floor| {
        let forms = procedure.forms.iter();
        let mut laid = forms.map(|form| Plan::new(Arc::clone(&procedure), floor.clone(), &form.id));
        laid.try_for_each(|plan| plan.map(|_| ()).map_err(|error| error.to_string()))
    });
    laid.err().into_iter().chain(unsettled_cases(&procedure)).collect()
}

fn no_floor(id: &str) -> String {
    let shipped = wayhome_procedures::compiled()
        .iter()
        .filter_map(|(id, _)| wayhome_procedures::procedure(id));
    let law = shipped.filter(|procedure| procedure.basis == Basis::Law);
    let law: Vec<_> = law.map(|procedure| format!("`{}`", procedure.id)).collect();
    format!(
        "its floor is `{id}`, and there is no such procedure. Wayhome ships {}; name others with --procedures.",
        words::list(&law, "and")
    )
}

fn unsettled_cases(procedure: &Procedure) -> Vec<String> {
    let proofs = prove(procedure);
    let told = |proof: &Proof| {
        let table = proof.table.clone();
        unsettled(proof)
            .map(move |case| format!("table {table}: {case}"))
            .collect::<Vec<_>>()
    };
    proofs.iter().flat_map(told).collect()
}

/// Is this a training scenario? Only those have a model record.
fn is_scenario(source: &Source) -> bool {
    let table = toml::from_str::<toml::Table>(&source.text);
    table.is_ok_and(|table| table.contains_key("model") || table.contains_key("step"))
}

fn scenario_found(source: &Source, known: &Known) -> Diagnostics {
    let found = wayhome_language::scenario(source, &|id| known.procedure(id));
    found.err().unwrap_or_default()
}

/// Runs `wayhome compile`.
pub(crate) fn compile(arguments: &CompileArguments) -> io::Result<Ending> {
    let own = own_vocabulary(arguments.vocabulary.as_deref())?;
    let Some(source) = read(&arguments.file) else {
        return Ok(Ending::Unusable);
    };
    let is_in_danger = |path: &&Path| is_source(path) || takes_in(&arguments.file, path);
    if let Some(path) = arguments.output.as_deref().filter(is_in_danger) {
        complain(format!(
            "{}: what is compiled is not written where a source is, or has its name. Name a file that ends in .json.",
            path.display()
        ));
        return Ok(Ending::Unusable);
    }
    match compiled(&source, own.as_ref())? {
        Err(diagnostics) => {
            show(&diagnostics.render(&source));
            Ok(Ending::Unusable)
        }
        Ok(Compiled {
            procedure, warnings, ..
        }) => {
            show(&warnings.render(&source));
            let unsettled = unsettled_cases(&procedure);
            if !unsettled.is_empty() {
                for case in unsettled {
                    complain(format!("{}: {case}", source.name));
                }
                complain(
                    "nothing was compiled. Add a row or a silence for each gap, and say with `over` which of two rows comes first.",
                );
                return Ok(Ending::Unusable);
            }
            let json = serde_json::to_string(&procedure)?;
            match &arguments.output {
                Some(path) => writeln!(output::create(path)?, "{json}")?,
                None => writeln!(io::stdout(), "{json}")?,
            }
            Ok(Ending::Clean)
        }
    }
}

/// Does a path name a file as people write them?
fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml")
}

/// A procedure that Wayhome ships, or that a file holds as TOML or compiled; `None` once it is said what is wrong with it.
pub(crate) fn named(name: &str) -> io::Result<Option<Procedure>> {
    if let Some(shipped) = wayhome_procedures::procedure(name) {
        return Ok(Some(Procedure::clone(&shipped)));
    }
    let path = Path::new(name);
    if !path.exists() {
        let known: Vec<&str> = wayhome_procedures::compiled().iter().map(|(id, _)| *id).collect();
        complain(format!(
            "there is no procedure and no file {name}. Wayhome ships: {}.",
            known.join(", ")
        ));
        return Ok(None);
    }
    if path.extension().is_some_and(|end| end == "json") {
        return Ok(compiled_file(path));
    }
    compile_file(path)
}

/// A compiled procedure, of which every form can be laid out: then nothing in it leads outside of it, or in a circle.
fn compiled_file(path: &Path) -> Option<Procedure> {
    let read = || -> Result<Procedure, String> {
        let procedure = procedures::compiled(path)?;
        let shared = Arc::new(procedure.clone());
        for form in &procedure.forms {
            Plan::new(Arc::clone(&shared), None, &form.id)
                .map_err(|error| error.to_string().trim_end_matches('.').to_owned())?;
        }
        Ok(procedure)
    };
    read()
        .map_err(|reason| complain(format!("{}: {reason}.", path.display())))
        .ok()
}

/// The procedure in a file; `None` once it is said what is wrong with it.
pub(crate) fn compile_file(path: &Path) -> io::Result<Option<Procedure>> {
    let Some(source) = read(path) else { return Ok(None) };
    match compiled(&source, None)? {
        Ok(Compiled {
            procedure, warnings, ..
        }) => {
            if !warnings.is_empty() {
                complain(format!(
                    "{}: something in it is doubtful. `wayhome lint` shows what.",
                    source.name
                ));
            }
            Ok(Some(procedure))
        }
        Err(diagnostics) => {
            show(&diagnostics.render(&source));
            Ok(None)
        }
    }
}

/// A procedure that Wayhome ships, by its id, or the one in a file; `None` once it is said what is wrong with it.
pub(crate) fn compiled_named(name: &str) -> io::Result<Option<Compiled>> {
    let shipped = sources::PROCEDURES.iter().find(|(id, _)| *id == name);
    let source = match shipped {
        Some((id, text)) => Source::new(format!("{id}.toml"), *text),
        None => match read(Path::new(name)) {
            Some(source) => source,
            None => return Ok(None),
        },
    };
    match compiled(&source, None)? {
        Ok(compiled) => Ok(Some(compiled)),
        Err(diagnostics) => {
            show(&diagnostics.render(&source));
            Ok(None)
        }
    }
}

/// Compiles with this vocabulary, or the shared one.
pub(crate) fn compiled(source: &Source, own: Option<&Vocabulary>) -> io::Result<Result<Compiled, Diagnostics>> {
    let vocabulary = match own {
        Some(own) => own,
        None => vocabulary()?,
    };
    Ok(wayhome_language::compile(source, vocabulary, &calendar()?))
}

fn own_vocabulary(path: Option<&Path>) -> io::Result<Option<Vocabulary>> {
    let Some(path) = path else { return Ok(None) };
    let source = Source::new(path.display().to_string(), fs::read_to_string(path)?);
    Vocabulary::parse(&source)
        .map(Some)
        .map_err(|diagnostics| io::Error::new(io::ErrorKind::InvalidData, diagnostics.render(&source)))
}

fn read(path: &Path) -> Option<Source> {
    match fs::read_to_string(path) {
        Ok(text) => Some(Source::new(path.display().to_string(), text)),
        Err(error) => {
            complain(format!("{}: the file cannot be read: {error}", path.display()));
            None
        }
    }
}

/// The shared vocabulary.
pub(crate) fn vocabulary() -> io::Result<&'static Vocabulary> {
    static READ: OnceLock<Result<Vocabulary, String>> = OnceLock::new();
    let source = || Source::new("vocabulary.toml", sources::VOCABULARY);
    let read = READ.get_or_init(|| Vocabulary::parse(&source()).map_err(|diagnostics| diagnostics.render(&source())));
    read.as_ref()
        .map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason.clone()))
}

/// The bank holidays that Wayhome ships.
pub(crate) fn calendar() -> io::Result<Calendar> {
    let source = Source::new("bank-holidays.toml", sources::BANK_HOLIDAYS);
    bank_holidays(&source)
        .map_err(|diagnostics| io::Error::new(io::ErrorKind::InvalidData, diagnostics.render(&source)))
}
