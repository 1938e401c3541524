//! Counting what a batch comes to: by form and outcome, by rule and state.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Checked, DeadlineState, Outcome, Standing, State};

/// States that are counted: each has a place, a word for programs and a heading for people.
pub(super) trait Counted: Copy {
    /// The words that reports use, and what heads a column, most urgent first.
    const STATES: [(&'static str, &'static str); 6];

    /// Its place in [`STATES`](Self::STATES).
    fn place(self) -> usize;

    /// The word that reports use.
    fn word(self) -> &'static str {
        Self::STATES.get(self.place()).map_or("", |(word, _)| word)
    }
}

impl Counted for State {
    const STATES: [(&'static str, &'static str); 6] = [
        ("breached", "Not as asked"),
        ("to_do", "To do"),
        ("cannot_tell", "Cannot tell"),
        ("explained", "Explained"),
        ("met", "Met"),
        ("not_applicable", "Does not apply"),
    ];

    fn place(self) -> usize {
        match self {
            Self::Breached => 0,
            Self::ToDo => 1,
            Self::CannotTell => 2,
            Self::Explained => 3,
            Self::Met => 4,
            Self::NotApplicable => 5,
        }
    }
}

impl Counted for DeadlineState {
    const STATES: [(&'static str, &'static str); 6] = [
        ("late", "Late"),
        ("due", "Due"),
        ("cannot_tell", "Cannot tell"),
        ("met_late", "Done or planned late"),
        ("met", "Done or planned in time"),
        ("not_applicable", "Does not apply"),
    ];

    fn place(self) -> usize {
        match self {
            Self::Late => 0,
            Self::Due => 1,
            Self::CannotTell => 2,
            Self::MetLate => 3,
            Self::Met => 4,
            Self::NotApplicable => 5,
        }
    }
}

impl Counted for Standing {
    const STATES: [(&'static str, &'static str); 6] = [
        ("weaker", "Weaker"),
        ("different", "Different"),
        ("silent", "Does not say"),
        ("cannot_tell", "Cannot tell"),
        ("same", "Same"),
        ("stricter", "Stricter"),
    ];

    fn place(self) -> usize {
        match self {
            Self::Weaker => 0,
            Self::Different => 1,
            Self::Silent => 2,
            Self::CannotTell => 3,
            Self::Same => 4,
            Self::Stricter => 5,
        }
    }
}

/// Outcomes, in the order in which [`FormTally`] counts them.
pub(super) const OUTCOMES: [(&str, &str); 3] = [
    ("breached", "Not as asked"),
    ("incomplete", "Not complete yet"),
    ("complete", "Complete"),
];

pub(super) fn outcome_place(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Breached => 0,
        Outcome::Incomplete => 1,
        Outcome::Complete => 2,
    }
}

/// What a batch comes to.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many records could not be used.
    pub(super) unusable: u64,
    /// How many were exercises, which count in nothing else: they are about nobody.
    pub(super) exercises: u64,
    /// Was anything found in one of them?
    exercise_open: bool,
    forms: Vec<FormTally>,
}

/// What the records of one form come to.
#[derive(Debug, Default)]
pub(super) struct FormTally {
    pub(super) procedure: String,
    pub(super) form: String,
    /// By outcome, as [`OUTCOMES`] lists them.
    pub(super) outcomes: [u64; 3],
    rules: Vec<Row>,
    deadlines: Vec<Row>,
    comparisons: Vec<Row>,
}

/// How often something came to each state.
#[derive(Debug)]
struct Row {
    source: String,
    id: String,
    counts: [u64; 6],
}

/// Counts by source and id, in the order of the alphabet.
pub(super) type Counts<'a> = BTreeMap<(&'a str, &'a str), [u64; 6]>;

impl Tally {
    /// Counts one record.
    pub(super) fn count(&mut self, checked: &Checked) {
        let plan = checked.plan();
        let procedure = &plan.procedure().id;
        let form = self.form(procedure, plan.form());
        add(&mut form.outcomes, outcome_place(checked.outcome()), 1);
        let mut next = 0;
        for ((source, rule), state) in plan.checks().zip(checked.states()) {
            next = count(&mut form.rules, next, &source.id, &rule.id, state);
        }
        for finding in checked.record_findings() {
            next = count(&mut form.rules, next, &finding.source, &finding.rule, finding.state);
        }
        next = 0;
        for ((source, deadline), state) in plan.deadlines().zip(checked.deadline_states()) {
            next = count(&mut form.deadlines, next, &source.id, &deadline.id, state);
        }
        next = 0;
        for (table, standing) in checked.standings() {
            next = count(&mut form.comparisons, next, procedure, table, standing);
        }
    }

    /// Counts one exercise.
    pub(super) fn count_exercise(&mut self, checked: &Checked) {
        self.exercises += 1;
        self.exercise_open |= checked.outcome() != Outcome::Complete;
    }

    /// Adds what another worker counted.
    pub(super) fn add(&mut self, other: Tally) {
        self.unusable += other.unusable;
        self.exercises += other.exercises;
        self.exercise_open |= other.exercise_open;
        for theirs in other.forms {
            let ours = self.form(&theirs.procedure, &theirs.form);
            for (place, count) in theirs.outcomes.into_iter().enumerate() {
                add(&mut ours.outcomes, place, count);
            }
            merge(&mut ours.rules, theirs.rules);
            merge(&mut ours.deadlines, theirs.deadlines);
            merge(&mut ours.comparisons, theirs.comparisons);
        }
    }

