//! The command line: one file per subcommand, Chinese by default.

mod args;
mod cache;
mod check;
mod chinese;
mod deliver;
mod diff;
mod docx;
mod english;
mod explain;
mod html;
mod init;
mod manual;
mod models;
mod profile;
mod progress;
mod rules;
mod serve;
mod stop;
mod watch;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::ingest;
use crate::model::finding::{Explain, Lang, Message};
use crate::report;
use args::{Args, Command};

/// Nothing is missing.
const ACCEPTED: u8 = 0;
/// A requirement is not met.
const GAP: u8 = 1;
/// Could not run, or a file could not be opened.
const FAILED: u8 = 2;
/// No gap, but a person must look.
const REVIEW: u8 = 3;
/// Stopped by Ctrl-C, as shells say it; what was done is reported.
const INTERRUPTED: u8 = 130;

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// Something said in both languages.
    #[error("{}", .0.en)]
    Explained(Message),
    /// Writing the result failed.
    #[error("{0}")]
    Output(#[from] std::io::Error),
    /// The result could not be serialised.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be made.
    #[error("{0}")]
    Workbook(#[from] report::xlsx::Error),
}

impl CliError {
    fn explained(error: &impl Explain) -> Self {
        Self::Explained(error.explain())
    }

    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Explained(message) => message.lang(lang).to_owned(),
            Self::Output(error) => format!("{}{error}", lang.pick("无法写出结果：", "the result could not be written: ")),
            Self::Json(error) => error.to_string(),
            Self::Workbook(error) => format!("{}{error}", lang.pick("无法生成表格：", "the workbook could not be made: ")),
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // A parser that gives up is a notice in the report, with the file's name; its own words help only developers.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let lang = args::language(std::env::args_os());
    let args = match command(lang).try_get_matches().and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are answers, not errors; clap knows which stream each belongs to.
            let _ = match (lang, error.use_stderr()) {
                (Lang::En, _) => error.print(),
                (Lang::Zh, true) => write!(anstream::stderr(), "{}", chinese::answer(&error)),
                (Lang::Zh, false) => write!(anstream::stdout(), "{}", chinese::answer(&error)),
            };
            return ExitCode::from(if error.use_stderr() { FAILED } else { ACCEPTED });
        }
    };
    match run(&args, lang) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            anstream::eprintln!("pactlint: {}", error.words(lang));
            ExitCode::from(FAILED)
        }
    }
}

/// All that can be typed, explained in a language.
fn command(lang: Lang) -> clap::Command {
    match lang {
        Lang::Zh => chinese::in_chinese(Args::command()),
        Lang::En => english::in_english(Args::command()),
    }
}

fn run(args: &Args, lang: Lang) -> Result<u8, CliError> {
    match &args.command {
        Command::Check(options) => check::run(options, lang),
        Command::Models(options) => models::run(options, lang),
        Command::Cache(options) => cache::run(options, lang),
        Command::Rules(options) => rules::list(options, lang),
        Command::Explain(options) => explain::run(options, lang),
        Command::Profile(options) => profile::run(options, lang),
        Command::Reader => Ok(ingest::apart::serve(std::io::stdin().lock(), std::io::stdout().lock()).map(|()| ACCEPTED)?),
        Command::Serve(options) => serve::run(options, lang),
        Command::Init(options) => init::run(options, lang),
        Command::Diff(options) => diff::run(options, lang),
        Command::Schema(options) => manual::schema(options),
        Command::Completions(options) => manual::completions(options, lang),
        Command::Man(options) => manual::page(options, lang),
    }
}

/// Writes to stdout, without colours where it is no terminal. A reader who has seen enough and closes the pipe changes nothing of what was found.
fn print(text: &str) -> Result<(), CliError> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
