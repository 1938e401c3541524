//! What is recorded of one question, as people read it.

use leptos::prelude::*;
use wayhome_export::Said;

use crate::strings;

/// What is recorded of one question.
pub(crate) fn said(said: &Said) -> AnyView {
    match said {
        Said::NotProvided => view! { <span class="summary__none">{strings::NOT_PROVIDED}</span> }.into_any(),
        Said::YesNo(yes) => (if *yes { strings::YES } else { strings::NO }).into_any(),
        Said::Words(words) => words.clone().into_any(),
        Said::Text(text) => view! { <span class="summary__text">{text.clone()}</span> }.into_any(),
        Said::List(labels) => {
            let labels: Vec<_> = labels.iter().map(|label| view! { <li>{label.clone()}</li> }).collect();
            view! { <ul class="govuk-list">{labels}</ul> }.into_any()
        }
        Said::Rows(rows) => {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| {
                    let cells: Vec<_> = row
                        .iter()
                        .map(|(name, cell)| view! { <li>{name.clone()} ": " {self::said(cell)}</li> })
                        .collect();
                    view! { <li><ul class="govuk-list summary__row">{cells}</ul></li> }
                })
                .collect();
            view! { <ul class="govuk-list">{rows}</ul> }.into_any()
        }
        Said::Unreadable(typed) => view! {
            {typed.clone()}
            " "
            <span class="tag tag--unreadable">{strings::CANNOT_READ}</span>
        }
        .into_any(),
    }
}
