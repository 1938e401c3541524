//! What the outbox decides.
#![expect(clippy::unwrap_used, reason = "the whole program is test code, helpers included")]

use proptest::prelude::*;
use wayhome_outbox::{Item, LONGEST_WAIT, Outbox, Outcome, Problem, State};

fn outbox() -> Outbox {
    let mut outbox = Outbox::new();
    assert!(outbox.prepare(Item::new("a", "Home visit", "application/json", "{}")));
    outbox
}

fn answered(status: u16, retry_after: Option<u64>) -> Outcome {
    Outcome::Answered { status, retry_after }
}

/// The state after one try that ended so.
#[track_caller]
fn after(outcome: &Outcome) -> State {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    outbox.due(0).unwrap();
    assert!(outbox.ended("a", outcome, 1_000, 0));
    outbox.items().first().unwrap().state
}

#[test]
fn nothing_is_sent_before_a_person_taps() {
    let mut outbox = outbox();
    assert_eq!(outbox.due(u64::MAX), None);
    assert_eq!(outbox.next(0), None);
    assert!(outbox.tap("a", 5));
    assert_eq!(outbox.due(4), None);
    assert_eq!(outbox.due(5).unwrap().key, "a");
}

#[test]
fn an_answer_decides_what_comes_next() {
    for status in [200, 201, 202, 204] {
        assert_eq!(after(&answered(status, None)), State::Delivered { on: 1_000 });
    }
    for status in [408, 409, 425, 429, 500, 502, 503, 504] {
        assert_eq!(
            after(&answered(status, None)),
            State::Waiting { until: 6_000 },
            "{status}"
        );
    }
    // A redirect could lead anywhere; the endpoint is the one that the council configured.
    for status in [301, 307, 400, 401, 403, 404, 413, 415, 422] {
        assert_eq!(after(&answered(status, None)), State::Refused { status });
    }
    assert_eq!(after(&Outcome::NoAnswer), State::Waiting { until: 6_000 });
}

#[test]
fn a_receiver_that_says_when_is_believed_up_to_an_hour() {
    assert_eq!(after(&answered(503, Some(60_000))), State::Waiting { until: 61_000 });
    assert_eq!(after(&answered(503, Some(1))), State::Waiting { until: 6_000 });
    assert_eq!(
        after(&answered(503, Some(u64::MAX))),
        State::Waiting {
            until: 1_000 + LONGEST_WAIT
        }
    );
}

#[test]
fn a_clock_that_was_wrong_once_stops_nothing() {
    // The try failed while the clock stood a year ahead; it was put right since.
    const YEAR: u64 = 365 * 24 * 60 * 60 * 1000;
    let mut ahead = outbox();
    ahead.tap("a", YEAR);
    ahead.due(YEAR).unwrap();
    ahead.ended("a", &Outcome::NoAnswer, YEAR, 0);
    assert_eq!(ahead.next(1_000), Some(1_000));
    assert_eq!(ahead.due(1_000).unwrap().key, "a");
    // A wait of whatever length that a receiver may ask for is kept to.
    let mut asked = outbox();
    asked.tap("a", 0);
    asked.due(0).unwrap();
    asked.ended("a", &answered(503, Some(LONGEST_WAIT)), 1_000, 0);
    assert_eq!(asked.next(1_000), Some(1_000 + LONGEST_WAIT));
    assert_eq!(asked.due(LONGEST_WAIT), None);
}

#[test]
fn what_is_being_sent_stays_and_what_was_refused_may_be_sent_again() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    let first = outbox.due(0).unwrap();
    assert!(!outbox.tap("a", 0), "it is being sent");
    assert!(!outbox.take_away("a"), "it may arrive yet");
    outbox.ended("a", &answered(403, None), 0, 0);
    assert!(outbox.tap("a", 10));
    let again = outbox.due(10).unwrap();
    assert_eq!(again, first, "the same key and the same bytes");
    outbox.ended("a", &answered(201, None), 10, 0);
    assert!(!outbox.tap("a", 20), "delivered is delivered");
    assert!(outbox.take_away("a"));
}

#[test]
fn what_was_under_way_when_the_app_closed_is_tried_again() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    outbox.due(0).unwrap();
    outbox.reopened(7);
    let item = outbox.items().first().unwrap();
    assert_eq!(
        (item.state, item.problem),
        (State::Waiting { until: 7 }, Some(Problem::NoAnswer))
    );
}

#[test]
fn what_may_have_arrived_is_not_forgotten_when_a_refusal_follows() {
    let unclear = [Outcome::NoAnswer, answered(503, None), answered(409, None)];
    let clear = [answered(429, None), answered(401, None)];
    for (first, may) in unclear
        .map(|outcome| (outcome, true))
        .into_iter()
        .chain(clear.map(|outcome| (outcome, false)))
    {
        let mut outbox = outbox();
        for (outcome, now) in [(&first, 0), (&answered(401, None), 60_000)] {
            outbox.tap("a", now);
            outbox.due(now).unwrap();
            outbox.ended("a", outcome, now, 0);
        }
        let item = outbox.items().first().unwrap();
        assert_eq!(
            (item.state, item.may_have_arrived),
            (State::Refused { status: 401 }, may),
            "{first:?}"
        );
    }
}

/// What a driver, a person or a receiver may do.
#[derive(Debug, Clone)]
enum Step {
    Prepare(u8),
    Tap(u8),
    Due,
    End(u8, u16),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4_u8).prop_map(Step::Prepare),
        (0..4_u8).prop_map(Step::Tap),
        Just(Step::Due),
        (0..4_u8, prop_oneof![Just(201_u16), Just(503), Just(403), Just(0)])
            .prop_map(|(item, status)| Step::End(item, status)),
        Just(Step::Reopen),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_nothing_vanishes_and_only_what_was_tapped_is_sent(steps in proptest::collection::vec(step(), 0..80)) {
        let (mut outbox, mut prepared, mut tapped) = (Outbox::new(), std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        for (step, now) in steps.into_iter().zip((0..).step_by(3_600_000)) {
            match step {
                Step::Prepare(number) => {
                    let key = number.to_string();
                    prop_assert_eq!(outbox.prepare(Item::new(&key, "", "", &key)), prepared.insert(key));
                }
                Step::Tap(number) => {
                    if outbox.tap(&number.to_string(), now) {
                        tapped.insert(number.to_string());
                    }
                }
                Step::Due => {
                    if let Some(attempt) = outbox.due(now) {
                        prop_assert!(tapped.contains(&attempt.key));
                        prop_assert_eq!(&attempt.body, &attempt.key);
                    }
                }
                Step::End(number, status) => {
                    let outcome = if status == 0 { Outcome::NoAnswer } else { answered(status, None) };
                    outbox.ended(&number.to_string(), &outcome, now, 500);
                }
                Step::Reopen => outbox.reopened(now),
            }
            let sending = outbox.items().iter().filter(|item| matches!(item.state, State::Sending { .. })).count();
            prop_assert!(sending <= 1);
            prop_assert_eq!(outbox.items().len(), prepared.len());
        }
    }
}
