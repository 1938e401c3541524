//! The unlocked vault as the app uses it: documents under text ids, with the revision that each was last read or written at.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use futures::lock::{Mutex, MutexGuard};
use leptos::prelude::*;
use wayhome_vault::browser::{BrowserDerive, Channel, Database, WebCrypto, now};
use wayhome_vault::retention::{Retention, Standing};
use wayhome_vault::tabs::Message;
use wayhome_vault::{
    Document, DocumentId, Found, Kdf, Kept, Opened, PutError, Revision, StoreError, UnlockError, Vault, look,
};

use crate::js::meta;
use crate::shelf::{ShelfError, loose};

/// The name of the database, of the channel between tabs, and what every row is bound to.
pub(crate) const APP: &str = "wayhome";

/// What opens and makes vaults here.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) crypto: WebCrypto,
    pub(crate) derive: BrowserDerive,
    pub(crate) database: Database,
}

impl Gate {
    /// `None` where the browser has no cryptography.
    pub(crate) fn new() -> Option<Self> {
        let crypto = WebCrypto::new().ok()?;
        // The page says where the script of the worker is, because the build names the file by its content.
        let derive = BrowserDerive::new(crypto.clone(), meta("wayhome-key-worker"));
        Some(Self {
            crypto,
            derive,
            database: Database::new(APP),
        })
    }

    /// What lies on the device.
    pub(crate) async fn look(&self) -> Result<Found, StoreError> {
        look(&self.database).await
    }

    /// Makes a new vault, in the best way of deriving the key that works here.
    pub(crate) async fn create(&self, passphrase: &str) -> Result<Vaulted, UnlockError> {
        let vault = in_the_best_way(&self.derive, async |kdf| {
            let parts = (self.crypto.clone(), self.database.clone());
            Vault::create(APP, parts, &self.derive, kdf, passphrase).await
        });
        let vault = vault.await?;
        Ok(Vaulted::new(vault, self.derive.clone(), Opened::default()))
    }

    /// Unlocks the vault that is there now: another tab may have changed the passphrase since it was looked at.
    pub(crate) async fn unlock(&self, passphrase: &str) -> Result<Vaulted, UnlockError> {
        let headers = match look(&self.database).await? {
            Found::Vault(headers) => headers,
            Found::Nothing => return Err(StoreError::Moved.into()),
            Found::Damaged(why) => return Err(why.into()),
        };
        let parts = (self.crypto.clone(), self.database.clone());
        let (vault, opened) = Vault::unlock(APP, parts, &self.derive, &headers, passphrase).await?;
        Ok(Vaulted::new(vault, self.derive.clone(), opened))
    }
}

/// Wraps a key in the best way of deriving that works here.
async fn in_the_best_way<T>(
    derive: &BrowserDerive,
    wrap: impl AsyncFn(Kdf) -> Result<T, UnlockError>,
) -> Result<T, UnlockError> {
    let mut kdf = derive.best().await;
    loop {
        match wrap(kdf).await {
            // What was tried is less than what is needed: a slow device may not come to an end.
            Err(UnlockError::Derive(_)) if kdf != Kdf::PBKDF2 => kdf = Kdf::PBKDF2,
            done => return done,
        }
    }
}

/// The revision that somebody writes from: the one that they were shown, then the one that they kept last. A clone is the same one. **What
/// another tab keeps does not move it**, so that it is never written over by whoever has not seen it.
pub(crate) type Basis = Rc<Cell<Option<Revision>>>;

/// An unlocked vault. A clone is the same one.
#[derive(Clone)]
pub(crate) struct Vaulted(Rc<Inner>);

/// Without anything of what it holds.
impl fmt::Debug for Vaulted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vaulted")
    }
}

struct Inner {
    vault: Vault<WebCrypto, Database>,
    derive: BrowserDerive,
    /// Where each document stands that the library shows as it was last read or written.
    bases: RefCell<Vec<(DocumentId, Basis)>>,
    /// The writes of this tab come one after another: each one comes from what the one before has kept.
    turn: Mutex<()>,
    /// What the library has and the device did not take. What is open is not among it: whoever has it open says so, and tries again.
    failed: RwSignal<BTreeMap<String, PutError>>,
    opened: RefCell<Opened>,
    channel: RefCell<Option<Channel>>,
}

