//! Glyphs to lines: runs as they were drawn, joined along the baseline, ended by wide gaps and by ruling lines.

use kurbo::Rect;

use super::drawn::{Glyph, Rule, Way};
use super::sheet::rounded;
use crate::model::document::{Line, Origin};
use crate::model::text::{is_han, is_hangul, is_kana};

/// A gap this wide (in ems) ends a line: above the stretched spaces of justified text, below the gutter of columns.
const GAP: f64 = 1.6;
/// The same where the gap is typed blanks: dates are left open as `年    月    日`, labels spread as `姓　　名`.
const TYPED_GAP: f64 = 4.0;
/// A gap that is a space between Latin letters though none was typed; letter spacing stays below, the narrowest word space is .2.
const WORD_GAP: f64 = 0.15;
/// A gap that is a space beside a CJK character; the automatic one between CJK and Latin is .25.
const CJK_GAP: f64 = 0.6;
/// How far one glyph may reach back over the one before (kerning, combining marks), in ems.
const OVERLAP: f64 = 0.6;

/// A sequence of glyphs along one baseline, as indexes.
struct Run {
    way: Way,
    base: f64,
    em: f64,
    start: f64,
    end: f64,
    glyphs: Vec<usize>,
}

impl Run {
    fn new(index: usize, glyph: &Glyph) -> Self {
        Self { way: glyph.way, base: glyph.base, em: glyph.em, start: glyph.start, end: glyph.end, glyphs: vec![index] }
    }

    /// Takes the other run behind this one.
    fn append(&mut self, other: Self) {
        if other.em > self.em * 1.05 {
            (self.base, self.em) = (other.base, other.em);
        }
        self.start = self.start.min(other.start);
        self.end = self.end.max(other.end);
        self.glyphs.extend(other.glyphs);
    }
}

/// The lines that the visible glyphs form.
pub(super) fn lines(glyphs: &[Glyph], rules: &[Rule]) -> Vec<Line> {
    let mut walls: Vec<Rule> = rules.iter().filter(|rule| !rule.horizontal).copied().collect();
    walls.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut runs = drawn_runs(glyphs, &walls);
    runs.sort_by(|a, b| a.way.cmp(&b.way).then(a.base.total_cmp(&b.base)));
    let mut lines = Vec::new();
    let mut row: Vec<Run> = Vec::new();
    for run in runs {
        let same_row = row.last().is_some_and(|last| last.way == run.way && (run.base - last.base).abs() < 0.3 * last.em.min(run.em));
        if !same_row {
            finish_row(std::mem::take(&mut row), glyphs, &walls, &mut lines);
        }
        row.push(run);
    }
    finish_row(row, glyphs, &walls, &mut lines);
    lines
}

/// Consecutive glyphs that follow each other; keeps superscripts and accents where they were drawn.
fn drawn_runs(glyphs: &[Glyph], walls: &[Rule]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.visible) {
        let next = Run::new(index, glyph);
        match runs.last_mut() {
            Some(run) if open && follows(run, &next, glyphs, walls, 0.5) => run.append(next),
            // A line does not begin with a blank.
            _ if blank(glyph) => open = false,
            _ => {
                runs.push(next);
                open = true;
            }
        }
    }
    for run in &mut runs {
        while run.glyphs.last().is_some_and(|&last| blank(&glyphs[last])) {
            run.glyphs.pop();
        }
        run.end = run.glyphs.iter().map(|&index| glyphs[index].end).fold(run.start, f64::max);
    }
    runs
}

/// Whether `next` goes on where `run` ends; `rise` is the baseline shift allowed, in ems.
fn follows(run: &Run, next: &Run, glyphs: &[Glyph], walls: &[Rule], rise: f64) -> bool {
    let em = run.em.max(next.em);
    let typed = run.glyphs.iter().rev().take_while(|&&index| blank(&glyphs[index])).count() > 0;
    let inked = run.glyphs.iter().rev().find(|&&index| !blank(&glyphs[index])).map_or(run.end, |&index| glyphs[index].end);
    let next_is_blank = next.glyphs.first().is_some_and(|&index| blank(&glyphs[index]));
    let (gap, behind) = (next.start - inked, next.start - run.end);
    let limit = if typed || next_is_blank { TYPED_GAP } else { GAP };
    run.way == next.way
        && (run.base - next.base).abs() < rise * em
        && gap > -OVERLAP * em
        && gap < limit * em
        && behind < GAP * em
        && !walled(run.way, inked, next.start, run.base, em, walls)
}

/// Whether a ruling line stands in the gap; `walls` are in order.
fn walled(way: Way, from: f64, to: f64, base: f64, em: f64, walls: &[Rule]) -> bool {
    let middle = base - 0.35 * em;
    let near = walls[walls.partition_point(|wall| wall.at < from - 1.0)..].iter().take_while(|wall| wall.at <= to + 1.0);
    way == Way::Right && near.into_iter().any(|wall| wall.from <= middle && middle <= wall.to)
}

