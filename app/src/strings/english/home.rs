//! What the app says on its first screen, and on that of a child.

pub(crate) const HOME: &str = "Children and records";
pub(crate) const CHILDREN: &str = "Children";
pub(crate) const CHILD: &str = "A child’s records";
pub(crate) const CHILD_GONE: &str = "This child was deleted in another tab.";
pub(crate) const TO_HOME: &str = "Go to children and records";
pub(crate) const SEARCH: &str = "Find a child by reference";
pub(crate) const NONE_FOUND: &str = "No child’s reference matches. Check the spelling, or add the child.";
pub(crate) const NOTHING_PRESSES: &str = "Nothing is late or due in the next 2 weeks.";
pub(crate) const LOOSE: &str = "Records without a child";
pub(crate) const QUICK: &str = "Start a record without a child";
pub(crate) const ADD_CHILD: &str = "Add a child";
pub(crate) const REFERENCE: &str = "What is the child’s reference?";
pub(crate) const REFERENCE_HINT: &str =
    "The number that your own system uses, never a name: it is shown in lists on this screen.";
pub(crate) const ENTER_REFERENCE: &str = "Enter the child’s reference";
pub(crate) const REFERENCE_TOO_LONG: &str =
    "Reference must be one line of 200 characters or fewer, without hidden marks. Type it if you pasted it";
pub(crate) const REFERENCE_KNOWN: &str =
    "There is a child with this reference already. Enter another, or go back and open that child.";
pub(crate) const CHANGE_REFERENCE: &str = "Change the reference";
pub(crate) const SELECT_PROCEDURE: &str = "Select whose procedure the records follow";
pub(crate) const CANCEL: &str = "Cancel";
pub(crate) const BEGIN: &str = "Start";
pub(crate) const BEGIN_WHAT: &str =
    "What earlier records say about the child comes along and is marked, so that you can check it.";
pub(crate) const RECORDS: &str = "Records";
pub(crate) const NO_RECORDS: &str = "No records yet.";
pub(crate) const PROGRESS: &str = "Answered";
pub(crate) const NOTHING_ENTERED: &str = "Nothing entered yet";
pub(crate) const NO_PROCEDURE: &str =
    "This copy of Wayhome does not hold the procedure. Open the record in a copy that does.";
pub(crate) const SIBLING: &str = "Start a visit to a brother or sister";
pub(crate) const SIBLING_REFERENCE: &str = "What is the brother’s or sister’s reference?";
pub(crate) const SIBLING_WHAT: &str = "The day, the visitor, who lives at home and the notes on the home come along and are marked. The notes may speak of this child: take that out. Nothing else about this child comes along, nor how each person is related to them.";
pub(crate) const SIBLING_KNOWN: &str = "A child in the list";
pub(crate) const SIBLING_NEW: &str = "Another child";
pub(crate) const SIBLING_OPEN: &str = "Open that visit";

pub(crate) fn sibling_has(reference: &str, day: &str) -> String {
    format!("{reference} has a visit on {day} already.")
}

pub(crate) const START_VISIT: &str = "Start the visit";
pub(crate) const STILL_HOLDS: &str = "It still holds";
pub(crate) const DELETE: &str = "Delete";
pub(crate) const DELETE_RECORD: &str = "Delete record";
pub(crate) const DELETE_CHILD: &str = "Delete this child and all records";
pub(crate) const DELETED: &str = "Deleted.";
pub(crate) const OPEN_IN_ANOTHER_TAB: &str =
    "Not deleted: it is open in another tab. Close the record there, then delete it.";
pub(crate) const PUT_BACK: &str = "Undo delete";
pub(crate) const CANNOT_OPEN: &str = "This record cannot be opened";
pub(crate) const GONE: &str = "It was deleted, or is not on this device.";

/// "started on 3 March 2026", of a record that says no day of its own.
pub(crate) fn started(day: &str) -> String {
    format!("started on {day}")
}

/// "Home visit, 3 March 2026".
pub(crate) fn record_called(title: &str, day: &str) -> String {
    format!("{title}, {day}")
}

