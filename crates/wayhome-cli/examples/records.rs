//! Writes made-up records, one a line, to try a batch with: `cargo run --release -p wayhome-cli --example records -- 100000 > records.ndjson`
//!
//! Every form of every local procedure comes up in turn. Nine questions out of ten are answered, one answer in two hundred cannot be read,
//! and one line in a thousand is no record. The same count writes the same bytes: there is no chance in it, only a counter that is mixed.

use std::io::{self, BufWriter, Write as _};

use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Form, Kind, OptionList, Procedure, Question};

const NOTE: &str =
    "Made up for a trial. The child spoke of the garden, the dog next door and going back to the same school. ";

fn main() -> io::Result<()> {
    let asked = std::env::args().nth(1);
    let Some(count) = asked
        .as_deref()
        .map_or(Some(100_000), |count| count.parse::<u64>().ok())
    else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "say how many records: 100000",
        ));
    };
    let procedures = wayhome_procedures::local();
    let forms: Vec<_> = procedures
        .iter()
        .flat_map(|procedure| procedure.forms.iter().map(move |form| (procedure.as_ref(), form)))
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut mixed = Mixed(1);
    for (number, (procedure, form)) in (0..count).zip(forms.iter().cycle()) {
        if number % 1_000 == 999 {
            writeln!(out, "{{\"procedure\":\"{}\",\"form\":", procedure.id)?;
        } else {
            writeln!(out, "{}", record(number, procedure, form, &mut mixed))?;
        }
    }
    out.flush()
}

fn record(number: u64, procedure: &Procedure, form: &Form, mixed: &mut Mixed) -> Json {
    let mut answers = Map::new();
    let asked = form.sections.iter().flat_map(|section| &section.ask);
    for question in asked.filter_map(|ask| procedure.question(ask.question)) {
        if mixed.below(10) > 0 {
            let answer = match mixed.below(200) {
                0 => json!({ "not": "an answer" }),
                _ => answer(question, &procedure.option_lists, mixed),
            };
            answers.insert(question.id.clone(), answer);
        }
    }
    json!({
        "wayhome": 1, "procedure": procedure.id, "form": form.id, "id": format!("made-up-{number}"), "answers": answers,
    })
}

fn answer(question: &Question, lists: &[OptionList], mixed: &mut Mixed) -> Json {
    let mut option = |list: u16| {
        let options = lists.get(usize::from(list)).map_or(&[][..], |list| &list.options);
        let place = mixed.below(options.len().max(1));
        options.get(place).map_or(Json::Null, |option| json!(option.id))
    };
    match &question.kind {
        Kind::Choice(options) => option(*options),
        Kind::Choices(options) => {
            let (first, second) = (option(*options), option(*options));
            if first == second {
                json!([first])
            } else {
                json!([first, second])
            }
        }
        Kind::YesNo => json!(mixed.below(4) > 0),
        Kind::Number { .. } => json!(1 + mixed.below(12)),
        Kind::Text { .. } => json!(NOTE.repeat(1 + mixed.below(3))),
        Kind::Date if question.id.ends_with("birth") => {
            json!(format!("20{:02}-0{}-15", 8 + mixed.below(12), 1 + mixed.below(9)))
        }
        Kind::Date => json!(format!(
            "202{}-{:02}-{:02}",
            4 + mixed.below(3),
            1 + mixed.below(12),
            1 + mixed.below(28)
        )),
        Kind::DateTime => json!(format!("2026-01-{:02}T09:30:00", 1 + mixed.below(28))),
        Kind::Rows(fields) => {
            let row = |mixed: &mut Mixed| -> Json {
                let cells = fields
                    .iter()
                    .map(|field| (field.id.clone(), answer(field, lists, mixed)));
                Json::Object(cells.collect())
            };
            json!([row(mixed), row(mixed)])
        }
    }
}

/// A counter, mixed well enough that neighbouring questions are answered differently (Vigna's `SplitMix64`).
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound.max(1) as u64).unwrap_or_default()
    }
}
