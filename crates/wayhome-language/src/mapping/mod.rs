//! Mappings: a council's own codes for our questions, compiled like a procedure.

mod places;
mod values;

use serde_json::Value as Json;
use wayhome_engine::{FORMAT, Kind, OptionList, Procedure, Question};
use wayhome_export::mapping::{Column, DateFormat, Field, Mapping, Missing, Origin, Output, ReportPart, Shown};

use crate::diagnostics::codes::{document as shape, mapping as codes, name};
use crate::diagnostics::{Diagnostics, Report, Reports};
use crate::document::mapping::{FieldPart, MappingDocument, RowsPart, mapping as read, procedure_at, procedure_of};
use crate::document::text::Text;
use crate::source::Source;
use places::{Among, Places};

/// What stands between several options, where the file does not say.
const SEPARATOR: &str = "; ";

/// A compiled mapping, and what is doubtful in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CompiledMapping {
    /// Ready to use.
    pub mapping: Mapping,
    /// None of these is an error.
    pub warnings: Diagnostics,
}

/// The id of the procedure whose records a mapping's file takes, if it can be told.
#[must_use]
pub fn mapping_procedure(source: &Source) -> Option<String> {
    procedure_of(&source.text)
}

/// The line in which a mapping's file names its procedure. Whether there is such a procedure, only whoever has them all can say.
#[must_use]
pub fn mapping_procedure_line(source: &Source) -> Option<usize> {
    Some(source.position(procedure_at(&source.text)?).0)
}

/// Compiles a mapping's file. `floor` is the procedure beneath the local one, whose questions a form asks, too.
///
/// # Errors
///
/// Everything that is wrong with it. Mistakes in the shape of the file are reported first, and names and kinds once there are none.
pub fn compile_mapping(
    source: &Source,
    procedure: &Procedure,
    floor: Option<&Procedure>,
) -> Result<CompiledMapping, Diagnostics> {
    let mut reports = Reports::default();
    let document = read(&source.text, &mut reports);
    let Some(document) = document.filter(|_| !reports.has_errors()) else {
        return Err(reports.finish(source));
    };
    let mut compiler = Compiler {
        document: &document,
        sources: [Some(procedure), floor],
        output: document.head.output.unwrap_or(Output::Json),
        reports,
        places: Places::default(),
    };
    let fields = compiler.fields(procedure);
    let (dates, yes_no) = compiler.of_report(&fields);
    let mut reports = compiler.reports;
    if reports.has_errors() {
        return Err(reports.finish(source));
    }
    let head = &document.head;
    let mut mapping = Mapping {
        wayhome: FORMAT,
        hash: String::new(),
        id: head.id.value.clone(),
        title: head.title.value.clone(),
        procedure: head.procedure.value.clone(),
        forms: head.forms.iter().map(|form| form.value.clone()).collect(),
        tried: head.tried.value.clone(),
        output: head.output.unwrap_or(Output::Json),
        missing: head.missing.unwrap_or(Missing::LeaveOut),
        separator: head
            .separator
            .as_ref()
            .map_or_else(|| SEPARATOR.to_owned(), |text| text.value.clone()),
        dates,
        yes_no,
        fields,
    };
    match mapping.hash_of_content() {
        Some(hash) => mapping.hash = hash,
        None => reports.push(Report::new(
            &name::TOO_MANY,
            &(0..0),
            "this mapping cannot be written as JSON",
        )),
    }
    let warnings = reports.finish(source);
    if warnings.has_errors() {
        Err(warnings)
    } else {
        Ok(CompiledMapping { mapping, warnings })
    }
}

struct Compiler<'a> {
    document: &'a MappingDocument,
    sources: [Option<&'a Procedure>; 2],
    output: Output,
    reports: Reports,
    /// Where values go already.
    places: Places,
}

impl<'a> Compiler<'a> {
    fn fields(&mut self, procedure: &Procedure) -> Vec<Field> {
        let document = self.document;
        self.head(procedure);
        let mut fields = Vec::new();
        for field in &document.fields {
            fields.extend(self.field(field));
        }
        for rows in &document.rows {
            fields.extend(self.rows(rows));
        }
        if document.fields.is_empty() && document.rows.is_empty() {
            let report = Report::new(&codes::NO_FIELD, &document.head.id.span, "the mapping has no field");
            self.reports
                .push(report.help("add [[field]] for each value that your system takes"));
            return fields;
        }
        let says_training = |field: &Field| matches!(field.from, Origin::Report(ReportPart::Training));
        if !fields.iter().any(says_training) {
            let message = "no field says that a record is an exercise, so that exercises are not exported";
            let report = Report::new(&codes::NO_TRAINING, &document.head.id.span, message);
            self.reports
                .push(report.help("add a field with report = \"training\", if the system has one for it"));
        }
        fields
    }

