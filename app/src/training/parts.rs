//! What the training screens are built from.

use leptos::prelude::*;
use wayhome_engine::{Approval, Citation, Due, Finding, Procedure, State, words as english};
use wayhome_training::{Voice, is_open, voices};

use crate::strings;
use crate::strings::training as words;
use crate::today::today;

/// A paragraph.
pub(super) fn text(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <p class="govuk-body">{words}</p> }.into_any()
}

/// A heading within a screen.
pub(super) fn heading(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <h2 class="govuk-heading-m">{words}</h2> }.into_any()
}

/// A second button, beside the one that leads on.
pub(super) const SECOND: &str = "govuk-button govuk-button--secondary";

/// A button.
pub(super) fn button(label: &str, class: &'static str, act: impl Fn() + 'static) -> AnyView {
    boxed_button(label.to_owned(), class, Box::new(act))
}

/// One function for all buttons, and not one for each.
fn boxed_button(label: String, class: &'static str, act: Box<dyn Fn()>) -> AnyView {
    view! { <button type="button" class=class on:click=move |_| act()>{label}</button> }.into_any()
}

/// A list; nothing where it is empty.
pub(super) fn list(items: Vec<AnyView>) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    view! { <ul class="training__list">{items}</ul> }.into_any()
}

/// What to know before relying on a procedure: how old its document is, and that nobody in practice has read the rules. Nothing where it says nothing.
pub(super) fn cautions(procedure: &Procedure) -> AnyView {
    let told = procedure.cautions.iter().cloned();
    let all: Vec<_> = told
        .chain(procedure.age_cautions(today()))
        .map(|words| view! { <li>{words}</li> })
        .collect();
    if all.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="training__cautions">
            <p class="govuk-body">{strings::BEFORE_YOU_RELY}</p>
            <ul class="govuk-list govuk-list--bullet">{all}</ul>
        </div>
    }
    .into_any()
}

/// A state in words.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Met => strings::MET,
        State::Explained => strings::EXPLAINED,
        State::Breached => strings::NOT_AS_ASKED,
        State::ToDo => strings::TO_DO,
        State::CannotTell => strings::CANNOT_TELL,
        State::NotApplicable => strings::NOTHING_NEEDED,
    }
}

/// Where something is written.
pub(super) fn cite(cite: &Citation) -> String {
    format!("{}, {}", cite.document, cite.section)
}

/// A finding with its state, its paragraph, and whether it is the law's.
pub(super) fn finding(found: &Finding, before: Option<State>) -> AnyView {
    let law = (found.source == "england").then_some(words::LAW);
    let was = before.map(|before| format!("{} {}, {} ", words::WAS, state(before), words::NOW));
    view! {
        <p class="govuk-body training__finding">
            <strong>{found.rule.clone()} " "</strong>
            <span class="training__state">{was} {state(found.state)}</span>
            {law.map(|law| view! { " " <span class="training__law">{law}</span> })}
            <br />
            {found.message.clone()}
            <br />
            <span class="training__cite">{cite(&found.cite)}</span>
        </p>
    }
    .into_any()
}

/// What is left to put right, of one source or of all.
pub(super) fn left(found: &[Finding], source: Option<&str>) -> AnyView {
    let of = |found: &&Finding| is_open(found) && source.is_none_or(|source| found.source == source);
    let open: Vec<_> = found.iter().filter(of).map(|found| finding(found, None)).collect();
    if open.is_empty() {
        text(words::NOTHING_LEFT)
    } else {
        list(open)
    }
}

/// Findings, those of the procedure and those of the law beside each other.
pub(super) fn findings(found: &[Finding]) -> AnyView {
    let side = |law: bool| {
        let these = found.iter().filter(|found| (found.source == "england") == law);
        list(these.map(|found| finding(found, None)).collect())
    };
    view! { <div class="training__sides"><div>{side(false)}</div><div>{side(true)}</div></div> }.into_any()
}

