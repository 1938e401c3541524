//! One thing to be sent.

use serde::{Deserialize, Serialize};

use crate::{LONGEST_WAIT, Time, wait};

/// One thing to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Unlike any other, and random: the idempotency key.
    pub key: String,
    /// What a person calls it: "Home visit of 2 March 2026". Never sent.
    pub name: String,
    /// `application/json`, or `application/cloudevents+json`.
    pub content_type: String,
    /// What is sent. It never changes once the item is prepared.
    pub body: String,
    /// How it stands.
    pub state: State,
    /// How often it was tried.
    pub tries: u32,
    /// What went wrong the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    /// A try may have arrived although no answer said so, whatever was answered to later ones.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_have_arrived: bool,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has tapped "Send".
    Prepared,
    /// To be tried as soon as this time has come.
    Waiting {
        /// The time.
        until: Time,
    },
    /// Being sent.
    Sending {
        /// When the try began.
        since: Time,
    },
    /// The receiver said that it has it.
    Delivered {
        /// When it said so.
        on: Time,
    },
    /// The receiver does not want it as it is. A person has to look.
    Refused {
        /// Its answer, as an HTTP status.
        status: u16,
    },
}

/// What went wrong with a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No connection, no answer in time, or an answer that was cut off. It may have arrived.
    NoAnswer,
    /// The receiver asked to be tried again later.
    Later {
        /// Its answer, as an HTTP status.
        status: u16,
    },
}

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver answered, the answer being whole.
    Answered {
        /// The HTTP status.
        status: u16,
        /// What its header `Retry-After` says, in milliseconds.
        retry_after: Option<Time>,
    },
    /// No connection, no answer in time, or an answer that was cut off.
    NoAnswer,
}

impl Item {
    /// Something that nobody has asked to send yet.
    pub fn new(
        key: impl Into<String>,
        name: impl Into<String>,
        content_type: impl Into<String>,
        body: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            content_type: content_type.into(),
            body: body.into(),
            state: State::Prepared,
            tries: 0,
            problem: None,
            may_have_arrived: false,
        }
    }

    /// When it is to be tried; `None` of what does not wait.
    ///
    /// No wait is longer than [`LONGEST_WAIT`]. A time beyond that was kept while the clock was wrong: it would come in years, or never.
    pub(crate) fn due(&self, now: Time) -> Option<Time> {
        let State::Waiting { until } = self.state else {
            return None;
        };
        let is_beyond = until > now.saturating_add(LONGEST_WAIT);
        Some(if is_beyond { now } else { until })
    }

    pub(crate) fn end(&mut self, outcome: &Outcome, now: Time, spread: u32) {
        let wait = wait(self.tries, spread);
        let (problem, wait) = match *outcome {
            Outcome::Answered { status: 200..=299, .. } => {
                self.state = State::Delivered { on: now };
                self.problem = None;
                return;
            }
            // 409: the receiver is still at work on the same key. 408, 425, 429 and all of its own faults are asked again.
            Outcome::Answered {
                status: status @ (408 | 409 | 425 | 429 | 500..=599),
                retry_after,
            } => {
                let asked = retry_after.unwrap_or_default().min(LONGEST_WAIT);
                // A fault of its own may come after it had kept what it was given.
                self.may_have_arrived |= matches!(status, 409 | 500..=599);
                (Problem::Later { status }, wait.max(asked))
            }
            Outcome::Answered { status, .. } => {
                self.state = State::Refused { status };
                self.problem = None;
                return;
            }
            Outcome::NoAnswer => {
                self.may_have_arrived = true;
                (Problem::NoAnswer, wait)
            }
        };
        self.problem = Some(problem);
        self.state = State::Waiting {
            until: now.saturating_add(wait),
        };
    }
}
