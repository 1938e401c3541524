//! A date in three fields: day, month, year.
//!
//! What is no date is kept as typed, as `year-month-day`, and the record says that it cannot be read. Which dates there are is the
//! engine's knowledge; here a date is only put into its order.

use chrono::Datelike;
use leptos::html;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::typing::Typing;
use super::{Field, group, uncorrected};
use crate::strings;

/// What stands between the words of a date.
const BETWEEN: [char; 5] = [' ', '/', '.', ',', '-'];

/// What stands in the three fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Parts {
    day: String,
    month: String,
    year: String,
}

pub(super) fn date(field: &Field) -> impl IntoView + use<> {
    let typing = Typing::new(field);
    let answer = field.answer;
    let inputs = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let parts = move || {
        let [day, month, year] =
            inputs.map(|input| input.get_untracked().map(|input| input.value()).unwrap_or_default());
        Parts { day, month, year }
    };
    Effect::new(move || {
        let held = answer.get();
        let [Some(day), Some(month), Some(year)] = inputs.map(|input| input.get()) else {
            return;
        };
        if parts().answer() != held {
            let held = Parts::of(held.as_ref());
            day.set_value(&held.day);
            month.set_value(&held.month);
            year.set_value(&held.year);
        }
    });
    // A whole date in one field is put into the three that it belongs to, once the person has left them.
    let spread = move || {
        // The focus leaves a page that goes, too.
        let Some(held) = answer.try_get_untracked() else { return };
        let spread = Parts::of(held.as_ref());
        if parts().said_at_once().is_some() && spread.answer() == held && spread.in_order().is_some() {
            for (input, text) in inputs.iter().zip([&spread.day, &spread.month, &spread.year]) {
                if let Some(input) = input.get_untracked() {
                    input.set_value(text);
                }
            }
        }
    };
    let take = move || {
        let parts = parts();
        typing.take(parts.answer(), parts.in_order().is_some() || parts == Parts::default());
    };
    let [day, month, year] = inputs;
    let part = |end: &str, label: &'static str, width: &str, element: NodeRef<html::Input>| {
        let id = format!("{}-{end}", field.id);
        view! {
            <div class="govuk-date-input__item">
                <label class="govuk-label govuk-date-input__label" for=id.clone()>{label}</label>
                <input
                    class=format!("govuk-input govuk-date-input__input govuk-input--width-{width}")
                    type="text"
                    inputmode="numeric"
                    id=id
                    autocomplete="off"
                    {..uncorrected()}
                    spellcheck="false"
                    node_ref=element
                    on:input=move |_| take()
                />
            </div>
        }
    };
    let fields = (
        part("day", strings::DAY, "2", day),
        part("month", strings::MONTH, "3", month),
        part("year", strings::YEAR, "4", year),
    );
    group(
        field,
        view! {
            <div class="govuk-date-input" on:focusout=move |event| {
                // Only when the focus leaves the date as a whole.
                if !within(&event) {
                    typing.leave();
                    spread();
                }
            }>{fields}</div>
        }
        .into_any(),
    )
}

/// Does the focus stay among the fields of the date?
fn within(event: &web_sys::FocusEvent) -> bool {
    use wasm_bindgen::JsCast;
    let node = |target: Option<web_sys::EventTarget>| target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    node(event.current_target()).is_some_and(|around| around.contains(node(event.related_target()).as_ref()))
}

impl Parts {
    /// Puts a recorded date back into three fields.
    fn of(answer: Option<&Json>) -> Self {
        let Some(text) = answer.and_then(Json::as_str) else {
            return Self::default();
        };
        let mut parts = text.splitn(3, '-').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (year, month, day) = (next(), next(), next());
        let bare = |text: String| {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let figures = text.trim_start_matches('0');
            if is_number && !figures.is_empty() {
                figures.to_owned()
            } else {
                text
            }
        };
        Self {
            day: bare(day),
            month: bare(month),
            year,
        }
    }

