//! A compiled procedure from its JSON: the same fields as its types derive from serde, in far less code.

use super::{FromJson, Reader, record_of, word};
use crate::calendar::Calendar;
use crate::expression::{Comparison, Expression, Function, Test};
use crate::period::Unit;
use crate::procedure::{
    ApprovalRow, ApprovalTable, Ask, Basis, Choice, Citation, Deadline, Designation, Fact, Form, Kind, Level,
    OptionList, Part, Procedure, Question, Rule, Section, Seniority, Silence,
};

record_of!(Procedure {
    wayhome, hash, id, authority, document, basis, compared, option_lists, questions, facts, forms, rules, deadlines, approvals,
    seniority, calendar,
} may be absent { floor, dated, issued, superseded, cautions, other_questions });
record_of!(OptionList { id, options });
record_of!(Choice { id, label });
record_of!(Question { id, label, name, kind } may be absent { hint, urgency, past, row });
record_of!(Fact { id, is } may be absent { name });
record_of!(Form { id, title, sections });
record_of!(Section { title, ask });
record_of!(Ask { question } may be absent { when });
record_of!(Rule { id, forms, level, parts, about, says, cite } may be absent { when });
record_of!(Part { expect } may be absent { explained, breached_says, explained_says });
record_of!(Citation { document, section } may be absent { quoted, correct });
record_of!(Deadline {
    id, forms, level, from, within, unit, says, cite,
} may be absent { when, first_day_counts, met_by, floor });
record_of!(ApprovalTable { id, title, forms, rows, silences } may be absent { retrospective, effective });
record_of!(ApprovalRow {
    when, by, check,
} may be absent { at_least, none_required, recommended_by, consult, notify, over, exclusive_with });
record_of!(Silence { when, note });
record_of!(Seniority { ladder } may be absent { designations });
record_of!(Designation { id, held_by });
record_of!(Calendar {} may be absent { known_from, known_to, holidays });

word!(Basis { "law" => Law, "guidance" => Guidance, "local" => Local });
word!(Level { "must" => Must, "should" => Should, "consider" => Consider });
word!(Unit {
    "days" => Days, "weeks" => Weeks, "months" => Months, "working_days" => WorkingDays, "hours" => Hours,
});
word!(Comparison {
    "equal" => Equal, "not_equal" => NotEqual, "less" => Less, "less_or_equal" => LessOrEqual, "greater" => Greater,
    "greater_or_equal" => GreaterOrEqual,
});
word!(Function {
    "age" => Age, "working_days" => WorkingDays, "days" => Days, "months_between" => MonthsBetween, "count" => Count, "min" => Min,
    "max" => Max, "years" => Years, "month_part" => MonthPart, "day_part" => DayPart, "weekday" => Weekday, "hour_part" => HourPart,
    "minute_part" => MinutePart, "second_part" => SecondPart, "date_of" => DateOf,
});

/// `{ "name": what it holds }`
fn tagged<T>(reader: &mut Reader<'_>, mut read: impl FnMut(&mut Reader<'_>, &str) -> Option<T>) -> Option<T> {
    let mut found = None;
    reader.object(|reader, name| {
        if found.is_some() {
            return None;
        }
        found = Some(read(reader, name)?);
        Some(())
    })?;
    found
}

fn two<A: FromJson, B: FromJson>(reader: &mut Reader<'_>) -> Option<(A, B)> {
    let (mut first, mut second) = (None, None);
    reader.items(&mut [&mut first, &mut second])?;
    first.zip(second)
}

/// Two operands.
fn pair(reader: &mut Reader<'_>) -> Option<(Box<Expression>, Box<Expression>)> {
    two(reader)
}

