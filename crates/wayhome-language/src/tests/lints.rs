//! What compiles, and is doubtful: where it is shown, and where nothing is said.

use super::{file, found};

const ROW: &str = "none_required = true\nsays = 'S'\ncite = '1'";

fn rule(when: &str) -> String {
    format!(
        "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = '{when}'\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'\n"
    )
}

#[track_caller]
fn check(parts: &str, expected: &[(&str, &str)]) {
    let source = file(parts);
    let found: Vec<(&str, String)> = found(&source)
        .into_iter()
        .map(|(code, line, _)| (code, source.text.lines().nth(line - 1).unwrap().to_owned()))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(code, line)| (*code, line.as_str())).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn never(when: &str) {
    check(&rule(when), &[("WH080", &format!("when = '{when}'"))]);
}

#[test]
fn a_rule_that_can_never_apply_is_shown_at_its_condition() {
    never("seen_alone and not(seen_alone)");
    never(r#"legal_status = "remand" and legal_status in ("section_20", "care_order")"#);
    never(r#"visit_date < date("2026-04-01") and visit_date > date("2026-03-31")"#);
    never(r#"visit_date >= date("2026-04-01") and visit_date <= date("2026-03-31")"#);
    never("1 > 2");
    check(
        "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'seen_alone and not(seen_alone)'\nfrom = 'visit_date'\nwithin = '1 week'\nsays = 'S'\ncite = '1'",
        &[("WH080", "when = 'seen_alone and not(seen_alone)'")],
    );
}

#[test]
fn a_rule_that_may_apply_is_left_alone() {
    for when in [
        r#"visit_date > date("2026-03-31") and visit_date < date("2026-04-02")"#,
        r#"legal_status != "remand" and legal_status != "care_order""#,
        "seen_alone or not(seen_alone)",
        "child_seen and not(seen_alone)",
    ] {
        check(&rule(when), &[]);
    }
}

/// While the question is not asked, it equals nothing: both of these may hold then.
#[test]
fn a_rule_that_applies_only_where_a_question_is_not_asked_is_left_alone() {
    let form = "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'T'\nask = ['child_seen', { question = 'seen_alone', when = 'child_seen' }]\n";
    let rule = rule("not(seen_alone = true) and not(seen_alone = false)").replace("form = 'visit'", "form = 'plan'");
    check(&format!("{form}{rule}"), &[]);
}

/// Why it was not seen alone is asked on one form only, and there only where it was not. What another form does makes no difference.
#[test]
fn a_condition_is_tried_by_what_the_forms_of_its_rule_ask() {
    let form = |id: &str, ask: &str| {
        format!(
            "[[form]]\nid = '{id}'\ntitle = 'F'\n[[form.section]]\ntitle = 'T'\nask = ['child_seen', 'visit_date', {ask}]\n"
        )
    };
    let plan = form(
        "plan",
        "'seen_alone', { question = 'cover_arranged_by', when = 'seen_alone = false' }",
    );
    let of = |when: &str| rule(when).replace("form = 'visit'", "form = 'plan'");
    let when = r#"seen_alone and cover_arranged_by = "other""#;
    let shown = format!("when = '{when}'");
    check(&format!("{plan}{}", of(when)), &[("WH080", &shown)]);
    let review = form("review", "'seen_alone', 'cover_arranged_by'");
    check(&format!("{plan}{review}{}", of(when)), &[("WH080", &shown)]);
    let both = rule(when).replace("form = 'visit'", "forms = ['plan', 'review']");
    check(&format!("{plan}{review}{both}"), &[]);
    let deadline = deadline("1 week").replace("form = 'visit'", &format!("form = 'plan'\n{shown}"));
    check(&format!("{plan}{review}{deadline}"), &[("WH080", &shown)]);
    let answered = "seen_alone and answered(cover_arranged_by)";
    check(
        &format!("{plan}{}", of(answered)),
        &[("WH080", &format!("when = '{answered}'"))],
    );
    check(
        &format!("{plan}{}", of("seen_alone = false and answered(cover_arranged_by)")),
        &[],
    );
}

#[test]
fn what_has_no_answer_is_neither_yes_nor_no() {
    never("child_seen and not(answered(child_seen))");
    never("not(child_seen) and not(answered(child_seen))");
    never(r#"not(answered(legal_status)) and (legal_status = "remand" or legal_status = "care_order")"#);
    never(r#"visit_date < date("2026-04-01") and not(answered(visit_date))"#);
    never("answered(child_seen) and not(answered(child_seen))");
    for when in [
        "not(answered(child_seen))",
        "answered(child_seen) and not(child_seen)",
        "seen_alone and not(answered(child_seen))",
        "(child_seen or seen_alone) and not(answered(child_seen))",
        "not(answered(child_seen) and child_seen)",
        "1 in [1, visit_date.year] and not(answered(visit_date))",
    ] {
        check(&rule(when), &[]);
    }
}

/// Where a question is not asked, it has no answer, and equals nothing: both may hold.
#[test]
fn what_is_not_asked_has_no_answer() {
    let form = "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'T'\nask = ['child_seen', { question = 'seen_alone', when = 'child_seen' }]\n";
    let rule = rule("not(answered(seen_alone)) and seen_alone != true").replace("form = 'visit'", "form = 'plan'");
    check(&format!("{form}{rule}"), &[]);
    let asked = rule.replace("not(answered(seen_alone))", "not(answered(seen_alone)) and child_seen");
    check(
        &format!("{form}{asked}"),
        &[(
            "WH080",
            "when = 'not(answered(seen_alone)) and child_seen and seen_alone != true'",
        )],
    );
}

#[test]
fn one_comparison_is_the_same_written_the_other_way_round() {
    let form = "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'T'\nask = ['child_seen', 'visit_date', 'decision_date']\n";
    let of = |when: &str| format!("{form}{}", rule(when).replace("form = 'visit'", "form = 'plan'"));
    for when in [
        "visit_date < decision_date and visit_date > decision_date",
        "visit_date < decision_date and decision_date < visit_date",
        "visit_date = decision_date and decision_date > visit_date",
        "visit_date > decision_date and not(decision_date < visit_date)",
    ] {
        check(&of(when), &[("WH080", &format!("when = '{when}'"))]);
    }
    check(&of("visit_date <= decision_date and decision_date <= visit_date"), &[]);
    check(&of("visit_date != decision_date and decision_date < visit_date"), &[]);
}

#[test]
fn too_many_cases_to_try_are_no_finding() {
    let days: Vec<String> = (1..=24)
        .map(|day| format!("visit_date > decision_date + duration(\"P{day}D\")"))
        .collect();
    let form = "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'T'\nask = ['visit_date', 'decision_date', 'child_seen']\n";
    let rule = rule(&format!("{} and 1 > 2", days.join(" and "))).replace("form = 'visit'", "form = 'plan'");
    check(&format!("{form}{rule}"), &[]);
}

fn row(id: &str, when: &str, more: &str) -> String {
    format!("[[approval.decision.row]]\nid = '{id}'\nwhen = '{when}'\n{more}\n{ROW}\n")
}

fn table(rows: &[String]) -> String {
    format!("[approval.decision]\ntitle = 'T'\nforms = ['visit']\n{}", rows.concat())
}

#[test]
fn rows_and_silences_that_never_count_are_shown() {
    check(
        &table(&[row("EX-1", "child_seen", ""), row("EX-2", "true", "over = ['EX-1']")]),
        &[("WH081", "id = 'EX-1'")],
    );
    check(
        &table(&[
            row("EX-1", "seen_alone and not(seen_alone)", ""),
            row("EX-2", "true", ""),
        ]),
        &[("WH081", "id = 'EX-1'")],
    );
    check(
        &table(&[
            row("EX-1", "child_seen = true", "over = ['EX-2']"),
            row("EX-2", "child_seen = false", ""),
        ]),
        &[("WH082", "over = ['EX-2']")],
    );
    check(
        &format!(
            "{}[[approval.decision.silent]]\nwhen = '1 > 2'\nnote = 'N'",
            table(&[row("EX-1", "true", "")])
        ),
        &[("WH083", "when = '1 > 2'")],
    );
}

/// One mistake, one warning: that a row never decides says enough of what it is over.
#[test]
fn a_row_that_never_applies_is_not_told_twice() {
    check(
        &table(&[row("EX-1", "1 > 2", "over = ['EX-2']"), row("EX-2", "true", "")]),
        &[("WH081", "id = 'EX-1'")],
    );
}

fn deadline(within: &str) -> String {
    format!(
        "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '{within}'\nsays = 'S'\ncite = '1'"
    )
}

/// What explains a rule and what meets a deadline can be recorded only where it is asked.
#[test]
fn explanations_and_met_by_that_no_form_asks_are_shown() {
    let explained = |key: &str| rule("seen_alone").replace("says =", &format!("{key}\nsays ="));
    check(
        &explained("explained_by = 'cover_arranged_by'"),
        &[("WH090", "id = 'EX-1'")],
    );
    check(
        &explained("explained_when = 'on_child_protection_plan'"),
        &[("WH090", "id = 'EX-1'")],
    );
    check(&explained("explained_by = 'legal_status'"), &[]);
    let met = |by: &str| deadline("1 week").replace("says =", &format!("met_by = '{by}'\nsays ="));
    check(&met("decision_date"), &[("WH090", "id = 'EX-1'")]);
    check(&met("visit_date"), &[]);
    let row = |key: &str| {
        format!(
            "[approval.decision]\ntitle = 'T'\nretrospective_when = 'child_seen'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'true'\nby = ['team_manager']\nrequires = [{{ that = 'child_seen'{key} }}]\nsays = 'S'\ncite = '1'"
        )
    };
    check(&row(""), &[]);
    check(
        &row(", explained_by = 'cover_arranged_by'"),
        &[("WH090", "id = 'EX-1'")],
    );
}

/// What decides of a question, of a silence and of an approval after the event is asked on their own forms, as what decides of a rule.
#[test]
fn conditions_of_questions_silences_and_late_approvals_that_no_form_asks_are_shown() {
    let asking = |id: &str, section: &str| format!("[[form]]\nid = '{id}'\n[[form.section]]\n{section}\n");
    let plan = |when: &str| {
        asking(
            "plan",
            &format!("title = 'T'\nask = ['seen_alone', {{ question = 'cover_arranged_by', when = '{when}' }}]"),
        )
    };
    let line = "ask = ['seen_alone', { question = 'cover_arranged_by', when = 'on_child_protection_plan' }]";
    check(&plan("on_child_protection_plan"), &[("WH091", line)]);
    check(&plan("seen_alone"), &[]);
    let fact = format!("[facts]\nplanned = 'on_child_protection_plan'\n{}", plan("planned"));
    check(
        &fact,
        &[("WH091", &line.replace("on_child_protection_plan", "planned"))],
    );

    // That the review asks it makes no difference to the plan.
    let shared = "[[section]]\nid = 'shared'\ntitle = 'T'\nask = [{ question = 'cover_arranged_by', when = 'on_child_protection_plan' }]\n";
    let including = |id: &str, more: &str| {
        let own = format!("[[form.section]]\ntitle = 'U'\nask = ['decision_date'{more}]");
        asking(id, &format!("include = 'shared'\n{own}"))
    };
    let (asks, does_not) = (
        including("review", ", 'on_child_protection_plan'"),
        including("plan", ""),
    );
    check(&format!("{shared}{asks}"), &[]);
    check(
        &format!("{shared}{asks}{does_not}"),
        &[(
            "WH091",
            "ask = [{ question = 'cover_arranged_by', when = 'on_child_protection_plan' }]",
        )],
    );

    let row = row("EX-1", "child_seen", "");
    let silent = |when: &str| {
        let silence = format!("[[approval.decision.silent]]\nwhen = '{when}'\nnote = 'N'");
        format!("{}{silence}", table(std::slice::from_ref(&row)))
    };
    let when = "child_seen = false and on_child_protection_plan";
    check(&silent(when), &[("WH091", &format!("when = '{when}'"))]);
    check(&silent("child_seen = false and seen_alone"), &[]);
    let late = |when: &str| {
        let table = table(std::slice::from_ref(&row));
        table.replace("forms =", &format!("retrospective_when = '{when}'\nforms ="))
    };
    check(
        &late("on_child_protection_plan"),
        &[("WH090", "retrospective_when = 'on_child_protection_plan'")],
    );
    check(&late("seen_alone"), &[]);
}

#[test]
fn what_explains_itself_is_shown() {
    let explained = |expect: &str| {
        format!(
            "[facts]\nalone = 'not(seen_alone = false)'\n{}",
            rule("alone").replace("expect = 'child_seen'", expect)
        )
    };
    let shown = [("WH098", "explained_by = 'seen_alone'")];
    check(&explained("expect = 'seen_alone'\nexplained_by = 'seen_alone'"), &shown);
    check(
        &explained("expect = 'child_seen and alone'\nexplained_by = 'seen_alone'"),
        &shown,
    );
    check(&explained("expect = 'child_seen'\nexplained_by = 'seen_alone'"), &[]);
    check(
        &explained("expect = [{ that = 'child_seen', explained_by = 'seen_alone' }, { that = 'seen_alone' }]"),
        &[],
    );
}

/// In the tests bank holidays are known to the end of 2028, and the procedure was compared in November 2026: 565 working days.
#[test]
fn a_deadline_beyond_the_bank_holidays_is_shown_and_no_other() {
    check(&deadline("565 working days"), &[]);
    check(
        &deadline("566 working days"),
        &[("WH097", "within = '566 working days'")],
    );
    check(&deadline("900 days"), &[]);
    check(&deadline("60 months"), &[]);
}

#[test]
fn a_citation_left_for_later_is_shown() {
    let cited = |cite: &str| rule("seen_alone").replace("cite = '1'", &format!("cite = {cite}"));
    check(&cited("' '"), &[("WH096", "cite = ' '")]);
    check(&cited("'…'"), &[("WH096", "cite = '…'")]);
    check(
        &cited("{ document = 'TODO', section = '1' }"),
        &[("WH096", "cite = { document = 'TODO', section = '1' }")],
    );
    check(&cited("'Living here'"), &[]);
}

/// A question of the vocabulary that nothing reads is context for whoever reads the record; only a procedure's own is warned about.
#[test]
fn only_own_questions_that_nothing_reads_are_shown() {
    let form =
        |ask: &str| format!("[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'T'\nask = ['{ask}']");
    check(&form("on_child_protection_plan"), &[]);
    check(
        &format!(
            "[[question]]\nid = 'ex.pet'\ntype = 'yesno'\nlabel = 'Did you see the pet?'\n{}",
            form("ex.pet")
        ),
        &[("WH092", "id = 'ex.pet'")],
    );
}

#[test]
fn a_period_of_nothing_is_doubtful_unless_it_is_an_expression() {
    let deadline = |within: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = {within}\nsays = 'S'\ncite = '1'"
        )
    };
    for within in ["'0 days'", "'0 working days'", "'0 weeks'"] {
        check(&deadline(within), &[("WH007", &format!("within = {within}"))]);
    }
    check(&deadline("'1 day'"), &[]);
    check(&deadline("{ days = '0' }"), &[]);
}

#[test]
fn nothing_stands_beneath_the_law() {
    let head = |rest: &str| {
        format!("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\ncompared = '2026-11'\n{rest}")
    };
    check(
        &head("basis = 'law'\nfloor = 'england'"),
        &[("WH006", "floor = 'england'")],
    );
    check(&head("basis = 'law'"), &[]);
    check(&head("basis = 'guidance'\nfloor = 'england'"), &[]);
}
