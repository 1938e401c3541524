//! Expressions: how they bind, what kinds they have, what is refused.

use wayhome_engine::{Comparison, Expression as E, Function, Kind, Question, Test};

use super::names;
use crate::{Names, Source, Type, expression};

fn text(text: &str) -> E {
    match expression(text, &names()) {
        Ok(typed) => typed.expression,
        Err(found) => panic!("{}", found.render(&Source::new("expression", text))),
    }
}

#[track_caller]
fn same(a: &str, b: &str) {
    assert_eq!(text(a), text(b), "{a}  |  {b}");
}

#[track_caller]
pub(super) fn kind(of: &str, name: &str) {
    match expression(of, &names()) {
        Ok(typed) => assert_eq!(typed.kind.name(), name, "{of}"),
        Err(found) => panic!("{}", found.render(&Source::new("expression", of))),
    }
}

#[track_caller]
pub(super) fn refused(text: &str, codes: &[&str]) {
    match expression(text, &names()) {
        Ok(typed) => panic!("{text} is accepted: {typed:?}"),
        Err(found) => {
            let ids: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
            assert_eq!(ids, codes, "{}", found.render(&Source::new("expression", text)));
        }
    }
}

#[test]
fn operators_bind_as_in_the_standard() {
    same(
        "child_seen or seen_alone and child_seen",
        "child_seen or (seen_alone and child_seen)",
    );
    same("1 + 2 * 3", "1 + (2 * 3)");
    same("1 - 2 - 3", "(1 - 2) - 3");
    same("-1 * 2", "(-1) * 2");
    same("2 - -1", "2 - (-1)");
    same("1 + 2 < 4", "(1 + 2) < 4");
    same("1 < 2 and 3 < 4 or true", "((1 < 2) and (3 < 4)) or true");
    same("1 between 0 and 2 and true", "(1 between 0 and 2) and true");
    same("not(true) or true", "(not(true)) or true");
    same(
        "some x in [1, 2] satisfies x = 1 or x = 2",
        "some x in [1, 2] satisfies (x = 1 or x = 2)",
    );
    same(
        "true and some x in [1] satisfies x = 1",
        "true and (some x in [1] satisfies (x = 1))",
    );
    same("1 = 2 or 3 in (1, 2)", "(1 = 2) or (3 in (1, 2))");
    same(
        "child_seen // the child\n and /* or */ seen_alone",
        "child_seen and seen_alone",
    );
    same("1\n+\t2", "1 + 2");
    same("---1", "-1");
    same("--1", "-(-1)");
}

#[test]
fn what_is_lowered_is_what_is_meant() {
    let names = names();
    let question = |id: &str| names.questions().iter().position(|question| question.id == id).unwrap();
    let question = |id: &str| E::Question(u16::try_from(question(id)).unwrap());
    let status = || Box::new(question("legal_status"));
    let is = |option| Test::Compare(Comparison::Equal, E::Option(option));
    assert_eq!(
        text("legal_status = \"care_order\""),
        E::Compare(Comparison::Equal, status(), Box::new(E::Option(1)))
    );
    assert_eq!(
        text("\"care_order\" != legal_status"),
        E::Compare(Comparison::NotEqual, Box::new(E::Option(1)), status())
    );
    assert_eq!(
        text("legal_status in (\"section_20\", \"remand\")"),
        E::In(status(), vec![is(0), is(2)])
    );
    assert_eq!(text("legal_status in \"section_20\""), E::In(status(), vec![is(0)]));
    let list = E::List(vec![E::Option(0), E::Option(2)]);
    assert_eq!(
        text("legal_status in [\"section_20\", \"remand\"]"),
        E::In(status(), vec![Test::Among(list.clone())])
    );
    assert_eq!(
        text("list contains([\"section_20\", \"remand\"], legal_status)"),
        E::In(status(), vec![Test::Among(list)])
    );
    let covers = || Test::Among(question("plan_covers"));
    assert_eq!(
        text("\"child\" in plan_covers"),
        E::In(Box::new(E::Option(0)), vec![covers()])
    );
    assert_eq!(
        text("list contains(plan_covers, \"parents\")"),
        E::In(Box::new(E::Option(1)), vec![covers()])
    );
    assert_eq!(
        text("some x in [1] satisfies every y in [2] satisfies x = y"),
        E::Some(
            Box::new(E::List(vec![E::Number(1.into())])),
            Box::new(E::Every(
                Box::new(E::List(vec![E::Number(2.into())])),
                Box::new(E::Compare(
                    Comparison::Equal,
                    Box::new(E::Item(1)),
                    Box::new(E::Item(0))
                )),
            )),
        )
    );
    same(
        "some x in [1], y in [x] satisfies x = y",
        "some x in [1] satisfies some y in [x] satisfies x = y",
    );
    let field = |field| E::Field { item: 0, field };
    assert_eq!(
        text("every person in household satisfies person.check_outcome = \"clear\""),
        E::Every(
            Box::new(question("household")),
            Box::new(E::Compare(
                Comparison::Equal,
                Box::new(field(2)),
                Box::new(E::Option(0))
            )),
        )
    );
    let date = |function| {
        E::Call(
            function,
            vec![E::Call(Function::DateOf, vec![question("visit_started")])],
        )
    };
    assert_eq!(text("visit_started.year"), date(Function::Years));
    assert_eq!(
        text("visit_started.hour"),
        E::Call(Function::HourPart, vec![question("visit_started")])
    );
    assert_eq!(
        text("duration(\"P1D\") + visit_date"),
        E::Add(Box::new(question("visit_date")), Box::new(E::Seconds(86_400)))
    );
}

