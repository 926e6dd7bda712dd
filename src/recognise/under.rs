//! Text under a stamp, read again with the stamp taken away.
//!
//! The first reading takes red ink out of the whole page ([`super::ocr`]); a stamp in another colour, or on a page without colour, still crosses what it
//! covers. Here its own ink is lifted by what tells it from print: its colour, its paleness, or where neither does the layer network.

use super::layers::Layers;
use super::ocr::{Engine, Failure, ReadLine, Upright, is_helpers};
use super::plane::Sheet;
use crate::model::document::{InkColour, Line, Mark, MarkKind, Origin, Page, Seal};
use crate::model::geometry::{Confidence, Rect};
use crate::model::raster::Raster;

/// Page beside a stamp that is read with it, across and down, in tenths of a millimetre: a line that runs into it is read whole.
const BESIDE: (i32, i32) = (350, 40);
/// Space around the lines at the window's ends.
const SPACE: i32 = 20;
/// A line is another reading of one that it covers to this share, or is covered by.
const SAME: f64 = 0.5;
/// A second reading replaces the first when it is surer by this.
const BETTER: f32 = 0.03;
/// A line that only the second reading found counts from this confidence on.
const FOUND: f32 = 0.8;
/// A line of which this share lies within a stamp, and in whose place nothing is read as surely as this once the stamp is lifted, is the stamp's.
const WITHIN: f64 = 0.8;
const SEEN: f32 = 0.5;
/// So many of the letters of a stamp's own line are read in the stamp, too.
const BORNE: f64 = 0.6;
/// A print stroke is darker than a stamp by this (of 255) to be told from it by paleness.
const PALER: u8 = 40;
/// Chroma (of 255) of a stamp's ink.
const CHROMA: u8 = 24;
/// From this probability (of 255) the network's answer counts.
const LIKELY: u8 = 128;

/// Reads again what lies under the page's stamps and puts better readings in the place of worse ones.
pub(super) fn read_again(
    page: &mut Page,
    raster: &Raster,
    sheet: &Sheet,
    layers: &Layers,
    seals: &[Mark],
    engine: &Engine,
) -> Result<(), Failure> {
    for mark in seals {
        let MarkKind::Seal(seal) = &mark.kind else { continue };
        let mut covered = page.lines.iter().filter(|line| line.area.intersection(mark.area).is_some()).peekable();
        // What a helper read in letters of its own, the networks would read as others.
        if seal.colour == InkColour::Red || covered.peek().is_none() || covered.any(|line| is_helpers(&line.text)) {
            continue;
        }
        let window = window(mark.area, &page.lines);
        let mut picture = raster.cut(window);
        let (left, top, ..) = raster.bounds(window);
        let corner = (left, top);
        let parted = lift(&mut picture, corner, raster, (sheet, layers), seal, mark.area);
        let read = engine.lines(&mut Upright::untouched(picture), false)?;
        let seen: Vec<Rect> = read.lines.iter().filter(|line| line.score >= SEEN).map(|line| place(line, raster, corner)).collect();
        if parted && !matches!(seal.colour, InkColour::Black | InkColour::Grey) {
            // What is gone with the stamp was the stamp's own.
            page.lines.retain(|line| {
                line.origin == Origin::Typed
                    || line.area.covered_by(mark.area) < WITHIN
                    || seen.iter().any(|area| line.area.intersection(*area).is_some())
                    || !is_own(seal, line)
            });
        }
        for line in read.lines {
            take(page, place(&line, raster, corner), line, mark.area, window);
        }
    }
    Ok(())
}

/// Whether a line that vanished with a stamp was the stamp's: unclear, or of the letters that the stamp bears. A pen of the stamp's colour vanishes with it,
/// too.
fn is_own(seal: &Seal, line: &Line) -> bool {
    let borne = || [&seal.text, &seal.subtitle].into_iter().flatten().flat_map(|text| text.text.chars());
    let letters = || line.text.chars().filter(|c| c.is_alphanumeric());
    let common = letters().filter(|c| borne().any(|other| other == *c)).count();
    line.origin.confidence() < Confidence::from_share(FOUND) || common as f64 >= BORNE * letters().count() as f64
}

