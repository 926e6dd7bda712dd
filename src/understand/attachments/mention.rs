//! What any file of a project may say by the way: marks of secrecy, genetic resources, laboratories, a day of registration.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::layout::{Paragraph, Reading};
use super::super::lexicon::Pattern;
use crate::model::agreement::{Cited, DatePrecision};
use crate::model::date::Date;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;
use crate::model::text::is_han;

/// A mark of secrecy as the law writes it: the degree, a star, perhaps the years.
static SECRET: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(秘\s*密|机\s*密|绝\s*密)\s*[★☆*]|^\W*(机\s*密|绝\s*密)\W*(\d+\s*年|长期)?\W*$"));
/// Genetic and germplasm resources.
static GENETIC: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)人类遗传资源|遗传资源|种质(资源|材料|库)?|human genetic|genetic resources?|germplasm|biological specimens? of human")
});
/// Sentences that say that there is nothing of the kind.
static NONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)不涉及|未涉及|没有涉及|不包含|不含|无(人类)?遗传|是否涉及[^。]{0,30}(☑|√|✓|■)\s*否|是否涉及[^。]{0,40}[:：]\s*否|(does|do|shall|will) not (involve|include|concern)|no (human )?genetic",
    )
});
/// A laboratory or centre of the kinds that the notice names, with its name before the words.
static LABORATORY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(全国|国家|江苏省|省|部|教育部|科技部)?重点实验室|国际联合研究中心|国际(科技)?(合作|联合)(研究|研发)?(中心|基地)|联合实验室",
    )
});
/// Results put to use where others can see them.
static DEMONSTRATION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)应用示范|示范应用|示范工程|示范基地|示范项目|demonstration (project|site|plant|application)|field demonstration")
});
/// What introduces a day of registration.
static REGISTERED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(成立|注册|登记|设立)(登记)?(日期|时间)|核准日期|注册于|成立于|设立于|date of (registration|incorporation|formation|establishment)|registered on|incorporated on|(registration|incorporation) date|established on|eintragung(sdatum)?|tag der eintragung|gründungsdatum|date d['’]immatriculation|設立年月日|登記年月日|дата регистрации|fecha de (registro|constituci[óo]n)",
    )
});

/// Longest line in which a mark of secrecy stands; running text speaks of secrets too.
const MARK_LENGTH: usize = 30;
/// Longest name of a laboratory.
const NAME: usize = 40;

/// Marks of secrecy: on a line of their own, at the head of a page mostly.
pub(super) fn markings(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let marked = reading.lines.iter().filter(|line| line.text.chars().count() <= MARK_LENGTH && SECRET.is_match(&line.text));
    marked.map(|line| Cited::new(line.text.clone(), line.origin.confidence(), reading.cite(line, EvidenceRole::Contradicts))).collect()
}

/// Sentences on genetic resources that do not say that there are none.
pub(super) fn genetics(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let speaks = |paragraph: &&Paragraph| GENETIC.is_match(&paragraph.text);
    let cited = reading.paragraphs.iter().filter(speaks).filter_map(|paragraph| {
        let sentence =
            paragraph.text.split_inclusive(['。', '；', ';']).find(|sentence| GENETIC.is_match(sentence) && !NONE.is_match(sentence))?;
        Some(Cited::new(sentence.trim().to_owned(), sure(reading, paragraph), reading.cite_paragraph(paragraph, EvidenceRole::Supports)))
    });
    cited.collect()
}

/// Sentences on a demonstration of results in use.
pub(super) fn demonstrations(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let speaks = |paragraph: &&Paragraph| DEMONSTRATION.is_match(&paragraph.text);
    let cite = |paragraph: &Paragraph| {
        Cited::new(paragraph.text.clone(), sure(reading, paragraph), reading.cite_paragraph(paragraph, EvidenceRole::Supports))
    };
    reading.paragraphs.iter().filter(speaks).map(cite).collect()
}

/// Names of key laboratories and joint centres.
pub(super) fn laboratories(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let mut found: Vec<Cited<String>> = Vec::new();
    for paragraph in &reading.paragraphs {
        for place in LABORATORY.find_iter(&paragraph.text) {
            // The name stands before the words, or behind them in brackets: "江苏省某某重点实验室".
            let before =
                paragraph.text[..place.start()].rsplit(|c: char| !(is_han(c) || c.is_alphanumeric() || "（）()-—·".contains(c))).next();
            let name: String = format!("{}{}", before.unwrap_or_default(), place.as_str());
            let length = name.chars().count();
            if (8..=NAME).contains(&length) && !found.iter().any(|known| known.value == name) {
                let source = reading.cite_paragraph(paragraph, EvidenceRole::Supports);
                found.push(Cited::new(name, sure(reading, paragraph), source));
            }
        }
    }
    found
}

/// The day on which a certificate says that its body was registered.
pub(super) fn registered(reading: &Reading<'_>) -> Option<Cited<Date>> {
    let lines: Vec<_> = reading.body().collect();
    lines.iter().enumerate().find_map(|(i, line)| {
        let label = REGISTERED.find(&line.text)?;
        // Behind the label, or in the cell or line after it.
        let behind = &line.text[label.end()..];
        let day =
            |text: &str| date::first(text, Order::Unknown).filter(|seen| seen.precision == DatePrecision::Day).and_then(|seen| seen.date);
        let (value, source) = match day(behind) {
            Some(value) => (value, line),
            None => lines.get(i + 1).and_then(|next| Some((day(&next.text)?, next)))?,
        };
        Some(Cited::new(value, source.origin.confidence(), reading.cite(source, EvidenceRole::Supports)))
    })
}

/// How sure a paragraph's letters are.
fn sure(reading: &Reading<'_>, paragraph: &Paragraph) -> Confidence {
    let lines = paragraph.lines.iter().filter_map(|&i| reading.lines.get(i));
    lines.map(|line| line.origin.confidence()).min().unwrap_or(Confidence::CERTAIN)
}
