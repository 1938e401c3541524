//! The parts of the package that are built: WebAssembly, the compiled procedures, JavaScript.

use super::{folder, generated};
use crate::app_build::{fingerprint, paths};
use crate::process::{command, path_with, run};
use crate::setup::AppTools;
use crate::workspace;
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What browsers of the last three years understand. The app names the same in index.html, but for the last.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// A WebAssembly module of the package.
struct Module {
    package: &'static str,
    /// Where it goes within dist, and what it is called there.
    folder: &'static str,
    name: &'static str,
    profile: &'static str,
    /// What the compiler is told besides.
    flags: &'static str,
}

/// The checker, for speed, with sixteen bytes at once for its reader of records; and the exports, which are made one at a time, for size.
const MODULES: [Module; 2] = [
    Module {
        package: "wayhome-wasm",
        folder: "",
        name: "wayhome",
        profile: "wasm-package",
        flags: "-Ctarget-feature=+simd128",
    },
    Module {
        package: "wayhome-export-wasm",
        folder: "export",
        name: "wayhome_export",
        profile: "wasm",
        flags: "",
    },
];

/// Compiles the bindings of the checker and of the exports, and makes them as small as they get.
pub(super) fn webassembly(tools: &AppTools, dist: &Path) -> Result<()> {
    MODULES.iter().try_for_each(|module| built(tools, module, dist))
}

fn built(tools: &AppTools, module: &Module, dist: &Path) -> Result<()> {
    let (path, to, name) = (path_with(&tools.folders)?, dist.join(module.folder), module.name);
    let flags = format!("{} {}", paths::flags()?, module.flags);
    run(command("cargo")
        .args(["build", "--quiet", "--package", module.package])
        .args(["--profile", module.profile, "--target", "wasm32-unknown-unknown"])
        .env(paths::VARIABLE, flags.trim_end()))
    .context("The WebAssembly module was not built")?;
    let file = module.package.replace('-', "_");
    let built = format!("wasm32-unknown-unknown/{}/{file}.wasm", module.profile);
    let built = workspace::target().join(built);
    run(command("wasm-bindgen")
        // `web`: a module that fetches nothing by itself; where the WebAssembly comes from is decided in src/start.ts.
        .args([
            "--target",
            "web",
            "--omit-default-module-path",
            "--remove-name-section",
            "--remove-producers-section",
        ])
        .args(["--out-name", name, "--out-dir"])
        .arg(&to)
        .arg(built)
        .env("PATH", &path))?;
    let module = to.join(format!("{name}_bg.wasm"));
    run(command("wasm-opt")
        // Functions stay as large as they are: that is 3 KB less, and an engine that compiles them while they run is sooner done.
        .args(["-O3", "--converge", "--one-caller-inline-max-function-size=200"])
        .args(FEATURES)
        .arg(&module)
        .arg("-o")
        .arg(&module)
        .env("PATH", &path))?;
    fs::remove_file(to.join(format!("{name}_bg.wasm.d.ts")))?;
    let bytes = fs::read(&module)?;
    paths::no_folder_of_ours(&module, &bytes)?;
    fs::write(&module, marked(bytes)?)?;
    Ok(())
}

/// The name of the section of a WebAssembly file that says which build it is of.
const SECTION: &str = "wayhome";

/// How many hexadecimal digits of its hash a build is told by.
const DIGITS: usize = 16;

/// Says at the end of a WebAssembly file which build it is: code of another build could call it, and be misunderstood.
fn marked(mut module: Vec<u8>) -> Result<Vec<u8>> {
    let mark = fingerprint::sha256(&module)
        .get(..DIGITS)
        .unwrap_or_default()
        .to_owned();
    // A section of one's own: 0, its length, the length of its name, its name, and what it holds. So short, a length is one byte.
    let length = u8::try_from(1 + SECTION.len() + mark.len())?;
    module.extend([0, length, u8::try_from(SECTION.len())?]);
    module.extend(SECTION.bytes().chain(mark.bytes()));
    Ok(module)
}

/// The marks as a module, which the code compares with the file that it loads.
fn marks(dist: &Path) -> Result<()> {
    let mut lines = String::new();
    let mut types = String::new();
    for Module { folder, name, .. } in MODULES {
        let file = Path::new(folder).join(format!("{name}_bg.wasm"));
        let bytes = fs::read(dist.join(&file))?;
        let mark = bytes.get(bytes.len().saturating_sub(DIGITS)..).unwrap_or_default();
        writeln!(lines, "  \"{}\": \"{}\",", file.display(), std::str::from_utf8(mark)?)?;
        writeln!(types, "  readonly \"{}\": string;", file.display())?;
    }
    fs::write(dist.join("build-marks.js"), format!("export default {{\n{lines}}};\n"))?;
    let types = format!(
        "/** Which build each WebAssembly file of the package is of. */\ndeclare const marks: {{\n{types}}};\nexport default marks;\n"
    );
    fs::write(dist.join("build-marks.d.ts"), types)?;
    Ok(())
}

