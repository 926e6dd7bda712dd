//! Photographs of a sheet: its four corners are found, and the picture becomes the sheet as a scanner would show it.
//!
//! A sheet is told by its edges ([`edges`]): long straight steps from a darker ground to paper. A photograph is told by perspective, edges that should be
//! parallel or square and are not, or by an uneven ground all around the sheet. Whatever else has right angles (a scan, one with a dark lid, a screenshot)
//! is never touched, nor is anything of which fewer than three edges are certain.

use crate::model::document::{Page, Picture, Quality};
use crate::model::geometry::{Size, TENTHS_PER_INCH};
use crate::model::raster::Raster;

mod edges;
mod warp;

/// A point in pixels.
type Point = (f64, f64);

/// Edges that are less than this far from parallel and square, degrees, are a scanner's: a fifth of what the steadiest hand does.
const SQUARE: f64 = 0.4;
/// A scanner's lid and a screen's background are more even than this (standard deviation of the light's logarithm; a lid under noise has .03).
const EVEN: f32 = 0.08;
/// Ground around a sheet that was photographed straight from above, as a share of the picture's longer side.
const AROUND: f64 = 0.02;
/// No sheet is photographed at steeper angles between its edges, degrees from square.
const STEEPEST: f64 = 32.0;
/// A sheet smaller than this share of the picture is a note on somebody's desk.
const LEAST_SHARE: f64 = 0.2;
/// Corners may lie this share of the longer side outside the picture.
const OUTSIDE: f64 = 0.015;
/// Edges found are drawn in by this share of the sheet, 0.6 mm of A4: what is left of the ground along a sheet that is not flat.
const INSET: f64 = 0.002;
/// A telephone's usual lens in picture lengths (26 mm on 36 mm film): needed to tell how long a tilted sheet is.
const LENS: f64 = 0.72;
/// Long to short side of A4 and of US letter, each until half way to the next.
const LETTER: (f64, f64) = (1.22, 1.354);
const A4_UNTIL: f64 = 1.56;
/// Of a sheet whose top or bottom is cut off, what is left is at least this many times as high as wide if it stands upright.
const CUT: f64 = 0.85;

/// The page of a photograph becomes the sheet that was photographed; of anything else it stays as it is, and so does one on which something was placed.
pub(super) fn straightened(page: &mut Page, raster: Raster) -> Raster {
    if !(page.lines.is_empty() && page.marks.is_empty()) {
        return raster;
    }
    let Some(photo) = Photo::of(&raster) else { return raster };
    let flat = photo.flat(&raster);
    // The picture may have been reduced for recognition: the sheet's resolution is that of the file.
    let own = page.scan_dpi().filter(|_| raster.dpi > 0.0).map_or(1.0, |dpi| dpi / raster.dpi);
    page.size = flat.page_size();
    let sheet = f64::from(page.size.width) * f64::from(page.size.height);
    let scale = (photo.area() / sheet).sqrt() * own;
    let pixels = |tenths: i32| (f64::from(tenths) * scale).round() as u32;
    page.pictures =
        vec![Picture { area: page.size.area(), pixels: (pixels(page.size.width), pixels(page.size.height)), transparent: false }];
    page.quality = Some(Quality::of_resolution((scale * TENTHS_PER_INCH).round() as u32, false));
    flat
}

/// A sheet found in a photograph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Photo {
    /// Its corners in pixels: top left, top right, bottom right, bottom left as the picture stands.
    pub(super) corners: [Point; 4],
    /// Its height by its width.
    ratio: f64,
    /// Which of its top, right, bottom and left edges are in the picture.
    certain: [bool; 4],
}

impl Photo {
    /// The sheet in a picture, or `None` if it is no photograph of one, or not surely.
    pub(super) fn of(raster: &Raster) -> Option<Self> {
        let found = edges::find(raster)?;
        let (width, height) = (raster.width as f64, raster.height as f64);
        let corners = found.corners;
        let margin = OUTSIDE * width.max(height);
        let inside = |(x, y): Point| x > -margin && y > -margin && x < width + margin && y < height + margin;
        let share = area(&corners) / (width * height);
        let angles = angles(&corners);
        let sound = corners.into_iter().all(inside) && share > LEAST_SHARE && angles.iter().all(|angle| angle.abs() < STEEPEST);
        let around = AROUND * width.max(height);
        let within = |(x, y): Point| x > around && y > around && x < width - around && y < height - around;
        let on_desk = found.ground > EVEN && found.certain == [true; 4] && corners.into_iter().all(within);
        if !sound || !(on_desk || skewed(&corners, found.certain)) {
            return None;
        }
        Some(Self { corners: inset(&corners), ratio: ratio(&corners, width, height), certain: found.certain })
    }

