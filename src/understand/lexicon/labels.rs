//! Labels of fields: runs of known words with a colon, a blank or the line's end behind them.

use std::ops::Range;
use std::sync::LazyLock;

use super::vocabulary::{WORDS, Word, position};
use super::words::{is_organisation, is_person, is_title};
use super::{Pattern, spaced};

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::understand) enum Field {
    /// A party: 甲方, Party A, "for and on behalf of".
    Party,
    /// An organisation's name without saying which: 单位, Institution.
    Organisation,
    /// A signature.
    Signature,
    /// A seal.
    Seal,
    /// A person who represents: 法定代表人, "represented by"; with a name behind it a name, with a blank a signature line.
    Representative,
    /// A person's name.
    Name,
    /// A title or position.
    Title,
    /// Name and title together.
    NameAndTitle,
    /// A date.
    Date,
    /// Something else that ends the value before it: address, telephone.
    Other,
}

/// A label in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::understand) struct Label {
    /// What it asks for.
    pub(in crate::understand) field: Field,
    /// Whether it also asks for a seal: 甲方（盖章）, 签字盖章.
    pub(in crate::understand) seal: bool,
    /// Position of the party it names: 0 for 甲方, Party A.
    pub(in crate::understand) party: Option<usize>,
    /// Bytes of the label, colon included.
    pub(in crate::understand) range: Range<usize>,
    /// Bytes of its value: up to the next label.
    pub(in crate::understand) value: Range<usize>,
    /// Whether a colon, blank or bracket shows that it is a label; else it stands alone or before its value.
    pub(in crate::understand) marked: bool,
}

static WORD: LazyLock<Pattern> = LazyLock::new(|| {
    let groups: Vec<String> = WORDS.iter().map(|(_, east, west)| format!("({}|{west})", spaced(east))).collect();
    Pattern::new(&format!("(?i){}", groups.join("|")))
});
/// Single characters that name a party only with a colon or in brackets: 甲：, （乙）, 갑:.
static LETTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#"^[(\[「『<〔【“"\s]*([甲乙丙丁戊己갑을병정])[)\]」』>〕】”"\s]*(?::|$|[(\s])|^[(\[「『【“"]([甲乙丙丁戊己갑을병정])[)\]」』】”"]"#,
    )
});

static LATER_LETTER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r#"\s[(\[「『【“"]?([甲乙丙丁戊己갑을병정])[)\]」』】”"]?\s*:"#));

/// Who signs and for whom, in one clause: "Signed by PETER NOVAK, Director, for and on behalf of X Ltd".
static DEED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^\s*((?:[Ss]igned|SIGNED|[Ee]xecuted|EXECUTED)(?:\s+as\s+an?\s+\w+)?\s+(?:by|BY))\s+(\p{Lu}[^_…:;]{2,90}?),?\s+((?:acting\s+)?(?:[Ff]or\s+and\s+)?[Oo]n\s+behalf\s+of)\s+\S",
    )
});

static SIGNED_BY: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)^(signed|executed)\s+by$"));

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Where a bracket ends that asks a party for its seal right behind its letter, at `start` of the text: "甲（社印）：".
fn asked_in_brackets(rest: &str, start: usize, words: &[Found]) -> Option<usize> {
    static BRACKET: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\s*\(\s*([^()]{1,12}?)\s*\)\s*:?"));
    let captures = BRACKET.captures(rest)?;
    let inner = captures.get(1)?.range();
    let found = words.iter().find(|found| found.range == (inner.start + start..inner.end + start))?;
    (found.word == Word::Seal).then(|| start + captures.get(0).map_or(0, |whole| whole.end()))
}

/// The labels of a deed's clause.
fn deed(text: &str) -> Option<[Label; 2]> {
    let captures = DEED.captures(text)?;
    let [by, person, behalf] = [1, 2, 3].map(|group| captures.get(group).map(|found| found.range()));
    let (by, person, behalf) = (by?, person?, behalf?);
    let label = |field, range: Range<usize>, value| Label { field, seal: false, party: None, range, value, marked: true };
    let named = !is_organisation(&text[person.clone()]);
    let end = behalf.end;
    named.then(|| [label(Field::NameAndTitle, by, person), label(Field::Party, behalf, end..text.len())])
}

