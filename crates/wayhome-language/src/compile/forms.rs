//! Forms: sections, what they include, and when their questions are asked.

use std::collections::BTreeMap;
use std::ops::Range;

use wayhome_engine::{Ask, Form, QuestionIndex, Section};

use super::left_out::TITLES;
use super::{Compiler, walk};
use crate::diagnostics::codes::{document as shape, name as codes};
use crate::diagnostics::{Report, closest};
use crate::document::parts::{AskPart, FormPart, SectionPart};
use crate::document::shapes::{Placed, TextOr, Written, written};
use crate::document::text::Text;
use crate::feel::Answered;

impl Compiler<'_> {
    pub(super) fn compiled_forms(&mut self) -> Vec<Form> {
        let document = self.document;
        let mut sections = BTreeMap::new();
        for section in &document.sections {
            if !self.check_plain_id(&section.id) {
                continue;
            }
            if sections.contains_key(section.id.as_str()) {
                let report = Report::new(
                    &codes::DECLARED_TWICE,
                    &section.id.span,
                    format!("the section {} is declared twice", section.id.value),
                );
                self.reports.push(report.help("choose another id"));
                continue;
            }
            let compiled = Section {
                title: section.title.value.clone(),
                ask: self.asks(&section.ask).into_iter().map(|(_, ask)| ask).collect(),
            };
            sections.insert(section.id.as_str(), compiled);
        }
        let mut forms: Vec<Form> = Vec::new();
        for form in &document.forms {
            self.form_id(&form.id);
            if forms.iter().any(|known| known.id == form.id.value) {
                let report = Report::new(
                    &codes::DECLARED_TWICE,
                    &form.id.span,
                    format!("the form {} is declared twice", form.id.value),
                );
                self.reports.push(report.help("choose another id"));
            }
            let compiled = self.form(form, &sections);
            forms.push(compiled);
        }
        forms
    }

    /// Reports an id that is not well formed, and warns of a form that no other procedure has.
    fn form_id(&mut self, id: &Text) {
        let shared = TITLES.map(|(shared, _)| shared);
        if !self.check_plain_id(id) || shared.contains(&id.as_str()) {
            return;
        }
        let message = format!(
            "{} is none of the forms that procedures share, so nothing of the law is checked in it",
            id.value
        );
        let report = Report::new(&codes::UNSHARED_FORM, &id.span, message);
        self.reports.push(match closest(&id.value, shared) {
            Some(close) => report.help(format!("did you mean \"{close}\"?")),
            None => report.help(format!("write one of {}", shared.join(", "))),
        });
    }

    pub(super) fn check_plain_id(&mut self, id: &Text) -> bool {
        super::ids::check(id, &mut self.reports)
    }

    fn form(&mut self, part: &FormPart, shared: &BTreeMap<&str, Section>) -> Form {
        let mut asked: BTreeMap<QuestionIndex, Range<usize>> = BTreeMap::new();
        let mut sections = Vec::with_capacity(part.section.len());
        for section in &part.section {
            let Some((section, places)) = self.section(section, shared) else {
                continue;
            };
            for (ask, place) in section.ask.iter().zip(places) {
                if let Some(first) = asked.get(&ask.question) {
                    let id = self
                        .names
                        .question_at(ask.question)
                        .map_or("", |question| question.id.as_str());
                    let report = Report::new(
                        &codes::ASKED_TWICE,
                        &place,
                        format!("the form {} asks {id} twice", part.id.value),
                    );
                    self.reports.push(
                        report
                            .note(first, "here for the first time")
                            .help("leave one of them out"),
                    );
                } else {
                    asked.insert(ask.question, place);
                }
            }
            sections.push(section);
        }
        let form = Form {
            id: part.id.value.clone(),
            title: self.form_title(part),
            sections,
        };
        self.relevance_cycles(&form, &asked);
        form
    }

    /// A section, and where each of its questions stands.
    fn section(
        &mut self,
        part: &Placed<SectionPart>,
        shared: &BTreeMap<&str, Section>,
    ) -> Option<(Section, Vec<Range<usize>>)> {
        let span = part.span();
        let part = part.get_ref();
        let Some(include) = &part.include else {
            let title = part.title.as_ref().filter(|title| !title.value.is_empty());
            if title.is_none() || part.ask.is_empty() {
                let missing = if title.is_none() { "title" } else { "ask" };
                let report = Report::new(
                    &shape::MISSING,
                    &span,
                    format!("`{missing}` of a section is missing or empty"),
                );
                self.reports
                    .push(report.help("a section has a title and asks something, or includes a [[section]]"));
            }
            let (places, ask) = self.asks(&part.ask).into_iter().unzip();
            return Some((
                Section {
                    title: title?.value.clone(),
                    ask,
                },
                places,
            ));
        };
        if part.title.is_some() || !part.ask.is_empty() {
            let report = Report::new(
                &shape::CONFLICTING_KEYS,
                &include.span,
                "a section that includes another has no title or questions of its own",
            );
            self.reports
                .push(report.help("leave `title` and `ask` out, or write a second [[form.section]]"));
        }
        let Some(section) = shared.get(include.as_str()) else {
            if !self
                .document
                .sections
                .iter()
                .any(|section| section.id.value == include.value)
            {
                let report = Report::new(
                    &codes::UNKNOWN_SECTION,
                    &include.span,
                    format!("there is no section \"{}\"", include.value),
                );
                self.reports
                    .push(report.suggest(&include.value, shared.keys().copied()));
            }
            return None;
        };
        let places = vec![include.span.clone(); section.ask.len()];
        Some((section.clone(), places))
    }

    fn asks(&mut self, asks: &[Placed<TextOr<AskPart>>]) -> Vec<(Range<usize>, Ask)> {
        let mut found = Vec::with_capacity(asks.len());
        for ask in asks {
            let (question, when) = match written(ask) {
                Written::Text(question) => (question, None),
                Written::More(part) => (part.question.clone(), part.when.as_ref()),
            };
            let index = self.question(&question);
            let condition = self.optional_condition(when, Answered::Refused);
            if let Some(index) = index {
                found.push((
                    question.span,
                    Ask {
                        question: index,
                        when: condition,
                    },
                ));
            }
        }
        found
    }

    /// The question that a text names; reports one that there is not.
    pub(super) fn question(&mut self, id: &Text) -> Option<QuestionIndex> {
        let found = self.names.question(&id.value).map(|(index, _)| index);
        if found.is_none() && !self.names.is_refused(&id.value) {
            let report = Report::new(
                &codes::UNKNOWN_QUESTION,
                &id.span,
                format!("there is no question \"{}\"", id.value),
            );
            let known = self.names.questions().iter().map(|question| question.id.as_str());
            let report = report.suggest(&id.value, known);
            self.reports.push(report);
        }
        found
    }

    /// Reports questions whose being asked depends on their own answers.
    fn relevance_cycles(&mut self, form: &Form, places: &BTreeMap<QuestionIndex, Range<usize>>) {
        let asks: Vec<&Ask> = form.sections.iter().flat_map(|section| &section.ask).collect();
        let place_of: BTreeMap<QuestionIndex, usize> = asks
            .iter()
            .enumerate()
            .map(|(place, ask)| (ask.question, place))
            .collect();
        let depends_on: Vec<Vec<usize>> = asks.iter().map(|ask| self.conditions_read(ask, &place_of)).collect();
        for cycle in walk::sorted(&depends_on).cycles {
            let questions: Vec<QuestionIndex> = cycle
                .iter()
                .filter_map(|place| asks.get(*place))
                .map(|ask| ask.question)
                .collect();
            let names: Vec<&str> = questions
                .iter()
                .filter_map(|index| Some(self.names.question_at(*index)?.id.as_str()))
                .collect();
            let span = questions
                .first()
                .and_then(|question| places.get(question))
                .cloned()
                .unwrap_or_default();
            let message = match names.as_slice() {
                [only] => format!("whether {only} is asked depends on its own answer"),
                names => format!(
                    "whether these are asked depends on each other's answers: {}",
                    names.join(", ")
                ),
            };
            let report = Report::new(&codes::RELEVANCE_CYCLE, &span, message);
            self.reports.push(report.help("leave out one of the conditions"));
        }
    }

    fn conditions_read(&self, ask: &Ask, place_of: &BTreeMap<QuestionIndex, usize>) -> Vec<usize> {
        let mut reads = walk::Reads::default();
        if let Some(when) = &ask.when {
            reads.through(when, &self.facts);
        }
        reads
            .questions
            .iter()
            .filter_map(|question| place_of.get(question).copied())
            .collect()
    }
}
