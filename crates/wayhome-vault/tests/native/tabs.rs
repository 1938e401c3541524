//! Three tabs on one document, in any order of events: one writes at a time, nothing acknowledged is lost, and taking over hands on the
//! last letter.

use std::collections::VecDeque;

use crate::fake::{FakeStore, Fault, PASSPHRASE, TestVault, created, now, unlock};
use proptest::prelude::*;
use wayhome_vault::save_queue::{Do, Said, SaveQueue};
use wayhome_vault::tabs::{Act, Event, Message, Role};
use wayhome_vault::{DocumentId, Moment, Revision};

const TABS: usize = 3;

#[derive(Debug, Clone, Copy)]
enum Step {
    Type(usize),
    /// A timer of the tab runs.
    Timer(usize),
    EditHere(usize),
    /// The tab hears the next message that was sent to it.
    Hear(usize),
    /// The browser gives the lock to whoever waits longest.
    Grant,
    /// The tab is closed without a word, and opened again.
    Crash(usize),
    /// The next write fails.
    Fault,
    /// The next reading after taking over fails.
    Unreadable,
    Pass(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let tab = 0..TABS;
    let step = prop_oneof![
        8 => tab.clone().prop_map(Step::Type),
        6 => tab.clone().prop_map(Step::Timer),
        4 => tab.clone().prop_map(Step::EditHere),
        6 => tab.clone().prop_map(Step::Hear),
        4 => Just(Step::Grant),
        1 => tab.prop_map(Step::Crash),
        1 => Just(Step::Fault),
        1 => Just(Step::Unreadable),
        3 => (1_u64..500).prop_map(Step::Pass),
    ];
    prop::collection::vec(step, 1..120)
}

struct Tab {
    vault: TestVault,
    role: Role,
    queue: SaveQueue,
    text: Vec<u8>,
    basis: Option<Revision>,
    inbox: VecDeque<Message>,
}

struct World {
    store: FakeStore,
    tabs: Vec<Tab>,
    holder: Option<usize>,
    waiting: VecDeque<usize>,
    now: Moment,
    unreadable: bool,
    /// All letters that anybody typed and that no crash took away.
    typed: Vec<u8>,
    /// The longest text of which a tab said "saved".
    promised: Vec<u8>,
}

fn id() -> DocumentId {
    DocumentId::new("a").unwrap()
}

impl World {
    fn new() -> Self {
        let store = FakeStore::default();
        let vault = created(&store);
        now(vault.put(&id(), b"", None, Moment(1))).unwrap();
        let mut world = Self {
            store,
            tabs: Vec::new(),
            holder: None,
            waiting: VecDeque::new(),
            now: Moment(1_000_000),
            unreadable: false,
            typed: Vec::new(),
            promised: Vec::new(),
        };
        for tab in 0..TABS {
            let opened = world.open();
            world.tabs.push(opened);
            world.arrive(tab);
        }
        world
    }

    fn open(&self) -> Tab {
        let (vault, opened) = unlock(&self.store, PASSPHRASE).unwrap();
        let document = opened.documents.into_iter().next().unwrap();
        Tab {
            vault,
            role: Role::Reader,
            queue: SaveQueue::default(),
            text: document.body,
            basis: Some(document.revision),
            inbox: VecDeque::new(),
        }
    }

    /// A tab that was just opened tries the lock.
    fn arrive(&mut self, tab: usize) {
        let free = self.holder.is_none() && self.waiting.is_empty();
        if free {
            self.holder = Some(tab);
        }
        self.happened(tab, Event::Opened(free));
    }

    fn happened(&mut self, tab: usize, event: Event) {
        let (role, acts) = self.tabs[tab].role.on(event);
        self.tabs[tab].role = role;
        for act in acts {
            self.act(tab, *act);
        }
        let writers = self.tabs.iter().filter(|tab| tab.role.may_write()).count();
        assert!(writers <= 1, "two tabs write");
    }

