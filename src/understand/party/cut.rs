//! What stands around a name on its line is cut off: label remnants, brackets, an address, a title.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::lexicon::Pattern;
use super::super::lexicon::words::{is_organisation, is_person, is_title};
use crate::model::text::is_han;

/// A value without brackets that only say "seal here", quotes and blanks at its ends.
pub(in crate::understand) fn clean(value: &str) -> String {
    static MARKS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)[(\[（【]\s*(加?盖\s*公?章|公章|签章|签字|签名|盖章处?|单位?盖?章|印|seal|stamp|company seal|official seal)\s*[)\]）】]?\s*$",
        )
    });
    let value = MARKS.replace_all(behind_bracket(value.trim()), |_| String::new());
    let value = value.trim_matches(|c: char| c.is_whitespace() || "_:,，;；、。|*".contains(c));
    balanced(value).to_owned()
}

/// A name and the same name again in another script, behind a comma or a space: "Astra Baltica UAB，波罗的海星空有限公司".
pub(super) fn in_two_scripts(name: &str) -> Option<(String, String)> {
    let east = |text: &str| text.chars().any(is_han);
    // Within a bracket, and within words of one script, a name goes on.
    let in_bracket = |at: usize| name[..at].matches('(').count() > name[..at].matches(')').count();
    let cuts = name.char_indices().filter(|(at, c)| ",， ".contains(*c) && !in_bracket(*at)).map(|(at, _)| at);
    let bare = |text: &str| text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text).to_owned();
    let parts = cuts.map(|at| (clean(&name[..at]), clean(&name[at..])));
    let found = parts.into_iter().find(|(first, second)| {
        let turns = second.starts_with('(') || second.starts_with(is_han) != first.ends_with(is_han);
        turns && east(first) != east(second) && is_organisation(first) && is_organisation(second)
    });
    found.map(|(first, second)| (first, bare(&second)))
}

/// A text without a bracket at its end that nothing closes or opened: a label stands in the rest of it, "某某公司（法定代表人：某某）".
fn balanced(value: &str) -> &str {
    let (open, closed) = (value.matches('(').count(), value.matches(')').count());
    match value.chars().next_back() {
        Some('(') => value[..value.len() - 1].trim_end(),
        Some(')') if closed > open => value[..value.len() - 1].trim_end(),
        _ => value,
    }
}

/// Longest word or two that end a label's bracket.
const LABEL_END: usize = 8;

/// A value without the end of its label's bracket, in which a word was misread: "甲方（盖章 Sea1）：某某公司" leaves "Sea1)" before the name.
fn behind_bracket(value: &str) -> &str {
    let Some(at) = value.find([')', '）']) else { return value };
    let open = value[..at].contains(['(', '（']) || value[..at].chars().count() > LABEL_END;
    let behind = value[at..].trim_start_matches([')', '）', ':', '：', ' ']);
    if open || behind.is_empty() { value } else { behind }
}

/// Where an address begins behind a complete name: "Tasman Aquatic Research Ltd, Nelson, New Zealand".
pub(super) fn place_behind(text: &str) -> Option<usize> {
    static LEGAL_FORM: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)^[,，]\s*(inc|ltd|limited|llc|co\b|corp|s\.|gmbh|ag\b|pte|pty|plc|b\.)"));
    let open = |at: usize| text[..at].matches('(').count() > text[..at].matches(')').count();
    text.match_indices([',', '，']).map(|(at, _)| at).find(|&at| {
        let next = text[at..].trim_start_matches([',', '，']);
        let segment = next.split([',', '，']).next().unwrap_or_default();
        is_organisation(&text[..at]) && !is_organisation(segment) && !LEGAL_FORM.is_match(&text[at..]) && !open(at)
    })
}

