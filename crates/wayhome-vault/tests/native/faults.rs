//! The store fails in every way, thousands of times: nothing is said to be saved that is not, and nothing saved is lost.

use crate::fake::{FakeStore, Fault, PASSPHRASE, at_once, created, unlock};
use proptest::prelude::*;
use wayhome_vault::save_queue::{Do, Said, SaveQueue};
use wayhome_vault::{DocumentId, Moment, Revision};

#[derive(Debug, Clone, Copy)]
enum Event {
    Type,
    Fault(Fault),
    /// The browser is killed and the vault unlocked again.
    Restart,
    Pass(u64),
    /// Something else is kept.
    Other,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let fault = prop_oneof![
        Just(Fault::Full),
        Just(Fault::Aborted),
        Just(Fault::LostBefore),
        Just(Fault::LostAfter),
        Just(Fault::Hangs),
    ];
    let event = prop_oneof![
        6 => Just(Event::Type),
        3 => fault.prop_map(Event::Fault),
        1 => Just(Event::Restart),
        2 => Just(Event::Other),
        6 => (1_u64..900).prop_map(Event::Pass),
    ];
    prop::collection::vec(event, 1..60)
}

/// One person typing into one document.
struct Desk {
    store: FakeStore,
    vault: crate::fake::TestVault,
    queue: SaveQueue,
    text: Vec<u8>,
    basis: Option<Revision>,
    now: Moment,
    /// The longest text of which "saved" was said.
    promised: Vec<u8>,
    unkept_since: Option<Moment>,
    others: u32,
}

impl Desk {
    fn new() -> Self {
        let store = FakeStore::default();
        let vault = created(&store);
        Self {
            store,
            vault,
            queue: SaveQueue::default(),
            text: Vec::new(),
            basis: None,
            now: Moment(1_000_000),
            promised: Vec::new(),
            unkept_since: None,
            others: 0,
        }
    }

    fn id() -> DocumentId {
        DocumentId::new("a").unwrap()
    }

    fn step(&mut self, event: Event) {
        match event {
            Event::Type => {
                self.text.push(b'a' + u8::try_from(self.text.len() % 26).unwrap());
                self.unkept_since.get_or_insert(self.now);
                self.queue.changed(self.now);
            }
            Event::Fault(fault) => self.store.fail_next(fault),
            Event::Pass(later) => self.now = self.now.plus(later),
            Event::Restart => self.restart(),
            Event::Other => self.keep_other(),
        }
        if let Do::Write(ticket) = self.queue.next(self.now) {
            let wrote = at_once(self.vault.put(&Self::id(), &self.text, self.basis, self.now));
            match wrote {
                Some(Ok(kept)) => {
                    self.basis = Some(kept.revision);
                    self.unkept_since = None;
                    self.queue.kept(ticket, self.now);
                }
                Some(Err(_)) => {
                    self.queue.failed(ticket, self.now);
                    assert_eq!(self.queue.said(self.now), Said::NotSaved, "a failure is said at once");
                }
                // It hangs. The browser's store gives such a write up; dropping it here is the same.
                None => self.queue.failed(ticket, self.now.plus(1)),
            }
        }
        match self.queue.said(self.now) {
            Said::Saved(_) => self.promised.clone_from(&self.text),
            Said::Saving => assert!(
                self.unkept_since.is_some_and(|since| self.now.since(since) < 1_000),
                "not said within a second"
            ),
            Said::Nothing | Said::NotSaved => {}
        }
    }

    /// Another document, which nobody writes twice.
    fn keep_other(&mut self) {
        self.others += 1;
        let id = DocumentId::new(format!("other-{}", self.others)).unwrap();
        // Whether it is kept is another document's story.
        let _ = at_once(self.vault.put(&id, b"other", None, self.now));
    }

    fn restart(&mut self) {
        self.store.faults.borrow_mut().clear();
        let (vault, opened) = unlock(&self.store, PASSPHRASE).unwrap();
        assert_eq!(opened.troubles, [], "no failed write leaves anything odd");
        let document = opened.documents.into_iter().find(|document| document.id == Self::id());
        let (body, revision) = document.map_or((Vec::new(), None), |document| (document.body, Some(document.revision)));
        assert!(body.starts_with(&self.promised), "what was said to be saved is lost");
        assert!(self.text.starts_with(&body), "what is there was never typed");
        *self = Self {
            vault,
            text: body.clone(),
            promised: body,
            basis: revision,
            queue: SaveQueue::default(),
            unkept_since: None,
            store: self.store.clone(),
            ..*self
        };
    }
}

proptest! {
    // Thirty events on average, a sixth of them faults: some five thousand injections.
    #![proptest_config(ProptestConfig { cases: 1_000.max(ProptestConfig::default().cases), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_said_falsely_and_nothing_saved_is_lost(events in events()) {
        let mut desk = Desk::new();
        for event in events {
            desk.step(event);
        }
        // After all that, what is typed is kept again: in this tab, and in one that is opened anew.
        desk.store.faults.borrow_mut().clear();
        desk.step(Event::Type);
        desk.step(Event::Pass(3_000));
        desk.step(Event::Pass(3_000));
        prop_assert!(matches!(desk.queue.said(desk.now), Said::Saved(_)));
        desk.step(Event::Restart);
        desk.step(Event::Type);
        prop_assert_eq!(desk.queue.said(desk.now), Said::Saved(desk.now));
    }
}

#[test]
fn each_fault_by_itself_is_said_and_the_same_write_works_afterwards() {
    for fault in [
        Fault::Full,
        Fault::Aborted,
        Fault::LostBefore,
        Fault::LostAfter,
        Fault::Hangs,
    ] {
        let mut desk = Desk::new();
        desk.step(Event::Type);
        desk.step(Event::Pass(300));
        desk.step(Event::Fault(fault));
        desk.step(Event::Type);
        if fault == Fault::Hangs {
            desk.step(Event::Pass(900));
        }
        assert_eq!(desk.queue.said(desk.now), Said::NotSaved, "{fault:?}");
        desk.step(Event::Pass(3_000));
        assert!(matches!(desk.queue.said(desk.now), Said::Saved(_)), "{fault:?}");
        desk.restart();
        assert_eq!(desk.text, b"ab", "{fault:?}");
    }
}
