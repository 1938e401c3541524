//! The short PIN that opens a covered screen.
//!
//! It is kept in memory and nowhere else, and never wraps a key: four digits that wrap something stored are found in no time by whoever
//! has the device. After five wrong tries in a row the screen locks hard.

use std::fmt;

use zeroize::Zeroizing;

/// Wrong tries in a row before the hard lock.
pub const TRIES: u8 = 5;
/// How few digits a PIN may have.
pub const FEWEST: usize = 4;
/// How many digits a PIN may have.
pub const MOST: usize = 12;

/// A PIN, and how often it was missed.
pub struct Pin {
    digits: Zeroizing<String>,
    missed: u8,
}

/// Without the digits.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pin")
            .field("missed", &self.missed)
            .finish_non_exhaustive()
    }
}

/// What a try came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// That is it.
    Right,
    /// It is not, and so many tries are left.
    Wrong(u8),
    /// It cannot be a PIN: nothing was typed, or too little, too much, or something else than digits. No try is counted.
    NotOne,
    /// That was the last try: lock hard.
    Out,
}

impl Pin {
    /// A new PIN: four to twelve digits, not all the same. `None` for anything else.
    ///
    /// ```
    /// use wayhome_vault::pin::{Pin, Try};
    /// assert!(Pin::new("123").is_none());
    /// assert!(Pin::new("7777").is_none());
    /// let mut pin = Pin::new("4071").expect("four digits");
    /// assert_eq!(pin.attempt("1234"), Try::Wrong(4));
    /// assert_eq!(pin.attempt(""), Try::NotOne);
    /// assert_eq!(pin.attempt("4071"), Try::Right);
    /// ```
    #[must_use]
    pub fn new(digits: &str) -> Option<Self> {
        let same = digits.bytes().all(|digit| digits.bytes().next() == Some(digit));
        (could_be_one(digits) && !same).then(|| Self {
            digits: Zeroizing::new(digits.to_owned()),
            missed: 0,
        })
    }

    /// The passphrase was given: the tries count anew.
    pub const fn forgive(&mut self) {
        self.missed = 0;
    }

    /// Tries digits. Once the tries are out, nothing is right any more. What cannot be a PIN is no try: a button tapped over an empty field
    /// must not lock anybody out.
    pub fn attempt(&mut self, digits: &str) -> Try {
        if self.missed >= TRIES {
            return Try::Out;
        }
        if !could_be_one(digits) {
            return Try::NotOne;
        }
        if digits == self.digits.as_str() {
            self.missed = 0;
            return Try::Right;
        }
        self.missed += 1;
        match TRIES - self.missed {
            0 => Try::Out,
            left => Try::Wrong(left),
        }
    }
}

/// So many digits, and nothing else.
fn could_be_one(digits: &str) -> bool {
    (FEWEST..=MOST).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_misses_and_even_the_right_one_is_wrong() {
        let mut pin = Pin::new("4071").unwrap();
        for left in (1..TRIES).rev() {
            assert_eq!(pin.attempt("0000"), Try::Wrong(left));
        }
        assert_eq!(pin.attempt("0000"), Try::Out);
        assert_eq!(pin.attempt("4071"), Try::Out);
        pin.forgive();
        assert_eq!(pin.attempt("4071"), Try::Right);
    }

    #[test]
    fn no_log_shows_its_digits() {
        let shown = format!("{:?}", Pin::new("4071").unwrap());
        assert_eq!(shown, "Pin { missed: 0, .. }");
    }

    #[test]
    fn a_right_one_in_between_counts_anew() {
        let mut pin = Pin::new("4071").unwrap();
        for _ in 0..10 {
            assert_eq!(pin.attempt("1111"), Try::Wrong(4));
            assert_eq!(pin.attempt("4071"), Try::Right);
        }
    }

    #[test]
    fn what_cannot_be_a_pin_is_no_try() {
        let mut pin = Pin::new("4071").unwrap();
        for _ in 0..3 {
            for typed in ["", "4", "407", "4071407140714", "kettle orbit mango tile", "407１"] {
                assert_eq!(pin.attempt(typed), Try::NotOne, "{typed:?}");
            }
        }
        assert_eq!(
            pin.attempt("407140714071"),
            Try::Wrong(4),
            "the longest that there may be"
        );
        for _ in 0..4 {
            pin.attempt("1234");
        }
        assert_eq!(pin.attempt(""), Try::Out);
    }
}
