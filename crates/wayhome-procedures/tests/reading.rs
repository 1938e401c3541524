//! Our own reader of compiled procedures, beside the one that serde derives.

#![expect(clippy::unwrap_used, reason = "the whole file is test code, helpers included")]

use proptest::prelude::*;
use wayhome_engine::Procedure;
use wayhome_procedures::compiled;

#[test]
fn what_we_ship_reads_as_serde_reads_it() {
    for (id, json) in compiled() {
        let derived: Procedure = serde_json::from_str(json).unwrap();
        assert_eq!(Procedure::from_json(json.as_bytes()).as_ref(), Ok(&derived), "{id}");
        let spaced = serde_json::to_vec_pretty(&derived).unwrap();
        assert_eq!(Procedure::from_json(&spaced).as_ref(), Ok(&derived), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One byte changed, taken out or put in: what ours takes, serde takes alike; what serde alone takes is not as anybody writes it, such as
    /// a date without its noughts.
    #[test]
    fn both_readers_take_the_same(which in 0..6_usize, at in any::<prop::sample::Index>(), byte in prop::sample::select(br#"0159"{}[],:-.etnu\a "#.to_vec()), how in 0..3_u8) {
        let (_, json) = compiled()[which];
        let mut bytes = json.as_bytes().to_vec();
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => { bytes.remove(at); }
        }
        let derived = serde_json::from_slice::<Procedure>(&bytes).ok();
        let ours = Procedure::from_json(&bytes).ok();
        let as_written = derived.as_ref().is_some_and(|derived| serde_json::to_vec(derived).unwrap() == bytes);
        prop_assert!(ours == derived || ours.is_none() && !as_written, "at {at} of {which}");
    }
}
