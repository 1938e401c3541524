//! When a question is asked, as `enableWhen`.
//!
//! R4 compares single questions with constants, and joins all of the comparisons with *and*, or all with *or*. Whatever else a condition says
//! cannot be said.
//!
//! R4's `!=` holds of a question without an answer, where ours is not known: beside it stands that there is an answer, or the other options stand in
//! its place. Source: FHIR R4, `questionnaire-enable-operator`.

use serde_json::{Value as Json, json};
use wayhome_engine::{Comparison, Expression, Kind, Procedure, Question, QuestionIndex, Test};

use super::system;

/// A condition as R4 can say it.
pub(super) struct EnableWhen {
    /// Do all have to hold, or one?
    pub(super) all: bool,
    pub(super) when: Vec<Json>,
}

/// A condition, if R4 can say it.
pub(super) fn enable_when(condition: &Expression, procedure: &Procedure) -> Option<EnableWhen> {
    let teller = Teller { procedure };
    let condition = teller.behind_facts(condition, 0)?;
    if let Some(when) = teller.unlike(condition) {
        return Some(EnableWhen { all: true, when });
    }
    if let Some(when) = teller.alternatives(condition) {
        return Some(EnableWhen {
            all: when.len() < 2,
            when,
        });
    }
    let Expression::And(parts) = condition else { return None };
    let mut when = Vec::new();
    for part in parts {
        let part = teller.behind_facts(part, 0)?;
        if let Some(both) = teller.unlike(part) {
            when.extend(both);
            continue;
        }
        let [one] = <[Json; 1]>::try_from(teller.alternatives(part)?).ok()?;
        when.push(one);
    }
    Some(EnableWhen { all: true, when })
}

struct Teller<'a> {
    procedure: &'a Procedure,
}

impl<'a> Teller<'a> {
    /// What a fact stands for. Facts read only facts before them, so that this ends; a damaged file ends it, too.
    fn behind_facts(&self, expression: &'a Expression, depth: u8) -> Option<&'a Expression> {
        match expression {
            Expression::Fact(fact) if depth < 16 => self.behind_facts(&self.procedure.fact(*fact)?.is, depth + 1),
            Expression::Fact(_) => None,
            other => Some(other),
        }
    }

    /// Comparisons of which one has to hold.
    fn alternatives(&self, expression: &'a Expression) -> Option<Vec<Json>> {
        let expression = self.behind_facts(expression, 0)?;
        match expression {
            Expression::Or(parts) => {
                let all: Option<Vec<_>> = parts.iter().map(|part| self.alternatives(part)).collect();
                Some(all?.concat())
            }
            Expression::In(item, tests) => self.among(item, tests),
            Expression::Compare(Comparison::NotEqual, left, right) => self.others(left, right),
            other => self.single(other).map(|when| vec![when]),
        }
    }

    /// `question != value`, of which both have to hold: there is an answer, and it is another.
    fn unlike(&self, expression: &Expression) -> Option<Vec<Json>> {
        let Expression::Compare(Comparison::NotEqual, left, right) = expression else {
            return None;
        };
        let (index, value) = sides(left, right)?;
        let unequal = self.compared(index, Comparison::NotEqual, value)?;
        Some(vec![self.exists(index, true)?, unequal])
    }

    /// `question != value`, of which one has to hold: it is one of the other options.
    fn others(&self, left: &Expression, right: &Expression) -> Option<Vec<Json>> {
        let (index, value) = sides(left, right)?;
        let others: Vec<_> = match (&self.question(index)?.kind, value) {
            (Kind::YesNo, Expression::Bool(yes)) => vec![Expression::Bool(!yes)],
            (Kind::Choice(list), Expression::Option(place)) => {
                let options = &self.procedure.option_lists.get(usize::from(*list))?.options;
                let places = (0_u16..).take(options.len());
                places.filter(|other| other != place).map(Expression::Option).collect()
            }
            _ => return None,
        };
        let others = others
            .iter()
            .map(|other| self.compared(index, Comparison::Equal, other));
        others.collect()
    }

    /// `question in ("a", "b")`, or `"a" in question`.
    fn among(&self, item: &Expression, tests: &[Test]) -> Option<Vec<Json>> {
        if let ([Test::Among(Expression::Question(index))], Expression::Option(_)) = (tests, item) {
            return self.compared(*index, Comparison::Equal, item).map(|when| vec![when]);
        }
        let Expression::Question(index) = item else { return None };
        let mut all = Vec::new();
        for test in tests {
            match test {
                Test::Compare(Comparison::Equal, value) => all.push(self.compared(*index, Comparison::Equal, value)?),
                Test::Among(Expression::List(values)) => {
                    for value in values {
                        all.push(self.compared(*index, Comparison::Equal, value)?);
                    }
                }
                _ => return None,
            }
        }
        Some(all)
    }

    /// One comparison.
    fn single(&self, expression: &Expression) -> Option<Json> {
        match expression {
            Expression::Question(index) => self.compared(*index, Comparison::Equal, &Expression::Bool(true)),
            Expression::Answered(index) | Expression::Recorded(index) => self.exists(*index, true),
            Expression::Compare(comparison, left, right) => match (left.as_ref(), right.as_ref()) {
                (Expression::Question(index), value) => self.compared(*index, *comparison, value),
                (value, Expression::Question(index)) => self.compared(*index, comparison.turned(), value),
                _ => None,
            },
            Expression::Not(inner) => match inner.as_ref() {
                Expression::Question(index) => self.compared(*index, Comparison::Equal, &Expression::Bool(false)),
                Expression::Answered(index) => self.exists(*index, false),
                _ => None,
            },
            _ => None,
        }
    }

    fn question(&self, index: QuestionIndex) -> Option<&'a Question> {
        self.procedure.question(index)
    }

