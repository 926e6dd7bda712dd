//! What on a page is print: the lines that were read, and how large their characters are.

use super::strokes::{SURE_HAND, TALLER, place, share_of};
use crate::model::document::{Line, Origin};
use crate::model::geometry::Confidence;
use crate::model::text::is_han;
use crate::recognise::blob::Blob;
use crate::recognise::plane::{Plane, Sheet};

/// Lines read at least this surely explain the ink that lies in them.
const READ: Confidence = Confidence(85);
/// Headings are read at least this surely.
const HEADING: Confidence = Confidence(96);
/// A line more of whose ink than this is likely handwriting explains none of it.
const PENNED: f64 = 0.6;
/// Height of print in millimetres where the page does not tell (10.5 point Han characters).
const PRINT: f64 = 3.6;

/// The height of the page's characters in millimetres: from surely read lines, else from its most frequent blobs.
pub(super) fn print_height(sheet: &Sheet, found: &[Blob], lines: &[Line]) -> f64 {
    let mut heights: Vec<i32> =
        lines.iter().filter(|l| l.origin.confidence() >= READ && l.area.width() > 2 * l.area.height()).map(|l| l.area.height()).collect();
    heights.sort_unstable();
    let of_lines = heights.get(heights.len() / 2).filter(|_| heights.len() >= 5).map(|&h| f64::from(h) / 10.0 * 0.65);
    let mut of_blobs: Vec<i32> = found.iter().map(Blob::height).filter(|&h| (1.4..9.0).contains(&(f64::from(h) / sheet.per_mm))).collect();
    of_blobs.sort_unstable();
    // Parts of Han characters and small letters are lower than the line: the upper quartile is about a character.
    let of_blobs = of_blobs.get(of_blobs.len() * 3 / 4).filter(|_| of_blobs.len() >= 40).map(|&h| f64::from(h) / sheet.per_mm);
    match (of_lines, of_blobs) {
        (Some(a), Some(b)) => a.min(b * 1.3),
        (a, b) => a.or(b).unwrap_or(PRINT),
    }
    .clamp(2.0, 5.5)
}

/// Whether a line that is print holds the blob. Typed text is print whatever it looks like; what was read in the picture may be a clear hand: it is
/// print if it has the print's colour and size and the network does not take it for a pen's, or is a heading.
pub(super) fn explained(sheet: &Sheet, blob: &Blob, lines: &[Print<'_>], print: f64, coloured: bool, hand: f64) -> bool {
    let area = place(sheet, blob);
    lines.iter().any(|Print { line, heading, penned }| {
        if *penned || area.covered_by(line.area.grown(4)) < 0.8 {
            return false;
        }
        let Origin::Ocr(sure) = line.origin else { return true };
        let tall = f64::from(area.height()) / 10.0;
        !coloured && hand < SURE_HAND && (sure >= READ && tall <= print * TALLER || *heading)
    })
}

/// A line and whether it looks like a printed heading.
pub(super) struct Print<'a> {
    /// The line.
    pub(super) line: &'a Line,
    /// Whether it does.
    pub(super) heading: bool,
    /// Whether the layer network takes its ink for a pen's.
    penned: bool,
}

impl<'a> Print<'a> {
    /// Looks at a line and the blobs of its page.
    pub(super) fn of(line: &'a Line, sheet: &Sheet, found: &[Blob], hand: &Plane) -> Self {
        let heading = is_wide(line) && line.origin.confidence() >= HEADING && (is_dense(line) || is_set(line, sheet, found));
        Self { line, heading, penned: line.origin != Origin::Typed && is_penned(line, sheet, found, hand) }
    }
}

/// Whether most ink of a line is a pen's to the layer network.
fn is_penned(line: &Line, sheet: &Sheet, found: &[Blob], hand: &Plane) -> bool {
    let (mut all, mut penned) = (0.0, 0.0);
    for blob in found.iter().filter(|blob| place(sheet, blob).covered_by(line.area.grown(4)) >= 0.8) {
        all += f64::from(blob.pixels);
        penned += f64::from(blob.pixels) * share_of(blob, hand);
    }
    all > 0.0 && penned > PENNED * all
}

/// Whether a line has at least four characters, each about as wide as the line is tall (letters half of that). A label followed by a name in pen is
/// narrower, because only the name is tall.
fn is_wide(line: &Line) -> bool {
    let (mut characters, mut wide) = (0, 0.0);
    for c in line.text.chars().filter(|c| !c.is_whitespace()) {
        characters += 1;
        wide += if is_han(c) { 1.0 } else { 0.5 };
    }
    let expected = wide * f64::from(line.area.height());
    characters >= 4 && f64::from(line.area.width()) > 0.72 * expected
}

/// Whether a line is of ideographs: names in pen have fewer than four.
fn is_dense(line: &Line) -> bool {
    line.text.chars().filter(|c| is_han(*c)).count() >= 4
}

/// Whether a line's letters stand apart on one base line, as set type does and a running hand does not.
fn is_set(line: &Line, sheet: &Sheet, found: &[Blob]) -> bool {
    let letters = line.text.chars().filter(|c| c.is_alphanumeric()).count();
    let area = line.area.grown(4);
    let mut feet: Vec<i32> = found
        .iter()
        .map(|blob| place(sheet, blob))
        .filter(|own| own.covered_by(area) > 0.8 && own.height() * 3 > line.area.height())
        .map(|own| own.bottom)
        .collect();
    feet.sort_unstable();
    let Some(base) = feet.get(feet.len() / 2) else { return false };
    let level = feet.iter().filter(|foot| (*foot - base).abs() * 12 <= line.area.height()).count();
    feet.len() * 4 >= letters * 3 && level * 4 >= feet.len() * 3
}
