//! Texts in quotation marks, and the escapes in them.

use std::ops::Range;

/// The text between the quotation marks, escapes replaced; or the place of an escape that is not known.
pub(super) fn unescaped(quoted: &str) -> Result<String, Range<usize>> {
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or_default();
    let mut text = String::with_capacity(inner.len());
    let mut at = 0;
    while let Some(rest) = inner.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(escape) = rest.strip_prefix('\\') else {
            let plain = rest.find('\\').unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            at += plain;
            continue;
        };
        let (character, length) = escaped(escape).ok_or_else(|| {
            // One for the quotation mark before the text.
            let length = 1 + escape.chars().next().map_or(0, char::len_utf8);
            at + 1..at + 1 + length
        })?;
        text.push(character);
        at += 1 + length;
    }
    Ok(text)
}

/// The character that an escape stands for, and its length without the backslash.
fn escaped(rest: &str) -> Option<(char, usize)> {
    let simple = |character| Some((character, 1));
    match rest.chars().next()? {
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        '"' => simple('"'),
        '\'' => simple('\''),
        '\\' => simple('\\'),
        'U' => char::from_u32(hexadecimal(rest.get(1..7)?)?).map(|character| (character, 7)),
        'u' => {
            let first = hexadecimal(rest.get(1..5)?)?;
            if let Some(character) = char::from_u32(first) {
                return Some((character, 5));
            }
            // The first half of a pair: the second follows.
            let second = hexadecimal(rest.get(5..)?.strip_prefix("\\u")?.get(..4)?)?;
            let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
            let character = char::decode_utf16(pair).next()?.ok()?;
            Some((character, 11))
        }
        _ => None,
    }
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[track_caller]
    fn check(quoted: &str, expected: Result<&str, std::ops::Range<usize>>) {
        assert_eq!(unescaped(quoted), expected.map(str::to_owned));
    }

    #[test]
    fn the_escapes_of_feel_are_replaced() {
        check(r#""a\tb\\\"""#, Ok("a\tb\\\""));
        check(r#""\u00e9\U01F4A9\uD83D\uDCA9""#, Ok("é💩💩"));
        check(r#""""#, Ok(""));
    }

    #[test]
    fn other_escapes_are_refused_where_they_stand() {
        check(r#""ab\q""#, Err(3..5));
        check(r#""\uD83D""#, Err(1..3));
        check(r#""\u+123""#, Err(1..3));
    }
}
