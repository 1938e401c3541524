//! A record checked from its bytes, in one pass: straight into the slots of its plan, without a tree in between.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Found, QuestionPlace, Rooms, Session};
use crate::answer::{passed_over, read_into};
use crate::json::Reader;
use crate::plan::{Known, Plan};
use crate::procedure::FORMAT;
use crate::record::{LARGEST_RECORD, MOST_ANSWERS, Record, RecordError};
use crate::report::{DeadlineState, Finding, Outcome, Progress, Report, Standing, State};

/// A record that was checked and is not going to change.
///
/// It holds what every rule comes to; reasons and words are made when [`report`](Self::report) is asked for.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(super) found: Found,
    pub(super) id: Option<String>,
    pub(super) training: bool,
}

/// Why a record was not checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable<E> {
    /// The record cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// There is no plan for it.
    #[error("{0}")]
    Plan(E),
}

/// What was read of a record besides its answers.
#[derive(Default)]
struct Head {
    procedure: Option<String>,
    form: Option<String>,
    id: Option<String>,
}

impl Checked {
    /// Checks a record, given as the bytes of its JSON text, as on a day. `plan` chooses the plan by the ids of the procedure and the form.
    ///
    /// The report is the one that [`check`](fn@super::check) makes of [`Record::parse`], byte for byte; only the way there is shorter.
    ///
    /// # Errors
    ///
    /// [`Unusable`] where [`Record::parse`] refuses the text, or there is no plan.
    pub fn read<E>(
        text: &[u8],
        today: NaiveDate,
        plan: impl Fn(&str, &str) -> Result<Arc<Plan>, E>,
    ) -> Result<Self, Unusable<E>> {
        Self::read_within(&mut Rooms::default(), text, today, plan)
    }

