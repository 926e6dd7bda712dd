//! What a page's picture is like before anything is read: colour depth, resolution, blankness.

use super::ocr::Upright;
use super::sharpness::{self, Print};
use crate::model::document::{Origin, Page, Picture, Quality, Tone};
use crate::model::geometry::{Rect, Size};
use crate::model::raster::Raster;

/// Channels that differ by more than this are a colour (JPEG noise on grey pages stays below).
const CHROMA: u8 = 24;
/// Share of coloured pixels that makes a picture a colour one: a third of a small seal on A4.
const COLOURED: f64 = 0.000_5;
/// A picture is bilevel when it has fewer middle greys than this share of its dark pixels.
const GREYS: f64 = 0.1;
/// Less ink than this share of the page is no page of writing (A4 at 200 dpi: four hundred pixels, a few letters). Ink is darker than paper by so much.
const INK: f64 = 0.000_1;
const DARKER: usize = 70;
/// The same for pale ink, a faded fax or a pencil, of which it takes more: the other side of the sheet shows through as dark in places.
const PALE_INK: f64 = 0.001;
const PALER: usize = 40;
/// Scanner shadows lie within this share of the page's edges.
const EDGE: f64 = 0.04;
/// A line under this confidence is not legible.
const LEGIBLE: u8 = 70;

/// Counts over a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// Colour depth.
    pub(super) tone: Tone,
    /// Next to no ink.
    pub(super) empty: bool,
}

/// Counts colours and ink, edges left out.
pub(super) fn look(raster: &Raster) -> Look {
    let (mx, my) = ((raster.width as f64 * EDGE) as usize, (raster.height as f64 * EDGE) as usize);
    let rows = my..raster.height.saturating_sub(my);
    let columns = mx * 3..raster.width.saturating_sub(mx) * 3;
    let mut histogram = [0u64; 256];
    let mut coloured = 0u64;
    for y in rows {
        let row = &raster.pixels[y * raster.width * 3..(y + 1) * raster.width * 3];
        for pixel in row.get(columns.clone()).unwrap_or_default().chunks_exact(3) {
            let (low, high) = (pixel[0].min(pixel[1]).min(pixel[2]), pixel[0].max(pixel[1]).max(pixel[2]));
            coloured += u64::from(high - low > CHROMA);
            histogram[usize::from(low)] += 1;
        }
    }
    let total = histogram.iter().sum::<u64>().max(1) as f64;
    let between = |from: usize, to: usize| histogram[from..to].iter().sum::<u64>() as f64;
    // Most of a page is paper: with two fifths under ink or shadow this is still its value.
    let paper = percentile(&histogram, 0.6);
    let share = |darker: usize| between(0, paper.saturating_sub(darker)) / total;
    let written = share(DARKER) >= INK || share(PALER) >= PALE_INK;
    let colour = coloured as f64 / total > COLOURED;
    let tone = if colour {
        Tone::Colour
    } else if between(32, 224) < GREYS * between(0, 32) {
        Tone::Bilevel
    } else {
        Tone::Grey
    };
    Look { tone, empty: !written && !colour }
}

fn percentile(histogram: &[u64; 256], share: f64) -> usize {
    let total = histogram.iter().sum::<u64>() as f64;
    let mut sum = 0.0;
    histogram
        .iter()
        .position(|&count| {
            sum += count as f64;
            sum >= total * share
        })
        .unwrap_or(255)
}

/// The quality record; what is already known about resolution stays.
pub(super) fn quality(page: &Page, upright: &Upright, look: Look) -> Quality {
    // What was drawn (letters as outlines, text beside small pictures) has no resolution but the rendering's.
    let drawn = || page.scan_dpi().unwrap_or(upright.raster.dpi).round().max(0.0) as u32;
    let (dpi, dpi_known) = page.quality.map_or_else(|| (drawn(), true), |known| (known.dpi, known.dpi_known));
    let read = page.lines.iter().filter(|line| matches!(line.origin, Origin::Ocr(_)));
    let (all, bad) = read.clone().fold((0u32, 0u32), |(all, bad), line| (all + 1, bad + u32::from(line.origin.confidence().0 < LEGIBLE)));
    let areas: Vec<Rect> = read.map(|line| line.area).collect();
    let Print { softness, shade, cut } = sharpness::of(&upright.raster, &areas, upright.back());
    Quality {
        dpi,
        dpi_known,
        tone: look.tone,
        illegible_share: if all == 0 { 0.0 } else { bad as f32 / all as f32 },
        blank: look.empty && page.lines.is_empty(),
        softness,
        shade,
        cut,
    }
}

/// Turns the page's own coordinates by clockwise quarter turns.
pub(super) fn turn(page: &mut Page, turns: u8) {
    for _ in 0..turns % 4 {
        let height = page.size.height;
        page.size = Size { width: height, height: page.size.width };
        let area = |area: Rect| Rect::new(height - area.bottom, area.left, height - area.top, area.right);
        for Picture { area: place, pixels, .. } in &mut page.pictures {
            *place = area(*place);
            *pixels = (pixels.1, pixels.0);
        }
        for mark in &mut page.marks {
            mark.area = area(mark.area);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PageNo;

    fn painted(colour: [u8; 3], share: f64) -> Raster {
        let mut raster = Raster::white(200, 200, 200.0);
        let rows = (200.0 * share) as usize;
        for pixel in raster.pixels[100 * 600..(100 + rows) * 600].chunks_exact_mut(3) {
            pixel.copy_from_slice(&colour);
        }
        raster
    }

    #[test]
    fn tone_is_what_is_seen() {
        assert_eq!(look(&painted([200, 20, 20], 0.1)).tone, Tone::Colour);
        assert_eq!(look(&painted([90, 92, 90], 0.1)).tone, Tone::Grey);
        assert_eq!(look(&painted([0, 0, 0], 0.1)).tone, Tone::Bilevel);
    }

    #[test]
    fn paper_is_empty_and_writing_is_not() {
        assert!(look(&painted([255, 255, 255], 0.1)).empty);
        assert!(look(&painted([235, 235, 235], 0.5)).empty);
        assert!(!look(&painted([200, 200, 200], 0.01)).empty, "a faded line");
        assert!(look(&painted([220, 220, 220], 0.01)).empty, "the other side of the sheet");
        assert!(!look(&painted([0, 0, 0], 0.1)).empty);
        assert!(look(&Raster::white(0, 0, 200.0)).empty);
    }

    #[test]
    fn a_quarter_turn_takes_pictures_along() {
        let mut page = Page::new(PageNo(1), Size { width: 300, height: 200 });
        page.pictures.push(Picture { area: Rect::new(0, 0, 30, 10), pixels: (60, 20), transparent: false });
        turn(&mut page, 1);
        assert_eq!((page.size, page.pictures[0].area), (Size { width: 200, height: 300 }, Rect::new(190, 0, 200, 30)));
        turn(&mut page, 3);
        assert_eq!(page.pictures[0].area, Rect::new(0, 0, 30, 10));
    }
}
