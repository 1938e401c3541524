//! TypeScript types from the JSON Schemas of the formats, which come from the Rust types: nobody writes a type twice.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "// Made by `cargo xtask package` from the schemas in ../schemas, which `wayhome schema` makes from the Rust types. Do not edit.\n";

/// What is called otherwise than in Rust: TypeScript has a `Record` of its own.
fn named(name: &str) -> &str {
    match name {
        "Record" => "WayhomeRecord",
        // Every page has a document already.
        "Document" => "ExportDocument",
        name => name,
    }
}

/// The types of all these schemas, each name once.
///
/// # Errors
///
/// Where a schema says something that this does not know, or two schemas mean different things by one name.
pub(crate) fn types(schemas: &[(&str, Value)]) -> Result<String> {
    let mut text = HEAD.to_owned();
    for declaration in declarations(schemas)?.values() {
        write!(text, "\n{declaration}")?;
    }
    Ok(text)
}

/// The types of the exports: those that the checker has already are taken from its file.
///
/// # Errors
///
/// As [`types`].
pub(crate) fn types_of_exports(schemas: &[(&str, Value)], of_checker: &[(&str, Value)]) -> Result<String> {
    let (mut all, known) = (declarations(schemas)?, declarations(of_checker)?);
    all.retain(|name, _| !known.contains_key(name));
    let mut own = String::new();
    for declaration in all.values() {
        write!(own, "\n{declaration}")?;
    }
    let is_used = |name: &&str| own.contains(&format!(": {name};")) || own.contains(&format!(": {name}[];"));
    let used: Vec<&str> = known.keys().map(|name| named(name)).filter(is_used).collect();
    let head = HEAD.replace("../schemas", "../../schemas");
    Ok(format!(
        "{head}\nimport type {{ {} }} from \"../types.js\";\n{own}",
        used.join(", ")
    ))
}

/// Each type of these schemas as TypeScript, by its name in Rust.
fn declarations(schemas: &[(&str, Value)]) -> Result<BTreeMap<String, String>> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (file, schema) in schemas {
        // Only what is written may hold a null; what Wayhome writes leaves the key out.
        let may_be_null = *file == "record";
        let title = schema
            .get("title")
            .and_then(Value::as_str)
            .context("a schema has a title")?;
        let mut found = vec![(title, schema)];
        let defined = schema.get("$defs").and_then(Value::as_object).into_iter().flatten();
        found.extend(defined.map(|(name, schema)| (name.as_str(), schema)));
        for (name, schema) in found {
            let text = declaration(named(name), schema, may_be_null).with_context(|| format!("{file}, {name}"))?;
            if let Some(other) = all.insert(name.to_owned(), text.clone())
                && other != text
            {
                bail!("{name} means two things");
            }
        }
    }
    Ok(all)
}

fn declaration(name: &str, schema: &Value, may_be_null: bool) -> Result<String> {
    let comment = comment(schema, "");
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let fields = fields(properties, schema, may_be_null)?;
        return Ok(format!("{comment}export interface {name} {{\n{fields}}}\n"));
    }
    Ok(format!("{comment}export type {name} = {};\n", of(schema)?))
}

fn fields(properties: &Map<String, Value>, schema: &Value, may_be_null: bool) -> Result<String> {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut text = String::new();
    for (name, property) in properties {
        let needed = required.contains(&name.as_str());
        let mut kind = of(property).with_context(|| name.clone())?;
        if !needed && !may_be_null {
            kind = kind.trim_end_matches(" | null").to_owned();
        }
        let mark = if needed { "" } else { "?" };
        writeln!(text, "{}  {name}{mark}: {kind};", comment(property, "  "))?;
    }
    Ok(text)
}

/// A schema as a type expression.
fn of(schema: &Value) -> Result<String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return Ok(named(name).to_owned());
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return Ok(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(parts) = schema.get(several).and_then(Value::as_array) {
            let mut kinds = parts.iter().map(of).collect::<Result<Vec<_>>>()?;
            // A date and a date with a time are both text.
            kinds.dedup();
            return Ok(kinds.join(" | "));
        }
    }
    match schema.get("type") {
        Some(Value::String(kind)) => of_kind(kind, schema),
        Some(Value::Array(kinds)) => {
            let kinds = kinds.iter().filter_map(Value::as_str).map(|kind| of_kind(kind, schema));
            Ok(kinds.collect::<Result<Vec<_>>>()?.join(" | "))
        }
        _ => bail!("the schema says something unknown: {schema}"),
    }
}

