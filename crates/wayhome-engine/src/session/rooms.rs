//! The room of records that were checked before, for those that are checked next.

use std::sync::Arc;

use super::found::Found;
use super::{Checked, Plan};

/// So many plans have room kept; whoever checks by more makes it anew.
const MOST: usize = 64;

/// Room for checking many records: what a record took is left to the next of the same plan.
///
/// A record without room of a former one allocates a place for each of its questions, and looks up each name; one with room does neither. Records of
/// several forms come mixed, so there is room of each.
#[derive(Debug, Default)]
pub struct Rooms(Vec<Found>);

impl Rooms {
    /// Leaves the room of a record that is not looked at any more.
    pub fn leave(&mut self, checked: Checked) {
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(checked.found);
    }

    pub(super) fn take(&mut self, plan: &Arc<Plan>) -> Option<Found> {
        let place = self.0.iter().position(|found| Arc::ptr_eq(&found.plan, plan))?;
        Some(self.0.swap_remove(place))
    }
}
