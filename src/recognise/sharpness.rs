//! How well the print of a page can be made out: whether its edges are soft, its paper dark in places, and its lines cut off.
//!
//! All of it is measured on lines that were read, not on the whole picture: a desk around a sheet, a photograph on it or a dark margin say nothing.

use super::pixels::Turn;
use crate::model::document::Sides;
use crate::model::geometry::Rect;
use crate::model::raster::Raster;

/// Lines and rows of each that are looked at for soft edges.
const LINES: usize = 48;
const ROWS: usize = 8;
/// A line is looked at if it has this many pixels of height and is this many times longer than high.
const LEAST_HEIGHT: usize = 8;
const LONG: usize = 3;
/// Height of a strip where there are no lines, tenths of a millimetre.
const STRIP: i32 = 60;
/// Ink and paper of a line differ by at least this many of 255 levels.
const CONTRAST: i32 = 40;
/// Fewest edges that tell how soft a page is.
const LEAST_EDGES: usize = 150;
/// White around a line in which its paper is judged, in tenths of a millimetre; wide enough that a table's dark head is not the paper.
const AROUND: i32 = 50;
/// Fewest pieces of lines by which a page's light is judged, and how long one is in tenths of a millimetre: a shadow may lie over part of each line.
const LEAST_PIECES: usize = 8;
const PIECE: i32 = 300;
/// A line that ends this near to the picture's edge, in tenths of a millimetre, may go on outside it.
const AT_EDGE: f64 = 10.0;
/// What is looked at for ink along the edge, in tenths of a millimetre.
const RIM: f64 = 6.0;
/// A rim with more ink than this beside the lines is a scanner's shadow, a photograph's ground or a frame.
const SHADOW: f64 = 0.2;
/// Share of a cut line's height (or length) that has ink in the rim: half a character.
const CUT: f64 = 0.15;
/// So many lines must run off at the left or right; one line of this share of the page's width is enough at top and bottom.
const LEAST_CUT: usize = 3;
const WIDE: f64 = 0.2;

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Print {
    /// Median width of the edges between ink and paper, tenths of a millimetre; 0 if too few were seen.
    pub(super) softness: f32,
    /// Light of the darkest paper around print as a share of the lightest.
    pub(super) shade: f32,
    /// Where lines run off the picture.
    pub(super) cut: Sides,
}

/// Looks at lines of an upright picture; `back` turns it to how it was taken, so that its edges are where they were.
pub(super) fn of(raster: &Raster, lines: &[Rect], back: Turn) -> Print {
    Print { softness: softness(raster, lines), shade: shade(raster, lines), cut: cut(raster, lines, back) }
}

fn luma(pixel: &[u8]) -> i32 {
    (i32::from(pixel[0]) + 2 * i32::from(pixel[1]) + i32::from(pixel[2])) / 4
}

/// Of a page on which nothing was read, perhaps because it is too blurred, strips of the whole page are looked at.
fn softness(raster: &Raster, lines: &[Rect]) -> f32 {
    let page = raster.page_size();
    let strips: Vec<Rect> = (0..page.height / STRIP).map(|i| Rect::new(0, i * STRIP, page.width, (i + 1) * STRIP)).collect();
    let lines = if lines.is_empty() { &strips } else { lines };
    let bounds = lines.iter().map(|line| raster.bounds(*line));
    let fit = bounds.filter(|(x0, y0, x1, y1)| y1 - y0 >= LEAST_HEIGHT && x1 - x0 > LONG * (y1 - y0));
    let fit: Vec<(usize, usize, usize, usize)> = fit.collect();
    let mut widths: Vec<f32> = Vec::new();
    for (x0, y0, x1, y1) in fit.iter().step_by(fit.len().div_ceil(LINES).max(1)).copied() {
        let rows = (0..ROWS).map(|i| {
            let y = y0 + (y1 - y0) * (2 * i + ROWS / 2) / (3 * ROWS);
            let row = &raster.pixels[(y * raster.width + x0) * 3..(y * raster.width + x1) * 3];
            let row: Vec<i32> = row.chunks_exact(3).map(luma).collect();
            // Noise would break an edge in pieces.
            row.windows(3).map(|near| (near[0] + 2 * near[1] + near[2]) / 4).collect::<Vec<i32>>()
        });
        let rows: Vec<Vec<i32>> = rows.collect();
        let (low, high) = range(rows.iter().flatten().copied());
        if high - low >= CONTRAST {
            for row in &rows {
                edges(row, (high - low) / 2, &mut widths);
            }
        }
    }
    if widths.len() < LEAST_EDGES {
        return 0.0;
    }
    widths.sort_by(f32::total_cmp);
    (f64::from(widths[widths.len() / 2]) / raster.scale()) as f32
}

