//! Where an agreement says that it is signed.

use std::sync::LazyLock;

use super::blanks;
use super::layout::Reading;
use super::lexicon::Pattern;
use super::lexicon::country::is_signing_place;
use crate::model::agreement::{Cited, Observation};
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;

/// The place in a closing sentence: 本协议于2024年1月8日在南京签订, "Done at Nanjing". What the parties sign "in" (kindness, two copies, English) is no place.
static SENTENCE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"在([^,，。;；、年月日基原协友愿上下前后中双各]{2,20}?)(?:签订|签署|签约)|\b(?:[Dd]one|[Ss]igned|[Ee]xecuted|[Mm]ade) at ([A-Z][^,.;:\d]{2,40})|\b[Ff]ait à ([A-Z][^,.;:\d]{2,40})",
    )
});

/// A line with a label is nearly always what it says.
const LABELLED: Confidence = Confidence(90);
/// A sentence may speak of something else.
const SAID: Confidence = Confidence(75);

/// The place of signing: a labelled line before a sentence, and what is filled in before what is left blank.
pub(super) fn of_signing(readings: &[&Reading<'_>]) -> Observation<String> {
    let lines = || readings.iter().flat_map(|reading| reading.body().map(move |line| (*reading, line)));
    let mut blank = Vec::new();
    for (reading, line) in lines() {
        let Some((_, place)) = line.text.split_once([':', '：']).filter(|_| is_signing_place(&line.text)) else { continue };
        let place = place.trim();
        if place.chars().any(char::is_alphanumeric) && blanks::placeholders(place).is_empty() {
            return Observation::Seen(Cited::new(place.to_owned(), LABELLED, reading.cite(line, EvidenceRole::Supports)));
        }
        blank.push(reading.cite(line, EvidenceRole::Searched));
    }
    for (reading, line) in lines() {
        if let Some(place) =
            SENTENCE.captures_iter(&line.text).find_map(|found| found.iter().skip(1).flatten().next().map(|place| place.as_str()))
        {
            return Observation::Seen(Cited::new(place.trim().to_owned(), SAID, reading.cite(line, EvidenceRole::Supports)));
        }
    }
    if blank.is_empty() { Observation::Absent(Vec::new()) } else { Observation::Blank(blank) }
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::super::testing::page;
    use super::*;

    fn place(lines: &[&str]) -> Observation<String> {
        let document = page().lines(30, 40, lines).build();
        of_signing(&[&layout::read(&document)])
    }

    #[test]
    fn labels_and_sentences_tell_the_place() {
        for (line, expected) in [
            ("签订地点：江苏省南京市", "江苏省南京市"),
            ("Place of signing: Freiburg", "Freiburg"),
            ("本协议于2024年1月8日在南京签订。", "南京"),
            ("Done at Nanjing, 8 January 2024", "Nanjing"),
        ] {
            assert_eq!(place(&["合作协议", line]).seen().map(|cited| cited.value.as_str()), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_left_blank_or_no_place_is_told_apart() {
        assert!(matches!(place(&["签订地点：________"]), Observation::Blank(_)));
        for line in [
            "双方在平等自愿的基础上签订本协议。",
            "各方在友好协商后签署。",
            "This Agreement is signed in two originals.",
            "Executed in English.",
        ] {
            assert!(matches!(place(&["合作协议", line]), Observation::Absent(_)), "{line}: {:?}", place(&[line]));
        }
    }
}
