//! A document to a compiled procedure: names resolved, kinds checked, lowered, numbered.

mod approvals;
mod checks;
mod citations;
mod coverage;
mod dated_facts;
mod deadlines;
mod edition;
mod facts;
mod forms;
mod ids;
mod in_force;
mod left_out;
mod lints;
mod number;
mod proved;
pub(crate) mod questions;
mod roles;
mod rules;
mod template;
pub(crate) mod walk;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};
use wayhome_engine::{
    ApprovalTable, Basis, Calendar, Deadline, Expression, FORMAT, Fact, Form, Procedure, Rule, Seniority,
};

use crate::coverage::Coverage;
use crate::diagnostics::codes::{name, types};
use crate::diagnostics::{Diagnostics, Report, Reports};
use crate::document::text::Text;
use crate::document::{self, Document};
use crate::feel::{Answered, Names, Type, Typed, check, parse};
use crate::proof::{Proof, prove};
use crate::source::Source;
use crate::vocabulary::Vocabulary;
pub(crate) use ids::is_plain as is_plain_id;

/// A compiled procedure, and what is doubtful in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// Ready to run.
    pub procedure: Procedure,
    /// Where each duty of the document is kept.
    pub coverage: Coverage,
    /// What trying every case of its approval tables came to, table by table.
    pub proofs: Vec<Proof>,
    /// None of these is an error.
    pub warnings: Diagnostics,
}

/// Compiles a procedure's file.
///
/// # Errors
///
/// Everything that is wrong with it. Mistakes in the shape of the file are reported first, and names and conditions once there are none.
pub fn compile(source: &Source, vocabulary: &Vocabulary, calendar: &Calendar) -> Result<Compiled, Diagnostics> {
    let mut reports = Reports::default();
    let document = document::procedure(&source.text, &mut reports);
    let Some(document) = document.filter(|_| !reports.has_errors()) else {
        return Err(reports.finish(source));
    };
    let mut compiler = Compiler {
        file: &source.text,
        document: &document,
        names: Names::of_vocabulary(vocabulary),
        reports,
        ids: BTreeMap::new(),
        forms: document.forms.iter().map(|form| form.id.value.clone()).collect(),
        facts: Vec::new(),
        dated_facts: dated_facts::DatedFacts::default(),
        judged_on: in_force::JudgedOn::default(),
    };
    let mut parts = compiler.parts();
    let coverage = compiler.coverage(&parts);
    if compiler.reports.has_errors() {
        return Err(compiler.reports.finish(source));
    }
    lints::lint(&mut compiler, &parts);
    let Compiler { names, mut reports, .. } = compiler;
    let number::Used {
        questions,
        option_lists,
        other_questions,
    } = number::renumber(&mut parts, &names);
    let head = &document.procedure;
    let mut procedure = Procedure {
        wayhome: FORMAT,
        hash: String::new(),
        id: head.id.value.clone(),
        authority: head.authority.value.clone(),
        document: head.document.value.clone(),
        basis: head.basis.unwrap_or(Basis::Local),
        floor: head.floor.as_ref().map(|floor| floor.value.clone()),
        dated: head.dated.as_ref().map(|dated| dated.value.clone()),
        issued: parts.issued,
        superseded: head.superseded.as_ref().map(|superseded| superseded.value.clone()),
        compared: head.compared.value.clone(),
        cautions: head.cautions.iter().map(|caution| caution.value.clone()).collect(),
        option_lists,
        questions,
        other_questions,
        facts: parts.facts,
        forms: parts.forms,
        rules: parts.rules,
        deadlines: parts.deadlines,
        approvals: parts.approvals,
        seniority: parts.seniority,
        calendar: calendar.clone(),
    };
    let proofs = prove(&procedure);
    note_exclusive_rows(&mut procedure, &proofs);
    proved::lint(&document, &procedure, &proofs, &mut reports);
    match hash_of(&procedure) {
        Some(hash) => procedure.hash = hash,
        None => reports.push(Report::new(
            &name::TOO_MANY,
            &(0..0),
            "this procedure cannot be written as JSON",
        )),
    }
    let warnings = reports.finish(source);
    if warnings.has_errors() {
        Err(warnings)
    } else {
        Ok(Compiled {
            procedure,
            coverage,
            proofs,
            warnings,
        })
    }
}

