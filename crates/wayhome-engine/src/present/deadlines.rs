//! Deadlines in words.

use super::Presenter;
use crate::deadlines::{DueResult, DueVerdict};
use crate::period::{Moment, Unit};
use crate::plan::Layer;
use crate::procedure::Deadline;
use crate::report::{DeadlineState, Due, FloorDue, Standing};
use crate::words;

/// Said of what is recorded as done on a day that is still to come.
const AHEAD: &str = "The recorded date is after the day of this check. Check again once this has happened.";

impl Due {
    /// Is the day recorded as the one on which it was done after the day of the check? Then the state is what it will be if it happens then.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.warnings.iter().any(|warning| warning == AHEAD)
    }
}

impl Presenter<'_> {
    pub(crate) fn due(&self, layer: Layer, deadline: &Deadline, result: &DueResult) -> Due {
        let verdict = &result.verdict;
        let mut warnings = self.calendar_warnings(layer, verdict.doubtful);
        if verdict.before_start() {
            warnings
                .push("The recorded date is before the day that this is counted from. Check both dates.".to_owned());
        }
        if verdict.done_ahead {
            warnings.push(AHEAD.to_owned());
        }
        Due {
            id: deadline.id.clone(),
            source: self.source(layer).map_or_else(String::new, |source| source.id.clone()),
            state: verdict.state,
            level: deadline.level,
            message: deadline.says.clone(),
            starts: verdict.starts,
            due: verdict.due,
            counted: self.counted(layer, deadline, verdict),
            because: self.because(&result.because),
            needs: if verdict.state == DeadlineState::NotApplicable {
                Vec::new()
            } else {
                self.ids(&result.needs)
            },
            floor: self.floor_due(layer, verdict),
            cite: deadline.cite.clone(),
            warnings,
        }
    }

    /// The law's deadline beside a local one.
    fn floor_due(&self, layer: Layer, verdict: &DueVerdict) -> Option<FloorDue> {
        let floor = verdict.floor.as_ref().filter(|_| layer == 0)?;
        let (at, law) = self.plan.deadline_at(floor.place)?;
        let local = verdict.standing(floor);
        let day = |due: Option<Moment>| due.map(words::moment).unwrap_or_default();
        let (here, there) = (day(verdict.due), day(floor.due));
        let message = match local {
            Standing::Same => format!("The law asks for it by the same day: {there}."),
            Standing::Stricter if floor.due.is_none() => "The law sets no day here.".to_owned(),
            Standing::Stricter => format!("This procedure asks for it by {here}, earlier than the law: {there}."),
            Standing::Weaker => {
                format!("This procedure allows until {here}. The law asks for it by {there}. Follow the law.")
            }
            Standing::Silent if floor.due.is_some() => {
                format!("This procedure sets no day here. The law asks for it by {there}.")
            }
            Standing::Silent => "This procedure sets no day here.".to_owned(),
            Standing::Different | Standing::CannotTell => "Cannot be compared with the law yet.".to_owned(),
        };
        Some(FloorDue {
            id: law.id.clone(),
            source: self.source(at).map_or_else(String::new, |source| source.id.clone()),
            due: floor.due,
            local,
            message,
        })
    }

    /// The days that were counted, as people can check them: "14 days", "182 days, the first day counted". Hours count no day.
    fn counted(&self, layer: Layer, deadline: &Deadline, result: &DueVerdict) -> Option<String> {
        let (starts, due, count) = (result.starts?.date(), result.due?.date(), result.count?);
        // Of no days at all, the first is not one either.
        let is_first_counted = deadline.first_day_counts && count > 0;
        let days = Unit::Days.phrase(due.signed_duration_since(starts).num_days() + i64::from(is_first_counted));
        let first = if is_first_counted {
            ", the first day counted"
        } else {
            ""
        };
        let unit = deadline.unit;
        Some(match unit {
            Unit::Days | Unit::Weeks => days + first,
            Unit::Hours => unit.phrase(count),
            Unit::Months => format!("{} ({days}{first})", unit.phrase(count)),
            Unit::WorkingDays => {
                let calendar = self.source(layer).map(|source| &source.calendar);
                let left_out = calendar.map_or(0, |calendar| {
                    let before = starts.pred_opt().filter(|_| is_first_counted);
                    calendar.holidays_between(before.unwrap_or(starts), due)
                });
                let holidays = match left_out {
                    0 => String::new(),
                    1 => " and 1 bank holiday".to_owned(),
                    more => format!(" and {more} bank holidays"),
                };
                let phrase = unit.phrase(count);
                format!("{phrase} ({days}{first}, leaving out weekends{holidays})")
            }
        })
    }
}
