//! Places the pieces of a paragraph side by side, as tabs and spaces place them on paper.

use super::flow::{Align, Item, Paragraph};

/// Width of a full-width character at 10.5 pt, in tenths of a millimetre.
const FULL: i32 = 37;

/// Mean width of a half-width character and of a space.
const HALF: i32 = 19;

/// Spaces (a full-width one counts double) that set pieces apart; fewer are letter-spacing as in "张  三".
const GAP: usize = 4;

/// Default tab stops: 720 twentieths of a point.
const TAB: i32 = 127;

/// Underscores that stand for an underlined blank, at most.
const BLANK: usize = 30;

/// A paragraph's content, reduced to what moves the pen.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    Text(String),
    Tab,
    LineBreak,
    PageBreak,
    /// Position of a picture, box or note in the paragraph's items.
    Other(usize),
}

/// A piece of text on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) x: i32,
    pub(super) width: i32,
    pub(super) text: String,
}

/// Turns items into steps; underlined blanks, which are there to be filled in, become underscores.
pub(super) fn steps(paragraph: &Paragraph, number: Option<String>) -> Vec<Step> {
    let mut steps: Vec<Step> = number.map(Step::Text).into_iter().collect();
    let mut items = paragraph.items.iter().enumerate().peekable();
    while let Some((index, item)) = items.next() {
        match item {
            Item::Text { underlined: true, .. } | Item::Tab { underlined: true } => {
                let mut stretch = vec![item];
                while let Some((_, next)) =
                    items.next_if(|(_, i)| matches!(i, Item::Text { underlined: true, .. } | Item::Tab { underlined: true }))
                {
                    stretch.push(next);
                }
                underlined(&stretch, &mut steps);
            }
            Item::Text { text, .. } => text.split('\t').enumerate().for_each(|(i, part)| {
                if i > 0 {
                    steps.push(Step::Tab);
                }
                write(part, &mut steps);
            }),
            Item::Tab { .. } => steps.push(Step::Tab),
            Item::LineBreak => steps.push(Step::LineBreak),
            Item::PageBreak => steps.push(Step::PageBreak),
            _ => steps.push(Step::Other(index)),
        }
    }
    steps
}

/// Text and tabs under one continuous line: a blank, or text with the line's padding around it.
fn underlined(stretch: &[&Item], steps: &mut Vec<Step>) {
    let mut text = String::new();
    for item in stretch {
        match item {
            Item::Text { text: part, .. } => text.push_str(part),
            _ => text.push('\t'),
        }
    }
    let columns: usize = text.chars().map(|c| if c == '\t' { 8 } else { 1 + usize::from(c == '\u{3000}') }).sum();
    let trimmed = text.trim();
    if trimmed.is_empty() && columns >= 3 {
        write(&"_".repeat(columns.min(BLANK)), steps);
    } else {
        // The padding belongs to the line, not to what sets pieces apart.
        let pad = |end: bool| if end { " " } else { "" };
        let padded =
            [pad(text.starts_with(char::is_whitespace)), &trimmed.replace('\t', " "), pad(text.ends_with(char::is_whitespace))].concat();
        write(&padded, steps);
    }
}

fn write(text: &str, steps: &mut Vec<Step>) {
    match steps.last_mut() {
        Some(Step::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => steps.push(Step::Text(text.to_owned())),
    }
}

/// A row being filled from left to right.
pub(super) struct Row<'a> {
    pieces: Vec<Piece>,
    left: i32,
    right: i32,
    x: i32,
    tabs: &'a [(i32, Align)],
    /// Where the next piece ends or has its middle, after a right or centring tab.
    stop: Option<(i32, Align)>,
    /// Text goes on in the last piece.
    joined: bool,
}

impl<'a> Row<'a> {
    /// An empty row between two edges; tab stops count from the column's edge.
    pub(super) fn new(left: i32, right: i32, indent: i32, tabs: &'a [(i32, Align)]) -> Self {
        let start = left + indent.clamp(0, (right - left) * 4 / 5);
        Self { pieces: Vec::new(), left, right, x: start, tabs, stop: None, joined: false }
    }