/// Notes which rows can never apply together, so that one of them can decide while another's answers are still missing.
fn note_exclusive_rows(procedure: &mut Procedure, proofs: &[Proof]) {
    for (table, proof) in procedure.approvals.iter_mut().zip(proofs) {
        for (one, other) in &proof.exclusive {
            if let Some(row) = table.rows.get_mut(usize::from(*one)) {
                row.exclusive_with.push(*other);
            }
        }
    }
}

/// Does the hash of a compiled procedure fit what is in it? Where it does not, the file was damaged, or changed by hand. It is no signature: whoever
/// makes a procedure makes its hash.
#[must_use]
pub fn is_as_compiled(procedure: &Procedure) -> bool {
    let without = Procedure {
        hash: String::new(),
        ..procedure.clone()
    };
    hash_of(&without).is_some_and(|hash| hash == procedure.hash)
}

/// SHA-256 over the JSON of a procedure or a mapping whose hash is empty.
pub(crate) fn hash_of(compiled: &impl Serialize) -> Option<String> {
    let json = serde_json::to_vec(compiled).ok()?;
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(json) {
        write!(hash, "{byte:02x}").ok()?;
    }
    Some(hash)
}

/// The parts of a procedure, whose questions are still numbered as in [`Names`].
struct Parts {
    facts: Vec<Fact>,
    forms: Vec<Form>,
    rules: Vec<Rule>,
    deadlines: Vec<Deadline>,
    approvals: Vec<ApprovalTable>,
    seniority: Seniority,
    /// The first day on which the document may have been issued.
    issued: Option<NaiveDate>,
}

struct Compiler<'a> {
    file: &'a str,
    document: &'a Document,
    names: Names,
    reports: Reports,
    /// The ids of rules, deadlines and approval rows so far.
    ids: BTreeMap<String, Range<usize>>,
    /// The ids of the forms.
    forms: Vec<String>,
    /// The facts, once they are compiled.
    facts: Vec<Fact>,
    /// Those that differ from day to day.
    dated_facts: dated_facts::DatedFacts,
    /// The days by which it is judged what is in force, once they are compiled.
    judged_on: in_force::JudgedOn,
}