/// The part of the page that is read with a stamp: lines that stand beside it are not cut.
fn window(stamp: Rect, lines: &[Line]) -> Rect {
    let near = Rect::new(stamp.left - BESIDE.0, stamp.top - BESIDE.1, stamp.right + BESIDE.0, stamp.bottom + BESIDE.1);
    let cut = |line: &&Line| {
        let reaches = line.area.overlap_x(near) > 0 && line.area.overlap_y(stamp) > 0;
        reaches && (line.area.left < near.left || line.area.right > near.right)
    };
    let reach = |(left, right): (i32, i32), line: &Line| (left.min(line.area.left - SPACE), right.max(line.area.right + SPACE));
    let (left, right) = lines.iter().filter(cut).fold((near.left, near.right), reach);
    Rect { left, right, ..near }
}

/// Where on the page a line stands that was read in a picture cut out at `corner`.
fn place(line: &ReadLine, raster: &Raster, corner: (usize, usize)) -> Rect {
    let (left, top, right, bottom) = line.bounds;
    let at = |x: f32, y: f32| (f64::from(x) + corner.0 as f64, f64::from(y) + corner.1 as f64);
    let ((x0, y0), (x1, y1)) = (at(left, top), at(right, bottom));
    raster.area(x0, y0, x1, y1)
}

/// Whether a line is a reading of what stands in an area.
fn is_same(line: &Line, area: Rect) -> bool {
    line.area.covered_by(area) > SAME || area.covered_by(line.area) > SAME
}

/// Puts a second reading in the place of the first ones of the same line if it is better, or adds it if there was none.
fn take(page: &mut Page, area: Rect, line: ReadLine, stamp: Rect, window: Rect) {
    // What does not touch the stamp was not covered, and what the window cut was read whole before.
    let whole = area.left > window.left + 5 && area.right < window.right - 5;
    if area.intersection(stamp).is_none() || !whole {
        return;
    }
    let first: Vec<usize> = (0..page.lines.len()).filter(|&i| is_same(&page.lines[i], area)).collect();
    let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (longest, read) = first.iter().map(|&i| &page.lines[i]).fold((0, 0.0), |(longest, read), line| {
        let own = length(&line.text);
        (longest + own, read + own as f32 * f32::from(line.origin.confidence().0) / 100.0)
    });
    let mean = read / longest.max(1) as f32;
    // Surer without losing characters, or more characters that are as sure as those of the pieces.
    let own = length(&line.text);
    let better = if first.is_empty() {
        line.score >= FOUND
    } else {
        line.score > mean + BETTER && own * 4 >= longest * 3 || line.score >= FOUND.max(mean - BETTER) && own > longest
    };
    if !better || first.iter().any(|&i| page.lines[i].origin == Origin::Typed) {
        return;
    }
    for i in first.into_iter().rev() {
        page.lines.remove(i);
    }
    page.lines.push(Line { text: line.text, area, origin: Origin::Ocr(Confidence::from_share(line.score)), cell: None, path: None });
}

