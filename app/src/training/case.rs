//! A scenario with the form that its records fill in.

use std::sync::Arc;

use serde_json::Value as Json;
use wayhome_engine::{Plan, Record, Scenario};

use super::known;

/// A scenario with the form that its records fill in.
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) plan: Arc<Plan>,
    /// The file as it is.
    pub(super) file: Json,
    /// Is it one of those that Wayhome ships?
    pub(super) shipped: bool,
    /// What its procedure is called in a choice; another than its own, where one was chosen.
    pub(super) procedure: String,
    /// What its own is called in a choice, and whose that is.
    own: (String, String),
}

impl Case {
    /// One of the scenarios that Wayhome ships.
    pub(super) fn shipped(id: &str) -> Option<Arc<Self>> {
        let scenario = wayhome_training::scenario(id)?;
        let file = serde_json::from_slice(wayhome_training::text(id)?.as_bytes()).ok()?;
        Self::of(scenario, file, true).ok()
    }

    /// A scenario of somebody's own.
    pub(super) fn own(scenario: Scenario, file: Json) -> Result<Arc<Self>, String> {
        Self::of(scenario, file, false)
    }

    fn of(scenario: Scenario, file: Json, shipped: bool) -> Result<Arc<Self>, String> {
        let plan = known::plan(&scenario.procedure, &scenario.form)?;
        let procedure = known::key_of(&scenario.procedure);
        let own = (procedure.clone(), plan.procedure().authority.clone());
        Ok(Arc::new(Self {
            scenario,
            plan,
            file,
            shipped,
            procedure,
            own,
        }))
    }

    /// The same case under another procedure.
    pub(super) fn under(&self, procedure: &str) -> Result<Arc<Self>, String> {
        let plan = known::plan(procedure, &self.scenario.form)?;
        let mut scenario = self.scenario.clone();
        scenario.procedure.clone_from(&plan.procedure().id);
        Ok(Arc::new(Self {
            scenario,
            plan,
            file: self.file.clone(),
            shipped: self.shipped,
            procedure: procedure.to_owned(),
            own: self.own.clone(),
        }))
    }

    /// Whose rules its story speaks of, where another procedure than its own was chosen.
    pub(super) fn written_for(&self) -> Option<&str> {
        let (key, authority) = &self.own;
        (*key != self.procedure).then_some(authority)
    }

    /// Does it follow the form that Change one fact and Compare check?
    pub(super) fn is_decision(&self) -> bool {
        self.scenario.form == "decision"
    }

    /// The model record as a decision under a procedure: what that form asks of it.
    pub(super) fn as_decision(&self, procedure: &str) -> Option<(Arc<Plan>, Record)> {
        let plan = known::plan(procedure, "decision").ok()?;
        let mut record = self.scenario.model_record();
        record.procedure.clone_from(&plan.procedure().id);
        "decision".clone_into(&mut record.form);
        record.answers.retain(|question, _| plan.question(question).is_some());
        Some((plan, record))
    }
}
