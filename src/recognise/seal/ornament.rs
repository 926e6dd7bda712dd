//! Rings that are larger than any stamp: the emblem of a watermark, whose inner rings and pieces look like stamps.

use super::super::layers::Layers;
use super::super::plane::{Plane, Sheet};
use super::find::{Extent, Outline, Stamp};
use super::propose::SEAL;
use super::ring::{Demands, Ring, rings};

/// Radii in millimetres: from beyond the largest stamp to as wide as the page.
const RADIUS: (f64, f64) = (34.0, 105.0);
/// Watermarks are pale: darkness (of 255) from which a pixel is ink.
const PALE: u8 = 20;
/// Its line is drawn on this share of the rays at least, and just within it there is less ink than this: lines of print are as full beside a circle as
/// on it.
const DRAWN: f64 = 0.7;
const BESIDE: f64 = 0.45;
/// A stamp so many times as dark as the ornament is one that was put over it.
const DARKER: f64 = 1.4;
/// Rays on which an ornament's darkness is taken.
const RAYS: usize = 180;

/// Drops stamps that are pieces of an ornament. What is a whole ring in it must be read to be a stamp.
pub(super) fn weigh(sheet: &Sheet, layers: &Layers, found: &mut Vec<Stamp>) {
    if found.is_empty() {
        return;
    }
    let dark = sheet.map(|r, g, b| 255 - r.min(g).min(b));
    let demands = Demands { radius: RADIUS, ink: PALE, coverage: DRAWN, fill: 1.0, rim: BESIDE };
    let ornaments: Vec<(Ring, f64)> = rings(&dark.halved(), sheet.per_mm / 2.0, demands)
        .into_iter()
        .map(|ring| Ring {
            x: 2.0 * ring.x,
            y: 2.0 * ring.y,
            radius: 2.0 * ring.radius,
            squash: (2.0 * ring.squash.0, 2.0 * ring.squash.1),
            ..ring
        })
        .map(|ring| (ring, line(&dark, &ring)))
        .collect();
    found.retain_mut(|stamp| {
        let (x, y) = (f64::midpoint(stamp.extent.0, stamp.extent.2), f64::midpoint(stamp.extent.1, stamp.extent.3));
        let around =
            |(ring, darkness): &(Ring, f64)| ring.holds(x, y, 0.0) && own(&dark, &layers.seal_ink, stamp.extent) < DARKER * darkness;
        let part = ornaments.iter().any(around);
        stamp.outlined &= !part;
        !part || matches!(stamp.outline, Outline::Ring(_))
    });
}

/// Median darkness of a ring's line.
fn line(dark: &Plane, ring: &Ring) -> f64 {
    let on_ray = |i: usize| {
        let angle = i as f64 / RAYS as f64 * std::f64::consts::TAU;
        let (radius, (sin, cos)) = (ring.radius_at(angle), angle.sin_cos());
        let at = |step: i32| {
            let radius = radius + f64::from(step);
            dark.at((ring.x + cos * radius) as i32, (ring.y + sin * radius) as i32)
        };
        (-4..=4).map(at).max().filter(|&value| value >= PALE)
    };
    let mut values: Vec<u8> = (0..RAYS).filter_map(on_ray).collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().map_or(0.0, f64::from)
}

/// Median darkness of what the network takes for a stamp's ink.
fn own(dark: &Plane, ink: &Plane, (x0, y0, x1, y1): Extent) -> f64 {
    let mut values: Vec<u8> = Vec::new();
    for y in y0 as usize..(y1 as usize).min(dark.height) {
        let row = y * dark.width;
        values.extend((row + x0 as usize..row + (x1 as usize).min(dark.width)).filter(|&i| ink.data[i] >= SEAL).map(|i| dark.data[i]));
    }
    values.sort_unstable();
    values.get(values.len() / 2).copied().map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::super::frame::Frame;
    use super::*;
    use crate::model::document::{InkColour, SealShape};
    use crate::recognise::canvas::{BLACK, Canvas};

    /// How many stamps stay of one that was seen in the middle of a page with a circle of this radius in millimetres.
    fn kept(radius: f64, ink: [u8; 3], outline: fn(f64, f64) -> Outline) -> usize {
        let mut canvas = Canvas::new();
        let point = |i: i32| {
            let (sin, cos) = (f64::from(i) / 120.0 * std::f64::consts::TAU).sin_cos();
            (105.0 + radius * cos, 150.0 + radius * sin)
        };
        for i in 0..120 {
            canvas.line(point(i), point(i + 1), 0.8, ink);
        }
        let sheet = Sheet::of(&canvas.raster);
        let (x, y) = (sheet.per_mm * 100.0, sheet.per_mm * 160.0);
        let extent = (x - 40.0, y - 40.0, x + 40.0, y + 40.0);
        let stamp = Stamp {
            shape: SealShape::Round,
            colour: InkColour::Grey,
            outline: outline(x, y),
            extent,
            at_edge: false,
            sure: 0.8,
            outlined: true,
        };
        let mut found = vec![stamp];
        weigh(&sheet, &canvas.layers(&sheet), &mut found);
        found.iter().filter(|stamp| stamp.outlined).count()
    }

    fn framed(x: f64, y: f64) -> Outline {
        Outline::Frame(Frame { x, y, half_long: 40.0, half_short: 40.0, angle: 0.0 })
    }

    #[test]
    fn what_lies_in_a_ring_larger_than_a_stamp_is_a_piece_of_it() {
        for ink in [BLACK, [225, 190, 190]] {
            assert_eq!((kept(45.0, ink, framed), kept(20.0, ink, framed)), (0, 1));
        }
    }
}
