//! Text for the clipboard.

use leptos::prelude::window;

use crate::js;

/// Puts text on the clipboard; `None` where the browser has none, or refuses.
pub(crate) async fn copied(text: &str) -> Option<()> {
    let clipboard = js::member(&window().navigator(), "clipboard")?;
    js::kept(js::call(&clipboard, "writeText", &[text.into()]))
        .await
        .map(drop)
}
