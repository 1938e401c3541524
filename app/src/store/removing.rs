//! Deleting, and putting back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Store;
use crate::page;
use crate::shelf::{Removed, format};

/// Where it is said that something stayed.
pub(crate) const STAYED: &str = "stayed";

impl Store {
    /// Deletes a record. It can be put back until the next one is deleted or the page is closed.
    pub fn remove(self, id: &str) {
        self.take(self.library.try_update(|library| library.remove(id)));
    }

    /// Deletes a child with all records about it.
    pub fn remove_child(self, id: &str) {
        self.take(self.library.try_update(|library| library.remove_child(id)));
    }

    fn take(self, removed: Option<Removed>) {
        // It may have gone in another tab.
        let Some(removed) = removed.filter(|removed| !removed.is_empty()) else {
            return;
        };
        for id in removed.ids() {
            self.downloaded(id);
            self.say(|unkept| unkept.settle_letters_of(id));
        }
        self.stayed.set(None);
        self.removed.set(Some(removed.clone()));
        let number = self.removals.try_update_value(|(count, _)| {
            *count = count.saturating_add(1);
            *count
        });
        spawn_local(self.take_off(removed, number.unwrap_or_default()));
    }

    async fn take_off(self, removed: Removed, number: u64) {
        let is_put_back = || self.removals.try_with_value(|(_, back)| back.contains(&number)) == Some(true);
        let at = self.shelf.get_value();
        let (mut stayed, mut said) = (Vec::new(), None);
        for together in removed.together() {
            if removed.stays_with(&together, &stayed) {
                stayed.extend(together);
                continue;
            }
            match at.remove(&together).await {
                Ok(()) => together.iter().for_each(|id| self.report(id, Ok(()))),
                Err(why) => {
                    said.get_or_insert(why);
                    stayed.extend(together);
                }
            }
            // Of what was put back meanwhile, nothing more is to go.
            if is_put_back() {
                return;
            }
        }
        let Some(why) = said else { return };
        // What is still there is shown as it stands there, and is not put back over it.
        self.removed.try_update(|now| {
            // Something else may have been deleted meanwhile.
            if let Some(left) = now.as_mut().filter(|now| **now == removed) {
                left.leave_out(&stayed);
            }
            now.take_if(|left| left.is_empty());
        });
        self.stayed.try_set(Some(why));
        page::focus_later(STAYED);
        self.read().await;
    }

    /// Puts back what was deleted last. It is in the library at once; what cannot be kept of it is said, and tried again.
    ///
    /// A record whose child was deleted elsewhere meanwhile keeps the child's id: it is without a child until that is put back.
    pub fn put_back(self) {
        let Some(removed) = self.removed.try_update(Option::take).flatten() else {
            return;
        };
        // Some of it may still be on its way.
        self.removals.update_value(|(count, back)| {
            back.insert(*count);
        });
        self.stayed.set(None);
        if let Some(child) = removed.child {
            self.keep_child(child);
        }
        for entry in removed.entries {
            self.keep(entry);
        }
        for letter in removed.letters {
            self.say(|unkept| {
                unkept.puts_back(&letter);
                false
            });
            self.put(&letter.id, format::letter(&letter));
            self.library.update(|library| library.put_letter(letter));
        }
    }
}
