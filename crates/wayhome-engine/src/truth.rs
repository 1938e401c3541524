//! Three-valued truth (strong Kleene logic).

use serde::{Deserialize, Serialize};

/// What a condition comes to: true, false, or not to be told from what is recorded.
///
/// There is deliberately no `Default` and no conversion to `bool`: whoever needs a `bool` says with
/// [`is_yes`](Truth::is_yes) or [`is_no`](Truth::is_no) which of the two it asks about.
///
/// ```
/// use wayhome_engine::Truth;
/// assert_eq!(Truth::Unknown.and(Truth::No), Truth::No);
/// assert_eq!(Truth::Unknown.or(Truth::Yes), Truth::Yes);
/// assert_eq!(!Truth::Unknown, Truth::Unknown);
/// ```
///
/// Source: S. C. Kleene, *Introduction to Metamathematics* (1952), §64, strong tables; DMN 1.3 §10.3.2.15 gives
/// FEEL's `and`/`or` the same tables, with `null` for the third value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// It holds, whatever is answered later.
    Yes,
    /// It does not hold, whatever is answered later.
    No,
    /// An answer still to come decides.
    Unknown,
}

impl Truth {
    /// Both hold: No as soon as one does not, Unknown unless both are told.
    ///
    /// Whoever works out many parts, here and in [`or`](Self::or), may stop at the one that decides: the rest changes nothing. What is missing is
    /// asked of every part that is unknown, so that the list of it is complete, and the same in whichever order the parts stand.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// One of them holds: Yes as soon as one does, Unknown unless both are told.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }

    /// Is it certain that it holds?
    #[must_use]
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    /// Is it certain that it does not hold?
    #[must_use]
    pub fn is_no(self) -> bool {
        self == Self::No
    }

    /// Does it wait for an answer?
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    const ALL: [Truth; 3] = [Yes, No, Unknown];

    #[test]
    fn and_and_or_follow_the_strong_kleene_tables() {
        let and = [[Yes, No, Unknown], [No, No, No], [Unknown, No, Unknown]];
        let or = [[Yes, Yes, Yes], [Yes, No, Unknown], [Yes, Unknown, Unknown]];
        for (i, left) in ALL.into_iter().enumerate() {
            for (j, right) in ALL.into_iter().enumerate() {
                assert_eq!(left.and(right), and[i][j], "{left:?} and {right:?}");
                assert_eq!(left.or(right), or[i][j], "{left:?} or {right:?}");
            }
        }
    }

    #[test]
    fn telling_an_unknown_never_changes_what_was_already_told() {
        for left in ALL {
            for told in [Yes, No] {
                for before in [left.and(Unknown), left.or(Unknown)] {
                    assert!(before.is_unknown() || [left.and(told), left.or(told)].contains(&before));
                }
            }
        }
    }
}