/// What may stand between the words of one label.
fn is_joint(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || "/()[]、,.&|·-'’\"".contains(c))
        && between.chars().filter(|c| !c.is_whitespace()).count() <= 3
}

fn latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic() && (c as u32) < 0x1100)
}

/// A word with its kind.
struct Found {
    word: Word,
    range: Range<usize>,
}

fn words(text: &str) -> Vec<Found> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut search = WORD.on(text);
    while let Some(captures) = search.captures_at(from) {
        let Some(whole) = captures.get(0) else { break };
        let kind = WORDS.iter().enumerate().find(|(i, _)| captures.get(i + 1).is_some()).map(|(_, (word, ..))| *word);
        let west = whole.as_str().chars().next().is_some_and(|c| (c as u32) < 0x1100);
        let elided = whole.as_str().ends_with(['\'', '’']);
        let goes_on = latin(text[whole.end()..].chars().next()) && !elided;
        let inside = west && (latin(text[..whole.start()].chars().next_back()) || goes_on);
        if let (Some(word), false) = (kind, inside) {
            out.push(Found { word, range: whole.range() });
            from = whole.end();
        } else {
            // A word inside another one: go on behind its first letter.
            from = whole.start() + whole.as_str().chars().next().map_or(1, char::len_utf8);
        }
    }
    out
}

/// Digits among Latin letters as the letters that recognition took them for ("Tit1e"); every byte keeps its place.
fn lettered(text: &str) -> String {
    let bytes = text.as_bytes();
    let letter = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphabetic);
    let mend = |(i, byte): (usize, char)| match byte {
        '1' if letter(i.checked_sub(1)) && letter(Some(i + 1)) => 'l',
        '0' if letter(i.checked_sub(1)) && letter(Some(i + 1)) => 'o',
        other => other,
    };
    text.char_indices().map(mend).collect()
}

/// All labels of a line's [`normalise`](crate::model::text::normalise)d text.
pub(super) fn read(text: &str) -> Vec<Label> {
    let text = &lettered(text);
    if let Some(labels) = deed(text) {
        return labels.into();
    }
    let words = words(text);
    let mut out: Vec<Label> = Vec::new();
    if let Some(captures) = LETTER.captures(text) {
        let letter = captures.get(1).or(captures.get(2));
        let whole = captures.get(0).map_or(0..0, |whole| whole.range());
        if let Some(letter) = letter {
            let marked = whole.len() > letter.len();
            let end = if text[whole.clone()].ends_with('(') { whole.end - 1 } else { whole.end };
            let asked = asked_in_brackets(&text[end..], end, &words);
            let (seal, end) = (asked.is_some(), asked.unwrap_or(end));
            out.push(Label { field: Field::Party, seal, party: position(letter.as_str()), range: 0..end, value: end..text.len(), marked });
        }
    }
    let mut i = 0;
    while i < words.len() {
        let mut end = i + 1;
        while end < words.len() && is_joint(&text[words[end - 1].range.end..words[end].range.start]) && !closes(text, &words, end) {
            end += 1;
        }
        // What ends another word is no beginning of a label: "…有限公司（法定代表人：".
        let ends_word = |found: &&Found| {
            let before = text[..found.range.start].chars().next_back();
            found.word == Word::Filler && before.is_some_and(|c| c.is_alphanumeric() && c as u32 >= 0x2e80)
        };
        let from = i + words[i..end].iter().take_while(ends_word).count().min(end - i - 1);
        if let Some(label) = label(text, &words[from..end], out.last()) {
            out.push(label);
        }
        i = end;
    }
    // A second party's letter further on in a line of two columns.
    let later = LATER_LETTER.captures_iter(text).filter_map(|captures| {
        let (whole, letter) = (captures.get(0)?, captures.get(1)?);
        let range = letter.start()..whole.end();
        let party = position(letter.as_str());
        Some(Label { field: Field::Party, seal: false, party, value: range.end..range.end, range, marked: true })
    });
    let later: Vec<Label> = later.filter(|label| out.iter().all(|other| !overlap(&other.range, &label.range))).collect();
    if out.iter().any(|label| label.field == Field::Party && label.range.start == 0) {
        out.extend(later);
        out.sort_by_key(|label| label.range.start);
    }
    let starts: Vec<usize> = out.iter().skip(1).map(|label| label.range.start).chain([text.len()]).collect();
    for (label, next) in out.iter_mut().zip(starts) {
        label.value = label.range.end..next.max(label.range.end);
    }
    out
}

