//! Finding a question by its id, once for each answer of each record.
//!
//! A tree compares an id with half a dozen others; this looks once, at the place that the id's bytes tell. What comes out never hangs on the
//! order of the table: nobody walks through it.

use super::Slot;

/// What a plan knows of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// A question that something asks or reads.
    Slot(Slot),
    /// One of the vocabulary that nothing here reads; an answer to it is kept, and no mistake.
    Other,
}

/// Ids and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: Vec<Option<(String, Known)>>,
    count: usize,
}

impl Names {
    pub(super) fn get(&self, id: &str) -> Option<Known> {
        let mut place = self.first(id);
        // There is always room, so this comes to an end.
        while let Some((known, found)) = self.places.get(place)? {
            if known == id {
                return Some(*found);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        None
    }

    /// Adds an id that is not there yet; otherwise what is known of it stays.
    pub(super) fn add(&mut self, id: &str, known: Known) {
        if self.get(id).is_some() {
            return;
        }
        if self.count * 2 >= self.places.len() {
            let room = (self.places.len() * 2).max(64);
            for (id, known) in std::mem::replace(&mut self.places, vec![None; room])
                .into_iter()
                .flatten()
            {
                self.put(id, known);
            }
        }
        self.put(id.to_owned(), known);
        self.count += 1;
    }

    fn put(&mut self, id: String, known: Known) {
        let mut place = self.first(&id);
        while self.places.get(place).is_some_and(Option::is_some) {
            place = (place + 1) & (self.places.len() - 1);
        }
        if let Some(free) = self.places.get_mut(place) {
            *free = Some((id, known));
        }
    }

    fn first(&self, id: &str) -> usize {
        let mix = |mixed: u64, word: u64| (mixed ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        let (eights, rest) = id.as_bytes().as_chunks::<8>();
        let mixed = eights
            .iter()
            .fold(id.len() as u64, |mixed, eight| mix(mixed, u64::from_le_bytes(*eight)));
        let mixed = mix(mixed, rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place within the table is wanted, whichever"
        )]
        let mixed = mixed as usize;
        // The length is a power of two.
        mixed & self.places.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_and_nothing_else() {
        let mut names = Names::default();
        assert_eq!(names.get("q0"), None);
        for number in 0..500_u16 {
            names.add(&format!("q{number}"), Known::Slot(number));
        }
        names.add("q7", Known::Other);
        for number in 0..500 {
            assert_eq!(names.get(&format!("q{number}")), Some(Known::Slot(number)));
        }
        assert_eq!((names.get("q500"), names.get("")), (None, None));
    }
}
