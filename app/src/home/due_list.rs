//! What is due, as a list.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use wayhome_engine::{DeadlineState, Moment, words};

use super::dues::{Opens, ToDo, due};
use super::start::start_about;
use crate::keep::day;
use crate::nav::{HomeAsLeft, Nav, Screen, Stage};
use crate::page;
use crate::shelf::{Library, is_found_by};
use crate::store::Store;
use crate::strings;

/// As many lines as are shown at first.
const FIRST: usize = 10;
/// For how long what is to come presses.
const SOON: Days = Days::new(14);

/// What is due and late, the soonest first; nothing where nothing is. About everybody, as far as it is sought, by [rank](Rank), and at first only
/// [what presses](pressing).
#[component]
pub(super) fn DueList(nav: Nav, store: Store, #[prop(optional, into)] child: Option<String>) -> impl IntoView {
    let one = child.is_some();
    let HomeAsLeft { sought, all_due, .. } = nav.home_as_left;
    let all = Memo::new(move |_| {
        store.library.with(|library| {
            store
                .reports
                .with_value(|reports| due(library, child.as_deref(), day(), reports))
        })
    });
    let found = Memo::new(move |_| {
        let is_sought = |to_do: &ToDo| {
            let whose = store.library.with(|library| whose(library, to_do));
            sought.with(|sought| is_found_by(&whose.unwrap_or_default(), sought))
        };
        let mut found: Vec<_> = all.with(|all| all.iter().filter(|to_do| one || is_sought(to_do)).cloned().collect());
        if !one {
            found.sort_by_key(|to_do| rank(to_do, day()));
        }
        found
    });
    let first = Memo::new(move |_| {
        found.with(|found| pressing(&found.iter().map(|to_do| rank(to_do, day())).collect::<Vec<_>>()))
    });
    let shown = move || {
        let mut shown = found.get();
        if !one && !all_due.get() {
            shown.truncate(first.get());
        }
        shown
    };
    let rest = move || (!one && !all_due.get() && first.get() < found.with(Vec::len)).then(|| found.with(Vec::len));
    let show_all = move |_| {
        all_due.set(true);
        // The button goes with being pressed.
        page::focus_later(line_id(first.get_untracked()));
    };
    view! {
        <section class="dues" hidden=move || found.with(Vec::is_empty) aria-labelledby="dues">
            <h2 class="govuk-heading-m" id="dues">{strings::WHEN_DUE}</h2>
            <ul class="dues__list">
                {move || shown().into_iter().enumerate().map(|(place, to_do)| due_line(nav, store, (place, to_do), one)).collect_view()}
            </ul>
            {move || {
                (rest().is_some() && first.get() == 0)
                    .then(|| view! { <p class="govuk-body">{strings::home::NOTHING_PRESSES}</p> })
            }}
            {move || {
                rest()
                    .map(|count| {
                        view! {
                            <button type="button" class="govuk-button govuk-button--secondary" on:click=show_all>{strings::home::show_all(count)}</button>
                        }
                    })
            }}
        </section>
    }
}

/// Where a line about somebody stands among those about everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is late, or comes within the next [days](SOON).
    Presses,
    /// It should have been done by now, and may be recorded elsewhere: where only visits are written here, each child has some.
    Elsewhere,
    /// There is time.
    Later,
}

fn rank(to_do: &ToDo, today: NaiveDate) -> Rank {
    let late = to_do.due.state == DeadlineState::Late;
    let elsewhere = late && matches!(to_do.opens, Opens::Start { recorded: false, .. });
    rank_of(to_do.due.due.map(Moment::date), elsewhere, today)
}

fn rank_of(by: Option<NaiveDate>, elsewhere: bool, today: NaiveDate) -> Rank {
    let until = today.checked_add_days(SOON).unwrap_or(today);
    match by {
        Some(_) if elsewhere => Rank::Elsewhere,
        Some(by) if by <= until => Rank::Presses,
        _ => Rank::Later,
    }
}

