//! One thing to be sent.

use serde::{Deserialize, Serialize};

use crate::{LONGEST_WAIT, Time, wait};

/// One thing to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
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
    pub may_have_arrived: bool,
}

/// An item as it was kept, by this version or an earlier one.
#[derive(Deserialize)]
struct Kept {
    key: String,
    name: String,
    content_type: String,
    body: String,
    state: State,
    tries: u32,
    #[serde(default)]
    problem: Option<Problem>,
    /// Earlier versions did not know it, or left a no out.
    #[serde(default)]
    may_have_arrived: Option<bool>,
}

impl From<Kept> for Item {
    fn from(kept: Kept) -> Self {
        // Where it is not said, the last try may show it, and what was answered to the tries before is not known.
        let may_have = || kept.tries > 1 || kept.problem.is_some_and(Problem::may_have_arrived);
        let is_delivered = matches!(kept.state, State::Delivered { .. });
        Self {
            may_have_arrived: kept.may_have_arrived.unwrap_or_else(|| !is_delivered && may_have()),
            // Earlier versions kept what was taken back as if nobody had tapped "Send"; but what was once tried never is that again.
            state: match kept.state {
                State::Prepared if kept.tries > 0 => State::TakenBack,
                state => state,
            },
            key: kept.key,
            name: kept.name,
            content_type: kept.content_type,
            body: kept.body,
            tries: kept.tries,
            problem: kept.problem,
        }
    }
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
    /// A person took it back after it was tried. Nothing sends it any more.
    TakenBack,
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

impl Problem {
    /// May the try have arrived all the same? A receiver's own fault may come after it had kept what it was given.
    const fn may_have_arrived(self) -> bool {
        matches!(
            self,
            Self::NoAnswer
                | Self::Later {
                    status: 409 | 500..=599
                }
        )
    }
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
                (Problem::Later { status }, wait.max(asked))
            }
            Outcome::Answered { status, .. } => {
                self.state = State::Refused { status };
                self.problem = None;
                return;
            }
            Outcome::NoAnswer => (Problem::NoAnswer, wait),
        };
        self.may_have_arrived |= problem.may_have_arrived();
        self.problem = Some(problem);
        self.state = State::Waiting {
            until: now.saturating_add(wait),
        };
    }
}
