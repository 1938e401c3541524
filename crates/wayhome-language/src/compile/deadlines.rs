//! Deadlines: what is due, and when.

use rust_decimal::Decimal;
use wayhome_engine::{Deadline, Expression, Level, Unit};

use super::Compiler;
use super::in_force::InForce;
use crate::diagnostics::Report;
use crate::diagnostics::codes::document as codes;
use crate::document::messages::a_period;
use crate::document::parts::{DeadlinePart, WithinPart};
use crate::document::shapes::{Placed, TextOr, TextOrList, Written, text, written};
use crate::document::text::Text;
use crate::feel::{Answered, Type};

/// The longest period: more is a slip.
const MAX_COUNT: u32 = 10_000;

impl Compiler<'_> {
    pub(super) fn deadlines(&mut self) -> Vec<Deadline> {
        let document = self.document;
        document
            .deadlines
            .iter()
            .filter_map(|deadline| self.deadline(deadline))
            .collect()
    }

    fn deadline(&mut self, part: &DeadlinePart) -> Option<Deadline> {
        self.take_id(&part.id);
        let forms = self.forms_of(&part.id, part.form.as_ref(), part.forms.as_ref());
        let when = self.optional_condition(part.when.as_ref(), Answered::Refused);
        let in_force = InForce {
            id: &part.id,
            from: part.in_force_from.as_ref(),
            until: part.in_force_until.as_ref(),
        };
        let when = self.dated(when, in_force, &forms);
        let floor = part.floor.as_ref().map(|floor| self.floors(floor)).unwrap_or_default();
        let from = self.moment(&part.from);
        let within = part.within.as_ref().and_then(|within| self.within(within));
        let met_by = part.met_by.as_ref().map(|met_by| self.moment(met_by));
        let cite = self.citation(part.cite.as_ref());
        let (within, unit) = within?;
        if let (Unit::Hours, true, Some(written)) = (unit, part.first_day_counts, &part.within) {
            let message = "hours are counted from a moment, so no first day counts";
            let report = Report::new(&codes::CONFLICTING_KEYS, &written.span(), message);
            self.reports
                .push(report.help("leave first_day_counts out, or count in days"));
        }
        Some(Deadline {
            id: part.id.value.clone(),
            forms,
            level: part.level.unwrap_or(Level::Must),
            when,
            from: from?,
            within,
            unit,
            first_day_counts: part.first_day_counts,
            met_by: met_by.flatten(),
            floor,
            says: part.says.value.clone(),
            cite,
        })
    }

    /// The deadlines of the law that this one stands beside. They belong to another file, so only the shape of their ids is checked here.
    fn floors(&mut self, floor: &Placed<TextOrList<Text>>) -> Vec<String> {
        if self.document.procedure.floor.is_none() {
            let message = "this procedure has no floor to compare with";
            self.reports.push(
                Report::new(&codes::CONFLICTING_KEYS, &floor.span(), message)
                    .help("add floor = \"england\" to [procedure]"),
            );
        }
        let named = match floor.get_ref() {
            TextOrList::Text(id) => vec![text(id, floor.span())],
            TextOrList::List(ids) => ids.clone(),
        };
        for id in named.iter().filter(|id| !super::ids::is_rule_id(&id.value)) {
            let message = format!("\"{}\" is not an id of a deadline", id.value);
            self.reports.push(
                Report::new(&codes::BAD_ID, &id.span, message).help("name a deadline of the floor: \"ENG-33-2\""),
            );
        }
        named.into_iter().map(|id| id.value).collect()
    }

    fn within(&mut self, within: &Placed<TextOr<WithinPart>>) -> Option<(Expression, Unit)> {
        let part = match written(within) {
            Written::Text(text) => return self.period(&text),
            Written::More(part) => part,
        };
        let units = [
            (&part.days, Unit::Days),
            (&part.weeks, Unit::Weeks),
            (&part.months, Unit::Months),
            (&part.working_days, Unit::WorkingDays),
            (&part.hours, Unit::Hours),
        ];
        let mut written = units
            .into_iter()
            .filter_map(|(text, unit)| Some((text.as_ref()?, unit)));
        let (Some((text, unit)), None) = (written.next(), written.next()) else {
            let report = Report::new(&codes::BAD_PERIOD, &within.span(), "a period has one unit");
            self.reports
                .push(report.help("write { weeks = \"agreed_visit_weeks\" }"));
            return None;
        };
        let typed = self.expression(text, Answered::Refused)?;
        let count = self.needs(
            text,
            typed,
            &[Type::Number],
            "a number",
            "use a question that takes a number",
        )?;
        self.is_count(&count, text)?;
        Some((count, unit))
    }

    /// A number that is written out is a whole one, and not too large, as in words.
    fn is_count(&mut self, count: &Expression, text: &Text) -> Option<()> {
        let reckoned = count.constant();
        let Expression::Number(number) = reckoned.as_ref().unwrap_or(count) else {
            return Some(());
        };
        if number.fract().is_zero() && (Decimal::ZERO..=Decimal::from(MAX_COUNT)).contains(number) {
            return Some(());
        }
        let message = format!(
            "{} is not a number of days, weeks, months or hours to count",
            text.value
        );
        let help = format!("write a whole number from 0 to {MAX_COUNT}, or a question that takes a number");
        self.reports
            .push(Report::new(&codes::BAD_PERIOD, &text.span, message).help(help));
        None
    }

    /// `"20 working days"`
    fn period(&mut self, text: &Text) -> Option<(Expression, Unit)> {
        let found = period(&text.value);
        if found.is_none() {
            let report = Report::new(
                &codes::BAD_PERIOD,
                &text.span,
                format!("\"{}\" is not a period", text.value),
            );
            self.reports.push(report.help(a_period(&text.value)));
        }
        found.map(|(count, unit)| (Expression::Number(Decimal::from(count)), unit))
    }
}

fn period(text: &str) -> Option<(u32, Unit)> {
    let (count, unit) = text.split_once(' ')?;
    let unit = match unit {
        "day" | "days" => Unit::Days,
        "week" | "weeks" => Unit::Weeks,
        "month" | "months" => Unit::Months,
        "working day" | "working days" => Unit::WorkingDays,
        "hour" | "hours" => Unit::Hours,
        _ => return None,
    };
    let digits = count.bytes().all(|digit| digit.is_ascii_digit());
    let count = count.parse().ok().filter(|count| digits && *count <= MAX_COUNT)?;
    Some((count, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u32, Unit)>) {
        assert_eq!(period(text), expected);
    }

    #[test]
    fn a_period_is_a_whole_number_and_a_unit() {
        check("1 week", Some((1, Unit::Weeks)));
        check("20 working days", Some((20, Unit::WorkingDays)));
        check("0 days", Some((0, Unit::Days)));
        for refused in [
            "",
            "weeks",
            "2weeks",
            "two weeks",
            "1.5 weeks",
            "-1 days",
            "+1 days",
            "2 years",
            "99999 days",
        ] {
            check(refused, None);
        }
    }
}
