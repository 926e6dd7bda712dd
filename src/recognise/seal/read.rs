//! Reads what is written on a stamp: the curved name, the line under the star, or the rows in a frame.

use super::ReadStrip;
use super::find::{Outline, Stamp};
use super::unwrap::{InkMap, Polar, rows};
use crate::model::document::SealShape;
use crate::model::geometry::Confidence;
use crate::model::raster::Raster;
use crate::recognise::plane::Sheet;

/// Widths tried for the curved strip: as it is, and widened, because seal characters are narrow.
const STRETCHES: [f64; 2] = [1.0, 1.3];
/// A reading this sure is not tried again.
const CLEAR: Confidence = Confidence(93);
/// Readings below this are noise (a star's points, worn rings).
const WORTH: Confidence = Confidence(40);

/// Of a ring cut by the page's edge so much lies on the page if its name is to be read: what is lost may be the gap below the name.
const LEGIBLE: f64 = 0.7;

type Reading = Option<(String, Confidence)>;

/// Name and subtitle of a stamp.
pub(super) fn texts(raster: &Raster, sheet: &Sheet, stamp: &Stamp, read: ReadStrip<'_>) -> (Reading, Reading) {
    if stamp.at_edge && !matches!(stamp.outline, Outline::Ring(ring) if ring.inside >= LEGIBLE) {
        return (None, None);
    }
    let Some(map) = InkMap::of(raster, sheet, stamp) else { return (None, None) };
    match stamp.shape {
        SealShape::Round | SealShape::Oval => {
            let polar = Polar::of(&map, stamp.outline);
            let range = polar.text_range();
            let mut name: Reading = None;
            for stretch in STRETCHES {
                if name.as_ref().is_none_or(|(_, sure)| *sure < CLEAR) {
                    let again = worth(read(&polar.strip(range, stretch, raster.dpi)));
                    name = name.into_iter().chain(again).max_by_key(|reading| reading.1);
                }
            }
            let subtitle = polar.subtitle(range, raster.dpi).and_then(|strip| worth(read(&strip)));
            (name, subtitle)
        }
        SealShape::Square | SealShape::Rectangle => (framed(&map, stamp.outline, sheet.per_mm, raster.dpi, read), None),
    }
}

fn framed(map: &InkMap, outline: Outline, per_mm: f64, dpi: f64, read: ReadStrip<'_>) -> Reading {
    let readings: Vec<(String, Confidence)> = rows(map, outline, per_mm, dpi).iter().filter_map(|strip| worth(read(strip))).collect();
    let sure = readings.iter().map(|reading| reading.1).min()?;
    Some((readings.into_iter().map(|reading| reading.0).collect::<Vec<_>>().join(" "), sure))
}

fn worth(reading: Reading) -> Reading {
    reading.filter(|(text, sure)| *sure >= WORTH && !text.trim().is_empty())
}
