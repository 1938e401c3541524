//! Mounts the app, and no more: everything else is in the library, so that tests can mount a part of it.

use app::App;

fn main() {
    app::recovery::install();
    app::training::watch();
    // Training is shown instead of everything else, and not within it: it never comes to hold a real record.
    if app::training::is_asked_for() {
        leptos::mount::mount_to_body(app::training::Training);
    } else {
        leptos::mount::mount_to_body(App);
    }
}
