//! Annexes that the text refers to, and whether each is there.

use std::sync::LazyLock;

use super::clause::number;
use super::layout::{Paragraph, Reading};
use super::lexicon::Pattern;
use crate::model::agreement::Annex;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::PageNo;

/// A heading of an annex stands in the upper part of a page, this share of its height.
const UPPER_PART: f64 = 0.3;
/// Longest heading of an annex, in characters.
const HEADING: usize = 60;

/// Words for an annex by how its number is written behind them.
const EAST: &str = "附件|附表|附录|附錄";
const WEST: &str = r"annex(?:es)?|appendix|exhibit|schedule|attachment|anlage|anhang|annexe|anexo";
const RUSSIAN: &str = r"приложени\w{1,2}";
const JAPANESE: &str = "別紙|別添|別表|添付資料";
const KOREAN: &str = "별첨|붙임|별지|첨부";

static REFERENCE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        concat!(
            r"(?i)({EAST})\s*([一二三四五六七八九十]{{1,3}}|\d{{1,2}}|[A-H]\b)|\b({WEST})\s*(?:no\.?\s*|nr\.?\s*|n°\s*)?(\d{{1,2}}|[A-H]|[IVX]{{1,4}})\b",
            r"|({RUSSIAN})\s*(?:№|no\.?)?\s*(\d{{1,2}}|[А-ЕA-F])\b|({JAPANESE})\s*(\d{{1,2}})|({KOREAN})\s*(\d{{1,2}})"
        ),
        EAST = EAST,
        WEST = WEST,
        RUSSIAN = RUSSIAN,
        JAPANESE = JAPANESE,
        KOREAN = KOREAN
    ))
});
static OPENS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&format!("(?i)^(?:{EAST}|{WEST}|{RUSSIAN}|{JAPANESE}|{KOREAN})")));
static UNNUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:详?见|如|参见|按|以)本?(?:协议|合同)?(附件|附表|附录)(?:[^\d一二三四五六七八九十A-H]|$)|(?:in|see|to) (?:the )?(annex|appendix|attachment)\b(?: \D| ?[,.;)]|$)|(別紙)(?:の|に|による)",
    )
});

/// A name that is the same for "附件一", "附件1" and "Annex I".
fn key(word: &str, label: &str) -> (char, String) {
    let lower = word.to_lowercase();
    // Schedules and exhibits may stand beside annexes under the same number.
    let family = if lower.starts_with("schedule") || lower.contains('表') { 's' } else { 'a' };
    let label = label.trim();
    let letter =
        label.chars().count() == 1 && label.chars().all(char::is_alphabetic) && !matches!(label, "I" | "V" | "X" | "i" | "v" | "x");
    let number = if letter { None } else { number::parse(label) };
    (family, number.map_or_else(|| label.to_uppercase(), |number| number.to_string()))
}

/// A reference or heading found in a text.
struct Mention {
    start: usize,
    name: String,
    key: (char, String),
}

fn mentions(text: &str) -> Vec<Mention> {
    let numbered = REFERENCE.captures_iter(text).filter_map(|found| {
        let mut groups = found.iter().skip(1).flatten();
        let (word, label) = (groups.next()?.as_str(), groups.next()?.as_str());
        let whole = found.get(0)?;
        Some(Mention { start: whole.start(), name: whole.as_str().trim().to_owned(), key: key(word, label) })
    });
    let bare = UNNUMBERED.captures_iter(text).filter_map(|found| {
        let word = found.iter().skip(1).flatten().next()?;
        Some(Mention { start: word.start(), name: word.as_str().to_owned(), key: key(word.as_str(), "") })
    });
    let mut out: Vec<Mention> = numbered.collect();
    let bare: Vec<Mention> = bare.filter(|bare| out.iter().all(|mention| mention.start != bare.start)).collect();
    out.extend(bare);
    out
}

/// The annexes that an agreement's files refer to; `files` are the agreement's files, `others` the project's further ones.
pub(super) fn annexes(files: &[&Reading<'_>], others: &[&Reading<'_>]) -> Vec<Annex> {
    let mut out: Vec<(Annex, (char, String))> = Vec::new();
    for reading in files {
        for (at, paragraph) in reading.paragraphs.iter().enumerate() {
            for mention in mentions(&paragraph.text) {
                if out.iter().any(|(_, key)| *key == mention.key) || (mention.start == 0 && is_heading(reading, at)) {
                    continue;
                }
                let mut reference = reading.cite_paragraph(paragraph, EvidenceRole::Supports);
                reference.saw.clone_from(&mention.name);
                let found = files.iter().chain(others).find_map(|other| heading(other, &mention.key));
                out.push((Annex { name: mention.name, reference, found }, mention.key));
            }
        }
    }
    out.into_iter().map(|(annex, _)| annex).collect()
}

/// Where a document has the annex with this key: under a heading, or as a file that its name announces.
fn heading(reading: &Reading<'_>, wanted: &(char, String)) -> Option<Evidence> {
    let named = |text: &str| mentions(text).into_iter().any(|mention| mention.start == 0 && mention.key == *wanted);
    let bare = |text: &str| wanted.1.is_empty() && opens(text);
    let found = reading
        .paragraphs
        .iter()
        .enumerate()
        .find(|(at, paragraph)| (named(&paragraph.text) || bare(&paragraph.text)) && is_heading(reading, *at));
    if let Some((_, paragraph)) = found {
        return Some(reading.cite_paragraph(paragraph, EvidenceRole::Supports));
    }
    let stem = reading.document.file.rsplit('/').next().unwrap_or_default();
    let by_name = mentions(stem).into_iter().any(|mention| mention.key == *wanted);
    let first = reading.document.pages.first().map_or(PageNo(1), |page| page.number);
    by_name.then(|| reading.cite_area(first, reading.size(first).area(), EvidenceRole::Supports, stem))
}

fn opens(text: &str) -> bool {
    OPENS.is_match(text)
}

/// Whether a paragraph heads an annex's content: short, set off, and followed by something that is no further entry of a list of annexes.
fn is_heading(reading: &Reading<'_>, at: usize) -> bool {
    let paragraph: &Paragraph = &reading.paragraphs[at];
    let short = paragraph.text.chars().count() <= HEADING && !paragraph.text.contains(['。', ';']);
    if !short || !opens(&paragraph.text) {
        return false;
    }
    let size = reading.size(paragraph.page);
    let docx = paragraph.lines.first().and_then(|&line| reading.lines.get(line)).is_some_and(|line| line.path.is_some());
    let upper = !docx && f64::from(paragraph.area.top) < f64::from(size.height) * UPPER_PART;
    let following: Vec<&Paragraph> = reading.paragraphs[at + 1..].iter().take(2).collect();
    let content = following.first().is_some_and(|next| !opens(&next.text));
    let runs_on = following.iter().map(|next| next.text.chars().count()).sum::<usize>() > HEADING / 2;
    content && (upper || runs_on)
}
