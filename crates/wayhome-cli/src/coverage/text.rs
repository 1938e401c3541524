//! Coverage for people at a terminal.

use std::fmt::Write as _;

use wayhome_engine::words;
use wayhome_language::PlaceKind;

use super::{Covered, ShownPlace};

/// All procedures, one after the other, with their counts first.
pub(super) fn page(all: &[Covered]) -> String {
    let mut page = String::new();
    for covered in all {
        let _ = writeln!(page, "{}: {}", covered.procedure, summary(covered));
        for duty in &covered.duties {
            let later = if duty.found_later { " (found later)" } else { "" };
            let nothing = if duty.places.is_empty() {
                ": nothing keeps it"
            } else {
                ""
            };
            let _ = writeln!(page, "  {}{later}{nothing}", duty.id);
            for place in &duty.places {
                let _ = writeln!(page, "    {}: {}", head(place), place.place.says);
                if let Some(because) = &place.place.because {
                    let _ = writeln!(page, "      {because}");
                }
                if let Some(cases) = place.cases {
                    let kinds = cases.kinds().into_iter().chain([("decides", cases.decides)]);
                    let kinds = kinds.filter(|(_, count)| *count > 0);
                    let kinds: Vec<_> = kinds.map(|(kind, count)| format!("{count} {kind}")).collect();
                    let kinds = if kinds.is_empty() {
                        "none".to_owned()
                    } else {
                        kinds.join(", ")
                    };
                    let _ = writeln!(page, "      cases: {kinds}");
                }
            }
        }
    }
    page
}

/// "56 duties: 40 in rules, 2 in approval rows, …"
pub(super) fn summary(covered: &Covered) -> String {
    let counts = covered.counts;
    let parts = [
        (counts.rules, "in rules"),
        (counts.rows, "in approval rows"),
        (counts.deadlines, "in deadlines"),
        (counts.elsewhere, "kept under another id"),
        (counts.partly_guidance, "of which a part shows in no record"),
        (counts.only_guidance, "that no record can show"),
        (counts.uncovered, "that nothing keeps"),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    format!("{} duties: {}", counts.duties, words::list(&parts, "and"))
}

/// "NEW-39a, rule, must, visit"
fn head(shown: &ShownPlace) -> String {
    let place = &shown.place;
    let mut parts = vec![place.id.clone(), kind(place.kind).to_owned()];
    parts.extend(place.level.map(|level| level.word().to_owned()));
    parts.extend(place.forms.iter().cloned());
    parts.extend(place.by.iter().map(|by| by.id.clone()));
    parts.join(", ")
}

/// What keeps it, in words.
pub(super) fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Rule => "rule",
        PlaceKind::Row => "approval row",
        PlaceKind::Deadline => "deadline",
        PlaceKind::Silence => "declared silence",
        PlaceKind::Elsewhere => "kept under another id",
        PlaceKind::Guidance => "no record can show it",
    }
}