    /// The sheet as a picture of its own, at the resolution that it has where it is nearest.
    pub(super) fn flat(&self, raster: &Raster) -> Raster {
        let [a, b, c, d] = self.corners;
        let (across, down) = (length(a, b).max(length(d, c)), length(a, d).max(length(b, c)));
        let (width, height) = self.size().unwrap_or_else(|| (across / raster.scale(), across / raster.scale() * self.ratio));
        let scale = (across / width).max(down / height);
        let size = ((width * scale).round().max(1.0) as usize, (height * scale).round().max(1.0) as usize);
        warp::flat(raster, &self.corners, size, scale * TENTHS_PER_INCH)
    }

    /// Width and height in tenths of a millimetre: A4 or letter if the sides allow that; of a sheet cut by the picture's edge, A4 for the whole side.
    fn size(&self) -> Option<(f64, f64)> {
        let a4 = (f64::from(Size::A4.width), f64::from(Size::A4.height));
        let [top, right, bottom, left] = self.certain;
        if !(top && bottom) {
            let width = if self.ratio > CUT { a4.0 } else { a4.1 };
            return Some((width, width * self.ratio));
        }
        if !(left && right) {
            let height = if self.ratio < 1.0 / CUT { a4.0 } else { a4.1 };
            return Some((height / self.ratio, height));
        }
        let (tall, ratio) = if self.ratio >= 1.0 { (true, self.ratio) } else { (false, 1.0 / self.ratio) };
        let (short, long) = match ratio {
            ratio if (LETTER.0..LETTER.1).contains(&ratio) => (2159.0, 2794.0),
            ratio if (LETTER.1..A4_UNTIL).contains(&ratio) => a4,
            _ => return None,
        };
        Some(if tall { (short, long) } else { (long, short) })
    }

    /// How many pixels of the picture show the sheet.
    pub(super) fn area(&self) -> f64 {
        area(&self.corners)
    }
}

fn length(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn area(corners: &[Point; 4]) -> f64 {
    let cross = |i: usize| {
        let (a, b) = (corners[i], corners[(i + 1) % 4]);
        a.0 * b.1 - a.1 * b.0
    };
    (0..4).map(cross).sum::<f64>() / 2.0
}

/// How far each corner is from square, degrees; the corner at index 0 is between the sheet's left and top edges.
fn angles(corners: &[Point; 4]) -> [f64; 4] {
    std::array::from_fn(|i| {
        let (at, next, last) = (corners[i], corners[(i + 1) % 4], corners[(i + 3) % 4]);
        let direction = |to: Point| (to.1 - at.1).atan2(to.0 - at.0).to_degrees();
        (direction(last) - direction(next)).rem_euclid(360.0) - 90.0
    })
}

/// Whether edges that were certainly seen (top, right, bottom, left) show perspective.
fn skewed(corners: &[Point; 4], certain: [bool; 4]) -> bool {
    let direction = |i: usize| {
        let (a, b) = (corners[i], corners[(i + 1) % 4]);
        (b.1 - a.1).atan2(b.0 - a.0).to_degrees() - 90.0 * i as f64
    };
    // Directions of the edges once each is turned to the first one's.
    let turned: Vec<f64> = (0..4).filter(|&i| certain[i]).map(|i| (direction(i) + 180.0).rem_euclid(360.0) - 180.0).collect();
    turned.iter().any(|a| turned.iter().any(|b| (a - b).abs() > SQUARE))
}

fn inset(corners: &[Point; 4]) -> [Point; 4] {
    let (x, y) = corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0 / 4.0, y + corner.1 / 4.0));
    corners.map(|corner| (corner.0 + (x - corner.0) * 2.0 * INSET, corner.1 + (y - corner.1) * 2.0 * INSET))
}

/// Height to width of the rectangle that a camera sees with these corners (Zhang & He, Whiteboard scanning and image enhancement, 2007, with a known lens).
fn ratio(corners: &[Point; 4], width: f64, height: f64) -> f64 {
    let lens = LENS * width.max(height);
    let seen = corners.map(|(x, y)| ((x - width / 2.0) / lens, (y - height / 2.0) / lens));
    let [across, down] = warp::Plan::of(&seen).axes();
    let norm = |v: [f64; 3]| v.iter().map(|v| v * v).sum::<f64>().sqrt();
    norm(down) / norm(across)
}

#[cfg(test)]
mod tests;
