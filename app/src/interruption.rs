//! A question in between, before something that cannot be taken back.

use leptos::html;
use leptos::prelude::*;

use crate::page;
use crate::strings;

/// What is in every dialog besides: nothing beside a dialog takes a touch. Training has none.
#[derive(Clone, Copy)]
pub(crate) struct InEveryDialog(pub(crate) fn() -> AnyView);

/// It, where there is any.
pub(crate) fn in_every_dialog() -> Option<AnyView> {
    use_context::<InEveryDialog>().map(|within| within.0())
}

/// A dialog that is shown, above everything else, as long as it is to be.
pub(crate) fn opening(shown: Signal<bool>) -> NodeRef<html::Dialog> {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (shown.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => {
                dialog.close();
                page::settle();
            }
            _ => {}
        }
    });
    dialog
}

/// What a person is asked before it is done.
#[component]
pub(crate) fn Interruption(
    /// Is it on the screen? Put out when answered.
    shown: RwSignal<bool>,
    /// The start of the ids of its parts.
    id: &'static str,
    title: &'static str,
    /// What it is about, by name.
    #[prop(optional, into)]
    about: Signal<String>,
    words: [&'static str; 2],
    go_on: &'static str,
    /// Does going on delete something?
    #[prop(optional)]
    deletes: bool,
    /// What is done if the person goes on.
    done: Callback<()>,
) -> impl IntoView {
    let dialog = opening(shown.into());
    let words: Vec<_> = words
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(|words| view! { <p class="govuk-body">{words}</p> })
        .collect();
    view! {
        <dialog class="interruption" aria-labelledby=id node_ref=dialog on:close=move |_| shown.set(false)>
            <h2 class="govuk-heading-m" id=id tabindex="-1" autofocus>{title}</h2>
            <Show when=move || about.with(|about| !about.is_empty())>
                <p class="govuk-body"><strong>{about}</strong></p>
            </Show>
            {words}
            <div class="govuk-button-group">
                <button
                    type="button"
                    class="govuk-button"
                    class:govuk-button--warning=deletes
                    on:click=move |_| {
                        shown.set(false);
                        done.run(());
                    }
                >
                    {go_on}
                </button>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| shown.set(false)>{strings::GO_BACK}</button>
            </div>
            {in_every_dialog()}
        </dialog>
    }
}
