//! The plans that records ask for, each made once.

use std::cell::RefCell;
use std::sync::Arc;

use wayhome_engine::Plan;

use crate::procedures::Known;

/// The plans of one worker. There are some thirty at most, so that looking through them costs less than making a key.
pub(super) struct Plans {
    known: Arc<Known>,
    made: RefCell<Vec<Arc<Plan>>>,
}

impl Plans {
    pub(super) fn new(known: Arc<Known>) -> Self {
        Self {
            known,
            made: RefCell::default(),
        }
    }

    /// The plan for a form of a procedure, or why there is none, with where in the record it is named, which `line` finds. What does not exist is not kept: its names come from the records.
    pub(super) fn plan(
        &self,
        procedure: &str,
        form: &str,
        line: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Arc<Plan>, String> {
        let wanted = |plan: &&Arc<Plan>| plan.form() == form && plan.procedure().id == procedure;
        if let Some(plan) = self.made.borrow().iter().find(wanted) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(self.known.plan_named(procedure, form, line)?);
        self.made.borrow_mut().push(Arc::clone(&plan));
        Ok(plan)
    }
}
