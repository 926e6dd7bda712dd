//! Short forms of the parties' names that the recognition of parties does not know: terms defined behind a name, and the word of a name by which the
//! text goes on to speak of it ("Jiuding would build …", 久鼎拟制造…). A word counts where the text uses it as a subject and as nothing else.

use std::sync::LazyLock;

use crate::model::text::is_han;
use crate::understand::lexicon::Pattern;

/// How far behind a name the term for it stands, in characters.
const REACH: usize = 400;
/// Fewest places where a word stands by itself for the party.
const USES: usize = 2;
/// Fewest letters of such a word.
const LETTERS: usize = 3;
/// Ideographs of a short name.
const IDEOGRAPHS: std::ops::RangeInclusive<usize> = 2..=4;

/// A term for somebody, with what announces it.
static DEFINED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#"(?i)(?:hereinafter|hereafter|referred to as|called|im folgenden|nachfolgend|ci-après|далее|en adelante|en lo sucesivo|di seguito|以下(?:简称|簡稱|称|稱)?|下面叫|简称|簡稱|下称|\(\s*(?:the )?)[\s:为為:,—–-]*(?:called|referred to as|the|als|genannt|dénommée?|именуем\p{L}*|denominad[oa])?\s*[“"„«「'‘]\s*(?:the )?([^“”"„«»「」()]{2,30}?)\s*[”"“»」'’]"#,
    )
});
/// The same without quotation marks.
static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"[Hh]erein ?after (?:called|referred to as|named) (?:the )?(\p{Lu}[\p{L}\d-]{2,20})|[Hh]ereafter (?:the )?(\p{Lu}[\p{L}\d-]{2,20})|(?:下面叫|以下简称|以下簡稱|下称)([一-鿿]{2,8}?)[)）,，。;]",
    )
});
/// A word in brackets, which is a term where the text goes on with it.
static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[(（](\p{Lu}[\p{L}\d-]{2,20}|\p{Han}{2,4})[)）]"));
/// Words that stand in many names and in many texts: what a company makes, and its legal form.
static GENERIC: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(?:universit\p{L}*|universidad|college|school|institut\p{L}*|istituto|technolog\p{L}*|technical|sciences?|systems?|engineering|research|development|equipment|machinery|materials?|instruments?|electronics?|energy|power|medical|pharma\p{L}*|bio\p{L}*|marine|company|group|international|national|industr\p{L}*|laborator\p{L}*|cent(?:er|re|ro)|foundation|association|society|limited|the|and|for|china|chinese|state|city|province|district|road|street|forschung\p{L}*|technik|gesellschaft|hochschule|maschinen\p{L}*|anlagen\p{L}*|recherche|société|instrumentation|industrial\p{L}*|tecnolog\p{L}*|investigaci\p{L}*|agreement|contract|parties|party|project|article|annex)$",
        r"|技术|科技|材料|设备|电子|生物|医药|制药|机械|智能|信息|软件|环保|能源|化工|精密|仪器|装备|制造|工业|工程|纺织|食品|农业|种业|海洋|航空|航天|动力|电气|电力|光电|激光|系统|集团|股份|有限|责任|公司|大学|学院|研究|中心|国际|国家|中国|实验|项目|合作|协议|合同|双方|各方|成果|产品|数据|甲方|乙方",
    ))
});
/// Begins a clause: what stands there is its subject.
const OPENS: [char; 14] = ['.', ';', ':', ',', '(', ')', '。', '；', '：', '，', '、', '\n', '由', '归'];

/// Further terms of each party, from the names that each is known by and the text of the agreement.
pub(super) fn further(names: &[Vec<String>], text: &str) -> Vec<Vec<String>> {
    (0..names.len())
        .map(|i| {
            let theirs = |term: &str| {
                names
                    .iter()
                    .enumerate()
                    .any(|(j, other)| j != i && other.iter().any(|name| name.to_lowercase().contains(&term.to_lowercase())))
            };
            let mut terms: Vec<String> = names[i].iter().flat_map(|name| defined(name, &others(names, i), text)).collect();
            terms.extend(names[i].iter().filter_map(|name| spoken(name, text)));
            terms.retain(|term| !theirs(term));
            terms
        })
        .collect()
}

/// The names of the parties but one.
fn others(names: &[Vec<String>], own: usize) -> Vec<&str> {
    names.iter().enumerate().filter(|(i, _)| *i != own).flat_map(|(_, names)| names).map(String::as_str).collect()
}

/// Terms defined in brackets behind a name, before any other party's.
fn defined(name: &str, others: &[&str], text: &str) -> Vec<String> {
    // "and existing under the laws of" goes on; "and the Institute of" is another organisation.
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r" and (?:the )?\p{Lu}"));
    let mut out = Vec::new();
    for (at, _) in text.match_indices(name) {
        let behind: String = text[at + name.len()..].chars().take(REACH).collect();
        // Another sentence, or another organisation, has its own terms.
        let end = behind.find(['。', ';', '；', '\n']).unwrap_or(behind.len());
        let behind = &behind[..end];
        let other = others.iter().filter_map(|other| behind.find(other)).min();
        let next = NEXT.find(behind).map(|next| next.start()).or_else(|| behind.find(['与', '和']));
        let end = [other, next].into_iter().flatten().min().unwrap_or(behind.len());
        let found = DEFINED
            .captures_iter(&behind[..end])
            .chain(CALLED.captures_iter(&behind[..end]))
            .filter_map(|found| found.iter().skip(1).flatten().next().map(|term| term.as_str().trim().to_owned()));
        out.extend(found.filter(|term| !term.contains(':') && !GENERIC.is_match(term)));
        let bracketed = BRACKETED.captures_iter(&behind[..end]).map(|found| found[1].to_owned());
        out.extend(bracketed.filter(|term| !GENERIC.is_match(term) && used(term, text) >= USES));
    }
    out
}

