//! "Did you mean …?"

/// The known name that a wrong one was most likely meant to be, if one is close.
///
/// ```
/// use wayhome_language::closest;
/// assert_eq!(closest("section_2O", ["section_20", "care_order"]), Some("section_20"));
/// assert_eq!(closest("remand", ["section_20", "care_order"]), None);
/// ```
#[must_use]
pub fn closest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    let bound = (wrong.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        // A name much longer or shorter cannot be close; leaving it out first keeps long texts cheap.
        .filter(|name| *name != wrong && name.len().abs_diff(wrong.len()) <= bound && name.len() <= 100)
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= bound)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[track_caller]
    fn check(wrong: &str, expected: Option<&str>) {
        assert_eq!(closest(wrong, ["section_20", "care_order", "other"]), expected);
    }

    #[test]
    fn only_what_is_close_is_suggested() {
        check("section_2O", Some("section_20"));
        check("Care_Order", Some("care_order"));
        check("care-order", Some("care_order"));
        check("remand", None);
        check("x", None);
    }
}
