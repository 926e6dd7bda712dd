//! Columns of a terminal: Han characters take two.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes.
pub(in crate::report) fn width(text: &str) -> usize {
    text.width()
}

/// The text without control characters: what files say must not steer the terminal.
pub(in crate::report) fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.chars().filter_map(|c| if c.is_whitespace() { Some(' ') } else { (!c.is_control()).then_some(c) }).collect()
    } else {
        text.into()
    }
}

/// The text with spaces up to a width.
pub(in crate::report) fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Breaks a text into lines of at most `limit` columns: between words, between Han characters, never before closing
/// punctuation, and inside a word only if it alone is too long.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(8);
    let text = &shown(text);
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let full = lines.last().map_or(0, |line| width(line)) + width(piece.trim_end()) > limit;
        if full && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        for c in piece.chars() {
            let line_width = lines.last().map_or(0, |line| width(line));
            if line_width + c.width().unwrap_or(0) > limit && !c.is_whitespace() {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Pieces that stay together: a word with its space, a wide character with the closing punctuation after it.
fn pieces(text: &str) -> Vec<&str> {
    let wide = |c: char| c.width() == Some(2);
    let closing = |c: char| "，。；：、）》”？！.,;:)]".contains(c);
    let opening = |c: char| "（《“([".contains(c);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (i, c) in text.char_indices() {
        let may_break = previous.is_some_and(|p| p.is_whitespace() || ((wide(p) || wide(c)) && !closing(c) && !opening(p)));
        if may_break && !c.is_whitespace() {
            pieces.push(&text[start..i]);
            start = i;
        }
        previous = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

/// A row of styled cells.
pub(super) struct Line(String);

impl Line {
    /// An empty row.
    pub(super) fn new() -> Self {
        Self(String::new())
    }

    /// A styled text in a cell of a width.
    pub(super) fn push(&mut self, text: &str, style: Style, to: usize) {
        let text = shown(text);
        let _ = write!(self.0, "{style}{text}{style:#}{}", " ".repeat(to.saturating_sub(width(&text))));
    }

    /// The row without trailing blanks.
    pub(super) fn finish(self) -> String {
        self.0.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_width_and_lose_nothing() {
        let text = "甲方（江苏某某大学）签署栏未见签字笔迹（agreement with a long name.pdf 第5页），请补签。";
        for limit in [8, 20, 33, 80] {
            let lines = wrap(text, limit);
            assert!(lines.iter().all(|line| width(line) <= limit.max(8)), "{limit}: {lines:?}");
            let joined: String = lines.concat().split_whitespace().collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn closing_punctuation_does_not_start_a_line() {
        assert_eq!(wrap("一二三四，五六", 8), ["一二三", "四，五六"]);
    }
}
