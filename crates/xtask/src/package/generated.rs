//! What of the package is made from Rust and committed, so that a change of a format is seen where it is reviewed.

use super::{folder, types};
use crate::process::{command, run};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;

/// The formats that have a schema in the package. The types come from all of them but the compiled procedure, which nobody reads in TypeScript.
const SCHEMAS: [&str; 6] = ["about", "changes", "compiled", "outline", "record", "report"];

/// The formats of what is exported. Their types stand beside the exports.
const OF_EXPORTS: [&str; 3] = ["export", "losses", "mapping"];

/// Writes the schemas and the types anew.
pub(super) fn write() -> Result<()> {
    for name in SCHEMAS.iter().chain(&OF_EXPORTS) {
        let schema = wayhome(&["schema", name])?;
        fs::write(file(name), schema)?;
    }
    let of_checker = schemas()?;
    fs::write(folder().join("src/types.ts"), types::types(&of_checker)?)?;
    let of_exports = types::types_of_exports(&schemas_of_exports()?, &of_checker)?;
    fs::write(folder().join("src/export/types.ts"), of_exports)?;
    fs::write(folder().join("src/shipped.ts"), shipped()?)?;
    Ok(())
}

/// The committed schemas that the types of the checker are made from.
pub(super) fn schemas() -> Result<Vec<(&'static str, Value)>> {
    SCHEMAS.iter().filter(|name| **name != "compiled").map(read).collect()
}

/// The committed schemas that the types of the exports are made from: nobody reads a compiled mapping in TypeScript.
pub(super) fn schemas_of_exports() -> Result<Vec<(&'static str, Value)>> {
    OF_EXPORTS.iter().filter(|name| **name != "mapping").map(read).collect()
}

fn read(name: &&'static str) -> Result<(&'static str, Value)> {
    let file = file(name);
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok((*name, serde_json::from_str(&text)?))
}

/// Runs our own command line: xtask uses none of the product's crates.
pub(super) fn wayhome(words: &[&str]) -> Result<String> {
    run(command("cargo")
        .args(["run", "--quiet", "--package", "wayhome-cli", "--"])
        .args(words))
}

fn file(name: &str) -> std::path::PathBuf {
    folder().join(format!("schemas/{name}.schema.json"))
}

/// The procedures that the package ships, which are all that Wayhome ships: in the order in which people choose from them, the law last.
pub(super) fn procedures() -> Result<Vec<String>> {
    let file = crate::workspace::root().join("crates/wayhome-procedures/shipped.txt");
    let ids = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(ids.split_whitespace().map(str::to_owned).collect())
}

/// One `import` for each procedure, so that every bundler finds them, and takes along those that are loaded.
fn shipped() -> Result<String> {
    let mut lines = String::new();
    for id in procedures()? {
        let floor = floor(&id)?.map_or_else(String::new, |floor| format!("floor: \"{floor}\", "));
        writeln!(
            lines,
            "  {id}: {{ {floor}module: () => import(\"./procedures/{id}.js\") }},"
        )?;
    }
    Ok(format!(
        "// Made by `cargo xtask package`. Do not edit.\n\n\
         /** A procedure that the package ships: what it stands on, and the module of its compiled text. */\n\
         export interface Shipped {{\n  readonly floor?: string;\n  readonly module: () => Promise<{{ default: string }}>;\n}}\n\n\
         /** The procedures that the package ships, each loaded when it is wanted. */\n\
         export const shipped: {{ readonly [id: string]: Shipped }} = {{\n{lines}}};\n"
    ))
}

/// What a procedure stands on, as its source says.
fn floor(id: &str) -> Result<Option<String>> {
    let file = crate::workspace::root().join(format!("crates/wayhome-procedures/{id}.toml"));
    let source: toml::Table = fs::read_to_string(&file)?
        .parse()
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let floor = source.get("procedure").and_then(|head| head.get("floor"));
    Ok(floor.and_then(toml::Value::as_str).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_procedure_of_the_repository_is_shipped() {
        let written = fs::read_dir(crate::workspace::root().join("crates/wayhome-procedures")).unwrap();
        let written: BTreeSet<String> = written
            .filter_map(|entry| {
                entry
                    .unwrap()
                    .file_name()
                    .to_str()?
                    .strip_suffix(".toml")
                    .map(str::to_owned)
            })
            .filter(|name| !["Cargo", "clippy", "vocabulary", "bank-holidays"].contains(&name.as_str()))
            .collect();
        assert_eq!(
            written,
            procedures().unwrap().into_iter().collect(),
            "shipped.txt lists each of them"
        );
        assert_eq!(
            fs::read_to_string(folder().join("src/shipped.ts")).unwrap(),
            shipped().unwrap()
        );
    }
}
