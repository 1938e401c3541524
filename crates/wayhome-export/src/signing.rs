//! Who signed a record, how and when; and the signed record that a newer one replaces.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wayhome_engine::{Plan, Procedure, words};

/// That a record is signed: it no longer changes, and a change begins a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignOff {
    /// The day of signing.
    pub on: NaiveDate,
    /// The one who signs.
    pub by: Party,
    /// What they are: "Social worker".
    pub role: String,
    /// The child or young person, where the procedure asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub young_person: Option<Party>,
    /// How many things were open when it was signed: signing never waits for them, and never hides them.
    pub open: usize,
    /// The procedure as it was then.
    pub procedure_hash: String,
    /// The law beneath the procedure as it was then. Left out where none is, and in records signed before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law_hash: Option<String>,
}

/// Someone who signs, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// As typed.
    pub name: String,
    /// How they signed.
    pub mark: Mark,
}

/// How somebody signed. The ways are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// By typing the name.
    Typed,
    /// By saying so.
    AgreedVerbally,
    /// By drawing: strokes as an SVG path, in a field of 600 by 200.
    Drawn(String),
    /// Asked, and did not want to.
    Declined,
}

/// The signed record that a record is a newer version of: both may have reached another system, and only one of them stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replaced {
    /// Its own id.
    pub id: String,
    /// The day on which it was signed. Left out where that is not known any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
}

impl Replaced {
    /// That there is an earlier version, and of which day, in a sentence.
    ///
    /// ```
    /// use wayhome_export::Replaced;
    /// let replaced: Replaced = serde_json::from_str(r#"{"id":"R-1","signed_on":"2026-03-02"}"#)?;
    /// assert_eq!(replaced.words(), "This is a newer version of a record signed on 2 March 2026.");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        match self.signed_on {
            Some(on) => format!("This is a newer version of a record signed on {}.", words::date(on)),
            None => "This is a newer version of a record that was signed before.".to_owned(),
        }
    }

    /// The same with the id of that record, for what says this one's.
    pub(crate) fn words_with_id(&self) -> String {
        format!("{} It replaces record {}.", self.words(), self.id)
    }
}

impl SignOff {
    /// Of the procedure and the law that a plan is made of, those under another edition of which it was signed, as far as it says: each with the
    /// hash of that edition.
    ///
    /// ```
    /// use wayhome_export::SignOff;
    /// let signed: SignOff = serde_json::from_str(
    ///     r#"{"on":"2026-03-02","by":{"name":"Sam Sample","mark":"typed"},"role":"","open":0,"procedure_hash":"","law_hash":"x"}"#,
    /// )?;
    /// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    /// let others: Vec<_> = signed.other_editions(&plan).map(|(source, hash)| (source.id.as_str(), hash)).collect();
    /// assert_eq!(others, [("england", "x")]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn other_editions<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (&'a Procedure, &'a str)> {
        let procedure = (Some(plan.procedure()), Some(&self.procedure_hash));
        let law = (plan.law(), self.law_hash.as_ref());
        let both = [procedure, law].into_iter();
        both.filter_map(|(source, hash)| Some((source?, hash?.as_str())))
            .filter(|(source, hash)| !hash.is_empty() && *hash != source.hash)
    }

    /// Who signed, as what, when, and how much was open then, in a sentence or two.
    ///
    /// ```
    /// use wayhome_export::SignOff;
    /// let signed: SignOff = serde_json::from_str(
    ///     r#"{"on":"2026-03-02","by":{"name":"Sam Sample","mark":"typed"},"role":"Social worker","open":1,"procedure_hash":""}"#,
    /// )?;
    /// assert_eq!(signed.words(), "Signed by Sam Sample, Social worker, on 2 March 2026. 1 thing was open then.");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        let on = words::date(self.on);
        let signed = match self.role.trim() {
            "" => format!("Signed by {} on {on}.", self.by.name),
            role => format!("Signed by {}, {role}, on {on}.", self.by.name),
        };
        match self.open {
            0 => signed,
            1 => format!("{signed} 1 thing was open then."),
            open => format!("{signed} {open} things were open then."),
        }
    }
}

impl Party {
    /// How they signed, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let name = &self.name;
        match &self.mark {
            Mark::Typed => format!("{name} signed by typing the name."),
            Mark::AgreedVerbally => format!("{name} agreed verbally."),
            Mark::Drawn(_) => format!("{name} signed by hand."),
            Mark::Declined => format!("{name} was asked, and did not want to sign."),
        }
    }
}
