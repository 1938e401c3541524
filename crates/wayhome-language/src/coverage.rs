//! Which duty of its document a procedure keeps where.

use serde::Serialize;
use wayhome_engine::{Citation, Level};

/// Where each duty of a document is kept.
///
/// It stands beside the compiled procedure and not in it: to check a record nobody needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// The duties, in the order in which the file lists them.
    pub duties: Vec<Duty>,
}

/// One duty of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// Its id in the list: `NEW-39`.
    pub id: String,
    /// Was it found in the document after the list had been made?
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub found_later: bool,
    /// Where it is kept; nowhere only where the compiler has warned of it.
    pub places: Vec<Place>,
}

/// One place where a duty, or a part of it, is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// What keeps it.
    pub kind: PlaceKind,
    /// The id of the rule, row, deadline or silence, or the duty's own.
    pub id: String,
    /// How strongly it is asked, of a rule, row or deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The forms in which it is checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// What is asked, in plain words.
    pub says: String,
    /// Of guidance: why a record cannot show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Of what is kept elsewhere: by what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Keeper>,
    /// Where it is written.
    pub cite: Citation,
}

/// The ways in which a duty is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A rule.
    Rule,
    /// A row of an approval table.
    Row,
    /// A deadline.
    Deadline,
    /// A declared silence of an approval table.
    Silence,
    /// Something with another id: a question, a fact, another rule.
    Elsewhere,
    /// Nothing that a record could show.
    Guidance,
}

/// What keeps a duty whose own id nothing bears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keeper {
    /// What it is.
    pub kind: KeeperKind,
    /// Its id.
    pub id: String,
}

/// What can keep a duty whose own id nothing bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeeperKind {
    /// A question that a form asks.
    Question,
    /// A fact.
    Fact,
    /// A rule.
    Rule,
    /// A row of an approval table.
    Row,
    /// A deadline.
    Deadline,
    /// A declared silence of an approval table.
    Silence,
}
