//! `pactlint rules` and `pactlint explain`.

use std::fmt::Write as _;

use anstyle::Style;

use super::args::{ExplainArgs, RulesArgs};
use super::{ACCEPTED, CliError, print};
use crate::model::finding::{Lang, Level, Message};
use crate::rules::{self, RULES};

pub(super) fn list(args: &RulesArgs, lang: Lang) -> Result<u8, CliError> {
    let profile = super::check::load_profile(&args.profile)?;
    let mut text = String::new();
    for rule in RULES {
        let level = profile.levels.get(rule.id).copied().unwrap_or(rule.level);
        let _ = writeln!(text, "{:<28}{:<8}{}", rule.id, level_word(level), lang.pick(rule.asks.zh, rule.asks.en));
    }
    print(&text).map(|()| ACCEPTED)
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Must => "must",
        Level::Should => "should",
        Level::Off => "off",
    }
}

pub(super) fn explain(args: &ExplainArgs, lang: Lang) -> Result<u8, CliError> {
    let Some(rule) = rules::find(&args.rule) else {
        let message = if let Some(meant) = rules::meant(&args.rule) {
            Message::new(
                format!("没有规则 {}；是不是 {meant}？", args.rule),
                format!("there is no rule {}; did you mean {meant}?", args.rule),
            )
        } else {
            let all: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
            Message::new(
                format!("没有规则 {}；现有规则：{}", args.rule, all.join("、")),
                format!("there is no rule {}; the rules are {}", args.rule, all.join(", ")),
            )
        };
        return Err(CliError::Explained(message));
    };
    let bold = Style::new().bold();
    let source = format!("{}{}", lang.pick("苏科资发〔2024〕21号 ", "Notice 苏科资发〔2024〕21号, section "), rule.source);
    let parts = [
        (lang.pick("要求", "Asks"), lang.pick(rule.asks.zh, rule.asks.en)),
        (lang.pick("依据", "Source"), source.as_str()),
        (lang.pick("理由", "Why"), lang.pick(rule.why.zh, rule.why.en)),
        (lang.pick("改法", "Fix"), lang.pick(rule.fix.zh, rule.fix.en)),
    ];
    let mut text = format!("{bold}{}{bold:#}  {}\n", rule.id, level_word(rule.level));
    for (head, body) in parts {
        let _ = writeln!(text, "{head}: {body}");
    }
    print(&text).map(|()| ACCEPTED)
}
