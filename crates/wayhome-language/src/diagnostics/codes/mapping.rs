//! WH110 to WH126: mappings of a council's own codes.

use super::{Code, Example, codes};

/// A field, in a mapping that has everything else.
const fn mapping(invalid: &'static str, valid: &'static str) -> Example {
    Example::Mapping { invalid, valid }
}

codes! {
    UNKNOWN_QUESTION = error("WH110", "a question that the procedure does not ask",
        "`question` names a question of the mapping's procedure or of the law beneath it, and `column` a column of its rows.",
        mapping("[[field]]\nto = 'seen'\nquestion = 'child_sean'", "[[field]]\nto = 'seen'\nquestion = 'child_seen'"));
    UNKNOWN_OPTION = error("WH111", "a code for an option that there is not",
        "`options` is a table with a code for each option of the question.",
        mapping("[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = { approved = 'A', refused = 'R', withdrawn = 'W' }",
            "[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = { approved = 'A', refused = 'R' }"));
    MISSING_OPTION = error("WH112", "an option without a code",
        "A question with options needs a code for each: an answer without one would be lost. `options = \"labels\"` writes what people read, `options = \"ids\"` what records hold.",
        mapping("[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = { approved = 'A' }",
            "[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = 'labels'"));
    WRONG_KIND = error("WH113", "the question has another kind of answer",
        "`options` is for questions with options, `dates` for dates, `yes_no` for questions of yes or no, [[rows]] for rows and [[field]] for all others.",
        mapping("[[field]]\nto = 'seen'\nquestion = 'child_seen'\ndates = 'DD/MM/YYYY'", "[[field]]\nto = 'day'\nquestion = 'visit_date'\ndates = 'DD/MM/YYYY'"));
    BAD_FORMAT = error("WH114", "not a format of dates",
        "YYYY, MM and DD stand for year, month and day, hh, mm and ss for a time. Year, month and day are needed: a date that cannot be read back is no date.",
        mapping("[[field]]\nto = 'day'\nquestion = 'visit_date'\ndates = '%d/%m/%Y'", "[[field]]\nto = 'day'\nquestion = 'visit_date'\ndates = 'DD/MM/YYYY'"));
    CLASH = error("WH115", "two values for one place",
        "Each value has a place of its own, with the number of each row in the place of {number}. In nested JSON a place cannot be both a value and an object with values in it.",
        mapping("[[field]]\nto = 'child'\nquestion = 'child_seen'\n[[field]]\nto = 'child.alone'\nquestion = 'seen_alone'",
            "[[field]]\nto = 'child.seen'\nquestion = 'child_seen'\n[[field]]\nto = 'child.alone'\nquestion = 'seen_alone'"));
    NO_ORIGIN = error("WH116", "a field without a value, or with several",
        "A field has exactly one of `question`, `constant` and `report`.",
        mapping("[[field]]\nto = 'type'\nquestion = 'child_seen'\nconstant = 'STVL'", "[[field]]\nto = 'type'\nconstant = 'STVL'"));
    ROWS = error("WH117", "rows that have no place",
        "In nested JSON rows are a list, and `to` says where. Elsewhere each row becomes keys or columns of its own, with {number} in each; in a table `most` says for how many there is room, which is one at least.",
        mapping("[[rows]]\nquestion = 'household'\n[[rows.field]]\nto = 'name'\ncolumn = 'name'",
            "[[rows]]\nquestion = 'household'\nto = 'people'\n[[rows.field]]\nto = 'name'\ncolumn = 'name'"));
    OTHER_PROCEDURE = error("WH118", "a mapping for another procedure",
        "A mapping is for the records of one procedure, which `procedure` names: another asks other questions.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'xe'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'json'\n[[field]]\nto = 'training'\nreport = 'training'",
            "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'json'\n[[field]]\nto = 'training'\nreport = 'training'"));
    NO_TRAINING = warning("WH119", "exercises are not exported",
        "A record that is an exercise is exported only where a field says so, and refused otherwise: nobody is to take it for a child's.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'json'\n[[field]]\nto = 'seen'\nquestion = 'child_seen'",
            "[[field]]\nto = 'seen'\nquestion = 'child_seen'"));
    NOT_ASKED = warning("WH120", "none of the mapping's forms asks the question",
        "The procedure knows the question, and the forms that the mapping takes do not ask it: the field stays empty.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['decision']\ntried = 'Never tried.'\noutput = 'json'\n[[field]]\nto = 'training'\nreport = 'training'\n[[field]]\nto = 'alone'\nquestion = 'seen_alone'",
            "[[field]]\nto = 'alone'\nquestion = 'seen_alone'"));
    YES_LIKE_NO = error("WH121", "yes and no look the same",
        "`yes_no` has one value for yes and another for no: whoever reads the value has to be able to tell which it was.",
        mapping("[[field]]\nto = 'seen'\nquestion = 'child_seen'\nyes_no = ['Y', 'Y']", "[[field]]\nto = 'seen'\nquestion = 'child_seen'\nyes_no = ['Y', 'N']"));
    SHARED_CODE = warning("WH122", "two options with one code",
        "Nobody can tell afterwards which of the two was chosen. The loss report of each record with such an answer says so.",
        mapping("[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = { approved = 'A', refused = 'A' }",
            "[[field]]\nto = 'role'\nquestion = 'approval_outcome'\noptions = { approved = 'A', refused = 'R' }"));
    NO_FIELD = error("WH123", "a mapping without a field",
        "A mapping without [[field]] and [[rows]] would carry nothing of any record.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'json'",
            "[[field]]\nto = 'seen'\nquestion = 'child_seen'"));
    NO_SEPARATOR = warning("WH124", "nothing between several options",
        "In flat JSON and in tables several options are one text. With nothing between them, nobody can tell where one ends.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'flat'\nseparator = ''\n[[field]]\nto = 'training'\nreport = 'training'",
            "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit']\ntried = 'Never tried.'\noutput = 'flat'\nseparator = '|'\n[[field]]\nto = 'training'\nreport = 'training'"));
    EMPTY_CODE = error("WH125", "an answer that looks like none",
        "A cell of a table is empty where an answer is missing, and with missing = \"empty\" so is a value in JSON. Not recorded is never no, nor any other answer: each needs a value of its own.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit', 'decision']\ntried = 'Never tried.'\noutput = 'flat'\nmissing = 'empty'\n[[field]]\nto = 'training'\nreport = 'training'\n[[field]]\nto = 'a'\nquestion = 'seen_alone'\nyes_no = ['Y', '']",
            "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['visit', 'decision']\ntried = 'Never tried.'\noutput = 'flat'\nmissing = 'empty'\n[[field]]\nto = 'training'\nreport = 'training'\n[[field]]\nto = 'a'\nquestion = 'seen_alone'\nyes_no = ['Y', 'N']"));
    SPLIT_CODE = warning("WH126", "an option that holds what stands between several",
        "In flat JSON and in tables several options are one text. Where one of them holds the separator, it reads like two. The loss report of each record in which nobody could tell says so.",
        mapping("wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['plan']\ntried = 'Never tried.'\noutput = 'flat'\nseparator = ', '\n[[field]]\nto = 'training'\nreport = 'training'\n[[field]]\nto = 'a'\nquestion = 'plan_covers'\noptions = { child = 'C', parents = 'P, M' }",
            "wayhome = 1\n[mapping]\nid = 'm'\ntitle = 'M'\nprocedure = 'ex'\nforms = ['plan']\ntried = 'Never tried.'\noutput = 'flat'\nseparator = ', '\n[[field]]\nto = 'training'\nreport = 'training'\n[[field]]\nto = 'a'\nquestion = 'plan_covers'\noptions = { child = 'C', parents = 'P' }"));
}
