//! Records answered at random: readable answers for the most part, and now and then something hostile.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Kind, OptionList, Plan, Question, Record, Session};

/// The day of every check.
pub(crate) const TODAY: &str = "2026-03-02";

/// Every form of every procedure.
pub(crate) fn plans() -> Vec<Arc<Plan>> {
    let mut plans = Vec::new();
    for procedure in wayhome_procedures::local() {
        for form in &procedure.forms {
            plans.push(wayhome_procedures::plan(&procedure.id, &form.id).unwrap());
        }
    }
    plans
}

/// A session of some form, with some of its questions answered.
pub(crate) fn session() -> impl Strategy<Value = Session> {
    proptest::sample::select(plans()).prop_flat_map(|plan| {
        let ids: Vec<String> = plan
            .sections()
            .iter()
            .flat_map(|section| section.questions.clone())
            .collect();
        // And a few that other forms of the procedure ask.
        let elsewhere = plan
            .procedure()
            .questions
            .iter()
            .step_by(7)
            .map(|question| question.id.clone());
        let ids: std::collections::BTreeSet<_> = ids.into_iter().chain(elsewhere).collect();
        let answers: Vec<BoxedStrategy<Option<(String, Json)>>> = ids
            .into_iter()
            .map(|id| {
                let (question, lists) = plan.question(&id).unwrap();
                let answer = proptest::option::weighted(0.6, answer(question, lists));
                answer
                    .prop_map(move |answer| answer.map(|answer| (id.clone(), answer)))
                    .boxed()
            })
            .collect();
        (Just(plan), answers, unknown()).prop_map(|(plan, answers, unknown)| {
            let mut record = Record::new(plan.procedure().id.clone(), plan.form());
            record.id = Some("random".to_owned());
            record.answers = answers.into_iter().flatten().chain(unknown).collect();
            Session::open(plan, TODAY.parse().unwrap(), record)
        })
    })
}

/// Sometimes a question that no form knows.
fn unknown() -> impl Strategy<Value = Option<(String, Json)>> {
    proptest::option::weighted(0.1, (Just("favourite_colour".to_owned()), text()))
}

/// Does an answer hold nothing that could be lost: no answer to a question that is asked, and nothing at all to any other?
pub(crate) fn holds_nothing(session: &Session, id: &str) -> bool {
    if session.plan().question(id).is_none() {
        return blank(&session.answers()[id]);
    }
    let report = session.report();
    let mut of_records = report.findings.iter().filter(|finding| finding.source == "record");
    !session.answered(id) && !of_records.any(|finding| finding.about == [id.to_owned()])
}

fn blank(answer: &Json) -> bool {
    match answer {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(all) => all.iter().all(blank),
        Json::Object(cells) => cells.values().all(blank),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

fn answer(question: &Question, lists: &[OptionList]) -> BoxedStrategy<Json> {
    let options = |list: u16| {
        let ids = lists[usize::from(list)].options.iter().map(|option| json!(option.id));
        proptest::sample::select(ids.collect::<Vec<_>>())
    };
    let readable = match &question.kind {
        Kind::Date => date().boxed(),
        Kind::DateTime => (date(), 0..24_u32, 0..60_u32)
            .prop_map(|(day, hour, minute)| json!(format!("{}T{hour:02}:{minute:02}", day.as_str().unwrap())))
            .boxed(),
        Kind::YesNo => any::<bool>().prop_map(Json::from).boxed(),
        Kind::Choice(list) => options(*list).boxed(),
        Kind::Choices(list) => proptest::collection::vec(options(*list), 0..4)
            .prop_map(Json::from)
            .boxed(),
        Kind::Number { .. } => prop_oneof![
            (0..60_i64).prop_map(Json::from),
            any::<f64>()
                .prop_filter("a number of JSON", |number| number.is_finite())
                .prop_map(Json::from),
        ]
        .boxed(),
        Kind::Text { .. } => text().boxed(),
        Kind::Rows(columns) => {
            let cells: Vec<_> = columns
                .iter()
                .map(|column| {
                    let id = column.id.clone();
                    let cell = proptest::option::of(answer(column, lists));
                    cell.prop_map(move |cell| cell.map(|cell| (id.clone(), cell))).boxed()
                })
                .collect();
            let row = cells.prop_map(|cells| Json::Object(cells.into_iter().flatten().collect::<Map<_, _>>()));
            let odd = prop_oneof![hostile(), text().prop_map(|text| json!({ "no_such_column": text }))];
            let row = prop_oneof![9 => row, 1 => odd];
            proptest::collection::vec(row, 0..4).prop_map(Json::from).boxed()
        }
    };
    prop_oneof![9 => readable, 1 => hostile()].boxed()
}

fn date() -> impl Strategy<Value = Json> {
    (2005..2027_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| json!(format!("{year}-{month:02}-{day:02}")))
}

fn text() -> impl Strategy<Value = Json> {
    prop_oneof![
        "[ -~]{0,40}".prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        Just(json!("</td><script>alert(1)</script>\u{202e}\u{0}=1+1\r\n;\"'")),
    ]
}

fn hostile() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        Just(json!("")),
        Just(json!([[]])),
        Just(json!({ "a": { "b": [1, 2.5, "c"] } })),
        Just(json!("no_such_option")),
        Just(json!(-0.0)),
        Just(json!(u64::MAX)),
        Just(json!("0214-09-12")),
        Just(json!("2200-01-01T09:00")),
        text(),
    ]
}