/// "R-2041: Home visit, 3 March 2026, not signed", in a list of records of several children.
pub(crate) fn record_of(reference: Option<&str>, called: &str, signed: bool) -> String {
    let of = reference.map_or_else(String::new, |reference| format!("{reference}: "));
    format!("{of}{called}{}", if signed { "" } else { ", not signed" })
}

/// "Latest record: home visit, 3 March 2026".
pub(crate) fn last_record(title: &str, day: &str) -> String {
    format!("Latest record: {}, {day}", title.to_lowercase())
}

/// "Show all 160", of what is due.
pub(crate) fn show_all(count: usize) -> String {
    format!("Show all {count}")
}

/// "3 records".
pub(crate) fn records(count: usize) -> String {
    match count {
        0 => NO_RECORDS.to_owned(),
        1 => "1 record".to_owned(),
        count => format!("{count} records"),
    }
}

/// "12 of 24 questions answered. 9 things open, 1 of them not as asked."
pub(crate) fn progress((answered, needed): (usize, usize), left: &str) -> String {
    format!("{answered} of {needed} questions answered. {left}")
}

/// "Last changed on 3 March 2026 at 14:02", where two records are called the same.
pub(crate) fn last_changed(day: &str, time: &str) -> String {
    format!("Last changed on {day} at {time}")
}

/// "Opened from a file on 3 March 2026 at 14:02", of a record that nobody has changed here since.
pub(crate) fn opened_on(day: &str, time: &str) -> String {
    format!("Opened from a file on {day} at {time}")
}

pub(crate) const NOT_DELETED_ELSEWHERE: &str = "Not deleted: a record, or what is to be sent of it, was changed in another tab. It is shown as it stands there. If it is to go, delete it again.";
pub(crate) const NOT_DELETED: &str =
    "Not deleted: the device stopped before it was done. What is still there is shown. Delete it again.";

/// "Signed on 3 March 2026".
pub(crate) fn signed_on(day: &str) -> String {
    format!("Signed on {day}")
}

/// "Open home visit".
pub(crate) fn open_form(title: &str) -> String {
    format!("Open {}", title.to_lowercase())
}

/// "Start home visit".
pub(crate) fn start_form(title: &str) -> String {
    format!("Start {}", title.to_lowercase())
}

/// What a later version of Wayhome wrote.
pub(crate) fn unread_newer(count: usize) -> String {
    let (things, it) = if count == 1 {
        ("1 item was", "it")
    } else {
        (&*format!("{count} items were"), "them")
    };
    format!(
        "{things} written by a later version of Wayhome and cannot be opened here. Nothing is lost. Update Wayhome to open {it}."
    )
}

/// What is damaged.
pub(crate) fn unread_damaged(count: usize) -> String {
    let things = if count == 1 {
        "1 item"
    } else {
        &format!("{count} items")
    };
    format!("{things} cannot be read. Nothing of what is kept was changed. Ask whoever installed Wayhome for help.")
}

/// That a record says another reference than the child whom it is kept with.
pub(crate) fn other_reference(recorded: &str, kept: &str) -> String {
    format!(
        "This record is kept with child {kept}, and says that it is about {recorded}. Check the child’s reference: exports use the one in the record."
    )
}

/// "R-2041, with 3 records"
pub(crate) fn child_and_records(reference: &str, records: usize) -> String {
    match records {
        0 => format!("{reference}, without records"),
        1 => format!("{reference}, with 1 record"),
        records => format!("{reference}, with {records} records"),
    }
}

/// That records of a child say another reference than the child's.
pub(crate) fn other_references(count: usize) -> String {
    let (records, open) = if count == 1 {
        ("1 record says".to_owned(), "Open it")
    } else {
        (format!("{count} records say"), "Open each")
    };
    format!("{records} another reference. {open} and check the child’s reference: exports use the one in the record.")
}

/// "3 that cannot be told yet", of what is due.
pub(crate) fn dues_waiting(count: usize) -> String {
    format!("{count} that cannot be told yet")
}
