//! The vault outside a browser: with a library's AES-GCM, and a store that fails on demand.
#![cfg(not(target_arch = "wasm32"))]

mod fake;
mod faults;
mod keeping;
mod known_answers;
mod tabs;
mod tampering;
