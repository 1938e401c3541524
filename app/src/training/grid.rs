//! An approval table drawn: legal status by age and days, with letters that a legend explains, and the same as a table.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use wayhome_engine::{ApprovalState, Plan, Standing};
use wayhome_training::{Cell, Grid, grid};

use super::parts::{cite, text};
use crate::strings::training as words;

/// The sizes of the picture, in its own units.
const LABEL: usize = 320;
const WIDE: usize = 100;
const HIGH: usize = 34;
const TOP: usize = 46;

/// The approval table of a plan's procedure, and the cell that is open.
pub(super) fn picture(plan: &Arc<Plan>, decided: NaiveDate, place: usize) -> AnyView {
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
            {drawn(&grid, &legend, place, open)}
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
        (ApprovalState::Silent, _) => "grid__silent",
        (_, true) => "grid__cell grid__cell--weaker",
        _ => "grid__cell",
    }
}

fn drawn(grid: &Grid, legend: &[String], place: usize, open: RwSignal<Option<Cell>>) -> AnyView {
    // Style sheets of the app hold no address, not even of a pattern: it stands at each cell.
    let (hatch, hatched) = (format!("hatch-{place}"), format!("url(#hatch-{place})"));
    let (width, height) = (LABEL + WIDE * grid.columns.len(), TOP + HIGH * grid.rows.len());
    let heads: Vec<_> = grid
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let x = LABEL + place * WIDE + WIDE / 2;
            view! {
                <text class="grid__head" x=x y="18" text-anchor="middle">{column.ages.clone()}</text>
                <text class="grid__head" x=x y="36" text-anchor="middle">{column.days.clone()}</text>
            }
        })
        .collect();
    let rows: Vec<_> = grid
        .rows
        .iter()
        .enumerate()
        .map(|(row, (label, cells))| {
            let y = TOP + row * HIGH;
            let cells: Vec<_> = cells
                .iter()
                .enumerate()
                .map(|(place, cell)| {
                    let x = LABEL + place * WIDE;
                    let mark = legend.iter().position(|known| *known == cell.short).map(letter);
                    let shown = cell.clone();
                    let fill = (cell.state == ApprovalState::Silent).then(|| hatched.clone());
                    view! {
                        <g on:click=move |_| open.set(Some(shown.clone()))>
                            <rect class=class(cell) fill=fill x=x + 2 y=y + 2 width=WIDE - 4 height=HIGH - 4 />
                            <text class="grid__mark" x=x + WIDE / 2 y=y + 23 text-anchor="middle">{mark}</text>
                        </g>
                    }
                })
                .collect();
            view! { <text class="grid__label" x="0" y=y + 22>{label.clone()}</text> {cells} }
        })
        .collect();
    view! {
        <svg class="grid" viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            <defs>
                <pattern id=hatch width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="grid__ground" width="8" height="8" />
                    <line class="grid__hatch" x1="0" y1="0" x2="0" y2="8" />
                </pattern>
            </defs>
            <text class="grid__head" x="0" y="18">{words::AGES}</text>
            <text class="grid__head" x="0" y="36">{words::WORKING_DAYS}</text>
            {heads}
            {rows}
        </svg>
    }
    .into_any()
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