    fn head(&mut self, procedure: &Procedure) {
        let head = &self.document.head;
        if !crate::compile::is_plain_id(&head.id.value) {
            let message = format!("\"{}\" cannot be the id of a mapping", head.id.value);
            let report = Report::new(&shape::BAD_ID, &head.id.span, message);
            self.reports
                .push(report.help("write lower-case letters, digits and underscores"));
        }
        if head.procedure.value != procedure.id {
            let message = format!("the mapping is for \"{}\"", head.procedure.value);
            let report = Report::new(&codes::OTHER_PROCEDURE, &head.procedure.span, message);
            self.reports
                .push(report.help(format!("it is checked against \"{}\" here", procedure.id)));
        }
        if let Some(dates) = &head.dates {
            self.refuse_time(dates);
        }
        if let Some(yes_no) = &head.yes_no {
            self.refuse_alike(yes_no);
        }
        // In nested JSON several options are a list, and nothing stands between them.
        let is_joined = self.output != Output::Json;
        if let Some(separator) = head
            .separator
            .as_ref()
            .filter(|text| is_joined && text.value.is_empty())
        {
            let message = "nothing stands between several options, so that they run together";
            let report = Report::new(&codes::NO_SEPARATOR, &separator.span, message);
            self.reports
                .push(report.help("write what stands between them, or leave `separator` out for \"; \""));
        }
        for form in &head.forms {
            if procedure.form(&form.value).is_none() {
                let known = procedure.forms.iter().map(|form| form.id.as_str());
                let message = format!("{} has no form \"{}\"", procedure.id, form.value);
                let report = Report::new(&name::UNKNOWN_FORM, &form.span, message);
                self.reports.push(report.suggest_or_all(&form.value, known));
            }
        }
    }

    /// How days, and yes and no, stand in fields about the report. Nothing where no field has them.
    fn of_report(&mut self, fields: &[Field]) -> (Option<DateFormat>, Option<(Json, Json)>) {
        let has = |wanted: &[ReportPart]| {
            let is_it = |from: &Origin| matches!(from, Origin::Report(part) if wanted.contains(part));
            fields.iter().any(|field| is_it(&field.from))
        };
        let head = &self.document.head;
        let dates = head
            .dates
            .as_ref()
            .filter(|_| has(&[ReportPart::Today, ReportPart::SignedOn]));
        let dates = dates.and_then(|dates| match self.format(Some(dates)) {
            Some(Shown::Date(format)) => Some(format),
            _ => None,
        });
        let yes_no = head.yes_no.as_ref().filter(|_| has(&[ReportPart::Training]));
        let yes_no = yes_no.map(|yes_no| {
            let (yes, no) = yes_no.get_ref();
            (yes.json(), no.json())
        });
        (dates, yes_no)
    }

    fn field(&mut self, part: &'a FieldPart) -> Option<Field> {
        let to = self.place(&part.to, Among::Whole)?;
        let named = [part.question.is_some(), part.constant.is_some(), part.report.is_some()];
        let origins = named.into_iter().filter(|is_there| *is_there).count();
        if origins != 1 {
            let message = "a field has exactly one of question, constant and report";
            let report = Report::new(&codes::NO_ORIGIN, &part.to.span, message);
            self.reports.push(report.help(if origins == 0 {
                "add one of them: question = \"visit_date\" takes an answer, and a constant is the same in each record"
            } else {
                "keep one of them"
            }));
            return None;
        }
        if let Some(question) = &part.question {
            let (found, lists) = self.question(question)?;
            if let Kind::Rows(_) = found.kind {
                let message = format!("\"{}\" has rows, and a field is one value", question.value);
                let report = Report::new(&codes::WRONG_KIND, &question.span, message);
                self.reports.push(report.help("write [[rows]] for it"));
                return None;
            }
            self.note_unasked(question);
            let shown = self.shown(found, lists, &part.into())?;
            return Some(Field {
                to,
                from: Origin::Answer {
                    question: question.value.clone(),
                    shown,
                },
            });
        }
        let format = [
            part.options.as_ref().map(|options| ("options", options.span())),
            part.dates.as_ref().map(|dates| ("dates", dates.span.clone())),
            part.yes_no.as_ref().map(|yes_no| ("yes_no", yes_no.span())),
        ];
        for (key, span) in format.into_iter().flatten() {
            let message = format!("`{key}` is for the answer to a question");
            let report = Report::new(&shape::CONFLICTING_KEYS, &span, message);
            self.reports.push(report.help("leave it out"));
        }
        let constant = part
            .constant
            .as_ref()
            .map(|value| Origin::Constant(value.get_ref().json()));
        let report = part.report.as_ref().map(|report| Origin::Report(*report.get_ref()));
        constant.or(report).map(|from| Field { to, from })
    }

