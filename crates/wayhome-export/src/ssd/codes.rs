//! Our options as codes of the SSDA903 return.

/// The code of a legal status.
pub(super) fn legal_status(option: &str) -> Option<&'static str> {
    Some(match option {
        "interim_care_order" => "C1",
        "care_order" => "C2",
        "placement_order" => "E1",
        "section_20" => "V2",
        "police_protection" => "L1",
        "emergency_protection_order" => "L2",
        "child_assessment_order" => "L3",
        "remand" => "J1",
        // A series of short breaks is V3 or V4, which the record does not tell apart.
        _ => return None,
    })
}

/// Is the child in care by an order, so that living with a parent is a placement?
pub(super) fn is_in_care(option: &str) -> bool {
    matches!(option, "interim_care_order" | "care_order" | "placement_order")
}

/// Is the child accommodated under section 20, so that a return home ends being looked after?
pub(super) fn is_accommodated(option: &str) -> bool {
    matches!(option, "section_20" | "section_20_short_breaks")
}

/// Why an episode ends with a return home: to a person with parental responsibility, planned (E4A) or not (E4B), or to one without (E13).
///
/// `None` where the record does not say enough, or says something that these codes do not cover.
pub(super) fn reason_ceased(return_to: Option<&str>, return_kind: Option<&str>) -> Option<&'static str> {
    match (return_to?, return_kind) {
        ("relative_without_pr", _) => Some("E13"),
        ("parent" | "person_with_pr", Some("planned")) => Some("E4A"),
        // A parent who takes the child home outside of the plan is not in the planning process.
        ("parent" | "person_with_pr", Some("unplanned" | "requested_outside_plan")) => Some("E4B"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{legal_status, reason_ceased};

    #[test]
    fn whose_responsibility_and_whether_planned_decide_the_reason() {
        assert_eq!(reason_ceased(Some("parent"), Some("planned")), Some("E4A"));
        assert_eq!(reason_ceased(Some("person_with_pr"), Some("unplanned")), Some("E4B"));
        assert_eq!(
            reason_ceased(Some("parent"), Some("requested_outside_plan")),
            Some("E4B")
        );
        assert_eq!(reason_ceased(Some("relative_without_pr"), None), Some("E13"));
        assert_eq!(reason_ceased(Some("parent"), None), None);
        assert_eq!(reason_ceased(Some("other"), Some("planned")), None);
        assert_eq!(reason_ceased(None, Some("planned")), None);
    }

    #[test]
    fn a_legal_status_without_one_code_has_none() {
        assert_eq!(legal_status("section_20"), Some("V2"));
        assert_eq!(legal_status("section_20_short_breaks"), None);
        assert_eq!(legal_status("other"), None);
    }

    #[test]
    fn every_order_has_its_own_code() {
        for (option, code) in [
            ("interim_care_order", "C1"),
            ("care_order", "C2"),
            ("placement_order", "E1"),
            ("section_20", "V2"),
            ("police_protection", "L1"),
            ("emergency_protection_order", "L2"),
            ("child_assessment_order", "L3"),
            ("remand", "J1"),
        ] {
            assert_eq!(legal_status(option), Some(code), "{option}");
        }
    }
}