/// Whether a new label begins at a word although only spaces part it from the one before: "签字 日期", "Name Title" side by side.
fn closes(text: &str, words: &[Found], at: usize) -> bool {
    let (before, next) = (&words[at - 1], &words[at]);
    let gap = &text[before.range.end..next.range.start];
    if matches!(next.word, Word::Party | Word::Behalf) && before.word != Word::Filler {
        // "甲方 Party A" and "签名 Signed by" are one label in two languages.
        let letter = |found: &Found| position(&text[found.range.clone()]);
        let same = before.word == Word::Party && letter(before).is_some() && letter(before) == letter(next);
        return !(same || before.word == Word::Signature && is_signed_by(&text[next.range.clone()]));
    }
    let main = |word: Word| matches!(word, Word::Name | Word::Title | Word::Date | Word::Signature);
    let east = |range: &Range<usize>| text[range.clone()].chars().any(|c| (c as u32) >= 0x2e80);
    // East Asian labels in a row ("姓名 职务"); a pair of languages ("姓名 Name") is one label.
    !gap.is_empty()
        && gap.trim().is_empty()
        && main(before.word)
        && main(next.word)
        && before.word != next.word
        && east(&before.range)
        && east(&next.range)
}

/// "Signed by" asks for a signature where nothing but its line follows, and names a party where an organisation does.
fn is_signed_by(words: &str) -> bool {
    SIGNED_BY.is_match(words)
}

/// "Its: President" below "By:" asks for the position.
fn is_its(text: &str, start: usize, end: usize) -> bool {
    let alone = text[..start].chars().all(|c| !c.is_alphanumeric()) || text[..start].ends_with("  ");
    alone && text[start..end].eq_ignore_ascii_case("its") && text[end..].trim_start().starts_with([':', '_'])
}

/// The label that a run of words makes, if its surroundings show one.
fn label(text: &str, run: &[Found], last: Option<&Label>) -> Option<Label> {
    let has = |word: Word| run.iter().any(|found| found.word == word);
    let start = run.first()?.range.start;
    let end = run.last()?.range.end;
    if last.is_some_and(|last| last.range.end > start) {
        return None;
    }
    let follows = text[end..].trim_start_matches([')', ' ']);
    let bare = follows.is_empty() || follows.starts_with([':', '_', '.', '…', '·']);
    let asks_signature = run.iter().filter(|found| found.word == Word::Behalf).all(|found| is_signed_by(&text[found.range.clone()]))
        && has(Word::Behalf)
        && (bare && follows.trim_matches([':', '_', '.', '…', '·', ' ']).chars().count() < 3 || has(Word::Signature));
    let field = if has(Word::Other) {
        Field::Other
    } else if has(Word::Date) {
        Field::Date
    } else if has(Word::Name) && has(Word::Title) {
        Field::NameAndTitle
    } else if has(Word::Name) && !has(Word::Organisation) {
        Field::Name
    } else if has(Word::Title) {
        Field::Title
    } else if has(Word::Party) || has(Word::Behalf) && !asks_signature {
        Field::Party
    } else if has(Word::Signature) || asks_signature {
        Field::Signature
    } else if has(Word::Organisation) {
        Field::Organisation
    } else if has(Word::Seal) {
        Field::Seal
    } else if has(Word::Representative) {
        Field::Representative
    } else if is_its(text, start, end) {
        Field::Title
    } else {
        return None;
    };
    let behind = &text[end..];
    let closing = behind.len() - behind.trim_start_matches([')', ']', '】', '」', ' ']).len();
    let after = &behind[closing..];
    let colon = after.starts_with([':', '：', '∶']);
    let blank = after.starts_with('_') || after.starts_with("...") || after.starts_with('…') || after.starts_with("·");
    let at_end = after.is_empty();
    let before = text[..start].trim_end_matches([' ', '(', '[', '【', '「', '*', '_', '□', '☐']);
    let bracketed = text[..start].trim_end().ends_with(['(', '[', '【', '「']) && behind.trim_start().starts_with([')', ']', '】', '」']);
    let opens = before.is_empty() || before.chars().all(|c| !c.is_alphanumeric());
    let own_value = last.is_some_and(|last| last.range.end <= start);
    let words_before = before.chars().rev().take_while(|c| !c.is_whitespace() && !",;:。，；、)_".contains(*c)).count();
    let accepted = if matches!(field, Field::Party) {
        // "Party A shall …" in running text is not a label; a heading of its own is.
        (opens && (colon || at_end || bracketed || has(Word::Seal) || short_heading(text, after, has(Word::Behalf))))
            || (colon && words_before <= 4)
            // "甲方 某某公司 乙方 某某公司" on one line.
            || ((opens || last.is_some_and(|last| last.field == Field::Party && last.range.start == 0) && text[..start].ends_with(' '))
                && behind.starts_with(' ')
                && is_short_name(after))
    } else if bracketed && (has(Word::Seal) || has(Word::Signature)) {
        true
    } else if colon || blank {
        opens || own_value || words_before <= 4
    } else if at_end {
        // Behind another label's colon it is that label's value: "职务：授权代表".
        let value_of_other =
            last.is_some_and(|last| last.marked && last.field != Field::Party && text[last.range.end.min(start)..start].trim().is_empty());
        opens || (own_value && words_before == 0 && !value_of_other)
    } else {
        // A bare label before its value: only where the whole line is short.
        let parted = behind.starts_with(' ') && bare_value(field, after);
        opens
            && !matches!(field, Field::Organisation | Field::Other)
            && is_short(text)
            && (parted || glued_value(field, &text[start..end], after))
    };
    if !accepted {
        return None;
    }
    let mut stop = end + closing;
    if colon {
        stop += after.chars().next().map_or(0, char::len_utf8);
    }
    let party = run.iter().filter(|found| found.word == Word::Party).find_map(|found| position(&text[found.range.clone()]));
    let seal = has(Word::Seal);
    Some(Label { field, seal, party, range: start..stop, value: stop..stop, marked: colon || blank || bracketed })
}

