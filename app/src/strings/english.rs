//! English, plain and short, in the manner of GOV.UK.

use wayhome_export::harmless_line;

mod carried;
mod due;
pub(crate) mod handover;
pub(crate) mod home;
pub(crate) mod keep;
pub(crate) mod sending;
pub(crate) mod signing;
pub(crate) mod taking;
pub(crate) mod training;

pub(crate) use carried::*;
pub(crate) use due::*;

// The names of things.
/// The product.
pub const WAYHOME: &str = "Wayhome";
pub(crate) const SKIP: &str = "Skip to main content";

// The start page.
pub(crate) const QUICK_WHAT: &str = "For a single record. Nothing is carried along to the next one.";
pub(crate) const TO_CARRY_ALONG: &str = " To carry answers along, add the child above.";
pub(crate) const WHICH_PROCEDURE: &str = "Whose procedure does the record follow?";
pub(crate) const WHICH_FORM: &str = "What are you recording?";
pub(crate) const START_BUTTON: &str = "Start";
pub(crate) const NO_PROCEDURES: &str =
    "This copy of Wayhome holds no procedure. Ask whoever installed it for a complete copy.";
pub(crate) const UNDATED: &str = "the document bears no date";
pub(crate) const BEFORE_YOU_RELY: &str = "Before you rely on this procedure";
pub(crate) const OPEN_SAVED: &str = "Open a saved record";
pub(crate) const OTHER_COPY: &str =
    "Another copy of this record is on this device and says something else. Check which of the two is right.";
pub(crate) const ALREADY_HERE: &str = "This record was on this device already. It is as it was.";
pub(crate) const CHECKED_THERE: &str = "This record was on this device already. In the file, more of what was brought along was checked: it is now checked here too.";
pub(crate) const OPEN_LABEL: &str = "Choose a record that was downloaded from Wayhome";
pub(crate) const OPEN_HINT: &str =
    "A file whose name ends in .json or .age. It is read on this device and sent nowhere.";
pub(crate) const PROBLEM: &str = "There is a problem";
pub(crate) const NOT_OPENED: &str = "The file could not be opened.";
pub(crate) const NOT_READ: &str = "The device could not read the file. It may have been moved or deleted.";
pub(crate) const OPEN_DO: &str =
    "Choose a file that was downloaded from Wayhome, or download the record again where it was written.";
pub(crate) const BESIDE_UNREADABLE: &str = "The signature, or what else stands beside the answers, cannot be read. Opened without it, a signed record would look like a draft.";
pub(crate) const FILE_TOO_LARGE: &str = "It is larger than any file that Wayhome makes.";
pub(crate) const IS_TRAINING: &str =
    "It is a training record, and stays apart from real ones. Open it in “Training”, at the end of this page.";
pub(crate) const IS_PROCEDURE: &str = "It is a procedure, and not a record. A council’s own procedure can be tried in “Training”, at the end of this page: open its compiled file there.";
pub(crate) const CHANGED_FILE: &str =
    "This file was changed after it was exported. It is opened as a draft that nobody has signed. Check every answer.";
pub(crate) const OTHER_EDITION: &str = "This record was saved under another edition of the procedure, or of the law beneath it. It is now checked against the editions in this copy of Wayhome, so what is found may differ.";
pub(crate) const LEFT_OUT_BEFORE: &str =
    "Answers were left out of this file when it was exported, and are not in this record: ";
pub(crate) const NOT_READ_HERE: &str = "This part of the file is not read, and is in nothing that you save or send: ";

