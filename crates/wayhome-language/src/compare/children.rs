//! What the children of several cases have in common: "aged 16 or 17, section 20, looked after for 20 working days or more".

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use wayhome_engine::words;

use crate::proof::dimensions::{Dimension, Dimensions};
use crate::proof::scale::Scale;
use crate::proof::words::{Spoken, among_several, amount, day, in_order, option, part, spoken, title, told};

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
        && !matches!(dimension, Dimension::Measure { .. } | Dimension::Text(..))
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
        Dimension::Order(left, right) => (5, in_order(dimensions, (left, right), values.iter().copied())),
        Dimension::Text(_, texts) => {
            let named = |occur: bool, last: &str| {
                let places = texts.iter().enumerate();
                let those = places.filter(|(place, _)| values.contains(place) == occur);
                let said: Vec<String> = those.map(|(_, text)| format!("“{text}”")).collect();
                words::list(&said, last)
            };
            let text = if values.contains(&texts.len()) {
                format!("any text but {}", named(false, "and"))
            } else {
                named(true, "or")
            };
            (4, format!("{}: {text}", title(dimensions, dimension)))
        }
        Dimension::YesNo(_) | Dimension::Chosen(..) | Dimension::Answered(_) | Dimension::Opaque(_) => return None,
    })
}

/// Parts of what is common, as a text.
pub(super) fn together(parts: Vec<(u8, String)>) -> String {
    told(parts)
}

/// From where to where one value or a run of them reaches; `None` without an end.
type Reach = (Option<End>, Option<End>);

/// A value at an end, and whether it is itself within.
type End = (Decimal, bool);

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
    let scale = Scale::of(dimensions.procedure, term);
    let mut reaches: Vec<(usize, Reach)> = Vec::new();
    for place in values {
        let Some(value) = all.get(*place) else { continue };
        let (low, high) = reach(scale, cuts, *value);
        match reaches.last_mut() {
            Some((last, (_, end))) if *last + 1 == *place => {
                *last = *place;
                *end = high;
            }
            _ => reaches.push((*place, (low, high))),
        }
    }
    let said: Vec<String> = reaches.iter().map(|(_, reach)| said(kind, scale, *reach)).collect();
    let text = words::list(&said, "or") + &among_several(dimensions, term);
    match kind {
        Spoken::Age => (0, format!("aged {text}")),
        Spoken::LookedAfterWorkingDays => (2, format!("looked after for {text}")),
        Spoken::LookedAfterDays => (3, format!("looked after for {text}")),
        Spoken::Decided => (4, format!("decided {text}")),
        _ => (4, format!("{}: {text}", title(dimensions, dimension))),
    }
}

/// What lies around a value up to the next constants: up to the last step before them, where there are steps.
fn reach(scale: Scale, cuts: &[Decimal], value: Decimal) -> Reach {
    if cuts.contains(&value) {
        return (Some((value, true)), Some((value, true)));
    }
    let below = cuts.iter().copied().filter(|cut| *cut < value).max();
    let above = cuts.iter().copied().filter(|cut| *cut > value).min();
    let end = |cut: Decimal, step: Option<Decimal>| step.map_or((cut, false), |step| (step, true));
    (
        below.map(|cut| end(cut, scale.after(cut))),
        above.map(|cut| end(cut, scale.before(cut))),
    )
}

fn said(kind: Spoken, scale: Scale, reach: Reach) -> String {
    if matches!(kind, Spoken::Decided | Spoken::Day) {
        return days(reach);
    }
    let is_counted = matches!(kind, Spoken::LookedAfterWorkingDays | Spoken::LookedAfterDays);
    let many = |value: Decimal| amount(kind, value);
    // What follows within a unit that is written once: "20 to 24 working days".
    let bare = |value: Decimal| {
        if is_counted {
            value.normalize().to_string()
        } else {
            many(value)
        }
    };
    let under = |(value, is_within): End| match (is_within, scale.after(value)) {
        (true, Some(next)) if is_counted => format!("fewer than {}", many(next)),
        (true, Some(next)) => format!("under {}", many(next)),
        (true, None) => format!("{} or under", many(value)),
        (false, _) => format!("under {}", many(value)),
    };
    match reach {
        (None, None) => "any time".to_owned(),
        (None, Some(high)) => under(high),
        (Some((low, true)), None) if is_counted => format!("{} or more", many(low)),
        (Some((low, true)), None) => format!("{} or over", many(low)),
        (Some((low, false)), None) => format!("over {}", many(low)),
        (Some((low, true)), Some((high, true))) if low == high => many(low),
        (Some((low, true)), Some((high, true))) => {
            let joined = if scale.after(low) == Some(high) { "or" } else { "to" };
            format!("{} {joined} {}", bare(low), many(high))
        }
        (Some((low, is_within)), Some(high)) => {
            let low = if is_within {
                format!("{} or over", bare(low))
            } else {
                format!("over {}", bare(low))
            };
            format!("{low} and {}", under(high))
        }
    }
}

/// Days always lie a step apart.
fn days((low, high): Reach) -> String {
    match (low.map(|(day, _)| day), high.map(|(day, _)| day)) {
        (None, None) => "on any day".to_owned(),
        (None, Some(high)) => format!("on {} or before", day(high)),
        (Some(low), None) => format!("on {} or later", day(low)),
        (Some(low), Some(high)) if low == high => format!("on {}", day(low)),
        (Some(low), Some(high)) => format!("from {} to {}", day(low), day(high)),
    }
}
