//! The JSON Schema of a procedure's file, for editors. It says what shape a file has; names and conditions are for the compiler.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::coverage::{CoveragePart, CoveredPart, GuidancePart};
use super::parts::{
    ApprovalPart, DeadlinePart, FactPart, FormPart, OptionsPart, ProcedurePart, QuestionPart, RulePart,
    SharedSectionPart,
};
use super::shapes::{Day, Number, Placed, TextOr, TextOrList, TextOrMore};
use super::text::Text;

/// The JSON Schema of a procedure's file.
///
/// In draft 7, which editors know.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<File>();
    RecursiveTransform(as_read).transform(&mut schema);
    schema
}

// The parts of a file are read one by one, so that every mistake is found; only here do they stand together.
/// A procedure: one TOML file.
#[derive(JsonSchema)]
#[schemars(title = "Wayhome procedure", deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct File {
    /// The version of the language.
    wayhome: Version,
    /// The document that the procedure stands for.
    procedure: ProcedurePart,
    /// Who is senior to whom, and who holds which designation.
    seniority: Option<Seniority>,
    /// Lists that several questions choose from.
    #[schemars(default)]
    options: Vec<OptionsPart>,
    /// Questions of its own, besides those of the shared vocabulary.
    #[schemars(default)]
    question: Vec<QuestionPart>,
    /// Named expressions.
    #[schemars(default)]
    facts: BTreeMap<String, TextOrMore<FactPart>>,
    /// Sections that several forms include.
    #[schemars(default)]
    section: Vec<SharedSectionPart>,
    /// Forms: what they ask.
    #[schemars(default)]
    form: Vec<FormPart>,
    /// Rules: what is expected.
    #[schemars(default)]
    rule: Vec<RulePart>,
    /// Deadlines: what is due, and when.
    #[schemars(default)]
    deadline: Vec<DeadlinePart>,
    /// Approvals: who approves.
    #[schemars(default)]
    approval: BTreeMap<String, ApprovalPart>,
    /// The duties of the document that the file was written from.
    coverage: Option<CoveragePart>,
    /// Duties that something with another id keeps.
    #[schemars(default)]
    covered: Vec<CoveredPart>,
    /// What the document asks and no record can show.
    #[schemars(default)]
    guidance: Vec<GuidancePart>,
}

/// `[seniority]`
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct Seniority {
    /// Posts, the most junior first.
    ladder: Option<Vec<Text>>,
    /// Designations, and the posts that ordinarily hold them.
    #[schemars(flatten)]
    designations: BTreeMap<String, Vec<Text>>,
}

/// The version of the language.
struct Version;

/// The schema of a type that is written where it is used.
macro_rules! inline {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

inline!(Version, "Version", { "type": "integer", "const": 1 });
inline!(Text, "Text", { "type": "string" });
inline!(Number, "Number", { "type": "number" });
inline!(Day, "Day", { "type": "string", "format": "date" });

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for TextOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TextOr{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<T>()] })
    }
}

impl<T: JsonSchema> JsonSchema for TextOrList<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TextOrListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<Vec<T>>()] })
    }
}

impl<T: JsonSchema> JsonSchema for TextOrMore<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TextOrMoreOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (table, list) = (generator.subschema_for::<T>(), generator.subschema_for::<Vec<T>>());
        json_schema!({ "anyOf": [{ "type": "string" }, table, list] })
    }
}

/// Keys that a part needs have a default so that they can be reported by length; to an editor they are required. TOML has no
/// null, and what is left out is no default to show.
fn as_read(schema: &mut Schema) {
    let Some(schema) = schema.as_object_mut() else { return };
    let needed: Vec<String> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, part)| part.as_object().is_some_and(is_needed))
        .map(|(key, _)| key.clone())
        .collect();
    if !needed.is_empty() {
        let required = schema.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        if let Some(required) = required.as_array_mut() {
            required.extend(needed.into_iter().map(Value::from));
            required.sort_unstable_by(|a, b| a.as_str().cmp(&b.as_str()));
            required.dedup();
        }
    }
    for part in schema
        .get_mut("properties")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(Map::values_mut)
    {
        if let Some(part) = part.as_object_mut() {
            part.remove("default");
            without_null(part);
        }
    }
}

/// Whether the default of a part is refused.
fn is_needed(part: &Map<String, Value>) -> bool {
    let least = ["minLength", "minItems"]
        .iter()
        .filter_map(|key| part.get(*key)?.as_u64())
        .max();
    !may_be_null(part) && (least > Some(0) || part.get("default").is_some_and(Value::is_null))
}

fn may_be_null(part: &Map<String, Value>) -> bool {
    let listed = |key: &str, is_null: fn(&Value) -> bool| {
        part.get(key)
            .and_then(Value::as_array)
            .is_some_and(|list| list.iter().any(is_null))
    };
    listed("type", |kind| kind == "null") || listed("anyOf", is_null_schema)
}

fn is_null_schema(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}

fn without_null(part: &mut Map<String, Value>) {
    for key in ["type", "anyOf"] {
        let Some(list) = part.get_mut(key).and_then(Value::as_array_mut) else {
            continue;
        };
        list.retain(|entry| entry != "null" && !is_null_schema(entry));
        if let [only] = list.as_slice() {
            // One that is left of several is no choice, and mistakes in it are shown at their own places.
            let (key_for_one, only) = match key {
                "type" => (key, only.clone()),
                _ => ("allOf", Value::Array(vec![only.clone()])),
            };
            part.remove(key);
            part.insert(key_for_one.to_owned(), only);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::KEYS;
    use super::*;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = schema();
        let properties = schema.get("properties").and_then(Value::as_object);
        let keys: BTreeSet<&str> = properties.into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, BTreeSet::from(KEYS));
    }

    #[test]
    fn what_is_read_as_missing_or_empty_is_required() {
        let schema = schema();
        let required = |part: &str| schema.pointer(&format!("/definitions/{part}/required")).cloned();
        assert_eq!(
            required("RulePart"),
            Some(serde_json::json!(["cite", "expect", "id", "level", "says"]))
        );
        assert_eq!(
            required("QuestionPart"),
            Some(serde_json::json!(["id", "label", "type"]))
        );
        assert_eq!(required("SectionPart"), None);
    }
}
