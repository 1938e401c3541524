//! Which rules, deadlines and rows are in force on the day that a record is judged by.
//!
//! A dated part is lowered: the day joins its `when` as one condition more. So the engine, the proof and the reasons know nothing new: while the
//! day is not recorded, whether the part applies cannot be told.

use std::collections::BTreeMap;

use chrono::Days;
use wayhome_engine::{Comparison, Expression};

use super::Compiler;
use crate::diagnostics::Report;
use crate::diagnostics::codes::name as codes;
use crate::document::shapes::{Day, Placed};
use crate::document::text::Text;
use crate::feel::{Answered, Type};

/// The days by which it is judged what is in force: the whole procedure's, and that of each form which names another.
#[derive(Debug, Default)]
pub(super) struct JudgedOn {
    procedure: Option<Expression>,
    forms: BTreeMap<String, Expression>,
}

/// From which day and until which day a part is in force.
#[derive(Clone, Copy)]
pub(super) struct InForce<'a> {
    /// The part's id, for what is said of it.
    pub(super) id: &'a Text,
    pub(super) from: Option<&'a Placed<Day>>,
    pub(super) until: Option<&'a Placed<Day>>,
}

impl Compiler<'_> {
    /// Reads which days the procedure and its forms name.
    pub(super) fn judged_on(&mut self) -> JudgedOn {
        let document = self.document;
        let procedure = document.procedure.in_force_on.as_ref().and_then(|on| self.day(on));
        let named = document
            .forms
            .iter()
            .filter_map(|form| Some((form, form.in_force_on.as_ref()?)));
        let forms = named
            .filter_map(|(form, on)| Some((form.id.value.clone(), self.day(on)?)))
            .collect();
        JudgedOn { procedure, forms }
    }

    /// An expression that has to be a day.
    pub(super) fn day(&mut self, text: &Text) -> Option<Expression> {
        let typed = self.expression(text, Answered::Refused)?;
        self.needs(
            text,
            typed,
            &[Type::Date],
            "a date",
            "use a question that takes a date, like \"decision_date\"",
        )
    }

    /// The condition of a part that stands on some forms, with its dates.
    pub(super) fn dated(
        &mut self,
        when: Option<Expression>,
        part: InForce<'_>,
        forms: &[String],
    ) -> Option<Expression> {
        if !part.is_dated() {
            return when;
        }
        let days: Vec<Option<Expression>> = forms
            .iter()
            .map(|form| {
                self.judged_on
                    .forms
                    .get(form)
                    .or(self.judged_on.procedure.as_ref())
                    .cloned()
            })
            .collect();
        let day = days.first().cloned().flatten();
        if days.iter().any(|other| *other != day) {
            let message = format!("the forms of {} are judged by different days", part.id.value);
            let help = "write one for each form, or name one `in_force_on` for the whole procedure";
            self.reports
                .push(Report::new(&codes::NO_DAY_IN_FORCE, &part.id.span, message).help(help));
            return when;
        }
        self.dated_by(when, part, day)
    }

    /// The condition of a part with its dates, judged by a day that is known.
    pub(super) fn dated_by(
        &mut self,
        when: Option<Expression>,
        part: InForce<'_>,
        day: Option<Expression>,
    ) -> Option<Expression> {
        if !part.is_dated() {
            return when;
        }
        let Some(day) = day else {
            let message = format!(
                "{} is dated, and nothing says by which day a record is judged",
                part.id.value
            );
            let help = "add in_force_on = \"decision_date\" to [procedure], to the form, or to the approval table";
            self.reports
                .push(Report::new(&codes::NO_DAY_IN_FORCE, &part.id.span, message).help(help));
            return when;
        };
        let (from, until) = (
            part.from.map(|from| from.get_ref().0),
            part.until.map(|until| until.get_ref().0),
        );
        if let (Some(from), Some(last), Some(place)) = (from, until, part.until)
            && last < from
        {
            let message = format!("{} ends before it begins", part.id.value);
            self.reports.push(
                Report::new(&codes::NEVER_IN_FORCE, &place.span(), message)
                    .help("exchange the two dates, or leave one out"),
            );
        }
        let compared =
            |comparison, to| Expression::Compare(comparison, Box::new(day.clone()), Box::new(Expression::Date(to)));
        // "Before the day after" and not "until": an older part and the newer one that follows it are then cut at the same day.
        let conditions = [
            from.map(|from| compared(Comparison::GreaterOrEqual, from)),
            until
                .and_then(|until| until.checked_add_days(Days::new(1)))
                .map(|after| compared(Comparison::Less, after)),
            when,
        ];
        Some(Expression::And(conditions.into_iter().flatten().collect()))
    }
}

impl InForce<'_> {
    fn is_dated(self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}
