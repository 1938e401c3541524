//! Answers that were brought along from an earlier record, and whether somebody has looked at them since.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wayhome_engine::words;

use crate::outgoing::Outgoing;

/// Where an answer was brought along from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carried {
    /// The form of the record that it comes from: `visit`.
    pub form: String,
    /// The day that the record speaks of, else the day on which it was started.
    pub on: NaiveDate,
    /// From a record about a brother or sister?
    #[serde(default)]
    pub sibling: bool,
    /// Has the person looked at it since: changed it, or said that it still holds?
    #[serde(default)]
    pub checked: bool,
}

/// The answers that were brought along, by question id.
pub type AllCarried = BTreeMap<String, Carried>;

impl Outgoing<'_> {
    /// The names of the answers that were brought along and that nobody has looked at since, in the order of the form. Not of what is not
    /// asked, or has no answer any more.
    ///
    /// ```
    /// use wayhome_engine::{Record, Session};
    /// use wayhome_export::Outgoing;
    /// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    /// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
    /// session.set("visited_by", "A. Worker".into());
    /// let carried = serde_json::from_str(r#"{"visited_by":{"form":"visit","on":"2026-02-02"}}"#).unwrap();
    /// assert_eq!(Outgoing::new(&session).carrying(&carried).unchecked(), ["Visited by"]);
    /// ```
    #[must_use]
    pub fn unchecked(&self) -> Vec<&str> {
        let lines = self.summary.parts.iter().flat_map(|part| &part.lines);
        let is_unchecked = |question: &str| {
            let carried = self.carried.and_then(|carried| carried.get(question));
            carried.is_some_and(|carried| !carried.checked) && self.answer(question).is_some()
        };
        lines
            .filter(|line| is_unchecked(&line.question))
            .map(|line| line.name.as_str())
            .collect()
    }

    /// The same as a sentence for people; nothing where there is none.
    pub(crate) fn unchecked_words(&self) -> Option<String> {
        let names: Vec<String> = self.unchecked().into_iter().map(str::to_owned).collect();
        (!names.is_empty()).then(|| {
            let names = words::list(&names, "and");
            format!("Brought along from an earlier record, and not checked: {names}.")
        })
    }
}
