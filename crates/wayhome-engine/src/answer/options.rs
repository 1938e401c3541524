//! Options: from the ids that a record writes to their places in a list.

use serde_json::Value as Json;

use super::{ProblemKind, is_blank};
use crate::procedure::OptionList;

/// The place of the option that is written so.
pub(super) fn place(lists: &[OptionList], list: u16, id: &str) -> Result<u16, ProblemKind> {
    let options = lists.get(usize::from(list)).map_or(&[][..], |list| &list.options);
    let number = |place: usize| u16::try_from(place).ok();
    if let Some(place) = options.iter().position(|option| option.id == id).and_then(number) {
        return Ok(place);
    }
    let near = options.iter().enumerate();
    let near = near.filter_map(|(place, option)| Some((distance(&option.id, id)?, place)));
    let nearest = near.clone().min();
    // Of two that are as near, neither is said to be meant: the other may say the opposite.
    let nearest = nearest.filter(|(least, _)| near.filter(|(other, _)| other == least).count() == 1);
    Err(ProblemKind::NotAnOption(nearest.and_then(|(_, place)| number(place))))
}

/// In how many letters the two differ, if at most two in one place do; capitals are no difference, nor is a space or a hyphen where the option has
/// an underscore. That finds `Section 20` and `careorder` in little code.
fn distance(option: &str, written: &str) -> Option<usize> {
    let plain = |byte: u8| match byte {
        b' ' | b'-' => b'_',
        other => other.to_ascii_lowercase(),
    };
    let alike = |(one, other): &(u8, u8)| plain(*one) == plain(*other);
    let before = option.bytes().zip(written.bytes()).take_while(alike).count();
    let after = option
        .bytes()
        .rev()
        .zip(written.bytes().rev())
        .take_while(alike)
        .count();
    let (short, long) = (option.len().min(written.len()), option.len().max(written.len()));
    let differing = long - before - after.min(short - before);
    (differing == 0 || short > 3 && differing <= 2).then_some(differing)
}

pub(super) fn read_choices(lists: &[OptionList], list: u16, ids: &[Json]) -> Result<u64, ProblemKind> {
    let mut chosen = 0;
    for id in ids.iter().filter(|id| !is_blank(id)) {
        let id = id.as_str().ok_or(ProblemKind::NotAnOption(None))?;
        chosen |= option_bit(place(lists, list, id)?);
    }
    Ok(chosen)
}

/// The bit that stands for an option in [`Answer::Choices`](super::Answer::Choices); past [`MOST_OPTIONS`](crate::MOST_OPTIONS) there are none.
pub(crate) fn option_bit(place: u16) -> u64 {
    1_u64.checked_shl(u32::from(place)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::Choice;

    /// Of these options, the one that is nearest to what is written.
    fn nearest<'a>(options: &[&'a str], written: &str) -> Option<&'a str> {
        let choice = |id: &&str| Choice {
            id: (*id).to_owned(),
            label: (*id).to_owned(),
        };
        let list = OptionList {
            id: "list".to_owned(),
            options: options.iter().map(choice).collect(),
        };
        match place(&[list], 0, written) {
            Err(ProblemKind::NotAnOption(place)) => options.get(usize::from(place?)).copied(),
            other => panic!("{written}: {other:?}"),
        }
    }

    #[test]
    fn an_option_that_is_nearly_written_is_near() {
        let near = |written| nearest(&["care_order", "section_20"], written);
        for written in [
            "Section_20",
            "Section 20",
            "section-20",
            "section20",
            "section_2O",
            "sectoin_20",
            "section_200",
        ] {
            assert_eq!(near(written), Some("section_20"), "{written}");
        }
        for written in ["section_47b", "placement", "s", "", "section", "20_section"] {
            assert_eq!(near(written), None, "{written}");
        }
        assert_eq!(nearest(&["yes"], "yet"), None);
        assert_eq!(nearest(&["yes"], "YES"), Some("yes"));
        assert_eq!(nearest(&["aaaa"], "aaaaaaa"), None);
    }

    #[test]
    fn of_several_the_nearest_is_named_and_of_two_as_near_none() {
        let kinds = ["planned", "requested_outside_plan", "unplanned"];
        assert_eq!(nearest(&kinds, "Unplanned"), Some("unplanned"));
        assert_eq!(nearest(&kinds, "PLANNED"), Some("planned"));
        assert_eq!(nearest(&["section_20", "section_31"], "Section_31"), Some("section_31"));
        assert_eq!(nearest(&["section_20", "section_31"], "section_30"), None);
    }
}
