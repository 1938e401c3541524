//! Keeping what is written on this device, and locking it away.
//!
//! Nothing of the app is shown before it is known where records go: into the vault, which a passphrase opens, or nowhere. From then on
//! [`Watch`] decides when the screen is covered and when the key goes.

mod ageing;
mod change;
mod cover;
mod device;
mod editing;
mod left_at;
mod parts;
mod saved;
mod saver;
mod secret;
mod unattended;
mod vaulted;
mod watch;
mod way_in;
mod wipe;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::browser::{WebCrypto, ask_to_persist, try_lock};
use wayhome_vault::pin::Pin;
use wayhome_vault::retention::Standing;
use wayhome_vault::tabs::Message;
use wayhome_vault::{Found, HeaderError};

pub(crate) use editing::{Editing, Shown, lock_name};
pub(crate) use left_at::LeftAt;
pub(crate) use saved::{
    DeletedElsewhere, ElsewhereNotice, LeftUnsaved, NOT_SAVED_ID, NotSaved, Saved, leading_to_deleted, only_read,
};
pub(crate) use secret::{Secret, refused, said_at_work, suggesting};
pub(crate) use vaulted::Vaulted;
pub(crate) use watch::{day, hand_over};

use crate::device::ThisDevice;
use crate::interruption::InEveryDialog;
use crate::recovery;
use crate::shelf::{Encrypted, Memory, Shelf};
use crate::strings::keep as strings;
use cover::{Cover, Warning};
use device::Device;
use parts::Plain;
use vaulted::Gate;
use watch::Watch;
use way_in::{SetUp, Unlock};
use wipe::Wiped;

/// How long after the last change from elsewhere everything is read anew, in milliseconds.
const MOVED: u32 = 1_000;

/// How far the person has come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is being looked at what lies here.
    Looking,
    /// Nothing lies here yet.
    SetUp,
    /// Records lie here, locked.
    Locked,
    /// What lies here cannot be opened.
    Damaged(HeaderError),
    /// Nothing can be kept here.
    Unusable,
    /// At work; nothing is kept.
    Memory,
    /// At work; records are kept.
    Vault,
    /// Everything was deleted.
    Wiped(bool),
}

/// Pages about the device, shown in the place of the work and without losing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    Device,
    Change,
    Wipe,
}

/// Where records go, and whether the screen is open. One for the whole app.
#[derive(Clone, Copy)]
pub(crate) struct Keep {
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) page: RwSignal<Option<Page>>,
    pub(crate) watch: Watch,
    gate: StoredValue<Option<Gate>, LocalStorage>,
    vaulted: StoredValue<Option<Vaulted>, LocalStorage>,
    pin: StoredValue<Option<Pin>, LocalStorage>,
    editing: StoredValue<Option<Editing>, LocalStorage>,
    /// Where the person is.
    at: StoredValue<LeftAt>,
    /// The records that were left and are still being kept, the latest last.
    left: RwSignal<Vec<Editing>>,
    /// How often what is kept was changed by somebody else than the work.
    moved: RwSignal<u64>,
    /// What other tabs have deleted and nobody has put back since.
    removed: RwSignal<BTreeSet<String>>,
    /// What was deleted for its age: whoever shows it leads away from it.
    pub(crate) deleted: RwSignal<Vec<String>>,
}