/// How many lines are shown at first: those for which there is no time, but no more than a person looks through. A list that is no longer
/// than that anyway is shown whole.
fn pressing(ranks: &[Rank]) -> usize {
    if ranks.len() <= FIRST {
        return ranks.len();
    }
    let pressing = ranks.iter().filter(|rank| **rank != Rank::Later);
    pressing.count().min(FIRST)
}

/// The id of what opens a line.
fn line_id(place: usize) -> String {
    format!("due-{place}")
}

fn due_line(nav: Nav, store: Store, (place, to_do): (usize, ToDo), one: bool) -> impl IntoView {
    let late = to_do.due.state == DeadlineState::Late;
    let (class, state) = match &to_do.opens {
        // It may have been done, and be recorded elsewhere.
        Opens::Start { recorded: false, .. } => ("tag tag--due", strings::NOT_RECORDED_HERE),
        _ if late => ("tag tag--breached", strings::LATE),
        _ => ("tag tag--due", strings::DUE),
    };
    let day = to_do.due.due.map(words::moment).unwrap_or_default();
    let reference = store
        .library
        .with_untracked(|library| whose(library, &to_do).filter(|_| !one));
    let words = match &to_do.opens {
        Opens::Record(_) => strings::home::open_form(&to_do.title),
        Opens::Start { .. } => strings::home::start_form(&to_do.title),
    };
    let (opens, child) = (to_do.opens, to_do.child);
    let open = move |_| match &opens {
        Opens::Record(id) => nav.go(Screen::Record(id.clone(), Stage::Form)),
        Opens::Start { form, .. } => {
            let of = child
                .as_ref()
                .and_then(|id| store.library.with_untracked(|library| library.child(id).cloned()));
            if let Some(child) = of {
                start_about(nav, store, &child, form);
            }
        }
    };
    view! {
        <li class="dues__item">
            <p class="dues__day"><span class=class>{state}</span> " " <span class="dues__date">{day}</span></p>
            <p class="dues__what">{reference.map(|reference| view! { <strong>{reference}</strong> ": " })} {to_do.due.message}</p>
            <button type="button" class="link-button" id=line_id(place) on:click=open>{words}</button>
        </li>
    }
}

/// The reference of the child whom it is about, filed or named in the record alone.
fn whose(library: &Library, to_do: &ToDo) -> Option<String> {
    let child = to_do.child.as_ref().and_then(|id| library.child(id));
    match (child, &to_do.opens) {
        (Some(child), _) => Some(child.reference.clone()),
        (None, Opens::Record(id)) => library.entry(id).and_then(|entry| entry.reference()).map(str::to_owned),
        (None, Opens::Start { .. }) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(presses: usize, elsewhere: usize, later: usize) -> usize {
        let ranks = [
            vec![Rank::Presses; presses],
            vec![Rank::Elsewhere; elsewhere],
            vec![Rank::Later; later],
        ];
        pressing(&ranks.concat())
    }

    #[test]
    fn what_may_be_recorded_elsewhere_stands_below_what_is_late_here_and_above_what_has_time() {
        let day = |day: &str| -> NaiveDate { day.parse().expect("a day") };
        let rank = |by: &str, elsewhere| rank_of(Some(day(by)), elsewhere, day("2026-09-02"));
        assert_eq!(rank("2026-09-01", false), Rank::Presses);
        assert_eq!(rank("2026-09-16", false), Rank::Presses);
        assert_eq!(rank("2026-09-17", false), Rank::Later);
        assert_eq!(rank("2025-12-29", true), Rank::Elsewhere);
        let mut all = [Rank::Later, Rank::Elsewhere, Rank::Presses];
        all.sort_unstable();
        assert_eq!(all, [Rank::Presses, Rank::Elsewhere, Rank::Later]);
    }

    #[test]
    fn a_short_list_is_shown_whole_and_of_a_long_one_what_presses() {
        assert_eq!(first(0, 0, 0), 0);
        assert_eq!(first(0, 0, 10), 10);
        assert_eq!(first(4, 3, 2), 9);
        assert_eq!(first(4, 3, 30), 7);
        assert_eq!(first(8, 8, 30), 10);
        assert_eq!(first(0, 0, 11), 0);
    }
}
