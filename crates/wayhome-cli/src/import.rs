//! `wayhome import`

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use wayhome_engine::NotUtf8;
use wayhome_export::{Document, ImportError, import};
use wayhome_handover::{is_armoured, is_sealed};

use crate::Ending;
use crate::input::no_file;
use crate::output::{Readers, write_new};
use crate::passphrase::Passphrase;
use crate::procedures::ProcedureArguments;
use crate::say::{complain, for_standard_output};

/// More bytes than all of a child's records, encrypted: as many as the app opens.
const LARGEST_FILE: u64 = 50_000_000;

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
    let document = match read(&arguments.file).and_then(|bytes| document(bytes, arguments)) {
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
    import(&bytes).map_err(|error| {
        let why = NotUtf8::of(&bytes).map_or_else(|| error.to_string(), |why| why.to_string());
        if !is_sealed || matches!(error, ImportError::Changed) {
            return why;
        }
        // The app encrypts records and a child's, and `export` whatever it writes; of all these, only Wayhome JSON is opened here.
        format!(
            "the passphrase is right, but what is in the file cannot be imported. {why} Open the encrypted file in the app, or decrypt it first: age -d FILE > \
             DECRYPTED"
        )
    })
}

/// No more is read than shows that a file is too large.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().take(LARGEST_FILE + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST_FILE => Err("the file is larger than any that Wayhome makes.".to_owned()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(no_file(&error)),
    }
}

/// What is in an encrypted file; any other as it is.
fn opened(bytes: Vec<u8>, arguments: &ImportArguments) -> Result<Vec<u8>, String> {
    if is_armoured(&bytes) {
        return Err(
            "the file is encrypted as text. Encrypt it again without --armor, or decrypt it: age -d FILE > DECRYPTED"
                .to_owned(),
        );
    }
    if !is_sealed(&bytes) {
        return Ok(bytes);
    }
    let Some(path) = &arguments.passphrase_file else {
        return Err("the file is encrypted. Use --passphrase-file to name the file with its passphrase.".to_owned());
    };
    Passphrase::read(path)?.open(&bytes)
}