/// "Prof. X, Dean" as name and title; "President X" and "校长 王某" too.
pub(in crate::understand) fn split_title(value: &str) -> (String, Option<String>) {
    let trimmed = value.trim_matches(|c: char| c.is_whitespace() || ",，;；.。".contains(c));
    if let Some(at) = trimmed.find([',', '，', '/', '、', '(']) {
        let (name, rest) = trimmed.split_at(at);
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",，/、(".contains(c)).trim_end_matches(')');
        let first = rest.split([';']).next().unwrap_or(rest).trim();
        if is_title(first) && !is_title(name) || is_title(first) && name.chars().count() <= 60 {
            return (name.trim().to_owned(), Some(first.to_owned()));
        }
        if is_title(name) && !is_title(first) {
            return (first.to_owned(), Some(name.trim().to_owned()));
        }
    }
    (trimmed.to_owned(), None)
}

/// The organisation for which somebody is named who signs for it, with that person and the position: "D. Rodrigo Soto Vera, Rector de la Universidad …".
pub(super) fn signed_for(text: &str) -> Option<(String, String, String)> {
    static OF: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)\s(?:of|de|del|du|des|der|di|dello|della|dell['’]|do|da|von|van)\s+(?:(?:the|la|le|les|el|los|las|der|die|das)\s+|l['’])?",
        )
    });
    let (person, rest) = text.split_once([',', '，'])?;
    let named = is_person(person.trim().trim_start_matches("D. ").trim_start_matches("Dña. "));
    let position = |of: &Range<usize>| is_title(&rest[..of.start]) && !is_organisation(&rest[..of.start]);
    let found = OF.find_iter(rest).map(|of| of.range()).find(|of| position(of) && is_organisation(&rest[of.end..]))?;
    let organisation = clean(&rest[found.end..]);
    (named && organisation.starts_with(char::is_uppercase))
        .then(|| (organisation, person.trim().to_owned(), rest[..found.start].trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_turns_to_its_other_script_once_and_in_no_bracket() {
        for (name, turned) in [
            ("Astra Baltica UAB，波罗的海星空有限公司", Some(("Astra Baltica UAB", "波罗的海星空有限公司"))),
            ("奥胡斯水研究所(Aarhus Vandinstitut A/S)", None),
            ("Suzhou Jinghe Optics Co., Ltd. (苏州晶禾光学有限公司)", Some(("Suzhou Jinghe Optics Co., Ltd.", "苏州晶禾光学有限公司"))),
            ("Instituto Andino de Papa(安第斯马铃薯研究所)", None),
        ] {
            assert_eq!(in_two_scripts(name), turned.map(|(a, b)| (a.to_owned(), b.to_owned())), "{name}");
        }
    }

    #[test]
    fn somebody_may_be_named_for_an_organisation() {
        let told = |text| signed_for(text).map(|(organisation, person, title)| format!("{organisation}|{person}|{title}"));
        for (text, expected) in [
            (
                "D. Rodrigo Soto Vera, Rector de la Universidad Austral de Maule",
                Some("Universidad Austral de Maule|D. Rodrigo Soto Vera|Rector"),
            ),
            ("Gao Ming, Director General de Xuzhou Minera Co., Ltd.", Some("Xuzhou Minera Co., Ltd.|Gao Ming|Director General")),
            ("Prof. Ann Lee, Dean of the Harrow Institute", Some("Harrow Institute|Prof. Ann Lee|Dean")),
            ("Xuzhou Minera Co., Ltd.", None),
            ("University of Harrow, School of Law", None),
        ] {
            assert_eq!(told(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn brackets_without_their_pair_are_no_part_of_a_name() {
        for (value, name) in [
            ("苏州星桥航天电子有限公司(", "苏州星桥航天电子有限公司"),
            ("秦仲文)", "秦仲文"),
            ("北岭大学(深圳)", "北岭大学(深圳)"),
            ("某某公司（盖章）", "某某公司"),
        ] {
            assert_eq!(clean(value), name);
        }
    }
}