impl Vaulted {
    fn new(vault: Vault<WebCrypto, Database>, derive: BrowserDerive, opened: Opened) -> Self {
        let vaulted = Self(Rc::new(Inner {
            vault,
            derive,
            bases: RefCell::default(),
            turn: Mutex::default(),
            failed: RwSignal::default(),
            opened: RefCell::default(),
            channel: RefCell::default(),
        }));
        vaulted.take(opened);
        vaulted
    }

    /// Listens to the other tabs; tells them what is kept here.
    pub(crate) fn join(&self, heard: impl FnMut(Message) + 'static) {
        self.0.channel.replace(Channel::open(APP, heard));
    }

    /// Tells the other tabs.
    pub(crate) fn say(&self, message: &Message) {
        if let Some(channel) = &*self.0.channel.borrow() {
            channel.say(message);
        }
    }

    /// What the vault held when it was last read.
    pub(crate) fn opened(&self) -> Opened {
        self.0.opened.borrow().clone()
    }

    /// Everything in it, read anew.
    pub(crate) async fn all(&self) -> Result<Vec<Document>, StoreError> {
        let opened = self.0.vault.read().await?;
        self.take(opened.clone());
        Ok(opened.documents)
    }

    /// One document, read anew. What else another tab has kept is not shown yet, and does not count as such.
    pub(crate) async fn newest(&self, id: &DocumentId) -> Option<Document> {
        let opened = self.0.vault.read().await.ok()?;
        let newest = opened.documents.into_iter().find(|document| document.id == *id)?;
        let basis = Basis::new(Cell::new(Some(newest.revision)));
        self.stands(id, &basis);
        Some(newest)
    }

    /// What whoever is shown a document now writes from; nothing yet where it was never kept.
    pub(crate) fn basis(&self, id: &DocumentId) -> Basis {
        let mut all = self.0.bases.borrow_mut();
        if let Some((_, basis)) = all.iter().find(|(of, _)| of == id) {
            return Rc::clone(basis);
        }
        let basis = Basis::default();
        all.push((id.clone(), Rc::clone(&basis)));
        basis
    }

    /// From now on a document is shown as it stands there.
    fn stands(&self, id: &DocumentId, basis: &Basis) {
        self.no_longer_stands(id);
        self.0.bases.borrow_mut().push((id.clone(), Rc::clone(basis)));
    }

    fn no_longer_stands(&self, id: &DocumentId) {
        self.0.bases.borrow_mut().retain(|(of, _)| of != id);
    }

