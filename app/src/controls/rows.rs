//! A table of rows: who lives in the household, for example. One card for each row, one control for each column.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Map, Value as Json};
use wayhome_engine::Question;

use super::{Field, control, group};
use crate::page;
use crate::strings;

/// So many rows are shown, one more than is read: drawing some thousands, from a file, took minutes, in which nothing could lock the screen.
const SHOWN: usize = 201;

/// A row that was removed, to be put back.
#[derive(Clone)]
struct Removed {
    row: Json,
    place: usize,
    /// How many rows were left.
    left: usize,
}

pub(super) fn rows(field: &Field, columns: Vec<Question>) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    let columns: Arc<[Arc<Question>]> = columns.into_iter().map(Arc::new).collect();
    let count = Memo::new(move |_| answer.with(|answer| list(answer.as_ref()).len()));
    let removed = RwSignal::new(None::<Removed>);
    // A row that came or went by another way: what was removed before has no place among these any more.
    Effect::new(move || {
        let count = count.get();
        if removed.with_untracked(|removed| removed.as_ref().is_some_and(|removed| removed.left != count)) {
            removed.set(None);
        }
    });
    let add_id = format!("{}-add", field.id);
    let name = field.question.name.clone();
    let add = {
        let id = field.id.clone();
        move |_| {
            removed.set(None);
            let mut rows = answer.with_untracked(|answer| list(answer.as_ref()).to_vec());
            rows.push(Json::Object(Map::new()));
            page::focus_later(format!("{id}-{}-row", rows.len() - 1));
            record.run(Some(Json::Array(rows)));
        }
    };
    let back = {
        let id = field.id.clone();
        move |_| {
            if let Some(Removed { row, place, .. }) = removed.get_untracked() {
                removed.set(None);
                // Among the rows as they are now: something may have been typed in them since.
                let mut rows = answer.with_untracked(|answer| list(answer.as_ref()).to_vec());
                rows.insert(place.min(rows.len()), row);
                record.run(Some(Json::Array(rows)));
                page::focus_later(format!("{id}-{place}-row"));
            }
        }
    };
    let card = {
        let field = field.clone();
        let columns = Arc::clone(&columns);
        move |place: usize| row(&field, &columns, place, removed)
    };
    let cards = view! { <For each=move || 0..count.get().min(SHOWN) key=|place| *place children=card /> };
    let not_shown = move || {
        count
            .get()
            .checked_sub(SHOWN)
            .filter(|more| *more > 0)
            .map(strings::more_rows)
    };
    let note = view! {
        <div role="status">
            <Show when=move || removed.with(Option::is_some)>
                <p class="govuk-body removed">
                    {strings::REMOVED} " "
                    <button type="button" class="link-button" on:click=back.clone()>{strings::UNDO}</button>
                </p>
            </Show>
        </div>
    };
    group(
        field,
        view! {
            {cards}
            {note}
            {move || not_shown().map(|said| view! { <p class="govuk-body">{said}</p> })}
            <button
                type="button"
                class="govuk-button govuk-button--secondary add-row"
                id=add_id
                hidden=move || SHOWN <= count.get()
                on:click=add
            >
                {strings::add_to(&name)}
            </button>
        }
        .into_any(),
    )
}

fn row(
    field: &Field,
    columns: &[Arc<Question>],
    place: usize,
    removed: RwSignal<Option<Removed>>,
) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    let name = strings::row(&field.question.name, field.question.row.as_deref(), place + 1);
    let cells: Vec<_> = columns.iter().map(|column| cell(field, column, place)).collect();
    let id = field.id.clone();
    let remove = move |_| {
        let mut rows = answer.with_untracked(|answer| list(answer.as_ref()).to_vec());
        if place < rows.len() {
            let row = rows.remove(place);
            let left = rows.len();
            removed.set(Some(Removed { row, place, left }));
        }
        // What stands there now: the next row, or the last one.
        let stays = rows.len().checked_sub(1).map(|last| place.min(last));
        record.run((!rows.is_empty()).then_some(Json::Array(rows)));
        page::focus_later(stays.map_or_else(|| format!("{id}-add"), |place| format!("{id}-{place}-row")));
    };
    view! {
        <fieldset class="govuk-fieldset row-card">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s" id=format!("{}-{place}-row", field.id) tabindex="-1">
                {name.clone()}
            </legend>
            {cells}
            <button type="button" class="link-button" on:click=remove>{strings::remove(&name)}</button>
        </fieldset>
    }
}

