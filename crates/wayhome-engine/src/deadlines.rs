//! What is due when, and whether it was done in time.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::evaluate::{Answers, Evaluation, Read};
use crate::explain::{Reason, distinct};
use crate::period::{Moment, Unit, Within, due};
use crate::plan::{Layer, Plan, Slot};
use crate::procedure::Deadline;
use crate::report::{DeadlineState, Standing};
use crate::set::Set;
use crate::truth::Truth;
use crate::value::Value;

/// What a deadline comes to, without reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueVerdict {
    pub(crate) state: DeadlineState,
    pub(crate) starts: Option<Moment>,
    pub(crate) due: Option<Moment>,
    /// How many units were counted.
    pub(crate) count: Option<i64>,
    /// Did the count leave the days whose bank holidays are known?
    pub(crate) doubtful: bool,
    /// The day on which it was done.
    pub(crate) done: Option<Moment>,
    /// Is that day after the day of the check?
    pub(crate) done_ahead: bool,
    /// What the deadline of the floor that it stands beside comes to.
    pub(crate) floor: Option<FloorVerdict>,
}

/// What a deadline comes to and why, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueResult {
    pub(crate) verdict: DueVerdict,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: Set<Slot>,
}

/// What the deadlines of the floor come to that a local one stands beside: that of the first due, where several apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FloorVerdict {
    /// Its place in the plan; that of the first named, where none is due.
    pub(crate) place: usize,
    pub(crate) state: DeadlineState,
    pub(crate) due: Option<Moment>,
}

impl DueVerdict {
    /// Was it done before the day that it is counted from?
    pub(crate) fn before_start(&self) -> bool {
        matches!((self.done, self.starts), (Some(done), Some(starts)) if done.date() < starts.date())
    }