#[test]
fn ranges_open_and_closed() {
    let range = |low_inside, high_inside| Test::Between {
        low: E::Number(1.into()),
        low_inside,
        high: E::Number(5.into()),
        high_inside,
    };
    for (written, low, high) in [
        ("[1..5]", true, true),
        ("(1..5)", false, false),
        ("]1..5[", false, false),
        ("[1..5)", true, false),
        ("[1..5[", true, false),
        ("(1..5]", false, true),
        ("]1..5]", false, true),
        ("([1..5])", true, true),
    ] {
        assert_eq!(
            text(&format!("3 in {written}")),
            E::In(Box::new(E::Number(3.into())), vec![range(low, high)]),
            "{written}"
        );
    }
    assert_eq!(
        text("3 between 1 and 5"),
        E::In(Box::new(E::Number(3.into())), vec![range(true, true)])
    );
    let less = |value: i64| Test::Compare(Comparison::Less, E::Number(value.into()));
    assert_eq!(
        text("3 in (< 5, [1..5], 7)"),
        E::In(
            Box::new(E::Number(3.into())),
            vec![
                less(5),
                range(true, true),
                Test::Compare(Comparison::Equal, E::Number(7.into())),
            ]
        )
    );
    assert_eq!(text("3 in < 5"), text("3 in (< 5)"));
    kind(
        "agreed_visit_weeks in ]1..agreed_visit_weeks[ and 1 in [1, 2]",
        "boolean",
    );
}

#[test]
fn every_kind_has_its_name() {
    kind("child_seen", "boolean");
    kind("1 + .5", "number");
    kind("\"a\"", "string");
    kind("legal_status", "string");
    kind("\"a\" = \"a\"", "boolean");
    kind("date(\"2026-03-02\")", "date");
    kind("@\"2026-03-02\"", "date");
    kind("date and time(\"2026-03-02T09:30:00\")", "date and time");
    kind("date  and\ntime (\"2026-03-02T09:30:00\")", "date and time");
    kind("@\"P1Y2M\"", "years and months duration");
    kind("duration(\"PT2H\") * 2", "days and time duration");
    kind("2 * duration(\"P1M\")", "years and months duration");
    kind("visit_date - decision_date", "days and time duration");
    kind("(visit_date - decision_date).days", "number");
    kind("visit_date + duration(\"P1M\")", "date");
    kind("visit_started + duration(\"PT36H\")", "date and time");
    kind("date(visit_started) + duration(\"P1D\")", "date");
    kind("date(\"2026-03-02\").weekday", "number");
    kind(
        "years and months duration(date_of_birth, visit_date)",
        "years and months duration",
    );
    kind(
        "years and months duration(date_of_birth, visit_date).years >= 16",
        "boolean",
    );
    kind("max(visit_date, decision_date)", "date");
    kind("min([1, 2])", "number");
    kind("plan_covers", "list");
    kind("[]", "list");
    kind("1 in []", "boolean");
    kind("count(household) + count(plan_covers) + count([])", "number");
    kind(
        "every person in household satisfies age(person.date_of_birth, visit_date) < 18",
        "boolean",
    );
    kind(
        "some s in [legal_status, \"remand\"] satisfies s = previous_legal_status",
        "boolean",
    );
    kind("legal_status = previous_legal_status", "boolean");
    kind("answered(legal_status)", "boolean");
    kind("date(\"2026-03-02\") in [visit_date, decision_date]", "boolean");
    kind("-duration(\"P1D\")", "days and time duration");
}