/// “Notes”, “Lines” and 3 more: a file's own words, short enough that nobody takes them for Wayhome's.
pub(crate) fn named_in_a_file(names: &[String]) -> String {
    const NAMES: usize = 5;
    const LETTERS: usize = 40;
    let quoted = |name: &String| {
        let short: String = harmless_line(name).chars().take(LETTERS).collect();
        let rest = if name.chars().nth(LETTERS).is_some() { "…" } else { "" };
        format!("“{short}{rest}”")
    };
    let shown = names.iter().take(NAMES).map(quoted).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

// The form.
pub(crate) const NOTHING_KEPT: &str = "What you write in this session is not kept on this device. Download each record before you close or reload this page.";
pub(crate) const DOWNLOADED: &str = "Downloaded. The record is not kept on this device: the file is the only copy.";
pub(crate) const DOWNLOAD: &str = "Download";
pub(crate) const DOWNLOAD_RECORD: &str = "Download record";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const REDO: &str = "Redo";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const SECTIONS: &str = "Sections";
pub(crate) const ASKED_BY_LAW: &str = "The law asks these questions beside the procedure.";
pub(crate) const CONTINUE: &str = "Continue";
pub(crate) const BACK: &str = "Back";
pub(crate) const DONE: &str = "Done";
pub(crate) const NOT_STARTED: &str = "Not started";
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
pub(crate) const NOT_AS_PROCEDURE: &str = "Not as the procedure asks";
pub(crate) const NOT_AS_LAW: &str = "Not as the law asks";
pub(crate) const CANNOT_READ: &str = "Cannot be read";
pub(crate) const CLOSE_SHEET: &str = "Back to the form";

// Who approves.
pub(crate) const WHO_APPROVES: &str = "Who approves";
pub(crate) const TOLD: &str = "To be told:";
pub(crate) const NOT_RECORDED_HERE: &str = "Not recorded here";

// Check answers.
pub(crate) const CHECK_SHORT: &str = "Check answers";
pub(crate) const CHECK_ANSWERS: &str = "Check your answers";
pub(crate) const BACK_TO_FORM: &str = "Back to the form";
pub(crate) const NOT_PROVIDED: &str = "Not provided";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const ANSWER: &str = "Answer";
pub(crate) const LEFT_OUT: &str = "Answers left out";
pub(crate) const LEFT_OUT_WHY: &str = "These questions are not asked, or other answers are missing that decide whether they are. Their answers stay in the record, and nothing is checked by them.";
pub(crate) const NOT_ASKED_HERE: &str = "Answers to questions that this edition does not ask";
pub(crate) const NOT_ASKED_HERE_WHY: &str = "Another edition may have asked them. Their answers stay in the record, under the names that the questions have there, and nothing is checked by them.";
pub(crate) const WHAT_IS_OPEN: &str = "What is open";
pub(crate) const UNCHECKED: &str = "Brought along, not checked";
pub(crate) const EXERCISE: &str = "Training: an exercise, about nobody";
pub(crate) const PERSONAL_DATA: &str = "Contains personal data about a child and a family.";
pub(crate) const DRAFT_NOT_SIGNED: &str = "Draft. Not signed.";
pub(crate) const PRINT_FROM_CHECK: &str = "Draft. Not signed. Print under Check answers gives the record as a summary.";

// Interruptions.
pub(crate) const BEFORE_DELETE: &str = "Delete this record?";
pub(crate) const BEFORE_DELETE_WHY: &str =
    "Its answers are deleted from this device. You can undo this until you delete something else or close the page.";
pub(crate) const BEFORE_DELETE_CHILD: &str = "Delete this child and all records?";
pub(crate) const BEFORE_DELETE_CHILD_WHY: &str = "All answers about this child are deleted from this device. You can undo this until you delete something else or close the page.";
pub(crate) const BEFORE_DOWNLOAD: &str = "Before you download";
pub(crate) const BEFORE_DOWNLOAD_WHY: &str = "The file is not encrypted. It holds personal data about a child and a family, and anyone who has the file can read it.";
pub(crate) const BEFORE_DOWNLOAD_DO: &str =
    "Keep it only where your authority keeps such records. Delete it from this device’s downloads afterwards.";
pub(crate) const GO_BACK: &str = "Go back";

// Keeping.
pub(crate) const SHELF_UNAVAILABLE: &str =
    "This browser gives Wayhome no place to keep records. Download each record before you close this page.";
pub(crate) const SHELF_FULL: &str =
    "The device has no room left, so this was not kept. Download the record, then delete something from the device.";
pub(crate) const SHELF_ELSEWHERE: &str =
    "It was changed in another tab. Close the other tab, open the record again, and make the change there.";
pub(crate) const SHELF_UNWRITABLE: &str =
    "Wayhome could not save this. Download the record before you close this page.";
pub(crate) const SHELF_GONE: &str = "Everything kept on this device was deleted, in another tab or by the browser. Download what is open here, and load this page again.";
pub(crate) const SHELF_INTERRUPTED: &str =
    "The device stopped before this was saved. Try again, or download the record before you close this page.";

// What a device or browser does not let us do. Each says what is so, and then what to do.
pub(crate) const ABOUT_DEVICE: &str = "About this device";
pub(crate) const NOT_SECURE: &str = "This page came over a connection that is not secure, so the browser does not let Wayhome encrypt. Open Wayhome at an address that starts with https.";
pub(crate) const NO_CRYPTO: &str =
    "This browser cannot encrypt. Use an up-to-date browser, such as Chrome, Edge, Firefox or Safari.";
pub(crate) const NO_DATABASE: &str =
    "This browser has nowhere to keep records. Use an up-to-date browser. Do not use a private window.";
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
pub(crate) const OPENS_OFFLINE: &str = "Wayhome opens on this device without a connection.";
pub(crate) const UPDATE: &str = "A newer Wayhome is ready";
pub(crate) const UPDATE_WHY: &str =
    "It is already on this device. Wayhome closes and opens again with it, in a moment.";
pub(crate) const UPDATE_LOCKS: &str = "Then it asks for the passphrase again.";
pub(crate) const UPDATE_NOW: &str = "Update now";
pub(crate) const UPDATE_OTHERS: &str =
    "Wayhome is open in another window or tab. Close it there, then choose “Update now” again.";

// When the app itself fails.
pub(crate) const STOPPED: &str = "Wayhome has stopped";
pub(crate) const STOPPED_WHY: &str = "Something in Wayhome went wrong. This page no longer takes or checks answers.";
pub(crate) const STOPPED_DO: &str = "Copy what you need from the page below, then reload it.";
pub(crate) const STOPPED_HIDDEN: &str = "The screen was hidden and stays so. Reload the page.";
pub(crate) const STOPPED_KEPT: &str = "What was saved on this device is still there, and opens with the passphrase. A record that you downloaded can be opened again.";
pub(crate) const STOPPED_FILE: &str =
    "What you wrote is not kept on this device. A record that you downloaded can be opened again.";

// The form: checking it, what is due, how it looks.
pub(crate) const CHECK: &str = "Check the record";
pub(crate) const ERROR: &str = "Error: ";
pub(crate) const CLEAR_HERE: &str = "There are no problems in this section.";
pub(crate) const CHANGED_SINCE: &str = "Something in this section has come up since the check. Check the record again.";
pub(crate) const CHECKED: &str = "Checked";
pub(crate) const CHECKED_CLEAR: &str = "Nothing is missing, and everything can be read.";
pub(crate) const RECORDED_APPROVAL: &str = "The approval on record:";
pub(crate) const NO_APPROVAL: &str = "No approval is recorded yet.";
pub(crate) const APPROVAL_IN_PART: &str = "Only part of the approval is recorded yet.";
pub(crate) const APPROVAL_MET: &str = "The approval on record is as asked.";
pub(crate) const CANNOT_TELL_UNTIL: &str = "Cannot tell until these are answered:";
pub(crate) const BOTH_SOURCES: &str = "Procedure and law";
pub(crate) const TIMELINE_KEY: &str = "Each line runs from the day that is counted from to the last day in time.";
pub(crate) const RELOAD: &str = "Reload this page";
pub(crate) const TODAY: &str = "Today";
pub(crate) const DISPLAY: &str = "How Wayhome looks";
pub(crate) const AS_DEVICE: &str = "As this device is set";
pub(crate) const LIGHT: &str = "Light";
pub(crate) const DARK: &str = "Dark";
pub(crate) const HIGH_CONTRAST: &str = "High contrast";

/// Where a document cites wrongly: its own words, and what is known of it, in whole sentences.
pub(crate) fn cited_wrongly(quoted: &str, correct: &str) -> String {
    format!("The document says “{quoted}”. {correct}")
}

/// "Show 3 more in other sections"; with none to see, "Show 3 problems in other sections".
pub(crate) fn elsewhere(count: usize, none_here: bool) -> String {
    let what = match (none_here, count) {
        (false, _) => "more",
        (true, 1) => "problem",
        (true, _) => "problems",
    };
    format!("Show {count} {what} in other sections")
}

/// What a screen reader hears when an answer brings up a question: "Also asked now: Why not?"
pub(crate) fn brought_up(questions: &[String]) -> String {
    format!("Also asked now: {}", questions.join(" "))
}

/// What the picture shows, to those who do not see it.
pub(crate) fn timeline(first: &str, last: &str) -> String {
    format!("What is due from {first} to {last}, with today. The list below says the same.")
}

/// "Undated" or the date that a document bears, and when it was last compared.
pub(crate) fn edition(dated: Option<&str>, compared: &str) -> String {
    let dated = dated.map_or_else(|| UNDATED.to_owned(), |dated| format!("dated {dated}"));
    format!(
        "{dated}; last compared {}",
        wayhome_engine::words::written_month(compared)
    )
}

/// "6 answers were brought along and are not checked yet."
pub(crate) fn unchecked(count: usize) -> String {
    if count == 1 {
        "1 answer was brought along and is not checked yet:".to_owned()
    } else {
        format!("{count} answers were brought along and are not checked yet:")
    }
}

/// "2 to check": answered in a section, but brought along.
pub(crate) fn to_look_at(count: usize) -> String {
    format!("{count} to check")
}

/// "4 to answer".
pub(crate) fn to_answer(count: usize) -> String {
    format!("{count} to answer")
}

/// "2 of 7 answered".
pub(crate) fn answered(answered: usize, asked: usize) -> String {
    format!("{answered} of {asked} answered")
}

/// "Section 2 of 6".
pub(crate) fn section_of(place: usize, all: usize) -> String {
    format!("Section {place} of {all}")
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

/// A row by what the procedure calls one: "Person 2 in the household"; by its table, if it does not say: "Household 2".
pub(crate) fn row(table: &str, named: Option<&str>, number: usize) -> String {
    let number = number.to_string();
    named.map_or_else(
        || format!("{table} {number}"),
        |named| named.replace("{number}", &number),
    )
}

/// “Household, row 2, Date of birth”: how the engine begins to say what is wrong with one cell of a table.
pub(crate) fn cell(table: &str, number: usize, column: &str) -> String {
    format!("“{table}, row {number}, {column}”")
}

/// "Add to household".
pub(crate) fn add_to(table: &str) -> String {
    format!("Add to {}", table.to_lowercase())
}

/// Of a table with more rows than are shown.
pub(crate) fn more_rows(count: usize) -> String {
    let rows = if count == 1 {
        "1 more row is"
    } else {
        &format!("{count} more rows are")
    };
    format!("{rows} in this table. They are kept, and not shown here.")
}

/// "Remove person 2 in the household".
pub(crate) fn remove(row: &str) -> String {
    format!("Remove {}", row.to_lowercase())
}
