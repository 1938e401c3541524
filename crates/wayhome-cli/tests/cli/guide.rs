//! docs/writing-a-procedure.md, run from its first block to its last.
//!
//! `toml` blocks are added to `procedures/riverside.toml`; `toml wrong` only until the next command has run; a block with a file name is that file; `console` blocks are
//! commands with what they print. `WAYHOME_GUIDE=write cargo test -p wayhome-cli guide` writes what they print into the page.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use tempfile::TempDir;
use wayhome_conformance::Case;

use crate::run::root;

/// The page as it would be if it printed what the commands print.
fn run(page: &str, folder: &Path) -> String {
    let (mut all, mut file, mut ran) = (String::new(), String::new(), String::new());
    let source = folder.join("procedures/riverside.toml");
    fs::create_dir_all(folder.join("procedures")).unwrap();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        writeln!(ran, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = block.join("\n") + "\n";
        let mut shown = text.clone();
        match kind.split_once(' ') {
            None if kind == "toml" => {
                file = file + &text + "\n";
                fs::write(&source, &file).unwrap();
            }
            Some((_, "wrong")) => fs::write(&source, format!("{file}{text}")).unwrap(),
            Some((_, name)) => fs::write(folder.join(name), &text).unwrap(),
            None => {
                assert_eq!(kind, "console", "a kind of block that this test does not know");
                shown = block
                    .iter()
                    .filter(|line| line.starts_with("$ "))
                    .fold(String::new(), |shown, command| {
                        shown + command + "\n" + &printed(command.trim_start_matches("$ "), folder)
                    });
                all.push_str(&shown);
                fs::write(&source, &file).unwrap();
            }
        }
        writeln!(ran, "{shown}```").unwrap();
    }
    assert!(all.contains("gap: "), "the page shows no gap");
    ran
}

/// What a command prints, its errors after it; a long line is cut.
fn printed(command: &str, folder: &Path) -> String {
    // Words between apostrophes are one argument.
    let parts = command
        .split('\'')
        .enumerate()
        .flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        });
    let words: Vec<_> = parts.collect();
    assert_eq!(words[0], "wayhome");
    let output = Command::new(env!("CARGO_BIN_EXE_wayhome"))
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .unwrap();
    let both = [output.stdout, output.stderr].concat();
    String::from_utf8(both)
        .unwrap()
        .lines()
        .fold(String::new(), |mut all, line| {
            let line = if line.chars().count() > 400 {
                line.chars().take(160).chain(" …".chars()).collect()
            } else {
                line.to_owned()
            };
            writeln!(all, "{}", line.trim_end()).unwrap();
            all
        })
}

#[test]
fn the_guide_prints_what_its_commands_print() {
    let path = root().join("docs/writing-a-procedure.md");
    let page = fs::read_to_string(&path).unwrap();
    let folder = TempDir::new().unwrap();
    let ran = run(&page, folder.path());
    if std::env::var_os("WAYHOME_GUIDE").is_some() {
        fs::write(&path, &ran).unwrap();
    }
    for (number, (written, now)) in page.lines().zip(ran.lines()).enumerate() {
        assert_eq!(written, now, "docs/writing-a-procedure.md, line {}", number + 1);
    }
    assert_eq!(page.lines().count(), ran.lines().count());
}

#[test]
fn the_cases_of_the_guide_come_out_as_they_say() {
    #[derive(Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }

    let page = fs::read_to_string(root().join("docs/writing-a-procedure.md")).unwrap();
    let folder = TempDir::new().unwrap();
    run(&page, folder.path());
    let text = fs::read_to_string(folder.path().join("cases.toml")).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    assert!(cases.case.len() > 5);
    for case in cases.case {
        crate::own::agrees(&case, &folder.path().join("procedures"));
    }
}
