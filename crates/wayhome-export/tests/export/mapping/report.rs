//! Fields that take something of the report: who signed, the edition, the plain text. What they leave out is said.

use serde_json::json;
use wayhome_export::mapping::{DateFormat, Mapping, Origin, Output, ReportPart, mapped};
use wayhome_export::{LossKind, Outgoing, Target};

use super::{field, mapping};
use crate::record;

#[test]
fn the_plain_text_in_a_field_loses_what_the_plain_text_loses() {
    let session = record::sample("visit-complete");
    let outgoing = Outgoing::new(&session);
    let of = |target: Target<'_>| {
        let lost = target.export(&outgoing).unwrap().losses.lost;
        lost.into_iter()
            .filter(|loss| matches!(loss.what.as_str(), "report.findings" | "report.deadlines"))
            .map(|loss| (loss.kind, loss.message))
            .collect::<Vec<_>>()
    };
    let text = mapping(Output::Flat, vec![field("text", Origin::Report(ReportPart::PlainText))]);
    let lost = of(Target::Mapping(&text));
    let said = [
        "Rules that are met: counted, and not listed one by one.",
        "Rules that do not apply: not listed.",
        "Dates that do not apply or cannot be told: not listed; only the answers that they need are.",
    ];
    assert_eq!(lost, said.map(|said| (LossKind::Reduced, said.to_owned())));
    assert_eq!(lost, of(Target::Text));
    assert_eq!(lost, of(Target::Page));
}

/// What the loss report of an empty home visit that two have signed says of a part, where a mapping has these fields.
#[track_caller]
fn says(parts: &[ReportPart], what: &str) -> Option<String> {
    let fields = parts.iter().map(|part| field("z", Origin::Report(*part))).collect();
    let session = record::session("newcastle", "visit", &json!({}));
    let signed = record::signed();
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed));
    let (_, losses) = mapped(&mapping(Output::Csv, fields), &outgoing).unwrap();
    let of: Vec<_> = losses.lost.into_iter().filter(|loss| loss.what == what).collect();
    let of: Vec<_> = of.into_iter().map(|loss| loss.message).collect();
    (!of.is_empty()).then(|| of.join(" "))
}

#[test]
fn a_name_is_not_the_whole_signature() {
    use ReportPart::{PlainText, SignedBy, SignedOn, SignedRole};
    for (parts, expected) in [
        (&[][..], "no field in the mapping “M”"),
        (&[SignedBy][..], "only the name"),
        (&[SignedOn][..], "only the day"),
        (
            &[SignedBy, SignedRole, SignedOn][..],
            "only the name, the role and the day",
        ),
    ] {
        let expected = format!("Who signed, and when: {expected}.");
        assert_eq!(says(parts, "signed"), Some(expected));
    }
    // A drawing has no place in text.
    let drawn = "Who signed, and when: that it was drawn, without the drawing.".to_owned();
    assert_eq!(says(&[SignedBy, PlainText], "signed"), Some(drawn));
}

#[test]
fn a_draft_goes_nowhere_as_if_it_were_signed() {
    use ReportPart::{PlainText, SignedBy};
    let session = record::session("newcastle", "visit", &json!({}));
    for (parts, is_lost) in [(&[][..], true), (&[SignedBy][..], false), (&[PlainText][..], false)] {
        let fields = parts.iter().map(|part| field("z", Origin::Report(*part))).collect();
        let (_, losses) = mapped(&mapping(Output::Flat, fields), &Outgoing::new(&session)).unwrap();
        let says = "That nobody has signed it: no field in the mapping “M”.";
        assert_eq!(
            losses.lost.iter().any(|loss| loss.message == says),
            is_lost,
            "{parts:?}"
        );
    }
}

#[test]
fn days_and_flags_of_the_report_are_written_as_the_answers_are() {
    let parts = [ReportPart::Today, ReportPart::SignedOn, ReportPart::Training];
    let fields = parts
        .iter()
        .map(|part| field(&format!("{part:?}"), Origin::Report(*part)));
    let mut written = mapping(Output::Flat, fields.collect());
    let session = record::session("newcastle", "visit", &json!({}));
    let signed = record::signed();
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed)).exercise(true);
    let values = |mapping: &Mapping| mapped(mapping, &outgoing).unwrap().0.json();
    let plain = json!({ "Today": "2026-03-02", "SignedOn": "2026-03-02", "Training": true });
    assert_eq!(values(&written), plain);
    written.dates = DateFormat::new("DD/MM/YYYY");
    written.yes_no = Some((json!("Y"), json!("N")));
    let shown = json!({ "Today": "02/03/2026", "SignedOn": "02/03/2026", "Training": "Y" });
    assert_eq!(values(&written), shown);
}

#[test]
fn a_hash_does_not_say_which_wayhome_it_was() {
    use ReportPart::{ProcedureHash, WayhomeVersion};
    let all = "Which edition of the procedure and of Wayhome checked it";
    let expected = format!("{all}: only the hash of the procedure.");
    assert_eq!(says(&[ProcedureHash], "made_with"), Some(expected));
    let expected = format!("{all}: only the version of Wayhome.");
    assert_eq!(says(&[WayhomeVersion], "made_with"), Some(expected));
    // The law beneath has an edition of its own.
    let expected = format!("{all}: only the hash of the procedure and the version of Wayhome.");
    assert_eq!(says(&[ProcedureHash, WayhomeVersion], "made_with"), Some(expected));
    assert_eq!(says(&[ReportPart::PlainText], "made_with"), None);
}
