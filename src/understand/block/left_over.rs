//! Headings that could not be read, because a seal lies over them: what is left over on a signing page shows where they stand.

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::Field;
use super::fields::Piece;
use super::heading::Heading;
use super::ink::SURE_INK;
use crate::model::agreement::DatePrecision;
use crate::model::document::MarkKind;
use crate::model::geometry::{PageNo, Rect};

/// A block beside another begins no higher than 6 mm above its heading and ends within 80 mm of it.
const ABOVE: i32 = 60;
const BELOW: i32 = 800;
/// White between two columns at least: 5 mm.
const GUTTER: i32 = 50;

/// Headings for parties whose own could not be read (a seal covers it), where a page has a signature line for each of them that no
/// heading claims.
pub(super) fn left_over(pieces: &[Piece], headings: &[Heading], missing: &[usize]) -> Vec<Heading> {
    let lines = |field: Field| pieces.iter().filter(move |piece| piece.field == field).collect::<Vec<&Piece>>();
    let mut free = lines(Field::Signature);
    if free.len() < 2 {
        free = lines(Field::Date);
    }
    if headings.is_empty() || free.len() < 2 {
        return Vec::new();
    }
    let mut claimed: Vec<(Rect, i32)> = Vec::new();
    for heading in headings {
        let distance = |piece: &Piece| {
            let aside = if piece.label.overlap_x(heading.area) > 0 { 0 } else { (piece.label.left - heading.area.left).abs() * 3 };
            (piece.label.top - heading.area.top).abs() + aside
        };
        let below = free.iter().enumerate().filter(|(_, piece)| piece.label.bottom > heading.area.top);
        if let Some((at, _)) = below.min_by_key(|(_, piece)| distance(piece)) {
            claimed.push((free.remove(at).label, heading.area.top));
        }
    }
    if free.len() != missing.len() {
        return Vec::new();
    }
    free.sort_by_key(|piece| (piece.label.top / 80, piece.label.left));
    let heading = |(piece, party): (&Piece, &usize)| {
        // Beside another block it begins where that one does; else as high above its line as a name and a seal take.
        let beside = claimed.iter().find(|(label, _)| (label.top - piece.label.top).abs() < 60).map(|(_, top)| *top);
        let top = beside.unwrap_or(piece.label.top - 150).clamp(0, piece.label.top);
        let area = Rect::new(piece.label.left, top, piece.label.right, (top + 40).min(piece.label.top));
        Heading { party: *party, area, text: String::new(), line: piece.line, name: None }
    };
    free.into_iter().zip(missing).map(heading).collect()
}

/// A heading for the one party that has none, where beside the only block of a page stand a pen's strokes and a day.
pub(super) fn beside_only(reading: &Reading<'_>, page: PageNo, headings: &[Heading], missing: &[usize]) -> Vec<Heading> {
    let ([heading], [party]) = (headings, missing) else { return Vec::new() };
    let own = heading.area;
    let rows = own.top - ABOVE..own.top + BELOW;
    let apart = |area: Rect| rows.contains(&area.top) && (area.right + GUTTER < own.left || area.left > own.right + GUTTER);
    let lines: Vec<(usize, &Text)> =
        reading.lines.iter().enumerate().filter(|(_, line)| line.page == page && line.margin.is_none() && apart(line.area)).collect();
    let dated = lines.iter().find(|(_, line)| {
        date::first(&line.text, date::Order::Unknown).is_some_and(|seen| seen.precision != DatePrecision::Partial)
            && line.text.chars().count() <= 24
    });
    let Some((line, dated)) = dated else { return Vec::new() };
    let left = dated.area.right < own.left;
    let same_side = |area: Rect| (area.right < own.left) == left;
    let marks = reading.document.pages.iter().filter(|other| other.number == page).flat_map(|page| &page.marks);
    let penned = |kind: &MarkKind| matches!(kind, MarkKind::Ink(_));
    let mut inks = marks.filter(|mark| penned(&mark.kind) && mark.confidence >= SURE_INK && apart(mark.area) && same_side(mark.area));
    if inks.next().is_none() {
        return Vec::new();
    }
    let column = lines.iter().map(|(_, line)| line.area).filter(|area| same_side(*area)).fold(dated.area, Rect::union);
    let area = Rect::new(column.left, own.top, column.right, own.top + 40);
    vec![Heading { party: *party, area, text: String::new(), line: *line, name: None }]
}
