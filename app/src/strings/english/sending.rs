//! What the app says about sending.

use chrono::Timelike as _;
use wayhome_outbox::{Item, Problem, State, Time};

pub(crate) const SENDING: &str = "Sending";
pub(crate) const BEFORE_SENDING: &str = "Before you send";
pub(crate) const WHAT_GOES: &str = "It holds personal data about a child and a family. Send it only if your authority has set up this way for such records.";
pub(crate) const KEPT_UNTIL: &str = "It is kept on this device, encrypted, until it is delivered. Without a connection, and while Wayhome is locked or closed, it waits.";
pub(crate) const NOT_KEPT: &str =
    "It is not kept on this device. If you close or reload this page before it says “Sent”, it may or may not arrive.";
pub(crate) const SEND: &str = "Send";
pub(crate) const TRY_NOW: &str = "Try again now";
pub(crate) const TAKE_BACK: &str = "Take back";
pub(crate) const REMOVE: &str = "Remove from this list";
pub(crate) const MAY_HAVE_ARRIVED: &str =
    "It may have arrived already, although no answer says so. Trying again does no harm: it is kept there once.";
pub(crate) const ELSEWHERE: &str = "It was meant for another address than this copy of Wayhome has, and is not sent from here. If Wayhome is open in another tab, that one may still send it. If not, take it back, then send the record again if you still want to.";
pub(crate) const RECORD_GONE: &str = "Its record is not on this device any more, so it is not sent.";
pub(crate) const TAKEN_BACK: &str = "Taken back. It is tried no more.";
pub(crate) const MAY_BE_TWICE: &str =
    "It may have arrived already, although no answer says so. Sent again, it would be there twice.";
pub(crate) const NEWER_NOT_SENT: &str = "There is a newer version of this record. It goes only once you send it.";
pub(crate) const NO_LONGER_SENT: &str = "What is waiting to be sent of it is then not sent.";
pub(crate) const STAYS_WHILE_SENT: &str =
    "Not deleted, because something of it was being sent at that moment. Once that has ended, delete it again.";
pub(crate) const SENT_THERE: &str = "It may have been sent already from where it was signed.";

pub(crate) const ASKED_ALREADY: &str =
    "Not sent from this tab, because “Send” was chosen in another tab. How that stands is shown here.";
pub(crate) const REPLACED: &str =
    "Not sent: a newer version of this record was signed in another tab. To send that one, open it.";
pub(crate) const GONE: &str = "Not sent: this record is not kept on this device, or not any more.";

/// "Send to Harbour".
pub(crate) fn send_to(name: &str) -> String {
    format!("Send to {name}")
}

/// "Home visit, 20 November 2026, to Harbour".
pub(crate) fn letter(name: &str, to: &str) -> String {
    format!("{name}, to {to}")
}

/// "R-2041: Home visit, 20 November 2026. Sent on …": what is read out once it has ended.
pub(crate) fn ended(named: &str, state: &str) -> String {
    format!("{named}. {state}")
}

/// Where it goes, by name and address.
pub(crate) fn goes_to(name: &str, address: &str) -> String {
    format!("The signed record goes to {name}, at {address}.")
}

/// How it stands, and what to do; with whether anything is kept on this device.
pub(crate) fn state(item: &Item, now: Time, lasts: bool) -> String {
    match item.state {
        State::Prepared => "Not sent.".to_owned(),
        State::TakenBack => TAKEN_BACK.to_owned(),
        State::Sending { .. } => "Sending…".to_owned(),
        State::Delivered { on } => format!("Sent on {}. The system confirmed that it received it.", moment(on)),
        State::Refused { status } => {
            let kept = if lasts {
                "It is kept here."
            } else {
                "It is not kept: leave this page open, or download the record."
            };
            format!(
                "Not accepted by the system (answer {status}). {kept} Tell whoever looks after that system, then try again."
            )
        }
        State::Waiting { until } => {
            let next = if until > now {
                format!("Next try at {}.", time(until))
            } else {
                "It goes as soon as it can.".to_owned()
            };
            match item.problem {
                None => format!("Waiting to be sent. {next}"),
                Some(Problem::NoAnswer) => {
                    format!(
                        "Not sent yet: no answer. {next} If it stays like this, check the connection. If the connection works, tell whoever looks after the system that it goes to."
                    )
                }
                Some(Problem::Later { status }) => {
                    let why = match status {
                        408 => "it took too long to arrive",
                        409 => "an earlier try is still at work there",
                        500.. => "something went wrong there",
                        _ => "they asked to try later",
                    };
                    format!("Not sent yet: {why} (answer {status}). {next}")
                }
            }
        }
    }
}

/// "20 November 2026 at 14:05", where the person is.
fn moment(at: Time) -> String {
    let at = crate::today::local(at);
    format!(
        "{} at {}",
        wayhome_engine::words::date(at.date()),
        wayhome_engine::day::clock(at)
    )
}

fn time(at: Time) -> String {
    let at = crate::today::local(at);
    format!("{}:{:02}", wayhome_engine::day::clock(at), at.second())
}
