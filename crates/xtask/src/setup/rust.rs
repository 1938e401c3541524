//! Parts of the Rust toolchain that a minimal installation leaves out.

use crate::process::{command, find, run};
use anyhow::{Result, bail};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the compiler's target for browsers.
pub(crate) fn wasm_target() -> Result<()> {
    if find(&["rustup"]).is_none() {
        // Without rustup the compiler came from elsewhere, which may have brought the target with it.
        let folder = run(command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
        if std::path::Path::new(folder.trim()).is_dir() {
            return Ok(());
        }
        bail!(
            "This Rust has no {WASM_TARGET} target, and there is no rustup to add it. Install the target from where Rust came from."
        );
    }
    add("target", WASM_TARGET, "the browser target of the Rust compiler")
}

/// Adds the formatter and the linter.
pub(crate) fn components() -> Result<()> {
    if find(&["rustup"]).is_none() {
        if find(&["cargo-fmt"]).is_some() && find(&["cargo-clippy"]).is_some() {
            return Ok(());
        }
        bail!(
            "rustfmt or clippy is missing, and there is no rustup to add it. Install both from where Rust came from."
        );
    }
    add("component", "rustfmt", "the Rust formatter")?;
    add("component", "clippy", "the Rust linter")
}

fn add(kind: &str, name: &str, what: &str) -> Result<()> {
    let listed = run(command("rustup").args([kind, "list", "--installed"]))?;
    if !lists(&listed, name) {
        println!("Installing {name}, {what} (with rustup, once per machine)…");
        run(command("rustup").args([kind, "add", name]))?;
    }
    Ok(())
}

/// Whether rustup's list has this name. It lists components with their host, `clippy-x86_64-unknown-linux-gnu`.
fn lists(listed: &str, name: &str) -> bool {
    listed.lines().any(|line| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::lists;

    #[test]
    fn a_component_is_listed_with_its_host() {
        let listed = "cargo-x86_64-unknown-linux-gnu\nclippy-x86_64-unknown-linux-gnu\nwasm32-unknown-unknown\n";
        assert!(lists(listed, "clippy"));
        assert!(lists(listed, "wasm32-unknown-unknown"));
        assert!(!lists(listed, "rustfmt"));
        assert!(!lists(listed, "clip"));
    }
}