#[test]
fn what_is_outside_the_subset_is_refused_by_name() {
    refused("null", &["WH043"]);
    refused("if true then 1 else 2", &["WH044", "WH044", "WH044"]);
    refused("for x in [1] return x", &["WH044", "WH044"]);
    refused("function(x) x", &["WH044"]);
    refused("{a: 1}", &["WH044", "WH051", "WH044"]);
    refused("child_seen instance of boolean", &["WH044"]);
    refused("? > 3", &["WH044"]);
    refused("plan_covers[1]", &["WH045"]);
    refused("(plan_covers)[item = 1]", &["WH045"]);
    refused("1 / 2", &["WH046"]);
    refused("2 ** 3", &["WH046"]);
    refused("not child_seen", &["WH047"]);
    refused("1 < 2 < 3", &["WH048"]);
    refused("1 = 1 = true", &["WH048"]);
    refused("\"a\" + \"b\" = \"ab\"", &["WH063"]);
    refused("today()", &["WH049"]);
    refused("string length(\"a\")", &["WH049"]);
    refused("contains(cover_arranged_by, \"a\")", &["WH049"]);
    refused("time(\"09:30:00\")", &["WH049"]);
    refused("lenght(\"a\")", &["WH050"]);
    refused("child_seen == true", &["WH052"]);
    refused("legal_status = 'care_order'", &["WH052", "WH052"]);
    refused("legal_status = “care_order”", &["WH052", "WH052"]);
    refused("@\"09:30:00\" = 1", &["WH054"]);
    refused("visit_started > date and time(\"2026-03-02T09:30:00Z\")", &["WH054"]);
    refused(
        "visit_started > date and time(\"2026-03-02T09:30:00@Europe/London\")",
        &["WH054"],
    );
    refused("visit_date + duration(\"P1W\") = visit_date", &["WH055"]);
    refused("\"a", &["WH040"]);
}

#[test]
fn unlike_kinds_are_refused() {
    refused("legal_status = plan_covers", &["WH060"]);
    refused("plan_covers = \"child\"", &["WH060"]);
    refused("approver_role = legal_status", &["WH060"]);
    refused("visit_date = visit_started", &["WH060"]);
    refused("duration(\"P1D\") = duration(\"P1M\")", &["WH060"]);
    refused("[1] = [1]", &["WH060"]);
    refused("plan_covers in (\"child\")", &["WH060"]);
    refused("1 in (\"a\", true)", &["WH060", "WH060"]);
    refused("cover_arranged_by < \"a\"", &["WH061"]);
    refused("1 between \"a\" and 2", &["WH061"]);
    refused("legal_status between \"a\" and \"b\"", &["WH061", "WH061"]);
    refused("true and 1 and visit_date", &["WH062", "WH062"]);
}

#[test]
fn all_mistakes_are_found_at_once() {
    refused(
        "child_sean and legal_status = \"section_2O\" and count(child_seen) > 1",
        &["WH020", "WH041", "WH068"],
    );
    refused(
        "some p in household satisfies p.chek_outcome = 1 or p.date_of_birth = 1",
        &["WH066", "WH060"],
    );
    refused("some p in household satisfies p", &["WH062"]);
    refused(
        "age(date_of_birth, visit_started) > age(visit_date)",
        &["WH065", "WH064"],
    );
    refused("not(answered(child_sean))", &["WH020"]);
    refused("answered(1)", &["WH065"]);
    refused("min() = 1", &["WH064"]);
    refused("visit_date + 14 > decision_date", &["WH063"]);
    refused("visit_started.days = 1", &["WH066"]);
    refused("p in household", &["WH020"]);
    refused("(1, 2) = 1", &["WH071"]);
    refused("()", &["WH040"]);
    refused("", &["WH040"]);
    refused("(1", &["WH040"]);
    refused("1 2", &["WH040"]);
    refused("[1, < 2]", &["WH071"]);
    refused("1 in (= 1)", &["WH040"]);
}

#[test]
fn suggestions_help() {
    let help = |text: &str| {
        let found = expression(text, &names()).unwrap_err();
        found
            .iter()
            .next()
            .and_then(|diagnostic| diagnostic.help.clone())
            .unwrap_or_default()
    };
    assert_eq!(help("legal_status = \"section_2O\""), "did you mean \"section_20\"?");
    assert_eq!(help("legal_status = \"Care order\""), "write its id: \"care_order\"");
    assert_eq!(
        help("legal_status = care_order"),
        "options stand in quotation marks: \"care_order\""
    );
    assert_eq!(help("child_sean"), "did you mean `child_seen`?");
    assert_eq!(
        help("workng_days(visit_date, visit_date)"),
        "did you mean \"working_days\"?"
    );
    assert_eq!(
        help("some p in household satisfies p.nam = \"\""),
        "did you mean \"name\"?"
    );
}

#[test]
fn names_with_dots_are_found_first() {
    let mut names = Names::new();
    let own = |id: &str, kind| Question {
        id: id.to_owned(),
        label: String::new(),
        name: String::new(),
        hint: None,
        urgency: None,
        past: false,
        row: None,
        kind,
    };
    names
        .add(own("ex.weeks", Kind::Number { min: None, max: None }))
        .unwrap();
    names.add(own("ex.from", Kind::Date)).unwrap();
    assert_eq!(names.add(own("ex.from", Kind::Date)), None);
    assert_eq!(
        expression("ex.weeks + ex.from.year", &names).map(|typed| typed.kind),
        Ok(Type::Number)
    );
    assert_eq!(
        expression("ex.weeks.year", &names)
            .unwrap_err()
            .iter()
            .next()
            .map(|found| found.code),
        Some("WH066")
    );
}
