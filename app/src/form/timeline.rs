//! A picture of what is due, with today on it. The engine gives the days; here they are only laid out.
//!
//! One lane for each deadline: a line from the day that it is counted from to the last day in time, which ends in a ring (due), a square
//! (late, and done late) or a full circle (done in time). Nothing is said by colour alone, and the list below the picture says the same in words.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use wayhome_engine::{DeadlineState, Due, Moment, words};

use crate::strings;

/// Widths and heights in the units of the picture, which is scaled to the room that there is.
const WIDTH: f64 = 340.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 18.0;
const TOP: f64 = 34.0;
const LANE: f64 = 30.0;
const FOOT: f64 = 30.0;
/// How far apart the names of months are, and how wide in a wide face, with the gap to their line; the same where they say their year.
const LABEL: f64 = 46.0;
const LABELS: (f64, f64) = (LABEL, 36.0);
const DATED: (f64, f64) = (80.0, 78.0);

/// One deadline, as far as the picture shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lane {
    from: NaiveDate,
    to: NaiveDate,
    state: DeadlineState,
}

/// Where one deadline goes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawn {
    from: f64,
    to: f64,
    height: f64,
    state: DeadlineState,
}

/// The first day of a month that is named.
#[derive(Debug, Clone, PartialEq)]
struct Month {
    at: f64,
    /// Does its name stand before its line? After it, it would not fit into the picture.
    before: bool,
    name: String,
}

/// Where everything goes.
#[derive(Debug, Clone, PartialEq)]
struct Picture {
    height: f64,
    first: NaiveDate,
    last: NaiveDate,
    today: f64,
    lanes: Vec<Drawn>,
    months: Vec<Month>,
}

impl Picture {
    /// Lays lanes out; `None` where there is none.
    fn new(lanes: &[Lane], today: NaiveDate) -> Option<Self> {
        let days = || lanes.iter().flat_map(|lane| [lane.from, lane.to]).chain([today]);
        let (first, last) = (days().min()?, days().max()?);
        if lanes.is_empty() {
            return None;
        }
        let span = last.signed_duration_since(first).num_days().max(7);
        let across = |day: NaiveDate| {
            let passed = day.signed_duration_since(first).num_days();
            #[expect(clippy::cast_precision_loss, reason = "days of some years, laid out on a picture")]
            let share = passed as f64 / span as f64;
            LEFT + share * (WIDTH - LEFT - RIGHT)
        };
        let mut next = TOP - LANE / 2.0;
        let lanes: Vec<_> = lanes
            .iter()
            .map(|lane| {
                next += LANE;
                Drawn {
                    from: across(lane.from),
                    to: across(lane.to),
                    height: next,
                    state: lane.state,
                }
            })
            .collect();
        Some(Self {
            height: next + LANE / 2.0 + FOOT,
            first,
            last,
            today: across(today),
            lanes,
            months: months(first, last, across),
        })
    }
}

/// The firsts of the months between two days, as far apart as their names need.
fn months(first: NaiveDate, last: NaiveDate, across: impl Fn(NaiveDate) -> f64) -> Vec<Month> {
    let mut named: Vec<Month> = Vec::new();
    // Over the end of a year, "Mar" may be either.
    let dated = first.year() != last.year();
    let (apart, wide) = if dated { DATED } else { LABELS };
    for day in first.iter_days().take_while(|day| *day <= last) {
        if day.day() != 1 {
            continue;
        }
        let at = across(day);
        let before = at > WIDTH - wide;
        let needs = if before { wide + apart } else { apart };
        if named.last().is_none_or(|last| !last.before && at - last.at >= needs) {
            let name = month(day, dated);
            named.push(Month { at, before, name });
        }
    }
    if named.is_empty() {
        named.push(Month {
            at: LEFT,
            before: false,
            name: words::date(first),
        });
    }
    named
}

