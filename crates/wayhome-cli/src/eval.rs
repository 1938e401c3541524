//! `wayhome eval`

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Evaluated, Form, Kind, Lack, Needed, Procedure, Question, evaluate, words};
use wayhome_language::{Names, Source, expression};

use crate::compile::{calendar, vocabulary};
use crate::input::{self, ends_in};
use crate::never;
use crate::procedures::{Known, ProcedureArguments};
use crate::say::{answer, answer_data, complain, show};
use crate::{Ending, Format};

/// Work out one expression.
#[derive(Args)]
pub(crate) struct EvalArguments {
    /// The expression, in the FEEL subset that procedures use.
    #[arg(allow_hyphen_values = true)]
    expression: String,
    /// A JSON file of answers by question id, or a record: with its procedure named by --procedure, a question whose condition in that form does not
    /// hold is not asked. Of ids that no procedure knows, numbers, texts, true and false are taken as they come; lists and objects are not.
    #[arg(long, value_name = "ANSWERS.json")]
    with: Option<PathBuf>,
    /// A procedure whose facts and own questions the expression may name.
    #[arg(long, value_name = "ID")]
    procedure: Option<String>,
    #[command(flatten)]
    own: ProcedureArguments,
    /// How to write the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub(crate) fn run(arguments: &EvalArguments) -> io::Result<Ending> {
    let invalid = |reason: String| io::Error::new(io::ErrorKind::InvalidInput, reason);
    let given = arguments.with.as_deref().map_or(Ok(Given::default()), given);
    let given = given.map_err(invalid)?;
    let answers = &given.answers;
    let Some(known) = arguments.own.load_usable_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let (mut names, facts, form) = match &arguments.procedure {
        None => (Names::of_vocabulary(vocabulary()?), Vec::new(), None),
        Some(id) => {
            let procedure = known.procedure(id).ok_or_else(|| invalid(not_an_id(id, &known)))?;
            let form = given.form_of(&procedure);
            (Names::of_procedure(&procedure), procedure.facts.clone(), form)
        }
    };
    for (id, answer) in answers {
        if let Some(kind) = kind_of(answer) {
            // An id that is a name already keeps its own kind.
            names.add(Question {
                id: id.clone(),
                label: id.clone(),
                name: id.clone(),
                hint: None,
                urgency: None,
                past: false,
                row: None,
                kind,
            });
        }
    }
    let source = Source::new("expression", arguments.expression.clone());
    let typed = match expression(&arguments.expression, &names) {
        Ok(typed) => typed,
        Err(diagnostics) => {
            match arguments.format {
                Format::Text => {
                    show(&diagnostics.render(&source));
                    if arguments.procedure.is_none() && diagnostics.iter().any(|found| found.code == "WH020") {
                        complain(
                            "facts and a procedure's own questions are known with --procedure: --procedure newcastle, say.",
                        );
                    }
                }
                Format::Json => answer_data(json!({ "refused": diagnostics }))?,
            }
            return Ok(Ending::Unusable);
        }
    };
    let Some(base) = wayhome_procedures::compiled()
        .first()
        .and_then(|(id, _)| wayhome_procedures::procedure(id))
    else {
        return Err(invalid("no procedure is built in".to_owned()));
    };
    let procedure = Procedure {
        questions: names.questions().to_vec(),
        option_lists: names.option_lists().to_vec(),
        facts,
        calendar: calendar()?,
        ..Procedure::clone(&base)
    };
    let (evaluated, doubtful) = evaluate(&procedure, form.as_ref(), &typed.expression, answers.clone())
        .map_err(|error| invalid(error.to_string()))?;
    let note = doubtful.then(|| words::known_days(&procedure.calendar));
    match arguments.format {
        Format::Json => answer_data(data(evaluated, typed.kind.name(), note))?,
        Format::Text => {
            let mut plain = plain(&evaluated);
            if matches!(&evaluated, Evaluated::Unknown(needs) if needs.is_empty()) {
                let why = never::why(&procedure, &typed.expression, answers);
                plain.push_str(": ");
                plain.push_str(why.unwrap_or("something in it has no result"));
                plain.push_str(", and no answer changes that");
            }
            answer(format!("{plain} ({})\n", typed.kind.name()))?;
            note.into_iter().for_each(complain);
        }
    }
    Ok(known.ending())
}

