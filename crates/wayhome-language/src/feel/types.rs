//! Kinds of values.

use wayhome_engine::{Expression, Function, Kind, QuestionIndex};

use super::names::Names;

/// What kind of value an expression comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Boolean,
    /// A number.
    Number,
    /// Text.
    Text,
    /// One option of the list at this place.
    Choice(u16),
    /// A calendar date.
    Date,
    /// A date and time of day.
    DateTime,
    /// A duration in days, hours, minutes and seconds.
    DaysDuration,
    /// A duration in years and months.
    MonthsDuration,
    /// A list of such values.
    List(Box<Type>),
    /// A row of the question at this place.
    Row(QuestionIndex),
    /// What the items of an empty list are.
    Nothing,
}

impl Type {
    /// FEEL's own name for it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::Text | Self::Choice(_) => "string",
            Self::Date => "date",
            Self::DateTime => "date and time",
            Self::DaysDuration => "days and time duration",
            Self::MonthsDuration => "years and months duration",
            Self::List(_) => "list",
            Self::Row(_) => "context",
            Self::Nothing => "Null",
        }
    }

    /// In a sentence: "a date".
    pub(crate) fn phrase(&self) -> &'static str {
        match self {
            Self::Boolean => "yes or no",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Choice(_) => "an option of a list",
            Self::Date => "a date",
            Self::DateTime => "a date and time",
            Self::DaysDuration => "a duration in days",
            Self::MonthsDuration => "a duration in months",
            Self::List(_) => "a list",
            Self::Row(_) => "a row",
            Self::Nothing => "an item of an empty list",
        }
    }

    /// Can values of this kind come before or after each other?
    pub(super) fn has_order(&self) -> bool {
        matches!(
            self,
            Self::Number | Self::Date | Self::DateTime | Self::DaysDuration | Self::MonthsDuration
        )
    }

    /// Can values of these kinds be equal?
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self == other && !matches!(self, Self::List(_) | Self::Row(_) | Self::Nothing)
    }

    /// The kind of both, where one may be an empty list.
    pub(super) fn common(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Nothing, known) | (known, Self::Nothing) => Some(known.clone()),
            (Self::List(a), Self::List(b)) => Some(Self::List(Box::new(a.common(b)?))),
            (a, b) => (a == b).then(|| a.clone()),
        }
    }

    /// The kind of a question's answer.
    pub(crate) fn of_question(index: QuestionIndex, kind: &Kind) -> Self {
        match kind {
            Kind::Date => Self::Date,
            Kind::DateTime => Self::DateTime,
            Kind::YesNo => Self::Boolean,
            Kind::Choice(list) => Self::Choice(*list),
            Kind::Choices(list) => Self::List(Box::new(Self::Choice(*list))),
            Kind::Number { .. } => Self::Number,
            Kind::Text { .. } => Self::Text,
            Kind::Rows(_) => Self::List(Box::new(Self::Row(index))),
        }
    }
}

/// The kind of a compiled fact, whose text is not at hand. `None` where the expression is not one that this crate makes.
pub(super) fn type_of(expression: &Expression, names: &Names) -> Option<Type> {
    use Expression as E;
    Some(match expression {
        E::Text(_) => Type::Text,
        E::DateTime(_) => Type::DateTime,
        E::Seconds(_) => Type::DaysDuration,
        // Neither has a kind without its surroundings.
        E::Option(_) | E::Item(_) | E::Field { .. } => return None,
        E::List(items) => {
            let mut kind = Type::Nothing;
            for item in items {
                kind = kind.common(&type_of(item, names)?)?;
            }
            Type::List(Box::new(kind))
        }
        E::Question(index) => names.type_of_question(*index)?,
        E::Fact(index) => names.type_of_fact(*index)?,
        E::Add(left, right) => match (type_of(left, names)?, type_of(right, names)?) {
            (moment @ (Type::Date | Type::DateTime), _) | (_, moment @ (Type::Date | Type::DateTime)) => moment,
            (left, _) => left,
        },
        E::Subtract(left, right) => match (type_of(left, names)?, type_of(right, names)?) {
            (Type::Date, Type::Date) | (Type::DateTime, Type::DateTime) => Type::DaysDuration,
            (left, _) => left,
        },
        E::Multiply(left, right) => match (type_of(left, names)?, type_of(right, names)?) {
            (Type::Number, right) => right,
            (left, _) => left,
        },
        E::Negate(inner) => type_of(inner, names)?,
        E::Months(_) | E::Call(Function::MonthsBetween, _) => Type::MonthsDuration,
        E::Date(_) | E::Call(Function::DateOf, _) => Type::Date,
        E::Call(Function::Min | Function::Max, arguments) => match type_of(arguments.first()?, names)? {
            Type::List(item) => *item,
            other => other,
        },
        E::Number(_) | E::Call(..) => Type::Number,
        _ => Type::Boolean,
    })
}
