//! A council's mapping.

mod compiled;
mod lost;
mod report;
mod written;

use serde_json::{Value as Json, json};
use wayhome_export::mapping::{Column, Field, Mapping, Missing, Origin, Output, Shown, mapped};
use wayhome_export::{LossKind, Outgoing};

use crate::record;

fn field(to: &str, from: Origin) -> Field {
    Field {
        to: to.split('/').map(str::to_owned).collect(),
        from,
    }
}

fn answer(question: &str, shown: Shown) -> Origin {
    Origin::Answer {
        question: question.to_owned(),
        shown,
    }
}

fn mapping(output: Output, fields: Vec<Field>) -> Mapping {
    Mapping {
        wayhome: 1,
        hash: String::new(),
        id: "m".to_owned(),
        title: "M".to_owned(),
        procedure: "newcastle".to_owned(),
        forms: vec!["visit".to_owned()],
        tried: "Never tried.".to_owned(),
        output,
        missing: Missing::LeaveOut,
        separator: "; ".to_owned(),
        dates: None,
        yes_no: None,
        fields,
    }
}

fn rows(most: Option<u16>, to: &str) -> Origin {
    let column = |to: &str, column: &str| Column {
        to: vec![to.to_owned()],
        column: column.to_owned(),
        shown: Shown::AsRecorded,
    };
    Origin::Rows {
        question: "household".to_owned(),
        most,
        columns: vec![column(to, "name")],
    }
}

/// A mapping of what can be written in many ways that cannot be read.
pub(crate) fn people() -> Mapping {
    let column = |column: &str| Column {
        to: vec![column.to_owned()],
        column: column.to_owned(),
        shown: Shown::AsRecorded,
    };
    let household = Origin::Rows {
        question: "household".to_owned(),
        most: None,
        columns: vec![column("name"), column("date_of_birth")],
    };
    let as_recorded = |question: &str| field(question, answer(question, Shown::AsRecorded));
    let fields = vec![
        field("people", household),
        as_recorded("visit_date"),
        as_recorded("agreed_visit_weeks"),
    ];
    mapping(Output::Json, fields)
}

fn household() -> Json {
    json!({ "household": [{ "name": "Alex Example", "date_of_birth": "1988-04-30" }, {}, { "name": "Charlie, \"C\"" }] })
}

/// What a mapping makes of a home visit, and the kinds of its losses by what is lost.
#[track_caller]
fn check(mapping: &Mapping, answers: &Json, expected: &Json) -> Vec<(String, LossKind)> {
    let session = record::session("newcastle", "visit", answers);
    let (values, losses) = mapped(mapping, &Outgoing::new(&session)).unwrap();
    let found = if mapping.output == Output::Csv {
        json!([mapping.columns(), values.cells()])
    } else {
        values.json()
    };
    assert_eq!(&found, expected);
    let lost = losses
        .lost
        .into_iter()
        .filter(|loss| !loss.what.contains("report") && loss.what != "made_with" && loss.what != "signed");
    lost.filter(|loss| loss.what != "id")
        .map(|loss| (loss.what, loss.kind))
        .collect()
}
