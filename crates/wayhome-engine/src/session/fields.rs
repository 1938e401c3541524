//! A record handed over answer by answer, by a program that holds it as an object: written as text only to be read again, it took three times as long.

use std::sync::Arc;

use chrono::NaiveDate;

use super::found::Found;
use super::{Checked, QuestionPlace, Rooms};
use crate::answer::{read_into, text_into, yes_no_into};
use crate::json::Reader;
use crate::plan::{Plan, Slot};
use crate::procedure::Kind;

/// An answer as a program holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text, a date or an option's id.
    Text(&'a str),
    /// Yes or no.
    YesNo(bool),
    /// Anything else, as JSON text.
    Json(&'a str),
}

impl Plan {
    /// The questions whose answers may be any other text and come to the same, because no condition reads what it says; of a table, the ids of such
    /// columns. Whoever hands records over for states alone need not hand those texts over.
    ///
    /// That a text is there, and not blank, still matters.
    #[must_use]
    pub fn unread_texts(&self) -> Vec<(QuestionPlace, Vec<&str>)> {
        let unread = |place: QuestionPlace| {
            let read = self.read_texts(place.number());
            match &self.slot_question(place.number())?.1.kind {
                Kind::Text { .. } => (!read.reads(0)).then(Vec::new),
                Kind::Rows(columns) => {
                    let columns = columns.iter().enumerate();
                    let texts =
                        columns.filter(|(at, column)| matches!(column.kind, Kind::Text { .. }) && !read.reads(*at));
                    Some(texts.map(|(_, column)| column.id.as_str()).collect())
                }
                _ => None,
            }
        };
        (0..=Slot::MAX)
            .map_while(|slot| self.at(slot))
            .filter_map(|place| Some((place, unread(place)?)))
            .collect()
    }
}

impl Checked {
    /// Checks answers given one by one, as on a day; in the room of a record that was checked before, if there is any.
    ///
    /// It comes to what [`read`](Self::read) makes of a record with these answers, no id, and about somebody.
    ///
    /// `None` where a question is answered twice, or something is not JSON.
    pub fn of_fields<'a>(
        rooms: &mut Rooms,
        plan: &Arc<Plan>,
        today: NaiveDate,
        fields: impl IntoIterator<Item = (QuestionPlace, Field<'a>)>,
    ) -> Option<Self> {
        let mut found = Found::within(rooms, Arc::clone(plan), today);
        let mut seen = vec![false; plan.slots.len()];
        for (place, field) in fields {
            let slot = place.number();
            if std::mem::replace(seen.get_mut(usize::from(slot))?, true) {
                return None;
            }
            let (procedure, question) = plan.slot_question(slot)?;
            let (lists, kept) = (
                &procedure.option_lists,
                found.state.readings.get_mut(usize::from(slot))?,
            );
            match field {
                Field::Text(text) => text_into((question, plan.read_texts(slot)), lists, text, kept),
                Field::YesNo(yes) => yes_no_into(question, yes, kept),
                Field::Json(text) => {
                    let mut reader = Reader::within(text.as_bytes(), 2)?;
                    read_into((question, plan.read_texts(slot)), lists, &mut reader, kept)?;
                    reader.is_done().then_some(())?;
                }
            }
        }
        found.state.keep_only(&seen);
        found.judge_all();
        Some(Self {
            found,
            id: None,
            training: false,
        })
    }
}
