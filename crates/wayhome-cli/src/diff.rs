//! `wayhome diff`

use std::io;

use clap::Args;
use wayhome_language::compare;

use crate::compile::named;
use crate::say::{answer, answer_data};
use crate::{Ending, Format};

/// Compare two procedures, or two editions of one.
#[derive(Args)]
pub(crate) struct DiffArguments {
    /// The id of a procedure that Wayhome ships, a procedure file in TOML, or a compiled one in JSON.
    #[arg(value_name = "A")]
    left: String,
    /// The one to compare it with.
    #[arg(value_name = "B")]
    right: String,
    /// How to write what is found.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Runs the command.
pub(crate) fn run(arguments: &DiffArguments) -> io::Result<Ending> {
    // Both are read before anything is decided, so that what is wrong with both is said at once.
    let read = [named(&arguments.left)?, named(&arguments.right)?];
    let [Some(left), Some(right)] = read else {
        return Ok(Ending::Unusable);
    };
    let difference = compare(&left, &right);
    match arguments.format {
        Format::Json => answer_data(serde_json::to_string(&difference)?)?,
        Format::Text => answer(&difference)?,
    }
    Ok(if difference.is_empty() {
        Ending::Clean
    } else {
        Ending::Findings
    })
}