/// That there is no procedure of an id, and how a file is named instead.
fn not_an_id(id: &str, known: &Known) -> String {
    if ends_in(Path::new(id), &["toml", "json"]) {
        return "--procedure takes the id that stands in the file. Name the folder that the file is in with --procedures.".to_owned();
    }
    known.unknown(id)
}

/// What is recorded, and of which form.
#[derive(Default)]
struct Given {
    answers: Map<String, Json>,
    /// The procedure and the form that a record names.
    of: Option<(String, String)>,
}

impl Given {
    /// The form of the record, if it is one of this procedure: it says which questions are asked.
    fn form_of(&self, procedure: &Procedure) -> Option<Form> {
        let (id, form) = self.of.as_ref()?;
        procedure.form(form).filter(|_| *id == procedure.id).cloned()
    }
}

/// What programs are told; what is recorded and cannot be read, or does not fit, only where there is such.
fn data(evaluated: Evaluated, kind: &str, note: Option<String>) -> Json {
    let mut more = Map::new();
    let value = match evaluated {
        Evaluated::Known(value) => value,
        Evaluated::Unknown(needs) => {
            for (name, lack) in [("unreadable", Lack::Unreadable), ("unfit", Lack::Unfit)] {
                let those = ids(&needs, lack);
                if !those.is_empty() {
                    more.insert(name.to_owned(), those.into());
                }
            }
            let all: Vec<_> = needs.into_iter().map(|need| need.question).collect();
            json!({ "unknown": all })
        }
        Evaluated::NotApplicable => Json::Null,
    };
    more.extend(note.map(|note| ("note".to_owned(), note.into())));
    let mut found = json!({ "value": value, "type": kind });
    if let Some(fields) = found.as_object_mut() {
        fields.append(&mut more);
    }
    found
}

/// What it comes to, as people read it.
fn plain(evaluated: &Evaluated) -> String {
    match evaluated {
        Evaluated::Known(Json::String(text)) => text.clone(),
        // JSON would write `1e-5`.
        Evaluated::Known(Json::Number(number)) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        Evaluated::Known(other) => other.to_string(),
        Evaluated::Unknown(needs) => unknown(needs),
        Evaluated::NotApplicable => Json::Null.to_string(),
    }
}

/// Why it is not known. What is recorded is not called unanswered, as in a report.
fn unknown(needs: &[Needed]) -> String {
    let blank = ids(needs, Lack::Blank);
    let unreadable = ids(needs, Lack::Unreadable);
    let until = [("answered", blank), ("readable", unreadable)].into_iter();
    let until: Vec<_> = until
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(what, ids)| format!("until {what}: {}", ids.join(", ")))
        .collect();
    if !until.is_empty() {
        return format!("unknown {}", until.join("; "));
    }
    match ids(needs, Lack::Unfit).as_slice() {
        [] => "unknown".to_owned(),
        [one] => format!("unknown: {one} does not fit as it is recorded"),
        several => format!(
            "unknown: {} do not fit together as they are recorded",
            words::list(several, "and")
        ),
    }
}

fn ids(needs: &[Needed], lack: Lack) -> Vec<String> {
    let those = needs.iter().filter(|need| need.answer == lack);
    those.map(|need| need.question.clone()).collect()
}

/// The answers in a file: of a record, or bare.
fn given(path: &Path) -> Result<Given, String> {
    let name = path.display();
    let read = input::json(path).map_err(|reason| format!("{name}: {reason}"))?;
    let Json::Object(mut record) = read else {
        return Err(format!("{name}: expected an object of answers by question id."));
    };
    let bare = |answers| Given { answers, of: None };
    match record.remove("answers") {
        Some(Json::Object(answers)) => {
            let text = |key: &str| record.get(key).and_then(Json::as_str).map(str::to_owned);
            let of = text("procedure").zip(text("form"));
            Ok(Given { answers, of })
        }
        Some(other) => {
            record.insert("answers".to_owned(), other);
            Ok(bare(record))
        }
        None => Ok(bare(record)),
    }
}

/// The kind of an answer that no vocabulary knows.
fn kind_of(answer: &Json) -> Option<Kind> {
    match answer {
        Json::Bool(_) => Some(Kind::YesNo),
        Json::Number(_) => Some(Kind::Number { min: None, max: None }),
        Json::String(_) => Some(Kind::Text { long: false }),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
