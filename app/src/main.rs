//! Mounts the app, and no more: everything else is in the library, so that tests can mount a part of it.

use app::App;

fn main() {
    app::recovery::install();
    app::display::restore();
    leptos::mount::mount_to_body(App);
}
