//! A record as a `QuestionnaireResponse`.

use serde_json::{Value as Json, json};
use wayhome_engine::{Kind, OptionList, Question, is_blank};

use super::moment::in_england;
use super::{LONGEST, exercise, section_id, system, text, url, version};
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
                let mut answering = Answering {
                    lists,
                    ledger: &mut ledger,
                };
                items.extend(answering.items(question, id, answer));
                answering.cut(id, &question.name, answer);
            }
        }
        if !items.is_empty() {
            sections.push(json!({ "linkId": section_id(place), "text": text(&section.title), "item": items }));
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
        let id = outgoing.report.record.as_deref().filter(|id| !id.is_empty());
        if let Some(id) = id {
            if let Some(why) = changed(id) {
                ledger.lose_beside(Beside::Id, LossKind::Reduced, why);
            }
            fields.insert(
                "identifier".to_owned(),
                json!({ "system": format!("urn:wayhome:record:{procedure}"), "value": text(id) }),
            );
            ledger.carry_beside(&[Beside::Id]);
        }
        let is_told = outgoing.is_asked(REFERENCE) && outgoing.session.answered(REFERENCE);
        let reference = outgoing.answer(REFERENCE).and_then(Json::as_str).map(str::trim);
        if let Some(reference) = reference.filter(|_| is_told) {
            if let Some(why) = changed(reference) {
                let name = plan.question(REFERENCE);
                let name = name.map_or(REFERENCE, |(question, _)| question.name.as_str());
                ledger.lose(REFERENCE, name, LossKind::Reduced, why);
            }
            let system = format!("urn:wayhome:child:{procedure}");
            let subject = json!({ "type": "Patient", "identifier": { "system": system, "value": text(reference) } });
            fields.insert("subject".to_owned(), subject);
        }
        if let Some(signed) = outgoing.signed {
            fields.insert("authored".to_owned(), json!(signed.on));
            let is_named = !signed.by.name.trim().is_empty();
            if is_named {
                fields.insert("author".to_owned(), json!({ "display": text(&signed.by.name) }));
            }
            let why = if is_named {
                "the name of the first and the day only"
            } else {
                "the day only"
            };
            ledger.lose_beside(Beside::Signed, LossKind::Reduced, why);
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

const REFERENCE: &str = "child_reference";

/// Why an identifier is not what was recorded, where it is not: another system would not find it.
fn changed(identifier: &str) -> Option<&'static str> {
    let why = "with other signs, or shorter, because R4's rule for texts does not allow it as it is";
    (text(identifier) != identifier).then_some(why)
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
        vec![json!({ "linkId": link, "text": text(&question.label), "answer": answers })]
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
            self.cut(&link, &format!("{}, {}", question.name, column.name), answer);
        }
        (!items.is_empty()).then(|| json!({ "linkId": link, "text": text(&question.label), "item": items }))
    }

    /// Says of a text that is longer than R4 allows that it is cut.
    fn cut(&mut self, link: &str, name: &str, answer: &Json) {
        let words = answer.as_str().map(str::trim);
        if words.is_some_and(|words| words.chars().nth(LONGEST).is_some()) {
            let why = "cut, because a text of R4 has 1,048,576 characters at most";
            self.ledger.lose(link, name, LossKind::Reduced, why);
        }
    }

    fn answers(&self, question: &Question, answer: &Json) -> Vec<Json> {
        let coding = |list: u16, option: &Json| {
            let list = self.lists.get(usize::from(list))?;
            let option = list
                .options
                .iter()
                .find(|known| Some(known.id.as_str()) == option.as_str())?;
            Some(
                json!({ "valueCoding": { "system": system(&list.id), "code": option.id, "display": text(&option.label) } }),
            )
        };
        match (&question.kind, answer) {
            (Kind::Choice(list), option) => coding(*list, option).into_iter().collect(),
            (Kind::Choices(list), Json::Array(chosen)) => {
                let mut told = Vec::new();
                for coding in chosen.iter().filter_map(|option| coding(*list, option)) {
                    if !told.contains(&coding) {
                        told.push(coding);
                    }
                }
                told
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
