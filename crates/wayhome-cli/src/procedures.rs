//! The procedures of one run: those that Wayhome ships, and a council's own beside them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Deserialize;
use wayhome_engine::{LARGEST_PROCEDURE, Plan, PlanError, Procedure, words};
use wayhome_language::{Source, closest, is_as_compiled, procedure_id};

use crate::compile::{draft, finished};
use crate::input::{ends_in, procedure_files};
use crate::problems::{beside_the_floor, no_floor, unread};
use crate::{Ending, say};

/// Where a council's own procedures are.
#[derive(Args)]
pub(crate) struct ProcedureArguments {
    /// A folder of procedures to use beside those that Wayhome ships: each .toml file in it, and each .json file that `wayhome compile` wrote.
    #[arg(long, value_name = "DIR")]
    procedures: Vec<PathBuf>,
}

impl ProcedureArguments {
    /// The files in these folders.
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.procedures
            .iter()
            .filter_map(|folder| procedure_files(folder).ok())
            .flatten()
    }

    /// The procedures of these folders and of some files, to check records with; `None` once it is said what is wrong with them.
    pub(crate) fn load(&self, files: &[PathBuf]) -> io::Result<Option<Known>> {
        Ok(self.load_usable(files)?.filter(Known::is_whole))
    }

    /// As [`load`](Self::load), without those of which it is said why they are not used: records of others are checked all the same. `None` where it
    /// cannot be told which procedure is wrong, and any of the records might be checked by another one than was meant.
    pub(crate) fn load_usable(&self, files: &[PathBuf]) -> io::Result<Option<Known>> {
        let known = self.read(files, finished)?;
        Ok(known.map(|mut known| {
            known.refuse_what_does_not_fit();
            known
        }))
    }

    /// The procedures of these folders, which may still be written: tables with gaps, rules that the law has too.
    pub(crate) fn load_drafts(&self) -> io::Result<Option<Known>> {
        Ok(self.load_usable_drafts()?.filter(Known::is_whole))
    }

    /// As [`load_usable`](Self::load_usable), of those that may still be written.
    pub(crate) fn load_usable_drafts(&self) -> io::Result<Option<Known>> {
        let known = self.read(&[], draft)?;
        Ok(known.map(|mut known| {
            known.refuse_what_stands_on_nothing();
            known
        }))
    }

    fn read(&self, files: &[PathBuf], of_source: OfSource) -> io::Result<Option<Known>> {
        let mut known = Known::default();
        let mut is_whole = true;
        for folder in &self.procedures {
            match procedure_files(folder) {
                Ok(files) if files.is_empty() => {
                    complain(folder, "the folder holds no procedure, which is a .toml or .json file");
                    is_whole = false;
                }
                Ok(files) => {
                    for file in files {
                        is_whole &= known.add(&file, of_source)?;
                    }
                }
                Err(error) => {
                    complain(folder, &unread("folder", &error));
                    is_whole = false;
                }
            }
        }
        for file in files {
            is_whole &= known.add(file, of_source)?;
        }
        Ok(Some(known).filter(|_| is_whole))
    }
}

/// What reads a procedure in TOML; `None` once it is said what is wrong with it.
type OfSource = fn(&Path) -> io::Result<Option<Procedure>>;

/// The procedures of one run.
#[derive(Default)]
pub(crate) struct Known {
    own: BTreeMap<String, (PathBuf, Arc<Procedure>)>,
    /// Those that are not used, by id: none is used in their place, also none that Wayhome ships.
    refused: BTreeMap<String, Refused>,
}

/// Why a procedure is not used.
enum Refused {
    /// It is said what is wrong with this file.
    Said(PathBuf),
    /// Wayhome ships it, and the procedure beneath it, of this id, is not used: without that, a record would be checked against less than the law.
    StandsOn(String),
}

impl Known {
    /// The procedure with this id: the council's own before that which Wayhome ships.
    pub(crate) fn procedure(&self, id: &str) -> Option<Arc<Procedure>> {
        if self.is_refused(id) {
            return None;
        }
        match self.own.get(id) {
            Some((_, own)) => Some(Arc::clone(own)),
            None => wayhome_procedures::procedure(id),
        }
    }

    /// Is the procedure with this id one that is not used, for a reason that is known?
    pub(crate) fn is_refused(&self, id: &str) -> bool {
        self.refused.contains_key(id)
    }

    fn is_whole(&self) -> bool {
        self.refused.is_empty()
    }

    /// How a run ends that finds nothing else: a procedure that is not used is input that could not be used.
    pub(crate) fn ending(&self) -> Ending {
        if self.is_whole() {
            Ending::Clean
        } else {
            Ending::Unusable
        }
    }

