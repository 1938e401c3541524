//! A date and time of day, in the browser's own control.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::{Field, label};

pub(super) fn date_time(field: &Field) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    view! {
        {label(field)}
        <input
            class="govuk-input govuk-input--width-20"
            type="datetime-local"
            id=field.id.clone()
            aria-describedby=field.described_by()
            autocomplete="off"
            prop:value=move || answer.with(|answer| answer.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned())
            on:change=move |event| record.run(Some(event_target_value(&event)).filter(|text| !text.is_empty()).map(Json::String))
        />
    }
}
