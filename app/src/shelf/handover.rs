//! All records about a child in one file, for another device. The file is encrypted before it leaves the app; this is what is in it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use wayhome_vault::DocumentId;

use super::{Child, Entry, Fresh, Library};

/// The version of the file.
const VERSION: u32 = 1;

/// What the file holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// The version of the format.
    pub wayhome_handover: u32,
    /// The child.
    pub child: Child,
    /// The records.
    pub records: Vec<Entry>,
}

/// The bytes of a file, or nothing where there is nothing to hand over.
pub type HandoverText = Option<Vec<u8>>;

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brought {
    /// The child to be kept, if it is new here.
    pub new_child: Option<Child>,
    /// The id of the child here.
    pub child: String,
    /// The reference of the child here, however the file writes it.
    pub reference: String,
    /// The records to be kept.
    pub entries: Vec<Entry>,
    /// How many were here already, the same.
    pub same: usize,
    /// How many are here in another state: those of the file are put beside them.
    pub beside: usize,
}

/// Everything about a child. What a later version of Wayhome wrote stays: this one would lose what it does not know.
#[must_use]
pub fn pack(library: &Library, child: &str) -> HandoverText {
    let bundle = Bundle {
        wayhome_handover: VERSION,
        child: library.child(child)?.clone(),
        records: library
            .entries_of(Some(child))
            .filter(|entry| !entry.read_only)
            .cloned()
            .collect(),
    };
    serde_json::to_vec(&bundle).ok()
}

/// How many records about a child are not [packed](pack).
#[must_use]
pub fn staying(library: &Library, child: &str) -> usize {
    library.entries_of(Some(child)).filter(|entry| entry.read_only).count()
}

/// Is this such a file, of whatever version?
#[must_use]
pub fn is_bundle(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes).is_ok_and(|file| file.get("wayhome_handover").is_some())
}

/// Opens one; `None` where it comes from a later version or is damaged. An exercise among the records of a child is none of Wayhome's doing.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Bundle> {
    let bundle: Bundle = serde_json::from_slice(bytes).ok()?;
    let is_ours = |entry: &Entry| entry.record.wayhome <= wayhome_engine::FORMAT && !entry.exercise;
    (bundle.wayhome_handover == VERSION && bundle.records.iter().all(is_ours)).then_some(bundle)
}

/// What is to be kept of a file, so that nothing that is here is written over.
///
/// Whatever is kept is kept under its id alone: what has none that the device takes, or that of a document of another kind, gets a fresh one.
#[must_use]
pub fn bring(library: &Library, mut bundle: Bundle, mut fresh: impl FnMut() -> Fresh) -> Brought {
    if library.child(&bundle.child.id).is_none() && (library.has(&bundle.child.id) || !is_id(&bundle.child.id)) {
        bundle.child.id = fresh().id;
    }
    let known = library
        .child(&bundle.child.id)
        .or_else(|| library.child_of(&bundle.child.procedure, &bundle.child.reference));
    let here = known.unwrap_or(&bundle.child);
    let (child, reference) = (here.id.clone(), here.reference.clone());
    let mut brought = Brought {
        reference,
        new_child: known.is_none().then_some(bundle.child),
        child: child.clone(),
        ..Brought::default()
    };
    let mut renamed = BTreeMap::new();
    let mut taken = BTreeSet::from([child.clone()]);
    for mut entry in bundle.records {
        entry.child = Some(child.clone());
        entry.came_signed = entry.signed.is_some();
        let written = entry.id.clone();
        let is_strange = library.entry(&written).is_none() && library.has(&written);
        if is_strange || !is_id(&written) || !taken.insert(written.clone()) {
            entry.id = fresh().id;
        }
        let here = library.entry(&entry.id);
        // Kept under another id when such a file was opened before, here or where it comes from: not a second time.
        let before = here
            .filter(|here| is_same(here, &entry))
            .or_else(|| library.entries().iter().find(|here| is_copy(here, &entry)));
        if let Some(before) = before {
            brought.same += 1;
            renamed.insert(written, before.id.clone());
            continue;
        }
        if here.is_some() {
            brought.beside += 1;
            entry.id = fresh().id;
        }
        renamed.insert(written, entry.id.clone());
        brought.entries.push(entry);
    }
    for entry in &mut brought.entries {
        if let Some(id) = entry.replaces.as_ref().and_then(|before| renamed.get(before)) {
            entry.replaces = Some(id.clone());
        }
    }
    brought
}

/// Is it an id that the device keeps a document under?
fn is_id(id: &str) -> bool {
    DocumentId::new(id).is_ok()
}

/// Does a record say what the one here says? Where that was signed, and whether it came with a file, is not for the file to say.
fn is_same(here: &Entry, entry: &Entry) -> bool {
    let as_here = Entry {
        opened: here.opened,
        came_signed: here.came_signed,
        ..entry.clone()
    };
    *here == as_here
}

/// Is a record what another says, but for its own id and that of the version before it?
fn is_copy(here: &Entry, entry: &Entry) -> bool {
    let as_here = Entry {
        id: here.id.clone(),
        replaces: here.replaces.clone(),
        ..entry.clone()
    };
    here.id != entry.id && here.replaces.is_some() == entry.replaces.is_some() && is_same(here, &as_here)
}
