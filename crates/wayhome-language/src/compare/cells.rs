//! The cases that two tables can tell apart, as children that there can be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Expression, Kind, QuestionIndex};

use super::children::{common, together};
use super::difference::Child;
use super::hidden::Hidden;
use super::joint::options;
use super::ways::{Way, Ways, measured, ways};
use crate::proof::dimensions::{Dimension, Dimensions, each};
use crate::proof::words;

/// Up to so many cases, what cases have in common is looked into exactly.
const MOST_FOR_WORDS: u64 = 50_000;

/// All cases: dates in the ways in which they can come together, everything else in every combination.
pub(super) struct Cells<'d> {
    dimensions: &'d Dimensions<'d>,
    groups: Vec<Ways>,
    /// The dimensions that read something else than dates.
    others: Vec<usize>,
    sizes: Vec<usize>,
    /// What of a case either side does not ask.
    pub(super) hidden: Hidden<'d>,
}

/// What is said of several cases.
pub(super) struct Told {
    pub(super) children: String,
    pub(super) every: bool,
    pub(super) example: Child,
}

impl<'d> Cells<'d> {
    pub(super) fn new(dimensions: &'d Dimensions<'d>, hidden: Hidden<'d>) -> Self {
        let groups = ways(dimensions);
        let dated: BTreeSet<usize> = groups
            .iter()
            .flat_map(|group| group.dimensions.iter().copied())
            .collect();
        let others: Vec<usize> = (0..dimensions.all.len())
            .filter(|place| !dated.contains(place))
            .collect();
        let size = |place: &usize| {
            dimensions
                .all
                .get(*place)
                .map_or(1, |dimension| dimensions.size_of(dimension))
        };
        let sizes = groups
            .iter()
            .map(|group| group.all.len())
            .chain(others.iter().map(size))
            .collect();
        Self {
            dimensions,
            groups,
            others,
            sizes,
            hidden,
        }
    }

    /// How many cases there are; the largest number where there are more.
    pub(super) fn count(&self) -> u64 {
        let others = self.sizes.iter().skip(self.groups.len()).map(|size| *size as u64);
        let groups = self.groups.iter().map(|group| group.count);
        groups.chain(others).fold(1, u64::saturating_mul)
    }

    /// Hands over each case: one value for each dimension.
    pub(super) fn each<F>(&self, visit: &mut impl FnMut(&[usize]) -> ControlFlow<F>) -> ControlFlow<F> {
        let mut cell = vec![0; self.dimensions.all.len()];
        each(&self.sizes, &mut |choice| {
            self.fill(choice, &mut cell);
            visit(&cell)
        })
    }

    /// The case of a choice: a way for each group of dates, a value for each other dimension.
    fn fill(&self, choice: &[usize], cell: &mut [usize]) {
        let mut set = |place: usize, value: usize| {
            if let Some(at) = cell.get_mut(place) {
                *at = value;
            }
        };
        for (group, chosen) in self.groups.iter().zip(choice) {
            let values = group
                .all
                .get(*chosen)
                .map(|way| way.values.as_slice())
                .unwrap_or_default();
            group
                .dimensions
                .iter()
                .zip(values)
                .for_each(|(place, value)| set(*place, *value));
        }
        let rest = choice.get(self.groups.len()..).unwrap_or_default();
        self.others
            .iter()
            .zip(rest)
            .for_each(|(place, value)| set(*place, *value));
    }

    /// The choice at a place in the order of [`each`](Self::each).
    fn choice(&self, place: usize) -> Vec<usize> {
        let mut rest = place;
        let digit = |size: &usize| {
            let digit = rest % (*size).max(1);
            rest /= (*size).max(1);
            digit
        };
        self.sizes.iter().map(digit).collect()
    }

    fn cell(&self, place: usize) -> Vec<usize> {
        let mut cell = vec![0; self.dimensions.all.len()];
        self.fill(&self.choice(place), &mut cell);
        cell
    }

