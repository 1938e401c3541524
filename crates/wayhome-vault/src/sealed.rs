//! The form of one sealed row, and what it is bound to.
//!
//! ```text
//! 1 byte   format (1)
//! 8 bytes  revision, most significant first
//! 1 byte   slot
//! 12 bytes initialisation vector, random for every write
//! rest     ciphertext and its tag of 16 bytes
//! ```
//!
//! The tag covers, besides the text, everything that says where the row belongs: application, kind, document, format, revision, slot. A
//! row that stands in another's place, or under another number, does not open.

use crate::crypto::{Crypto, CryptoError, IV_BYTES};
use crate::document::Revision;
use crate::slots::Slot;

/// The format that this code writes, and the only one it reads.
pub const FORMAT: u8 = 1;
const IV_AT: usize = 10;
const TEXT_AT: usize = IV_AT + IV_BYTES;

/// Where a row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The application, so that training and real records never open each other's rows.
    pub app: &'a str,
    /// What sort of row it is.
    pub kind: &'a str,
    /// The document's id.
    pub id: &'a str,
    /// Which revision.
    pub revision: Revision,
    /// Which slot.
    pub slot: Slot,
}

impl Place<'_> {
    /// All that the tag covers besides the text. Each part bears its length, so that no two places read alike.
    #[must_use]
    pub fn bound(&self) -> Vec<u8> {
        let mut bound = Vec::new();
        for part in [self.app, self.kind, self.id] {
            bound.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            bound.extend(part.as_bytes());
        }
        bound.push(FORMAT);
        bound.extend(self.revision.0.to_be_bytes());
        bound.push(self.slot.byte());
        bound
    }
}

/// Seals a text for its place, with this vector.
///
/// # Errors
///
/// When the browser's cryptography fails.
pub async fn seal_with<C: Crypto>(
    crypto: &C,
    key: &C::Key,
    place: Place<'_>,
    iv: [u8; IV_BYTES],
    text: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let sealed = crypto.seal(key, &iv, &place.bound(), text).await?;
    let mut row = Vec::with_capacity(TEXT_AT + sealed.len());
    row.push(FORMAT);
    row.extend(place.revision.0.to_be_bytes());
    row.push(place.slot.byte());
    row.extend(iv);
    row.extend(sealed);
    Ok(row)
}

/// Seals a text for its place, with a fresh random vector.
///
/// # Errors
///
/// When the browser's cryptography fails.
pub async fn seal<C: Crypto>(crypto: &C, key: &C::Key, place: Place<'_>, text: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let mut iv = [0; IV_BYTES];
    crypto.random(&mut iv)?;
    seal_with(crypto, key, place, iv, text).await
}

/// Which revision a row says it is. Unproven until it opens.
#[must_use]
pub fn revision(row: &[u8]) -> Option<Revision> {
    let bytes = row.get(1..9)?.try_into().ok()?;
    Some(Revision(u64::from_be_bytes(bytes)))
}

/// Opens a row in its place; its revision is read from the row and thereby proven.
///
/// # Errors
///
/// When the row is not what was sealed for this place, or of another format.
pub async fn open<C: Crypto>(
    crypto: &C,
    key: &C::Key,
    (app, kind, id, slot): (&str, &str, &str, Slot),
    row: &[u8],
) -> Result<(Revision, Vec<u8>), CryptoError> {
    let head = (
        row.first(),
        revision(row),
        row.get(9),
        row.get(IV_AT..TEXT_AT),
        row.get(TEXT_AT..),
    );
    let (Some(&FORMAT), Some(revision), Some(&said), Some(iv), Some(sealed)) = head else {
        return Err(CryptoError::DoesNotOpen);
    };
    let iv: [u8; IV_BYTES] = iv.try_into().map_err(|_| CryptoError::DoesNotOpen)?;
    if said != slot.byte() {
        return Err(CryptoError::DoesNotOpen);
    }
    let place = Place {
        app,
        kind,
        id,
        revision,
        slot,
    };
    Ok((revision, crypto.open(key, &iv, &place.bound(), sealed).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place<'a>(app: &'a str, kind: &'a str, id: &'a str) -> Place<'a> {
        Place {
            app,
            kind,
            id,
            revision: Revision(7),
            slot: Slot::A,
        }
    }

    #[test]
    fn no_two_places_read_alike() {
        let same = place("ab", "c", "d").bound();
        assert_ne!(same, place("a", "bc", "d").bound());
        assert_ne!(same, place("ab", "cd", "").bound());
        assert_ne!(
            same,
            Place {
                slot: Slot::B,
                ..place("ab", "c", "d")
            }
            .bound()
        );
        assert_ne!(
            same,
            Place {
                revision: Revision(8),
                ..place("ab", "c", "d")
            }
            .bound()
        );
    }

    #[test]
    fn a_row_too_short_has_no_revision() {
        assert_eq!(revision(&[1, 0, 0]), None);
        assert_eq!(revision(&[1, 0, 0, 0, 0, 0, 0, 1, 0]), Some(Revision(256)));
    }
}
