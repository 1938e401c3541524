//! The parser that pest makes of `feel.pest`.

#[derive(pest_derive::Parser)]
#[grammar = "feel.pest"]
pub(super) struct Grammar;
