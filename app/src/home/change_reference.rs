//! Putting a child's reference right.

use leptos::prelude::*;
use wayhome_engine::Kind;
use web_sys::SubmitEvent;

use crate::ask::{Asked, ErrorSummary};
use crate::page;
use crate::shelf::Child;
use crate::store::Store;
use crate::strings;

/// A button, and behind it the reference to be changed.
///
/// Records that were started keep the reference that they have: a signed one does not change, and an open one may be open elsewhere. How
/// many say another stands beside it.
#[component]
pub(crate) fn ChangeReference(
    store: Store,
    /// The child, as it is now.
    child: Signal<Option<Child>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let reference = Asked::new("reference", None);
    let change = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(child) = child.get_untracked() else { return };
        if !store.is_new(reference, (&child.procedure, Some(&child.id))) {
            page::name(&[&format!("{}{}", strings::ERROR, strings::home::CHILD)]);
            page::focus_later("reference-problem");
            return;
        }
        store.keep_child(child.called(&reference.text()));
        close(open);
    };
    let begin = move |_| {
        let now = child.with_untracked(|child| child.as_ref().map(|child| child.reference.clone().into()));
        reference.answer.set(now);
        reference.error.set(None);
        open.set(true);
        page::focus_question_later("reference");
    };
    let differing = move || {
        let child = child.get()?;
        let differ = store.library.with(|library| library.saying_another_reference(&child));
        (differ > 0).then(|| view! { <p class="govuk-inset-text">{strings::home::other_references(differ)}</p> })
    };
    view! {
        {move || {
            if !open.get() {
                return view! {
                    <p class="child-reference">
                        <button type="button" class="link-button" on:click=begin>{strings::home::CHANGE_REFERENCE}</button>
                    </p>
                }
                    .into_any();
            }
            view! {
                <form class="add-child" novalidate autocomplete="off" on:submit=change>
                    <ErrorSummary id="reference-problem" asked=vec![reference] />
                    {reference.view(strings::home::REFERENCE, Some(strings::home::REFERENCE_HINT), Kind::Text { long: false }, &[])}
                    <div class="govuk-button-group">
                        <button type="submit" class="govuk-button">{strings::home::CHANGE_REFERENCE}</button>
                        <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| close(open)>
                            {strings::home::CANCEL}
                        </button>
                    </div>
                </form>
            }
                .into_any()
        }}
        {differing}
    }
}

/// Back to the child's page, at its heading.
fn close(open: RwSignal<bool>) {
    open.set(false);
    page::name(&[strings::home::CHILD]);
    page::focus_later("home");
}