/// Joins the runs of one row from left to right.
fn finish_row(mut row: Vec<Run>, glyphs: &[Glyph], walls: &[Rule], lines: &mut Vec<Line>) {
    row.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut joined: Vec<Run> = Vec::new();
    for run in row {
        match joined.last_mut() {
            Some(last) if follows(last, &run, glyphs, walls, 0.3) => last.append(run),
            _ => joined.push(run),
        }
    }
    lines.extend(joined.iter().filter_map(|run| line(run, glyphs)));
}

fn line(run: &Run, glyphs: &[Glyph]) -> Option<Line> {
    let mut text = String::new();
    let mut area: Option<Rect> = None;
    let mut last: Option<&Glyph> = None;
    let mut typed_blank = false;
    for glyph in run.glyphs.iter().map(|&index| &glyphs[index]) {
        if blank(glyph) {
            typed_blank = true;
            continue;
        }
        let Some(piece) = glyph.text.as_deref() else { continue };
        if let Some(last) = last {
            let gap = (glyph.start - last.end) / glyph.em.max(last.em);
            let spaces = spaces(gap, text.chars().next_back(), piece.chars().next(), typed_blank);
            text.extend(std::iter::repeat_n(' ', spaces));
        }
        text.push_str(piece);
        area = Some(area.map_or(glyph.area, |area| area.union(glyph.area)));
        (last, typed_blank) = (Some(glyph), false);
    }
    let text = text.trim().to_string();
    let area = rounded(area?);
    (!text.is_empty()).then_some(Line { text, area, origin: Origin::Typed, cell: None, path: None })
}

/// How many spaces a gap is worth.
fn spaces(gap: f64, before: Option<char>, after: Option<char>, typed: bool) -> usize {
    let wide = before.is_some_and(is_wide) || after.is_some_and(is_wide);
    let least = if wide { CJK_GAP } else { WORD_GAP };
    if !typed && gap < least {
        return 0;
    }
    // From one em on, a gap is a blank to be filled in, and its width may matter: two spaces an em.
    if gap < 1.0 { 1 } else { ((gap * 2.0).round() as usize).min(8) }
}

fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn blank(glyph: &Glyph) -> bool {
    glyph.text.as_deref().is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 40 tenths of a millimetre, drawn from `x` on: CJK a full em, others half.
    fn draw(text: &str, x: f64, base: f64) -> Vec<Glyph> {
        let mut start = x;
        text.chars()
            .map(|c| {
                let width = if is_wide(c) { 40.0 } else { 20.0 };
                let area = Rect::new(start, base - 34.0, start + width, base + 8.0);
                let glyph = Glyph { text: Some(c.into()), way: Way::Right, start, end: start + width, base, em: 40.0, area, visible: true };
                start += width;
                glyph
            })
            .collect()
    }

    fn texts(glyphs: &[Glyph], rules: &[Rule]) -> Vec<String> {
        lines(glyphs, rules).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_lines_of_their_own() {
        let glyphs = [draw("甲方：大学", 200.0, 500.0), draw("乙方：公司", 1200.0, 500.0)].concat();
        assert_eq!(texts(&glyphs, &[]), ["甲方：大学", "乙方：公司"]);
    }

    #[test]
    fn blanks_of_a_date_stay_one_line_and_signatures_side_by_side_do_not() {
        assert_eq!(texts(&draw("2024年    月    日", 200.0, 500.0), &[]), ["2024年    月    日"]);
        let pair = draw("甲方（签字）：                乙方（签字）：", 200.0, 500.0);
        assert_eq!(texts(&pair, &[]), ["甲方（签字）：", "乙方（签字）："]);
    }

    #[test]
    fn words_placed_without_spaces_are_separated_but_han_never() {
        let latin = [draw("Party", 200.0, 500.0), draw("A", 312.0, 500.0)].concat();
        assert_eq!(texts(&latin, &[]), ["Party A"]);
        let han = [draw("甲", 200.0, 500.0), draw("方", 252.0, 500.0)].concat();
        assert_eq!(texts(&han, &[]), ["甲方"]);
    }

    #[test]
    fn a_ruling_line_ends_a_line_however_narrow_the_gap() {
        let glyphs = [draw("姓名", 200.0, 500.0), draw("职务", 300.0, 500.0)].concat();
        let wall = Rule { horizontal: false, at: 290.0, from: 400.0, to: 600.0 };
        assert_eq!(texts(&glyphs, &[wall]), ["姓名", "职务"]);
        assert_eq!(texts(&glyphs, &[]), ["姓名职务"]);
    }

    #[test]
    fn drawing_order_does_not_matter_and_raised_letters_stay_in_place() {
        let mut glyphs = draw("8th day", 200.0, 500.0);
        for glyph in &mut glyphs[1..3] {
            (glyph.base, glyph.em) = (486.0, 26.0);
        }
        assert_eq!(texts(&glyphs, &[]), ["8th day"]);
        let reversed: Vec<Glyph> = draw("合作协议", 200.0, 500.0).into_iter().rev().collect();
        assert_eq!(texts(&reversed, &[]), ["合作协议"]);
    }
}
