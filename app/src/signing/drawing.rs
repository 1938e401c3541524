//! A signature that is drawn: strokes as the path of a vector picture, sharp on paper and small in a record.

use std::fmt::Write as _;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::strings;

/// The field that strokes are measured in.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 200.0;
/// More strokes than any signature has.
const LONGEST: usize = 60_000;

/// A field to sign in with a finger, a pen or a mouse. There is always another way to sign beside it.
#[component]
pub(crate) fn Drawing(
    /// The start of the ids of its parts.
    id: &'static str,
    path: RwSignal<String>,
) -> impl IntoView {
    let drawing = RwSignal::new(false);
    let begin = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(field) = field(&event) {
            let _ = field.set_pointer_capture(event.pointer_id());
        }
        drawing.set(true);
        add(path, 'M', &event);
        // A dot is a stroke as well.
        add(path, 'L', &event);
    };
    let go_on = move |event: PointerEvent| {
        if drawing.get_untracked() {
            add(path, 'L', &event);
        }
    };
    view! {
        <div class="drawing">
            <p class="govuk-hint" id=format!("{id}-hint")>{strings::signing::DRAW_HINT}</p>
            <svg
                class="drawing__field"
                id=id
                viewBox="0 0 600 200"
                role="img"
                aria-label=strings::signing::DRAW
                aria-describedby=format!("{id}-hint")
                on:pointerdown=begin
                on:pointermove=go_on
                on:pointerup=move |_| drawing.set(false)
                on:pointercancel=move |_| drawing.set(false)
            >
                <path class="drawing__base" d="M40 160H560"></path>
                <path class="drawing__path" d=path></path>
            </svg>
            <button type="button" class="link-button" on:click=move |_| path.set(String::new())>{strings::signing::DRAW_AGAIN}</button>
        </div>
    }
}

/// A drawn signature, as a picture.
#[component]
pub(crate) fn Drawn(path: String, label: String) -> impl IntoView {
    view! {
        <svg class="drawing__field drawing__field--done" viewBox="0 0 600 200" role="img" aria-label=label>
            <path class="drawing__path" d=path></path>
        </svg>
    }
}

fn field(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn add(path: RwSignal<String>, command: char, event: &PointerEvent) {
    let Some(field) = field(event) else { return };
    let (width, height) = (f64::from(field.client_width()), f64::from(field.client_height()));
    if width <= 0.0 || height <= 0.0 || path.with_untracked(String::len) > LONGEST {
        return;
    }
    let x = f64::from(event.offset_x()) / width * WIDTH;
    let y = f64::from(event.offset_y()) / height * HEIGHT;
    // Writing to a string cannot fail.
    path.update(|path| {
        let _ = write!(path, "{command}{:.0} {:.0}", x.clamp(0.0, WIDTH), y.clamp(0.0, HEIGHT));
    });
}
