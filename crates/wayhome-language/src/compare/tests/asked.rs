//! What a form does not ask is told apart as the engine does.

use wayhome_engine::ApprovalState;

use super::engine::told;
use super::{asks, by, compiled, file, row};
use crate::compare::compare;

#[test]
fn what_is_not_asked_is_told_apart_as_the_engine_does() {
    let only_in_care = Some(("agreed", "legal_status = \"care_order\""));
    let rows = |when: &str| row("EX-1", when, &by("panel"));
    let of = |id: &str, when: &str, asked| asks(file(id, &rows(when)), asked);
    // Where it is not asked, it is not no; and it is not yes either.
    let (one, other) = (
        of("one", "agreed = false", only_in_care),
        of("two", "agreed != true", only_in_care),
    );
    let found = compare(&one, &other);
    let [only] = found.approvals[0].differences.as_slice() else {
        panic!("{found}")
    };
    assert_eq!(
        (only.children.as_str(), only.every),
        ("any legal status but care order", true)
    );
    assert_eq!(only.example.text, "section 20, agreed: not asked");
    let answers = only.example.answers.as_ref().unwrap();
    assert!(!answers.contains_key("agreed"), "{answers:?}");
    assert_eq!(told(&one, answers).0, ApprovalState::Silent);
    assert_eq!(told(&other, answers).0, ApprovalState::Decided);
    // The same words, and another form.
    let anyone = of("two", "agreed = false", None);
    assert_eq!(
        compare(&of("one", "agreed = false", only_in_care), &anyone)
            .approvals
            .len(),
        1
    );
    // A child of whom nobody asks it is no difference.
    let (one, other) = (
        of("one", "agreed and legal_status = \"remand\"", only_in_care),
        of("two", "false", only_in_care),
    );
    assert!(compare(&one, &other).approvals.is_empty());
}

/// A table may stand on several forms, which ask different things.
#[test]
fn a_difference_on_one_form_only_is_not_that_of_every_child() {
    let text = |id: &str, when: &str| {
        let table = format!(
            "forms = [\"decision\", \"unplanned\"]\n{}",
            row("EX-1", when, &by("panel"))
        );
        let text = file(id, &table);
        let start = text.find("[[form]]").unwrap();
        let form = &text[start..text.find("[[rule]]").unwrap()];
        let second = form
            .replace("id = \"decision\"", "id = \"unplanned\"")
            .replace("\"agreed\",", "{ question = \"agreed\", when = 'false' },");
        text.replacen("[[rule]]", &format!("{second}[[rule]]"), 1)
    };
    let (one, other) = (text("one", "agreed = false"), text("two", "agreed != true"));
    let found = compare(&compiled(one), &compiled(other));
    let [only] = found.approvals[0].differences.as_slice() else {
        panic!("{found}")
    };
    assert_eq!((only.every, only.example.text.as_str()), (false, "agreed: not asked"));
    assert!(found.approvals[0].differing <= found.approvals[0].cases);
}