/// The twentieth and the last but twentieth of a hundred values.
fn range(values: impl Iterator<Item = i32>) -> (i32, i32) {
    let mut counts = [0_u32; 256];
    let mut total = 0;
    for value in values {
        counts[value.clamp(0, 255) as usize] += 1;
        total += 1;
    }
    let at = |share: u32| {
        let mut sum = 0;
        (0..256).find(|&value| {
            sum += counts[value as usize];
            sum * 20 > total * share
        })
    };
    (at(1).unwrap_or(0), at(19).unwrap_or(0))
}

/// The widths of a row's rises and falls of at least this height: height by steepest step.
fn edges(row: &[i32], least: i32, widths: &mut Vec<f32>) {
    let (mut height, mut steepest) = (0_i32, 0_i32);
    for step in row.windows(2).map(|pair| pair[1] - pair[0]).chain([0]) {
        if step != 0 && step.signum() == height.signum() {
            height += step;
            steepest = steepest.max(step.abs());
            continue;
        }
        if height.abs() >= least {
            widths.push(height.abs() as f32 / steepest as f32);
        }
        (height, steepest) = (step, step.abs());
    }
}

fn shade(raster: &Raster, lines: &[Rect]) -> f32 {
    let light = |piece: Rect| {
        let (x0, y0, x1, y1) = raster.bounds(piece.grown(AROUND));
        let rows = (y0..y1)
            .step_by(3)
            .flat_map(|y| raster.pixels[(y * raster.width + x0) * 3..(y * raster.width + x1) * 3].chunks_exact(3).step_by(3));
        let mut counts = [0_u32; 256];
        rows.for_each(|pixel| counts[luma(pixel) as usize] += 1);
        let wanted = counts.iter().sum::<u32>() / 5;
        let mut seen = 0;
        (0..256).rev().find(|&value| {
            seen += counts[value];
            seen > wanted
        })
    };
    let pieces = lines.iter().flat_map(|line| {
        let count = (line.width() / PIECE).max(1);
        let end = move |i: i32| line.left + line.width() * i / count;
        (0..count).map(move |i| Rect::new(end(i), line.top, end(i + 1), line.bottom))
    });
    let mut lights: Vec<usize> = pieces.filter_map(light).collect();
    if lights.len() < LEAST_PIECES {
        return 1.0;
    }
    lights.sort_unstable();
    let at = |share: usize| lights.get(lights.len() * share / 20).map_or(255.0, |light| *light as f32);
    at(1) / at(18).max(1.0)
}

/// A side of the picture.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