    /// The ids of the council's own, in alphabetical order.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    /// That there is no procedure with this id, and which there are.
    pub(crate) fn unknown(&self, id: &str) -> String {
        self.unknown_at(id, "")
    }

    /// As [`unknown`](Self::unknown), with the line of a file in which it is named.
    pub(crate) fn unknown_in_line(&self, id: &str, line: Option<usize>) -> String {
        let place = line.map_or_else(String::new, |line| format!(" (line {line})"));
        self.unknown_at(id, &place)
    }

    /// As [`unknown`](Self::unknown), with the place where it is named.
    fn unknown_at(&self, id: &str, place: &str) -> String {
        if let Some(why) = self.why_refused(id) {
            return format!("The procedure `{id}`{place} is not used, because {why}.");
        }
        let shipped = wayhome_procedures::compiled().iter().map(|(id, _)| *id);
        let mut known: Vec<_> = shipped.collect();
        known.extend(self.own().filter(|id| wayhome_procedures::procedure(id).is_none()));
        let meant = did_you_mean(id, known.iter().copied());
        format!(
            "There is no procedure {}{place}. There are: {}.{meant}",
            words::told_id(id),
            known.join(", ")
        )
    }

    /// Why the procedure with this id is not used, after "because", down to the file with the mistake.
    fn why_refused(&self, id: &str) -> Option<String> {
        match self.refused.get(id)? {
            Refused::Said(path) => Some(format!("of what was said of {}", path.display())),
            Refused::StandsOn(floor) => {
                let why = self
                    .why_refused(floor)
                    .map_or_else(String::new, |why| format!(" because {why}"));
                Some(format!("it stands on `{floor}`, which is not used{why}"))
            }
        }
    }

    /// A form of a procedure, laid over the law beneath it; or why there is none.
    pub(crate) fn plan(&self, procedure: &str, form: &str) -> Result<Plan, String> {
        self.plan_named(procedure, form, &|_| None)
    }

