//! Rows and headers that another implementation (Node's OpenSSL) seals to the same bytes.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::fake::{FakeStore, NativeCrypto, created, now};
use wayhome_vault::sealed::{Place, open, seal_with};
use wayhome_vault::{Crypto, DocumentId, Header, Kdf, Moment, RawKey, Revision, Slot};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn counting<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|place| from + u8::try_from(place).unwrap())
}

#[test]
fn a_document() {
    let crypto = NativeCrypto::default();
    let key = now(crypto.import(&RawKey::new(counting(0)))).unwrap();
    let place = Place {
        app: "wayhome",
        kind: "document",
        id: "d1",
        revision: Revision(7),
        slot: Slot::A,
    };
    let row = now(seal_with(&crypto, &key, place, counting(0), b"Known answer")).unwrap();
    assert_eq!(
        hex(&row),
        "01000000000000000741000102030405060708090a0b0c6cb96cabc5a375fe36f2f94383df9af6ea0d8a878a592552f05591"
    );
    let opened = now(open(&crypto, &key, ("wayhome", "document", "d1", Slot::A), &row));
    assert_eq!(opened, Ok((Revision(7), b"Known answer".to_vec())));
}

#[test]
fn a_wrapped_key() {
    let crypto = NativeCrypto::default();
    let parts = (Kdf::ARGON2ID, 1, counting(0x10), counting(0xa0));
    let (wrapping, data_key) = (RawKey::new(counting(0x40)), RawKey::new(counting(0)));
    let header = now(Header::wrap(&crypto, "wayhome", parts, &wrapping, &data_key)).unwrap();
    assert_eq!(
        hex(&header.to_bytes()),
        "57485631086172676f6e3269640000b800000000030000000100000001101112131415161718191a1b1c1d1e1fa0a1a2a3a4a5a6a7a8a9aa\
         abd78e043ce6ee9a2a71664bf585b13ef9ff06e7d4f87a933afac5f481f5df60e783e8ab07504c66190aa066f90648f1f8"
    );
    let read = Header::parse(&header.to_bytes()).unwrap();
    assert_eq!(now(read.unwrap(&crypto, "wayhome", &wrapping)), Ok(data_key));
}

/// 100,000 writes use 200,000 vectors: one for the document, one for the index.
#[test]
fn a_hundred_thousand_writes_use_no_vector_twice() {
    let store = FakeStore::default();
    let vault = created(&store);
    let id = DocumentId::new("a").unwrap();
    let mut vectors = BTreeSet::new();
    let mut basis = None;
    for write in 0..100_000_u32 {
        basis = Some(now(vault.put(&id, b"text", basis, Moment(1))).unwrap().revision);
        for slot in ["A", "B"] {
            for row in ["document/a", "index"] {
                if let Some(row) = store.rows.borrow().get(&format!("{row}/{slot}")) {
                    vectors.insert(row[10..22].to_vec());
                }
            }
        }
        assert_eq!(
            vectors.len(),
            2 * write as usize + 3,
            "one for the document, one for the index, at write {write}"
        );
    }
}