    /// As [`read`](Self::read), in the room of a record that was checked before: what checks many makes room once for each plan.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_within<E>(
        rooms: &mut Rooms,
        text: &[u8],
        today: NaiveDate,
        plan: impl Fn(&str, &str) -> Result<Arc<Plan>, E>,
    ) -> Result<Self, Unusable<E>> {
        if let Some(checked) = Self::in_one_pass(rooms, text, today, &plan) {
            return checked.map_err(Unusable::Plan);
        }
        // Whatever could not be read in one pass is read again, to be told what is wrong with it or to be taken as it is.
        let record = Record::parse(text)?;
        let plan = plan(&record.procedure, &record.form).map_err(Unusable::Plan)?;
        let Session {
            found, id, training, ..
        } = Session::open(plan, today, record);
        Ok(Self { found, id, training })
    }

    /// `None` where something is not as records usually are.
    fn in_one_pass<E>(
        rooms: &mut Rooms,
        text: &[u8],
        today: NaiveDate,
        plan: &impl Fn(&str, &str) -> Result<Arc<Plan>, E>,
    ) -> Option<Result<Self, E>> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut reader = Reader::new(text).filter(|_| text.len() <= LARGEST_RECORD)?;
        let mut head = Head::default();
        let (mut format, mut id, mut training, mut found, mut later) = (None, None, None, None, None);
        reader.object(|reader, name| match name {
            "wayhome" => reader.once(&mut format),
            "procedure" => reader.once(&mut head.procedure),
            "form" => reader.once(&mut head.form),
            "id" => reader.once(&mut id),
            "training" => reader.once(&mut training),
            "answers" if found.is_some() || later.is_some() => None,
            "answers" => {
                if let Some((procedure, form)) = head.procedure.as_deref().zip(head.form.as_deref()) {
                    found = Some(plan(procedure, form).map(|plan| Found::within(rooms, plan, today)));
                    if let Some(Ok(found)) = &mut found {
                        return found.read_answers(reader);
                    }
                }
                later = Some(reader.again());
                reader.skip()
            }
            _ => reader.skip(),
        })?;
        if !reader.is_done() || format.is_some_and(|format: u32| format != FORMAT) {
            return None;
        }
        head.id = id.flatten();
        let (procedure, form) = (head.procedure?, head.form?);
        let mut found = match found {
            Some(Ok(found)) => found,
            Some(Err(error)) => return Some(Err(error)),
            None => match plan(&procedure, &form) {
                Ok(plan) => {
                    let mut found = Found::within(rooms, plan, today);
                    found.read_answers(&mut later?)?;
                    found
                }
                Err(error) => return later.map(|_| Err(error)),
            },
        };
        found.judge_all();
        Some(Ok(Self {
            found,
            id: head.id,
            training: training.unwrap_or_default(),
        }))
    }

    /// The plan by which it was checked.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.found.plan
    }

    /// The record's own id, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Is the record an exercise, about nobody?
    #[must_use]
    pub fn is_exercise(&self) -> bool {
        self.training
    }

    /// What the record comes to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.found.outcome()
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.found.progress()
    }

    /// What each rule and each check of an approval comes to, in the order of [`Plan::checks`].
    pub fn states(&self) -> impl Iterator<Item = State> {
        self.found.states()
    }

    /// What each deadline comes to, in the order of the report.
    pub fn deadline_states(&self) -> impl Iterator<Item = DeadlineState> {
        self.found.deadlines.iter().map(|verdict| verdict.state)
    }

    /// The questions whose answers cannot be read, or only in part.
    pub fn unreadable(&self) -> impl Iterator<Item = QuestionPlace> {
        self.found.unreadable().filter_map(|slot| self.found.plan.at(slot))
    }

    /// What the record itself is found to be: answers that cannot be read, and answers to questions that do not exist.
    #[must_use]
    pub fn record_findings(&self) -> Vec<Finding> {
        self.found.record_findings()
    }

    /// Each local approval table, and each that only the law has, with how the local procedure stands to the law.
    pub fn standings(&self) -> impl Iterator<Item = (&str, Standing)> {
        let standings = self.found.standings().into_iter();
        standings.map(|stands| (stands.local.0.id.as_str(), stands.standing))
    }

    /// How many answers are given to questions that neither the form nor the vocabulary knows.
    #[must_use]
    pub fn unknown(&self) -> usize {
        self.found.unknown.len()
    }

    /// Everything that the check finds, in words.
    #[must_use]
    pub fn report(&self) -> Report {
        self.found.report(self.id.as_deref(), self.training)
    }
}

impl Found {
    /// Reads the answers of a record into their slots; `None` where they are not JSON, or a question is answered twice.
    fn read_answers(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let plan = Arc::clone(&self.plan);
        let mut seen = vec![false; plan.slots.len()];
        let mut others: Vec<String> = Vec::new();
        let mut answers = 0_usize;
        let mut before = 0;
        reader.each_field(|reader| {
            answers += 1;
            if answers > MOST_ANSWERS {
                return None;
            }
            // Records of one form name their questions in one order, as a rule: what came next last time is looked for first.
            let guess = self.next.get(before).copied().unwrap_or_default();
            let guessed = plan
                .slot_question(guess)
                .filter(|(_, question)| reader.takes_name(&question.id));
            let (slot, (procedure, question)) = if let Some(found) = guessed {
                (guess, found)
            } else {
                let name = reader.name()?;
                let Some(Known::Slot(slot)) = plan.known(&name) else {
                    let blank = passed_over(reader)?;
                    if others.iter().any(|other| *other == *name) {
                        return None;
                    }
                    if !blank && plan.known(&name).is_none() {
                        self.unknown.push(name.clone().into_owned());
                    }
                    others.push(name.into_owned());
                    return Some(());
                };
                *self.next.get_mut(before)? = slot;
                (slot, plan.slot_question(slot)?)
            };
            before = usize::from(slot) + 1;
            if std::mem::replace(seen.get_mut(usize::from(slot))?, true) {
                return None;
            }
            let kept = self.state.readings.get_mut(usize::from(slot))?;
            read_into((question, plan.read_texts(slot)), &procedure.option_lists, reader, kept)
        })?;
        self.state.keep_only(&seen);
        self.unknown.sort_unstable();
        Some(())
    }
}
