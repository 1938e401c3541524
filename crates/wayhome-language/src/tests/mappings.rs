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
