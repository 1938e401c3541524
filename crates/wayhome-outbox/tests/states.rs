//! What the outbox decides.
#![expect(clippy::unwrap_used, reason = "the whole program is test code, helpers included")]

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_outbox::{Item, LONGEST_WAIT, Outbox, Outcome, Problem, State, wait};

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
    for status in [408, 409, 425, 429, 500, 502, 503, 504, 505, 511, 599] {
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
fn a_persons_tap_is_one_try_before_the_time_that_the_receiver_named() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    outbox.due(0).unwrap();
    outbox.ended("a", &answered(503, Some(600_000)), 1_000, 0);
    assert_eq!(outbox.due(600_000), None, "by itself it keeps to it");
    assert!(outbox.tap("a", 2_000));
    outbox.due(2_000).unwrap();
    outbox.ended("a", &answered(503, Some(600_000)), 3_000, 0);
    assert_eq!(outbox.next(3_000), Some(603_000));
}

#[test]
fn each_try_waits_longer_than_the_one_before() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    let mut now = 0;
    for wait in [5_000, 10_000, 20_000] {
        outbox.due(now).unwrap();
        outbox.ended("a", &Outcome::NoAnswer, now, 0);
        assert_eq!(outbox.next(now), Some(now + wait));
        now += wait;
    }
    assert_eq!(outbox.items().first().unwrap().tries, 3);
}

#[test]
fn the_spread_takes_up_to_half_of_a_wait_away() {
    assert_eq!(
        [0, 500, 999, 1_000].map(|spread| wait(1, spread)),
        [5_000, 3_750, 2_503, 5_000]
    );
    let mut outbox = outbox();
    outbox.tap("a", 0);
    outbox.due(0).unwrap();
    outbox.ended("a", &Outcome::NoAnswer, 0, 500);
    assert_eq!(outbox.next(0), Some(3_750));
}

#[test]
fn a_problem_is_of_the_last_try_only() {
    for (status, state) in [
        (201, State::Delivered { on: 60_000 }),
        (403, State::Refused { status: 403 }),
    ] {
        let mut outbox = outbox();
        outbox.tap("a", 0);
        outbox.due(0).unwrap();
        outbox.ended("a", &answered(429, None), 0, 0);
        let problem = |outbox: &Outbox| outbox.items().first().unwrap().problem;
        assert_eq!(problem(&outbox), Some(Problem::Later { status: 429 }));
        outbox.due(60_000).unwrap();
        outbox.ended("a", &answered(status, None), 60_000, 0);
        assert_eq!((outbox.items().first().unwrap().state, problem(&outbox)), (state, None));
    }
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
fn what_is_being_sent_is_not_sent_twice_and_what_was_refused_may_be_sent_again() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    let first = outbox.due(0).unwrap();
    assert!(!outbox.tap("a", 0), "it is being sent");
    outbox.ended("a", &answered(403, None), 0, 0);
    assert!(outbox.tap("a", 10));
    let again = outbox.due(10).unwrap();
    assert_eq!(again, first, "the same key and the same bytes");
    assert!(outbox.ended("a", &answered(201, None), 10, 0));
    assert!(!outbox.tap("a", 20), "delivered is delivered");
    assert_eq!(outbox.items().first().unwrap().state, State::Delivered { on: 10 });
    assert_eq!(outbox.due(20), None);
}

#[test]
fn what_was_under_way_when_the_app_closed_is_tried_again() {
    let mut outbox = outbox();
    outbox.tap("a", 0);
    outbox.due(0).unwrap();
    outbox.reopened(7);
    let item = outbox.items().first().unwrap();
    assert_eq!(
        (item.state, item.problem, item.may_have_arrived),
        (State::Waiting { until: 7 }, Some(Problem::NoAnswer), true)
    );
}

#[test]
fn what_may_have_arrived_is_not_forgotten_when_a_refusal_follows() {
    let unclear = [500, 502, 503, 504, 599, 409].map(|status| answered(status, None));
    let unclear = unclear.into_iter().chain([Outcome::NoAnswer]);
    let clear = [408, 425, 429, 401].map(|status| answered(status, None));
    for (first, may) in unclear
        .map(|outcome| (outcome, true))
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

/// Earlier versions did not say whether it may have arrived, and kept what was taken back as prepared.
#[test]
fn of_what_was_kept_before_it_was_said_the_tries_show_whether_it_may_have_arrived() {
    let kept = |state: Json, tries: u32, problem: Json| -> Item {
        let mut item = json!({ "key": "a", "name": "Home visit", "content_type": "application/json", "body": "{}", "state": state, "tries": tries });
        if !problem.is_null() {
            item["problem"] = problem;
        }
        serde_json::from_value(item).unwrap()
    };
    let waiting = || json!({ "waiting": { "until": 5 } });
    let later = |status: u16| json!({ "later": { "status": status } });
    for (state, tries, problem, may) in [
        (waiting(), 1, json!("no_answer"), true),
        (waiting(), 1, later(409), true),
        (waiting(), 1, later(503), true),
        (waiting(), 1, later(429), false),
        (waiting(), 0, Json::Null, false),
        (json!("prepared"), 0, Json::Null, false),
        (json!({ "sending": { "since": 5 } }), 2, json!("no_answer"), true),
        (json!({ "refused": { "status": 401 } }), 1, Json::Null, false),
        // What was answered to the first try is not known any more.
        (json!({ "refused": { "status": 401 } }), 2, Json::Null, true),
        (json!({ "delivered": { "on": 5 } }), 2, Json::Null, false),
    ] {
        let item = kept(state, tries, problem);
        assert_eq!(item.may_have_arrived, may, "{item:?}");
        assert_ne!(item.state, State::TakenBack);
    }
    assert_eq!(kept(json!("prepared"), 1, json!("no_answer")).state, State::TakenBack);
    // What is kept from now on says it either way.
    let twice = Item {
        tries: 2,
        state: State::Refused { status: 401 },
        ..Item::new("a", "", "", "{}")
    };
    let read: Item = serde_json::from_value(serde_json::to_value(&twice).unwrap()).unwrap();
    assert_eq!(read, twice);
}

#[test]
fn what_was_taken_back_is_never_sent_again() {
    let mut outbox = Outbox::new();
    outbox.prepare(Item {
        state: State::TakenBack,
        tries: 1,
        ..Item::new("a", "Home visit", "application/json", "")
    });
    assert!(!outbox.tap("a", 5), "no tap sends it");
    outbox.reopened(5);
    assert_eq!((outbox.due(u64::MAX), outbox.next(0)), (None, None));
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
