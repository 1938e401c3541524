//! One answer as a council's system wants it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use wayhome_engine::{Kind, OptionList};

use super::{Missing, Output, Shown};
use crate::losses::LossKind;

/// Why an answer cannot be shown.
pub(super) enum NotShown {
    /// The mapping has no code for it.
    NoCode,
    /// It cannot be read.
    Unreadable,
    /// The format says a time of day, and the answer has none.
    NoTime,
}

impl NotShown {
    /// Why, in a loss report.
    pub(super) fn why(&self) -> &'static str {
        match self {
            Self::NoCode => "the mapping has no code for this answer",
            Self::Unreadable => "the answer cannot be read, and is not handed on",
            Self::NoTime => "the mapping wants a time of day, and a date has none",
        }
    }

    pub(super) fn kind(&self) -> LossKind {
        match self {
            Self::NoCode | Self::NoTime => LossKind::NoCode,
            Self::Unreadable => LossKind::Unreadable,
        }
    }
}

/// How answers are shown in one mapping.
pub(super) struct Showing<'a> {
    pub(super) lists: &'a [OptionList],
    pub(super) output: Output,
    pub(super) missing: Missing,
    pub(super) separator: &'a str,
}

impl Showing<'_> {
    /// A readable answer, shown.
    pub(super) fn show(&self, kind: &Kind, shown: &Shown, answer: &Json) -> Result<Json, NotShown> {
        match (kind, shown, answer) {
            (Kind::YesNo, Shown::YesNo { yes, no }, Json::Bool(is_yes)) => Ok((if *is_yes { yes } else { no }).clone()),
            // The compiler refuses it; a mapping that was compiled before it did makes no time up either.
            (Kind::Date, Shown::Date(format), _) if format.has_time() => Err(NotShown::NoTime),
            (Kind::Date, Shown::Date(format), Json::String(text)) => {
                let day = wayhome_engine::day::date(text).ok_or(NotShown::Unreadable)?;
                Ok(format.write(day.into()).into())
            }
            (Kind::DateTime, Shown::Date(format), Json::String(text)) => {
                let at = wayhome_engine::day::date_time(text).ok_or(NotShown::Unreadable)?;
                Ok(format.write(at).into())
            }
            (Kind::Choice(list), _, Json::String(option)) => self.option(*list, shown, option),
            (Kind::Choices(list), _, Json::Array(chosen)) => self.options(*list, shown, chosen),
            (_, _, answer) => Ok(answer.clone()),
        }
    }

    /// Why a readable answer, shown like this, is carried in part only, if it is.
    pub(super) fn reduced(&self, kind: &Kind, shown: &Shown, answer: &Json) -> Option<&'static str> {
        if self.shares_its_code(shown, answer) {
            return Some("another answer has the same code, so that nobody can tell which it was");
        }
        let value = self.show(kind, shown, answer).ok()?;
        if self.output.looks_missing(self.missing, &value) {
            return Some("it looks like an answer that is missing, so that nobody can tell that there was one");
        }
        if let (Kind::Choices(list), Json::String(text)) = (kind, &value)
            && self.comes_apart(*list, shown, text)
        {
            return Some("other options come to the same text, because of what stands between them");
        }
        Self::shortened(kind, shown, answer)
    }

    /// Can the text of several options be taken apart in more than one way?
    fn comes_apart(&self, list: u16, shown: &Shown, text: &str) -> bool {
        let options = self.lists.get(usize::from(list)).map(|list| &list.options);
        let codes = options.into_iter().flatten();
        let codes = codes.filter_map(|option| self.option(list, shown, &option.id).ok());
        let codes: BTreeSet<_> = codes.map(|code| plain(&code)).filter(|code| !code.is_empty()).collect();
        // In how many ways options follow from each place to the end. Two are enough to know.
        let mut ways = vec![0_u8; text.len()];
        for place in (0..text.len()).rev() {
            let Some(rest) = text.get(place..) else { continue };
            let after = codes.iter().filter_map(|code| rest.strip_prefix(code.as_str()));
            let found: u8 = after
                .map(|after| match after.strip_prefix(self.separator) {
                    _ if after.is_empty() => 1,
                    Some(later) => ways.get(text.len() - later.len()).copied().unwrap_or_default(),
                    None => 0,
                })
                .fold(0, u8::saturating_add);
            if let Some(here) = ways.get_mut(place) {
                *here = found.min(2);
            }
        }
        ways.first().is_some_and(|ways| *ways > 1)
    }

    /// Would another answer to the question be shown as the same?
    fn shares_its_code(&self, shown: &Shown, answer: &Json) -> bool {
        match (shown, answer) {
            (Shown::YesNo { yes, no }, Json::Bool(_)) => self.output.writes_alike(yes, no),
            (Shown::Codes(codes), Json::String(option)) => self.is_shared(codes, option),
            (Shown::Codes(codes), Json::Array(chosen)) => {
                let mut options = chosen.iter().filter_map(Json::as_str);
                options.any(|option| self.is_shared(codes, option))
            }
            _ => false,
        }
    }

    fn is_shared(&self, codes: &BTreeMap<String, Json>, option: &str) -> bool {
        let alike = |code: &Json| {
            let mut others = codes.iter().filter(|(other, _)| *other != option);
            others.any(|(_, other)| self.output.writes_alike(code, other))
        };
        codes.get(option).is_some_and(alike)
    }

    fn shortened(kind: &Kind, shown: &Shown, answer: &Json) -> Option<&'static str> {
        let (Kind::DateTime, Shown::Date(format), Json::String(text)) = (kind, shown, answer) else {
            return None;
        };
        let at = wayhome_engine::day::date_time(text)?;
        format
            .shortens(at)
            .then_some("the mapping's format leaves out the time of day, or a part of it")
    }

    fn option(&self, list: u16, shown: &Shown, option: &str) -> Result<Json, NotShown> {
        match shown {
            Shown::Codes(codes) => codes.get(option).cloned().ok_or(NotShown::NoCode),
            Shown::Labels => {
                let options = self.lists.get(usize::from(list)).map(|list| &list.options);
                let known = options.and_then(|options| options.iter().find(|known| known.id == option));
                known
                    .map(|known| known.label.clone().into())
                    .ok_or(NotShown::Unreadable)
            }
            _ => Ok(option.into()),
        }
    }

    /// Several options: an array in nested JSON, else one text.
    fn options(&self, list: u16, shown: &Shown, chosen: &[Json]) -> Result<Json, NotShown> {
        let mut all = Vec::with_capacity(chosen.len());
        for option in chosen
            .iter()
            .filter_map(Json::as_str)
            .filter(|option| !option.trim().is_empty())
        {
            all.push(self.option(list, shown, option)?);
        }
        if self.output == Output::Json {
            return Ok(Json::Array(all));
        }
        let texts: Vec<_> = all.iter().map(plain).collect();
        Ok(texts.join(self.separator).into())
    }
}

