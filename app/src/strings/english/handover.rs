//! What the app says about handing records over to another device.

pub(crate) const HAND_OVER: &str = "Hand over";
pub(crate) const RECORD: &str = "Download encrypted file";
pub(crate) const RECORD_WHAT: &str =
    "To take the record to another device, download it encrypted. Only the passphrase opens it.";
pub(crate) const CHILD: &str = "Download all records, encrypted";
pub(crate) const HOW: &str = "Tell the passphrase by another way than the file goes: in person or by phone, never in the same message. Without it nobody opens the file.";
pub(crate) const PASSPHRASE: &str = "Passphrase of this file";
pub(crate) const ENTER: &str = "Enter the passphrase of this file";
pub(crate) const OFFERED: &str = "Suggested, and filled in above. Note it until it is told:";
pub(crate) const SEALED: &str =
    "Downloaded, encrypted. Note the passphrase before you close this: it is not kept anywhere.";
pub(crate) const NOT_SEALED: &str = "The file could not be made, and nothing was downloaded. Check the connection, and close other pages and apps: encrypting needs 128 MB of memory. Then try again.";

pub(crate) const OPEN: &str = "Open an encrypted file";
pub(crate) const OPEN_WHAT: &str =
    "Enter the passphrase that the file was encrypted with. It is opened on this device and sent nowhere.";
pub(crate) const OPEN_BUTTON: &str = "Open";
pub(crate) const TO_CHILD: &str = "Go to the child’s records";
pub(crate) const NEWER: &str = "The passphrase is right, but this copy of Wayhome cannot read what is in the file. A later version made it, or another program. Nothing was opened. Update Wayhome and try again.";
pub(crate) const NO_REFERENCE: &str = "The passphrase is right, but the child’s reference in the file is missing, longer than 200 characters, not one line or has hidden marks. Nothing was opened. Ask for a file with the reference put right.";

/// What is in the file of a child: all but so many records that stay.
///
/// Where nothing lasts, they are on this device only until the page is closed.
pub(crate) fn child_what(stay: usize, lasts: bool) -> String {
    let but = match stay {
        0 => String::new(),
        stay => format!(" Not in it: {stay} that a later version of Wayhome wrote. Update Wayhome first."),
    };
    [
        "All records about this child in one encrypted file, to be opened in Wayhome on another device.",
        if lasts { " They stay on this one, too." } else { "" },
        &but,
    ]
    .concat()
}

pub(crate) const ARMOURED: &str =
    "It is encrypted as text, which Wayhome does not open. Ask whoever sent it to encrypt it without --armor.";
pub(crate) const SEALED_EXERCISE: &str =
    "To open an encrypted training record, decrypt it first (age -d). Then open it in “Training”.";

/// Why what is in a file is not opened, with what is said of the same file where nothing encrypted it.
pub(crate) fn not_taken(why: &str) -> String {
    format!("The passphrase is right, but what is in the file cannot be opened here. {why}")
}

pub(crate) const IS_RIGHT: &str = "The passphrase is right.";
pub(crate) const OPENED_HERE: &str = "Wayhome opens what was downloaded from it, and exports as Wayhome JSON.";

/// Why a file was not opened, by the worker's word.
pub(crate) fn not_opened(why: &str) -> &'static str {
    match why {
        "wrong" => {
            "The passphrase is wrong, or the file was changed. Check the words, their spaces and capital letters, and try again."
        }
        "damaged" => {
            "The passphrase is right, but the file was changed or cut off after it was encrypted. Nothing of it was opened. Ask for it again."
        }
        "not_age" => "The beginning of this file is damaged. Nothing of it was opened. Ask for it again.",
        "no_passphrase" => {
            "This file is not encrypted under a passphrase. Open it with the program that it was made with."
        }
        "too_much_work" => {
            "This file asks for more work than Wayhome does to open one. Nothing of it was opened. Ask for a file that Wayhome made."
        }
        _ => {
            "The file could not be opened. Check the connection, and close other pages and apps: opening needs 128 MB of memory or more. Then try again."
        }
    }
}

/// "R-2041: 3 records came along. 1 record had nothing new.", or that all was here already. The reference is that of the child here: the file may write it otherwise.
pub(crate) fn arrived(reference: &str, (new, same, beside): (usize, usize, usize)) -> String {
    let records = |count: usize| {
        if count == 1 {
            "1 record".to_owned()
        } else {
            format!("{count} records")
        }
    };
    let same = match same {
        0 => String::new(),
        same => format!(" {} had nothing new.", records(same)),
    };
    if new == 0 {
        return format!("{reference}: Everything in the file is on this device already.");
    }
    let differ = match beside {
        0 => "",
        1 => {
            " 1 of those is on this device in another state. Both are kept: compare them, and delete the one that you do not need."
        }
        _ => {
            " Some of those are on this device in another state. Both are kept: compare them, and delete those that you do not need."
        }
    };
    format!("{reference}: {} came along.{same}{differ}", records(new))
}

/// "R-2041: 3 of the 10 records that came along are kept on this device, and the others are not.", and what to do: why it is of no use to try
/// again, if it is not.
pub(crate) fn not_all_kept(reference: &str, (kept, all): (usize, usize), why: Option<&str>) -> String {
    let what = match (kept, all) {
        (_, 0) => "the child is not kept on this device.".to_owned(),
        (0, 1) => "the record that came along is not kept on this device.".to_owned(),
        (0, all) => format!("none of the {all} records that came along is kept on this device."),
        (kept, all) if kept == all => {
            "the records that came along are kept on this device, but the child is not.".to_owned()
        }
        (kept, all) => {
            format!("{kept} of the {all} records that came along are kept on this device, and the others are not.")
        }
    };
    let again = "Delete something else from this device if it is full. Wayhome tries again until you close this page.";
    format!("{reference}: {what} {} Keep the file.", why.unwrap_or(again))
}

#[cfg(test)]
mod tests {
    use super::{arrived, child_what};

    #[test]
    fn what_goes_to_another_device_stays_here_only_where_something_is_kept() {
        assert!(child_what(0, true).contains("They stay on this one, too."));
        assert_eq!(
            child_what(0, false),
            "All records about this child in one encrypted file, to be opened in Wayhome on another device."
        );
    }

    #[test]
    fn of_a_file_that_has_nothing_new_no_records_are_counted() {
        assert_eq!(
            arrived("R-1", (0, 2, 0)),
            "R-1: Everything in the file is on this device already."
        );
        assert_eq!(
            arrived("R-1", (1, 1, 0)),
            "R-1: 1 record came along. 1 record had nothing new."
        );
    }
}
