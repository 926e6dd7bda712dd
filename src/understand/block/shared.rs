//! Labels that speak for several parties: a table's first column or head row.

use super::super::lexicon::Field;
use super::fields::Piece;
use super::heading::Heading;
use super::region::LONGEST;
use crate::model::geometry::Rect;

/// Labels in a first column that speak for every party's column beside it, the `first` of which begins right of them.
pub(super) fn row_labels(pieces: &[Piece], heading: Rect, first: i32, has_neighbour: bool, bottom: i32) -> Vec<Piece> {
    let mut rows: Vec<Piece> = pieces
        .iter()
        .filter(|piece| {
            piece.field != Field::Party
                && piece.label.right <= first + 10
                && piece.label.top >= heading.top - 120
                && piece.label.top < bottom
        })
        .filter(|piece| piece.value.is_empty())
        .cloned()
        .collect();
    let inside = pieces
        .iter()
        .filter(|piece| {
            piece.field != Field::Party
                && piece.label.left >= heading.left - 20
                && piece.label.top > heading.bottom
                && piece.label.top < bottom
        })
        .count();
    if rows.len() < 2 || (inside > 0 && !has_neighbour) || inside > rows.len() {
        return Vec::new();
    }
    rows.sort_by_key(|piece| piece.label.center_y());
    // Two labels of one row's cell (a pair of languages) are one.
    rows.dedup_by(|b, a| {
        let pair = a.field == b.field && (a.label.center_y() - b.label.center_y()).abs() < 90;
        if pair {
            a.label = a.label.union(b.label);
        }
        pair
    });
    let centres: Vec<i32> = rows.iter().map(|piece| piece.label.center_y()).collect();
    for (i, piece) in rows.iter_mut().enumerate() {
        let top = if i == 0 { piece.label.top - 30 } else { i32::midpoint(centres[i - 1], centres[i]) };
        let end = centres.get(i + 1).map_or(piece.label.bottom + 60, |next| i32::midpoint(centres[i], *next));
        piece.place = Rect::new(0, top, 0, end);
        piece.shared = true;
    }
    rows
}

/// Labels in a head row that speak for every party's row below it.
pub(super) fn column_labels(pieces: &[Piece], heading: Rect, area: Rect, headings: &[Heading], width: i32) -> Vec<Piece> {
    let mut rows_above: Vec<Vec<&Piece>> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.value.is_empty() && piece.label.bottom <= heading.top && piece.field != Field::Party) {
        match rows_above.iter_mut().find(|row| row[0].label.overlap_y(piece.label) > 0) {
            Some(row) => row.push(piece),
            None => rows_above.push(vec![piece]),
        }
    }
    let kinds = |row: &[&Piece]| {
        let mut kinds: Vec<Field> = row.iter().map(|piece| piece.field).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    // The fullest row, the last of equals: a lone "[姓名]" in another party's row is no head.
    let Some(mut head) = rows_above.into_iter().max_by_key(|row| kinds(row).len()) else { return Vec::new() };
    let kinds = kinds(&head);
    // Where one of three captions was misread, rows without labels of their own still show that those above speak for them.
    let own = |piece: &&Piece| piece.field != Field::Party && area.contains(piece.label.center_x(), piece.label.center_y());
    let bare = kinds.len() == 2 && kinds.contains(&Field::Date) && !pieces.iter().any(|piece| own(&piece));
    if kinds.len() < 3 && !bare || head.iter().any(|piece| heading.top - piece.label.bottom > LONGEST) {
        return Vec::new();
    }
    head.sort_by_key(|piece| piece.label.left);
    let rows: Vec<i32> = headings.iter().map(|other| other.area.center_y()).collect();
    let above = rows.iter().copied().filter(|y| *y < heading.center_y() - 20).max().or(Some(head[0].label.center_y()));
    let below = rows.iter().copied().filter(|y| *y > heading.center_y() + 20).min();
    let half = above.map_or(100, |y| (heading.center_y() - y) / 2).max(30);
    let top = heading.center_y() - half;
    let bottom =
        below.map_or(heading.center_y() + half, |y| i32::midpoint(heading.center_y(), y)).min(area.bottom.max(heading.bottom + 20));
    (0..head.len())
        .filter(|&i| head[i].label.left > heading.left)
        .map(|i| {
            let edge = |a: &Piece, b: &Piece| {
                i32::midpoint(a.label.center_x(), b.label.center_x()).clamp(a.label.right, b.label.left.max(a.label.right))
            };
            let left = if i == 0 { head[i].label.left - 50 } else { edge(head[i - 1], head[i]).max(heading.right.min(head[i].label.left)) };
            let right = head.get(i + 1).map_or(width, |next| edge(head[i], next));
            Piece { place: Rect::new(left, top, right.max(left + 1), bottom), shared: true, ..head[i].clone() }
        })
        .collect()
}
