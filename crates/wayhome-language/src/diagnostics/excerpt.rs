//! The part of a source that a diagnostic is shown with: its lines, and of a long line what stands around its places.

use std::ops::Range;

use codespan_reporting::files::{Error, Files, SimpleFile};

use super::Diagnostic;
use crate::source::Source;

/// So many bytes are shown before and after a place. A file may be one line of many megabytes, of which nobody reads more.
const AROUND: usize = 80;

/// Some lines of a source. It says the lines and columns of the source itself.
pub(super) struct Excerpt<'s> {
    name: &'s str,
    lines: SimpleFile<&'s str, String>,
    pieces: Vec<Piece>,
    first_line: usize,
    column: usize,
}

/// What is shown of the source without a gap.
struct Piece {
    /// Where it stands in the source.
    place: Range<usize>,
    /// Where it begins in the excerpt.
    shown_at: usize,
}

impl<'s> Excerpt<'s> {
    pub(super) fn new(source: &'s Source, diagnostic: &Diagnostic) -> Self {
        let text = source.text.as_str();
        let spans = diagnostic.notes.iter().map(|note| note.span).chain([diagnostic.span]);
        let mut places: Vec<usize> = spans
            .flat_map(|span| [floor(text, span.start), floor(text, span.end)])
            .collect();
        places.sort_unstable();
        let (first, last) = (places.first().copied(), places.last().copied());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let mut line_start = text
            .get(..first)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |end| end + 1);
        let rest = text.get(last..).unwrap_or_default();
        let end = rest.find('\n').map_or(text.len(), |newline| last + newline + 1);
        let mut shown = String::new();
        let mut pieces = Vec::new();
        for line in text.get(line_start..end).unwrap_or_default().split_inclusive('\n') {
            let whole = line_start..line_start + line.len();
            for place in parts(text, &whole, &places) {
                if place.start > whole.start {
                    shown.push('…');
                }
                pieces.push(Piece {
                    place: place.clone(),
                    shown_at: shown.len(),
                });
                shown.extend(text.get(place.clone()).unwrap_or_default().chars().map(seen));
            }
            if pieces.last().is_some_and(|piece| piece.place.end < whole.end) {
                shown.push_str("…\n");
            }
            line_start = whole.end;
        }
        let lines = diagnostic.notes.iter().map(|note| note.line).chain([diagnostic.line]);
        Self {
            name: &source.name,
            lines: SimpleFile::new(&source.name, shown),
            pieces,
            first_line: lines.min().unwrap_or(1),
            column: diagnostic.column,
        }
    }

    /// Where a byte of the source stands in the excerpt.
    pub(super) fn place(&self, offset: usize) -> usize {
        let before = self.pieces.iter().rev().find(|piece| piece.place.start <= offset);
        before.map_or(0, |piece| {
            piece.shown_at + piece.place.end.min(offset) - piece.place.start
        })
    }
}

/// What is shown of a line: all of it, or what stands around the places in it; where there is none, its beginning.
fn parts(text: &str, line: &Range<usize>, places: &[usize]) -> Vec<Range<usize>> {
    if line.len() <= 2 * AROUND {
        return vec![line.clone()];
    }
    let within = places.iter().filter(|place| (line.start..=line.end).contains(place));
    let mut parts: Vec<Range<usize>> = Vec::new();
    for place in within {
        let start = floor(text, place.saturating_sub(AROUND)).max(line.start);
        let end = floor(text, place + AROUND).min(line.end);
        match parts.last_mut() {
            Some(before) if start <= before.end => before.end = end,
            _ => parts.push(start..end),
        }
    }
    if parts.is_empty() {
        parts.push(line.start..floor(text, line.start + 2 * AROUND));
    }
    parts
}

/// Does a character take up no room where it is shown?
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// A character as it is shown: one that nobody sees would leave nothing to point at. What stands for it is as long.
fn seen(character: char) -> char {
    match (is_unseen(character), character.len_utf8()) {
        (false, _) => character,
        (true, 2) => '\u{b7}',
        (true, _) => char::REPLACEMENT_CHARACTER,
    }
}

/// The nearest place at or before this one that is between two characters.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

impl<'a> Files<'a> for Excerpt<'_> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(self.lines.source())
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        self.lines.line_index((), byte)
    }

    fn line_range(&'a self, (): (), line: usize) -> Result<Range<usize>, Error> {
        self.lines.line_range((), line)
    }

    fn line_number(&'a self, (): (), line: usize) -> Result<usize, Error> {
        Ok(self.first_line + line)
    }

    /// Only that of the diagnostic itself is shown.
    fn column_number(&'a self, (): (), _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.column)
    }
}
