//! Words that a file may leave out: titles of forms and approval tables, and what an approval row says.

use wayhome_engine::{ApprovalRow, Level, Seniority, words};

use super::Compiler;
use crate::diagnostics::Report;
use crate::diagnostics::codes::document as shape;
use crate::document::parts::{ApprovalPart, FormPart, RowPart};
use crate::document::text::Text;

/// The forms that procedures share, so that a local one and the law beneath it meet, and their titles.
pub(super) const TITLES: [(&str, &str); 5] = [
    ("visit", "Home visit"),
    ("decision", "Decision to return home"),
    ("plan", "Assessment and support plan"),
    ("unplanned", "Unplanned return"),
    ("review", "Review after the return"),
];

/// A form's own title, or that of the shared form.
fn title_of(form: &FormPart) -> Option<&str> {
    let shared = || {
        TITLES
            .iter()
            .find(|(id, _)| *id == form.id.value)
            .map(|(_, title)| *title)
    };
    form.title.as_ref().map(Text::as_str).or_else(shared)
}

impl Compiler<'_> {
    /// The title of a form; reports a form of another name than the shared ones that has none.
    pub(super) fn form_title(&mut self, form: &FormPart) -> String {
        let title = title_of(form);
        if title.is_none() {
            let message = format!("`title` of the form {} is missing", form.id.value);
            self.reports
                .push(Report::new(&shape::MISSING, &form.id.span, message).help("add title = …"));
        }
        title.unwrap_or_default().to_owned()
    }

    /// The title of an approval table: of `decision` as of any procedure's, of another that of its first form.
    pub(super) fn table_title(&self, id: &Text, part: &ApprovalPart, forms: &[String]) -> String {
        let own = part.title.as_ref().map(Text::as_str);
        let forms = forms.iter().filter(|_| id.value != "decision");
        let first = forms
            .filter_map(|form| self.document.forms.iter().find(|known| known.id.value == *form))
            .find_map(title_of);
        own.or(first).unwrap_or("The decision to return home").to_owned()
    }

    /// What a row says: its own words, or who approves.
    pub(super) fn row_says(&self, part: &RowPart, row: &ApprovalRow, seniority: &Seniority) -> String {
        if let Some(says) = &part.says {
            return says.value.clone();
        }
        if row.none_required {
            return "No approval is needed.".to_owned();
        }
        let roles: Vec<String> = row.named().map(|role| self.role_label(role)).collect();
        let more = if seniority.named_above(&row.by, row.at_least.as_ref()) {
            ", or someone more senior,"
        } else {
            ""
        };
        let asks = match part.level {
            None | Some(Level::Must) => "must approve",
            Some(Level::Should) => "should approve",
            Some(Level::Consider) => "may be asked to approve",
        };
        format!("The {}{more} {asks}.", words::list(&roles, "or"))
    }
}
