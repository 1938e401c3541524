//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    // The manifest of this crate is in crates/xtask/, whatever folder the command was started in.
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// The built app.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Build output that is nobody's source: ignored by git.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// A program that came with the npm packages.
pub(crate) fn node_program(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}
