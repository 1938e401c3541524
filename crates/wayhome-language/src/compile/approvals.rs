//! Approval tables: who approves, and the cases about which a procedure says nothing.

use wayhome_engine::{ApprovalRow, ApprovalTable, Expression, Kind, Level, Rule, Seniority, Silence};

use super::in_force::InForce;
use super::{Compiler, walk};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{document as shape, name as codes, types};
use crate::document::parts::{ApprovalPart, RowPart};
use crate::document::text::Text;
use crate::feel::Answered;

/// What all rows of a table share.
pub(super) struct Table<'a> {
    pub(super) forms: Vec<String>,
    /// The day by which it is judged which rows are in force.
    pub(super) judged_on: Option<Expression>,
    pub(super) retrospective: Option<Expression>,
    pub(super) seniority: &'a Seniority,
}

impl Compiler<'_> {
    pub(super) fn approvals(&mut self, seniority: &Seniority) -> Vec<ApprovalTable> {
        let document = self.document;
        document
            .approvals
            .iter()
            .map(|(id, part)| self.approval(id, part, seniority))
            .collect()
    }

    fn approval(&mut self, id: &Text, part: &ApprovalPart, seniority: &Seniority) -> ApprovalTable {
        self.check_plain_id(id);
        let default = Text {
            value: "decision".to_owned(),
            span: id.span.clone(),
        };
        let named = part
            .forms
            .as_ref()
            .map_or_else(|| vec![&default], |forms| forms.iter().collect());
        if named.is_empty() {
            let message = format!("`forms` of [approval.{}] is missing or empty", id.value);
            let report = Report::new(&shape::MISSING, &id.span, message);
            self.reports
                .push(report.help("name the forms in which it stands, or leave `forms` out for [\"decision\"]"));
        }
        let forms = self.known_forms(&named);
        let retrospective = self.optional_condition(part.retrospective_when.as_ref(), Answered::Refused);
        let judged_on = part.in_force_on.as_ref().and_then(|on| self.day(on));
        let table = Table {
            forms,
            judged_on,
            retrospective,
            seniority,
        };
        let rows = part.row.iter().map(|row| self.row(row, part, &table)).collect();
        self.row_cycles(&part.row);
        let mut silences = Vec::with_capacity(part.silent.len());
        for silent in &part.silent {
            let when = self.condition(&silent.when, Answered::Refused);
            let in_force = InForce {
                id: &silent.when,
                from: silent.from.as_ref(),
                until: silent.until.as_ref(),
            };
            if let Some(id) = &silent.id {
                self.take_id(id);
            }
            let when = self
                .in_force_in(when, in_force, &table)
                .unwrap_or(Expression::Bool(false));
            silences.push(Silence {
                when,
                note: silent.note.value.clone(),
            });
        }
        let effective = self.names.question("decision_effective_date");
        let effective = effective.filter(|(_, known)| known.kind == Kind::Date);
        ApprovalTable {
            id: id.value.clone(),
            title: self.table_title(id, part, &table.forms),
            forms: table.forms,
            rows,
            silences,
            retrospective: table.retrospective,
            effective: effective.map(|(question, _)| question),
        }
    }

    /// A row; where something in it is refused, what stands for it is never used.
    fn row(&mut self, part: &RowPart, all: &ApprovalPart, table: &Table<'_>) -> ApprovalRow {
        self.take_id(&part.id);
        let when = self.condition(&part.when, Answered::Refused);
        let in_force = InForce {
            id: &part.id,
            from: part.from.as_ref(),
            until: part.until.as_ref(),
        };
        let when = self
            .in_force_in(when, in_force, table)
            .unwrap_or(Expression::Bool(false));
        let by = self.roles_of(&part.by, table);
        self.designations_declared(&part.by);
        let notify = self.roles_of(&part.notify, table);
        let recommended_by = self.roles_of(&part.recommended_by, table);
        let consult = part
            .consult
            .iter()
            .filter_map(|who| self.whom_to_consult(who))
            .collect();
        let none_required = part.none_required.as_ref().is_some_and(|none| *none.get_ref());
        let at_least = part
            .at_least
            .as_ref()
            .and_then(|role| self.on_the_ladder(role, table.seniority));
        self.row_shape(part, none_required);
        let over = self.rows_under(part, all);
        let mut row = ApprovalRow {
            when,
            by,
            at_least,
            none_required,
            recommended_by,
            consult,
            notify,
            over,
            exclusive_with: Vec::new(),
            check: Rule {
                id: part.id.value.clone(),
                forms: table.forms.clone(),
                level: part.level.unwrap_or(Level::Must),
                when: None,
                parts: Vec::new(),
                about: Vec::new(),
                says: String::new(),
                cite: self.citation(part.cite.as_ref()),
            },
        };
        row.check.says = self.row_says(part, &row, table.seniority);
        self.check_of(&mut row, part, table);
        row
    }

    /// The condition of a row or silence with its dates: judged by the table's own day, or else by that of its forms.
    fn in_force_in(&mut self, when: Option<Expression>, part: InForce<'_>, table: &Table<'_>) -> Option<Expression> {
        match &table.judged_on {
            Some(day) => self.dated_by(when, part, Some(day.clone())),
            None => self.dated(when, part, &table.forms),
        }
    }

    fn roles_of(&mut self, named: &[Text], table: &Table<'_>) -> Vec<String> {
        named
            .iter()
            .filter_map(|role| self.role(role, table.seniority))
            .collect()
    }

    /// A row names who approves, or declares that nobody has to.
    fn row_shape(&mut self, part: &RowPart, none_required: bool) {
        if !none_required && part.by.is_empty() && part.at_least.is_none() {
            let report = Report::new(
                &types::EXPECTS_NOTHING,
                &part.id.span,
                format!("the row {} does not say who approves", part.id.value),
            );
            self.reports
                .push(report.help("add by = [\"…\"], or none_required = true"));
        }
        let asks_something = !part.by.is_empty()
            || part.at_least.is_some()
            || !part.notify.is_empty()
            || !part.recommended_by.is_empty()
            || !part.consult.is_empty()
            || !part.requires.is_empty();
        if let (Some(place), true) = (&part.none_required, none_required && asks_something) {
            let message = "a row that requires no approval names nobody and asks nothing";
            let report = Report::new(&shape::CONFLICTING_KEYS, &place.span(), message);
            self.reports.push(
                report.help("leave out none_required, or by, at_least, recommended_by, consult, requires and notify"),
            );
        }
    }

    fn on_the_ladder(&mut self, role: &Text, seniority: &Seniority) -> Option<String> {
        if seniority.ladder.contains(&role.value) {
            return Some(role.value.clone());
        }
        let message = format!("\"{}\" is not on the ladder of [seniority]", role.value);
        let report = Report::new(&codes::UNKNOWN_ROLE, &role.span, message);
        let known = seniority.ladder.iter().map(String::as_str);
        let report = if seniority.ladder.is_empty() {
            report.help(
                "write the ladder of posts first, the most junior first: [seniority] with ladder = [\"…\", \"…\"]",
            )
        } else {
            report.suggest_or_all(&role.value, known)
        };
        self.reports.push(report);
        None
    }

    /// The places of the rows that this one is more specific than.
    fn rows_under(&mut self, part: &RowPart, all: &ApprovalPart) -> Vec<u16> {
        let mut found = Vec::with_capacity(part.over.len());
        for id in &part.over {
            let place = all.row.iter().position(|row| row.id.value == id.value);
            match place.and_then(|place| u16::try_from(place).ok()) {
                Some(place) if !found.contains(&place) => found.push(place),
                Some(_) => {}
                None => {
                    let message = format!("there is no row \"{}\" in this table", id.value);
                    let known = all.row.iter().map(|row| row.id.as_str());
                    self.reports
                        .push(Report::new(&codes::UNKNOWN_ROW, &id.span, message).suggest(&id.value, known));
                }
            }
        }
        found
    }

    fn row_cycles(&mut self, rows: &[RowPart]) {
        let place = |id: &Text| rows.iter().position(|row| row.id.value == id.value);
        let over: Vec<Vec<usize>> = rows
            .iter()
            .map(|row| row.over.iter().filter_map(place).collect())
            .collect();
        for cycle in walk::sorted(&over).cycles {
            let ids: Vec<&Text> = cycle
                .iter()
                .filter_map(|place| rows.get(*place))
                .map(|row| &row.id)
                .collect();
            let names: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            if let Some(first) = ids.first() {
                let message = format!("these rows are more specific than each other: {}", names.join(", "));
                self.reports
                    .push(Report::new(&codes::ROW_CYCLE, &first.span, message).help("leave out one `over`"));
            }
        }
    }
}
