//! Single strokes: the page's dark pixels without rules and stamps, each judged as print or pen.

use super::framed;
use super::parted::RED_HAND;
use super::print::{Print, explained, print_height};
use crate::model::document::{InkColour, Line, Mark, MarkKind, Origin};
use crate::model::geometry::Rect;
use crate::recognise::blob::{Blob, Run, blobs};
use crate::recognise::layers::Layers;
use crate::recognise::plane::{Plane, Sheet};

/// Darkness (of 255, paper made white) from which a pixel is a stroke; thin pen strokes are grey at working resolution.
pub(super) const DARK: u8 = 70;
/// Pen strokes are taller than this share of the page's print.
pub(super) const TALLER: f64 = 1.55;

/// A stroke of which the network takes less for handwriting is no pen's (shares of 1).
const NO_HAND: f64 = 0.12;
/// A stroke of which it takes more is a pen's whatever its size.
pub(super) const SURE_HAND: f64 = 0.6;
/// The same where colour already told black ink from a stamp.
const PARTED_HAND: f64 = 0.45;

/// Pens draw lines up to 1.5 mm wide, in millimetres; wider is a blot, a logo, a photograph.
const PEN: f64 = 1.6;
/// A brush's strokes, and a pen's that a coarse threshold closed to a blot, are wider; the network tells them from a logo.
const BROAD: f64 = 3.0;

/// A connected stroke or several crossing ones.
#[derive(Debug, Clone)]
pub(super) struct Stroke {
    /// Its pixels.
    pub blob: Blob,
    /// Length, from half its perimeter, in pixels.
    pub length: f64,
    /// Colour.
    pub colour: InkColour,
    /// How much of it the layer network takes for handwriting, 0 to 1.
    pub hand: f64,
    /// A surely read line holds it.
    pub explained: bool,
    /// Pen for certain by itself; other strokes only join a group around such a seed.
    pub seed: bool,
}

/// Strokes with print and rules left out.
pub(super) fn find(sheet: &Sheet, layers: &Layers, plane: &Plane, lines: &[Line], seals: &[Mark], pasted: &[Rect]) -> Vec<Stroke> {
    let framed = framed::frames(sheet, plane);
    let mut bare = plane.clone();
    bare.erase_rules(sheet.per_mm, DARK - 15);
    let found = blobs(&bare, DARK);
    let print = print_height(sheet, &found, lines);
    let blue = print_is_black(sheet, &found);
    let margin = 2.0 * sheet.per_mm;
    let stamps: Vec<Rect> = seals.iter().filter(|mark| is_coloured(mark)).map(|mark| mark.area).collect();
    let printed: Vec<Print<'_>> = lines.iter().map(|line| Print::of(line, sheet, &found, &layers.hand)).collect();
    let mut strokes: Vec<Stroke> = found
        .into_iter()
        .filter_map(|blob| {
            let (w, h) = (f64::from(blob.width()) / sheet.per_mm, f64::from(blob.height()) / sheet.per_mm);
            let at_border = f64::from(blob.x0) < margin
                || f64::from(blob.y0) < margin
                || f64::from(blob.x1) > sheet.width as f64 - margin
                || f64::from(blob.y1) > sheet.height as f64 - margin;
            let stamped = || framed.iter().any(|frame| place(sheet, &blob).covered_by(frame.grown(5)) > 0.9);
            if blob.pixels < 3 || at_border || w.max(h) > 90.0 || h > 45.0 {
                return None;
            }
            let length = length(&blob);
            let thickness = f64::from(blob.pixels) / length.max(1.0) / sheet.per_mm;
            let hand = share_of(&blob, &layers.hand);
            if !is_thin(thickness, hand) || is_circle(&blob) || stamped() {
                return None;
            }
            let colour = colour(sheet, &blob);
            let area = place(sheet, &blob);
            let coloured = blue && matches!(colour, InkColour::Blue | InkColour::Purple) && !under_blue(area, seals);
            let explained = explained(sheet, &blob, &printed, print, coloured, hand);
            let large = h > TALLER * print && w > 0.5 * print || w > 3.2 * print && h > 0.9 * print;
            let large = large && !upright_line(w, h, thickness);
            let pasted = pasted.iter().any(|picture| area.covered_by(picture.grown(5)) > 0.9);
            let likely = match (colour, stamps.iter().any(|stamp| area.covered_by(*stamp) > 0.9)) {
                (InkColour::Red, false) => RED_HAND,
                (InkColour::Black, true) => PARTED_HAND,
                _ => SURE_HAND,
            };
            let small = (coloured || pasted || hand >= likely) && w.max(h) > 1.2;
            let seed = (large && hand >= NO_HAND || small) && !explained && !inside_picture(sheet, &blob, seals);
            Some(Stroke { blob, length, colour, hand, seed, explained: explained && !coloured })
        })
        .collect();
    hands_in_lines(sheet, &mut strokes, &printed);
    strokes
}

