//! The beginning of a file: the file key, wrapped under the passphrase, and a code over all of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use scrypt::Params;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{HandoverError, LARGEST_WORK_FACTOR, WORK_FACTOR};

/// The first line.
pub(crate) const VERSION: &[u8] = b"age-encryption.org/v1\n";

const SALT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";

/// The key of one file.
pub(crate) type FileKey = Zeroizing<[u8; 16]>;

/// An opened beginning, and what follows it.
pub(crate) struct Header<'a> {
    pub(crate) file_key: FileKey,
    pub(crate) rest: &'a [u8],
}

pub(crate) fn write(passphrase: &str, file_key: &FileKey, salt: [u8; 16]) -> Result<Vec<u8>, HandoverError> {
    let cipher = cipher(passphrase, &salt, WORK_FACTOR)?;
    // The key is fresh for each file, so that the nonce may be zero.
    let wrapped = cipher
        .encrypt(&[0; 12].into(), file_key.as_slice())
        .map_err(|_| HandoverError::Damaged)?;
    let mut header = VERSION.to_vec();
    let stanza = format!(
        "-> scrypt {} {WORK_FACTOR}\n{}\n---",
        BASE64.encode(salt),
        BASE64.encode(wrapped)
    );
    header.extend_from_slice(stanza.as_bytes());
    let code = code(file_key, &header)?.finalize().into_bytes();
    header.extend_from_slice(format!(" {}\n", BASE64.encode(code)).as_bytes());
    Ok(header)
}

pub(crate) fn read<'a>(passphrase: &str, sealed: &'a [u8]) -> Result<Header<'a>, HandoverError> {
    let rest = sealed.strip_prefix(VERSION).ok_or(HandoverError::NotAge)?;
    let (stanza, rest) = line(rest)?;
    let mut words = stanza.strip_prefix("-> ").ok_or(HandoverError::NotAge)?.split(' ');
    if words.next() != Some("scrypt") {
        return Err(HandoverError::NoPassphrase);
    }
    let (salt, work, None) = (words.next(), words.next(), words.next()) else {
        return Err(HandoverError::NotAge);
    };
    let salt: [u8; 16] = decode(salt.unwrap_or_default())?;
    let work = work_factor(work.unwrap_or_default())?;
    let (body, rest) = line(rest)?;
    let wrapped: [u8; 32] = decode(body)?;
    // A passphrase stands alone: a second recipient would be somebody who was not told of.
    let (end, rest) = line(rest)?;
    let said: [u8; 32] = decode(end.strip_prefix("--- ").ok_or(HandoverError::NotAge)?)?;
    let cipher = cipher(passphrase, &salt, work)?;
    let opened = cipher
        .decrypt(&[0; 12].into(), wrapped.as_slice())
        .map(Zeroizing::new)
        .map_err(|_| HandoverError::WrongPassphrase)?;
    let mut file_key = FileKey::default();
    if opened.len() != file_key.len() {
        return Err(HandoverError::NotAge);
    }
    file_key.copy_from_slice(&opened);
    let length = sealed.len() - rest.len();
    // Up to and with the three hyphens: without the space, the code in its 43 characters, and the end of the line.
    let covered = sealed.get(..length.saturating_sub(45)).unwrap_or_default();
    code(&file_key, covered)?
        .verify_slice(&said)
        .map_err(|_| HandoverError::WrongPassphrase)?;
    Ok(Header { file_key, rest })
}

/// The cipher that wraps the file key.
fn cipher(passphrase: &str, salt: &[u8; 16], work: u8) -> Result<ChaCha20Poly1305, HandoverError> {
    let params = Params::new(work, 8, 1).map_err(|_| HandoverError::TooMuchWork)?;
    let salt = [SALT_LABEL, salt].concat();
    let mut key = Zeroizing::new([0; 32]);
    scrypt::scrypt(passphrase.as_bytes(), &salt, &params, key.as_mut_slice())
        .map_err(|_| HandoverError::TooMuchWork)?;
    ChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| HandoverError::TooMuchWork)
}

/// The code over the beginning of a file.
fn code(file_key: &FileKey, header: &[u8]) -> Result<Hmac<Sha256>, HandoverError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, file_key.as_slice())
        .expand(b"header", key.as_mut_slice())
        .map_err(|_| HandoverError::Damaged)?;
    let mut code =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).map_err(|_| HandoverError::Damaged)?;
    code.update(header);
    Ok(code)
}

/// A line without its end, and what follows it.
fn line(bytes: &[u8]) -> Result<(&str, &[u8]), HandoverError> {
    let end = bytes
        .iter()
        .take(1_000)
        .position(|byte| *byte == b'\n')
        .ok_or(HandoverError::NotAge)?;
    let (line, rest) = bytes.split_at(end);
    let line = std::str::from_utf8(line).map_err(|_| HandoverError::NotAge)?;
    Ok((line, rest.get(1..).unwrap_or_default()))
}

/// Base64 without padding, in its one canonical way of writing.
fn decode<const N: usize>(text: &str) -> Result<[u8; N], HandoverError> {
    let bytes = BASE64.decode(text).map_err(|_| HandoverError::NotAge)?;
    bytes.try_into().map_err(|_| HandoverError::NotAge)
}

/// A decimal number without a sign or leading zeros.
fn work_factor(text: &str) -> Result<u8, HandoverError> {
    let is_plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let work: u8 = text.parse().ok().filter(|_| is_plain).ok_or(HandoverError::NotAge)?;
    if work > LARGEST_WORK_FACTOR {
        return Err(HandoverError::TooMuchWork);
    }
    Ok(work)
}
