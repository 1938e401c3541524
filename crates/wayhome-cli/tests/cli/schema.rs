//! `wayhome schema`, held against what the other commands read and write by a validator that is not ours.

use std::collections::BTreeSet;

use crate::run::{root, said, wayhome};
use serde_json::{Value as Json, json};

const FORMATS: [&str; 11] = [
    "record",
    "report",
    "changes",
    "outline",
    "about",
    "compiled",
    "procedure",
    "export",
    "mapping",
    "losses",
    "difference",
];

pub(crate) fn validator(format: &str) -> jsonschema::Validator {
    let schema: Json = serde_json::from_str(&said(&wayhome(&["schema", format], ""))).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
pub(crate) fn accepts(validator: &jsonschema::Validator, what: &Json) {
    let errors: Vec<String> = validator
        .iter_errors(what)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// The places of what is refused.
fn refused(validator: &jsonschema::Validator, what: &Json) -> Vec<String> {
    let errors = validator.iter_errors(what);
    errors.map(|error| error.instance_path().to_string()).collect()
}

fn written(id: &str) -> Json {
    let text = std::fs::read_to_string(root().join(format!("crates/wayhome-procedures/{id}.toml"))).unwrap();
    toml::from_str(&text).unwrap()
}

fn sample() -> Json {
    serde_json::from_str(&std::fs::read_to_string(root().join("samples/visit-complete.json")).unwrap()).unwrap()
}

#[test]
fn procedures_are_as_their_schema_says() {
    let validator = validator("procedure");
    for id in ["newcastle", "england"] {
        accepts(&validator, &written(id));
    }
    // As in docs/procedure-language.md, what the two do not use.
    let part = |text: &str| {
        let text = format!(
            "{}\n{text}",
            include_str!("../../../wayhome-language/src/tests/procedure.toml")
        );
        toml::from_str::<Json>(&text).unwrap()
    };
    accepts(&validator, &part(""));
    accepts(
        &validator,
        &part(
            "[[deadline]]\nid = 'EX-90'\nlevel = 'should'\nfrom = 'visit_date'\nwithin = { weeks = 'ex.weeks' }\nsays = 'Visit.'\n\
             cite = { document = 'Another', section = '1' }\nfirst_day_counts = true",
        ),
    );
}

#[test]
fn a_broken_procedure_is_refused_at_its_place() {
    let validator = validator("procedure");
    let sound = written("newcastle");
    let broken = |place: &str, key: &str, value: Option<Json>| {
        let mut broken = sound.clone();
        let part = broken.pointer_mut(place).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => part.insert(key.to_owned(), value),
            None => part.remove(key),
        };
        refused(&validator, &broken)
    };
    assert_eq!(broken("", "wayhome", Some(json!(2))), ["/wayhome"]);
    assert_eq!(broken("", "rules", Some(json!([]))), [""]);
    assert_eq!(broken("/procedure", "id", Some(json!(7))), ["/procedure/id"]);
    assert_eq!(broken("/procedure", "floor", Some(Json::Null)), ["/procedure/floor"]);
    assert_eq!(broken("/rule/0", "levle", Some(json!("must"))), ["/rule/0"]);
    assert_eq!(broken("/rule/0", "level", Some(json!("may"))), ["/rule/0/level"]);
    for needed in ["id", "level", "expect", "says", "cite"] {
        assert_eq!(broken("/rule/0", needed, None), ["/rule/0"], "{needed}");
    }
    assert_eq!(broken("/rule/0", "says", Some(json!(""))), ["/rule/0/says"]);
    assert_eq!(
        broken("/rule/0", "expect", Some(json!([{ "than": "child_seen" }]))),
        ["/rule/0/expect"]
    );
    assert_eq!(
        broken("/form/0/section/0", "ask", Some(json!("x"))),
        ["/form/0/section/0/ask"]
    );
    assert_eq!(
        broken("/deadline/0", "within", Some(json!({ "weeks": "a", "days": "b" }))),
        ["/deadline/0/within"]
    );
    assert_eq!(broken("/facts", "age", Some(json!({ "name": "Age" }))), ["/facts/age"]);
    assert_eq!(
        broken("/seniority", "ladder", Some(json!("iro"))),
        ["/seniority/ladder"]
    );
}

#[test]
fn records_are_as_their_schema_says() {
    let validator = validator("record");
    let sample = sample();
    accepts(&validator, &sample);
    let mut broken = sample;
    broken["form"] = json!(1);
    assert_eq!(refused(&validator, &broken), ["/form"]);
}

#[test]
fn reports_are_as_their_schema_says() {
    let validator = validator("report");
    for name in ["complete", "half-filled", "wrong"] {
        let path = format!("samples/visit-{name}.json");
        let output = wayhome(&["check", "--format=json", "--today=2026-03-02", &path], "");
        let report: Json = serde_json::from_str(&said(&output)).unwrap();
        accepts(&validator, &report);
        let mut broken = report;
        broken["findings"] = json!({});
        assert_eq!(refused(&validator, &broken), ["/findings"]);
    }
}

#[test]
fn compiled_procedures_are_as_their_schema_says() {
    let validator = validator("compiled");
    for id in ["newcastle", "england"] {
        let output = wayhome(&["compile", &format!("crates/wayhome-procedures/{id}.toml")], "");
        let compiled: Json = serde_json::from_str(&said(&output)).unwrap();
        accepts(&validator, &compiled);
        let mut broken = compiled;
        broken["rules"][0]["level"] = json!("may");
        assert_eq!(refused(&validator, &broken), ["/rules/0/level"]);
    }
}

/// A format changes where it is reviewed: beside the package, with its version in `$id`. Written anew with `WAYHOME_WRITE_SCHEMAS=1`, to be looked
/// at and committed; the types beside them by `cargo xtask package`.
#[test]
fn the_packages_schemas_are_those_of_the_formats() {
    for format in [
        "about", "changes", "compiled", "outline", "record", "report", "export", "losses", "mapping",
    ] {
        let file = root().join(format!("pkg/schemas/{format}.schema.json"));
        let schema = said(&wayhome(&["schema", format], ""));
        if std::env::var_os("WAYHOME_WRITE_SCHEMAS").is_some() {
            std::fs::write(&file, &schema).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            schema == committed,
            "pkg/schemas/{format}.schema.json is not what `wayhome schema {format}` prints: run `cargo xtask package`"
        );
    }
}

/// A strict validator, such as Ajv as it comes, refuses a schema with a format that the standard does not have.
#[test]
fn every_schema_has_its_name_and_none_a_format_of_its_own() {
    fn formats(schema: &Json, found: &mut BTreeSet<String>) {
        match schema {
            Json::Object(fields) => {
                let format = fields.get("format").and_then(Json::as_str);
                found.extend(format.map(str::to_owned));
                fields.values().for_each(|field| formats(field, found));
            }
            Json::Array(items) => items.iter().for_each(|item| formats(item, found)),
            _ => (),
        }
    }
    for format in FORMATS {
        let schema: Json = serde_json::from_str(&said(&wayhome(&["schema", format], ""))).unwrap();
        assert_eq!(schema["$id"], format!("urn:wayhome:{format}:1.0.0"));
        let mut found = BTreeSet::new();
        formats(&schema, &mut found);
        found.retain(|format| !["date", "date-time", "time", "uri"].contains(&format.as_str()));
        assert!(found.is_empty(), "{format}: {found:?}");
    }
}

#[test]
fn a_moment_is_a_date_alone_or_with_its_time() {
    let schema: Json = serde_json::from_str(&said(&wayhome(&["schema", "report"], ""))).unwrap();
    let moment = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema["$defs"]["Moment"])
        .unwrap();
    accepts(&moment, &json!("2026-02-03"));
    accepts(&moment, &json!("2026-02-03T00:00:00"));
    for wrong in ["2026-02-03T00:00", "2026-02-03T00:00:00Z", "3 February", "+10000-01-01"] {
        assert_eq!(refused(&moment, &json!(wrong)), [""], "{wrong}");
    }
}

