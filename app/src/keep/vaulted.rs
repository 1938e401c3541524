//! The unlocked vault as the app uses it: documents under text ids, with the revision that each was last read or written at.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use wayhome_vault::browser::{BrowserDerive, Channel, Database, WebCrypto, now};
use wayhome_vault::retention::{Retention, Standing};
use wayhome_vault::tabs::Message;
use wayhome_vault::{
    Document, DocumentId, Found, Kdf, Kept, Opened, PutError, Revision, StoreError, UnlockError, Vault, look,
};

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
        let derive = BrowserDerive::new(crypto.clone(), worker_address());
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
        let mut kdf = self.derive.best().await;
        let vault = loop {
            let parts = (self.crypto.clone(), self.database.clone());
            match Vault::create(APP, parts, &self.derive, kdf, passphrase).await {
                // What was tried is less than what is needed: a slow device may not come to an end.
                Err(UnlockError::Derive(_)) if kdf != Kdf::PBKDF2 => kdf = Kdf::PBKDF2,
                made => break made?,
            }
        };
        Ok(Vaulted::new(vault, self.derive.clone(), Opened::default()))
    }

    /// Unlocks the vault that is there now: another tab may have changed the passphrase since it was looked at.
    pub(crate) async fn unlock(&self, passphrase: &str) -> Result<Vaulted, UnlockError> {
        let Found::Vault(headers) = look(&self.database).await? else {
            return Err(StoreError::Moved.into());
        };
        let parts = (self.crypto.clone(), self.database.clone());
        let (vault, opened) = Vault::unlock(APP, parts, &self.derive, &headers, passphrase).await?;
        Ok(Vaulted::new(vault, self.derive.clone(), opened))
    }
}

/// Where the script of the key worker is: the page says so, because the build names the file by its content.
fn worker_address() -> Option<String> {
    let meta = leptos::prelude::document()
        .query_selector("meta[name=wayhome-key-worker]")
        .ok()??;
    meta.get_attribute("content")
}

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
    revisions: RefCell<BTreeMap<DocumentId, Revision>>,
    /// What could not be kept last, and has not been since.
    failed: RefCell<Option<DocumentId>>,
    opened: RefCell<Opened>,
    channel: RefCell<Option<Channel>>,
}

impl Vaulted {
    fn new(vault: Vault<WebCrypto, Database>, derive: BrowserDerive, opened: Opened) -> Self {
        let vaulted = Self(Rc::new(Inner {
            vault,
            derive,
            revisions: RefCell::default(),
            failed: RefCell::default(),
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

    /// Keeps a document. What another tab kept of it meanwhile is never written over.
    pub(crate) async fn put(&self, id: &str, body: &[u8]) -> Result<Kept, PutError> {
        let id = DocumentId::new(id).map_err(|_| PutError::Store(StoreError::Unavailable))?;
        let kept = loop {
            let basis = self.revision(&id);
            match self.0.vault.put(&id, body, basis, now()).await {
                // Another write of this tab was under way, and this one comes after it.
                Err(PutError::Conflict(newest)) if newest != basis && newest == self.revision(&id) => {}
                kept => break kept,
            }
        };
        let failed = self.0.failed.take();
        let kept = match kept {
            Ok(kept) => kept,
            Err(why) => {
                self.0.failed.replace(Some(id));
                return Err(why);
            }
        };
        self.0.failed.replace(failed.filter(|failed| *failed != id));
        self.0.revisions.borrow_mut().insert(id.clone(), kept.revision);
        self.say(&Message::Kept(id, kept.revision));
        Ok(kept)
    }

    /// Removes a document; one that is not there counts as removed.
    pub(crate) async fn remove(&self, id: &str) -> Result<(), PutError> {
        let Ok(id) = DocumentId::new(id) else { return Ok(()) };
        if let Some(basis) = self.revision(&id) {
            self.0.vault.remove(&id, basis).await?;
            self.0.revisions.borrow_mut().remove(&id);
            self.say(&Message::Removed(id));
        }
        Ok(())
    }

    /// What a document was last read or written at.
    fn revision(&self, id: &DocumentId) -> Option<Revision> {
        self.0.revisions.borrow().get(id).copied()
    }

    /// Was something to be kept and is not?
    pub(crate) fn would_lose(&self) -> bool {
        self.0.failed.borrow().is_some()
    }

    /// Is this the passphrase?
    pub(crate) async fn prove(&self, passphrase: &str) -> Result<(), UnlockError> {
        self.0.vault.prove(&self.0.derive, passphrase).await
    }

    /// Puts another passphrase in the place of the old one.
    pub(crate) async fn change_passphrase(&self, old: &str, new: &str) -> Result<(), UnlockError> {
        let kdf = self.0.derive.best().await;
        self.0.vault.change_passphrase(&self.0.derive, kdf, (old, new)).await
    }

    /// What nobody has changed for a while.
    pub(crate) fn ageing(&self) -> Vec<(DocumentId, Standing)> {
        Retention::USUAL.ageing(&self.0.opened.borrow().documents, now())
    }

    fn take(&self, opened: Opened) {
        let revisions = opened
            .documents
            .iter()
            .map(|document| (document.id.clone(), document.revision))
            .collect();
        self.0.revisions.replace(revisions);
        self.0.opened.replace(opened);
    }
}