/// Who approves, in the procedure and in law. What has just changed is marked.
pub(super) fn approvals(approvals: &[Approval], changed: &[Approval]) -> AnyView {
    let items = approvals.iter().map(|approval| {
        let law = (approval.source == "england").then_some(words::LAW);
        let new = changed
            .iter()
            .any(|now| now.source == approval.source && now.table == approval.table);
        let written = approval.cite.as_ref().map(cite);
        let why = approval
            .because
            .iter()
            .map(|because| view! { <br /><span class="training__cite">{because.clone()}</span> }.into_any());
        let why: Vec<_> = why.collect();
        view! {
            <p class="govuk-body" class:training__new=new>
                {law.map(|law| view! { <span class="training__law">{law}</span> " " })}
                {approval.message.clone()}
                {why}
                {written.map(|written| view! { <br /><span class="training__cite">{written}</span> })}
            </p>
        }
        .into_any()
    });
    list(items.collect())
}

/// What is due. What has just changed is marked.
pub(super) fn deadlines(deadlines: &[Due], changed: &[Due]) -> AnyView {
    let items: Vec<_> = deadlines
        .iter()
        .filter_map(|due| {
            let by = english::moment(due.due?);
            let new = changed.iter().any(|now| now.id == due.id && now.source == due.source);
            let words = format!("{}: {} {}", by, due.message, due.id);
            Some(view! { <p class="govuk-body" class:training__new=new>{words}</p> }.into_any())
        })
        .collect();
    if items.is_empty() {
        text(words::NOTHING_DUE)
    } else {
        list(items)
    }
}

/// A text in which somebody's own words and the writer's opinion are told apart.
pub(super) fn spoken(words: &str) -> AnyView {
    let parts = voices(words).into_iter().map(|(voice, part)| match voice {
        Voice::Quoted => view! { <span class="training__quoted" title=words::QUOTED>{part}</span> }.into_any(),
        Voice::Opinion => view! { <span class="training__opinion" title=words::OPINION>{part}</span> }.into_any(),
        Voice::Account => part.into_any(),
    });
    view! { <span class="summary__text">{parts.collect::<Vec<_>>()}</span> }.into_any()
}

/// What became of something that was asked for, said aloud as well. It is there before it says anything, or nothing would be heard.
pub(super) fn said_in(said: RwSignal<String>) -> AnyView {
    view! { <p class="govuk-body" role="status">{said}</p> }.into_any()
}

/// The name of a control, and what it is of: that is heard, and seen around it.
pub(super) struct Label {
    shown: String,
    of: String,
}

impl Label {
    pub(super) fn new(shown: &str, of: String) -> Self {
        Self {
            shown: shown.to_owned(),
            of,
        }
    }

    pub(super) fn view(self) -> AnyView {
        let Self { shown, of } = self;
        let of = (!of.is_empty()).then(|| view! { <span class="govuk-visually-hidden">": " {of}</span> });
        view! { {shown} {of} }.into_any()
    }
}

impl From<String> for Label {
    fn from(shown: String) -> Self {
        Self {
            shown,
            of: String::new(),
        }
    }
}

/// A choice between a few things, as a select. It says that nothing is chosen, where nothing is: the first thing is no answer.
pub(super) fn select(
    id: impl Into<String>,
    label: impl Into<Label>,
    options: Vec<(String, String)>,
    now: &str,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    boxed_select((id.into(), label.into()), options, now, Box::new(chosen))
}

fn boxed_select(
    (id, label): (String, Label),
    options: Vec<(String, String)>,
    now: &str,
    chosen: Box<dyn Fn(String)>,
) -> AnyView {
    let none = !options.iter().any(|(value, _)| value == now);
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == now;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id.clone()>{label.view()}</label>
            <select class="govuk-select" id=id autocomplete="off" on:change:target=move |event| chosen(event.target().value())>
                {none.then(|| view! { <option value="" selected disabled>{strings::CHOOSE}</option> })}
                {options}
            </select>
        </div>
    }
    .into_any()
}
