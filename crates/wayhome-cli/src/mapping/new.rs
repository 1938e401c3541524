//! `wayhome mapping new`

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use clap::Args;
use wayhome_engine::{Kind, OptionList, Plan, Question};
use wayhome_language::{Source, compile_mapping};

use crate::Ending;
use crate::output::{Readers, write_new};
use crate::procedures::ProcedureArguments;
use crate::say::{answer, complain};

/// Begin a mapping.
#[derive(Args)]
pub(crate) struct NewArguments {
    /// The mapping's permanent id, in lower case: `harbour_case_notes`.
    id: String,
    /// The procedure whose records it takes.
    #[arg(long, value_name = "ID")]
    procedure: String,
    /// A form that it takes; several, if given several times. All forms, if left out.
    #[arg(long, value_name = "ID")]
    form: Vec<String>,
    /// Where to write; ID.toml, if left out. A file that is there is left as it is.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    own: ProcedureArguments,
}

/// Runs the command.
pub(crate) fn run(arguments: &NewArguments) -> io::Result<Ending> {
    let Some(known) = arguments.own.load_drafts()? else {
        return Ok(Ending::Unusable);
    };
    let mut forms = arguments.form.clone();
    if let Some(procedure) = known.procedure(&arguments.procedure).filter(|_| forms.is_empty()) {
        forms = procedure.forms.iter().map(|form| form.id.clone()).collect();
    }
    let mut plans = Vec::new();
    for form in forms {
        match known.plan(&arguments.procedure, &form) {
            Ok(plan) => plans.push(plan),
            Err(reason) => {
                complain(reason);
                return Ok(Ending::Unusable);
            }
        }
    }
    if plans.is_empty() {
        complain(known.unknown(&arguments.procedure));
        return Ok(Ending::Unusable);
    }
    let text = starter(&arguments.id, &plans);
    // The language knows which ids it takes.
    if let Err(reason) = starts(&arguments.id, &text, &plans) {
        complain(reason);
        return Ok(Ending::Unusable);
    }
    let path = arguments
        .output
        .clone()
        .unwrap_or_else(|| format!("{}.toml", arguments.id).into());
    if let Err(reason) = write_new(&path, Readers::Usual, text.as_bytes()) {
        complain(reason);
        return Ok(Ending::Unusable);
    }
    answer(format!(
        "{path}: written. Put your system's fields and codes in, take out what it has no field for, and run `wayhome mapping lint {path}`.\n",
        path = path.display()
    ))?;
    Ok(Ending::Clean)
}

/// Is the file that is begun free of mistakes? Then so is its id, the one thing in it that nobody has read yet.
fn starts(id: &str, text: &str, plans: &[Plan]) -> Result<(), String> {
    let Some(first) = plans.first() else { return Ok(()) };
    let procedure = first.procedure();
    let floor = procedure.floor.as_deref().and_then(|floor| first.source(floor));
    let compiled = compile_mapping(&Source::new("mapping", text), procedure, floor);
    // An id with signs of TOML in it may be read as another one.
    if compiled.as_ref().is_ok_and(|mapping| mapping.mapping.id != id) {
        return Err(format!("`{id}` cannot be an id: use lower-case letters, digits and _."));
    }
    compiled.map(|_| ()).map_err(|found| {
        let first = found.iter().next();
        let what = first.map_or("it cannot be an id", |found| found.message.as_str());
        let help = first.and_then(|found| found.help.as_deref()).unwrap_or_default();
        format!("{what}: {help}.")
    })
}

const HEAD: &str = "# A mapping: which of your system's fields takes which answer, and in which codes.
#
# It is free of mistakes as it stands: every question goes to a field of its own name, and every option to its own id.
# Put in your system's names and codes. Take out a [[field]] that your system has no place for: each export then says so in its
# loss report. docs/mappings.md explains every key.

wayhome = 1

[mapping]
id = \"{id}\"
title = \"{authority}: TO BE NAMED\"
procedure = \"{procedure}\"
forms = [{forms}]
# This sentence stands in every loss report. Say what you have seen with your own eyes, and on which version.
tried = \"Never tried against a live system.\"
# json: objects within objects, a dot in `to` leads into one. flat: one object. csv: a table with one row for each record.
output = \"json\"
# Where an answer is missing: leave_out, empty or null.
missing = \"leave_out\"
dates = \"YYYY-MM-DD\"
date_times = \"YYYY-MM-DDThh:mm\"
# yes_no = [\"Y\", \"N\"], or [1, 0].
yes_no = [true, false]

# A value that is always the same:
# [[field]]
# to = \"note_type\"
# constant = \"STVL\"

[[field]]
to = \"record.id\"
report = \"id\"

[[field]]
to = \"record.form\"
report = \"form\"

# Without a field that says so, exercises are not exported.
[[field]]
to = \"record.training\"
report = \"training\"

[[field]]
to = \"record.outcome\"
report = \"outcome\"

[[field]]
to = \"record.signed_by\"
report = \"signed_by\"

[[field]]
to = \"record.signed_on\"
report = \"signed_on\"

# Findings, approvers, dates and answers as text:
[[field]]
to = \"record.text\"
report = \"plain_text\"
";

/// A mapping with every question of some forms.
fn starter(id: &str, plans: &[Plan]) -> String {
    let Some(first) = plans.first() else {
        return String::new();
    };
    let procedure = first.procedure();
    let forms: Vec<_> = plans.iter().map(|plan| format!("\"{}\"", plan.form())).collect();
    let mut text = HEAD
        .replace("{id}", id)
        .replace("{authority}", &procedure.authority.replace(['"', '\\'], ""))
        .replace("{procedure}", &procedure.id)
        .replace("{forms}", &forms.join(", "));
    let mut written = BTreeSet::new();
    for plan in plans {
        for section in plan.sections() {
            let new = section
                .questions
                .iter()
                .filter(|question| written.insert((*question).clone()));
            let fields: Vec<_> = new.filter_map(|question| plan.question(question)).collect();
            if !fields.is_empty() {
                let _ = write!(text, "\n# {}: {}\n", plan.title(), section.title);
            }
            for (question, lists) in fields {
                field(&mut text, question, lists);
            }
        }
    }
    text
}

/// Writing to a text cannot fail.
fn field(text: &mut String, question: &Question, lists: &[OptionList]) {
    let id = &question.id;
    let to = id.replace('.', "_");
    let _ = writeln!(text, "\n# {}", question.label.replace('\n', " "));
    if let Kind::Rows(columns) = &question.kind {
        let _ = writeln!(text, "[[rows]]\nquestion = \"{id}\"\nto = \"answers.{to}\"");
        for column in columns {
            let _ = writeln!(text, "[[rows.field]]\nto = \"{0}\"\ncolumn = \"{0}\"", column.id);
            options(text, column, lists);
        }
        return;
    }
    let _ = writeln!(text, "[[field]]\nto = \"answers.{to}\"\nquestion = \"{id}\"");
    options(text, question, lists);
}

fn options(text: &mut String, question: &Question, lists: &[OptionList]) {
    let (Kind::Choice(list) | Kind::Choices(list)) = question.kind else {
        return;
    };
    let Some(list) = lists.get(usize::from(list)) else {
        return;
    };
    let codes = list.options.iter().map(|option| format!("{0} = \"{0}\"", option.id));
    let _ = writeln!(text, "options = {{ {} }}", codes.collect::<Vec<_>>().join(", "));
}
