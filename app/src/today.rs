//! The day on which a record is checked, and the time at which it is kept: the only clock in the app.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Date;
use leptos::prelude::*;

/// Today's date where the person is.
pub(crate) fn today() -> NaiveDate {
    now().date()
}

/// Today's date for what is on the screen: it changes when the page is shown again or touched on another day.
#[derive(Clone, Copy)]
pub(crate) struct Day(RwSignal<NaiveDate>);

impl Day {
    /// Looks at the clock for as long as the owner lives, and tells whoever asks for the [`shown`](Self::shown) day.
    pub(crate) fn provide() {
        let day = Self(RwSignal::new(today()));
        let listen = |event| {
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&window(), event, options, move |_| {
                let now = today();
                if day.0.try_get_untracked().is_some_and(|shown| shown != now) {
                    day.0.set(now);
                }
            })
        };
        // `visibilitychange` is the document's, and comes by here.
        let events = [
            "visibilitychange",
            "pageshow",
            "focus",
            "pointerdown",
            "keydown",
            "input",
        ];
        let listeners = StoredValue::new_local(events.map(listen).into_iter().collect::<Vec<_>>());
        on_cleanup(move || drop(listeners.try_update_value(std::mem::take)));
        provide_context(day);
    }

    /// Today's date. Tracked.
    pub(crate) fn shown() -> NaiveDate {
        use_context::<Self>().map_or_else(today, |day| day.0.get())
    }
}

/// The date and time where the person is, to the second.
pub(crate) fn now() -> NaiveDateTime {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    // JavaScript counts months from 0.
    let day = NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default();
    let time = NaiveTime::from_hms_opt(now.get_hours(), now.get_minutes(), now.get_seconds()).unwrap_or_default();
    day.and_time(time)
}
