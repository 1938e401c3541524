//! Reading the whole store, and noticing what is not as it was left.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{self, document_key, header_key, index_key};
use super::{INDEX, Known, OF_DOCUMENT, OF_INDEX, Opened, State, Trouble, Vault};
use crate::crypto::Crypto;
use crate::document::{Document, DocumentId, Moment, Revision};
use crate::header::Header;
use crate::index::Index;
use crate::sealed;
use crate::slots::{Held, Judged, Listed, Slot, judge};
use crate::store::{Rows, Stamp, Store, StoreError};

/// What two slots hold, opened.
struct Pair {
    held: [Held; 2],
    texts: BTreeMap<Slot, (Revision, Vec<u8>)>,
}

impl<C: Crypto, S: Store> Vault<C, S> {
    /// Reads everything anew.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn read(&self) -> Result<Opened, StoreError> {
        let mut state = self.state.lock().await;
        self.read_into(&mut state).await
    }

    /// Reads everything into a state that is held already.
    pub(super) async fn read_into(&self, state: &mut State) -> Result<Opened, StoreError> {
        let rows = self.store.rows().await?;
        let is_gone = |key: fn(Slot) -> String| Slot::BOTH.iter().all(|slot| !rows.contains_key(&key(*slot)));
        if is_gone(header_key) && is_gone(index_key) {
            return Err(StoreError::Gone);
        }
        let mut opened = Opened::default();
        let mut new = State {
            stamps: rows.iter().map(|(key, row)| (key.clone(), Stamp::of(row))).collect(),
            // Writes that may or may not have come through are still to be recognised.
            attempts: std::mem::take(&mut state.attempts),
            ..State::default()
        };
        let listed = self.read_index(&rows, &mut new, &mut opened).await;
        read_header(&rows, &mut new, &mut opened, listed);
        let found = rows.keys().filter_map(|key| keys::document(key));
        let ids: BTreeSet<DocumentId> = found.chain(new.index.documents.keys().cloned()).collect();
        for id in ids {
            self.read_document(&rows, &id, listed, &mut new, &mut opened).await;
        }
        opened.aside = rows.keys().filter(|key| keys::is_aside(key)).count();
        opened.troubles.sort();
        opened.troubles.dedup();
        *state = new;
        Ok(opened)
    }

    /// Reads the index; says whether there is one to go by.
    async fn read_index(&self, rows: &Rows, state: &mut State, opened: &mut Opened) -> bool {
        let mut pair = self.open_pair(rows, (OF_INDEX, INDEX), index_key).await;
        let newest = pair
            .texts
            .iter()
            .max_by_key(|(_, (revision, _))| *revision)
            .map(|(slot, _)| *slot);
        let read = newest.and_then(|slot| {
            let (revision, text) = pair.texts.remove(&slot)?;
            Some((slot, revision, Index::parse(&text)?))
        });
        let listed = read.as_ref().map(|(slot, revision, index)| Listed {
            slot: *slot,
            revision: *revision,
            before: index.before,
        });
        let judged = judge(pair.held, listed);
        keep_aside(&judged, rows, &mut state.odd, index_key);
        if judged.unreadable || judged.put_back || read.is_none() {
            opened.troubles.push(Trouble::Index);
        }
        state.index_next = Some(judged.next);
        let known = read.is_some();
        state.index = read.map(|(_, _, index)| index).unwrap_or_default();
        known
    }

    async fn read_document(&self, rows: &Rows, id: &DocumentId, indexed: bool, state: &mut State, opened: &mut Opened) {
        let key = |slot| document_key(id, slot);
        let mut pair = self.open_pair(rows, (OF_DOCUMENT, id.as_str()), key).await;
        let listed = state.index.documents.get(id).copied();
        let judged = judge(pair.held, listed);
        keep_aside(&judged, rows, &mut state.odd, key);
        let trouble = |found: bool, trouble: fn(DocumentId) -> Trouble| found.then(|| trouble(id.clone()));
        // Without the list, what does not open may have been the newer one.
        let is_older = |(_, revision)| listed.map_or(judged.unreadable, |listed| revision < listed.revision);
        if judged.open.is_some_and(is_older) {
            opened.older.push(id.clone());
        }
        let (gone, opens) = (pair.held == [Held::Nothing; 2], judged.open.is_some());
        opened.troubles.extend(
            [
                trouble(gone, Trouble::Missing),
                trouble(judged.unreadable && opens, Trouble::OneCopyUnreadable),
                trouble(judged.unreadable && !opens, Trouble::Unreadable),
                trouble(judged.put_back && !judged.ahead && !gone, Trouble::PutBack),
                judged.ahead.then_some(Trouble::Index),
                trouble(indexed && listed.is_none(), Trouble::NotListed),
            ]
            .into_iter()
            .flatten(),
        );
        let newest = judged.open.map(|(slot, revision)| {
            let before = pair
                .held
                .iter()
                .filter_map(|held| held.revision())
                .find(|other| *other != revision);
            Listed { slot, revision, before }
        });
        state.documents.insert(
            id.clone(),
            Known {
                newest,
                next: judged.next,
            },
        );
        match newest {
            // Without an index, what is found is all that can be known.
            Some(newest) if !indexed => drop(state.index.documents.insert(id.clone(), newest)),
            None if gone => state.index.forget(id, judged.next.revision),
            // The index stays as it was written. The next write of another document seals it again, and would make what somebody put
            // back the truth: it is reported until this document itself is written or removed.
            _ => {}
        }
        if let Some((revision, text)) = judged.open.and_then(|(slot, _)| pair.texts.remove(&slot)) {
            opened.documents.extend(document(id.clone(), revision, &text));
        }
    }

    async fn open_pair(&self, rows: &Rows, (kind, id): (&str, &str), key: impl Fn(Slot) -> String) -> Pair {
        let mut pair = Pair {
            held: [Held::Nothing; 2],
            texts: BTreeMap::new(),
        };
        for (slot, held) in Slot::BOTH.into_iter().zip(&mut pair.held) {
            let Some(row) = rows.get(&key(slot)) else { continue };
            match sealed::open(&self.crypto, &self.key, (self.app, kind, id, slot), row).await {
                Ok((revision, text)) => {
                    *held = Held::Whole(revision);
                    pair.texts.insert(slot, (revision, text));
                }
                Err(_) => *held = Held::Unreadable,
            }
        }
        pair
    }
}

