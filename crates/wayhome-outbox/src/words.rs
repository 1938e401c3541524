//! How an item stands, in words.

use crate::{Item, Problem, State, Time};

impl Item {
    /// How it stands, in a sentence or two. Moments are left to whoever knows the time zone; how long is said.
    ///
    /// ```
    /// use wayhome_outbox::Item;
    /// let item = Item::new("k", "Home visit", "application/json", "{}");
    /// assert_eq!(item.words(0), "Not sent. It is sent once you choose “Send”.");
    /// ```
    #[must_use]
    pub fn words(&self, now: Time) -> String {
        match self.state {
            State::Prepared => "Not sent. It is sent once you choose “Send”.".to_owned(),
            State::Sending { .. } => "Being sent. It is not delivered until the receiver says so.".to_owned(),
            State::Delivered { .. } => "Delivered: the receiver says that it has it.".to_owned(),
            State::Refused { status } => format!(
                "Not delivered: the receiver refused it (answer {status}). It is kept here. Tell whoever looks after the receiver, then choose \
                 “Send again”."
            ),
            State::Waiting { until } => {
                let next = match until.saturating_sub(now) {
                    0 => "It is tried as soon as the app can.".to_owned(),
                    wait => format!("The next try is in {}.", span(wait)),
                };
                let why = match self.problem {
                    None => return format!("Not delivered yet. {next}"),
                    Some(Problem::NoAnswer) => "there was no answer".to_owned(),
                    Some(Problem::Later { status }) => {
                        format!("the receiver asked to try again later (answer {status})")
                    }
                };
                let tries = match self.tries {
                    1 => "Tried once".to_owned(),
                    2 => "Tried twice".to_owned(),
                    tries => format!("Tried {tries} times"),
                };
                format!("Not delivered yet: {why}. {tries}. {next}")
            }
        }
    }
}

/// "1 second", "5 minutes": rounded up, so that nobody waits for longer than it says.
fn span(wait: Time) -> String {
    let seconds = wait.div_ceil(1000);
    let (count, unit) = if seconds < 60 {
        (seconds, "second")
    } else {
        (seconds.div_ceil(60), "minute")
    };
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}
