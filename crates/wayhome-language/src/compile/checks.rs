//! What an approval row checks of the recorded approval: the right role, approved, in time, and who was told.

use wayhome_engine::{
    ApprovalRow, Basis, Comparison, Designation, Expression, Kind, Part, QuestionIndex, Seniority, Test, words,
};

use super::Compiler;
use super::approvals::Table;
use crate::diagnostics::Report;
use crate::diagnostics::codes::name as codes;
use crate::document::parts::RowPart;

/// A question that chooses from a list, and that list.
#[derive(Clone, Copy)]
struct Choosing {
    question: QuestionIndex,
    list: u16,
}

/// The day on which the child went home, which no form has to ask.
pub(super) const HOME: &str = "actual_return_date";

/// Roles that are no senior post in the authority's line: nobody who holds one of them is nominated in writing.
const NO_OFFICERS: [&str; 4] = ["social_worker", "iro", "panel", "court"];

impl Compiler<'_> {
    pub(super) fn check_of(&mut self, row: &mut ApprovalRow, part: &RowPart, table: &Table<'_>) {
        if row.none_required || (row.by.is_empty() && row.at_least.is_none()) {
            return;
        }
        let parts = [
            self.right_role(row, part, table),
            self.approved(part),
            self.in_time(part, table),
            self.before_home(table),
        ];
        row.check.parts.extend(parts.into_iter().flatten());
        self.before(row, part);
        let told: Vec<_> = row.notify.iter().filter_map(|role| self.told(role, part)).collect();
        row.check.parts.extend(told);
        let of_all = ["approver_role", "approval_outcome", "approval_date"];
        let more = [
            ("recommended_by", row.recommended_by.is_empty()),
            ("consulted", row.consult.is_empty()),
            ("notified", row.notify.is_empty()),
        ];
        let more = more.into_iter().filter(|(_, unused)| !unused).map(|(id, _)| id);
        row.check.about = of_all
            .into_iter()
            .chain(more)
            .filter_map(|id| self.names.question(id).map(|(index, _)| index))
            .collect();
    }

    /// What has to have come before the approval: a recommendation, consultations, and whatever else the row requires.
    fn before(&mut self, row: &mut ApprovalRow, part: &RowPart) {
        for role in row.recommended_by.clone() {
            let says = format!(
                "The record does not show that the {} recommended it.",
                self.role_label(&role)
            );
            row.check.parts.extend(self.chosen("recommended_by", &role, says, part));
        }
        if !row.recommended_by.is_empty() {
            row.check.parts.extend(self.recommended_first(part));
        }
        for who in row.consult.clone() {
            let says = format!(
                "The record does not show that this was done first: consulting {}.",
                self.option_label("consulted", &who)
            );
            row.check.parts.extend(self.chosen("consulted", &who, says, part));
        }
        let required: Vec<Part> = part
            .requires
            .iter()
            .filter_map(|required| self.listed_part(required))
            .collect();
        let required: Vec<Part> = required.into_iter().map(|part| self.on_their_days(part)).collect();
        row.check.parts.extend(required);
    }

    /// A recommendation is made no later than the approval.
    fn recommended_first(&mut self, part: &RowPart) -> Option<Part> {
        let recommended = self.of_kind("recommendation_date", &Kind::Date, part)?;
        let approved = self.of_kind("approval_date", &Kind::Date, part)?;
        let (recommended, approved) = (Expression::Question(recommended), Expression::Question(approved));
        Some(Part {
            expect: Expression::Compare(Comparison::LessOrEqual, Box::new(recommended), Box::new(approved)),
            explained: None,
            breached_says: Some("The recommendation is dated after the approval.".to_owned()),
            explained_says: None,
        })
    }

    fn option_label(&self, question: &str, option: &str) -> String {
        let list = self.names.question(question).and_then(|(_, known)| match known.kind {
            Kind::Choices(list) => self.names.list(list),
            _ => None,
        });
        let found = list.and_then(|list| list.options.iter().find(|known| known.id == option));
        found.map_or_else(|| option.replace('_', " "), |option| option.label.clone())
    }

    fn right_role(&mut self, row: &ApprovalRow, part: &RowPart, table: &Table<'_>) -> Option<Part> {
        let role = self.choosing("approver_role", false, part)?;
        let Seniority { ladder, designations } = table.seniority;
        let is_designation = |id: &String| designations.iter().any(|designation| designation.id == *id);
        let named: Vec<String> = row.by.iter().filter(|id| !is_designation(id)).cloned().collect();
        let on_ladder = |wanted: &String| ladder.iter().position(|role| role == wanted);
        let from = row.at_least.as_ref().and_then(on_ladder);
        let above = from.and_then(|from| ladder.get(from..)).unwrap_or_default();
        // Whoever holds a designation is senior enough where all who may hold it are.
        let is_above = |designation: &Designation| {
            let mut held_by = designation.held_by.iter().map(on_ladder);
            from.is_some() && !designation.held_by.is_empty() && held_by.all(|place| place >= from)
        };
        let asked_for: Vec<String> = row.by.iter().filter(|id| is_designation(id)).cloned().collect();
        let senior: Vec<String> = designations
            .iter()
            .filter(|designation| is_above(designation) && !row.by.contains(&designation.id))
            .map(|designation| designation.id.clone())
            .collect();
        let mut accepted: Vec<u16> = Vec::new();
        for id in named.iter().chain(above) {
            match self.names.option(role.list, id) {
                Some(option) if !accepted.contains(&option) => accepted.push(option),
                Some(_) => {}
                None => self.no_answer("approver_role", id, part),
            }
        }
        // A designation need not be an answer.
        accepted.extend(senior.iter().filter_map(|id| self.names.option(role.list, id)));
        let nominated = if asked_for.is_empty() {
            None
        } else {
            Some(self.of_kind("approver_nominated_in_writing", &Kind::YesNo, part)?)
        };
        let is_among = |options: Vec<u16>| {
            let tests = options.into_iter().map(Expression::Option);
            let tests = tests.map(|option| Test::Compare(Comparison::Equal, option));
            Expression::In(Box::new(Expression::Question(role.question)), tests.collect())
        };
        let options = |ids: &[&str]| {
            ids.iter()
                .filter_map(|id| self.names.option(role.list, id))
                .collect::<Vec<_>>()
        };
        let expect = if let Some(nominated) = nominated {
            // That somebody holds the designation is asked separately. Where it is the answer, the record may still deny it.
            let ids: Vec<_> = asked_for.iter().map(String::as_str).collect();
            let (designated, others) = (options(&ids), options(&NO_OFFICERS));
            let denied = vec![
                Expression::Answered(nominated),
                Expression::Not(Box::new(Expression::Question(nominated))),
            ];
            let unless = |holds, other| Expression::And(vec![holds, Expression::Not(Box::new(other))]);
            Expression::Or(vec![
                is_among(accepted),
                unless(is_among(designated), Expression::And(denied)),
                // Who was nominated has to be known all the same.
                unless(Expression::Question(nominated), is_among(others)),
            ])
        } else {
            is_among(accepted)
        };
        let more_senior = row.at_least.is_some() && row.at_least.as_ref() != ladder.last();
        let least = row.at_least.iter().filter(|role| !named.contains(role));
        let mut besides: Vec<String> = least.map(|role| format!("the {}", self.role_label(role))).collect();
        besides.extend(more_senior.then(|| "someone more senior".to_owned()));
        let says = if row.by.is_empty() {
            self.wrong_role(&besides, &[], &[])
        } else {
            let posts: Vec<_> = named
                .iter()
                .map(|role| format!("the {}", self.role_label(role)))
                .collect();
            let designated: Vec<_> = asked_for
                .iter()
                .map(|role| format!("a {}", self.role_label(role)))
                .collect();
            self.wrong_role(&[designated.as_slice(), &posts].concat(), &designated, &besides)
        };
        Some(Part {
            expect,
            explained: None,
            breached_says: Some(says),
            explained_says: None,
        })
    }

    /// "The recorded approver is not the Service Director." Where several may approve, who the procedure or the law asks for; and apart from that, whom
    /// Wayhome accepts besides, and what it takes a designation to be, of which the document need not say anything.
    fn wrong_role(&self, asked: &[String], designated: &[String], besides: &[String]) -> String {
        let who_asks = match self.document.procedure.basis {
            Some(Basis::Law) => "The law",
            _ => "This procedure",
        };
        let mut said = match asked {
            [only] if besides.is_empty() => format!("The recorded approver is not {only}."),
            asked => format!(
                "The record names another approver. {who_asks} asks for {}.",
                words::list(asked, "or")
            ),
        };
        for role in designated {
            said.extend([" Here, ", role, " is somebody nominated in writing."]);
        }
        if !besides.is_empty() {
            said.extend([" Wayhome also accepts ", &words::list(besides, "or"), "."]);
        }
        said
    }

    fn approved(&mut self, part: &RowPart) -> Option<Part> {
        let outcome = self.choosing("approval_outcome", false, part)?;
        let Some(approved) = self.names.option(outcome.list, "approved") else {
            self.no_answer("approval_outcome", "approved", part);
            return None;
        };
        let question = Box::new(Expression::Question(outcome.question));
        Some(Part {
            expect: Expression::Compare(Comparison::Equal, question, Box::new(Expression::Option(approved))),
            explained: None,
            breached_says: Some("Approval is needed, and the record says that it was refused or deferred.".to_owned()),
            explained_says: None,
        })
    }

    fn in_time(&mut self, part: &RowPart, table: &Table<'_>) -> Option<Part> {
        let approved = self.of_kind("approval_date", &Kind::Date, part);
        let effective = self.of_kind("decision_effective_date", &Kind::Date, part);
        let (approved, effective) = (
            Box::new(Expression::Question(approved?)),
            Box::new(Expression::Question(effective?)),
        );
        let explained_says = "Approved after the decision was put into effect. The return did not wait for it, and the approval is shown as retrospective.";
        Some(Part {
            expect: Expression::Compare(Comparison::LessOrEqual, approved, effective),
            explained: table.retrospective.clone(),
            breached_says: Some("The approval is dated after the decision was put into effect.".to_owned()),
            explained_says: table.retrospective.as_ref().map(|_| explained_says.to_owned()),
        })
    }

    /// A child who went home before the day of effect was not to go home before the approval. The day of the return counts once it is recorded: while it
    /// is not, the day of effect stands for it.
    fn before_home(&self, table: &Table<'_>) -> Option<Part> {
        let date = |id| self.names.question(id).filter(|(_, known)| known.kind == Kind::Date);
        let (approved, home) = (date("approval_date")?.0, date(HOME)?.0);
        let in_time = Expression::Compare(
            Comparison::LessOrEqual,
            Box::new(Expression::Question(approved)),
            Box::new(Expression::Question(home)),
        );
        let explained_says = "Approved after the child went home. The return did not wait for it, and the approval is shown as retrospective.";
        Some(Part {
            expect: Expression::Or(vec![Expression::Not(Box::new(Expression::Answered(home))), in_time]),
            explained: table.retrospective.clone(),
            breached_says: Some("The child went home before the approval.".to_owned()),
            explained_says: table.retrospective.as_ref().map(|_| explained_says.to_owned()),
        })
    }

    fn told(&mut self, role: &str, part: &RowPart) -> Option<Part> {
        let says = format!("The record does not show that the {} was told.", self.role_label(role));
        let mut told = self.chosen("notified", role, says, part)?;
        // Whoever approves knows.
        let approver = self.choosing("approver_role", false, part)?;
        if let Some(option) = self.names.option(approver.list, role) {
            let (question, option) = (Expression::Question(approver.question), Expression::Option(option));
            let by_them = Expression::Compare(Comparison::Equal, Box::new(question), Box::new(option));
            told.expect = Expression::Or(vec![told.expect, by_them]);
        }
        Some(told)
    }

    /// An option is among those chosen in a question that takes several.
    fn chosen(&mut self, question: &str, option: &str, breached_says: String, part: &RowPart) -> Option<Part> {
        let several = self.choosing(question, true, part)?;
        let Some(place) = self.names.option(several.list, option) else {
            self.no_answer(question, option, part);
            return None;
        };
        let among = Test::Among(Expression::Question(several.question));
        Some(Part {
            expect: Expression::In(Box::new(Expression::Option(place)), vec![among]),
            explained: None,
            breached_says: Some(breached_says),
            explained_says: None,
        })
    }

    /// A question that chooses one or several options.
    fn choosing(&mut self, id: &str, several: bool, part: &RowPart) -> Option<Choosing> {
        let found = self.names.question(id).and_then(|(question, known)| match known.kind {
            Kind::Choice(list) if !several => Some(Choosing { question, list }),
            Kind::Choices(list) if several => Some(Choosing { question, list }),
            _ => None,
        });
        if found.is_none() {
            self.no_question(id, part);
        }
        found
    }

    fn of_kind(&mut self, id: &str, kind: &Kind, part: &RowPart) -> Option<QuestionIndex> {
        let found = self
            .names
            .question(id)
            .filter(|(_, known)| known.kind == *kind)
            .map(|(index, _)| index);
        if found.is_none() {
            self.no_question(id, part);
        }
        found
    }

    fn no_question(&mut self, id: &str, part: &RowPart) {
        let message = format!(
            "the row {} needs the question {id}, which the vocabulary lacks or has of another type",
            part.id.value
        );
        let report = Report::new(&codes::NO_APPROVAL_QUESTIONS, &part.id.span, message);
        self.reports.push(report.help(format!("add {id} to the vocabulary")));
    }

    fn no_answer(&mut self, question: &str, option: &str, part: &RowPart) {
        let message = format!(
            "{option} is not an option of {question}, so that {} could never be met",
            part.id.value
        );
        let report = Report::new(&codes::NO_APPROVAL_QUESTIONS, &part.id.span, message);
        self.reports
            .push(report.help(format!("add {option} to the options of {question}")));
    }
}