    /// What the cases at these places have in common, whether they are all of whom that is true, and a telling one, on a pair of forms on which it is one.
    pub(super) fn told(&self, places: &[(usize, usize)]) -> Told {
        let mut occurring: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.dimensions.all.len()];
        let mut best: Option<(Reverse<usize>, (usize, usize))> = None;
        for (place, pair) in places {
            let cell = self.cell(*place);
            occurring.iter_mut().zip(&cell).for_each(|(values, value)| {
                values.insert(*value);
            });
            let telling = (Reverse(self.plainness(&cell)), (*place, *pair));
            if best.is_none_or(|(plainness, at)| (telling.0, Reverse(telling.1)) > (plainness, Reverse(at))) {
                best = Some(telling);
            }
        }
        let example = best.map_or((0, 0), |(_, place)| place);
        let small = self.count() <= MOST_FOR_WORDS;
        let every = small && self.within(&occurring, None) == places.len() as u64;
        let mut parts = Vec::new();
        for (place, (dimension, values)) in self.dimensions.all.iter().zip(&occurring).enumerate() {
            if let Some(part) = common(self.dimensions, dimension, values) {
                parts.push((place, part));
            }
        }
        // What follows from the rest is not said: more than 20 days, where it is 20 working days or more.
        let mut wide = occurring.clone();
        parts.sort_by_key(|(_, (rank, _))| Reverse(*rank));
        if small {
            parts.retain(|(place, _)| {
                let same = self.within(&wide, None) == self.within(&wide, Some(*place));
                if same && let (Some(values), Some(dimension)) = (wide.get_mut(*place), self.dimensions.all.get(*place))
                {
                    *values = (0..self.dimensions.size_of(dimension)).collect();
                }
                !same
            });
        }
        Told {
            children: together(parts.into_iter().map(|(_, part)| part).collect()),
            every,
            example: self.example(example),
        }
    }

    /// How many cases there are with these values, where one dimension may have any.
    fn within(&self, values: &[BTreeSet<usize>], any: Option<usize>) -> u64 {
        let mut count = 0;
        let _ = self.each(&mut |cell| {
            let fits = cell
                .iter()
                .zip(values)
                .enumerate()
                .all(|(place, (value, values))| any == Some(place) || values.contains(value));
            count += u64::from(fits);
            ControlFlow::<()>::Continue(())
        });
        count
    }

    /// The less, the more telling an example: what comes first in lists is common, and a boundary needs a second look.
    fn plainness(&self, cell: &[usize]) -> usize {
        let of = |(dimension, value): (&Dimension, &usize)| match dimension {
            Dimension::Choice(..) => *value * 4,
            Dimension::Measure { cuts, values, .. } => {
                usize::from(values.get(*value).is_some_and(|value| cuts.contains(value)))
            }
            _ => 0,
        };
        self.dimensions.all.iter().zip(cell).map(of).sum()
    }

    /// The child of a case.
    fn example(&self, (place, pair): (usize, usize)) -> Child {
        let choice = self.choice(place);
        // What neither side asks is not answered.
        let cell = self.hidden.of_both(pair, &self.cell(place));
        let mut dates = BTreeMap::new();
        let mut made_up = true;
        for (group, chosen) in self.groups.iter().zip(&choice) {
            match group.all.get(*chosen).map(|way: &Way| &way.dates) {
                Some(Some(found)) => dates.extend(found.iter().map(|(question, day)| (*question, *day))),
                _ => made_up = false,
            }
        }
        let calendar = &self.dimensions.procedure.calendar;
        let parts = self.dimensions.all.iter().zip(&cell).map(|(dimension, value)| {
            let Dimension::Measure { term, .. } = dimension else {
                return words::part(self.dimensions, dimension, *value);
            };
            if *value >= dimension.size() {
                return words::part(self.dimensions, dimension, *value);
            }
            let Some(number) = measured(dimension, &dates, calendar) else {
                return words::part(self.dimensions, dimension, *value);
            };
            let (rank, text) = words::measured(self.dimensions, term, number);
            (rank, text + &words::among_several(self.dimensions, term))
        });
        let text = words::told(parts.collect());
        let mut answers = Map::new();
        for (question, day) in &dates {
            answers.insert(self.id(*question), json!(day));
        }
        for place in &self.others {
            if let (Some(dimension), Some(value)) = (self.dimensions.all.get(*place), cell.get(*place)) {
                made_up &= self.answer(dimension, *value, &mut answers).is_some();
            }
        }
        // A list of which nothing is chosen reads as unanswered.
        made_up &= !answers
            .values()
            .any(|answer| answer.as_array().is_some_and(Vec::is_empty));
        Child {
            text,
            answers: made_up.then_some(answers),
        }
    }

    fn id(&self, question: QuestionIndex) -> String {
        self.dimensions
            .procedure
            .question(question)
            .map_or_else(String::new, |question| question.id.clone())
    }

    /// Records the value of a dimension; `None` where no single answer gives it.
    fn answer(&self, dimension: &Dimension, value: usize, answers: &mut Map<String, Json>) -> Option<()> {
        let option = |question: QuestionIndex, place: usize| {
            let procedure = self.dimensions.procedure;
            let options = options(procedure, procedure.question(question)?)?;
            options.get(place).map(|option| option.id.clone())
        };
        if value >= dimension.size() {
            return Some(());
        }
        match dimension {
            Dimension::YesNo(question) => {
                answers.insert(self.id(*question), json!(value == 1));
            }
            Dimension::Choice(question, _) => {
                answers.insert(self.id(*question), json!(option(*question, value)?));
            }
            Dimension::Chosen(question, place) => {
                let chosen = answers.entry(self.id(*question)).or_insert_with(|| json!([]));
                if value == 1 {
                    let option = option(*question, usize::from(*place))?;
                    chosen.as_array_mut()?.push(json!(option));
                }
            }
            Dimension::Text(question, texts) => {
                let text = texts.get(value).map_or("Something else", String::as_str);
                if value == texts.len() && texts.iter().any(|other| other == text) {
                    return None;
                }
                answers.insert(self.id(*question), json!(text));
            }
            Dimension::Measure {
                term: Expression::Question(question),
                values,
                ..
            } => {
                let asked = self.dimensions.procedure.question(*question)?;
                if !matches!(asked.kind, Kind::Number { .. }) {
                    return None;
                }
                let number: Decimal = *values.get(value)?;
                let number = number
                    .to_i64()
                    .filter(|whole| Decimal::from(*whole) == number)
                    .map(|whole| json!(whole))
                    .or_else(|| number.to_f64().map(|part| json!(part)));
                answers.insert(self.id(*question), number?);
            }
            _ => return None,
        }
        Some(())
    }
}
