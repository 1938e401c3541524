//! Where values go: no two to one place, and none into another.

use std::ops::Range;

use wayhome_export::mapping::Output;

use super::Compiler;
use crate::diagnostics::Report;
use crate::diagnostics::codes::mapping as codes;
use crate::document::mapping::RowsPart;
use crate::document::text::Text;

/// The places that values go to, each with where it is written.
#[derive(Debug, Default)]
pub(super) struct Places {
    taken: Vec<(Vec<String>, Range<usize>)>,
}

impl Places {
    /// Takes a place; where it lies in another, or another in it, says where that is written.
    fn take(&mut self, to: &[String], span: &Range<usize>) -> Option<Range<usize>> {
        let clash = self
            .taken
            .iter()
            .find(|(other, _)| other.starts_with(to) || to.starts_with(other));
        if let Some((_, span)) = clash {
            return Some(span.clone());
        }
        self.taken.push((to.to_vec(), span.clone()));
        None
    }
}

impl Compiler<'_> {
    /// The place of a value, among those of the whole or within a row.
    pub(super) fn place(&mut self, to: &Text, within: Option<&mut Places>) -> Option<Vec<String>> {
        let path: Vec<String> = if self.output == Output::Json {
            to.value.split('.').map(str::to_owned).collect()
        } else {
            vec![to.value.clone()]
        };
        if path.iter().any(|step| step.trim().is_empty()) {
            let message = format!("\"{}\" has an empty step", to.value);
            let report = Report::new(&codes::CLASH, &to.span, message);
            self.reports
                .push(report.help("write something before, between and after dots"));
            return None;
        }
        let clash = within.unwrap_or(&mut self.places).take(&path, &to.span);
        if let Some(other) = clash {
            let message = format!("\"{}\" goes where another value goes already, or into it", to.value);
            let report = Report::new(&codes::CLASH, &to.span, message).note(&other, "this one");
            self.reports
                .push(report.help("choose another place for one of the two"));
            return None;
        }
        Some(path)
    }

    /// The place of rows: a list in nested JSON, else none of their own.
    pub(super) fn rows_place(&mut self, part: &RowsPart) -> Option<Vec<String>> {
        let complain =
            |span: &Range<usize>, message: &str, help: &str| Report::new(&codes::ROWS, span, message).help(help);
        if self.output == Output::Json {
            let Some(to) = &part.to else {
                let report = complain(&part.question.span, "rows go to a list in nested JSON", "add to = …");
                self.reports.push(report);
                return None;
            };
            return self.place(to, None);
        }
        if let Some(to) = &part.to {
            let report = complain(
                &to.span,
                "`to` of rows is for nested JSON",
                "leave it out: each column says where it goes",
            );
            self.reports.push(report);
        }
        if self.output == Output::Csv && part.most.is_none() {
            let message = "a table has the same columns for each record";
            let report = complain(
                &part.question.span,
                message,
                "add most = …, how many rows there is room for",
            );
            self.reports.push(report);
        }
        for field in &part.field {
            if !field.to.value.contains("{number}") {
                let message = "each row would go to the same place";
                self.reports.push(complain(
                    &field.to.span,
                    message,
                    "write {number} where the number of the row stands",
                ));
            }
        }
        Some(Vec::new())
    }
}
