//! What a council adds to a built app when it deploys it: where signed records may be sent (`sending.json`), and its own compiled mapping
//! (`export.json`). Nothing is built for it: a copy of dist/ is made, with both files named by their content, known to the page and kept by
//! the service worker, whose headers name the one origin.

use crate::app_build::{PAGE, fingerprint, precache};
use crate::headers::Headers;
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where signed records may be sent: a JSON file with `to`, `name`, and optionally `format` and `authorization`
    #[arg(long, value_name = "SENDING.json")]
    sending: Option<PathBuf>,
    /// A mapping, as `wayhome mapping compile` writes it
    #[arg(long, value_name = "EXPORT.json")]
    mapping: Option<PathBuf>,
    /// The folder to make, which is then served
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// The built app, if not dist/
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

/// Makes the folder.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let from = arguments.from.clone().unwrap_or_else(workspace::dist);
    if !from.join(PAGE).is_file() {
        bail!("The app is not built yet. Run `cargo xtask build`.");
    }
    if arguments.to.exists() {
        bail!(
            "{} is there already. Name a folder that is not.",
            arguments.to.display()
        );
    }
    let sending = arguments.sending.as_deref().map(read).transpose()?;
    let mapping = arguments.mapping.as_deref().map(read).transpose()?;
    if let Some(mapping) = &mapping {
        is_mapping(mapping)?;
    }
    let origin = sending.as_ref().map(origin_of).transpose()?;
    let headers = Headers::new(origin.as_deref())?;
    copy(&from, &arguments.to)?;
    for (name, file) in [("sending", &sending), ("export", &mapping)] {
        if let Some(file) = file {
            add(&arguments.to, name, file)?;
        }
    }
    // The worker as it is before it is filled in: its list and its headers are others now.
    let worker = workspace::root().join("app/web").join(precache::WORKER);
    fs::copy(worker, arguments.to.join(precache::WORKER))?;
    precache::fill_in(&arguments.to, &headers)?;
    println!("Wayhome is in {}", arguments.to.display());
    if let Some(origin) = origin {
        println!("The server's headers have to allow it, too: cargo xtask headers --export-to {origin} --to FOLDER");
    }
    Ok(())
}

fn read(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
}

/// A file that the app could not read would be a mapping that nobody is offered.
fn is_mapping(file: &Value) -> Result<()> {
    let text = |key: &str| file.get(key).is_some_and(Value::is_string);
    let list = |key: &str| file.get(key).is_some_and(Value::is_array);
    if text("id") && text("procedure") && list("forms") && list("fields") {
        return Ok(());
    }
    bail!("The mapping is not a compiled one. Make it with `wayhome mapping compile`.")
}

/// What `sending.json` may say.
const KNOWN: [&str; 4] = ["to", "name", "format", "authorization"];

/// The origin of the address in `sending.json`, whose other fields are looked at as well: a mistake is for whoever deploys, not for a
/// social worker.
fn origin_of(sending: &Value) -> Result<String> {
    let fields = sending.as_object().context("sending.json holds no object")?;
    for (field, value) in fields {
        if !KNOWN.contains(&field.as_str()) {
            bail!("sending.json names `{field}`. It may hold {}.", KNOWN.join(", "));
        }
        if value.as_str().is_none_or(str::is_empty) {
            bail!("`{field}` in sending.json is not a text, or empty.");
        }
    }
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    let format = text("format").unwrap_or("json");
    if !["json", "cloudevents"].contains(&format) {
        bail!("`format` in sending.json is `{format}`. It may be json or cloudevents.");
    }
    text("name").context("sending.json lacks `name`: what people call the system")?;
    let to = text("to").context("sending.json lacks `to`: the address")?;
    let (scheme, rest) = to.split_once("://").context("`to` in sending.json is no address")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Ok(format!("{scheme}://{host}"))
}

