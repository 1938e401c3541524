//! Roles, designations and seniority.

use std::ops::Range;

use wayhome_engine::{Designation, Kind, OptionList, Seniority};

use super::Compiler;
use crate::diagnostics::codes::{expression, name as codes, types};
use crate::diagnostics::{Report, closest};
use crate::document::text::Text;

/// The role that nobody is but by nomination: a record asks beside it whether whoever approved was nominated in writing.
const NOMINATED: &str = "nominated_officer";

/// The list of options that roles are taken from.
pub(super) const ROLES: &str = "roles";

impl Compiler<'_> {
    pub(super) fn seniority(&mut self) -> Seniority {
        let document = self.document;
        let mut designations: Vec<Designation> = Vec::new();
        for (id, held_by) in &document.designations {
            if !self.is_designation(id) {
                continue;
            }
            if held_by.is_empty() {
                let message = format!("`{}` lists no post that holds it", id.value);
                self.misused(&id.span, message, "list the posts that ordinarily hold it");
            }
            let held_by = held_by.iter().filter_map(|role| self.holder(role)).collect();
            designations.push(Designation {
                id: id.value.clone(),
                held_by,
            });
        }
        let mut ladder: Vec<String> = Vec::with_capacity(document.ladder.len());
        for role in &document.ladder {
            let Some(id) = self.post(role) else { continue };
            if self.names_a_designation(&id) {
                let message = format!("{id} is a designation, which has no place of its own on the ladder");
                let help = format!("write beside the ladder who holds it: {id} = [\"…\"]");
                self.misused(&role.span, message, &help);
            } else if ladder.contains(&id) {
                let report = Report::new(
                    &codes::DECLARED_TWICE,
                    &role.span,
                    format!("{id} stands twice on the ladder"),
                );
                self.reports.push(report.help("leave one of them out"));
            } else {
                ladder.push(id);
            }
        }
        Seniority { ladder, designations }
    }

    /// A post that holds a designation.
    fn holder(&mut self, role: &Text) -> Option<String> {
        if self.names_a_designation(&role.value) {
            let message = format!("{} is a designation, and not a post that holds one", role.value);
            self.misused(&role.span, message, "list posts, such as those of the ladder");
            return None;
        }
        self.post(role)
    }

    /// Is this a designation, declared or not?
    fn names_a_designation(&self, role: &str) -> bool {
        role == NOMINATED || self.document.designations.iter().any(|(id, _)| id.value == role)
    }

    /// Those who may approve: a designation among them says in `[seniority]` who holds it. Without that nobody could tell how senior it is, and a record
    /// that names one of its holders would be of another approver.
    pub(super) fn designations_declared(&mut self, by: &[Text]) {
        let declared = |role: &Text| self.document.designations.iter().any(|(id, _)| id.value == role.value);
        let open: Vec<&Text> = by
            .iter()
            .filter(|role| role.value == NOMINATED && !declared(role))
            .collect();
        for role in open {
            let message = format!("{NOMINATED} is a designation, and [seniority] does not say who holds it");
            let help = format!("add the posts that ordinarily hold it to [seniority]: {NOMINATED} = [\"…\"]");
            self.misused(&role.span, message, &help);
        }
    }

    fn misused(&mut self, span: &Range<usize>, message: String, help: &str) {
        self.reports
            .push(Report::new(&types::DESIGNATION, span, message).help(help));
    }

    /// A key of `[seniority]` besides the ladder. It has to be a role, so that a misspelt key is not taken for a new designation, and so that
    /// a record can name whoever approved by it.
    fn is_designation(&mut self, id: &Text) -> bool {
        let options = self.roles().into_iter().flat_map(|list| &list.options);
        let known: Vec<&str> = options.map(|option| option.id.as_str()).collect();
        if known.contains(&id.as_str()) {
            return true;
        }
        let message = format!(
            "`{}` is neither `ladder` nor a role, so it cannot be a designation",
            id.value
        );
        let report = Report::new(&codes::UNKNOWN_ROLE, &id.span, message);
        let report = match closest(&id.value, known.into_iter().chain(["ladder"])) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report.help("a designation is an option of the list \"roles\", such as nominated_officer"),
        };
        self.reports.push(report);
        false
    }

    fn roles(&self) -> Option<&OptionList> {
        self.names.option_lists().iter().find(|list| list.id == ROLES)
    }

    /// A role that is a post: an option of the list.
    fn post(&mut self, role: &Text) -> Option<String> {
        self.role_among(role, &[])
    }

    /// A role or designation that may approve or be told.
    pub(super) fn role(&mut self, role: &Text, seniority: &Seniority) -> Option<String> {
        let designations: Vec<&str> = seniority
            .designations
            .iter()
            .map(|designation| designation.id.as_str())
            .collect();
        self.role_among(role, &designations)
    }

    fn role_among(&mut self, role: &Text, others: &[&str]) -> Option<String> {
        let options = self
            .roles()
            .into_iter()
            .flat_map(|list| &list.options)
            .map(|option| option.id.as_str());
        let mut known: Vec<&str> = options.collect();
        // A designation is an option of the list as well.
        let more: Vec<&str> = others.iter().copied().filter(|other| !known.contains(other)).collect();
        known.extend(more);
        if known.contains(&role.as_str()) {
            return Some(role.value.clone());
        }
        let report = Report::new(
            &codes::UNKNOWN_ROLE,
            &role.span,
            format!("there is no role \"{}\"", role.value),
        );
        let report = report.suggest_or_all(&role.value, known);
        self.reports.push(report);
        None
    }

    /// Somebody who may be consulted: an option of `consulted`. Where the vocabulary has no such question, that is said of the row.
    pub(super) fn whom_to_consult(&mut self, who: &Text) -> Option<String> {
        let list = self
            .names
            .question("consulted")
            .and_then(|(_, known)| match known.kind {
                Kind::Choices(list) => self.names.list(list),
                _ => None,
            });
        let known: Vec<&str> = list
            .into_iter()
            .flat_map(|list| &list.options)
            .map(|option| option.id.as_str())
            .collect();
        if known.is_empty() || known.contains(&who.as_str()) {
            return Some(who.value.clone());
        }
        let message = format!("\"{}\" is not an option of consulted", who.value);
        let report = Report::new(&expression::UNKNOWN_OPTION, &who.span, message);
        self.reports.push(report.suggest_or_all(&who.value, known));
        None
    }

    /// The words for a role.
    pub(super) fn role_label(&self, role: &str) -> String {
        let option = self
            .roles()
            .and_then(|list| list.options.iter().find(|option| option.id == role));
        option.map_or_else(|| role.replace('_', " "), |option| option.label.clone())
    }
}
