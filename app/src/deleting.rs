//! The question before a record is deleted.

use leptos::prelude::*;

use crate::interruption::Interruption;
use crate::js;
use crate::page;
use crate::store::Store;
use crate::strings;

/// The record that a person has asked to delete.
#[derive(Clone, Copy)]
pub(crate) struct Deleting {
    id: StoredValue<Option<String>>,
    shown: RwSignal<bool>,
}

impl Deleting {
    pub(crate) fn new() -> Self {
        Self {
            id: StoredValue::new(None),
            shown: RwSignal::new(false),
        }
    }

    pub(crate) fn ask(self, id: &str) {
        self.id.set_value(Some(id.to_owned()));
        self.shown.set(true);
    }
}

/// The question before a record is deleted.
#[component]
pub(crate) fn DeleteRecord(deleting: Deleting, store: Store) -> impl IntoView {
    let delete = move |()| {
        if let Some(id) = deleting.id.get_value() {
            store.remove(&id);
            page::focus_later("put-back");
        }
    };
    view! {
        <Interruption
            shown=deleting.shown
            id="before-delete"
            title=strings::BEFORE_DELETE
            words=[strings::BEFORE_DELETE_WHY, no_longer_sent()]
            go_on=strings::DELETE_RECORD
            deletes=true
            done=Callback::new(delete)
        />
    }
}

/// What deleting means for sending, where there is any.
pub(crate) fn no_longer_sent() -> &'static str {
    if js::meta("wayhome-sending").is_some() {
        strings::sending::NO_LONGER_SENT
    } else {
        ""
    }
}
