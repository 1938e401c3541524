//! The worker that encrypts and opens: started when somebody asks, ended with its answer. See `crates/wayhome-sealer`.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wayhome_vault::Crypto;
use wayhome_vault::browser::{WebCrypto, wait};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

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
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&address, &options).map_err(|_| Why::new())?;
    let worker = Ended(worker);
    let (answer, answered) = oneshot::channel::<Result<Vec<u8>, Why>>();
    let mut answer = Some(answer);
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // An error of the worker itself is an event without a message.
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let said = match data {
            Some(data) if data.is_object() => Ok(Uint8Array::new(&data).to_vec()),
            data => Err(data.and_then(|data| data.as_string()).unwrap_or_default()),
        };
        if let Some(answer) = answer.take() {
            let _ = answer.send(said);
        }
    });
    worker.0.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.0.set_onerror(Some(heard.as_ref().unchecked_ref()));
    let words = Uint8Array::from(passphrase.as_bytes());
    message.push(("passphrase", words.clone().into()));
    message.push(("content", Uint8Array::from(content).into()));
    let posted = worker.0.post_message(&js::object(&message));
    words.fill(0, 0, u32::MAX);
    posted.map_err(|_| Why::new())?;
    match select(answered, Box::pin(wait(PATIENCE))).await {
        Either::Left((Ok(said), _)) => said,
        Either::Left((Err(_), _)) | Either::Right(_) => Err(Why::new()),
    }
}

/// Ends the worker, whatever happens: its memory goes with it.
struct Ended(Worker);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}