/// Compiles each procedure into a file, and into a module for pages, which need no permission to fetch that way.
pub(super) fn procedures(dist: &Path) -> Result<()> {
    let to = dist.join("procedures");
    fs::create_dir_all(&to)?;
    for id in generated::procedures()? {
        let compiled = generated::wayhome(&["compile", &format!("crates/wayhome-procedures/{id}.toml")])?;
        let compiled = compiled.trim_end();
        fs::write(to.join(format!("{id}.json")), compiled)?;
        fs::write(
            to.join(format!("{id}.js")),
            format!("export default {};\n", literal(compiled)?),
        )?;
        fs::write(
            to.join(format!("{id}.d.ts")),
            "/** The compiled procedure, as JSON text. */\ndeclare const compiled: string;\nexport default compiled;\n",
        )?;
    }
    Ok(())
}

/// A text as a JavaScript literal: in single quotes, so that JSON's own need no escape.
fn literal(text: &str) -> Result<String> {
    let quoted = serde_json::to_string(text)?;
    let inner = quoted
        .strip_prefix('"')
        .and_then(|quoted| quoted.strip_suffix('"'))
        .unwrap_or_default();
    Ok(format!("'{}'", inner.replace("\\\"", "\"").replace('\'', "\\'")))
}

/// Compiles the TypeScript, and puts the bytes of each WebAssembly module into a JavaScript one for those who can load nothing else.
pub(super) fn typescript(dist: &Path) -> Result<()> {
    for Module { folder, name, .. } in MODULES {
        let at = dist.join(folder);
        let bytes = base64(&fs::read(at.join(format!("{name}_bg.wasm")))?);
        fs::write(at.join("bytes.js"), format!("export default \"{bytes}\";\n"))?;
        fs::write(
            at.join("bytes.d.ts"),
            "/** The WebAssembly module, in base64. */\ndeclare const bytes: string;\nexport default bytes;\n",
        )?;
    }
    marks(dist)?;
    run(command(workspace::node_program("tsc")).args(["--project", "pkg/tsconfig.json"]))
        .context("The TypeScript was not compiled")?;
    core(dist)?;
    // wasm-bindgen’s own declarations: nothing that a consumer reads refers to them.
    for Module { folder, name, .. } in MODULES {
        fs::remove_file(dist.join(folder).join(format!("{name}.d.ts")))?;
    }
    fs::copy(folder().join("src/frame/index.html"), dist.join("frame/index.html"))?;
    Ok(())
}

/// Puts what checks into one file, which takes a third of the time to load. The procedures stay files of their own, and so do the errors, which a page
/// that hosts the iframe wants alone.
fn core(dist: &Path) -> Result<()> {
    let core = dist.join("core.js");
    run(command(workspace::node_program("esbuild"))
        .arg(&core)
        .args([
            "--bundle",
            "--format=esm",
            "--target=es2022",
            "--charset=utf8",
            "--log-level=warning",
        ])
        .args([
            "--external:./errors.js",
            "--external:./procedures/*",
            "--allow-overwrite",
        ])
        .arg(format!("--outfile={}", core.display())))
    .context("The core of the package was not put together")?;
    for inside in [
        "api",
        "arguments",
        "build-marks",
        "handed",
        "judge",
        "moved",
        "names",
        "session",
        "shipped",
        "start",
        "wayhome",
    ] {
        fs::remove_file(dist.join(format!("{inside}.js")))?;
    }
    // What of it consumers may use.
    fs::write(
        dist.join("core.d.ts"),
        "export * from \"./api.js\";\nexport { Session } from \"./session.js\";\n",
    )?;
    for within in ["build-marks", "handed", "shipped", "start"] {
        fs::remove_file(dist.join(format!("{within}.d.ts")))?;
    }
    Ok(())
}

/// RFC 4648, with padding. A library for twenty lines would be one more to audit.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let number = group
            .iter()
            .chain([0; 2].iter())
            .take(3)
            .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        for place in 0..4 {
            let index = usize::try_from(number >> (18 - 6 * place) & 63).unwrap_or_default();
            let letter = ALPHABET.get(index).copied().unwrap_or(b'=');
            text.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_the_standard_shows() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_build_is_told_by_a_section_at_the_end() {
        let empty = b"\0asm\x01\0\0\0".to_vec();
        let marked = marked(empty.clone()).unwrap();
        assert_eq!(marked.get(..8), Some(&*empty));
        assert_eq!(marked.get(8..18), Some(&b"\0\x18\x07wayhome"[..]));
        assert_eq!(marked.len(), 18 + DIGITS);
    }

    #[test]
    fn a_literal_is_json_in_single_quotes() {
        assert_eq!(
            literal(r#"{"a":"it's \"so\"\n"}"#).unwrap(),
            r#"'{"a":"it\'s \\"so\\"\\n"}'"#
        );
    }
}
