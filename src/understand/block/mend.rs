//! Lines of a signing page mended: labels torn apart by narrow cells, names of neighbouring columns run together.

use std::collections::BTreeSet;

use super::super::layout::{Reading, Text};
use super::super::lexicon::{Field, labels};
use super::fields::sub_area;
use super::heading::{Known, part_likeness};
use super::wrapped;
use crate::model::document::Cell;
use crate::model::geometry::Rect;
use crate::model::text::is_han;

/// Longest line of a torn label.
const TORN: usize = 4;
/// Longest line of a label that is broken between or within words, in characters and in tenths of a millimetre.
const BROKEN: usize = 28;
const NARROW: i32 = 500;
/// Most lines right below another that are tried: what is written twice or thrice over one place.
const BESIDE: usize = 8;
/// Widest white between two characters of one label: 20 mm.
const SPREAD: i32 = 200;
/// White between the lines of one cell: at most 1.5 mm.
const LEADING: i32 = 15;
/// Farthest that the lines of a column may begin from the place where a line seems to pass into it: 20 mm, for justified text is
/// stretched.
const SNAP: i32 = 200;
/// How far below such a line the column must go on: 90 mm.
const BELOW: i32 = 900;

/// A copy of a reading with its signing pages' lines mended; without paragraphs, which signing does not read.
pub(in crate::understand) fn mended<'a>(reading: &Reading<'a>, parties: &[Known]) -> Reading<'a> {
    let mut lines: Vec<Text> = Vec::with_capacity(reading.lines.len());
    for page in &reading.document.pages {
        let own: Vec<Text> = reading.lines.iter().filter(|line| line.page == page.number).cloned().collect();
        let own = if own.iter().any(|line| line.path.is_some()) { own } else { broken(stacked(spread(own))) };
        let own = wrapped::joined(own, parties);
        let signing = own
            .iter()
            .flat_map(|line| labels(&line.text))
            .filter(|label| matches!(label.field, Field::Signature | Field::Date | Field::Title))
            .count();
        if signing < 2 {
            lines.extend(own);
            continue;
        }
        for line in &own {
            match cut(line, &own, parties) {
                Some((at, edge)) => lines.extend(halves(line, at, edge)),
                None => lines.push(line.clone()),
            }
        }
    }
    Reading { document: reading.document, lines, paragraphs: Vec::new() }
}

/// Joins the characters of a label that wide spaces part, with what stands behind them: 職　稱：總經理 read as 職 and 稱：總經理.
fn spread(mut lines: Vec<Text>) -> Vec<Text> {
    let lone = |line: &Text| {
        line.margin.is_none()
            && line.text.chars().count() < TORN
            && line.text.chars().all(is_han)
            && labels(&line.text).iter().all(|label| label.field == Field::Party)
    };
    let heads: Vec<usize> = (0..lines.len()).filter(|&i| lone(&lines[i])).collect();
    let mut joined = vec![false; lines.len()];
    for at in heads.into_iter().rev() {
        let first = &lines[at];
        let follows = |next: &Text| {
            next.cell == first.cell
                && next.area.overlap_y(first.area) * 2 > first.area.height()
                && next.area.center_x() > first.area.right
                && (-SPREAD / 4..SPREAD).contains(&(next.area.left - first.area.right))
        };
        let behind = (0..lines.len()).filter(|&i| i != at && !joined[i] && follows(&lines[i])).min_by_key(|&i| lines[i].area.left);
        let Some(behind) = behind.filter(|&i| labels(&lines[i].text).iter().all(|label| label.range.start > 0)) else { continue };
        let text = format!("{}{}", first.text, lines[behind].text);
        let label = labels(&text).first().is_some_and(|label| label.range.start == 0 && label.marked && label.range.end > first.text.len());
        if label {
            joined[behind] = true;
            lines[at] = Text { area: first.area.union(lines[behind].area), text, ..first.clone() };
        }
    }
    lines.into_iter().zip(joined).filter(|(_, joined)| !joined).map(|(line, _)| line).collect()
}