    /// Waits until nothing else is being written here; nothing is as long as this is held.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.0.turn.lock().await
    }

    /// Keeps a document as the library has it.
    pub(crate) async fn put(&self, id: &str, body: &[u8]) -> Result<Kept, PutError> {
        let kept = match DocumentId::new(id) {
            Ok(id) => {
                let basis = self.basis(&id);
                self.put_from(self.turn().await, (&id, &basis), body).await
            }
            // Nothing is kept under such an id, and that is not to go unsaid.
            Err(_) => Err(PutError::Store(StoreError::Unavailable)),
        };
        if let Err(why) = kept {
            self.0.failed.update(|failed| {
                failed.insert(id.to_owned(), why);
            });
        }
        kept
    }

    /// Keeps a document. What another tab kept of it meanwhile is never written over.
    pub(crate) async fn put_from(
        &self,
        _turn: MutexGuard<'_, ()>,
        (id, basis): (&DocumentId, &Basis),
        body: &[u8],
    ) -> Result<Kept, PutError> {
        let kept = self.0.vault.put(id, body, basis.get(), now()).await?;
        self.settled(id.as_str());
        basis.set(Some(kept.revision));
        self.stands(id, basis);
        let mut opened = self.0.opened.borrow_mut();
        // Written anew, it is as it should be.
        opened.troubles.retain(|trouble| trouble.document() != Some(id));
        opened.older.retain(|older| older != id);
        opened.documents.retain(|document| document.id != *id);
        opened.documents.push(Document {
            id: id.clone(),
            revision: kept.revision,
            changed_at: kept.at,
            body: body.to_vec(),
        });
        drop(opened);
        self.say(&Message::Kept(id.clone(), kept.revision));
        Ok(kept)
    }

    /// Removes documents that go together, all of them or none; one that is not there counts as removed.
    pub(crate) async fn remove(&self, ids: &[String]) -> Result<(), PutError> {
        // Whoever puts one back begins anew; whoever still shows it cannot bring it back.
        let shown = ids.iter().filter_map(|id| DocumentId::new(id).ok()).map(|id| {
            let basis = self.basis(&id);
            self.no_longer_stands(&id);
            (id, basis)
        });
        let shown: Vec<_> = shown.collect();
        let _turn = self.turn().await;
        for id in ids {
            self.settled(id);
        }
        let kept = |(id, basis): &(DocumentId, Basis)| Some((id.clone(), basis.get()?));
        let going: Vec<_> = shown.iter().filter_map(kept).collect();
        let gone = self.0.vault.remove_all(&going).await;
        for (id, basis) in shown.into_iter().filter(|(_, basis)| basis.get().is_some()) {
            if gone.is_ok() {
                self.no_longer_stands(&id);
                self.0
                    .opened
                    .borrow_mut()
                    .documents
                    .retain(|document| document.id != id);
                self.say(&Message::Removed(id));
            } else {
                self.stands(&id, &basis);
            }
        }
        gone
    }

    /// Was something to be kept and is not? Tracked.
    pub(crate) fn would_lose(&self) -> bool {
        self.0.failed.with(|failed| !failed.is_empty())
    }

    /// Is something still tried that could not be kept?
    pub(crate) fn is_trying(&self) -> bool {
        let may_pass = |why: &PutError| ShelfError::from(*why).may_pass();
        self.0.failed.with_untracked(|failed| failed.values().any(may_pass))
    }

    /// Nobody waits any more for what could not be kept.
    pub(crate) fn give_up(&self, id: &str) {
        self.settled(id);
    }

    /// It is kept by now, or is not to be.
    fn settled(&self, id: &str) {
        self.0.failed.maybe_update(|failed| failed.remove(id).is_some());
    }

    /// Is this the passphrase?
    pub(crate) async fn prove(&self, passphrase: &str) -> Result<(), UnlockError> {
        self.0.vault.prove(&self.0.derive, passphrase).await
    }

    /// Puts another passphrase in the place of the old one.
    pub(crate) async fn change_passphrase(&self, old: &str, new: &str) -> Result<(), UnlockError> {
        let Inner { vault, derive, .. } = &*self.0;
        in_the_best_way(derive, async |kdf| {
            vault.change_passphrase(derive, kdf, (old, new)).await
        })
        .await
    }

    /// What nobody has changed for a while and nothing else needs: each with all that goes with it.
    pub(crate) fn ageing(&self) -> Vec<(Vec<String>, Standing)> {
        let opened = self.0.opened.borrow();
        let all: Vec<_> = opened.documents.iter().map(shelved).collect();
        let mut loose = loose(&all);
        let ageing = Retention::USUAL.ageing(&opened.documents, now()).into_iter();
        ageing
            .filter_map(|(id, standing)| {
                let place = loose
                    .iter()
                    .position(|ids| ids.first().is_some_and(|first| first == id.as_str()))?;
                Some((loose.swap_remove(place), standing))
            })
            .collect()
    }

    fn take(&self, opened: Opened) {
        let newest = |id: &DocumentId| opened.documents.iter().find(|document| document.id == *id);
        // What another tab has moved is shown anew; whoever still shows what was before keeps the basis of that.
        let same = |(id, basis): &(_, Basis)| basis.get() == newest(id).map(|document| document.revision);
        self.0.bases.borrow_mut().retain(same);
        for document in &opened.documents {
            let basis = self.basis(&document.id);
            basis.set(Some(document.revision));
        }
        self.0.opened.replace(opened);
    }
}

/// A document as the shelf sees it.
pub(super) fn shelved(document: &Document) -> crate::shelf::Document {
    crate::shelf::Document {
        id: document.id.as_str().to_owned(),
        body: document.body.clone(),
    }
}
