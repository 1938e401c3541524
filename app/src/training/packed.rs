//! A scenario or a compiled procedure as the end of an address: compressed, and in letters that an address takes. Nothing is sent: browsers keep this
//! part to themselves.

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wayhome_engine::LARGEST_SCENARIO;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, WritableStream};

use crate::js;

/// The longest address that is made or read, in letters: what the address bar of every browser takes (decision 0060).
pub(super) const LONGEST: usize = 32_000;

/// The most that a link may hold once it is unpacked, in bytes. The largest procedure that Wayhome ships has a third of it.
pub(super) const LARGEST: usize = LARGEST_SCENARIO;

/// Packs a text; `None` where the browser cannot.
pub(super) async fn pack(text: &str) -> Option<String> {
    let packed = through("CompressionStream", text.as_bytes()).await?;
    let letters: String = packed.into_iter().map(char::from).collect();
    let text = window().btoa(&letters).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}

/// Unpacks a text; `None` where it is none, is damaged, or would be larger than what a link may hold.
pub(super) async fn unpack(packed: &str) -> Option<Vec<u8>> {
    if packed.len() > LONGEST {
        return None;
    }
    let letters = window().atob(&packed.replace('-', "+").replace('_', "/")).ok()?;
    let bytes: Vec<u8> = letters.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
    through("DecompressionStream", &bytes).await
}

/// Sends bytes through a stream of the browser's, which older ones do not have. What comes out is read piece by piece, and no more of it than a link may hold: a short address may hold
/// what unpacks to gigabytes.
async fn through(stream: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let stream = js::made(stream, &["deflate-raw".into()])?;
    let end = |name: &str| js::member(&stream, name);
    let (out, into): (ReadableStream, WritableStream) =
        (end("readable")?.unchecked_into(), end("writable")?.unchecked_into());
    let writer = into.get_writer().ok()?;
    let (write, close) = (writer.write_with_chunk(&Uint8Array::from(bytes)), writer.close());
    // What is damaged is told by the reader too; here it is only heard, so that the browser does not complain.
    for heard in [write, close, writer.closed()] {
        spawn_local(async move { drop(JsFuture::from(heard).await) });
    }
    let reader = ReadableStreamDefaultReader::new(&out).ok()?;
    let mut all = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.ok()?;
        let value = Reflect::get(&piece, &"value".into()).unwrap_or(JsValue::UNDEFINED);
        let Some(value) = value.dyn_ref::<Uint8Array>() else {
            return Some(all);
        };
        all.extend(value.to_vec());
        if all.len() > LARGEST {
            let cancelled = reader.cancel();
            spawn_local(async move { drop(JsFuture::from(cancelled).await) });
            return None;
        }
    }
}
