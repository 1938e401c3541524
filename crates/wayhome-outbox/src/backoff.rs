//! How long to wait after a try that failed.

use crate::Time;

/// The longest wait, in milliseconds: an hour.
pub const LONGEST_WAIT: Time = 60 * 60 * 1000;

const FIRST_WAIT: Time = 5_000;

/// How many milliseconds to wait after so many tries: five seconds, doubled each time, an hour at most; of which `spread` takes up to half away.
///
/// ```
/// use wayhome_outbox::{LONGEST_WAIT, wait};
/// assert_eq!(wait(1, 0), 5_000);
/// assert_eq!(wait(2, 0), 10_000);
/// assert_eq!(wait(40, 0), LONGEST_WAIT);
/// assert!((2_500..=5_000).contains(&wait(1, 987_654)));
/// ```
#[must_use]
pub fn wait(tries: u32, spread: u32) -> Time {
    let doubled = FIRST_WAIT
        .checked_shl(tries.saturating_sub(1))
        .filter(|_| tries < 20)
        .unwrap_or(LONGEST_WAIT);
    let whole = doubled.min(LONGEST_WAIT);
    whole - whole / 2 * Time::from(spread % 1000) / 1000
}
