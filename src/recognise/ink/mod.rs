//! Handwriting on a page picture: strokes that neither print, rules nor stamps explain.
//!
//! Pen strokes are told from print by what they are: larger than the page's characters, of another colour, or unread by the recogniser. Under a stamp
//! the plane of red light shows them, because red ink vanishes in it; on pages without colour a second, darker threshold does.

mod group;
mod strokes;

use crate::model::document::{Line, Mark};
use crate::model::raster::Raster;
use crate::recognise::plane::Sheet;

/// Every coherent piece of handwriting on an upright page picture, top to bottom.
pub fn find(raster: &Raster, lines: &[Line], seals: &[Mark]) -> Vec<Mark> {
    find_on(&Sheet::of(raster), lines, seals)
}

/// The same with the reduced picture already made.
pub fn find_on(sheet: &Sheet, lines: &[Line], seals: &[Mark]) -> Vec<Mark> {
    let plane = strokes::plane(sheet, seals);
    let strokes = strokes::find(sheet, &plane, lines, seals);
    group::marks(sheet, strokes, lines, seals)
}
