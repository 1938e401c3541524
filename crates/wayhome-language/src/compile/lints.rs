//! What compiles, and is doubtful.

use std::collections::BTreeSet;
use std::ops::Range;

use wayhome_engine::{Basis, Deadline, Expression, Form, Kind, Part, QuestionIndex};

use super::checks::HOME;
use super::{Compiler, Parts, number, template, walk};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{Code, coverage, document, lint as codes, types};
use crate::document::parts::{AskPart, DeadlinePart};
use crate::document::shapes::{TextOr, Written, written};

pub(super) fn lint(compiler: &mut Compiler<'_>, parts: &Parts) {
    let mut linter = Linter { compiler, parts };
    linter.forms();
    linter.rules();
    linter.deadlines();
    linter.approvals();
    linter.ladder();
    linter.own_questions();
    linter.facts();
    linter.sections();
    linter.covered();
    linter.floor();
    linter.head();
}

/// Who stands outside the line of posts, and so on no ladder.
const OUTSIDE: [&str; 3] = ["iro", "panel", "court"];

struct Linter<'c, 'a> {
    compiler: &'c mut Compiler<'a>,
    parts: &'c Parts,
}

fn asked_by<'f>(forms: impl Iterator<Item = &'f Form>) -> BTreeSet<QuestionIndex> {
    forms
        .flat_map(|form| &form.sections)
        .flat_map(|section| &section.ask)
        .map(|ask| ask.question)
        .collect()
}

impl Linter<'_, '_> {
    /// Warns of conditions of questions that read what their own form does not ask: the question is never asked there. What another form asks is of no
    /// use, also where both include the section.
    fn forms(&mut self) {
        let document = self.compiler.document;
        for (form, part) in self.parts.forms.iter().zip(&document.forms) {
            let sections = part.section.iter().map(|section| {
                let section = section.get_ref();
                let is_included = |id: &str| section.include.as_ref().is_some_and(|include| include.value == id);
                let shared = document.sections.iter().find(|shared| is_included(&shared.id.value));
                shared.map_or(&section.ask, |shared| &shared.ask)
            });
            for written_ask in sections.flatten() {
                let Written::More(AskPart {
                    question,
                    when: Some(place),
                }) = written(written_ask)
                else {
                    continue;
                };
                let index = self.compiler.names.question(&question.value).map(|(index, _)| index);
                let mut asks = form.sections.iter().flat_map(|section| &section.ask);
                let ask = asks.find(|ask| Some(ask.question) == index);
                let what = format!("the condition of {}", question.value);
                let when: Vec<&Expression> = ask.and_then(|ask| ask.when.as_ref()).into_iter().collect();
                let own = std::slice::from_ref(&form.id);
                self.unasked(&codes::NEVER_TOLD, &what, &place.span, &when, own);
            }
        }
    }

    fn rules(&mut self) {
        for (rule, written) in self.parts.rules.iter().zip(&self.compiler.document.rules) {
            let place = written.id.span.clone();
            let expected = rule
                .parts
                .iter()
                .flat_map(|part| [Some(&part.expect), part.explained.as_ref()]);
            let expected: Vec<&Expression> = expected.flatten().collect();
            self.unasked(&codes::NEVER_ASKED, &rule.id, &place, &expected, &rule.forms);
            let conditions: Vec<&Expression> = rule.when.iter().collect();
            self.unasked(&codes::NEVER_TOLD, &rule.id, &place, &conditions, &rule.forms);
            let asked = asked_by(self.parts.forms.iter().filter(|form| rule.forms.contains(&form.id)));
            if written.about.is_some() && !rule.about.iter().any(|question| asked.contains(question)) {
                let message = format!(
                    "{} is about questions that no form that it belongs to asks, so it never applies",
                    rule.id
                );
                let report = Report::new(&codes::NEVER_ASKED, &place, message);
                self.compiler
                    .reports
                    .push(report.help("name a question that is asked there in `about`, or leave `about` out"));
            }
        }
    }

    fn deadlines(&mut self) {
        for (deadline, written) in self.parts.deadlines.iter().zip(&self.compiler.document.deadlines) {
            let place = written.id.span.clone();
            let mut counted = vec![&deadline.from, &deadline.within];
            counted.extend(&deadline.met_by);
            self.unasked(&codes::NEVER_ASKED, &deadline.id, &place, &counted, &deadline.forms);
            self.no_time(deadline, written);
            let conditions: Vec<&Expression> = deadline.when.iter().collect();
            self.unasked(&codes::NEVER_TOLD, &deadline.id, &place, &conditions, &deadline.forms);
        }
    }

