//! What the app says about keeping, locking and deleting.

use wayhome_vault::passphrase::{FEWEST, MOST_BYTES, Refused};
use wayhome_vault::{HeaderError, StoreError, Trouble, UnlockError};

// Choosing a passphrase.
pub(crate) const LOOKING: &str = "Opening Wayhome…";
pub(crate) const SET_UP: &str = "Choose a passphrase";
pub(crate) const SET_UP_WHAT: &str = "Wayhome keeps records on this device encrypted. Only your passphrase opens them.";
pub(crate) const SET_UP_LOST: &str =
    "Nobody can reset it. Without it, what is kept here is lost: download each record when your visit is over.";
pub(crate) const PASSPHRASE: &str = "Passphrase";
pub(crate) const PASSPHRASE_HINT: &str = "At least 14 characters. Four words that have nothing to do with you are good, and easier to remember than symbols.";
pub(crate) const OFFER: &str = "Suggest four words";
pub(crate) const OFFERED: &str = "Suggested, and filled in above. Write it down where the device is not:";
pub(crate) const YOU_TYPED: &str = "You typed:";
pub(crate) const PIN: &str = "PIN for hiding the screen (optional)";
pub(crate) const PIN_HINT: &str =
    "4 to 12 digits. It opens a hidden screen for as long as Wayhome stays open, and is not kept on the device.";
pub(crate) const SET_UP_BUTTON: &str = "Keep records on this device";
pub(crate) const WITHOUT: &str = "Use without keeping anything on this device";
pub(crate) const WITHOUT_WHAT: &str =
    "What you write is then gone when Wayhome is closed, unless you download it first, and the screen does not lock.";
pub(crate) const WITHOUT_HERE: &str = "What you write in this session is gone when Wayhome is closed, unless you download it first, and the screen does not lock.";
pub(crate) const FALLBACK: &str =
    "Argon2id does not run in this browser. The passphrase is protected by PBKDF2-SHA-256 with 600,000 rounds instead.";
pub(crate) const WORKING: &str = "Working…";

// Unlocking.
pub(crate) const UNLOCK: &str = "Unlock Wayhome";
pub(crate) const UNLOCK_WHAT: &str = "Records are kept on this device. Enter the passphrase that was chosen for it.";
pub(crate) const UNLOCK_BUTTON: &str = "Unlock";
pub(crate) const DAMAGED: &str = "What is kept on this device cannot be opened";
pub(crate) const DAMAGED_DO: &str =
    "Nothing was deleted. Ask whoever looks after your device. You can go on without keeping anything.";
pub(crate) const UNUSABLE: &str = "This browser does not let Wayhome keep anything";
pub(crate) const MADE_UP_ONLY: &str = "Only made-up answers in this tab";

// Hiding the screen.
pub(crate) const HIDE_SCREEN: &str = "Hide screen";
pub(crate) const HIDDEN: &str = "The screen is hidden";
pub(crate) const HIDDEN_WHAT: &str = "Your answers are kept. Enter your PIN or passphrase to go on where you were.";
pub(crate) const HIDDEN_UNKEPT: &str =
    "Some answers are not saved yet. Enter your PIN or passphrase and download the record.";
pub(crate) const LOCKED_UNKEPT: &str = "Some answers are not saved yet. Wayhome locks as soon as they are. Enter your passphrase to go back to them and download the record.";
pub(crate) const LOCKING: &str = "Wayhome is locking. Enter your passphrase to go back to your answers.";
pub(crate) const PIN_OR_PASSPHRASE: &str = "PIN or passphrase";
pub(crate) const GO_ON: &str = "Go on";
pub(crate) const LOCK_NOW: &str = "Lock Wayhome";
pub(crate) const SOON: &str =
    "The screen will be hidden soon, because nobody has touched it for a while. Nothing is lost.";
