//! The outbox: what is to be sent to a council's endpoint, what became of it, and when to try again.
//!
//! It decides, and does nothing: no clock, no network, no randomness. Whoever drives it passes the time in (milliseconds since 1970), does what
//! [`due`](Outbox::due) hands out, and says with [`ended`](Outbox::ended) what came of it. It keeps nothing either: each [`Item`] is plain serde
//! data, which the driver keeps by itself whenever it has changed, and puts in again each time it asks. So closing the app loses nothing.
//!
//! - **Nothing is sent without a person's tap**: what is only prepared is never due.
//! - **Nothing is lost**: the outbox takes nothing out, also not what is delivered or refused. What a person takes away, the driver leaves out.
//! - **Everything arrives once**: each item bears a key of its own, and every try sends the same key and the same bytes. A receiver that was
//!   given the key before answers as it did then.

mod asked;
mod backoff;
mod event;
mod item;

pub use asked::retry_after;
pub use backoff::{LONGEST_WAIT, wait};
pub use event::{Event, cloud_event};
pub use item::{Item, Outcome, Problem, State};

/// A point in time: milliseconds since the beginning of 1970, UTC.
pub type Time = u64;

/// A try without an answer is over after this many milliseconds: whoever drives the outbox ends it then as [`Outcome::NoAnswer`].
pub const LONGEST_TRY: Time = 30_000;

/// What is to be sent, in the order in which it was prepared.
#[derive(Debug, Default)]
pub struct Outbox {
    items: Vec<Item>,
}

/// One try, to be made now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// For the header `Idempotency-Key`.
    pub key: String,
    /// For the header `Content-Type`.
    pub content_type: String,
    /// The bytes to send: for one key always the same.
    pub body: String,
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The items, the oldest first.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Puts something in, which is not sent yet. `false` if the key is there already: then nothing changes.
    pub fn prepare(&mut self, item: Item) -> bool {
        let is_new = self.items.iter().all(|known| known.key != item.key);
        if is_new {
            self.items.push(item);
        }
        is_new
    }

    /// A person tapped "Send", or "Send again" on what was refused, or "Try again now" on what waits. Says whether that changed anything.
    ///
    /// What waits is then tried at once, also before the time that a receiver named with `Retry-After`: by itself nothing is tried earlier
    /// than that, but a person may know better than the answer does, and one tap is one try. A receiver that is still busy says so again, and its
    /// new time holds.
    pub fn tap(&mut self, key: &str, now: Time) -> bool {
        self.change(key, |item| {
            let may = matches!(
                item.state,
                State::Prepared | State::Refused { .. } | State::Waiting { .. }
            );
            if may {
                item.state = State::Waiting { until: now };
            }
            may
        })
    }

    /// The next try that is due, which counts as begun. One at a time: while something is being sent, nothing else is due.
    pub fn due(&mut self, now: Time) -> Option<Try> {
        if self
            .items
            .iter()
            .any(|item| matches!(item.state, State::Sending { .. }))
        {
            return None;
        }
        let is_due = |item: &&mut Item| item.due(now).is_some_and(|due| due <= now);
        let item = self.items.iter_mut().find(is_due)?;
        item.state = State::Sending { since: now };
        item.tries = item.tries.saturating_add(1);
        Some(Try {
            key: item.key.clone(),
            content_type: item.content_type.clone(),
            body: item.body.clone(),
        })
    }

    /// When to ask [`due`](Self::due) again: within [`LONGEST_WAIT`] of `now`, or at a time that has come already; `None` while nothing waits.
    #[must_use]
    pub fn next(&self, now: Time) -> Option<Time> {
        self.items.iter().filter_map(|item| item.due(now)).min()
    }

    /// A try has ended. `spread` is a random number of the driver's, so that many devices do not all try again at once.
    /// Says whether the key was being sent; otherwise nothing changes.
    pub fn ended(&mut self, key: &str, outcome: &Outcome, now: Time, spread: u32) -> bool {
        self.change(key, |item| {
            let was_sending = matches!(item.state, State::Sending { .. });
            if was_sending {
                item.end(outcome, now, spread);
            }
            was_sending
        })
    }

    /// The outbox was opened again. What was being sent when it was closed may have arrived or not: it is tried again under the same key.
    pub fn reopened(&mut self, now: Time) {
        for item in &mut self.items {
            if matches!(item.state, State::Sending { .. }) {
                item.problem = Some(Problem::NoAnswer);
                item.may_have_arrived = true;
                item.state = State::Waiting { until: now };
            }
        }
    }

    fn change(&mut self, key: &str, change: impl FnOnce(&mut Item) -> bool) -> bool {
        self.items.iter_mut().find(|item| item.key == key).is_some_and(change)
    }
}
