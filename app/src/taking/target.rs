//! A record as another system, or a person elsewhere, wants it: the files, and what they cannot carry.

use serde_json::Value as Json;
use wayhome_export::mapping::Mapping;
use wayhome_export::{Document, Losses, MadeFile, Outgoing, Target, document_losses};

use crate::strings::taking as words;

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// One file, or one for each table.
    pub(crate) files: Vec<MadeFile>,
    /// What goes against a rule of the target, and then what it cannot carry: a sentence each. They quote no answer.
    pub(crate) lost: Vec<String>,
    /// What the target was tried against.
    pub(crate) tried: String,
}

/// Makes the files, by the council's own mapping where no other target is named; says why there are none.
pub(crate) fn made(
    to: Option<Target<'static>>,
    outgoing: &Outgoing<'_>,
    mapping: Option<&Mapping>,
) -> Result<Made, String> {
    let target = to.or_else(|| mapping.map(Target::Mapping)).ok_or(words::NOT_MADE)?;
    let made = target.export(outgoing).map_err(|error| error.to_string())?;
    let files = made.files(target);
    let Losses { lost: more, tried, .. } = made.losses;
    let mut lost = made.checks;
    lost.extend(more.into_iter().map(|loss| loss.message));
    Ok(Made { files, lost, tried })
}

/// The export and its losses, as it is sent.
pub(crate) fn document(outgoing: &Outgoing<'_>) -> Option<(Json, Vec<String>)> {
    let document = serde_json::to_value(Document::new(outgoing)).ok()?;
    let lost = document_losses(outgoing).lost.into_iter();
    Some((document, lost.map(|loss| loss.message).collect()))
}
