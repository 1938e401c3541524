//! A passphrase, out of a file: on the command line, others on the computer could read it.

use std::fs;
use std::io;
use std::path::Path;

use wayhome_handover::{RANDOM_BYTES, open, seal};

use crate::say::complain;

/// A passphrase. It is never shown.
pub(crate) struct Passphrase(String);

impl Passphrase {
    /// The first line of a file; `None` once it is said why there is none.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path)
            .map_err(|error| complain(format!("{}: the file cannot be read: {error}.", path.display())))
            .ok()?;
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            complain(format!(
                "{}: its first line is empty, and is the passphrase.",
                path.display()
            ));
            return None;
        }
        Some(Self(line.to_owned()))
    }

    /// Encrypts something; the inner error is the reason why it cannot be.
    pub(crate) fn seal(&self, content: &[u8]) -> io::Result<Result<Vec<u8>, String>> {
        let mut random = [0; RANDOM_BYTES];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        Ok(seal(&self.0, content, &random).map_err(|error| error.to_string()))
    }

    /// Decrypts something.
    pub(crate) fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, String> {
        open(&self.0, sealed).map_err(|error| error.to_string())
    }
}
