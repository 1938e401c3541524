//! What a file says, before names are resolved.

pub(crate) mod coverage;
mod limits;
pub(crate) mod mapping;
pub(crate) mod messages;
mod not_toml;
mod other;
pub(crate) mod parts;
pub(crate) mod read;
#[cfg(feature = "schema")]
pub(crate) mod schema;
pub(crate) mod shapes;
pub(crate) mod text;

use serde::de::DeserializeOwned;
use toml::de::DeTable;
use validator::Validate;

use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Diagnostics, Report, Reports, closest};
use crate::source::Source;
use coverage::{CoveragePart, CoveredPart, GuidancePart};
use parts::{
    ApprovalPart, DeadlinePart, FactPart, FormPart, OptionsPart, ProcedurePart, QuestionPart, RulePart,
    SharedSectionPart,
};
use shapes::TextOrMore;
use text::Text;

/// A procedure's file.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) procedure: ProcedurePart,
    pub(crate) ladder: Vec<Text>,
    pub(crate) designations: Vec<(Text, Vec<Text>)>,
    pub(crate) options: Vec<OptionsPart>,
    pub(crate) questions: Vec<QuestionPart>,
    /// Each with its parts: one, or several that are dated.
    pub(crate) facts: Vec<(Text, Vec<FactPart>)>,
    pub(crate) sections: Vec<SharedSectionPart>,
    pub(crate) forms: Vec<FormPart>,
    pub(crate) rules: Vec<RulePart>,
    pub(crate) deadlines: Vec<DeadlinePart>,
    pub(crate) approvals: Vec<(Text, ApprovalPart)>,
    pub(crate) coverage: Option<CoveragePart>,
    pub(crate) covered: Vec<CoveredPart>,
    pub(crate) guidance: Vec<GuidancePart>,
}

const KEYS: [&str; 14] = [
    "wayhome",
    "procedure",
    "seniority",
    "options",
    "question",
    "facts",
    "section",
    "form",
    "rule",
    "deadline",
    "approval",
    "coverage",
    "covered",
    "guidance",
];

/// The approval table that procedures share, so that a local one is compared with the law's.
const DECISION: &str = "decision";

/// Reads a procedure's file; reports every mistake in its shape.
pub(crate) fn procedure(text: &str, reports: &mut Reports) -> Option<Document> {
    let root = read::table(text, reports)?;
    if let Some(other) = other::report(&root) {
        reports.push(other);
        return None;
    }
    read::only(&root, &KEYS, "a procedure", reports);
    version(&root, true, reports);
    let mut document = Document {
        options: read::entries(&root, "options", "a list of options", reports),
        questions: read::entries(&root, "question", "a question", reports),
        sections: read::entries(&root, "section", "a section", reports),
        forms: read::entries(&root, "form", "a form", reports),
        rules: read::entries(&root, "rule", "a rule", reports),
        deadlines: read::entries(&root, "deadline", "a deadline", reports),
        facts: keyed::<Fact>(&root, "facts", "a fact", reports)
            .into_iter()
            .map(|(id, fact)| (id, fact.0))
            .collect(),
        approvals: approvals(&root, reports),
        coverage: root
            .get("coverage")
            .and_then(|value| read::one(value, "coverage", reports)),
        covered: read::entries(&root, "covered", "a duty that is kept elsewhere", reports),
        guidance: read::entries(&root, "guidance", "guidance", reports),
        ..Document::default()
    };
    if let Some(value) = root.get("procedure") {
        document.procedure = read::one(value, "procedure", reports).unwrap_or_default();
    } else {
        let report = Report::new(&codes::MISSING, &(0..0), "the file has no [procedure]");
        reports.push(report.help("start it with wayhome = 1 and [procedure]"));
    }
    for (key, roles) in keyed::<Roles>(&root, "seniority", "[seniority]", reports) {
        if key.value == "ladder" {
            document.ladder = roles.0;
        } else {
            document.designations.push((key, roles.0));
        }
    }
    Some(document)
}

/// The line in which a procedure's file names its floor. Whether there is such a procedure, only whoever has them all can say.
#[must_use]
pub fn floor_line(source: &Source) -> Option<usize> {
    let root = read::table(&source.text, &mut Reports::default())?;
    let floor = root.get("procedure")?.get_ref().as_table()?.get("floor")?;
    Some(source.position(floor.span().start).0)
}

/// What a parser finds wrong with the shape of a file that this crate does not read, such as one of conformance cases, in the words in which the shape of
/// a procedure is spoken of. `what` is a part of the file: "a case".
#[must_use]
pub fn wrong_shape(source: &Source, message: &str, span: &std::ops::Range<usize>, what: &str) -> Diagnostics {
    let mut reports = Reports::default();
    if read::table(&source.text, &mut reports).is_some() {
        reports.push(messages::shape(message, span, what));
    }
    reports.finish(source)
}

