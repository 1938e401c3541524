//! WH040 to WH059: the text of an expression.

use super::{Code, codes, expression};

codes! {
    SYNTAX = error("WH040", "not an expression",
        "The expression cannot be read. The message says what could stand at the place shown.",
        expression("child_seen and", "child_seen and seen_alone"));
    UNKNOWN_OPTION = error("WH041", "not an option of the question",
        "A question that chooses from a list is compared with the ids of that list's options, in quotation marks.",
        expression("legal_status = \"section_2O\"", "legal_status = \"section_20\""));
    TOO_COMPLEX = error("WH042", "too long or nested too deep",
        "An expression has at most 10,000 characters, 32 brackets within each other, 40 arithmetic signs and 8 times some or every. Facts give its parts a name.",
        expression("(((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))", "((1))"));
    NULL = error("WH043", "null is not part of a condition",
        "What is not recorded is unknown, never null: a comparison with it is unknown. `answered(question)` asks whether there is an answer, in a rule.",
        expression("child_seen = null", "answered(child_seen)"));
    CONTROL = error("WH044", "a part of FEEL that conditions do not use",
        "Conditions are single expressions: if, for, function definitions, contexts in curly brackets, instance of and type names are not accepted. A fact with its own name often does the same.",
        expression("if child_seen then 1 else 2", "child_seen"));
    FILTER = error("WH045", "no filters",
        "FEEL picks items of a list with square brackets after it. Here, `some … in … satisfies …` and `every …` ask about the items.",
        expression("household[1]", "count(household) > 1"));
    DIVISION = error("WH046", "no division or powers",
        "Conditions use no fractions: no procedure counts in them. Multiply the other side instead.",
        expression("agreed_visit_weeks / 2 = 3", "agreed_visit_weeks = 3 * 2"));
    BARE_NOT = error("WH047", "not needs brackets",
        "In FEEL, `not` is a function.",
        expression("not child_seen", "not(child_seen)"));
    CHAINED = error("WH048", "comparisons in a chain",
        "A comparison gives yes or no, so it cannot be compared with a number again. Use `between`, a range, or `and`.",
        expression("1 < agreed_visit_weeks < 5", "agreed_visit_weeks in (1..5)"));
    UNSUPPORTED_FUNCTION = error("WH049", "a function of FEEL that conditions do not use",
        "Only a few of the standard's functions are part of a condition. `today` and `now` are not: what a rule says must not depend on the day on which it is asked.",
        expression("visit_date < today()", "visit_date < decision_date"));
    UNKNOWN_FUNCTION = error("WH050", "unknown function",
        "The functions are age, working_days, days, min, max, count, list contains, date, date and time, duration, years and months duration, not and answered.",
        expression("workingdays(visit_date, decision_date) > 3", "working_days(visit_date, decision_date) > 3"));
    NAMED_ARGUMENTS = error("WH051", "no named arguments",
        "A function's arguments are given in order, without their names.",
        expression("age(born: date_of_birth, on: visit_date) > 3", "age(date_of_birth, visit_date) > 3"));
    UNKNOWN_CHARACTER = error("WH052", "a character that expressions do not use",
        "Texts stand in straight double quotation marks; and, or, not, = and != are written so.",
        expression("child_seen && seen_alone", "child_seen and seen_alone"));
    BAD_NUMBER = error("WH053", "a number that is too long",
        "Numbers are exact to 28 digits.",
        expression("1 < 12345678901234567890123456789", "1 < 1234567890123456789012345678"));
    BAD_DATE = error("WH054", "not a date or time",
        "Dates are written \"2026-03-02\", dates with times \"2026-03-02T09:30:00\", without fractions of a second and without a time zone.",
        expression("visit_date = date(\"2026-02-30\")", "visit_date = date(\"2026-02-28\")"));
    BAD_DURATION = error("WH055", "not a duration",
        "A duration is either days and times (\"P14D\", \"PT72H\", \"P1DT2H\") or years and months (\"P3M\", \"P1Y6M\"), never both: a month has no fixed number of days.",
        expression("visit_date - decision_date < duration(\"P1M1D\")", "visit_date - decision_date < duration(\"P31D\")"));
    BAD_ESCAPE = error("WH056", "an unknown escape in a text",
        "In a text, \\n, \\r, \\t, \\\", \\', \\\\, \\uXXXX and \\U followed by six digits are known.",
        expression("cover_arranged_by = \"a\\q\"", "cover_arranged_by = \"a\\n\""));
}