impl FromJson for Kind {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.peek()? == b'"' {
            return match &*reader.text()? {
                "date" => Some(Self::Date),
                "date_time" => Some(Self::DateTime),
                "yes_no" => Some(Self::YesNo),
                _ => None,
            };
        }
        tagged(reader, |reader, name| {
            Some(match name {
                "choice" => Self::Choice(u16::from_json(reader)?),
                "choices" => Self::Choices(u16::from_json(reader)?),
                "rows" => Self::Rows(Vec::from_json(reader)?),
                "text" => {
                    let mut long = None;
                    reader.fields(&mut [("long", &mut long)])?;
                    Self::Text { long: long? }
                }
                "number" => {
                    let (mut min, mut max) = (None, None);
                    reader.fields(&mut [("min", &mut min), ("max", &mut max)])?;
                    Self::Number {
                        min: min.flatten(),
                        max: max.flatten(),
                    }
                }
                _ => return None,
            })
        })
    }
}

impl FromJson for Test {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        tagged(reader, |reader, name| {
            Some(match name {
                "compare" => {
                    let (comparison, value) = two(reader)?;
                    Self::Compare(comparison, value)
                }
                "among" => Self::Among(Expression::from_json(reader)?),
                "between" => {
                    let (mut low, mut low_inside, mut high, mut high_inside) = (None, None, None, None);
                    reader.fields(&mut [
                        ("low", &mut low),
                        ("low_inside", &mut low_inside),
                        ("high", &mut high),
                        ("high_inside", &mut high_inside),
                    ])?;
                    Self::Between {
                        low: low?,
                        low_inside: low_inside?,
                        high: high?,
                        high_inside: high_inside?,
                    }
                }
                _ => return None,
            })
        })
    }
}

impl FromJson for Expression {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        tagged(reader, |reader, name| {
            Some(match name {
                "bool" => Self::Bool(reader.bool()?),
                "number" => Self::Number(FromJson::from_json(reader)?),
                "text" => Self::Text(FromJson::from_json(reader)?),
                "date" => Self::Date(FromJson::from_json(reader)?),
                "date_time" => Self::DateTime(FromJson::from_json(reader)?),
                "seconds" => Self::Seconds(FromJson::from_json(reader)?),
                "months" => Self::Months(FromJson::from_json(reader)?),
                "option" => Self::Option(FromJson::from_json(reader)?),
                "list" => Self::List(FromJson::from_json(reader)?),
                "question" => Self::Question(FromJson::from_json(reader)?),
                "fact" => Self::Fact(FromJson::from_json(reader)?),
                "item" => Self::Item(FromJson::from_json(reader)?),
                "field" => {
                    let (mut item, mut field) = (None, None);
                    reader.fields(&mut [("item", &mut item), ("field", &mut field)])?;
                    Self::Field {
                        item: item?,
                        field: field?,
                    }
                }
                "and" => Self::And(FromJson::from_json(reader)?),
                "or" => Self::Or(FromJson::from_json(reader)?),
                "not" => Self::Not(FromJson::from_json(reader)?),
                "negate" => Self::Negate(FromJson::from_json(reader)?),
                "answered" => Self::Answered(FromJson::from_json(reader)?),
                "recorded" => Self::Recorded(FromJson::from_json(reader)?),
                "compare" => return comparison(reader),
                "in" => {
                    let (item, tests) = two(reader)?;
                    Self::In(item, tests)
                }
                "call" => {
                    let (function, parts) = two(reader)?;
                    Self::Call(function, parts)
                }
                _ => return of_two(name, reader),
            })
        })
    }
}

fn comparison(reader: &mut Reader<'_>) -> Option<Expression> {
    let (mut how, mut left, mut right) = (None, None, None);
    reader.items(&mut [&mut how, &mut left, &mut right])?;
    Some(Expression::Compare(how?, left?, right?))
}

fn of_two(name: &str, reader: &mut Reader<'_>) -> Option<Expression> {
    let (left, right) = pair(reader)?;
    Some(match name {
        "some" => Expression::Some(left, right),
        "every" => Expression::Every(left, right),
        "add" => Expression::Add(left, right),
        "subtract" => Expression::Subtract(left, right),
        "multiply" => Expression::Multiply(left, right),
        _ => return None,
    })
}
