//! A text of the file, and where each of its characters stands.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;
use validator::ValidateLength;

/// A text and the place of its value, quotation marks included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Range<usize>,
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self {
            span: spanned.span(),
            value: spanned.into_inner(),
        })
    }
}

impl ValidateLength<u64> for Text {
    /// Spaces alone are no text: whoever reads them reads nothing.
    fn length(&self) -> Option<u64> {
        if self.value.trim().is_empty() {
            return Some(0);
        }
        u64::try_from(self.value.chars().count()).ok()
    }
}

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.value
    }

    /// Where each byte of the text stands in the file, and after them where the text ends.
    pub(crate) fn places(&self, file: &str) -> Places {
        let raw = file.get(self.span.clone()).unwrap_or_default();
        let (mark, literal) = match raw {
            raw if raw.starts_with("'''") => (3, true),
            raw if raw.starts_with("\"\"\"") => (3, false),
            raw => (1, raw.starts_with('\'')),
        };
        let inner = raw.get(mark..raw.len().saturating_sub(mark)).unwrap_or_default();
        // A line break right after three quotation marks is not part of the text.
        let skipped = match mark {
            3 if inner.starts_with("\r\n") => 2,
            3 if inner.starts_with('\n') => 1,
            _ => 0,
        };
        let inner = inner.get(skipped..).unwrap_or_default();
        let bytes = walk(inner, &self.value, literal);
        Places {
            start: self.span.start + mark + skipped,
            bytes,
            length: inner.len(),
        }
    }
}

/// From a text to its file.
pub(crate) struct Places {
    start: usize,
    bytes: Vec<usize>,
    length: usize,
}

impl Places {
    /// The place in the file of a byte of the text.
    pub(crate) fn of(&self, offset: usize) -> usize {
        self.start + self.bytes.get(offset).copied().unwrap_or(self.length)
    }
}

/// For each byte of the value, the byte of the raw text that it comes from.
fn walk(raw: &str, value: &str, literal: bool) -> Vec<usize> {
    let mut places = Vec::with_capacity(value.len());
    let mut at = 0;
    for character in value.chars() {
        if !literal {
            at += continuation(raw.get(at..).unwrap_or_default());
        }
        let rest = raw.get(at..).unwrap_or_default();
        let length = match rest.chars().next() {
            Some('\\') if !literal => escape_length(rest),
            // A line break of two characters may have become one.
            Some('\r') if character == '\n' => 2,
            Some(first) => first.len_utf8(),
            None => 0,
        };
        places.extend(std::iter::repeat_n(at, character.len_utf8()));
        at += length;
    }
    places
}

/// The length of backslashes at the ends of lines, with the space after them: they stand for nothing.
fn continuation(rest: &str) -> usize {
    let mut skipped = 0;
    while let Some(after) = rest.get(skipped..).and_then(|rest| rest.strip_prefix('\\')) {
        let line = after.trim_start_matches([' ', '\t']);
        if !line.starts_with(['\n', '\r']) {
            break;
        }
        let blank = after.len() - after.trim_start_matches([' ', '\t', '\n', '\r']).len();
        skipped += 1 + blank;
    }
    skipped
}

/// The length of an escape, the backslash included.
fn escape_length(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}
