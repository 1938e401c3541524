//! The four ways in which TOML writes a text.

use super::read::{Read, Reader};

const ENDLESS: &str = "a text does not end";

/// `"with \"escapes\""`
pub(super) fn basic(reader: &mut Reader<'_>) -> Read<String> {
    reader.takes("\"");
    let mut text = String::new();
    loop {
        match reader.next() {
            Some('"') => return Ok(text),
            Some('\\') => text.push(escaped(reader)?),
            Some('\n') | None => return Err(ENDLESS),
            Some(letter) => text.push(letter),
        }
    }
}

/// `'as it stands'`
pub(super) fn literal(reader: &mut Reader<'_>) -> Read<String> {
    reader.takes("'");
    let text = reader.while_(|letter| !matches!(letter, '\'' | '\n')).to_owned();
    reader.wants("'", ENDLESS)?;
    Ok(text)
}

/// `"""over several lines"""`
pub(super) fn basic_lines(reader: &mut Reader<'_>) -> Read<String> {
    opened(reader, "\"\"\"");
    let mut text = String::new();
    loop {
        if reader.takes("\"\"\"") {
            return Ok(text + closing(reader, '"'));
        }
        match reader.next() {
            None => return Err(ENDLESS),
            Some('\\') if continues(reader) => drop(reader.while_(char::is_whitespace)),
            Some('\\') => text.push(escaped(reader)?),
            Some('\r') if reader.peek() == Some('\n') => {}
            Some(letter) => text.push(letter),
        }
    }
}

/// `'''over several lines, as it stands'''`
pub(super) fn literal_lines(reader: &mut Reader<'_>) -> Read<String> {
    opened(reader, "'''");
    let rest = reader.rest();
    let end = rest.find("'''").ok_or(ENDLESS)?;
    let text = rest.get(..end).unwrap_or_default().replace("\r\n", "\n");
    reader.at += end + 3;
    Ok(text + closing(reader, '\''))
}

/// The line break right after the opening marks is not part of the text.
fn opened(reader: &mut Reader<'_>, marks: &str) {
    reader.takes(marks);
    if !reader.takes("\r\n") {
        reader.takes("\n");
    }
}

/// One or two marks may stand right before the closing ones, and belong to the text.
fn closing<'t>(reader: &mut Reader<'t>, mark: char) -> &'t str {
    let rest = reader.rest();
    let more = rest.chars().take(2).take_while(|letter| *letter == mark).count();
    reader.at += more;
    rest.get(..more).unwrap_or_default()
}

/// Is this backslash the last thing on its line? Then the text goes on with the next letter that is not white.
fn continues(reader: &Reader<'_>) -> bool {
    let line = reader.rest().split('\n').next().unwrap_or_default();
    line.len() < reader.rest().len() && line.trim().is_empty()
}

fn escaped(reader: &mut Reader<'_>) -> Read<char> {
    let wrong = "a backslash stands before a letter that it does not change";
    let digits = match reader.next().ok_or(ENDLESS)? {
        'b' => return Ok('\u{8}'),
        't' => return Ok('\t'),
        'n' => return Ok('\n'),
        'f' => return Ok('\u{c}'),
        'r' => return Ok('\r'),
        'e' => return Ok('\u{1b}'),
        letter @ ('"' | '\\') => return Ok(letter),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Err(wrong),
    };
    let code = reader.rest().get(..digits).ok_or(wrong)?;
    reader.at += digits;
    let code = u32::from_str_radix(code, 16).map_err(|_| wrong)?;
    char::from_u32(code).ok_or(wrong)
}
