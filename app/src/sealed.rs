//! Telling an encrypted file by its beginning.

/// The start of every file of the format.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// Is it a file of the format, for all that its beginning says?
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(AGE)
}

/// Is it such a file written as text, which is not opened here?
pub(crate) fn is_armoured(bytes: &[u8]) -> bool {
    bytes
        .trim_ascii_start()
        .starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}
