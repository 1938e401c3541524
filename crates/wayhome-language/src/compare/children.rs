//! What the children of several cases have in common: "aged 16 or 17, section 20, looked after for 20 working days or more".

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use wayhome_engine::{Expression, words};

use super::joint::names;

use crate::proof::dimensions::{Dimension, Dimensions};
use crate::proof::words::{Spoken, counted, day, option, part, spoken, title, told};

/// The values of one dimension that occur, in words; `None` where every value does.
pub(super) fn common(
    dimensions: &Dimensions<'_>,
    dimension: &Dimension,
    values: &BTreeSet<usize>,
) -> Option<(u8, String)> {
    // Of what may be known or not, whatever is asked, nothing is said where it need not be known.
    if values.len() >= dimension.size() || values.contains(&dimension.size()) {
        return None;
    }
    if let (Some(only), 1) = (values.first(), values.len())
        && !matches!(dimension, Dimension::Measure { .. })
    {
        return Some(part(dimensions, dimension, *only));
    }
    Some(match dimension {
        Dimension::Choice(question, size) => {
            let (rank, name) = match part(dimensions, dimension, 0) {
                (1, _) => (1, String::new()),
                (rank, _) => (rank, format!("{}: ", title(dimensions, dimension))),
            };
            let named = |places: Vec<usize>, last: &str| {
                let labels: Vec<String> = places
                    .iter()
                    .map(|place| option(dimensions, *question, *place))
                    .collect();
                // Labels that hold commas themselves are told apart by semicolons.
                match labels.split_last() {
                    Some((end, rest)) if !rest.is_empty() && labels.iter().any(|label| label.contains(", ")) => {
                        format!("{}; {last} {end}", rest.join("; "))
                    }
                    _ => words::list(&labels, last),
                }
            };
            let others: Vec<usize> = (0..*size).filter(|place| !values.contains(place)).collect();
            let text = if others.len() < values.len() {
                let what = if rank == 1 { "any legal status" } else { "any answer" };
                format!("{what} but {}", named(others, "and"))
            } else {
                named(values.iter().copied().collect(), "or")
            };
            (rank, format!("{name}{text}"))
        }
        Dimension::Measure { .. } => return Some(runs(dimensions, dimension, values)),
        Dimension::Order(..) => {
            let said: Vec<String> = values
                .iter()
                .map(|value| part(dimensions, dimension, *value).1)
                .collect();
            (5, words::list(&said, "or"))
        }
        Dimension::YesNo(_) | Dimension::Chosen(..) | Dimension::Opaque(_) => return None,
    })
}

/// Parts of what is common, as a text.
pub(super) fn together(parts: Vec<(u8, String)>) -> String {
    told(parts)
}

/// From where to where one value or a run of them reaches; `None` without an end.
type Reach = (Option<Decimal>, Option<Decimal>);

fn runs(dimensions: &Dimensions<'_>, dimension: &Dimension, values: &BTreeSet<usize>) -> (u8, String) {
    let Dimension::Measure {
        term,
        cuts,
        values: all,
    } = dimension
    else {
        return (5, String::new());
    };
    let kind = spoken(dimensions, term);
    let mut reaches: Vec<(usize, Reach)> = Vec::new();
    for place in values {
        let Some(value) = all.get(*place) else { continue };
        let (low, high) = reach(cuts, *value);
        match reaches.last_mut() {
            Some((last, (_, end))) if *last + 1 == *place => {
                *last = *place;
                *end = high;
            }
            _ => reaches.push((*place, (low, high))),
        }
    }
    let said: Vec<String> = reaches.iter().map(|(_, reach)| said(kind, *reach)).collect();
    let text = words::list(&said, "or") + &among_several(dimensions, term);
    match kind {
        Spoken::Age => (0, format!("aged {text}")),
        Spoken::LookedAfterWorkingDays => (2, format!("looked after for {text}")),
        Spoken::LookedAfterDays => (3, format!("looked after for {text}")),
        Spoken::Decided => (4, format!("decided {text}")),
        _ => (4, format!("{}: {text}", title(dimensions, dimension))),
    }
}

/// What tells a measure from others that are spoken of in the same words, such as two ages on two days: " (day of effect)".
pub(super) fn among_several(dimensions: &Dimensions<'_>, term: &Expression) -> String {
    let kind = spoken(dimensions, term);
    let has_own_words = matches!(
        kind,
        Spoken::Age | Spoken::LookedAfterWorkingDays | Spoken::LookedAfterDays
    );
    let alike = |dimension: &&Dimension| matches!(dimension, Dimension::Measure { term, .. } if spoken(dimensions, term) == kind);
    if !has_own_words || dimensions.all.iter().filter(alike).count() < 2 {
        return String::new();
    }
    let name = names(dimensions.procedure, term).pop();
    name.map_or_else(String::new, |name| format!(" ({})", uncapitalised(&name)))
}

/// With a small first letter, unless the word is an abbreviation.
fn uncapitalised(name: &str) -> String {
    if name.chars().nth(1).is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// The whole numbers around a value up to the next constants. Numbers that are not whole are spoken of in the same way.
fn reach(cuts: &[Decimal], value: Decimal) -> Reach {
    if cuts.contains(&value) {
        return (Some(value), Some(value));
    }
    let below = cuts.iter().filter(|cut| **cut < value).max();
    let above = cuts.iter().filter(|cut| **cut > value).min();
    (
        below.and_then(|cut| cut.checked_add(Decimal::ONE)),
        above.and_then(|cut| cut.checked_sub(Decimal::ONE)),
    )
}

fn said(kind: Spoken, reach: Reach) -> String {
    let next = |value: Decimal| value.checked_add(Decimal::ONE).unwrap_or(value).normalize();
    let unit = match kind {
        Spoken::LookedAfterWorkingDays => "working day",
        Spoken::LookedAfterDays => "day",
        Spoken::Decided | Spoken::Day => return days(reach),
        _ => "",
    };
    let many = |value: Decimal| match unit {
        "" => value.normalize().to_string(),
        unit => counted(value.normalize(), unit),
    };
    match reach {
        (None, None) => "any time".to_owned(),
        (None, Some(high)) if unit.is_empty() => format!("under {}", next(high)),
        (None, Some(high)) => format!("fewer than {}", many(next(high))),
        (Some(low), None) if unit.is_empty() => format!("{} or over", low.normalize()),
        (Some(low), None) => format!("{} or more", many(low)),
        (Some(low), Some(high)) if low == high => many(low),
        (Some(low), Some(high)) => {
            let joined = if next(low) == high.normalize() { "or" } else { "to" };
            format!("{} {joined} {}", low.normalize(), many(high))
        }
    }
}

fn days(reach: Reach) -> String {
    match reach {
        (None, None) => "on any day".to_owned(),
        (None, Some(high)) => format!("on {} or before", day(high)),
        (Some(low), None) => format!("on {} or later", day(low)),
        (Some(low), Some(high)) if low == high => format!("on {}", day(low)),
        (Some(low), Some(high)) => format!("from {} to {}", day(low), day(high)),
    }
}
