//! FHIR R4: a Questionnaire for each form, and a `QuestionnaireResponse` for each record.
//!
//! Plain R4 (4.0.1) without extensions. Questions are items whose `linkId` is our question id, options are codings, rows are groups that repeat.
//! When a question is asked becomes `enableWhen` as far as R4 can say it; where it cannot, the question is always shown, and the losses say so.

mod condition;
mod moment;
mod questionnaire;
mod response;

use serde_json::{Value as Json, json};
use wayhome_engine::Plan;

use crate::document::hash;
use crate::losses::Losses;
use crate::outgoing::Outgoing;

pub use questionnaire::{FhirQuestionnaire, questionnaire};
pub use response::response;

/// A record as a Bundle of its Questionnaire and its `QuestionnaireResponse`, and what they could not carry.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, fhir};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let (bundle, _) = fhir::bundle(&Outgoing::new(&session));
/// assert_eq!(bundle["entry"][1]["resource"]["resourceType"], "QuestionnaireResponse");
/// ```
#[must_use]
pub fn bundle(outgoing: &Outgoing<'_>) -> (Json, Losses) {
    let form = questionnaire(outgoing.session.plan());
    let (response, mut losses) = response(outgoing);
    losses.lost.extend(form.lost);
    let mut bundle = json!({
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [entry(&form.resource), entry(&response)],
    });
    if outgoing.training
        && let Some(fields) = bundle.as_object_mut()
    {
        fields.insert("meta".to_owned(), exercise());
    }
    (bundle, losses)
}

/// A resource under a name of its own, which R4 asks of each entry of a collection: a UUID made from what it says (version 8 of RFC 9562), so that
/// the same record has the same.
fn entry(resource: &Json) -> Json {
    let hash = hash(resource.to_string().as_bytes());
    let part = |range| hash.get(range).unwrap_or_default();
    let uuid = [
        part(0..8),
        part(8..12),
        &format!("8{}", part(13..16)),
        &format!("8{}", part(17..20)),
        part(20..32),
    ]
    .join("-");
    json!({ "fullUrl": format!("urn:uuid:{uuid}"), "resource": resource })
}

/// What marks an exercise: R4's own label for data made for training and tests.
fn exercise() -> Json {
    json!({ "security": [{
        "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        "code": "HTEST",
        "display": "test health data"
    }] })
}

/// The address of a form's Questionnaire, without its version.
fn url(plan: &Plan) -> String {
    format!("urn:wayhome:questionnaire:{}:{}", plan.procedure().id, plan.form())
}

/// The version of a form: the hash of the procedure, and that of the law beneath it, which asks in it as well.
fn version(plan: &Plan) -> String {
    let procedure = plan.procedure();
    let mut version = procedure.compared.clone();
    for source in [Some(procedure), plan.law()].into_iter().flatten() {
        version.push('-');
        version.extend(source.hash.chars().take(16));
    }
    version
}

/// The system of a list of options.
fn system(list: &str) -> String {
    format!("urn:wayhome:options:{list}")
}

/// The id of a section's group.
fn section_id(place: usize) -> String {
    format!("section-{}", place + 1)
}

/// So many characters has a text of R4 at most.
const LONGEST: usize = 1024 * 1024;

/// A text as R4 takes it (`[ \r\n\t\S]+`): without control characters but tab and line ends, and without spaces of other kinds, which are none to
/// engines that know only those of ASCII and are refused by the others. What is longer than R4 allows is cut.
fn text(text: &str) -> String {
    let written = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        '\u{2028}' | '\u{2029}' => '\n',
        letter if letter.is_control() => '\u{fffd}',
        letter if letter.is_whitespace() => ' ',
        // A space without a width, which some engines count as one; this one joins words just the same.
        '\u{feff}' => '\u{2060}',
        letter => letter,
    };
    text.chars().take(LONGEST).map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_has_no_space_that_the_rule_of_r4_refuses() {
        let said = text("5\u{a0}p.m.\u{2028}Tea,\u{3000}then\u{202f}bed\t\r\n\u{2029}\u{1b}\u{feff}");
        assert_eq!(said, "5 p.m.\nTea, then bed\t\r\n\n\u{fffd}\u{2060}");
        let is_allowed = |letter: char| matches!(letter, ' ' | '\r' | '\n' | '\t') || !letter.is_whitespace();
        assert!(said.chars().all(is_allowed));
    }
}
