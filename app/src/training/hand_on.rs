//! Handing on by a link: a scenario, or a procedure that was opened.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::parts::button;
use super::{link, packed};
use crate::clipboard::copied;
use crate::controls::uncorrected;
use crate::strings::training as words;

/// What is said of a link that was asked for, and the link.
#[derive(Clone, Copy)]
pub(super) struct HandOn {
    pub(super) said: RwSignal<&'static str>,
    address: RwSignal<String>,
}

impl HandOn {
    pub(super) fn new() -> Self {
        Self {
            said: RwSignal::new(""),
            address: RwSignal::default(),
        }
    }

    /// Makes the link to a text and copies it, or says what to do instead.
    pub(super) fn copy(self, text: String, too_long: &'static str) {
        self.address.set(String::new());
        spawn_local(async move {
            let said = match made(&text).await {
                None => words::NO_LINKS,
                Some(link) if link.is_empty() => too_long,
                Some(link) => {
                    let copied = copied(&link).await.is_some();
                    self.address.try_set(link);
                    if copied {
                        words::LINK_COPIED
                    } else {
                        words::LINK_NOT_COPIED
                    }
                }
            };
            self.said.try_set(said);
        });
    }

    /// The button, for what is not being written.
    pub(super) fn button(self, label: &str, text: String, too_long: &'static str) -> AnyView {
        button(label, "link-button", move || self.copy(text.clone(), too_long))
    }

    /// What became of it, and the link where there is one.
    pub(super) fn shown(self, id: &'static str, label: &'static str, hint: &'static str) -> AnyView {
        let said = self.said;
        let shown = move || {
            let link = self.address.get();
            (!link.is_empty()).then(|| {
                view! {
                    <div class="govuk-form-group">
                        <label class="govuk-label govuk-label--s" for=id>
                            {label} <span class="govuk-hint training__hint">{hint}</span>
                        </label>
                        <input class="govuk-input" id=id readonly=true autocomplete="off" {..uncorrected()} spellcheck="false" value=link />
                    </div>
                }
                .into_any()
            })
        };
        view! { <p class="govuk-body" role="status">{said}</p> {shown} }.into_any()
    }
}

/// The link to a text: `None` where the browser cannot make one, empty where it would be too long or hold too much to be opened again.
async fn made(text: &str) -> Option<String> {
    if text.len() > packed::LARGEST {
        return Some(String::new());
    }
    let link = link::carrying(&packed::pack(text).await?);
    Some(link).map(|link| {
        if link.len() > packed::LONGEST {
            String::new()
        } else {
            link
        }
    })
}