/// Whether a stroke is thin enough for a pen, or where the network sees a hand for a brush.
fn is_thin(thickness: f64, hand: f64) -> bool {
    thickness <= if hand >= SURE_HAND { BROAD } else { PEN }
}

/// Whether a mark is a stamp whose colour tells it from black ink.
fn is_coloured(mark: &Mark) -> bool {
    matches!(&mark.kind, MarkKind::Seal(seal) if seal.colour != InkColour::Grey)
}

/// A line that was read over a label and a name in pen holds strokes too tall for print: from the first of these on it explains nothing, for a
/// character's smaller parts are as small as print.
fn hands_in_lines(sheet: &Sheet, strokes: &mut [Stroke], lines: &[Print<'_>]) {
    for Print { line, heading, .. } in lines {
        if *heading || line.origin == Origin::Typed {
            continue;
        }
        let area = line.area.grown(4);
        let inside = |stroke: &Stroke| place(sheet, &stroke.blob).covered_by(area) > 0.8;
        let Some(from) = strokes.iter().filter(|stroke| stroke.seed && inside(stroke)).map(|stroke| stroke.blob.x0).min() else { continue };
        let of_pen = |stroke: &Stroke| stroke.explained && stroke.blob.x0 >= from && stroke.hand >= NO_HAND && inside(stroke);
        for stroke in strokes.iter_mut().filter(|stroke| of_pen(stroke)) {
            (stroke.explained, stroke.seed) = (false, true);
        }
    }
}

/// Mean over a stroke's pixels of what the network says in one of its maps, as a share of 1.
pub(super) fn share_of(blob: &Blob, map: &Plane) -> f64 {
    let of_run = |run: &Run| map.data[run.y as usize * map.width + run.start as usize..][..(run.end - run.start) as usize].iter();
    let sum: u32 = blob.runs.iter().flat_map(of_run).map(|&value| u32::from(value)).sum();
    f64::from(sum) / 255.0 / f64::from(blob.pixels.max(1))
}

/// Half the perimeter: the length of a stroke however it winds.
fn length(blob: &Blob) -> f64 {
    let mut edges = 0;
    let mut above: &[crate::recognise::blob::Run] = &[];
    let mut i = 0;
    while i < blob.runs.len() {
        let y = blob.runs[i].y;
        let end = i + blob.runs[i..].iter().take_while(|run| run.y == y).count();
        let row = &blob.runs[i..end];
        let own: u32 = row.iter().map(|run| run.end - run.start).sum();
        let before: u32 =
            if above.first().is_some_and(|run| run.y + 1 == y) { above.iter().map(|run| run.end - run.start).sum() } else { 0 };
        let mut common = 0;
        if before > 0 {
            for a in above {
                common += row.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum::<u32>();
            }
        }
        edges += 2 * row.len() as u32 + own + before - 2 * common;
        above = row;
        i = end;
    }
    edges += above.iter().map(|run| run.end - run.start).sum::<u32>();
    // Pixel edges overstate slanted outlines by 4/π on average.
    f64::from(edges) * std::f64::consts::FRAC_PI_4 / 2.0
}

/// Whether most of the page's characters have no colour, so that coloured ones stand out. Characters count, not their pixels: on a page of
/// signatures the pens may leave more ink than the print.
fn print_is_black(sheet: &Sheet, found: &[Blob]) -> bool {
    let characters = || found.iter().filter(|blob| blob.pixels > 6);
    let coloured = characters().filter(|blob| matches!(colour(sheet, blob), InkColour::Blue | InkColour::Purple)).count();
    coloured * 2 < characters().count()
}

/// The mean colour of a blob's pixels.
fn colour(sheet: &Sheet, blob: &Blob) -> InkColour {
    let (mut r, mut g, mut b, mut n) = (0_i64, 0_i64, 0_i64, 0_i64);
    for run in &blob.runs {
        let row = run.y as usize * sheet.width;
        for i in row + run.start as usize..row + run.end as usize {
            r += i64::from(sheet.red.data[i]);
            g += i64::from(sheet.green.data[i]);
            b += i64::from(sheet.blue.data[i]);
            n += 1;
        }
    }
    let n = n.max(1);
    let (r, g, b) = (r / n, g / n, b / n);
    if b > r + 28 && b > g + 14 {
        if r > g + 12 { InkColour::Purple } else { InkColour::Blue }
    } else if r > g + 40 && r > b + 40 {
        InkColour::Red
    } else {
        InkColour::Black
    }
}

/// Whether a blue stamp lies here, so that a stroke's colour says nothing.
fn under_blue(area: Rect, seals: &[Mark]) -> bool {
    seals.iter().any(|mark| {
        matches!(&mark.kind, MarkKind::Seal(seal) if matches!(seal.colour, InkColour::Blue | InkColour::Purple))
            && area.intersection(mark.area.grown(10)).is_some()
    })
}

/// Where a blob lies on the page.
pub(super) fn place(sheet: &Sheet, blob: &Blob) -> Rect {
    sheet.area(f64::from(blob.x0), f64::from(blob.y0), f64::from(blob.x1), f64::from(blob.y1))
}

/// A bare upright or level line is a rule, a bracket or a fold, not handwriting.
fn upright_line(w: f64, h: f64, thickness: f64) -> bool {
    let thin = thickness.max(0.4) * 2.2;
    w < thin && h > 4.0 || h < thin && w > 4.0
}

/// Whether all pixels lie on one circle: a punch hole's edge, a bullet, a printed ring.
fn is_circle(blob: &Blob) -> bool {
    let (w, h) = (f64::from(blob.width()), f64::from(blob.height()));
    if w < 8.0 || w / h > 1.25 || h / w > 1.25 {
        return false;
    }
    let (cx, cy, radius) = (f64::from(blob.x0) + w / 2.0, f64::from(blob.y0) + h / 2.0, (w + h) / 4.0);
    let on = |x: f64, y: f64| ((x - cx).hypot(y - cy) - radius).abs() < 0.28 * radius;
    let count: u32 =
        blob.runs.iter().map(|run| (run.start..run.end).filter(|&x| on(f64::from(x) + 0.5, f64::from(run.y) + 0.5)).count() as u32).sum();
    f64::from(count) > 0.92 * f64::from(blob.pixels)
}

/// Whether the blob is part of a stamp's outline that the planes did not take away.
fn inside_picture(sheet: &Sheet, blob: &Blob, seals: &[Mark]) -> bool {
    let area = place(sheet, blob);
    seals.iter().any(|mark| {
        matches!(&mark.kind, MarkKind::Seal(seal) if seal.at_edge && area.covered_by(mark.area.grown(10)) > 0.9)
            || (area.width() > mark.area.width() * 9 / 10
                && area.height() > mark.area.height() * 9 / 10
                && area.covered_by(mark.area.grown(15)) > 0.95)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broad_strokes_are_a_hands_only_where_the_network_sees_one() {
        assert!(is_thin(0.8, 0.0) && is_thin(2.2, 0.9));
        assert!(!is_thin(2.2, 0.4) && !is_thin(3.5, 0.9));
    }
}
