//! Phrases that the sentences of a comparison are made of.

use wayhome_engine::words;

use super::difference::{Answer, ApprovalDifference, AskedQuestion, Aspect, DeadlineSays};

/// So many questions are named; of more, it is said how many there are.
const MOST_NAMED: usize = 6;

/// What comes after "a child": most of it reads on, and a legal status does not.
pub(super) fn who(children: &str) -> String {
    let reads_on = ["aged ", "looked after ", "decided "]
        .iter()
        .any(|start| children.starts_with(start));
    format!("{}{children}", if reads_on { " " } else { ": " })
}

pub(super) fn all_of_them(children: &str) -> String {
    format!(", all of them{}", who(children))
}

/// That one of two asks for somebody more senior, by its name.
pub(super) fn more_senior(name: &str, difference: &ApprovalDifference) -> String {
    let (left, right) = (&difference.left, &difference.right);
    if left.approvers == right.approvers && left.at_least == right.at_least {
        format!("{name} asks for somebody more senior: other posts hold the designation there.")
    } else {
        format!("{name} asks for somebody more senior.")
    }
}

/// What is to be said of two answers that ask for equally senior people.
pub(super) fn same(left: &Answer, right: &Answer) -> String {
    if left.approvers == right.approvers && left.at_least == right.at_least {
        "The approver is the same; who is told, or how strongly it is asked, is not.".to_owned()
    } else {
        "Neither asks for somebody more senior than the other.".to_owned()
    }
}

/// "6 weeks (must, ENG-28-2) or 1 week (must, ENG-28-3)"
pub(super) fn periods(deadlines: &[DeadlineSays]) -> String {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for deadline in deadlines {
        let period = format!("{}, {}", deadline.within, deadline.level.word());
        match said.iter_mut().find(|(known, _)| *known == period) {
            Some((_, ids)) => ids.push(&deadline.id),
            None => said.push((period, vec![&deadline.id])),
        }
    }
    let said: Vec<String> = said
        .into_iter()
        .map(|(period, ids)| format!("{period} ({})", ids.join(", ")))
        .collect();
    words::list(&said, "or")
}

pub(super) fn aspects(changed: &[Aspect]) -> String {
    let said: Vec<String> = changed
        .iter()
        .map(|aspect| {
            match aspect {
                Aspect::Level => "how strongly it is asked",
                Aspect::Words => "the words",
                Aspect::When => "when it applies",
                Aspect::Expects => "what it expects",
                Aspect::Explains => "what explains it",
                Aspect::Forms => "the forms",
                Aspect::Citation => "the citation",
                Aspect::Period => "the period",
                Aspect::Start => "the start",
                Aspect::MetBy => "what meets it",
            }
            .to_owned()
        })
        .collect();
    words::list(&said, "and")
}

/// The first of these questions by name, and how many more there are.
pub(super) fn named(questions: &[AskedQuestion]) -> String {
    let mut names: Vec<String> = questions
        .iter()
        .take(MOST_NAMED)
        .map(|question| format!("“{}”", question.name))
        .collect();
    match questions.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => names.push("1 thing more".to_owned()),
        more => names.push(format!("{more} things more")),
    }
    words::list(&names, "and")
}
