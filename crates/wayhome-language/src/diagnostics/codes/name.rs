//! WH020 to WH039: names, and what they stand for.

use super::{Code, Example, codes, expression, procedure};

codes! {
    UNKNOWN_NAME = error("WH020", "unknown name in an expression",
        "A name in an expression is a question, a fact, or the variable of some or every. An option of a list stands in quotation marks.",
        expression("child_sean", "child_seen"));
    UNKNOWN_QUESTION = error("WH021", "unknown question",
        "The question is neither in the vocabulary nor among the procedure's own.",
        procedure("[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_sean']",
            "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen']"));
    UNKNOWN_FORM = error("WH022", "unknown form",
        "The procedure has no form with this id.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'vist'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    UNKNOWN_ROLE = error("WH023", "unknown role",
        "A role is an option of the list \"roles\". So is a designation of [seniority], whose value lists the posts that ordinarily hold it.",
        procedure("[seniority]\nladder = ['team_boss']", "[seniority]\nladder = ['team_manager']"));
    UNKNOWN_LIST = error("WH024", "unknown list of options",
        "`options_from` names an [[options]] list of the vocabulary or of this file.",
        procedure("[[question]]\nid = 'ex.who'\ntype = 'choice'\nlabel = 'Who?'\noptions_from = 'rolls'",
            "[[question]]\nid = 'ex.who'\ntype = 'choice'\nlabel = 'Who?'\noptions_from = 'roles'\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Who'\nask = ['ex.who']\n[[rule]]\nid = 'EX-1'\nform = 'plan'\nlevel = 'must'\nexpect = 'answered(ex.who)'\nsays = 'Say who.'\ncite = '1'"));
    UNKNOWN_SECTION = error("WH025", "unknown section",
        "`include` names a [[section]] of this file.",
        procedure("[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ninclude = 'child'",
            "[[section]]\nid = 'child'\ntitle = 'The child'\nask = ['date_of_birth']\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ninclude = 'child'"));
    UNKNOWN_ROW = error("WH026", "unknown row",
        "`over` names rows of the same approval table.",
        procedure("[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nover = ['EX-8']\nsays = 'The team manager approves.'\ncite = '7'",
            "[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'"));
    DECLARED_TWICE = error("WH027", "declared twice",
        "An id stands for one thing only. Rules, deadlines and approval rows share their ids; so do questions and facts.",
        procedure("[facts]\nchild_seen = '1 < 2'", "[facts]\nyoung = '1 < 2'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'young'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    FACT_CYCLE = error("WH028", "facts that depend on each other",
        "A fact may read other facts, but never itself, neither directly nor by way of others.",
        procedure("[facts]\na = 'not(b)'\nb = 'not(a)'", "[facts]\na = 'child_seen'\nb = 'not(a)'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'b'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    RELEVANCE_CYCLE = error("WH029", "a question whose own answer decides whether it is asked",
        "Whether a question is asked may depend on other questions, but never on itself, neither directly nor by way of others.",
        procedure("[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = [{ question = 'seen_alone', when = 'not(seen_alone)' }]",
            "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen', { question = 'seen_alone', when = 'child_seen' }]"));
    ASKED_TWICE = error("WH030", "asked twice in a form",
        "A form asks each question once, counting the sections that it includes.",
        procedure("[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen', 'child_seen']",
            "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen']"));
    WRONG_PREFIX = error("WH031", "a question without the procedure's prefix",
        "A procedure's own questions start with its id and a dot, so that they never mean two things.",
        procedure("[[question]]\nid = 'note'\ntype = 'text'\nlabel = 'Note'",
            "[[question]]\nid = 'ex.note'\ntype = 'text'\nlabel = 'Note'\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Notes'\nask = ['ex.note']"));
    ROW_CYCLE = error("WH032", "rows that are more specific than each other",
        "If one row is `over` another, that one cannot be over the first, neither directly nor by way of others.",
        procedure("[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nover = ['EX-7']\nsays = 'The team manager approves.'\ncite = '7'",
            "[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'"));
    NO_APPROVAL_QUESTIONS = error("WH033", "the vocabulary lacks a question about the approval",
        "An approval row checks the recorded approval with the questions approver_role, approver_nominated_in_writing, approval_outcome, approval_date, decision_effective_date and notified. One that the row needs is not in the vocabulary, or takes another kind of answer.",
        procedure("[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nnotify = ['social_worker']\nsays = 'The team manager approves.'\ncite = '7'",
            "[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'"));
    TOO_MANY = error("WH034", "too many",
        "A list has at most 64 options, a procedure at most 5,000 questions and 500 facts, and dated facts change on at most 40 days.",
        Example::Vocabulary { invalid: MANY_OPTIONS, valid: "[[options]]\nid = 'few'\noptions = [{ id = 'a', label = 'A' }]" });
    NO_DAY_IN_FORCE = error("WH035", "nothing says by which day it is judged what is in force",
        "A rule, deadline, row or fact that is dated applies to records of its time. Which date of a record that is, `in_force_on` says: of the whole procedure, of a form, or of an approval table. A rule on several forms needs one day for all of them; a fact is judged by that of the procedure.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 2026-04-01\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 2026-04-01\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    NEVER_IN_FORCE = error("WH036", "a part that ends before it begins",
        "`until` is the last day on which a rule, deadline or row is in force, and `from` the first.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 2026-04-01\nuntil = 2025-04-01\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 2025-04-01\nuntil = 2026-04-01\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    FLOOR_IS_ITSELF = error("WH037", "a procedure that is its own floor",
        "`floor` names another procedure, usually the law, whose duties apply beneath this one.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\ncompared = '2026-11'\nfloor = 'ex'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\ncompared = '2026-11'\nfloor = 'england'"));
    UNSHARED_FORM = warning("WH038", "a form that no other procedure has",
        "Procedures share five forms: visit, decision, plan, unplanned and review. A form with another id stands alone: the law beneath has none of its name, so none of the law's duties are checked in it, and records of it cannot be compared with others.",
        procedure("[[form]]\nid = 'home_visit'\ntitle = 'Visit'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen']", "[[form]]\nid = 'plan'\ntitle = 'Visit'\n[[form.section]]\ntitle = 'Visit'\nask = ['child_seen']"));
    NOT_EVERY_DAY = error("WH039", "a dated fact that is not said for every day",
        "The parts of a dated fact follow each other: each begins on the day after the one before it ends, the first has no `from` and the last no `until`. On a day that no part covers, the fact would be neither yes nor no.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[facts]\napplies = [{ is = 'seen_alone', until = 2026-03-31 }, { is = 'true', from = 2026-04-02 }]\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'applies'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\nfloor = 'england'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[facts]\napplies = [{ is = 'seen_alone', until = 2026-03-31 }, { is = 'true', from = 2026-04-01 }]\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'applies'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
}

/// A list of 65 options.
const MANY_OPTIONS: &str = concat!(
    "[[options]]\nid = 'many'\noptions = [",
    "{id='a1',label='A'},{id='a2',label='A'},{id='a3',label='A'},{id='a4',label='A'},{id='a5',label='A'},{id='a6',label='A'},{id='a7',label='A'},{id='a8',label='A'},",
    "{id='b1',label='A'},{id='b2',label='A'},{id='b3',label='A'},{id='b4',label='A'},{id='b5',label='A'},{id='b6',label='A'},{id='b7',label='A'},{id='b8',label='A'},",
    "{id='c1',label='A'},{id='c2',label='A'},{id='c3',label='A'},{id='c4',label='A'},{id='c5',label='A'},{id='c6',label='A'},{id='c7',label='A'},{id='c8',label='A'},",
    "{id='d1',label='A'},{id='d2',label='A'},{id='d3',label='A'},{id='d4',label='A'},{id='d5',label='A'},{id='d6',label='A'},{id='d7',label='A'},{id='d8',label='A'},",
    "{id='e1',label='A'},{id='e2',label='A'},{id='e3',label='A'},{id='e4',label='A'},{id='e5',label='A'},{id='e6',label='A'},{id='e7',label='A'},{id='e8',label='A'},",
    "{id='f1',label='A'},{id='f2',label='A'},{id='f3',label='A'},{id='f4',label='A'},{id='f5',label='A'},{id='f6',label='A'},{id='f7',label='A'},{id='f8',label='A'},",
    "{id='g1',label='A'},{id='g2',label='A'},{id='g3',label='A'},{id='g4',label='A'},{id='g5',label='A'},{id='g6',label='A'},{id='g7',label='A'},{id='g8',label='A'},",
    "{id='h1',label='A'},{id='h2',label='A'},{id='h3',label='A'},{id='h4',label='A'},{id='h5',label='A'},{id='h6',label='A'},{id='h7',label='A'},{id='h8',label='A'},",
    "{id='one_more',label='A'}]",
);
