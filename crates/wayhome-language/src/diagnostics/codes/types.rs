//! WH060 to WH079: kinds of values in an expression.

use super::{Code, codes, expression, procedure};

codes! {
    UNLIKE = error("WH060", "unlike values compared",
        "A comparison needs values of the same kind on both sides: dates with dates, numbers with numbers, a choice with an option of its list.",
        expression("child_seen = 1", "child_seen = true"));
    NO_ORDER = error("WH061", "values that have no order",
        "Only numbers, dates and durations come before or after each other.",
        expression("legal_status < \"section_20\"", "legal_status = \"section_20\""));
    WRONG_TYPE = error("WH062", "another kind of value is needed here",
        "A condition is answered with yes or no; a deadline is counted from a date.",
        expression("visit_date and child_seen", "visit_date < decision_date and child_seen"));
    ARITHMETIC = error("WH063", "values that cannot be calculated with",
        "Numbers, dates and durations can be added and subtracted; numbers and durations can be multiplied by a number. Texts cannot be joined.",
        expression("child_seen + 1 = 2", "agreed_visit_weeks + 1 = 2"));
    ARGUMENT_COUNT = error("WH064", "a wrong number of arguments",
        "The function takes another number of values in its brackets.",
        expression("age(date_of_birth) > 3", "age(date_of_birth, visit_date) > 3"));
    ARGUMENT_TYPE = error("WH065", "an argument of the wrong kind",
        "The function works on another kind of value.",
        expression("age(date_of_birth, child_seen) > 3", "age(date_of_birth, visit_date) > 3"));
    UNKNOWN_PROPERTY = error("WH066", "unknown property or field",
        "Dates have year, month, day and weekday; durations have years and months, or days, hours, minutes and seconds; rows have their own fields.",
        expression("visit_date.yaer = 2026", "visit_date.year = 2026"));
    MIXED_LIST = error("WH067", "a list of unlike values",
        "All items of a list are of the same kind.",
        expression("agreed_visit_weeks in [1, \"two\"]", "agreed_visit_weeks in [1, 2]"));
    NOT_A_LIST = error("WH068", "not a list",
        "`some`, `every`, `count` and `list contains` work on lists: questions with several answers, and rows.",
        expression("some person in child_seen satisfies true", "some person in household satisfies true"));
    ANSWERED_HERE = error("WH069", "answered() is not allowed here",
        "Whether a question has been answered yet may count in a rule, and in nothing else: an approval, a deadline, a fact or a form must not change because an answer is still to come. In what a rule expects it stands alone or within and / or, and within not only as `not(answered(question)) or …`, where the rest is asked for once there is an answer, and as `not(not(answered(question))) or …`, where the rest alone decides until there is one.",
        procedure("[facts]\nknown = 'answered(child_seen)'",
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'answered(child_seen)'\nsays = 'See the child.'\ncite = '1'"));
    HOURS_TO_DATE = error("WH070", "hours added to a date",
        "A date has no time of day, so it moves by whole days: duration(\"P2D\"), so many of them, or one date minus another. One and a half days, an answered number of days, which may have a fraction, and the time between two moments may come to a part of a day; there is no date that would be that much later. Compare the number of days instead, as in days(from, to) <= 7 * agreed_visit_weeks, or start from a date and time.",
        expression("visit_date + duration(\"PT36H\") < decision_date", "visit_date + duration(\"P2D\") < decision_date"));
    MISPLACED_RANGE = error("WH071", "a range or test outside of `in`",
        "Ranges such as [1..5] and tests such as (< 5) stand after `in`.",
        expression("agreed_visit_weeks = [1..5]", "agreed_visit_weeks in [1..5]"));
    EXPECTS_NOTHING = error("WH072", "a row says neither who approves nor that nobody has to",
        "Each row of an approval table names in `by` who approves, or declares `none_required = true`. It never leaves the question open: that is what [[approval.….silent]] is for.",
        procedure("[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nsays = 'The team manager approves.'\ncite = '7'",
            "[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\nsays = 'The team manager approves.'\ncite = '7'"));
    BORN_SECOND = error("WH073", "the date of birth stands second",
        "`age(born, on)` counts the years from a birth to a day. The other way round there is no age, so a condition with it would never be known.",
        expression("age(visit_date, date_of_birth) > 3", "age(date_of_birth, visit_date) > 3"));
    DESIGNATION = error("WH074", "a designation without posts that hold it",
        "A nominated officer is not a grade: `[seniority]` lists the posts that ordinarily hold the designation. Those are posts, and not designations, and the ladder holds posts only. A row may ask for a designation in `by` once it is declared so.",
        procedure("[seniority]\nladder = ['team_manager']\nnominated_officer = []", "[seniority]\nladder = ['team_manager']\nnominated_officer = ['team_manager']"));
    OFF_LADDER = warning("WH075", "an approver who is not on the ladder",
        "`ladder` says who is senior to whom. Of an approver who does not stand on it, and holds no designation, nobody can tell whether the law, or another council, asks for somebody more senior. A panel, a court and an independent reviewing officer stand outside the line of posts, and are left alone.",
        procedure("[seniority]\nladder = ['social_worker']\n[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\ncite = '7'",
            "[seniority]\nladder = ['social_worker', 'team_manager']\n[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['team_manager']\ncite = '7'"));
}
