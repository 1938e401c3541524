//! Wayhome in the browser: a person chooses a procedure and a form, fills it in, and sees beside it what the procedure and the law ask.
//!
//! The app shows, and decides nothing: every rule, condition and date is the engine's. One [`model::Model`] holds the session; each
//! question and each finding has a signal of its own, written only from what the session says has changed.

#![expect(
    unreachable_pub,
    reason = "Leptos's `#[component]` writes `pub` where a component is `pub(crate)`"
)]
#![expect(
    clippy::must_use_candidate,
    reason = "Leptos's `#[component]` leaves no room for `#[must_use]`"
)]

mod announce;
mod approvals;
mod controls;
mod deadlines;
pub mod device;
mod findings;
mod form;
mod header;
mod interruption;
pub mod items;
pub mod model;
mod page;
mod question;
mod record_file;
pub mod recovery;
mod sections;
mod start;
pub mod strings;
mod today;
mod update;

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::{Plan, Record};

use crate::device::{ThisDevice, TryingOnly};
use crate::form::Form;
use crate::start::Start;

/// What is on the screen.
#[derive(Clone)]
pub enum Screen {
    /// Choosing a procedure and a form, or a saved record.
    Start,
    /// Filling in a form.
    Form(Opening),
}

/// A record that is being opened, empty or saved.
#[derive(Clone)]
pub struct Opening {
    /// The form, with the law beneath it.
    pub plan: Arc<Plan>,
    /// What is answered already.
    pub record: Record,
    /// What the person is to know about it: made under another edition of the procedure, say.
    pub notice: Option<String>,
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    ThisDevice::provide();
    view! { <Shown screen=RwSignal::new(Screen::Start) /> }
}

/// Whatever is on the screen.
#[component]
pub fn Shown(
    /// What that is; a screen writes here what comes after it.
    screen: RwSignal<Screen>,
) -> impl IntoView {
    view! {
        {move || match screen.get() {
            Screen::Start => view! { <Start screen /> }.into_any(),
            Screen::Form(opening) => {
                view! {
                    <TryingOnly />
                    <Form opening screen />
                }
                    .into_any()
            }
        }}
    }
}