impl Output {
    /// Do two codes look the same? A table has no quotation marks that would tell 1 and "1" apart.
    ///
    /// ```
    /// use serde_json::json;
    /// use wayhome_export::mapping::Output;
    /// assert!(Output::Csv.writes_alike(&json!(1), &json!("1")));
    /// assert!(!Output::Json.writes_alike(&json!(1), &json!("1")));
    /// ```
    #[must_use]
    pub fn writes_alike(self, one: &Json, other: &Json) -> bool {
        if self == Self::Csv {
            plain(one) == plain(other)
        } else {
            one == other
        }
    }

    /// Does a value look like an answer that is missing?
    ///
    /// ```
    /// use serde_json::json;
    /// use wayhome_export::mapping::{Missing, Output};
    /// assert!(Output::Csv.looks_missing(Missing::LeaveOut, &json!("")));
    /// assert!(Output::Flat.looks_missing(Missing::Empty, &json!("")));
    /// assert!(!Output::Flat.looks_missing(Missing::LeaveOut, &json!("")));
    /// ```
    #[must_use]
    pub fn looks_missing(self, missing: Missing, value: &Json) -> bool {
        if self == Self::Csv {
            plain(value).is_empty()
        } else {
            missing.json().as_ref() == Some(value)
        }
    }
}

/// A value as text, without quotation marks.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
