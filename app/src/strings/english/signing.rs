//! What the app says about signing a record, and about leaving with it.

use chrono::NaiveDate;
use wayhome_engine::words::date;

pub(crate) const GO_TO_SIGN: &str = "Sign off this record";
pub(crate) const SIGN: &str = "Sign off this record";
pub(crate) const SIGN_WHAT: &str = "A signed record does not change any more. To change something later, you make a new version, and sign that. You can sign with things open: the record then says how many.";
pub(crate) const SIGN_KEPT: &str = "What you enter on this page is lost if Wayhome locks, the page is loaded again, or the record is edited in another tab, before you sign.";
pub(crate) const YOUR_NAME: &str = "What is your name?";
pub(crate) const YOUR_ROLE: &str = "What is your role?";
pub(crate) const YOUR_ROLE_HINT: &str = "For example, social worker";
pub(crate) const SIGN_DATE: &str = "When do you sign?";
pub(crate) const HOW_SIGN: &str = "How do you sign?";
pub(crate) const HOW_SIGN_HINT: &str = "All ways are equal.";
pub(crate) const BY_DRAWING: &str = "Draw a signature";
pub(crate) const BY_TYPING: &str = "The typed name is the signature";
pub(crate) const VERBALLY: &str = "Agreed verbally";
pub(crate) const DID_NOT_SIGN: &str = "Asked, and did not want to sign";
pub(crate) const DRAW: &str = "Signature area";
pub(crate) const DRAW_HINT: &str = "Sign in the area with a finger, a pen or a mouse.";
pub(crate) const DRAW_AGAIN: &str = "Clear the signature";
pub(crate) const DRAW_MISSING: &str = "Draw the signature, or select another way to sign";
pub(crate) const ENTER_NAME: &str = "Enter your name";
pub(crate) const ENTER_ROLE: &str = "Enter your role";
pub(crate) const ENTER_SIGN_DATE: &str = "Enter the date of signing, such as 27 3 2026";
pub(crate) const SIGN_DATE_BEFORE: &str =
    "Date of signing must not be before the day that the record is about. If that day is wrong, change it in the form";
pub(crate) const SIGN_DATE_BEFORE_ANSWERS: &str = "Date of signing must not be before something that the record says has happened. Check the year, and the dates in the form";
pub(crate) const SIGN_DATE_BEFORE_REPLACED: &str =
    "Date of signing must not be before the day on which the record that this one replaces was signed";
pub(crate) const SELECT_MARK: &str = "Select how the record is signed";
pub(crate) const YOUNG_PERSON: &str = "The child or young person";
pub(crate) const YOUNG_PERSON_WHY: &str =
    "If they sign this record as well, enter it here. If they are not with you, leave this out.";
pub(crate) const HOW_YOUNG: &str = "How do they sign?";
pub(crate) const YOUNG_NAME: &str = "What is their name?";
pub(crate) const ENTER_YOUNG_NAME: &str = "Enter the name of the child or young person";
pub(crate) const SIGN_BUTTON: &str = "Sign";
pub(crate) const BACK_TO_CHECK: &str = "Back to the answers";
pub(crate) const SIGNED_RECORD: &str = "Signed record";
pub(crate) const CAME_SIGNED: &str = "This signature came with a file. Wayhome cannot tell whether it is real.";
pub(crate) const SIGNED_ELSEWHERE: &str = "This record was signed in another tab. It is shown as it was signed there.";
pub(crate) const OPEN_WHEN_SIGNED: &str = "What was open when it was signed";
pub(crate) const LATE_WHEN_SIGNED: &str = "What was late when it was signed";
pub(crate) const OPEN_NOT_LISTED: &str = "What was open or late when it was signed is not listed any longer, because it was found under another edition of the procedure.";
pub(crate) const SIGNATURES: &str = "Signatures";
pub(crate) const READ_ONLY: &str = "Read only";
pub(crate) const READ_ONLY_WHY: &str =
    "A later version of Wayhome wrote this record. It can be read here. Update Wayhome to change it.";
pub(crate) const READ_ONLY_LOSES: &str =
    "What only that version knows is not shown here, and is in no file that is made here.";
pub(crate) const AFTER_SIGNING: &str = "After signing";
pub(crate) const NEW_VERSION: &str = "Make a new version";
pub(crate) const NEW_VERSION_WHY: &str = "A signed record does not change. A new version starts with the same answers and is signed again. This one stays as it is.";
pub(crate) const OPEN_NEWER: &str = "Open the newer version";
pub(crate) const ALSO_SIGNED: &str =
    "Another version of the same record is signed as well. Check which of the two stands, and delete the other.";
