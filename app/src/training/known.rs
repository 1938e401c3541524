//! The procedures that training can use: those that Wayhome ships, and a council's own that were opened here from a file or a link. Those are in
//! memory alone.

use std::cell::RefCell;
use std::sync::Arc;

use wayhome_engine::{LibraryError, Plan, Procedure};

/// The start of what an opened procedure is called in a choice: it may have the id of one that is shipped.
const OPENED: &str = "file:";

/// A procedure that was opened.
#[derive(Clone)]
pub(super) struct Own {
    pub(super) procedure: Arc<Procedure>,
    /// It as it was compiled, to be handed on.
    pub(super) text: Arc<str>,
    by_link: bool,
}

impl Own {
    /// "Example Council, from a file (1a2b3c4d)": two editions of one procedure are told apart by what they hold.
    pub(super) fn name(&self) -> String {
        let hash: String = self.procedure.hash.chars().take(8).collect();
        crate::strings::training::opened_from(&self.procedure.authority, self.by_link, &hash)
    }

    /// Does Wayhome ship one with the same id?
    pub(super) fn is_beside_shipped(&self) -> bool {
        wayhome_procedures::procedure(&self.procedure.id).is_some()
    }
}

thread_local! {
    static ALL: RefCell<Vec<Own>> = const { RefCell::new(Vec::new()) };
}

/// The procedures that were opened.
pub(super) fn opened() -> Vec<Own> {
    ALL.with_borrow(Clone::clone)
}

/// Does a choice name one that was opened?
pub(super) fn is_opened(key: &str) -> bool {
    key.starts_with(OPENED)
}

/// What it is called in a choice.
pub(super) fn key(procedure: &Procedure) -> String {
    format!("{OPENED}{}", procedure.id)
}

/// What the procedure of an id is called in a choice: a shipped one before one that was opened.
pub(super) fn key_of(id: &str) -> String {
    match procedure(id) {
        Some(procedure) if wayhome_procedures::procedure(id).is_none() => key(&procedure),
        _ => id.to_owned(),
    }
}

/// Every local procedure to choose from, with its name.
pub(super) fn choices() -> Vec<(String, String, Arc<Procedure>)> {
    let shipped = wayhome_procedures::local().into_iter();
    let shipped = shipped.map(|procedure| (procedure.id.clone(), procedure.authority.clone(), procedure));
    let opened = opened()
        .into_iter()
        .map(|own| (key(&own.procedure), own.name(), own.procedure));
    shipped.chain(opened).collect()
}

/// A procedure by what it is called in a choice, or by its id: a shipped one before one that was opened.
fn procedure(key: &str) -> Option<Arc<Procedure>> {
    let opened = |id: &str| {
        ALL.with_borrow(|all| {
            let mut all = all.iter().map(|own| &own.procedure);
            all.find(|known| known.id == id).cloned()
        })
    };
    match key.strip_prefix(OPENED) {
        Some(id) => opened(id),
        None => wayhome_procedures::procedure(key).or_else(|| opened(key)),
    }
}

/// A form of a procedure, laid over the law beneath it.
pub(super) fn plan(key: &str, form: &str) -> Result<Arc<Plan>, String> {
    let Some(local) = procedure(key) else {
        return Err(crate::strings::training::no_procedure(key));
    };
    laid(&local, form)
}

fn laid(local: &Arc<Procedure>, form: &str) -> Result<Arc<Plan>, String> {
    let below = local.floor.as_deref().map(|id| {
        procedure(id).ok_or_else(|| LibraryError::FloorMissing {
            procedure: local.id.clone(),
            floor: id.to_owned(),
        })
    });
    // Without the law beneath it, a case would be checked against less than the procedure says.
    let floor = below.transpose().map_err(|error| error.to_string())?;
    let plan = Plan::new(Arc::clone(local), floor, form);
    plan.map(Arc::new).map_err(|error| error.to_string())
}

/// Takes an opened procedure in, in the place of one with the same id that was opened before; one that is shipped stays. Every form of it must fit
/// together first.
pub(super) fn take(procedure: Procedure, text: &str, by_link: bool) -> Result<(), String> {
    let procedure = Arc::new(procedure);
    if procedure.forms.is_empty() {
        return Err(crate::strings::training::NO_FORMS.to_owned());
    }
    for form in &procedure.forms {
        laid(&procedure, &form.id)?;
    }
    ALL.with_borrow_mut(|all| {
        all.retain(|known| known.procedure.id != procedure.id);
        all.push(Own {
            procedure,
            text: text.trim_start_matches('\u{feff}').trim().into(),
            by_link,
        });
    });
    Ok(())
}
