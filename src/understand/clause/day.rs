//! Days that an agreement names: the one on which it is made, and those from which its duration is counted ("the Effective Date", 生效日).

use std::sync::LazyLock;

use crate::model::agreement::Cited;
use crate::model::date::Date;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;
use crate::understand::date::{self, Order};
use crate::understand::head;
use crate::understand::layout::{Paragraph, Reading};
use crate::understand::lexicon::Pattern;

/// Said in so many words, beside the date.
const STATED: Confidence = Confidence(90);

/// What may stand before the day on which an agreement is made, and before that of another paper.
static DATED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:\b(?:dated|effective|as\s+(?:of|from)|last\s+updated)\b[^.;]{0,90}|\bdate(?:\s+of\s+(?:signing|signature|this\s+agreement|execution|the\s+agreement))?\s*:\s*)$",
    )
});
/// What stands before the day on which an agreement is made.
static MADE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)(?:\b(?:made|entered\s+into|executed?|concluded)\b[^.;]{0,90}|\bthis\s+(?:the\s+)?",
        r"|\b(?:geschlossen|abgeschlossen|unterzeichnet)\b[^.;]{0,30}|\b(?:conclue?|fait|signée?)\b[^.;]{0,40}|\b(?:заключ\p{L}+|от)\b[^.;]{0,30}|\b(?:celebrad[oa]|firmad[oa]|suscrit[oa])\b[^.;]{0,40}",
        r"|(?:签订|签署|订立|簽訂|簽署|立约|签约|締結|契約締結|체결|계약)\s*(?:时间|日期|日|于|於|为|일자?)?\s*[::]?\s*|(?:以下|双方|各方|三方)[^。;]{0,20}于)$"
    ))
});
/// What follows the day on which an agreement is made.
static MADE_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^[^。.;]{0,20}?(?:签订|签署|订立|簽訂|簽署|締結|체결|geschlossen|abgeschlossen|заключ)"));
/// A cover's or a contract's head's own line with a date and nothing else.
static ALONE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:dated?|as\s+of|г\.\s*\p{L}+,?|\p{L}+,\s+den|fecha|date)?\W*$"));
/// The closing sentence of an agreement, which may say when it was made.
static CLOSING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*in\s+witness|^\W*(?:thus\s+)?(?:done|signed|executed)\s+(?:and\s+signed\s+)?(?:at|in|on|as)\b|以资证明|以昭信守|zu\s+urkund|en\s+foi\s+de\s+quoi|en\s+fe\s+de\s+lo\s+cual|本契約の成立を証する",
    )
});
/// A sentence, wherever it stands, that tells the paper's own day.
static TELLS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:\bthis\s+(?:agreement|contract|memorandum)\s+(?:is|was|has\s+been)\s+(?:hereby\s+)?(?:dated|made|signed|executed|concluded|entered\s+into)\s+(?:(?:on|as\s+of)\s+)?(?:the\s+)?|本(?:协议|合同|协定|备忘录|意向书)书?(?:签订|签署|订立)?[于於]\s*)$",
    )
});
/// That the day of another paper may be meant behind a word of making: "entered into the agreement dated …".
static DATES_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)\bdated\b"));
/// The name that a day gets behind itself: (the "Effective Date").
static NAMED_BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r#"(?i)^[\s,]*\(\s*(?:the\s+|such\s+date(?:\s+being)?,?\s+(?:the\s+)?|hereinafter,?\s+(?:referred\s+to\s+as\s+)?(?:the\s+)?|以下(?:简称|称)?|im\s+folgenden\s+|ci-après\s+|далее\s*[-–—]*\s*)*[“"„«「'‘]\s*([^“”"„«»「」()]{2,40}?)\s*[”"“»」'’]"#,
    )
});
/// The name that a day has before itself: "Effective Date" means, 生效日期：.
static NAMED_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r#"(?i)[“"„«]?\b((?:effective|commencement|start|starting|execution|launch|closing|signing)\s+date)\b[”"“»]?\s*(?:of\s+this\s+agreement\s*)?(?:means|shall\s+mean|shall\s+be|is|:|=)?\s*(?:the\s+)?$"#,
        r"|(生效日期?|起始日期?|起算日|开始日期|签订日期|签署日期|签约日期|发効日|開始日|발효일|시작일)[”」]?\s*(?:为|是|指|:|は、?|은|는)?\s*$|(inkrafttreten|vertragsbeginn)\s*(?:ist(?:\s+der)?|:)?\s*(?:der\s+)?$"
    ))
});
/// That a name is one of a day.
static OF_A_DAY: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)date|datum|\btag\b|дат|日$|fecha|beginn|commencement"));
/// That a paper speaks of itself.
static OF_PAPER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\bthis\s+(?:agreement|contract|memorandum)\s+(?:is|was|has)\b|本(?:协议|合同|协定|备忘录|意向书)书?(?:签订|签署|订立)?[于於]",
    )
});
/// Names of the day on which an agreement is made.
static OF_SIGNING: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^(?:(?:签订|签署|签约)日期?|締結日|契約日|체결일|(?:signing|execution) date)$"));
/// The day of the paper itself, where another sentence speaks of it.
static OF_THIS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\bdate\s+(?:hereof|of\s+(?:this|the)\s+(?:agreement|contract)|(?:first\s+|last\s+)?(?:set\s+forth|written|above|mentioned|stated)[\w\s]{0,20})",
    )
});

