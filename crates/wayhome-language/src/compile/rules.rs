//! Rules: when they apply, and what they expect.

use wayhome_engine::{Expression, Level, Part, QuestionIndex, Rule};

use super::in_force::InForce;
use super::{Compiler, walk};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{document as shape, lint};
use crate::document::parts::{ExpectPart, RulePart};
use crate::document::shapes::{TextOrList, text};
use crate::document::text::Text;
use crate::feel::Answered;

impl RulePart {
    fn in_force(&self) -> InForce<'_> {
        InForce {
            id: &self.id,
            from: self.from.as_ref(),
            until: self.until.as_ref(),
        }
    }
}

/// The words of a rule or of one of its parts.
struct Words<'a> {
    explained_by: Option<&'a Text>,
    explained_when: Option<&'a Text>,
    breached_says: Option<&'a Text>,
    explained_says: Option<&'a Text>,
}

impl Compiler<'_> {
    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let document = self.document;
        document.rules.iter().map(|rule| self.rule(rule)).collect()
    }

    fn rule(&mut self, part: &RulePart) -> Rule {
        self.take_id(&part.id);
        let forms = self.forms_of(&part.id, part.form.as_ref(), part.forms.as_ref());
        let when = self.optional_condition(part.when.as_ref(), Answered::TwoValued);
        let when = self.dated(when, part.in_force(), &forms);
        let parts = self.expectations(part);
        // A finding leads to what its rule expects, and not to the day by which a dated fact is judged.
        let about = self.about(part, &parts);
        let parts = parts.into_iter().map(|part| self.on_their_days(part)).collect();
        Rule {
            id: part.id.value.clone(),
            forms,
            level: part.level.unwrap_or(Level::Must),
            when,
            parts,
            about,
            says: part.says.value.clone(),
            cite: self.citation(part.cite.as_ref()),
        }
    }

    fn expectations(&mut self, rule: &RulePart) -> Vec<Part> {
        let words = Words {
            explained_by: rule.explained_by.as_ref(),
            explained_when: rule.explained_when.as_ref(),
            breached_says: rule.breached_says.as_ref(),
            explained_says: rule.explained_says.as_ref(),
        };
        let Some(expect) = &rule.expect else { return Vec::new() };
        let parts = match expect.get_ref() {
            TextOrList::Text(that) => {
                let that = text(that, expect.span());
                return self.part(&that, &words).into_iter().collect();
            }
            TextOrList::List(parts) => parts,
        };
        if parts.is_empty() {
            let report = Report::new(
                &shape::MISSING,
                &expect.span(),
                "`expect` of a rule is missing or empty",
            );
            self.reports.push(report.help("write what the rule expects"));
        }
        let own = [
            words.explained_by,
            words.explained_when,
            words.breached_says,
            words.explained_says,
        ];
        for stray in own.into_iter().flatten() {
            let message = "where `expect` is a list, each of its parts has its own words";
            self.reports
                .push(Report::new(&shape::CONFLICTING_KEYS, &stray.span, message).help("move this into a part"));
        }
        parts.iter().filter_map(|part| self.listed_part(part)).collect()
    }

    /// A part whose dated facts are lowered.
    pub(super) fn on_their_days(&self, part: Part) -> Part {
        let stretches = self.dated_facts.stretches(&part.expect);
        Part {
            expect: self.dated_facts.condition(stretches),
            ..part
        }
    }

    /// One of several parts of what is expected, whose dated facts are still to be looked at.
    pub(super) fn listed_part(&mut self, part: &ExpectPart) -> Option<Part> {
        let ExpectPart {
            that,
            explained_by,
            explained_when,
            breached_says,
            explained_says,
        } = part;
        let words = Words {
            explained_by: explained_by.as_ref(),
            explained_when: explained_when.as_ref(),
            breached_says: breached_says.as_ref(),
            explained_says: explained_says.as_ref(),
        };
        self.part(that, &words)
    }

    fn part(&mut self, that: &Text, words: &Words<'_>) -> Option<Part> {
        let expect = self.checked(that, Answered::ToDo);
        let expect = expect.and_then(|typed| self.is_condition(that, typed));
        let explained = match (words.explained_by, words.explained_when) {
            (Some(by), when) => {
                if when.is_some() {
                    let report = Report::new(
                        &shape::CONFLICTING_KEYS,
                        &by.span,
                        "`explained_by` and `explained_when` exclude each other",
                    );
                    self.reports
                        .push(report.help("write explained_when = 'answered(…) and …'"));
                }
                let question = self.question(by);
                if let (Some(question), Some(expect)) = (question, &expect) {
                    self.explains_itself(by, question, expect);
                }
                question.map(Expression::Answered)
            }
            (None, when) => self.optional_condition(when, Answered::TwoValued),
        };
        if let (Some(says), None, None) = (words.explained_says, words.explained_by, words.explained_when) {
            let report = Report::new(
                &shape::CONFLICTING_KEYS,
                &says.span,
                "nothing says when this is explained",
            );
            self.reports
                .push(report.help("add explained_by or explained_when, or leave explained_says out"));
        }
        Some(Part {
            expect: expect?,
            explained,
            breached_says: words.breached_says.map(|says| says.value.clone()),
            explained_says: words.explained_says.map(|says| says.value.clone()),
        })
    }

    /// Warns of a reason that is itself what is expected: whatever it is answered, the answer explains it.
    fn explains_itself(&mut self, by: &Text, question: QuestionIndex, expect: &Expression) {
        let mut reads = walk::Reads::default();
        reads.through(expect, &self.facts);
        if reads.questions.contains(&question) {
            let message = format!(
                "{} is itself what is expected, so that whatever it is answered explains it",
                by.value
            );
            let report = Report::new(&lint::EXPLAINS_ITSELF, &by.span, message);
            self.reports
                .push(report.help("name the question in which the reason is recorded, or leave explained_by out"));
        }
    }

    /// The questions that a rule leads to: those that it names, or those that it expects something of.
    fn about(&mut self, rule: &RulePart, parts: &[Part]) -> Vec<QuestionIndex> {
        if let Some(about) = &rule.about {
            if about.is_empty() {
                let report = Report::new(
                    &shape::MISSING,
                    &rule.id.span,
                    format!("`about` of {} is empty", rule.id.value),
                );
                self.reports.push(report.help("name a question, or leave `about` out"));
            }
            return about.iter().filter_map(|question| self.question(question)).collect();
        }
        let mut reads = walk::Reads::default();
        for part in parts {
            reads.directly(&part.expect);
        }
        let only_facts = reads.questions.is_empty();
        for part in parts.iter().filter(|_| only_facts) {
            reads.through(&part.expect, &self.facts);
        }
        // The day by which a dated fact is judged is not what the rule is about, as long as there is anything else.
        if only_facts {
            let day = self.dated_facts.day_read(&self.facts);
            reads.questions.sort_by_key(|question| day.contains(question));
        }
        reads.questions
    }
}
