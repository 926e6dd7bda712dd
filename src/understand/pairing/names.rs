//! Names of organisations in an original and its translation: what of a name is Chinese, and which name became another.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::model::text::{fold_look_alikes, is_han, is_hangul, is_kana, similarity, squash};
use crate::understand::lexicon::Pattern;
use crate::understand::lexicon::words::is_organisation;

/// Fewest ideographs of a Chinese name.
const LEAST_HAN: usize = 4;
/// From this similarity a name that the original does not have stands for one that it has.
const SAME_PLACE: f64 = 0.5;
/// From this similarity a name that recognition read may be the same one.
const SAME_READ: f64 = 0.84;
/// Words with which names end, whatever follows.
const LEGAL_ENDS: [&str; 14] = ["Ltd", "Limited", "Inc", "Co", "Corp", "LLC", "PLC", "GmbH", "AG", "KG", "SAS", "BV", "AB", "AS"];

/// Organisations' names in Latin letters, as running text has them.
static LATIN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\p{Lu}[\p{L}\d&.'’-]*(?:\s(?:(?:&|and|of|the|for|de|des|du|et|der|für|di|y|i)\s)?\p{Lu}[\p{L}\d&.'’-]*){1,8}")
});

/// The same in Chinese: what ends like one, without what joins it to another.
static CHINESE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:^|[^\p{Han}]|[由与和及、])((?:[\p{Han}&&[^由与和及的是将以]]){2,20}?(?:有限责任公司|股份有限公司|股份公司|有限公司|公司|大学|學院|大學|学院|研究院|研究所|研究中心|医院|基金会|协会|合作社))(?:[^\p{Han}]|[与和及就为拟同将订谈]|$)",
    )
});

/// The Chinese part of a name that may stand beside its translation: the longest run of ideographs. A name with kana or Hangul is none.
pub(in crate::understand) fn chinese(name: &str) -> Option<&str> {
    if name.chars().any(|c| is_kana(c) || is_hangul(c)) {
        return None;
    }
    let runs = name.split(|c: char| !is_han(c) && c != '·');
    runs.max_by_key(|run| run.chars().count()).filter(|run| run.chars().filter(|&c| is_han(c)).count() >= LEAST_HAN)
}

/// Whether a text names somebody, however recognition took letters that look alike.
pub(super) fn has(text: &str, name: &str) -> bool {
    fold_look_alikes(&squash(text)).contains(&fold_look_alikes(&squash(name)))
}

/// Names in Latin letters that a translation has in the place of the original's, with the original's name first: "Cold Creek Farms Inc." for
/// "Cold Creek Mills Inc.". Of texts that were `read` from pixels, names that are nearly the same are the same.
pub(super) fn changed(original: &str, translation: &str, read: bool) -> Vec<(String, String)> {
    let known = squash(original);
    let own = latin(original);
    let strangers = latin(translation).into_iter().filter(|name| !known.contains(&squash(name)));
    let changed = strangers.filter_map(|name| {
        let like = own.iter().map(|other| (similarity(other, &name), other)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        // A name that the translation has too was not exchanged.
        let kept = squash(translation).contains(&squash(like.1));
        let another = like.0 >= SAME_PLACE && !(read && like.0 >= SAME_READ);
        (another && !kept).then(|| (like.1.clone(), name))
    });
    changed.collect()
}

/// Organisations' names in Latin letters and in Chinese.
pub(in crate::understand) fn organisations(text: &str) -> BTreeSet<String> {
    let mut names = latin(text);
    names.extend(text.lines().flat_map(|line| CHINESE.captures_iter(line).map(|found| found[1].to_owned()).collect::<Vec<_>>()));
    names
}

/// Organisations' names in Latin letters.
fn latin(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for found in text.lines().flat_map(|line| LATIN.find_iter(line).map(|found| found.as_str().to_owned()).collect::<Vec<_>>()) {
        // "Ltd. and Northfield Pumps Ltd. of Leeds": a legal form ends one name, and what joins names belongs to none.
        let mut name: Vec<&str> = Vec::new();
        for word in found.split_whitespace() {
            let joins = !word.starts_with(char::is_uppercase);
            if name.is_empty() && joins {
                continue;
            }
            name.push(word);
            if LEGAL_ENDS.contains(&word.trim_end_matches('.')) {
                keep(&mut names, &name);
                name.clear();
            }
        }
        keep(&mut names, &name);
    }
    names
}

/// Keeps a name of several words that is an organisation's.
fn keep(names: &mut BTreeSet<String>, name: &[&str]) {
    let whole = name.join(" ");
    let whole = whole.trim_end_matches(['.', '-']);
    let legal = || name.last().is_some_and(|last| LEGAL_ENDS.contains(&last.trim_end_matches('.')));
    if name.len() > 1 && (is_organisation(whole) || legal()) {
        names.insert(whole.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chinese_part_of_a_name_is_what_stands_in_a_translation() {
        assert_eq!(chinese("Suzhou Qinglan Pumps Co., Ltd. (苏州青岚泵业有限公司)"), Some("苏州青岚泵业有限公司"));
        assert_eq!(chinese("南麓大学(澳门)"), Some("南麓大学"));
        assert_eq!(chinese("Northfield Pumps Ltd."), None);
        assert_eq!(chinese("アサギ工業株式会社"), None);
    }

    #[test]
    fn an_exchanged_name_is_told_from_one_that_is_only_left_out() {
        let original = "between Suzhou Qinglan Pumps Co., Ltd. and Northfield Marine Pumps Ltd. of Leeds";
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            changed(original, "诺菲尔德（Northfield Garden Pumps Ltd.）", false),
            [pair("Northfield Marine Pumps Ltd", "Northfield Garden Pumps Ltd")]
        );
        assert!(changed(original, "诺菲尔德（Northfield Marine Pumps Ltd.）与青岚", false).is_empty());
        assert!(changed(original, "诺菲尔德（Northfie1d Marine Pumps Ltd.）", true).is_empty());
        assert!(changed(original, "由 Zurich Chamber of Commerce 仲裁", false).is_empty());
    }

    #[test]
    fn kana_read_as_look_alikes_are_the_same_name() {
        assert!(has("乙方:北浜口ボッ卜株式会社", "北浜ロボット株式会社"));
        assert!(!has("乙方:北浜ポンプ株式会社", "北浜ロボット株式会社"));
    }
}
