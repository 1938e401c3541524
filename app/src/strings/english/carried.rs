//! What the app says beside an answer that was brought along.

use wayhome_engine::Kind;

/// What a record is called in a sentence, by its form.
fn called(form: &str) -> &'static str {
    match form {
        "visit" => "visit",
        "decision" => "decision",
        "plan" => "plan",
        "unplanned" => "unplanned return",
        "review" => "review",
        _ => "record",
    }
}

/// "The decision of 27 November 2026 now says something else. Check which holds."
pub(crate) fn source_differs(form: &str, day: &str) -> String {
    format!(
        "The {} of {day} now says something else. Check which holds.",
        called(form)
    )
}

/// "From the visit of 3 March 2026. Check that it still holds." A table of people, from a brother's or sister's record, says what to check.
/// In a text from there stands what somebody wrote while they thought of another child.
pub(crate) fn carried(form: &str, (sibling, kind): (bool, Option<&Kind>), day: &str) -> String {
    // One visits a child, and decides about one.
    let whose = match (sibling, form) {
        (false, _) => "",
        (true, "visit") => " to a brother or sister",
        (true, _) => " about a brother or sister",
    };
    let form = called(form);
    let check = match kind {
        // The people of one child's table are not quite those of another's.
        Some(Kind::Rows(..)) if sibling => {
            "Check who is listed: leave this child out, add the brother or sister if they live here, and enter how each person is related to this child."
        }
        Some(Kind::Text { long: true }) if sibling => {
            "Take out what is about the brother or sister, and check that the rest holds for this child."
        }
        _ => "Check that it still holds.",
    };
    format!("From the {form}{whose} of {day}. {check}")
}

#[cfg(test)]
mod tests {
    use super::carried;

    #[test]
    fn a_brother_or_sister_is_visited_and_decided_about() {
        let from = |form| carried(form, (true, None), "16 November 2026");
        let begins = [
            "From the visit to a brother or sister of 16",
            "From the decision about a brother or sister of 16",
        ];
        assert!(from("visit").starts_with(begins[0]) && from("decision").starts_with(begins[1]));
    }
}
