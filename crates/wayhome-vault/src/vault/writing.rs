//! Writing and removing documents. Everything is sealed first; the store then gets one batch, all or nothing.

use super::keys::{aside_key, document_key, index_key};
use super::{Attempt, INDEX, Known, OF_DOCUMENT, OF_INDEX, PutError, State, Vault};
use crate::crypto::{Crypto, CryptoError};
use crate::document::{DocumentId, Kept, Moment, Revision};
use crate::index::Index;
use crate::sealed::{self, Place};
use crate::slots::{Listed, Slot};
use crate::store::{Batch, Stamp, Store, StoreError};

/// How often a write is tried again when another tab was quicker.
pub(super) const TRIES: usize = 8;

/// A batch, and what is known once it is done.
pub(super) struct Step {
    pub(super) batch: Batch,
    index: Index,
    index_at: Listed,
}

impl<C: Crypto, S: Store> Vault<C, S> {
    /// Keeps a document. `basis` is the revision that it comes from: none for a new one.
    ///
    /// # Errors
    ///
    /// [`PutError::Conflict`] when another revision was kept meanwhile; otherwise when the store did not take it. **After an error the
    /// document counts as not kept**; the same call may be made again.
    pub async fn put(
        &self,
        id: &DocumentId,
        body: &[u8],
        basis: Option<Revision>,
        now: Moment,
    ) -> Result<Kept, PutError> {
        let mut state = self.state.lock().await;
        for _ in 0..TRIES {
            state.settle(id, basis)?;
            let known = state.documents.get(id).copied();
            let least = state.index.least(id);
            let mut next = known.map_or(
                Listed {
                    slot: Slot::A,
                    revision: least,
                    before: None,
                },
                |known| known.next,
            );
            next.revision = next.revision.max(least);
            let place = Place {
                app: self.app,
                kind: OF_DOCUMENT,
                id: id.as_str(),
                revision: next.revision,
                slot: next.slot,
            };
            let mut text = now.0.to_be_bytes().to_vec();
            text.extend(body);
            let row = sealed::seal(&self.crypto, &self.key, place, &text).await?;
            let mut index = state.index.clone();
            index.documents.insert(id.clone(), next);
            let mut step = self.step::<PutError>(&state, index).await?;
            let key = document_key(id, next.slot);
            let stamp = Stamp::of(&row);
            expect_document(&state, id, &mut step.batch);
            self.put_row(&state, &mut step.batch, key.clone(), row)?;
            match self.store.commit(step.batch.clone()).await {
                Ok(()) => {
                    state.apply(step);
                    state.wrote(id, next);
                    return Ok(Kept {
                        revision: next.revision,
                        at: now,
                    });
                }
                Err(StoreError::Moved) => drop(self.read_into(&mut state).await?),
                Err(error) => {
                    if error == StoreError::Lost {
                        state.attempts.push(Attempt {
                            id: id.clone(),
                            basis,
                            became: next.revision,
                            key,
                            stamp,
                        });
                    }
                    return Err(error.into());
                }
            }
        }
        Err(PutError::Busy)
    }

    /// Removes a document. What is written about deleting in the [crate's description](crate) holds: the disk may keep the sealed bytes.
    ///
    /// # Errors
    ///
    /// As for [`put`](Vault::put).
    pub async fn remove(&self, id: &DocumentId, basis: Revision) -> Result<(), PutError> {
        self.remove_all(&[(id.clone(), basis)]).await
    }

    /// Removes documents that go together: all of them, or none.
    ///
    /// # Errors
    ///
    /// As for [`put`](Vault::put).
    pub async fn remove_all(&self, going: &[(DocumentId, Revision)]) -> Result<(), PutError> {
        let mut state = self.state.lock().await;
        for _ in 0..TRIES {
            let mut index = state.index.clone();
            let mut there = Vec::new();
            for (id, basis) in going {
                let Some(known) = state.documents.get(id).copied() else {
                    continue;
                };
                state.settle(id, Some(*basis))?;
                index.forget(id, known.next.revision);
                there.push(id);
            }
            if there.is_empty() {
                return Ok(());
            }
            let mut step = self.step::<PutError>(&state, index).await?;
            for id in &there {
                expect_document(&state, id, &mut step.batch);
                for slot in Slot::BOTH {
                    let key = document_key(id, slot);
                    if let Some(row) = state.odd.get(&key) {
                        step.batch.put.push((self.aside(&key)?, row.clone()));
                    }
                    step.batch.remove.push(key);
                }
            }
            match self.store.commit(step.batch.clone()).await {
                Ok(()) => {
                    state.apply(step);
                    state.documents.retain(|id, _| !there.contains(&id));
                    return Ok(());
                }
                Err(StoreError::Moved) => drop(self.read_into(&mut state).await?),
                Err(error) => return Err(error.into()),
            }
        }
        Err(PutError::Busy)
    }

