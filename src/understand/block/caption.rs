//! Captions: labels that stand below the line they ask to be filled in, as on forms with ruled lines.

use super::super::layout::{Reading, Text};
use super::super::lexicon::{Field, labels};
use super::fields::Piece;
use crate::model::geometry::{PageNo, Rect};

/// Most white between a value and its caption: 4.5 mm.
const CLOSE: i32 = 45;
/// Frames that recognition draws reach this far into the next line: 3 mm.
const REACH: i32 = 30;
/// Room above a caption for a value and for a signature, where nothing else ends it: 22 and 30 mm.
const VALUE_ROOM: i32 = 220;
const SIGNATURE_ROOM: i32 = 300;

/// Whether a page's labels are captions: what stands closest to them is above.
pub(super) fn are_captions(reading: &Reading<'_>, page: PageNo, pieces: &[Piece]) -> bool {
    let values: Vec<&Text> =
        reading.lines.iter().filter(|line| line.page == page && line.margin.is_none() && labels(&line.text).is_empty()).collect();
    let (mut above, mut elsewhere) = (0, 0);
    for piece in pieces.iter().filter(|piece| is_caption(piece)) {
        let under = |line: &&&Text| line.area.overlap_x(piece.label) > 0;
        let gap = |gaps: &mut dyn Iterator<Item = i32>| gaps.filter(|gap| (-REACH..VALUE_ROOM).contains(gap)).min();
        let before = gap(&mut values
            .iter()
            .filter(under)
            .filter(|line| line.area.center_y() < piece.label.top)
            .map(|line| piece.label.top - line.area.bottom));
        let behind = gap(&mut values
            .iter()
            .filter(under)
            .filter(|line| line.area.center_y() > piece.label.bottom)
            .map(|line| line.area.top - piece.label.bottom));
        let beside = values.iter().any(|line| {
            line.area.overlap_y(piece.label) * 2 > piece.label.height() && (0..400).contains(&(line.area.left - piece.label.right + REACH))
        });
        match before.filter(|before| *before <= CLOSE && behind.is_none_or(|behind| *before < behind)) {
            Some(_) if !beside => above += 1,
            _ if beside || behind.is_some() => elsewhere += 1,
            _ => {}
        }
    }
    above >= 2 && above > elsewhere
}

/// A label by itself on its line, without the colon that announces a value behind it.
fn is_caption(piece: &Piece) -> bool {
    piece.value.is_empty() && !piece.wording.ends_with([':', '_']) && asks(piece)
}

fn asks(piece: &Piece) -> bool {
    matches!(piece.field, Field::Signature | Field::Representative | Field::Name | Field::Title | Field::NameAndTitle | Field::Date)
}

/// Gives each caption of a block the room above it, up to the caption before or the `heading`'s end.
pub(super) fn lift(pieces: &mut [Piece], heading: Rect, area: Rect) {
    let taken: Vec<Rect> =
        pieces.iter().filter(|piece| piece.field != Field::Party && piece.value.is_empty()).map(|piece| piece.label).collect();
    for piece in pieces.iter_mut().filter(|piece| is_caption(piece)) {
        let room = if piece.field == Field::Signature { SIGNATURE_ROOM } else { VALUE_ROOM };
        let before = taken.iter().map(|label| label.bottom).filter(|bottom| *bottom <= piece.label.top);
        let ceiling = before.chain([heading.bottom]).filter(|bottom| *bottom <= piece.label.top).max().unwrap_or(area.top);
        piece.place = Rect::new(area.left, ceiling.max(piece.label.top - room), area.right, piece.label.top + REACH / 3);
        piece.shared = true;
    }
}
