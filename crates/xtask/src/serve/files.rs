//! Which file answers an address.

use crate::headers::content_type;
use std::fs;
use std::path::{Component, Path};

/// What to answer with.
pub(crate) struct Found {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// Whether the name holds a fingerprint of the content.
    pub(crate) lasting: bool,
}

/// The file for an address. One without an end (`/record/R-2041`) is a place within the app, so the page answers it.
pub(crate) fn find(dist: &Path, method: &str, address: &str) -> Found {
    if !matches!(method, "GET" | "HEAD") {
        return refusal(405, "Only GET is answered here.\n");
    }
    let path = address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let path = if Path::new(path).extension().is_none() {
        "index.html"
    } else {
        path
    };
    // Our own names need no escapes, and nothing outside the folder is ever served.
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    match inside.then(|| fs::read(dist.join(path)).ok()).flatten() {
        Some(bytes) => Found {
            status: 200,
            content_type: content_type(path),
            bytes,
            lasting: is_fingerprinted(path),
        },
        None => refusal(404, "There is no such file.\n"),
    }
}

fn refusal(status: u16, words: &str) -> Found {
    Found {
        status,
        content_type: "text/plain; charset=utf-8",
        bytes: words.as_bytes().to_vec(),
        lasting: false,
    }
}

/// Whether a name is one that the build gave: `app.0123456789abcdef.js`.
pub(crate) fn is_fingerprinted(path: &str) -> bool {
    let mut parts = path.rsplit('.').skip(1);
    parts
        .next()
        .is_some_and(|part| part.len() == 16 && part.chars().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, status: u16, content_type: &str) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "page").unwrap();
        fs::write(folder.path().join("app.0123456789abcdef.wasm"), "wasm").unwrap();
        let found = find(folder.path(), "GET", address);
        assert_eq!((found.status, found.content_type), (status, content_type), "{address}");
    }

    #[test]
    fn files_come_with_their_type() {
        check("/", 200, "text/html; charset=utf-8");
        check("/app.0123456789abcdef.wasm?x=1", 200, "application/wasm");
    }

    #[test]
    fn a_place_within_the_app_is_the_page() {
        check("/record/R-2041", 200, "text/html; charset=utf-8");
    }

    #[test]
    fn nothing_else_is_served() {
        check("/missing.js", 404, "text/plain; charset=utf-8");
        check("/../Cargo.toml", 404, "text/plain; charset=utf-8");
        check("/%2e%2e/Cargo.toml", 404, "text/plain; charset=utf-8");
    }

    #[test]
    fn nothing_is_taken() {
        assert_eq!(find(Path::new("."), "POST", "/").status, 405);
    }

    #[test]
    fn a_fingerprint_is_recognised() {
        assert!(is_fingerprinted("app_bg.0123456789abcdef.wasm"));
        assert!(!is_fingerprinted("index.html"));
        assert!(!is_fingerprinted("app.min.js"));
    }
}