    fn exists(&self, index: QuestionIndex, is_there: bool) -> Option<Json> {
        let question = self.question(index)?;
        Some(json!({ "question": question.id, "operator": "exists", "answerBoolean": is_there }))
    }

    fn compared(&self, index: QuestionIndex, comparison: Comparison, value: &Expression) -> Option<Json> {
        let question = self.question(index)?;
        let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let (key, value) = match (&question.kind, value) {
            (Kind::YesNo, Expression::Bool(yes)) if !is_order => ("answerBoolean", json!(yes)),
            // Of several options, "not equal" would mean that some other is among them.
            (Kind::Choice(list), Expression::Option(place)) if !is_order => {
                ("answerCoding", self.coding(*list, *place)?)
            }
            (Kind::Choices(list), Expression::Option(place)) if comparison == Comparison::Equal => {
                ("answerCoding", self.coding(*list, *place)?)
            }
            (Kind::Number { .. }, Expression::Number(number)) => {
                let number: serde_json::Number = number.to_string().parse().ok()?;
                ("answerDecimal", Json::Number(number))
            }
            (Kind::Date, Expression::Date(day)) => ("answerDate", json!(day)),
            _ => return None,
        };
        let operator = match comparison {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        };
        Some(json!({ "question": question.id, "operator": operator, key: value }))
    }

    fn coding(&self, list: u16, place: u16) -> Option<Json> {
        let list = self.procedure.option_lists.get(usize::from(list))?;
        let option = list.options.get(usize::from(place))?;
        Some(json!({ "system": system(&list.id), "code": option.id }))
    }
}

/// The question that is compared, and with what.
fn sides<'e>(left: &'e Expression, right: &'e Expression) -> Option<(QuestionIndex, &'e Expression)> {
    match (left, right) {
        (Expression::Question(index), value) | (value, Expression::Question(index)) => Some((*index, value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use wayhome_engine::{Comparison, Expression};

    use super::enable_when;

    /// A condition over Newcastle's questions: what it comes to, if R4 can say it.
    #[track_caller]
    fn check(condition: impl Fn(Expression, Expression) -> Expression, expected: Option<&serde_json::Value>) {
        let procedure = wayhome_procedures::procedure("newcastle").unwrap();
        let place = |id: &str| {
            procedure
                .questions
                .iter()
                .position(|question| question.id == id)
                .unwrap()
        };
        let question = |id: &str| Expression::Question(u16::try_from(place(id)).unwrap());
        let condition = condition(question("child_seen"), question("seen_alone"));
        let told = enable_when(&condition, &procedure).map(|told| json!([told.all, told.when]));
        assert_eq!(told.as_ref(), expected);
    }

    fn one(question: &str, yes: bool) -> serde_json::Value {
        json!({ "question": question, "operator": "=", "answerBoolean": yes })
    }

    #[test]
    fn comparisons_are_joined_in_one_way() {
        let (seen, alone) = (one("child_seen", true), one("seen_alone", false));
        let not = |inner| Expression::Not(Box::new(inner));
        check(|a, _| a, Some(&json!([true, [seen]])));
        check(
            |a, b| Expression::And(vec![a, not(b)]),
            Some(&json!([true, [seen, alone]])),
        );
        check(
            |a, b| Expression::Or(vec![a, not(b)]),
            Some(&json!([false, [seen, alone]])),
        );
        let both = |a: Expression, b: Expression| Expression::And(vec![a.clone(), Expression::Or(vec![a, b])]);
        check(both, None);
    }

    #[test]
    fn another_answer_is_an_answer() {
        let is_there = json!({ "question": "child_seen", "operator": "exists", "answerBoolean": true });
        let is_other = json!({ "question": "child_seen", "operator": "!=", "answerBoolean": true });
        let unlike = |a| Expression::Compare(Comparison::NotEqual, Box::new(a), Box::new(Expression::Bool(true)));
        check(|a, _| unlike(a), Some(&json!([true, [is_there, is_other]])));
        let both = json!([true, [one("seen_alone", true), is_there, is_other]]);
        check(|a, b| Expression::And(vec![b, unlike(a)]), Some(&both));
        // Where one of several is enough, R4 has no room for two that belong together.
        let either = json!([false, [one("child_seen", false), one("seen_alone", true)]]);
        check(|a, b| Expression::Or(vec![unlike(a), b]), Some(&either));
    }

    #[test]
    fn what_r4_cannot_say_is_not_half_said() {
        check(
            |a, b| Expression::Compare(Comparison::Equal, Box::new(a), Box::new(b)),
            None,
        );
        check(|a, b| Expression::Not(Box::new(Expression::And(vec![a, b]))), None);
        check(
            |a, _| Expression::Some(Box::new(a), Box::new(Expression::Bool(true))),
            None,
        );
        check(|_, _| Expression::Fact(u16::MAX), None);
    }
}
