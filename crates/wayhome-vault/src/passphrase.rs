//! What passphrases are accepted, and four words for those who want one made.
//!
//! Length is what counts: no capital, digit or sign is asked for, every sign is allowed, and nothing is cut off. What is among the first
//! that anybody would try is refused.

use crate::crypto::{Crypto, CryptoError};
use crate::words::WORDS;

/// The fewest characters of a passphrase.
pub const FEWEST: usize = 14;
/// The most bytes, so that nobody pastes a book.
pub const MOST_BYTES: usize = 1_024;
/// How many words are offered: 44 bits, made slow to try by the key derivation.
pub const WORDS_OFFERED: usize = 4;

/// Tried by everybody who tries. Compared without case, spaces and signs.
const FIRST_TRIED: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "letmein",
    "welcome",
    "wayhome",
    "socialwork",
    "socialworker",
    "changeme",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "sunshine",
    "football",
    "liverpool",
    "manchester",
    "arsenal",
    "chelsea",
    "newcastle",
    "princess",
    "dragon",
    "monkey",
    "superman",
    "batman",
    "trustno",
    "secret",
    "admin",
    "administrator",
    "council",
    "children",
    "childrensservices",
    "safeguarding",
    "correcthorsebatterystaple",
    "thequickbrownfox",
    "onetwothreefour",
    "tobeornottobe",
];

/// The rows of the keyboard: a finger that slides along one of them types what many have typed.
const KEYBOARD: &str = "1234567890 qwertyuiop asdfghjkl zxcvbnm";

/// Why a passphrase is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing at all.
    Empty,
    /// Fewer characters than [`FEWEST`].
    TooShort,
    /// More bytes than [`MOST_BYTES`].
    TooLong,
    /// The same few signs again and again, or one row of the keyboard.
    TooPlain,
    /// Among the first that anybody would try.
    TooKnown,
}

/// Judges a new passphrase.
///
/// # Errors
///
/// Why it is not accepted.
///
/// ```
/// use wayhome_vault::passphrase::{Refused, judge};
/// assert_eq!(judge("kettle orbit mango tile"), Ok(()));
/// assert_eq!(judge(""), Err(Refused::Empty));
/// assert_eq!(judge("Tr0ub4dor&3"), Err(Refused::TooShort));
/// assert_eq!(judge("Password 1234567"), Err(Refused::TooKnown));
/// assert_eq!(judge("aaaaaaaaaaaaaaaaaaa"), Err(Refused::TooPlain));
/// ```
pub fn judge(passphrase: &str) -> Result<(), Refused> {
    if passphrase.is_empty() {
        return Err(Refused::Empty);
    }
    if passphrase.chars().count() < FEWEST {
        return Err(Refused::TooShort);
    }
    if passphrase.len() > MOST_BYTES {
        return Err(Refused::TooLong);
    }
    if is_plain(passphrase) {
        return Err(Refused::TooPlain);
    }
    if is_known(passphrase) {
        return Err(Refused::TooKnown);
    }
    Ok(())
}

/// Fewer than six different signs, or mostly one that follows the other in the alphabet, in counting or on the keyboard.
fn is_plain(passphrase: &str) -> bool {
    let mut signs: Vec<char> = passphrase.to_lowercase().chars().collect();
    let steps = signs.windows(2).filter(|pair| match pair {
        [one, other] => u32::from(*one).abs_diff(u32::from(*other)) == 1 || beside(*one, *other),
        _ => false,
    });
    let in_a_row = steps.count() * 3 > signs.len() * 2;
    signs.sort_unstable();
    signs.dedup();
    signs.len() < 6 || in_a_row
}

/// Are they next to each other in a row of the keyboard?
fn beside(one: char, other: char) -> bool {
    [[one, other], [other, one]]
        .iter()
        .any(|pair| KEYBOARD.contains(&pair.iter().collect::<String>()))
}

/// What is left of it without digits and signs is known, alone or twice over.
fn is_known(passphrase: &str) -> bool {
    let letters: String = passphrase
        .to_lowercase()
        .chars()
        .filter(|sign| sign.is_alphabetic())
        .collect();
    let rest = FIRST_TRIED
        .iter()
        .fold(letters.clone(), |rest, known| rest.replace(known, ""));
    rest.chars().count() < 4 && rest != letters
}

/// Four words, drawn at random from 2,048.
///
/// # Errors
///
/// When there is no source of randomness.
pub fn offered<C: Crypto>(crypto: &C) -> Result<String, CryptoError> {
    let mut bytes = [0; WORDS_OFFERED * 2];
    crypto.random(&mut bytes)?;
    let words: Vec<&str> = bytes
        .chunks_exact(2)
        .filter_map(|pair| {
            // 2,048 divides 65,536, so that every word is equally likely.
            let number = pair.iter().fold(0, |sum, byte| sum * 256 + usize::from(*byte));
            WORDS.split_ascii_whitespace().nth(number % COUNT)
        })
        .collect();
    Ok(words.join(" "))
}

/// How many words there are to draw from.
const COUNT: usize = 2_048;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[track_caller]
    fn check(passphrase: &str, expected: Result<(), Refused>) {
        assert_eq!(judge(passphrase), expected, "{passphrase:?}");
    }

    #[test]
    fn length_is_what_counts() {
        check("abcd efgh ijk", Err(Refused::TooShort));
        check("my aunt's red bicycle", Ok(()));
        check("ein Fahrrad für die Tante", Ok(()));
        check("日本語の長い合言葉をここに書きます", Ok(()));
        check(&"kettle ".repeat(200), Err(Refused::TooLong));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        check("passwordpassword", Err(Refused::TooKnown));
        check("Newcastle-Council-2026", Err(Refused::TooKnown));
        check("correct horse battery staple", Err(Refused::TooKnown));
        check("1234567890123456", Err(Refused::TooPlain));
        check("abcdefghijklmnop", Err(Refused::TooPlain));
        check("ababababababababab", Err(Refused::TooPlain));
        check("kettlekettlekettle", Err(Refused::TooPlain));
        check("mangosmangosmangos", Ok(()));
        check("qwertyuiopasdfgh", Err(Refused::TooPlain));
        check("qwerty123456789", Err(Refused::TooPlain));
        check("QWERTZUIOPLKJHGFDSA", Err(Refused::TooPlain));
    }

    #[test]
    fn there_are_2048_different_words_that_can_be_read_out() {
        let words: Vec<&str> = WORDS.split_ascii_whitespace().collect();
        assert_eq!(words.len(), COUNT);
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), COUNT, "no word twice");
        for word in words {
            assert!(
                (3..=8).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_lowercase()),
                "{word}"
            );
        }
    }
}
