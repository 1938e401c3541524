//! How an open record stands on this device: said on each of its screens, for what is typed and signed may not have been taken.

use leptos::prelude::*;
use wayhome_vault::save_queue::Said;

use crate::keep::{NotSaved, Saved};
use crate::record_file;
use crate::work::Work;

/// "Saved on this device 14:02", for the line at the top; nothing where nothing is kept.
pub(crate) fn saved(work: Work) -> Option<AnyView> {
    let gone = work.is_gone();
    work.editing()
        .map(|editing| view! { <Saved editing gone /> }.into_any())
}

/// Is it known that it is not saved? Tracked.
pub(crate) fn is_refused(work: Work) -> Signal<bool> {
    let said = work.editing().map(|editing| editing.said());
    Signal::derive(move || said.is_some_and(|said| said.get() == Said::NotSaved))
}

/// What to do when it is not saved.
pub(crate) fn not_saved(work: Work) -> Option<AnyView> {
    let download = Callback::new(move |()| {
        if record_file::download(work) {
            work.store().downloaded(&work.id());
        }
    });
    work.editing()
        .map(|editing| view! { <div class="only-screen"><NotSaved editing download /></div> }.into_any())
}
