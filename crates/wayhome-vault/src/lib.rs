//! Keeps documents on the device: encrypted, durable, and honest about what was kept.
//!
//! A document is an id and bytes; what is in it is the caller's business. [`Vault`] seals each one under a random data key, which lies on
//! the device only wrapped by a key made from the person's passphrase. Every write goes into the slot that does *not* hold the newest
//! revision, together with an index of all newest revisions, in one transaction. So a write that is cut off leaves the one before it, and
//! a row that was changed, swapped or put back from earlier is noticed.
//!
//! What decides is apart from what touches a browser: the modules here know [`Crypto`], [`Derive`] and [`Store`] as traits and are tested
//! without a browser against a store that fails on demand. [`browser`] has WebCrypto, `IndexedDB`, the Argon2 worker and the tabs.
//!
//! **What it cannot do**: notice that *everything* was put back to an earlier day; promise that memory is wiped (WebAssembly memory and
//! JavaScript strings cannot be); take back what lies on the disk (deleting is logical, so only what was never written in clear is safe).

pub mod browser;
mod crypto;
mod document;
mod header;
mod index;
pub mod lock;
pub mod passphrase;
pub mod pin;
pub mod retention;
pub mod save_queue;
pub mod sealed;
mod slots;
mod store;
pub mod tabs;
mod vault;
mod words;

pub use crypto::{Crypto, CryptoError, Derive, DeriveError, IV_BYTES, KEY_BYTES, RawKey};
pub use document::{Document, DocumentId, Kept, Moment, NotAnId, Revision};
pub use header::{Header, HeaderError, Kdf};
pub use slots::Slot;
pub use store::{Batch, Rows, Stamp, Store, StoreError};
pub use vault::{Found, Opened, PutError, Trouble, UnlockError, Vault, look};
