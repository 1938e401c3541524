//! Random procedures and answers, made from a string of random numbers so that failures shrink.

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};
use wayhome_engine::{
    ApprovalRow, ApprovalTable, Ask, Basis, Calendar, Choice, Citation, Comparison, Deadline, Expression, FORMAT, Fact,
    Form, Function, Kind, Level, OptionList, Part, Procedure, Question, Rule, Section, Seniority, Silence, Test, Unit,
};

/// How many questions a random procedure has: three each of yes/no, choice, number, date, choices, text and table.
pub(crate) const QUESTIONS: u16 = 3 * KINDS;
const KINDS: u16 = 7;

/// Draws from a string of random numbers; past its end, always the simplest.
pub(crate) struct Draw<'a> {
    numbers: std::slice::Iter<'a, u32>,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(numbers: &'a [u32]) -> Self {
        Self {
            numbers: numbers.iter(),
        }
    }

    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.numbers.next().map_or(0, |number| number % bound)
    }

    fn small(&mut self, bound: u16) -> u16 {
        u16::try_from(self.below(u32::from(bound))).unwrap()
    }
}

pub(crate) fn base() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

pub(crate) fn kind_of(question: u16) -> u16 {
    question % KINDS
}

fn question(draw: &mut Draw<'_>, kind: u16) -> Expression {
    Expression::Question(kind + KINDS * draw.small(QUESTIONS / KINDS))
}

fn comparison(draw: &mut Draw<'_>) -> Comparison {
    [
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ][draw.below(6) as usize]
}

fn date(draw: &mut Draw<'_>) -> Expression {
    Expression::Date(base() + Days::new(u64::from(draw.below(30))))
}

fn atom(draw: &mut Draw<'_>, facts: u16) -> Expression {
    let compare = |comparison, left, right| Expression::Compare(comparison, Box::new(left), Box::new(right));
    match draw.below(11) {
        0 => question(draw, 0),
        1 => compare(Comparison::Equal, question(draw, 1), Expression::Option(draw.small(3))),
        2 => compare(
            comparison(draw),
            question(draw, 2),
            Expression::Number(draw.below(4).into()),
        ),
        3 => compare(comparison(draw), question(draw, 3), date(draw)),
        4 => compare(comparison(draw), question(draw, 3), question(draw, 3)),
        5 => {
            let counted = Expression::Call(
                if draw.below(2) == 0 {
                    Function::WorkingDays
                } else {
                    Function::Days
                },
                vec![question(draw, 3), question(draw, 3)],
            );
            compare(comparison(draw), counted, Expression::Number(draw.below(9).into()))
        }
        6 => Expression::In(
            Box::new(Expression::Option(draw.small(3))),
            vec![Test::Among(question(draw, 4))],
        ),
        7 if facts > 0 => Expression::Fact(draw.small(facts)),
        8 => compare(
            Comparison::Equal,
            question(draw, 5),
            Expression::Text(word(draw).into()),
        ),
        9 => {
            let cell = Expression::Field {
                item: 0,
                field: u8::try_from(draw.below(2)).unwrap(),
            };
            let says = compare(Comparison::Equal, cell, Expression::Text(word(draw).into()));
            Expression::Some(Box::new(question(draw, 6)), Box::new(says))
        }
        _ => Expression::In(
            Box::new(question(draw, 2)),
            vec![Test::Between {
                low: Expression::Number(draw.below(3).into()),
                low_inside: true,
                high: Expression::Number(draw.below(5).into()),
                high_inside: false,
            }],
        ),
    }
}

