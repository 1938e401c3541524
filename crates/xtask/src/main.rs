//! Everything a person does with this repository: set it up, build the app, serve it, test it.
//!
//! `cargo xtask --help` lists the commands. `cargo xtask test` runs everything but what takes minutes more; CI adds `--thorough`.

mod app_build;
mod bench;
mod deploy;
mod headers;
mod package;
mod process;
mod serve;
mod setup;
mod test;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Set up, build, serve and test Wayhome"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what a fresh machine lacks; says what and where, and does nothing the second time
    Setup,
    /// Build the app for release into dist/
    Build(app_build::Arguments),
    /// Build the app twice, in two folders, and compare the bytes
    Reproduce,
    /// Build the npm package and pack it into target/package/
    Package,
    /// Add to the built app what a council sets up: where records may be sent, and its own mapping
    Deploy(deploy::Arguments),
    /// Write the header files of common web servers into docs/hosting/
    Headers(headers::servers::Arguments),
    /// Build the app and serve it on this machine
    Serve(serve::Arguments),
    /// Measure Wayhome beside its peers, on the same records
    Bench,
    /// Run every check and test but what takes minutes more; CI adds --thorough
    Test(test::Arguments),
    /// The last step of the app's build; Trunk starts it
    #[command(hide = true)]
    FinishBuild,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Setup => {
            setup::everything()?;
            println!("Everything is in place.");
        }
        Command::Build(arguments) => app_build::run(&arguments)?,
        Command::Reproduce => app_build::reproduce::run_twice()?,
        Command::Package => drop(package::run_all()?),
        Command::Deploy(arguments) => deploy::run(&arguments)?,
        Command::Headers(arguments) => headers::servers::write(&arguments)?,
        Command::Serve(arguments) => serve::run(&arguments)?,
        Command::Bench => bench::all()?,
        Command::Test(arguments) => return test::run(&arguments),
        Command::FinishBuild => app_build::finish_for_trunk()?,
    }
    Ok(ExitCode::SUCCESS)
}
