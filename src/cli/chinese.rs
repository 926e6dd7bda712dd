//! What clap itself says, in Chinese: headings of the help, and complaints about what was typed.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// The same command with Chinese headings and hints; what each argument does is Chinese already.
pub(super) fn in_chinese(command: Command) -> Command {
    let mut command = framed(command);
    // The `help` commands come with building.
    command.build();
    with_help(command)
}

fn framed(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
    command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .version(env!("CARGO_PKG_VERSION"))
        .args([help, version])
        .mut_args(hinted)
        .mut_subcommands(framed)
}

fn with_help(command: Command) -> Command {
    command
        .mut_subcommands(|inner| if inner.get_name() == "help" { inner.about("显示帮助，或一个命令的帮助") } else { with_help(inner) })
}

/// An argument under a Chinese heading, with its values and default told in Chinese.
fn hinted(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "参数" } else { "选项" };
    let argument = argument.help_heading(heading);
    let mut hints = Vec::new();
    if argument.get_action().takes_values() {
        let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            hints.push(format!("可选：{}", values.join("、")));
        }
        let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            hints.push(format!("默认：{}", defaults.join("、")));
        }
    }
    match argument.get_help() {
        Some(help) if !hints.is_empty() => {
            let help = format!("{help} [{}]", hints.join("；"));
            argument.help(help).hide_possible_values(true).hide_default_value(true)
        }
        _ => argument,
    }
}

/// What clap answers, in Chinese: a help text as it is, a complaint in our words where it is one of the usual ones.
pub(super) fn answer(error: &clap::Error) -> String {
    let text = match complaint(error) {
        Some(complaint) => {
            let usage = match error.get(ContextKind::Usage) {
                Some(ContextValue::StyledStr(usage)) => usage_line(usage),
                _ => String::new(),
            };
            format!("pactlint: {complaint}\n\n{usage}详细说明请用 --help 查看\n")
        }
        None => error.render().ansi().to_string(),
    };
    text.replace("[OPTIONS]", "[选项]")
}

fn usage_line(usage: &StyledStr) -> String {
    let usage = usage.to_string();
    format!("用法：{}\n", usage.trim_start().trim_start_matches("Usage:").trim())
}

fn complaint(error: &clap::Error) -> Option<String> {
    let told = |kind| said(error, kind);
    let argument = || told(ContextKind::InvalidArg).unwrap_or_default();
    let value = || told(ContextKind::InvalidValue).unwrap_or_default();
    // Of several, the last is the likest.
    let likest = |meant: String| meant.rsplit('、').next().map(str::to_owned).unwrap_or_default();
    let meant = |kind| told(kind).map(likest).map(|meant| format!("；是不是 {meant}？")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {} 这个参数或选项{}", argument(), meant(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let typed = told(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有 {typed} 这个命令{}", meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value().is_empty() => format!("{} 缺少值{}", argument(), choice(error)),
        ErrorKind::InvalidValue => format!("{} 不能是 {}{}", argument(), value(), choice(error)),
        ErrorKind::ValueValidation => format!("{} 的值 {} 无效{}", argument(), value(), form(&argument())),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument()),
        ErrorKind::MissingSubcommand => format!("缺少命令{}", choice(error)),
        ErrorKind::ArgumentConflict if told(ContextKind::PriorArg) == told(ContextKind::InvalidArg) => {
            format!("{} 只能给出一次", argument())
        }
        ErrorKind::ArgumentConflict => format!("{} 不能与 {} 同时使用", argument(), told(ContextKind::PriorArg).unwrap_or_default()),
        ErrorKind::InvalidUtf8 => "命令行中有不是 UTF-8 的文字".to_owned(),
        _ => return None,
    })
}

/// How a value is to be written, by the placeholder that its argument's help shows.
fn form(argument: &str) -> &'static str {
    let placeholder = argument.split(['<', '>']).nth(1).unwrap_or_default();
    match placeholder {
        "DATE" => "；请写作 YYYY-MM-DD，例如 2024-03-28",
        "N" if argument.contains("--jobs") => "；请写 1 至 256 之间的整数",
        "N" => "；请写 0 至 65535 之间的整数",
        "ADDR:PORT" => "；请写作 地址:端口，例如 192.168.1.20:8000",
        "URL" => "；请写作 https://主机 或 http://主机:端口",
        _ => "",
    }
}

/// "；可选：text、json", where there is a choice.
fn choice(error: &clap::Error) -> String {
    let told = said(error, ContextKind::ValidValue).or_else(|| said(error, ContextKind::ValidSubcommand));
    told.filter(|values| !values.is_empty()).map(|values| format!("；可选：{values}")).unwrap_or_default()
}

/// What clap knows of a kind, as text.
fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(several) => Some(several.join("、")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::args::Args;
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_chinese() {
        in_chinese(Args::command()).debug_assert();
    }

    #[test]
    fn usual_mistakes_are_answered_in_chinese() {
        for (line, expected) in [
            ("pactlint check --fromat json x", "--format"),
            ("pactlint chek x", "是不是 check"),
            ("pactlint check --format yaml x", "可选：text、json"),
            ("pactlint check --format", "缺少值"),
            ("pactlint check --today tomorrow x", "YYYY-MM-DD"),
            ("pactlint check --jobs 0 x", "1 至 256"),
            ("pactlint serve --port x", "65535"),
            ("pactlint serve --listen office", "地址:端口"),
            ("pactlint serve --listen 127.0.0.1:1 --origin office", "https://主机"),
            ("pactlint check", "缺少 <PATH>"),
            ("pactlint check --out a --out b x", "只能给出一次"),
        ] {
            let error = in_chinese(Args::command()).try_get_matches_from(line.split(' ')).expect_err(line);
            let answer = answer(&error);
            assert!(answer.contains(expected) && !answer.contains("error") && !answer.contains("Usage"), "{line}: {answer}");
        }
    }
}
