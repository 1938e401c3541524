//! A record with its report as plain text: to paste into a case note.

use wayhome_engine::{Report, Session, words};

use crate::harmless::{harmless_line, harmless_lines};
use crate::outgoing::Outgoing;
use crate::signing::SignOff;
use crate::summary::{Line, Said, Summary, row, spoken};
use crate::told::{GroupKind, told};

/// A record with what was found, as plain text in short lines.
///
/// Questions without an answer stand together in one line, so that the note is as long as what was recorded. What is found stands without its
/// reasons: [`plain_text`] has those, too. [`case_note_losses`](crate::case_note_losses) says what it does not carry.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, case_note};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// session.set("seen_alone", true.into());
/// let note = case_note(&Outgoing::new(&session));
/// assert!(note.starts_with("HOME VISIT\n"));
/// assert!(note.contains("Spoken with alone: Yes\n"));
/// ```
#[must_use]
pub fn case_note(outgoing: &Outgoing<'_>) -> String {
    let (session, report) = (outgoing.session, &outgoing.report);
    let mut note = Note::default();
    note.begin(outgoing);
    note.signed(outgoing.signed);
    if let Some(replaces) = outgoing.replaces {
        note.line(&replaces.words());
    }
    if let Some(unchecked) = outgoing.unchecked_words() {
        note.line(&unchecked);
    }
    note.answers(&outgoing.summary);
    note.found(session, report, false);
    note.text
}

/// The plain-text twin of the readable page: all that stands there, in its order.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, plain_text};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let text = plain_text(&Outgoing::new(&session).exercise(true));
/// assert!(text.starts_with("TRAINING: AN EXERCISE, ABOUT NOBODY\n"));
/// ```
#[must_use]
pub fn plain_text(outgoing: &Outgoing<'_>) -> String {
    let (session, report) = (outgoing.session, &outgoing.report);
    let mut note = Note::default();
    note.begin(outgoing);
    if let Some(id) = &report.record {
        note.line(&format!("Record {id}"));
    }
    note.signed(outgoing.signed);
    if let Some(replaces) = outgoing.replaces {
        note.line(&replaces.words_with_id());
    }
    if let Some(unchecked) = outgoing.unchecked_words() {
        note.line(&unchecked);
    }
    let told = told(session.plan(), report);
    note.line(&told.outcome);
    note.line(&told.progress);
    note.found(session, report, true);
    note.answers(&outgoing.summary);
    for (heading, names) in outgoing.left_out_headed() {
        note.heading(heading);
        for name in names {
            note.line(&format!("- {name}"));
        }
    }
    note.heading("About this record");
    note.line(&told.met);
    for caution in &told.notes {
        note.line(&format!("Note: {caution}"));
    }
    note.line(&made_with(outgoing));
    note.text
}

/// What made an export, in a sentence or two.
pub(crate) fn made_with(outgoing: &Outgoing<'_>) -> String {
    let (plan, procedure) = (outgoing.session.plan(), outgoing.procedure());
    let law = plan.law().map_or_else(String::new, |law| {
        format!(
            ", and “{}”, compared with the law in {} (hash {})",
            law.id,
            words::written_month(&law.compared),
            law.hash
        )
    });
    let signed = outgoing.signed.into_iter();
    let others = signed.flat_map(|signed| signed.other_editions(plan));
    let signed: Vec<_> = others
        .map(|(source, hash)| format!(" It was signed under another edition of “{}” (hash {hash}).", source.id))
        .collect();
    let signed = signed.concat();
    format!(
        "Checked by Wayhome {} with the rules “{}”, compared with the document in {} (hash {}){law}.{signed}",
        env!("CARGO_PKG_VERSION"),
        procedure.id,
        words::written_month(&procedure.compared),
        procedure.hash
    )
}

/// The document that a record was checked by, and on which day, in a sentence or two.
pub(crate) fn checked_by(session: &Session, report: &Report) -> String {
    let procedure = session.plan().procedure();
    format!(
        "{}: {}. Checked on {}.",
        procedure.authority,
        procedure.document,
        words::date(report.today)
    )
}

#[derive(Default)]
struct Note {
    text: String,
}

impl Note {
    /// One line, whatever stands in an id or a name: a note is also printed on terminals.
    fn line(&mut self, words: &str) {
        self.text.push_str(&harmless_line(words));
        self.text.push('\n');
    }

    /// An answer, which has several lines where somebody wrote several. Those after the first are indented: none of them looks like a heading of the
    /// note's own, or like who signed.
    fn lines(&mut self, words: &str) {
        let words = harmless_lines(words);
        for (place, line) in words.split(['\n', '\u{2028}', '\u{2029}']).enumerate() {
            if place > 0 && !line.is_empty() {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn heading(&mut self, title: &str) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.line(&title.to_uppercase());
    }

    /// Whether it is an exercise, what it is, and what it was checked by.
    fn begin(&mut self, outgoing: &Outgoing<'_>) {
        if outgoing.training {
            self.heading("Training: an exercise, about nobody");
            self.text.push('\n');
        }
        self.heading(outgoing.session.plan().title());
        self.line(&checked_by(outgoing.session, &outgoing.report));
    }

    /// Who signed, and how: the young person, too.
    fn signed(&mut self, signed: Option<&SignOff>) {
        let Some(signed) = signed else {
            self.line("Draft. Not signed.");
            return;
        };
        self.line(&signed.words());
        for party in [Some(&signed.by), signed.young_person.as_ref()].into_iter().flatten() {
            self.line(&party.words());
        }
    }

    fn answers(&mut self, summary: &Summary) {
        for part in &summary.parts {
            let (given, missing): (Vec<_>, Vec<_>) = part.lines.iter().partition(|line| line.said != Said::NotProvided);
            self.heading(&part.title);
            for line in given {
                self.answer(line);
            }
            let missing: Vec<_> = missing.iter().map(|line| line.name.clone()).collect();
            if !missing.is_empty() {
                self.line(&format!("Not provided: {}.", missing.join("; ")));
            }
        }
    }

    fn answer(&mut self, line: &Line) {
        match &line.said {
            Said::Rows(rows) => {
                self.line(&format!("{}:", line.name));
                for cells in rows {
                    self.lines(&format!("- {}", row(cells)));
                }
            }
            said => self.lines(&format!("{}: {}", line.name, spoken(said))),
        }
    }

    fn found(&mut self, session: &Session, report: &Report, with_reasons: bool) {
        for group in told(session.plan(), report).groups {
            if !with_reasons && group.kind == GroupKind::CannotTell {
                continue;
            }
            self.heading(group.kind.title());
            for item in group.items {
                match item.reference {
                    Some(reference) => self.line(&format!("- {} [{reference}]", item.text)),
                    None => self.line(&format!("- {}", item.text)),
                }
                for detail in item.details.iter().filter(|_| with_reasons) {
                    self.line(&format!("  {detail}"));
                }
            }
        }
    }
}