/// How surely a day is the one on which an agreement is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Making {
    /// It is another day.
    Not,
    /// It stands where that day stands, and another paper's may stand too.
    Dated,
    /// The paper says so.
    Said,
}

/// A day with its name.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Day {
    /// What the text calls it, in small letters; empty for a day that is only the paper's own.
    name: String,
    /// How surely it is the day on which the agreement is made.
    made: Making,
    /// The day.
    date: Cited<Date>,
}

/// Days that the documents of an agreement name.
pub(in crate::understand) fn named(readings: &[&Reading<'_>], order: Order) -> Vec<Day> {
    readings.iter().flat_map(|reading| in_document(reading, order)).collect()
}

/// The day on which the agreement is made, as it says itself.
pub(in crate::understand) fn made(days: &[Day]) -> Option<&Cited<Date>> {
    let surest = days.iter().map(|day| day.made).max().filter(|made| *made > Making::Not)?;
    days.iter().find(|day| day.made == surest).map(|day| &day.date)
}

/// The day that a sentence speaks of by its name.
pub(super) fn spoken_of<'d>(sentence: &str, days: &'d [Day]) -> Option<&'d Cited<Date>> {
    let sentence = sentence.to_lowercase();
    let named = days.iter().filter(|day| !day.name.is_empty() && sentence.contains(&day.name)).max_by_key(|day| day.name.len());
    named.map(|day| &day.date).or_else(|| made(days).filter(|_| OF_THIS.is_match(&sentence)))
}

fn in_document(reading: &Reading<'_>, order: Order) -> Vec<Day> {
    let last_of_head = head::paragraphs(reading).map(|(at, _)| at).last();
    let mut out: Vec<Day> = Vec::new();
    for (at, paragraph) in reading.paragraphs.iter().enumerate() {
        let head = last_of_head.is_some_and(|last| at <= last);
        let closing = CLOSING.is_match(&paragraph.text);
        if !paragraph.text.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九〇零".contains(c))
            || !(head || closing || OF_A_DAY.is_match(&paragraph.text) || OF_PAPER.is_match(&paragraph.text))
        {
            continue;
        }
        out.extend(in_paragraph(reading, paragraph, head, closing, order));
    }
    out
}