/// `wayhome check` reads it in a record, and writes it in the report.
#[test]
fn the_schemas_know_the_mark_of_an_exercise() {
    let mut exercise = sample();
    exercise["training"] = json!(true);
    let output = wayhome(&["check", "--format=json", "--today=2026-03-02"], &exercise.to_string());
    let mut report: Json = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(report["training"], true);
    for (format, what) in [("record", &mut exercise), ("report", &mut report)] {
        let validator = validator(format);
        accepts(&validator, what);
        what["training"] = json!("true");
        assert_eq!(refused(&validator, what), ["/training"], "{format}");
    }
}

#[test]
fn a_record_of_a_later_format_is_not_as_the_schema_says() {
    let mut later = sample();
    later["wayhome"] = json!(2);
    assert_eq!(refused(&validator("record"), &later), ["/wayhome"]);
}

#[test]
fn exports_are_as_their_schema_says() {
    let validator = validator("export");
    for name in ["complete", "half-filled", "wrong"] {
        let path = format!("samples/visit-{name}.json");
        let output = wayhome(&["export", "--to=json", "--today=2026-03-02", "--training", &path], "");
        let export: Json = serde_json::from_str(&said(&output)).unwrap();
        accepts(&validator, &export);
        let mut broken = export;
        broken["made_with"]["procedure_hash"] = json!(7);
        assert_eq!(refused(&validator, &broken), ["/made_with/procedure_hash"]);
        broken["made_with"]["procedure_hash"] = json!("");
        broken["approved"] = json!(true);
        assert_eq!(refused(&validator, &broken), [""]);
    }
}
