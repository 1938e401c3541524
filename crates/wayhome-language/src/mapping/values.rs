//! How an answer is shown: yes and no, dates, and a code for each option.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value as Json;
use wayhome_engine::{Choice, Kind, OptionList, Question};
use wayhome_export::mapping::{DateFormat, Missing, Output, Shown};

use super::{Compiler, SEPARATOR};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{document as shape, mapping as codes};
use crate::document::mapping::{Codes, ColumnPart, FieldPart, Scalar};
use crate::document::shapes::{Placed, TextOr};
use crate::document::text::Text;

/// What a field or a column says about showing.
pub(super) struct Wanted<'a> {
    /// Where it stands.
    place: &'a Text,
    options: Option<&'a Placed<TextOr<Codes>>>,
    dates: Option<&'a Text>,
    yes_no: Option<&'a Placed<(Scalar, Scalar)>>,
}

impl<'a> From<&'a FieldPart> for Wanted<'a> {
    fn from(part: &'a FieldPart) -> Self {
        Self {
            place: part.question.as_ref().unwrap_or(&part.to),
            options: part.options.as_ref(),
            dates: part.dates.as_ref(),
            yes_no: part.yes_no.as_ref(),
        }
    }
}

impl<'a> From<&'a ColumnPart> for Wanted<'a> {
    fn from(part: &'a ColumnPart) -> Self {
        Self {
            place: &part.column,
            options: part.options.as_ref(),
            dates: part.dates.as_ref(),
            yes_no: part.yes_no.as_ref(),
        }
    }
}