/// A document's text begins with the moment at which it was kept.
fn document(id: DocumentId, revision: Revision, text: &[u8]) -> Option<Document> {
    let (moment, body) = text.split_at_checked(8)?;
    let changed_at = Moment(u64::from_be_bytes(moment.try_into().ok()?));
    Some(Document {
        id,
        revision,
        changed_at,
        body: body.to_vec(),
    })
}

/// The copies of the header must say the same, and be of the passphrase that the index knows.
fn read_header(rows: &Rows, state: &mut State, opened: &mut Opened, indexed: bool) {
    let copies = Slot::BOTH.map(|slot| rows.get(&header_key(slot)));
    state.headers = copies
        .iter()
        .flatten()
        .filter_map(|row| Header::parse(row).ok())
        .collect();
    state.headers.dedup();
    let generation = state.headers.iter().map(|header| header.generation).max();
    let [first, second] = copies;
    if first != second || (indexed && generation != Some(state.index.header)) {
        opened.troubles.push(Trouble::Header);
    }
    state.header = generation.max(Some(state.index.header)).unwrap_or_default();
    state.index.header = state.header;
}

fn keep_aside(judged: &Judged, rows: &Rows, odd: &mut Rows, key: impl Fn(Slot) -> String) {
    for slot in &judged.odd {
        let key = key(*slot);
        if let Some(row) = rows.get(&key) {
            odd.insert(key, row.clone());
        }
    }
}
