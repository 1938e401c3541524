//! The words and signs of an expression, for the [guard](super::guard).

use std::ops::Range;

/// A word, number, text or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Text,
    Sign,
    /// A text or a comment without an end.
    Open,
}

/// Words that stand between values.
const BETWEEN_VALUES: [&str; 8] = ["and", "or", "in", "not", "between", "some", "every", "satisfies"];

impl Token<'_> {
    /// Does a value have to come after it?
    pub(super) fn joins_values(&self) -> bool {
        match self.kind {
            TokenKind::Word => BETWEEN_VALUES.contains(&self.text),
            TokenKind::Sign => matches!(self.text, "=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | ","),
            TokenKind::Number | TokenKind::Text | TokenKind::Open => false,
        }
    }

    /// A word of the language in capitals, as it has to be written.
    pub(super) fn in_small_letters(&self) -> Option<&'static str> {
        let words = BETWEEN_VALUES.into_iter().chain(["true", "false"]);
        let mut meant = words.filter(|word| *word != self.text && word.eq_ignore_ascii_case(self.text));
        meant.next().filter(|_| self.kind == TokenKind::Word)
    }

    /// Does a value end with it? A square bracket after it is then a filter.
    pub(super) fn ends_a_value(&self) -> bool {
        match self.kind {
            TokenKind::Word => !BETWEEN_VALUES.contains(&self.text),
            TokenKind::Number | TokenKind::Text => true,
            TokenKind::Sign => matches!(self.text, ")" | "]"),
            TokenKind::Open => false,
        }
    }
}

/// Signs of two characters.
const PAIRS: [&str; 11] = ["..", "**", "<=", ">=", "!=", "==", "=>", "=<", "&&", "||", "<>"];

/// All words and signs, without spaces and comments.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest);
        if let (Some(kind), Some(text)) = (kind, rest.get(..length)) {
            found.push(Token {
                kind,
                text,
                span: at..at + length,
            });
        }
        at += length.max(1);
    }
    found
}

/// What the text starts with, and how long that is; spaces and comments are nothing.
fn next(rest: &str) -> (Option<TokenKind>, usize) {
    let Some(first) = rest.chars().next() else {
        return (None, 0);
    };
    let run = |accepted: fn(char) -> bool| rest.find(|c| !accepted(c)).unwrap_or(rest.len());
    if matches!(first, ' ' | '\t' | '\r' | '\n') {
        return (None, 1);
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        return match comment.find("*/") {
            Some(end) => (None, end + 4),
            None => (Some(TokenKind::Open), rest.len()),
        };
    }
    if first == '"' {
        return text_length(rest).map_or((Some(TokenKind::Open), 1), |length| (Some(TokenKind::Text), length));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        return (Some(TokenKind::Word), run(|c| c.is_ascii_alphanumeric() || c == '_'));
    }
    if first.is_ascii_digit() {
        return (Some(TokenKind::Number), run(|c| c.is_ascii_digit()));
    }
    let pair = PAIRS.iter().any(|pair| rest.starts_with(pair));
    (Some(TokenKind::Sign), if pair { 2 } else { first.len_utf8() })
}

/// The length of the text in quotation marks that this starts with.
fn text_length(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}
