//! `pactlint rules`: every rule with its level in a profile.

use std::fmt::Write as _;

use super::args::RulesArgs;
use super::{ACCEPTED, CliError, print};
use crate::model::finding::{Lang, Level};
use crate::model::profile::Profile;
use crate::rules::{RULES, Rule};

pub(super) fn list(args: &RulesArgs, lang: Lang) -> Result<u8, CliError> {
    let profile = super::check::load_profile(&args.profile)?;
    let mut text = String::new();
    let longest = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default() + 2;
    for rule in RULES {
        let _ = writeln!(text, "{:<longest$}{:<8}{}", rule.id, level_key(level_of(rule, &profile)), lang.pick(rule.asks.zh, rule.asks.en));
    }
    print(&text).map(|()| ACCEPTED)
}

/// The level of a rule in a profile.
pub(super) fn level_of(rule: &Rule, profile: &Profile) -> Level {
    profile.levels.get(rule.id).copied().unwrap_or(rule.level)
}

/// A level as profiles write it.
fn level_key(level: Level) -> &'static str {
    match level {
        Level::Must => "must",
        Level::Should => "should",
        Level::Off => "off",
    }
}

/// A level in words, with what profiles call it.
pub(super) fn level_word(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Must => lang.pick("必须 must", "must"),
        Level::Should => lang.pick("应当 should", "should"),
        Level::Off => lang.pick("不检查 off", "off"),
    }
}
