//! Labels on a page with their places, and the text that belongs to each.

use super::super::layout::{Reading, Text};
use super::super::lexicon::{Field, labels};
use crate::model::geometry::{PageNo, Rect};

/// A label in its place.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Piece {
    /// Index of its line in [`Reading::lines`].
    pub(in crate::understand) line: usize,
    /// What it asks for.
    pub(in crate::understand) field: Field,
    /// Whether it also asks for a seal.
    pub(in crate::understand) seal: bool,
    /// Position of the party it names.
    pub(in crate::understand) party: Option<usize>,
    /// Where the label stands.
    pub(in crate::understand) label: Rect,
    /// The label as written.
    pub(in crate::understand) wording: String,
    /// Where its value stands or would stand.
    pub(in crate::understand) place: Rect,
    /// Text behind the label on its own line.
    pub(in crate::understand) value: String,
    /// Whether the label is one of a table's first column or head row, so that its value stands in the party's own cell only.
    pub(in crate::understand) shared: bool,
}

impl Piece {
    /// Whether the label belongs to signing and not to an address or a name alone.
    pub(in crate::understand) fn is_signing(&self) -> bool {
        matches!(self.field, Field::Signature | Field::Seal | Field::Date)
    }
}

/// The part of a line's area that a range of its text takes: East Asian characters are twice as wide as others.
pub(in crate::understand) fn sub_area(line: &Text, range: &std::ops::Range<usize>) -> Rect {
    let width = |text: &str| text.chars().map(|c| if c as u32 >= 0x2e80 { 2 } else { 1 }).sum::<i64>();
    let whole = width(&line.text).max(1);
    let at = |byte: usize| line.area.left + (i64::from(line.area.width()) * width(&line.text[..byte]) / whole) as i32;
    Rect::new(at(range.start), line.area.top, at(range.end), line.area.bottom)
}

/// All labels of a page in reading order.
pub(in crate::understand) fn pieces(reading: &Reading<'_>, page: PageNo) -> Vec<Piece> {
    let mut out = Vec::new();
    for (i, line) in reading.lines.iter().enumerate().filter(|(_, line)| line.page == page && line.margin.is_none()) {
        // A form's lines are short; a paragraph that happens to contain a label is text.
        if line.text.chars().count() > 160 {
            continue;
        }
        for label in labels(&line.text) {
            out.push(Piece {
                line: i,
                field: label.field,
                seal: label.seal,
                party: label.party,
                label: sub_area(line, &label.range),
                wording: line.text[label.range.clone()].trim().to_owned(),
                place: sub_area(line, &label.value),
                value: line.text[label.value.clone()].trim().to_owned(),
                shared: false,
            });
        }
    }
    let values: Vec<bool> = out.iter().map(|piece| is_value(piece, &out, reading)).collect();
    let mut values = values.into_iter();
    out.retain(|_| !values.next().unwrap_or_default());
    out
}

/// Whether a line that only says 代表 or 대표이사 is the value of the label to its left: some titles are words of labels too.
fn is_value(piece: &Piece, all: &[Piece], reading: &Reading<'_>) -> bool {
    let bare = piece.field == Field::Representative && piece.value.is_empty() && piece.wording == reading.lines[piece.line].text.trim();
    let asked = |other: &Piece| {
        other.field == Field::Title
            && other.value.is_empty()
            && other.line != piece.line
            && other.wording.ends_with(':')
            && other.label.right <= piece.label.left
            && other.label.overlap_y(piece.label) * 2 > piece.label.height()
    };
    bare && !piece.wording.ends_with(':') && all.iter().any(asked)
}
