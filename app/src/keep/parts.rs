//! What the screens about keeping have in common.

use leptos::html;
use leptos::prelude::*;

use super::{Keep, Page};
use crate::device::Notice;
use crate::header::Header;
use crate::page;
use crate::strings;
use crate::strings::keep as words;
use crate::training::Entry as TrainingEntry;
use crate::update::Update;

/// What went wrong with a form, after GOV.UK's pattern: the same words in the summary and at the field.
#[component]
pub(super) fn Problem(
    /// The id of the field to go to.
    field: &'static str,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let id = format!("{field}-problem");
    let focus = id.clone();
    Effect::new(move || {
        if problem.with(Option::is_some) {
            page::focus_later(focus.clone());
        }
    });
    move || {
        let id = id.clone();
        problem.get().map(|said| {
            view! {
                <div class="govuk-error-summary" id=id tabindex="-1">
                    <div role="alert">
                        <h2 class="govuk-error-summary__title">{strings::PROBLEM}</h2>
                        <div class="govuk-error-summary__body">
                            <a
                                href=format!("#{field}")
                                on:click=move |event| {
                                    event.prevent_default();
                                    page::focus_later(field);
                                }
                            >
                                {said}
                            </a>
                        </div>
                    </div>
                </div>
            }
        })
    }
}

/// A field for a passphrase. It stays a password field for ever: what was typed into a text field is written to the disk by the browser.
/// So it is shown beside the field instead.
#[component]
pub(crate) fn PassphraseField(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    /// `new-password` or `current-password`, so that password managers know what to do.
    autocomplete: &'static str,
    value: RwSignal<String>,
    #[prop(optional)] problem: Option<RwSignal<Option<String>>>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let element = NodeRef::<html::Input>::new();
    Effect::new(move || {
        let wanted = value.get();
        if let Some(input) = element.get().filter(|input| input.value() != wanted) {
            input.set_value(&wanted);
        }
    });
    let said = move || problem.and_then(|problem| problem.get());
    view! {
        <div class="govuk-form-group" class:govuk-form-group--error=move || said().is_some()>
            <label class="govuk-label govuk-label--s" for=id>{label}</label>
            {hint.map(|hint| view! { <div class="govuk-hint" id=format!("{id}-hint")>{hint}</div> })}
            {move || said().map(|said| view! { <p class="govuk-error-message" id=format!("{id}-error")>{said}</p> })}
            <input
                class="govuk-input passphrase"
                type="password"
                id=id
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                {..crate::controls::uncorrected()}
                aria-describedby=move || {
                    let parts = [hint.map(|_| format!("{id}-hint")), said().map(|_| format!("{id}-error"))];
                    let parts: Vec<String> = parts.into_iter().flatten().collect();
                    (!parts.is_empty()).then(|| parts.join(" "))
                }
                node_ref=element
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button
                type="button"
                class="link-button"
                aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { words::HIDE_IT } else { words::SHOW }}
            </button>
            <Show when=move || shown.get()>
                <p class="govuk-body">
                    {words::YOU_TYPED} " " <bdi class="passphrase-shown">{move || value.get()}</bdi>
                </p>
            </Show>
        </div>
    }
}

/// A field for the PIN of this session.
#[component]
pub(super) fn PinField(value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for="pin">{words::PIN}</label>
            <div class="govuk-hint" id="pin-hint">{words::PIN_HINT}</div>
            <input
                class="govuk-input govuk-input--width-10"
                type="password"
                inputmode="numeric"
                id="pin"
                autocomplete="off"
                {..crate::controls::uncorrected()}
                spellcheck="false"
                aria-describedby="pin-hint"
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}

/// The way in without keeping anything.
#[component]
pub(super) fn Without(keep: Keep) -> impl IntoView {
    view! {
        <section class="without">
            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| keep.enter_without()>{words::WITHOUT}</button>
            <p class="govuk-body">{words::WITHOUT_WHAT}</p>
            <TrainingEntry />
        </section>
    }
}

/// A page with a heading, some words, and the way in without keeping anything.
#[component]
pub(super) fn Plain(keep: Keep, title: &'static str, words: Vec<&'static str>, wipe: bool) -> impl IntoView {
    page::name(&[title]);
    page::focus_later("plain");
    let words: Vec<_> = words
        .into_iter()
        .map(|words| view! { <p class="govuk-body">{words}</p> })
        .collect();
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start" id="main">
            <h1 class="govuk-heading-l" id="plain" tabindex="-1">{title}</h1>
            <Notice />
            {words}
            <Without keep />
            {wipe.then(|| view! { <WipeLink keep /> })}
            <Update />
        </main>
    }
}

/// The way to deleting everything.
#[component]
pub(super) fn WipeLink(keep: Keep) -> impl IntoView {
    view! {
        <button type="button" class="link-button" on:click=move |_| keep.page.set(Some(Page::Wipe))>{crate::strings::keep::WIPE}</button>
        <Show when=move || keep.page.get() == Some(Page::Wipe) && !keep.at_work()>
            <super::wipe::Wipe keep />
        </Show>
    }
}
