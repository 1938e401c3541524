//! The content, in chunks of 64 KiB of which each is sealed with its number and with whether it is the last.

use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::HandoverError;
use crate::header::FileKey;

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

pub(crate) fn seal(file_key: &FileKey, nonce: [u8; 16], content: &[u8], to: &mut Vec<u8>) -> Result<(), HandoverError> {
    let cipher = cipher(file_key, &nonce)?;
    to.extend_from_slice(&nonce);
    let mut number = 0;
    let mut rest = content;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        let sealed = cipher.encrypt(&of_chunk(number, after.is_empty()).into(), chunk);
        to.extend(sealed.map_err(|_| HandoverError::Damaged)?);
        if after.is_empty() {
            return Ok(());
        }
        (number, rest) = (number + 1, after);
    }
}

pub(crate) fn open(file_key: &FileKey, sealed: &[u8]) -> Result<Vec<u8>, HandoverError> {
    let (nonce, mut rest) = sealed.split_at_checked(16).ok_or(HandoverError::Damaged)?;
    let nonce = nonce.try_into().map_err(|_| HandoverError::Damaged)?;
    let cipher = cipher(file_key, nonce)?;
    let mut content = Vec::with_capacity(rest.len());
    let mut number = 0;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK + TAG));
        let opened = cipher.decrypt(&of_chunk(number, after.is_empty()).into(), chunk);
        let opened = opened.map_err(|_| HandoverError::Damaged)?;
        // Only a file with nothing in it ends with an empty chunk.
        if opened.is_empty() && number > 0 {
            return Err(HandoverError::Damaged);
        }
        content.extend(opened);
        if after.is_empty() {
            return Ok(content);
        }
        (number, rest) = (number + 1, after);
    }
}

fn cipher(file_key: &FileKey, nonce: &[u8; 16]) -> Result<ChaCha20Poly1305, HandoverError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(nonce), file_key.as_slice())
        .expand(b"payload", key.as_mut_slice())
        .map_err(|_| HandoverError::Damaged)?;
    ChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| HandoverError::Damaged)
}

/// The nonce of a chunk: its number in eleven bytes, the largest first, and whether it is the last.
fn of_chunk(number: u64, is_last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    for (to, byte) in nonce.iter_mut().skip(3).zip(number.to_be_bytes()) {
        *to = byte;
    }
    if let Some(last) = nonce.last_mut() {
        *last = u8::from(is_last);
    }
    nonce
}
