//! What is kept and what comes along, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

mod any;
mod carrying;
mod earlier;
mod keeping;
mod made;
mod returns;
#[path = "../shelved/mod.rs"]
mod shelved;
