//! Children that there can be: dates that give an age and a number of days looked after at once.
//!
//! The proof takes what a table measures as independent, and so also tries a child who was looked after for 30 working days and for 5 days.
//! A comparison must not report such a child as a difference. So the measures that read the same dates are tried on real dates, and only what some
//! dates give is a *way* that a child can be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Calendar, Expression, Function, Kind, QuestionIndex};

use super::dated::{alone, counted_to, dates, measured_days};
use crate::proof::MOST_CELLS;
use crate::proof::dimensions::{Dimension, Dimensions, questions};
use crate::proof::scale::place;

/// The longest time looked after that is tried, in days; beyond it the measures are taken as independent.
const LONGEST: i64 = 1_500;

/// The most combinations of one group of dimensions that are made; with more, there is no comparison.
const MOST_WAYS: u64 = 100_000;

/// Some dimensions that read the same dates, and the ways in which they can come together.
pub(super) struct Ways {
    /// The dimensions, by their places.
    pub(super) dimensions: Vec<usize>,
    /// The ways; none where there are too many combinations to make.
    pub(super) all: Vec<Way>,
    /// How many there are, or would be.
    pub(super) count: u64,
}

/// One value for each of the dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) values: Vec<usize>,
    /// Dates that give these values. `None` where the dimensions were taken as independent.
    pub(super) dates: Option<BTreeMap<QuestionIndex, NaiveDate>>,
}

/// The ways of all dimensions that read nothing but dates.
pub(super) fn ways(dimensions: &Dimensions<'_>) -> Vec<Ways> {
    groups(dimensions)
        .into_iter()
        .map(|places| {
            let sizes = places.iter().filter_map(|place| dimensions.all.get(*place));
            let most = sizes.fold(1_u64, |count, dimension| count.saturating_mul(dimension.size() as u64));
            if most > MOST_WAYS {
                return Ways {
                    dimensions: places,
                    all: Vec::new(),
                    count: most.max(MOST_CELLS.saturating_add(1)),
                };
            }
            let group = Group::new(dimensions, &places);
            let ways = group.and_then(|group| group.ways());
            let all = ways.unwrap_or_else(|| independent(dimensions, &places));
            Ways {
                count: all.len() as u64,
                all,
                dimensions: places,
            }
        })
        .collect()
}

/// The dimensions that read only dates; those that share a date together.
fn groups(dimensions: &Dimensions<'_>) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<QuestionIndex>, Vec<usize>)> = Vec::new();
    for (place, dimension) in dimensions.all.iter().enumerate() {
        let read: BTreeSet<QuestionIndex> = match dimension {
            Dimension::Measure { term, .. } => questions(term).into_iter().collect(),
            Dimension::Order(left, right) => questions(left).into_iter().chain(questions(right)).collect(),
            _ => continue,
        };
        let is_date = |question: &QuestionIndex| {
            dimensions
                .procedure
                .question(*question)
                .is_some_and(|question| question.kind == Kind::Date)
        };
        if read.is_empty() || !read.iter().all(is_date) {
            continue;
        }
        let mut all = (read, vec![place]);
        groups.retain(|(shared, places)| {
            let apart = shared.is_disjoint(&all.0);
            if !apart {
                all.0.extend(shared);
                all.1.extend(places);
            }
            apart
        });
        all.1.sort_unstable();
        groups.push(all);
    }
    groups.into_iter().map(|(_, places)| places).collect()
}

/// Every combination, without dates.
fn independent(dimensions: &Dimensions<'_>, places: &[usize]) -> Vec<Way> {
    let mut ways = vec![Vec::new()];
    for place in places {
        let size = dimensions.all.get(*place).map_or(1, Dimension::size);
        ways = ways
            .into_iter()
            .flat_map(|way: Vec<usize>| (0..size).map(move |value| way.iter().copied().chain([value]).collect()))
            .collect();
    }
    ways.into_iter().map(|values| Way { values, dates: None }).collect()
}

