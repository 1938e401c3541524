//! What `wayhome new` writes for an author to replace.

use crate::document::parts::ProcedurePart;
use crate::document::text::Text;

const AUTHORITY: &str = "Name of the council";
const DOCUMENT: &str = "Name of the document";
const SECTION: &str = "Section of the document";

/// What of a head is still to be replaced: the council, the document, or both.
pub(super) fn left_in(head: &ProcedurePart) -> Vec<&Text> {
    let both = [(&head.authority, AUTHORITY), (&head.document, DOCUMENT)];
    let left = both.into_iter().filter(|(text, written)| text.value == *written);
    left.map(|(text, _)| text).collect()
}

/// Is this section still to be replaced? In a file that is only begun nobody has missed it.
pub(super) fn is_left(section: &str, head: &ProcedurePart) -> bool {
    section == SECTION && left_in(head).len() < 2
}