    /// How many records there were, usable or not, without the exercises.
    pub(super) fn records(&self) -> u64 {
        self.unusable + self.forms.iter().map(FormTally::records).sum::<u64>()
    }

    /// Is nothing left to do in any record, exercises too?
    pub(super) fn all_complete(&self) -> bool {
        let is_complete = |form: &FormTally| matches!(form.outcomes, [0, 0, _]);
        self.unusable == 0 && !self.exercise_open && self.forms.iter().all(is_complete)
    }

    /// The forms, in the order of the alphabet.
    pub(super) fn forms(&self) -> Vec<&FormTally> {
        let mut forms: Vec<_> = self.forms.iter().collect();
        forms.sort_by_key(|form| (&form.procedure, &form.form));
        forms
    }

    /// Rules and rows of approval tables over all forms, by state.
    pub(super) fn rules(&self) -> Counts<'_> {
        self.over_all(|form| &form.rules)
    }

    /// Deadlines over all forms, by state.
    pub(super) fn deadlines(&self) -> Counts<'_> {
        self.over_all(|form| &form.deadlines)
    }

    /// Approval tables of each procedure over all forms, by how they stand to the law.
    pub(super) fn comparisons(&self) -> Counts<'_> {
        self.over_all(|form| &form.comparisons)
    }

    /// The whole, for programs.
    pub(super) fn json(&self, today: NaiveDate) -> Json {
        let forms: Vec<_> = self.forms().into_iter().map(FormTally::json).collect();
        json!({
            "wayhome": 1,
            "today": today,
            "records": self.records(),
            "unusable": self.unusable,
            "exercises": self.exercises,
            "forms": forms,
            "rules": list::<State>(&self.rules(), "rule"),
            "deadlines": list::<DeadlineState>(&self.deadlines(), "id"),
            "comparisons": list::<Standing>(&self.comparisons(), "table"),
        })
    }

    fn form(&mut self, procedure: &str, form: &str) -> &mut FormTally {
        let found = |known: &FormTally| known.form == form && known.procedure == procedure;
        let place = self.forms.iter().position(found).unwrap_or_else(|| {
            self.forms.push(FormTally {
                procedure: procedure.to_owned(),
                form: form.to_owned(),
                ..FormTally::default()
            });
            self.forms.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "found, or put there, just above")]
        &mut self.forms[place]
    }

    fn over_all(&self, rows: impl Fn(&FormTally) -> &Vec<Row>) -> Counts<'_> {
        let mut all = Counts::new();
        for row in self.forms.iter().flat_map(rows) {
            let counts = all.entry((row.source.as_str(), row.id.as_str())).or_default();
            for (place, count) in row.counts.iter().enumerate() {
                add(counts, place, *count);
            }
        }
        all
    }
}

impl FormTally {
    pub(super) fn records(&self) -> u64 {
        self.outcomes.iter().sum()
    }

    fn json(&self) -> Json {
        let mut all = json!({ "procedure": self.procedure, "form": self.form, "records": self.records() });
        for ((word, _), count) in OUTCOMES.iter().zip(self.outcomes) {
            if let Some(all) = all.as_object_mut() {
                all.insert((*word).to_owned(), count.into());
            }
        }
        all
    }
}

fn list<S: Counted>(counts: &Counts<'_>, name: &str) -> Vec<Json> {
    let row = |((source, id), counts): (&(&str, &str), &[u64; 6])| {
        let mut row = Map::from_iter([
            ("source".to_owned(), Json::from(*source)),
            (name.to_owned(), Json::from(*id)),
        ]);
        row.extend(
            S::STATES
                .iter()
                .zip(counts)
                .map(|((word, _), count)| ((*word).to_owned(), Json::from(*count))),
        );
        Json::Object(row)
    };
    counts.iter().map(row).collect()
}

fn add(counts: &mut [u64], place: usize, more: u64) {
    if let Some(count) = counts.get_mut(place) {
        *count += more;
    }
}

/// Counts one state, and says where its neighbour is looked for: the reports of a form list the same things in the same order.
fn count(rows: &mut Vec<Row>, likely: usize, source: &str, id: &str, state: impl Counted) -> usize {
    let place = place(rows, likely, source, id);
    if let Some(row) = rows.get_mut(place) {
        add(&mut row.counts, state.place(), 1);
    }
    place + 1
}

fn place(rows: &mut Vec<Row>, likely: usize, source: &str, id: &str) -> usize {
    let is_it = |row: &Row| row.id == id && row.source == source;
    if rows.get(likely).is_some_and(is_it) {
        return likely;
    }
    rows.iter().position(is_it).unwrap_or_else(|| {
        rows.push(Row {
            source: source.to_owned(),
            id: id.to_owned(),
            counts: [0; 6],
        });
        rows.len() - 1
    })
}

fn merge(ours: &mut Vec<Row>, theirs: Vec<Row>) {
    for (likely, row) in theirs.into_iter().enumerate() {
        let place = place(ours, likely, &row.source, &row.id);
        if let Some(our) = ours.get_mut(place) {
            for (place, count) in row.counts.into_iter().enumerate() {
                add(&mut our.counts, place, count);
            }
        }
    }
}
