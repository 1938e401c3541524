//! A record on its way out.

use serde_json::Value as Json;
use wayhome_engine::{Procedure, Session, Truth};

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

    /// The names of the answers that are left out, under a heading that says why: not asked is another thing than not known whether it is.
    pub(crate) fn left_out_headed(&self) -> Vec<(&'static str, Vec<&str>)> {
        let named = |is_no: bool| -> Vec<&str> {
            let lines = self.summary.left_out.iter();
            let of = lines.filter(|line| self.session.asked(&line.question).is_some_and(Truth::is_no) == is_no);
            of.map(|line| line.name.as_str()).collect()
        };
        let both = [
            ("Left out: not asked", named(true)),
            ("Left out: cannot tell yet whether they are asked", named(false)),
        ];
        both.into_iter().filter(|(_, names)| !names.is_empty()).collect()
    }
}
