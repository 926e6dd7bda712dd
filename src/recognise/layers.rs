//! A page taken apart: how likely each pixel is print, handwriting, a seal's area or ink, a rule, a graphic.
//!
//! The network is the project's own (`training/` tells how it was made and how well it does) and is built into the program: it needs no installed models.
//! It proposes; what a mark is, is decided by [`super::ink`] and [`super::seal`] together with what else is known of the page.

use super::blob::{Blob, blobs};
use super::builtin::Network;
use super::plane::{Plane, Sheet};
use crate::model::document::Line;
use crate::model::geometry::Confidence;
use crate::model::text::is_han;

/// The network: RGB of 0 to 1 at 100 dpi, sides multiples of [`STEP`], to six maps of probabilities.
static NETWORK: Network = Network::new(include_bytes!("../../assets/layers.onnx"));
/// The coarsest level of the network is a sixteenth of the page.
const STEP: usize = 16;
/// Maps in the network's answer.
const MAPS: usize = 6;
/// Rows of a page that are taken apart at a time: memory grows with them (38 MB for these).
const BAND: usize = 608;
/// Lines read at least this surely, and no taller than this much (percent) of the page's lines, are print.
const READ: Confidence = Confidence(85);
const TALL: i32 = 140;
/// Letters of a name at most; an ideograph counts for four.
const NAME: usize = 22;
/// Darkness (of 255) of ink, and the difference between its channels from which it has a colour.
const DARK: u8 = 45;
const TINTED: u8 = 60;
/// What is smaller is dust or a comma (millimetres).
const SPECK: f64 = 3.0;
/// Page around it that the network sees too (millimetres).
const CONTEXT: f64 = 10.0;
/// Rows beside a band that the network sees too.
const BESIDE: usize = 64;

/// The layers of a page picture, each of 0 to 255 for every pixel of its [`Sheet`].
#[derive(Debug, Clone)]
pub struct Layers {
    /// Printed characters.
    pub print: Plane,
    /// Pen strokes.
    pub hand: Plane,
    /// The area within a seal's outline.
    pub seal: Plane,
    /// What a seal's rubber printed.
    pub seal_ink: Plane,
    /// Lines, frames, leaders.
    pub rules: Plane,
    /// Pictures, emblems, codes.
    pub graphics: Plane,
}

impl Layers {
    /// Takes apart what the page's read lines do not explain; elsewhere all layers are empty.
    pub fn of(sheet: &Sheet, lines: &[Line]) -> Self {
        let mut maps: [Plane; MAPS] = std::array::from_fn(|_| Plane::empty(sheet.width, sheet.height));
        for window in wanted(sheet, lines) {
            take_apart(sheet, window, &mut maps);
        }
        let [print, hand, seal, seal_ink, rules, graphics] = maps;
        Self { print, hand, seal, seal_ink, rules, graphics }
    }
}

/// Left, top, right, bottom in pixels of the sheet, ends exclusive.
type Window = (usize, usize, usize, usize);

/// Where there may be more than print: around everything larger than a speck that lies in no surely read line of the page's usual height, and around
/// all that has a colour.
fn wanted(sheet: &Sheet, lines: &[Line]) -> Vec<Window> {
    let mut rest = sheet.map(|r, g, b| 255 - r.min(g).min(b));
    let tint = sheet.map(|r, g, b| r.max(g).max(b) - r.min(g).min(b));
    let mut heights: Vec<i32> =
        lines.iter().filter(|line| line.area.width() > 2 * line.area.height()).map(|line| line.area.height()).collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(0);
    let print = |line: &&Line| line.origin.confidence() >= READ && line.area.height() * 100 <= usual * TALL && !may_be_name(&line.text);
    for line in lines.iter().filter(print) {
        let (x0, y0, x1, y1) = sheet.bounds(line.area.grown(3));
        for y in y0..y1 {
            let row = y * sheet.width;
            for i in (row + x0..row + x1).filter(|&i| tint.data[i] < TINTED) {
                rest.data[i] = 0;
            }
        }
    }
    rest.erase_rules(sheet.per_mm, DARK);
    let speck = (SPECK * sheet.per_mm) as i32;
    let margin = (CONTEXT * sheet.per_mm) as usize;
    let around = |blob: Blob| {
        let (x, y) = (blob.x0.max(0) as usize, blob.y0.max(0) as usize);
        let (right, bottom) = ((blob.x1 as usize + margin).min(sheet.width), (blob.y1 as usize + margin).min(sheet.height));
        (x.saturating_sub(margin), y.saturating_sub(margin), right, bottom)
    };
    merged(blobs(&rest, DARK).into_iter().filter(|blob| blob.width().max(blob.height()) >= speck).map(around).collect())
}

