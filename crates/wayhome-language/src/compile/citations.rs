//! Where something is written, and which forms it belongs to.

use wayhome_engine::Citation;

use super::{Compiler, template};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{document as shape, lint, name as codes};
use crate::document::parts::CitePart;
use crate::document::shapes::{Placed, TextOr, Written, written};
use crate::document::text::Text;

impl Compiler<'_> {
    /// A section of this document, or of another.
    pub(super) fn citation(&mut self, cite: Option<&Placed<TextOr<CitePart>>>) -> Citation {
        let document = self.document.procedure.document.value.clone();
        let own = |section: String| Citation {
            document: document.clone(),
            section,
            quoted: None,
            correct: None,
        };
        let citation = match cite.map(written) {
            Some(Written::Text(section)) => own(section.value),
            Some(Written::More(part)) => Citation {
                document: part
                    .document
                    .as_ref()
                    .map_or(document, |document| document.value.clone()),
                section: part.section.value.clone(),
                quoted: part.quoted.as_ref().map(|quoted| quoted.value.clone()),
                correct: part.correct.as_ref().map(|correct| correct.value.clone()),
            },
            None => own(String::new()),
        };
        if let (Some(place), true) = (cite, citation.quoted.is_some() != citation.correct.is_some()) {
            let message = "what a document cites wrongly stands beside what is right";
            self.reports.push(
                Report::new(&shape::CONFLICTING_KEYS, &place.span(), message).help("write both `quoted` and `correct`"),
            );
        }
        if let (Some(place), true) = (cite, citation.document.is_empty() || citation.section.is_empty()) {
            let report = Report::new(&shape::MISSING, &place.span(), "the citation is empty");
            self.reports
                .push(report.help("name the section, paragraph or heading where it is written"));
        } else if let (Some(place), true) = (
            cite,
            is_placeholder(&citation.document)
                || is_placeholder(&citation.section)
                || template::is_left(&citation.section, &self.document.procedure),
        ) {
            let report = Report::new(&lint::NO_CITATION, &place.span(), "this names no place in a document");
            self.reports
                .push(report.help("name the section, paragraph or heading where it is written"));
        }
        citation
    }

    /// The forms of a rule or deadline: `form` or `forms`.
    pub(super) fn forms_of(&mut self, id: &Text, one: Option<&Text>, several: Option<&Vec<Text>>) -> Vec<String> {
        let named: Vec<&Text> = one.into_iter().chain(several.into_iter().flatten()).collect();
        if let (Some(one), Some(_)) = (one, several) {
            let report = Report::new(
                &shape::CONFLICTING_KEYS,
                &one.span,
                "`form` and `forms` exclude each other",
            );
            self.reports.push(report.help("put all forms into `forms`"));
        }
        if named.is_empty() {
            let report = Report::new(
                &shape::MISSING,
                &id.span,
                format!("`form` of {} is missing or empty", id.value),
            );
            self.reports
                .push(report.help("add form = \"visit\", or forms = [\"visit\", \"review\"]"));
        }
        self.known_forms(&named)
    }

    /// Reports forms that there are not, and forms named twice.
    pub(super) fn known_forms(&mut self, named: &[&Text]) -> Vec<String> {
        let mut found: Vec<String> = Vec::with_capacity(named.len());
        for form in named {
            if !self.forms.contains(&form.value) {
                let report = Report::new(
                    &codes::UNKNOWN_FORM,
                    &form.span,
                    format!("there is no form \"{}\"", form.value),
                );
                let known = self.forms.iter().map(String::as_str);
                self.reports.push(report.suggest_or_all(&form.value, known));
            } else if found.contains(&form.value) {
                let report = Report::new(
                    &codes::DECLARED_TWICE,
                    &form.span,
                    format!("the form {} is named twice", form.value),
                );
                self.reports.push(report.help("leave one of them out"));
            } else {
                found.push(form.value.clone());
            }
        }
        found
    }
}

/// Does this stand for a citation that was left for later: nothing that can be read, or a word that people leave for themselves?
fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 7] = ["TODO", "TBC", "TBD", "FIXME", "XXX", "HERE", "PLACEHOLDER"];
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    !text.chars().any(char::is_alphanumeric) || words.any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_was_left_for_later_is_no_citation() {
        for left in [
            " ",
            "…",
            "...",
            "§",
            "?",
            "TODO",
            "§ TODO",
            "TBC: which?",
            "HERE",
            "paragraph XXX",
        ] {
            assert!(is_placeholder(left), "{left}");
        }
        for cited in [
            "§1.4",
            "2",
            "Living here",
            "Ratifying the decisions",
            "Todo list",
            "Section 20, paragraph 8",
        ] {
            assert!(!is_placeholder(cited), "{cited}");
        }
    }
}
