//! The headers that every answer bears. This is their one place: `cargo xtask serve` sends them, the service worker puts them
//! on what it keeps, and [`servers`] writes them in the languages of common web servers.

pub(crate) mod servers;

use anyhow::{Result, bail};

/// Nothing is allowed but our own files, and nothing at all may frame the page or take what is in it elsewhere.
///
/// - `'wasm-unsafe-eval'` lets the browser compile our WebAssembly; it does not allow `eval`.
/// - `require-trusted-types-for` refuses markup built from text unless app/web/trusted-types.js lets it through.
/// - `frame-ancestors` works only as a header, so a `<meta>` in the page could not replace this.
const CONTENT_SECURITY_POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    CONNECT,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

/// Where the app may send anything at all. A council's own export address is added to it, and to nothing else.
const CONNECT: &str = "connect-src 'self'";

/// Devices and data of the tablet that Wayhome never asks for.
const PERMISSIONS_POLICY: &str =
    "camera=(), microphone=(), geolocation=(), usb=(), serial=(), display-capture=(), clipboard-read=()";

/// A name that holds a fingerprint of the content never means other content.
const LASTING: &str = "public, max-age=31536000, immutable";

/// The page and the service worker keep their names, so they are asked for anew each time, and left in no cache.
const ASKED_ANEW: &str = "no-store";

/// The headers of one copy of Wayhome.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headers {
    export_to: Option<String>,
}

impl Headers {
    /// The headers, with the one address besides our own that the app may send to, if a council has such an address.
    ///
    /// # Errors
    ///
    /// Refuses an address that is more than `https://`, a host and a port: a pattern, a path, or a second rule hidden in it.
    pub(crate) fn new(export_to: Option<&str>) -> Result<Self> {
        if let Some(origin) = export_to
            && !is_origin(origin)
        {
            bail!(
                "`{origin}` is no origin. Write it as https://host or https://host:port, with a port from 1 to 65535 and nothing behind it."
            );
        }
        Ok(Self {
            export_to: export_to.map(str::to_owned),
        })
    }

    /// The content security policy, as one line.
    pub(crate) fn policy(&self) -> String {
        let rules = CONTENT_SECURITY_POLICY.iter().map(|rule| match &self.export_to {
            Some(origin) if *rule == CONNECT => format!("{rule} {origin}"),
            _ => (*rule).to_owned(),
        });
        rules.collect::<Vec<_>>().join("; ")
    }

    /// The headers of every file, whatever it is.
    pub(crate) fn common(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Content-Security-Policy", self.policy()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ("Permissions-Policy", PERMISSIONS_POLICY.to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
            // Two years. Browsers heed it over https only.
            ("Strict-Transport-Security", "max-age=63072000".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ]
    }

    /// The headers for one file.
    pub(crate) fn for_file(&self, content_type: &str, lasting: bool) -> Vec<(&'static str, String)> {
        let kept = if lasting { LASTING } else { ASKED_ANEW };
        let mut headers = vec![
            ("Content-Type", content_type.to_owned()),
            ("Cache-Control", kept.to_owned()),
        ];
        headers.extend(self.common());
        headers
    }
}

/// `https://host` or `https://host:port`, with nothing that could carry another rule of the policy. This computer itself is for trying.
fn is_origin(text: &str) -> bool {
    let here = text
        .strip_prefix("http://")
        .filter(|host| host.starts_with("127.0.0.1:"));
    let Some(host) = text.strip_prefix("https://").or(here) else {
        return false;
    };
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    // Of a number that is no port a browser makes no address, and ignores the rule with it in it.
    let is_port =
        |port: &str| port.chars().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    name.split('.').all(is_name) && is_port(port)
}

/// What kind of file it is, by its name's end.
pub(crate) fn content_type(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    TYPES
        .iter()
        .find(|(known, _)| *known == end)
        .map_or("application/octet-stream", |(_, content_type)| content_type)
}

/// Ends of names and the kinds of file that they mean.
pub(crate) const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
];

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
    fn an_export_address_changes_one_rule() {
        let (plain, open) = (
            Headers::default().policy(),
            Headers::new(Some("https://care.example:8443")).unwrap().policy(),
        );
        assert_eq!(
            open,
            plain.replace("connect-src 'self'", "connect-src 'self' https://care.example:8443")
        );
        assert_ne!(open, plain);
    }

    #[test]
    fn an_export_address_cannot_carry_another_rule() {
        for refused in [
            "http://care.example",
            "http://127.0.0.1",
            "http://127.0.0.1.care.example:80",
            "https://*",
            "https://*.example",
            "https://care.example/path",
            "https://care.example; script-src *",
            "https://care.example https://other.example",
            "https://",
            "https://care.example:",
            "https://care.example:0",
            "https://care.example:+443",
            "https://care.example:65536",
            "https://care.example:99999",
            "*",
        ] {
            assert!(Headers::new(Some(refused)).is_err(), "{refused}");
        }
    }

    #[test]
    fn only_a_fingerprinted_file_is_kept() {
        let headers = Headers::default();
        assert!(
            headers
                .for_file("text/html", false)
                .contains(&("Cache-Control", "no-store".to_owned()))
        );
        assert!(
            headers
                .for_file("text/css", true)
                .iter()
                .any(|(_, value)| value.contains("immutable"))
        );
    }
}
