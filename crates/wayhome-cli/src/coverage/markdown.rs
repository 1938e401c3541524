//! Coverage as a page: `docs/coverage.md`.

use std::fmt::Write as _;

use wayhome_engine::Level;
use wayhome_language::{KeeperKind, PlaceKind};

use super::text::kind;
use super::{Covered, ShownPlace};

const HEAD: &str = "# Coverage

Where each duty of the six documents is kept, and which [conformance cases](../tests/conformance/README.md) show it. Made by
`wayhome coverage --format markdown --cases tests/conformance`; a test fails where it is not fresh. A duty may be kept in several ways. Of a
deadline, \"met\" is in time and \"breached\" late. \"At a bound\" counts, among the cases of the other columns, those of the day before a bound, the day itself and the day after.

";

/// The whole page.
pub(super) fn page(all: &[Covered]) -> String {
    let mut page = HEAD.to_owned();
    page.push_str(
        "| | duties | in rules | in approval rows | in deadlines | under another id | partly in no record | in no record | in nothing | found later | silences | cases |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for covered in all {
        let counts = covered.counts;
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            covered.procedure,
            counts.duties,
            counts.rules,
            counts.rows,
            counts.deadlines,
            counts.elsewhere,
            counts.partly_guidance,
            counts.only_guidance,
            counts.uncovered,
            counts.found_later,
            counts.silences,
            counts.cases.map_or_else(String::new, |cases| cases.to_string()),
        );
    }
    for covered in all {
        section(&mut page, covered);
    }
    page
}

fn section(page: &mut String, covered: &Covered) {
    let _ = writeln!(page, "\n## {}: {}\n", covered.authority, covered.document);
    let later: Vec<&str> = covered
        .duties
        .iter()
        .filter(|duty| duty.found_later)
        .map(|duty| duty.id.as_str())
        .collect();
    if !later.is_empty() {
        let _ = writeln!(
            page,
            "Read in the document, not in our first list: {}.\n",
            later.join(", ")
        );
    }
    page.push_str(
        "| duty | kept by | level | what | where | met | breached | explained | to do | cannot tell | not applicable | at a bound |\n|---|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for duty in &covered.duties {
        if duty.places.is_empty() {
            let _ = writeln!(page, "| {} | **nothing** | | | | | | | | | | |", duty.id);
        }
        for place in &duty.places {
            row(page, place, &covered.document);
        }
    }
    if !covered.silences.is_empty() {
        page.push_str("\nWhere the document names nobody, the approval table says so:\n\n");
        for silence in &covered.silences {
            let _ = writeln!(page, "- {silence}");
        }
        if let Some(cases) = covered.counts.silent_cases {
            let _ = writeln!(page, "\n{cases} cases come out so.");
        }
    }
}

fn row(page: &mut String, shown: &ShownPlace, document: &str) {
    let place = &shown.place;
    let by = if place.kind == PlaceKind::Elsewhere {
        let names: Vec<String> = place
            .by
            .iter()
            .map(|by| format!("{} `{}`", keeper(by.kind), by.id))
            .collect();
        names.join(", ")
    } else {
        kind(place.kind).to_owned()
    };
    let says = match &place.because {
        Some(because) => format!("{} *{because}*", place.says),
        None => place.says.clone(),
    };
    let cite = if place.cite.document == document {
        place.cite.section.clone()
    } else {
        format!("{}, {}", place.cite.document, place.cite.section)
    };
    let level = place.level.map_or("", Level::word);
    let _ = write!(
        page,
        "| {} | {} | {level} | {} | {} |",
        place.id,
        cell(&by),
        cell(&says),
        cell(&cite)
    );
    match shown.cases {
        Some(cases) => {
            for (_, count) in cases.kinds() {
                if count == 0 {
                    page.push_str(" |");
                } else {
                    let _ = write!(page, " {count} |");
                }
            }
        }
        None => page.push_str(" | | | | | | |"),
    }
    page.push('\n');
}

/// A text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn keeper(kind: KeeperKind) -> &'static str {
    match kind {
        KeeperKind::Question => "the question",
        KeeperKind::Fact => "the fact",
        KeeperKind::Rule => "the rule",
        KeeperKind::Row => "the approval row",
        KeeperKind::Deadline => "the deadline",
        KeeperKind::Silence => "the declared silence",
    }
}
