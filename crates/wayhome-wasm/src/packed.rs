//! Records in and results out by numbers, through memory that both sides see: no text is made until somebody reads it, and none crosses.
//!
//! A caller asks for [`room`], writes a record into it, has it judged, and reads the result at [`packed`]. Both places hold until the next call.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use js_sys::Error;
use wasm_bindgen::prelude::*;
use wayhome_engine::{
    Checked, DeadlineState, Field, LARGEST_RECORD, LibraryError, Outcome, Plan, QuestionPlace, Rooms, State, Unusable,
};

use crate::LIBRARY;
use crate::errors::{coded, day, encode, of_library};

/// What is written and read through memory, and what is used again.
#[derive(Default)]
struct Desk {
    input: Vec<u8>,
    packed: Vec<u8>,
    /// The forms that results speak of, by their numbers. One that was replaced keeps its number.
    forms: Vec<Arc<Plan>>,
    rooms: Rooms,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

fn plan(procedure: &str, form: &str) -> Result<Arc<Plan>, LibraryError> {
    LIBRARY.with_borrow_mut(|library| library.plan(procedure, form))
}

/// A day as [`judge`] and [`judge_fields`] take it.
///
/// # Errors
///
/// `day_unreadable` in the error's `code`.
#[wasm_bindgen(js_name = dayNumber)]
pub fn day_number(today: &str) -> Result<i32, Error> {
    day(today).map(|day| day.num_days_from_ce())
}

/// Where in the module's memory so many bytes may be written.
#[wasm_bindgen]
#[must_use]
pub fn room(length: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        if desk.input.len() < length {
            desk.input.resize(length, 0);
        }
        desk.input.as_mut_ptr()
    })
}

/// Where in the module's memory the last result is.
#[wasm_bindgen]
#[must_use]
pub fn packed() -> *const u8 {
    DESK.with_borrow(|desk| desk.packed.as_ptr())
}

/// Judges a record, the JSON text in the first `length` bytes of the room; returns how long the result is.
///
/// The result is, at two bytes a number, the lower first, unless something else is said:
///
/// - the outcome in one byte (0 complete, 1 incomplete, 2 breached), and the number of the form, for [`form_names`];
/// - how many answers are needed, and how many of those are there;
/// - how many checks there are, and a byte for the state of each; the same of deadlines;
/// - how many answers cannot be read, and the places of their questions; how many answers are to questions that do not exist.
///
/// A state is its place in the list of states of the report's format: met, explained, breached, to do, cannot tell, not applicable; of a deadline
/// due, late, met, met late, cannot tell, not applicable.
///
/// # Errors
///
/// As [`check`](crate::check).
#[wasm_bindgen]
pub fn judge(length: usize, day: i32) -> Result<usize, Error> {
    DESK.with_borrow_mut(|desk| {
        let text = desk.input.get(..length).unwrap_or_default();
        let checked = Checked::read_within(&mut desk.rooms, text, date(day)?, plan).map_err(|error| match error {
            Unusable::Record(error) => coded(error.code(), &error.to_string()),
            Unusable::Plan(error) => of_library(&error),
        })?;
        Ok(desk.keep(checked))
    })
}

/// Judges many records, one a line, in the first `length` bytes of the room; returns how long the result is.
///
/// It is, line after line: where the line begins, its length and that of what follows, at four bytes each; a result as of [`judge`], or after a byte of 255 the code
/// and the words of an error as JSON text; nothing of a blank line. The words name the column alone.
///
/// # Errors
///
/// `day_unreadable` in the error's `code`.
#[wasm_bindgen(js_name = judgeLines)]
pub fn judge_lines(length: usize, day: i32) -> Result<usize, Error> {
    let day = date(day)?;
    DESK.with_borrow_mut(|desk| {
        let input = std::mem::take(&mut desk.input);
        desk.packed.clear();
        let lines = input.get(..length).unwrap_or_default();
        let mut from = 0;
        while let Some(rest) = lines.get(from..).filter(|rest| !rest.is_empty()) {
            let line = rest.get(..line_length(rest)).unwrap_or_default();
            let head = desk.packed.len();
            desk.packed.extend([0; 12]);
            if !line.trim_ascii().is_empty() {
                desk.line(line, day);
            }
            let told = desk.packed.len() - head - 12;
            if let Some(place) = desk.packed.get_mut(head..head + 12) {
                place.copy_from_slice([from, line.len(), told].map(four).as_flattened());
            }
            from += line.len() + 1;
        }
        desk.input = input;
        Ok(desk.packed.len())
    })
}

