//! One document, several tabs: who may write.
//!
//! The browser's lock `draft:<id>` says who writes. A second tab reads only; "Edit here" asks the writer, who first keeps what is typed and
//! then lets go, so that the last character goes along. **Tabs tell each other ids and revisions, and never what is in a document.**

use crate::document::{DocumentId, Revision};

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A revision was kept.
    Kept(DocumentId, Revision),
    /// A document was removed.
    Removed(DocumentId),
    /// Somebody wants to write here.
    Wanted(DocumentId),
    /// Everything was wiped.
    Wiped,
}

impl Message {
    /// As it is sent.
    ///
    /// ```
    /// use wayhome_vault::tabs::Message;
    /// use wayhome_vault::{DocumentId, Revision};
    /// let message = Message::Kept(DocumentId::new("a1")?, Revision(7));
    /// assert_eq!(message.to_text(), "kept a1 7");
    /// assert_eq!(Message::parse("kept a1 7"), Some(message));
    /// assert_eq!(Message::parse("kept a1 7 and more"), None);
    /// # Ok::<(), wayhome_vault::NotAnId>(())
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Kept(id, revision) => format!("kept {id} {}", revision.0),
            Self::Removed(id) => format!("removed {id}"),
            Self::Wanted(id) => format!("wanted {id}"),
            Self::Wiped => "wiped".to_owned(),
        }
    }

    /// Reads what another tab sent; `None` for what no tab of ours sends.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let id = |id: &str| DocumentId::new(id).ok();
        match words.as_slice() {
            ["kept", of, revision] => Some(Self::Kept(id(of)?, Revision(revision.parse().ok()?))),
            ["removed", of] => Some(Self::Removed(id(of)?)),
            ["wanted", of] => Some(Self::Wanted(id(of)?)),
            ["wiped"] => Some(Self::Wiped),
            _ => None,
        }
    }
}

/// What this tab may do with the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Read only: another tab writes, or it is not known yet.
    #[default]
    Reader,
    /// Has asked to write.
    Asking,
    /// Holds the lock, and reads what the tab before has kept. What is shown is not that yet: it takes no typing.
    Reading,
    /// Holds the lock, and could not read that.
    Unread,
    /// Writes, and holds the lock.
    Writer,
    /// Was asked to let go and is keeping what is typed first. Takes no more typing.
    LettingGo,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The document was opened; was the lock free?
    Opened(bool),
    /// The person chose "Edit here".
    EditHere,
    /// Another tab wants to write.
    Wanted,
    /// Everything typed is kept.
    AllKept,
    /// What is typed could not be kept.
    NotKept,
    /// The lock is ours.
    Granted,
    /// The browser refuses to lock.
    NotGranted,
    /// The newest revision could not be read. One that was read is opened anew, with the lock.
    NotRead,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Tell the others that this tab wants to write.
    Ask,
    /// Wait for the lock.
    WaitForLock,
    /// Keep everything typed, then say how that went.
    Keep,
    /// Let the lock go.
    LetGo,
    /// Read the newest revision, and open that anew with the lock: only then may the person type.
    ReadAgain,
}

impl Role {
    /// What this tab becomes, and what it does, in this order.
    #[must_use]
    pub const fn on(self, event: Event) -> (Self, &'static [Act]) {
        match (self, event) {
            // Not kept: what is typed here is nowhere else, so this tab goes on.
            (Self::Reader, Event::Opened(true)) | (Self::LettingGo, Event::NotKept) => (Self::Writer, &[]),
            // Waiting comes before asking: nobody may slip in between.
            (Self::Reader, Event::EditHere) => (Self::Asking, &[Act::WaitForLock, Act::Ask]),
            (Self::Asking, Event::Granted) | (Self::Unread, Event::EditHere) => (Self::Reading, &[Act::ReadAgain]),
            (Self::Asking, Event::EditHere) => (Self::Asking, &[Act::Ask]),
            (Self::Reading, Event::NotRead) => (Self::Unread, &[]),
            (Self::Asking, Event::NotGranted) => (Self::Reader, &[]),
            (Self::Writer, Event::Wanted) => (Self::LettingGo, &[Act::Keep]),
            // Whoever is still reading has typed nothing.
            (Self::LettingGo, Event::AllKept) | (Self::Reading | Self::Unread, Event::Wanted) => {
                (Self::Reader, &[Act::LetGo])
            }
            (role, _) => (role, &[]),
        }
    }

    /// May the person type?
    #[must_use]
    pub const fn may_write(self) -> bool {
        matches!(self, Self::Writer)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_writer_lets_go_only_when_all_is_kept() {
        let (role, acts) = Role::Writer.on(Event::Wanted);
        assert_eq!((role, acts), (Role::LettingGo, &[Act::Keep][..]));
        assert!(!role.may_write());
        assert_eq!(role.on(Event::NotKept), (Role::Writer, &[][..]));
        assert_eq!(role.on(Event::AllKept), (Role::Reader, &[Act::LetGo][..]));
    }

    #[test]
    fn whoever_takes_over_writes_only_once_it_has_read() {
        let (role, acts) = Role::Asking.on(Event::Granted);
        assert_eq!(acts, [Act::ReadAgain]);
        assert!(!role.may_write());
        let (role, acts) = role.on(Event::NotRead);
        assert!(!role.may_write() && acts.is_empty());
        assert_eq!(role.on(Event::Wanted), (Role::Reader, &[Act::LetGo][..]));
        let (role, acts) = role.on(Event::EditHere);
        assert_eq!(acts, [Act::ReadAgain], "once more");
        assert!(!role.may_write(), "not before it is opened anew");
        assert_eq!(Role::default().on(Event::Opened(true)), (Role::Writer, &[][..]));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text: String) {
            if let Some(message) = Message::parse(&text) {
                prop_assert_eq!(Message::parse(&message.to_text()), Some(message));
            }
        }
    }
}
