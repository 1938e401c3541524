//! Why a procedure cannot check a form.

use crate::procedure::FORMAT;
use crate::words;

/// Why a procedure cannot check a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file was compiled by a later version.
    #[error(
        "The procedure `{procedure}` is of format {format}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it."
    )]
    Newer {
        /// The procedure's id.
        procedure: String,
        /// Its format.
        format: u32,
    },
    /// There is no such form.
    #[error("The procedure `{procedure}` has no form {}. It has: {known}.", words::told_id(form))]
    UnknownForm {
        /// The procedure's id.
        procedure: String,
        /// The form asked for.
        form: String,
        /// The forms that there are.
        known: String,
    },
    /// The two procedures understand a question in two ways.
    #[error(
        "`{local}` and `{floor}` differ about the question `{question}`. Compile both against the same vocabulary."
    )]
    Differ {
        /// The local procedure's id.
        local: String,
        /// The id of the procedure beneath it.
        floor: String,
        /// The question's id.
        question: String,
    },
    /// What lies beneath a procedure is no law.
    #[error("`{local}` stands on `{floor}`, which is not law. A procedure stands on the law, or on nothing.")]
    NotLaw {
        /// The local procedure's id.
        local: String,
        /// The id of the procedure beneath it.
        floor: String,
    },
    /// A rule, deadline or approval row has the id of one of the law's.
    #[error("`{local}` and `{floor}` both have a rule with the id `{id}`. Give the local one an id of its own.")]
    SameId {
        /// The local procedure's id.
        local: String,
        /// The id of the procedure beneath it.
        floor: String,
        /// The id that both use.
        id: String,
    },
    /// The procedure holds more, or asks for more work, than Wayhome takes on.
    #[error("The procedure `{procedure}` {what}{}. Wayhome does not run it.", most_of_all(most.as_deref()))]
    TooMuch {
        /// The procedure's id.
        procedure: String,
        /// What is too much: "has more than 500 facts".
        what: &'static str,
        /// The id of the rule, deadline or approval row that asks for most of the work, where one does.
        most: Option<String>,
    },
    /// A compiled file refers to something that it does not hold, or in a circle.
    #[error(
        "The compiled procedure {} is damaged. Compile it again from its source.",
        words::told_id(_0)
    )]
    Damaged(String),
}

/// ", most of all EX-1"
fn most_of_all(id: Option<&str>) -> String {
    id.map_or_else(String::new, |id| format!(", most of all {id}"))
}

impl PlanError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "procedure_newer",
            Self::UnknownForm { .. } => "form_unknown",
            Self::Differ { .. } | Self::NotLaw { .. } | Self::SameId { .. } => "procedures_differ",
            Self::TooMuch { .. } => "procedure_too_large",
            Self::Damaged(_) => "procedure_damaged",
        }
    }
}