impl Compiler<'_> {
    /// How the answer to a question is shown; `None` once it is said what is wrong.
    pub(super) fn shown(&mut self, question: &Question, lists: &[OptionList], wanted: &Wanted<'_>) -> Option<Shown> {
        let is_date = matches!(question.kind, Kind::Date | Kind::DateTime);
        let is_choice = matches!(question.kind, Kind::Choice(_) | Kind::Choices(_));
        if let Some(options) = wanted.options.filter(|_| !is_choice) {
            self.unlike("options", "a question with options", question, &options.span());
        }
        if let Some(dates) = wanted.dates.filter(|_| !is_date) {
            self.unlike("dates", "a date", question, &dates.span);
        }
        if let Some(yes_no) = wanted.yes_no.filter(|_| question.kind != Kind::YesNo) {
            self.unlike("yes_no", "a question of yes or no", question, &yes_no.span());
        }
        match &question.kind {
            Kind::YesNo => {
                let head = &self.document.head;
                if let Some(own) = wanted.yes_no {
                    self.refuse_alike(own);
                }
                let shown = wanted.yes_no.or(head.yes_no.as_ref());
                Some(shown.map_or(Shown::AsRecorded, |shown| {
                    let (yes, no) = shown.get_ref();
                    Shown::YesNo {
                        yes: yes.json(),
                        no: no.json(),
                    }
                }))
            }
            Kind::Date => {
                if let Some(own) = wanted.dates {
                    self.refuse_time(own);
                }
                let format = wanted.dates.or(self.document.head.dates.as_ref());
                self.format(format)
            }
            Kind::DateTime => {
                let format = wanted.dates.or(self.document.head.date_times.as_ref());
                self.format(format)
            }
            Kind::Choice(list) => self.options(lists.get(usize::from(*list))?, wanted),
            Kind::Choices(list) => {
                let list = lists.get(usize::from(*list))?;
                let shown = self.options(list, wanted);
                if let (Some(shown), Some(options)) = (&shown, wanted.options) {
                    self.note_split(list, shown, &options.span());
                }
                shown
            }
            _ => Some(Shown::AsRecorded),
        }
    }

    fn unlike(&mut self, key: &str, what: &str, question: &Question, span: &Range<usize>) {
        let message = format!("`{key}` is for {what}, and \"{}\" is none", question.id);
        let report = Report::new(&codes::WRONG_KIND, span, message);
        self.reports.push(report.help("leave it out"));
    }

    /// A date has no time of day: 00:00 would be made up, and read as midnight.
    pub(super) fn refuse_time(&mut self, format: &Text) {
        if DateFormat::new(&format.value).is_some_and(|read| read.has_time()) {
            let message = format!("\"{}\" says a time of day, and a date has none", format.value);
            let report = Report::new(&codes::BAD_FORMAT, &format.span, message);
            self.reports
                .push(report.help("leave hh, mm and ss out; `date_times` is for dates with a time"));
        }
    }

    pub(super) fn format(&mut self, format: Option<&Text>) -> Option<Shown> {
        let Some(format) = format else {
            return Some(Shown::AsRecorded);
        };
        let read = DateFormat::new(&format.value);
        if read.is_none() {
            let message = format!("\"{}\" is not a format of dates", format.value);
            let report = Report::new(&codes::BAD_FORMAT, &format.span, message);
            self.reports.push_once(
                report.help("write YYYY, MM and DD for year, month and day, and hh, mm and ss for a time: DD/MM/YYYY"),
            );
        }
        read.map(Shown::Date)
    }

    fn options(&mut self, list: &OptionList, wanted: &Wanted<'_>) -> Option<Shown> {
        let Some(options) = wanted.options else {
            let message = format!(
                "\"{}\" has options, and the field does not say their codes",
                wanted.place.value
            );
            let report = Report::new(&codes::MISSING_OPTION, &wanted.place.span, message);
            self.reports.push(
                report.help("add options = { … } with a code for each, or options = \"labels\", or options = \"ids\""),
            );
            return None;
        };
        let codes = match options.get_ref() {
            TextOr::Text(word) if word == "labels" => return Some(Shown::Labels),
            TextOr::Text(word) if word == "ids" => return Some(Shown::AsRecorded),
            TextOr::Text(word) => {
                let message = format!("\"{word}\" is neither \"labels\" nor \"ids\"");
                let report = Report::new(&shape::NOT_ALLOWED, &options.span(), message);
                self.reports
                    .push(report.help("write one of the two, or a table with a code for each option"));
                return None;
            }
            TextOr::Table(codes) => codes,
        };
        let mut found = BTreeMap::new();
        for (option, code) in codes {
            let id = option.get_ref();
            self.refuse_empty(code, &option.span());
            if list.options.iter().any(|known| known.id == *id) {
                found.insert(id.clone(), code.json());
            } else {
                let known = list.options.iter().map(|known| known.id.as_str());
                let message = format!("\"{id}\" is not an option of \"{}\"", wanted.place.value);
                let report = Report::new(&codes::UNKNOWN_OPTION, &option.span(), message);
                self.reports.push(report.suggest(id, known));
            }
        }
        let missing = list.options.iter().filter(|known| !found.contains_key(&known.id));
        let missing: Vec<_> = missing.map(|option| option.id.as_str()).collect();
        if !missing.is_empty() {
            let message = format!("there is no code for {}", missing.join(", "));
            let report = Report::new(&codes::MISSING_OPTION, &options.span(), message);
            self.reports
                .push(report.help("add a code for each: an answer without one would be lost"));
        }
        self.note_shared(codes);
        Some(Shown::Codes(found))
    }

    /// Yes and no have to look different.
    pub(super) fn refuse_alike(&mut self, yes_no: &Placed<(Scalar, Scalar)>) {
        let (yes, no) = yes_no.get_ref();
        if self.output.writes_alike(&yes.json(), &no.json()) {
            let report = Report::new(&codes::YES_LIKE_NO, &yes_no.span(), "yes and no would look the same");
            self.reports.push(report.help("write two different values"));
        } else if let Some(empty) = [yes, no].into_iter().find(|value| self.is_empty(value)) {
            self.refuse_empty(empty, &yes_no.span());
        }
    }

    fn is_empty(&self, value: &Scalar) -> bool {
        let missing = self.document.head.missing.unwrap_or(Missing::LeaveOut);
        self.output.looks_missing(missing, &value.json())
    }

    /// No answer may look like one that is missing.
    fn refuse_empty(&mut self, value: &Scalar, span: &Range<usize>) {
        if self.is_empty(value) {
            let message = "this answer would look like one that is missing";
            let report = Report::new(&codes::EMPTY_CODE, span, message);
            self.reports.push(report.help("write something for it"));
        }
    }

    /// Warns where several options are one text, and one of them holds what stands between them.
    fn note_split(&mut self, list: &OptionList, shown: &Shown, span: &Range<usize>) {
        let separator = self.document.head.separator.as_ref();
        let separator = separator.map_or(SEPARATOR, |separator| separator.value.as_str());
        // That nothing stands between them is another warning.
        if self.output == Output::Json || separator.is_empty() {
            return;
        }
        let holds = |option: &&Choice| match shown {
            Shown::Codes(codes) => codes
                .get(&option.id)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .contains(separator),
            Shown::Labels => option.label.contains(separator),
            _ => option.id.contains(separator),
        };
        if let Some(option) = list.options.iter().find(holds) {
            let message = format!(
                "what stands for \"{}\" holds \"{separator}\", which stands between several options",
                option.id
            );
            let report = Report::new(&codes::SPLIT_CODE, span, message);
            self.reports
                .push(report.help("choose another `separator`, or another code"));
        }
    }

    /// Warns of each option whose code another has already.
    fn note_shared(&mut self, options: &Codes) {
        let mut all: Vec<_> = options.iter().collect();
        all.sort_by_key(|(option, _)| option.span().start);
        for (place, (option, code)) in all.iter().enumerate() {
            let mut before = all.iter().take(place);
            let Some((other, _)) = before.find(|(_, other)| self.output.writes_alike(&other.json(), &code.json()))
            else {
                continue;
            };
            let message = format!(
                "\"{}\" and \"{}\" have the same code",
                other.get_ref(),
                option.get_ref()
            );
            let report = Report::new(&codes::SHARED_CODE, &option.span(), message).note(&other.span(), "this one");
            self.reports
                .push(report.help("give each a code of its own, unless your system has one for both"));
        }
    }
}
