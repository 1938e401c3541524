//! Yes or no, side by side.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::choice::{clear, radio};
use super::{Field, group};
use crate::strings;

pub(super) fn yes_no(field: &Field) -> impl IntoView + use<> {
    let yes = radio(field, "yes", strings::YES.to_owned(), Json::Bool(true));
    let no = radio(field, "no", strings::NO.to_owned(), Json::Bool(false));
    let clear = clear(field);
    group(
        field,
        view! { <div class="govuk-radios govuk-radios--inline answer-row">{yes} {no} {clear}</div> }.into_any(),
    )
}
