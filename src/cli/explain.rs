//! `pactlint explain`: what a rule asks, on which words of the notice it rests, how to mend what is not met, and an example of each.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::args::ExplainArgs;
use super::rules::{level_of, level_word};
use super::{ACCEPTED, CliError, print};
use crate::model::finding::{Lang, Message};
use crate::model::profile::Profile;
use crate::report::text::wrap;
use crate::rules::{self, RULES, Rule};

/// The widest that running text is set, in columns.
const WIDEST: usize = 100;

/// The notice that quotations come from.
const NOTICE: &str = "苏科资发〔2024〕21号";

pub(super) fn run(args: &ExplainArgs, lang: Lang) -> Result<u8, CliError> {
    let profile = super::check::load_profile(&args.profile)?;
    let rule = rules::find(&args.rule).ok_or_else(|| CliError::Explained(unknown(&args.rule)))?;
    let width = super::progress::terminal_width().unwrap_or(WIDEST).min(WIDEST);
    print(&page(rule, &profile, lang, width)).map(|()| ACCEPTED)
}

/// There is no such rule; the nearest, or all of them.
fn unknown(named: &str) -> Message {
    if let Some(meant) = rules::meant(named) {
        return Message::new(format!("没有规则 {named}；是不是 {meant}？"), format!("there is no rule {named}; did you mean {meant}?"));
    }
    let all: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    Message::new(
        format!("没有规则 {named}；现有规则：{}", all.join("、")),
        format!("there is no rule {named}; the rules are {}", all.join(", ")),
    )
}

fn page(rule: &Rule, profile: &Profile, lang: Lang, width: usize) -> String {
    let bold = Style::new().bold();
    let level = level_word(level_of(rule, profile), lang);
    let head = match lang {
        Lang::Zh => format!("{level}（规则集 {}）", profile.id),
        Lang::En => format!("{level} (under {})", profile.id),
    };
    let mut text = format!("{bold}{}{bold:#}  {head}\n", rule.id);
    section(&mut text, lang.pick("要求", "Asks"), &[(lang.pick(rule.asks.zh, rule.asks.en), "  ")], width);
    for quote in rule.quotes {
        let words = format!("“{}”", quote.words);
        match lang {
            Lang::Zh => section(&mut text, &format!("通知原文（{NOTICE}，{}）", quote.section), &[(&words, "  ")], width),
            Lang::En => {
                section(&mut text, &format!("The notice ({NOTICE}, {})", quote.section), &[(&words, "  "), (quote.en, "  ")], width);
            }
        }
    }
    if rule.quotes.is_empty() {
        let none = lang.pick(
            "该项不出自省通知，供其他计划的规则集启用。",
            "The Jiangsu notice does not ask for it; profiles of other programmes may turn it on.",
        );
        section(&mut text, lang.pick("来源", "Source"), &[(none, "  ")], width);
    }
    section(&mut text, lang.pick("理由", "Why"), &[(lang.pick(rule.why.zh, rule.why.en), "  ")], width);
    let advice = rules::advice(rule, profile);
    section(&mut text, lang.pick("改法", "What to do"), &[(advice.lang(lang), "  ")], width);
    let (yes, no) = (AnsiColor::Green.on_default(), AnsiColor::Red.on_default());
    let (met, not) = (format!("  {yes}✓{yes:#} "), format!("  {no}✗{no:#} "));
    let examples = [(lang.pick(rule.good.zh, rule.good.en), met.as_str()), (lang.pick(rule.bad.zh, rule.bad.en), not.as_str())];
    section(&mut text, lang.pick("示例", "Examples"), &examples, width);
    text
}

/// A heading and paragraphs under it, each with what stands before its first line.
fn section(text: &mut String, head: &str, paragraphs: &[(&str, &str)], width: usize) {
    let bold = Style::new().bold();
    let _ = writeln!(text, "\n{bold}{head}{bold:#}");
    for (paragraph, mark) in paragraphs {
        let indent = if *mark == "  " { 2 } else { 4 };
        for (at, line) in wrap(paragraph, width.saturating_sub(indent)).iter().enumerate() {
            let _ = if at == 0 { writeln!(text, "{mark}{line}") } else { writeln!(text, "{}{line}", " ".repeat(indent)) };
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::rules::profile;

    fn shown(rule: &Rule, lang: Lang, width: usize) -> String {
        let profile = profile::load(profile::DEFAULT).expect("embedded");
        anstream::adapter::strip_str(&page(rule, &profile, lang, width)).to_string()
    }

    #[test]
    fn every_rule_shows_its_quotations_reason_remedy_and_examples() {
        for rule in RULES {
            for (lang, texts) in [(Lang::Zh, [rule.why.zh, rule.fix.zh, rule.good.zh]), (Lang::En, [rule.why.en, rule.fix.en, rule.bad.en])]
            {
                let page = shown(rule, lang, 80);
                assert!(page.lines().all(|line| line.width() <= 80), "{page}");
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                for text in texts.into_iter().chain(rule.quotes.iter().map(|quote| quote.words)) {
                    assert!(bare(&page).contains(&bare(text)), "{}: {text}", rule.id);
                }
            }
        }
    }

    #[test]
    fn a_rule_is_explained_like_this() {
        let rule = rules::find("ip-clause-specific").expect("a rule");
        insta::assert_snapshot!("zh", shown(rule, Lang::Zh, 80));
        insta::assert_snapshot!("en", shown(rule, Lang::En, 80));
    }
}
