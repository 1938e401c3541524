//! What comes with a file: it is said to have come only once it is kept.

use futures::future::join_all;
use leptos::prelude::*;

use super::Store;
use crate::shelf::{Child, Entry, ShelfError, format};

/// How keeping what came along went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Landed {
    /// How many of the records are kept.
    pub(crate) kept: usize,
    /// Why something is not, if something is not: the child, or a record.
    pub(crate) why: Option<ShelfError>,
}

impl Store {
    /// Takes in what came along. It is in the library at once; what cannot be kept of it is said, and tried again.
    pub(crate) async fn take_in(self, child: Option<Child>, entries: Vec<Entry>) -> Landed {
        let child_put = child
            .as_ref()
            .map(|child| self.put_now(child.id.clone(), format::child(child)));
        let puts: Vec<_> = entries
            .iter()
            .map(|entry| self.put_now(entry.id.clone(), format::record(entry)))
            .collect();
        if let Some(child) = child {
            self.list_child(child);
        }
        self.library.update(|library| {
            for entry in entries {
                library.put(entry);
            }
        });
        let child_kept = match child_put {
            Some(put) => put.await,
            None => Ok(()),
        };
        Landed::of(child_kept, &join_all(puts).await)
    }

    /// Is a record or child not kept, for all that was heard from the shelf? Tracked.
    pub(crate) fn is_unkept(self, id: &str) -> bool {
        self.unkept.with(|unkept| unkept.has(id))
    }

    /// Whoever has a record open keeps it from now on, and says whether it is kept.
    pub(crate) fn hand_to_editor(self, id: &str) {
        self.report(id, Ok(()));
    }
}

impl Landed {
    fn of(child: Result<(), ShelfError>, records: &[Result<(), ShelfError>]) -> Self {
        Self {
            kept: records.iter().filter(|record| record.is_ok()).count(),
            why: child.err().or_else(|| records.iter().find_map(|record| record.err())),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_not_counted_and_says_why() {
        let full = Err(ShelfError::Full);
        let landed = |kept, why| Landed { kept, why };
        assert_eq!(Landed::of(Ok(()), &[Ok(()), Ok(())]), landed(2, None));
        assert_eq!(Landed::of(Ok(()), &[Ok(()), full]), landed(1, Some(ShelfError::Full)));
        assert_eq!(Landed::of(full, &[Ok(())]), landed(1, Some(ShelfError::Full)));
        assert_eq!(Landed::of(full, &[]), landed(0, Some(ShelfError::Full)));
    }
}
