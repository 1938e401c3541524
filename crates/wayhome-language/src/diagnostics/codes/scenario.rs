//! WH130 to WH139: training scenarios.

use super::{Code, Example, codes};

/// A scenario of the test's procedure, up to the answers that the worker adds.
macro_rules! head {
    () => {
        "wayhome = 1\nid = 'seen'\ntitle = 'Seen'\nshows = 'See the child.'\nprocedure = 'ex'\nform = 'visit'\ntoday = '2026-03-02'\n[[step]]\ntitle = 'The visit'\ntells = 'You see Robin Example.'\nfacts = { child_seen = true }\n"
    };
}

const fn scenario(invalid: &'static str, valid: &'static str) -> Example {
    Example::Scenario { invalid, valid }
}

codes! {
    NO_SUCH_FORM = error("WH130", "a procedure or a form that there is not",
        "A scenario names the procedure and the form that its records are checked against.",
        scenario("wayhome = 1\nid = 'seen'\ntitle = 'Seen'\nshows = 'See the child.'\nprocedure = 'ex'\nform = 'vist'\ntoday = '2026-03-02'\nstep = []\nmodel = {}",
            concat!(head!(), "[model]\n")));
    NOT_ASKED = error("WH131", "a question that the form does not ask",
        "The answers of a scenario belong to questions of its form, in the local procedure or in the law beneath it.",
        scenario(concat!(head!(), "[model]\nanswers = { child_sean = true }"), concat!(head!(), "[model]\nanswers = { seen_alone = true }")));
    BAD_ANSWER = error("WH132", "an answer that the question does not take",
        "An answer is written as in a record: dates and options in quotation marks, yes or no as true or false.",
        scenario(concat!(head!(), "[model]\nanswers = { seen_alone = 'yes' }"), concat!(head!(), "[model]\nanswers = { seen_alone = true }")));
    NO_SUCH_RULE = error("WH133", "a rule that the form does not have",
        "The findings and deadlines of a scenario bear the ids of rules, rows and deadlines of its form, in the local procedure or in the law beneath it.",
        scenario(concat!(head!(), "[model]\n[[attempt]]\nid = 'a'\ntitle = 'A'\ntells = 'Nothing is said.'\nleaves_out = ['child_seen']\nfindings = { EX-11 = 'to_do' }"),
            concat!(head!(), "[model]\n[[attempt]]\nid = 'a'\ntitle = 'A'\ntells = 'Nothing is said.'\nleaves_out = ['child_seen']\nfindings = { EX-1 = 'to_do' }\n[[attempt.right]]\nputs_right = ['EX-1']\nanswers = ['child_seen']\nsays = 'Say it.'")));
    AGAINST_THE_STORY = error("WH134", "a fact that another part of the story tells differently",
        "A later step may tell a fact differently if it lists the question in `corrects`. The answers that the worker adds to the model record never differ from the facts.",
        scenario(concat!(head!(), "[model]\nanswers = { child_seen = false }"), concat!(head!(), "[model]\n")));
    FOUND_OTHERWISE = error("WH135", "the check finds something else",
        "A scenario says exactly what is found of each of its records: the model record and the variants are complete, and each attempt has the findings that it names and no others. Where the check finds something else, the scenario is wrong, or shows a mistake in the procedure.",
        scenario(concat!(head!(), "[model]\nfindings = { EX-1 = 'breached' }"), concat!(head!(), "[model]\n")));
    NOT_IN_THE_MODEL = error("WH136", "a reason for words that the model record does not have",
        "[[model.wording]] gives the reasons for the words of an answer of the model record. The words that it says are the child's, or the worker's opinion, stand in that answer.",
        scenario(concat!(head!(), "[[model.wording]]\nquestion = 'seen_alone'\nbecause = 'It is plain.'"),
            concat!(head!(), "[[model.wording]]\nquestion = 'child_seen'\nbecause = 'It is plain.'")));
    NOT_PUT_RIGHT = error("WH137", "an attempt that is not put right",
        "The steps of [[attempt.right]] together change every answer that differs from the model record, and each puts right the findings that it names.",
        scenario(concat!(head!(), "[model]\n[[attempt]]\nid = 'a'\ntitle = 'A'\ntells = 'Nothing is said.'\nleaves_out = ['child_seen']\nfindings = { EX-1 = 'to_do' }"),
            concat!(head!(), "[model]\n[[attempt]]\nid = 'a'\ntitle = 'A'\ntells = 'Nothing is said.'\nleaves_out = ['child_seen']\nfindings = { EX-1 = 'to_do' }\n[[attempt.right]]\nputs_right = ['EX-1']\nanswers = ['child_seen']\nsays = 'Say it.'")));
    EMPTY = error("WH138", "a text that is empty",
        "Titles, what a step tells, what a worker did and what there is to talk about are read by people: none of them is empty.",
        scenario(concat!(head!(), "[model]\n[[discuss]]\nasks = ' '\nnotes = 'Talk about it.'"), concat!(head!(), "[model]\n[[discuss]]\nasks = 'What would you do?'\nnotes = ''")));
}
