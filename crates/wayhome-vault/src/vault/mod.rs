//! The vault itself: made, unlocked, read, written.

mod errors;
mod keys;
mod reading;
mod writing;

use std::collections::BTreeMap;

use futures::lock::Mutex;

use crate::crypto::{Crypto, CryptoError, Derive, IV_BYTES, KEY_BYTES, RawKey};
use crate::document::{Document, DocumentId, Revision};
use crate::header::{Header, HeaderError, Kdf, SALT_BYTES};
use crate::index::Index;
use crate::sealed::{self, Place};
use crate::slots::{Listed, Slot};
use crate::store::{Batch, Rows, Stamp, Store, StoreError};

use keys::{header_key, index_key};
use writing::TRIES;

pub use errors::{PutError, UnlockError};

/// What stands in the place of an index's id: no document can have it.
const INDEX: &str = "";
const OF_INDEX: &str = "index";
const OF_DOCUMENT: &str = "document";

/// An unlocked vault. Dropping it drops the key.
pub struct Vault<C: Crypto, S> {
    app: &'static str,
    crypto: C,
    store: S,
    key: C::Key,
    state: Mutex<State>,
}

/// What is known of the store as it was last read or written.
#[derive(Default)]
struct State {
    header: u32,
    /// The wrapped key, as it was last read.
    headers: Vec<Header>,
    index: Index,
    index_next: Option<Listed>,
    documents: BTreeMap<DocumentId, Known>,
    stamps: BTreeMap<String, Stamp>,
    /// Rows to be kept aside before they are written over.
    odd: Rows,
    attempts: Vec<Attempt>,
}

/// One document as it was last read or written.
#[derive(Clone, Copy)]
struct Known {
    newest: Option<Listed>,
    next: Listed,
}

/// A write of which it is not known whether it came through.
struct Attempt {
    id: DocumentId,
    basis: Option<Revision>,
    became: Revision,
    key: String,
    stamp: Stamp,
}

/// What lies in a store before anything is unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing yet.
    Nothing,
    /// A vault: its header, and the copy of it where that says something else.
    Vault(Vec<Header>),
    /// Documents whose header cannot be used.
    Damaged(HeaderError),
}

/// All that a vault holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    /// What opens, in the order of the ids: the newest whole revision of each.
    pub documents: Vec<Document>,
    /// What is not as it was left.
    pub troubles: Vec<Trouble>,
    /// Of which documents the newest save is not what opens, or may not be.
    pub older: Vec<DocumentId>,
    /// How many rows are kept aside, because they did not open or were not what had been written there.
    pub aside: usize,
}

/// Something in the vault is not as it was left. Nothing of it is deleted or written over. What is about one document is reported until
/// that document is written or removed, whatever else is written meanwhile; of one that is missing, until the next write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// One copy of the document does not open; the other one is shown.
    OneCopyUnreadable(DocumentId),
    /// Neither copy opens.
    Unreadable(DocumentId),
    /// A copy is older or newer than what was last kept, or gone: somebody put an earlier one back.
    PutBack(DocumentId),
    /// The document had been removed, or was never kept here.
    NotListed(DocumentId),
    /// Nothing is left of the document.
    Missing(DocumentId),
    /// The index does not open, or an older one was put back: then nothing tells which documents were put back with it.
    Index,
    /// The two copies of the header differ, or an older one was put back.
    Header,
}

impl Trouble {
    /// The document that it is about; none, if it is about the list or the key.
    #[must_use]
    pub const fn document(&self) -> Option<&DocumentId> {
        match self {
            Self::OneCopyUnreadable(id)
            | Self::Unreadable(id)
            | Self::PutBack(id)
            | Self::NotListed(id)
            | Self::Missing(id) => Some(id),
            Self::Index | Self::Header => None,
        }
    }
}

/// Looks at what lies in a store.
///
/// # Errors
///
/// When the store does not answer.
pub async fn look<S: Store>(store: &S) -> Result<Found, StoreError> {
    let rows = store.rows().await?;
    let copies: Vec<_> = Slot::BOTH
        .into_iter()
        .filter_map(|slot| rows.get(&header_key(slot)))
        .map(|row| Header::parse(row))
        .collect();
    let mut headers: Vec<Header> = copies.iter().flatten().cloned().collect();
    headers.dedup();
    if !headers.is_empty() {
        return Ok(Found::Vault(headers));
    }
    Ok(match copies.into_iter().find_map(Result::err) {
        Some(error) => Found::Damaged(error),
        None if rows.keys().any(|key| keys::document(key).is_some()) => Found::Damaged(HeaderError::Unreadable),
        None => Found::Nothing,
    })
}

