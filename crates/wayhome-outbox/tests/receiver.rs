//! Against a real HTTP receiver that fails, stalls, cuts off and repeats: everything arrives once, nothing is lost.
//!
//! Time is the test's own: waits are skipped, and a stalled answer ends with a short time-out of the socket.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the whole program is test code, helpers included"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use wayhome_outbox::{Item, Outbox, Outcome, State, Try};

/// What the receiver does with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Accept,
    /// Answers 503 without having looked.
    Fail,
    /// Keeps it, and answers 500 all the same.
    KeepAndFail,
    /// Keeps it, and says nothing.
    KeepAndStall,
    /// Closes at once.
    HangUp,
    /// Keeps it, and closes in the middle of its answer.
    KeepAndCutOff,
    /// Reads half of it, and closes.
    CutOffReading,
    /// Asks to come later.
    Busy,
}

const MOODS: [Mood; 8] = [
    Mood::Fail,
    Mood::KeepAndStall,
    Mood::HangUp,
    Mood::KeepAndCutOff,
    Mood::Accept,
    Mood::CutOffReading,
    Mood::Busy,
    Mood::KeepAndFail,
];

/// What arrived, by key: the body, and how often.
#[derive(Debug, Default)]
struct Received {
    kept: BTreeMap<String, String>,
    requests: usize,
    repeats: usize,
    moods: BTreeMap<String, usize>,
}

fn receiver() -> (SocketAddr, Arc<Mutex<Received>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let received = Arc::new(Mutex::new(Received::default()));
    let shared = Arc::clone(&received);
    thread::spawn(move || {
        for (stream, number) in listener.incoming().zip(0..) {
            let shared = Arc::clone(&shared);
            let mood = MOODS[number % MOODS.len()];
            thread::spawn(move || serve(&stream.unwrap(), mood, &shared));
        }
    });
    (address, received)
}

fn serve(stream: &TcpStream, mood: Mood, received: &Mutex<Received>) {
    {
        let mut received = received.lock().unwrap();
        received.requests += 1;
        *received.moods.entry(format!("{mood:?}")).or_default() += 1;
    }
    if mood == Mood::HangUp {
        return;
    }
    let mut reader = BufReader::new(stream);
    let (mut key, mut length, mut line) = (String::new(), 0, String::new());
    while reader.read_line(&mut line).unwrap_or(0) > 2 {
        let (name, value) = line.split_once(':').unwrap_or_default();
        match name.to_lowercase().as_str() {
            "idempotency-key" => value.trim().clone_into(&mut key),
            "content-length" => length = value.trim().parse().unwrap(),
            _ => {}
        }
        line.clear();
    }
    let wanted = if mood == Mood::CutOffReading {
        length / 2
    } else {
        length
    };
    let mut body = vec![0; wanted];
    if reader.read_exact(&mut body).is_err() || mood == Mood::CutOffReading {
        return;
    }
    let mut answer = "201 Created";
    if !matches!(mood, Mood::Fail | Mood::Busy) {
        let mut received = received.lock().unwrap();
        let body = String::from_utf8(body).unwrap();
        // The key was seen before: nothing is kept twice, and another body under the same key would be refused.
        match received.kept.get(&key).cloned() {
            Some(kept) if kept == body => {
                received.repeats += 1;
                answer = "200 OK";
            }
            Some(_) => answer = "422 Unprocessable Content",
            None => {
                received.kept.insert(key, body);
            }
        }
    }
    match mood {
        Mood::KeepAndStall => thread::sleep(Duration::from_millis(600)),
        Mood::KeepAndCutOff => drop((&mut &*stream).write_all(b"HTTP/1.1 20")),
        Mood::Fail => respond(stream, "503 Service Unavailable", ""),
        Mood::KeepAndFail => respond(stream, "500 Internal Server Error", ""),
        Mood::Busy => respond(stream, "429 Too Many Requests", "Retry-After: 7\r\n"),
        _ => respond(stream, answer, ""),
    }
}

fn respond(mut stream: &TcpStream, status: &str, more: &str) {
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
}

/// One real POST; whatever is not a whole answer is none.
fn post(address: SocketAddr, attempt: &Try) -> Outcome {
    exchange(address, attempt).unwrap_or(Outcome::NoAnswer)
}

