//! When the screen locks, told by the clock on the wall.
//!
//! Timers stop while a tablet sleeps, so none is trusted: whoever asks brings the time, at every input and whenever the page comes back.
//! A *soft* lock covers the screen while the key stays in memory; a *hard* lock ends with the key gone. A limit that has passed stays
//! passed: only [`reopened`](LockClock::reopened) opens a soft lock, and nothing opens a hard one but [unlocking](LockClock::unlocked) anew.

use crate::document::Moment;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;

/// How far a clock may go back before it is no longer believed: devices correct theirs by a little all the time.
const CORRECTION: u64 = 2 * MINUTE;

/// After how long, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Without an input: soft.
    pub idle: u64,
    /// Of `idle`, how long a warning shows before. At least a minute.
    pub warning: u64,
    /// Out of sight (another app, screen off): soft.
    pub hidden: u64,
    /// Without an input, hidden or not: hard.
    pub away: u64,
    /// Since unlocking, whatever happened: hard.
    pub whole: u64,
}

impl Limits {
    /// Five minutes, warned one minute before; half a minute out of sight; half an hour away; ten hours in all.
    pub const USUAL: Self = Self {
        idle: 5 * MINUTE,
        warning: MINUTE,
        hidden: 30 * SECOND,
        away: 30 * MINUTE,
        whole: 600 * MINUTE,
    };
}

/// What the screen is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Open.
    Open,
    /// Open, and locks after this many milliseconds unless somebody goes on.
    Warning(u64),
    /// Covered, the key still in memory.
    Soft,
    /// Key and plaintext are to go.
    Hard,
}

/// The clock of one unlocked screen.
///
/// ```
/// use wayhome_vault::Moment;
/// use wayhome_vault::lock::{Limits, Lock, LockClock};
///
/// let start = Moment(1_700_000_000_000);
/// let mut clock = LockClock::new(Limits::USUAL, start);
/// assert_eq!(clock.look(start.plus(1_000)), Lock::Open);
/// // The tablet slept for six minutes and no timer ran. The first touch does not open what has locked meanwhile.
/// assert_eq!(clock.input(start.plus(6 * 60_000)), Lock::Soft);
/// ```
#[derive(Debug, Clone)]
pub struct LockClock {
    limits: Limits,
    /// The last time that anybody brought.
    latest: Moment,
    /// Time that has passed since unlocking. It grows with every look, by the clock on the wall: one that is put back while no timer runs hides what
    /// passed since the last look, and nothing before it.
    age: u64,
    input: u64,
    hidden: Option<u64>,
    soft: bool,
    hard: bool,
}

impl LockClock {
    /// Just unlocked.
    #[must_use]
    pub const fn new(limits: Limits, now: Moment) -> Self {
        Self {
            limits,
            latest: now,
            age: 0,
            input: 0,
            hidden: None,
            soft: false,
            hard: false,
        }
    }

    /// What the screen is to be now.
    pub fn look(&mut self, now: Moment) -> Lock {
        self.pass(now);
        let idle = self.age.saturating_sub(self.input);
        if self.hard {
            Lock::Hard
        } else if self.soft {
            Lock::Soft
        } else if self.limits.idle.saturating_sub(idle) <= self.limits.warning {
            Lock::Warning(self.limits.idle.saturating_sub(idle))
        } else {
            Lock::Open
        }
    }

    /// Somebody touched or typed. That counts only while the screen is open.
    pub fn input(&mut self, now: Moment) -> Lock {
        self.pass(now);
        if !self.soft && !self.hard && self.hidden.is_none() {
            self.input = self.age;
        }
        self.look(now)
    }

    /// The page went out of sight. The screen is to be covered at once, whatever this says.
    pub fn hid(&mut self, now: Moment) -> Lock {
        self.pass(now);
        self.hidden.get_or_insert(self.age);
        self.look(now)
    }

    /// The page came back.
    pub fn came_back(&mut self, now: Moment) -> Lock {
        self.pass(now);
        self.hidden = None;
        self.look(now)
    }

    /// Somebody asked for the screen to be hidden.
    pub fn cover(&mut self, now: Moment) -> Lock {
        self.soft = true;
        self.look(now)
    }

    /// Somebody asked for everything to be locked, or ran out of tries.
    pub fn shut(&mut self) -> Lock {
        self.hard = true;
        Lock::Hard
    }

    /// The soft lock was opened by its PIN or by the passphrase.
    pub fn reopened(&mut self, now: Moment) -> Lock {
        self.pass(now);
        if !self.hard {
            self.soft = false;
            self.hidden = None;
            self.input = self.age;
        }
        self.look(now)
    }

    /// The passphrase was given again before everything was let go: something could not be kept, and its writer is back.
    pub const fn unlocked(&mut self, now: Moment) -> Lock {
        *self = Self::new(self.limits, now);
        Lock::Open
    }

