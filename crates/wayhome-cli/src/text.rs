//! A report on a terminal: plain enough to paste into an e-mail.

use std::fmt::Write as _;

use wayhome_engine::{Plan, Report, words};
use wayhome_export::{harmless_line, told};

/// How wide a line is.
const WIDTH: usize = 88;

/// The whole report.
pub(crate) fn report(origin: &str, plan: &Plan, report: &Report) -> String {
    let told = told(plan, report);
    let procedure = plan.procedure();
    let mut page = Page::default();
    page.line(0, &format!("{} · {}", plan.title(), procedure.authority));
    page.line(
        0,
        &format!(
            "{} ({}), compared {}",
            procedure.document,
            procedure.dated.as_deref().unwrap_or("undated"),
            words::written_month(&procedure.compared)
        ),
    );
    page.line(0, &format!("{origin} · checked as on {}", words::date(report.today)));
    page.gap();
    page.line(0, &told.outcome);
    page.line(0, &told.progress);
    for group in &told.groups {
        page.gap();
        let title = group.kind.title().to_uppercase();
        if group.kind.is_counted() {
            page.line(0, &format!("{title} ({})", group.items.len()));
        } else {
            page.line(0, &title);
        }
        for item in &group.items {
            page.line(0, &format!("- {}", item.text));
            for detail in &item.details {
                page.line(2, detail);
            }
            if let Some(reference) = &item.reference {
                page.line(2, &format!("[{reference}]"));
            }
        }
    }
    page.gap();
    page.line(0, &told.met);
    for note in &told.notes {
        page.line(0, &format!("Note: {note}"));
    }
    page.gap();
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, wrapped; the lines of a list item after its first stand under its text.
    fn line(&mut self, indent: usize, text: &str) {
        let hanging = indent + if text.starts_with("- ") { 2 } else { 0 };
        let mut width = indent;
        self.text.push_str(&" ".repeat(indent));
        for (place, word) in text.split_whitespace().enumerate() {
            let length = word.chars().count();
            if place > 0 && width + 1 + length > WIDTH {
                let _ = write!(self.text, "\n{}", " ".repeat(hanging));
                width = hanging;
            } else if place > 0 {
                self.text.push(' ');
                width += 1;
            }
            self.text.push_str(&harmless_line(word));
            width += length;
        }
        self.text.push('\n');
    }
}
