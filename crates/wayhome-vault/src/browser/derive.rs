//! Keys from passphrases: Argon2id in a worker that is ended afterwards, PBKDF2 from `WebCrypto`.

use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;
use zeroize::{Zeroize, Zeroizing};

use super::web_crypto::{WebCrypto, bytes};
use super::{ask_worker, object};
use crate::crypto::{Derive, DeriveError, KEY_BYTES, RawKey};
use crate::header::Kdf;

/// How long the worker may take, in milliseconds. A slow tablet needs two seconds.
const PATIENCE: i32 = 60_000;

/// Derives in the browser.
#[derive(Clone)]
pub struct BrowserDerive {
    crypto: WebCrypto,
    worker: Option<String>,
}

impl BrowserDerive {
    /// With the address of the worker's script; without one, only PBKDF2 works.
    #[must_use]
    pub const fn new(crypto: WebCrypto, worker: Option<String>) -> Self {
        Self { crypto, worker }
    }

    /// The way for a new passphrase: Argon2id if the worker answers, PBKDF2 otherwise. Tried with all of its memory, which is what a
    /// device may lack, and one pass instead of three.
    pub async fn best(&self) -> Kdf {
        let Kdf::Argon2id { memory, lanes, .. } = Kdf::ARGON2ID else {
            return Kdf::PBKDF2;
        };
        let tried = self.argon2id((memory, 1, lanes), &[0; 16], b"does it answer?").await;
        if tried.is_ok() { Kdf::ARGON2ID } else { Kdf::PBKDF2 }
    }

    async fn argon2id(
        &self,
        (memory, passes, lanes): (u32, u32, u32),
        salt: &[u8],
        passphrase: &[u8],
    ) -> Result<RawKey, DeriveError> {
        let address = self.worker.as_ref().ok_or(DeriveError::Unavailable)?;
        let data = Uint8Array::from(passphrase);
        let message = object(&[
            ("passphrase", &data),
            ("salt", &Uint8Array::from(salt)),
            ("memory", &memory.into()),
            ("passes", &passes.into()),
            ("lanes", &lanes.into()),
        ]);
        let asked = ask_worker(address, &message, PATIENCE);
        // The worker has a copy; nobody needs this one.
        data.fill(0, 0, u32::MAX);
        let answered = asked.await.filter(JsValue::is_object).map(|said| {
            let key = Uint8Array::new(&said);
            let bytes = key.to_vec();
            key.fill(0, 0, u32::MAX);
            bytes
        });
        raw(answered.unwrap_or_default())
    }

    async fn pbkdf2(&self, iterations: u32, salt: &[u8], passphrase: &[u8]) -> Result<RawKey, DeriveError> {
        let subtle = self.crypto.subtle();
        let data = Uint8Array::from(passphrase);
        let usages = Array::of1(&"deriveBits".into());
        let imported = subtle.import_key_with_str("raw", &data, "PBKDF2", false, &usages);
        data.fill(0, 0, u32::MAX);
        let imported = JsFuture::from(imported.map_err(|_| DeriveError::Unavailable)?).await;
        let key: CryptoKey = imported.map_err(|_| DeriveError::Unavailable)?.unchecked_into();
        let algorithm = object(&[
            ("name", &"PBKDF2".into()),
            ("hash", &"SHA-256".into()),
            ("salt", &Uint8Array::from(salt)),
            ("iterations", &iterations.into()),
        ]);
        let bits = subtle.derive_bits_with_object(&algorithm, &key, 256);
        raw(bytes(bits).await.map_err(|_: JsValue| DeriveError::Unavailable)?)
    }
}

impl Derive for BrowserDerive {
    async fn derive(&self, kdf: Kdf, salt: &[u8], passphrase: &str) -> Result<RawKey, DeriveError> {
        // The same letters typed on another keyboard may come as other signs.
        let normal = JsString::from(passphrase).normalize("NFKC");
        let passphrase = Zeroizing::new(String::from(normal));
        match kdf {
            Kdf::Argon2id { memory, passes, lanes } => {
                self.argon2id((memory, passes, lanes), salt, passphrase.as_bytes())
                    .await
            }
            Kdf::Pbkdf2Sha256 { iterations } => self.pbkdf2(iterations, salt, passphrase.as_bytes()).await,
        }
    }
}

fn raw(mut bytes: Vec<u8>) -> Result<RawKey, DeriveError> {
    let key: Result<[u8; KEY_BYTES], _> = bytes.as_slice().try_into();
    let key = key.map(RawKey::new).map_err(|_| DeriveError::Unavailable);
    bytes.zeroize();
    key
}
