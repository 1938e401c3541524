//! The vault outside a browser: with a library's AES-GCM, and a store that fails on demand.
#![cfg(not(target_arch = "wasm32"))]
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "the whole file is test code, helpers included"
    )
)]

mod fake;
mod faults;
mod keeping;
mod known_answers;
mod tabs;
mod tampering;
mod together;
