//! `wayhome schema`

use std::io::{self, Write as _};

use clap::{Args, ValueEnum};
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{Schema as JsonSchema, schema_for};
use serde_json::{Value as Json, json};
use wayhome_engine::{About, Changes, FORMAT, Outline, Record, Report};

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
    /// What one answer changed, in a session.
    Changes,
    /// What a form asks.
    Outline,
    /// What a procedure says of itself.
    About,
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
    let mut schema = match arguments.format {
        Schema::Record => numbered(schema_for!(Record), "record"),
        Schema::Report => numbered(schema_for!(Report), "report"),
        Schema::Changes => named(schema_for!(Changes), "changes"),
        Schema::Outline => named(schema_for!(Outline), "outline"),
        Schema::About => named(schema_for!(About), "about"),
        Schema::Compiled => numbered(schema_for!(wayhome_engine::Procedure), "compiled"),
        Schema::Procedure => named(wayhome_language::schema(), "procedure"),
        Schema::Export => numbered(schema_for!(wayhome_export::Document), "export"),
        Schema::Mapping => numbered(schema_for!(wayhome_export::mapping::Mapping), "mapping"),
        Schema::Losses => named(schema_for!(wayhome_export::Losses), "losses"),
        Schema::Difference => named(schema_for!(wayhome_language::Difference), "difference"),
    };
    RecursiveTransform(with_known_formats).transform(&mut schema);
    writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(Ending::Clean)
}

/// A schema's permanent name with its version: its first number is [`FORMAT`], which files bear; the second counts additions that leave
/// older files valid, the third corrections of the schema alone.
fn named(mut schema: JsonSchema, name: &str) -> JsonSchema {
    schema.insert("$id".to_owned(), json!(format!("urn:wayhome:{name}:{FORMAT}.0.0")));
    schema
}

/// A format of Rust's own (`uint16`) says nothing that the type and its least value do not say, and strict validators refuse what they do not know. A
/// date with a time of day, which has no offset here, has none among those of the standard.
fn with_known_formats(schema: &mut JsonSchema) {
    const KNOWN: [&str; 1] = ["date"];
    let Some(format) = schema.get("format").and_then(Json::as_str).map(str::to_owned) else {
        return;
    };
    if KNOWN.contains(&format.as_str()) {
        return;
    }
    schema.remove("format");
    if format == "partial-date-time" {
        let pattern = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$";
        schema.insert("pattern".to_owned(), json!(pattern));
    }
}

/// The schema of a format that bears its number itself: the present one.
fn numbered(mut schema: JsonSchema, name: &str) -> JsonSchema {
    let number = schema
        .pointer_mut("/properties/wayhome")
        .and_then(|number| number.as_object_mut());
    if let Some(number) = number {
        let kept = |key: &String, _: &mut serde_json::Value| key == "description" || key == "default";
        number.retain(kept);
        number.insert("const".to_owned(), json!(FORMAT));
    }
    named(schema, name)
}
