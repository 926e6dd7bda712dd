//! Whether a page's own text says what its picture shows, where both were read.

use std::collections::HashSet;

use crate::model::document::Line;
use crate::model::geometry::Confidence;
use crate::model::text::squash;

/// What was read less surely proves nothing against typed text.
const SURE: Confidence = Confidence(95);
/// Letters of a line that can be compared.
const LETTERS: usize = 6;
/// A line says what is seen if it has this share of the pairs of letters that were read: misreadings cost two pairs each.
const AGREES: f64 = 0.5;
/// One line may lie under a stamp or a picture; a wrong layer is wrong throughout.
const LINES: usize = 3;

/// Whether most of the surely read lines that lie on typed text read otherwise than it.
pub(super) fn disagrees(typed: &[Line], seen: &[Line]) -> bool {
    let compared: Vec<bool> = seen.iter().filter_map(|line| agrees(typed, line)).collect();
    let against = compared.iter().filter(|agrees| !**agrees).count();
    against >= LINES && against * 2 > compared.len()
}

/// Whether the typed text under a read line says the same; nothing if there is none or too little.
fn agrees(typed: &[Line], seen: &Line) -> Option<bool> {
    let read = pairs(&seen.text);
    if seen.origin.confidence() < SURE || read.len() + 1 < LETTERS {
        return None;
    }
    let under: Vec<&Line> = typed.iter().filter(|line| seen.area.intersection(line.area).is_some()).collect();
    if under.iter().map(|line| seen.area.covered_by(line.area)).sum::<f64>() <= super::COVERED {
        return None;
    }
    let own: HashSet<(char, char)> = under.iter().flat_map(|line| pairs(&line.text)).collect();
    let common = read.iter().filter(|pair| own.contains(pair)).count();
    Some(common as f64 >= AGREES * read.len() as f64)
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = squash(text).chars().collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Origin;
    use crate::model::geometry::Rect;

    const TEXT: [&str; 4] = ["第一条 合作内容由双方另行约定", "甲方负责样品制备与测试", "乙方负责数据分析和建模", "知识产权归双方共同所有"];

    fn lines(texts: [&str; 4], origin: Origin) -> Vec<Line> {
        let line = |(row, text): (i32, &str)| Line {
            text: text.to_owned(),
            area: Rect::new(200, 300 + 80 * row, 1500, 350 + 80 * row),
            origin,
            cell: None,
            path: None,
        };
        (0..).zip(texts).map(line).collect()
    }

    #[test]
    fn a_layer_that_is_seen_stands_also_with_misreadings() {
        let seen = lines(
            ["第一条 合作内容由双方另行约定", "甲方负责样晶制备与测式", "乙方负责数据分析和建模", "知识产权归双方共同所有"],
            Origin::Ocr(Confidence(96)),
        );
        assert!(!disagrees(&lines(TEXT, Origin::Typed), &seen));
    }

    #[test]
    fn a_layer_of_another_text_is_distrusted() {
        let other = ["本合作意向书不具有法律约束力", "双方将适时推进后续合作事宜", "具体内容以后再行协商确定", "本意向书自签署之日起生效"];
        assert!(disagrees(&lines(TEXT, Origin::Typed), &lines(other, Origin::Ocr(Confidence(97)))));
        assert!(!disagrees(&lines(TEXT, Origin::Typed), &lines(other, Origin::Ocr(Confidence(80)))));
        assert!(!disagrees(&[], &lines(other, Origin::Ocr(Confidence(97)))));
    }
}
