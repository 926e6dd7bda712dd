//! `pactlint schema`, `pactlint completions` and `pactlint man`: what the program tells of itself.

use super::args::{CompletionsArgs, Contract, ManArgs, SchemaArgs};
use super::{ACCEPTED, CliError, command, print};
use crate::model::finding::{Lang, Message};
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
    clap_complete::generate(args.shell, &mut visible(&command(lang)), "pactlint", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| ACCEPTED)
}

/// The same command without what is hidden, which shells would offer all the same.
fn visible(command: &clap::Command) -> clap::Command {
    let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help").map(visible);
    let named = clap::Command::new(command.get_name().to_owned()).about(command.get_about().cloned().unwrap_or_default());
    let named = named.version(env!("CARGO_PKG_VERSION"));
    let named = named.disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true);
    named.args(command.get_arguments().cloned()).subcommands(inner)
}

/// The manual page of the program, or of one of its commands.
pub(super) fn page(args: &ManArgs, lang: Lang) -> Result<u8, CliError> {
    let mut whole = command(lang);
    whole.build();
    let told = match &args.command {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .filter(|inner| !inner.is_hide_set())
            .cloned()
            .ok_or_else(|| CliError::Explained(Message::new(format!("没有 {name} 这个命令"), format!("there is no command {name}"))))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(told).render(&mut page)?;
    // Lines of Han characters cannot be spread to the margin; words would drift apart instead.
    print(&String::from_utf8_lossy(&page).replacen(".SH ", ".ad l\n.SH ", 1)).map(|()| ACCEPTED)
}
