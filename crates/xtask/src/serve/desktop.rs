//! Opening the app in the person's own browser, where there is a screen to open it on.

use crate::process::find;
use std::env;
use std::process::{Command, Stdio};

/// Opens an address if this machine has a desktop; a server or a container has none, and then the printed address serves.
pub(crate) fn open(address: &str) {
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    let opener = if cfg!(target_os = "macos") {
        find(&["open"])
    } else {
        find(&["xdg-open"]).filter(|_| has_screen)
    };
    if let Some(program) = opener {
        // The address is already on the screen, so a desktop without a browser is no failure.
        let _ = Command::new(program)
            .arg(address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
    }
}
