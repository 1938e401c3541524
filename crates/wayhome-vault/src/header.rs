//! The header: how the key is made from the passphrase, and the data key wrapped by it.
//!
//! No hash of the passphrase is stored: that it was right shows only in that the data key unwraps. The parameters are bound to the wrapped
//! key, and parameters weaker than this code would write are refused before the passphrase is used: somebody who can write to the device
//! could otherwise have the next unlocking done weakly.

use crate::crypto::{Crypto, CryptoError, IV_BYTES, KEY_BYTES, RawKey};

const MAGIC: &[u8; 4] = b"WHV1";
/// Bytes of the salt.
pub(crate) const SALT_BYTES: usize = 16;
const WRAPPED_BYTES: usize = KEY_BYTES + 16;

/// How a key is made from a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kdf {
    /// Argon2id, version 1.3.
    Argon2id {
        /// In KiB.
        memory: u32,
        /// How often the memory is gone through.
        passes: u32,
        /// Lanes; one, because a worker has one thread.
        lanes: u32,
    },
    /// PBKDF2 with HMAC-SHA-256: where Argon2id does not run, or FIPS is asked for.
    Pbkdf2Sha256 {
        /// How many rounds.
        iterations: u32,
    },
}

impl Kdf {
    /// What new vaults use: 46 MiB, three passes, one lane.
    pub const ARGON2ID: Self = Self::Argon2id {
        memory: 46 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// What new vaults use where the worker does not run.
    pub const PBKDF2: Self = Self::Pbkdf2Sha256 { iterations: 600_000 };

    /// The name that stands in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Argon2id { .. } => "argon2id",
            Self::Pbkdf2Sha256 { .. } => "pbkdf2-sha-256",
        }
    }

    const fn numbers(self) -> [u32; 3] {
        match self {
            Self::Argon2id { memory, passes, lanes } => [memory, passes, lanes],
            Self::Pbkdf2Sha256 { iterations } => [iterations, 0, 0],
        }
    }

    /// Between the weakest that this code accepts and the most that a tablet can do.
    const fn acceptable(self) -> Result<Self, HeaderError> {
        let (weak, heavy) = match self {
            Self::Argon2id { memory, passes, lanes } => (
                memory < 46 * 1024 || passes < 3 || lanes < 1,
                memory > 256 * 1024 || passes > 16 || lanes > 4,
            ),
            Self::Pbkdf2Sha256 { iterations } => (iterations < 600_000, iterations > 10_000_000),
        };
        if weak {
            Err(HeaderError::TooWeak)
        } else if heavy {
            Err(HeaderError::TooHeavy)
        } else {
            Ok(self)
        }
    }
}

/// Why a header is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// It is cut short, or not a header.
    #[error("the vault's header cannot be read")]
    Unreadable,
    /// It names a way of making keys that this code does not know: newer code wrote it.
    #[error("the vault's header names an unknown way of making the key")]
    UnknownKdf,
    /// Its parameters are weaker than this code accepts.
    #[error("the vault's header asks for a weaker key than is accepted")]
    TooWeak,
    /// Its parameters would take a tablet minutes.
    #[error("the vault's header asks for more work than is accepted")]
    TooHeavy,
}

/// How the key is made, and what it wraps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// How the key is made from the passphrase.
    pub kdf: Kdf,
    /// Counts the passphrases: 1 for the first. The index knows it too, so that an old header put back is noticed.
    pub generation: u32,
    /// Random, new with every passphrase.
    pub salt: [u8; SALT_BYTES],
    iv: [u8; IV_BYTES],
    wrapped: Vec<u8>,
}

impl Header {
    /// Wraps a data key.
    ///
    /// # Errors
    ///
    /// When the browser's cryptography fails.
    pub async fn wrap<C: Crypto>(
        crypto: &C,
        app: &str,
        (kdf, generation, salt, iv): (Kdf, u32, [u8; SALT_BYTES], [u8; IV_BYTES]),
        wrapping: &RawKey,
        data_key: &RawKey,
    ) -> Result<Self, CryptoError> {
        let mut header = Self {
            kdf,
            generation,
            salt,
            iv,
            wrapped: Vec::new(),
        };
        let key = crypto.import(wrapping).await?;
        header.wrapped = crypto.seal(&key, &iv, &header.bound(app), data_key.as_slice()).await?;
        Ok(header)
    }