/// The id that a procedure's file gives itself, also where the file does not compile: until it does, nobody else's procedure of that id is meant.
#[must_use]
pub fn procedure_id(source: &Source) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(&source.text);
    let id = root.get_ref().get("procedure")?.get_ref().as_table()?.get("id")?;
    id.get_ref().as_str().map(str::to_owned)
}

/// Reports another version of the language than 1; of a later one, that a later Wayhome reads it: written down as 1, it would mean something else.
pub(crate) fn version(root: &DeTable<'_>, needed: bool, reports: &mut Reports) {
    let number = |value: &read::Value<'_>| {
        let number = value.get_ref().as_integer()?;
        i128::from_str_radix(number.as_str(), number.radix()).ok()
    };
    match root.get("wayhome").map(|value| (value.span(), number(value))) {
        Some((_, Some(1))) => {}
        Some((place, Some(later @ 2..))) => {
            let message =
                format!("the file is in version {later} of the language, and this version of Wayhome reads 1");
            reports.push(Report::new(&codes::UNKNOWN_VERSION, &place, message).help("update Wayhome to use it"));
        }
        Some((place, _)) => {
            let message = "this version of the language is not known";
            reports.push(Report::new(&codes::UNKNOWN_VERSION, &place, message).help("write wayhome = 1"));
        }
        None if needed => {
            let report = Report::new(
                &codes::MISSING,
                &(0..0),
                "the file does not say which version of the language it is in",
            );
            reports.push(report.help("write wayhome = 1 in its first line"));
        }
        None => {}
    }
}

/// The approval tables; reports a list of them, and a name that is nearly the one that procedures share.
fn approvals(root: &DeTable<'_>, reports: &mut Reports) -> Vec<(Text, ApprovalPart)> {
    let Some(tables) = root
        .get("approval")
        .and_then(|value| read::as_table(value, "approval", reports))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (id, value) in read::in_order(tables) {
        if ["row", "silent"].contains(&id.as_str()) && value.get_ref().as_array().is_some() {
            let message = format!(
                "approval.{} belongs to no table: the name of the table is missing",
                id.value
            );
            reports.push(
                Report::new(&codes::WRONG_KIND, &id.span, message)
                    .help(format!("write [[approval.{DECISION}.{}]]", id.value)),
            );
            continue;
        }
        if closest(&id.value, [DECISION]).is_some() {
            let message = format!("the approval table {} has nearly the name of another", id.value);
            reports.push(Report::new(&codes::NEARLY_DECISION, &id.span, message).help(format!(
                "did you mean `{DECISION}`? Choose another name, if you did not"
            )));
        }
        if value.get_ref().as_array().is_some() {
            let message = format!("approval.{} is one table, and this is a list", id.value);
            reports.push(
                Report::new(&codes::WRONG_KIND, &id.span, message)
                    .help(format!("write [approval.{}] with one bracket on each side", id.value)),
            );
        } else {
            let what = format!("[approval.{}]", id.value);
            found.extend(read::part(value, &what, reports).map(|part| (id, part)));
        }
    }
    found
}

/// The parts of a table whose keys are names.
fn keyed<T: DeserializeOwned + Validate>(
    root: &DeTable<'_>,
    name: &str,
    what: &str,
    reports: &mut Reports,
) -> Vec<(Text, T)> {
    let Some(table) = root.get(name).and_then(|value| read::as_table(value, name, reports)) else {
        return Vec::new();
    };
    let parts = read::in_order(table).into_iter();
    parts
        .filter_map(|(key, value)| read::part(value, what, reports).map(|part| (key, part)))
        .collect()
}

/// A fact in any way of writing it: one part, or several that are dated.
struct Fact(Vec<FactPart>);

impl<'de> serde::Deserialize<'de> for Fact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::Spanned::<TextOrMore<FactPart>>::deserialize(deserializer)?;
        let span = written.span();
        Ok(Self(match written.into_inner() {
            TextOrMore::Text(is) => vec![FactPart {
                is: shapes::text(&is, span),
                ..FactPart::default()
            }],
            TextOrMore::Table(fact) => vec![fact],
            TextOrMore::List(facts) => facts,
        }))
    }
}

impl Validate for Fact {
    fn validate(&self) -> Result<(), validator::ValidationErrors> {
        self.0.iter().try_for_each(Validate::validate)
    }
}

/// Roles, in order.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Roles(Vec<Text>);

impl Validate for Roles {
    fn validate(&self) -> Result<(), validator::ValidationErrors> {
        Ok(())
    }
}
