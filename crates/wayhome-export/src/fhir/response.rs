//! A record as a `QuestionnaireResponse`.

use serde_json::{Value as Json, json};
use wayhome_engine::{Kind, OptionList, Question, is_blank};

use super::moment::in_england;
use super::{exercise, section_id, system, text, url, version};
use crate::losses::{Beside, Ledger, LossKind, Losses};
use crate::outgoing::Outgoing;
use crate::summary::{Said, said};

const TRIED: &str =
    "Tested against the R4 schema and definitions by an independent validator, never against a live system.";

/// A record as a `QuestionnaireResponse` of FHIR R4, and what that could not carry.
#[must_use]
pub fn response(outgoing: &Outgoing<'_>) -> (Json, Losses) {
    let plan = outgoing.session.plan();
    let mut ledger = Ledger::new(outgoing, "a FHIR R4 QuestionnaireResponse");
    let mut sections = Vec::new();
    for (place, section) in plan.sections().iter().enumerate() {
        let mut items = Vec::new();
        for id in &section.questions {
            let Some((question, lists)) = plan.question(id) else {
                continue;
            };
            // What cannot be read is left to the ledger, which says so.
            let is_told = outgoing.is_asked(id) && outgoing.session.answered(id);
            if let Some(answer) = outgoing.answer(id).filter(|_| is_told) {
                items.extend(
                    Answering {
                        lists,
                        ledger: &mut ledger,
                    }
                    .items(question, id, answer),
                );
            }
        }
        if !items.is_empty() {
            sections.push(json!({ "linkId": section_id(place), "text": section.title, "item": items }));
        }
    }
    let mut response = json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": format!("{}|{}", url(plan), version(plan)),
        "status": status(outgoing),
    });
    // How far it is stands in the status.
    ledger.carry_beside(&[Beside::Training, Beside::Draft]);
    let why = "only the beginnings of the hashes of the procedure and of the law, in the version of the Questionnaire";
    ledger.lose_beside(Beside::MadeWith, LossKind::Reduced, why);
    // Two authorities may give the same number.
    let procedure = &plan.procedure().id;
    if let Some(fields) = response.as_object_mut() {
        if !sections.is_empty() {
            fields.insert("item".to_owned(), sections.into());
        }
        let id = outgoing.report.record.as_deref().map(text);
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            fields.insert(
                "identifier".to_owned(),
                json!({ "system": format!("urn:wayhome:record:{procedure}"), "value": id }),
            );
            ledger.carry_beside(&[Beside::Id]);
        }
        if let Some(reference) = outgoing.answer("child_reference").and_then(Json::as_str) {
            let system = format!("urn:wayhome:child:{procedure}");
            let subject = json!({ "type": "Patient", "identifier": { "system": system, "value": text(reference) } });
            fields.insert("subject".to_owned(), subject);
        }
        if let Some(signed) = outgoing.signed {
            fields.insert("authored".to_owned(), json!(signed.on));
            if !signed.by.name.trim().is_empty() {
                fields.insert("author".to_owned(), json!({ "display": text(&signed.by.name) }));
            }
            ledger.lose_beside(
                Beside::Signed,
                LossKind::Reduced,
                "the name of the first and the day only",
            );
        }
        if outgoing.replaces.is_some() && outgoing.signed.is_some() {
            let why = "only that it was amended, by its status";
            ledger.lose_beside(Beside::Replaces, LossKind::Reduced, why);
        }
        if outgoing.training {
            fields.insert("meta".to_owned(), exercise());
        }
    }
    (response, ledger.close(TRIED))
}

/// What FHIR R4 calls how far a response is (`questionnaire-answers-status`).
fn status(outgoing: &Outgoing<'_>) -> &'static str {
    match (outgoing.signed, outgoing.replaces) {
        (None, _) => "in-progress",
        (Some(_), None) => "completed",
        (Some(_), Some(_)) => "amended",
    }
}

struct Answering<'a, 'l> {
    lists: &'a [OptionList],
    ledger: &'a mut Ledger<'l>,
}

impl Answering<'_, '_> {
    /// The items of a question: one, or one for each row. None where the answer cannot be read.
    fn items(&mut self, question: &Question, link: &str, answer: &Json) -> Vec<Json> {
        if let (Kind::Rows(columns), Json::Array(rows)) = (&question.kind, answer) {
            let rows = rows.iter().filter(|row| !is_blank(row));
            return rows.filter_map(|row| self.row(question, columns, link, row)).collect();
        }
        if matches!(said(question, self.lists, Some(answer)), Said::Unreadable(_)) {
            return Vec::new();
        }
        let answers = self.answers(question, answer);
        if answers.is_empty() {
            return Vec::new();
        }
        self.ledger.carry(link);
        vec![json!({ "linkId": link, "text": question.label, "answer": answers })]
    }

    fn row(&mut self, question: &Question, columns: &[Question], link: &str, row: &Json) -> Option<Json> {
        let mut items = Vec::new();
        for column in columns {
            let Some(answer) = row.get(&column.id).filter(|answer| !is_blank(answer)) else {
                continue;
            };
            let link = format!("{link}.{}", column.id);
            let cell = self.items(column, &link, answer);
            if cell.is_empty() {
                let name = format!("{}, {}", question.name, column.name);
                let why = "the answer cannot be read, and is not handed on";
                self.ledger.lose(&link, &name, LossKind::Unreadable, why);
            }
            items.extend(cell);
        }
        (!items.is_empty()).then(|| json!({ "linkId": link, "text": question.label, "item": items }))
    }

    fn answers(&self, question: &Question, answer: &Json) -> Vec<Json> {
        let coding = |list: u16, option: &Json| {
            let list = self.lists.get(usize::from(list))?;
            let option = list
                .options
                .iter()
                .find(|known| Some(known.id.as_str()) == option.as_str())?;
            Some(json!({ "valueCoding": { "system": system(&list.id), "code": option.id, "display": option.label } }))
        };
        match (&question.kind, answer) {
            (Kind::Choice(list), option) => coding(*list, option).into_iter().collect(),
            (Kind::Choices(list), Json::Array(chosen)) => {
                let mut chosen: Vec<_> = chosen.iter().filter_map(|option| coding(*list, option)).collect();
                chosen.dedup();
                chosen
            }
            (Kind::Date, day) => vec![json!({ "valueDate": day })],
            (Kind::DateTime, Json::String(at)) => {
                let written = wayhome_engine::day::date_time(at).map(|at| json!({ "valueDateTime": in_england(at) }));
                written.into_iter().collect()
            }
            (Kind::YesNo, yes) => vec![json!({ "valueBoolean": yes })],
            (Kind::Number { .. }, number) => vec![json!({ "valueDecimal": number })],
            (Kind::Text { .. }, Json::String(words)) => vec![json!({ "valueString": text(words.trim()) })],
            _ => Vec::new(),
        }
    }
}