fn exchange(address: SocketAddr, attempt: &Try) -> Option<Outcome> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_millis(200))).ok()?;
    let Try {
        key,
        content_type,
        body,
    } = attempt;
    write!(
        stream,
        "POST /records HTTP/1.1\r\nHost: receiver\r\nIdempotency-Key: {key}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let retry_after = head.split("Retry-After: ").nth(1).and_then(|rest| rest.lines().next());
    let retry_after = retry_after
        .and_then(|seconds| seconds.parse::<u64>().ok())
        .map(|seconds| seconds * 1000);
    Some(Outcome::Answered { status, retry_after })
}

/// What lies on the device: each item by itself, as bytes. Like the app, it makes an outbox of what is there each time it asks, and keeps what that changed.
#[derive(Default)]
struct Device {
    kept: Vec<(String, Vec<u8>)>,
}

impl Device {
    fn keep(&mut self, item: &Item) {
        let bytes = serde_json::to_vec(item).unwrap();
        match self.kept.iter_mut().find(|(key, _)| *key == item.key) {
            Some((_, kept)) => *kept = bytes,
            None => self.kept.push((item.key.clone(), bytes)),
        }
    }

    fn items(&self) -> Vec<Item> {
        let items = self.kept.iter();
        items.map(|(_, bytes)| serde_json::from_slice(bytes).unwrap()).collect()
    }

    /// What happens to one item, which nothing else has to be known for.
    fn change(&mut self, key: &str, happens: impl FnOnce(&mut Outbox) -> bool) {
        let mut outbox = outbox(self.items().into_iter().filter(|item| item.key == key));
        assert!(happens(&mut outbox));
        self.keep(&outbox.items()[0]);
    }

    /// The next try, kept as begun before it is; and when to ask again.
    fn due(&mut self, now: u64) -> (Option<Try>, Option<u64>) {
        let mut outbox = outbox(self.items());
        outbox.reopened(now);
        let attempt = outbox.due(now);
        let begun = outbox
            .items()
            .iter()
            .find(|item| matches!(item.state, State::Sending { .. }));
        if let Some(item) = begun {
            self.keep(item);
        }
        (attempt, outbox.next(now))
    }
}

fn outbox(items: impl IntoIterator<Item = Item>) -> Outbox {
    let mut outbox = Outbox::new();
    for item in items {
        assert!(outbox.prepare(item));
    }
    outbox
}

#[test]
fn everything_arrives_once_and_nothing_is_lost() {
    const ITEMS: usize = 40;
    let (address, received) = receiver();
    let mut device = Device::default();
    for number in 0..ITEMS {
        let body = format!("{{\"record\":{number},\"padding\":\"{}\"}}", "x".repeat(5_000));
        device.keep(&Item::new(
            format!("key-{number}"),
            format!("Record {number}"),
            "application/json",
            body,
        ));
    }
    device.keep(&Item::new("never", "Nobody tapped", "application/json", "{}"));
    for number in 0..ITEMS {
        let key = format!("key-{number}");
        device.change(&key, |outbox| outbox.tap(&key, 0));
    }
    let (mut now, mut tries, mut closed) = (0, 0, 0);
    loop {
        let attempt = match device.due(now) {
            (Some(attempt), _) => attempt,
            (None, Some(next)) => {
                now = next;
                continue;
            }
            (None, None) => break,
        };
        tries += 1;
        assert!(tries < 2_000, "it never ends");
        let outcome = post(address, &attempt);
        if tries % 11 == 0 {
            // The app is closed in the middle of a try: how it ended is not kept.
            closed += 1;
        } else {
            device.change(&attempt.key, |outbox| {
                outbox.ended(&attempt.key, &outcome, now, tries * 37)
            });
        }
    }
    let received = received.lock().unwrap();
    assert_eq!(received.kept.len(), ITEMS, "each arrived, and nothing else");
    let items = device.items();
    assert_eq!(items.len(), ITEMS + 1, "nothing is lost");
    for item in items {
        match received.kept.get(&item.key) {
            Some(body) => {
                assert_eq!(*body, item.body);
                assert!(matches!(item.state, State::Delivered { .. }), "{item:?}");
            }
            None => assert_eq!((item.key.as_str(), item.state), ("never", State::Prepared)),
        }
    }
    // Each way of failing came up, and the receiver was given things twice.
    assert_eq!(received.moods.len(), MOODS.len(), "{:?}", received.moods);
    assert!(received.repeats > 0);
    println!(
        "{ITEMS} items, {tries} tries, {} requests, {} repeats, closed {closed} times; {} kept; {:?}",
        received.requests,
        received.repeats,
        received.kept.len(),
        received.moods
    );
}
