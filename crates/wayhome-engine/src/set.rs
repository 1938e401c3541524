//! Small sets of small things, in order.
//!
//! A list that is kept sorted: next to nothing to carry into WebAssembly, where each kind of the standard library's tree takes ten kilobytes.

/// A set in order. Made for some dozens of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Set<T>(Vec<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Ord> Set<T> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a member; says whether it was not there yet.
    pub(crate) fn insert(&mut self, member: T) -> bool {
        match self.0.binary_search(&member) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, member);
                true
            }
        }
    }

    pub(crate) fn contains(&self, member: &T) -> bool {
        self.0.binary_search(member).is_ok()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<T: Copy + Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<T: Copy + Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut set = Self::new();
        set.extend(members);
        set
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_the_standard_library_has(members in prop::collection::vec(0..40_u16, 0..60), asked in 0..40_u16) {
            let ours: Set<u16> = members.iter().copied().collect();
            let theirs: BTreeSet<u16> = members.iter().copied().collect();
            prop_assert_eq!((ours.len(), ours.is_empty(), ours.contains(&asked)), (theirs.len(), theirs.is_empty(), theirs.contains(&asked)));
            prop_assert!(ours.iter().eq(theirs.iter()));
        }
    }
}
