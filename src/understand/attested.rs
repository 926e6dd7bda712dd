//! Who vouches for a translation: the seal of a translation agency, or a sentence in which somebody states that it is faithful.

use std::sync::LazyLock;

use super::layout::Reading;
use super::lexicon::Pattern;
use crate::model::agreement::Cited;
use crate::model::document::MarkKind;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;

/// Longest statement, in characters.
const LONGEST: usize = 200;
/// Said in so many words.
const STATED: Confidence = Confidence(88);

/// A seal of somebody who translates for a living.
static AGENCY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)翻译|翻譯|译(?:文|讫)|譯|translat|lingu|übersetz|traduct|traduz|перевод"));
/// That a translation is faithful, or who made it.
static STATEMENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)(?:译文|譯文|译本|翻译件?|中文本).{0,24}(?:准确|忠实|一致|相符|无误|真实|完整)|(?:准确|忠实|如实).{0,10}(?:翻译|译)|译者声明|翻译声明|翻译(?:公司|机构|单位|中心|人|员)\s*[:：(（盖]|译者\s*[:：]|(?:兹|特此)证明.{0,30}(?:译|翻译)",
        r"|\b(?:true|accurate|faithful|certified|sworn|correct)\b[^.;]{0,30}\btranslation|\btranslat(?:ed|or)\s*(?:by)?\s*:|certify[^.;]{0,60}translat"
    ))
});

/// Seals and statements in the files of a translation.
pub(super) fn by(readings: &[&Reading<'_>]) -> Vec<Cited<String>> {
    readings.iter().flat_map(|reading| seals(reading).into_iter().chain(statements(reading))).collect()
}

fn seals(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let marks = reading.document.pages.iter().flat_map(|page| page.marks.iter().map(move |mark| (page.number, mark)));
    let agency = marks.filter_map(|(page, mark)| {
        let MarkKind::Seal(seal) = &mark.kind else { return None };
        let read = seal.text.iter().chain(&seal.subtitle).find(|read| AGENCY.is_match(&read.text))?;
        let source = reading.cite_area(page, mark.area, EvidenceRole::Supports, read.text.clone());
        Some(Cited::new(read.text.clone(), mark.confidence.and(read.confidence), source))
    });
    agency.collect()
}

fn statements(reading: &Reading<'_>) -> Vec<Cited<String>> {
    let states = |text: &str| text.chars().count() <= LONGEST && STATEMENT.is_match(text);
    let found = reading.paragraphs.iter().filter(|paragraph| states(&paragraph.text));
    found.map(|paragraph| Cited::new(paragraph.text.clone(), STATED, reading.cite_paragraph(paragraph, EvidenceRole::Supports))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout;
    use crate::understand::testing::page;

    #[test]
    fn agencies_seals_and_translators_statements_are_found() {
        let document = page()
            .line("合作协议（译文）", 60, 20)
            .line("以上译文与英文原件内容一致。", 30, 200)
            .seal("苏州某译翻译有限公司", 150, 220)
            .build();
        let said: Vec<String> = by(&[&layout::read(&document)]).into_iter().map(|said| said.value).collect();
        assert_eq!(said, ["苏州某译翻译有限公司", "以上译文与英文原件内容一致。"]);
    }

    #[test]
    fn a_partys_seal_and_the_languages_of_an_agreement_are_neither() {
        let document = page()
            .line("本协议以中文和英文写成，两种文本具有同等效力。", 30, 60)
            .line("合作协议（译文）", 60, 20)
            .seal("苏州某某泵业有限公司", 150, 220)
            .build();
        assert!(by(&[&layout::read(&document)]).is_empty());
    }
}