impl Compiler<'_> {
    fn parts(&mut self) -> Parts {
        let document = self.document;
        self.head();
        // An id in capitals is reported; what follows from it goes by the id as it is to be.
        let prefix = document.procedure.id.value.to_lowercase();
        let prefix = Some(prefix.as_str());
        questions::declare(
            &mut self.names,
            &document.options,
            &document.questions,
            prefix,
            &mut self.reports,
        );
        self.facts = self.compiled_facts();
        let issued = self.issued();
        self.judged_on = self.judged_on();
        let forms = self.compiled_forms();
        let seniority = self.seniority();
        let rules = self.rules();
        let deadlines = self.deadlines();
        let approvals = self.approvals(&seniority);
        let facts = std::mem::take(&mut self.facts);
        Parts {
            facts,
            forms,
            rules,
            deadlines,
            approvals,
            seniority,
            issued,
        }
    }

    /// What `[procedure]` says besides its texts.
    fn head(&mut self) {
        let head = &self.document.procedure;
        self.check_plain_id(&head.id);
        self.check_compared();
        if let Some(floor) = head.floor.as_ref().filter(|floor| floor.value == head.id.value) {
            let message = format!("{} cannot be the law beneath itself", floor.value);
            let help =
                "name the procedure whose duties apply beneath this one, such as \"england\", or leave floor out";
            self.reports
                .push(Report::new(&name::FLOOR_IS_ITSELF, &floor.span, message).help(help));
        }
    }

    /// Checks an expression of the file. One that reads dated facts stands for all its days.
    fn expression(&mut self, text: &Text, answered: Answered) -> Option<Typed> {
        let typed = self.checked(text, answered)?;
        self.on_its_day(text, typed)
    }

    /// As [`expression`](Self::expression), where dated facts are still to be looked at.
    fn checked(&mut self, text: &Text, answered: Answered) -> Option<Typed> {
        let mut found = Reports::default();
        let typed = parse(&text.value, &mut found).and_then(|node| check(&node, &self.names, answered, &mut found));
        let places = text.places(self.file);
        let refused = found.has_errors();
        self.reports.extend_mapped(found, &|offset| places.of(offset));
        typed.filter(|_| !refused)
    }

    /// Checks an expression that has to be a condition.
    fn condition(&mut self, text: &Text, answered: Answered) -> Option<Expression> {
        let typed = self.expression(text, answered)?;
        self.is_condition(text, typed)
    }

    fn is_condition(&mut self, text: &Text, typed: Typed) -> Option<Expression> {
        self.needs(
            text,
            typed,
            &[Type::Boolean],
            "a condition",
            "compare it with something, so that it is answered with yes or no",
        )
    }

    /// As [`condition`](Self::condition), where there may be none.
    fn optional_condition(&mut self, text: Option<&Text>, answered: Answered) -> Option<Expression> {
        text.and_then(|text| self.condition(text, answered))
    }

    /// Checks an expression that has to be a date, or a date and time.
    fn moment(&mut self, text: &Text) -> Option<Expression> {
        let typed = self.expression(text, Answered::Refused)?;
        self.needs(
            text,
            typed,
            &[Type::Date, Type::DateTime],
            "a date",
            "use a question that takes a date",
        )
    }

    fn needs(&mut self, text: &Text, typed: Typed, kinds: &[Type], what: &str, help: &str) -> Option<Expression> {
        if kinds.contains(&typed.kind) {
            return Some(typed.expression);
        }
        let message = format!("{what} is needed here, and this is {}", typed.kind.phrase());
        // `2026-04-01` reads as a subtraction.
        let as_day = format!("in an expression, a date is written date(\"{}\")", text.value.trim());
        let is_day = text.value.trim().parse::<NaiveDate>().is_ok();
        let help = if is_day { as_day.as_str() } else { help };
        self.reports
            .push(Report::new(&types::WRONG_TYPE, &text.span, message).help(help));
        None
    }

    /// Reports an id of a rule, deadline or row that is already taken.
    fn take_id(&mut self, id: &Text) {
        if !ids::is_rule_id(&id.value) {
            let report = Report::new(
                &crate::diagnostics::codes::document::BAD_ID,
                &id.span,
                format!("\"{}\" is not an id of a rule", id.value),
            );
            self.reports
                .push(report.help("write capital letters, then parts joined by hyphens: \"NEW-35\""));
        } else if id.value.starts_with(ids::OF_THE_RECORD) {
            let report = Report::new(
                &crate::diagnostics::codes::document::BAD_ID,
                &id.span,
                format!(
                    "{} is no id for a rule: with REC- begins what is found of any record",
                    id.value
                ),
            );
            self.reports
                .push(report.help("begin it with other capital letters, such as those of the authority: \"NEW-35\""));
        }
        match self.ids.get(&id.value) {
            Some(first) => {
                let report = Report::new(
                    &name::DECLARED_TWICE,
                    &id.span,
                    format!("{} is declared twice", id.value),
                );
                self.reports.push(report.note(first, "here for the first time"));
            }
            None => {
                self.ids.insert(id.value.clone(), id.span.clone());
            }
        }
    }
}
