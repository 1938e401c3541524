//! Are the cases as they say? What does not hold shows nothing, so it is told and not counted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use wayhome_conformance::Case;
use wayhome_engine::{DeadlineState, Plan, Procedure, Record, check};
use wayhome_language::{Source, closest, wrong_shape};

use super::cases::Cases;
use crate::input::ends_in;

/// What trying the cases came to.
#[derive(Default)]
pub(super) struct Ran {
    /// Those that hold.
    pub(super) cases: Cases,
    /// Those of which something else is found, each in a line with its place.
    pub(super) otherwise: Vec<String>,
    /// Those that name what there is not, which can be tried by nobody.
    pub(super) unusable: Vec<String>,
}

/// A case, and where it stands: "cases/visit.toml:12".
pub(super) struct Placed {
    place: String,
    case: Case,
}

/// The cases of every TOML file of a folder and of the folders in it. A procedure, a mapping, a scenario or a vocabulary among them is left alone; of
/// whatever else there is, nobody is to think that it was tried.
///
/// # Errors
///
/// Which file cannot be read, and why.
pub(super) fn read(folder: &Path) -> io::Result<Vec<Placed>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).map_err(|error| wrong(&path, &error))?;
        let misshapen = |error: toml::de::Error| {
            let source = Source::new(path.display().to_string(), text.as_str());
            let place = error.span().unwrap_or_default();
            let found = wrong_shape(&source, error.message(), &place, "a case");
            io::Error::new(io::ErrorKind::InvalidData, found.render(&source))
        };
        let parts: toml::Table = toml::from_str(&text).map_err(misshapen)?;
        if !parts.contains_key("case") {
            if OTHERS.iter().any(|part| parts.contains_key(*part)) {
                continue;
            }
            return Err(wrong(&path, &no_case(&parts)));
        }
        let heads = text.lines().zip(1..).filter(|(line, _)| begins_case(line));
        let mut lines = heads.map(|(_, number)| number);
        wayhome_conformance::parse(&text).map_err(misshapen)?;
        let cases = wayhome_conformance::read(&text).map_err(|error| wrong(&path, &error.trim_end()))?;
        all.extend(cases.into_iter().map(|case| Placed {
            place: match lines.next() {
                Some(line) => format!("{}:{line}", path.display()),
                None => path.display().to_string(),
            },
            case,
        }));
    }
    Ok(all)
}

/// What a file of another kind has.
const OTHERS: [&str; 5] = ["procedure", "mapping", "options", "question", "model"];

/// `[[case]]`, with blanks wherever TOML allows them.
fn begins_case(line: &str) -> bool {
    let name = line
        .trim_start()
        .strip_prefix("[[")
        .and_then(|rest| rest.split_once("]]"));
    name.is_some_and(|(name, _)| name.trim() == "case")
}

fn no_case(parts: &toml::Table) -> String {
    match parts.keys().find(|part| closest(part, ["case"]).is_some()) {
        Some(part) => format!("`{part}` is no part of a file of cases. Did you mean `[[case]]`?"),
        None => "there is no case in it. Begin each with `[[case]]`, or keep the file elsewhere.".to_owned(),
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| wrong(folder, &error))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if ends_in(&path, &["toml"]) {
            files.push(path);
        }
    }
    Ok(())
}

fn wrong(path: &Path, error: &dyn std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
}

/// Tries the cases of some procedures against them. Of another procedure that there is, a case is left alone; `find` finds it by its id.
pub(super) fn run(all: Vec<Placed>, tried: &[Arc<Procedure>], find: &dyn Fn(&str) -> Option<Arc<Procedure>>) -> Ran {
    let mut ran = Ran::default();
    for Placed { place, case } in all {
        let told = |what: String| format!("{place}: the case “{}”: {what}", case.name);
        let is_tried = tried.iter().any(|procedure| procedure.id == case.procedure);
        if !is_tried && find(&case.procedure).is_some() {
            continue;
        }
        match found(&case, find) {
            Err(what) => ran.unusable.push(told(what)),
            Ok(differences) if !differences.is_empty() => {
                ran.otherwise.push(told(format!("{}.", differences.join("; "))));
            }
            Ok(_) => ran.cases.add(case),
        }
    }
    ran
}

