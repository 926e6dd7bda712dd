//! Two parties that a sentence names without defining them: "between X (Baiyun) and Y", "X and Y intend to …", 由X与Y订立.

use std::sync::LazyLock;

use super::super::lexicon::Pattern;
use super::super::lexicon::country;
use super::super::lexicon::words::is_organisation;
use super::cut::{clean, place_behind};

/// Longest stretch that names two parties, in bytes, and one name, in characters.
const STRETCH: usize = 480;
const LONGEST: usize = 90;
/// Longest short name in a bracket.
const SHORT: usize = 24;

/// A party as a sentence names it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its name.
    pub(super) name: String,
    /// The short name in a bracket behind it.
    pub(super) short: Option<String>,
    /// Byte at which it begins.
    pub(super) start: usize,
}

static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:by\s+and\s+)?(?:between|entre|zwischen|между)\b\s*:?\s*|(?:^|\s|本协议|本合同)(?:是|系|兹)?由\s*")
});
static JOINS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i),?\s+(?:and|und|et|y|и)\s+|\s*[与與和及]\s*"));
/// What ends the second name: what the two do, or a clause about them.
static ENDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\s+(?:intends?|agrees?|have|has|hereby|wish|will|shall|desire|enter|concludes?|join|plan|declare|vereinbaren|schließen|beabsichtigen|conviennent|ont|souhaitent|acuerdan|convienen|celebran|заключили|договорились|as\s+follows|on|for|concerning|regarding)\b",
        r"|\s*(?:订立|簽訂|签订|签署|缔结|达成|就|拟|擬|为了?|為|经|共同|在|于|本着|決定|决定|商定|谈好|约定|合作)|[.。;；](?:\s|$)"
    ))
});
static BRACKET: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\s*\(([^()]{2,60})\)\s*$"));

/// The two parties that a text names first, where it is opened by "between" or, at the `starts` of paragraphs, followed by what they do.
pub(super) fn pair(text: &str, starts: &[usize]) -> Option<[Named; 2]> {
    let opened = OPENS.find_iter(text).map(|found| (found.end(), text.len()));
    // What follows no such word stands in one paragraph.
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let all = opened.map(|(start, end)| (start, end, true)).chain(starts.iter().zip(ends).map(|(start, end)| (*start, end, false)));
    all.into_iter().find_map(|(start, end, opened)| {
        let end = end.min(start + STRETCH);
        let end = (start..=end).rev().find(|at| text.is_char_boundary(*at))?;
        at(&text[start..end], start, opened)
    })
}

fn at(chunk: &str, start: usize, opened: bool) -> Option<[Named; 2]> {
    JOINS.find_iter(chunk).find_map(|join| {
        let first = named(&chunk[..join.start()], start)?;
        let rest = &chunk[join.end()..];
        // A dot ends a name only where the name is whole without it: "S.p.A.".
        let dot = |end: &std::ops::Range<usize>| rest[end.clone()].starts_with(['.', '。', ';', '；']);
        let ends = ENDS.find_iter(rest).map(|end| end.range());
        let ends =
            ends.filter(|end| !dot(end) || opened && (rest[..end.start].ends_with(')') || !rest[end.end..].trim_start().starts_with('(')));
        let mut ends = ends.map(|end| &rest[..end.start]).chain(opened.then_some(rest));
        let second = ends.find_map(|second| named(second, start + join.end()))?;
        (first.name != second.name).then_some([first, second])
    })
}

/// The organisation that a stretch is, with the short name behind it.
fn named(stretch: &str, start: usize) -> Option<Named> {
    let bracket = BRACKET.captures(stretch);
    let (body, inner) = match &bracket {
        Some(found) => (&stretch[..found.get(0)?.start()], found.get(1).map(|inner| inner.as_str().trim())),
        None => (stretch, None),
    };
    let name = clean(&body[..place_behind(body).unwrap_or(body.len())]);
    let capital = name.chars().next().is_some_and(|c| c.is_uppercase() || c as u32 >= 0x2e80 || c.is_ascii_digit());
    let sentence =
        name.contains(['。', ';', ':', '：']) || body.contains(". ") && !is_organisation(body.split(". ").next().unwrap_or_default());
    if !capital
        || sentence
        || !is_organisation(&name)
        || name.chars().count() > LONGEST
        || name.contains([',', '，']) && !name.contains('.')
    {
        return None;
    }
    let is_short = |inner: &&str| inner.chars().count() <= SHORT && country::named(inner).is_none() && !inner.contains([',', '，']);
    Some(Named { name, short: inner.filter(is_short).map(str::to_owned), start })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<[(String, Option<String>); 2]> {
        pair(text, &[0]).map(|pair| pair.map(|party| (party.name, party.short)))
    }

    fn told(first: (&str, &str), second: (&str, &str)) -> [(String, Option<String>); 2] {
        let one = |(name, short): (&str, &str)| (name.to_owned(), (!short.is_empty()).then(|| short.to_owned()));
        [one(first), one(second)]
    }

    #[test]
    fn two_names_with_and_between_them_are_the_parties() {
        for (text, first, second) in [
            (
                "Made between Wuhu Baiyun Vinegar Biotech Co., Ltd. (Baiyun) and Parma Fermenti S.p.A. (Parma). (a) The parties",
                ("Wuhu Baiyun Vinegar Biotech Co., Ltd.", "Baiyun"),
                ("Parma Fermenti S.p.A.", "Parma"),
            ),
            (
                "Yixing Jiuding Pump Co., Ltd. and Limmat Systems AG intend to work together on pumps.",
                ("Yixing Jiuding Pump Co., Ltd.", ""),
                ("Limmat Systems AG", ""),
            ),
            (
                "本协议由镇江白岭生物科技有限公司（白岭）与帕尔马发酵股份公司订立。".replace('（', "(").replace('）', ")").as_str(),
                ("镇江白岭生物科技有限公司", "白岭"),
                ("帕尔马发酵股份公司", ""),
            ),
        ] {
            assert_eq!(names(text), Some(told(first, second)), "{text}");
        }
    }

    #[test]
    fn what_is_shared_between_things_names_nobody() {
        for text in [
            "The contract shall apply between signing and completion of the project.",
            "Costs are shared between the Parties and paid to the University.",
            "the University of Nelson and the sea",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
