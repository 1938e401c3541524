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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_as_what_opens_it_tells_it() {
        let text = b"\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl";
        for bytes in [
            b"age-encryption.org/v1\n-> scrypt",
            b"age-encryption.org/v10-> scrypt",
            &text[..],
            b"{}",
        ] {
            assert_eq!(is_sealed(bytes), wayhome_handover::is_sealed(bytes));
            assert_eq!(is_armoured(bytes), wayhome_handover::is_armoured(bytes));
        }
        assert!(is_sealed(b"age-encryption.org/v1\n-> scrypt") && is_armoured(text));
    }
}