/// "甲方 某某大学", "For and on behalf of X": a party heading without colon.
fn short_heading(text: &str, after: &str, behalf: bool) -> bool {
    let chars = text.chars().count();
    let verb = after.trim_start().chars().next().is_some_and(|c| "应负将可须在的与和、,，按向对为".contains(c));
    let small = after.trim_start().starts_with(|c: char| c.is_lowercase());
    !verb && ((behalf && chars <= 120) || (chars <= 40 && after.starts_with([' ', '(']) && !small && !text.ends_with(['。', ';', ','])))
}

/// Whether a text begins with an organisation's name in East Asian script and hardly more.
fn is_short_name(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let east = first.chars().all(|c| c as u32 >= 0x2e80 || "()".contains(c));
    east && is_organisation(first) && (4..=24).contains(&first.chars().count()) && !first.contains(['。', '、'])
}

/// Whether a line is short enough to be a field of a form.
fn is_short(text: &str) -> bool {
    let east = text.chars().filter(|c| *c as u32 >= 0x2e80).count();
    text.chars().count() + east <= 60
}

/// Whether an East Asian label runs straight into its value: recognition drops the space of "職　務　院長".
fn glued_value(field: Field, label: &str, value: &str) -> bool {
    let east = |c: char| c as u32 >= 0x2e80;
    if !label.chars().all(|c| east(c) || c.is_whitespace()) || label.chars().filter(|c| east(*c)).count() < 2 || value.chars().count() > 20
    {
        return false;
    }
    match field {
        Field::Title => is_title(value) && !value.contains(['。', ',', '、', ';']),
        Field::Name => (2..=5).contains(&value.chars().count()) && is_person(value),
        Field::Date => value.starts_with(|c: char| c.is_ascii_digit() || "二令平".contains(c)),
        _ => false,
    }
}

/// Whether what follows a label without colon can be its value.
fn bare_value(field: Field, value: &str) -> bool {
    let first = value.trim_start().chars().next();
    match field {
        Field::Date => value.chars().any(|c| c.is_ascii_digit() || "年月日〇二".contains(c)),
        _ => first.is_some_and(|c| c.is_uppercase() || c as u32 >= 0x2e80),
    }
}

#[cfg(test)]
mod tests;
