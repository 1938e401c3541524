//! What the command line is asked to export to.

use std::path::Path;

use wayhome_export::Target;
use wayhome_export::mapping::Mapping;

use crate::input::ends_in;
use crate::mapping;
use crate::procedures::Known;
use crate::say::complain;

/// What a record is exported to, as it was named.
pub(super) enum Named {
    /// One of the targets that need nothing else.
    Fixed(Target<'static>),
    /// As a council's mapping says.
    Mapping(Box<Mapping>),
}

/// Is this the file of a mapping, and not the name of a target?
pub(super) fn names_a_mapping(to: &Path) -> bool {
    ends_in(to, &["toml"])
}

impl Named {
    /// The target of this name; `None` once it is said why there is none.
    pub(super) fn read(name: &str, known: &Known) -> Option<Self> {
        if let Some(target) = Target::named(name) {
            return Some(Self::Fixed(target));
        }
        if names_a_mapping(Path::new(name)) {
            let compiled = mapping::compiled(Path::new(name), known);
            return compiled.map(|compiled| Self::Mapping(Box::new(compiled.mapping)));
        }
        let names = Target::NAMED.map(|(name, _)| name).join(", ");
        complain(format!(
            "Wayhome cannot export to `{name}`. Use {names} or the file of a mapping, which ends in .toml."
        ));
        None
    }

    /// The target itself.
    pub(super) fn target(&self) -> Target<'_> {
        match self {
            Self::Fixed(target) => *target,
            Self::Mapping(mapping) => Target::Mapping(mapping),
        }
    }
}
