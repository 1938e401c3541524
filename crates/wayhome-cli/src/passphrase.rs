//! A passphrase, out of a file: on the command line, others on the computer could read it.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use icu_normalizer::ComposingNormalizerBorrowed;
use wayhome_engine::NotUtf8;
use wayhome_handover::{RANDOM_BYTES, judge, open_under, seal};

use crate::input::no_file;

/// A passphrase. It is never shown.
pub(crate) struct Passphrase(String);

impl Passphrase {
    /// The first line of a file, or why there is none.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let of_file = |why: &str| format!("{}: {why}", path.display());
        if path == Path::new("-") {
            return Err(of_file(
                "a passphrase is not read from standard input. Name a file with it.",
            ));
        }
        let bytes = fs::read(path).map_err(|error| of_file(&no_file(&error)))?;
        if let Some(why) = NotUtf8::of(&bytes) {
            return Err(of_file(&why.to_string()));
        }
        let text = String::from_utf8_lossy(&bytes);
        // Some editors begin a file with a byte order mark, which nobody sees or typed.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            return Err(of_file("its first line is empty, and is the passphrase."));
        }
        Ok(Self(line.to_owned()))
    }

    /// As [`read`](Self::read), and none under which nothing is encrypted.
    pub(crate) fn read_to_seal(path: &Path) -> Result<Self, String> {
        let read = Self::read(path)?;
        judge(&read.normal()).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(read)
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
