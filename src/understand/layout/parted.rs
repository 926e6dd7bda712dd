//! Lines that recognition read across a gutter, parted where the script changes and another column's lines begin.

use super::Text;
use crate::model::document::Origin;
use crate::model::geometry::Rect;
use crate::model::text::is_han;

/// Lines of a column begin within this of each other: 1.5 mm.
const EDGE: i32 = 15;
/// How far from there a line's text may seem to change its script: 8 mm, for letters are not equally wide.
const SEEMS: i32 = 80;
/// Lines that show a column's edge.
const LINES: usize = 4;
/// Fewest characters of a part.
const LEAST: usize = 4;

/// A page's lines, those across a gutter as two.
pub(super) fn parted(lines: Vec<Text>) -> Vec<Text> {
    let mut lefts: Vec<i32> = lines.iter().map(|line| line.area.left).collect();
    lefts.sort_unstable();
    lines.into_iter().flat_map(|line| part(line, &lefts)).collect()
}

fn part(line: Text, lefts: &[i32]) -> Vec<Text> {
    let free = matches!(line.origin, Origin::Ocr(_)) && line.cell.is_none() && line.path.is_none();
    let found = if free { boundary(&line.text).and_then(|at| Some((at, edge(&line, at, lefts)?))) } else { None };
    let Some((at, edge)) = found else { return vec![line] };
    let (left, right) = line.text.split_at(at);
    let area = line.area;
    vec![
        Text { text: left.trim().to_owned(), area: Rect::new(area.left, area.top, edge - EDGE, area.bottom), ..line.clone() },
        Text { text: right.trim().to_owned(), area: Rect::new(edge, area.top, area.right, area.bottom), ..line.clone() },
    ]
}

/// Where a text changes once from Latin letters to ideographs, or back, at a space.
fn boundary(text: &str) -> Option<usize> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let han = |part: &str| part.chars().any(is_han);
    let latin = |part: &str| part.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count();
    spaces.into_iter().find(|&at| {
        let (left, right) = (text[..at].trim(), text[at..].trim());
        let long = left.chars().count() >= LEAST && right.chars().count() >= LEAST;
        let changes = han(left) != han(right)
            && (if han(left) { latin(left) == 0 && latin(right) >= LEAST } else { latin(left) >= LEAST && latin(right) == 0 });
        long && changes
    })
}

/// The edge of another column near the place of a byte, if lines enough begin there and the line does not.
fn edge(line: &Text, at: usize, lefts: &[i32]) -> Option<i32> {
    let width = |text: &str| text.chars().map(|c| if c as u32 >= 0x2e80 { 2 } else { 1 }).sum::<i32>();
    let whole = width(&line.text).max(1);
    let seems = line.area.left + (i64::from(line.area.width()) * i64::from(width(&line.text[..at])) / i64::from(whole)) as i32;
    let near = lefts.partition_point(|&left| left < seems - SEEMS)..lefts.partition_point(|&left| left <= seems + SEEMS);
    let begin = |edge: i32| lefts.partition_point(|&left| left <= edge + EDGE) - lefts.partition_point(|&left| left < edge - EDGE);
    let best = lefts[near].iter().copied().filter(|&left| left > line.area.left + SEEMS).max_by_key(|&left| (begin(left), -left))?;
    (begin(best) >= LINES).then_some(best)
}
