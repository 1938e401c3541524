//! Invented cases to learn from.
//!
//! The scenarios that Wayhome ships are checked when this crate is built. Nothing here knows a real record: every family is invented, and
//! whatever leaves a training screen says `"training": true`.
//!
//! - [`Walk`] puts a wrong record right, finding by finding.
//! - [`beside_model`] lays a learner's record beside the model record.
//! - [`change`] changes one fact, and says in one sentence what that moved.
//! - [`Grid`] is an approval table as a picture.
//! - [`Draft`] is a scenario while it is being written, [`opened`] what somebody opens as a file.

mod against;
mod cuts;
mod draft;
mod evidence;
mod fact;
mod grid;
mod model;
mod opening;
pub mod toml;
mod voice;
mod walk;

use wayhome_engine::Scenario;

pub use against::Contradicted;
pub use draft::Draft;
pub use evidence::{Rating, evidence, training_record};
pub use fact::{Fact, Facts, Told, change, decide, facts};
pub use grid::{Cell, Column, Grid, grid};
pub use model::{BesideModel, Row, Section, Stake, beside_model};
pub use opening::{Opened, is_procedure, opened, without_hash};
pub use voice::{Voice, voices};
pub use walk::{Changed, Frame, Moved, Walk, is_open};

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The id and title of each scenario that Wayhome ships, in the order in which they are taught.
#[must_use]
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    TITLES
}

/// The file of one of the scenarios that Wayhome ships, as JSON.
#[must_use]
pub fn text(id: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == id).map(|(_, json)| *json)
}

/// One of the scenarios that Wayhome ships.
///
/// ```
/// let scenario = wayhome_training::scenario("not-seen-alone").ok_or("it is shipped")?;
/// assert_eq!(scenario.procedure, "newcastle");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn scenario(id: &str) -> Option<Scenario> {
    Scenario::parse(text(id)?.as_bytes()).ok()
}
