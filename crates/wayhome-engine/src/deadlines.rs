//! What is due when, and whether it was done in time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::evaluate::{Answers, Evaluation, Read};
use crate::explain::{Reason, distinct};
use crate::period::{Moment, Unit, due};
use crate::plan::{Layer, Slot};
use crate::procedure::Deadline;
use crate::report::{DeadlineState, Standing};
use crate::truth::Truth;
use crate::value::Value;

/// What a deadline comes to, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueResult {
    pub(crate) state: DeadlineState,
    pub(crate) starts: Option<Moment>,
    pub(crate) due: Option<Moment>,
    /// How many units were counted.
    pub(crate) count: Option<i64>,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: BTreeSet<Slot>,
    /// Did the count leave the days whose bank holidays are known?
    pub(crate) doubtful: bool,
    /// Was it done before the day that it is counted from?
    pub(crate) before_start: bool,
    /// What the deadline of the floor that it stands beside comes to.
    pub(crate) floor: Option<FloorResult>,
}

/// What the deadlines of the floor come to that a local one stands beside: that of the first due, where several apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FloorResult {
    /// Its id; that of the first named, where none is due.
    pub(crate) id: String,
    pub(crate) state: DeadlineState,
    pub(crate) due: Option<Moment>,
}

impl DueResult {
    /// How the local deadline stands to the floor's: earlier is stricter.
    pub(crate) fn standing(&self, floor: &FloorResult) -> Standing {
        let told = |state, due: Option<Moment>| match state {
            DeadlineState::NotApplicable => Some(None),
            DeadlineState::CannotTell => None,
            _ => due.map(Some),
        };
        match (told(self.state, self.due), told(floor.state, floor.due)) {
            (Some(None), _) => Standing::Silent,
            (None, _) | (_, None) => Standing::CannotTell,
            (Some(Some(_)), Some(None)) => Standing::Stricter,
            (Some(Some(local)), Some(Some(floor))) if is_after(local, floor) => Standing::Weaker,
            (Some(Some(local)), Some(Some(floor))) if is_after(floor, local) => Standing::Stricter,
            _ => Standing::Same,
        }
    }
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// Works out a deadline as it stands on a day.
    pub(crate) fn deadline(&self, layer: Layer, deadline: &'a Deadline, today: NaiveDate) -> DueResult {
        let (mut result, doubtful) = self.watching(|| self.deadline_once(layer, deadline, today));
        result.doubtful |= doubtful;
        result.floor = self.floor(deadline, today);
        result
    }

    /// The deadlines of the floor beside a local one. While one of them cannot be told, nobody can say which is due first.
    fn floor(&self, local: &'a Deadline, today: NaiveDate) -> Option<FloorResult> {
        let of = |(layer, deadline): (Layer, &'a Deadline)| {
            let result = self.deadline_once(layer, deadline, today);
            FloorResult {
                id: deadline.id.clone(),
                state: result.state,
                due: result.due,
            }
        };
        let all: Vec<FloorResult> = self.plan.floor_deadlines(local).map(of).collect();
        let untold = all.iter().find(|floor| floor.state == DeadlineState::CannotTell);
        let due = all.iter().filter_map(|floor| Some((floor.due?.date(), floor)));
        let first = due.min_by_key(|(day, _)| *day).map(|(_, floor)| floor);
        untold.or(first).or(all.first()).cloned()
    }

