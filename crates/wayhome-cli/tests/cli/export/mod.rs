//! `wayhome export`, `wayhome import` and `wayhome mapping`.

mod encrypted;
mod files;
mod import;
mod losses;
mod mapping;

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::run::said;

const TODAY: &str = "--today=2026-03-02";
const COMPLETE: &str = "samples/visit-complete.json";

fn json(output: &std::process::Output) -> Json {
    serde_json::from_str(&said(output)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
