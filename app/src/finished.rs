//! A record that no longer changes: signed, or written by a later version of Wayhome.

use leptos::prelude::*;

use crate::cautions::{exercise, of_age};
use crate::drawing::Drawn;
use crate::header::Header;
use crate::leave::Leave;
use crate::nav::Screen;
use crate::page;
use crate::sending::SendRecord;
use crate::shelf::{Mark, Party};
use crate::strings;
use crate::summary::{Summary, on_paper};
use crate::work::Work;

/// The record as it was signed, and the ways to leave with it.
#[component]
pub(crate) fn Finished(work: Work) -> impl IntoView {
    let title = work.model().plan().title().to_owned();
    page::name(&[strings::SIGNED_RECORD, &title]);
    page::focus_later("finished");
    let signed = work.signed();
    let read_only = signed.is_none();
    let visit = work.model().plan().form() == "visit" && work.entry().child.is_some();
    let replaced = work
        .store()
        .library
        .with_untracked(|library| library.replaced(&work.id()));
    let signature = signed.map(|signed| {
        view! {
            <section class="signatures" aria-labelledby="signatures">
                <h2 class="govuk-heading-m" id="signatures">{strings::SIGNATURES}</h2>
                <p class="govuk-body">{work.signed_words()}</p>
                {party(&signed.by)}
                {signed.young_person.as_ref().map(|party| view! { <h3 class="govuk-heading-s">{strings::YOUNG_PERSON}</h3> {self::party(party)} })}
            </section>
        }
    });
    view! {
        <Header about=work.about()>
            <button type="button" class="top__button" on:click=move |_| work.nav().leave_record()>{strings::CLOSE}</button>
        </Header>
        <main class="govuk-width-container govuk-main-wrapper pages" id="main">
            <p class="only-print personal">{strings::PERSONAL_DATA}</p>
            <h1 class="govuk-heading-l" id="finished" tabindex="-1">
                <span class="only-screen">{if read_only { strings::READ_ONLY } else { strings::SIGNED_RECORD }}</span>
                <span class="only-print">{title}</span>
            </h1>
            {on_paper(work)}
            <Show when=move || read_only>
                <p class="govuk-body">{strings::READ_ONLY_WHY}</p>
            </Show>
            {exercise(work)}
            {signature}
            <div class="only-print">{of_age(work)}</div>
            <div class="only-screen">
                <SendRecord work />
                <Leave work />
                <Show when=move || !read_only>
                    <section class="leave">
                        <h2 class="govuk-heading-m">{strings::AFTER_SIGNING}</h2>
                        <p class="govuk-body">{if replaced { strings::REPLACED } else { strings::NEW_VERSION_WHY }}</p>
                        <div class="govuk-button-group">
                            <Show when=move || !replaced>
                                <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| work.new_version()>
                                    {strings::NEW_VERSION}
                                </button>
                            </Show>
                            <Show when=move || visit>
                                <button
                                    type="button"
                                    class="govuk-button govuk-button--secondary"
                                    on:click=move |_| work.nav().go(Screen::Sibling(work.id()))
                                >
                                    {strings::SIBLING}
                                </button>
                            </Show>
                        </div>
                    </section>
                </Show>
            </div>
            <Summary work change=false />
        </main>
    }
}

fn party(party: &Party) -> AnyView {
    let name = party.name.clone();
    match &party.mark {
        Mark::Drawn(path) => view! {
            <Drawn path=path.clone() label=strings::signature_of(&name) />
            <p class="govuk-body">{name}</p>
        }
        .into_any(),
        Mark::Typed => view! { <p class="govuk-body">{strings::signed_typed(&name)}</p> }.into_any(),
        Mark::AgreedVerbally => view! { <p class="govuk-body">{strings::agreed_verbally(&name)}</p> }.into_any(),
        Mark::Declined => view! { <p class="govuk-body">{strings::declined(&name)}</p> }.into_any(),
    }
}
