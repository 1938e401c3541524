//! Keys that other implementations of Argon2id come to as well.

use std::fmt::Write;

use wayhome_kdf::{DeriveError, argon2id, derive};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Made with the reference implementation in C (argon2-cffi), with the parameters of new vaults.
#[test]
fn the_parameters_of_new_vaults() {
    let salt: Vec<u8> = (0x10..0x20).collect();
    let key = argon2id(b"kettle orbit mango tile".to_vec(), &salt, 46 * 1024, 3, 1).map(|key| hex(&key));
    let expected = "06bb5e8435282056d7aa93c6528a3067d0c874a7397bfa4bf92f439a227033cf";
    assert_eq!(key.as_deref(), Ok(expected));
}

#[test]
fn parameters_that_argon2_does_not_know_give_no_key() {
    assert_eq!(argon2id(b"x".to_vec(), &[0; 16], 7, 1, 1), Err(DeriveError::Parameters));
    assert_eq!(
        argon2id(b"x".to_vec(), &[0; 16], 64, 0, 1),
        Err(DeriveError::Parameters)
    );
    assert!(derive(b"x".to_vec(), &[0; 16], 64, 1, 0).is_empty());
}
