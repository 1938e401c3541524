//! The shipped scenarios are cases that hold, and what is built on them shows what they say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

mod beside;
mod demonstrated;
mod picture;
mod records;

use std::sync::Arc;

use wayhome_engine::{Plan, Scenario};
use wayhome_training::{scenario, shipped};

fn all() -> Vec<(Scenario, Arc<Plan>)> {
    let ids = shipped().iter().map(|(id, _)| *id);
    ids.map(|id| {
        let scenario = scenario(id).unwrap();
        let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
        (scenario, plan)
    })
    .collect()
}
