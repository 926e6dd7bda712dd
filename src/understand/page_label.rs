//! Page numbers as printed: "第3页 共8页", "Page 3 of 8", "- 3 -".

use std::sync::LazyLock;

use super::clause::number::parse;
use super::layout::{Margin, Reading};
use super::lexicon::Pattern;
use crate::model::agreement::{Cited, PageLabel};
use crate::model::finding::EvidenceRole;

/// Share of the page's height at top and bottom where page numbers stand.
const EDGE: f64 = 0.12;
/// No printed agreement has more pages; larger numbers are something else.
const MOST_PAGES: u32 = 2000;

static LABELS: LazyLock<[Pattern; 4]> = LazyLock::new(|| {
    [
        // 第3页 共8页, 第3页/共8页, 第3页（共8页）
        Pattern::new(
            r"^\W*第\s*([\d一二三四五六七八九十百零〇]+)\s*[页頁]\W{0,4}(?:[共总總]\s*([\d一二三四五六七八九十百零〇]+)\s*[页頁])?\W*$",
        ),
        // Page 3 of 8, Seite 3 von 8, стр. 3 из 8, 3 / 8, 3 of 8
        Pattern::new(
            r"(?i)^\W*(?:(?:page|seite|p[aá]gina|pagina|стр(?:аница)?|pg|p|s)\b\.?)?\s*(\d{1,4})\s*(?:/|\||of|von|sur|de|van|из|中)\s*(\d{1,4})\s*(?:页|頁|ページ|페이지|쪽)?\W*$",
        ),
        // Page 3, 3 ページ, - 3 -
        Pattern::new(r"(?i)^\W*(?:(?:page|seite|p[aá]gina|pagina|стр(?:аница)?)\b\.?)?\s*(\d{1,4})\s*(?:页|頁|ページ|페이지|쪽)?\W*$"),
        // 共8页 第3页: the groups are swapped.
        Pattern::new(r"^\W*[共总總]\s*(\d{1,4})\s*[页頁]\W{0,4}第\s*(\d{1,4})\s*[页頁]\W*$"),
    ]
});

/// The printed page numbers of a document, in reading order.
pub(super) fn labels(reading: &Reading<'_>) -> Vec<Cited<PageLabel>> {
    let at_edge = |line: &&super::layout::Text| {
        let height = f64::from(reading.size(line.page).height);
        let center = f64::from(line.area.center_y());
        line.margin == Some(Margin::PageNumber) || center < height * EDGE || center > height * (1.0 - EDGE)
    };
    reading
        .lines
        .iter()
        .filter(at_edge)
        .filter_map(|line| {
            let label = read(&line.text)?;
            // A bare number at the edge is a page number only where layout says so.
            let bare = line.text.chars().all(|c| c.is_ascii_digit());
            (!bare || line.margin == Some(Margin::PageNumber))
                .then(|| Cited::new(label, line.origin.confidence(), reading.cite(line, EvidenceRole::Supports)))
        })
        .collect()
}

/// The page number that a text is, and of how many.
pub(super) fn read(text: &str) -> Option<PageLabel> {
    let (form, found) = LABELS.iter().enumerate().find_map(|(i, form)| Some((i, form.captures(text)?)))?;
    let group = |i: usize| found.get(i).and_then(|group| parse(group.as_str()));
    let (number, total) = if form == 3 { (group(2)?, group(1)) } else { (group(1)?, group(2)) };
    let plausible = (1..=MOST_PAGES).contains(&number) && total.is_none_or(|total| (number..=MOST_PAGES).contains(&total));
    plausible.then_some(PageLabel { number, total })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_page_numbers_are_read_in_many_forms() {
        for (text, number, total) in [
            ("第3页 共8页", 3, Some(8)),
            ("第三页(共八页)", 3, Some(8)),
            ("共 8 页 第 3 页", 3, Some(8)),
            ("Page 3 of 8", 3, Some(8)),
            ("Seite 3 von 8", 3, Some(8)),
            ("стр. 3 из 8", 3, Some(8)),
            ("3/8", 3, Some(8)),
            ("- 3 -", 3, None),
            ("Page 12", 12, None),
            ("3ページ", 3, None),
        ] {
            assert_eq!(read(text), Some(PageLabel { number, total }), "{text}");
        }
    }

    #[test]
    fn other_edge_text_is_no_page_number() {
        for text in ["SZ-2024-013", "9/8", "2024/03/01", "第3条", "Version 3 of the plan"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
