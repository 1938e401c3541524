//! A record through a mapping.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};
use wayhome_engine::{Kind, Question, is_blank};

use super::beside::settle;
use super::layout::{Mapped, numbered, put};
use super::shown::{NotShown, Showing};
use super::{Column, Mapping, Origin, Output, ReportPart, Shown};
use crate::losses::{Ledger, LossKind, Losses};
use crate::note::plain_text;
use crate::outgoing::Outgoing;
use crate::summary::{Said, said};

/// Why a record does not go through a mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// The mapping is for another procedure.
    #[error("The mapping `{mapping}` takes records of `{wanted}`, and this is one of `{found}`.")]
    OtherProcedure {
        /// The mapping's id.
        mapping: String,
        /// The procedure that it is for.
        wanted: String,
        /// The record's.
        found: String,
    },
    /// The mapping does not take the form.
    #[error("The mapping `{mapping}` takes these forms: {forms}. This is a record of the form `{found}`.")]
    OtherForm {
        /// The mapping's id.
        mapping: String,
        /// The forms that it takes.
        forms: String,
        /// The record's.
        found: String,
    },
    /// The record is an exercise, and the mapping cannot say so.
    #[error(
        "This record is an exercise, and the mapping `{0}` has no field that says so. It is not exported, so that nobody takes it for a \
         child's. Add a field with report = \"training\"."
    )]
    Training(String),
}

/// A record as a mapping says, and what that could not carry.
///
/// # Errors
///
/// [`MappingError`] where the mapping is for other records, or the record is an exercise and the mapping cannot say so.
pub fn mapped(mapping: &Mapping, outgoing: &Outgoing<'_>) -> Result<(Mapped, Losses), MappingError> {
    let plan = outgoing.session.plan();
    if plan.procedure().id != mapping.procedure {
        return Err(MappingError::OtherProcedure {
            mapping: mapping.id.clone(),
            wanted: mapping.procedure.clone(),
            found: plan.procedure().id.clone(),
        });
    }
    if !mapping.forms.iter().any(|form| form == plan.form()) {
        return Err(MappingError::OtherForm {
            mapping: mapping.id.clone(),
            forms: mapping.forms.join(", "),
            found: plan.form().to_owned(),
        });
    }
    let says_training = |from: &Origin| matches!(from, Origin::Report(ReportPart::Training));
    if outgoing.training && !mapping.fields.iter().any(|field| says_training(&field.from)) {
        return Err(MappingError::Training(mapping.id.clone()));
    }
    let mut mapper = Mapper {
        mapping,
        outgoing,
        ledger: Ledger::new(outgoing, format!("the mapping “{}”", mapping.title)),
        values: Vec::new(),
    };
    for field in &mapping.fields {
        mapper.field(&field.to, &field.from);
    }
    let Mapper { mut ledger, values, .. } = mapper;
    settle(mapping, outgoing, &mut ledger);
    let laid_out = Mapped {
        output: mapping.output,
        values,
        missing: mapping.missing,
    };
    Ok((laid_out, ledger.close(mapping.tried.clone())))
}

struct Mapper<'a> {
    mapping: &'a Mapping,
    outgoing: &'a Outgoing<'a>,
    ledger: Ledger<'a>,
    values: Vec<(Vec<String>, Option<Json>)>,
}

