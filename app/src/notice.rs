//! What a person is to know about a record before they read on.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::strings;

/// One thing that is to be known of a record that came from a file, or is not as it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It was changed after it was exported.
    ChangedFile,
    /// It was saved or signed under another edition.
    OtherEdition,
    /// Answers of these names had been left out of its file.
    LeftOutBefore(Vec<String>),
    /// These parts of its file are not read.
    NotReadHere(Vec<String>),
    /// Another copy of it is here.
    OtherCopy,
    /// It was here before its file.
    AlreadyHere,
    /// It was, and takes from the file what was checked there.
    CheckedThere,
    /// Another tab has signed it.
    SignedElsewhere,
    /// It is older than when it was last kept here.
    OlderHere,
}

impl Notice {
    fn words(&self) -> Cow<'static, str> {
        let list = |said: &str, names: &[String]| Cow::Owned([said, &strings::named_in_a_file(names)].concat());
        match self {
            Self::ChangedFile => strings::CHANGED_FILE.into(),
            Self::OtherEdition => strings::OTHER_EDITION.into(),
            Self::LeftOutBefore(names) => list(strings::LEFT_OUT_BEFORE, names),
            Self::NotReadHere(names) => list(strings::NOT_READ_HERE, names),
            Self::OtherCopy => strings::OTHER_COPY.into(),
            Self::AlreadyHere => strings::ALREADY_HERE.into(),
            Self::CheckedThere => strings::CHECKED_THERE.into(),
            Self::SignedElsewhere => strings::signing::SIGNED_ELSEWHERE.into(),
            Self::OlderHere => strings::keep::OLDER_HERE.into(),
        }
    }
}

/// All of them, as they stand above a record.
pub(crate) fn notices(notices: &[Notice]) -> Vec<AnyView> {
    let notice = |notice: &Notice| view! { <p class="govuk-inset-text">{notice.words()}</p> }.into_any();
    notices.iter().map(notice).collect()
}
