//! One answer as a council's system wants it.

use serde_json::Value as Json;
use wayhome_engine::{Kind, OptionList};

use super::{Output, Shown};
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

    /// Why a readable answer is shown in part only, if it is.
    pub(super) fn shortened(kind: &Kind, shown: &Shown, answer: &Json) -> Option<&'static str> {
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

/// A value as text, without quotation marks.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
