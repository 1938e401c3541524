//! WH090 to WH099: what compiles, and is doubtful.

use super::{Code, codes, procedure};

codes! {
    NEVER_ASKED = warning("WH090", "a rule or deadline needs an answer that none of its forms asks for",
        "The rule reads a question that is on none of its forms, so it can never be found met, not met or explained there; or the deadline is counted from such a question, or met by it; or a table's `retrospective_when` reads it, so that no approval can be told to be retrospective. Ask the question, or leave the form out.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen and on_child_protection_plan'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    NEVER_TOLD = warning("WH091", "whether it applies depends on a question that none of its forms asks for",
        "The condition reads a question that is on none of the forms, so that it may never be possible to tell whether it applies there. It is the condition of a rule, a deadline, a row, a silence, or of a question in a form: that one then reads as unanswered, even if it is answered.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'on_child_protection_plan'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'seen_alone'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    NEVER_READ = warning("WH092", "a question of the procedure's own that nothing reads",
        "The procedure declares a question whose answer decides nothing. Questions that take text are for the record, and never warned about.",
        procedure("[[question]]\nid = 'ex.seen_pet'\ntype = 'yesno'\nlabel = 'Did you see the pet?'\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['ex.seen_pet']",
            "[[question]]\nid = 'ex.seen_pet'\ntype = 'yesno'\nlabel = 'Did you see the pet?'\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Visit'\nask = ['ex.seen_pet']\n[[rule]]\nid = 'EX-1'\nform = 'plan'\nlevel = 'must'\nexpect = 'ex.seen_pet'\nsays = 'See the pet.'\ncite = '1'"));
    NO_FORM_ASKS = warning("WH093", "a question of the procedure's own that no form asks",
        "The procedure declares a question, and none of its forms asks it.",
        procedure("[[question]]\nid = 'ex.note'\ntype = 'text'\nlabel = 'Note'",
            "[[question]]\nid = 'ex.note'\ntype = 'text'\nlabel = 'Note'\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'Notes'\nask = ['ex.note']"));
    UNUSED_FACT = warning("WH094", "a fact that nothing reads",
        "The fact is declared, and no rule, deadline, approval, form or other fact reads it.",
        procedure("[facts]\nyoung = '1 < 2'",
            "[facts]\nyoung = '1 < 2'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'young'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    UNUSED_SECTION = warning("WH095", "a section that no form includes",
        "The section is declared, and none of the forms includes it.",
        procedure("[[section]]\nid = 'child'\ntitle = 'The child'\nask = ['date_of_birth']",
            "[[section]]\nid = 'child'\ntitle = 'The child'\nask = ['date_of_birth']\n[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ninclude = 'child'"));
    NO_CITATION = warning("WH096", "a citation that names no place",
        "Every rule, deadline and row says where it is written, so that people can look it up. This one holds nothing that can be looked up: a word left for later, only dots, or what `wayhome new` writes in its place. A file whose head still names neither the council nor the document is only begun, and not warned about; once it names one of them, it is also said where the other is left as `wayhome new` wrote it.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = 'TODO'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = 'Visits, paragraph 2'"));
    BEYOND_CALENDAR = warning("WH097", "a deadline in working days that the bank holidays do not reach",
        "Counted from the month in which the procedure was compared with its document, the period already ends after the last day for which the bank holidays are known. Every due day would be a guess. Have the list of bank holidays brought up to date, or look at the period again.",
        procedure("[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '2000 working days'\nsays = 'Visit again.'\ncite = '1'",
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '20 working days'\nsays = 'Visit again.'\ncite = '1'"));
    EXPLAINS_ITSELF = warning("WH098", "what is expected explains itself",
        "`explained_by` names the question in which a reason is recorded. Where that is a question that `expect` reads, its answer is taken for the reason: a plain No is then explained, and never breached.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'seen_alone'\nexplained_by = 'seen_alone'\nsays = 'See the child alone.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'seen_alone'\nexplained_by = 'legal_status'\nsays = 'See the child alone.'\ncite = '1'"));
    NO_FLOOR = warning("WH099", "a local procedure without the law beneath it",
        "`floor` names the procedure whose duties apply beneath this one: \"england\" is the law. Without it, a record is checked against the local procedure alone, and nobody is told where the law asks for more.",
        procedure("wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\ncompared = '2026-11'", "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'local'\ncompared = '2026-11'\nfloor = 'england'"));
}
