//! What stands in the margins and is no part of the text: running heads, page numbers, watermarks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Margin, Text};
use crate::model::document::Document;
use crate::model::geometry::{PageNo, Size};
use crate::model::text::squash;
use crate::understand::lexicon::Pattern;

/// Share of the page's height at top and bottom where running heads, feet and page numbers stand.
const EDGE: f64 = 0.1;

/// A page number by itself, in the forms of the languages that agreements come in.
static PAGE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^[-–—·~\s]*(",
        r"\d{1,3}(\s*[/／|中]\s*\d{1,3})?(\s*[页頁])?",
        r"|第\s*[\d一二三四五六七八九十百零〇]+\s*[页頁](\s*[,，/、]?\s*[（(]?\s*共\s*[\d一二三四五六七八九十百零〇]+\s*[页頁][)）]?)?",
        r"|共\s*\d+\s*[页頁]\s*[,，/、]?\s*第\s*\d+\s*[页頁]",
        r"|(page|seite|p[aá]gina|pagina|стр\.?|страница|p\.|s\.)\s*\d{1,3}(\s*(of|/|von|sur|de|di|van|из)\s*\d{1,3})?",
        r"|\d{1,3}\s*(of|von|sur|de|из)\s*\d{1,3}",
        r"|\d{1,3}\s*(ページ|頁|페이지|쪽)",
        r")[-–—·~\s]*$"
    ))
});

/// What scanning software prints on pages.
static ADVERTISEMENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)cam\s*scanner|扫描全能王|由.{0,12}扫描$|scanned\s+(by|with|using)|adobe\s+scan|wps\s*扫描|夸克扫描|evaluation (version|only)|试用版",
    )
});

/// Flags page numbers at the edges and advertisements by what they say.
pub(super) fn flag_by_wording(lines: &mut [Text], size: Size) {
    let edge = (f64::from(size.height) * EDGE) as i32;
    for line in lines {
        let at_edge = line.area.top < edge || line.area.bottom > size.height - edge;
        if line.path.is_none() && at_edge && PAGE_NUMBER.is_match(&line.text) {
            line.margin = Some(Margin::PageNumber);
        } else if line.text.chars().count() <= 60 && ADVERTISEMENT.is_match(&line.text) {
            line.margin = Some(Margin::Watermark);
        }
    }
}

/// Flags text that returns at the same place on several pages.
pub(super) fn flag_repeated(lines: &mut [Text], document: &Document) {
    let heights: BTreeMap<PageNo, i32> = document.pages.iter().map(|page| (page.number, page.size.height)).collect();
    let mut places: BTreeMap<(String, i32), Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if line.margin.is_some() || line.path.is_some() {
            continue;
        }
        // Digits differ from page to page ("Page 3 of 8"); a place is the same within 2 cm.
        let wording: String = squash(&line.text).chars().filter(|c| !c.is_numeric()).collect();
        if wording.chars().count() >= 2 {
            places.entry((wording, line.area.center_y() / 200)).or_default().push(i);
        }
    }
    for indices in places.into_values() {
        let mut pages: Vec<PageNo> = indices.iter().map(|&i| lines[i].page).collect();
        pages.dedup();
        let at_edge = indices.iter().all(|&i| {
            let height = heights.get(&lines[i].page).copied().unwrap_or(Size::A4.height);
            let edge = (f64::from(height) * EDGE) as i32;
            lines[i].area.top < edge || lines[i].area.bottom > height - edge
        });
        // Elsewhere on the page only text on nearly every one of at least four pages is a watermark.
        let running = at_edge && pages.len() >= 2;
        let watermark = pages.len() >= 4 && pages.len() * 5 >= heights.len() * 4;
        if running || watermark {
            for i in indices {
                lines[i].margin = Some(if at_edge { Margin::Running } else { Margin::Watermark });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_as_a_page_number_is_no_text() {
        for text in ["3", "- 3 -", "3 / 8", "3 / 8 页", "3页", "3 中 8 页", "第一百二十页 共一百三十页", "Page 3 of 8", "3ページ"]
        {
            assert!(PAGE_NUMBER.is_match(text) && crate::understand::page_label::read(text).is_some(), "{text}");
        }
        for text in ["3.", "（3）", "第3条"] {
            assert!(!PAGE_NUMBER.is_match(text), "{text}");
        }
    }
}
