//! The headers that every answer bears. This is their one place: whatever serves Wayhome sends these.

/// Nothing is allowed but our own files, and nothing at all may frame the page or take what is in it elsewhere.
///
/// - `'wasm-unsafe-eval'` lets the browser compile our WebAssembly; it does not allow `eval`.
/// - `require-trusted-types-for` refuses markup built from text unless app/trusted-types.js lets it through.
/// - `frame-ancestors` works only as a header, so a `<meta>` in the page could not replace this.
const CONTENT_SECURITY_POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// Devices and data of the tablet that Wayhome never asks for.
const PERMISSIONS_POLICY: &str =
    "camera=(), microphone=(), geolocation=(), usb=(), serial=(), display-capture=(), clipboard-read=()";

/// The headers for one file.
pub(crate) fn for_file(content_type: &str, lasting: bool) -> Vec<(&'static str, String)> {
    // A name that holds a fingerprint of the content never means other content; everything else is asked for anew.
    let kept = if lasting {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    vec![
        ("Content-Type", content_type.to_owned()),
        ("Cache-Control", kept.to_owned()),
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY.join("; ")),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", PERMISSIONS_POLICY.to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_source_but_our_own_and_no_inline_code() {
        for rule in CONTENT_SECURITY_POLICY {
            assert!(
                !rule.contains("unsafe-inline") && !rule.contains("'unsafe-eval'"),
                "{rule}"
            );
            assert!(!rule.contains('*') && !rule.contains(':'), "{rule}");
        }
    }

    #[test]
    fn only_a_fingerprinted_file_is_kept() {
        assert!(for_file("text/html", false).contains(&("Cache-Control", "no-store".to_owned())));
        assert!(
            for_file("text/css", true)
                .iter()
                .any(|(_, value)| value.contains("immutable"))
        );
    }
}