/// "Mar", or "Mar 2027".
fn month(day: NaiveDate, dated: bool) -> String {
    let name: String = words::month(day).chars().take(3).collect();
    if dated { format!("{name} {}", day.year()) } else { name }
}

/// Lines and marks as one path for each kind: few elements, whatever the number of lanes.
fn marks(lanes: &[Drawn], wanted: fn(DeadlineState) -> bool, mark: fn(f64, f64) -> String) -> String {
    lanes
        .iter()
        .filter(|lane| wanted(lane.state))
        .map(|lane| mark(lane.to, lane.height))
        .collect()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect()
}

fn circle(x: f64, y: f64) -> String {
    format!("M{:.1} {y:.1}a8 8 0 1 0 16 0a8 8 0 1 0-16 0z", x - 8.0)
}

fn square(x: f64, y: f64) -> String {
    format!("M{:.1} {:.1}h16v16h-16z", x - 8.0, y - 8.0)
}

/// The picture of deadlines that have a day, in the order of the list that stands below it; nothing where there is none.
#[component]
pub(crate) fn Timeline(due: Signal<Vec<Due>>, today: Signal<NaiveDate>) -> impl IntoView {
    let picture = Memo::new(move |_| {
        let lane = |due: &Due| {
            let to = due.due?.date();
            let from = due.starts.map_or(to, Moment::date);
            let state = due.state;
            Some(Lane { from, to, state })
        };
        let lanes: Vec<_> = due.with(|all| all.iter().filter_map(lane).collect());
        Picture::new(&lanes, today.get())
    });
    move || picture.get().map(|picture| drawn(&picture))
}

fn drawn(picture: &Picture) -> impl IntoView + use<> {
    let Picture { height, lanes, .. } = picture;
    let label = strings::timeline(&words::date(picture.first), &words::date(picture.last));
    let bars = joined(
        lanes
            .iter()
            .map(|lane| format!("M{:.1} {:.1}H{:.1}", lane.from, lane.height, lane.to)),
    );
    let starts = joined(
        lanes
            .iter()
            .map(|lane| format!("M{:.1} {:.1}v8", lane.from, lane.height - 4.0)),
    );
    let due = marks(lanes, |state| state == DeadlineState::Due, circle);
    let late = marks(
        lanes,
        |state| matches!(state, DeadlineState::Late | DeadlineState::MetLate),
        square,
    );
    let done = marks(lanes, |state| state == DeadlineState::Met, circle);
    let ticks = joined(
        picture
            .months
            .iter()
            .map(|Month { at, .. }| format!("M{at:.1} 20V{:.1}", height - FOOT)),
    );
    let today = format!("M{:.1} 24V{:.1}", picture.today, height - FOOT + 8.0);
    let numbers: Vec<_> = lanes
        .iter()
        .enumerate()
        .map(|(place, lane)| text(4.0, lane.height + 6.0, "start", (place + 1).to_string()))
        .collect();
    let months: Vec<_> = picture
        .months
        .iter()
        .map(|month| {
            let (gap, anchor) = if month.before { (-3.0, "end") } else { (3.0, "start") };
            text(month.at + gap, 16.0, anchor, month.name.clone())
        })
        .collect();
    // "Today" stays within the picture.
    let anchor = if picture.today < LEFT + 24.0 {
        "start"
    } else if picture.today > WIDTH - 30.0 {
        "end"
    } else {
        "middle"
    };
    view! {
        <svg class="timeline" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=label>
            <path class="timeline__ticks" d=ticks></path>
            <path class="timeline__bars" d=bars></path>
            <path class="timeline__bars" d=starts></path>
            <path class="timeline__today" d=today></path>
            <path class="timeline__due" d=due></path>
            <path class="timeline__late" d=late></path>
            <path class="timeline__done" d=done></path>
            {numbers}
            {months}
            {text(picture.today, height - 6.0, anchor, strings::TODAY.to_owned())}
        </svg>
        <p class="timeline__key">{strings::TIMELINE_KEY}</p>
    }
}

