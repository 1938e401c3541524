//! Lists, and `some` and `every` over them.

use wayhome_engine::Expression;

use super::Typed;
use super::check::Checker;
use super::names::Named;
use super::syntax::{Node, NodeKind, Word, dotted};
use super::types::Type;
use super::whole::is_whole;
use crate::diagnostics::Report;
use crate::diagnostics::codes::types;

/// A variable of `some` or `every`.
pub(super) struct Variable {
    pub(super) name: String,
    /// What it runs over holds; `None` where that was refused.
    pub(super) kind: Option<Type>,
    /// Are all of them whole days, or whole numbers?
    pub(super) whole: bool,
}

impl Checker<'_> {
    /// `[a, b]`, all of one kind.
    pub(super) fn list(&mut self, items: &[Node]) -> Option<Typed> {
        // A question that chooses from a list makes the texts beside it options.
        let target = items
            .iter()
            .find_map(|item| self.peek(item))
            .filter(|kind| matches!(kind, Type::Choice(_)));
        let checked: Vec<_> = items.iter().map(|item| self.typed_as(item, target.as_ref())).collect();
        let mut kind = Type::Nothing;
        let mut expressions = Vec::with_capacity(items.len());
        for (item, typed) in items.iter().zip(checked) {
            let typed = typed?;
            let Some(common) = kind.common(&typed.kind) else {
                let message = format!("this list holds {}, and here {}", kind.phrase(), typed.kind.phrase());
                return self.refuse(
                    &types::MIXED_LIST,
                    &item.span,
                    message,
                    "all items of a list are of the same kind",
                );
            };
            kind = common;
            expressions.push(typed.expression);
        }
        Some(Typed {
            expression: Expression::List(expressions),
            kind: Type::List(Box::new(kind)),
        })
    }

    /// The kind of a question, fact or variable, without a report if there is none.
    pub(super) fn peek(&self, node: &Node) -> Option<Type> {
        let NodeKind::Path(words) = &node.kind else { return None };
        let (first, rest) = words.split_first()?;
        if let Some(known) = self.variables.iter().rev().find(|known| known.name == first.text) {
            return match (known.kind.as_ref()?, rest) {
                (row @ Type::Row(_), [field]) => self.field(row, field).map(|(_, kind)| kind),
                (kind, []) => Some(kind.clone()),
                _ => None,
            };
        }
        match self.names.find(&dotted(words))? {
            Named::Question(index) => self.names.type_of_question(index),
            Named::Fact(index) => self.names.type_of_fact(index),
        }
    }

    /// The list in a place that needs one, and the kind of its items.
    pub(super) fn items(&mut self, node: &Node) -> Option<(Expression, Type)> {
        let typed = self.infer(node)?;
        match typed.kind {
            Type::List(item) => Some((typed.expression, *item)),
            other => {
                let message = format!("a list is needed here, and this is {}", other.phrase());
                let help = "lists are questions with several answers, rows, and values in square brackets";
                self.refuse(&types::NOT_A_LIST, &node.span, message, help)
            }
        }
    }

    pub(super) fn quantified(&mut self, every: bool, iterators: &[(Word, Node)], condition: &Node) -> Option<Typed> {
        let outer = self.variables.len();
        let mut lists = Vec::with_capacity(iterators.len());
        for (name, list) in iterators {
            let items = self.items(list);
            let (list, kind) = items.map_or((None, None), |(list, kind)| (Some(list), Some(kind)));
            let whole = list
                .as_ref()
                .is_some_and(|list| is_whole(list, self.names, &self.variables));
            let name = name.text.clone();
            self.variables.push(Variable { name, kind, whole });
            lists.push(list);
        }
        let condition = self.condition(condition);
        self.variables.truncate(outer);
        let mut expression = condition?;
        for list in lists.into_iter().rev() {
            let (list, inner) = (Box::new(list?), Box::new(expression));
            expression = if every {
                Expression::Every(list, inner)
            } else {
                Expression::Some(list, inner)
            };
        }
        Some(Typed {
            expression,
            kind: Type::Boolean,
        })
    }

    /// A variable, counted from the innermost, and a field or properties of it.
    pub(super) fn variable(&mut self, depth: usize, rest: &[Word]) -> Option<Typed> {
        let kind = self.variables.iter().rev().nth(depth)?.kind.clone()?;
        let item = u8::try_from(depth).ok()?;
        let Type::Row(_) = kind else {
            return self.properties(
                Typed {
                    expression: Expression::Item(item),
                    kind,
                },
                rest,
            );
        };
        let Some((field, rest)) = rest.split_first() else {
            return Some(Typed {
                expression: Expression::Item(item),
                kind,
            });
        };
        let Some((place, field_kind)) = self.field(&kind, field) else {
            let report = Report::new(
                &types::UNKNOWN_PROPERTY,
                &field.span,
                format!("the rows have no field `{}`", field.text),
            );
            let known = self.fields(&kind);
            return self.push(report.suggest(&field.text, known.iter().map(String::as_str)));
        };
        self.properties(
            Typed {
                expression: Expression::Field { item, field: place },
                kind: field_kind,
            },
            rest,
        )
    }

    fn field(&self, row: &Type, field: &Word) -> Option<(u8, Type)> {
        let Type::Row(question) = row else { return None };
        let wayhome_engine::Kind::Rows(fields) = &self.names.question_at(*question)?.kind else {
            return None;
        };
        let place = fields.iter().position(|known| known.id == field.text)?;
        let kind = Type::of_question(*question, &fields.get(place)?.kind);
        Some((u8::try_from(place).ok()?, kind))
    }

    fn fields(&self, row: &Type) -> Vec<String> {
        let Type::Row(question) = row else { return Vec::new() };
        match self.names.question_at(*question).map(|question| &question.kind) {
            Some(wayhome_engine::Kind::Rows(fields)) => fields.iter().map(|field| field.id.clone()).collect(),
            _ => Vec::new(),
        }
    }
}
