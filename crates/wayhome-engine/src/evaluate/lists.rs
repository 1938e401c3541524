//! Lists: written out, of rows, of options. A written list is decided member by member.

use super::{Answers, Item, Read, Scope, compare_reads};
use crate::answer::option_bit;
use crate::expression::{Comparison, Expression};
use crate::plan::Slot;
use crate::truth::Truth;
use crate::value::Value;

impl<'a, A: Answers> Scope<'_, 'a, A> {
    /// The members of a list that is written out, here or in a fact. It is a list whatever is known of them.
    pub(super) fn members(&self, list: &'a Expression) -> Option<&'a [Expression]> {
        match list {
            Expression::List(members) => Some(members),
            Expression::Fact(fact) => self.members(&self.source?.procedure.fact(*fact)?.is),
            _ => None,
        }
    }

    fn member(&self, member: &'a Expression) -> Item<'a> {
        match self.value(member) {
            Read::Known(value) => Item::Value(value),
            Read::Unknown => Item::Unknown(member, self.items.len()),
            Read::NotApplicable => Item::NotAsked,
        }
    }

    /// A written list as one value. While a member is unknown, it is what the whole waits for, also where another is not asked.
    pub(super) fn list(&self, members: &'a [Expression]) -> Read<'a> {
        let mut values = Vec::with_capacity(members.len());
        let (mut unknown, mut not_asked) = (false, false);
        for member in members {
            match self.value(member) {
                Read::Known(value) => values.push(value),
                Read::Unknown => unknown = true,
                Read::NotApplicable => not_asked = true,
            }
        }
        match (unknown, not_asked) {
            (true, _) => Read::Unknown,
            (_, true) => Read::NotApplicable,
            _ => Read::Known(Value::List(values)),
        }
    }

    /// The items that a `some` or `every` runs over; none where the list is not asked, `None` where it is unknown.
    pub(crate) fn each(&self, list: &'a Expression) -> Option<Vec<Item<'a>>> {
        if let Some(members) = self.members(list) {
            return Some(members.iter().map(|member| self.member(member)).collect());
        }
        match self.value(list) {
            Read::Known(Value::Rows(rows)) => {
                let of = self.table(list);
                let rows = rows.iter().zip(0..);
                Some(rows.map(|(cells, at)| Item::Row { cells, of, at }).collect())
            }
            Read::Known(Value::List(items)) => Some(items.into_iter().map(Item::Value).collect()),
            Read::Known(Value::Options(chosen)) => Some(
                (0..64)
                    .filter(|place| chosen & option_bit(*place) != 0)
                    .map(|place| Item::Value(Value::Option(place)))
                    .collect(),
            ),
            Read::NotApplicable => Some(Vec::new()),
            Read::Known(_) | Read::Unknown => None,
        }
    }

    /// The question whose rows a list is, here or in a fact.
    pub(crate) fn table(&self, list: &'a Expression) -> Option<Slot> {
        match list {
            Expression::Question(question) => self.slot(*question),
            Expression::Fact(fact) => self.table(&self.source?.procedure.fact(*fact)?.is),
            _ => None,
        }
    }

    pub(super) fn among(&self, item: &Read<'a>, list: &'a Expression) -> Truth {
        let is = |member: &Read<'a>| compare_reads(Comparison::Equal, item, member);
        if let Some(members) = self.members(list) {
            let members = members.iter().map(|member| is(&self.value(member)));
            return members.fold(Truth::No, Truth::or);
        }
        match (item, self.value(list)) {
            (Read::NotApplicable, _) | (_, Read::NotApplicable) => Truth::No,
            (Read::Known(Value::Option(place)), Read::Known(Value::Options(chosen))) => {
                (chosen & option_bit(*place) != 0).into()
            }
            (_, Read::Known(Value::List(values))) => {
                let members = values.into_iter().map(|value| is(&Read::Known(value)));
                members.fold(Truth::No, Truth::or)
            }
            _ => Truth::Unknown,
        }
    }
}