    fn deadline_once(&self, layer: Layer, deadline: &'a Deadline, today: NaiveDate) -> DueResult {
        let scope = self.in_layer(layer);
        let applies = deadline.when.as_ref().map_or(Truth::Yes, |when| scope.truth(when));
        let why = deadline.when.as_ref().map_or_else(Vec::new, |when| scope.reasons(when));
        let (from, within) = (scope.value(&deadline.from), scope.value(&deadline.within));
        if applies.is_no() || from == Read::NotApplicable || within == Read::NotApplicable {
            return DueResult {
                because: why,
                ..DueResult::undated(DeadlineState::NotApplicable)
            };
        }
        let Some(calendar) = self.plan.layer(layer).map(|layer| &layer.procedure.calendar) else {
            return DueResult::undated(DeadlineState::CannotTell);
        };
        let counted = moment(&from).zip(count(&within)).filter(|_| applies.is_yes());
        let end =
            counted.and_then(|(starts, count)| due(starts, count, deadline.unit, deadline.first_day_counts, calendar));
        let (Some((starts, count)), Some(end)) = (counted, end) else {
            let needs = self.needs_to_count(layer, deadline);
            let because = needs.iter().map(|slot| Reason::Blank(*slot)).collect();
            return DueResult {
                because,
                needs,
                ..DueResult::undated(DeadlineState::CannotTell)
            };
        };
        let done = deadline.met_by.as_ref().and_then(|met_by| moment(&scope.value(met_by)));
        let state = match done {
            Some(done) if is_after(done, end) => DeadlineState::MetLate,
            Some(_) => DeadlineState::Met,
            None if is_after(Moment::Date(today), end) => DeadlineState::Late,
            None => DeadlineState::Due,
        };
        let dates = [
            Some(&deadline.from),
            Some(&deadline.within),
            deadline.met_by.as_ref().filter(|_| done.is_some()),
        ];
        let behind = dates
            .into_iter()
            .flatten()
            .flat_map(|expression| scope.atoms(expression));
        let doubtful = deadline.unit == Unit::WorkingDays && !calendar.knows(starts.date(), end.date());
        DueResult {
            state,
            starts: Some(starts),
            due: Some(end),
            count: Some(count),
            because: distinct(why.into_iter().chain(behind)),
            needs: deadline
                .met_by
                .iter()
                .filter(|_| done.is_none())
                .flat_map(|met_by| scope.needs_value(met_by))
                .collect(),
            doubtful,
            before_start: done.is_some_and(|done| done.date() < starts.date()),
            floor: None,
        }
    }

    /// What has to be answered, or mended, before the days can be counted.
    fn needs_to_count(&self, layer: Layer, deadline: &'a Deadline) -> BTreeSet<Slot> {
        let scope = self.in_layer(layer);
        let when = deadline.when.iter().filter(|when| scope.truth(when).is_unknown());
        let mut needs: BTreeSet<Slot> = when.flat_map(|when| scope.needs(when)).collect();
        for expression in [&deadline.from, &deadline.within] {
            needs.extend(scope.needs_value(expression));
        }
        if needs.is_empty() {
            // All is told, and still there is no day or no whole number of units: the answers behind need mending.
            needs.extend(scope.questions(&deadline.from));
            needs.extend(scope.questions(&deadline.within));
        }
        needs
    }
}

impl DueResult {
    fn undated(state: DeadlineState) -> Self {
        Self {
            state,
            starts: None,
            due: None,
            count: None,
            because: Vec::new(),
            needs: BTreeSet::new(),
            doubtful: false,
            before_start: false,
            floor: None,
        }
    }
}

/// Is one moment past another? A date alone lasts to the end of its day.
fn is_after(on: Moment, end: Moment) -> bool {
    match (on, end) {
        (Moment::DateTime(on), Moment::DateTime(end)) => on > end,
        (on, end) => on.date() > end.date(),
    }
}

fn moment(read: &Read<'_>) -> Option<Moment> {
    match read {
        Read::Known(Value::Date(date)) => Some(Moment::Date(*date)),
        Read::Known(Value::DateTime(at)) => Some(Moment::DateTime(*at)),
        _ => None,
    }
}

/// A whole number of units, not negative.
fn count(read: &Read<'_>) -> Option<i64> {
    let Read::Known(Value::Number(number)) = read else {
        return None;
    };
    let whole = number.fract().is_zero() && *number >= Decimal::ZERO;
    whole.then(|| i64::try_from(number.trunc()).ok()).flatten()
}
