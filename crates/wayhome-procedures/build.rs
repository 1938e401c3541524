//! Compiles the procedures; a mistake in one of them stops the build with its line and column.
#![expect(
    clippy::disallowed_methods,
    reason = "what is built in is read from files where it is built"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use wayhome_language::{Source, Vocabulary, bank_holidays, compile, prove};

/// The ids of the procedures, one a line: in the order in which people choose from them, the law last.
const SHIPPED: &str = "shipped.txt";

fn main() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let words = read("vocabulary.toml")?;
    let vocabulary = Vocabulary::parse(&words).map_err(|found| found.render(&words))?;
    let days = read("bank-holidays.toml")?;
    let calendar = bank_holidays(&days).map_err(|found| found.render(&days))?;
    let shipped = read(SHIPPED)?.text;
    let mut index = String::from("pub(crate) const COMPILED: &[(&str, &str)] = &[\n");
    let mut sources = String::from("&[\n");
    for id in shipped.split_whitespace() {
        let source = read(&format!("{id}.toml"))?;
        let compiled = compile(&source, &vocabulary, &calendar).map_err(|found| found.render(&source))?;
        if !compiled.warnings.is_empty() {
            return Err(compiled.warnings.render(&source));
        }
        for proof in prove(&compiled.procedure) {
            if !proof.holds() {
                return Err(format!(
                    "the approval table `{}` of {id} is not proved; run `wayhome prove {id}`:\n{proof:#?}",
                    proof.table
                ));
            }
        }
        let json = serde_json::to_string(&compiled.procedure).map_err(|error| error.to_string())?;
        write(&out.join(format!("{id}.json")), &json)?;
        let _ = writeln!(
            index,
            "    (\"{id}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/{id}.json\"))),"
        );
        let _ = writeln!(
            sources,
            "    (\"{id}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{id}.toml\"))),"
        );
    }
    write(&out.join("sources.rs"), &(sources + "]\n"))?;
    write(&out.join("compiled.rs"), &(index + "];\n"))
}

fn read(name: &str) -> Result<Source, String> {
    println!("cargo::rerun-if-changed={name}");
    let text = fs::read_to_string(name).map_err(|error| format!("{name}: {error}"))?;
    Ok(Source::new(format!("crates/wayhome-procedures/{name}"), text))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
