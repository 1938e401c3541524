//! Writes each conformance case as one line of JSON, `{"name", "today", "record"}`, for tests that are not written in Rust.

use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for (_, case) in wayhome_conformance::cases()? {
        let line = serde_json::json!({ "name": case.name, "today": case.today, "record": case.record()? });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
