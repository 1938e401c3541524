//! Whose words are whose.

/// Who speaks in a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Words in quotation marks: somebody's own.
    Quoted,
    /// A sentence that says that it is the writer's opinion.
    Opinion,
    /// Anything else: what the writer tells.
    Account,
}

/// How a sentence of opinion gives itself away.
const OPINIONS: [&str; 8] = [
    "I think",
    "I believe",
    "I feel",
    "In my view",
    "In my opinion",
    "It seems to me",
    "My impression",
    "I do not know",
];

/// Cuts a text into what somebody said, what the writer thinks and what the writer tells.
///
/// Only quotation marks and plain words of opinion are seen. An opinion that is written as a fact is not found; that is what there is to
/// talk about.
///
/// ```
/// use wayhome_training::{Voice, voices};
/// let parts = voices("Robin said: “Not today.” I think that Robin is tired. Mum was out.");
/// let who: Vec<Voice> = parts.iter().map(|(voice, _)| *voice).collect();
/// assert_eq!(who, [Voice::Account, Voice::Quoted, Voice::Opinion, Voice::Account]);
/// ```
#[must_use]
pub fn voices(text: &str) -> Vec<(Voice, String)> {
    let mut parts: Vec<(Voice, String)> = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = quotation(rest) {
        told(rest.get(..start).unwrap_or_default(), &mut parts);
        parts.push((Voice::Quoted, rest.get(start..end).unwrap_or_default().to_owned()));
        rest = rest.get(end..).unwrap_or_default();
    }
    told(rest, &mut parts);
    parts
}

/// The first quotation, its marks included.
fn quotation(text: &str) -> Option<(usize, usize)> {
    let (start, open) = text.char_indices().find(|(_, letter)| matches!(letter, '“' | '"'))?;
    let close = if open == '“' { '”' } else { '"' };
    let after = start + open.len_utf8();
    let length = text.get(after..)?.find(close)?;
    Some((start, after + length + close.len_utf8()))
}

/// Sentences outside of quotations.
fn told(text: &str, parts: &mut Vec<(Voice, String)>) {
    for sentence in text.split_inclusive(['.', '!', '?', '\n']) {
        let is_opinion = OPINIONS.iter().any(|words| sentence.trim_start().starts_with(words));
        let voice = if is_opinion { Voice::Opinion } else { Voice::Account };
        match parts.last_mut() {
            Some((last, kept)) if *last == voice || sentence.trim().is_empty() => kept.push_str(sentence),
            _ => parts.push((voice, sentence.to_owned())),
        }
    }
}