fn cut(raster: &Raster, lines: &[Rect], back: Turn) -> Sides {
    let runs_off = |side: Side| {
        let (length, width) = match side {
            Side::Top | Side::Bottom => (raster.width, raster.height),
            Side::Left | Side::Right => (raster.height, raster.width),
        };
        let ends = lines.iter().filter_map(|line| end(raster, *line, side, back));
        let ends: Vec<(usize, usize)> = ends.collect();
        let upright = matches!(side, Side::Left | Side::Right);
        let least = if upright { LEAST_CUT } else { 1 };
        if ends.len() < least || width == 0 {
            return false;
        }
        let ink = rim(raster, side, back);
        let share = |from: usize, to: usize| {
            ink[from.min(length)..to.min(length)].iter().filter(|ink| **ink).count() as f64 / (to - from).max(1) as f64
        };
        let cut =
            ends.iter().filter(|(from, to)| share(*from, *to) > CUT && (upright || (to - from) as f64 > WIDE * length as f64)).count();
        let between = (0..length).filter(|at| !ends.iter().any(|(from, to)| (from..to).contains(&at)));
        let (rest, dark) = between.fold((0_usize, 0_usize), |(rest, dark), at| (rest + 1, dark + usize::from(ink[at])));
        cut >= least && (dark as f64) < SHADOW * rest.max(1) as f64
    };
    Sides { top: runs_off(Side::Top), right: runs_off(Side::Right), bottom: runs_off(Side::Bottom), left: runs_off(Side::Left) }
}

/// The part of a side, in pixels, at which a line comes near it.
fn end(raster: &Raster, line: Rect, side: Side, back: Turn) -> Option<(usize, usize)> {
    let scale = raster.scale();
    let (left, top) = (f64::from(line.left) * scale, f64::from(line.top) * scale);
    let (right, bottom) = (f64::from(line.right) * scale, f64::from(line.bottom) * scale);
    let ((x, y), half) = match side {
        Side::Top => ((f64::midpoint(left, right), top), right - left),
        Side::Bottom => ((f64::midpoint(left, right), bottom), right - left),
        Side::Left => ((left, f64::midpoint(top, bottom)), bottom - top),
        Side::Right => ((right, f64::midpoint(top, bottom)), bottom - top),
    };
    let (x, y) = back.point((x as f32, y as f32));
    let (x, y) = (f64::from(x), f64::from(y));
    let (away, along) = match side {
        Side::Top => (y, x),
        Side::Bottom => (raster.height as f64 - y, x),
        Side::Left => (x, y),
        Side::Right => (raster.width as f64 - x, y),
    };
    (away < AT_EDGE * scale).then(|| ((along - half / 2.0).max(0.0) as usize, (along + half / 2.0).max(0.0) as usize + 1))
}