impl Keep {
    fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Looking),
            page: RwSignal::new(None),
            watch: Watch::new(),
            gate: StoredValue::new_local(Gate::new()),
            vaulted: StoredValue::new_local(None),
            pin: StoredValue::new_local(None),
            editing: StoredValue::new_local(None),
            at: StoredValue::new(LeftAt::default()),
            left: RwSignal::default(),
            moved: RwSignal::new(0),
            removed: RwSignal::default(),
            deleted: RwSignal::default(),
        }
    }

    /// The unlocked vault, if there is one.
    pub(crate) fn vaulted(self) -> Option<Vaulted> {
        self.vaulted.try_get_value().flatten()
    }

    /// Where documents go: into the vault if it is open, and otherwise nowhere.
    pub(crate) fn shelf(self, clock: fn() -> NaiveDateTime) -> Shelf {
        match self.vaulted() {
            Some(vaulted) => Shelf::Encrypted(Encrypted::new(vaulted)),
            None => Shelf::Memory(Memory::new(clock)),
        }
    }

    /// What is kept was changed by somebody else: it is read anew once nothing more has come for a second.
    pub(crate) fn when_moved(self, read: impl Fn() + Clone + 'static) {
        let timer = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |begun: Option<()>| {
            self.moved.track();
            if begun.is_some() {
                let read = read.clone();
                timer.set_value(Some(Timeout::new(MOVED, read)));
            }
        });
    }

    /// The browser's cryptography, where it has any.
    pub(crate) fn crypto(self) -> Option<WebCrypto> {
        self.gate
            .with_value(|gate| gate.as_ref().map(|gate| gate.crypto.clone()))
    }

    /// Is anybody at work?
    pub(crate) fn at_work(self) -> bool {
        matches!(self.stage.get(), Stage::Memory | Stage::Vault)
    }

    /// The person is somewhere else now.
    pub(crate) fn is_at(self, at: LeftAt) {
        self.at.set_value(at);
    }

    /// Has another tab deleted it? It may have been brought here again since. Tracked.
    pub(crate) fn was_removed(self, id: &str) -> bool {
        self.removed.with(|removed| removed.contains(id))
    }

    /// The record that is open for writing, if one is.
    pub(crate) fn editing(self) -> Option<Editing> {
        self.editing.try_get_value().flatten()
    }

    /// A record is about to be opened.
    pub(crate) fn opens(self, id: &str) {
        if let Some(before) = self.left(id) {
            before.bring();
        }
    }

    /// Who still keeps a record that was left.
    fn left(self, id: &str) -> Option<Editing> {
        self.left
            .with_untracked(|left| left.iter().rev().find(|left| left.is_of(id)).cloned())
    }

    /// Nothing of a record that was left is written any more, nor brought back: it is deleted.
    pub(crate) fn abandon(self, id: &str) {
        if let Some(open) = self.editing().filter(|editing| editing.is_of(id)) {
            open.abandon();
        }
        if self.left(id).is_some() {
            self.left.update(|left| {
                left.extract_if(.., |left| left.is_of(id))
                    .for_each(|left| left.abandon());
            });
        }
    }

    /// Nothing at all is written any more.
    fn abandon_all(self) {
        let left = self.left.get_untracked();
        left.into_iter()
            .chain(self.editing())
            .for_each(|editing| editing.abandon());
    }

    /// Is something written that is nowhere but in this page, although records are kept? Tracked, but for a record that is open.
    pub(crate) fn would_lose(self) -> bool {
        self.left.with(|left| left.iter().any(|left| !left.is_kept()))
            || self.editing().is_some_and(|editing| !editing.is_kept())
            || self.vaulted().is_some_and(|vaulted| vaulted.would_lose())
    }

    /// Tries to keep all that is written; true once nothing waits any more.
    async fn try_to_keep(self) -> bool {
        let open = match self.editing() {
            Some(editing) => editing.flush().await,
            None => true,
        };
        open && self.left.with_untracked(Vec::is_empty) && !self.vaulted().is_some_and(|vaulted| vaulted.is_trying())
    }

    async fn look(self, device: ThisDevice) {
        let may_keep = device.ask().await.may_keep();
        let Some(gate) = self.gate.get_value() else {
            return self.stage.set(Stage::Unusable);
        };
        self.stage.set(match gate.look().await {
            Ok(Found::Nothing) if may_keep => Stage::SetUp,
            // Whatever the browser lacks by now.
            Ok(Found::Vault(_)) => Stage::Locked,
            Ok(Found::Damaged(why)) => Stage::Damaged(why),
            Ok(Found::Nothing) | Err(_) => Stage::Unusable,
        });
    }

    /// The vault is open: work begins.
    fn enter(self, vaulted: Vaulted, pin: Option<Pin>) {
        let strange = !vaulted.opened().troubles.is_empty();
        // What is not due yet is said on that page, for whoever looks.
        let is_due = |(_, standing): &(_, Standing)| *standing == Standing::Due;
        let due = ageing::ageing(&vaulted).1.iter().any(is_due);
        vaulted.join(move |message| self.hear(&message));
        self.gate.with_value(|gate| {
            if let Some(gate) = gate {
                gate.database.when_taken(move || self.is_taken());
            }
        });
        self.vaulted.set_value(Some(vaulted));
        self.pin.set_value(pin);
        self.page.set((strange || due).then_some(Page::Device));
        self.watch.begin(self);
        self.stage.set(Stage::Vault);
        spawn_local(async {
            let _ = ask_to_persist().await;
        });
    }

    /// Work begins, and nothing is kept.
    fn enter_without(self) {
        self.watch.begin(self);
        self.stage.set(Stage::Memory);
    }

    /// The browser has taken the database away, perhaps with all that was kept: what is open is kept anew, or said not to be.
    fn is_taken(self) {
        self.moved.update(|moved| *moved += 1);
        if let Some(editing) = self.editing() {
            editing.changed();
        }
    }

    /// Is one of these records open for writing in another tab? Whoever deletes it would take it from under somebody's hands.
    pub(crate) async fn is_open_elsewhere(self, ids: &[String]) -> bool {
        for id in ids {
            let is_ours = self.left(id).is_some() || self.editing().is_some_and(|editing| editing.is_of(id));
            if self.vaulted().is_some() && !is_ours && matches!(try_lock(&lock_name(id)).await, Ok(None)) {
                return true;
            }
        }
        false
    }

    fn hear(self, message: &Message) {
        match message {
            Message::Wiped => crate::keep::watch::reload(),
            other => {
                match other {
                    Message::Removed(id) => self
                        .removed
                        .maybe_update(|removed| removed.insert(id.as_str().to_owned())),
                    Message::Kept(id, _) => self.removed.maybe_update(|removed| removed.remove(id.as_str())),
                    _ => {}
                }
                if !matches!(other, Message::Wanted(_)) {
                    self.moved.update(|moved| *moved += 1);
                }
                if let Some(editing) = self.editing() {
                    editing.hear(other);
                }
            }
        }
    }
}

