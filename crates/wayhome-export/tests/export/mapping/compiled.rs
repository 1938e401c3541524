//! A compiled mapping is read as it was written, and refused where it was changed or damaged.

use serde_json::{Value as Json, json};
use wayhome_export::mapping::{
    DateFormat, Field, Mapping, MappingUnreadable, Missing, Origin, Output, ReportPart, Shown,
};

use super::{answer, field, mapping, rows};

#[test]
fn a_compiled_mapping_is_read_back_as_it_was() {
    let format = Shown::Date(DateFormat::new("DD/MM/YYYY").unwrap());
    let mapping = mapping(
        Output::Csv,
        vec![
            field("a", answer("visit_date", format)),
            field("", rows(Some(2), "n_{number}")),
        ],
    );
    let text = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
}

/// A mapping with one of everything.
fn everything() -> Mapping {
    let date = DateFormat::new("DD/MM/YYYY").unwrap();
    let codes = [
        ("planned".to_owned(), json!("P1")),
        ("unannounced".to_owned(), json!(2)),
    ];
    let mut fields = vec![
        field("a/b", Origin::Constant(json!({ "any": [1, null] }))),
        field("c", answer("seen_alone", Shown::AsRecorded)),
        field("d", answer("visit_kind", Shown::Labels)),
        field("e", answer("visit_date", Shown::Date(date))),
        field("f", answer("visit_announced", Shown::Codes(codes.into()))),
        field(
            "g",
            answer(
                "bedroom_seen",
                Shown::YesNo {
                    yes: json!("Y"),
                    no: json!(0),
                },
            ),
        ),
        field("h", rows(Some(2), "n{number}")),
        field("i", rows(None, "n{number}")),
    ];
    for part in [
        ReportPart::Id,
        ReportPart::Procedure,
        ReportPart::Form,
        ReportPart::Today,
        ReportPart::Outcome,
        ReportPart::Training,
        ReportPart::SignedBy,
        ReportPart::SignedRole,
        ReportPart::SignedOn,
        ReportPart::Replaces,
        ReportPart::PlainText,
        ReportPart::ProcedureHash,
        ReportPart::WayhomeVersion,
    ] {
        fields.push(field("z", Origin::Report(part)));
    }
    Mapping {
        dates: DateFormat::new("DD/MM/YYYY"),
        yes_no: Some((json!("Y"), json!(0))),
        ..mapping(Output::Flat, fields)
    }
}

/// With the hash that belongs to it, as the compiler leaves it.
fn sealed(mut mapping: Mapping) -> Mapping {
    mapping.hash = mapping.hash_of_content().unwrap();
    mapping
}

#[test]
fn a_mapping_that_was_changed_since_it_was_compiled_is_refused() {
    let written = sealed(everything());
    for changed in [
        Mapping {
            procedure: "tees".to_owned(),
            ..written.clone()
        },
        Mapping {
            hash: String::new(),
            ..written.clone()
        },
        Mapping {
            hash: written.hash.to_uppercase(),
            ..written.clone()
        },
    ] {
        let refused = Mapping::parse(&serde_json::to_vec(&changed).unwrap()).unwrap_err();
        assert_eq!(refused, MappingUnreadable::Damaged);
        assert_eq!(refused.code(), "mapping_unreadable");
    }
}

#[test]
fn a_value_that_goes_nowhere_is_refused() {
    let read = |output, to: &[&str], from: Origin| {
        let to = to.iter().map(|step| (*step).to_owned()).collect();
        let written = sealed(mapping(output, vec![Field { to, from }]));
        Mapping::parse(&serde_json::to_vec(&written).unwrap()).map(|_| ())
    };
    let constant = || Origin::Constant(json!(1));
    for output in [Output::Json, Output::Flat, Output::Csv] {
        assert_eq!(read(output, &["a"], constant()), Ok(()));
        assert_eq!(read(output, &[], constant()), Err(MappingUnreadable::Unreadable));
        let mut nowhere = rows(Some(2), "n{number}");
        if let Origin::Rows { columns, .. } = &mut nowhere {
            columns[0].to.clear();
        }
        assert_eq!(read(output, &["a"], nowhere), Err(MappingUnreadable::Unreadable));
    }
    let of_rows = || rows(Some(2), "n{number}");
    assert_eq!(read(Output::Json, &[], of_rows()), Err(MappingUnreadable::Unreadable));
    // Rows that become keys have no place of their own.
    assert_eq!(read(Output::Flat, &[], of_rows()), Ok(()));
}

#[test]
fn what_is_compiled_is_read_as_it_was_written() {
    for output in [Output::Json, Output::Flat, Output::Csv] {
        for missing in [Missing::LeaveOut, Missing::Empty, Missing::Null] {
            let written = Mapping {
                output,
                missing,
                ..everything()
            };
            let written = sealed(written);
            let text = serde_json::to_vec(&written).unwrap();
            assert_eq!(Mapping::parse(&text), Ok(written));
        }
    }
}

/// Every place of a JSON value, as a pointer.
fn places(json: &Json, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let inner: Vec<(String, &Json)> = match json {
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Json::Array(all) => all
            .iter()
            .enumerate()
            .map(|(place, value)| (place.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, value) in inner {
        places(value, &format!("{at}/{key}"), found);
    }
}

/// Wherever something is taken away, put in, or another thing, the derived reader and ours agree.
#[test]
fn what_is_damaged_is_refused_wherever_the_derived_reader_refuses_it() {
    let whole = serde_json::to_value(everything()).unwrap();
    let mut found = Vec::new();
    places(&whole, "", &mut found);
    let mut refused = 0;
    for place in &found {
        for other in [json!(7), json!("x"), json!({ "x": 1 }), json!([[]]), Json::Null] {
            let mut damaged = whole.clone();
            *damaged.pointer_mut(place).unwrap() = other.clone();
            refused += agree(&damaged);
            let mut more = whole.clone();
            if let Some(Json::Object(map)) = more.pointer_mut(place) {
                map.insert("unknown".to_owned(), other);
                refused += agree(&more);
            }
        }
        let (parent, key) = place.rsplit_once('/').unwrap_or_default();
        let mut less = whole.clone();
        if let Some(Json::Object(map)) = less.pointer_mut(parent) {
            map.remove(key);
            refused += agree(&less);
        }
    }
    assert!(refused > 400, "{refused}");
}

/// Says how many of one are refused.
#[track_caller]
fn agree(json: &Json) -> usize {
    let derived: Option<Mapping> = serde_json::from_value(json.clone()).ok();
    // The shape is what is compared here: the hash is always the right one.
    let derived = derived.map(sealed);
    let mut json = json.clone();
    if let Some(mapping) = &derived {
        json["hash"] = mapping.hash.clone().into();
    }
    let text = json.to_string();
    let ours = Mapping::parse(text.as_bytes()).ok();
    // A later format is told apart before anything else is read.
    let derived = derived.filter(|mapping| mapping.wayhome <= 1);
    assert_eq!(ours, derived, "{text}");
    usize::from(ours.is_none())
}
