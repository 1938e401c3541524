//! The stories of the shipped scenarios do not contradict their records, where a test can see it.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value as Json, json};
use wayhome_engine::{Record, Scenario};
use wayhome_training::{scenario, shipped, text};

fn all() -> Vec<Scenario> {
    shipped().iter().map(|(id, _)| scenario(id).unwrap()).collect()
}

/// The records that are as they should be, with their names: the model record and the variants.
fn right(scenario: &Scenario) -> Vec<(&str, Record)> {
    let variants = scenario.variants.iter().map(|variant| {
        let record = scenario.other_record(&variant.answers, &variant.leaves_out);
        (variant.id.as_str(), record)
    });
    variants.chain([("model", scenario.model_record())]).collect()
}

/// Each text of an answer, those in its rows and lists as well.
fn texts(answer: &Json) -> Vec<&str> {
    match answer {
        Json::String(text) => vec![text],
        Json::Array(members) => members.iter().flat_map(texts).collect(),
        Json::Object(cells) => cells.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_texts_of_an_answer_are_those_in_its_rows_too() {
    let rows = json!([{ "name": "Robin", "date_of_birth": "2014-09-12" }, { "name": null }]);
    assert_eq!(texts(&rows), ["2014-09-12", "Robin"]);
}

/// "Tuesday 14 April" names a Tuesday, in the year in which it lies nearest to the day of the check.
#[test]
fn every_day_of_the_week_is_that_of_its_date() {
    let mut days = 0;
    for scenario in all() {
        let text = text(&scenario.id).unwrap();
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        for [weekday, day, month] in words.windows(3).filter_map(|three| <[&str; 3]>::try_from(three).ok()) {
            if weekday.parse::<Weekday>().is_err() {
                continue;
            }
            let years = [scenario.today.year() - 1, scenario.today.year()];
            let dates = years.map(|year| NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %B %Y"));
            let near = dates.into_iter().flatten();
            let near = near.min_by_key(|date| date.signed_duration_since(scenario.today).abs());
            let Some(near) = near else { continue };
            let told = format!("{weekday} {day} {month}");
            assert_eq!(told, near.format("%A %-d %B").to_string(), "{}", scenario.id);
            days += 1;
        }
    }
    assert!(days > 10, "{days}");
}

/// A variant keeps each text of the model record that it does not replace, and so may say of one child what is true of another.
#[test]
fn a_variant_about_another_child_does_not_speak_of_the_first() {
    let mut others = 0;
    for scenario in all() {
        let model = scenario.model_record().answers;
        let name = model["child_name"].as_str().unwrap();
        let first = name.split(' ').next().unwrap();
        for variant in &scenario.variants {
            let answers = scenario.other_record(&variant.answers, &variant.leaves_out).answers;
            if answers["child_name"] == name {
                continue;
            }
            for (question, answer) in &answers {
                let speaks = texts(answer).iter().any(|text| text.contains(first));
                assert!(!speaks, "{}, {}: {question}", scenario.id, variant.id);
            }
            others += 1;
        }
    }
    assert!(others > 0);
}

/// Nobody can say of a child who was not there that all is well.
#[test]
fn a_record_of_a_child_who_was_not_seen_leaves_the_childs_welfare_open() {
    let mut not_seen = 0;
    for scenario in all() {
        for (_, record) in right(&scenario) {
            if record.answers.get("child_seen") == Some(&json!(false)) {
                assert_eq!(record.answers.get("welfare_safeguarded"), None, "{}", scenario.id);
                not_seen += 1;
            }
        }
    }
    assert!(not_seen > 0);
}

/// The stories tell of what has been. A day that is still to come belongs to a question about what is planned.
#[test]
fn no_record_tells_of_a_day_that_is_still_to_come_as_if_it_had_been() {
    let planned = [
        "proposed_return_date",
        "decision_effective_date",
        "cin_planning_meeting_date",
    ];
    let mut days = 0;
    for scenario in all() {
        let wrong = scenario.attempts.iter().map(|attempt| {
            let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
            (attempt.id.as_str(), record)
        });
        for (id, record) in wrong.chain(right(&scenario)) {
            for (question, answer) in &record.answers {
                for day in texts(answer).iter().filter_map(|day| day.parse::<NaiveDate>().ok()) {
                    let fits = day <= scenario.today || planned.contains(&question.as_str());
                    assert!(fits, "{}, {id}: {question} is {day}", scenario.id);
                    days += 1;
                }
            }
        }
    }
    assert!(days > 300, "{days}");
}
