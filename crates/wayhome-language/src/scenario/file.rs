//! The file: its shape, and where everything in it stands.

use std::ops::Range;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use wayhome_engine::{SCENARIO_KEYS, Scenario};

use crate::diagnostics::Reports;
use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, Reports as Found};
use crate::document::{messages, read, version};

/// The file with its places.
pub(super) struct File<'t> {
    root: DeTable<'t>,
    length: usize,
}

impl<'t> File<'t> {
    /// Reads the shape of a file.
    pub(super) fn read(text: &'t str, reports: &mut Reports) -> Option<(Self, Scenario)> {
        let root = read::table(text, reports)?;
        read::only(&root, &SCENARIO_KEYS, "a scenario", reports);
        version(&root, true, reports);
        dates(&DeValue::Table(root.clone()), reports);
        today(&root, reports);
        if reports.has_errors() {
            return None;
        }
        let whole = Spanned::new(0..text.len(), DeValue::Table(root.clone()));
        let file = Self {
            root,
            length: text.len(),
        };
        match Scenario::deserialize(ValueDeserializer::from(whole)) {
            Ok(scenario) => Some((file, scenario)),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                reports.push(messages::shape(error.message(), &span, "this part of a scenario"));
                None
            }
        }
    }

    /// The place of the last thing that a path leads to, such as `attempt.0.findings.NEW-35`: its key where it has one.
    ///
    /// Where the path leads on to something that is not there, the place of what it last led to. Keys that hold dots are one part each.
    pub(super) fn at(&self, path: &[&str]) -> Range<usize> {
        let mut place = 0..self.length.min(1);
        let mut table = Some(&self.root);
        let mut list: Option<&[Spanned<DeValue<'t>>]> = None;
        for part in path {
            let value = if let Some(here) = table {
                let Some((key, value)) = here.get_key_value(*part) else {
                    break;
                };
                place = key.span();
                value
            } else {
                let entry = list.and_then(|entries| entries.get(part.parse::<usize>().ok()?));
                let Some(value) = entry else { break };
                place = value.span();
                value
            };
            table = value.get_ref().as_table();
            list = value.get_ref().as_array().map(|entries| entries as &[_]);
            if table.is_none() && list.is_none() {
                place = value.span();
            }
        }
        place
    }

    /// The place of a key at the top.
    pub(super) fn place(&self, key: &str) -> Range<usize> {
        self.at(&[key])
    }
}

/// The day of the check is written as the dates among the answers, and told of in the same words.
fn today(root: &DeTable<'_>, reports: &mut Found) {
    let Some(today) = root.get("today") else { return };
    let value = today.get_ref();
    let is_day = |text: &str| text.parse::<NaiveDate>().is_ok();
    if value.as_datetime().is_none() && !value.as_str().is_some_and(is_day) {
        let report = Report::new(&codes::WRONG_KIND, &today.span(), "`today` must be a real date");
        reports.push(report.help("write the year, the month and the day: \"2026-03-02\""));
    }
}

/// A date without quotation marks is a date in TOML, and not an answer.
fn dates(value: &DeValue<'_>, reports: &mut Found) {
    let mut look = |inner: &Spanned<DeValue<'_>>| {
        if inner.get_ref().as_datetime().is_some() {
            let report = Report::new(
                &codes::WRONG_KIND,
                &inner.span(),
                "this is a date without quotation marks",
            );
            reports.push(report.help("write it in quotation marks: \"2026-03-02\""));
        } else {
            dates(inner.get_ref(), reports);
        }
    };
    match value {
        DeValue::Table(table) => table.iter().for_each(|(_, inner)| look(inner)),
        DeValue::Array(entries) => entries.iter().for_each(look),
        _ => {}
    }
}
