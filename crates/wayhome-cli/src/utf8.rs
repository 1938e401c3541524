//! From where on bytes are no text in UTF-8.

use crate::input::without_mark;

/// Why bytes cannot be read as JSON, if they are no text in UTF-8, and from where on: a parser would speak of their first sign. Of one line of many the
/// column alone is told.
pub(crate) fn not_utf8(bytes: &[u8], is_line: bool) -> Option<String> {
    if !bytes.is_empty() && bytes.iter().take(4).all(|byte| *byte == 0) {
        let why = "This is no text: it begins with bytes of nothing (NUL), as a file does that was damaged or not written to its end. Take it anew \
                   from where it came from.";
        return Some(why.to_owned());
    }
    // Letters in UTF-16 have a nought beside them, which UTF-8 allows and JSON does not.
    let is_utf16 = bytes.iter().take(4).any(|byte| *byte == 0);
    let wrong = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    let at = if is_utf16 { 0 } else { wrong? };
    let (line, column) = place(bytes.get(..at).unwrap_or_default());
    let line = if is_line {
        String::new()
    } else {
        format!("line {line}, ")
    };
    Some(format!(
        "From {line}column {column} on, this is not UTF-8. Save it as UTF-8."
    ))
}

/// The line and the column of what follows a text that can be read, both counted from 1, and the column in letters.
pub(crate) fn place(read: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(without_mark(read));
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}
