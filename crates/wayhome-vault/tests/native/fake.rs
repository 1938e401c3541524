//! Cryptography outside a browser, and a store that fails on demand.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use wayhome_vault::{Batch, Crypto, CryptoError, Derive, DeriveError, Header, IV_BYTES, KEY_BYTES, Kdf, RawKey};
use wayhome_vault::{Found, Opened, Rows, Stamp, Store, StoreError, UnlockError, Vault, look};

/// AES-GCM from a library, random numbers from the system.
#[derive(Clone, Default)]
pub(crate) struct NativeCrypto {
    /// Every vector that was used with a key, if somebody asks.
    pub(crate) vectors: Rc<RefCell<Vec<[u8; IV_BYTES]>>>,
}

impl Crypto for NativeCrypto {
    type Key = Aes256Gcm;

    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoError> {
        getrandom::fill(bytes).map_err(|_| CryptoError::Unavailable)
    }

    async fn import(&self, raw: &RawKey) -> Result<Aes256Gcm, CryptoError> {
        Ok(Aes256Gcm::new(&Key::<Aes256Gcm>::from(**raw)))
    }

    async fn seal(
        &self,
        key: &Aes256Gcm,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        text: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.vectors.borrow_mut().push(*iv);
        let sealed = key.encrypt(&Nonce::from(*iv), Payload { msg: text, aad: bound });
        sealed.map_err(|_| CryptoError::Unavailable)
    }

    async fn open(
        &self,
        key: &Aes256Gcm,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let text = key.decrypt(
            &Nonce::from(*iv),
            Payload {
                msg: sealed,
                aad: bound,
            },
        );
        text.map_err(|_| CryptoError::DoesNotOpen)
    }
}

/// A quick stand-in for a slow derivation; notes which ways it was asked for.
#[derive(Clone, Default)]
pub(crate) struct QuickDerive {
    pub(crate) asked: Rc<RefCell<Vec<Kdf>>>,
}

impl Derive for QuickDerive {
    async fn derive(&self, kdf: Kdf, salt: &[u8], passphrase: &str) -> Result<RawKey, DeriveError> {
        self.asked.borrow_mut().push(kdf);
        let mut key = [0; KEY_BYTES];
        for (part, chunk) in key.chunks_mut(8).enumerate() {
            let mut hasher = DefaultHasher::new();
            (part, kdf.name(), salt, passphrase).hash(&mut hasher);
            chunk.copy_from_slice(&hasher.finish().to_be_bytes());
        }
        Ok(RawKey::new(key))
    }
}

/// Does something each time that a key is worked out: what happens meanwhile.
pub(crate) struct Meanwhile<F>(pub(crate) F);

impl<F: Fn()> Derive for Meanwhile<F> {
    async fn derive(&self, kdf: Kdf, salt: &[u8], passphrase: &str) -> Result<RawKey, DeriveError> {
        (self.0)();
        QuickDerive::default().derive(kdf, salt, passphrase).await
    }
}

/// What goes wrong with a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No room.
    Full,
    /// Given up by the browser.
    Aborted,
    /// Another tab was quicker.
    Moved,
    /// The connection was lost before anything was written.
    LostBefore,
    /// Everything was written, and the connection was lost before that was said.
    LostAfter,
    /// It never ends, and nothing is written.
    Hangs,
}

/// Rows in memory. Clones share them, as tabs share a database.
#[derive(Clone, Default)]
pub(crate) struct FakeStore {
    pub(crate) rows: Rc<RefCell<Rows>>,
    pub(crate) faults: Rc<RefCell<VecDeque<Option<Fault>>>>,
    pub(crate) commits: Rc<Cell<u64>>,
}

impl FakeStore {
    /// The next commit goes wrong.
    pub(crate) fn fail_next(&self, fault: Fault) {
        self.faults.borrow_mut().push_back(Some(fault));
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        let mut rows = self.rows.borrow_mut();
        let moved = batch
            .expect
            .iter()
            .any(|(key, stamp)| rows.get(key).map(|row| Stamp::of(row)) != *stamp);
        if moved {
            return Err(StoreError::Moved);
        }
        for key in batch.remove {
            rows.remove(&key);
        }
        rows.extend(batch.put);
        self.commits.set(self.commits.get() + 1);
        Ok(())
    }
}

impl Store for FakeStore {
    async fn rows(&self) -> Result<Rows, StoreError> {
        Ok(self.rows.borrow().clone())
    }

    async fn commit(&self, batch: Batch) -> Result<(), StoreError> {
        let fault = self.faults.borrow_mut().pop_front().flatten();
        match fault {
            None => self.apply(batch),
            Some(Fault::Full) => Err(StoreError::Full),
            Some(Fault::Aborted) => Err(StoreError::Aborted),
            Some(Fault::Moved) => Err(StoreError::Moved),
            Some(Fault::LostBefore) => Err(StoreError::Lost),
            Some(Fault::LostAfter) => self.apply(batch).and(Err(StoreError::Lost)),
            Some(Fault::Hangs) => std::future::pending().await,
        }
    }

    async fn destroy(&self) -> Result<(), StoreError> {
        self.rows.borrow_mut().clear();
        Ok(())
    }
}

/// Runs to the end what waits for nobody.
pub(crate) fn now<T>(work: impl Future<Output = T>) -> T {
    at_once(work).expect("nothing here waits")
}

/// What it comes to, or that it waits.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work: Pin<Box<dyn Future<Output = T> + '_>> = Box::pin(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

pub(crate) const APP: &str = "wayhome";
pub(crate) const PASSPHRASE: &str = "kettle orbit mango tile";

pub(crate) type TestVault = Vault<NativeCrypto, FakeStore>;

/// A new vault in a store.
pub(crate) fn created(store: &FakeStore) -> TestVault {
    let parts = (NativeCrypto::default(), store.clone());
    now(Vault::create(
        APP,
        parts,
        &QuickDerive::default(),
        Kdf::ARGON2ID,
        PASSPHRASE,
    ))
    .expect("a vault is made")
}

/// The headers in a store.
pub(crate) fn headers(store: &FakeStore) -> Vec<Header> {
    match now(look(store)) {
        Ok(Found::Vault(headers)) => headers,
        other => panic!("{other:?}"),
    }
}

/// Unlocks the vault in a store.
pub(crate) fn unlock(store: &FakeStore, passphrase: &str) -> Result<(TestVault, Opened), UnlockError> {
    let parts = (NativeCrypto::default(), store.clone());
    now(Vault::unlock(
        APP,
        parts,
        &QuickDerive::default(),
        &headers(store),
        passphrase,
    ))
}
