//! `pactlint schema`, `pactlint completions` and `pactlint man`: what the program tells of itself.

use super::args::{CompletionsArgs, Contract, SchemaArgs};
use super::{ACCEPTED, CliError, command, print};
use crate::model::finding::Lang;
use crate::report::{diff, json};

/// The JSON Schema of an output.
pub(super) fn schema(args: &SchemaArgs) -> Result<u8, CliError> {
    let schema = match args.what {
        Contract::Report => json::schema()?,
        Contract::Diff => diff::schema()?,
    };
    print(&schema).map(|()| ACCEPTED)
}

/// A script that completes commands and options in a shell.
pub(super) fn completions(args: &CompletionsArgs, lang: Lang) -> Result<u8, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(lang), "pactlint", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| ACCEPTED)
}

/// The manual page: all commands with their options, one after another.
pub(super) fn page(lang: Lang) -> Result<u8, CliError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(lang)).render(&mut page)?;
    print(&String::from_utf8_lossy(&page)).map(|()| ACCEPTED)
}