fn cell(field: &Field, column: &Arc<Question>, place: usize) -> impl IntoView + use<> {
    let answer = field.answer;
    let read = column.id.clone();
    let value = Memo::new(move |_| {
        answer.with(|answer| list(answer.as_ref()).get(place).and_then(|row| row.get(&read)).cloned())
    });
    let hand_to = |whole: Callback<Option<Json>>| {
        let write = column.id.clone();
        Callback::new(move |new: Option<Json>| {
            let mut rows = answer.with_untracked(|answer| list(answer.as_ref()).to_vec());
            let Some(Json::Object(cells)) = rows.get_mut(place) else {
                return;
            };
            match new {
                Some(new) => drop(cells.insert(write.clone(), new)),
                None => drop(cells.remove(&write)),
            }
            whole.run(Some(Json::Array(rows)));
        })
    };
    // What is wrong with the table says in which row and column, if it is one.
    let named = strings::cell(&field.question.name, place + 1, &column.name);
    let wrong = field.error;
    let error = Signal::derive(move || wrong.get().filter(|words| words.starts_with(&named)));
    let cell = Field {
        id: format!("{}-{place}-{}", field.id, column.id),
        question: Arc::clone(column),
        lists: Arc::clone(&field.lists),
        answer: value.into(),
        error,
        record: hand_to(field.record),
        draft: hand_to(field.draft),
    };
    view! {
        <div class="govuk-form-group" class:govuk-form-group--error=move || error.with(Option::is_some)>
            {control(&cell)}
        </div>
    }
}

/// In which row, and if it is one cell in which column, two states of a table differ first.
pub(crate) fn changed(before: Option<&Json>, after: Option<&Json>) -> Option<(usize, Option<String>)> {
    let (before, after) = (list(before), list(after));
    let row = before.iter().zip(after).position(|(one, other)| one != other);
    let row = row.or_else(|| (before.len() != after.len()).then(|| before.len().min(after.len())))?;
    let cells = |rows: &[Json]| rows.get(row).and_then(Json::as_object).cloned().unwrap_or_default();
    let (one, other) = (cells(before), cells(after));
    let mut columns = one.keys().chain(other.keys());
    let column = columns.find(|column| one.get(*column) != other.get(*column));
    Some((row, column.filter(|_| before.len() == after.len()).cloned()))
}

/// The members of an answer that is a list; none of another.
pub(super) fn list(answer: Option<&Json>) -> &[Json] {
    answer.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_changed_in_a_table_is_a_cell_or_a_row() {
        let check = |before: Json, after: Json, expected: Option<(usize, Option<&str>)>| {
            let expected = expected.map(|(row, column)| (row, column.map(str::to_owned)));
            assert_eq!(changed(Some(&before), Some(&after)), expected, "{before} {after}");
        };
        let two = json!([{"name": "A"}, {"name": "B"}]);
        check(two.clone(), two.clone(), None);
        check(
            two.clone(),
            json!([{"name": "A"}, {"name": "C"}]),
            Some((1, Some("name"))),
        );
        check(
            two.clone(),
            json!([{"name": "A"}, {"name": "B", "relationship": "aunt"}]),
            Some((1, Some("relationship"))),
        );
        check(two.clone(), json!([{"name": "B"}]), Some((0, None)));
        check(json!([{"name": "A"}]), two, Some((1, None)));
        assert_eq!(changed(None, Some(&json!("text"))), None);
    }
}
