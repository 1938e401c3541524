//! Keeps this machine's folders out of what is built, so that another machine builds the same bytes.
//!
//! The compiler writes the place of each possible panic into the program, as the path of a source file. That of a library is in
//! cargo's own folder, which is somebody's home folder.

use crate::process::{command, run};
use crate::workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What cargo reads the flags from, for the browser's target alone. It takes the place of the flags in .cargo/config.toml.
pub(crate) const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The flags of .cargo/config.toml, and those that give each folder of this machine another name.
pub(crate) fn flags() -> Result<String> {
    let mut flags = configured(&fs::read_to_string(workspace::root().join(".cargo/config.toml"))?)?;
    for (folder, name) in renamed()? {
        flags.push(format!("--remap-path-prefix={}={name}", folder.display()));
    }
    Ok(flags.join(" "))
}

/// Folders whose names differ from machine to machine. Of two that apply, the compiler takes the last.
fn renamed() -> Result<Vec<(PathBuf, &'static str)>> {
    let compiler = run(command("rustc").args(["--print", "sysroot"]))?;
    let mut all = vec![(workspace::root(), "wayhome"), (PathBuf::from(compiler.trim()), "rust")];
    let registry = cargo_home()?.join("registry/src");
    // One folder for each registry that this cargo has used; its name holds a hash of the registry's address.
    for entry in fs::read_dir(&registry).with_context(|| format!("{} cannot be read", registry.display()))? {
        all.push((entry?.path(), "libraries"));
    }
    all.sort_by_key(|(folder, _)| folder.as_os_str().len());
    Ok(all)
}

fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("There is no home folder, and CARGO_HOME is not set.")
}

fn configured(config: &str) -> Result<Vec<String>> {
    let config: toml::Table = config.parse().context(".cargo/config.toml cannot be read")?;
    let flags = config
        .get("target")
        .and_then(|target| target.get("wasm32-unknown-unknown")?.get("rustflags")?.as_array())
        .context(".cargo/config.toml names no flags for the browser's target")?;
    Ok(flags
        .iter()
        .filter_map(|flag| flag.as_str().map(str::to_owned))
        .collect())
}

/// Refuses a built file that names a folder of this machine.
pub(crate) fn no_folder_of_ours(file: &Path, bytes: &[u8]) -> Result<()> {
    for (folder, _) in renamed()? {
        let name = folder.to_string_lossy().into_owned();
        if bytes.windows(name.len()).any(|part| part == name.as_bytes()) {
            anyhow::bail!("{} names the folder {name} of this machine.", file.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configured_flags_stay_and_every_folder_gets_another_name() {
        let flags = flags().unwrap();
        assert!(flags.starts_with("--cfg=erase_components "), "{flags}");
        assert!(flags.contains(&format!("--remap-path-prefix={}=wayhome", workspace::root().display())));
        assert!(flags.contains("=libraries"), "{flags}");
    }

    #[test]
    fn a_folder_of_this_machine_is_found_in_a_file() {
        let inside = format!("\0{}\0", workspace::root().join("app/src/lib.rs").display());
        assert!(no_folder_of_ours(Path::new("app.wasm"), inside.as_bytes()).is_err());
        assert!(no_folder_of_ours(Path::new("app.wasm"), b"wayhome/app/src/lib.rs").is_ok());
    }
}
