//! A record on its way out.

use serde_json::Value as Json;
use wayhome_engine::{Caution, Procedure, RECORD_SOURCE, Session, Truth, is_blank};

use crate::carried::AllCarried;
use crate::document::LeftOut;
use crate::signing::{Replaced, SignOff};
use crate::{Report, Summary, summary};

/// A record on its way out, with what every export needs of it: the report, the answers in words, who signed it, and whether it is an exercise.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::Outgoing;
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let outgoing = Outgoing::new(&session).exercise(true);
/// assert!(outgoing.training);
/// ```
#[derive(Debug)]
pub struct Outgoing<'a> {
    /// The record, with the form that it follows.
    pub session: &'a Session,
    /// What a check of it finds.
    pub report: Report,
    /// The answers as people read them.
    pub summary: Summary,
    /// Who signed it, if anybody has.
    pub signed: Option<&'a SignOff>,
    /// The signed record that it is a newer version of, if it is one.
    pub replaces: Option<&'a Replaced>,
    /// The answers that were brought along from an earlier record, where any were.
    pub carried: Option<&'a AllCarried>,
    /// Is it an exercise, about nobody?
    pub training: bool,
    /// The names of fields in its file that no format of Wayhome's has.
    pub other: &'a [String],
    /// What was left out of the export that it comes from, where it comes from one.
    pub left_out_of_file: &'a [LeftOut],
}

impl<'a> Outgoing<'a> {
    /// A record that nobody has signed. It is an exercise where it says so itself.
    #[must_use]
    pub fn new(session: &'a Session) -> Self {
        let report = session.report();
        Self {
            session,
            training: report.training,
            report,
            summary: summary(session),
            signed: None,
            replaces: None,
            carried: None,
            other: &[],
            left_out_of_file: &[],
        }
    }

    /// With who signed it.
    #[must_use]
    pub fn signed_by(mut self, signed: Option<&'a SignOff>) -> Self {
        self.signed = signed;
        self
    }

    /// As a newer version of a signed record.
    #[must_use]
    pub fn replacing(mut self, replaces: Option<&'a Replaced>) -> Self {
        self.replaces = replaces;
        self
    }

    /// With what was brought along from an earlier record, and whether somebody has looked at it since.
    #[must_use]
    pub fn carrying(mut self, carried: &'a AllCarried) -> Self {
        self.carried = Some(carried);
        self
    }

    /// As an exercise or not.
    #[must_use]
    pub fn exercise(mut self, training: bool) -> Self {
        self.training = training;
        self.report.training = training;
        self
    }

    /// From a file with these fields beside those of a record: every export says that it does not carry them.
    #[must_use]
    pub fn leaving_aside(mut self, other: &'a [String]) -> Self {
        self.other = other;
        self
    }

    /// From an export that had left these answers out ([`Beside::left_out`](crate::Beside::left_out)): it is said of this one, too.
    #[must_use]
    pub fn having_left_out(mut self, left_out: &'a [LeftOut]) -> Self {
        self.left_out_of_file = left_out;
        self
    }

    /// The local procedure.
    #[must_use]
    pub fn procedure(&self) -> &Procedure {
        self.session.plan().procedure()
    }

    /// Whether a question is one of the form, and asked for certain.
    #[must_use]
    pub fn is_asked(&self, question: &str) -> bool {
        self.session.asked(question).is_some_and(Truth::is_yes)
    }

    /// Does the form have such a question? One may be known to the procedure and asked in another of its forms only.
    pub(crate) fn is_in_form(&self, question: &str) -> bool {
        let mut sections = self.session.plan().sections().iter();
        sections.any(|section| section.questions.iter().any(|asked| asked == question))
    }

    /// A question's answer, unless the question is not asked; blank is none.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<&'a Json> {
        let hidden = self.session.asked(question).is_some_and(|asked| !asked.is_yes());
        let answer = self.session.answers().get(question)?;
        (!hidden && !wayhome_engine::is_blank(answer)).then_some(answer)
    }

    /// Answers to questions that are not asked, or of which that cannot be told: every export leaves them out, and lists them.
    #[must_use]
    pub fn left_out(&self) -> Vec<LeftOut> {
        let questions = self.session.answers().iter();
        questions
            .filter_map(|(id, answer)| {
                let asked = self.session.asked(id).filter(|asked| !asked.is_yes())?;
                let (question, _) = self.session.plan().question(id)?;
                (!wayhome_engine::is_blank(answer)).then(|| LeftOut {
                    question: id.clone(),
                    name: question.name.clone(),
                    asked,
                })
            })
            .collect()
    }

    /// The same for Wayhome JSON, which keeps what the report beside it speaks of: an answer that cannot be read, a day to come. Where its question is
    /// not asked, the report does not.
    pub(crate) fn left_out_of_json(&self) -> Vec<LeftOut> {
        let is_told = |question: &String| {
            let mut of_record = self
                .report
                .findings
                .iter()
                .filter(|finding| finding.source == RECORD_SOURCE);
            of_record.any(|finding| finding.about.contains(question))
        };
        let mut left_out = self.left_out();
        left_out.retain(|left| left.asked.is_no() || !is_told(&left.question));
        left_out
    }

    /// What was left out of the export that it comes from, and has no answer since.
    pub(crate) fn left_out_before(&self) -> impl Iterator<Item = &'a LeftOut> {
        let answers = self.session.answers();
        let before = self.left_out_of_file.iter();
        before.filter(|left| answers.get(&left.question).is_none_or(is_blank))
    }

    /// What to know of the procedure, and of the law beneath it, in their own words.
    #[must_use]
    pub fn cautions(&self) -> Vec<Caution> {
        let sources = [Some(self.procedure()), self.session.plan().law()]
            .into_iter()
            .flatten();
        let cautions = sources.flat_map(|source| {
            let messages = source.cautions.iter().cloned();
            messages.map(|message| Caution {
                source: source.id.clone(),
                message,
            })
        });
        cautions.collect()
    }

    /// The names of the answers that are left out, under a heading that says why: not asked is another thing than not known whether it is.
    pub(crate) fn left_out_headed(&self) -> Vec<(&'static str, Vec<&str>)> {
        let named = |is_no: bool| -> Vec<&str> {
            let lines = self.summary.left_out.iter();
            let of = lines.filter(|line| self.session.asked(&line.question).is_some_and(Truth::is_no) == is_no);
            let before = self.left_out_before().filter(|left| left.asked.is_no() == is_no);
            let before = before.map(|left| left.name.as_str());
            of.map(|line| line.name.as_str()).chain(before).collect()
        };
        let both = [
            ("Left out: not asked", named(true)),
            ("Left out: cannot tell yet whether they are asked", named(false)),
        ];
        both.into_iter().filter(|(_, names)| !names.is_empty()).collect()
    }
}