/// Joins short lines that stand close below each other in one narrow cell: 签署日 / 期.
fn stacked(lines: Vec<Text>) -> Vec<Text> {
    let short = |line: &Text| {
        let count = line.text.chars().count();
        line.margin.is_none() && count <= TORN && line.text.chars().all(|c| is_han(c) || "()（）:：/".contains(c))
    };
    let mut out: Vec<Text> = Vec::with_capacity(lines.len());
    let mut torn: Vec<Text> = Vec::new();
    for line in lines {
        if short(&line) { torn.push(line) } else { out.push(line) }
    }
    torn.sort_by_key(|line| (line.area.top, line.area.left));
    let mut whole: Vec<Stack> = Vec::new();
    for line in torn {
        let above = whole.iter_mut().rev().find(|above| {
            let gap = line.area.top - above.area.bottom;
            let centred = (above.area.center_x() - line.area.center_x()).abs() <= 60 || (above.area.left - line.area.left).abs() <= 25;
            centred && (-30..=LEADING).contains(&gap) && above.cell == line.cell && above.text.chars().count() <= 3 * TORN
        });
        // Two labels below each other stay two.
        let complete = |text: &str| !labels(text).is_empty();
        match above {
            Some(above) if !(above.text.ends_with([':', '：']) || (complete(&above.text) && complete(&line.text))) => {
                above.text.push_str(&line.text);
                above.area = above.area.union(line.area);
                above.pieces.push(line);
            }
            _ => whole.push(Stack { text: line.text.clone(), area: line.area, cell: line.cell, pieces: vec![line] }),
        }
    }
    for stack in whole {
        // Only what makes a label was torn; other short lines are left alone.
        if labels(&stack.text).is_empty() {
            out.extend(stack.pieces);
        } else if let Some(first) = stack.pieces.into_iter().next() {
            out.push(Text { text: stack.text, area: stack.area, ..first });
        }
    }
    out
}

/// Joins the lines of a label that a narrow cell breaks between words or within one: "Datum der / Unterzeichnung", "签字 Signa / ture".
fn broken(mut lines: Vec<Text>) -> Vec<Text> {
    let short = |line: &Text| line.margin.is_none() && line.text.chars().count() <= BROKEN && line.area.width() <= NARROW;
    // Lines that may go below another, by their top.
    let mut lower: BTreeSet<(i32, usize)> =
        lines.iter().enumerate().filter(|(_, line)| short(line)).map(|(i, line)| (line.area.top, i)).collect();
    let mut joined = vec![false; lines.len()];
    for at in 0..lines.len() {
        while !joined[at] && short(&lines[at]) {
            let Some((i, text)) = next_of_label(&lines, at, &lower) else { break };
            lower.remove(&(lines[i].area.top, i));
            lower.remove(&(lines[at].area.top, at));
            joined[i] = true;
            lines[at] = Text { text, area: lines[at].area.union(lines[i].area), ..lines[at].clone() };
            if short(&lines[at]) {
                lower.insert((lines[at].area.top, at));
            }
        }
    }
    lines.into_iter().zip(joined).filter(|(_, joined)| !joined).map(|(line, _)| line).collect()
}

/// The line that makes a label of the one at `at`, and the label: the first in reading order of those right below it.
fn next_of_label(lines: &[Text], at: usize, lower: &BTreeSet<(i32, usize)>) -> Option<(usize, String)> {
    let upper = &lines[at];
    let aligned = |lower: &Text| {
        let aligned = (upper.area.left - lower.area.left).abs() <= 25 || (upper.area.center_x() - lower.area.center_x()).abs() <= 60;
        aligned && lower.cell == upper.cell
    };
    let close = lower.range((upper.area.bottom - 30, 0)..=(upper.area.bottom + LEADING, usize::MAX));
    let mut below: Vec<usize> = close.map(|(_, i)| *i).filter(|&i| i != at && aligned(&lines[i])).collect();
    below.sort_unstable();
    let hangs = hangs(&upper.text);
    let label = !below.is_empty() && is_label(&upper.text);
    below.into_iter().take(BESIDE).find_map(|i| {
        let lower = &lines[i];
        // Two labels below each other stay two, unless the first cannot end there.
        let whole = hangs || !(label && is_label(&lower.text));
        let joined = [format!("{}{}", upper.text, lower.text), format!("{} {}", upper.text, lower.text)];
        joined.into_iter().filter(|_| whole).find(|text| is_label(text)).map(|text| (i, text))
    })
}

/// Whether a text ends in a word that another must follow.
fn hangs(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    ["of", "and", "der", "des", "und", "de", "du", "et", "y", "/", "&"].contains(&last.as_str())
}

/// Whether a text is a label and nothing else.
fn is_label(text: &str) -> bool {
    let found = labels(text);
    found.len() == 1 && found.iter().all(|label| label.range == (0..text.len()))
}

/// Short lines below each other.
struct Stack {
    text: String,
    area: Rect,
    cell: Option<Cell>,
    pieces: Vec<Text>,
}

