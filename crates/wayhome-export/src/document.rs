//! Wayhome JSON: the record with its report, and everything that somebody needs in order to rely on it later.
//!
//! The keys of the document, at every depth, stand in one order, and [`sha256`](Document::sha256) is the hash of its canonical bytes (RFC 8785)
//! without that key: whoever can read JSON can check it. The document is itself a record: [`Record::parse`](wayhome_engine::Record::parse) opens it.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use wayhome_engine::{Caution, FORMAT, Procedure, Record, Report, Truth, words};

use crate::carried::AllCarried;
use crate::outgoing::Outgoing;
use crate::signing::{Replaced, SignOff};

/// A record with its report, as Wayhome writes it for others to keep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of this format.
    pub wayhome: u32,
    /// The id of the procedure.
    pub procedure: String,
    /// The id of the form.
    pub form: String,
    /// The record's own id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// An exercise, about nobody. Left out where it is not one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub training: bool,
    /// The answers, by question id. Answers to questions that are not asked are not among them; of those of which it cannot be told whether they are
    /// asked, only what the report speaks of itself: what cannot be read, for one.
    pub answers: Map<String, Json>,
    /// The questions whose answers were left out because they are not asked, or because it cannot be told whether they are; also of the export that the
    /// record comes from, where they have no answer since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// What made it.
    pub made_with: MadeWith,
    /// Who signed it, and when. Left out where nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignOff>,
    /// The signed record that this one is a newer version of. Left out where it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// The answers that were brought along from an earlier record, by question id: where each comes from, and whether somebody has looked at it since.
    /// Left out where none were.
    #[serde(default, skip_serializing_if = "AllCarried::is_empty")]
    pub carried: AllCarried,
    /// The reasons that the record gives where something is not as asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What a check of the record finds.
    pub report: Report,
    /// What to know of the procedure, and of the law beneath it, before relying on the report. What to know of their age stands in the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<Caution>,
    /// SHA-256 of the document's canonical bytes (RFC 8785) without this key, in lower-case hexadecimal. A record that the app saves has none,
    /// signed or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A question whose answer was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Its id.
    pub question: String,
    /// What its answer is called.
    pub name: String,
    /// `no`: it is not asked. `unknown`: an answer that is missing decides whether it is.
    pub asked: Truth,
}

/// Why something is not as asked, in the record's own answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The rule that asks for something else.
    pub rule: String,
    /// The id of the procedure that it belongs to.
    pub source: String,
    /// The questions whose answers are the reason.
    pub answers: Vec<String>,
    /// The same in words: "Reason for not speaking alone: Did not want to".
    pub words: Vec<String>,
}

/// Which edition of what made a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MadeWith {
    /// The version of Wayhome.
    pub wayhome_version: String,
    /// The hash of the compiled procedure.
    pub procedure_hash: String,
    /// When its rules were last compared with the document.
    pub procedure_compared: String,
    /// Who issued the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// What the document calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// When the document was issued, as it says itself. Left out where it bears no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The law beneath the procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Floor>,
}

/// Which edition of the law stood beneath the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Its id.
    pub id: String,
    /// The hash of the compiled procedure.
    pub hash: String,
    /// When its rules were last compared with the law.
    pub compared: String,
}

impl Document {
    /// The document of a record, with its hash.
    ///
    /// ```
    /// use wayhome_engine::{Record, Session};
    /// use wayhome_export::{Document, Outgoing};
    /// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    /// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
    /// session.set("seen_alone", true.into());
    /// session.set("not_alone_reason", "unable".into());
    /// let document = Document::new(&Outgoing::new(&session));
    /// assert_eq!(document.answers.len(), 1);
    /// assert_eq!(document.left_out[0].question, "not_alone_reason");
    /// assert!(document.sha256.is_some());
    /// ```
    #[must_use]
    pub fn new(outgoing: &Outgoing<'_>) -> Self {
        let procedure = outgoing.procedure();
        let floor = procedure.floor.as_deref();
        let floor = floor
            .and_then(|id| outgoing.session.plan().source(id))
            .map(|floor| Floor {
                id: floor.id.clone(),
                hash: floor.hash.clone(),
                compared: floor.compared.clone(),
            });
        let mut left_out = outgoing.left_out_of_json();
        let mut record = outgoing.session.record();
        for hidden in &left_out {
            record.answers.remove(&hidden.question);
        }
        left_out.extend(outgoing.left_out_before().cloned());
        let mut carried = outgoing.carried.cloned().unwrap_or_default();
        carried.retain(|question, _| outgoing.answer(question).is_some());
        let mut document = Self {
            wayhome: FORMAT,
            procedure: record.procedure,
            form: record.form,
            id: record.id,
            training: outgoing.training,
            answers: record.answers,
            left_out,
            made_with: MadeWith {
                wayhome_version: env!("CARGO_PKG_VERSION").to_owned(),
                procedure_hash: procedure.hash.clone(),
                procedure_compared: procedure.compared.clone(),
                authority: Some(procedure.authority.clone()),
                document: Some(procedure.document.clone()),
                dated: procedure.dated.clone(),
                floor,
            },
            signed: outgoing.signed.cloned(),
            replaces: outgoing.replaces.cloned(),
            carried,
            reasons: outgoing.reasons(),
            report: outgoing.report.clone(),
            cautions: outgoing.cautions(),
            sha256: None,
        };
        document.sha256 = document.canonical().map(|bytes| hash(&bytes));
        document
    }

