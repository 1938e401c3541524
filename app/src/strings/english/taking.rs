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
pub(crate) const LOST: &str = "What this file cannot carry";
pub(crate) const NOTHING_LOST: &str = "This file carries everything that the record says.";
pub(crate) const GONE: &str = " ✓";

/// "What this file cannot carry: 12 things".
pub(crate) fn lost(count: usize) -> String {
    if count == 1 {
        format!("{LOST}: 1 thing")
    } else {
        format!("{LOST}: {count} things")
    }
}

/// "Download `ssd_cin_visits.csv`".
pub(crate) fn download(end: &str) -> String {
    format!("Download {}", end.trim_start_matches('-'))
}
