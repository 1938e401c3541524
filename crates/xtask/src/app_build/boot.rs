//! Trunk starts the app with an inline script, which a strict content security policy refuses. It becomes a file.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const OPEN: &str = "<script type=\"module\">";
const CLOSE: &str = "</script>";

/// Moves the page's inline module script into `boot.js`.
pub(crate) fn move_out_of(page: &Path, folder: &Path) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("{} cannot be read", page.display()))?;
    let (page_text, script) =
        split(&text).context("Trunk's page holds no inline module script to move; has Trunk changed?")?;
    fs::write(folder.join("boot.js"), script)?;
    fs::write(page, page_text)?;
    Ok(())
}

/// The page with the script's address in the place of the script, and the script.
fn split(page: &str) -> Option<(String, String)> {
    let (before, rest) = page.split_once(OPEN)?;
    let (script, after) = rest.split_once(CLOSE)?;
    let lines: Vec<&str> = script.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let page = format!("{before}<script type=\"module\" src=\"/boot.js\"></script>{after}");
    Some((page, lines.join("\n") + "\n"))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_script_leaves_the_page() {
        let (page, script) = split("<head>\n<script type=\"module\">\nimport a;\n\n\ngo();\n</script></head>").unwrap();
        assert_eq!(
            page,
            "<head>\n<script type=\"module\" src=\"/boot.js\"></script></head>"
        );
        assert_eq!(script, "import a;\ngo();\n");
    }

    #[test]
    fn a_page_without_it_is_noticed() {
        assert!(split("<script src=\"/x.js\"></script>").is_none());
    }
}