    /// A batch that writes an index, and nothing else yet.
    pub(super) async fn step<E: From<CryptoError> + From<StoreError>>(
        &self,
        state: &State,
        mut index: Index,
    ) -> Result<Step, E> {
        let first = Listed {
            slot: Slot::A,
            revision: Revision(1),
            before: None,
        };
        let at = state.index_next.unwrap_or(first);
        index.before = at.before;
        let place = Place {
            app: self.app,
            kind: OF_INDEX,
            id: INDEX,
            revision: at.revision,
            slot: at.slot,
        };
        let row = sealed::seal(&self.crypto, &self.key, place, &index.to_bytes()?).await?;
        let mut batch = Batch::default();
        for slot in Slot::BOTH {
            let key = index_key(slot);
            batch.expect.push((key.clone(), state.stamps.get(&key).cloned()));
        }
        self.put_row(state, &mut batch, index_key(at.slot), row)?;
        Ok(Step {
            batch,
            index,
            index_at: at,
        })
    }

    /// Writes a row; what odd thing was there before is kept aside in the same batch.
    fn put_row(&self, state: &State, batch: &mut Batch, key: String, row: Vec<u8>) -> Result<(), CryptoError> {
        if let Some(odd) = state.odd.get(&key) {
            batch.put.push((self.aside(&key)?, odd.clone()));
        }
        batch.put.push((key, row));
        Ok(())
    }

    /// A new key for keeping a row aside.
    fn aside(&self, key: &str) -> Result<String, CryptoError> {
        let mut mark = [0; 8];
        self.crypto.random(&mut mark)?;
        Ok(aside_key(&format!("{:016x}", u64::from_be_bytes(mark)), key))
    }
}

impl State {
    /// Makes sure that a write comes from what is there. A write of ours that came through although its end was never heard of counts.
    fn settle(&mut self, id: &DocumentId, basis: Option<Revision>) -> Result<(), PutError> {
        let newest = self
            .documents
            .get(id)
            .and_then(|known| known.newest)
            .map(|newest| newest.revision);
        if newest == basis {
            return Ok(());
        }
        let ours = self.attempts.iter().any(|attempt| {
            attempt.id == *id
                && attempt.basis == basis
                && newest == Some(attempt.became)
                && self.stamps.get(&attempt.key) == Some(&attempt.stamp)
        });
        if ours { Ok(()) } else { Err(PutError::Conflict(newest)) }
    }

    /// Takes over what a batch did.
    pub(super) fn apply(&mut self, step: Step) {
        for (key, row) in &step.batch.put {
            self.stamps.insert(key.clone(), Stamp::of(row));
            self.odd.remove(key);
        }
        for key in &step.batch.remove {
            self.stamps.remove(key);
            self.odd.remove(key);
        }
        self.index = step.index;
        self.index_next = Some(after(step.index_at));
    }

    fn wrote(&mut self, id: &DocumentId, at: Listed) {
        self.attempts.retain(|attempt| attempt.id != *id);
        self.documents.insert(
            id.clone(),
            Known {
                newest: Some(at),
                next: after(at),
            },
        );
    }
}

/// Where the revision after one goes.
const fn after(at: Listed) -> Listed {
    Listed {
        slot: at.slot.other(),
        revision: at.revision.next(),
        before: Some(at.revision),
    }
}

/// Both slots of a document must be as they were read.
fn expect_document(state: &State, id: &DocumentId, batch: &mut Batch) {
    for slot in Slot::BOTH {
        let key = document_key(id, slot);
        batch.expect.push((key.clone(), state.stamps.get(&key).cloned()));
    }
}
