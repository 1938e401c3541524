//! Records that have been on the device for long.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::retention::{Retention, Standing};

use super::Keep;
use super::vaulted::{Vaulted, shelved};
use crate::home::called;
use crate::interruption::Interruption;
use crate::page;
use crate::shelf::{Document, Library};
use crate::strings;
use crate::strings::keep as words;

/// The place where it is said what became of them.
const SAID: &str = "due-said";

/// What is past the limit or soon will be, by name; nothing goes before a person says so, and what went can be put back.
#[component]
pub(super) fn Due(keep: Keep) -> impl IntoView {
    let vaulted = keep.vaulted()?;
    let (library, ageing) = ageing(&vaulted);
    if ageing.is_empty() {
        return None;
    }
    let listed = |wanted: fn(Standing) -> bool| -> Vec<String> {
        let of = ageing.iter().filter(|(_, standing)| wanted(*standing));
        of.filter_map(|(ids, _)| name(&library, ids.first()?)).collect()
    };
    let due: Vec<String> = listed(|standing| standing == Standing::Due);
    let soon: Vec<String> = ageing
        .iter()
        .filter_map(|(ids, standing)| match *standing {
            Standing::DueIn(days) => Some(words::due_in(
                &name(&library, ids.first()?)?,
                days,
                Retention::USUAL.days,
            )),
            Standing::Fresh | Standing::Due => None,
        })
        .collect();
    let past = ageing.into_iter().filter(|(_, standing)| *standing == Standing::Due);
    let going = StoredValue::new(past.map(|(ids, _)| ids).collect::<Vec<_>>());
    let asking = RwSignal::new(false);
    let gone = RwSignal::new(Vec::<Document>::new());
    let said = RwSignal::new("");
    let delete = Callback::new(move |()| {
        spawn_local(async move {
            let (went, all) = take(keep, going.get_value()).await;
            let ids = went.iter().map(|document| document.id.clone());
            keep.deleted.set(ids.collect());
            gone.try_set(went);
            said.try_set(if all { words::DUE_GONE } else { words::NOT_WIPED });
            keep.moved.update(|moved| *moved += 1);
            page::focus_later(SAID);
        });
    });
    let put_back = move |_| {
        spawn_local(async move {
            let Some(vaulted) = keep.vaulted() else { return };
            let mut left = gone.get_untracked();
            while let Some(document) = left.last() {
                if vaulted.put(&document.id, &document.body).await.is_err() {
                    // It is offered again here, and nobody else tries it.
                    vaulted.give_up(document.id.as_str());
                    said.try_set(strings::SHELF_INTERRUPTED);
                    break;
                }
                left.pop();
                said.try_set(words::DUE_BACK);
            }
            gone.try_set(left);
            keep.moved.update(|moved| *moved += 1);
            page::focus_later(SAID);
        });
    };
    let list = |names: Vec<String>| -> Vec<_> { names.into_iter().map(|name| view! { <li>{name}</li> }).collect() };
    let (count, due, soon) = (due.len(), list(due), list(soon));
    let days = Retention::USUAL.days;
    Some(view! {
        <section class="due" aria-labelledby="due">
            <h2 class="govuk-heading-m" id="due">{words::RECORDS_DUE}</h2>
            <ul class="govuk-list">{soon}</ul>
            <div hidden=move || count == 0 || !said.get().is_empty()>
                <p class="govuk-body">{words::due(count, days)}</p>
                <ul class="govuk-list govuk-list--bullet">{due}</ul>
                <button type="button" class="govuk-button govuk-button--warning" on:click=move |_| asking.set(true)>{words::DELETE_DUE}</button>
            </div>
            <p class="govuk-body" role="status" id=SAID tabindex="-1">{said}</p>
            <Show when=move || gone.with(|gone| !gone.is_empty())>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=put_back>{strings::home::PUT_BACK}</button>
            </Show>
            <Interruption
                shown=asking
                id="before-delete-due"
                title=words::BEFORE_DELETE_DUE
                words=[words::BEFORE_DELETE_DUE_WHY, ""]
                go_on=words::DELETE_DUE
                deletes=true
                done=delete
            />
        </section>
    })
}

fn documents(vaulted: &Vaulted) -> Vec<Document> {
    vaulted.opened().documents.iter().map(shelved).collect()
}

/// The children and records that were there when the vault was last read.
pub(super) fn library(vaulted: &Vaulted) -> Library {
    Library::read(&documents(vaulted))
}

/// What has been there for long and a person knows by a name. What this version cannot open stays as it is.
pub(super) fn ageing(vaulted: &Vaulted) -> (Library, Vec<(Vec<String>, Standing)>) {
    let library = library(vaulted);
    let is_known = |ids: &[String]| ids.first().is_some_and(|id| name(&library, id).is_some());
    let ageing = vaulted.ageing().into_iter().filter(|(ids, _)| is_known(ids)).collect();
    (library, ageing)
}

/// What a person knows a child or a record by; nothing of what goes along with one.
pub(super) fn name(library: &Library, id: &str) -> Option<String> {
    let child = || Some(words::due_child(&library.child(id)?.reference));
    let record = library.entry(id).map(|entry| called(library, entry));
    record.or_else(child)
}

/// Takes documents away, each with what goes along with it, but for what is open in another tab: those that went, and whether that is all of them.
async fn take(keep: Keep, groups: Vec<Vec<String>>) -> (Vec<Document>, bool) {
    let (mut went, mut all) = (Vec::new(), true);
    let Some(vaulted) = keep.vaulted() else {
        return (went, false);
    };
    let documents = documents(&vaulted);
    for ids in groups {
        if keep.is_open_elsewhere(&ids).await {
            all = false;
            continue;
        }
        if vaulted.remove(&ids).await.is_err() {
            all = false;
            continue;
        }
        for id in ids {
            keep.abandon(&id);
            went.extend(documents.iter().find(|document| document.id == id).cloned());
        }
    }
    (went, all)
}