/// Puts a file beside the app's, named by its content, and tells the page.
fn add(folder: &Path, name: &str, file: &Value) -> Result<()> {
    let bytes = serde_json::to_vec(file)?;
    let named = fingerprint::fingerprinted(&format!("{name}.json"), &bytes);
    fs::write(folder.join(&named), bytes)?;
    let page = folder.join(PAGE);
    let text = fs::read_to_string(&page)?;
    let mark = format!("name=\"wayhome-{name}\" content=\"");
    let (before, rest) = text
        .split_once(&mark)
        .with_context(|| format!("The page has no place for {name}.json; was it built by another version?"))?;
    let (_, after) = rest.split_once('"').context("The page ends in the middle of a tag")?;
    fs::write(&page, format!("{before}{mark}/{named}\"{after}"))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files(from)? {
        let place = to.join(file.strip_prefix(from)?);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &place).with_context(|| format!("{} was not copied", file.display()))?;
    }
    // What was added before is not added twice.
    for file in fingerprint::files(to)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_json = file.extension().is_some_and(|end| end == "json");
        if is_json && ["sending.", "export."].iter().any(|start| name.starts_with(start)) {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn built() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let page = "<meta name=\"wayhome-sending\" content=\"\"/><meta name=\"wayhome-export\" content=\"\"/>";
        fs::write(folder.path().join(PAGE), page).unwrap();
        fs::write(folder.path().join("app.0123456789abcdef.wasm"), "wasm").unwrap();
        folder
    }

    fn deployed(sending: Option<Value>, mapping: Option<Value>) -> (Result<()>, tempfile::TempDir, PathBuf) {
        let (from, around) = (built(), tempfile::tempdir().unwrap());
        let put = |name: &str, file: Option<Value>| {
            file.map(|file| {
                let path = around.path().join(name);
                fs::write(&path, file.to_string()).unwrap();
                path
            })
        };
        let to = around.path().join("served");
        let arguments = Arguments {
            sending: put("s.json", sending),
            mapping: put("m.json", mapping),
            to: to.clone(),
            from: Some(from.path().to_owned()),
        };
        (run(&arguments), around, to)
    }

    #[test]
    fn the_page_names_both_files_and_the_worker_keeps_them() {
        let sending = json!({ "to": "https://case.example:8443/records", "name": "Harbour" });
        let mapping = json!({ "wayhome": 1, "id": "m", "procedure": "newcastle", "forms": ["visit"], "fields": [] });
        let (done, _around, to) = deployed(Some(sending), Some(mapping));
        done.unwrap();
        let page = fs::read_to_string(to.join(PAGE)).unwrap();
        let worker = fs::read_to_string(to.join(precache::WORKER)).unwrap();
        for name in ["/sending.", "/export."] {
            let address = page.split('"').find(|part| part.starts_with(name)).unwrap();
            assert!(to.join(&address[1..]).is_file());
            assert!(worker.contains(&format!("\"{address}\"")), "{worker}");
        }
        assert!(
            worker.contains("connect-src 'self' https://case.example:8443;"),
            "{worker}"
        );
    }

    #[test]
    fn without_anything_to_add_nothing_may_be_sent() {
        let (done, _around, to) = deployed(None, None);
        done.unwrap();
        let worker = fs::read_to_string(to.join(precache::WORKER)).unwrap();
        assert!(worker.contains("connect-src 'self';"), "{worker}");
        assert_eq!(
            fs::read_to_string(to.join(PAGE))
                .unwrap()
                .matches("content=\"\"")
                .count(),
            2
        );
    }

    #[test]
    fn a_mapping_that_the_app_could_not_read_is_refused() {
        let (done, _around, to) = deployed(None, Some(json!({ "wayhome": 1 })));
        assert!(done.unwrap_err().to_string().contains("wayhome mapping compile"));
        assert!(!to.exists());
    }

    #[test]
    fn a_mistake_is_said_before_anything_is_made() {
        for (sending, said) in [
            (json!({ "name": "Harbour" }), "lacks `to`"),
            (json!({ "to": "https://case.example/x" }), "lacks `name`"),
            (json!({ "to": "http://case.example/x", "name": "H" }), "no origin"),
            (json!({ "to": "https://case.example; x/", "name": "H" }), "no origin"),
            (
                json!({ "to": "https://case.example/x", "name": "H", "token": "t" }),
                "`token`",
            ),
            (
                json!({ "to": "https://case.example/x", "name": "H", "format": "xml" }),
                "json or cloudevents",
            ),
        ] {
            let (done, _around, to) = deployed(Some(sending), None);
            let error = format!("{:#}", done.unwrap_err());
            assert!(error.contains(said), "{error}");
            assert!(!to.exists());
        }
    }
}
