//! `wayhome new`

use std::io;
use std::path::PathBuf;

use clap::Args;

use wayhome_language::Source;

use crate::Ending;
use crate::compile::compiled;
use crate::output::{Readers, write_new};
use crate::say::{answer, complain};

/// What a new procedure begins as. A test keeps it free of diagnostics, and its table proved.
const TEMPLATE: &str = include_str!("template.toml");

/// Begin a procedure.
#[derive(Args)]
pub(crate) struct NewArguments {
    /// The procedure's permanent id, in lower case: harbour.
    id: String,
    /// Where to write; ID.toml, if left out. A file that is there is left as it is.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &NewArguments) -> io::Result<Ending> {
    let id = arguments.id.as_str();
    if let Some(shipped) = wayhome_procedures::procedure(id) {
        complain(format!(
            "`{id}` is the procedure of {} that Wayhome ships. Choose another id.",
            shipped.authority
        ));
        return Ok(Ending::Unusable);
    }
    // In a template, nothing in quotes would be said to be wrong with a file that is not there.
    if id.is_empty() {
        complain("The id is empty. Give one in lower case, such as `harbour`.");
        return Ok(Ending::Unusable);
    }
    let text = template(id, &chrono::Local::now().format("%Y-%m").to_string());
    // The language knows which ids it takes, and which of them are its own words.
    if let Err(found) = compiled(&Source::new("template", text.as_str()), None)? {
        let first = found.iter().next();
        let what = first.map_or("it cannot be an id", |found| found.message.as_str());
        let help = first.and_then(|found| found.help.as_deref()).unwrap_or_default();
        complain(format!("{what}: {help}."));
        return Ok(Ending::Unusable);
    }
    let path = arguments.output.clone().unwrap_or_else(|| format!("{id}.toml").into());
    if let Err(reason) = write_new(&path, Readers::Usual, text.as_bytes()) {
        complain(reason);
        return Ok(Ending::Unusable);
    }
    answer(format!(
        "{path}: written. Open it, change it to what your document says, and run `wayhome lint {path}`.\n",
        path = path.display()
    ))?;
    Ok(Ending::Clean)
}

fn template(id: &str, compared: &str) -> String {
    // Rule ids begin with the first letters of their procedure's.
    let letters = id.chars().filter(char::is_ascii_alphanumeric).take(3);
    let prefix = letters.collect::<String>().to_uppercase();
    TEMPLATE
        .replace("{id}", id)
        .replace("{prefix}", &prefix)
        .replace("{compared}", compared)
}
