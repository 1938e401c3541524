//! Every word that the app itself says, in one place, so that another language can stand beside it.
//!
//! Procedures bring their own words: questions, options, messages, citations. Plain and short, in the manner of GOV.UK.

// The names of things.
/// The product.
pub const WAYHOME: &str = "Wayhome";
pub(crate) const SKIP: &str = "Skip to main content";
pub(crate) const TAG_LINE: &str = "Checks the record of a child’s return home from care while it is being written.";

// The start page.
pub(crate) const START: &str = "Start a record";
pub(crate) const WHICH_PROCEDURE: &str = "Whose procedure does the record follow?";
pub(crate) const WHICH_FORM: &str = "What are you recording?";
pub(crate) const START_BUTTON: &str = "Start";
pub(crate) const NO_PROCEDURES: &str =
    "This copy of Wayhome holds no procedure. Ask whoever installed it for a complete copy.";
pub(crate) const UNDATED: &str = "the document bears no date";
pub(crate) const BEFORE_YOU_RELY: &str = "Before you rely on this procedure";
pub(crate) const OPEN_SAVED: &str = "Open a saved record";
pub(crate) const OPEN_LABEL: &str = "Choose a record that was downloaded from Wayhome";
pub(crate) const OPEN_HINT: &str = "A file whose name ends in .json. It is read on this device and sent nowhere.";
pub(crate) const PROBLEM: &str = "There is a problem";
pub(crate) const NOT_OPENED: &str = "The file could not be opened.";
pub(crate) const NOT_READ: &str = "The device could not read the file. It may have been moved or deleted.";
pub(crate) const OPEN_DO: &str =
    "Choose a file that was downloaded from Wayhome, or download the record again where it was written.";
pub(crate) const OTHER_EDITION: &str = "This record was saved under another edition of the procedure. It is now checked against the edition in this copy of Wayhome, so what is found may differ.";

// The form.
pub(crate) const NOTHING_KEPT: &str =
    "Nothing is kept on this device yet. Download the record before you close this page.";
pub(crate) const DOWNLOADED: &str = "Downloaded. Nothing is kept on this device: the file is the only copy.";
pub(crate) const DOWNLOAD: &str = "Download";
pub(crate) const DOWNLOAD_RECORD: &str = "Download record";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const SECTIONS: &str = "Sections";
pub(crate) const ASKED_BY_LAW: &str = "The law asks these questions beside the procedure.";
pub(crate) const CONTINUE: &str = "Continue";
pub(crate) const BACK: &str = "Back";
pub(crate) const SEE_WHAT_IS_LEFT: &str = "See what is left";
pub(crate) const DONE: &str = "Done";
pub(crate) const NOT_STARTED: &str = "Not started";
pub(crate) const NOTHING_LEFT_HERE: &str = "Nothing left";
pub(crate) const NOTHING_NEEDED: &str = "Nothing needed yet";
pub(crate) const NOTHING_ASKED: &str = "Nothing is asked here. Other answers decide whether something is.";
pub(crate) const YES: &str = "Yes";
pub(crate) const NO: &str = "No";
pub(crate) const CLEAR: &str = "Clear answer";
pub(crate) const CHOOSE: &str = "Choose an answer";
pub(crate) const DAY: &str = "Day";
pub(crate) const MONTH: &str = "Month";
pub(crate) const YEAR: &str = "Year";
pub(crate) const DATE_HINT: &str = "For example, 27 3 2026";
pub(crate) const REMOVED: &str = "Removed.";

// What is found.
pub(crate) const BEFORE_YOU_FINISH: &str = "Before you finish";
pub(crate) const NOTHING_LEFT: &str = "Nothing is left to do.";
pub(crate) const TO_DO: &str = "To do";
pub(crate) const NOT_AS_ASKED: &str = "Not as asked";
pub(crate) const CANNOT_TELL: &str = "Cannot tell yet";
pub(crate) const EXPLAINED: &str = "Explained";
pub(crate) const CONSIDER: &str = "To consider";
pub(crate) const MET: &str = "As asked";
pub(crate) const BY_PROCEDURE: &str = "Procedure";
pub(crate) const BY_LAW: &str = "The law";
pub(crate) const WHY: &str = "Why?";
pub(crate) const STILL_NEEDED: &str = "Still needed:";
pub(crate) const MUST: &str = "Must";
pub(crate) const SHOULD: &str = "Should";
pub(crate) const MAY: &str = "To consider";
pub(crate) const NOT_AS_PROCEDURE: &str = "Not as the procedure asks";
pub(crate) const NOT_AS_LAW: &str = "Not as the law asks";
pub(crate) const CANNOT_READ: &str = "Cannot be read";
pub(crate) const CLOSE_SHEET: &str = "Back to the form";

// Who approves, and when.
pub(crate) const WHO_APPROVES: &str = "Who approves";
pub(crate) const TOLD: &str = "To be told:";
pub(crate) const WHEN_DUE: &str = "When things are due";
pub(crate) const DUE: &str = "Due";
pub(crate) const LATE: &str = "Late";
pub(crate) const DONE_IN_TIME: &str = "Done in time";
pub(crate) const DONE_LATE: &str = "Done late";

// Interruptions.
pub(crate) const BEFORE_DOWNLOAD: &str = "Before you download";
pub(crate) const BEFORE_DOWNLOAD_WHY: &str = "The file is not encrypted. It holds personal data about a child and a family, and anyone who has the file can read it.";
pub(crate) const BEFORE_DOWNLOAD_DO: &str =
    "Keep it only where your authority keeps such records. Delete it from this device’s downloads afterwards.";
pub(crate) const BEFORE_CLOSE: &str = "Close without downloading?";
pub(crate) const BEFORE_CLOSE_WHY: &str =
    "This record has answers that are not downloaded. Nothing is kept on this device, so they would be lost.";