impl Mapper<'_> {
    fn field(&mut self, to: &[String], from: &Origin) {
        match from {
            Origin::Constant(value) => self.values.push((to.to_vec(), Some(value.clone()))),
            Origin::Report(part) => {
                let value = self.report(*part);
                self.values.push((to.to_vec(), value));
            }
            Origin::Answer { question, shown } => {
                let value = self.answer(question, shown);
                self.values.push((to.to_vec(), value));
            }
            Origin::Rows {
                question,
                most,
                columns,
            } => self.rows(to, question, *most, columns),
        }
    }

    fn report(&self, part: ReportPart) -> Option<Json> {
        let (outgoing, signed) = (self.outgoing, self.outgoing.signed);
        let procedure = outgoing.procedure();
        match part {
            ReportPart::Id => outgoing.report.record.clone().map(Json::from),
            ReportPart::Procedure => Some(procedure.id.clone().into()),
            ReportPart::Form => Some(outgoing.report.form.clone().into()),
            ReportPart::Today => Some(self.day(outgoing.report.today)),
            ReportPart::Outcome => serde_json::to_value(outgoing.report.outcome).ok(),
            ReportPart::Training => Some(self.yes_no(outgoing.training)),
            ReportPart::SignedBy => signed.map(|signed| signed.by.name.clone().into()),
            ReportPart::SignedRole => signed.map(|signed| signed.role.clone().into()),
            ReportPart::SignedOn => signed.map(|signed| self.day(signed.on)),
            ReportPart::Replaces => outgoing.replaces.map(|replaced| replaced.id.clone().into()),
            ReportPart::PlainText => Some(plain_text(outgoing).into()),
            ReportPart::ProcedureHash => Some(procedure.hash.clone().into()),
            ReportPart::WayhomeVersion => Some(env!("CARGO_PKG_VERSION").into()),
        }
    }

    fn day(&self, day: NaiveDate) -> Json {
        let format = self.mapping.dates.as_ref();
        format
            .map_or_else(|| day.to_string(), |format| format.write(day.into()))
            .into()
    }

    fn yes_no(&self, is_yes: bool) -> Json {
        match &self.mapping.yes_no {
            Some((yes, no)) => (if is_yes { yes } else { no }).clone(),
            None => is_yes.into(),
        }
    }

    fn answer(&mut self, id: &str, shown: &Shown) -> Option<Json> {
        let outgoing = self.outgoing;
        let answer = outgoing.answer(id)?;
        let (question, lists) = outgoing.session.plan().question(id)?;
        // What cannot be read is left to the ledger, which says so.
        if !outgoing.session.answered(id) {
            return None;
        }
        let showing = Showing {
            lists,
            output: self.mapping.output,
            missing: self.mapping.missing,
            separator: &self.mapping.separator,
        };
        let value = showing.show(&question.kind, shown, answer);
        self.settle(
            id,
            &question.name,
            value,
            showing.reduced(&question.kind, shown, answer),
        )
    }

    /// Tells the ledger what became of an answer.
    fn settle(&mut self, what: &str, name: &str, value: Result<Json, NotShown>, reduced: Option<&str>) -> Option<Json> {
        match value {
            Ok(value) => {
                self.ledger.carry(what);
                if let Some(why) = reduced {
                    self.ledger.lose(what, name, LossKind::Reduced, why);
                }
                Some(value)
            }
            Err(why) => {
                self.ledger.lose(what, name, why.kind(), why.why());
                None
            }
        }
    }

    fn rows(&mut self, to: &[String], id: &str, most: Option<u16>, columns: &[Column]) {
        let outgoing = self.outgoing;
        // The procedure may have changed since the mapping was compiled: without the question there are no rows, and the same columns.
        let question = outgoing.session.plan().question(id).map(|(question, _)| question);
        // What cannot be read, as a whole or as a row, is left to the ledger.
        let answer = outgoing.answer(id).filter(|_| outgoing.session.answered(id));
        let rows: &[Json] = answer.and_then(Json::as_array).map_or(&[], Vec::as_slice);
        let is_row = |row: &&Json| row.is_object() && !is_blank(row);
        let rows: Vec<&Json> = rows.iter().filter(is_row).collect();
        let taken = most.map_or(rows.len(), |most| rows.len().min(usize::from(most)));
        if let Some(question) = question.filter(|_| taken < rows.len()) {
            let why = format!("there is room for {taken}, and {} are recorded", rows.len());
            self.ledger.lose(id, &question.name, LossKind::TooMany, &why);
        }
        let mut objects = Vec::new();
        for (row, number) in rows.iter().take(taken).zip(1_u16..) {
            let mut object = Map::new();
            for column in columns {
                let value = question.and_then(|question| self.cell(question, column, row));
                if self.mapping.output != Output::Json {
                    let key = numbered(&column.to.concat(), number);
                    self.values.push((vec![key], value));
                } else if let Some(value) = value.or_else(|| self.mapping.missing.json()) {
                    put(&mut object, &column.to, value);
                }
            }
            objects.push(Json::Object(object));
        }
        if self.mapping.output == Output::Json {
            self.values
                .push((to.to_vec(), (!objects.is_empty()).then_some(Json::Array(objects))));
        } else if let Some(most) = most {
            // A table has the same columns in every row.
            let filled = u16::try_from(taken).unwrap_or(most);
            for number in filled.saturating_add(1)..=most {
                for column in columns {
                    self.values.push((vec![numbered(&column.to.concat(), number)], None));
                }
            }
        }
    }

    fn cell(&mut self, question: &Question, column: &Column, row: &Json) -> Option<Json> {
        let what = format!("{}.{}", question.id, column.column);
        let (_, lists) = self.outgoing.session.plan().question(&question.id)?;
        let Kind::Rows(known) = &question.kind else { return None };
        let of = known.iter().find(|known| known.id == column.column)?;
        let answer = row.get(&column.column).filter(|answer| !is_blank(answer))?;
        let name = format!("{}, {}", question.name, of.name);
        let showing = Showing {
            lists,
            output: self.mapping.output,
            missing: self.mapping.missing,
            separator: &self.mapping.separator,
        };
        let is_unreadable = matches!(said(of, lists, Some(answer)), Said::Unreadable(_));
        let value = if is_unreadable {
            Err(NotShown::Unreadable)
        } else {
            showing.show(&of.kind, &column.shown, answer)
        };
        self.settle(&what, &name, value, showing.reduced(&of.kind, &column.shown, answer))
    }
}
