//! What the vault asks of a store: rows under keys, changed all together or not at all.

use std::collections::BTreeMap;
use std::future::Future;

/// All rows, by their keys.
pub type Rows = BTreeMap<String, Vec<u8>>;

/// Tells one row's content from another's without holding it: its last 16 bytes, where a sealed row has its tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Vec<u8>);

impl Stamp {
    /// The stamp of a row.
    #[must_use]
    pub fn of(row: &[u8]) -> Self {
        let start = row.len().saturating_sub(16);
        Self(row.get(start..).unwrap_or_default().to_vec())
    }
}

/// Changes that happen together, if the rows are still what they were taken for.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// What these rows must be, or that they must not be there.
    pub expect: Vec<(String, Option<Stamp>)>,
    /// Rows to write.
    pub put: Vec<(String, Vec<u8>)>,
    /// Rows to take out.
    pub remove: Vec<String>,
}

/// Why the store did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A row is not what it was taken for: somebody else wrote. Nothing was changed.
    #[error("the store was changed from elsewhere")]
    Moved,
    /// There is no room. Nothing was changed.
    #[error("there is no room left on the device")]
    Full,
    /// The browser gave the changes up. Nothing was changed.
    #[error("the browser gave up the write")]
    Aborted,
    /// The connection was lost; **whether anything was changed is not known.**
    #[error("the connection to the store was lost")]
    Lost,
    /// The vault is not there any more: somebody deleted it.
    #[error("what was kept was deleted")]
    Gone,
    /// What was to be written has no form that can be read again. Nothing was changed.
    #[error("it cannot be written in a form that can be read again")]
    Unwritable,
    /// Another tab holds an older version open.
    #[error("another tab holds the store")]
    Blocked,
    /// This browser or mode has no such store.
    #[error("this browser does not let anything be kept")]
    Unavailable,
}

/// Rows on the device.
pub trait Store {
    /// Reads all rows.
    fn rows(&self) -> impl Future<Output = Result<Rows, StoreError>>;

    /// Makes changes. Done means on the disk, not on the way to it.
    fn commit(&self, batch: Batch) -> impl Future<Output = Result<(), StoreError>>;

    /// Takes the whole store away.
    fn destroy(&self) -> impl Future<Output = Result<(), StoreError>>;
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_is_the_end_of_a_row() {
        let row: Vec<u8> = (0..40).collect();
        assert_eq!(Stamp::of(&row), Stamp::of(&row[24..]));
        assert_ne!(Stamp::of(&row), Stamp::of(&row[..39]));
        assert_eq!(Stamp::of(&[]), Stamp(Vec::new()));
    }
}
