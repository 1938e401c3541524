//! A compiled condition: names resolved, types checked, plain data.
//!
//! The language crate makes these from FEEL text; nothing here parses. An expression that was checked never meets a
//! value of the wrong type; one read from a damaged file may, and then comes to *unknown* rather than to a guess.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The place of a question in its procedure's list of questions.
pub type QuestionIndex = u16;
/// The place of a fact in its procedure's list of facts.
pub type FactIndex = u16;

/// One node of a compiled expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// `true` or `false`.
    Bool(bool),
    /// A number, exact to 28 digits.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A calendar date.
    Date(NaiveDate),
    /// A date and time of day, without a time zone.
    DateTime(NaiveDateTime),
    /// A days and time duration, in seconds.
    Seconds(i64),
    /// A years and months duration, in months.
    Months(i32),
    /// One option of a list of options, by its place in that list.
    Option(u16),
    /// A list of values.
    List(Vec<Expression>),
    /// What a question was answered.
    Question(QuestionIndex),
    /// What a fact comes to.
    Fact(FactIndex),
    /// The variable of an enclosing `some` or `every`, counted from the innermost, which is 0.
    Item(u8),
    /// A field of such a variable, where it runs over rows.
    Field {
        /// Which variable, as in [`Item`](Self::Item).
        item: u8,
        /// The field's place in the row.
        field: u8,
    },
    /// All hold. An empty list holds.
    And(Vec<Expression>),
    /// One holds. An empty list does not.
    Or(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
    /// Two values compared.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// A value passes one of the tests.
    In(Box<Expression>, Vec<Test>),
    /// At least one item of the list satisfies the condition.
    Some(Box<Expression>, Box<Expression>),
    /// Every item of the list satisfies the condition; so does an empty list.
    Every(Box<Expression>, Box<Expression>),
    /// Has the question an answer? Two-valued: No while it is unanswered.
    Answered(QuestionIndex),
    /// The question is to have an answer: Yes once it has one, Unknown until then.
    Recorded(QuestionIndex),
    /// Sum of two numbers or durations, or a date moved by a duration.
    Add(Box<Expression>, Box<Expression>),
    /// Difference of two numbers, durations or dates, or a date moved back by a duration.
    Subtract(Box<Expression>, Box<Expression>),
    /// Product of two numbers, or a duration times a number.
    Multiply(Box<Expression>, Box<Expression>),
    /// The opposite number or duration.
    Negate(Box<Expression>),
    /// A function applied.
    Call(Function, Vec<Expression>),
}

impl Expression {
    /// The expressions directly within this one, in the order of the text.
    #[must_use]
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::And(parts) | Self::Or(parts) | Self::List(parts) | Self::Call(_, parts) => parts.iter().collect(),
            Self::Not(inner) | Self::Negate(inner) => vec![inner],
            Self::Compare(_, left, right)
            | Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::Some(left, right)
            | Self::Every(left, right) => vec![left, right],
            Self::In(item, tests) => std::iter::once(item.as_ref())
                .chain(tests.iter().flat_map(|test| match test {
                    Test::Compare(_, value) | Test::Among(value) => vec![value],
                    Test::Between { low, high, .. } => vec![low, high],
                }))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// What a value has to pass at the lower end of a range.
    #[must_use]
    pub fn above_end(inside: bool) -> Self {
        if inside { Self::GreaterOrEqual } else { Self::Greater }
    }

    /// What a value has to pass at the upper end of a range.
    #[must_use]
    pub fn below_end(inside: bool) -> Self {
        if inside { Self::LessOrEqual } else { Self::Less }
    }

    /// The same with its sides exchanged: `a < b` is `b > a`.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Equal | Self::NotEqual => self,
        }
    }
}

/// One test of `in`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// The value compares so with this one: `in (< 5, "a")`.
    Compare(Comparison, Expression),
    /// The value is in this list, or among these choices: `"child" in plan_covers`.
    Among(Expression),
    /// The value lies between the ends: `in [1..5)`.
    Between {
        /// The lower end.
        low: Expression,
        /// Is the lower end itself inside?
        low_inside: bool,
        /// The upper end.
        high: Expression,
        /// Is the upper end itself inside?
        high_inside: bool,
    },
}

/// The functions that an expression may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// `age(born, on)`: completed years of age on a day.
    Age,
    /// `working_days(from, to)`: working days after `from`, up to and with `to`.
    WorkingDays,
    /// `days(from, to)`: calendar days from one date to a later one.
    Days,
    /// `years and months duration(from, to)`.
    MonthsBetween,
    /// `count(list)`.
    Count,
    /// `min(a, b, …)`.
    Min,
    /// `max(a, b, …)`.
    Max,
    /// `.year` of a date, or `.years` of a duration.
    Years,
    /// `.month` of a date, or `.months` of a duration.
    MonthPart,
    /// `.day` of a date, or `.days` of a duration.
    DayPart,
    /// `.weekday` of a date: Monday is 1, Sunday is 7.
    Weekday,
    /// `.hour` of a date and time, or `.hours` of a duration.
    HourPart,
    /// `.minute` of a date and time, or `.minutes` of a duration.
    MinutePart,
    /// `.second` of a date and time, or `.seconds` of a duration.
    SecondPart,
    /// A date and time's date.
    DateOf,
}
