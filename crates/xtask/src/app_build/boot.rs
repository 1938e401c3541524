//! Trunk starts the app with an inline script, which a strict content security policy refuses. Ours, app/web/boot.js, takes its place.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

const OPEN: &str = "<script type=\"module\">";
const CLOSE: &str = "</script>";

/// Takes the inline module script out of Trunk's page.
///
/// # Errors
///
/// Where there is none, or where it loads something that our script does not: then Trunk has changed, and ours must, too.
pub(crate) fn replace(page: &Path, boot: &Path) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("{} cannot be read", page.display()))?;
    let (page_text, script) =
        split(&text).context("Trunk's page holds no inline module script to replace; has Trunk changed?")?;
    let ours = fs::read_to_string(boot).with_context(|| format!("{} cannot be read", boot.display()))?;
    for address in addresses(script) {
        if !ours.contains(&format!("\"{address}\"")) {
            bail!("Trunk's script loads {address}, and app/web/boot.js does not.");
        }
    }
    fs::write(page, page_text)?;
    Ok(())
}

/// The page without the script, and the script.
fn split(page: &str) -> Option<(String, &str)> {
    let (before, rest) = page.split_once(OPEN)?;
    let (script, after) = rest.split_once(CLOSE)?;
    Some((format!("{}{}", before.trim_end(), after), script))
}

/// What a script loads: quoted addresses from the root on.
fn addresses(script: &str) -> Vec<&str> {
    script
        .split(['\'', '"', '`'])
        .filter(|part| part.starts_with('/') && part.contains('.') && !part.contains(char::is_whitespace))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNKS: &str =
        "\nimport init from '/app.js';\nconst wasm = await init({ module_or_path: '/app_bg.wasm' });\n";

    #[test]
    fn the_script_leaves_the_page() {
        let page = format!("<head>\n<script type=\"module\">{TRUNKS}</script></head>");
        let (page, script) = split(&page).unwrap();
        assert_eq!((page.as_str(), script), ("<head></head>", TRUNKS));
    }

    #[test]
    fn a_page_without_it_is_noticed() {
        assert!(split("<script src=\"/x.js\"></script>").is_none());
    }

    #[test]
    fn what_it_loads_must_be_what_ours_loads() {
        assert_eq!(addresses(TRUNKS), ["/app.js", "/app_bg.wasm"]);
        let folder = tempfile::tempdir().unwrap();
        let (page, boot) = (folder.path().join("index.html"), folder.path().join("boot.js"));
        let try_with = |ours: &str| {
            fs::write(&page, format!("<script type=\"module\">{TRUNKS}</script>")).unwrap();
            fs::write(&boot, ours).unwrap();
            replace(&page, &boot)
        };
        assert!(try_with("import(\"/app.js\"), \"/app_bg.wasm\"").is_ok());
        let error = try_with("import(\"/app.js\"), \"/other.wasm\"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("/app_bg.wasm"), "{error}");
    }
}