/// Dimensions that are counted to one and the same day.
struct Group<'d> {
    /// The day to which they are counted: that of the decision, say.
    to: QuestionIndex,
    /// The dimensions that read that day alone.
    of_the_day: Vec<(usize, &'d Dimension)>,
    /// The others, by the second date that they read.
    from: BTreeMap<QuestionIndex, Vec<(usize, &'d Dimension)>>,
    size: usize,
    calendar: &'d Calendar,
}

impl<'d> Group<'d> {
    /// `None` where the dimensions are of other kinds, or are counted to several days.
    fn new(dimensions: &'d Dimensions<'_>, places: &[usize]) -> Option<Self> {
        let all: Vec<&Dimension> = places.iter().filter_map(|place| dimensions.all.get(*place)).collect();
        let counted: BTreeSet<QuestionIndex> = all.iter().filter_map(|dimension| counted_to(dimension)).collect();
        let to = match counted.len() {
            0 => all.iter().find_map(|dimension| alone(dimension))?,
            1 => counted.into_iter().next()?,
            _ => return None,
        };
        let mut group = Self {
            to,
            of_the_day: Vec::new(),
            from: BTreeMap::new(),
            size: places.len(),
            calendar: &dimensions.procedure.calendar,
        };
        for (place, dimension) in all.into_iter().enumerate() {
            match (dates(dimension)?, alone(dimension)) {
                (_, Some(day)) if day == to => group.of_the_day.push((place, dimension)),
                (_, Some(day)) => group.from.entry(day).or_default().push((place, dimension)),
                ((from, Some(day)), None) if day == to => group.from.entry(from).or_default().push((place, dimension)),
                ((day, Some(from)), None) if day == to => group.from.entry(from).or_default().push((place, dimension)),
                _ => return None,
            }
        }
        Some(group)
    }

    fn ways(&self) -> Option<Vec<Way>> {
        let longest = self.longest()?;
        let most: usize = self.all().map(|(_, dimension)| dimension.size()).product();
        let mut found: BTreeMap<Vec<usize>, BTreeMap<QuestionIndex, NaiveDate>> = BTreeMap::new();
        for day in self.days() {
            for (values, dates) in self.on(day, longest) {
                found.entry(values).or_insert(dates);
            }
            if found.len() == most {
                break;
            }
        }
        let way = |(values, dates)| Way {
            values,
            dates: Some(dates),
        };
        Some(found.into_iter().map(way).collect())
    }

    fn all(&self) -> impl Iterator<Item = &(usize, &'d Dimension)> {
        self.of_the_day.iter().chain(self.from.values().flatten())
    }

    /// The most days looked after that have to be tried, so that every constant is passed.
    fn longest(&self) -> Option<i64> {
        let mut longest = 0;
        for (_, dimension) in self.all() {
            if let Dimension::Measure { term, cuts, .. } = dimension {
                let most = cuts.iter().max().and_then(Decimal::to_i64)?;
                longest = longest.max(match term {
                    Expression::Call(Function::Days, _) => most.checked_add(10)?,
                    // Seven days for five working days, and room for Christmas and Easter.
                    Expression::Call(Function::WorkingDays, _) => most.checked_mul(7)? / 5 + 30,
                    _ => 0,
                });
            }
        }
        (longest <= LONGEST).then_some(longest)
    }

    /// The days to which is counted: around each constant that the day itself is compared with, and a whole year, with its bank holidays.
    fn days(&self) -> Vec<NaiveDate> {
        let constants = self
            .of_the_day
            .iter()
            .flat_map(|(_, dimension)| measured_days(dimension));
        let around = constants.flat_map(|day| {
            let later = (0..=30).filter_map(move |days| day.checked_add_days(Days::new(days)));
            later.chain((1..=30).filter_map(move |days| day.checked_sub_days(Days::new(days))))
        });
        let year = NaiveDate::from_ymd_opt(2026, 3, 2)
            .into_iter()
            .flat_map(|first| first.iter_days().take(366));
        around.chain(year).collect()
    }

    /// The ways on one day, with their dates.
    fn on(&self, day: NaiveDate, longest: i64) -> Vec<(Vec<usize>, BTreeMap<QuestionIndex, NaiveDate>)> {
        let mut found = vec![(vec![0; self.size], BTreeMap::from([(self.to, day)]))];
        let Some(values) = self.values(&self.of_the_day, day, day) else {
            return Vec::new();
        };
        for (place, value) in values {
            for (way, _) in &mut found {
                set(way, place, value);
            }
        }
        for (question, dimensions) in &self.from {
            let mut seen: BTreeMap<Vec<(usize, usize)>, (NaiveDate, NaiveDate)> = BTreeMap::new();
            for from in candidates(dimensions, day, longest) {
                if let Some(values) = self.values(dimensions, from, day) {
                    let (first, chosen) = seen.entry(values).or_insert((from, from));
                    // Some days past a boundary say more than the boundary itself.
                    if (*first - from).num_days().abs() <= 6 {
                        *chosen = from;
                    }
                }
            }
            found = found
                .into_iter()
                .flat_map(|(way, dates)| {
                    seen.iter().map(move |(values, (_, from))| {
                        let (mut way, mut dates) = (way.clone(), dates.clone());
                        for (place, value) in values {
                            set(&mut way, *place, *value);
                        }
                        dates.insert(*question, *from);
                        (way, dates)
                    })
                })
                .collect();
        }
        found
    }

    /// What these dimensions come to; `None` where one of them comes to nothing, as an age before birth.
    fn values(
        &self,
        dimensions: &[(usize, &Dimension)],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<Vec<(usize, usize)>> {
        dimensions
            .iter()
            .map(|(at, dimension)| {
                let value = match dimension {
                    Dimension::Measure { term, cuts, values } => {
                        place(cuts, values, value(term, self.to, (from, to), self.calendar)?)?
                    }
                    Dimension::Order(left, _) => {
                        let (left, right) = if *left == Expression::Question(self.to) {
                            (to, from)
                        } else {
                            (from, to)
                        };
                        match left.cmp(&right) {
                            std::cmp::Ordering::Less => 0,
                            std::cmp::Ordering::Equal => 1,
                            std::cmp::Ordering::Greater => 2,
                        }
                    }
                    _ => return None,
                };
                Some((*at, value))
            })
            .collect()
    }
}

fn set(way: &mut [usize], place: usize, value: usize) {
    if let Some(at) = way.get_mut(place) {
        *at = value;
    }
}

/// What a dimension measures of these dates.
pub(super) fn measured(
    dimension: &Dimension,
    found: &BTreeMap<QuestionIndex, NaiveDate>,
    calendar: &Calendar,
) -> Option<Decimal> {
    let Dimension::Measure { term, .. } = dimension else {
        return None;
    };
    let (from, to) = dates(dimension)?;
    let to = to.unwrap_or(from);
    value(term, to, (*found.get(&from)?, *found.get(&to)?), calendar)
}

/// What a term comes to, as a number.
fn value(
    term: &Expression,
    counted_to: QuestionIndex,
    (from, to): (NaiveDate, NaiveDate),
    calendar: &Calendar,
) -> Option<Decimal> {
    Some(match term {
        Expression::Question(question) if *question == counted_to => to.num_days_from_ce().into(),
        Expression::Question(_) => from.num_days_from_ce().into(),
        Expression::Call(Function::Age, _) => to.years_since(from)?.into(),
        Expression::Call(Function::Days, _) if from <= to => (to - from).num_days().into(),
        Expression::Call(Function::WorkingDays, _) => calendar.working_days(from, to)?.into(),
        _ => return None,
    })
}

/// Second dates that are worth trying for one day.
fn candidates(dimensions: &[(usize, &Dimension)], day: NaiveDate, longest: i64) -> Vec<NaiveDate> {
    let before = |days: i64| {
        u64::try_from(days)
            .ok()
            .and_then(|days| day.checked_sub_days(Days::new(days)))
    };
    let mut found = Vec::new();
    for (_, dimension) in dimensions {
        match dimension {
            Dimension::Measure {
                term: Expression::Call(Function::Age, _),
                values,
                ..
            } => {
                // Some months after a birthday, so that nobody takes the example for a birthday case.
                let years = values.iter().filter_map(Decimal::to_u32);
                found.extend(
                    years.filter_map(|years| {
                        day.checked_sub_months(Months::new(years.checked_mul(12)?.checked_add(4)?))
                    }),
                );
            }
            Dimension::Measure {
                term: Expression::Question(_),
                ..
            } => found.extend(measured_days(dimension)),
            Dimension::Measure { .. } => found.extend((0..=longest).filter_map(before)),
            Dimension::Order(..) => found.extend([day.pred_opt(), Some(day), day.succ_opt()].into_iter().flatten()),
            _ => {}
        }
    }
    found
}
