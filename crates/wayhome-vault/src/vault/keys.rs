//! The keys of the store's rows.

use crate::document::DocumentId;
use crate::slots::Slot;

/// Where a copy of the header is.
pub(super) fn header_key(slot: Slot) -> String {
    format!("header/{}", slot.name())
}

/// Where the index is.
pub(super) fn index_key(slot: Slot) -> String {
    format!("index/{}", slot.name())
}

/// Where a document is.
pub(super) fn document_key(id: &DocumentId, slot: Slot) -> String {
    format!("document/{id}/{}", slot.name())
}

/// Where something odd is kept aside.
pub(super) fn aside_key(mark: &str, key: &str) -> String {
    format!("aside/{mark}/{key}")
}

/// Whether a key is of something kept aside.
pub(super) fn is_aside(key: &str) -> bool {
    key.starts_with("aside/")
}

/// Whose key this is, if a document's.
pub(super) fn document(key: &str) -> Option<DocumentId> {
    let (id, slot) = key.strip_prefix("document/")?.rsplit_once('/')?;
    Slot::BOTH.into_iter().find(|known| known.name() == slot)?;
    DocumentId::new(id).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_whose_it_is() {
        let id = DocumentId::new("a.b-c").unwrap();
        assert_eq!(document(&document_key(&id, Slot::B)), Some(id.clone()));
        assert_eq!(document("document/a.b-c/C"), None);
        assert_eq!(document("index/A"), None);
        assert_eq!(document(&aside_key("1", &document_key(&id, Slot::A))), None);
        assert!(is_aside(&aside_key("1", "index/A")));
    }
}