/// Whitens a stamp's own ink in a picture cut out of `raster` at `corner`. `true` if light told it from print.
pub(super) fn lift(
    picture: &mut Raster,
    corner: (usize, usize),
    raster: &Raster,
    (sheet, layers): (&Sheet, &Layers),
    seal: &Seal,
    area: Rect,
) -> bool {
    let own = match seal.colour {
        InkColour::Red => Some(0),
        InkColour::Green => Some(1),
        InkColour::Blue | InkColour::Purple => Some(2),
        InkColour::Black | InkColour::Grey => None,
    };
    let (x0, y0, x1, y1) = raster.bounds(area.grown(10));
    let step = sheet.scale;
    let levels = levels(raster, (x0, y0, x1, y1), own, sheet, layers, step);
    for y in y0.max(corner.1)..y1.min(corner.1 + picture.height) {
        for x in x0.max(corner.0)..x1.min(corner.0 + picture.width) {
            let at = ((y - corner.1) * picture.width + x - corner.0) * 3;
            let pixel: [u8; 3] = [picture.pixels[at], picture.pixels[at + 1], picture.pixels[at + 2]];
            let value = own.map_or(pixel[0].max(pixel[1]).max(pixel[2]), |own| pixel[own]);
            let value = match levels {
                Some((dark, pale)) => ((i32::from(value) - i32::from(dark)) * 255 / i32::from(pale - dark)).clamp(0, 255) as u8,
                None if stamped(layers, sheet, (x, y), step) => 255,
                None => value,
            };
            picture.pixels[at..at + 3].fill(value);
        }
    }
    levels.is_some()
}

/// The darkest value of print and the value of the stamp's ink, in the light that the ink reflects; nothing where they are too near each other.
fn levels(
    raster: &Raster,
    (x0, y0, x1, y1): (usize, usize, usize, usize),
    own: Option<usize>,
    sheet: &Sheet,
    layers: &Layers,
    step: f64,
) -> Option<(u8, u8)> {
    let (mut stamp, mut dark) = ([0_usize; 256], [0_usize; 256]);
    for y in y0..y1 {
        for x in x0..x1 {
            let pixel = raster.rgb(x, y);
            let (low, high) = (pixel[0].min(pixel[1]).min(pixel[2]), pixel[0].max(pixel[1]).max(pixel[2]));
            let value = own.map_or(high, |own| pixel[own]);
            let inked = match own {
                Some(_) => high - low > CHROMA,
                None => stamped(layers, sheet, (x, y), step) && high < 230,
            };
            if inked {
                stamp[usize::from(value)] += 1;
            } else if high < 128 {
                dark[usize::from(value)] += 1;
            }
        }
    }
    // A stamp's ink is uneven: its darker quarter must vanish too.
    let pale = share(&stamp, 25)?;
    let dark = share(&dark, 25).unwrap_or(0);
    (pale > dark.saturating_add(PALER)).then_some((dark, pale))
}

/// The value that a share (percent) of a histogram's pixels lie below; nothing for an empty one.
fn share(counts: &[usize; 256], percent: usize) -> Option<u8> {
    let all: usize = counts.iter().sum();
    let mut seen = 0;
    counts
        .iter()
        .position(|count| {
            seen += count;
            all > 0 && seen * 100 >= all * percent
        })
        .map(|value| value as u8)
}

/// Whether the network takes a pixel of the picture for a stamp's ink rather than for print or a pen's stroke.
fn stamped(layers: &Layers, sheet: &Sheet, (x, y): (usize, usize), step: f64) -> bool {
    let (x, y) = (((x as f64 / step) as usize).min(sheet.width - 1), ((y as f64 / step) as usize).min(sheet.height - 1));
    let at = y * sheet.width + x;
    let ink = layers.seal_ink.data[at];
    ink >= LIKELY && ink > layers.print.data[at] && ink > layers.hand.data[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{SealShape, SealText};

    #[test]
    fn what_vanishes_with_a_stamp_is_the_stamps_unless_it_says_something_else() {
        let text = |text: &str| Some(SealText { text: text.to_owned(), confidence: Confidence(90) });
        let (text, subtitle) = (text("Feldhaus Sensorik GmbH"), text("合同专用章"));
        let seal = Seal { shape: SealShape::Round, colour: InkColour::Blue, text, subtitle, at_edge: false };
        let line = |text: &str, sure| {
            let area = Rect::new(0, 0, 100, 40);
            is_own(&seal, &Line { text: text.to_owned(), area, origin: Origin::Ocr(Confidence(sure)), cell: None, path: None })
        };
        assert!(line("合同专用", 97) && line("Sensorik GmbH", 95) && line("2024年1月8日", 60));
        assert!(!line("2024年1月8日", 97) && !line("王晓岚", 95));
    }
}
