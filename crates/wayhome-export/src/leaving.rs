//! What the app's own ways out cannot carry: paper, the text for a case note, and the file that it opens again.

use crate::losses::{Beside, Ledger, LossKind, Losses};
use crate::outgoing::Outgoing;

/// Why a part beside the answers is lost.
type Why = (Beside, LossKind, &'static str);

const FOR_PEOPLE: &str = "Made for people to read; a program is better served by Wayhome JSON.";

/// The losses of a record as the app prints it: the answers, left out ones too, and who signed it; little of what was found.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, paper_losses};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let losses = paper_losses(&Outgoing::new(&session));
/// assert!(losses.lost.iter().any(|loss| loss.message == "What is due when: not printed."));
/// ```
#[must_use]
pub fn paper_losses(outgoing: &Outgoing<'_>) -> Losses {
    let mut ledger = Ledger::new(outgoing, "paper");
    ledger.carry_answers();
    for line in &outgoing.summary.left_out {
        ledger.keep(&line.question);
    }
    ledger.carry_beside(&[
        Beside::Training,
        Beside::Signed,
        Beside::Replaces,
        Beside::Carried,
        Beside::Cautions,
    ]);
    ledger.reduce_signature(true, false);
    let no = |part| (part, LossKind::NoField, "not printed");
    let reduced = |part, why| (part, LossKind::Reduced, why);
    // Of a signed record it is printed what was open, who approves, and what was late when it was signed.
    let (findings, approvals, deadlines) = match outgoing.signed {
        Some(_) => (
            reduced(Beside::Findings, "only the names of what was open are printed"),
            reduced(Beside::Approvals, "without the reasons"),
            reduced(Beside::Deadlines, "only what was late is printed"),
        ),
        None => (no(Beside::Findings), no(Beside::Approvals), no(Beside::Deadlines)),
    };
    let lost = [
        no(Beside::Id),
        reduced(Beside::Outcome, "only how much is open is printed"),
        findings,
        approvals,
        deadlines,
        no(Beside::Reasons),
        no(Beside::MadeWith),
    ];
    close(ledger, outgoing, &lost, FOR_PEOPLE)
}

/// The losses of [`case_note`](crate::case_note).
#[must_use]
pub fn case_note_losses(outgoing: &Outgoing<'_>) -> Losses {
    let mut ledger = Ledger::new(outgoing, "a case note");
    ledger.carry_answers();
    ledger.carry_beside(&[Beside::Training, Beside::Signed, Beside::Replaces, Beside::Carried]);
    ledger.reduce_signature(false, false);
    let no = |part| (part, LossKind::NoField, "not in the text");
    let reduced = |part, why| (part, LossKind::Reduced, why);
    let lost = [
        no(Beside::Id),
        no(Beside::Outcome),
        reduced(
            Beside::Findings,
            "without the reasons, what is met, what does not apply, and what cannot be told yet",
        ),
        reduced(Beside::Approvals, "without the reasons"),
        reduced(
            Beside::Deadlines,
            "without what to be careful about, how they stand to the law, and those that do not apply or cannot be told",
        ),
        no(Beside::Cautions),
        no(Beside::Reasons),
        reduced(Beside::MadeWith, "only the document and the day of the check"),
    ];
    close(ledger, outgoing, &lost, FOR_PEOPLE)
}

/// The losses of the file that the app saves and opens again: every answer is in it, also to questions that are not asked.
#[must_use]
pub fn saved_losses(outgoing: &Outgoing<'_>) -> Losses {
    let mut ledger = Ledger::new(outgoing, "a saved record");
    ledger.carry_answers();
    for id in outgoing.session.answers().keys() {
        ledger.keep(id);
    }
    for left in outgoing.left_out_before() {
        ledger.keep(&left.question);
    }
    ledger.carry_beside(&Beside::ALL);
    ledger.close("Tested: what is opened equals what was saved.")
}

/// Loses what of it is there.
fn close(mut ledger: Ledger<'_>, outgoing: &Outgoing<'_>, lost: &[Why], tried: &str) -> Losses {
    for (part, kind, why) in lost.iter().filter(|(part, ..)| part.is_there(outgoing)) {
        ledger.lose_beside(*part, *kind, why);
    }
    ledger.close(tried)
}