pub(crate) const STAY: &str = "Stay";
pub(crate) const ENTER_PIN_OR_PASSPHRASE: &str = "Enter your PIN or passphrase";
pub(crate) const ENTER_PASSPHRASE: &str = "Enter your passphrase";
pub(crate) const PIN_LENGTH: &str = "PIN must be 4 to 12 digits";
pub(crate) const WRONG_PIN: &str = "That is neither the PIN nor the passphrase.";
pub(crate) const SHOW_SCREEN: &str = "Show the screen";
pub(crate) const HIDDEN_MEMORY: &str = "What you write in this session is not kept on this device, and no passphrase protects it. Whoever holds the device can show the screen again.";

// What is saved.
pub(crate) const SAVING: &str = "Saving…";
pub(crate) const NOT_SAVED: &str = "Not saved";
pub(crate) const NOT_SAVED_DO: &str = "Your latest answers are on the screen only. Try again, or download the record.";
pub(crate) const LEFT_UNSAVED: &str = "A record that you left is not saved. Open it to download it.";
pub(crate) const OPEN_UNSAVED: &str = "Open the record";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const KEPT_HERE: &str = "Your answers are saved on this device as you type, encrypted.";
pub(crate) const ELSEWHERE: &str = "This record is open in another tab. Here it can only be read.";
pub(crate) const DELETED_ELSEWHERE: &str = "This record was deleted in another tab. What you see is kept nowhere.";
pub(crate) const EDIT_HERE: &str = "Edit here";
pub(crate) const UNREAD: &str = "What the other tab saved could not be read. Try again.";
pub(crate) const TAKING_OVER: &str = "The other tab is saving first…";

// The device.
pub(crate) const THIS_DEVICE: &str = "This device";
pub(crate) const WHAT_WORKS: &str = "What works here";
pub(crate) const PERSISTED: &str = "The browser has promised not to clear what is kept here by itself.";
pub(crate) const NOT_PERSISTED: &str = "The browser may clear what is kept here by itself, for example when the device is full. Download each record when your visit is over.";
pub(crate) const ASK_TO_PERSIST: &str = "Ask the browser to keep it";
pub(crate) const NOT_SAID: &str = "The browser does not say.";
pub(crate) const CHANGE: &str = "Change passphrase";
pub(crate) const CHANGE_WHAT: &str = "Your records do not change. Only the passphrase that opens them does. Somebody who knows the old passphrase and gets hold of this device may still read what is kept here, also what you write from now on. If that can be, hand over or download your records, delete everything on this device and start anew.";
pub(crate) const OLD: &str = "Current passphrase";
pub(crate) const NEW: &str = "New passphrase";
pub(crate) const CHANGED: &str = "The passphrase is changed.";
pub(crate) const BACK_TO_WORK: &str = "Back";
pub(crate) const RECORDS_DUE: &str = "Records to delete";
pub(crate) const DELETE_DUE: &str = "Delete these records now";
pub(crate) const DUE_GONE: &str = "Records deleted.";
pub(crate) const DUE_BACK: &str = "The records are back.";
pub(crate) const BEFORE_DELETE_DUE: &str = "Delete what is listed here from this device?";
pub(crate) const BEFORE_DELETE_DUE_WHY: &str =
    "Records that are only on this device are lost with it. They can be put back until you leave this page.";
pub(crate) const CLEARED: &str =
    "What was typed here is gone, because nobody touched this page for a while or it was out of sight.";
pub(crate) const OLDER_HERE: &str = "This record is older than when it was last saved on this device: what was entered later is not in it. Compare it with what was downloaded or sent before.";
pub(crate) const STRANGE: &str = "Something on this device is not as you left it";
pub(crate) const STRANGE_DO: &str =
    "Nothing was deleted. Tell whoever looks after your device, and compare with what was downloaded before.";

// Deleting everything.
pub(crate) const WIPE: &str = "Delete everything on this device";
pub(crate) const WIPE_SURE: &str = "Delete everything Wayhome keeps on this device?";
pub(crate) const WIPE_WHAT: &str =
    "All records, the key to them, and Wayhome’s own files on this device are deleted. It cannot be taken back.";