    /// How the local deadline stands to the floor's: earlier is stricter.
    pub(crate) fn standing(&self, floor: &FloorVerdict) -> Standing {
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

    fn undated(state: DeadlineState) -> Self {
        Self {
            state,
            starts: None,
            due: None,
            count: None,
            doubtful: false,
            done: None,
            done_ahead: false,
            floor: None,
        }
    }
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// Works out the deadline at this place of the plan, as it stands on a day; what it stands beside is told by [`floor`].
    pub(crate) fn judge_deadline(&self, place: usize, today: NaiveDate) -> Option<DueVerdict> {
        let (layer, deadline) = self.plan.deadline_at(place)?;
        let (mut verdict, doubtful) = self.doubting(|| self.judge_due(layer, deadline, today));
        verdict.doubtful |= doubtful;
        Some(verdict)
    }

    fn judge_due(&self, layer: Layer, deadline: &'a Deadline, today: NaiveDate) -> DueVerdict {
        let scope = self.in_layer(layer);
        let applies = deadline.when.as_ref().map_or(Truth::Yes, |when| scope.truth(when));
        let (from, within) = (scope.value(&deadline.from), scope.value(&deadline.within));
        if applies.is_no() || from == Read::NotApplicable || within == Read::NotApplicable {
            return DueVerdict::undated(DeadlineState::NotApplicable);
        }
        let Some(calendar) = self.plan.layer(layer).map(|layer| &layer.procedure.calendar) else {
            return DueVerdict::undated(DeadlineState::CannotTell);
        };
        let counted = moment(&from).zip(count(&within)).filter(|_| applies.is_yes());
        let within = |count| Within {
            count,
            unit: deadline.unit,
            first_day_counts: deadline.first_day_counts,
        };
        let end = counted.and_then(|(starts, count)| due(starts, within(count), calendar));
        let (Some((starts, count)), Some(end)) = (counted, end) else {
            return DueVerdict::undated(DeadlineState::CannotTell);
        };
        let done = deadline.met_by.as_ref().and_then(|met_by| moment(&scope.value(met_by)));
        let state = match done {
            Some(done) if is_after(done, end) => DeadlineState::MetLate,
            Some(_) => DeadlineState::Met,
            None if is_after(Moment::Date(today), end) => DeadlineState::Late,
            None => DeadlineState::Due,
        };
        DueVerdict {
            state,
            starts: Some(starts),
            due: Some(end),
            count: Some(count),
            doubtful: deadline.unit == Unit::WorkingDays && !calendar.knows(starts.date(), end.date()),
            done,
            done_ahead: done.is_some_and(|done| done.date() > today),
            floor: None,
        }
    }

    /// Why the deadline at this place comes to what it does.
    pub(crate) fn explain_deadline(&self, place: usize, verdict: &DueVerdict) -> Option<DueResult> {
        let (layer, deadline) = self.plan.deadline_at(place)?;
        let scope = self.in_layer(layer);
        let why = || deadline.when.as_ref().map_or_else(Vec::new, |when| scope.reasons(when));
        let done = verdict.done.is_some();
        let (because, needs) = match verdict.state {
            DeadlineState::NotApplicable => (self.why_not_due(layer, deadline), Set::new()),
            DeadlineState::CannotTell => {
                let needs = self.needs_to_count(layer, deadline);
                (needs.iter().map(|slot| Reason::Blank(*slot)).collect(), needs)
            }
            _ => {
                let met_by = deadline.met_by.as_ref();
                let dates = [Some(&deadline.from), Some(&deadline.within), met_by.filter(|_| done)];
                let behind = dates
                    .into_iter()
                    .flatten()
                    .flat_map(|expression| scope.atoms(expression));
                let open = met_by.filter(|_| !done).into_iter();
                (
                    distinct(why().into_iter().chain(behind)),
                    open.flat_map(|met_by| scope.needs_value(met_by)).collect(),
                )
            }
        };
        Some(DueResult {
            verdict: verdict.clone(),
            because,
            needs,
        })
    }

    /// Why nothing is due: its condition does not hold, or what it counts, or counts from, is not asked.
    fn why_not_due(&self, layer: Layer, deadline: &'a Deadline) -> Vec<Reason> {
        let scope = self.in_layer(layer);
        let unmet = deadline.when.iter().find(|when| scope.truth(when).is_no());
        let not_asked = || {
            let mut counted = [&deadline.from, &deadline.within].into_iter();
            let counted = counted.find(|counted| scope.value(counted) == Read::NotApplicable);
            counted.map_or_else(Vec::new, |counted| scope.why_not_asked(counted))
        };
        unmet.map_or_else(not_asked, |when| scope.reasons(when))
    }

    /// What has to be answered, or mended, before the days can be counted.
    fn needs_to_count(&self, layer: Layer, deadline: &'a Deadline) -> Set<Slot> {
        let scope = self.in_layer(layer);
        let when = deadline.when.iter().filter(|when| scope.truth(when).is_unknown());
        let mut needs: Set<Slot> = when.flat_map(|when| scope.needs(when)).collect();
        for expression in [&deadline.from, &deadline.within] {
            needs.extend(scope.needs_value(expression));
        }
        if needs.is_empty() {
            // All is told, and still there is no day: where that is for want of a whole number of units, what is counted needs mending, else anything.
            let is_whole = count(&scope.value(&deadline.within)).is_some();
            needs.extend(scope.questions(&deadline.within));
            if is_whole || needs.is_empty() {
                needs.extend(scope.questions(&deadline.from));
            }
        }
        needs
    }
}

/// What the deadlines of the floor beside a local one come to, out of the verdicts of all. While one of them cannot be told, nobody can say
/// which is due first.
pub(crate) fn floor(plan: &Plan, all: &[DueVerdict], local: usize) -> Option<FloorVerdict> {
    let mut first: Option<FloorVerdict> = None;
    for place in plan.floor_of(local) {
        let verdict = all.get(*place)?;
        let verdict = FloorVerdict {
            place: *place,
            state: verdict.state,
            due: verdict.due,
        };
        if verdict.state == DeadlineState::CannotTell {
            return Some(verdict);
        }
        let day = |verdict: &FloorVerdict| verdict.due.map(Moment::date);
        let is_sooner = first.as_ref().is_none_or(|first| match (day(&verdict), day(first)) {
            (Some(this), Some(that)) => this < that,
            (this, that) => this.is_some() && that.is_none(),
        });
        if is_sooner {
            first = Some(verdict);
        }
    }
    first
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
    // Most numbers are whole as they stand.
    if number.scale() == 0 {
        return i64::try_from(number.mantissa()).ok().filter(|count| *count >= 0);
    }
    let whole = number.fract().is_zero() && *number >= Decimal::ZERO;
    whole.then(|| i64::try_from(number.trunc()).ok()).flatten()
}
