//! `wayhome explain`

use std::io::{self, Write as _};

use clap::Args;
use wayhome_language::{CODES, Code, Example};

use crate::Ending;
use crate::say::complain;

/// Explain a diagnostic.
#[derive(Args)]
pub(crate) struct ExplainArguments {
    /// The code of a diagnostic, such as WH041; all codes with their titles, if left out.
    code: Option<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments) -> io::Result<Ending> {
    let mut out = io::stdout().lock();
    let Some(wanted) = &arguments.code else {
        for code in CODES.iter().copied().flatten() {
            writeln!(out, "{}  {}", code.id, code.title)?;
        }
        return Ok(Ending::Clean);
    };
    let Some(code) = Code::find(wanted) else {
        complain(format!(
            "there is no diagnostic {wanted}. `wayhome explain` lists them all."
        ));
        return Ok(Ending::Unusable);
    };
    writeln!(out, "{}: {}\n\n{}", code.id, code.title, code.explanation)?;
    let (refused, instead) = match &code.example {
        Example::Expression { invalid, valid }
        | Example::Procedure { invalid, valid }
        | Example::Vocabulary { invalid, valid }
        | Example::Mapping { invalid, valid }
        | Example::Scenario { invalid, valid }
        | Example::Holidays { invalid, valid } => (invalid, valid),
    };
    writeln!(
        out,
        "\nRefused:\n\n{}\n\nInstead:\n\n{}",
        indented(refused),
        indented(instead)
    )?;
    Ok(Ending::Clean)
}

fn indented(text: &str) -> String {
    text.trim_matches('\n')
        .lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
