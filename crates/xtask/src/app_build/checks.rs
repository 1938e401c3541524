//! What must not be in the built app, whoever put it there.

use super::fingerprint;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Refuses a page with code or style of its own: the content security policy would, in front of a social worker.
pub(crate) fn no_inline_code(page: &str) -> Result<()> {
    let page = without_comments(page).to_ascii_lowercase();
    let mut rest = page.as_str();
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.as_str() {
            "style" => bail!("index.html holds a <style>; put it into app/styles/."),
            "script" if !has_attribute(tag, "src") => bail!("index.html holds an inline script."),
            _ => {}
        }
        if has_attribute(tag, "style") {
            bail!("index.html holds a style attribute, in <{tag}>.");
        }
        if attributes(tag).any(|attribute| attribute.starts_with("on")) {
            bail!("index.html holds an event handler, in <{tag}>.");
        }
        rest = behind;
    }
    Ok(())
}

/// Refuses a style sheet that loads something: gov.uk's typeface and crown come that way, and nothing else of ours does.
pub(crate) fn own_look(css: &str) -> Result<()> {
    for refused in ["@font-face", "GDS Transport", "url(", "@import"] {
        if css.contains(refused) {
            bail!("The compiled styles hold `{refused}`: no font, picture or other file may be loaded by them.");
        }
    }
    Ok(())
}

/// Refuses a page, script or manifest that names a file which is not there, or not by that name any more.
pub(crate) fn no_dead_address(folder: &Path) -> Result<()> {
    for file in fingerprint::files(folder)? {
        let is_ours = file
            .extension()
            .is_some_and(|end| ["html", "js", "webmanifest"].iter().any(|ours| end == *ours));
        if !is_ours {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        for address in text.split(['"', '\'']).filter(|part| is_address(part)) {
            if !folder.join(address.trim_start_matches('/')).is_file() {
                bail!("{} names {address}, which is not in the built app.", file.display());
            }
        }
    }
    Ok(())
}

/// `/name.end`, and not a path in a comment or a pattern.
fn is_address(text: &str) -> bool {
    let Some((name, end)) = text.strip_prefix('/').and_then(|name| name.rsplit_once('.')) else {
        return false;
    };
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    !name.is_empty()
        && name.chars().all(plain)
        && !end.is_empty()
        && end.chars().all(|letter| letter.is_ascii_alphanumeric())
}

fn has_attribute(tag: &str, name: &str) -> bool {
    attributes(tag).any(|attribute| attribute == name)
}

/// The names of a tag's attributes. Values in quotes are skipped, so that what they say is not taken for a name.
fn attributes(tag: &str) -> impl Iterator<Item = String> {
    let mut names = String::new();
    let mut quote = None;
    for letter in tag.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None => names.push(if letter == '/' { ' ' } else { letter }),
        }
    }
    let words: Vec<String> = names.split_whitespace().skip(1).map(name_of).collect();
    words.into_iter()
}

/// `src=` or `src=x` without the value.
fn name_of(word: &str) -> String {
    word.split_once('=').map_or(word, |(name, _)| name).to_owned()
}

fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, refused: Option<&str>) {
        let found = no_inline_code(page).err().map(|error| error.to_string());
        match refused {
            Some(words) => assert!(found.as_deref().is_some_and(|found| found.contains(words)), "{found:?}"),
            None => assert_eq!(found, None),
        }
    }

    #[test]
    fn what_comes_from_files_is_let_through() {
        check(
            r#"<script type="module" src="/boot.1.js"></script><link rel="stylesheet" href="/app.1.css"/>"#,
            None,
        );
        check(
            "<!-- <script>said, not done</script> --><p title=\"on=1 style=2\">style=\"…\"</p>",
            None,
        );
    }

    #[test]
    fn inline_code_is_refused() {
        check("<script>go()</script>", Some("inline script"));
        check("<SCRIPT type=module data-src='x'>go()</SCRIPT>", Some("inline script"));
        check("<style>p{}</style>", Some("<style>"));
        check("<p style=\"color:red\">", Some("style attribute"));
        check("<p style=color:red>", Some("style attribute"));
        check("<img src=x onerror=go()>", Some("event handler"));
    }

    #[test]
    fn an_address_of_a_file_that_is_not_there_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("app.0123.js"),
            "/* 'or/x.js' */ import '/other.4567.js'",
        )
        .unwrap();
        let error = no_dead_address(folder.path()).unwrap_err().to_string();
        assert!(error.contains("/other.4567.js"), "{error}");
        fs::write(folder.path().join("other.4567.js"), "").unwrap();
        assert!(no_dead_address(folder.path()).is_ok());
    }

    #[test]
    fn a_style_sheet_that_loads_anything_is_refused() {
        assert!(own_look("p{color:#000}").is_ok());
        assert!(own_look("@font-face{src:url(/x.woff2)}").is_err());
        assert!(own_look("p{background:url(crown.svg)}").is_err());
    }
}
