//! Something to be sent: what a person tapped to send, where to, and how it stands.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use wayhome_outbox::{Item, Outbox, State, Time};

use super::Library;

/// Something that a person asked to be sent. It is kept like a record, encrypted, until a person takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Random; also the id of the document and the idempotency key.
    pub id: String,
    /// The record that it says, by id.
    pub record: String,
    /// The address that the person was shown. To no other one it is sent.
    pub to: String,
    /// What that system is called.
    pub to_name: String,
    /// When it was asked for, by the device's clock.
    pub created: NaiveDateTime,
    /// What is sent, and how it stands.
    pub item: Item,
    /// Taken off the list of what is to be sent: its record still says that it arrived, or may have, so that nobody sends it again unaware.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub put_away: bool,
}

impl Letter {
    /// Is it still to arrive, for all that is known?
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        !self.put_away && !matches!(self.item.state, State::Delivered { .. })
    }

    /// May it have arrived although nobody said so? Of what is being sent, that is to be seen.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        match self.item.state {
            State::Sending { .. } | State::Delivered { .. } => false,
            _ => self.item.may_have_arrived,
        }
    }

    /// The same once it is known that nobody sends it any more: what was being sent may have arrived.
    #[must_use]
    pub fn given_up(&self) -> Self {
        let mut letter = self.clone();
        if matches!(letter.item.state, State::Sending { .. }) {
            letter.item.state = State::Waiting { until: 0 };
            letter.item.may_have_arrived = true;
        }
        letter
    }

    /// Was it taken back although it may have arrived? Nobody sends it any more, and its record says so.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        self.put_away && !matches!(self.item.state, State::Delivered { .. })
    }

    /// The same once a person has taken it off the list; `None` of what is then to be forgotten, for it never arrived.
    #[must_use]
    pub fn taken_off(mut self) -> Option<Self> {
        if self.is_under_way() {
            if !self.may_have_arrived() {
                return None;
            }
            // Nothing sends it any more, nor is anything left of it that could be sent.
            self.item.state = State::TakenBack;
            self.item.may_have_arrived = true;
            self.item.body.clear();
        }
        self.put_away = true;
        Some(self)
    }

    /// The same after something has happened to it.
    #[must_use]
    pub fn after(&self, happened: impl FnOnce(&mut Outbox)) -> Self {
        let mut outbox = Outbox::new();
        outbox.prepare(self.item.clone());
        happened(&mut outbox);
        let mut after = self.clone();
        if let Some(item) = outbox.items().first() {
            after.item = item.clone();
        }
        // What has arrived lies where it was sent; nothing needs it here any more.
        if !after.is_under_way() {
            after.item.body.clear();
        }
        after
    }

    /// The same once a person has asked to try it now.
    #[must_use]
    pub fn tapped(&self, now: Time) -> Self {
        self.after(|outbox| {
            outbox.tap(&self.item.key, now);
        })
    }
}

/// Why a signed record is not sent although somebody asked for it: another tab has made it otherwise since the question was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSent {
    /// Somebody asked for it there already.
    AskedAlready,
    /// A newer version was signed there.
    Replaced,
    /// It is not here any more.
    Gone,
}

impl Library {
    /// Is there something against sending a record, by its id? What was taken back may be sent again.
    #[must_use]
    pub fn why_not_sent(&self, record: &str) -> Option<NotSent> {
        let stands = |letter: &Letter| letter.record == record && !letter.is_taken_back();
        if self.letters().iter().any(stands) {
            return Some(NotSent::AskedAlready);
        }
        if self.newer(record).is_some_and(|newer| newer.signed.is_some()) {
            return Some(NotSent::Replaced);
        }
        (!self.holds(record)).then_some(NotSent::Gone)
    }

    /// Is a record here, by its id, also as one that cannot be opened? What is to be sent of one that was deleted goes nowhere.
    #[must_use]
    pub fn holds(&self, record: &str) -> bool {
        self.entry(record).is_some() || self.unread().iter().any(|unread| unread.id == record)
    }
}
