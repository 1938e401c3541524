//! A worker that is started for one question and ended with its answer: what it had in memory goes with it.

use futures::channel::oneshot;
use futures::future::{Either, select};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::wait;

/// Starts the worker at this address and hands it a message, of which it has a copy once this returns. What is returned waits for what it says,
/// `patience` milliseconds at most: `None` where it does not start, fails, or says nothing in that time.
pub fn ask_worker(address: &str, message: &JsValue, patience: i32) -> impl Future<Output = Option<JsValue>> + use<> {
    let asked = asked(address, message);
    async move {
        let (_worker, _heard, answered) = asked?;
        match select(answered, Box::pin(wait(patience))).await {
            Either::Left((Ok(said), _)) => said,
            Either::Left((Err(_), _)) | Either::Right(_) => None,
        }
    }
}

type Asked = (Ended, Closure<dyn FnMut(Event)>, oneshot::Receiver<Option<JsValue>>);

fn asked(address: &str, message: &JsValue) -> Option<Asked> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Ended(Worker::new_with_options(address, &options).ok()?);
    let (answer, answered) = oneshot::channel();
    let mut answer = Some(answer);
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if let Some(answer) = answer.take() {
            // An error of the worker itself is an event without a message.
            let _ = answer.send(event.dyn_ref::<MessageEvent>().map(MessageEvent::data));
        }
    });
    worker.0.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.0.set_onerror(Some(heard.as_ref().unchecked_ref()));
    worker.0.post_message(message).ok()?;
    Some((worker, heard, answered))
}

/// Ends the worker, whatever happens.
struct Ended(Worker);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}
