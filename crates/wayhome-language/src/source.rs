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
        self.lines().position(offset)
    }

    /// Its lines, to look up many places.
    pub(crate) fn lines(&self) -> Lines<'_> {
        let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines {
            text: &self.text,
            starts: newlines.map(|(place, _)| place + 1).collect(),
        }
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines<'s> {
    text: &'s str,
    /// Of all but the first.
    starts: Vec<usize>,
}

impl Lines<'_> {
    /// As [`Source::position`].
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let end = self.text.floor_char_boundary(offset);
        let before = self.starts.partition_point(|start| *start <= end);
        let start = before
            .checked_sub(1)
            .and_then(|last| self.starts.get(last))
            .copied()
            .unwrap_or(0);
        let column = self.text.get(start..end).unwrap_or_default().chars().count() + 1;
        (before + 1, column)
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