impl<C: Crypto, S: Store> Vault<C, S> {
    /// Makes a new vault with a random key, wrapped by one from the passphrase.
    ///
    /// # Errors
    ///
    /// When the key cannot be derived, the store does not keep it, or there is a vault already.
    pub async fn create(
        app: &'static str,
        (crypto, store): (C, S),
        derive: &impl Derive,
        kdf: Kdf,
        passphrase: &str,
    ) -> Result<Self, UnlockError> {
        let mut raw = RawKey::new([0; KEY_BYTES]);
        crypto.random(raw.as_mut_slice())?;
        let wrapping = Wrapping::derived(&crypto, derive, kdf, passphrase).await?;
        let header = wrapping.wrap(&crypto, app, 1, &raw).await?;
        let key = crypto.import(&raw).await?;
        let index = Index {
            header: 1,
            ..Index::default()
        };
        let place = Place {
            app,
            kind: OF_INDEX,
            id: INDEX,
            revision: Revision(1),
            slot: Slot::A,
        };
        let row = sealed::seal(&crypto, &key, place, &index.to_bytes()?).await?;
        let bytes = header.to_bytes();
        let batch = Batch {
            expect: Slot::BOTH
                .into_iter()
                .flat_map(|slot| [(header_key(slot), None), (index_key(slot), None)])
                .collect(),
            put: vec![
                (header_key(Slot::A), bytes.clone()),
                (header_key(Slot::B), bytes),
                (index_key(Slot::A), row),
            ],
            remove: Vec::new(),
        };
        store.commit(batch).await?;
        let vault = Self {
            app,
            crypto,
            store,
            key,
            state: Mutex::default(),
        };
        vault.read().await?;
        Ok(vault)
    }

    /// Unlocks a vault and reads it. `headers` is what [`look`] found.
    ///
    /// # Errors
    ///
    /// When the passphrase is not the one, the key cannot be derived here, or the store does not answer.
    pub async fn unlock(
        app: &'static str,
        (crypto, store): (C, S),
        derive: &impl Derive,
        headers: &[Header],
        passphrase: &str,
    ) -> Result<(Self, Opened), UnlockError> {
        let raw = unwrapped(app, &crypto, derive, headers, passphrase).await?;
        let key = crypto.import(&raw).await?;
        let vault = Self {
            app,
            crypto,
            store,
            key,
            state: Mutex::default(),
        };
        let opened = vault.read().await?;
        Ok((vault, opened))
    }

    /// Is this the passphrase? Answers by unwrapping the key, as unlocking does. Where the store is gone or does not answer, by the wrapped
    /// key as it was last read: whoever has something that is not kept has to get back to it. Not so where the header was damaged: what it
    /// said before is not what opens the vault now.
    ///
    /// # Errors
    ///
    /// As for [`unlock`](Vault::unlock).
    pub async fn prove(&self, derive: &impl Derive, passphrase: &str) -> Result<(), UnlockError> {
        let headers = match look(&self.store).await {
            Ok(Found::Vault(headers)) => headers,
            Ok(Found::Damaged(why)) => return Err(why.into()),
            Ok(Found::Nothing) | Err(_) => self.state.lock().await.headers.clone(),
        };
        let raw = unwrapped(self.app, &self.crypto, derive, &headers, passphrase).await;
        raw.map(drop)
    }

