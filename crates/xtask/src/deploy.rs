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
    let mapping = arguments.mapping.as_deref().map(read_mapping).transpose()?;
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
    parsed(file, &text(file)?)
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn parsed(file: &Path, text: &str) -> Result<Value> {
    serde_json::from_str(text).with_context(|| format!("{} is not JSON", file.display()))
}

/// A file that the app refuses would be a mapping that nobody is offered: it is to be as it was compiled, to the letter.
fn read_mapping(file: &Path) -> Result<Value> {
    let text = text(file)?;
    let mapping = parsed(file, &text)?;
    let is_text = |key: &str| mapping.get(key).is_some_and(Value::is_string);
    let is_list = |key: &str| mapping.get(key).is_some_and(Value::is_array);
    let hash = mapping.get("hash").and_then(Value::as_str);
    let Some(hash) = hash.filter(|_| is_text("id") && is_text("procedure") && is_list("forms") && is_list("fields"))
    else {
        bail!("The mapping is not a compiled one. Make it with `wayhome mapping compile`.")
    };
    let without = compact(&text).replacen(&format!("\"hash\":\"{hash}\""), "\"hash\":\"\"", 1);
    if fingerprint::sha256(without.as_bytes()) != hash {
        bail!(
            "The compiled mapping was changed: its hash does not fit, and the app would refuse it. Change the TOML, and compile it \
             again with `wayhome mapping compile`."
        );
    }
    Ok(mapping)
}

/// JSON without the spaces and line ends between its parts, as the hash is made of it.
fn compact(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let is_part = |letter: &char| {
        if in_text {
            in_text = escaped || *letter != '"';
            escaped = !escaped && *letter == '\\';
            return true;
        }
        in_text = *letter == '"';
        !letter.is_ascii_whitespace()
    };
    json.chars().filter(is_part).collect()
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
    if let Some(authorization) = text("authorization") {
        is_sendable(authorization)?;
    }
    text("name").context("sending.json lacks `name`: what people call the system")?;
    let to = text("to").context("sending.json lacks `to`: the address")?;
    let (scheme, rest) = to.split_once("://").context("`to` in sending.json is no address")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Ok(format!("{scheme}://{host}"))
}

/// Can a browser send this as the value of a header? Where it cannot, every record would fail to be sent, on the tablet.
fn is_sendable(authorization: &str) -> Result<()> {
    let wrong = authorization.chars().find(|letter| !matches!(letter, ' '..='~'));
    if let Some(letter) = wrong {
        bail!(
            "`authorization` in sending.json holds {letter:?}, which no browser sends in a header. Write it on one line, in plain letters, \
             digits and signs: \"Bearer\" and what your case system gave you."
        );
    }
    if authorization.trim() != authorization {
        bail!("`authorization` in sending.json begins or ends with a space, which no browser sends. Leave it out.");
    }
    Ok(())
}

/// The files that a council adds: `sending.json`, and its mapping as `export.json`.
const ADDED: [&str; 2] = ["sending", "export"];

/// Puts a file beside the app's, named by its content, and tells the page.
fn add(folder: &Path, name: &str, file: &Value) -> Result<()> {
    let bytes = serde_json::to_vec(file)?;
    let named = fingerprint::fingerprinted(&format!("{name}.json"), &bytes);
    fs::write(folder.join(&named), bytes)?;
    tell_page(folder, name, &format!("/{named}"))
}

/// Says in the page where such a file is; nothing, if there is none.
fn tell_page(folder: &Path, name: &str, address: &str) -> Result<()> {
    let page = folder.join(PAGE);
    let text = fs::read_to_string(&page)?;
    let mark = format!("name=\"wayhome-{name}\" content=\"");
    let (before, rest) = text
        .split_once(&mark)
        .with_context(|| format!("The page has no place for {name}.json; was it built by another version?"))?;
    let (_, after) = rest.split_once('"').context("The page ends in the middle of a tag")?;
    fs::write(&page, format!("{before}{mark}{address}\"{after}"))?;
    Ok(())
}