pub(crate) const WIPE_NOT: &str = "Wayhome cannot reach files in Downloads, prints, screenshots, or backups of the device. The disk may keep encrypted remains until it writes over them: without the passphrase they cannot be read.";
pub(crate) const WIPE_BUTTON: &str = "Delete everything";
pub(crate) const WIPED: &str = "Everything Wayhome kept on this device is deleted";
pub(crate) const NOT_WIPED: &str =
    "Not everything could be deleted. Close every other tab with Wayhome in it and try again.";
pub(crate) const START_AGAIN: &str = "Start again";

/// The button that shows what was typed, or hides it again.
pub(crate) const fn shown(shown: bool, is_pin: bool) -> &'static str {
    match (shown, is_pin) {
        (false, false) => "Show passphrase",
        (true, false) => "Hide passphrase",
        (false, true) => "Show PIN",
        (true, true) => "Hide PIN",
    }
}

/// "Saved on this device 14:02".
pub(crate) fn saved(time: &str) -> String {
    format!("Saved on this device {time}")
}

/// As many characters as are accepted whatever they are: none takes more than four bytes.
const MOST: usize = MOST_BYTES / 4;

/// Why a new passphrase is not accepted.
pub(crate) fn refused(why: Refused) -> String {
    match why {
        Refused::Empty => "Enter a passphrase".to_owned(),
        Refused::TooShort => format!("Passphrase must be {FEWEST} characters or more"),
        Refused::TooLong => format!("Passphrase must be {MOST} characters or fewer"),
        Refused::TooPlain => "Passphrase must not be the same few characters, or one row of the keyboard".to_owned(),
        Refused::TooKnown => "Passphrase must not be one that many people use".to_owned(),
    }
}

/// The PIN is not one.
pub(crate) const PIN_REFUSED: &str = "PIN must be 4 to 12 digits, and must not repeat one digit";

/// Why it did not unlock.
pub(crate) fn not_unlocked(why: UnlockError) -> &'static str {
    match why {
        UnlockError::WrongPassphrase => "That passphrase does not open this device. Check it and try again.",
        UnlockError::Damaged(HeaderError::UnknownKdf) => damaged(HeaderError::UnknownKdf),
        UnlockError::Damaged(_) => {
            "The part that holds the key is damaged, or was changed. Nothing was deleted. Ask whoever looks after your device."
        }
        UnlockError::Derive(_) => {
            "This browser cannot work out the key. Update it, or open Wayhome in the browser in which it was set up."
        }
        UnlockError::Crypto => "This browser’s encryption does not work. Open Wayhome at its secure address (https).",
        UnlockError::Store(error) => not_kept(error),
    }
}

/// Why the passphrase was not changed, or that nobody can tell.
pub(crate) fn not_changed(why: UnlockError) -> &'static str {
    match why {
        UnlockError::Store(StoreError::Lost) => {
            "The browser lost its connection, and it is not known whether the passphrase was changed. Lock Wayhome and enter the new passphrase. If it does not open, the old one does."
        }
        other => not_unlocked(other),
    }
}

/// Why the store did not do it.
pub(crate) const fn not_kept(why: StoreError) -> &'static str {
    match why {
        StoreError::Moved => "Another tab changed what is kept here. Close the other tab and try again.",
        StoreError::Full => "There is no room left on this device. Delete something else and try again.",
        StoreError::Aborted => "The browser did not finish. Try again.",
        StoreError::Lost => "The browser lost its connection to what is kept here. Try again.",
        StoreError::Gone => {
            "Everything kept on this device was deleted, in another tab or by the browser. Load this page again."
        }
        StoreError::Blocked => "Another tab holds what is kept here. Close the other tab and try again.",
        StoreError::Unwritable => "Wayhome could not save this. Nothing was changed.",
        StoreError::Unavailable => "This browser does not let Wayhome keep anything.",
    }
}

/// Why a header cannot be used.
pub(crate) const fn damaged(why: HeaderError) -> &'static str {
    match why {
        HeaderError::Unreadable => "The part that holds the key is damaged.",
        HeaderError::UnknownKdf => "It was made by a newer Wayhome. Update Wayhome and try again.",
        HeaderError::TooWeak => "Its key is protected more weakly than Wayhome accepts: somebody may have changed it.",
        HeaderError::TooHeavy => {
            "Its key is protected in a way that this device cannot work out: somebody may have changed it."
        }
    }
}

