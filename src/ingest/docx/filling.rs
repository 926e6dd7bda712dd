//! Writes rows of text, and the pictures that hang on them, into groups.

use super::flow::{Align, Offset, Placed};
use super::layout::{Column, Group, Hung};
use super::row::Row;
use crate::model::document::{Line, Origin};
use crate::model::geometry::Rect;

/// White above and below the letters of a line.
const LEADING: i32 = 7;

/// Height of one group, far beyond any document and far from overflow.
const TALLEST: i32 = 1 << 28;

/// A row on its way to a group.
pub(super) struct Filling<'a> {
    row: Row<'a>,
    /// Height of the tallest picture in the line.
    picture: i32,
    /// Marks that stand for page numbers.
    numbers: Vec<bool>,
}

/// Stands for a page number until pages are counted; no text part may carry it (it is no character of XML).
const NUMBER: char = '\u{fffe}';

impl<'a> Filling<'a> {
    pub(super) fn new(row: Row<'a>) -> Self {
        Self { row, picture: 0, numbers: Vec::new() }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.row.text(&text.replace(NUMBER, ""));
    }

    pub(super) fn number(&mut self, total: bool) {
        // A line has one or two; more would only be there to cost time.
        if self.numbers.len() >= 16 {
            return;
        }
        self.numbers.push(total);
        self.row.text(NUMBER.encode_utf8(&mut [0; 4]));
    }

    /// Moves to the next tab stop.
    pub(super) fn tab(&mut self) {
        self.row.tab();
    }

    /// Hangs a picture on the group; one in the line moves the pen.
    pub(super) fn picture(&mut self, picture: &Placed, group: &mut Group, column: &Column, top: i32) {
        let frame = picture.frame;
        let (width, height) = if frame.width > 0 && frame.height > 0 { (frame.width, frame.height) } else { (300, 300) };
        let (mut left, mut y, mut from_page) = (self.row.pen(), group.height, false);
        if let Some((across, down)) = frame.anchor {
            left = match across {
                Offset::Page(x) => x,
                Offset::Here(x) => column.left + x,
                Offset::Aligned(align) => aligned(align, width, column),
            };
            (y, from_page) = match down {
                Offset::Page(y) => (y, true),
                Offset::Here(y) => (top + y, false),
                Offset::Aligned(_) => (top, false),
            };
            if frame.takes_room && !from_page {
                group.height = group.height.max(y + height);
            }
        } else {
            self.picture = self.picture.max(height);
            self.row.advance(width + 5);
        }
        group.pictures.push(Hung {
            area: Rect::new(left, y, left + width, y + height),
            from_page,
            part: picture.part.clone(),
            crop: picture.crop,
        });
    }

    /// Writes the row into the group.
    pub(super) fn finish(self, group: &mut Group, column: &Column, pitch: i32, align: Align) {
        let top = group.height + (self.picture - pitch).max(0);
        let mut bottom = top + pitch;
        let mut below = 0;
        let mut numbers = self.numbers.into_iter();
        let mut previous_row = 0;
        for (piece, rows, row) in self.row.finish(align) {
            if row != previous_row {
                below = bottom - top;
                previous_row = row;
            }
            let y = top + below;
            let mut text = piece.text.trim().to_owned();
            while let Some(at) = text.find(NUMBER) {
                text.remove(at);
                group.numbers.push((group.lines.len(), at, numbers.next().unwrap_or(false)));
            }
            let area = Rect::new(piece.x, y + LEADING, piece.x + piece.width, y + pitch * rows - LEADING);
            bottom = bottom.max(y + pitch * rows);
            group.lines.push(Line { text, area, origin: Origin::Typed, cell: column.cell, path: Some(column.place.path()) });
        }
        group.height = bottom.min(TALLEST);
    }
}

/// Where something of this width begins in a column.
pub(super) fn aligned(align: Align, width: i32, column: &Column) -> i32 {
    match align {
        Align::Left => column.left,
        Align::Centre => i32::midpoint(column.left, column.right) - width / 2,
        Align::Right => column.right - width,
    }
}
