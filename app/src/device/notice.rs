//! Says, above everything that can be started, what this device does not let us do and what still works.

use leptos::prelude::*;

use super::{Device, Obstacle, look};
use crate::strings;

impl Obstacle {
    /// What is so, and what to do about it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::NotSecure => strings::NOT_SECURE,
            Self::NoCrypto => strings::NO_CRYPTO,
            Self::NoDatabase => strings::NO_DATABASE,
            Self::DatabaseRefuses => strings::DATABASE_REFUSES,
            Self::NoLocks => strings::NO_LOCKS,
            Self::NoRoom => strings::NO_ROOM,
        }
    }
}

/// Everything that a person is to know about a device, a paragraph each; nothing about one that does all.
fn paragraphs(device: &Device) -> Vec<&'static str> {
    let mut said: Vec<_> = device.obstacles().iter().map(|obstacle| obstacle.words()).collect();
    if !device.real_records() {
        said.extend([strings::TRY_ONLY, strings::ADD_TO_HOME_SCREEN]);
    } else if !said.is_empty() {
        said.push(strings::STILL_WORKS);
    }
    // An insecure page is told that already.
    if !device.works_offline() && device.signals().secure {
        said.push(strings::NEEDS_CONNECTION);
    }
    said
}

/// What is known of the device, for the whole app. Nothing until the browser has answered.
#[derive(Clone, Copy)]
pub(crate) struct ThisDevice(RwSignal<Option<Device>>);

impl ThisDevice {
    /// Lets every component below know, once the browser has been asked.
    pub(crate) fn provide() -> Self {
        let this = Self(RwSignal::new(None));
        provide_context(this);
        this
    }

    /// Asks the browser.
    pub(crate) async fn ask(self) -> Device {
        let device = look().await;
        drop(self.0.try_set(Some(device.clone())));
        device
    }

    /// What is known by now; a component that asks is drawn again when more is.
    pub(crate) fn known() -> Option<Device> {
        use_context::<Self>().and_then(|Self(device)| device.get())
    }

    /// Is this a place for made-up answers only? See [`Device::real_records`].
    pub(crate) fn is_for_trying_only() -> bool {
        Self::known().is_some_and(|device| !device.real_records())
    }
}

/// What this device does not let us do; nothing where it does all.
#[component]
pub(crate) fn Notice() -> impl IntoView {
    let said = Memo::new(|_| ThisDevice::known().as_ref().map(paragraphs).unwrap_or_default());
    view! {
        <Show when=move || said.with(|said| !said.is_empty())>
            <section class="govuk-inset-text" aria-labelledby="about-device" id="device">
                <h2 class="govuk-heading-s" id="about-device">{strings::ABOUT_DEVICE}</h2>
                {move || said.get().into_iter().map(|words| view! { <p class="govuk-body">{words}</p> }).collect::<Vec<_>>()}
            </section>
        </Show>
    }
}

/// Says above a form that it is no place for a real record; nothing where it is one.
#[component]
pub(crate) fn TryingOnly() -> impl IntoView {
    view! {
        <Show when=ThisDevice::is_for_trying_only>
            <aside class="trying" id="trying-only">{strings::TRYING}</aside>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Database, Signals};
    use super::*;

    const TABLET: Signals = Signals {
        secure: true,
        crypto: true,
        database: Database::Works,
        locks: true,
        worker: true,
        quota: None,
        persisted: None,
        apple_touch: false,
        standalone: false,
    };

    #[track_caller]
    fn check(signals: Signals, said: &[&str]) {
        assert_eq!(paragraphs(&Device::of(signals)), said);
    }

    #[test]
    fn a_whole_browser_is_told_nothing() {
        check(TABLET, &[]);
    }

    #[test]
    fn what_is_missing_comes_with_what_still_works() {
        check(
            Signals {
                database: Database::Missing,
                ..TABLET
            },
            &[strings::NO_DATABASE, strings::STILL_WORKS],
        );
        check(
            Signals {
                worker: false,
                ..TABLET
            },
            &[strings::NEEDS_CONNECTION],
        );
    }

    #[test]
    fn an_insecure_page_is_told_one_thing() {
        let insecure = Signals {
            secure: false,
            crypto: false,
            locks: false,
            worker: false,
            ..TABLET
        };
        check(insecure, &[strings::NOT_SECURE, strings::STILL_WORKS]);
    }

    #[test]
    fn a_tab_on_an_ipad_is_told_where_to_go() {
        check(
            Signals {
                apple_touch: true,
                ..TABLET
            },
            &[strings::TRY_ONLY, strings::ADD_TO_HOME_SCREEN],
        );
    }
}
