//! A text with a name, and places in it.

/// A file's name, as messages show it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What messages call it: usually its path.
    pub name: String,
    /// All of its text.
    pub text: String,
}

impl Source {
    /// A source with this name and text. A byte order mark, with which some editors begin a file, is no part of its text: places count without it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: without_mark(text.into()),
        }
    }

    /// The line and column of a byte offset, both counted from 1; columns count characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a", "né\nb");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(3), (1, 3));
        assert_eq!(source.position(4), (2, 1));
        assert_eq!(source.position(99), (2, 2));
    }

    #[test]
    fn a_byte_order_mark_moves_no_column() {
        assert_eq!(Source::new("a", "\u{feff}x = 1").text, "x = 1");
    }
}