/// The word of a name by which the text speaks of the party.
fn spoken(name: &str, text: &str) -> Option<String> {
    let rest = text.replace(name, "\n");
    let candidates = if name.chars().filter(|&c| is_han(c)).count() * 2 > name.chars().count() { ideographs(name) } else { words(name) };
    let uses = candidates.into_iter().map(|word| (used(&word, &rest), word)).filter(|(uses, _)| *uses >= USES);
    uses.max_by_key(|(uses, word)| (*uses, word.chars().count())).map(|(_, word)| word)
}

/// Words of a name in scripts with spaces that can stand for it.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LETTERS);
    words.filter(|word| word.starts_with(char::is_uppercase) && !GENERIC.is_match(word)).map(str::to_owned).collect()
}

/// Runs of a Chinese name that can stand for it; two at its beginning are a place.
fn ideographs(name: &str) -> Vec<String> {
    let name: Vec<char> = name.chars().filter(|&c| is_han(c)).collect();
    let runs = IDEOGRAPHS.flat_map(|length| name.windows(length).enumerate().filter(move |(at, _)| *at > 0 || length > 2));
    runs.map(|(_, run)| run.iter().collect::<String>()).filter(|run| !GENERIC.is_match(run)).collect()
}

/// How often a word stands by itself at the beginning of a clause; 0 where it is also written small, as a common noun.
fn used(word: &str, text: &str) -> usize {
    let dense = word.chars().all(is_han);
    let small = word.to_lowercase();
    let mut uses = 0;
    for (at, _) in text.match_indices(word) {
        let (before, behind) = (&text[..at], &text[at + word.len()..]);
        let next = behind.chars().next();
        let whole = dense || (!before.ends_with(char::is_alphanumeric) && !next.is_some_and(char::is_alphanumeric));
        let opens = before.trim_end_matches([' ', '“', '"', '«']).chars().next_back().is_none_or(|c| OPENS.contains(&c))
            || (!dense && [" and ", " und ", " et ", " y ", " и ", " that ", " while "].iter().any(|join| before.ends_with(join)));
        uses += usize::from(whole && opens);
    }
    let common = !dense && small != *word && text.split(|c: char| !c.is_alphanumeric()).any(|other| other == small);
    if common { 0 } else { uses }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(names: &[&str], text: &str) -> Vec<Vec<String>> {
        further(&names.iter().map(|name| vec![(*name).to_owned()]).collect::<Vec<_>>(), text)
    }

    #[test]
    fn a_name_is_shortened_to_the_word_by_which_the_text_goes_on() {
        let text = "Wuxi Kelan Seals Co., Ltd. and Brookmoor Polymer Works Inc. intend to work together. Kelan would mould the rings. Brookmoor would \
                    compound the rubber, and Kelan would test it. Brookmoor keeps its recipes. The seals are tested in Wuxi.";
        assert_eq!(
            terms(&["Wuxi Kelan Seals Co., Ltd.", "Brookmoor Polymer Works Inc."], text),
            [vec!["Kelan".to_owned()], vec!["Brookmoor".to_owned()]]
        );
        let text = "常熟柯岚密封件有限公司与布鲁克聚合物公司商定一起做密封圈。柯岚出模具，每月试压一次。布鲁克出胶料，柯岚负责试验。布鲁克负责配方。";
        assert_eq!(terms(&["常熟柯岚密封件有限公司", "布鲁克聚合物公司"], text), [vec!["柯岚".to_owned()], vec!["布鲁克".to_owned()]]);
    }

    #[test]
    fn terms_are_taken_from_behind_the_name() {
        let text = "Between WUXI KELAN SEALS CO., LTD., Wuxi, China (hereinafter called KELAN) and Brookmoor Works Inc. («BW»).\n青岚大学（以下称“青岚”）";
        let found = terms(&["WUXI KELAN SEALS CO., LTD.", "Brookmoor Works Inc.", "青岚大学"], text);
        assert_eq!(found[0], ["KELAN"]);
        assert_eq!(found[1], ["BW"]);
        assert_eq!(found[2], ["青岚"]);
    }

    #[test]
    fn a_term_is_defined_behind_a_long_description_of_its_party() {
        let text = "PAMANTASAN NG SILANGAN, a state university organized and existing under the laws of the Republic of the Philippines, with principal office \
                    at 10 Mabini Avenue, represented herein by its President, referred to as \"PNS\", and SUQIAN BIOENERGY CO., LTD., a corporation organized \
                    and existing under the laws of China, with its office at 66 Hongze Lake Road, hereinafter referred to as \"LVYE\".";
        assert_eq!(
            terms(&["PAMANTASAN NG SILANGAN", "SUQIAN BIOENERGY CO., LTD."], text),
            [vec!["PNS".to_owned()], vec!["LVYE".to_owned()]]
        );
    }

    #[test]
    fn common_nouns_and_places_are_no_short_forms() {
        let text = "Seals are made by hand. Seals leak; the seals are tested. 密封件由甲方提供。密封件不得外传。";
        assert_eq!(terms(&["Wuxi Kelan Seals Co., Ltd."], text), [Vec::<String>::new()]);
    }
}