    /// Warns of a period of nothing. Written as an expression, it is meant.
    fn no_time(&mut self, deadline: &Deadline, written: &DeadlinePart) {
        let Some(within) = &written.within else { return };
        let is_none = matches!(&deadline.within, Expression::Number(count) if count.is_zero());
        if is_none && matches!(within.get_ref(), TextOr::Text(_)) {
            let message = format!("{} is due as soon as it is counted from", deadline.id);
            let report = Report::new(&document::NO_TIME, &within.span(), message);
            self.compiler
                .reports
                .push(report.help("look at the period again; where the same day is meant, write { days = \"0\" }"));
        }
    }

    fn approvals(&mut self) {
        let document = self.compiler.document;
        for (table, (id, written)) in self.parts.approvals.iter().zip(&document.approvals) {
            if let (Some(when), Some(place)) = (&table.retrospective, &written.retrospective_when) {
                let what = format!("`retrospective_when` of [approval.{}]", id.value);
                self.unasked(&codes::NEVER_ASKED, &what, &place.span, &[when], &table.forms);
            }
            for (silence, written) in table.silences.iter().zip(&written.silent) {
                let what = written.id.as_ref().map_or("this silence", |id| id.as_str());
                self.unasked(
                    &codes::NEVER_TOLD,
                    what,
                    &written.when.span,
                    &[&silence.when],
                    &table.forms,
                );
            }
            for (row, written) in table.rows.iter().zip(&written.row) {
                let place = written.id.span.clone();
                // That an approval may be retrospective is the table's condition, and no row's.
                let explained = |part: &'_ Part| {
                    part.explained
                        .clone()
                        .filter(|when| Some(when) != table.retrospective.as_ref())
                };
                let home = self.compiler.names.question(HOME).map(|(question, _)| question);
                // Whether the child was home before the approval counts where a form asks when the child went home. None has to.
                let counts_once_answered = |part: &&Part| match &part.expect {
                    Expression::Or(parts) => {
                        matches!(parts.first(), Some(Expression::Not(not)) if matches!(**not, Expression::Answered(question) if Some(question) == home))
                    }
                    _ => false,
                };
                let explained: Vec<Expression> = row.check.parts.iter().filter_map(explained).collect();
                let needed = row.check.parts.iter().filter(|part| !counts_once_answered(part));
                let expected = needed.map(|part| &part.expect);
                let expected: Vec<&Expression> = expected.chain(&explained).collect();
                self.unasked(&codes::NEVER_ASKED, &row.check.id, &place, &expected, &table.forms);
                self.unasked(&codes::NEVER_TOLD, &row.check.id, &place, &[&row.when], &table.forms);
            }
        }
    }

    /// Warns of approvers who are not on the ladder, each once. Where no ladder is written, nothing is compared, and nothing is missing.
    fn ladder(&mut self) {
        let seniority = &self.parts.seniority;
        let mut known: Vec<&str> = seniority.ladder.iter().map(String::as_str).chain(OUTSIDE).collect();
        known.extend(seniority.designations.iter().map(|designation| designation.id.as_str()));
        let tables = self.compiler.document.approvals.iter();
        let rows = tables.flat_map(|(_, table)| &table.row);
        for role in rows.flat_map(|row| &row.by).filter(|_| !seniority.ladder.is_empty()) {
            if known.contains(&role.as_str()) {
                continue;
            }
            known.push(role.as_str());
            let message = format!("{} approves, and is not on the ladder of [seniority]", role.value);
            self.compiler.reports.push(
                Report::new(&types::OFF_LADDER, &role.span, message)
                    .help("put it into `ladder` where it belongs, the most junior first"),
            );
        }
    }

    /// Warns of a head that still has a word of `wayhome new`. Where it has both, the file is only begun.
    fn head(&mut self) {
        let head = &self.compiler.document.procedure;
        let left = template::left_in(head);
        if let [only] = left.as_slice() {
            let report = Report::new(&codes::NO_CITATION, &only.span, "this is what `wayhome new` wrote");
            self.compiler
                .reports
                .push(report.help("write whose document it is, and what it calls itself"));
        }
    }

    /// Warns of questions that are read and on none of the forms.
    fn unasked(
        &mut self,
        code: &'static Code,
        what: &str,
        place: &Range<usize>,
        read: &[&Expression],
        forms: &[String],
    ) {
        let asked = asked_by(self.parts.forms.iter().filter(|form| forms.contains(&form.id)));
        let mut reads = walk::Reads::default();
        for expression in read {
            reads.through(expression, &self.parts.facts);
        }
        let names = &self.compiler.names;
        let missing: Vec<&str> = reads
            .questions
            .iter()
            .filter(|question| !asked.contains(question))
            .filter_map(|question| Some(names.question_at(*question)?.id.as_str()))
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "{what} reads {}, and no form that it belongs to ({}) asks that",
                missing.join(", "),
                forms.join(", ")
            );
            self.compiler
                .reports
                .push(Report::new(code, place, message).help("ask it in one of these forms"));
        }
    }

    fn own_questions(&mut self) {
        let asked = asked_by(self.parts.forms.iter());
        let mut reads = walk::Reads::default();
        for expression in number::expressions(self.parts) {
            reads.directly(expression);
        }
        for question in &self.compiler.document.questions {
            let Some((index, known)) = self.compiler.names.question(&question.id.value) else {
                continue;
            };
            let for_the_record = matches!(known.kind, Kind::Text { .. } | Kind::Rows(_));
            let id = &question.id.value;
            let report = if !asked.contains(&index) {
                Report::new(&codes::NO_FORM_ASKS, &question.id.span, format!("no form asks {id}"))
                    .help("ask it in a form, or leave it out")
            } else if !for_the_record && !reads.questions.contains(&index) {
                Report::new(
                    &codes::NEVER_READ,
                    &question.id.span,
                    format!("nothing reads the answer to {id}"),
                )
                .help("add a rule that does, or make it a text that is only for the record")
            } else {
                continue;
            };
            self.compiler.reports.push(report);
        }
    }

    fn facts(&mut self) {
        // What is read by a fact that is itself unread is not reported: one mistake, one warning.
        let mut read = walk::Reads::default();
        for expression in number::expressions(self.parts) {
            walk::visit(expression, &mut |part| {
                if let Expression::Fact(_) = part {
                    read.through(part, &[]);
                }
            });
        }
        for (place, fact) in (0..).zip(self.compiler.names.facts()) {
            let written = self.compiler.document.facts.iter().find(|(id, _)| id.value == fact);
            if let (Some((id, _)), false) = (written, read.facts().contains(&place)) {
                let report = Report::new(&codes::UNUSED_FACT, &id.span, format!("nothing reads the fact {fact}"));
                self.compiler.reports.push(report.help("use it, or leave it out"));
            }
        }
    }

    fn sections(&mut self) {
        let document = self.compiler.document;
        let included = |id: &str| {
            let sections = document.forms.iter().flat_map(|form| &form.section);
            sections
                .filter_map(|section| section.get_ref().include.as_ref())
                .any(|include| include.value == id)
        };
        for section in &document.sections {
            if !included(&section.id.value) {
                let report = Report::new(
                    &codes::UNUSED_SECTION,
                    &section.id.span,
                    format!("no form includes the section {}", section.id.value),
                );
                self.compiler.reports.push(report.help("include it, or leave it out"));
            }
        }
    }

    /// Warns of questions that keep a duty and that no form asks.
    fn covered(&mut self) {
        let asked = asked_by(self.parts.forms.iter());
        let document = self.compiler.document;
        for by in document.covered.iter().flat_map(|covered| &covered.by) {
            let question = self.compiler.names.question(&by.value);
            if question.is_some_and(|(index, _)| !asked.contains(&index)) {
                let message = format!("no form asks {}, so it keeps no duty", by.value);
                let report = Report::new(&coverage::KEEPER_NOT_ASKED, &by.span, message);
                self.compiler
                    .reports
                    .push(report.help("ask it in a form, or name what does keep the duty"));
            }
        }
    }

    /// Warns of a local procedure with no law beneath it, and of a law with one.
    fn floor(&mut self) {
        let head = &self.compiler.document.procedure;
        if let (Some(Basis::Law), Some(floor)) = (head.basis, &head.floor) {
            let message = format!("{} is law, and nothing stands beneath the law", head.id.value);
            let report = Report::new(&document::LAW_ON_FLOOR, &floor.span, message);
            self.compiler
                .reports
                .push(report.help("leave floor out, or write basis = \"local\" or \"guidance\""));
        }
        if head.basis == Some(Basis::Local) && head.floor.is_none() {
            let message = format!(
                "{} is local and has no floor, so the law beneath it is not checked",
                head.id.value
            );
            let report = Report::new(&codes::NO_FLOOR, &head.id.span, message);
            self.compiler
                .reports
                .push(report.help("add floor = \"england\" to [procedure]"));
        }
    }
}
