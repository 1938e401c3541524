//! What the app says about taking a record along in other ways.

use wayhome_export::Target;

pub(crate) const OTHER_WAYS: &str = "For reading elsewhere, or for another system";
pub(crate) const OTHER_WAYS_WHAT: &str = "What a file cannot carry is shown before it is downloaded. No case system is known to take these files as they are: ask whoever looks after yours.";
pub(crate) const WAYS: [(Target<'static>, &str); 5] = [
    (Target::Page, "Readable page"),
    (Target::Text, "Plain text"),
    (Target::Json, "Wayhome JSON"),
    (Target::Ssd, "Safeguarding Dataset rows"),
    (Target::Fhir, "FHIR R4"),
];
pub(crate) const NOT_MADE: &str = "This could not be prepared. Reload Wayhome and try again.";
pub(crate) const LOST: &str = "What this cannot carry";
pub(crate) const GONE: &str = " ✓";

/// "What this cannot carry: 12 things".
pub(crate) fn lost(count: usize) -> String {
    match count {
        0 => "This carries everything that the record says.".to_owned(),
        1 => format!("{LOST}: 1 thing"),
        count => format!("{LOST}: {count} things"),
    }
}

/// "Print: 3 things are not carried".
pub(crate) fn lost_of(what: &str, count: usize) -> String {
    match count {
        0 => format!("{what}: carries everything that the record says."),
        1 => format!("{what}: 1 thing is not carried"),
        count => format!("{what}: {count} things are not carried"),
    }
}

/// "Download `ssd_cin_visits.csv`".
pub(crate) fn download(end: &str) -> String {
    format!("Download {}", end.trim_start_matches('-'))
}
