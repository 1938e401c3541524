//! What the screens about keeping have in common.

use leptos::prelude::*;

use super::watch::uncover;
use super::{Keep, Page};
use crate::device::Notice;
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;
use crate::training::Entry as TrainingEntry;
use crate::update::Update;

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
    // A page that was covered while out of sight no longer watches; here is nothing to be covered.
    uncover();
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
        <button type="button" class="link-button" on:click=move |_| keep.page.set(Some(Page::Wipe))>{words::WIPE}</button>
        <Show when=move || keep.page.get() == Some(Page::Wipe) && !keep.at_work()>
            <super::wipe::Wipe keep />
        </Show>
    }
}
