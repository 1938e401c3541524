//! `wayhome lint` and `wayhome compile`

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::Args;
use serde_json::{Value as Json, json};
use wayhome_engine::{Calendar, NotUtf8, Plan, Procedure};
use wayhome_language::{Compiled, Diagnostics, Source, Vocabulary, bank_holidays};
use wayhome_procedures::sources;

use crate::input::{ends_in, takes_in};
use crate::output;
use crate::problems::{SETTLE, beside_the_floor, unchecked_tables, unsettled_cases};
use crate::procedures::{self, Known, ProcedureArguments};
use crate::say::{answer, answer_data, complain, show};
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
    /// The procedures that it may stand on beside those that Wayhome ships.
    #[command(flatten)]
    procedures: ProcedureArguments,
}

/// Runs `wayhome lint`.
pub(crate) fn lint(arguments: &LintArguments) -> io::Result<Ending> {
    let own = own_vocabulary(arguments.vocabulary.as_deref())?;
    let Some(known) = arguments.procedures.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let mut ending = Ending::Clean;
    for path in &arguments.files {
        let source = match source(path) {
            Ok(source) => source,
            Err(reason) => {
                match arguments.format {
                    Format::Json => answer_data(unreadable(path, &reason))?,
                    Format::Text => complain(reason),
                }
                ending = Ending::Unusable;
                continue;
            }
        };
        let (found, (problems, advice)) = if is_scenario(&source) {
            (scenario_found(&source, &known), Default::default())
        } else {
            match compiled(&source, own.as_ref())? {
                Ok(compiled) => (compiled.warnings.clone(), problems(compiled, &known, &source)),
                Err(diagnostics) => (diagnostics, Default::default()),
            }
        };
        let is_clean = found.is_empty() && problems.is_empty();
        if !is_clean {
            ending = ending.max(Ending::Findings);
        }
        match arguments.format {
            Format::Json => {
                let found = json!({ "file": source.name, "diagnostics": found, "problems": problems });
                answer_data(found)?;
            }
            Format::Text if is_clean => answer(format!("{}: nothing to put right\n", source.name))?,
            Format::Text => {
                answer(found.render(&source))?;
                for problem in problems.into_iter().chain(advice) {
                    answer(format!("{}: {problem}\n", source.name))?;
                }
            }
        }
    }
    Ok(ending)
}

/// What is wrong with a procedure that compiles, as `wayhome lint` says it, and for people what to do about cases that are not settled.
fn problems(compiled: Compiled, known: &Known, source: &Source) -> (Vec<String>, Option<String>) {
    let mut problems = beside_the_floor(&Arc::new(compiled.procedure), known, Some(source));
    problems.extend(unchecked_tables(&compiled.proofs));
    let unsettled = unsettled_cases(&compiled.proofs);
    let advice = (!unsettled.is_empty()).then(|| SETTLE.to_owned());
    problems.extend(unsettled);
    (problems, advice)
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
    let Some(known) = arguments.procedures.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
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
    let Some(compiled) = compiled_or_said(&source, own.as_ref())? else {
        return Ok(Ending::Unusable);
    };
    show(&compiled.warnings.render(&source));
    let Some(procedure) = settled(compiled, &source.name, "nothing was compiled") else {
        return Ok(Ending::Unusable);
    };
    let procedure = Arc::new(procedure);
    // What it will stand on is known where it is used; here, only a floor that is there can be looked at.
    let floor = procedure.floor.as_deref().and_then(|id| known.procedure(id));
    let wrong = if procedure.floor.is_some() && floor.is_none() {
        Vec::new()
    } else {
        beside_the_floor(&procedure, &known, Some(&source))
    };
    for problem in &wrong {
        complain(format!("{}: {problem}", source.name));
    }
    if !wrong.is_empty() {
        complain("nothing was compiled.");
        return Ok(Ending::Unusable);
    }
    let json = serde_json::to_string(&*procedure)?;
    match &arguments.output {
        Some(path) => writeln!(output::create(path)?, "{json}")?,
        None => answer_data(json)?,
    }
    Ok(Ending::Clean)
}

/// Compiles with this vocabulary, or the shared one; `None` once it is said what is wrong.
fn compiled_or_said(source: &Source, own: Option<&Vocabulary>) -> io::Result<Option<Compiled>> {
    let compiled = compiled(source, own)?;
    Ok(compiled.map_err(|found| show(&found.render(source))).ok())
}

/// The procedure, if each case that its approval tables can tell apart is settled; `None` once it is said which are not.
fn settled(compiled: Compiled, name: &str, what_follows: &str) -> Option<Procedure> {
    for table in unchecked_tables(&compiled.proofs) {
        complain(format!("{name}: {table}"));
    }
    let unsettled = unsettled_cases(&compiled.proofs);
    if unsettled.is_empty() {
        return Some(compiled.procedure);
    }
    for case in unsettled {
        complain(format!("{name}: {case}"));
    }
    complain(format!("{what_follows}. {SETTLE}"));
    None
}