fn text(x: f64, y: f64, anchor: &'static str, words: String) -> impl IntoView {
    view! { <text x=format!("{x:.1}") y=format!("{y:.1}") text-anchor=anchor>{words}</text> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn lane(from: &str, to: &str) -> Lane {
        Lane {
            from: day(from),
            to: day(to),
            state: DeadlineState::Due,
        }
    }

    #[test]
    fn earlier_is_left_of_later_and_everything_is_within_the_picture() {
        let lanes = [lane("2026-03-02", "2026-03-16"), lane("2026-03-02", "2026-09-02")];
        let picture = Picture::new(&lanes, day("2026-03-20")).unwrap();
        let [first, second] = *picture.lanes.as_slice() else {
            unreachable!("there are two lanes")
        };
        assert!(first.from < first.to && first.to < picture.today && picture.today < second.to);
        assert!((first.from - LEFT).abs() < 0.01 && (second.to - (WIDTH - RIGHT)).abs() < 0.01);
        let months: Vec<f64> = picture.months.iter().map(|month| month.at).collect();
        assert!(
            months
                .iter()
                .zip(months.iter().skip(1))
                .all(|(one, next)| next - one >= LABEL)
        );
        assert!(second.height > first.height && picture.height > second.height);
    }

    #[test]
    fn today_outside_the_deadlines_widens_the_picture() {
        let before = Picture::new(&[lane("2026-03-02", "2026-03-16")], day("2026-02-01")).unwrap();
        assert!((before.today - LEFT).abs() < 0.01 && before.first == day("2026-02-01"));
        let after = Picture::new(&[lane("2026-03-02", "2026-03-16")], day("2026-05-01")).unwrap();
        assert!((after.today - (WIDTH - RIGHT)).abs() < 0.01 && after.last == day("2026-05-01"));
    }

    #[test]
    fn over_the_end_of_a_year_each_month_says_its_year() {
        let months = |to: &str| {
            let picture = Picture::new(&[lane("2026-10-20", to)], day("2026-10-20")).unwrap();
            picture.months.into_iter().map(|month| month.name).collect::<Vec<_>>()
        };
        assert_eq!(months("2026-12-30"), ["Nov", "Dec"]);
        assert_eq!(months("2027-02-20"), ["Nov 2026", "Jan 2027"]);
    }

    #[test]
    fn a_name_that_would_be_cut_at_the_edge_stands_before_its_line() {
        let picture = Picture::new(&[lane("2026-11-27", "2027-01-08")], day("2026-11-28")).unwrap();
        let placed: Vec<_> = picture
            .months
            .iter()
            .map(|month| (month.name.as_str(), month.before))
            .collect();
        assert_eq!(placed, [("Dec 2026", false), ("Jan 2027", true)]);
        // Alone, it has the whole width; beside another without room for both, it is left out.
        let named = |from: &str, to: &str| {
            let picture = Picture::new(&[lane(from, to)], day(from)).unwrap();
            picture
                .months
                .into_iter()
                .map(|month| (month.name, month.before))
                .collect::<Vec<_>>()
        };
        assert_eq!(named("2026-03-10", "2026-04-02"), [("Apr".to_owned(), true)]);
        assert_eq!(
            named("2026-11-20", "2027-03-03").last(),
            Some(&("Feb 2027".to_owned(), false))
        );
    }

    #[test]
    fn one_day_is_a_picture_and_no_deadline_is_none() {
        let one = Picture::new(&[lane("2026-03-02", "2026-03-02")], day("2026-03-02")).unwrap();
        assert!(one.today.is_finite() && one.months.len() == 1);
        assert_eq!(Picture::new(&[], day("2026-03-02")), None);
    }

    #[test]
    fn many_years_do_not_crowd_the_names_of_months() {
        let picture = Picture::new(&[lane("1990-03-02", "2026-03-02")], day("2026-03-02")).unwrap();
        assert!(picture.months.len() < 8);
    }
}