/// A number in four bytes.
fn four(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// How many bytes go before the end of a line.
fn line_length(bytes: &[u8]) -> usize {
    // Whether there is an end among many bytes is a question that a processor answers at once.
    let (many, _) = bytes.as_chunks::<64>();
    let is_within = |bytes: &&[u8; 64]| bytes.iter().fold(0, |ends, byte| ends | u8::from(*byte == b'\n')) == 0;
    let passed = 64 * many.iter().take_while(is_within).count();
    let end = bytes.iter().skip(passed).position(|byte| *byte == b'\n');
    end.map_or(bytes.len(), |end| passed + end)
}

/// The number of a form, for [`judge_fields`].
///
/// # Errors
///
/// `procedure_unknown`, `form_unknown` or `floor_missing` in the error's `code`.
#[wasm_bindgen(js_name = formNumber)]
pub fn form_number(procedure: &str, form: &str) -> Result<u16, Error> {
    let plan = plan(procedure, form).map_err(|error| of_library(&error))?;
    Ok(number_of(&plan))
}

/// The number under which results speak of a form.
pub(crate) fn number_of(plan: &Arc<Plan>) -> u16 {
    DESK.with_borrow_mut(|desk| desk.number(plan))
}

/// What the numbers of a form's results speak of, as JSON text: its questions by place, the source and id of each check and of each deadline; the
/// questions and columns whose texts nothing reads, by place ([`Plan::unread_texts`]); the source and id of each approval table.
///
/// # Errors
///
/// None in practice: names can always be said in JSON.
#[wasm_bindgen(js_name = formNames)]
pub fn form_names(number: u16) -> Result<String, Error> {
    let Some(plan) = form(number) else {
        return Err(unknown_form());
    };
    let questions: Vec<_> = (0..=u16::MAX)
        .map_while(|number| plan.at(number))
        .map(|place| plan.question_at(place))
        .collect();
    let checks: Vec<_> = plan
        .checks()
        .map(|(source, rule)| [source.id.as_str(), rule.id.as_str()])
        .collect();
    let deadlines: Vec<_> = plan
        .deadlines()
        .map(|(source, deadline)| [source.id.as_str(), deadline.id.as_str()])
        .collect();
    let approvals: Vec<_> = plan
        .approvals()
        .map(|(source, table)| [source.id.as_str(), table.id.as_str()])
        .collect();
    let texts = plan.unread_texts().into_iter();
    let texts: Vec<_> = texts.map(|(place, columns)| (place.number(), columns)).collect();
    encode(&(questions, checks, deadlines, texts, approvals))
}

/// Judges answers that lie in the first `length` bytes of the room, one after the other: the place of the question in two bytes, what the answer is in
/// one (0 text, 1 yes, 2 no, 3 JSON), how many bytes it has in four, and those bytes.
///
/// Returns how long the result is; 0 where a question is answered twice or something is not as described.
///
/// # Errors
///
/// `day_unreadable` in the error's `code`.
#[wasm_bindgen(js_name = judgeFields)]
pub fn judge_fields(number: u16, length: usize, day: i32) -> Result<usize, Error> {
    let plan = form(number).ok_or_else(unknown_form)?;
    DESK.with_borrow_mut(|desk| {
        let mut rest = desk.input.get(..length.min(LARGEST_RECORD)).unwrap_or_default();
        let fields = std::iter::from_fn(|| {
            let (field, after) = field(&plan, rest)?;
            rest = after;
            Some(field)
        });
        let checked = Checked::of_fields(&mut desk.rooms, &plan, date(day)?, fields);
        let whole = rest.is_empty() && length <= LARGEST_RECORD;
        Ok(checked.filter(|_| whole).map_or(0, |checked| desk.keep(checked)))
    })
}

/// The first answer, and what comes after it.
fn field<'t>(plan: &Plan, bytes: &'t [u8]) -> Option<((QuestionPlace, Field<'t>), &'t [u8])> {
    let ([low, high, kind, length @ ..], rest) = bytes.split_first_chunk::<7>()?;
    let (said, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let said = std::str::from_utf8(said).ok()?;
    let field = match kind {
        0 => Field::Text(said),
        1 => Field::YesNo(true),
        2 => Field::YesNo(false),
        _ => Field::Json(said),
    };
    Some(((plan.at(u16::from_le_bytes([*low, *high]))?, field), rest))
}

fn form(number: u16) -> Option<Arc<Plan>> {
    DESK.with_borrow(|desk| desk.forms.get(usize::from(number)).cloned())
}

fn unknown_form() -> Error {
    coded("form_unknown", "There is no form of this number.")
}

fn date(day: i32) -> Result<NaiveDate, Error> {
    NaiveDate::from_num_days_from_ce_opt(day)
        .ok_or_else(|| coded("day_unreadable", "The day of the check must be a real date."))
}

impl Desk {
    fn number(&mut self, plan: &Arc<Plan>) -> u16 {
        let known = self.forms.iter().position(|form| Arc::ptr_eq(form, plan));
        let place = known.unwrap_or_else(|| {
            self.forms.push(Arc::clone(plan));
            self.forms.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// Packs a result alone, and keeps what was judged for its room; returns the length of the result.
    fn keep(&mut self, checked: Checked) -> usize {
        self.packed.clear();
        self.pack(checked);
        self.packed.len()
    }

    fn line(&mut self, line: &[u8], day: NaiveDate) {
        let mut missing = None;
        let (code, said) = match Checked::read_within(&mut self.rooms, line, day, plan) {
            Ok(checked) => return self.pack(checked),
            Err(Unusable::Record(error)) => (error.code(), error.in_line()),
            Err(Unusable::Plan(error)) => {
                missing = error.unknown().map(str::to_owned);
                (error.code(), error.to_string())
            }
        };
        self.packed.push(u8::MAX);
        // A list of texts can always be said in JSON.
        let told = (code, &said, missing);
        self.packed.extend(serde_json::to_vec(&told).unwrap_or_default());
    }

    fn pack(&mut self, checked: Checked) {
        let form = self.number(checked.plan());
        let to = &mut self.packed;
        to.push(match checked.outcome() {
            Outcome::Complete => 0,
            Outcome::Incomplete => 1,
            Outcome::Breached => 2,
        });
        let progress = checked.progress();
        to.extend(form.to_le_bytes());
        count(to, progress.needed as usize);
        count(to, progress.answered as usize);
        listed(to, checked.plan().check_count(), checked.states().map(state));
        listed(
            to,
            checked.plan().deadline_count(),
            checked.deadline_states().map(deadline_state),
        );
        let at = to.len();
        count(to, 0);
        for question in checked.unreadable() {
            to.extend(question.number().to_le_bytes());
        }
        count_from(to, at, 2);
        count(to, checked.unknown());
        self.rooms.leave(checked);
    }
}

/// Two bytes; what does not fit is not counted further.
fn count(to: &mut Vec<u8>, count: usize) {
    to.extend(u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes());
}

/// Writes at a place how many things of a size came after it.
fn count_from(to: &mut [u8], at: usize, size: usize) {
    let count = u16::try_from((to.len() - at - 2) / size)
        .unwrap_or(u16::MAX)
        .to_le_bytes();
    if let Some(place) = to.get_mut(at..at + 2) {
        place.copy_from_slice(&count);
    }
}

/// How many there are, and a byte for each.
fn listed(to: &mut Vec<u8>, length: usize, bytes: impl Iterator<Item = u8>) {
    let length = length.min(usize::from(u16::MAX));
    count(to, length);
    let from = to.len();
    to.reserve(length);
    // Not by `extend`, which goes from part to part of the iterator for each byte.
    bytes.for_each(|byte| to.push(byte));
    to.resize(from + length, 0);
}

pub(crate) fn state(state: State) -> u8 {
    match state {
        State::Met => 0,
        State::Explained => 1,
        State::Breached => 2,
        State::ToDo => 3,
        State::CannotTell => 4,
        State::NotApplicable => 5,
    }
}

pub(crate) fn deadline_state(state: DeadlineState) -> u8 {
    match state {
        DeadlineState::Due => 0,
        DeadlineState::Late => 1,
        DeadlineState::Met => 2,
        DeadlineState::MetLate => 3,
        DeadlineState::CannotTell => 4,
        DeadlineState::NotApplicable => 5,
    }
}
