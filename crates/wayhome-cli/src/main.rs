//! `wayhome`: check records, and write procedures, on the command line.

#![deny(clippy::print_stderr, clippy::print_stdout)]

mod check;
mod compile;
mod coverage;
mod day;
mod diff;
mod eval;
mod explain;
mod export;
mod import;
mod input;
mod mapping;
mod messages;
mod never;
mod new;
mod once;
mod output;
mod passphrase;
mod problems;
mod procedures;
mod prove;
mod say;
mod schema;
mod text;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Checks the record of a child's return home from care.
#[derive(Parser)]
#[command(name = "wayhome", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check records. Exit code: 0 nothing to put right, 1 findings, 2 unusable input.
    Check(check::CheckArguments),
    /// Export records as other systems want them, and say what each export could not carry.
    Export(export::ExportArguments),
    /// Read what was exported: check that it was not changed, and write the record.
    Import(import::ImportArguments),
    /// Work on mappings of a council's own codes: begin one, check it, compile it.
    Mapping(mapping::MappingArguments),
    /// Begin a procedure: write a commented file to start from.
    New(new::NewArguments),
    /// Check files of procedures and training scenarios, and say what is wrong with them, where, and what to write instead.
    Lint(compile::LintArguments),
    /// Work out one expression.
    Eval(eval::EvalArguments),
    /// Compile a procedure file to plain data.
    Compile(compile::CompileArguments),
    /// Show that every case of an approval table falls into one row or a declared silence.
    Prove(prove::ProveArguments),
    /// Say how two procedures, or two editions of one, differ. Exit code: 0 they do not, 1 they do, 2 unusable input.
    Diff(diff::DiffArguments),
    /// Show where each duty of a document is kept, and which cases show it.
    Coverage(coverage::CoverageArguments),
    /// Print every text of a procedure that somebody may read, to read them aloud in one sitting.
    Messages(messages::MessagesArguments),
    /// Explain a diagnostic, with what is refused and what to write instead.
    Explain(explain::ExplainArguments),
    /// Print the JSON Schema of a format.
    Schema(schema::SchemaArguments),
}

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// Nothing to put right.
    Clean,
    /// There are findings.
    Findings,
    /// Some input could not be used.
    Unusable,
}

fn main() -> ExitCode {
    let ended = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Mapping(arguments) => mapping::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Lint(arguments) => compile::lint(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Compile(arguments) => compile::compile(&arguments),
        Command::Prove(arguments) => prove::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Coverage(arguments) => coverage::run(&arguments),
        Command::Messages(arguments) => messages::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match ended {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Ok(Ending::Unusable) => ExitCode::from(2),
        // Whoever reads our output has stopped: `wayhome check … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say::show(&format!("wayhome: {error}\n"));
            ExitCode::from(2)
        }
    }
}
