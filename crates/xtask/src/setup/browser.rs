//! The browser that the tests run in: Chromium, and `ChromeDriver` beside it.

use crate::process::{command, find, run};
use anyhow::{Context, Result, bail};
use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::Command;

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &[&str] = &["chromedriver"];

/// A browser and the program that drives it.
pub(crate) struct Browser {
    /// Chromium, or a browser built from it.
    pub(crate) chromium: PathBuf,
    /// Its `ChromeDriver`, of the same version.
    pub(crate) chromedriver: PathBuf,
}

/// The browser on this machine, installed first if need be.
pub(crate) fn find_or_install() -> Result<Browser> {
    if let Some(browser) = found()? {
        return Ok(browser);
    }
    install()?;
    found()?.context("Chromium was installed and still is not on PATH. Set WAYHOME_CHROMIUM and WAYHOME_CHROMEDRIVER.")
}

fn found() -> Result<Option<Browser>> {
    let chromium = one("WAYHOME_CHROMIUM", CHROMIUM)?;
    let chromedriver = one("WAYHOME_CHROMEDRIVER", DRIVER)?;
    Ok(chromium
        .zip(chromedriver)
        .map(|(chromium, chromedriver)| Browser { chromium, chromedriver }))
}

/// The program that a variable names, or the first on PATH.
fn one(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    match env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
    {
        Some(file) if file.is_file() => Ok(Some(file)),
        Some(file) => bail!("{variable} names {}, which is not there.", file.display()),
        None => Ok(find(names)),
    }
}

fn install() -> Result<()> {
    let by_hand = "Install Chromium and ChromeDriver of the same version (on Debian the packages chromium and \
                   chromium-driver), or set WAYHOME_CHROMIUM and WAYHOME_CHROMEDRIVER to where they are.";
    if find(&["apt-get"]).is_none() {
        bail!("The browser tests need Chromium and ChromeDriver. {by_hand}");
    }
    println!("Installing chromium and chromium-driver (system packages, with apt-get, once per machine)…");
    run(apt()?.args(["apt-get", "update"]))
        .with_context(|| format!("Chromium was not installed. {by_hand}\nThe installation said"))?;
    let packages = [
        "apt-get",
        "install",
        "-y",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
    ];
    run(apt()?.args(packages))
        .with_context(|| format!("Chromium was not installed. {by_hand}\nThe installation said"))?;
    Ok(())
}

/// `env` or `sudo`, before the words of a command that changes the system.
fn apt() -> Result<Command> {
    let root = run(command("id").arg("-u"))?.trim() == "0";
    let mut start = if root { command("env") } else { command("sudo") };
    if !root {
        if !io::stdin().is_terminal() {
            // Never waits for a password that nobody is there to type.
            start.arg("--non-interactive");
        }
        start.arg("env");
    }
    start.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(start)
}
