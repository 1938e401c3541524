//! Procedures by id, read when they are first used, and the plans made of them.

use std::sync::Arc;

use crate::outline::About;
use crate::plan::{Plan, PlanError};
use crate::procedure::{Basis, Procedure, ProcedureError};
use crate::words;

/// The procedures that one program knows, in the order in which they were added.
///
/// ```
/// use wayhome_engine::Library;
/// let mut library = Library::default();
/// assert_eq!(library.plan("newcastle", "visit").unwrap_err().code(), "procedure_unknown");
/// assert_eq!(library.plan("Jo Smith", "visit").unwrap_err().to_string(), "There is no procedure with the id that stands there. There are: .");
/// assert_eq!(library.add(b"{}").unwrap_err().code(), "procedure_unreadable");
/// ```
#[derive(Debug, Default)]
pub struct Library {
    kept: Vec<(String, Kept)>,
    plans: Vec<Arc<Plan>>,
}

#[derive(Debug)]
enum Kept {
    /// A compiled procedure as text, not read yet.
    Text(Vec<u8>),
    Read(Arc<Procedure>),
}

/// Why there is no procedure or plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// There is no such procedure.
    #[error("There is no procedure {}. There are: {known}.", words::told_id(id))]
    UnknownProcedure {
        /// The id asked for.
        id: String,
        /// The ids that there are.
        known: String,
    },
    /// The procedure beneath is not there. Without it, a record would be checked against less than the procedure says.
    #[error("The procedure `{procedure}` stands on `{floor}`, which is not there. Add `{floor}` first.")]
    FloorMissing {
        /// The procedure's id.
        procedure: String,
        /// The id of the one beneath it.
        floor: String,
    },
    /// What is not law would take the place of law, and nothing that stands on that could be used any more.
    #[error("`{0}` is law, and this is not: nothing could stand on it any more. Give the procedure an id of its own.")]
    InPlaceOfLaw(String),
    /// The compiled text cannot be used.
    #[error(transparent)]
    Procedure(#[from] ProcedureError),
    /// The procedure cannot check the form.
    #[error(transparent)]
    Plan(#[from] PlanError),
}

impl LibraryError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownProcedure { .. } => "procedure_unknown",
            Self::FloorMissing { .. } => "floor_missing",
            Self::InPlaceOfLaw(_) => "procedures_differ",
            Self::Procedure(error) => error.code(),
            Self::Plan(error) => error.code(),
        }
    }

    /// The id of the procedure that there is not, where it is that.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        match self {
            Self::UnknownProcedure { id, .. } => Some(id),
            _ => None,
        }
    }
}

impl Library {
    /// Keeps a compiled procedure under its id, and reads it when it is first used. One that is there already stays.
    pub fn keep(&mut self, id: &str, compiled: Vec<u8>) {
        if !self.knows(id) {
            self.kept.push((id.to_owned(), Kept::Text(compiled)));
        }
    }

    /// Reads a compiled procedure and adds it; one of the same id is replaced.
    ///
    /// Every form of it is laid out first, so that what is added can be used.
    ///
    /// # Errors
    ///
    /// [`LibraryError`] where it cannot be read, does not hold together, or stands on a procedure that is not there. The library is then as before.
    pub fn add(&mut self, compiled: &[u8]) -> Result<Arc<Procedure>, LibraryError> {
        let procedure = Arc::new(Procedure::parse(compiled)?);
        // None of these comes from the compiler.
        if !is_id(&procedure.id) || procedure.floor.as_ref() == Some(&procedure.id) {
            return Err(PlanError::Damaged(procedure.id.clone()).into());
        }
        if procedure.basis != Basis::Law && self.is_law(&procedure.id) {
            return Err(LibraryError::InPlaceOfLaw(procedure.id.clone()));
        }
        let floor = self.floor(&procedure)?;
        for form in &procedure.forms {
            Plan::new(Arc::clone(&procedure), floor.clone(), &form.id)?;
        }
        let read = Kept::Read(Arc::clone(&procedure));
        match self.kept.iter_mut().find(|(id, _)| *id == procedure.id) {
            Some((_, kept)) => *kept = read,
            None => self.kept.push((procedure.id.clone(), read)),
        }
        // Plans of others may stand on the one that was replaced.
        self.plans.clear();
        Ok(procedure)
    }

    /// Is there a procedure with this id?
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.kept.iter().any(|(known, _)| known == id)
    }

    /// The ids of the procedures that a person chooses from: all but the law.
    ///
    /// # Errors
    ///
    /// [`LibraryError`] where a procedure that was kept cannot be read.
    pub fn local(&mut self) -> Result<Vec<String>, LibraryError> {
        let ids: Vec<String> = self.kept.iter().map(|(id, _)| id.clone()).collect();
        let mut local = Vec::new();
        for id in ids {
            if self.procedure(&id)?.basis != Basis::Law {
                local.push(id);
            }
        }
        Ok(local)
    }

    /// What a procedure says of itself.
    ///
    /// # Errors
    ///
    /// [`LibraryError`] where there is no such procedure, or it cannot be read.
    pub fn about(&mut self, id: &str) -> Result<About, LibraryError> {
        Ok(self.procedure(id)?.about())
    }

    /// A form of a procedure, laid over the law beneath it.
    ///
    /// # Errors
    ///
    /// [`LibraryError`] where there is no such procedure or form, or one of the two procedures cannot be used.
    pub fn plan(&mut self, procedure: &str, form: &str) -> Result<Arc<Plan>, LibraryError> {
        let made = |plan: &&Arc<Plan>| plan.form() == form && plan.procedure().id == procedure;
        if let Some(plan) = self.plans.iter().find(made) {
            return Ok(Arc::clone(plan));
        }
        let local = self.procedure(procedure)?;
        let floor = self.floor(&local)?;
        let plan = Arc::new(Plan::new(local, floor, form)?);
        self.plans.push(Arc::clone(&plan));
        Ok(plan)
    }

    fn is_law(&mut self, id: &str) -> bool {
        self.procedure(id).is_ok_and(|procedure| procedure.basis == Basis::Law)
    }

    fn floor(&mut self, procedure: &Procedure) -> Result<Option<Arc<Procedure>>, LibraryError> {
        let Some(floor) = procedure.floor.as_deref() else {
            return Ok(None);
        };
        if !self.knows(floor) {
            return Err(LibraryError::FloorMissing {
                procedure: procedure.id.clone(),
                floor: floor.to_owned(),
            });
        }
        self.procedure(floor).map(Some)
    }

    fn procedure(&mut self, id: &str) -> Result<Arc<Procedure>, LibraryError> {
        let ids: Vec<&str> = self.kept.iter().map(|(id, _)| id.as_str()).collect();
        let known = ids.join(", ");
        let Some((_, kept)) = self.kept.iter_mut().find(|(known, _)| known == id) else {
            let id = id.to_owned();
            return Err(LibraryError::UnknownProcedure { id, known });
        };
        match kept {
            Kept::Read(procedure) => Ok(Arc::clone(procedure)),
            Kept::Text(text) => {
                let procedure = Procedure::parse(text)?;
                if procedure.id != id {
                    return Err(ProcedureError::OtherId {
                        wanted: id.to_owned(),
                        found: procedure.id,
                    }
                    .into());
                }
                let procedure = Arc::new(procedure);
                *kept = Kept::Read(Arc::clone(&procedure));
                Ok(procedure)
            }
        }
    }
}

/// Lower-case letters, digits and underscores, a letter first: what the compiler takes for the id of a procedure.
fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_lowercase())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
