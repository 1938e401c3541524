//! Mappings: where mistakes are shown, and what comes of a sound one.

use serde_json::json;
use wayhome_export::mapping::{Origin, Output, Shown};

use super::{compiled_mapping, mapping};

#[track_caller]
fn check(fields: &str, expected: &[(&str, usize, usize)]) {
    let source = mapping(fields);
    let found = compiled_mapping(&source).map_or_else(|errors| errors, |compiled| compiled.warnings);
    let found: Vec<_> = found
        .iter()
        .map(|found| (found.code, found.line, found.column))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_mistake_is_shown_at_its_line_and_column() {
    // The head has 11 lines.
    check("[[field]]\nto = 'a'\nquestion = 'child_sean'", &[("WH110", 14, 12)]);
    check(
        "[[field]]\nto = 'a'\nquestion = 'approval_outcome'\noptions = { approved = 1, refussed = 2 }",
        &[("WH112", 15, 11), ("WH111", 15, 27)],
    );
    check(
        "[[field]]\nto = 'a'\nquestion = 'visit_date'\ndates = 'DD/MM'",
        &[("WH114", 15, 9)],
    );
    check("[[field]]\nto = 'a'\nquestion = 'household'", &[("WH113", 14, 12)]);
    check(
        "[[field]]\nto = 'a.b'\nconstant = 1\n[[field]]\nto = 'a'\nconstant = 2",
        &[("WH115", 16, 6)],
    );
    check("[[field]]\nto = 'a'\nreport = 'outcom'", &[("WH012", 14, 10)]);
    check("[[field]]\nto = 'a'\nconstant = [1]", &[("WH011", 14, 12)]);
    check(
        "[[field]]\ntoo = 'a'\nconstant = 1",
        &[("WH013", 12, 1), ("WH010", 13, 1)],
    );
}

#[test]
fn a_time_of_day_is_made_up_for_no_date() {
    check(
        "[[field]]\nto = 'a'\nquestion = 'visit_date'\ndates = 'DD/MM/YYYY hh:mm'",
        &[("WH114", 15, 9)],
    );
    let head = "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never.'\noutput = 'flat'\n\
                dates = 'YYYYMMDDmmss'\n[[field]]\nto = 'training'\nreport = 'training'\n";
    let of = |question: &str| format!("{head}[[field]]\nto = 'a'\nquestion = '{question}'");
    check(&of("visit_date"), &[("WH114", 9, 9)]);
}

#[test]
fn rows_need_a_place_in_each_layout() {
    let flat = "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['plan']\ntried = 'Never.'\noutput = 'csv'\n\
                [[field]]\nto = 'training'\nreport = 'training'\n";
    check(
        &format!("{flat}[[rows]]\nquestion = 'household'\n[[rows.field]]\nto = 'name'\ncolumn = 'name'"),
        &[("WH117", 13, 12), ("WH117", 15, 6)],
    );
    check(
        &format!(
            "{flat}[[rows]]\nquestion = 'household'\nmost = 4\n[[rows.field]]\nto = 'name_{{number}}'\ncolumn = 'name'"
        ),
        &[],
    );
}

#[test]
fn a_mapping_comes_to_plain_data() {
    let source = mapping(
        "[[field]]\nto = 'note.alone'\nquestion = 'seen_alone'\nyes_no = ['Y', 'N']\n[[field]]\nto = 'note.type'\nconstant = 'STVL'",
    );
    let compiled = compiled_mapping(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let mapping = compiled.mapping;
    assert_eq!(mapping.output, Output::Json);
    assert_eq!(mapping.hash.len(), 64);
    let fields: Vec<_> = mapping
        .fields
        .iter()
        .map(|field| (field.to.join("/"), field.from.clone()))
        .collect();
    let shown = Shown::YesNo {
        yes: json!("Y"),
        no: json!("N"),
    };
    let question = "seen_alone".to_owned();
    assert_eq!(fields[1], ("note/alone".to_owned(), Origin::Answer { question, shown }));
    assert_eq!(fields[2], ("note/type".to_owned(), Origin::Constant(json!("STVL"))));
}

/// A mapping laid out like this, with these lines at the end of its head.
fn laid_out(output: &str, head: &str, fields: &str) -> String {
    format!(
        "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit', 'decision', 'plan']\ntried = 'Never.'\n\
         output = '{output}'\n{head}[[field]]\nto = 'training'\nreport = 'training'\n{fields}"
    )
}

#[test]
fn the_number_of_a_row_makes_no_key_that_there_is_already() {
    let people = |most: &str, one: &str, two: &str| {
        format!(
            "[[rows]]\nquestion = 'household'\n{most}\n[[rows.field]]\nto = '{one}'\ncolumn = 'name'\n\
             [[rows.field]]\nto = '{two}'\ncolumn = 'date_of_birth'"
        )
    };
    let constant = |to: &str, rows: &str| format!("[[field]]\nto = '{to}'\nconstant = 1\n{rows}");
    for output in ["flat", "csv"] {
        let check = |fields: &str, expected: &[(&str, usize, usize)]| check(&laid_out(output, "", fields), expected);
        // N11 is the name of the eleventh and the birth of the first.
        check(&people("most = 11", "N{number}", "N1{number}"), &[("WH115", 19, 6)]);
        check(&people("most = 10", "N{number}", "N1{number}"), &[]);
        check(&people("most = 11", "{number}1", "1{number}"), &[("WH115", 19, 6)]);
        check(&people("most = 60000", "N{number}a", "N{number}b"), &[]);
        check(&people("most = 60000", "N{number}", "N0{number}"), &[]);
        check(
            &people("most = 12", "N{number}_{number}", "N1{number}_11"),
            &[("WH115", 19, 6)],
        );
        check(
            &constant("N1", &people("most = 4", "N{number}", "D{number}")),
            &[("WH115", 19, 6)],
        );
        check(&constant("N5", &people("most = 4", "N{number}", "D{number}")), &[]);
        check(&constant("N01", &people("most = 4", "N{number}", "D{number}")), &[]);
    }
    // Without `most` there may be any number.
    let any = constant("N4711", &people("", "N{number}", "D{number}"));
    check(&laid_out("flat", "", &any), &[("WH115", 19, 6)]);
    let nested = people("", "N{number}", "N1{number}").replace("'household'", "'household'\nto = 'people'");
    check(&laid_out("json", "", &nested), &[]);
}

#[test]
fn two_answers_do_not_share_a_code_without_a_word() {
    let seen = "[[field]]\nto = 'a'\nquestion = 'seen_alone'\n";
    check(&format!("{seen}yes_no = ['Y', 'Y']"), &[("WH121", 15, 10)]);
    check(&laid_out("json", "yes_no = [1, 1]\n", seen), &[("WH121", 9, 10)]);
    // Cells of a table have no quotation marks.
    check(&laid_out("csv", "yes_no = [1, '1']\n", seen), &[("WH121", 9, 10)]);
    check(&laid_out("flat", "yes_no = [1, '1']\n", seen), &[]);
    let options = "[[field]]\nto = 'a'\nquestion = 'approval_outcome'\noptions = { refused = 'A', approved = 'A' }";
    check(options, &[("WH122", 15, 28)]);
    let source = mapping(options);
    assert!(compiled_mapping(&source).is_ok(), "a warning only");
}

#[test]
fn a_mapping_that_carries_nothing_is_said() {
    let head = "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never.'\noutput = 'json'\n";
    check(head, &[("WH123", 3, 6)]);
    let rows = "[[rows]]\nquestion = 'household'\nmost = 0\n[[rows.field]]\nto = 'n{number}'\ncolumn = 'name'";
    for output in ["flat", "csv"] {
        check(&laid_out(output, "", rows), &[("WH117", 14, 8)]);
        check(&laid_out(output, "separator = ''\n", ""), &[("WH124", 9, 13)]);
    }
    check(
        &laid_out("json", "", &rows.replace("most", "to = 'p'\nmost")),
        &[("WH117", 15, 8)],
    );
    // Nothing is joined in nested JSON.
    check(&laid_out("json", "separator = ''\n", ""), &[]);
}

#[test]
fn no_answer_looks_like_one_that_is_missing() {
    let seen = "[[field]]\nto = 'a'\nquestion = 'seen_alone'\n";
    check(&laid_out("csv", "yes_no = ['Y', '']\n", seen), &[("WH125", 9, 10)]);
    check(
        &laid_out("json", "yes_no = ['', 'N']\nmissing = 'empty'\n", seen),
        &[("WH125", 9, 10)],
    );
    // Left out, or null, is another thing than an empty text.
    check(&laid_out("json", "yes_no = ['Y', '']\n", seen), &[]);
    check(&laid_out("flat", "yes_no = ['Y', '']\nmissing = 'null'\n", seen), &[]);
    let options = "[[field]]\nto = 'a'\nquestion = 'approval_outcome'\noptions = { refused = '', approved = 'A' }";
    check(&laid_out("csv", "", options), &[("WH125", 15, 13)]);
    check(&laid_out("flat", "", options), &[]);
}

#[test]
fn what_stands_between_options_stands_in_none_of_them() {
    let covers = |options: &str| format!("[[field]]\nto = 'a'\nquestion = 'plan_covers'\noptions = {options}");
    let codes = covers("{ child = 'C', parents = 'P, M' }");
    check(&laid_out("csv", "separator = ', '\n", &codes), &[("WH126", 16, 11)]);
    check(
        &laid_out("flat", "separator = 'r'\n", &covers("'labels'")),
        &[("WH126", 16, 11)],
    );
    check(
        &laid_out("flat", "separator = 'ch'\n", &covers("'ids'")),
        &[("WH126", 16, 11)],
    );
    check(&laid_out("csv", "", &codes), &[]);
    // In nested JSON they are a list.
    check(&laid_out("json", "separator = ', '\n", &codes), &[]);
}

#[test]
fn what_a_field_lacks_is_told_with_what_to_add() {
    let told = |fields: &str| {
        let found = compiled_mapping(&mapping(fields)).unwrap_err();
        super::messages::lines(&found).join(" | ")
    };
    assert_eq!(
        told("[[field]]\nto = 'a'\nquestion = 'child_seen'\nyes_no = ['Y']"),
        "WH011 15: two values stand in this list, and here is 1; write the value for yes, and then the one for no: [\"Y\", \"N\"]"
    );
    assert_eq!(
        told("[[field]]\nto = 'a'"),
        "WH116 13: a field has exactly one of question, constant and report; add one of them: question = \"visit_date\" takes an answer, and a constant is the same in each record"
    );
}