    fn pass(&mut self, now: Moment) {
        if now.plus(CORRECTION) < self.latest {
            // Nobody can say how long it really was.
            self.soft = true;
        }
        self.age = self.age.saturating_add(now.since(self.latest));
        self.latest = now;
        let passed = |since: u64, limit: u64| self.age.saturating_sub(since) >= limit;
        let soft =
            passed(self.input, self.limits.idle) || self.hidden.is_some_and(|hid| passed(hid, self.limits.hidden));
        let hard = passed(self.input, self.limits.away) || self.age >= self.limits.whole;
        self.soft |= soft;
        self.hard |= hard;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START: Moment = Moment(1_800_000_000_000);

    fn clock() -> LockClock {
        LockClock::new(Limits::USUAL, START)
    }

    #[test]
    fn it_warns_a_minute_before() {
        let mut clock = clock();
        assert_eq!(clock.look(START.plus(4 * MINUTE - 1)), Lock::Open);
        assert_eq!(clock.look(START.plus(4 * MINUTE)), Lock::Warning(MINUTE));
        assert_eq!(clock.input(START.plus(4 * MINUTE + SECOND)), Lock::Open);
        assert_eq!(clock.look(START.plus(9 * MINUTE)), Lock::Warning(SECOND));
        assert_eq!(clock.look(START.plus(9 * MINUTE + SECOND)), Lock::Soft);
    }

    #[test]
    fn a_night_asleep_locks_hard_at_the_first_look() {
        assert_eq!(clock().input(START.plus(8 * 60 * MINUTE)), Lock::Hard);
        assert_eq!(clock().came_back(START.plus(8 * 60 * MINUTE)), Lock::Hard);
    }

    #[test]
    fn a_glance_at_another_app_does_not_lock_and_a_minute_there_does() {
        let mut clock = clock();
        clock.hid(START);
        assert_eq!(clock.came_back(START.plus(20 * SECOND)), Lock::Open);
        clock.hid(START.plus(20 * SECOND));
        assert_eq!(clock.came_back(START.plus(60 * SECOND)), Lock::Soft);
    }

    #[test]
    fn out_of_sight_nobody_is_there_whatever_else_is_heard() {
        // Hiding twice does not begin anew.
        let mut twice = clock();
        twice.hid(START);
        twice.hid(START.plus(29 * SECOND));
        assert_eq!(twice.look(START.plus(30 * SECOND)), Lock::Soft);
        // Coming back is no input, and what is heard meanwhile is none either.
        let mut back = clock();
        back.hid(START.plus(4 * MINUTE));
        back.came_back(START.plus(4 * MINUTE + SECOND));
        assert_eq!(back.look(START.plus(5 * MINUTE)), Lock::Soft);
        let mut heard = clock();
        heard.hid(START.plus(4 * MINUTE + 50 * SECOND));
        heard.input(START.plus(4 * MINUTE + 55 * SECOND));
        heard.came_back(START.plus(4 * MINUTE + 56 * SECOND));
        assert_eq!(heard.look(START.plus(5 * MINUTE)), Lock::Soft);
    }

    #[test]
    fn a_whole_day_ends_although_somebody_works() {
        let mut clock = clock();
        for minute in 1..600 {
            assert_eq!(clock.input(START.plus(minute * MINUTE)), Lock::Open);
        }
        assert_eq!(clock.input(START.plus(600 * MINUTE)), Lock::Hard);
    }

    #[test]
    fn a_clock_put_back_gains_nothing() {
        let mut clock = clock();
        assert_eq!(clock.look(START.plus(4 * MINUTE + 59 * SECOND)), Lock::Warning(SECOND));
        assert_eq!(clock.look(Moment(START.0 - 60 * MINUTE)), Lock::Soft);
        assert_eq!(clock.look(Moment(START.0 - 34 * MINUTE)), Lock::Hard);
    }

    #[test]
    fn a_small_correction_of_the_clock_is_nothing_and_three_minutes_are_none() {
        assert_eq!(clock().look(Moment(START.0 - SECOND)), Lock::Open);
        assert_eq!(clock().look(Moment(START.0 - 2 * MINUTE)), Lock::Open);
        assert_eq!(clock().look(Moment(START.0 - 2 * MINUTE - 1)), Lock::Soft);
    }

    #[test]
    fn half_an_hour_away_locks_hard_and_not_before() {
        let mut clock = clock();
        assert_eq!(clock.look(START.plus(30 * MINUTE - 1)), Lock::Soft);
        assert_eq!(clock.look(START.plus(30 * MINUTE)), Lock::Hard);
    }

    #[test]
    fn a_hard_lock_that_could_not_let_go_begins_anew_with_the_passphrase() {
        let mut clock = clock();
        assert_eq!(clock.shut(), Lock::Hard);
        assert_eq!(clock.reopened(START), Lock::Hard);
        let now = START.plus(40 * MINUTE);
        assert_eq!(clock.unlocked(now), Lock::Open);
        assert_eq!(clock.look(now.plus(MINUTE)), Lock::Open);
        assert_eq!(clock.look(now.plus(6 * MINUTE)), Lock::Soft);
    }

    #[derive(Debug, Clone, Copy)]
    enum Event {
        Look,
        Input,
        Hid,
        Back,
        Cover,
    }

    fn events() -> impl Strategy<Value = Vec<(Event, u64)>> {
        let event = prop_oneof![
            Just(Event::Look),
            Just(Event::Input),
            Just(Event::Hid),
            Just(Event::Back),
            Just(Event::Cover)
        ];
        prop::collection::vec((event, 0..8 * MINUTE), 1..40)
    }

    proptest! {
        #[test]
        fn nothing_but_reopening_opens_and_nothing_opens_a_hard_lock(events in events()) {
            let mut clock = clock();
            let (mut now, mut was) = (START, Lock::Open);
            for (event, later) in events {
                now = now.plus(later);
                let lock = match event {
                    Event::Look => clock.look(now),
                    Event::Input => clock.input(now),
                    Event::Hid => clock.hid(now),
                    Event::Back => clock.came_back(now),
                    Event::Cover => clock.cover(now),
                };
                prop_assert!(was != Lock::Hard || lock == Lock::Hard);
                prop_assert!(was != Lock::Soft || matches!(lock, Lock::Soft | Lock::Hard));
                prop_assert!(later < Limits::USUAL.idle || matches!(lock, Lock::Soft | Lock::Hard));
                was = lock;
            }
            let after = clock.reopened(now);
            prop_assert!((was == Lock::Hard) == (after == Lock::Hard));
        }
    }
}
