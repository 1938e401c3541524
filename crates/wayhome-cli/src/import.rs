//! `wayhome import`

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use wayhome_export::{Document, ImportError, import};
use wayhome_handover::is_sealed;

use crate::Ending;
use crate::output::{Readers, write_new};
use crate::passphrase::Passphrase;
use crate::procedures::ProcedureArguments;
use crate::say::{complain, for_standard_output};
use crate::utf8::not_utf8;

/// Read what was exported.
#[derive(Args)]
pub(crate) struct ImportArguments {
    /// A file of Wayhome JSON, encrypted or not, or - for standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Where to write the record; standard output, if left out. A file that is there is left as it is. On Unix, only its owner can read it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A file whose first line is the passphrase of an encrypted file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    own: ProcedureArguments,
}

/// Runs the command.
pub(crate) fn run(arguments: &ImportArguments) -> io::Result<Ending> {
    let Some(known) = arguments.own.load(&[])? else {
        return Ok(Ending::Unusable);
    };
    let name = arguments.file.display();
    let read = read(&arguments.file).map_err(|error| format!("the file cannot be read: {error}"));
    let document = match read.and_then(|bytes| document(bytes, arguments)) {
        Ok(document) => document,
        Err(reason) => {
            complain(format!("{name}: {reason}"));
            return Ok(Ending::Unusable);
        }
    };
    let procedure = known.procedure(&document.procedure);
    let law = procedure
        .as_ref()
        .and_then(|procedure| known.procedure(procedure.floor.as_ref()?));
    for line in document.notes(procedure.as_deref(), law.as_deref()) {
        complain(format!("{name}: {line}"));
    }
    let text = serde_json::to_string_pretty(&document.record_beside()?)? + "\n";
    let Some(path) = &arguments.output else {
        io::stdout().write_all(for_standard_output(&text).as_bytes())?;
        return Ok(Ending::Clean);
    };
    if let Err(reason) = write_new(path, Readers::Owner, text.as_bytes()) {
        complain(reason);
        return Ok(Ending::Unusable);
    }
    Ok(Ending::Clean)
}

fn document(bytes: Vec<u8>, arguments: &ImportArguments) -> Result<Document, String> {
    let is_sealed = is_sealed(&bytes);
    let bytes = opened(bytes, arguments)?;
    import(&bytes).map_err(|error| match (not_utf8(&bytes, false), &error) {
        (Some(why), _) => why,
        // What is inside is opened as it is; the command line opens nothing that is encrypted but exports.
        (None, ImportError::NotADocument(_)) if is_sealed => {
            format!("{error} Open the encrypted file in the app, or decrypt it first: age -d FILE > record.json")
        }
        (None, _) => error.to_string(),
    })
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

/// What is in an encrypted file; any other as it is.
fn opened(bytes: Vec<u8>, arguments: &ImportArguments) -> Result<Vec<u8>, String> {
    if !is_sealed(&bytes) {
        return Ok(bytes);
    }
    let Some(path) = &arguments.passphrase_file else {
        return Err("the file is encrypted. Use --passphrase-file to name the file with its passphrase.".to_owned());
    };
    let passphrase = Passphrase::read(path).ok_or("there is no passphrase to open it with.")?;
    passphrase.open(&bytes)
}
