//! WH080 to WH089: what compiles, and of which trying every case shows that it does nothing.
//!
//! Each says only what holds in every case. Where there are too many to try, none of them is given.

use super::{Code, codes, procedure};

codes! {
    NEVER_APPLIES = warning("WH080", "a rule or deadline that can never apply",
        "No answers at all make its condition true, so it will never be shown. Two parts of the condition probably exclude each other, or one is about a question that is not asked where the other holds.",
        procedure("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'legal_status = \"care_order\" and legal_status = \"remand\"'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'legal_status = \"care_order\" or legal_status = \"remand\"'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = '1'"));
    NEVER_DECIDES = warning("WH081", "an approval row that can never decide",
        "In every case in which the row applies, a more specific row applies as well; or it never applies. Nobody will ever be shown the approver that it names.",
        procedure("[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'S'\ncite = '1'\n[[approval.decision.row]]\nid = 'EX-2'\nwhen = 'true'\nnone_required = true\nover = ['EX-1']\nsays = 'S'\ncite = '1'",
            "[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen'\nby = ['team_manager']\nover = ['EX-2']\nsays = 'S'\ncite = '1'\n[[approval.decision.row]]\nid = 'EX-2'\nwhen = 'true'\nnone_required = true\nsays = 'S'\ncite = '1'"));
    NEVER_TOGETHER = warning("WH082", "`over` names a row that never applies together with this one",
        "Being more specific matters only where both rows apply, and these two never do. Either `over` can be left out, or one of the two conditions is not what was meant.",
        procedure("[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen = true'\nby = ['team_manager']\nover = ['EX-2']\nsays = 'S'\ncite = '1'\n[[approval.decision.row]]\nid = 'EX-2'\nwhen = 'child_seen = false'\nnone_required = true\nsays = 'S'\ncite = '1'",
            "[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen = true'\nby = ['team_manager']\nsays = 'S'\ncite = '1'\n[[approval.decision.row]]\nid = 'EX-2'\nwhen = 'child_seen = false'\nnone_required = true\nsays = 'S'\ncite = '1'"));
    NEVER_SILENT = warning("WH083", "a declared silence that can never apply",
        "No answers at all make its condition true, so its note is never shown. Two parts of the condition probably exclude each other, or one is about a question that is not asked where the other holds.",
        procedure("[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen = true'\nnone_required = true\nsays = 'S'\ncite = '1'\n[[approval.decision.silent]]\nwhen = 'child_seen = true and child_seen = false'\nnote = 'N'",
            "[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'child_seen = true'\nnone_required = true\nsays = 'S'\ncite = '1'\n[[approval.decision.silent]]\nwhen = 'child_seen = false'\nnote = 'N'"));
    EMPTY_TABLE = warning("WH084", "an approval table without a row",
        "The table says nothing of any child, so every record that it stands in would be told that the document names nobody. Its rows are probably still to be written.",
        procedure("[approval.decision]\ntitle = 'T'",
            "[approval.decision]\ntitle = 'T'\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'true'\nby = ['team_manager']\nsays = 'S'\ncite = '1'"));
}
