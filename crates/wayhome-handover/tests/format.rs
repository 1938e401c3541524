//! Files of the format: that other programs open them, and this crate theirs, is shown in tests/browser/handover.journey.mjs.
#![expect(clippy::unwrap_used, reason = "the whole program is test code, helpers included")]

use std::sync::OnceLock;

use wayhome_handover::{HandoverError, RANDOM_BYTES, is_armoured, is_sealed, open, seal};

const PASSPHRASE: &str = "otter lantern Tuesday quilt";

fn random() -> [u8; RANDOM_BYTES] {
    std::array::from_fn(|place| u8::try_from(place * 5 % 256).unwrap())
}

/// One sealed file for all tests that change one: sealing is slow on purpose.
fn sealed() -> &'static [u8] {
    static SEALED: OnceLock<Vec<u8>> = OnceLock::new();
    SEALED.get_or_init(|| seal(PASSPHRASE, b"a record about nobody", &random()).unwrap())
}

/// A file under twelve spaces with little work, made by a program that shares no code with this crate.
fn under_twelve_spaces() -> Vec<u8> {
    let header = "age-encryption.org/v1\n\
        -> scrypt AAECAwQFBgcICQoLDA0ODw 4\n\
        bist0eVyyDrvvBSQ79gCWVpr2n2Vw54y7/oP/XcCUl0\n\
        --- 8UYwZ/ssVLcAXxcmPwLXu5HTTvEmN5xedOdL3hPEtwk\n";
    let payload: [u8; 40] = [
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 189, 211, 182, 130, 245, 4, 82, 255, 3, 197,
        68, 78, 80, 238, 194, 41, 181, 52, 129, 202, 31, 244, 63, 176,
    ];
    [header.as_bytes(), &payload].concat()
}

#[track_caller]
fn refused(sealed: &[u8], error: HandoverError) {
    assert_eq!(open(PASSPHRASE, sealed), Err(error));
}

#[test]
fn content_of_any_length_comes_back_as_it_was() {
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072] {
        let content: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect();
        let sealed = seal(PASSPHRASE, &content, &random()).unwrap();
        assert!(is_sealed(&sealed) && !is_armoured(&sealed));
        assert_eq!(open(PASSPHRASE, &sealed).unwrap(), content, "{length}");
    }
}

#[test]
fn a_short_passphrase_seals_nothing() {
    assert_eq!(
        seal("thirteen char", b"", &random()),
        Err(HandoverError::ShortPassphrase)
    );
}

#[test]
fn a_passphrase_of_a_few_signs_seals_nothing() {
    let plain = [
        "              ",
        "\u{a0}\t \u{2003}\u{3000}\r\n\u{85} \t\t\t\t\t",
        "aaaaaaaaaaaaaa",
        "abcdeabcdeabcd",
        "AaBbCcDdEeAaBb",
    ];
    for passphrase in plain {
        let sealed = seal(passphrase, b"", &random());
        assert_eq!(sealed, Err(HandoverError::PlainPassphrase), "{passphrase:?}");
    }
    assert!(seal("abcdefabcdefab", b"", &random()).is_ok());
}

#[test]
fn what_another_program_sealed_under_a_poor_passphrase_opens() {
    assert_eq!(open("            ", &under_twelve_spaces()).unwrap(), b"a record");
}

#[test]
fn whatever_is_changed_or_cut_off_opens_nothing() {
    let whole = sealed();
    let end_of_header = whole.windows(4).position(|part| part == b"\n---").unwrap() + 4;
    for place in [
        22,
        30,
        45,
        end_of_header - 20,
        end_of_header + 10,
        whole.len() - 40,
        whole.len() - 1,
    ] {
        let mut changed = whole.to_vec();
        changed[place] ^= 1;
        assert!(open(PASSPHRASE, &changed).is_err(), "{place}");
    }
    for length in [0, 10, 22, 60, end_of_header, whole.len() - 30, whole.len() - 1] {
        assert!(open(PASSPHRASE, &whole[..length]).is_err(), "{length}");
    }
    refused(&[whole, b"more"].concat(), HandoverError::Damaged);
    assert_eq!(
        open("otter lantern Tuesday quilts", whole),
        Err(HandoverError::WrongPassphrase)
    );
}

#[test]
fn a_chunk_cannot_be_left_out() {
    let content = vec![7; 3 * 65_536];
    let sealed = seal(PASSPHRASE, &content, &random()).unwrap();
    let chunk = 65_536 + 16;
    let without_the_last = &sealed[..sealed.len() - chunk];
    refused(without_the_last, HandoverError::Damaged);
    let start = sealed.len() - 3 * chunk;
    let without_the_second = [&sealed[..start + chunk], &sealed[start + 2 * chunk..]].concat();
    refused(&without_the_second, HandoverError::Damaged);
}

#[test]
fn what_is_not_for_a_passphrase_or_asks_for_too_much_is_refused_before_any_work() {
    let with = |stanza: &str| format!("age-encryption.org/v1\n{stanza}\n");
    refused(b"", HandoverError::NotAge);
    refused(b"PK\x03\x04", HandoverError::NotAge);
    let armoured = b"\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCg==\n";
    assert!(is_armoured(armoured) && !is_sealed(armoured));
    refused(armoured, HandoverError::NotAge);
    assert_eq!(
        HandoverError::NotAge.to_string(),
        "This is not an age file, or its beginning is damaged. Ask for it again."
    );
    refused(with("-> X25519 abc").as_bytes(), HandoverError::NoPassphrase);
    let salt = "AAAAAAAAAAAAAAAAAAAAAA";
    refused(
        with(&format!("-> scrypt {salt} 40")).as_bytes(),
        HandoverError::TooMuchWork,
    );
    for work in ["", "0", "017", "-1", "+17", "x", "300"] {
        refused(
            with(&format!("-> scrypt {salt} {work}")).as_bytes(),
            HandoverError::NotAge,
        );
    }
    // Base64 that is not in its canonical form could be changed without notice.
    refused(
        with("-> scrypt AAAAAAAAAAAAAAAAAAAAAB 17").as_bytes(),
        HandoverError::NotAge,
    );
    refused(
        with(&format!("-> scrypt {salt} 17 more")).as_bytes(),
        HandoverError::NotAge,
    );
}
