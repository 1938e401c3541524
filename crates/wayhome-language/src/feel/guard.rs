//! What an expression may not contain, found before it is parsed.
//!
//! What: a pass over the words and signs of an expression. Why: what FEEL has and procedures do not use is refused by its name
//! instead of as an unexpected character, all of it at once; and hostile text never reaches the recursive parser. Do: add a
//! word or sign here, and its code in `diagnostics/codes/expression.rs`.

use std::ops::Range;

use chrono::NaiveDate;
use wayhome_engine::words;

use super::words::{Token, TokenKind, tokens};
use crate::diagnostics::codes::{Code, expression as codes};
use crate::diagnostics::{Report, Reports, is_unseen};

const MAX_BYTES: usize = 10_000;
/// Without optimisation, parsing so many takes most of the two mebibytes of stack that a thread has.
const MAX_DEPTH: usize = 32;
const MAX_SIGNS: usize = 40;
const MAX_QUANTIFIERS: usize = 8;

/// Reports everything that is refused by name. True if nothing was.
pub(super) fn accepts(text: &str, reports: &mut Reports) -> bool {
    if text.len() > MAX_BYTES {
        let message = format!("this expression has more than {MAX_BYTES} characters");
        reports
            .push(Report::new(&codes::TOO_COMPLEX, &(0..text.len()), message).help("give its parts names in [facts]"));
        return false;
    }
    let mut guard = Guard {
        refused: Vec::new(),
        brackets: Vec::new(),
        signs: 0,
        quantifiers: 0,
    };
    let tokens = tokens(text);
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if let Some((day, end)) = tokens.get(index..).and_then(date_with_slashes) {
            let help = format!("write date(\"{day}\") for {}", words::date(day));
            let span = token.span.start..end;
            guard.refuse(&codes::DIVISION, &span, "dates are not written with slashes", &help);
            index += DATE_TOKENS;
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        guard.look(before, token, tokens.get(index + 1));
        index += 1;
    }
    let accepted = guard.refused.is_empty();
    guard.refused.into_iter().for_each(|report| reports.push(report));
    accepted
}

/// Day, slash, month, slash, year.
const DATE_TOKENS: usize = 5;

