//! Signing a record off.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// That a record is signed: it no longer changes, and a change begins a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// The day of signing.
    pub on: NaiveDate,
    /// The one who signs.
    pub by: Party,
    /// What they are: "Social worker".
    pub role: String,
    /// The child or young person, where the procedure asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub young_person: Option<Party>,
    /// How many things were open when it was signed: signing never waits for them, and never hides them.
    pub open: usize,
    /// The procedure as it was then.
    pub procedure_hash: String,
}

/// Someone who signs, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// As typed.
    pub name: String,
    /// How they signed.
    pub mark: Mark,
}

/// How somebody signed. The ways are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// By typing the name.
    Typed,
    /// By saying so.
    AgreedVerbally,
    /// By drawing: strokes as an SVG path, in a field of 600 by 200.
    Drawn(String),
    /// Asked, and did not want to.
    Declined,
}
