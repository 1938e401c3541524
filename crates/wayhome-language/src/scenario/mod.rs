//! Training scenarios: TOML in, diagnostics or plain data out.

mod check;
mod file;

use std::sync::Arc;

use wayhome_engine::{Plan, Procedure, Scenario};

use crate::diagnostics::codes::scenario as codes;
use crate::diagnostics::{Diagnostics, Report, Reports, closest};
use crate::source::Source;
use check::check;
use file::File;

/// Reads a training scenario and checks it against the procedure that it names, which is looked up by its id, and the law beneath it.
///
/// That each record is found to be exactly what the scenario says is part of the check: a scenario that this returns is a case that holds.
///
/// # Errors
///
/// Everything that is wrong with it. Mistakes in the shape of the file come first, then names and answers, then what is found of the records.
pub fn scenario(source: &Source, procedure: &dyn Fn(&str) -> Option<Arc<Procedure>>) -> Result<Scenario, Diagnostics> {
    let mut reports = Reports::default();
    let read = File::read(&source.text, &mut reports);
    let Some((file, scenario)) = read.filter(|_| !reports.has_errors()) else {
        return Err(reports.finish(source));
    };
    match plan(&file, &scenario, procedure) {
        Err(report) => reports.push(report),
        Ok(plan) => check(&file, &scenario, &Arc::new(plan), &mut reports),
    }
    if reports.has_errors() {
        return Err(reports.finish(source));
    }
    Ok(scenario)
}

fn plan(
    file: &File<'_>,
    scenario: &Scenario,
    procedure: &dyn Fn(&str) -> Option<Arc<Procedure>>,
) -> Result<Plan, Report> {
    let Some(local) = procedure(&scenario.procedure) else {
        let message = format!("there is no procedure \"{}\"", scenario.procedure);
        return Err(Report::new(&codes::NO_SUCH_FORM, &file.place("procedure"), message));
    };
    let forms: Vec<String> = local.forms.iter().map(|form| form.id.clone()).collect();
    let floor = local.floor.as_deref().and_then(procedure);
    Plan::new(local, floor, &scenario.form).map_err(|error| {
        let report = Report::new(&codes::NO_SUCH_FORM, &file.place("form"), error.to_string());
        match closest(&scenario.form, forms.iter().map(String::as_str)) {
            Some(close) => report.help(format!("did you mean \"{close}\"?")),
            None => report,
        }
    })
}
