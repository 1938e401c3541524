//! Taking a record along as another system, or somebody without Wayhome, can use it. What a file cannot carry is said before it goes.

mod asking;
mod target;

use leptos::prelude::*;
use wayhome_export::Target;

use crate::deployment::Deployment;
use crate::download::hand_over_as;
use crate::record_file;
use crate::strings;
use crate::strings::taking as words;
use crate::work::Work;

pub(crate) use asking::Asking;
pub(crate) use target::{Made, document};

/// Made, and not gone yet.
type Chosen = Option<(String, Made)>;

/// A button for each thing that a record can be taken along as.
#[component]
pub(crate) fn OtherWays(work: Work) -> impl IntoView {
    let chosen = RwSignal::new(None::<(String, Made)>);
    let said = RwSignal::new(None::<String>);
    let mapping = use_context::<Deployment>().map(|deployment| deployment.mapping);
    let button = move |to: Option<Target<'static>>, name: String| {
        let shown = name.clone();
        let take = move |_| {
            let mapping = mapping.and_then(|mapping| mapping.get_untracked());
            let made = work.outgoing(|outgoing| target::made(to, outgoing, mapping.as_deref()));
            match made {
                Ok(made) => {
                    said.set(None);
                    chosen.set(Some((name.clone(), made)));
                }
                Err(why) => said.set(Some(why)),
            }
        };
        view! { <button type="button" class="govuk-button govuk-button--secondary" on:click=take>{shown}</button> }
            .into_any()
    };
    let always: Vec<_> = words::WAYS
        .into_iter()
        .map(|(to, name)| button(Some(to), name.to_owned()))
        .collect();
    let plan = work.model().plan();
    let (procedure, form) = (plan.procedure().id.clone(), plan.form().to_owned());
    let own = move || {
        let mapping = mapping?.get()?;
        let takes = mapping.procedure == procedure && mapping.forms.contains(&form);
        takes.then(|| button(None, mapping.title.clone()))
    };
    view! {
        <details class="why">
            <summary>{words::OTHER_WAYS}</summary>
            <p class="govuk-body">{words::OTHER_WAYS_WHAT}</p>
            <div class="govuk-button-group">{own} {always}</div>
            <p class="asking__said" role="status">{said}</p>
        </details>
        {before_it_goes(work, chosen)}
    }
}

/// What is said before a file goes: what it cannot carry, and what to take care of.
fn before_it_goes(work: Work, chosen: RwSignal<Chosen>) -> AnyView {
    let shown = Signal::derive(move || chosen.with(Option::is_some));
    let close = Callback::new(move |()| chosen.set(None));
    view! {
        <Asking shown close id="before-taking" title=strings::BEFORE_DOWNLOAD>
            {move || chosen.get().map(|(name, made)| about(work, &name, made))}
        </Asking>
    }
    .into_any()
}

fn about(work: Work, name: &str, made: Made) -> AnyView {
    let several = made.files.len() > 1;
    let stem = record_file::stem(work.model());
    let buttons: Vec<_> = made
        .files
        .into_iter()
        .map(|file| {
            let label = if several {
                words::download(&file.end)
            } else {
                strings::DOWNLOAD.to_owned()
            };
            let gone = RwSignal::new(false);
            let name = format!("{stem}{}", file.end);
            let take = move |_| gone.set(hand_over_as(&name, file.kind, file.text.as_bytes()));
            view! {
                <button type="button" class="govuk-button" on:click=take>
                    {label}
                    {move || gone.get().then_some(words::GONE)}
                </button>
            }
        })
        .collect();
    view! {
        <p class="govuk-body"><strong>{name.to_owned()}</strong></p>
        <p class="govuk-body">{strings::BEFORE_DOWNLOAD_WHY}</p>
        <p class="govuk-body">{strings::BEFORE_DOWNLOAD_DO}</p>
        {losses(made.lost)}
        <p class="govuk-hint">{made.tried}</p>
        <div class="govuk-button-group" role="status">{buttons}</div>
    }
    .into_any()
}

/// What something cannot carry, field by field.
pub(crate) fn losses(lost: Vec<String>) -> AnyView {
    let title = words::lost(lost.len());
    if lost.is_empty() {
        return view! { <p class="govuk-body">{title}</p> }.into_any();
    }
    view! {
        <h3 class="govuk-heading-s">{title}</h3>
        {lines(lost)}
    }
    .into_any()
}

/// The same beside what does it at once, folded away: "Print: 3 things are not carried".
pub(crate) fn folded_losses(what: &str, lost: Vec<String>) -> AnyView {
    let title = words::lost_of(what, lost.len());
    if lost.is_empty() {
        return view! { <p class="govuk-body">{title}</p> }.into_any();
    }
    view! { <details class="why"><summary>{title}</summary>{lines(lost)}</details> }.into_any()
}

fn lines(lost: Vec<String>) -> AnyView {
    let lines: Vec<_> = lost.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    // It may be long: it scrolls by itself, and the keyboard has to get there for that.
    view! { <ul class="govuk-list govuk-list--bullet losses" tabindex="0" aria-label=words::LOST>{lines}</ul> }
        .into_any()
}