    /// Unwraps the data key: the one proof that the passphrase was right.
    ///
    /// # Errors
    ///
    /// [`CryptoError::DoesNotOpen`] when the key does not fit, or anything in the header is not as it was written.
    pub async fn unwrap<C: Crypto>(&self, crypto: &C, app: &str, wrapping: &RawKey) -> Result<RawKey, CryptoError> {
        let key = crypto.import(wrapping).await?;
        let raw = zeroize::Zeroizing::new(crypto.open(&key, &self.iv, &self.bound(app), &self.wrapped).await?);
        let bytes: [u8; KEY_BYTES] = raw.as_slice().try_into().map_err(|_| CryptoError::DoesNotOpen)?;
        Ok(RawKey::new(bytes))
    }

    /// The header as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.open_part();
        bytes.extend(&self.wrapped);
        bytes
    }

    /// Reads a header, and refuses parameters outside the compiled limits.
    ///
    /// # Errors
    ///
    /// When the bytes are no header, name an unknown way, or weaker or heavier parameters than are accepted.
    pub fn parse(bytes: &[u8]) -> Result<Self, HeaderError> {
        let mut rest = Rest(bytes);
        if rest.take::<4>()? != *MAGIC {
            return Err(HeaderError::Unreadable);
        }
        let [length] = rest.take()?;
        let name = rest.slice(usize::from(length))?;
        let mut numbers = [0; 3];
        for number in &mut numbers {
            *number = u32::from_be_bytes(rest.take()?);
        }
        let [first, second, third] = numbers;
        let kdf = match name {
            b"argon2id" => Kdf::Argon2id {
                memory: first,
                passes: second,
                lanes: third,
            },
            b"pbkdf2-sha-256" if (second, third) == (0, 0) => Kdf::Pbkdf2Sha256 { iterations: first },
            _ => return Err(HeaderError::UnknownKdf),
        }
        .acceptable()?;
        let generation = u32::from_be_bytes(rest.take()?);
        let (salt, iv) = (rest.take()?, rest.take()?);
        let wrapped = rest.slice(WRAPPED_BYTES)?.to_vec();
        if !rest.0.is_empty() {
            return Err(HeaderError::Unreadable);
        }
        Ok(Self {
            kdf,
            generation,
            salt,
            iv,
            wrapped,
        })
    }

    /// Everything before the wrapped key.
    fn open_part(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let name = self.kdf.name();
        bytes.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
        bytes.extend(name.as_bytes());
        for number in self.kdf.numbers() {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(self.generation.to_be_bytes());
        bytes.extend(self.salt);
        bytes.extend(self.iv);
        bytes
    }

    fn bound(&self, app: &str) -> Vec<u8> {
        let mut bound = u32::try_from(app.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
        bound.extend(app.as_bytes());
        bound.extend(b"data key");
        bound.extend(self.open_part());
        bound
    }
}

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn slice(&mut self, length: usize) -> Result<&'a [u8], HeaderError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(HeaderError::Unreadable)?;
        self.0 = rest;
        Ok(taken)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], HeaderError> {
        self.slice(N)?.try_into().map_err(|_| HeaderError::Unreadable)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(kdf: Kdf) -> Header {
        Header {
            kdf,
            generation: 3,
            salt: [7; SALT_BYTES],
            iv: [9; IV_BYTES],
            wrapped: vec![1; WRAPPED_BYTES],
        }
    }

    #[track_caller]
    fn check(kdf: Kdf, expected: Result<(), HeaderError>) {
        assert_eq!(Header::parse(&header(kdf).to_bytes()).map(drop), expected, "{kdf:?}");
    }

    #[test]
    fn parameters_under_the_floor_are_refused() {
        check(Kdf::ARGON2ID, Ok(()));
        check(Kdf::PBKDF2, Ok(()));
        check(
            Kdf::Argon2id {
                memory: 46 * 1024 - 1,
                passes: 3,
                lanes: 1,
            },
            Err(HeaderError::TooWeak),
        );
        check(
            Kdf::Argon2id {
                memory: 46 * 1024,
                passes: 2,
                lanes: 1,
            },
            Err(HeaderError::TooWeak),
        );
        check(
            Kdf::Argon2id {
                memory: 46 * 1024,
                passes: 3,
                lanes: 0,
            },
            Err(HeaderError::TooWeak),
        );
        check(Kdf::Pbkdf2Sha256 { iterations: 599_999 }, Err(HeaderError::TooWeak));
    }

    #[test]
    fn parameters_that_would_hang_a_tablet_are_refused() {
        check(
            Kdf::Argon2id {
                memory: 4 * 1024 * 1024,
                passes: 3,
                lanes: 1,
            },
            Err(HeaderError::TooHeavy),
        );
        check(
            Kdf::Argon2id {
                memory: 46 * 1024,
                passes: u32::MAX,
                lanes: 1,
            },
            Err(HeaderError::TooHeavy),
        );
        check(Kdf::Pbkdf2Sha256 { iterations: u32::MAX }, Err(HeaderError::TooHeavy));
    }

    #[test]
    fn the_most_that_is_accepted_is_what_a_tablet_can_do() {
        let argon2id = |memory, passes, lanes| Kdf::Argon2id { memory, passes, lanes };
        check(argon2id(256 * 1024, 16, 4), Ok(()));
        for heavy in [
            argon2id(256 * 1024 + 1, 3, 1),
            argon2id(46 * 1024, 17, 1),
            argon2id(46 * 1024, 3, 5),
            Kdf::Pbkdf2Sha256 { iterations: 10_000_001 },
        ] {
            check(heavy, Err(HeaderError::TooHeavy));
        }
        check(Kdf::Pbkdf2Sha256 { iterations: 10_000_000 }, Ok(()));
    }

    #[test]
    fn an_unknown_way_is_named_as_such() {
        let mut bytes = header(Kdf::ARGON2ID).to_bytes();
        bytes[5] = b'x';
        assert_eq!(Header::parse(&bytes), Err(HeaderError::UnknownKdf));
    }

    proptest! {
        #[test]
        fn a_header_reads_as_it_was_written(generation: u32, salt: [u8; SALT_BYTES], fallback: bool) {
            let kdf = if fallback { Kdf::PBKDF2 } else { Kdf::ARGON2ID };
            let header = Header { generation, salt, ..header(kdf) };
            prop_assert_eq!(Header::parse(&header.to_bytes()), Ok(header));
        }

        #[test]
        fn whatever_is_changed_in_a_header_is_refused_or_read_as_it_stands(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            more in prop::collection::vec(any::<u8>(), 0..3),
            fallback: bool,
        ) {
            let whole = header(if fallback { Kdf::PBKDF2 } else { Kdf::ARGON2ID }).to_bytes();
            let mut bytes = whole.clone();
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            bytes.extend(&more);
            match Header::parse(&bytes) {
                Ok(read) => {
                    // Nothing is passed over: what was read says all that stands there, within the limits.
                    prop_assert_eq!(read.kdf.acceptable(), Ok(read.kdf));
                    prop_assert_eq!(read.to_bytes(), bytes);
                }
                // Of the right length, and with the beginning that it was given, it is a header, though perhaps not one that is used.
                Err(why) => prop_assert!(
                    why != HeaderError::Unreadable || !more.is_empty() || bytes[..5] != whole[..5],
                    "{why:?}"
                ),
            }
        }

        #[test]
        fn a_header_that_is_cut_short_is_unreadable(cut in 0_usize..200) {
            let whole = header(Kdf::ARGON2ID).to_bytes();
            let cut = &whole[..cut.min(whole.len() - 1)];
            prop_assert_eq!(Header::parse(cut), Err(HeaderError::Unreadable));
        }
    }
}
