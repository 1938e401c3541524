//! Reports as CSV: one row for each finding, approval and deadline.
//!
//! No row carries what a person wrote, and none says why: reasons quote answers, and who counts findings needs none.

use std::borrow::Cow;
use std::io;

use csv::Writer;
use wayhome_engine::{Citation, Moment, Report};
use wayhome_export::harmless_line;

use super::tally::{Counted as _, OUTCOMES, outcome_place};
use super::worker::Item;

/// The columns, which docs/checking-records.md explains. New ones are added at the end.
const COLUMNS: [&str; 23] = [
    "origin",
    "record",
    "procedure",
    "form",
    "today",
    "outcome",
    "kind",
    "source",
    "rule",
    "level",
    "state",
    "about",
    "needs",
    "starts",
    "due",
    "counted",
    "table",
    "approvers",
    "beside_the_law",
    "document",
    "section",
    "message",
    "training",
];

/// What differs from row to row; what a kind of row does not have stays empty.
#[derive(Default)]
struct Row<'a> {
    kind: &'static str,
    source: &'a str,
    rule: Cow<'a, str>,
    level: &'static str,
    state: &'static str,
    about: &'a [String],
    needs: &'a [String],
    starts: Option<Moment>,
    due: Option<Moment>,
    counted: Option<&'a str>,
    table: &'a str,
    approvers: Cow<'a, str>,
    beside_the_law: &'static str,
    cite: Option<&'a Citation>,
    message: &'a str,
}

/// The line that names the columns.
pub(super) fn head() -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut writer = Writer::from_writer(&mut head);
    writer.write_record(COLUMNS)?;
    writer.flush()?;
    drop(writer);
    Ok(head)
}

/// Adds the rows of one report. No cell holds a character that would steer a terminal, or a new line with which a record could begin a row of its own.
pub(super) fn write(to: &mut Vec<u8>, item: &Item<'_>, report: &Report) -> io::Result<()> {
    let origin = item.origin.to_string();
    let mut writer = Writer::from_writer(to);
    let today = report.today.to_string();
    let outcome = OUTCOMES.get(outcome_place(report.outcome)).map_or("", |(word, _)| word);
    let mut put = |row: &Row<'_>| -> io::Result<()> {
        let (about, needs) = (row.about.join("; "), row.needs.join("; "));
        let (starts, due) = (row.starts.map(iso), row.due.map(iso));
        let cells: [&str; COLUMNS.len()] = [
            &origin,
            report.record.as_deref().unwrap_or_default(),
            &report.procedure,
            &report.form,
            &today,
            outcome,
            row.kind,
            row.source,
            &row.rule,
            row.level,
            row.state,
            &about,
            &needs,
            starts.as_deref().unwrap_or_default(),
            due.as_deref().unwrap_or_default(),
            row.counted.unwrap_or_default(),
            row.table,
            &row.approvers,
            row.beside_the_law,
            row.cite.map_or("", |cite| &cite.document),
            row.cite.map_or("", |cite| &cite.section),
            row.message,
            if item.training { "true" } else { "" },
        ];
        for cell in cells {
            writer.write_field(harmless(&harmless_line(cell)).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
        Ok(())
    };
    for finding in &report.findings {
        put(&Row {
            kind: "finding",
            source: &finding.source,
            rule: Cow::Borrowed(&finding.rule),
            level: finding.level.word(),
            state: finding.state.word(),
            about: &finding.about,
            needs: &finding.needs,
            cite: Some(&finding.cite),
            message: &finding.message,
            ..Row::default()
        })?;
    }
    for approval in &report.approvals {
        let beside = report
            .comparisons
            .iter()
            .find(|compared| compared.table == approval.table);
        put(&Row {
            kind: "approval",
            source: &approval.source,
            rule: Cow::Owned(approval.rows.join("; ")),
            state: approval_state(approval.state),
            needs: &approval.needs,
            table: &approval.table,
            approvers: Cow::Owned(approval.approvers.join("; ")),
            beside_the_law: beside
                .filter(|_| approval.source == report.procedure)
                .map_or("", |compared| compared.local.word()),
            cite: approval.cite.as_ref(),
            message: &approval.message,
            ..Row::default()
        })?;
    }
    for due in &report.deadlines {
        put(&Row {
            kind: "deadline",
            source: &due.source,
            rule: Cow::Borrowed(&due.id),
            level: due.level.word(),
            state: due.state.word(),
            needs: &due.needs,
            starts: due.starts,
            due: due.due,
            counted: due.counted.as_deref(),
            cite: Some(&due.cite),
            message: &due.message,
            ..Row::default()
        })?;
    }
    writer.flush()
}

/// A cell that no spreadsheet takes for a formula. File names, record ids and misspelt question ids come from outside: where one begins
/// like a formula, an apostrophe goes before it, which spreadsheets understand as "this is text".
fn harmless(cell: &str) -> Cow<'_, str> {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(BEGINNINGS) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn approval_state(state: wayhome_engine::ApprovalState) -> &'static str {
    use wayhome_engine::ApprovalState::{CannotTell, Conflict, Decided, Silent};
    match state {
        Decided => "decided",
        CannotTell => "cannot_tell",
        Silent => "silent",
        Conflict => "conflict",
    }
}

fn iso(moment: Moment) -> String {
    match moment {
        Moment::Date(day) => day.to_string(),
        // As in JSON.
        Moment::DateTime(time) => time.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_begins_like_a_formula_is_marked_as_text() {
        for formula in ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for plain in ["", "R-2041", "visit.json, line 3", "a=b", "'=1"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
