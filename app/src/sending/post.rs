//! One try: a POST to the configured address, and nothing that it did not ask for.

use gloo::timers::callback::Timeout;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wayhome_outbox::{LONGEST_TRY, Outcome, Try, retry_after};

use crate::deployment::SendTo;
use crate::js;

/// Sends; ends after [`LONGEST_TRY`] at the latest.
pub(super) async fn post(to: &SendTo, attempt: &Try) -> Outcome {
    let Some(controller) = js::made("AbortController", &[]) else {
        return Outcome::NoAnswer;
    };
    let stop = controller.clone();
    // It ends with this try.
    let _patience = Timeout::new(u32::try_from(LONGEST_TRY).unwrap_or(u32::MAX), move || {
        js::call(&stop, "abort", &[]);
    });
    answered(to, attempt, &controller).await.unwrap_or(Outcome::NoAnswer)
}

async fn answered(to: &SendTo, attempt: &Try, controller: &JsValue) -> Option<Outcome> {
    let mut headers = vec![
        ("content-type", attempt.content_type.as_str().into()),
        ("idempotency-key", attempt.key.as_str().into()),
    ];
    if let Some(authorization) = &to.authorization {
        headers.push(("authorization", authorization.as_str().into()));
    }
    let how = js::object(&[
        ("method", "POST".into()),
        ("mode", "cors".into()),
        // To no other address than the one that was set up, with nothing that the browser knows of whoever is at work.
        ("redirect", "error".into()),
        ("credentials", "omit".into()),
        ("referrerPolicy", "no-referrer".into()),
        ("cache", "no-store".into()),
        ("headers", js::object(&headers)),
        ("body", attempt.body.as_str().into()),
        ("signal", js::member(controller, "signal")?),
    ]);
    let answer = js::kept(js::call(&window(), "fetch", &[to.address.as_str().into(), how])).await?;
    // An answer that is cut off is none.
    js::kept(js::call(&answer, "arrayBuffer", &[])).await?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an HTTP status is a small whole number"
    )]
    let status = js::member(&answer, "status")?.as_f64()? as u16;
    let said = js::member(&answer, "headers")
        .and_then(|headers| js::call(&headers, "get", &["retry-after".into()]))
        .and_then(|said| said.as_string());
    Some(Outcome::Answered {
        status,
        retry_after: said.and_then(|said| retry_after(&said, super::clock())),
    })
}
