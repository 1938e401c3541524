//! Functions.

use std::ops::Range;

use wayhome_engine::{Expression, Function, Test};

use super::check::{Answered, Checker};
use super::compare::Meant;
use super::standard::is_of_the_standard;
use super::syntax::{Node, NodeKind, Word, dotted};
use super::types::Type;
use super::{Typed, literals};
use crate::diagnostics::codes::{Code, expression as codes, types};
use crate::diagnostics::{Report, closest};

const KNOWN: [&str; 12] = [
    "age",
    "working_days",
    "days",
    "min",
    "max",
    "count",
    "list contains",
    "date",
    "date and time",
    "duration",
    "years and months duration",
    "answered",
];

/// All of them, for whoever wrote another one.
const FUNCTIONS: &str = "the functions are age, working_days, days, min, max, count, list contains, date, date and time, duration, years and months duration, not and answered";

impl Checker<'_> {
    pub(super) fn call(&mut self, node: &Node, function: &Word, arguments: &[Node]) -> Option<Typed> {
        if function.text == "answered" {
            let typed = self.answered(arguments, &node.span);
            self.help_for(&types::ARGUMENT_COUNT, &node.span, "write answered(question)");
            return typed;
        }
        let plain = std::mem::replace(&mut self.plain, false);
        let typed = self.plain_call(function, arguments, &node.span);
        if let Some(usage) = usage(&function.text) {
            self.help_for(&types::ARGUMENT_COUNT, &node.span, usage);
        }
        self.plain = plain;
        typed
    }

    fn plain_call(&mut self, function: &Word, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        match function.text.as_str() {
            "age" => self.on_dates(Function::Age, Type::Number, arguments, span),
            "working_days" => self.on_dates(Function::WorkingDays, Type::Number, arguments, span),
            "days" => self.on_dates(Function::Days, Type::Number, arguments, span),
            "years and months duration" => {
                self.on_dates(Function::MonthsBetween, Type::MonthsDuration, arguments, span)
            }
            "count" => {
                let [list] = self.exactly(arguments, span)?;
                let (list, _) = self.items(list)?;
                Some(Typed {
                    expression: Expression::Call(Function::Count, vec![list]),
                    kind: Type::Number,
                })
            }
            "min" => self.extreme(Function::Min, arguments, span),
            "max" => self.extreme(Function::Max, arguments, span),
            "list contains" => self.list_contains(arguments, span),
            "date" => self.date(arguments, span),
            "date and time" => {
                let read = |text: &str| {
                    literals::date_and_time(text).map(|moment| (Expression::DateTime(moment), Type::DateTime))
                };
                self.literal(
                    arguments,
                    span,
                    read,
                    &codes::BAD_DATE,
                    "a date and time",
                    "write date and time(\"2026-03-02T09:30:00\")",
                )
            }
            "duration" => self.literal(
                arguments,
                span,
                literals::duration,
                &codes::BAD_DURATION,
                "a duration",
                duration_help(arguments),
            ),
            _ => self.unknown_function(function),
        }
    }

    fn unknown_function(&mut self, function: &Word) -> Option<Typed> {
        let name = function.text.as_str();
        let help = match name {
            "today" | "now" => {
                "compare dates of the record with each other; what is due when is said by a [[deadline]]"
            }
            "time" => "procedures count in days; write a date and time",
            "contains" => "compare the whole text, or look in a list: `\"child\" in plan_covers`",
            "number" | "string" => "every question already has a known type; leave it out",
            _ => FUNCTIONS,
        };
        if is_of_the_standard(name) {
            let message = format!("{name} is not part of a condition");
            return self.refuse(&codes::UNSUPPORTED_FUNCTION, &function.span, message, help);
        }
        let report = Report::new(
            &codes::UNKNOWN_FUNCTION,
            &function.span,
            format!("there is no function `{name}`"),
        );
        self.push(match closest(name, KNOWN) {
            Some(close) => report.help(format!("did you mean \"{close}\"?")),
            None => report.help(FUNCTIONS),
        })
    }

    fn answered(&mut self, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        let [question] = self.exactly(arguments, span)?;
        let Some(index) = self.named_question(question) else {
            // An unknown name is reported as one.
            self.infer(question)?;
            let help = "write answered(question), with the id of a question";
            return self.refuse(
                &types::ARGUMENT_TYPE,
                &question.span,
                "`answered` asks about a question",
                help,
            );
        };
        let expression = match self.answered {
            Answered::TwoValued => Expression::Answered(index),
            Answered::ToDo if self.plain => Expression::Recorded(index),
            Answered::ToDo => {
                let help = "in `expect` it stands alone, or joined by and / or; not(answered(…)) and not(not(answered(…))) only before or after `or …`";
                return self.refuse(
                    &types::ANSWERED_HERE,
                    span,
                    "what is expected cannot be that something has no answer",
                    help,
                );
            }
            Answered::Refused => {
                let message = "nothing but a rule may depend on whether a question has been answered yet";
                return self.refuse(&types::ANSWERED_HERE, span, message, "use the answer itself");
            }
        };
        Some(Typed {
            expression,
            kind: Type::Boolean,
        })
    }

    /// A function of two dates.
    fn on_dates(&mut self, function: Function, kind: Type, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        let [from, to] = self.exactly(arguments, span)?;
        let mut dates = [from, to].map(|node| {
            let typed = self.infer(node)?;
            if typed.kind == Type::Date {
                return Some(typed.expression);
            }
            let message = format!("a date is needed here, and this is {}", typed.kind.phrase());
            let help = match typed.kind {
                Type::DateTime => "write date(…) around it",
                Type::Text => "write date(\"2026-03-02\")",
                _ => "use a question that takes a date",
            };
            self.refuse(&types::ARGUMENT_TYPE, &node.span, message, help)
        });
        let [first, second] = &mut dates;
        let both = vec![first.take()?, second.take()?];
        if function == Function::Age && is_birth(to) && !is_birth(from) {
            return self.born_second(from, to);
        }
        Some(Typed {
            expression: Expression::Call(function, both),
            kind,
        })
    }

    /// Nobody has an age before their birth, so such a condition would never be known, and whoever fills in the form would be told that
    /// two right dates do not fit together.
    fn born_second(&mut self, from: &Node, to: &Node) -> Option<Typed> {
        let help = match (&from.kind, &to.kind) {
            (NodeKind::Path(day), NodeKind::Path(born)) => format!("write age({}, {})", dotted(born), dotted(day)),
            _ => "write the date of birth first: age(born, on)".to_owned(),
        };
        let message = "the date of birth stands second, so nobody ever has this age";
        self.refuse(&types::BORN_SECOND, &to.span, message, &help)
    }

    fn extreme(&mut self, function: Function, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        let checked: Vec<_> = arguments.iter().map(|argument| self.infer(argument)).collect();
        let checked: Vec<Typed> = checked.into_iter().collect::<Option<_>>()?;
        let first = checked.first().map(|typed| typed.kind.clone());
        let kind = match first {
            None => return self.count_error("one or more", 0, span),
            Some(Type::List(item)) if checked.len() == 1 => *item,
            Some(kind) => kind,
        };
        if kind == Type::Nothing {
            let message = "this list is empty: nothing in it is the least or the greatest";
            return self.refuse(
                &types::ARGUMENT_TYPE,
                span,
                message,
                "write what is in the list: [1, 2]",
            );
        }
        if !kind.has_order() {
            let message = format!("{} does not come before or after anything", kind.phrase());
            return self.refuse(
                &types::ARGUMENT_TYPE,
                span,
                message,
                "numbers, dates and durations can be ordered",
            );
        }
        if checked.len() > 1 {
            for (typed, node) in checked.iter().zip(arguments) {
                self.alike(&kind, &typed.kind, &node.span, Meant::by(node))?;
            }
        }
        let expressions = checked.into_iter().map(|typed| typed.expression).collect();
        Some(Typed {
            expression: Expression::Call(function, expressions),
            kind,
        })
    }

    fn list_contains(&mut self, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        let [list, item] = self.exactly(arguments, span)?;
        // The same as `item in list`, except that the second argument is never a list of tests.
        let target = self.peek(item).map(|kind| Type::List(Box::new(kind)));
        let typed = self.typed_as(list, target.as_ref())?;
        let Type::List(kind) = typed.kind else {
            let message = format!("a list is needed here, and this is {}", typed.kind.phrase());
            return self.refuse(
                &types::NOT_A_LIST,
                &list.span,
                message,
                "the list comes first, then what is looked for",
            );
        };
        let item_typed = self.typed_as(item, Some(&kind))?;
        if *kind != Type::Nothing {
            self.alike(&kind, &item_typed.kind, &item.span, Meant::by(item))?;
        }
        let expression = Expression::In(Box::new(item_typed.expression), vec![Test::Among(typed.expression)]);
        Some(Typed {
            expression,
            kind: Type::Boolean,
        })
    }

    /// `date("2026-03-02")`, or the date of a date and time.
    fn date(&mut self, arguments: &[Node], span: &Range<usize>) -> Option<Typed> {
        let help = "write date(\"2026-03-02\")";
        if let [
            Node {
                kind: NodeKind::Text(_),
                ..
            },
        ] = arguments
        {
            let read = |text: &str| literals::date(text).map(|date| (Expression::Date(date), Type::Date));
            return self.literal(arguments, span, read, &codes::BAD_DATE, "a date", help);
        }
        let [argument] = self.exactly(arguments, span)?;
        let typed = self.infer(argument)?;
        match typed.kind {
            Type::Date => Some(typed),
            Type::DateTime => Some(Typed {
                expression: Expression::Call(Function::DateOf, vec![typed.expression]),
                kind: Type::Date,
            }),
            other => {
                let message = format!(
                    "`date` takes a text in quotation marks or a date and time, and this is {}",
                    other.phrase()
                );
                self.refuse(&types::ARGUMENT_TYPE, &argument.span, message, help)
            }
        }
    }

    /// A function that reads a text in quotation marks.
    fn literal(
        &mut self,
        arguments: &[Node],
        span: &Range<usize>,
        read: impl Fn(&str) -> Option<(Expression, Type)>,
        code: &'static Code,
        what: &str,
        help: &str,
    ) -> Option<Typed> {
        let [argument] = self.exactly(arguments, span)?;
        let NodeKind::Text(text) = &argument.kind else {
            let message = format!("{what} is written as a text in quotation marks");
            return self.refuse(&types::ARGUMENT_TYPE, &argument.span, message, help);
        };
        match read(text) {
            Some((expression, kind)) => Some(Typed { expression, kind }),
            None => self.refuse(code, &argument.span, format!("\"{text}\" is not {what}"), help),
        }
    }

    fn exactly<'n, const N: usize>(&mut self, arguments: &'n [Node], span: &Range<usize>) -> Option<[&'n Node; N]> {
        let all: Vec<&Node> = arguments.iter().collect();
        match <[&Node; N]>::try_from(all) {
            Ok(arguments) => Some(arguments),
            Err(all) => self.count_error(&N.to_string(), all.len(), span),
        }
    }

    fn count_error<T>(&mut self, needed: &str, found: usize, span: &Range<usize>) -> Option<T> {
        let message = format!("this function takes {needed} values in its brackets, and here are {found}");
        let report = Report::new(&types::ARGUMENT_COUNT, span, message);
        self.push(report)
    }
}

