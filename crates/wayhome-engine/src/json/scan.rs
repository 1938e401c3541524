//! Finding the ends of texts and numbers.

/// How many bytes of a text go before its closing quote, an escape or a byte that must not stand in it.
pub(super) fn plain(bytes: &[u8]) -> usize {
    // Most texts are short, and end here.
    let (first, more) = bytes.split_at_checked(MANY).unwrap_or((bytes, &[]));
    let at = by_eights(first);
    if at < first.len() || more.is_empty() {
        return at;
    }
    // Whether one of the three is among many bytes is a question that a processor answers at once.
    let (many, _) = more.as_chunks::<MANY>();
    let at = MANY * (1 + many.iter().take_while(|bytes| all_plain(bytes)).count());
    at + by_eights(bytes.get(at..).unwrap_or_default())
}

/// So many bytes are looked at together in a long text.
const MANY: usize = 32;

fn by_eights(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut at = 0;
    // Eight bytes at once: the lowest byte in which one of the three occurs has its highest bit set.
    for eight in eights {
        let word = u64::from_le_bytes(*eight);
        let found = zero(word ^ repeat(b'"')) | zero(word ^ repeat(b'\\')) | below_space(word);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
        .unwrap_or(rest.len())
}

fn all_plain(bytes: &[u8; MANY]) -> bool {
    bytes.iter().fold(0, |found, byte| {
        found | u8::from(*byte == b'"') | u8::from(*byte == b'\\') | u8::from(*byte < 0x20)
    }) == 0
}

fn repeat(byte: u8) -> u64 {
    u64::from(byte) * 0x0101_0101_0101_0101
}

/// Marks the bytes that are zero. A mark above the lowest may be wrong, the lowest never is.
fn zero(word: u64) -> u64 {
    word.wrapping_sub(repeat(1)) & !word & repeat(0x80)
}

/// Marks the bytes below 0x20, in the same way.
fn below_space(word: u64) -> u64 {
    word.wrapping_sub(repeat(0x20)) & !word & repeat(0x80)
}

/// The length of a text with escapes, up to its closing quote; `from` bytes of it are known to be plain.
pub(super) fn escaped(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => return None,
        }
        at += plain(bytes.get(at..)?);
    }
}

/// What a text with escapes says.
pub(super) fn unescape(text: &str) -> Option<String> {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        said.push_str(before);
        let mut letters = escape.chars();
        said.push(match letters.next()? {
            letter @ ('"' | '\\' | '/') => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = hex(letters.as_str())?;
                letters = letters.as_str().get(4..)?.chars();
                if let 0xD800..0xDC00 = first {
                    let second = letters.as_str().strip_prefix("\\u")?;
                    let low = hex(second).filter(|low| (0xDC00..0xE000).contains(low))?;
                    letters = second.get(4..)?.chars();
                    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00))?
                } else {
                    char::from_u32(first)?
                }
            }
            _ => return None,
        });
        rest = letters.as_str();
    }
    said.push_str(rest);
    Some(said)
}

fn hex(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    digits
        .chars()
        .try_fold(0, |number, digit| Some(number << 4 | digit.to_digit(16)?))
}

/// Does it begin with these few bytes? In WebAssembly the library's own comparison goes byte by byte.
pub(super) fn begins_with(bytes: &[u8], few: &[u8]) -> bool {
    let Some(begin) = bytes.get(..few.len()) else {
        return false;
    };
    let ((ours, end), (theirs, rest)) = (begin.as_chunks::<8>(), few.as_chunks::<8>());
    let word = |eight: &[u8; 8]| u64::from_le_bytes(*eight);
    ours.iter().zip(theirs).all(|(one, other)| word(one) == word(other))
        && end.iter().zip(rest).all(|(one, other)| one == other)
}

/// The length of a number.
pub(super) fn number(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    let start = usize::from(bytes.first() == Some(&b'-'));
    let mut end = digits(start)?;
    if bytes.get(start) == Some(&b'0') && end > start + 1 {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = digits(end + 1 + sign)?;
    }
    Some(end)
}
