//! A passphrase, out of a file: on the command line, others on the computer could read it.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use icu_normalizer::ComposingNormalizerBorrowed;
use wayhome_handover::{RANDOM_BYTES, open_under, seal};

use crate::say::complain;

/// A passphrase. It is never shown.
pub(crate) struct Passphrase(String);

impl Passphrase {
    /// The first line of a file; `None` once it is said why there is none.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path)
            .map_err(|error| complain(format!("{}: the file cannot be read: {error}.", path.display())))
            .ok()?;
        // Some editors begin a file with a byte order mark, which nobody sees or typed.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
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
        Ok(seal(&self.normal(), content, &random).map_err(|error| error.to_string()))
    }

    /// Decrypts something: under the passphrase as it was typed, by which other programs seal, or else as Wayhome seals.
    pub(crate) fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, String> {
        open_under(&[&self.0, &self.normal()], sealed).map_err(|error| error.to_string())
    }

    /// The same letters typed on another keyboard may come as other signs. The app does the same in JavaScript.
    fn normal(&self) -> Cow<'_, str> {
        ComposingNormalizerBorrowed::new_nfkc().normalize(&self.0)
    }
}
