//! When to write, and what may be said about it.
//!
//! The first change is written at once; what follows within 200 ms of a write's start waits for the end of them, and no longer: a pause
//! that every key begins anew would keep nothing while somebody types. One write runs at a time, and always with the latest text. **"Saved"
//! is said only when the store has confirmed a write that held every change so far**, and a change that is not kept within 0.8 s is said
//! not to be.

use crate::document::Moment;

/// How long after a write's start the next may begin, in milliseconds.
pub const TRAILING: u64 = 200;
/// How long a change may stay unkept before that is said, in milliseconds. Under a second with the drawing of it.
pub const PATIENCE: u64 = 800;
/// How long after a failure it is tried again by itself, in milliseconds.
const AGAIN: u64 = 2_000;

/// Which changes a write holds: the first so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Ticket(u64);

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Do {
    /// Write the text as it is now; then say [`kept`](SaveQueue::kept) or [`failed`](SaveQueue::failed) with this ticket.
    Write(Ticket),
    /// Ask again after so many milliseconds, or at the next event.
    Wait(u64),
    /// Nothing until the next event.
    Rest,
}

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing was changed yet.
    Nothing,
    /// Not kept yet, and it is too early to worry.
    Saving,
    /// Everything so far is on the disk, since this moment.
    Saved(Moment),
    /// Something is not on the disk.
    NotSaved,
}

/// The queue of one document.
#[derive(Debug, Clone, Default)]
pub struct SaveQueue {
    changes: u64,
    kept: u64,
    kept_at: Option<Moment>,
    /// Since when a change has not been kept.
    unkept_since: Option<Moment>,
    /// When the first change after the start of the write that runs was made: that write does not hold it.
    since_start: Option<Moment>,
    /// The write that runs.
    runs: Option<Ticket>,
    last_start: Option<Moment>,
    failed_at: Option<Moment>,
    at_once: bool,
}

impl SaveQueue {
    /// The text was changed.
    pub fn changed(&mut self, now: Moment) {
        self.set_right(now);
        self.changes += 1;
        self.unkept_since.get_or_insert(now);
        if self.runs.is_some() {
            self.since_start.get_or_insert(now);
        }
    }

    /// Waiting is over: the page goes out of sight, the person asks again, or leaves.
    pub const fn flush(&mut self) {
        self.at_once = true;
    }

    /// What to do now. A write counts as begun when this says so.
    pub fn next(&mut self, now: Moment) -> Do {
        self.set_right(now);
        if self.changes == self.kept {
            self.at_once = false;
            return Do::Rest;
        }
        if self.runs.is_some() {
            return self.patience(now).map_or(Do::Rest, Do::Wait);
        }
        let from =
            |moment: Option<Moment>, pause: u64| moment.map_or(0, |moment| pause.saturating_sub(now.since(moment)));
        let wait = from(self.last_start, TRAILING).max(from(self.failed_at, AGAIN));
        if wait > 0 && !self.at_once {
            return Do::Wait(self.patience(now).map_or(wait, |patience| patience.min(wait)));
        }
        let ticket = Ticket(self.changes);
        self.at_once = false;
        self.runs = Some(ticket);
        self.since_start = None;
        self.last_start = Some(now);
        Do::Write(ticket)
    }

    /// The store has confirmed a write.
    pub fn kept(&mut self, ticket: Ticket, now: Moment) {
        self.end(ticket);
        self.kept = self.kept.max(ticket.0);
        self.kept_at = Some(now);
        self.failed_at = None;
        self.unkept_since = self.since_start.take();
    }

    /// The store has not taken a write, or nothing is known of it.
    pub fn failed(&mut self, ticket: Ticket, now: Moment) {
        self.end(ticket);
        self.failed_at = Some(now);
    }