/// `01/02/2026`, as a date stands on paper, with the place at which it ends.
fn date_with_slashes(tokens: &[Token<'_>]) -> Option<(NaiveDate, usize)> {
    let [day, slash, month, other_slash, year, ..] = tokens else {
        return None;
    };
    if slash.text != "/" || other_slash.text != "/" || year.text.len() != 4 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(
        year.text.parse().ok()?,
        month.text.parse().ok()?,
        day.text.parse().ok()?,
    )?;
    Some((date, year.span.end))
}

struct Guard {
    refused: Vec<Report>,
    /// For each open bracket: has a `..` been seen in it?
    brackets: Vec<bool>,
    signs: usize,
    quantifiers: usize,
}

impl Guard {
    fn look(&mut self, before: Option<&Token<'_>>, token: &Token<'_>, after: Option<&Token<'_>>) {
        let after_text = after.map_or("", |after| after.text);
        match token.kind {
            TokenKind::Word => self.word(token, after_text),
            TokenKind::Sign => self.sign(before, token),
            TokenKind::Text | TokenKind::Number => {}
            TokenKind::Open if token.text.starts_with("/*") => self.refuse(
                &codes::SYNTAX,
                &(token.span.start..token.span.start + 2),
                "this comment has no end",
                "end it with */, or begin it with // if it goes to the end of the line",
            ),
            TokenKind::Open => self.refuse(
                &codes::SYNTAX,
                &token.span,
                "this text has no closing quotation mark",
                "end it with \"",
            ),
        }
    }

    fn word(&mut self, token: &Token<'_>, after: &str) {
        let span = &token.span;
        if let Some(small) = token.in_small_letters() {
            let message = format!("`{}` is written in small letters", token.text);
            self.refuse(&codes::SYNTAX, span, message, &format!("write {small}"));
        }
        match token.text {
            "null" => self.refuse(
                &codes::NULL,
                span,
                "null is not part of a condition: what is not recorded is unknown",
                "in a rule, write answered(question) to ask whether there is an answer",
            ),
            "if" | "then" | "else" => {
                self.refuse(
                    &codes::CONTROL,
                    span,
                    format!("`{}` is not part of a condition", token.text),
                    "write it with and, or and not(…)",
                );
            }
            "for" | "return" => self.refuse(
                &codes::CONTROL,
                span,
                format!("`{}` is not part of a condition", token.text),
                "write `some x in list satisfies …` or `every x in list satisfies …`",
            ),
            "function" | "external" => {
                self.refuse(
                    &codes::CONTROL,
                    span,
                    "functions cannot be defined here",
                    "give an expression a name in [facts]",
                );
            }
            "instance" if after == "of" => {
                self.refuse(
                    &codes::CONTROL,
                    span,
                    "`instance of` is not part of a condition",
                    "every question already has a known type; leave it out",
                );
            }
            "not" if after != "(" => self.refuse(&codes::BARE_NOT, span, "`not` needs brackets", "write not(…)"),
            "some" | "every" => {
                self.quantifiers += 1;
                if self.quantifiers == MAX_QUANTIFIERS + 1 {
                    let message = format!("this expression uses some and every more than {MAX_QUANTIFIERS} times");
                    self.refuse(&codes::TOO_COMPLEX, span, message, "give its parts names in [facts]");
                }
            }
            _ => {}
        }
    }

    fn sign(&mut self, before: Option<&Token<'_>>, token: &Token<'_>) {
        let span = &token.span;
        match token.text {
            "(" | "[" | "]" | ")" => self.bracket(before, token),
            ".." => self
                .brackets
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|range| *range = true),
            "+" | "-" | "*" => {
                self.signs += 1;
                if self.signs == MAX_SIGNS + 1 {
                    let message = format!("this expression has more than {MAX_SIGNS} arithmetic signs");
                    self.refuse(&codes::TOO_COMPLEX, span, message, "give its parts names in [facts]");
                }
            }
            "{" | "}" => self.refuse(
                &codes::CONTROL,
                span,
                "contexts in curly brackets are not part of a condition",
                "give an expression a name in [facts]",
            ),
            "/" => self.refuse(
                &codes::DIVISION,
                span,
                "conditions do not divide",
                "multiply the other side: `a = 2 * b` instead of `a / 2 = b`",
            ),
            "**" => self.refuse(&codes::DIVISION, span, "conditions use no powers", "multiply: `a * a`"),
            ":" => self.refuse(
                &codes::NAMED_ARGUMENTS,
                span,
                "arguments are given in order, without names",
                "write age(date_of_birth, decision_date)",
            ),
            "?" => self.refuse(
                &codes::CONTROL,
                span,
                "`?` is not part of a condition",
                "name the question",
            ),
            "=" | "!=" | "<" | "<=" | ">" | ">=" | "," | "." | "@" => {}
            "==" => self.refuse(&codes::UNKNOWN_CHARACTER, span, "`==` is not used in FEEL", "write ="),
            "=>" => self.refuse(&codes::UNKNOWN_CHARACTER, span, "`=>` is not used in FEEL", "write >="),
            "=<" => self.refuse(&codes::UNKNOWN_CHARACTER, span, "`=<` is not used in FEEL", "write <="),
            "&" | "&&" => self.refuse(
                &codes::UNKNOWN_CHARACTER,
                span,
                format!("`{}` is not used in FEEL", token.text),
                "write and",
            ),
            "|" | "||" => self.refuse(
                &codes::UNKNOWN_CHARACTER,
                span,
                format!("`{}` is not used in FEEL", token.text),
                "write or",
            ),
            "!" => self.refuse(
                &codes::UNKNOWN_CHARACTER,
                span,
                "`!` is not used in FEEL",
                "write not(…)",
            ),
            "<>" => self.refuse(&codes::UNKNOWN_CHARACTER, span, "`<>` is not used in FEEL", "write !="),
            "'" | "‘" | "’" | "“" | "”" | "`" => self.refuse(
                &codes::UNKNOWN_CHARACTER,
                span,
                format!("{} does not start or end a text in FEEL", token.text),
                "write straight double quotation marks: \"section_20\"",
            ),
            other => {
                let message = format!("expressions do not use the character {}", named(other));
                self.refuse(&codes::UNKNOWN_CHARACTER, span, message, instead_of(other));
            }
        }
    }

    fn bracket(&mut self, before: Option<&Token<'_>>, token: &Token<'_>) {
        let after_value = before.is_some_and(Token::ends_a_value);
        let in_range = self.brackets.last().copied().unwrap_or_default();
        let opens = match token.text {
            "(" => true,
            "[" => !(after_value && in_range),
            "]" => !after_value && before.is_none_or(|before| before.text != "["),
            _ => false,
        };
        if !opens {
            self.brackets.pop();
            return;
        }
        if token.text == "[" && after_value {
            self.refuse(
                &codes::FILTER,
                &token.span,
                "lists cannot be filtered with square brackets",
                "write `some x in list satisfies …` or `every x in list satisfies …`",
            );
        }
        self.brackets.push(false);
        if self.brackets.len() == MAX_DEPTH + 1 {
            let message = format!("there are more than {MAX_DEPTH} brackets within each other");
            self.refuse(
                &codes::TOO_COMPLEX,
                &token.span,
                message,
                "give its parts names in [facts]",
            );
        }
    }

    fn refuse(&mut self, code: &'static Code, span: &Range<usize>, message: impl Into<String>, help: &str) {
        self.refused.push(Report::new(code, span, message).help(help));
    }
}

/// What to write instead of a character that looks like one of the language's.
fn instead_of(character: &str) -> &'static str {
    match character {
        "≤" | "⩽" => "write <=",
        "≥" | "⩾" => "write >=",
        "≠" => "write !=",
        "–" | "—" | "−" | "‐" => "write - for minus",
        "×" | "·" => "write * for times",
        "÷" => "multiply the other side instead",
        "∧" => "write and",
        "∨" => "write or",
        "¬" => "write not(…)",
        "∈" => "write in",
        "…" => "write two dots in a range: [1..5]",
        "„" | "«" | "»" | "´" => "write straight double quotation marks: \"section_20\"",
        "\u{a0}" => "write an ordinary space",
        other if other.chars().all(is_unseen) => "delete it, or type the words around it again",
        other if other.chars().all(char::is_alphabetic) => {
            "type the word again: names are written in the letters a to z, and some of other alphabets look like them"
        }
        _ => "leave it out",
    }
}

/// A character as a reader can tell it: by its number, where it is not seen or looks like another.
fn named(character: &str) -> String {
    let numbers: Vec<String> = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let numbers = numbers.join(" ");
    if character.chars().all(|c| is_unseen(c) || c.is_whitespace()) {
        format!("{numbers}, which is not seen")
    } else if character.chars().all(char::is_alphabetic) {
        format!("{character} ({numbers})")
    } else {
        character.to_owned()
    }
}
