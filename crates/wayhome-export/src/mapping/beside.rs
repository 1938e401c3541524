//! What a mapping carries beside the answers: the whole of a thing, or a part of it.

use wayhome_engine::words;

use super::{Mapping, Origin, ReportPart};
use crate::losses::{Beside, Ledger, LossKind};
use crate::outgoing::Outgoing;

/// All that the plain text says.
const IN_PLAIN_TEXT: [Beside; 11] = [
    Beside::Id,
    Beside::Findings,
    Beside::Approvals,
    Beside::Deadlines,
    Beside::Cautions,
    Beside::Reasons,
    Beside::Outcome,
    Beside::Signed,
    Beside::Replaces,
    Beside::Carried,
    Beside::MadeWith,
];

/// Tells the ledger what the fields of a mapping carry beside the answers. One field for the name of who signed does not carry the day.
pub(super) fn settle(mapping: &Mapping, outgoing: &Outgoing<'_>, ledger: &mut Ledger<'_>) {
    let has = |wanted| {
        let is_it = |from: &Origin| matches!(from, Origin::Report(part) if *part == wanted);
        mapping.fields.iter().any(|field| is_it(&field.from))
    };
    for (part, carried) in [
        (ReportPart::Id, Beside::Id),
        (ReportPart::Training, Beside::Training),
        (ReportPart::Outcome, Beside::Outcome),
        (ReportPart::Replaces, Beside::Replaces),
    ] {
        if has(part) {
            ledger.carry_beside(&[carried]);
        }
    }
    if has(ReportPart::PlainText) {
        ledger.carry_beside(&IN_PLAIN_TEXT);
        ledger.carry_answers();
        ledger.reduce_to_page();
        ledger.reduce_signature(false, true);
        return;
    }
    let named = |parts: &[(ReportPart, &str)]| -> Vec<String> {
        let there = parts.iter().filter(|(part, _)| has(*part));
        there.map(|(_, name)| (*name).to_owned()).collect()
    };
    // How somebody signed, and the young person, have no field in any mapping: the three together are not the whole either.
    let signed = named(&[
        (ReportPart::SignedBy, "the name"),
        (ReportPart::SignedRole, "the role"),
        (ReportPart::SignedOn, "the day"),
    ]);
    if outgoing.signed.is_some() {
        lose_the_rest(ledger, Beside::Signed, &signed);
    } else if !signed.is_empty() {
        ledger.carry_beside(&[Beside::Draft]);
    }
    let made_with = named(&[
        (ReportPart::ProcedureHash, "the hash of the procedure"),
        (ReportPart::WayhomeVersion, "the version of Wayhome"),
    ]);
    // No field names the edition of the law.
    if made_with.len() == 2 && outgoing.procedure().floor.is_none() {
        ledger.carry_beside(&[Beside::MadeWith]);
    } else {
        lose_the_rest(ledger, Beside::MadeWith, &made_with);
    }
}

/// Of a thing only these parts are carried. Where it is none, the ledger says itself that there is no field for it.
fn lose_the_rest(ledger: &mut Ledger<'_>, of: Beside, carried: &[String]) {
    if !carried.is_empty() {
        let why = format!("only {}", words::list(carried, "and"));
        ledger.lose_beside(of, LossKind::Reduced, &why);
    }
}
