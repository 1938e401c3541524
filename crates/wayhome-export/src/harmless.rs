//! Text of a record that steers nothing it is shown on.

use std::borrow::Cow;

/// Would it steer a terminal, or rearrange a page around it? Control characters, and what turns the direction of writing.
pub(crate) fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text as one line, in which each character that would steer a terminal is the replacement character. A new line is one of them, and so are
/// Unicode's separators of lines and paragraphs: nobody can make a second message out of one.
///
/// ```
/// use wayhome_export::harmless_line;
/// assert_eq!(harmless_line("visit\u{1b}[2J\nall is well"), "visit\u{fffd}[2J\u{fffd}all is well");
/// assert_eq!(harmless_line("visit\u{2028}all is well"), "visit\u{fffd}all is well");
/// ```
#[must_use]
pub fn harmless_line(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| {
        steers(letter) || matches!(letter, '\u{2028}' | '\u{2029}')
    })
}

/// The same of a text of several lines: new lines and tabs stay.
///
/// ```
/// use wayhome_export::harmless_lines;
/// assert_eq!(harmless_lines("a\tb\r\nc\u{9b}2J"), "a\tb\nc\u{fffd}2J");
/// ```
#[must_use]
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    let steers = |letter| steers(letter) && !matches!(letter, '\n' | '\t');
    if text.contains("\r\n") {
        // A form ends its lines so. Alone, a carriage return writes over what stands before it.
        return Cow::Owned(replaced(&text.replace("\r\n", "\n"), steers).into_owned());
    }
    replaced(text, steers)
}

fn replaced(text: &str, steers: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&steers) {
        return Cow::Borrowed(text);
    }
    let instead = |letter| if steers(letter) { '\u{fffd}' } else { letter };
    Cow::Owned(text.chars().map(instead).collect())
}
