//! The parts of a compiled mapping from JSON: what serde's derived readers take, in a fraction of the code, for programs in a browser.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Column, DateFormat, Field, Mapping, Missing, Origin, Output, ReportPart, Shown};

/// An object whose keys are taken out one by one: what is left at the end is unknown, and refused.
struct Keys(Map<String, Json>);

impl Keys {
    fn of(json: Json) -> Option<Self> {
        match json {
            Json::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    fn json(&mut self, key: &str) -> Option<Json> {
        self.0.remove(key)
    }

    fn text(&mut self, key: &str) -> Option<String> {
        text(self.json(key)?)
    }

    fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        list(self.json(key)?, text)
    }

    fn end<T>(self, whole: T) -> Option<T> {
        self.0.is_empty().then_some(whole)
    }
}

fn text(json: Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text),
        _ => None,
    }
}

fn list<T>(json: Json, read: fn(Json) -> Option<T>) -> Option<Vec<T>> {
    match json {
        Json::Array(all) => all.into_iter().map(read).collect(),
        _ => None,
    }
}

/// One of several words.
fn word<T: Copy>(json: &Json, words: &[(&str, T)]) -> Option<T> {
    let word = json.as_str()?;
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// A variant with what it holds: `{ "name": … }`.
fn variant(json: Json) -> Option<(String, Json)> {
    let mut all = Keys::of(json)?.0.into_iter();
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

pub(super) fn mapping(json: Json) -> Option<Mapping> {
    let mut keys = Keys::of(json)?;
    let whole = Mapping {
        wayhome: u32::try_from(keys.json("wayhome")?.as_u64()?).ok()?,
        hash: keys.text("hash")?,
        id: keys.text("id")?,
        title: keys.text("title")?,
        procedure: keys.text("procedure")?,
        forms: keys.texts("forms")?,
        tried: keys.text("tried")?,
        output: word(&keys.json("output")?, &OUTPUTS)?,
        missing: word(&keys.json("missing")?, &MISSING)?,
        separator: keys.text("separator")?,
        dates: match keys.json("dates") {
            None | Some(Json::Null) => None,
            Some(dates) => Some(DateFormat::new(dates.as_str()?)?),
        },
        yes_no: match keys.json("yes_no") {
            None | Some(Json::Null) => None,
            Some(yes_no) => {
                let [yes, no] = <[Json; 2]>::try_from(list(yes_no, Some)?).ok()?;
                Some((yes, no))
            }
        },
        fields: list(keys.json("fields")?, field)?,
    };
    keys.end(whole)
}

const OUTPUTS: [(&str, Output); 3] = [("json", Output::Json), ("flat", Output::Flat), ("csv", Output::Csv)];

const MISSING: [(&str, Missing); 3] = [
    ("leave_out", Missing::LeaveOut),
    ("empty", Missing::Empty),
    ("null", Missing::Null),
];

const PARTS: [(&str, ReportPart); 13] = [
    ("id", ReportPart::Id),
    ("procedure", ReportPart::Procedure),
    ("form", ReportPart::Form),
    ("today", ReportPart::Today),
    ("outcome", ReportPart::Outcome),
    ("training", ReportPart::Training),
    ("signed_by", ReportPart::SignedBy),
    ("signed_role", ReportPart::SignedRole),
    ("signed_on", ReportPart::SignedOn),
    ("replaces", ReportPart::Replaces),
    ("plain_text", ReportPart::PlainText),
    ("procedure_hash", ReportPart::ProcedureHash),
    ("wayhome_version", ReportPart::WayhomeVersion),
];

fn field(json: Json) -> Option<Field> {
    let mut keys = Keys::of(json)?;
    let whole = Field {
        to: keys.texts("to")?,
        from: origin(keys.json("from")?)?,
    };
    keys.end(whole)
}

fn origin(json: Json) -> Option<Origin> {
    let (name, inner) = variant(json)?;
    match name.as_str() {
        "constant" => Some(Origin::Constant(inner)),
        "report" => word(&inner, &PARTS).map(Origin::Report),
        "answer" => {
            let mut keys = Keys::of(inner)?;
            let whole = Origin::Answer {
                question: keys.text("question")?,
                shown: shown(keys.json("shown")?)?,
            };
            keys.end(whole)
        }
        "rows" => {
            let mut keys = Keys::of(inner)?;
            let whole = Origin::Rows {
                question: keys.text("question")?,
                most: match keys.json("most") {
                    None | Some(Json::Null) => None,
                    Some(most) => Some(u16::try_from(most.as_u64()?).ok()?),
                },
                columns: list(keys.json("columns")?, column)?,
            };
            keys.end(whole)
        }
        _ => None,
    }
}

fn column(json: Json) -> Option<Column> {
    let mut keys = Keys::of(json)?;
    let whole = Column {
        to: keys.texts("to")?,
        column: keys.text("column")?,
        shown: shown(keys.json("shown")?)?,
    };
    keys.end(whole)
}

fn shown(json: Json) -> Option<Shown> {
    match json.as_str() {
        Some("as_recorded") => return Some(Shown::AsRecorded),
        Some("labels") => return Some(Shown::Labels),
        _ => {}
    }
    let (name, inner) = variant(json)?;
    match name.as_str() {
        "date" => DateFormat::new(inner.as_str()?).map(Shown::Date),
        "codes" => Some(Shown::Codes(Keys::of(inner)?.0.into_iter().collect::<BTreeMap<_, _>>())),
        "yes_no" => {
            let mut keys = Keys::of(inner)?;
            let whole = Shown::YesNo {
                yes: keys.json("yes")?,
                no: keys.json("no")?,
            };
            keys.end(whole)
        }
        _ => None,
    }
}