/// Whether there is ink in the rim at each pixel along a side, as the picture was taken.
fn rim(raster: &Raster, side: Side, back: Turn) -> Vec<bool> {
    let deep = ((RIM * raster.scale()) as usize).clamp(1, 64);
    let forth = back.inverse();
    let upright = matches!(side, Side::Left | Side::Right);
    let length = if upright { raster.height } else { raster.width };
    let value = |along: usize, deep: usize| {
        let (x, y) = match side {
            Side::Top => (along, deep),
            Side::Bottom => (along, (raster.height - 1).saturating_sub(deep)),
            Side::Left => (deep, along),
            Side::Right => ((raster.width - 1).saturating_sub(deep), along),
        };
        let (x, y) = forth.point((x as f32 + 0.5, y as f32 + 0.5));
        let inside = x >= 0.0 && y >= 0.0 && (x as usize) < raster.width && (y as usize) < raster.height;
        inside.then(|| luma(&raster.rgb(x as usize, y as usize)))
    };
    let darkest: Vec<i32> = (0..length).map(|along| (0..deep).filter_map(|deep| value(along, deep)).min().unwrap_or(255)).collect();
    let (_, paper) = range(darkest.iter().copied());
    darkest.into_iter().map(|light| light < paper * 6 / 10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::canvas::{BLACK, Canvas};

    fn still() -> Turn {
        Turn::new(0.0, 1654, 2339)
    }

    /// The lines of [`Canvas::text`].
    fn lines() -> Vec<Rect> {
        (0..14).map(|row| Rect::new(300, 280 + 70 * row, 1740, 320 + 70 * row)).collect()
    }

    /// Each row smeared to both sides, in pixels.
    fn smeared(raster: &Raster, reach: usize) -> Raster {
        let mut out = raster.clone();
        for (row, from) in out.pixels.chunks_exact_mut(raster.width * 3).zip(raster.pixels.chunks_exact(raster.width * 3)) {
            for x in reach..raster.width - reach {
                for c in 0..3 {
                    let sum: u32 = (x - reach..=x + reach).map(|x| u32::from(from[x * 3 + c])).sum();
                    row[x * 3 + c] = (sum / (2 * reach as u32 + 1)) as u8;
                }
            }
        }
        out
    }

    #[test]
    fn smeared_print_has_soft_edges() {
        let mut canvas = Canvas::new();
        let sharp = &canvas.text().raster;
        let smeared = smeared(&smeared(sharp, 3), 3);
        let soft = |raster: &Raster, lines: &[Rect]| of(raster, lines, still()).softness;
        assert!((1.5..4.5).contains(&soft(sharp, &lines())), "{}", soft(sharp, &lines()));
        assert!(soft(&smeared, &lines()) > 6.5, "{}", soft(&smeared, &lines()));
        // Also where nothing was read; paper has no edges.
        assert!(soft(&smeared, &[]) > 6.5);
        assert!(soft(&Raster::white(1654, 2339, 200.0), &[]).abs() < f32::EPSILON);
    }

    #[test]
    fn a_shadow_over_print_is_measured_and_one_beside_it_is_not() {
        let mut canvas = Canvas::new();
        canvas.text();
        let darkened = |columns: std::ops::Range<usize>, rows: std::ops::Range<usize>| {
            let mut raster = canvas.raster.clone();
            for row in raster.pixels.chunks_exact_mut(1654 * 3).take(rows.end).skip(rows.start) {
                for value in &mut row[columns.start * 3..columns.end * 3] {
                    *value = (f32::from(*value) * 0.3) as u8;
                }
            }
            of(&raster, &lines(), still()).shade
        };
        assert!(darkened(0..1654, 0..600) < 0.4);
        assert!(darkened(1000..1654, 0..2339) < 0.4, "over part of each line");
        assert!(darkened(0..1654, 1300..2300) > 0.95);
    }

    #[test]
    fn lines_that_run_off_the_picture_are_cut_and_others_are_not() {
        let mut canvas = Canvas::new();
        for row in 0..12 {
            canvas.print(91.5, 40.0 + 7.0 * f64::from(row), 32, BLACK);
        }
        let ending = |right: i32| (0..12).map(|row| Rect::new(900, 380 + 70 * row, right, 420 + 70 * row)).collect::<Vec<Rect>>();
        let right = Sides { right: true, ..Sides::default() };
        assert_eq!(of(&canvas.raster, &ending(2095), still()).cut, right);
        assert_eq!(of(&Canvas::new().text().raster, &lines(), still()).cut, Sides::default());
        // Two lines may be a stamp at the edge; a dark rim along the whole side is a scanner's.
        assert_eq!(of(&canvas.raster, &ending(2095)[..2], still()).cut, Sides::default());
        let mut rim = Canvas::new();
        rim.text();
        for row in rim.raster.pixels.chunks_exact_mut(1654 * 3) {
            row[1645 * 3..].fill(20);
        }
        assert_eq!(of(&rim.raster, &ending(2095), still()).cut, Sides::default());
        // A page taken askew is cut where its edge was.
        let turned = Turn::new(-1.5, 1654, 2339);
        let moved = ending(2095).into_iter().map(|line| {
            let scale = canvas.raster.scale() as f32;
            let (x, y) = turned.point((line.right as f32 * scale, line.center_y() as f32 * scale));
            let (right, middle) = ((x / scale) as i32, (y / scale) as i32);
            Rect::new(line.left, middle - 20, right, middle + 20)
        });
        let moved: Vec<Rect> = moved.collect();
        assert_eq!(of(&turned.raster(&canvas.raster), &moved, turned.inverse()).cut, right);
    }
}