/// The app behind its lock: `children` is everything else.
#[component]
pub(crate) fn Kept(children: ChildrenFn) -> impl IntoView {
    let keep = Keep::new();
    provide_context(keep);
    provide_context(InEveryDialog(|| {
        view! { <HideButton class="link-button interruption__hide" /> }.into_any()
    }));
    spawn_local(keep.look(ThisDevice::provide()));
    Effect::new(move || recovery::note_kept(matches!(keep.stage.get(), Stage::Locked | Stage::Vault)));
    let children = StoredValue::new(children);
    view! {
        <div class="inside">
            {move || match keep.stage.get() {
                Stage::Looking => view! { <p class="govuk-body inside__looking">{strings::LOOKING}</p> }.into_any(),
                Stage::SetUp => view! { <SetUp keep /> }.into_any(),
                Stage::Locked => view! { <Unlock keep /> }.into_any(),
                Stage::Damaged(why) => {
                    view! { <Plain keep title=strings::DAMAGED words=vec![strings::damaged(why), strings::DAMAGED_DO] wipe=true /> }.into_any()
                }
                Stage::Unusable => view! { <Plain keep title=why_nothing() words=Vec::new() wipe=false /> }.into_any(),
                Stage::Wiped(whole) => view! { <Wiped whole /> }.into_any(),
                Stage::Memory | Stage::Vault => {
                    view! {
                        <div class="inside__work" hidden=move || keep.page.get().is_some()>{children.with_value(|children| children())}</div>
                        <Device keep />
                    }
                        .into_any()
                }
            }}
        </div>
        <Warning keep />
        <Cover keep />
    }
}

/// The heading where nothing can be kept: the browser's doing, or ours.
fn why_nothing() -> &'static str {
    let is_ours = ThisDevice::known().is_some_and(|device| device.obstacles().is_empty() && !device.real_records());
    if is_ours {
        strings::MADE_UP_ONLY
    } else {
        strings::UNUSABLE
    }
}

/// The button that covers the screen. It is in every header, and in every dialog.
#[component]
pub(crate) fn HideButton(#[prop(default = "top__button top__hide")] class: &'static str) -> impl IntoView {
    let keep = use_context::<Keep>()?;
    Some(view! {
        <Show when=move || keep.at_work()>
            <button
                type="button"
                class=class
                // With the finger still down: what is being typed is handed over then, and may move the button from under it.
                on:pointerdown=move |_| keep.watch.hide(keep)
                on:click=move |_| keep.watch.hide(keep)
            >
                {strings::HIDE_SCREEN}
            </button>
        </Show>
    })
}
