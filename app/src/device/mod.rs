//! What this device and browser let Wayhome do, and the words for what they do not.
//!
//! [`Signals`] are what the browser says when it is asked ([`look()`] asks it); [`Device`] is what follows from them. What follows is
//! plain data worked out here and nowhere else, so that it can be tried without the devices that nobody has at hand.
//!
//! What must be said before any WebAssembly runs, that there is none for one, is in `app/web/boot.js`.

mod look;
mod notice;

pub use look::look;
pub(crate) use notice::{Notice, ThisDevice, TryingOnly};

/// Less room than this, in bytes, is none: a record with its second copy and the database around them need about so much.
const ROOM: u64 = 1024 * 1024;

/// Whether the browser's database took a value and gave it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// It did.
    Works,
    /// The browser has none.
    Missing,
    /// It has one, and it failed: often a private window, or storage that somebody turned off.
    Refuses,
}

/// What a browser says of itself and its device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a browser has or lacks, on its own"
)]
pub struct Signals {
    /// Is the page a secure context (`https`, or this computer itself)?
    pub secure: bool,
    /// Is there `crypto.subtle`?
    pub crypto: bool,
    /// Does `IndexedDB` work?
    pub database: Database,
    /// Are there Web Locks, which keep two tabs from writing the same record?
    pub locks: bool,
    /// Are there service workers, which open the app without a connection?
    pub worker: bool,
    /// How many bytes the browser lets us keep. `None` where it does not say.
    pub quota: Option<u64>,
    /// Did the browser promise not to clear what is kept by itself? `None` where it does not say.
    pub persisted: Option<bool>,
    /// Is it an iPad or an iPhone, whatever it calls itself?
    pub apple_touch: bool,
    /// Was it opened from the home screen, without the browser around it?
    pub standalone: bool,
}

/// Why nothing can be kept on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The page came over a connection that anybody may change.
    NotSecure,
    /// The browser cannot encrypt.
    NoCrypto,
    /// The browser has no database.
    NoDatabase,
    /// The browser's database does not work, as in some private windows.
    DatabaseRefuses,
    /// The browser has no locks between tabs.
    NoLocks,
    /// The browser gives no room.
    NoRoom,
}

/// What this device and browser let Wayhome do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    signals: Signals,
    obstacles: Vec<Obstacle>,
}

impl Device {
    /// What follows from what the browser said.
    ///
    /// ```
    /// use app::device::{Database, Device, Obstacle, Signals};
    ///
    /// let tablet = Signals {
    ///     secure: true, crypto: true, database: Database::Works, locks: true, worker: true,
    ///     quota: None, persisted: Some(true), apple_touch: false, standalone: true,
    /// };
    /// assert!(Device::of(tablet).may_keep());
    /// let private = Device::of(Signals { database: Database::Refuses, ..tablet });
    /// assert_eq!(private.obstacles(), [Obstacle::DatabaseRefuses]);
    /// assert!(private.real_records(), "they can be filled in and downloaded");
    /// ```
    #[must_use]
    pub fn of(signals: Signals) -> Self {
        // An insecure page lacks encryption and locks because it is insecure: one obstacle, one thing to do.
        let consequence = !signals.secure;
        let found = [
            (!signals.secure, Obstacle::NotSecure),
            (!signals.crypto && !consequence, Obstacle::NoCrypto),
            (signals.database == Database::Missing, Obstacle::NoDatabase),
            (signals.database == Database::Refuses, Obstacle::DatabaseRefuses),
            (!signals.locks && !consequence, Obstacle::NoLocks),
            (signals.quota.is_some_and(|quota| quota < ROOM), Obstacle::NoRoom),
        ];
        let obstacles = found
            .into_iter()
            .filter_map(|(is_there, obstacle)| is_there.then_some(obstacle))
            .collect();
        Self { signals, obstacles }
    }

    /// May records be kept on this device? Where not, Wayhome is used without keeping anything.
    #[must_use]
    pub fn may_keep(&self) -> bool {
        self.obstacles.is_empty() && self.real_records()
    }

    /// May a record about a real child be written here at all?
    ///
    /// Not in a tab on an iPad or iPhone: Safari deletes what a site kept once seven days of use have passed without a visit to it, and
    /// what the home screen's Wayhome keeps is apart from it. Made-up records may be tried there.
    #[must_use]
    pub fn real_records(&self) -> bool {
        !self.signals.apple_touch || self.signals.standalone
    }

    /// Does the app open without a connection, once it is installed?
    #[must_use]
    pub fn works_offline(&self) -> bool {
        self.signals.worker && self.signals.secure
    }

    /// Did the browser promise to keep what is kept? `None` where it does not say.
    #[must_use]
    pub fn persisted(&self) -> Option<bool> {
        self.signals.persisted
    }

    /// Why nothing can be kept, most telling first; empty where it can be.
    #[must_use]
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// What the browser said.
    #[must_use]
    pub fn signals(&self) -> Signals {
        self.signals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLET: Signals = Signals {
        secure: true,
        crypto: true,
        database: Database::Works,
        locks: true,
        worker: true,
        quota: Some(10 * ROOM),
        persisted: Some(true),
        apple_touch: false,
        standalone: false,
    };

    #[track_caller]
    fn check(signals: Signals, obstacles: &[Obstacle]) {
        let device = Device::of(signals);
        assert_eq!(device.obstacles(), obstacles);
        assert_eq!(device.may_keep(), obstacles.is_empty());
        assert!(device.real_records(), "without an iPad, only keeping is in question");
    }

    #[test]
    fn a_whole_browser_keeps_records() {
        check(TABLET, &[]);
        check(
            Signals {
                quota: None,
                persisted: Some(false),
                ..TABLET
            },
            &[],
        );
    }

    #[test]
    fn each_missing_part_is_an_obstacle_of_its_own() {
        check(
            Signals {
                crypto: false,
                ..TABLET
            },
            &[Obstacle::NoCrypto],
        );
        check(
            Signals {
                database: Database::Missing,
                ..TABLET
            },
            &[Obstacle::NoDatabase],
        );
        check(
            Signals {
                database: Database::Refuses,
                ..TABLET
            },
            &[Obstacle::DatabaseRefuses],
        );
        check(Signals { locks: false, ..TABLET }, &[Obstacle::NoLocks]);
        check(
            Signals {
                quota: Some(0),
                ..TABLET
            },
            &[Obstacle::NoRoom],
        );
        check(
            Signals {
                quota: Some(ROOM),
                ..TABLET
            },
            &[],
        );
    }

    #[test]
    fn an_insecure_page_is_one_obstacle_and_not_three() {
        let insecure = Signals {
            secure: false,
            crypto: false,
            locks: false,
            ..TABLET
        };
        check(insecure, &[Obstacle::NotSecure]);
        assert!(!Device::of(insecure).works_offline());
    }

    #[test]
    fn a_tab_on_an_ipad_refuses_real_records_and_the_home_screen_does_not() {
        let tab = Device::of(Signals {
            apple_touch: true,
            ..TABLET
        });
        assert!(!tab.real_records() && !tab.may_keep());
        let installed = Device::of(Signals {
            apple_touch: true,
            standalone: true,
            ..TABLET
        });
        assert!(installed.real_records() && installed.may_keep());
    }

    #[test]
    fn without_a_service_worker_records_are_kept_but_the_app_needs_a_connection() {
        let device = Device::of(Signals {
            worker: false,
            ..TABLET
        });
        assert!(device.may_keep() && !device.works_offline());
    }
}
