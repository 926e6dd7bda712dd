//! Stamps on a page picture: where they are, what they look like, and what is written on them.
//!
//! Found by what a stamp is, not by where it stands: a thin ring, oval or frame of one ink that holds characters. Red, blue and green planes of the
//! picture are searched for rings and then for frames, and what the layer network takes for stamps' ink, for the seals of grey and bilevel pages, for rings
//! and lying ovals. The network is then asked about each, and for what has no outline that could be traced.

mod find;
mod frame;
mod ornament;
mod propose;
mod read;
mod ring;
mod unwrap;

use crate::model::document::{Line, Mark, MarkKind, Seal, SealText};
use crate::model::geometry::Confidence;
use crate::model::raster::Raster;
use crate::model::text::is_han;
use crate::recognise::layers::Layers;
use crate::recognise::plane::Sheet;

pub use find::{Outline, Stamp};
pub use frame::Frame;
pub use ring::Ring;

/// Reads a strip of text; `None` if there is nothing to read or nothing to read it with.
pub type ReadStrip<'a> = &'a dyn Fn(&Raster) -> Option<(String, Confidence)>;

/// From this confidence, and so many letters (or four ideographs), what has no outline is a stamp: a signature that is read is shorter.
const LEGIBLE: Confidence = Confidence(65);
const NAME: usize = 12;

/// Stamps of one page that are read, which costs most: the parties' seals, name seals and received stamps of the fullest page seen are eleven.
pub const MOST: usize = 24;

/// The stamps of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Impressions, best first.
    pub marks: Vec<Mark>,
    /// Whether there was more than is read: the least sure were left out.
    pub more: bool,
}

/// Every stamp impression on an upright page picture, which is given with its reduced picture and its layers, up to [`MOST`].
pub fn find(sheet: &Sheet, layers: &Layers, raster: &Raster, lines: &[Line], read: ReadStrip<'_>) -> Found {
    let mut stamps = find::stamps(sheet, layers);
    let more = stamps.len() > MOST;
    stamps.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    stamps.truncate(MOST);
    let mut marks: Vec<Mark> = stamps
        .into_iter()
        .filter_map(|stamp| {
            let (text, subtitle) = read::texts(raster, sheet, &stamp, read);
            let (x0, y0, x1, y1) = stamp.extent;
            let area = sheet.area(x0, y0, x1, y1);
            let inside = lines
                .iter()
                .filter(|line| line.area.covered_by(area.grown(20)) > 0.7)
                .map(|line| (line.text.clone(), line.origin.confidence()));
            if !stamp.outlined && !text.iter().cloned().chain(inside).any(|reading| tells(&reading)) {
                return None;
            }
            let seal = Seal {
                shape: stamp.shape,
                colour: stamp.colour,
                text: seal_text(text),
                subtitle: seal_text(subtitle),
                at_edge: stamp.at_edge,
            };
            Some(Mark { kind: MarkKind::Seal(seal), area, confidence: Confidence::from_share(stamp.sure as f32) })
        })
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.confidence), mark.area));
    Found { marks, more }
}

/// Whether a reading is that of a stamp without an outline: a name, not strokes taken for letters.
fn tells((text, sure): &(String, Confidence)) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).map(|c| if is_han(c) { NAME / 4 } else { 1 }).sum::<usize>();
    *sure >= LEGIBLE && letters >= NAME
}

