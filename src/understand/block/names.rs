//! Names and letters that signature blocks themselves give, for agreements whose head names nobody.

use std::sync::LazyLock;

use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_organisation, is_sentence};
use super::super::lexicon::{Field, Pattern, labels};
use super::super::party::clean_name;
use super::fields::{Piece, pieces};
use super::heading::following;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::text::is_han;

/// From so many ideographs a text behind a party's letter is its name: persons have four at most.
const BADLY_READ: usize = 5;

/// Names and letters that signature blocks themselves give, for agreements whose head names nobody.
pub(in crate::understand) fn named_in_blocks(reading: &Reading<'_>) -> Vec<(Option<String>, Option<usize>, Evidence, Confidence)> {
    let mut out: Vec<(Option<String>, Option<usize>, Evidence, Confidence)> = Vec::new();
    for page in &reading.document.pages {
        let pieces = pieces(reading, page.number);
        let signing = pieces.iter().filter(|piece| piece.is_signing() || piece.seal).count();
        if signing < 2 {
            continue;
        }
        for piece in pieces.iter().filter(|piece| matches!(piece.field, Field::Party | Field::Organisation | Field::Seal)) {
            let value = clean_name(&piece.value);
            let below = following(reading, piece).map(|i| clean_name(&reading.lines[i].text));
            // Behind a party's letter stands its name, also one that was read too badly to show what it is.
            let lettered = |text: &String| piece.party.is_some() && text.chars().filter(|c| is_han(*c)).count() >= BADLY_READ;
            let name = Some(value.clone()).filter(|value| is_name(value)).or(below.clone().filter(|below| is_name(below))).or([
                Some(value),
                below,
            ]
            .into_iter()
            .flatten()
            .find(lettered));
            if name.is_some() || piece.party.is_some() {
                let line = &reading.lines[piece.line];
                out.push((name, piece.party, reading.cite(line, EvidenceRole::Supports), line.origin.confidence()));
            }
        }
        for (letter, line) in unlabelled(reading, page.number, &pieces) {
            let name = Some(clean_name(&line.text));
            out.push((name, Some(letter), reading.cite(line, EvidenceRole::Supports), line.origin.confidence()));
        }
        if out.is_empty() {
            for line in reading.body().filter(|line| line.page == page.number && line.text.chars().count() <= 60) {
                if is_name(&line.text)
                    && labels(&line.text).is_empty()
                    && pieces.first().is_some_and(|first| line.area.bottom > first.label.top - 300)
                {
                    out.push((Some(clean_name(&line.text)), None, reading.cite(line, EvidenceRole::Supports), line.origin.confidence()));
                }
            }
        }
    }
    out.truncate(12);
    out
}

/// Whether a text is the name of an organisation, not a sentence about one nor what one is ("a Delaware corporation").
fn is_name(text: &str) -> bool {
    static DESCRIBES: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:an?|its|their)\s"));
    is_organisation(text) && !is_sentence(text) && !DESCRIBES.is_match(text)
}

/// Names between the labels of two parties whose letters leave one out: a seal lies over the label of the third, 乙方 between 甲方 and 丙方.
fn unlabelled<'a>(reading: &'a Reading<'_>, page: PageNo, pieces: &[Piece]) -> Vec<(usize, &'a Text)> {
    let mut lettered: Vec<(usize, Rect)> = pieces.iter().filter_map(|piece| Some((piece.party?, piece.label))).collect();
    lettered.sort_unstable();
    lettered.dedup_by_key(|(letter, _)| *letter);
    let name = |pair: &[(usize, Rect)]| {
        let ((letter, above), (_, below)) = (pair[0], pair[1]);
        let between = |line: &&Text| {
            let stacked = line.area.overlap_x(above.union(below)) > 0 && line.area.top > above.bottom && line.area.bottom < below.top;
            let abreast = line.area.overlap_y(above.union(below)) > 0 && line.area.left > above.right && line.area.right < below.left;
            stacked || abreast
        };
        let free =
            |line: &&Text| line.page == page && line.margin.is_none() && labels(&line.text).is_empty() && is_organisation(&line.text);
        // What stands close below the first label is its own name.
        let own = |line: &&Text| line.area.top - above.bottom < above.height() && line.area.overlap_x(above) > 0;
        let other = reading.lines.iter().filter(free).filter(between).filter(|line| !own(line));
        Some((letter + 1, other.min_by_key(|line| (line.area.top, line.area.left))?))
    };
    lettered.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 2).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout::read;
    use crate::understand::testing::page;

    /// Letters and names found on a page with the given left column, 20 mm from line to line.
    fn letters(column: &[&str]) -> Vec<(Option<usize>, String)> {
        let mut test = page().line("签字：", 90, 60).line("日期：", 140, 60);
        for (i, text) in column.iter().enumerate() {
            test = test.line(text, 20, 60 + 20 * i as i32);
        }
        let document = test.build();
        let reading = read(&document);
        named_in_blocks(&reading).into_iter().map(|(name, letter, ..)| (letter, name.unwrap_or_default())).collect()
    }

    #[test]
    fn a_name_between_two_letters_is_the_party_that_they_leave_out() {
        let found = letters(&["甲方：江东工程大学", "青枫新材料有限公司", "丙方：泰晤士门材料公司"]);
        assert!(found.contains(&(Some(1), "青枫新材料有限公司".to_owned())), "{found:?}");
        let known = letters(&["甲方：江东工程大学", "乙方：青枫新材料有限公司", "丙方：泰晤士门材料公司"]);
        assert_eq!(known.iter().filter(|(letter, _)| *letter == Some(1)).count(), 1, "{known:?}");
        assert!(letters(&["甲方：江东工程大学", "第三页", "丙方：泰晤士门材料公司"]).iter().all(|(letter, _)| *letter != Some(1)));
    }
}
