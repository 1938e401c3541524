//! The question before a record, or a child with all records, is deleted.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cards::called;
use crate::interruption::Interruption;
use crate::js;
use crate::keep::Keep;
use crate::page;
use crate::sending::Sender;
use crate::shelf::Library;
use crate::store::Store;
use crate::strings;

/// Where it is said that something was not deleted.
const NOT_DELETED: &str = "not-deleted";

/// What a person has asked to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A record, by its id.
    Record(String),
    /// A child, by its id, with all records.
    Child(String),
}

impl What {
    /// What tells it from everything else.
    fn called(&self, library: &Library) -> Option<String> {
        match self {
            Self::Record(id) => library.entry(id).map(|entry| called(library, entry)),
            Self::Child(id) => {
                let records = library.entries_of(Some(id)).count();
                let child = library.child(id)?;
                Some(strings::home::child_and_records(&child.reference, records))
            }
        }
    }

    /// The records that go with it.
    fn records(&self, library: &Library) -> Vec<String> {
        match self {
            Self::Record(id) => vec![id.clone()],
            Self::Child(id) => library.entries_of(Some(id)).map(|entry| entry.id.clone()).collect(),
        }
    }
}

/// What a person has asked to delete, and what became of it.
#[derive(Clone, Copy)]
pub(crate) struct Deleting {
    what: RwSignal<Option<What>>,
    record: RwSignal<bool>,
    child: RwSignal<bool>,
    /// Why it stayed.
    stayed: RwSignal<Option<&'static str>>,
}

impl Deleting {
    pub(crate) fn new() -> Self {
        Self {
            what: RwSignal::new(None),
            record: RwSignal::new(false),
            child: RwSignal::new(false),
            stayed: RwSignal::new(None),
        }
    }

    /// Asks about a record.
    pub(crate) fn ask(self, id: &str) {
        self.what.set(Some(What::Record(id.to_owned())));
        self.record.set(true);
    }

    /// Asks about a child.
    pub(crate) fn ask_child(self, id: &str) {
        self.what.set(Some(What::Child(id.to_owned())));
        self.child.set(true);
    }
}

/// The question. What is open in another tab stays: it would go from under somebody's hands. So does what is being sent: it may arrive.
#[component]
pub(crate) fn Delete(
    deleting: Deleting,
    store: Store,
    /// Leads away from a child that is gone.
    #[prop(default = None)]
    child_gone: Option<Callback<()>>,
) -> impl IntoView {
    let (keep, sender) = (use_context::<Keep>(), use_context::<Sender>());
    let delete = Callback::new(move |()| {
        let Some(what) = deleting.what.get_untracked() else {
            return;
        };
        let records = store.library.with_untracked(|library| what.records(library));
        spawn_local(async move {
            let is_elsewhere = match keep {
                Some(keep) => keep.is_open_elsewhere(&records).await,
                None => false,
            };
            let is_sent = || sender.is_some_and(|sender| sender.is_sending(&records));
            let stays = is_elsewhere
                .then_some(strings::home::OPEN_IN_ANOTHER_TAB)
                .or_else(|| is_sent().then_some(strings::sending::STAYS_WHILE_SENT));
            deleting.stayed.try_set(stays);
            if stays.is_some() {
                page::focus_later(NOT_DELETED);
                return;
            }
            match what {
                What::Record(id) => {
                    store.remove(&id);
                    page::focus_later_or("put-back", "home");
                }
                What::Child(id) => {
                    store.remove_child(&id);
                    if let Some(gone) = child_gone {
                        // Whoever has left the page meanwhile is not led away.
                        gone.try_run(());
                    }
                }
            }
        });
    });
    let about = Signal::derive(move || {
        let what = deleting.what.get();
        let called = what.and_then(|what| store.library.with(|library| what.called(library)));
        called.unwrap_or_default()
    });
    view! {
        <div role="alert">
            {move || {
                let stayed = deleting.stayed.get();
                stayed.map(|why| view! { <p class="not-saved" id=NOT_DELETED tabindex="-1">{why}</p> })
            }}
        </div>
        <Interruption
            shown=deleting.record
            id="before-delete"
            title=strings::BEFORE_DELETE
            about
            words=[strings::BEFORE_DELETE_WHY, no_longer_sent()]
            go_on=strings::home::DELETE_RECORD
            deletes=true
            done=delete
        />
        <Interruption
            shown=deleting.child
            id="before-delete-child"
            title=strings::BEFORE_DELETE_CHILD
            about
            words=[strings::BEFORE_DELETE_CHILD_WHY, no_longer_sent()]
            go_on=strings::home::DELETE_CHILD
            deletes=true
            done=delete
        />
    }
}

/// What deleting means for sending, where there is any.
fn no_longer_sent() -> &'static str {
    if js::meta("wayhome-sending").is_some() {
        strings::sending::NO_LONGER_SENT
    } else {
        ""
    }
}
