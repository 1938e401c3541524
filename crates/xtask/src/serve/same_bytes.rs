//! The recipe in docs/hosting.md with which anybody compares what is served with what was built, run as it stands there.

use super::{listen, serve};
use crate::headers::Headers;
use crate::workspace;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

/// The lines between "```sh" and "```" of the page, with another host and folder.
fn recipe(site: &str, folder: &Path) -> String {
    let page = fs::read_to_string(workspace::root().join("docs/hosting.md")).unwrap();
    let (_, section) = page.split_once("## The same bytes from the same source").unwrap();
    let block = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let (host, built) = ("site=https://wayhome.your-council.gov.uk\n", "folder=dist\n");
    assert!(block.contains(host) && block.contains(built), "{block}");
    block
        .replace(host, &format!("site={site}\n"))
        .replace(built, &format!("folder={}\n", folder.display()))
}

/// What the recipe says of a folder that is served, and one that was built.
fn compared(served: &Path, built: &Path) -> Vec<String> {
    let listener = listen(0).unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    let served = served.to_owned();
    thread::spawn(move || serve(&listener, &served, &Headers::default()));
    let output = Command::new("sh").arg("-c").arg(recipe(&site, built)).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(str::to_owned).collect()
}

fn are_there(programs: &[&str]) -> bool {
    let is_there = |program: &&str| Command::new(program).arg("--version").output().is_ok();
    programs.iter().all(is_there)
}

#[test]
fn the_recipe_shows_each_file_that_was_changed_and_no_other() {
    // Where these are missing, nobody can follow the recipe either.
    if !are_there(&["sh", "curl", "cmp"]) {
        return;
    }
    let (served, built) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files = ["app.0123456789abcdef.wasm", "index.html", "kill-switch.js", "sw.js"];
    let fonts = "fonts/one.0123456789abcdef.woff2";
    for folder in [&served, &built] {
        fs::create_dir(folder.path().join("fonts")).unwrap();
        for file in files.iter().chain([&fonts]) {
            fs::write(folder.path().join(file), format!("{file} as built")).unwrap();
        }
    }
    let same = compared(served.path(), built.path());
    assert_eq!(same.len(), 6, "{same:?}");
    assert!(same.iter().all(|line| line.starts_with("same     /")), "{same:?}");
    for file in files.iter().chain([&fonts]) {
        let path = served.path().join(file);
        let kept = fs::read(&path).unwrap();
        fs::write(&path, [kept.as_slice(), b"<script>"].concat()).unwrap();
        let mut differing = vec![format!("DIFFERS  /{file}")];
        if *file == "index.html" {
            differing.insert(0, "DIFFERS  /".to_owned());
        }
        let found = compared(served.path(), built.path());
        let told: Vec<&String> = found.iter().filter(|line| !line.starts_with("same")).collect();
        assert_eq!(told, differing.iter().collect::<Vec<_>>());
        fs::remove_file(&path).unwrap();
        let found = compared(served.path(), built.path());
        assert!(
            found.contains(&format!("DIFFERS  /{file}")),
            "a missing file: {found:?}"
        );
        fs::write(&path, kept).unwrap();
    }
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(
        compared(served.path(), nothing.path()).len(),
        1,
        "an empty folder is not the same"
    );
}
