//! Every diagnostic: its permanent code, what it means, and an example of what is refused and what is not.
//!
//! One test runs all the examples. To add a diagnostic, write it in the file of its group and list it there.

pub(crate) mod coverage;
pub(crate) mod document;
pub(crate) mod expression;
pub(crate) mod lint;
pub(crate) mod mapping;
pub(crate) mod name;
pub(crate) mod proof;
pub(crate) mod scenario;
pub(crate) mod types;

use super::Severity;

/// One kind of diagnostic.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Permanent: `WH041`.
    pub id: &'static str,
    /// Is the file refused?
    pub severity: Severity,
    /// What is wrong, in one line.
    pub title: &'static str,
    /// Why that is wrong, and what to do.
    pub explanation: &'static str,
    /// A text that is refused for it, and one that is not.
    pub example: Example,
}

/// An example of a mistake, and of the same thing done right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Expressions.
    Expression {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
    /// Parts of a procedure's file.
    Procedure {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
    /// Parts of a vocabulary.
    Vocabulary {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
    /// Fields of a mapping, or a whole one.
    Mapping {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
    /// Training scenarios.
    Scenario {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
    /// Lists of bank holidays.
    Holidays {
        /// With the mistake.
        invalid: &'static str,
        /// Without it.
        valid: &'static str,
    },
}

impl Code {
    const fn error(id: &'static str, title: &'static str, explanation: &'static str, example: Example) -> Self {
        Self {
            id,
            severity: Severity::Error,
            title,
            explanation,
            example,
        }
    }

    const fn warning(id: &'static str, title: &'static str, explanation: &'static str, example: Example) -> Self {
        Self {
            id,
            severity: Severity::Warning,
            title,
            explanation,
            example,
        }
    }

    /// The code with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        CODES
            .iter()
            .flat_map(|group| group.iter())
            .copied()
            .find(|code| code.id.eq_ignore_ascii_case(id))
    }
}

const fn expression(invalid: &'static str, valid: &'static str) -> Example {
    Example::Expression { invalid, valid }
}

const fn procedure(invalid: &'static str, valid: &'static str) -> Example {
    Example::Procedure { invalid, valid }
}

/// Every diagnostic, in groups.
pub static CODES: &[&[&Code]] = &[
    document::ALL,
    name::ALL,
    expression::ALL,
    types::ALL,
    proof::ALL,
    lint::ALL,
    coverage::ALL,
    mapping::ALL,
    scenario::ALL,
];

/// Declares the codes of a group, and the list of all of them.
macro_rules! codes {
    ($($name:ident = $make:ident($id:literal, $title:literal, $explanation:literal, $example:expr);)*) => {
        $(pub(crate) static $name: Code = Code::$make($id, $title, $explanation, $example);)*
        /// All of this group.
        pub(super) static ALL: &[&Code] = &[$(&$name),*];
    };
}
use codes;