    fn rows(&mut self, part: &'a RowsPart) -> Option<Field> {
        let (question, lists) = self.question(&part.question)?;
        let Kind::Rows(known) = &question.kind else {
            let message = format!("\"{}\" has no rows", question.id);
            let report = Report::new(&codes::WRONG_KIND, &part.question.span, message);
            self.reports.push(report.help("write [[field]] for it"));
            return None;
        };
        self.note_unasked(&part.question);
        let to = self.rows_place(part)?;
        let most = part.most.as_ref().map(|most| *most.get_ref());
        let mut within = Places::default();
        let mut columns = Vec::new();
        for field in &part.field {
            let column = known.iter().find(|column| column.id == field.column.value);
            let Some(column) = column else {
                let message = format!("\"{}\" has no column \"{}\"", question.id, field.column.value);
                let ids = known.iter().map(|column| column.id.as_str());
                let report = Report::new(&codes::UNKNOWN_QUESTION, &field.column.span, message);
                self.reports.push(report.suggest(&field.column.value, ids));
                continue;
            };
            let among = if self.output == Output::Json {
                Among::Row(&mut within)
            } else {
                Among::Rows(most.unwrap_or(u16::MAX))
            };
            let to = self.place(&field.to, among);
            let shown = self.shown(column, lists, &field.into());
            if let (Some(to), Some(shown)) = (to, shown) {
                let column = column.id.clone();
                columns.push(Column { to, column, shown });
            }
        }
        Some(Field {
            to,
            from: Origin::Rows {
                question: question.id.clone(),
                most,
                columns,
            },
        })
    }

    /// A question of the procedure or of the law beneath it.
    fn question(&mut self, wanted: &Text) -> Option<(&'a Question, &'a [OptionList])> {
        let id = wanted.as_str();
        for procedure in self.sources.into_iter().flatten() {
            if let Some(question) = procedure.questions.iter().find(|question| question.id == id) {
                return Some((question, &procedure.option_lists));
            }
        }
        let sources = self.sources.into_iter().flatten();
        let is_elsewhere = sources
            .clone()
            .any(|procedure| procedure.other_questions.iter().any(|other| other == id));
        let report = if is_elsewhere {
            let message = format!("this procedure neither asks nor reads \"{id}\"");
            Report::new(&codes::UNKNOWN_QUESTION, &wanted.span, message)
                .help("leave the field out, or give it a constant")
        } else {
            let known = sources
                .flat_map(|procedure| &procedure.questions)
                .map(|question| question.id.as_str());
            Report::new(
                &codes::UNKNOWN_QUESTION,
                &wanted.span,
                format!("unknown question \"{id}\""),
            )
            .suggest(id, known)
        };
        self.reports.push(report);
        None
    }

    /// Warns where none of the mapping's forms asks a question.
    fn note_unasked(&mut self, question: &Text) {
        let head = &self.document.head;
        let asks = |procedure: &Procedure| {
            let forms = procedure
                .forms
                .iter()
                .filter(|form| head.forms.iter().any(|id| id.value == form.id));
            let asked = forms.flat_map(|form| &form.sections).flat_map(|section| &section.ask);
            asked
                .filter_map(|ask| procedure.question(ask.question))
                .any(|asked| asked.id == question.value)
        };
        if !self.sources.into_iter().flatten().any(asks) {
            let message = format!("none of the mapping's forms asks \"{}\"", question.value);
            let report = Report::new(&codes::NOT_ASKED, &question.span, message);
            self.reports
                .push(report.help("leave the field out, or add the form that asks it"));
        }
    }
}