fn seal_text(read: Option<(String, Confidence)>) -> Option<SealText> {
    read.map(|(text, confidence)| SealText { text, confidence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{InkColour, SealShape};
    use crate::model::geometry::Rect;
    use crate::recognise::canvas::{BLACK, BLUE, Canvas, RED};

    fn found(canvas: &Canvas, read: ReadStrip<'_>) -> Vec<Mark> {
        let sheet = Sheet::of(&canvas.raster);
        find(&sheet, &canvas.layers(&sheet), &canvas.raster, &[], read).marks
    }

    fn seals(canvas: &Canvas) -> Vec<(Seal, Rect, Confidence)> {
        found(canvas, &|_| None)
            .into_iter()
            .map(|mark| match mark.kind {
                MarkKind::Seal(seal) => (seal, mark.area, mark.confidence),
                other => panic!("not a seal: {other:?}"),
            })
            .collect()
    }

    fn overlap(a: Rect, b: Rect) -> f64 {
        let common = a.intersection(b).map_or(0, Rect::area) as f64;
        common / (a.area() as f64 + b.area() as f64 - common)
    }

    #[test]
    fn a_round_seal_over_print_is_found_with_its_outline() {
        for (ink, colour) in [(RED, InkColour::Red), (BLUE, InkColour::Blue)] {
            let found = seals(Canvas::new().text().seal(100.0, 120.0, ink));
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].0.shape, found[0].0.colour, found[0].0.at_edge), (SealShape::Round, colour, false));
            assert!(overlap(found[0].1, Rect::new(790, 990, 1210, 1410)) > 0.9, "{:?}", found[0].1);
            assert!(found[0].2 >= Confidence(80));
        }
    }

    #[test]
    fn a_seal_without_colour_is_found_less_surely() {
        for canvas in [Canvas::new().text().seal(100.0, 170.0, RED).grey(), Canvas::new().text().seal(100.0, 170.0, RED).bilevel()] {
            let found = seals(canvas);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].0.colour, InkColour::Grey);
            assert!(overlap(found[0].1, Rect::new(790, 1490, 1210, 1910)) > 0.9 && found[0].2 <= Confidence(90));
        }
    }

    #[test]
    fn where_the_network_is_unsure_a_traced_seal_is_left_to_a_person() {
        let mut canvas = Canvas::new();
        canvas.text().seal(100.0, 120.0, RED);
        let sheet = Sheet::of(&canvas.raster);
        let found = |likely| find(&sheet, &canvas.unsure_layers(&sheet, likely), &canvas.raster, &[], &|_| None).marks;
        for likely in [80, 100, 125] {
            let marks = found(likely);
            assert!(marks.len() == 1 && marks[0].confidence <= Confidence(50), "{likely}: {marks:?}");
        }
        assert_eq!(found(20), [], "what the network denies is an emblem");
        assert!(found(230)[0].confidence >= Confidence(80));
    }

    #[test]
    fn overlapping_seals_come_apart() {
        assert_eq!(seals(Canvas::new().seal(80.0, 120.0, RED).seal(110.0, 132.0, RED)).len(), 2);
    }

    #[test]
    fn a_framed_stamp_is_a_rectangle() {
        let found = seals(Canvas::new().frame(72.5, 110.0, BLUE));
        assert_eq!(found.iter().map(|s| s.0.shape).collect::<Vec<_>>(), [SealShape::Rectangle]);
    }

    #[test]
    fn a_seal_cut_by_the_page_edge_says_so() {
        let found = seals(Canvas::new().seal(208.0, 120.0, RED));
        assert_eq!(found.iter().map(|s| s.0.at_edge).collect::<Vec<_>>(), [true]);
    }

    #[test]
    fn emblems_red_text_rules_and_plain_print_are_no_seals() {
        assert_eq!(seals(Canvas::new().disc(100.0, 120.0, 18.0, RED)), []);
        assert_eq!(seals(Canvas::new().print(40.0, 40.0, 30, RED).line((30.0, 50.0), (180.0, 50.0), 0.8, RED)), []);
        assert_eq!(seals(Canvas::new().text()), []);
        assert_eq!(seals(Canvas::new().text().signature(60.0, 200.0, BLUE).signature(60.0, 230.0, BLACK)), []);
    }

    #[test]
    fn the_curved_strip_and_its_reading_reach_the_mark() {
        let mut canvas = Canvas::new();
        canvas.seal(100.0, 120.0, RED);
        let wide = |strip: &Raster| (strip.width > 6 * strip.height).then(|| ("某某大学".to_owned(), Confidence(91)));
        let marks = found(&canvas, &wide);
        let MarkKind::Seal(seal) = &marks[0].kind else { panic!("a seal") };
        assert_eq!(seal.text.as_ref().map(|text| text.text.as_str()), Some("某某大学"));
    }

    #[test]
    fn of_more_stamps_than_a_page_has_only_some_are_read() {
        let mut canvas = Canvas::new();
        for i in 0..30 {
            canvas.frame(35.0 + 60.0 * f64::from(i % 3), 15.0 + 28.0 * f64::from(i / 3), BLUE);
        }
        let sheet = Sheet::of(&canvas.raster);
        let found = find(&sheet, &canvas.layers(&sheet), &canvas.raster, &[], &|_| None);
        assert_eq!((found.marks.len(), found.more), (MOST, true));
    }

    #[test]
    fn tiny_and_empty_pictures_are_no_trouble() {
        for (width, height) in [(0, 0), (1, 1), (3, 900), (900, 3), (40, 40)] {
            let raster = Raster::white(width, height, 200.0);
            let sheet = Sheet::of(&raster);
            assert_eq!(find(&sheet, &Layers::of(&sheet, &[]), &raster, &[], &|_| None).marks, []);
        }
        for dpi in [0.0, 0.1, 1.0, 4.0, 12.0] {
            let mut canvas = Canvas::new();
            canvas.text().seal(100.0, 120.0, RED);
            canvas.raster.dpi = dpi;
            let _ = found(&canvas, &|_| None);
        }
    }
}
