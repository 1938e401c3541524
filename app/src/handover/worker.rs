//! The worker that encrypts and opens: started when somebody asks, ended with its answer. See `crates/wayhome-sealer`.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wayhome_vault::Crypto;
use wayhome_vault::browser::{WebCrypto, ask_worker};

use crate::js;

/// How long it may take, in milliseconds: a file that somebody else made may ask for a gigabyte.
const PATIENCE: i32 = 180_000;

/// Why it did not work: a word of `wayhome_sealer`, or none.
pub(super) type Why = String;

/// Encrypts under a passphrase.
pub(super) async fn seal(crypto: &WebCrypto, passphrase: &str, content: &[u8]) -> Result<Vec<u8>, Why> {
    let mut random = [0; 48];
    crypto.random(&mut random).map_err(|_| Why::new())?;
    let random = ("random", Uint8Array::from(random.as_slice()).into());
    asked(vec![random], passphrase, content).await
}

/// Opens what was encrypted under a passphrase.
pub(super) async fn open(passphrase: &str, sealed: &[u8]) -> Result<Vec<u8>, Why> {
    asked(Vec::new(), passphrase, sealed).await
}

async fn asked(mut message: Vec<(&'static str, JsValue)>, passphrase: &str, content: &[u8]) -> Result<Vec<u8>, Why> {
    let address = js::meta("wayhome-sealer").ok_or_else(Why::new)?;
    let words = Uint8Array::from(passphrase.as_bytes());
    message.push(("passphrase", words.clone().into()));
    message.push(("content", Uint8Array::from(content).into()));
    let asked = ask_worker(&address, &js::object(&message), PATIENCE);
    words.fill(0, 0, u32::MAX);
    match asked.await {
        Some(data) if data.is_object() => Ok(Uint8Array::new(&data).to_vec()),
        data => Err(data.and_then(|data| data.as_string()).unwrap_or_default()),
    }
}