    /// Adds text, set apart at wide gaps.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, gap, after) = split_at_gap(rest);
            self.piece(piece);
            if gap > 0 {
                self.advance(gap as i32 * HALF);
            }
            rest = after;
        }
    }

    fn piece(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let width = width(text);
        if self.joined
            && let Some(last) = self.pieces.last_mut()
        {
            last.text.push_str(text);
            last.width += width;
        } else {
            let x = match self.stop.take() {
                Some((stop, Align::Right)) => (stop - width).max(self.x.min(stop)),
                Some((stop, Align::Centre)) => (stop - width / 2).max(self.x.min(stop)),
                _ => self.x,
            };
            self.pieces.push(Piece { x, width, text: text.to_owned() });
            self.x = x;
        }
        self.x += width;
        self.joined = true;
    }

    /// Moves to the next tab stop.
    pub(super) fn tab(&mut self) {
        let from = self.x - self.left;
        let custom = self.tabs.iter().find(|(position, _)| *position > from).copied();
        let (position, align) = custom.unwrap_or(((from.div_euclid(TAB) + 1) * TAB, Align::Left));
        self.joined = false;
        if align == Align::Left {
            self.x = self.left + position;
        } else {
            self.stop = Some((self.left + position, align));
        }
    }

    /// Leaves room.
    pub(super) fn advance(&mut self, by: i32) {
        self.x += by;
        self.joined = false;
    }

    /// Where the pen stands.
    pub(super) fn pen(&self) -> i32 {
        self.x.min(self.right)
    }

    /// The pieces, each with the rows of text that it wraps into and the row (from 0) that it begins on.
    pub(super) fn finish(self, align: Align) -> Vec<(Piece, i32, i32)> {
        let mut placed = Vec::new();
        let (mut row, mut shift) = (0, 0);
        let pieces: Vec<Piece> = self.pieces.into_iter().filter(|piece| !piece.text.trim().is_empty()).collect();
        let end = pieces.iter().map(|piece| piece.x + piece.width).max().unwrap_or(self.left);
        let slack = (self.right - end).max(0);
        let offset = match align {
            Align::Left => 0,
            Align::Centre => slack / 2,
            Align::Right => slack,
        };
        for mut piece in pieces {
            piece.x += offset - shift;
            // A piece that begins too far right for its text, with others before it, wraps to the next row.
            if piece.x > self.left && !placed.is_empty() && piece.x + piece.width.min(FULL * 2) > self.right {
                shift += piece.x - self.left;
                piece.x = self.left;
                row += 1;
            }
            let room = (self.right - piece.x).max(FULL * 2);
            let rows = (piece.width + room - 1) / room;
            piece.width = piece.width.min(room);
            placed.push((piece, rows.max(1), row));
        }
        placed
    }
}

/// Width of a text in one row.
fn width(text: &str) -> i32 {
    text.chars().take(100_000).map(|c| if c as u32 >= 0x2e80 { FULL } else { HALF }).sum()
}

/// The text up to a wide gap, the gap's columns, and what follows it. The gaps of "  年  月  日" stay in the text.
fn split_at_gap(text: &str) -> (&str, usize, &str) {
    let mut from = 0;
    while let Some(begin) = text[from..].find(char::is_whitespace).map(|at| from + at) {
        let after = text[begin..].trim_start();
        let end = text.len() - after.len();
        let columns = text[begin..end].chars().map(|c| 1 + usize::from(c == '\u{3000}')).sum();
        if columns >= GAP && !in_date(&text[..begin], after) {
            return (&text[..begin], columns, after);
        }
        from = end;
    }
    (text, 0, "")
}

/// Whether a gap lies inside a date with its figures left out or spaced.
fn in_date(before: &str, after: &str) -> bool {
    let unit = |c: Option<char>| matches!(c, Some('年' | '月' | '日'));
    let mut following = after.chars();
    let first = following.next();
    let stands_alone = following.next().is_none_or(|c| !c.is_alphabetic() || unit(Some(c)));
    let after_unit = unit(before.chars().next_back());
    unit(first) && (stands_alone || after_unit) || after_unit && first.is_some_and(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay(text: &str, tabs: &[(i32, Align)], align: Align) -> Vec<(String, i32)> {
        let mut row = Row::new(300, 1800, 0, tabs);
        for (i, part) in text.split('\t').enumerate() {
            if i > 0 {
                row.tab();
            }
            row.text(part);
        }
        row.finish(align).into_iter().map(|(piece, ..)| (piece.text, piece.x)).collect()
    }

    #[test]
    fn wide_gaps_and_tabs_set_pieces_apart() {
        let row = lay("甲方（盖章）：          乙方（盖章）：", &[], Align::Left);
        assert_eq!(row.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["甲方（盖章）：", "乙方（盖章）："]);
        assert!(row[1].1 > row[0].1 + 300);
        assert_eq!(lay("甲方\t乙方", &[(900, Align::Left)], Align::Left)[1].1, 1200);
        assert_eq!(lay("a\tb", &[(1500, Align::Right)], Align::Left)[1].1, 1800 - HALF);
    }

    #[test]
    fn blanks_of_a_date_stay_together() {
        assert_eq!(lay("日期：      年     月     日", &[], Align::Left).len(), 1);
        assert_eq!(lay("2024 年      月      日      2024年    月", &[], Align::Left).len(), 1);
        assert_eq!(lay("签字：张三      日期：2024年1月8日", &[], Align::Left).len(), 2);
    }

    #[test]
    fn alignment_moves_the_whole_row() {
        assert!(lay("合作协议", &[], Align::Centre)[0].1 > 900);
        assert!(lay("合作协议", &[], Align::Right)[0].1 > 1600);
    }

    #[test]
    fn underlined_blanks_can_be_seen() {
        let text = |text: &str, underlined| Item::Text { text: text.into(), underlined };
        let items =
            vec![text("乙方：", false), text("   ", true), Item::Tab { underlined: true }, text("，", false), text("  江苏  ", true)];
        let steps = steps(&Paragraph { items, ..Paragraph::default() }, None);
        assert_eq!(steps, [Step::Text("乙方：___________， 江苏 ".into())]);
    }
}
