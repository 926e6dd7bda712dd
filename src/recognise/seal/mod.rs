//! Stamps on a page picture: where they are, what they look like, and what is written on them.
//!
//! Found by what a stamp is, not by where it stands: a thin ring, oval or frame of one ink that holds characters. Red, blue and green planes of the
//! picture are searched for rings and then for frames; the black plane, which also holds the seals of grey and bilevel pages, for rings only.

mod find;
mod frame;
mod read;
mod ring;
mod unwrap;

use crate::model::document::{Line, Mark, MarkKind, Seal, SealText};
use crate::model::geometry::Confidence;
use crate::model::raster::Raster;
use crate::recognise::plane::Sheet;

pub use find::{Outline, Stamp};
pub use frame::Frame;
pub use ring::Ring;

/// Reads a strip of text; `None` if there is nothing to read or nothing to read it with.
pub type ReadStrip<'a> = &'a dyn Fn(&Raster) -> Option<(String, Confidence)>;

/// Every stamp impression on an upright page picture, best first.
pub fn find(raster: &Raster, _lines: &[Line], read: ReadStrip<'_>) -> Vec<Mark> {
    find_on(&Sheet::of(raster), raster, read)
}

/// The same with the reduced picture already made.
pub fn find_on(sheet: &Sheet, raster: &Raster, read: ReadStrip<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = find::stamps(sheet)
        .into_iter()
        .map(|stamp| {
            let (text, subtitle) = read::texts(raster, sheet, &stamp, read);
            let (x0, y0, x1, y1) = stamp.extent;
            let seal = Seal {
                shape: stamp.shape,
                colour: stamp.colour,
                text: seal_text(text),
                subtitle: seal_text(subtitle),
                at_edge: stamp.at_edge,
            };
            Mark { kind: MarkKind::Seal(seal), area: sheet.area(x0, y0, x1, y1), confidence: Confidence::from_share(stamp.sure as f32) }
        })
        .collect();
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.confidence), mark.area));
    marks
}

fn seal_text(read: Option<(String, Confidence)>) -> Option<SealText> {
    read.map(|(text, confidence)| SealText { text, confidence })
}
