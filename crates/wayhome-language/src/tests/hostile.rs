//! Nothing that can be written makes the compiler panic or run away.

use proptest::prelude::*;

use super::{HEAD, compiled, file, names};
use crate::{Source, Vocabulary, bank_holidays, expression};

const PROCEDURE: &str = include_str!("procedure.toml");

#[test]
fn deep_and_long_expressions_are_refused() {
    let names = names();
    for text in [
        "(".repeat(5000),
        "[".repeat(5000),
        "]".repeat(5000),
        "1 in (".repeat(1500),
        "a[".repeat(4000),
        "(1..a[-".repeat(1400),
        "not(".repeat(2400),
        "-".repeat(9999),
        "true in (".repeat(30) + "true" + &")".repeat(30),
        "1".to_owned() + &"+1".repeat(4900),
        "1".to_owned() + &"*1".repeat(4900),
        "some x in y satisfies ".repeat(400),
        "a.".repeat(4900) + "a",
        "x < ".repeat(2400),
        "\"".repeat(9999),
        "/*".repeat(4900),
        " ".repeat(20_000),
        "é".repeat(6000),
    ] {
        assert!(expression(&text, &names).is_err(), "{}", &text[..20]);
    }
}

#[test]
fn what_is_just_allowed_is_accepted_on_a_small_stack() {
    // As much as a thread has.
    let thread = std::thread::Builder::new()
        .stack_size(1 << 21)
        .spawn(just_allowed)
        .unwrap();
    thread.join().unwrap();
}

fn just_allowed() {
    let names = names();
    let nested = |open: &str, close: &str| format!("{}true{}", open.repeat(32), close.repeat(32));
    for text in [
        nested("(", ")"),
        nested("not(", ")"),
        format!(
            "{}{}true{}",
            "some x in [1] satisfies not(".repeat(8),
            "(".repeat(24),
            ")".repeat(32)
        ),
        format!("{}1{}", "[".repeat(32), "]".repeat(32)),
        "1".to_owned() + &"+1".repeat(40),
        "true".to_owned() + &" and true".repeat(1000),
        "1 in (1".to_owned() + &",1".repeat(4000) + ")",
        "some x in [1] satisfies ".repeat(8) + "true",
    ] {
        if let Err(found) = expression(&text, &names) {
            panic!("{}", found.render(&Source::new("expression", &text)));
        }
    }
}

#[test]
fn deep_tables_are_refused() {
    let nested = format!("a = {}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(compiled(&Source::new("ex.toml", nested)).is_err());
    let dotted = format!("{}a = 1", "a.".repeat(10_000));
    assert!(compiled(&Source::new("ex.toml", dotted)).is_err());
    let table = format!("[{}a]", "a.".repeat(10_000));
    assert!(compiled(&Source::new("ex.toml", table)).is_err());
}

#[test]
fn a_long_chain_of_facts_is_no_problem() {
    let facts: Vec<String> = (0..499).map(|n| format!("f{n} = 'f{}'", n + 1)).collect();
    let source = file(&format!("[facts]\n{}\nf499 = 'child_seen'", facts.join("\n")));
    assert!(compiled(&source).is_ok_and(|compiled| compiled.procedure.facts.len() == 500));
}

/// Pieces that expressions are made of, in no order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "..",
        ",",
        ".",
        "<",
        ">=",
        "=",
        "!=",
        "+",
        "-",
        "*",
        "and",
        "or",
        "not",
        "in",
        "between",
        "some",
        "every",
        "satisfies",
        "x",
        "child_seen",
        "legal_status",
        "household",
        "plan_covers",
        "visit_date",
        "visit_started",
        "agreed_visit_weeks",
        "1",
        ".5",
        "\"child\"",
        "\"section_20\"",
        "\"2026-03-02\"",
        "date",
        "date and time",
        "duration",
        "age",
        "min",
        "count",
        "list contains",
        "answered",
        "@\"P1D\"",
        "year",
        "days",
        "true",
        "null",
        "[1, 2]",
        "[1..5]",
        "(1, < 2)",
        "é",
        "\n",
        "//",
        "/*",
        "\\",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_an_expression_or_refused(text in ".{0,200}") {
        let _ = expression(&text, &names());
    }

    #[test]
    fn any_pieces_are_an_expression_or_refused(text in pieces()) {
        if let Err(found) = expression(&text, &names()) {
            prop_assert!(!found.is_empty());
            let source = Source::new("expression", &text);
            prop_assert!(!found.render(&source).is_empty());
            for diagnostic in &found {
                prop_assert!(diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= text.len(), "{:?}", diagnostic);
            }
        }
    }

    #[test]
    fn any_file_is_compiled_or_refused(text in "(?s).{0,300}") {
        let source = Source::new("ex.toml", format!("{HEAD}{text}"));
        let _ = compiled(&source);
        let _ = Vocabulary::parse(&source);
        let _ = bank_holidays(&source);
    }

    #[test]
    fn a_procedure_with_slips_is_compiled_or_refused(slips in prop::collection::vec((0.0..1.0f64, 0usize..12, "[\\PC\n]{0,3}"), 1..4)) {
        let mut text = PROCEDURE.to_owned();
        for (place, length, insert) in slips {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "any place will do")]
            let at = (place * text.len() as f64) as usize;
            let floor = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
            let (start, end) = (floor(at), floor((at + length).min(text.len())));
            text.replace_range(start..end, &insert);
        }
        let source = Source::new("ex.toml", text);
        if let Err(found) = compiled(&source) {
            prop_assert!(found.has_errors());
            prop_assert!(found.iter().all(|diagnostic| diagnostic.line >= 1 && diagnostic.span.end <= source.text.len()));
            let _ = found.render(&source);
        }
    }
}