    fn act(&mut self, tab: usize, act: Act) {
        match act {
            Act::Ask => {
                for (other, told) in self.tabs.iter_mut().enumerate() {
                    if other != tab {
                        told.inbox.push_back(Message::Wanted(id()));
                    }
                }
            }
            Act::WaitForLock => self.waiting.push_back(tab),
            Act::LetGo => self.holder = None,
            Act::Keep => {
                self.tabs[tab].queue.flush();
                self.save(tab);
                let kept = self.tabs[tab].queue.is_done();
                self.happened(tab, if kept { Event::AllKept } else { Event::NotKept });
            }
            Act::ReadAgain if std::mem::take(&mut self.unreadable) => self.happened(tab, Event::NotRead),
            Act::ReadAgain => {
                let opened = now(self.tabs[tab].vault.read()).unwrap();
                let document = opened.documents.into_iter().next().unwrap();
                assert_eq!(document.body, self.typed, "the last letter came along");
                let this = &mut self.tabs[tab];
                (this.text, this.basis) = (document.body, Some(document.revision));
                // It is shown anew, and the lock goes along.
                this.role = Role::default();
                self.happened(tab, Event::Opened(true));
            }
        }
    }

    fn save(&mut self, tab: usize) {
        let (now_is, this) = (self.now, &mut self.tabs[tab]);
        if let Do::Write(ticket) = this.queue.next(now_is) {
            match now(this.vault.put(&id(), &this.text, this.basis, now_is)) {
                Ok(kept) => {
                    this.basis = Some(kept.revision);
                    this.queue.kept(ticket, now_is);
                }
                Err(_) => this.queue.failed(ticket, now_is),
            }
        }
        if matches!(this.queue.said(now_is), Said::Saved(_)) && this.role != Role::Reader {
            self.promised.clone_from(&this.text);
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Type(tab) if self.tabs[tab].role.may_write() => {
                let letter = b'a' + u8::try_from(self.typed.len() % 26).unwrap();
                self.typed.push(letter);
                self.tabs[tab].text.push(letter);
                self.tabs[tab].queue.changed(self.now);
                self.save(tab);
            }
            Step::Type(_) => {}
            Step::Timer(tab) => self.save(tab),
            Step::EditHere(tab) => self.happened(tab, Event::EditHere),
            Step::Hear(tab) => {
                if let Some(Message::Wanted(_)) = self.tabs[tab].inbox.pop_front() {
                    self.happened(tab, Event::Wanted);
                }
            }
            Step::Grant => {
                if self.holder.is_none()
                    && let Some(tab) = self.waiting.pop_front()
                {
                    self.holder = Some(tab);
                    self.happened(tab, Event::Granted);
                }
            }
            Step::Crash(tab) => self.crash(tab),
            Step::Unreadable => self.unreadable = true,
            Step::Fault => self.store.fail_next(Fault::Aborted),
            Step::Pass(later) => self.now = self.now.plus(later),
        }
    }

    fn crash(&mut self, tab: usize) {
        self.waiting.retain(|waits| *waits != tab);
        if self.holder == Some(tab) {
            self.holder = None;
        }
        self.tabs[tab] = self.open();
        let on_disk = self.tabs[tab].text.clone();
        assert!(on_disk.starts_with(&self.promised), "an acknowledged write is lost");
        // What a crashed writer had not kept yet is gone. Another writer's letters are in its own tab.
        if !self.tabs.iter().any(|tab| tab.role.may_write()) {
            self.typed = on_disk;
        }
        self.arrive(tab);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000.max(ProptestConfig::default().cases), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_thousand_interleavings(steps in steps()) {
        let mut world = World::new();
        for step in steps {
            world.step(step);
        }
        // Whoever writes keeps the rest; then everything typed is there.
        world.store.faults.borrow_mut().clear();
        for tab in 0..TABS {
            world.tabs[tab].queue.flush();
            world.save(tab);
        }
        let found = world.open();
        prop_assert_eq!(&found.text, &world.typed);
        prop_assert!(found.text.starts_with(&world.promised));
    }
}