pub(crate) const ANOTHER_OF_THAT_DAY: &str = "Another signed record of the same day is on this device. If one of them replaces the other, delete the one that no longer stands.";
pub(crate) const VERSION_SIGNED: &str =
    "Another version of that record is signed. Check whether this one is still needed.";
pub(crate) const IS_NEW_VERSION: &str = "A new version of a signed record, not signed yet.";
pub(crate) const REPLACED: &str = "A newer version replaces this record.";
pub(crate) const VERSION_STARTED: &str =
    "A new version has been started and is not signed. Until it is, this record stands.";
pub(crate) const OPEN_VERSION: &str = "Open the new version";

// Leaving with the result.
pub(crate) const DEPLOYMENT_UNREAD: &str = "Something that your authority added to Wayhome, such as where records are sent, cannot be read. Tell whoever looks after Wayhome. Everything else works.";
pub(crate) const LEAVE: &str = "Take it with you";
pub(crate) const LEAVE_WHY: &str = "All of these contain personal data. Use them only as your authority allows.";
pub(crate) const PRINT: &str = "Print";
pub(crate) const SHARE: &str = "Share file";
pub(crate) const COPY: &str = "Copy as text";
pub(crate) const COPIED: &str = "Copied as text. Paste it into the case note, then copy something else.";
pub(crate) const NOT_COPIED: &str = "The browser did not allow copying. Print or download the record instead.";
pub(crate) const IN_DOWNLOADS: &str = "Downloaded.";
pub(crate) const SHARED: &str = "Shared.";
pub(crate) const NOT_SHARED: &str = "Not shared. Nothing has left this device.";
pub(crate) const SHARE_UNSURE: &str = "Not shared, as far as can be told. Look in the other app.";
pub(crate) const BEFORE_COPY: &str = "Before you copy";
pub(crate) const BEFORE_COPY_WHY: &str = "The answers go to the clipboard. They are personal data about a child and a family, and other apps can read them there.";
pub(crate) const BEFORE_COPY_DO: &str = "Paste it only into your authority’s own system, then copy something else.";
pub(crate) const BEFORE_SHARE: &str = "Before you share";
pub(crate) const BEFORE_SHARE_DO: &str = "Share it only with an app that your authority allows for such records.";

/// "Child’s reference: R-2041", on paper.
pub(crate) fn child_reference(reference: &str) -> String {
    format!("Child’s reference: {reference}")
}

/// "This is a newer version of a record signed on 3 March 2026."; where the day is not known any more, without it.
pub(crate) fn newer_version_of(day: Option<&str>) -> String {
    match day {
        Some(day) => format!("This is a newer version of a record signed on {day}."),
        None => "This is a newer version of a record that was signed before.".to_owned(),
    }
}

/// "Signed by A. Worker, social worker, on 3 March 2026."; without a role, as a file from elsewhere may be, "Signed by A. Worker on …".
pub(crate) fn signed_by(name: &str, role: &str, day: &str) -> String {
    let role = match role.trim() {
        "" => String::new(),
        role => format!(", {role},"),
    };
    format!("Signed by {name}{role} on {day}.")
}

/// "3 things were open when it was signed."
pub(crate) fn open_at_signing(count: usize) -> String {
    if count == 1 {
        "1 thing was open when it was signed.".to_owned()
    } else {
        format!("{count} things were open when it was signed.")
    }
}

/// "Signature of A. Worker", for a picture of it.
pub(crate) fn signature_of(name: &str) -> String {
    format!("Signature of {name}")
}

/// "A. Worker signed by typing the name."
pub(crate) fn signed_typed(name: &str) -> String {
    format!("{name} signed by typing the name.")
}

/// "A. Worker agreed verbally."
pub(crate) fn agreed_verbally(name: &str) -> String {
    format!("{name} agreed verbally.")
}

/// "A. Person was asked, and did not want to sign."
pub(crate) fn declined(name: &str) -> String {
    format!("{name} was asked, and did not want to sign.")
}

/// "Date of birth (2 things)", where several things are open at one question.
pub(crate) fn several(name: &str, count: usize) -> String {
    format!("{name} ({count} things)")
}

/// Why nobody can have signed on a day to come, by a clock that may be wrong.
pub(crate) fn sign_date_ahead(today: NaiveDate) -> String {
    format!(
        "Date of signing must be today or in the past. By this device it is {}: if that is wrong, set its date",
        date(today)
    )
}

/// Why a record cannot be signed that is about a day to come.
pub(crate) fn record_ahead(about: NaiveDate, today: NaiveDate) -> String {
    format!(
        "The record is about {}, and by this device it is {}. Change the day in the form, or set the date of the device",
        date(about),
        date(today)
    )
}