    /// Puts another passphrase in the place of the old one. The documents stay as they are: only the key is wrapped anew.
    ///
    /// What was on the disk before may still lie there: somebody with an old copy and the old passphrase can open that copy.
    ///
    /// Documents are kept meanwhile as ever: working out the two keys takes seconds and holds nothing up. What other tabs write is waited for,
    /// as in [`put`](Vault::put).
    ///
    /// # Errors
    ///
    /// As for [`unlock`](Vault::unlock); [`StoreError::Moved`] where somebody else changed the passphrase meanwhile. The old passphrase then
    /// still holds, or theirs does; but after [`StoreError::Lost`] it is not known which of the two.
    pub async fn change_passphrase(
        &self,
        derive: &impl Derive,
        kdf: Kdf,
        (old, new): (&str, &str),
    ) -> Result<(), UnlockError> {
        let headers = match look(&self.store).await? {
            Found::Vault(headers) => headers,
            Found::Nothing => return Err(StoreError::Gone.into()),
            Found::Damaged(why) => return Err(why.into()),
        };
        let raw = unwrapped(self.app, &self.crypto, derive, &headers, old).await?;
        let wrapping = Wrapping::derived(&self.crypto, derive, kdf, new).await?;
        let mut state = self.state.lock().await;
        for _ in 0..TRIES {
            self.read_into(&mut state).await?;
            if state.headers != headers {
                // The passphrase that was proved is no longer the one: another is not written over.
                break;
            }
            let generation = state.header.saturating_add(1);
            let made = wrapping.wrap(&self.crypto, self.app, generation, &raw).await?;
            let header = made.to_bytes();
            let index = Index {
                header: generation,
                ..state.index.clone()
            };
            let mut step = self.step::<UnlockError>(&state, index).await?;
            for slot in Slot::BOTH {
                let key = header_key(slot);
                step.batch.expect.push((key.clone(), state.stamps.get(&key).cloned()));
                step.batch.put.push((key, header.clone()));
            }
            match self.store.commit(step.batch.clone()).await {
                Ok(()) => {}
                Err(StoreError::Moved) => continue,
                Err(StoreError::Lost) if self.holds(&header).await? => {}
                Err(error) => return Err(error.into()),
            }
            state.header = generation;
            state.headers = vec![made];
            state.apply(step);
            return Ok(());
        }
        Err(StoreError::Moved.into())
    }

    /// Takes everything away: the documents, the wrapped key and what was kept aside.
    ///
    /// # Errors
    ///
    /// When the store does not let go.
    pub async fn destroy(self) -> Result<(), StoreError> {
        self.store.destroy().await
    }

    /// Did a change of the passphrase come through although its end was never heard of?
    async fn holds(&self, header: &[u8]) -> Result<bool, StoreError> {
        let rows = self.store.rows().await?;
        Ok(rows.get(&header_key(Slot::A)).is_some_and(|row| row == header))
    }
}

/// A key from a passphrase that wraps a data key. Working it out takes seconds; wrapping with it takes none.
struct Wrapping {
    kdf: Kdf,
    salt: [u8; SALT_BYTES],
    key: RawKey,
}

impl Wrapping {
    /// From a passphrase, with a new salt.
    async fn derived<C: Crypto>(
        crypto: &C,
        derive: &impl Derive,
        kdf: Kdf,
        passphrase: &str,
    ) -> Result<Self, UnlockError> {
        let mut salt = [0; SALT_BYTES];
        crypto.random(&mut salt)?;
        let key = derive.derive(kdf, &salt, passphrase).await?;
        Ok(Self { kdf, salt, key })
    }

    /// Wraps a data key, with a new vector.
    async fn wrap<C: Crypto>(
        &self,
        crypto: &C,
        app: &str,
        generation: u32,
        raw: &RawKey,
    ) -> Result<Header, CryptoError> {
        let mut iv = [0; IV_BYTES];
        crypto.random(&mut iv)?;
        Header::wrap(crypto, app, (self.kdf, generation, self.salt, iv), &self.key, raw).await
    }
}

/// The data key from the first header that the passphrase opens.
async fn unwrapped<C: Crypto>(
    app: &str,
    crypto: &C,
    derive: &impl Derive,
    headers: &[Header],
    passphrase: &str,
) -> Result<RawKey, UnlockError> {
    for header in headers {
        let wrapping = derive.derive(header.kdf, &header.salt, passphrase).await?;
        match header.unwrap(crypto, app, &wrapping).await {
            Ok(raw) => return Ok(raw),
            Err(CryptoError::DoesNotOpen) => {}
            Err(CryptoError::Unavailable) => return Err(UnlockError::Crypto),
        }
    }
    Err(UnlockError::WrongPassphrase)
}
