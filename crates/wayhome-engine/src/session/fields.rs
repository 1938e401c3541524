//! A record handed over answer by answer, by a program that holds it as an object: written as text only to be read again, it took three times as long.

use std::sync::Arc;

use chrono::NaiveDate;

use super::found::Found;
use super::{Checked, QuestionPlace};
use crate::answer::{read_into, text_into, yes_no_into};
use crate::json::Reader;
use crate::plan::Plan;

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

impl Checked {
    /// Checks answers given one by one, as on a day; in the room of a record that was checked before, if there is one.
    ///
    /// It comes to what [`read`](Self::read) makes of a record with these answers, and no id.
    ///
    /// `None` where a question is answered twice, or something is not JSON.
    pub fn of_fields<'a>(
        former: Option<Self>,
        plan: &Arc<Plan>,
        today: NaiveDate,
        fields: impl IntoIterator<Item = (QuestionPlace, Field<'a>)>,
    ) -> Option<Self> {
        let mut found = Found::in_place_of(former.map(|former| former.found), Arc::clone(plan), today);
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
                    let mut reader = Reader::new(text.as_bytes())?;
                    read_into((question, plan.read_texts(slot)), lists, &mut reader, kept)?;
                    reader.is_done().then_some(())?;
                }
            }
        }
        found.state.keep_only(&seen);
        found.judge_all();
        Some(Self { found, id: None })
    }
}
