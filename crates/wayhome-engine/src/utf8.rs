//! From where on bytes are no text in UTF-8.

use std::fmt;

/// Why bytes are no text in UTF-8. A parser would speak of their first sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotUtf8 {
    /// They begin with bytes of nothing (NUL).
    Nothing,
    /// They are none from here on.
    From {
        /// The line, counted from 1.
        line: usize,
        /// The column in letters, counted from 1.
        column: usize,
    },
}

impl NotUtf8 {
    /// Why these bytes are no text in UTF-8; `None` where they are.
    ///
    /// ```
    /// use wayhome_engine::NotUtf8;
    /// assert_eq!(NotUtf8::of("Zoë".as_bytes()), None);
    /// assert_eq!(NotUtf8::of(b"Zo\xeb"), Some(NotUtf8::From { line: 1, column: 3 }));
    /// assert_eq!(NotUtf8::of(&[0; 9]), Some(NotUtf8::Nothing));
    /// ```
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..4).unwrap_or(bytes);
        if !head.is_empty() && head.iter().all(|byte| *byte == 0) {
            return Some(Self::Nothing);
        }
        let at = if head.contains(&0) {
            // Letters in UTF-16 have a nought beside them, which UTF-8 allows and JSON does not.
            0
        } else {
            std::str::from_utf8(bytes).err()?.valid_up_to()
        };
        let (line, column) = Self::after(bytes.get(..at).unwrap_or_default());
        Some(Self::From { line, column })
    }

    /// The line and the column of what follows a text in UTF-8, both counted from 1, and the column in letters.
    #[must_use]
    pub fn after(text: &[u8]) -> (usize, usize) {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut lines = text.split(|byte| *byte == b'\n');
        let line = lines.clone().count();
        let last = lines.next_back().unwrap_or_default();
        // A letter has one byte that does not go on with it.
        (line, last.iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1)
    }

    /// What is wrong, where somebody else says which line it is.
    #[must_use]
    pub fn in_line(self) -> String {
        match self {
            Self::Nothing => self.to_string(),
            Self::From { column, .. } => not_utf8(format_args!("column {column}")),
        }
    }
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str(
                "This is no text: it begins with bytes of nothing (NUL), as a file does that was damaged or not written to its end. Take it anew \
                 from where it came from.",
            ),
            Self::From { line, column } => f.write_str(&not_utf8(format_args!("line {line}, column {column}"))),
        }
    }
}

fn not_utf8(from: fmt::Arguments<'_>) -> String {
    format!("From {from} on, this is not UTF-8. Save it as UTF-8.")
}