    /// What may be said now.
    #[must_use]
    pub fn said(&self, now: Moment) -> Said {
        if self.changes == self.kept {
            return self.kept_at.map_or(Said::Nothing, Said::Saved);
        }
        let late = self.unkept_since.is_some_and(|since| now.since(since) >= PATIENCE);
        if late || self.failed_at.is_some() {
            Said::NotSaved
        } else {
            Said::Saving
        }
    }

    /// Is everything kept?
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.changes == self.kept
    }

    fn end(&mut self, ticket: Ticket) {
        if self.runs == Some(ticket) {
            self.runs = None;
        }
    }

    /// The clock was put back: what seems to lie ahead was just now. Otherwise everything would wait until the clock is there again.
    fn set_right(&mut self, now: Moment) {
        let moments = [
            &mut self.unkept_since,
            &mut self.since_start,
            &mut self.last_start,
            &mut self.failed_at,
        ];
        for moment in moments.into_iter().flatten() {
            *moment = now.min(*moment);
        }
    }

    /// How long until "not saved" must be said, if it is not said yet.
    fn patience(&self, now: Moment) -> Option<u64> {
        let left = self.unkept_since.map(|since| PATIENCE.saturating_sub(now.since(since)));
        left.filter(|left| *left > 0)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: Moment = Moment(1_800_000_000_000);

    #[track_caller]
    #[expect(clippy::panic, reason = "a helper of the tests")]
    fn write(queue: &mut SaveQueue, at: u64) -> Ticket {
        match queue.next(START.plus(at)) {
            Do::Write(ticket) => ticket,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_key_is_written_at_once_and_the_next_within_200_ms() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        let first = write(&mut queue, 0);
        queue.kept(first, START.plus(5));
        assert_eq!(queue.said(START.plus(5)), Said::Saved(START.plus(5)));
        for key in 1..10 {
            queue.changed(START.plus(key * 20));
            assert_eq!(queue.next(START.plus(key * 20)), Do::Wait(TRAILING - key * 20));
        }
        let second = write(&mut queue, 200);
        assert_eq!(queue.said(START.plus(200)), Said::Saving);
        queue.kept(second, START.plus(204));
        assert!(queue.is_done());
    }

    #[test]
    fn a_key_during_a_write_is_not_said_to_be_saved_by_it() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        let ticket = write(&mut queue, 0);
        queue.changed(START.plus(1));
        queue.kept(ticket, START.plus(9));
        assert_eq!(queue.said(START.plus(9)), Said::Saving);
        assert!(!queue.is_done());
    }

    #[test]
    fn a_write_that_never_ends_is_said_not_to_have_saved() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        write(&mut queue, 0);
        assert_eq!(
            queue.next(START.plus(1)),
            Do::Wait(PATIENCE - 1),
            "somebody must look again by then"
        );
        assert_eq!(queue.said(START.plus(PATIENCE)), Said::NotSaved);
    }

    #[test]
    fn a_key_during_a_slow_write_has_waited_since_it_was_typed() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        let ticket = write(&mut queue, 0);
        queue.changed(START.plus(1));
        queue.kept(ticket, START.plus(700));
        write(&mut queue, 700);
        assert_eq!(queue.said(START.plus(PATIENCE)), Said::Saving);
        assert_eq!(queue.said(START.plus(PATIENCE + 1)), Said::NotSaved);
    }

    #[test]
    fn a_failure_is_said_and_tried_again() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        let ticket = write(&mut queue, 0);
        queue.failed(ticket, START.plus(3));
        assert_eq!(queue.said(START.plus(3)), Said::NotSaved);
        assert!(matches!(queue.next(START.plus(300)), Do::Wait(_)));
        let again = write(&mut queue, 3 + AGAIN);
        assert_eq!(
            queue.said(START.plus(3 + AGAIN)),
            Said::NotSaved,
            "trying is not saving"
        );
        queue.kept(again, START.plus(5 + AGAIN));
        assert_eq!(queue.said(START.plus(5 + AGAIN)), Said::Saved(START.plus(5 + AGAIN)));
    }

    #[test]
    fn flushing_does_not_wait() {
        let mut queue = SaveQueue::default();
        queue.changed(START);
        let ticket = write(&mut queue, 0);
        queue.kept(ticket, START.plus(2));
        queue.changed(START.plus(3));
        queue.flush();
        write(&mut queue, 3);
    }

    #[test]
    fn a_clock_that_is_put_back_holds_nothing_up() {
        for back in [5_000, 90_000, 3_600_000] {
            let ahead = START.plus(back);
            let mut queue = SaveQueue::default();
            queue.changed(ahead);
            let ticket = write(&mut queue, back);
            queue.kept(ticket, ahead);
            // A change made before the clock went back, and one made after it.
            queue.changed(ahead.plus(1));
            queue.changed(START);
            assert_eq!(queue.next(START), Do::Wait(TRAILING), "put back by {back}");
            let ticket = write(&mut queue, TRAILING);
            queue.failed(ticket, START.plus(back + TRAILING));
            assert!(matches!(queue.next(START.plus(TRAILING)), Do::Wait(_)));
            let ticket = write(&mut queue, TRAILING + AGAIN);
            queue.kept(ticket, START.plus(TRAILING + AGAIN));
            assert!(queue.is_done());
        }
    }

    #[test]
    fn a_write_that_never_ends_is_said_not_to_have_saved_by_a_clock_that_is_put_back() {
        let mut queue = SaveQueue::default();
        queue.changed(START.plus(90_000));
        write(&mut queue, 90_000);
        assert_eq!(queue.next(START), Do::Wait(PATIENCE));
        assert_eq!(queue.said(START.plus(PATIENCE)), Said::NotSaved);
    }

    /// What happens next, in a run of the queue against a store that fails at random.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        Type,
        Keep,
        Fail,
        Flush,
        Nothing,
    }

    fn events() -> impl Strategy<Value = Vec<(Event, u64)>> {
        let event = prop_oneof![
            4 => Just(Event::Type),
            3 => Just(Event::Keep),
            1 => Just(Event::Fail),
            1 => Just(Event::Flush),
            2 => Just(Event::Nothing),
        ];
        prop::collection::vec((event, 0_u64..400), 1..80)
    }

    proptest! {
        #[test]
        fn saved_is_never_said_falsely_and_not_saved_never_late(events in events()) {
            let mut queue = SaveQueue::default();
            let mut now = START;
            // When each change was made, and how many of them are on the disk.
            let mut typed: Vec<Moment> = Vec::new();
            let mut on_disk = 0;
            let mut running: Option<(Ticket, usize)> = None;
            for (event, later) in events {
                now = now.plus(later);
                match event {
                    Event::Type => {
                        typed.push(now);
                        queue.changed(now);
                    }
                    Event::Keep => if let Some((ticket, text)) = running.take() {
                        on_disk = text;
                        queue.kept(ticket, now);
                    },
                    Event::Fail => if let Some((ticket, _)) = running.take() {
                        queue.failed(ticket, now);
                        prop_assert_eq!(queue.said(now), Said::NotSaved);
                    },
                    Event::Flush => queue.flush(),
                    Event::Nothing => {}
                }
                match queue.next(now) {
                    Do::Write(ticket) => {
                        prop_assert!(running.is_none(), "two writes at a time");
                        running = Some((ticket, typed.len()));
                    }
                    Do::Wait(wait) => prop_assert!((1..=AGAIN).contains(&wait)),
                    Do::Rest => prop_assert!(running.is_some() || typed.len() == on_disk, "something waits for nobody"),
                }
                match queue.said(now) {
                    Said::Saved(_) => prop_assert_eq!(typed.len(), on_disk, "said to be saved and is not"),
                    Said::Saving => prop_assert!(typed.get(on_disk).is_some_and(|oldest| now.since(*oldest) < PATIENCE)),
                    Said::NotSaved => prop_assert!(typed.len() > on_disk),
                    Said::Nothing => prop_assert!(typed.is_empty()),
                }
            }
        }
    }
}