fn word(draw: &mut Draw<'_>) -> &'static str {
    ["in their words", "in other words", "in no words"][draw.below(3) as usize]
}

fn condition(draw: &mut Draw<'_>, facts: u16, depth: u32) -> Expression {
    let kind = if depth == 0 { 0 } else { draw.below(5) };
    let parts = |draw: &mut Draw<'_>| (0..=draw.below(3)).map(|_| condition(draw, facts, depth - 1)).collect();
    match kind {
        1 => Expression::And(parts(draw)),
        2 => Expression::Or(parts(draw)),
        3 => Expression::Not(Box::new(condition(draw, facts, depth - 1))),
        _ => atom(draw, facts),
    }
}

fn rule(id: String, when: Option<Expression>, parts: Vec<Part>, about: Vec<u16>) -> Rule {
    let cite = Citation {
        document: "Invented".into(),
        section: "1".into(),
        quoted: None,
        correct: None,
    };
    Rule {
        id,
        forms: vec!["visit".into()],
        level: Level::Must,
        when,
        parts,
        about,
        says: "Do it.".into(),
        cite,
    }
}

fn part(draw: &mut Draw<'_>, facts: u16) -> Part {
    let expect = match draw.below(4) {
        0 => Expression::Recorded(draw.small(QUESTIONS)),
        1 => Expression::And(vec![
            Expression::Recorded(draw.small(QUESTIONS)),
            condition(draw, facts, 1),
        ]),
        _ => condition(draw, facts, 2),
    };
    let explained = (draw.below(3) == 0).then(|| condition(draw, facts, 1));
    Part {
        expect,
        explained,
        breached_says: Some("Not done.".into()),
        explained_says: None,
    }
}

/// A procedure over the fixed questions; its form asks some of them under conditions that read only questions before them.
pub(crate) fn procedure(draw: &mut Draw<'_>) -> Procedure {
    let options = |id: &str| OptionList {
        id: id.into(),
        options: ["a", "b", "c"]
            .map(|id| Choice {
                id: id.into(),
                label: id.to_uppercase(),
            })
            .into(),
    };
    let asked = |id: String, kind| Question {
        label: format!("Question {}?", id.trim_start_matches('q')),
        name: format!("Question {}", id.trim_start_matches('q')),
        id,
        hint: None,
        urgency: None,
        past: kind == Kind::Date,
        row: None,
        kind,
    };
    let columns = ["name", "role"].map(|id| asked(id.to_owned(), Kind::Text { long: false }));
    let kinds = [
        Kind::YesNo,
        Kind::Choice(0),
        Kind::Number { min: None, max: None },
        Kind::Date,
        Kind::Choices(0),
        Kind::Text { long: true },
        Kind::Rows(columns.into()),
    ];
    let questions = (0..QUESTIONS).map(|place| asked(format!("q{place}"), kinds[usize::from(kind_of(place))].clone()));
    let mut facts = Vec::new();
    for place in 0..3 {
        let name = (draw.below(2) == 0).then(|| format!("Fact {place}"));
        facts.push(Fact {
            id: format!("f{place}"),
            name,
            is: condition(draw, place, 2),
        });
    }
    let reads = |expression: &Expression| {
        let text = serde_json::to_string(expression).unwrap();
        (0..QUESTIONS)
            .filter(|question| text.contains(&format!("{{\"question\":{question}}}")))
            .max()
    };
    let ask = (0..QUESTIONS)
        .map(|question| {
            let when = (draw.below(3) == 0).then(|| condition(draw, 0, 1));
            Ask {
                question,
                when: when.filter(|when| reads(when).is_none_or(|last| last < question)),
            }
        })
        .collect();
    let rules = (0..6)
        .map(|place| {
            let when = (draw.below(2) == 0).then(|| condition(draw, 3, 2));
            let parts = (0..=draw.below(2)).map(|_| part(draw, 3)).collect();
            let about = (0..draw.below(3)).map(|_| draw.small(QUESTIONS)).collect();
            rule(format!("R{place}"), when, parts, about)
        })
        .collect();
    Procedure {
        wayhome: FORMAT,
        hash: String::new(),
        id: "invented".into(),
        authority: "Nowhere".into(),
        document: "Invented".into(),
        basis: Basis::Local,
        floor: None,
        dated: None,
        issued: None,
        superseded: None,
        compared: "2026-11".into(),
        cautions: Vec::new(),
        option_lists: vec![options("letters")],
        questions: questions.collect(),
        other_questions: Vec::new(),
        facts,
        forms: vec![Form {
            id: "visit".into(),
            title: "Visit".into(),
            sections: vec![Section {
                title: "All".into(),
                ask,
            }],
        }],
        rules,
        deadlines: deadlines(draw),
        approvals: vec![table(draw)],
        seniority: Seniority {
            ladder: ["a", "b", "c"].map(String::from).into(),
            designations: Vec::new(),
        },
        calendar: Calendar::new(
            base(),
            base() + Days::new(400),
            vec![base() + Days::new(1), base() + Days::new(12)],
        ),
    }
}

fn deadlines(draw: &mut Draw<'_>) -> Vec<Deadline> {
    (0..3)
        .map(|place| Deadline {
            id: format!("D{place}"),
            forms: vec!["visit".into()],
            level: Level::Should,
            when: (draw.below(2) == 0).then(|| condition(draw, 3, 1)),
            from: question(draw, 3),
            within: if draw.below(2) == 0 {
                question(draw, 2)
            } else {
                Expression::Number(draw.below(20).into())
            },
            unit: [Unit::Days, Unit::Weeks, Unit::Months, Unit::WorkingDays][draw.below(4) as usize],
            first_day_counts: draw.below(2) == 0,
            met_by: (draw.below(2) == 0).then(|| question(draw, 3)),
            floor: (0..draw.below(3)).map(|place| format!("D{place}")).collect(),
            says: "Do it in time.".into(),
            cite: Citation {
                document: "Invented".into(),
                section: "2".into(),
                quoted: None,
                correct: None,
            },
        })
        .collect()
}

fn table(draw: &mut Draw<'_>) -> ApprovalTable {
    let rows = (0..=draw.small(3))
        .map(|place| ApprovalRow {
            when: condition(draw, 3, 2),
            by: vec![["a", "b", "c"][draw.below(3) as usize].into()],
            at_least: None,
            none_required: false,
            recommended_by: Vec::new(),
            consult: Vec::new(),
            notify: Vec::new(),
            // The first row, or the one just before: then one may be over another through a third.
            over: match draw.below(4) {
                0 | 1 if place > 0 => vec![0],
                2 if place > 0 => vec![place - 1],
                _ => Vec::new(),
            },
            exclusive_with: Vec::new(),
            check: rule(format!("A{place}"), None, vec![part(draw, 3)], Vec::new()),
        })
        .collect();
    let silences = vec![Silence {
        when: condition(draw, 3, 1),
        note: "It does not say.".into(),
    }];
    ApprovalTable {
        id: "decision".into(),
        title: "The decision".into(),
        forms: vec!["visit".into()],
        rows,
        silences,
        retrospective: (draw.below(2) == 0).then(|| condition(draw, 3, 1)),
        effective: (draw.below(2) == 0).then_some(3),
    }
}

/// A readable answer to a question.
pub(crate) fn answer(draw: &mut Draw<'_>, question: u16) -> Json {
    let letter = |draw: &mut Draw<'_>| ["a", "b", "c"][draw.below(3) as usize];
    match kind_of(question) {
        0 => json!(draw.below(2) == 1),
        1 => json!(letter(draw)),
        2 => json!(draw.below(5)),
        3 => json!((base() + Days::new(u64::from(draw.below(30)))).to_string()),
        4 => json!([letter(draw)]),
        5 => json!(word(draw)),
        _ => json!([{ "name": word(draw), "role": word(draw) }]),
    }
}

/// A readable, blank or unreadable answer.
pub(crate) fn any_answer(draw: &mut Draw<'_>, question: u16) -> Json {
    match draw.below(8) {
        0 => Json::Null,
        1 => json!("  "),
        2 => json!("2026-02-31"),
        3 => json!([{"x": 1}]),
        _ => answer(draw, question),
    }
}