    /// The record within, as it was exported.
    #[must_use]
    pub fn record(&self) -> Record {
        Record {
            wayhome: self.wayhome,
            procedure: self.procedure.clone(),
            form: self.form.clone(),
            id: self.id.clone(),
            training: self.training,
            answers: self.answers.clone(),
        }
    }

    /// The bytes that are hashed: the document without its hash, by RFC 8785.
    #[must_use]
    pub fn canonical(&self) -> Option<Vec<u8>> {
        // By way of a value: one way of writing a document is code enough for a browser.
        canonical(serde_json::to_value(self).ok()?)
    }

    /// The record, with what stands beside it: who signed it, which it replaces, what was brought along, what was left out, and whether it is an
    /// exercise.
    ///
    /// # Errors
    ///
    /// None in practice: a document can always be said in JSON.
    pub fn record_beside(&self) -> Result<Json, serde_json::Error> {
        let mut record = serde_json::to_value(self.record())?;
        if let Some(fields) = record.as_object_mut() {
            if let Some(signed) = &self.signed {
                fields.insert("signed".to_owned(), serde_json::to_value(signed)?);
            }
            if let Some(replaces) = &self.replaces {
                fields.insert("replaces".to_owned(), serde_json::to_value(replaces)?);
            }
            if !self.carried.is_empty() {
                fields.insert("carried".to_owned(), serde_json::to_value(&self.carried)?);
            }
            if !self.left_out.is_empty() {
                fields.insert("left_out".to_owned(), serde_json::to_value(&self.left_out)?);
            }
        }
        Ok(record)
    }

    /// What a person is to know about the document, a sentence each. `here` is the procedure as it is known where the document is read, and `law` the
    /// one beneath it.
    #[must_use]
    pub fn notes(&self, here: Option<&Procedure>, law: Option<&Procedure>) -> Vec<String> {
        let (made, procedure) = (&self.made_with, &self.procedure);
        let mut notes = vec![format!(
            "It is as it was exported, checked as on {}, by Wayhome {}.",
            self.report.today, made.wayhome_version
        )];
        match here {
            None => notes.push(format!(
                "There is no procedure {} here: the record can be read, and not checked.",
                words::told_id(procedure)
            )),
            Some(here) if here.hash != made.procedure_hash => notes.push(format!(
                "It was checked by another edition of `{procedure}` than the one here: check it again."
            )),
            Some(_) => {}
        }
        if let (Some(law), Some(floor)) = (law, &made.floor)
            && (law.id != floor.id || law.hash != floor.hash)
        {
            notes.push(format!(
                "It was checked by another edition of the law, `{}`, than the one here: check it again.",
                floor.id
            ));
        }
        if self.training {
            notes.push("It is an exercise, about nobody.".to_owned());
        }
        if let Some(replaces) = &self.replaces {
            notes.push(replaces.words_with_id());
        }
        match self.carried.values().filter(|carried| !carried.checked).count() {
            0 => {}
            1 => notes.push("1 answer was brought along from an earlier record, and nobody has checked it.".to_owned()),
            count => notes.push(format!(
                "{count} answers were brought along from an earlier record, and nobody has checked them."
            )),
        }
        for (is_no, of) in [
            (true, "that are not asked"),
            (false, "of which it cannot be told whether they are asked"),
        ] {
            let left_out = self.left_out.iter().filter(|left| left.asked.is_no() == is_no);
            let names: Vec<_> = left_out.map(|left| left.name.as_str()).collect();
            if !names.is_empty() {
                notes.push(format!(
                    "Answers to questions {of} were left out: {}.",
                    names.join(", ")
                ));
            }
        }
        notes
    }

    /// The document as text, its keys in canonical order.
    ///
    /// # Errors
    ///
    /// None in practice: a document can always be said in JSON.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        // By way of a value, whose keys are sorted.
        serde_json::to_string_pretty(&serde_json::to_value(self)?).map(|text| text + "\n")
    }
}

fn canonical(mut document: Json) -> Option<Vec<u8>> {
    document.as_object_mut()?.remove("sha256");
    serde_json_canonicalizer::to_vec(&document).ok()
}

/// Does what was read bear a hash that fits it? Nothing where it bears none. All that it says counts, also what no export has.
pub(crate) fn hash_fits(document: Json) -> Option<bool> {
    let said = document.get("sha256")?.as_str().map(str::to_owned);
    Some(said.is_some() && said == canonical(document).map(|bytes| hash(&bytes)))
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}
