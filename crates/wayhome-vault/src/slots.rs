//! Two slots for each document: which one to read, which one to write, and what is odd about them.
//!
//! A write goes into the slot that does not hold the newest revision, so one whole revision is there at every moment. The index says
//! which revision each slot should hold; a slot that holds another was tampered with or lost.

use serde::{Deserialize, Serialize};

use crate::document::Revision;

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slot {
    /// The first to be written.
    A,
    /// The second.
    B,
}

impl Slot {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// As it stands in a row.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::A => b'A',
            Self::B => b'B',
        }
    }

    /// As it stands in a key.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// What a slot was found to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Nothing.
    Nothing,
    /// Something that does not open.
    Unreadable,
    /// A whole revision.
    Whole(Revision),
}

impl Held {
    pub(crate) const fn revision(self) -> Option<Revision> {
        match self {
            Self::Whole(revision) => Some(revision),
            Self::Nothing | Self::Unreadable => None,
        }
    }
}

/// What the slots should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Where the newest revision is.
    pub(crate) slot: Slot,
    /// Which that is.
    pub(crate) revision: Revision,
    /// What the other slot holds, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Revision>,
}

impl Listed {
    const fn in_slot(self, slot: Slot) -> Option<Revision> {
        match (self.slot, slot) {
            (Slot::A, Slot::A) | (Slot::B, Slot::B) => Some(self.revision),
            _ => self.before,
        }
    }
}

/// What to make of two slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The slot with the newest whole revision, and which.
    pub(crate) open: Option<(Slot, Revision)>,
    /// Slots whose content is to be kept aside before it is written over.
    pub(crate) odd: Vec<Slot>,
    /// Something does not open.
    pub(crate) unreadable: bool,
    /// A slot holds another revision than was last written there, or nothing.
    pub(crate) put_back: bool,
    /// A slot holds a later revision than is listed. Both are written at once: it is the list that was put back.
    pub(crate) ahead: bool,
    /// Where the next revision goes.
    pub(crate) next: Listed,
}

/// Judges what two slots hold (A, then B) against what they should.
pub(crate) fn judge(held: [Held; 2], listed: Option<Listed>) -> Judged {
    let [a, b] = held;
    let of = |slot| if slot == Slot::A { a } else { b };
    let open = Slot::BOTH
        .into_iter()
        .filter_map(|slot| of(slot).revision().map(|revision| (slot, revision)))
        .max_by_key(|(_, revision)| *revision);
    let mut odd = Vec::new();
    let mut put_back = false;
    for slot in Slot::BOTH {
        let expected = listed.map(|listed| listed.in_slot(slot));
        let off = match (of(slot), expected) {
            (Held::Unreadable, _) => true,
            (Held::Whole(revision), Some(expected)) if expected != Some(revision) => {
                put_back = true;
                true
            }
            (Held::Nothing, Some(Some(_))) => {
                put_back = true;
                false
            }
            _ => false,
        };
        if off {
            odd.push(slot);
        }
    }
    let ahead = listed.is_some_and(|listed| open.is_some_and(|(_, revision)| revision > listed.revision));
    let newest = open
        .map(|(_, revision)| revision)
        .max(listed.map(|listed| listed.revision));
    // Never into the slot that is being read, and with a higher number than was ever seen.
    let slot = open.map_or(Slot::A, |(slot, _)| slot.other());
    Judged {
        open,
        odd,
        unreadable: held.contains(&Held::Unreadable),
        put_back,
        ahead,
        next: Listed {
            slot,
            revision: newest.map_or(Revision(1), Revision::next),
            before: open.map(|(_, revision)| revision),
        },
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn whole(revision: u64) -> Held {
        Held::Whole(Revision(revision))
    }

    const fn listed(slot: Slot, revision: u64, before: Option<u64>) -> Listed {
        let before = match before {
            Some(before) => Some(Revision(before)),
            None => None,
        };
        Listed {
            slot,
            revision: Revision(revision),
            before,
        }
    }

    #[test]
    fn the_newest_whole_one_is_read_and_never_written_over() {
        let judged = judge([whole(5), whole(4)], Some(listed(Slot::A, 5, Some(4))));
        assert_eq!(judged.open, Some((Slot::A, Revision(5))));
        assert_eq!(judged.next, listed(Slot::B, 6, Some(5)));
        assert!(!judged.put_back && !judged.unreadable && judged.odd.is_empty());
    }

    #[test]
    fn a_broken_newest_falls_back_to_the_one_before() {
        let judged = judge([Held::Unreadable, whole(4)], Some(listed(Slot::A, 5, Some(4))));
        assert_eq!(judged.open, Some((Slot::B, Revision(4))));
        assert_eq!(judged.odd, [Slot::A]);
        assert_eq!(judged.next, listed(Slot::A, 6, Some(4)));
        assert!(judged.unreadable);
    }

    #[test]
    fn an_older_one_put_back_is_noticed_in_either_slot() {
        assert!(judge([whole(3), whole(4)], Some(listed(Slot::A, 5, Some(4)))).put_back);
        assert!(judge([whole(5), whole(2)], Some(listed(Slot::A, 5, Some(4)))).put_back);
        assert!(judge([Held::Nothing, whole(4)], Some(listed(Slot::A, 5, Some(4)))).put_back);
        assert!(!judge([whole(3), whole(4)], Some(listed(Slot::A, 5, Some(4)))).ahead);
        let ahead = judge([whole(6), whole(4)], Some(listed(Slot::A, 5, Some(4))));
        assert!(ahead.put_back && ahead.ahead, "the list is the older one");
    }

    #[test]
    fn a_first_write_goes_to_the_first_slot() {
        let judged = judge([Held::Nothing, Held::Nothing], None);
        assert_eq!(judged.open, None);
        assert_eq!(judged.next, listed(Slot::A, 1, None));
        assert!(!judged.put_back);
    }

    fn held() -> impl Strategy<Value = Held> {
        prop_oneof![Just(Held::Nothing), Just(Held::Unreadable), (1_u64..9).prop_map(whole)]
    }

    proptest! {
        #[test]
        fn whatever_is_found(a in held(), b in held(), slot in any::<bool>(), revision in 1_u64..9, before in proptest::option::of(1_u64..9), known: bool) {
            let slot = if slot { Slot::A } else { Slot::B };
            let entry = known.then(|| listed(slot, revision, before));
            let judged = judge([a, b], entry);
            // The newest whole revision is what is read, and the write never goes over it.
            let newest = [a, b].into_iter().filter_map(Held::revision).max();
            prop_assert_eq!(judged.open.map(|(_, revision)| revision), newest);
            if let Some((open, _)) = judged.open {
                prop_assert_ne!(judged.next.slot, open);
            }
            // Numbers only rise.
            prop_assert!(newest.is_none_or(|newest| judged.next.revision > newest));
            prop_assert!(entry.is_none_or(|entry| judged.next.revision > entry.revision));
            // What does not open is always kept aside.
            for (held, slot) in [(a, Slot::A), (b, Slot::B)] {
                prop_assert!(held != Held::Unreadable || judged.odd.contains(&slot));
            }
            // With an index, the slots are either as listed or it is said.
            if let Some(entry) = entry {
                let as_listed = [(a, Slot::A), (b, Slot::B)].into_iter().all(|(held, slot)| held.revision() == entry.in_slot(slot) && held != Held::Unreadable);
                prop_assert_eq!(as_listed, !judged.put_back && !judged.unreadable);
            }
        }
    }
}