fn of_kind(kind: &str, schema: &Value) -> Result<String> {
    Ok(match kind {
        "string" | "boolean" | "null" => kind.to_owned(),
        "number" | "integer" => "number".to_owned(),
        "array" => {
            let items = of(schema.get("items").context("a list says of what")?)?;
            if items.contains(' ') {
                format!("Array<{items}>")
            } else {
                format!("{items}[]")
            }
        }
        // The objects of any keys are a record's answers, and what is said of each.
        "object" if schema.get("additionalProperties") == Some(&Value::Bool(true)) => {
            "{ [question: string]: unknown }".to_owned()
        }
        "object" if schema.get("additionalProperties").is_some_and(Value::is_object) => {
            let each = of(schema.get("additionalProperties").context("an object says of what")?)?;
            format!("{{ [question: string]: {each} }}")
        }
        "object" if schema.get("properties").is_some() => {
            let properties = schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten();
            let fields = properties.map(|(name, property)| Ok(format!("{name}: {}", of(property)?)));
            format!("{{ {} }}", fields.collect::<Result<Vec<_>>>()?.join("; "))
        }
        _ => bail!("the schema says something unknown: {schema}"),
    })
}

/// What Rust's documentation says, as TypeScript's.
fn comment(schema: &Value, indent: &str) -> String {
    let Some(said) = schema.get("description").and_then(Value::as_str) else {
        return String::new();
    };
    // A link to a Rust item leads nowhere here: its name stays.
    let said = said
        .replace("[`", "`")
        .replace("`]", "`")
        .replace("(crate::FORMAT)", "");
    let lines = without_example(&said);
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String = lines
                .iter()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
                .collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// The lines of a comment without its example, which is Rust's.
fn without_example(said: &str) -> Vec<&str> {
    let is_fence = |line: &&str| line.starts_with("```");
    let text = said.lines().take_while(|line| !is_fence(line));
    let after = said.lines().skip_while(|line| !is_fence(line)).skip(1);
    let after = after.skip_while(|line| !is_fence(line)).skip(1);
    let mut lines: Vec<&str> = text.chain(after).collect();
    lines.dedup_by(|one, other| one.is_empty() && other.is_empty());
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_may_be_left_out_is_optional_and_never_null_in_what_wayhome_writes() {
        let example = "What one rule comes to.\n\n```\nlet one = 1;\n```";
        let schema = json!({ "title": "Finding", "description": example, "properties": {
            "day": { "anyOf": [{ "type": "string" }, { "type": "string" }] },
            "rule": { "description": "Its id.", "type": "string" },
            "at_least": { "type": ["string", "null"] },
            "each": { "type": "object", "additionalProperties": { "$ref": "#/$defs/State" } },
            "state": { "$ref": "#/$defs/State" } },
            "required": ["day", "rule", "state"],
            "$defs": { "State": { "oneOf": [{ "type": "string", "const": "met" }, { "type": "string", "const": "to_do" }] } } });
        let text = types(&[("report", schema)]).unwrap();
        assert!(
            text.contains("/** What one rule comes to. */\nexport interface Finding {\n"),
            "{text}"
        );
        assert!(
            text.contains("  /** Its id. */\n  rule: string;\n") && text.contains("  at_least?: string;\n"),
            "{text}"
        );
        assert!(text.contains("  day: string;\n") && !text.contains("```"), "{text}");
        assert!(text.contains("  each?: { [question: string]: State };\n"), "{text}");
        assert!(text.contains("export type State = \"met\" | \"to_do\";"), "{text}");
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let schema = json!({ "title": "Odd", "properties": { "x": { "not": {} } } });
        assert!(types(&[("report", schema)]).is_err());
    }

    #[test]
    fn the_committed_types_are_those_of_the_committed_schemas() {
        let schemas = super::super::generated::schemas().unwrap();
        let committed = std::fs::read_to_string(super::super::folder().join("src/types.ts")).unwrap();
        assert_eq!(committed, types(&schemas).unwrap(), "run `cargo xtask package`");
        let exports = super::super::generated::schemas_of_exports().unwrap();
        let committed = std::fs::read_to_string(super::super::folder().join("src/export/types.ts")).unwrap();
        let made = types_of_exports(&exports, &schemas).unwrap();
        assert_eq!(committed, made, "run `cargo xtask package`");
    }
}
