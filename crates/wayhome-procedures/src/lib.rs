//! The procedures that Wayhome ships, compiled at build time.
//!
//! ```
//! let plan = wayhome_procedures::plan("newcastle", "visit")?;
//! assert_eq!(plan.procedure().authority, "Newcastle City Council");
//! # Ok::<(), wayhome_procedures::ChooseError>(())
//! ```

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use wayhome_engine::{Basis, Plan, PlanError, Procedure, words};

include!(concat!(env!("OUT_DIR"), "/compiled.rs"));

/// The vocabulary and the procedures as they are written, and the bank holidays.
#[cfg(feature = "sources")]
pub mod sources {
    /// The shared vocabulary.
    pub const VOCABULARY: &str = include_str!("../vocabulary.toml");
    /// The bank holidays of England and Wales.
    pub const BANK_HOLIDAYS: &str = include_str!("../bank-holidays.toml");
    /// The procedures, by id, in the order of [`compiled`](super::compiled).
    pub const PROCEDURES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));
}

/// Why there is no plan for a procedure and a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// There is no such procedure.
    #[error("There is no procedure {}. There are: {known}.", words::told_id(id))]
    UnknownProcedure {
        /// The id asked for.
        id: String,
        /// The ids that there are.
        known: String,
    },
    /// The procedure cannot check the form.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

impl ChooseError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownProcedure { .. } => "procedure_unknown",
            Self::Plan(error) => error.code(),
        }
    }
}

/// The compiled procedures as JSON text, by id, as `wayhome compile` writes them.
#[must_use]
pub fn compiled() -> &'static [(&'static str, &'static str)] {
    COMPILED
}

/// A procedure by its id.
#[must_use]
pub fn procedure(id: &str) -> Option<Arc<Procedure>> {
    static READ: OnceLock<BTreeMap<&'static str, OnceLock<Option<Arc<Procedure>>>>> = OnceLock::new();
    let all = READ.get_or_init(|| COMPILED.iter().map(|(id, _)| (*id, OnceLock::new())).collect());
    let (id, json) = COMPILED.iter().find(|(known, _)| *known == id)?;
    all.get(id)?
        .get_or_init(|| Procedure::parse(json.as_bytes()).ok().map(Arc::new))
        .clone()
}

/// The local procedures, which a person chooses from; the law beneath them is not among them.
#[must_use]
pub fn local() -> Vec<Arc<Procedure>> {
    COMPILED
        .iter()
        .filter_map(|(id, _)| procedure(id))
        .filter(|procedure| procedure.basis != Basis::Law)
        .collect()
}

/// A form of a shipped procedure, laid over the law beneath it.
///
/// # Errors
///
/// [`ChooseError`] where there is no such procedure or form.
///
/// ```
/// let told = |id| wayhome_procedures::plan(id, "visit").unwrap_err().to_string();
/// assert!(told("newcastel").starts_with("There is no procedure `newcastel`. There are: "));
/// // What stands in a file in the place of an id may be anything, and is quoted only where it looks like one.
/// assert!(told("Jo Smith").starts_with("There is no procedure with the id that stands there. There are: "));
/// ```
pub fn plan(procedure_id: &str, form: &str) -> Result<Arc<Plan>, ChooseError> {
    let Some(local) = procedure(procedure_id) else {
        let known: Vec<_> = COMPILED.iter().map(|(id, _)| *id).collect();
        return Err(ChooseError::UnknownProcedure {
            id: procedure_id.to_owned(),
            known: known.join(", "),
        });
    };
    let floor = local.floor.as_deref().and_then(procedure);
    Ok(Arc::new(Plan::new(local, floor, form)?))
}