fn in_paragraph(reading: &Reading<'_>, paragraph: &Paragraph, head: bool, closing: bool, order: Order) -> Vec<Day> {
    let text = crate::model::text::normalise(&paragraph.text);
    let found = date::find(&text, order).into_iter().filter_map(|found| Some((found.range.clone(), found.seen.date?)));
    let days = found.filter_map(|(range, date)| {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let name = NAMED_BEHIND.captures(behind).map(|name| name[1].to_lowercase());
        let name = name.filter(|name| OF_A_DAY.is_match(name)).or_else(|| {
            let before = NAMED_BEFORE.captures(before)?;
            before.iter().skip(1).flatten().next().map(|name| name.as_str().to_lowercase())
        });
        let alone = || ALONE.is_match(before) && behind.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        let signing = name.as_ref().is_some_and(|name| OF_SIGNING.is_match(name));
        let said = MADE.find(before).filter(|made| !DATES_ANOTHER.is_match(&before[made.range()]));
        let made = if signing || (head || closing) && said.is_some() || TELLS.is_match(before) {
            Making::Said
        } else if head && (DATED.is_match(before) || MADE.is_match(before) || MADE_AFTER.is_match(behind) || alone())
            || closing && DATED.is_match(before)
        {
            Making::Dated
        } else {
            Making::Not
        };
        (made > Making::Not || name.is_some()).then(|| {
            let mut source = reading.cite_paragraph(paragraph, EvidenceRole::Supports);
            text[range].clone_into(&mut source.saw);
            let read = paragraph.lines.iter().filter_map(|&i| reading.lines.get(i)).map(|line| line.origin.confidence()).min();
            Day { name: name.unwrap_or_default(), made, date: Cited::new(date, STATED.and(read.unwrap_or(STATED)), source) }
        })
    });
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::tests::document;

    fn days(text: &str) -> Vec<(String, bool, String)> {
        let document = document("a.pdf", text);
        let reading = crate::understand::layout::read(&document);
        named(&[&reading], Order::Unknown).into_iter().map(|day| (day.name, day.made > Making::Not, day.date.value.to_string())).collect()
    }

    #[test]
    fn the_day_of_making_stands_in_the_head_or_the_closing_sentence() {
        for (text, expected) in [
            (
                "# AGREEMENT\nThis Agreement is made and entered into as of March 4, 2024 (the \"Effective Date\") by and between",
                "2024-03-04",
            ),
            ("# 合作协议\n签订日期：2024年3月4日", "2024-03-04"),
            ("# 合作协议\n本协议由以下双方于2024年3月4日在南京签订：", "2024-03-04"),
            ("# AGREEMENT\nDated 4 March 2024", "2024-03-04"),
            (
                "# AGREEMENT\nArticle 9 Law\nSwiss law.\nIN WITNESS WHEREOF the parties have executed this Agreement as of March 4, 2024.",
                "2024-03-04",
            ),
        ] {
            let made: Vec<String> = days(text).into_iter().filter(|(_, made, _)| *made).map(|(.., day)| day).collect();
            assert_eq!(made, [expected], "{text}");
        }
        // Behind the head, the day of another paper is none of its own.
        let head = "The parties have long known each other and wish to continue their work. ".repeat(3);
        assert!(days(&format!("# AGREEMENT\n{head}\nArticle 1 Background\nThe parties signed a letter dated 4 March 2023.")).is_empty());
    }

    #[test]
    fn the_papers_own_day_goes_before_that_of_another() {
        for (text, expected) in [
            ("# AMENDMENT\nThis Amendment to the Agreement dated April 1, 2023 is made this 22 day of June 2024.", "2024-06-22"),
            (
                "# AGREEMENT\nThis Agreement is made by and between Tarn Optics Corp. and Fell Works LLC this 7th day of September, 2024.",
                "2024-09-07",
            ),
            ("# AGREEMENT\nArticle 9 Law\nSwiss law.\n14.6 This Agreement is dated April 29, 2024.", "2024-04-29"),
            ("# AGREEMENT\nArticle 9 Law\nSwiss law.\nTHUS DONE AND SIGNED at Pretoria on this 31st day of March 2024", "2024-03-31"),
            ("# AGREEMENT\nThis Agreement is effective as from the 1st day of January, 2024 by and between:", "2024-01-01"),
            ("# AGREEMENT\nThis Agreement is entered into this 17t h day of February 2024.", "2024-02-17"),
        ] {
            let document = document("a.pdf", text);
            let reading = crate::understand::layout::read(&document);
            let days = named(&[&reading], Order::Unknown);
            assert_eq!(made(&days).map(|day| day.value.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn days_have_names_before_or_behind_them() {
        let text = "# AGREEMENT\nArticle 1 Definitions\n\"Commencement Date\" means 16 October 2024.\nThe lease starts on 1 May 2025 (the \"Launch Date\").";
        assert_eq!(
            days(text),
            [("commencement date".to_owned(), false, "2024-10-16".to_owned()), ("launch date".to_owned(), false, "2025-05-01".to_owned())]
        );
    }
}