/// Does a path name a file as people write them?
fn is_source(path: &Path) -> bool {
    ends_in(path, &["toml"])
}

/// A procedure that Wayhome ships, or that a file holds as TOML or compiled; `None` once it is said what is wrong with it.
pub(crate) fn named(name: &str) -> io::Result<Option<Procedure>> {
    if let Some(shipped) = wayhome_procedures::procedure(name) {
        return Ok(Some(Procedure::clone(&shipped)));
    }
    let path = Path::new(name);
    if !is_there(path) {
        return Ok(None);
    }
    if ends_in(path, &["json"]) {
        return Ok(compiled_file(path));
    }
    draft(path)
}

/// Is there such a file? Where there is not, it is said which procedures have an id that might have been meant.
fn is_there(path: &Path) -> bool {
    let is_there = path.exists();
    if !is_there {
        let known: Vec<&str> = wayhome_procedures::compiled().iter().map(|(id, _)| *id).collect();
        complain(format!(
            "there is no procedure and no file {}. Wayhome ships: {}.",
            path.display(),
            known.join(", ")
        ));
    }
    is_there
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

/// The procedure in a file, finished or not; `None` once it is said what is wrong with it.
pub(crate) fn draft(path: &Path) -> io::Result<Option<Procedure>> {
    Ok(file(path)?.map(|(_, compiled)| compiled.procedure))
}

/// The procedure in a file, to be used: what `wayhome compile` refuses is refused here in the same words.
pub(crate) fn finished(path: &Path) -> io::Result<Option<Procedure>> {
    let read = file(path)?;
    Ok(read.and_then(|(source, compiled)| settled(compiled, &source.name, "this procedure is not used")))
}

fn file(path: &Path) -> io::Result<Option<(Source, Compiled)>> {
    let Some(source) = read(path) else { return Ok(None) };
    let Some(compiled) = compiled_or_said(&source, None)? else {
        return Ok(None);
    };
    if !compiled.warnings.is_empty() {
        complain(format!(
            "{}: something in it is doubtful. `wayhome lint` shows what.",
            source.name
        ));
    }
    Ok(Some((source, compiled)))
}

/// A procedure that Wayhome ships, by its id, or the one in a file; `None` once it is said what is wrong with it.
pub(crate) fn compiled_named(name: &str) -> io::Result<Option<Compiled>> {
    let shipped = sources::PROCEDURES.iter().find(|(id, _)| *id == name);
    let source = match shipped {
        Some((id, text)) => Source::new(format!("{id}.toml"), *text),
        None => match Some(Path::new(name)).filter(|path| is_there(path)).and_then(read) {
            Some(source) => source,
            None => return Ok(None),
        },
    };
    compiled_or_said(&source, None)
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
    let text = text_of(path).map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason))?;
    let source = Source::new(path.display().to_string(), text);
    Vocabulary::parse(&source)
        .map(Some)
        .map_err(|diagnostics| io::Error::new(io::ErrorKind::InvalidData, diagnostics.render(&source)))
}

/// A file with its name; `None` once it is said why it cannot be read.
pub(crate) fn read(path: &Path) -> Option<Source> {
    source(path).map_err(complain).ok()
}

fn source(path: &Path) -> Result<Source, String> {
    Ok(Source::new(path.display().to_string(), text_of(path)?))
}

/// That a file cannot be read, in the shape in which `wayhome lint` tells programs what is wrong.
fn unreadable(path: &Path, reason: &str) -> Json {
    let name = path.display().to_string();
    let reason = reason.strip_prefix(&format!("{name}: ")).unwrap_or(reason);
    json!({ "file": name, "diagnostics": [], "problems": [reason] })
}

/// What is wrong with a procedure's file in TOML, in the same shape; `None` where there is no such file or it compiles.
pub(crate) fn wrong_data(path: &Path) -> io::Result<Option<Json>> {
    if !path.exists() || !is_source(path) {
        return Ok(None);
    }
    let source = match source(path) {
        Ok(source) => source,
        Err(reason) => return Ok(Some(unreadable(path, &reason))),
    };
    let found = compiled(&source, None)?.err();
    Ok(found.map(|found| json!({ "file": source.name, "diagnostics": found, "problems": [] })))
}

/// The text of a file, or why there is none, with its name.
fn text_of(path: &Path) -> Result<String, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::IsADirectory => {
            format!(
                "{name}: this is a folder. Name the files in it, such as {}.",
                path.join("*.toml").display()
            )
        }
        _ => format!("{name}: the file cannot be read: {error}."),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let read = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let (line, column) = NotUtf8::after(read.unwrap_or_default());
        format!("{name}:{line}:{column}: WH001: from here on, the file is not UTF-8. Save it as UTF-8 in your editor.")
    })
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