pub(crate) const CLOSE_AND_LOSE: &str = "Close and lose the answers";
pub(crate) const GO_BACK: &str = "Go back to the form";

// What a device or browser does not let us do. Each says what is so, and then what to do.
pub(crate) const ABOUT_DEVICE: &str = "About this device";
pub(crate) const NOT_SECURE: &str = "This page came over a connection that is not secure, so the browser does not let Wayhome encrypt. Open Wayhome at an address that starts with https.";
pub(crate) const NO_CRYPTO: &str =
    "This browser cannot encrypt. Use an up-to-date browser, such as Chrome, Edge, Firefox or Safari.";
pub(crate) const NO_DATABASE: &str =
    "This browser has nowhere to keep records. Use an up-to-date browser, and no private window.";
pub(crate) const DATABASE_REFUSES: &str = "This browser does not let Wayhome keep records. That is so in some private windows, and where site data is turned off in the browser’s settings. Open Wayhome in an ordinary window.";
pub(crate) const NO_LOCKS: &str = "This browser cannot keep two tabs from writing the same record. Update the browser.";
pub(crate) const NO_ROOM: &str =
    "This device gives Wayhome no room to keep anything. Free some space on the device, then open Wayhome again.";
pub(crate) const STILL_WORKS: &str = "You can still fill in and check a record. Nothing is kept on this device: download the record before you close the page.";
pub(crate) const TRY_ONLY: &str = "In a browser tab on an iPad or iPhone you can only try Wayhome with made-up answers, because Safari deletes what a website keeps after seven days of use without a visit.";
pub(crate) const ADD_TO_HOME_SCREEN: &str =
    "For a real record, choose Share, then “Add to Home Screen”, and open Wayhome from there.";
pub(crate) const TRY_BUTTON: &str = "Try with made-up answers";
pub(crate) const TRYING: &str = "Made-up answers only: this is a browser tab on an iPad or iPhone.";
pub(crate) const NEEDS_CONNECTION: &str = "In this browser Wayhome opens only with a connection.";

// The edition of the app on this device.
pub(crate) const OPENS_OFFLINE: &str = "Wayhome is kept on this device and opens without a connection.";
pub(crate) const UPDATE: &str = "A newer Wayhome is ready";
pub(crate) const UPDATE_WHY: &str =
    "It is already on this device. Wayhome closes and opens again with it, in a moment.";
pub(crate) const UPDATE_NOW: &str = "Update now";
pub(crate) const UPDATE_OTHERS: &str =
    "Wayhome is open in another window or tab. Close it there, then choose “Update now” again.";

// When the app itself fails.
pub(crate) const STOPPED: &str = "Wayhome has stopped";
pub(crate) const STOPPED_WHY: &str = "Something in Wayhome went wrong. This page no longer takes or checks answers.";
pub(crate) const STOPPED_DO: &str =
    "Copy what you need from the page below, then reload it. A record that you downloaded can be opened again.";

/// "Undated" or the date that a document bears, and when it was last compared.
pub(crate) fn edition(dated: Option<&str>, compared: &str) -> String {
    let dated = dated.map_or_else(|| UNDATED.to_owned(), |dated| format!("dated {dated}"));
    format!("{dated}; last compared {}", month(compared))
}

/// "2026-11" as "November 2026"; anything else as it is.
fn month(compared: &str) -> String {
    let day = chrono::NaiveDate::parse_from_str(&format!("{compared}-01"), "%Y-%m-%d");
    day.map_or_else(
        |_| compared.to_owned(),
        |day| wayhome_engine::words::date(day).trim_start_matches("1 ").to_owned(),
    )
}

/// "4 to answer".
pub(crate) fn to_answer(count: usize) -> String {
    format!("{count} to answer")
}

/// "Section 2 of 6".
pub(crate) fn section_of(place: usize, all: usize) -> String {
    format!("Section {place} of {all}")
}

/// What a screen reader hears once a person pauses.
pub(crate) fn left(count: usize, breached: usize) -> String {
    let things = |count: usize| {
        if count == 1 {
            "1 thing".to_owned()
        } else {
            format!("{count} things")
        }
    };
    let left = if count == 0 {
        NOTHING_LEFT.to_owned()
    } else {
        format!("{} left before you finish.", things(count))
    };
    if breached == 0 {
        left
    } else {
        format!("{left} {} not as asked.", things(breached))
    }
}

/// "7 to do, 1 not as asked, 2 cannot be told yet."
pub(crate) fn sum(to_do: usize, breached: usize, untold: usize) -> String {
    let parts = [
        (to_do, "to do"),
        (breached, "not as asked"),
        (untold, "cannot be told yet"),
    ];
    parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// "Settles 3 checks".
pub(crate) fn settles(checks: usize) -> String {
    if checks == 1 {
        "Settles 1 check".to_owned()
    } else {
        format!("Settles {checks} checks")
    }
}

/// "Row 2 of the household" is called by its table: "Household 2".
pub(crate) fn row(table: &str, number: usize) -> String {
    format!("{table} {number}")
}

/// "Add to household".
pub(crate) fn add_to(table: &str) -> String {
    format!("Add to {}", table.to_lowercase())
}

/// "Remove household 2".
pub(crate) fn remove(table: &str, number: usize) -> String {
    format!("Remove {} {number}", table.to_lowercase())
}

/// "Due 16 March 2026, 14 days".
pub(crate) fn by(due: &str, counted: Option<&str>) -> String {
    counted.map_or_else(|| due.to_owned(), |counted| format!("{due} ({counted})"))
}

/// "Counted from 2 March 2026."
pub(crate) fn counted_from(start: &str) -> String {
    format!("Counted from {start}.")
}