/// What is not as it was left, and [which record](trouble_record) or [child](trouble_child) it is, where there is a name to know it by.
pub(crate) fn trouble(trouble: &Trouble, of: Option<&str>) -> String {
    let what = match trouble {
        Trouble::OneCopyUnreadable(_) => {
            "One of the last two saves of a record cannot be read. The record is as the other one left it, and may lack what was typed last."
        }
        Trouble::Unreadable(_) => "A record cannot be read.",
        Trouble::PutBack(_) => "A record is older than when it was last saved here.",
        Trouble::NotListed(_) => "A record is here that had been deleted.",
        Trouble::Missing(_) => "A record is gone that was not deleted in Wayhome.",
        Trouble::Index => {
            "The list of what is kept here was damaged or changed. Any record may be older than when it was last saved here."
        }
        Trouble::Header => "One of two copies of the key was damaged or changed.",
    };
    of.map_or_else(|| what.to_owned(), |of| format!("{what} {of}"))
}

/// "It is “R-2041: Home visit, 3 March 2026”.", of what is not as it was left.
pub(crate) fn trouble_record(named: &str) -> String {
    format!("It is “{named}”.")
}

/// The same of a child, which the device keeps beside the records.
pub(crate) fn trouble_child(reference: &str) -> String {
    format!("It is the one that holds the reference of the child “{reference}”.")
}

/// "2 wrong tries left, then Wayhome locks."
pub(crate) fn tries_left(left: u8) -> String {
    let tries = if left == 1 {
        "1 try".to_owned()
    } else {
        format!("{left} tries")
    };
    format!("{WRONG_PIN} {tries} left, then Wayhome locks.")
}

/// "These 3 have not been changed for 30 days or more.", above their names.
pub(crate) fn due(count: usize, days: u32) -> String {
    if count == 1 {
        format!(
            "This has not been changed for {days} days or more. Delete it here once it is in your authority’s own system."
        )
    } else {
        format!(
            "These {count} have not been changed for {days} days or more. Delete them here once they are in your authority’s own system."
        )
    }
}

/// "R-2041: Home visit, 3 March 2026: in 3 days it will not have been changed for 30 days."
pub(crate) fn due_in(name: &str, days: u32, limit: u32) -> String {
    let days = if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    };
    format!(
        "{name}: in {days} it will not have been changed for {limit} days. Wayhome never deletes it before you say so."
    )
}

/// A child without records, among what has been on the device for long.
pub(crate) fn due_child(reference: &str) -> String {
    format!("{reference}: child without records")
}

/// "3 MB of 10 GB used."
pub(crate) fn room(usage: f64, quota: f64) -> String {
    format!("{} of {} used.", size(usage), size(quota))
}

fn size(bytes: f64) -> String {
    match bytes / 1_048_576.0 {
        megabytes if megabytes < 1.0 => "Less than 1 MB".to_owned(),
        megabytes if megabytes < 1024.0 => format!("{megabytes:.0} MB"),
        megabytes => format!("{:.0} GB", megabytes / 1024.0),
    }
}

/// How the key is made, for whoever looks after the device.
pub(crate) fn key_made_with(name: &str) -> String {
    let name = match name {
        "argon2id" => "Argon2id",
        "pbkdf2-sha-256" => "PBKDF2-SHA-256",
        other => other,
    };
    format!("For whoever looks after the device: the key is made with {name}, and encrypts with AES-256-GCM.")
}

#[cfg(test)]
mod tests {
    use wayhome_vault::passphrase::judge;

    use super::*;

    #[test]
    fn a_passphrase_of_as_many_characters_as_are_said_is_accepted_whatever_they_are() {
        let long: String = "𝕜𝕖𝕥𝕝𝕠𝕣𝕓𝕚".chars().cycle().take(MOST).collect();
        assert_eq!(judge(&long), Ok(()));
        assert!(refused(Refused::TooLong).contains(&MOST.to_string()));
    }
}