/// Copies the app, and nothing that a server's keeper put beside it: those headers do not allow the one origin.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files(from)? {
        let name = file.strip_prefix(from)?.to_string_lossy().replace('\\', "/");
        if ![PAGE, precache::WORKER, precache::KILL_SWITCH].contains(&name.as_str())
            && !fingerprint::is_fingerprinted(&name)
        {
            println!("Left out, because it is not the app's: {name}");
            continue;
        }
        let place = to.join(&name);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &place).with_context(|| format!("{} was not copied", file.display()))?;
    }
    // What was added before is not added twice, and a page that named it would ask for what is gone.
    for file in fingerprint::files(to)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_json = file.extension().is_some_and(|end| end == "json");
        let added = ADDED.iter().find(|added| name.starts_with(&format!("{added}.")));
        if let Some(added) = added.filter(|_| is_json) {
            fs::remove_file(file)?;
            tell_page(to, added, "")?;
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
        // Of the server that serves this one.
        fs::write(folder.path().join(".htaccess"), "Header set").unwrap();
        folder
    }

    /// As `wayhome mapping compile` writes it.
    const MAPPING: &str = r#"{"wayhome":1,"hash":"93c535c1f24764d31b3425e2f989da40cd5ae39f831b8131860f1f73cf4299f5","id":"notes","title":"Notes: \"as made up\"","procedure":"newcastle","forms":["visit"],"tried":"Never.","output":"flat","missing":"leave_out","separator":"; ","fields":[{"to":["ID"],"from":{"answer":{"question":"child_reference","shown":"as_recorded"}}}]}"#;

    fn deployed(sending: Option<Value>, mapping: Option<String>) -> (Result<()>, tempfile::TempDir, PathBuf) {
        let (from, around) = (built(), tempfile::tempdir().unwrap());
        let put = |name: &str, file: Option<String>| {
            file.map(|file| {
                let path = around.path().join(name);
                fs::write(&path, file).unwrap();
                path
            })
        };
        let to = around.path().join("served");
        let arguments = Arguments {
            sending: put("s.json", sending.map(|sending| sending.to_string())),
            mapping: put("m.json", mapping),
            to: to.clone(),
            from: Some(from.path().to_owned()),
        };
        (run(&arguments), around, to)
    }

    #[test]
    fn the_page_names_both_files_and_the_worker_keeps_them() {
        let sending = json!({ "to": "https://case.example:8443/records", "name": "Harbour" });
        let (done, _around, to) = deployed(Some(sending), Some(MAPPING.to_owned()));
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
        assert!(!to.join(".htaccess").exists(), "its headers are of another copy");
        assert_eq!(
            fs::read_to_string(to.join(PAGE))
                .unwrap()
                .matches("content=\"\"")
                .count(),
            2
        );
    }

    #[test]
    fn from_a_deployed_copy_nothing_of_before_is_left() {
        let sending = |name: &str| json!({ "to": "https://case.example/records", "name": name, "authorization": "Bearer a.b-c_~+/=" });
        let (done, around, first) = deployed(Some(sending("Harbour")), None);
        done.unwrap();
        let again = |to: &str, sending: Option<PathBuf>| {
            let to = around.path().join(to);
            run(&Arguments {
                sending,
                mapping: None,
                to: to.clone(),
                from: Some(first.clone()),
            })
            .unwrap();
            let read = |name: &str| fs::read_to_string(to.join(name)).unwrap();
            let files = fingerprint::files(&to).unwrap();
            let added = files
                .iter()
                .filter(|file| file.to_string_lossy().contains("sending."))
                .count();
            (read(PAGE), read(precache::WORKER), added)
        };
        let (page, worker, added) = again("without", None);
        assert!(page.contains("name=\"wayhome-sending\" content=\"\""), "{page}");
        assert!(
            !worker.contains("/sending.") && worker.contains("connect-src 'self';"),
            "{worker}"
        );
        assert_eq!(added, 0);
        let other = around.path().join("other.json");
        fs::write(&other, sending("Quay").to_string()).unwrap();
        let (page, worker, added) = again("with", Some(other));
        let address = page.split('"').find(|part| part.starts_with("/sending.")).unwrap();
        assert!(worker.contains(address));
        assert_eq!((added, page.matches("/sending.").count()), (1, 1));
        assert!(!fs::read_to_string(first.join(PAGE)).unwrap().contains(address));
    }

    /// Whoever copies the example as it stands is stopped, and does not deploy its `…`.
    #[test]
    fn the_example_of_the_documentation_has_to_be_filled_in() {
        let page = fs::read_to_string(workspace::root().join("docs/hosting.md")).unwrap();
        let example = page.lines().find(|line| line.contains("\"authorization\":")).unwrap();
        let error = origin_of(&serde_json::from_str(example).unwrap()).unwrap_err();
        assert!(error.to_string().contains("`authorization`"), "{error}");
        let filled = example.replace('…', "abc");
        assert_eq!(
            origin_of(&serde_json::from_str(&filled).unwrap()).unwrap(),
            "https://case-system.example"
        );
    }

    #[test]
    fn a_mapping_that_the_app_could_not_read_is_refused() {
        let edited = [
            ("ID", "OD"),
            ("newcastle", "tees"),
            ("as made", "as  made"),
            ("hash", "hush"),
        ];
        let edited = edited.map(|(was, is)| MAPPING.replacen(was, is, 1));
        for file in edited.into_iter().chain(["{\"wayhome\":1}".to_owned()]) {
            assert_ne!(file, MAPPING);
            let (done, _around, to) = deployed(None, Some(file));
            assert!(done.unwrap_err().to_string().contains("wayhome mapping compile"));
            assert!(!to.exists());
        }
        // Written over several lines it says the same.
        for spaced in [MAPPING.replace(',', " ,\n\t"), format!("{MAPPING}\r\n")] {
            deployed(None, Some(spaced)).0.unwrap();
        }
    }

    #[test]
    fn a_mistake_is_said_before_anything_is_made() {
        let authorized = |text: &str| json!({ "to": "https://case.example/x", "name": "H", "authorization": text });
        for (sending, said) in [
            (authorized("Bearer …"), "holds '…', which no browser sends"),
            (authorized("Bearer abc\n"), "holds '\\n', which no browser sends"),
            (authorized("Bearer\tabc"), "holds '\\t', which no browser sends"),
            (authorized("Bearer abc "), "begins or ends with a space"),
            (
                json!({ "to": "https://case.example:99999/x", "name": "H" }),
                "from 1 to 65535",
            ),
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
