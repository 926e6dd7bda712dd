//! Name stamps without colour: a name in a frame that fits it, cut like a hand's; only the frame tells them from a pen.

use super::strokes::{DARK, place};
use crate::model::geometry::Rect;
use crate::recognise::blob::{Blob, blobs};
use crate::recognise::plane::{Plane, Sheet};

/// Shortest and longest sides in millimetres: name stamps are 10 to 20 high and up to 40 wide; boxes to sign in are wider.
const SIDES: (f64, f64) = (9.0, 42.0);
/// It is not higher than this.
const HIGHEST: f64 = 22.0;
/// Width of the frame's line, with what a slant of the scan adds.
const LINE: f64 = 1.6;
/// Share of each side that is drawn; worn and crossed frames have gaps.
const DRAWN: f64 = 0.75;
/// Share of the frame's own pixels that lie on its sides.
const OWN: f64 = 0.85;
/// What stands in a frame that fits it takes this share of its height and width.
const FILLED: f64 = 0.45;

/// The frames of name stamps on the plane in which pens stand out.
pub(super) fn frames(sheet: &Sheet, plane: &Plane) -> Vec<Rect> {
    let all = blobs(plane, DARK);
    let areas: Vec<Rect> = all.iter().map(|blob| place(sheet, blob)).collect();
    let is_filled = |frame: Rect| {
        let inside = areas.iter().filter(|area| **area != frame && area.covered_by(frame) > 0.9 && area.height() > 10);
        let Some(content) = inside.copied().reduce(Rect::union) else { return false };
        let fills = |own: i32, whole: i32| f64::from(own) > FILLED * f64::from(whole);
        fills(content.height(), frame.height()) && fills(content.width(), frame.width())
    };
    all.iter().zip(&areas).filter(|(blob, area)| is_frame(sheet, blob) && is_filled(**area)).map(|(_, area)| *area).collect()
}

/// Whether a blob is the four sides of a level rectangle and little else.
fn is_frame(sheet: &Sheet, blob: &Blob) -> bool {
    let (width, height) = (blob.width(), blob.height());
    let mm = |pixels: i32| f64::from(pixels) / sheet.per_mm;
    if mm(width.min(height)) < SIDES.0 || mm(width.max(height)) > SIDES.1 || mm(height) > HIGHEST {
        return false;
    }
    let line = (LINE * sheet.per_mm).ceil() as i32;
    let (mut top, mut bottom) = (vec![false; width as usize], vec![false; width as usize]);
    let (mut left, mut right) = (vec![false; height as usize], vec![false; height as usize]);
    let mut own = 0;
    for run in &blob.runs {
        let y = run.y as i32 - blob.y0;
        for x in (run.start as i32 - blob.x0)..(run.end as i32 - blob.x0) {
            let near = [y < line, y >= height - line, x < line, x >= width - line];
            own += usize::from(near.contains(&true));
            let (column, row) = (x as usize, y as usize);
            for (side, at, hit) in
                [(&mut top, column, near[0]), (&mut bottom, column, near[1]), (&mut left, row, near[2]), (&mut right, row, near[3])]
            {
                side[at] |= hit;
            }
        }
    }
    let drawn = |side: &[bool]| side.iter().filter(|hit| **hit).count() as f64 >= DRAWN * side.len() as f64;
    [&top, &bottom, &left, &right].into_iter().all(|side| drawn(side)) && own as f64 >= OWN * f64::from(blob.pixels)
}
