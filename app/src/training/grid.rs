//! An approval table drawn: legal status by age and days, with letters that a legend explains, and the same as a table.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use wayhome_engine::{ApprovalState, Plan, Standing};
use wayhome_training::{Cell, Grid, grid};

use super::parts::{cite, text};
use crate::strings::training as words;

/// The approval table of a plan's procedure, and the cell that is open.
pub(super) fn picture(plan: &Arc<Plan>, decided: NaiveDate) -> AnyView {
    let Some(grid) = grid(plan, decided) else {
        return ().into_any();
    };
    let open = RwSignal::new(None::<Cell>);
    let mut legend: Vec<String> = Vec::new();
    for cell in grid.rows.iter().flat_map(|(_, cells)| cells) {
        if !legend.contains(&cell.short) {
            legend.push(cell.short.clone());
        }
    }
    let letters: Vec<_> = legend
        .iter()
        .enumerate()
        .map(|(place, short)| view! { <li><strong>{letter(place)}</strong> ": " {short.clone()}</li> })
        .collect();
    let title = format!("{}: {}", plan.procedure().authority, grid.title);
    view! {
        <section class="training__picture">
            <h3 class="govuk-heading-s">{title.clone()}</h3>
            {grid.calendar_days.then(|| view! { <p class="govuk-body">{words::CALENDAR_DAYS}</p> })}
            {drawn(&grid, &legend, open)}
            <p class="govuk-body"><strong>{words::LEGEND}</strong></p>
            <ul class="govuk-list">{letters}</ul>
            <div class="govuk-inset-text" class:only-screen=move || open.with(Option::is_none) role="status">
                {move || open.with(|open| open.as_ref().map_or_else(|| text(words::OPEN_CELL), opened))}
            </div>
            <details class="govuk-details">
                <summary class="govuk-details__summary">
                    <span class="govuk-details__summary-text">{words::AS_TABLE}</span>
                </summary>
                {twin(&grid, title, open)}
            </details>
        </section>
    }
    .into_any()
}

fn letter(place: usize) -> String {
    let offset = u8::try_from(place.min(25)).unwrap_or_default();
    char::from(b'A' + offset).to_string()
}

fn class(cell: &Cell) -> &'static str {
    let weaker = cell
        .standing
        .as_ref()
        .is_some_and(|(standing, _)| *standing == Standing::Weaker);
    match (cell.state, weaker) {
        (ApprovalState::Silent, _) => "grid__cell grid__silent",
        (_, true) => "grid__cell grid__cell--weaker",
        _ => "grid__cell",
    }
}

/// More columns than this are not squeezed into the page, and scroll within it.
const MOST_COLUMNS: usize = 12;

/// The picture: cells that a finger hits and a room can read, at whatever width. It is hidden from who hears the page, and has its twin below.
fn drawn(grid: &Grid, legend: &[String], open: RwSignal<Option<Cell>>) -> AnyView {
    let count = grid.columns.len();
    let many = count > MOST_COLUMNS;
    let heads = grid
        .columns
        .iter()
        .map(|column| view! { <th>{column.days.clone()}</th> });
    let rows = grid.rows.iter().map(|(label, cells)| {
        let cells = cells.iter().map(|cell| {
            let mark = legend.iter().position(|known| *known == cell.short).map(letter);
            let shown = cell.clone();
            view! { <td class=class(cell) on:click=move |_| open.set(Some(shown.clone()))>{mark}</td> }
        });
        // On a phone the label has a line of its own.
        view! {
            <tr class="grid__above"><th colspan=count>{label.clone()}</th></tr>
            <tr><th class="grid__beside">{label.clone()}</th>{cells.collect::<Vec<_>>()}</tr>
        }
    });
    let caption =
        |words: &'static str| view! { <tr class="grid__above"><th colspan=count>{words}</th></tr> }.into_any();
    view! {
        <div class="training__drawn">
            <table class="grid" class:grid--many=many aria-hidden="true">
                <thead>
                    {caption(words::AGES)}
                    <tr><th class="grid__beside">{words::AGES}</th>{ages(grid)}</tr>
                    {caption(words::DAYS)}
                    <tr><th class="grid__beside">{words::DAYS}</th>{heads.collect::<Vec<_>>()}</tr>
                </thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The ages, each once, above the columns that it is of.
fn ages(grid: &Grid) -> AnyView {
    let mut spans: Vec<(&str, usize)> = Vec::new();
    for column in &grid.columns {
        match spans.last_mut() {
            Some((ages, count)) if *ages == column.ages => *count += 1,
            _ => spans.push((&column.ages, 1)),
        }
    }
    let heads = spans.into_iter();
    let heads = heads.map(|(ages, count)| view! { <th class="grid__ages" colspan=count>{ages.to_owned()}</th> });
    heads.collect::<Vec<_>>().into_any()
}

/// The example child of a cell, who approves, and where that is written.
fn opened(cell: &Cell) -> AnyView {
    let rows = (!cell.rows.is_empty()).then(|| cell.rows.join(", "));
    let written = cell.cite.as_ref().map(cite);
    let standing = cell.standing.as_ref().map(|(_, message)| message.clone());
    let lines = [
        Some(cell.child.clone()),
        Some(cell.message.clone()),
        rows,
        written,
        standing,
    ];
    lines.into_iter().flatten().map(text).collect::<Vec<_>>().into_any()
}

/// The same as a table, for whoever does not see the picture.
fn twin(grid: &Grid, title: String, open: RwSignal<Option<Cell>>) -> AnyView {
    let heads: Vec<_> = grid
        .columns
        .iter()
        .map(|column| {
            let words = words::column(&column.ages, &column.days);
            view! { <th scope="col">{words}</th> }
        })
        .collect();
    let rows: Vec<_> = grid
        .rows
        .iter()
        .map(|(label, cells)| {
            let cells: Vec<_> = cells
                .iter()
                .map(|cell| {
                    let (shown, child) = (cell.clone(), cell.child.clone());
                    view! {
                        <td>
                            <button type="button" class="link-button" on:click=move |_| open.set(Some(shown.clone()))>
                                {cell.short.clone()}
                                <span class="govuk-visually-hidden">". " {child}</span>
                            </button>
                        </td>
                    }
                })
                .collect();
            view! { <tr><th scope="row">{label.clone()}</th>{cells}</tr> }
        })
        .collect();
    let label = title.clone();
    view! {
        <div class="training__scroll" tabindex="0" role="region" aria-label=label>
            <table class="training__table">
                <caption class="govuk-visually-hidden">{title}</caption>
                <thead><tr><th scope="col">{words::LEGAL_STATUS}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
