//! Questions and the lists that they choose from.

use std::collections::BTreeMap;
use std::ops::Range;

use wayhome_engine::{Choice, Kind, MOST_OPTIONS, OptionList, Question};

use super::ids;
use crate::diagnostics::codes::{document as shape, name as codes};
use crate::diagnostics::{Report, Reports};
use crate::document::parts::{OptionPart, OptionsPart, QuestionPart, QuestionType};
use crate::document::shapes::Placed;
use crate::document::text::Text;
use crate::feel::Names;

/// Those of the vocabulary included, of which a procedure uses some.
const MAX_QUESTIONS: usize = 5_000;

/// Adds lists and questions to the names. A procedure's own bear its prefix.
pub(crate) fn declare(
    names: &mut Names,
    lists: &[OptionsPart],
    questions: &[QuestionPart],
    prefix: Option<&str>,
    reports: &mut Reports,
) {
    let lists_before = names
        .option_lists()
        .iter()
        .zip(0..)
        .map(|(list, place)| (list.id.clone(), place))
        .collect();
    let mut declaring = Declaring {
        names,
        lists: lists_before,
        places: BTreeMap::new(),
        reports,
    };
    for list in lists {
        if let Some((_, name)) = list.id.value.split_once('.') {
            let message = format!(
                "the list of options {} has a prefix, which only questions have",
                list.id.value
            );
            let report = Report::new(&shape::BAD_ID, &list.id.span, message);
            declaring.reports.push(report.help(if ids::is_plain(name) {
                format!("write \"{name}\"")
            } else {
                "use lower-case letters, digits and underscores, and start with a letter".to_owned()
            }));
        } else if ids::check(&list.id, declaring.reports) {
            declaring.list(&list.id, &list.id.value, &list.options);
        }
    }
    // Lists that stand within a question first, so that another question may choose from them.
    for question in questions {
        declaring.own_lists(question, &question.id.value);
    }
    for question in questions {
        declaring.question(question, prefix);
        // What reads a question whose definition is refused is no second mistake.
        declaring.names.refuse(question.id.value.clone());
    }
}

struct Declaring<'a> {
    names: &'a mut Names,
    lists: BTreeMap<String, u16>,
    /// Where things of this file were declared.
    places: BTreeMap<String, Range<usize>>,
    reports: &'a mut Reports,
}

