//! The mark beside an answer that was brought along, until somebody has looked at it.

use leptos::prelude::*;
use wayhome_engine::words;

use crate::model::Model;
use crate::page;
use crate::strings;
use crate::work::Work;

/// Where the answer comes from, and a way to say that it still holds; nothing for an answer of the record's own.
#[component]
pub(crate) fn CarriedMark(id: String, model: Model) -> impl IntoView {
    let (of, check) = (id.clone(), id);
    let kind = model.plan().question(&of).map(|(question, _)| question.kind.clone());
    let work = use_context::<Work>();
    let from = Memo::new(move |_| {
        model.carried.with(|carried| {
            carried.get(&of).filter(|carried| !carried.checked).map(|carried| {
                let (form, day) = (&carried.form, words::date(carried.on));
                if work.is_some_and(|work| work.source_differs(&of)) {
                    return strings::source_differs(form, &day);
                }
                strings::carried(form, (carried.sibling, kind.as_ref()), &day)
            })
        })
    });
    let holds = move |id: &str| {
        model.still_holds(id);
        page::focus_question_later(id);
    };
    move || {
        from.get().map(|from| {
            let (holds_of, name) = (check.clone(), model.name(&check));
            view! {
                <div class="carried">
                    <p class="carried__from">{from}</p>
                    <button type="button" class="link-button" on:click=move |_| holds(&holds_of)>
                        {strings::home::STILL_HOLDS}
                        <span class="govuk-visually-hidden">" (" {name} ")"</span>
                    </button>
                </div>
            }
        })
    }
}
