//! WH100 to WH109: the document's duties, and where they are kept.

use super::{Code, codes, procedure};

codes! {
    UNCOVERED = warning("WH100", "a duty that nothing keeps",
        "[coverage] lists the duties of the document. Each is kept by a rule, a row, a deadline or a silence that bears its id, or is said in [[covered]] to be kept by something else, or stands in [[guidance]] with the reason why no record can show it.",
        procedure("[coverage]\nduties = ['EX-1 to EX-2']\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[coverage]\nduties = ['EX-1 to EX-2']\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'\n[[guidance]]\nid = 'EX-2'\nsays = 'Be kind.'\nbecause = 'Kindness is not recorded.'\ncite = '2'"));
    NO_SUCH_DUTY = warning("WH101", "an id that belongs to none of the duties",
        "Where there is a [coverage], every rule, row, deadline, silence, [[covered]] and [[guidance]] belongs to one of the duties that it lists. An id belongs to a duty that it begins with, where nothing follows, or a hyphen, or a lower-case letter: NEW-39a and NEW-39b-siblings belong to NEW-39.",
        procedure("[coverage]\nduties = ['EX-1']\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'\n[[rule]]\nid = 'EX-11'\nform = 'visit'\nlevel = 'must'\nexpect = 'seen_alone'\nsays = 'See the child alone.'\ncite = '1'",
            "[coverage]\nduties = ['EX-1']\n[[rule]]\nid = 'EX-1a'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'\n[[rule]]\nid = 'EX-1b'\nform = 'visit'\nlevel = 'must'\nexpect = 'seen_alone'\nsays = 'See the child alone.'\ncite = '1'"));
    UNKNOWN_KEEPER = error("WH102", "`by` names what there is not",
        "`by` of [[covered]] names what keeps the duty: questions, facts, and the ids of rules, rows, deadlines and silences. Each has to exist.",
        procedure("[[covered]]\nid = 'EX-1'\nby = ['child_sean']\nsays = 'See the child.'\ncite = '1'",
            "[[covered]]\nid = 'EX-1'\nby = ['child_seen']\nsays = 'See the child.'\ncite = '1'"));
    BAD_DUTIES = error("WH103", "not a duty",
        "A duty is an id of a rule, such as \"NEW-14\", or a range of them: \"NEW-01 to NEW-55\". Both ends of a range have the same letters and numbers of the same length. No duty is listed twice.",
        procedure("[coverage]\nduties = ['EX-1 to EX-20']", "[coverage]\nduties = ['EX-01 to EX-02']\n[[covered]]\nid = 'EX-01'\nby = ['child_seen']\nsays = 'See the child.'\ncite = '1'\n[[guidance]]\nid = 'EX-02'\nsays = 'Be kind.'\nbecause = 'Kindness is not recorded.'\ncite = '2'"));
    KEEPER_NOT_ASKED = warning("WH104", "a duty kept by a question that no form asks",
        "`by` of [[covered]] may name a question: the duty is kept by asking it. None of the forms asks this one.",
        procedure("[[covered]]\nid = 'EX-1'\nby = ['on_child_protection_plan']\nsays = 'Know whether there is a plan.'\ncite = '1'",
            "[[covered]]\nid = 'EX-1'\nby = ['child_seen']\nsays = 'See the child.'\ncite = '1'"));
}