/// How a function is written, with what stands in its brackets.
fn usage(function: &str) -> Option<&'static str> {
    Some(match function {
        "age" => "write age(born, on), with two dates",
        "working_days" => "write working_days(from, to), with two dates",
        "days" => "write days(from, to), with two dates",
        "years and months duration" => "write years and months duration(from, to), with two dates",
        "count" => "write count(list)",
        "min" => "write min(one, other), with two values or more",
        "max" => "write max(one, other), with two values or more",
        "list contains" => "write list contains(list, item)",
        "date" => "write date(\"2026-03-02\")",
        "date and time" => "write date and time(\"2026-03-02T09:30:00\")",
        "duration" => "write duration(\"P14D\")",
        _ => return None,
    })
}

/// Is this the date of birth of the child, of somebody in a row, or one that a procedure asks for in a question of its own?
fn is_birth(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Path(words) if words.last().is_some_and(|word| word.text.ends_with("date_of_birth")))
}

/// What most likely went wrong with a duration.
fn duration_help(arguments: &[Node]) -> &'static str {
    match arguments.first().map(|argument| &argument.kind) {
        Some(NodeKind::Text(text)) if text.ends_with('W') => "weeks are written as days: \"P14D\" is two weeks",
        Some(NodeKind::Text(text)) if text.contains('.') => "durations have no fractions of a second",
        _ => "write days and times (\"P14D\", \"PT72H\") or years and months (\"P3M\", \"P1Y6M\"), not both",
    }
}
