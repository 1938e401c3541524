//! `wayhome mapping`

mod new;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use wayhome_language::{
    CompiledMapping, Diagnostics, Source, compile_mapping, mapping_procedure, mapping_procedure_line,
};

use crate::procedures::{Known, ProcedureArguments};
use crate::say::{answer, answer_data, complain, show};
use crate::{Ending, Format};

/// Work on mappings of a council's own codes.
#[derive(Args)]
pub(crate) struct MappingArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a mapping: write a file with every question of some forms, to fill in and cut down.
    New(new::NewArguments),
    /// Check mapping files, and say what is wrong with them, where, and what to write instead.
    Lint(LintArguments),
    /// Compile a mapping file to plain data.
    Compile(CompileArguments),
}

/// Check mapping files.
#[derive(Args)]
struct LintArguments {
    /// Mapping files, in TOML.
    #[arg(required = true, value_name = "MAPPING.toml")]
    files: Vec<PathBuf>,
    /// How to write what is found.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    own: ProcedureArguments,
}

/// Compile a mapping file.
#[derive(Args)]
struct CompileArguments {
    /// The mapping file, in TOML.
    #[arg(value_name = "MAPPING.toml")]
    file: PathBuf,
    #[command(flatten)]
    own: ProcedureArguments,
}

/// Runs the command.
pub(crate) fn run(arguments: &MappingArguments) -> io::Result<Ending> {
    match &arguments.command {
        Command::New(arguments) => new::run(arguments),
        Command::Lint(arguments) => lint(arguments),
        Command::Compile(arguments) => compile(arguments),
    }
}

fn lint(arguments: &LintArguments) -> io::Result<Ending> {
    let Some(known) = arguments.own.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let mut ending = Ending::Clean;
    for path in &arguments.files {
        let Some((source, compiled)) = read(path, &known) else {
            ending = Ending::Unusable;
            continue;
        };
        let found = compiled.map_or_else(|errors| errors, |compiled| compiled.warnings);
        if !found.is_empty() {
            ending = ending.max(Ending::Findings);
        }
        match arguments.format {
            Format::Json => answer_data(json!({ "file": source.name, "diagnostics": found }))?,
            Format::Text if found.is_empty() => answer(format!("{}: nothing to put right\n", source.name))?,
            Format::Text => answer(found.render(&source))?,
        }
    }
    Ok(ending)
}

fn compile(arguments: &CompileArguments) -> io::Result<Ending> {
    let Some(known) = arguments.own.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let Some(compiled) = compiled(&arguments.file, &known) else {
        return Ok(Ending::Unusable);
    };
    answer_data(serde_json::to_string(&compiled.mapping)?)?;
    Ok(Ending::Clean)
}

/// The mapping in a file; `None` once it is said what is wrong with it.
pub(crate) fn compiled(path: &Path, known: &Known) -> Option<CompiledMapping> {
    let (source, compiled) = read(path, known)?;
    compiled.map_err(|found| show(&found.render(&source))).ok()
}

type Read = (Source, Result<CompiledMapping, Diagnostics>);

/// Reads a mapping's file, and compiles it against the procedure that it names.
fn read(path: &Path, known: &Known) -> Option<Read> {
    let source = crate::compile::read(path)?;
    // A file that does not even name a procedure is compiled against any: its mistakes are in its shape.
    let named = mapping_procedure(&source);
    let wanted = named.as_deref().unwrap_or("england");
    let Some(procedure) = known.procedure(wanted) else {
        let line = mapping_procedure_line(&source);
        complain(format!("{}: {}", path.display(), known.unknown_in_line(wanted, line)));
        return None;
    };
    let floor = procedure.floor.as_deref().and_then(|floor| known.procedure(floor));
    let compiled = compile_mapping(&source, &procedure, floor.as_deref());
    Some((source, compiled))
}