/// Where a line passes from one column into the next, as byte and as place: where a second block's label or a second party's name
/// begins, if a column begins near there.
fn cut(line: &Text, lines: &[Text], parties: &[Known]) -> Option<(usize, i32)> {
    if line.margin.is_some() || line.path.is_some() || line.cell.is_some() || !(12..=140).contains(&line.text.chars().count()) {
        return None;
    }
    let at = second_label(&line.text).or_else(|| second_name(&line.text, parties))?;
    let estimate = sub_area(line, &(at..line.text.len())).left;
    let mut edges: Vec<i32> = lines
        .iter()
        .filter(|other| other.margin.is_none() && (line.area.top - 100..line.area.bottom + BELOW).contains(&other.area.top))
        .map(|other| other.area.left)
        .filter(|left| (left - estimate).abs() <= SNAP && *left > line.area.left + 100)
        .collect();
    edges.sort_unstable();
    let together = |edge: i32| edges.iter().filter(|other| (**other - edge).abs() <= 30).count();
    edges.iter().copied().filter(|edge| together(*edge) >= 2).min_by_key(|edge| (edge - estimate).abs()).map(|edge| (at, edge))
}

/// The start of a second party's label in a line.
fn second_label(text: &str) -> Option<usize> {
    let mut parties = labels(text).into_iter().filter(|label| label.field == Field::Party);
    let first = parties.next().filter(|first| first.range.start == 0)?;
    // In running text the second is no label to itself: the same words again are.
    let wording = text[first.range.clone()].trim();
    let again = || text[first.range.end..].find(wording).filter(|_| wording.chars().count() >= 6).map(|at| first.range.end + at);
    parties.next().map(|second| second.range.start).or_else(again)
}

/// The start of a second party's name behind a part of another's.
fn second_name(text: &str, parties: &[Known]) -> Option<usize> {
    let mut before = None;
    let starts = text.char_indices().filter(|(at, c)| {
        let word = c.is_uppercase() && before.is_none_or(|b: char| !b.is_alphanumeric()) || is_han(*c);
        before = Some(*c);
        *at > 0 && word
    });
    let mut best: Option<(f64, usize)> = None;
    for (at, _) in starts {
        let (left, right) = text.split_at(at);
        for (i, party) in parties.iter().enumerate() {
            let tail = part_likeness(right, party, true);
            if tail < 0.85 {
                continue;
            }
            let head = parties.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| part_likeness(left, other, false));
            let head = head.fold(0.0, f64::max);
            if head >= 0.75 && best.is_none_or(|(score, _)| head + tail > score) {
                best = Some((head + tail, at));
            }
        }
    }
    best.map(|(_, at)| at)
}

/// The two parts of a line cut in two.
fn halves(line: &Text, at: usize, edge: i32) -> [Text; 2] {
    let (left, right) = line.text.split_at(at);
    let area = line.area;
    let edge = edge.clamp(area.left + 1, area.right.max(area.left + 1));
    [
        Text {
            text: left.trim().to_owned(),
            area: Rect::new(area.left, area.top, (edge - 10).max(area.left), area.bottom),
            ..line.clone()
        },
        Text {
            text: right.trim().to_owned(),
            area: Rect::new(edge, area.top, area.right.max(edge), area.bottom),
            column: line.column + 1,
            ..line.clone()
        },
    ]
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::understand::layout;
    use crate::understand::testing::{TestPage, page};

    fn texts(page: TestPage) -> Vec<String> {
        let document = page.build();
        mended(&layout::read(&document), &[]).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn labels_broken_by_a_narrow_cell_are_joined() {
        let page =
            page().line("Datum der", 30, 100).line("Unterzeichnung:", 30, 104).line("Unterschrift:", 30, 120).line("签字 Signa", 30, 140);
        assert_eq!(texts(page.line("ture", 30, 144)), ["Datum der Unterzeichnung:", "Unterschrift:", "签字 Signature"]);
    }

    #[test]
    fn labels_spread_over_their_line_are_joined_with_their_value() {
        let page = page().line("签字：", 30, 50).line("日期：", 30, 60).line("職", 30, 80).line("稱：總經理", 38, 80);
        let page = page.line("甲", 30, 90).line("方：某某大学", 46, 90).line("王涛", 30, 100).line("总经理", 46, 100);
        assert_eq!(texts(page), ["職稱:總經理", "甲方:某某大学", "签字:", "日期:", "王涛", "总经理"]);
    }

    #[test]
    fn a_thousand_lines_on_one_place_take_no_time() {
        let start = Instant::now();
        let page = (0..1_000).fold(page().line("签字：", 30, 50).line("日期：", 30, 60), |page, _| page.line("Datum der", 30, 100));
        assert_eq!(texts(page).len(), 1_002);
        assert!(start.elapsed() < Duration::from_mins(1));
    }
}