    /// As [`plan`](Self::plan), where a file names both; `line` finds where its `procedure` or its `form` stands.
    pub(crate) fn plan_named(
        &self,
        procedure: &str,
        form: &str,
        line: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Plan, String> {
        let place = |field: &str| line(field).map_or_else(String::new, |line| format!(" (line {line})"));
        let local = self
            .procedure(procedure)
            .ok_or_else(|| self.unknown_at(procedure, &place("procedure")))?;
        let floor = local.floor.as_deref().and_then(|floor| self.procedure(floor));
        Plan::new(Arc::clone(&local), floor, form).map_err(|error| match error {
            PlanError::UnknownForm { procedure, form, known } => {
                let meant = did_you_mean(&form, local.forms.iter().map(|form| form.id.as_str()));
                let (form, place) = (words::told_id(&form), place("form"));
                format!("The procedure `{procedure}` has no form {form}{place}. It has: {known}.{meant}")
            }
            error => error.to_string(),
        })
    }

    /// Adds the procedure of a file. If it cannot be used, says so and returns `false`.
    fn add(&mut self, path: &Path, of_source: OfSource) -> io::Result<bool> {
        let read = if ends_in(path, &["toml"]) {
            of_source(path)?
        } else {
            compiled(path).map_err(|reason| complain(path, &reason)).ok()
        };
        let Some(procedure) = read else {
            let id = meant(path);
            // Without an id, nobody can tell whose records it was to check.
            return Ok(id.is_some_and(|id| {
                self.refuse(id, path);
                true
            }));
        };
        let refused = match self.refused.get(&procedure.id) {
            Some(Refused::Said(other)) => Some(other),
            Some(Refused::StandsOn(_)) | None => None,
        };
        let other = self.own.get(&procedure.id).map(|(other, _)| other);
        if let Some(other) = other.or(refused) {
            let id = &procedure.id;
            complain(
                path,
                &format!(
                    "`{id}` is the procedure of {} too. Keep one of the two",
                    other.display()
                ),
            );
            self.refuse(procedure.id, path);
            return Ok(true);
        }
        if wayhome_procedures::procedure(&procedure.id).is_some() {
            let id = &procedure.id;
            complain(
                path,
                &format!("used for `{id}` instead of the procedure that Wayhome ships"),
            );
        }
        self.own
            .insert(procedure.id.clone(), (path.to_owned(), Arc::new(procedure)));
        Ok(true)
    }

    fn refuse(&mut self, id: String, path: &Path) {
        self.own.remove(&id);
        self.refused.entry(id).or_insert_with(|| Refused::Said(path.to_owned()));
    }

    /// Does each stand on the procedure beneath it, and are the two told apart? What does not is said once, before any record is read.
    fn refuse_what_does_not_fit(&mut self) {
        self.refuse_what_stands_on_refused();
        for (id, (path, procedure)) in self.own.clone() {
            if self.floor_is_refused(&procedure) {
                continue;
            }
            let problems = beside_the_floor(&procedure, self, source(&path).as_ref());
            for problem in &problems {
                say::complain(format!("{}: {problem}", path.display()));
            }
            // What was compiled stood on the law once, and other procedures' records are checked all the same.
            if !problems.is_empty() && !ends_in(&path, &["json"]) {
                self.refuse(id, &path);
            }
        }
        self.refuse_what_stands_on_refused();
    }

    /// Is there, for each, the procedure beneath it? Without, its records would be checked against less than it says.
    fn refuse_what_stands_on_nothing(&mut self) {
        self.refuse_what_stands_on_refused();
        for (id, (path, procedure)) in self.own.clone() {
            if self.floor_is_refused(&procedure) {
                continue;
            }
            let floor = procedure.floor.as_deref();
            if let Some(floor) = floor.filter(|floor| self.procedure(floor).is_none()) {
                say::complain(format!(
                    "{}: {}",
                    path.display(),
                    no_floor(&procedure, floor, self, source(&path).as_ref())
                ));
                self.refuse(id, &path);
            }
        }
        self.refuse_what_stands_on_refused();
    }

    /// Was the procedure beneath this one refused just before? That is said of it afterwards: that there is none would not be true.
    fn floor_is_refused(&self, procedure: &Procedure) -> bool {
        procedure.floor.as_deref().is_some_and(|floor| self.is_refused(floor))
    }

    /// Each in turn, until what is left stands on what is used. Of those that Wayhome ships nothing is said here: it is where one of them is named.
    fn refuse_what_stands_on_refused(&mut self) {
        if self.is_whole() {
            return;
        }
        loop {
            let mut own = self.own.iter();
            let stands = own.find(|(_, (_, procedure))| self.floor_is_refused(procedure));
            if let Some((id, (path, procedure))) = stands {
                let floor = procedure.floor.as_deref().unwrap_or_default();
                complain(path, &format!("it stands on `{floor}`, which is not used"));
                let (id, path) = (id.clone(), path.clone());
                self.refuse(id, &path);
            } else if let Some((id, floor)) = self.shipped_on_refused() {
                self.refused.insert(id, Refused::StandsOn(floor));
            } else {
                return;
            }
        }
    }

    /// One that Wayhome ships, that would still be used, and that stands on one which is not: the council's own law, say. With the id of that.
    fn shipped_on_refused(&self) -> Option<(String, String)> {
        let ids = wayhome_procedures::compiled().iter().map(|(id, _)| *id);
        let mut used = ids.filter(|id| !self.own.contains_key(*id) && !self.is_refused(id));
        used.find_map(|id| {
            let floor = wayhome_procedures::procedure(id)?.floor.clone()?;
            self.is_refused(&floor).then(|| (id.to_owned(), floor))
        })
    }
}

/// The id of the procedure that a file which cannot be used was to hold.
fn meant(path: &Path) -> Option<String> {
    /// All that is looked at: the rest may be anything.
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    if let Some(source) = source(path) {
        return procedure_id(&source);
    }
    let bytes = at_most_one_too_many(path).ok()?;
    // What is too large to be a procedure is not read through for its id either.
    if bytes.len() > LARGEST_PROCEDURE {
        return None;
    }
    serde_json::from_slice::<Named>(&bytes).ok().map(|named| named.id)
}

/// What was most likely meant, if something is close, after a sentence.
fn did_you_mean<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    closest(wrong, known).map_or_else(String::new, |close| format!(" Did you mean `{close}`?"))
}

fn complain(path: &Path, what: &str) {
    say::complain(format!("{}: {what}.", path.display()));
}

/// The text of a procedure in TOML that was read before, to say where in it something stands.
fn source(path: &Path) -> Option<Source> {
    let text = ends_in(path, &["toml"]).then(|| fs::read_to_string(path))?;
    Some(Source::new(path.display().to_string(), text.ok()?))
}

/// The compiled procedure in a file, or why there is none, as a sentence without its full stop.
pub(crate) fn compiled(path: &Path) -> Result<Procedure, String> {
    let bytes = at_most_one_too_many(path).map_err(|error| unread("file", &error))?;
    let procedure = Procedure::parse(&bytes).map_err(|error| error.to_string().trim_end_matches('.').to_owned())?;
    // Records and exports name the hash as what they were checked by.
    is_as_compiled(&procedure).then_some(procedure).ok_or_else(|| {
        "the compiled procedure was changed or damaged: its hash does not fit. Make changes in its TOML, and compile that again with \
         `wayhome compile`"
            .to_owned()
    })
}

/// What stands in a file, and of one that is too large for a procedure only its beginning: one byte more shows that it is, and the rest is not read into
/// memory to find that out.
fn at_most_one_too_many(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(LARGEST_PROCEDURE as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