/// Whether a line is as short as a name, which may be a clear hand's, and no label.
fn may_be_name(text: &str) -> bool {
    let (mut letters, mut wide) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        wide += usize::from(is_han(c));
    }
    letters >= 2 && letters + 3 * wide <= NAME && !text.contains([':', '：']) && !text.contains(|c: char| c.is_ascii_digit())
}

/// Windows that touch made one, until none do.
fn merged(single: Vec<Window>) -> Vec<Window> {
    let mut out: Vec<Window> = Vec::new();
    for mut own in single {
        while let Some(i) = out.iter().position(|other| own.0 < other.2 && other.0 < own.2 && own.1 < other.3 && other.1 < own.3) {
            let other = out.swap_remove(i);
            own = (own.0.min(other.0), own.1.min(other.1), own.2.max(other.2), own.3.max(other.3));
        }
        out.push(own);
    }
    out
}

/// Takes a window apart in bands, which bounds the memory.
fn take_apart(sheet: &Sheet, (x0, y0, x1, y1): Window, maps: &mut [Plane; MAPS]) {
    let mut from = y0;
    while from < y1 {
        let to = (from + BAND).min(y1);
        let (top, bottom) = (from.saturating_sub(BESIDE).max(y0), (to + BESIDE).min(y1));
        let padded = ((x1 - x0).next_multiple_of(STEP), (bottom - top).next_multiple_of(STEP));
        let answer = NETWORK.run(pixels(sheet, (x0, top), padded), padded);
        for (map, plane) in answer.chunks_exact(padded.0 * padded.1).zip(maps.iter_mut()) {
            for y in from..to {
                let row = &map[(y - top) * padded.0..][..x1 - x0];
                for (value, share) in plane.data[y * sheet.width + x0..][..x1 - x0].iter_mut().zip(row) {
                    *value = (share * 255.0) as u8;
                }
            }
        }
        from = to;
    }
}

/// A part of a sheet as the network wants it; beyond the page its last row and column go on.
fn pixels(sheet: &Sheet, (left, top): (usize, usize), (width, height): (usize, usize)) -> Vec<f32> {
    let mut out = Vec::with_capacity(3 * width * height);
    for plane in [&sheet.red, &sheet.green, &sheet.blue] {
        for y in 0..height {
            let row = &plane.data[(top + y).min(sheet.height - 1) * sheet.width..][..sheet.width];
            out.extend((0..width).map(|x| f32::from(row[(left + x).min(sheet.width - 1)]) / 255.0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::canvas::{BLACK, Canvas, RED};

    /// Mean of a map over the part of a page given in millimetres.
    fn mean(plane: &Plane, sheet: &Sheet, (x0, y0, x1, y1): (f64, f64, f64, f64)) -> f64 {
        let at = |v: f64| (v * sheet.per_mm) as usize;
        let values: Vec<f64> =
            (at(y0)..at(y1)).flat_map(|y| (at(x0)..at(x1)).map(move |x| f64::from(plane.data[y * plane.width + x]))).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn a_page_comes_apart() {
        let mut canvas = Canvas::new();
        canvas.text().signature(60.0, 220.0, BLACK).seal(140.0, 220.0, RED);
        let sheet = Sheet::of(&canvas.raster);
        let layers = Layers::of(&sheet, &[]);
        let (signature, seal) = ((59.0, 215.0, 86.0, 225.0), (125.0, 205.0, 155.0, 235.0));
        assert!(mean(&layers.hand, &sheet, signature) > 4.0 * mean(&layers.hand, &sheet, seal));
        assert!(mean(&layers.seal, &sheet, seal) > 128.0 && mean(&layers.seal, &sheet, signature) < 30.0);
    }

    #[test]
    fn any_size_of_page_is_taken_apart() {
        for (width, height) in [(0, 0), (1, 1), (17, 700), (700, 17)] {
            let sheet = Sheet::of(&crate::model::raster::Raster::white(width, height, 100.0));
            assert_eq!(Layers::of(&sheet, &[]).hand.data.len(), width * height);
        }
    }
}
