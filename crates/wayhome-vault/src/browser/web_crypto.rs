//! AES-256-GCM and random numbers from WebCrypto.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::{member, object};
use crate::crypto::{Crypto, CryptoError, IV_BYTES, RawKey};

/// The browser's own cryptography.
#[derive(Clone)]
pub struct WebCrypto {
    crypto: web_sys::Crypto,
    subtle: SubtleCrypto,
}

impl WebCrypto {
    /// The page's; only a page that is served securely has it.
    ///
    /// # Errors
    ///
    /// When the browser does not offer it.
    pub fn new() -> Result<Self, CryptoError> {
        let window = web_sys::window().ok_or(CryptoError::Unavailable)?;
        let crypto = window.crypto().map_err(|_| CryptoError::Unavailable)?;
        let subtle = member(&crypto, "subtle").ok_or(CryptoError::Unavailable)?;
        Ok(Self {
            crypto,
            subtle: subtle.unchecked_into(),
        })
    }

    pub(super) const fn subtle(&self) -> &SubtleCrypto {
        &self.subtle
    }
}

fn algorithm(iv: &[u8; IV_BYTES], bound: &[u8]) -> js_sys::Object {
    object(&[
        ("name", &"AES-GCM".into()),
        ("iv", &Uint8Array::from(iv.as_slice())),
        ("additionalData", &Uint8Array::from(bound)),
    ])
}

/// The bytes that a call promises.
pub(super) async fn bytes(promise: Result<js_sys::Promise, JsValue>) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(promise?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

impl Crypto for WebCrypto {
    type Key = CryptoKey;

    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoError> {
        self.crypto
            .get_random_values_with_u8_array(bytes)
            .map(drop)
            .map_err(|_| CryptoError::Unavailable)
    }

    async fn import(&self, raw: &RawKey) -> Result<CryptoKey, CryptoError> {
        let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
        let data = Uint8Array::from(raw.as_slice());
        let key = self.subtle.import_key_with_str("raw", &data, "AES-GCM", false, &usages);
        // The copy that JavaScript had; the browser has made its own.
        data.fill(0, 0, u32::MAX);
        let key = JsFuture::from(key.map_err(|_| CryptoError::Unavailable)?).await;
        key.map(JsValue::unchecked_into).map_err(|_| CryptoError::Unavailable)
    }

    async fn seal(
        &self,
        key: &CryptoKey,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        text: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let sealed = self
            .subtle
            .encrypt_with_object_and_u8_array(&algorithm(iv, bound), key, text);
        bytes(sealed).await.map_err(|_| CryptoError::Unavailable)
    }

    async fn open(
        &self,
        key: &CryptoKey,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let text = self
            .subtle
            .decrypt_with_object_and_u8_array(&algorithm(iv, bound), key, sealed);
        bytes(text).await.map_err(|_| CryptoError::DoesNotOpen)
    }
}
