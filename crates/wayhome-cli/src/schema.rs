//! `wayhome schema`

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};
use schemars::schema_for;
use wayhome_engine::{Record, Report};

use crate::Ending;

/// Print the JSON Schema of a format.
#[derive(Args)]
pub(crate) struct SchemaArguments {
    /// Which format.
    #[arg(value_enum)]
    format: Schema,
}

#[derive(Clone, Copy, ValueEnum)]
enum Schema {
    /// A record: what was answered in one form.
    Record,
    /// A report: what a check finds.
    Report,
    /// A compiled procedure.
    Compiled,
    /// A procedure as it is written, in TOML.
    Procedure,
    /// Wayhome JSON: a record with its report, as `wayhome export --to json` writes it.
    Export,
    /// A compiled mapping of a council's own codes.
    Mapping,
    /// What an export could not carry.
    Losses,
    /// What `wayhome diff` finds.
    Difference,
}

/// Runs the command.
pub(crate) fn run(arguments: &SchemaArguments) -> io::Result<Ending> {
    let schema = match arguments.format {
        Schema::Record => schema_for!(Record),
        Schema::Report => schema_for!(Report),
        Schema::Compiled => schema_for!(wayhome_engine::Procedure),
        Schema::Procedure => wayhome_language::schema(),
        Schema::Export => schema_for!(wayhome_export::Document),
        Schema::Mapping => schema_for!(wayhome_export::mapping::Mapping),
        Schema::Losses => schema_for!(wayhome_export::Losses),
        Schema::Difference => schema_for!(wayhome_language::Difference),
    };
    writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(Ending::Clean)
}