    /// What the record is to hold.
    fn answer(&self) -> Option<Json> {
        let [day, month, year] = [&self.day, &self.month, &self.year].map(|part| part.trim());
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return None;
        }
        let as_typed = || {
            // A hyphen of their own would move what was typed from one field to another.
            let [day, month, year] = [day, month, year].map(|part| part.replace('-', "/"));
            format!("{year}-{month}-{day}")
        };
        Some(Json::String(self.in_order().unwrap_or_else(as_typed)))
    }

    /// `YYYY-MM-DD`, if the three fields hold as many digits as that takes, or the name of a month.
    fn in_order(&self) -> Option<String> {
        if let Some(whole) = self.said_at_once() {
            return whole.in_order();
        }
        let day = number(ordinal(&self.day)).filter(|day| *day < 100)?;
        let month = number(&self.month)
            .filter(|month| *month < 100)
            .or_else(|| month_by_name(&self.month))?;
        let year = number(&self.year).filter(|_| bare(&self.year).len() == 4)?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// A whole date that was dictated or pasted into one field: "Monday, 2nd of March, 2026", "2/3/2026", "2026-03-02".
    fn said_at_once(&self) -> Option<Self> {
        let mut typed = [&self.day, &self.month, &self.year]
            .into_iter()
            .filter(|part| !bare(part).is_empty());
        let whole = typed.next()?;
        let mut words = whole
            .split(BETWEEN)
            .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of") && weekday(word).is_none())
            .map(str::to_owned);
        let (day, month, year) = (words.next()?, words.next()?, words.next()?);
        let is_one = typed.next().is_none() && words.next().is_none();
        // With the year first it is written the other way round.
        let said = match number(&day) {
            // "20th" has as many letters as a year.
            Some(_) if day.len() == 4 => Self {
                day: year,
                month,
                year: day,
            },
            _ => Self { day, month, year },
        };
        // A slip of one day is caught by its weekday: what contradicts itself stays as it was said.
        let fits = |weekday| said.weekday().is_none_or(|of| of == weekday);
        let fits = whole.split(BETWEEN).filter_map(weekday).all(fits);
        (is_one && fits).then_some(said)
    }

    /// From Monday on, if it is a date.
    fn weekday(&self) -> Option<usize> {
        let date = wayhome_engine::day::date(&self.in_order()?)?;
        usize::try_from(date.weekday().num_days_from_monday()).ok()
    }
}

/// Without the spaces and stops that dictation leaves.
fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':'))
}

/// "2nd" as "2".
fn ordinal(text: &str) -> &str {
    let text = bare(text);
    let ends = ["st", "nd", "rd", "th"];
    ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

/// "Monday" and "Mon" as a number, from 0.
fn weekday(word: &str) -> Option<usize> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let word = word.to_lowercase();
    NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(&word))
}

fn number(text: &str) -> Option<u16> {
    let text = bare(text);
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        None
    } else {
        text.parse().ok()
    }
}

/// "March", "mar" and "Sept." as a number.
fn month_by_name(text: &str) -> Option<u16> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = bare(text).to_lowercase();
    if name.len() < 3 {
        return None;
    }
    let place = NAMES.iter().position(|full| full.starts_with(&name))?;
    u16::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: &str, month: &str, year: &str, expected: &str) {
        let parts = Parts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        };
        assert_eq!(parts.answer(), Some(Json::String(expected.to_owned())));
    }

    #[test]
    fn a_date_is_put_into_its_order() {
        check("2", "3", "2026", "2026-03-02");
        check("02", "03", "2026", "2026-03-02");
        check(" 2 ", "March", "2026.", "2026-03-02");
        check("2", "sept", "2026", "2026-09-02");
    }

    #[test]
    fn what_dictation_adds_is_no_part_of_a_date() {
        check("2nd", "March,", " 2026. ", "2026-03-02");
        check("21st.", "3", "2026", "2026-03-21");
        check("2nd of March, 2026.", "", "", "2026-03-02");
        check("20th of November, 2026.", "", "", "2026-11-20");
        check("2 March 2026", "", " ", "2026-03-02");
        check("2/3/2026", "", "", "2026-03-02");
        check("", "", "2-3-2026", "2026-03-02");
        check("2026-03-02", "", "", "2026-03-02");
        check("Mon 2 Mar 2026", "", "", "2026-03-02");
    }

    #[test]
    fn what_is_no_date_is_kept_as_typed() {
        check("31", "2", "2026", "2026-02-31");
        check("31", "", "", "--31");
        check("2 March", "", "", "--2 March");
        check("2", "3", "26", "26-3-2");
        check("2", "Mrch", "2026", "2026-Mrch-2");
        check("2", "ma", "2026", "2026-ma-2");
        check("", "", "20-11-26", "20/11/26--");
        check("Tuesday 2 March 2026", "", "", "--Tuesday 2 March 2026");
        for between in BETWEEN {
            let said = |weekday: &str| [weekday, "2", "March", "2026"].join(&between.to_string());
            check(&said("Monday"), "", "", "2026-03-02");
            let slip = said("Tuesday");
            check(&slip, "", "", &format!("--{}", slip.replace('-', "/")));
        }
        check("20", "2026-11", "", "-2026/11-20");
    }

    #[test]
    fn nothing_typed_is_not_recorded() {
        assert_eq!(Parts::default().answer(), None);
    }

    #[test]
    fn what_the_record_holds_goes_back_into_the_fields_it_came_from() {
        for text in [
            "2026-03-02",
            "2026-02-31",
            "--31",
            "26-3-2",
            "2026-Mrch-2",
            "2026-00-00",
            "20/11/26--",
            "-2026/11-20",
        ] {
            let held = Json::String(text.to_owned());
            assert_eq!(Parts::of(Some(&held)).answer(), Some(held));
        }
    }
}