impl Declaring<'_> {
    fn list(&mut self, place: &Text, id: &str, options: &[OptionPart]) {
        if self.lists.contains_key(id) {
            self.twice(place, &format!("the list of options {id}"), &format!("list {id}"));
            return;
        }
        if options.len() > MOST_OPTIONS {
            let message = format!("the list {id} has {} options", options.len());
            self.reports.push(
                Report::new(&codes::TOO_MANY, &place.span, message)
                    .help(format!("a list has at most {MOST_OPTIONS} options")),
            );
        }
        let mut choices: Vec<Choice> = Vec::with_capacity(options.len());
        for option in options {
            if !ids::is_plain(&option.id.value) {
                let report = Report::new(
                    &shape::BAD_ID,
                    &option.id.span,
                    format!("\"{}\" cannot be the id of an option", option.id.value),
                );
                self.reports
                    .push(report.help("use lower-case letters, digits and underscores, and start with a letter"));
            }
            if choices.iter().any(|choice| choice.id == option.id.value) {
                let message = format!("the option {} stands twice in the list {id}", option.id.value);
                self.reports
                    .push(Report::new(&codes::DECLARED_TWICE, &option.id.span, message).help("leave one of them out"));
            }
            choices.push(Choice {
                id: option.id.value.clone(),
                label: option.label.value.clone(),
            });
        }
        if let Some(index) = self.names.add_list(OptionList {
            id: id.to_owned(),
            options: choices,
        }) {
            self.lists.insert(id.to_owned(), index);
            self.places.insert(format!("list {id}"), place.span.clone());
        }
    }

    fn own_lists(&mut self, question: &QuestionPart, id: &str) {
        if !question.options.is_empty() {
            self.list(&question.id, id, &question.options);
        }
        for field in &question.fields {
            self.own_lists(field, &format!("{id}.{}", field.id.value));
        }
    }

    fn question(&mut self, part: &QuestionPart, prefix: Option<&str>) {
        let id = &part.id;
        let own = match prefix {
            Some(prefix) => id.value.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.')),
            None => Some(id.as_str()),
        };
        let Some(own) = own else {
            let prefix = prefix.unwrap_or_default();
            let report = Report::new(
                &codes::WRONG_PREFIX,
                &id.span,
                format!("the question {} does not start with {prefix}.", id.value),
            );
            // Another prefix is replaced, and where there is none, this one is put before the name.
            let name = id.value.split_once('.').map_or(id.as_str(), |(_, name)| name);
            let right = format!("{prefix}.{name}");
            let help = if self.names.find(&id.value).is_some() {
                "it is already in the vocabulary, which the law reads too: leave it out here".to_owned()
            } else if ids::is_plain(name) {
                format!("write \"{right}\"")
            } else {
                format!("begin it with \"{prefix}.\", and go on with lower-case letters, digits and underscores")
            };
            self.reports.push(report.help(help));
            self.names.refuse(right);
            return;
        };
        if !ids::check_parts(id, own, self.reports) {
            return;
        }
        let Some(kind) = self.kind(part, &id.value) else { return };
        if self.names.questions().len() >= MAX_QUESTIONS {
            let message = format!("there are more than {MAX_QUESTIONS} questions");
            self.reports.push(Report::new(&codes::TOO_MANY, &id.span, message));
        } else if self.names.add(question(part, kind)).is_none() {
            self.twice(
                id,
                &format!("the question {}", id.value),
                &format!("question {}", id.value),
            );
        } else {
            self.places.insert(format!("question {}", id.value), id.span.clone());
        }
    }

    fn kind(&mut self, part: &QuestionPart, list_id: &str) -> Option<Kind> {
        self.stray_keys(part);
        let kind = match part.kind? {
            QuestionType::Date => Kind::Date,
            QuestionType::DateTime => Kind::DateTime,
            QuestionType::YesNo => Kind::YesNo,
            QuestionType::Choice => Kind::Choice(self.list_of(part, list_id)?),
            QuestionType::Choices => Kind::Choices(self.list_of(part, list_id)?),
            QuestionType::Number => {
                let (min, max) = (
                    part.min.as_ref().map(|min| min.get_ref().0),
                    part.max.as_ref().map(|max| max.get_ref().0),
                );
                if let Some(place) = part
                    .max
                    .as_ref()
                    .filter(|_| min.zip(max).is_some_and(|(least, most)| most < least))
                {
                    let report = Report::new(&shape::CONFLICTING_KEYS, &place.span(), "`max` is less than `min`");
                    self.reports.push(report.help("exchange them"));
                }
                Kind::Number { min, max }
            }
            QuestionType::Text => Kind::Text {
                long: part.long.as_ref().is_some_and(|long| *long.get_ref()),
            },
            QuestionType::Rows => Kind::Rows(self.fields(part, list_id)?),
        };
        Some(kind)
    }

    fn fields(&mut self, part: &QuestionPart, list_id: &str) -> Option<Vec<Question>> {
        if part.fields.is_empty() {
            let message = "`fields` of a question that takes rows is missing or empty";
            self.reports.push(
                Report::new(&shape::MISSING, &part.id.span, message)
                    .help("add fields = [{ id = …, type = …, label = … }]"),
            );
        }
        let mut fields: Vec<Question> = Vec::with_capacity(part.fields.len());
        for field in &part.fields {
            if field.kind == Some(QuestionType::Rows) {
                let report = Report::new(
                    &shape::CONFLICTING_KEYS,
                    &field.id.span,
                    "a column of a table cannot itself be a table",
                );
                self.reports.push(report.help("make it a question of its own"));
                continue;
            }
            if fields.iter().any(|known| known.id == field.id.value) {
                let message = format!("the field {} stands twice", field.id.value);
                self.reports
                    .push(Report::new(&codes::DECLARED_TWICE, &field.id.span, message).help("leave one of them out"));
            }
            ids::check(&field.id, self.reports);
            let kind = self.kind(field, &format!("{list_id}.{}", field.id.value));
            fields.push(question(field, kind?));
        }
        Some(fields)
    }

    /// Reports keys that another type of question has.
    fn stray_keys(&mut self, part: &QuestionPart) {
        let Some(kind) = part.kind else { return };
        let is = |kinds: &[QuestionType]| kinds.contains(&kind);
        let chooses = is(&[QuestionType::Choice, QuestionType::Choices]);
        let number = is(&[QuestionType::Number]);
        let stray = [
            ("options", !part.options.is_empty() && !chooses, None),
            (
                "options_from",
                part.options_from.is_some() && !chooses,
                part.options_from.as_ref().map(|from| from.span.clone()),
            ),
            (
                "min",
                part.min.is_some() && !number,
                part.min.as_ref().map(Placed::span),
            ),
            (
                "max",
                part.max.is_some() && !number,
                part.max.as_ref().map(Placed::span),
            ),
            (
                "long",
                part.long.is_some() && !is(&[QuestionType::Text]),
                part.long.as_ref().map(Placed::span),
            ),
            (
                "past",
                part.past.is_some() && !is(&[QuestionType::Date]),
                part.past.as_ref().map(Placed::span),
            ),
            (
                "row",
                part.row.is_some() && !is(&[QuestionType::Rows]),
                part.row.as_ref().map(|row| row.span.clone()),
            ),
            ("fields", !part.fields.is_empty() && !is(&[QuestionType::Rows]), None),
        ];
        for (key, wrong, span) in stray {
            if wrong {
                let message = format!("`{key}` does not belong to this type of question");
                let span = span.unwrap_or_else(|| part.id.span.clone());
                self.reports.push(
                    Report::new(&shape::CONFLICTING_KEYS, &span, message)
                        .help(format!("leave {key} out, or change the type")),
                );
            }
        }
    }

    fn list_of(&mut self, part: &QuestionPart, own: &str) -> Option<u16> {
        match (&part.options_from, part.options.is_empty()) {
            (Some(from), true) => {
                let found = self.lists.get(&from.value).copied();
                if found.is_none() {
                    let report = Report::new(
                        &codes::UNKNOWN_LIST,
                        &from.span,
                        format!("there is no list of options \"{}\"", from.value),
                    );
                    self.reports
                        .push(report.suggest(&from.value, self.lists.keys().map(String::as_str)));
                }
                found
            }
            (Some(from), false) => {
                let report = Report::new(
                    &shape::CONFLICTING_KEYS,
                    &from.span,
                    "`options` and `options_from` exclude each other",
                );
                self.reports.push(report.help("leave one of them out"));
                None
            }
            (None, false) => self.lists.get(own).copied(),
            (None, true) => {
                let message = "`options` of a question that chooses is missing or empty";
                let report = Report::new(&shape::MISSING, &part.id.span, message);
                self.reports
                    .push(report.help("add options = [{ id = …, label = … }], or options_from = …"));
                None
            }
        }
    }

    fn twice(&mut self, id: &Text, what: &str, key: &str) {
        let report = Report::new(&codes::DECLARED_TWICE, &id.span, format!("{what} is declared twice"));
        self.reports.push(match self.places.get(key) {
            Some(first) => report.note(first, "here for the first time"),
            None => report.help("it is already in the vocabulary: leave it out, or choose another id"),
        });
    }
}

fn question(part: &QuestionPart, kind: Kind) -> Question {
    let label = part.label.value.clone();
    let name = part
        .name
        .as_ref()
        .map_or_else(|| label.trim_end_matches('?').to_owned(), |name| name.value.clone());
    Question {
        id: part.id.value.clone(),
        label,
        name,
        hint: part.hint.as_ref().map(|hint| hint.value.clone()),
        urgency: part.urgency.as_ref().map(|urgency| *urgency.get_ref()),
        past: part.past.as_ref().is_some_and(|past| *past.get_ref()),
        row: part.row.as_ref().map(|row| row.value.clone()),
        kind,
    }
}