/// What is not as the case says; or what it names that there is not.
fn found(case: &Case, find: &dyn Fn(&str) -> Option<Arc<Procedure>>) -> Result<Vec<String>, String> {
    let local = find(&case.procedure).ok_or_else(|| {
        format!(
            "there is no procedure `{}`. Name its file beside this folder of cases.",
            case.procedure
        )
    })?;
    let floor = local.floor.as_deref().and_then(find);
    let plan = Plan::new(Arc::clone(&local), floor.clone(), &case.form).map_err(|error| error.to_string())?;
    let today = case
        .today
        .parse()
        .map_err(|_| format!("`today` is \"{}\". Write a day like 2026-03-02.", case.today))?;
    let record = case.record()?;
    let sources = [Some(local), floor];
    unknown_question(case, &record, &sources)?;
    unknown_id(case, &plan)?;
    for (id, expected) in &case.deadlines {
        let state = expected.get("state");
        if state.is_some_and(|state| serde_json::from_value::<DeadlineState>(state.clone()).is_err()) {
            return Err(format!(
                "the state of {id} is none. Write due, late, met, met_late, cannot_tell or not_applicable."
            ));
        }
    }
    Ok(case.differences(&check(&Arc::new(plan), today, record)))
}

/// A case may show what is found of a question that there is not; then it says so.
fn unknown_question(case: &Case, record: &Record, sources: &[Option<Arc<Procedure>>]) -> Result<(), String> {
    let known = || {
        let questions = sources.iter().flatten().flat_map(|source| &source.questions);
        questions.map(|question| question.id.as_str())
    };
    if case.findings.contains_key("REC-QUESTION") {
        return Ok(());
    }
    match record.answers.keys().find(|id| !known().any(|known| known == *id)) {
        None => Ok(()),
        Some(id) => Err(there_is_no("question", id, known(), "procedure")),
    }
}

/// What it expects, needs or lies at the bound of is a rule, row or deadline of its form.
fn unknown_id(case: &Case, plan: &Plan) -> Result<(), String> {
    let rules: Vec<&str> = plan.checks().map(|(_, rule)| rule.id.as_str()).collect();
    let deadlines: Vec<&str> = plan.deadlines().map(|(_, deadline)| deadline.id.as_str()).collect();
    let is_of_the_record = |id: &str| id.starts_with("REC-");
    let lists = [&case.needs, &case.because, &case.warnings];
    let named = case.findings.keys().chain(lists.into_iter().flat_map(BTreeMap::keys));
    if let Some(id) = named
        .filter(|id| !is_of_the_record(id))
        .find(|id| !rules.contains(&id.as_str()))
    {
        return Err(there_is_no("rule or row", id, rules, "form"));
    }
    if let Some(id) = case.deadlines.keys().find(|id| !deadlines.contains(&id.as_str())) {
        return Err(there_is_no("deadline", id, deadlines, "form"));
    }
    let both: Vec<&str> = rules.into_iter().chain(deadlines).collect();
    match case.boundary.iter().find(|id| !both.contains(&id.as_str())) {
        Some(id) => Err(there_is_no("rule, row or deadline", id, both, "form")),
        None => Ok(()),
    }
}

fn there_is_no<'k>(what: &str, id: &str, known: impl IntoIterator<Item = &'k str>, of: &str) -> String {
    match closest(id, known) {
        Some(close) => format!("there is no {what} `{id}` in its {of}. Did you mean `{close}`?"),
        None => format!("there is no {what} `{id}` in its {of}. Take its id from the procedure."),
    }
}
