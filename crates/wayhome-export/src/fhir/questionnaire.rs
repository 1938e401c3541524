//! A form as a Questionnaire.

use serde_json::{Value as Json, json};
use wayhome_engine::{Expression, Kind, OptionList, Plan, PlanSection, Procedure, Question, words};

use super::condition::enable_when;
use super::{section_id, system, text, url, version};
use crate::losses::{Loss, LossKind};

/// A form as a Questionnaire, and what that could not carry.
#[derive(Debug, Clone, PartialEq)]
pub struct FhirQuestionnaire {
    /// The resource.
    pub resource: Json,
    /// Conditions that R4 cannot say: those questions are always shown. Hints and limits have no field without an extension.
    pub lost: Vec<Loss>,
}

/// A form as a Questionnaire of FHIR R4.
#[must_use]
pub fn questionnaire(plan: &Plan) -> FhirQuestionnaire {
    let mut lost = Vec::new();
    let sections = plan.sections().iter().enumerate();
    let items: Vec<_> = sections
        .map(|(place, section)| {
            let questions = section.questions.iter();
            let items: Vec<_> = questions.filter_map(|id| asked(plan, section, id, &mut lost)).collect();
            json!({ "linkId": section_id(place), "type": "group", "text": text(&section.title), "item": items })
        })
        .collect();
    let procedure = plan.procedure();
    let resource = json!({
        "resourceType": "Questionnaire",
        "id": format!("{}-{}", procedure.id, plan.form()).replace('_', "-"),
        "url": url(plan),
        "version": version(plan),
        "name": name(&format!("wayhome_{}_{}", procedure.id, plan.form())),
        "title": text(&format!("{}: {}", procedure.authority, plan.title())),
        "status": "active",
        "subjectType": ["Patient"],
        "description": text(&format!(
            "The form “{}” of Wayhome, made from “{}” ({}), compared {}. Not endorsed by the authority.",
            plan.title(),
            procedure.document,
            procedure.authority,
            words::written_month(&procedure.compared)
        )),
        "item": items,
    });
    FhirQuestionnaire { resource, lost }
}

/// A name for programs: `WayhomeNewcastleVisit`.
fn name(id: &str) -> String {
    id.split('_').map(words::capital).collect()
}

/// One question, with when it is asked.
fn asked(plan: &Plan, section: &PlanSection, id: &str, lost: &mut Vec<Loss>) -> Option<Json> {
    let (question, lists) = plan.question(id)?;
    let mut item = item(question, lists, id);
    let source = plan.source(&section.source)?;
    let Some(condition) = condition(source, plan.form(), id) else {
        return Some(item);
    };
    let told = enable_when(condition, source).filter(|told| told.when.iter().all(|when| is_asked(plan, when)));
    let Some(told) = told else {
        lost.push(Loss {
            what: format!("questionnaire.{id}"),
            kind: LossKind::Reduced,
            message: format!(
                "{}: R4 cannot say when it is asked, so that the Questionnaire always shows it.",
                question.name
            ),
        });
        return Some(item);
    };
    let fields = item.as_object_mut()?;
    if told.when.len() > 1 {
        let behaviour = if told.all { "all" } else { "any" };
        fields.insert("enableBehavior".to_owned(), behaviour.into());
    }
    fields.insert("enableWhen".to_owned(), told.when.into());
    Some(item)
}

/// When a form of a procedure asks a question; `None` where it always does.
fn condition<'p>(procedure: &'p Procedure, form: &str, id: &str) -> Option<&'p Expression> {
    let mut asks = procedure.form(form)?.sections.iter().flat_map(|section| &section.ask);
    let ask = asks.find(|ask| {
        procedure
            .question(ask.question)
            .is_some_and(|question| question.id == id)
    })?;
    ask.when.as_ref()
}

/// Is the question that a condition reads among those of the form?
fn is_asked(plan: &Plan, when: &Json) -> bool {
    let question = when.get("question").and_then(Json::as_str).unwrap_or_default();
    plan.sections()
        .iter()
        .any(|section| section.questions.iter().any(|id| id == question))
}

/// A question, whenever it is asked.
fn item(question: &Question, lists: &[OptionList], link: &str) -> Json {
    let mut item = json!({ "linkId": link, "text": text(&question.label), "type": kind(&question.kind) });
    let Some(fields) = item.as_object_mut() else {
        return item;
    };
    match &question.kind {
        Kind::Choice(list) | Kind::Choices(list) => {
            if let Some(list) = lists.get(usize::from(*list)) {
                let options = list.options.iter().map(|option| {
                    json!({ "valueCoding": { "system": system(&list.id), "code": option.id, "display": text(&option.label) } })
                });
                fields.insert("answerOption".to_owned(), options.collect());
            }
            if matches!(question.kind, Kind::Choices(_)) {
                fields.insert("repeats".to_owned(), true.into());
            }
        }
        Kind::Rows(columns) => {
            let columns = columns
                .iter()
                .map(|column| self::item(column, lists, &format!("{link}.{}", column.id)));
            fields.insert("item".to_owned(), columns.collect());
            fields.insert("repeats".to_owned(), true.into());
        }
        _ => {}
    }
    item
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Date => "date",
        Kind::DateTime => "dateTime",
        Kind::YesNo => "boolean",
        Kind::Choice(_) | Kind::Choices(_) => "choice",
        Kind::Number { .. } => "decimal",
        Kind::Text { long: false } => "string",
        Kind::Text { long: true } => "text",
        Kind::Rows(_) => "group",
    }
}
