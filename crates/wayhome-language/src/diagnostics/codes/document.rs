//! WH001 to WH019: the file and the shape of its parts.

use super::{Code, Example, codes, procedure};

codes! {
    NOT_TOML = error("WH001", "not TOML",
        "The file cannot be read as TOML, which is text in UTF-8. Text stands in quotation marks; a table starts with its name in square brackets, and one of a list with two on each side. Around a condition that holds \"…\" stand '…'.",
        procedure("[seniority\nladder = []", "[seniority]\nladder = []"));
    BAD_EDITION = error("WH002", "not the date of a document",
        "A document is dated as it says itself: with a year, a month and a year, or a day. Its age is counted from that. Leave the date out where the document bears none.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ndated = 'spring 2019'\ncompared = '2026-11'",
            "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ndated = 'April 2019'\ncompared = '2026-11'"));
    BAD_COMPARED = error("WH003", "not the month of a comparison",
        "`compared` is the month in which the file was last compared with its document: a year and a month from 01 to 12. How old the document was then is counted from it.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-13'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'"));
    NEARLY_DECISION = warning("WH004", "an approval table that is nearly called decision",
        "The table of the decision to return home is called `decision` in every procedure, so that the local one is compared with the law's. A misspelt name would be another table, which nothing is compared with.",
        procedure("[[approval.decison.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'", "[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'"));
    OTHER_FILE = error("WH005", "another kind of file",
        "A procedure is expected here, and this is another of Wayhome's files in TOML: a mapping, a vocabulary, a training scenario, conformance cases or bank holidays. Each has a command that checks it.",
        procedure("# There is no [procedure] here.\n[mapping]\nid = 'ex'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'"));
    LAW_ON_FLOOR = warning("WH006", "a law with a floor",
        "`basis = \"law\"` says that this is what local procedures stand on. Nothing stands beneath the law: a `floor` here would be checked as if there were a law above the law. One of the two keys is not what was meant.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'law'\nfloor = 'england'\ncompared = '2026-11'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'"));
    NO_TIME = warning("WH007", "a deadline with no time at all",
        "A period of 0 is over on the day, or at the moment, from which it is counted, which most often is a slip. Where the document asks for something on the same day, write { days = \"0\" }: that says that it is meant.",
        procedure("[[deadline]]\nid = 'EX-2'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '0 days'\nsays = 'Write it up.'\ncite = '2'",
            "[[deadline]]\nid = 'EX-2'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = { days = '0' }\nsays = 'Write it up.'\ncite = '2'"));
    UNKNOWN_KEY = error("WH010", "unknown key",
        "A key that this part of the file does not have. It is refused so that a misspelt key is never silently ignored.",
        procedure("[facts]\nyoung = { is = '1 < 2', nmae = \"Young\" }\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'young'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[facts]\nyoung = { is = '1 < 2', name = \"Young\" }\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'young'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    WRONG_KIND = error("WH011", "wrong kind of value",
        "The key takes another kind of value: text, a number, true or false, a list, or a table.",
        procedure("[seniority]\nladder = 'team_manager'", "[seniority]\nladder = ['team_manager']"));
    NOT_ALLOWED = error("WH012", "not one of the values allowed",
        "The key takes one of a few words.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'ought'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    MISSING = error("WH013", "something is missing or empty",
        "A key that this part of the file needs is left out, or empty. A rule without a citation, for example, is refused.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    TOO_LONG = error("WH014", "too long",
        "A text or a list has more characters or entries than the language allows.",
        Example::Vocabulary {
            invalid: "[[options]]\nid = 'this_id_is_very_long_this_id_is_very_long_this_id_is_very_long_this_id_is_very_long'\noptions = [{ id = 'a', label = 'A' }]",
            valid: "[[options]]\nid = 'short'\noptions = [{ id = 'a', label = 'A' }]",
        });
    BAD_ID = error("WH015", "not a well-formed id",
        "Ids of questions, options, facts and forms are lower-case letters, digits and underscores, and start with a letter; words of the expression language cannot be ids. Ids of rules are capital letters, then parts joined by hyphens: NEW-35; with REC- begins only what Wayhome finds of any record, such as a day to come.",
        procedure("[[rule]]\nid = 'rule one'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    CONFLICTING_KEYS = error("WH016", "keys that do not go together",
        "Two keys exclude each other, or a key does not belong to this kind of thing.",
        procedure("[[question]]\nid = 'ex.note'\ntype = 'text'\nlabel = 'Note'\nmin = 1\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Notes'\nask = ['ex.note']",
            "[[question]]\nid = 'ex.note'\ntype = 'text'\nlabel = 'Note'\nlong = true\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Notes'\nask = ['ex.note']"));
    UNKNOWN_VERSION = error("WH017", "unknown version of the language",
        "The file's first line says which version of the language it is written in. This build reads version 1. A file in a later one needs a later Wayhome.",
        procedure("wayhome = 2\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\ncompared = '2026-11'",
            "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'"));
    BAD_PERIOD = error("WH018", "not a period",
        "A period is a whole number and a unit: \"2 weeks\", \"20 working days\", \"72 hours\"; or a table such as { weeks = \"agreed_visit_weeks\" }.",
        procedure("[[deadline]]\nid = 'EX-2'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = 'soon'\nsays = 'Write it up.'\ncite = '2'",
            "[[deadline]]\nid = 'EX-2'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '5 working days'\nsays = 'Write it up.'\ncite = '2'"));
    BAD_HOLIDAYS = error("WH019", "a bank holiday outside the known days",
        "The list says from which day to which it is complete. A holiday outside of those days, or an end before the start, is a slip.",
        Example::Holidays {
            invalid: "known_from = 2026-01-01\nknown_to = 2026-12-31\nholidays = [2027-01-01]",
            valid: "known_from = 2026-01-01\nknown_to = 2026-12-31\nholidays = [2026-12-25]",
        });
}
