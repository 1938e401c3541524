//! Checks the scenarios; a mistake in one of them stops the build with its line and column.
#![expect(
    clippy::disallowed_methods,
    reason = "what is built in is read from files where it is built"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use wayhome_language::{Source, scenario};

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=scenarios");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut files = Vec::new();
    for entry in fs::read_dir("scenarios").map_err(|error| format!("scenarios: {error}"))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    // The number at the start of a file's name is its place in the list.
    files.sort();
    let mut index = String::from("const SHIPPED: &[(&str, &str)] = &[\n");
    let mut titles = String::from("const TITLES: &[(&str, &str)] = &[\n");
    let mut wrong = String::new();
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let source = Source::new(format!("crates/wayhome-training/{}", path.display()), text);
        match scenario(&source, &wayhome_procedures::procedure) {
            Ok(scenario) => {
                let json = serde_json::to_string(&scenario).map_err(|error| error.to_string())?;
                let name = format!("{}.json", scenario.id);
                write(&out.join(&name), &json)?;
                let (id, title) = (&scenario.id, &scenario.title);
                let _ = writeln!(titles, "    ({id:?}, {title:?}),");
                let _ = writeln!(
                    index,
                    "    ({id:?}, include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),"
                );
            }
            Err(found) => wrong.push_str(&found.render(&source)),
        }
    }
    if !wrong.is_empty() {
        return Err(format!("\n{wrong}"));
    }
    write(&out.join("shipped.rs"), &(index + "];\n" + &titles + "];\n"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
