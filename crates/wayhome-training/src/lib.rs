//! Invented cases to learn from.
//!
//! The scenarios that Wayhome ships are checked when this crate is built. Nothing here knows a real record: every family is invented, and
//! whatever leaves a training screen says `"training": true`.

use wayhome_engine::Scenario;

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The scenarios that Wayhome ships, in the order in which they are taught.
#[must_use]
pub fn scenarios() -> Vec<Scenario> {
    SHIPPED
        .iter()
        .filter_map(|(_, json)| serde_json::from_str(json).ok())
        .collect()
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
    let (_, json) = SHIPPED.iter().find(|(known, _)| *known == id)?;
    serde_json::from_str(json).ok()
}
