//! The list of bank holidays.

use chrono::NaiveDate;
use toml::Spanned;
use toml::value::Datetime;
use wayhome_engine::Calendar;

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Diagnostics, Report, Reports};
use crate::document::{read, shapes};
use crate::source::Source;

#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
struct Holidays {
    #[validate(required)]
    known_from: Option<Spanned<Datetime>>,
    #[validate(required)]
    known_to: Option<Spanned<Datetime>>,
    #[serde(rename = "holidays")]
    days: Vec<Spanned<Datetime>>,
}

/// Reads a list of bank holidays: `known_from`, `known_to` and `holidays`, all dates.
///
/// # Errors
///
/// Everything that is wrong with it; also a holiday outside the days for which the list says it is complete.
pub fn bank_holidays(source: &Source) -> Result<Calendar, Diagnostics> {
    let mut reports = Reports::default();
    let calendar = read_calendar(&source.text, &mut reports);
    match calendar {
        Some(calendar) if !reports.has_errors() => Ok(calendar),
        _ => Err(reports.finish(source)),
    }
}

fn read_calendar(text: &str, reports: &mut Reports) -> Option<Calendar> {
    let table = read::table(text, reports)?;
    let value = Spanned::new(0..0, toml::de::DeValue::Table(table));
    let part: Holidays = read::part(&value, "the bank holidays", reports)?;
    let from = day(&part.known_from?, reports);
    let to_place = part.known_to?;
    let to = day(&to_place, reports);
    let holidays: Vec<_> = part
        .days
        .iter()
        .filter_map(|place| Some((place.span(), day(place, reports)?)))
        .collect();
    let (from, to) = (from?, to?);
    if to < from {
        reports.push(Report::new(
            &codes::BAD_HOLIDAYS,
            &to_place.span(),
            "the last known day comes before the first",
        ));
    }
    for (span, holiday) in &holidays {
        if *holiday < from || to < *holiday {
            let report = Report::new(
                &codes::BAD_HOLIDAYS,
                span,
                "this day is outside the days for which the list is complete",
            );
            reports.push(report.help("change known_from or known_to, or leave the day out"));
        }
    }
    Some(Calendar::new(
        from,
        to,
        holidays.into_iter().map(|(_, day)| day).collect(),
    ))
}

fn day(place: &Spanned<Datetime>, reports: &mut Reports) -> Option<NaiveDate> {
    let day = shapes::day(*place.get_ref()).map(|day| day.0);
    if day.is_none() {
        let report = Report::new(&codes::WRONG_KIND, &place.span(), "this is not a date alone");
        reports.push(report.help("write 2026-12-25, without a time"));
    }
    day
}
