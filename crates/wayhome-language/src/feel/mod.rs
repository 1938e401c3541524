//! Conditions: FEEL text to compiled expressions.
//!
//! [`words`] and [`guard`] refuse by name what is outside the subset, [`mod@parse`] reads the rest by the grammar, [`mod@check`] resolves
//! names and checks kinds of values, and makes the engine's expression as it goes.

mod broken;
mod calls;
mod check;
mod compare;
mod grammar;
mod guard;
mod lists;
mod literals;
mod names;
mod parse;
mod properties;
mod standard;
pub(crate) mod syntax;
mod text;
mod types;
mod whole;
mod words;

use wayhome_engine::Expression;

pub(crate) use check::{Answered, check};
pub(crate) use names::Named;
pub use names::Names;
pub(crate) use parse::parse;
pub use types::Type;

use crate::diagnostics::{Diagnostics, Reports};
use crate::source::Source;

/// A checked expression and what kind of value it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// What the engine evaluates.
    pub expression: Expression,
    /// What it comes to.
    pub kind: Type,
}

/// Checks a single expression, for `wayhome eval`. `answered(…)` is two-valued in it, as in a rule's `when`.
///
/// # Errors
///
/// Everything that is wrong with it, at its place in the text.
pub fn expression(text: &str, names: &Names) -> Result<Typed, Diagnostics> {
    let mut reports = Reports::default();
    let typed = parse(text, &mut reports).and_then(|node| check(&node, names, Answered::TwoValued, &mut reports));
    match typed {
        Some(typed) if !reports.has_errors() => Ok(typed),
        _ => Err(reports.finish(&Source::new("expression", text))),
    }
}
