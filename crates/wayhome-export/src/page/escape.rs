//! Text as markup that says the same.

use std::borrow::Cow;

use crate::harmless::steers;

/// A text in which nothing is markup, between tags and within quoted attributes. Characters that HTML forbids become the replacement character.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| !matches!(letter, '&' | '<' | '>' | '"' | '\'') && !is_forbidden(letter);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if is_forbidden(letter) => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// Control characters but tab and new line, and what turns the direction of writing: a text must not rearrange the page around it.
fn is_forbidden(letter: char) -> bool {
    steers(letter) && !matches!(letter, '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let hostile = "<script>alert('x')</script>&\"\u{0}\u{202e}";
        assert_eq!(
            escape(hostile),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\u{fffd}\u{fffd}"
        );
        assert_eq!(escape("plain, with\nlines"), "plain, with\nlines");
    }
}
