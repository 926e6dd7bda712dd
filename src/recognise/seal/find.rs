//! Where the stamps are: rings first, so that overlapping seals come apart; then frames and ovals in what is left.

use super::super::blob::{Blob, blobs};
use super::super::layers::Layers;
use super::super::plane::{Plane, Sheet};
use super::frame::{Frame, around, outline};
use super::ring::{Demands, Ring, STAMPS, rings};
use super::{ornament, propose};
use crate::model::document::{InkColour, SealShape};

/// Colour difference (of 255, paper made white) from which a pixel counts as coloured ink; JPEG noise on print stays under 15.
pub(super) const COLOURED: u8 = 24;
/// Probability (of 255) from which a pixel counts as a stamp's ink on a page without colour.
const LIKELY: u8 = 96;
/// A page with fewer coloured pixels than this share has no coloured stamp (a 25 mm ring alone has .0002).
const COLOURED_SHARE: f64 = 0.0001;
/// Dots of a stamp this far apart (mm) belong together: the space between frame, characters and star.
const TOGETHER: f64 = 1.3;
/// Width over height of oval stamps: those of foreign-invested firms are 45 mm by 30 mm.
const OVAL: f64 = 1.5;
/// Greatest side in millimetres of a personal name seal.
const NAME_SEAL: f64 = 26.0;
/// An outline of which less lies on the page is cut by its edge.
const WHOLE: f64 = 0.93;

/// The outline of a stamp.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outline {
    /// A traced ring.
    Ring(Ring),
    /// A frame or an oval in it.
    Frame(Frame),
}

/// A stamp, found and not yet read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// Shape.
    pub shape: SealShape,
    /// Ink.
    pub colour: InkColour,
    /// Its outline in pixels of the sheet.
    pub outline: Outline,
    /// Left, top, right, bottom in pixels of the sheet.
    pub extent: Extent,
    /// Cut by the page's edge.
    pub at_edge: bool,
    /// 0 to 1.
    pub sure: f64,
    /// Whether its outline is drawn; what has none must be read to be a stamp.
    pub outlined: bool,
}

/// All stamps of a page.
pub(super) fn stamps(sheet: &Sheet, layers: &Layers) -> Vec<Stamp> {
    let mut found = Vec::new();
    for plane in [sheet.redness(), sheet.blueness(), sheet.greenness()] {
        let coloured = plane.data.iter().filter(|&&v| v >= COLOURED).count();
        if (coloured as f64) < COLOURED_SHARE * plane.data.len() as f64 {
            continue;
        }
        let first = found.len();
        coloured_rings(sheet, &plane, &mut found);
        coloured_frames(sheet, &plane, first, &mut found);
    }
    grey_rings(sheet, &layers.seal_ink, &mut found);
    propose::weigh(sheet, layers, &mut found);
    ornament::weigh(sheet, layers, &mut found);
    // A frame or ring within a larger stamp is part of it.
    let all = found.clone();
    found.retain(|stamp| !all.iter().any(|other| size(other.extent) > 1.2 * size(stamp.extent) && within(stamp.extent, other) > 0.7));
    found
}

/// Share of an extent that a stamp covers: what lies in the corners of a round one's rectangle, a name seal beside it, is outside.
fn within(extent: Extent, stamp: &Stamp) -> f64 {
    const STEPS: i32 = 10;
    let (x0, y0, x1, y1) = stamp.extent;
    let round = matches!(stamp.shape, SealShape::Round | SealShape::Oval);
    let at = |step: i32, from: f64, to: f64| from + (to - from) * (f64::from(step) + 0.5) / f64::from(STEPS);
    let covered = |step: &i32| {
        let (x, y) = (at(step % STEPS, extent.0, extent.2), at(step / STEPS, extent.1, extent.3));
        let (u, v) = ((2.0 * x - x0 - x1) / (x1 - x0).max(1.0), (2.0 * y - y0 - y1) / (y1 - y0).max(1.0));
        if round { u.hypot(v) <= 1.0 } else { u.abs().max(v.abs()) <= 1.0 }
    };
    (0..STEPS * STEPS).filter(covered).count() as f64 / f64::from(STEPS * STEPS)
}

/// Left, top, right, bottom.
pub(super) type Extent = (f64, f64, f64, f64);

pub(super) fn size(extent: Extent) -> f64 {
    (extent.2 - extent.0).max(0.0) * (extent.3 - extent.1).max(0.0)
}

pub(super) fn common(a: Extent, b: Extent) -> f64 {
    (a.2.min(b.2) - a.0.max(b.0)).max(0.0) * (a.3.min(b.3) - a.1.max(b.1)).max(0.0)
}

fn coloured_rings(sheet: &Sheet, plane: &Plane, found: &mut Vec<Stamp>) {
    let demands = Demands { radius: STAMPS, ink: COLOURED, coverage: 0.55, fill: 0.62, rim: 0.72 };
    for ring in rings(plane, sheet.per_mm, demands) {
        let sure = 0.55 + 0.45 * ((ring.coverage - 0.5) / 0.4).clamp(0.0, 1.0);
        push_ring(sheet, ring, colour_of(sheet, plane, &ring), sure, found);
    }
}

/// Rings and ovals in what the network takes for stamps' ink: black seals, and all seals of grey and bilevel pages.
fn grey_rings(sheet: &Sheet, seal_ink: &Plane, found: &mut Vec<Stamp>) {
    let demands = Demands { radius: STAMPS, ink: LIKELY, coverage: 0.6, fill: 0.6, rim: 0.6 };
    let sure = |ring: &Ring| 0.5 + 0.4 * ((ring.coverage - 0.6) / 0.3).clamp(0.0, 1.0);
    let sound = |plane: &Plane, ring: &Ring| ring.inside >= 0.6 && has_band(plane, ring);
    for ring in rings(seal_ink, sheet.per_mm, demands) {
        if !is_known(found, ring.x, ring.y, ring.radius) && sound(seal_ink, &ring) {
            push_ring(sheet, ring, InkColour::Grey, sure(&ring), found);
        }
    }
    // A lying oval is a ring on a page drawn taller.
    let taller = seal_ink.taller(OVAL);
    for ring in rings(&taller, sheet.per_mm, demands) {
        let (half_long, half_short) = (ring.reach().0, ring.reach().1 / OVAL);
        let (x, y) = (ring.x, ring.y / OVAL);
        if half_long < 1.15 * half_short || is_known(found, x, y, half_short) || !sound(&taller, &ring) {
            continue;
        }
        let extent = inside(sheet, (x - half_long, y - half_short, x + half_long, y + half_short));
        let outline = Outline::Frame(Frame { x, y, half_long, half_short, angle: 0.0 });
        let at_edge = ring.inside < WHOLE;
        found.push(Stamp { shape: SealShape::Oval, colour: InkColour::Grey, outline, extent, at_edge, sure: sure(&ring), outlined: true });
    }
}

/// Whether a stamp around about the same middle was found before.
fn is_known(found: &[Stamp], x: f64, y: f64, radius: f64) -> bool {
    found.iter().any(|stamp| {
        let (own_x, own_y) = (f64::midpoint(stamp.extent.0, stamp.extent.2), f64::midpoint(stamp.extent.1, stamp.extent.3));
        (x - own_x).hypot(y - own_y) < 0.6 * radius
    })
}

/// Whether characters stand around between the ring and the middle: ink in most directions, but not solid.
fn has_band(plane: &Plane, ring: &Ring) -> bool {
    const SECTORS: usize = 36;
    let mut seen = [(0, 0); SECTORS];
    let reach = ring.radius as i32;
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            let (fx, fy) = (f64::from(dx), f64::from(dy));
            let part = fx.hypot(fy) / ring.radius_at(fy.atan2(fx));
            if !(0.58..0.88).contains(&part) {
                continue;
            }
            let sector = ((fy.atan2(fx) / std::f64::consts::TAU + 0.5) * SECTORS as f64) as usize % SECTORS;
            let (x, y) = ((ring.x + fx) as i32, (ring.y + fy) as i32);
            seen[sector].0 += i32::from(plane.at(x, y) >= LIKELY);
            seen[sector].1 += 1;
        }
    }
    let textlike = seen.iter().filter(|&&(ink, all)| ink * 100 >= all * 6 && ink * 100 <= all * 75).count();
    // The few characters of a short name fill half of the way around; a ring that is drawn throughout needs no more.
    let enough = if ring.coverage >= 0.9 { 42 } else { 55 };
    textlike * 100 >= SECTORS * enough
}

/// The part of an extent that lies on the page.
fn inside(sheet: &Sheet, extent: Extent) -> Extent {
    (extent.0.max(0.0), extent.1.max(0.0), extent.2.min(sheet.width as f64), extent.3.min(sheet.height as f64))
}

fn push_ring(sheet: &Sheet, ring: Ring, colour: InkColour, sure: f64, found: &mut Vec<Stamp>) {
    let (half_width, half_height) = ring.reach();
    let extent = inside(sheet, (ring.x - half_width, ring.y - half_height, ring.x + half_width, ring.y + half_height));
    let shape = if ring.stretch() > 1.15 { SealShape::Oval } else { SealShape::Round };
    found.push(Stamp { shape, colour, outline: Outline::Ring(ring), extent, at_edge: ring.inside < WHOLE, sure, outlined: true });
}

fn coloured_frames(sheet: &Sheet, plane: &Plane, first: usize, found: &mut Vec<Stamp>) {
    let mut rest = plane.clone();
    for stamp in &found[first..] {
        let Outline::Ring(ring) = stamp.outline else { continue };
        let margin = 0.8 * sheet.per_mm;
        let (x0, x1) = ((stamp.extent.0 - 5.0).max(0.0) as usize, ((stamp.extent.2 + 5.0) as usize).min(rest.width));
        for y in (stamp.extent.1 - 5.0).max(0.0) as usize..((stamp.extent.3 + 5.0) as usize).min(rest.height) {
            for x in x0..x1 {
                if ring.holds(x as f64, y as f64, margin) {
                    rest.data[y * rest.width + x] = 0;
                }
            }
        }
    }
    let reach = (TOGETHER * sheet.per_mm / 2.0).round() as usize;
    for blob in blobs(&rest.spread(COLOURED, reach), 1) {
        let (w, h) = (f64::from(blob.width()) / sheet.per_mm, f64::from(blob.height()) / sheet.per_mm);
        if w.min(h) < 5.0 || w.max(h) < 9.0 || w.max(h) > 90.0 {
            continue;
        }
        if let Some(stamp) = frame(sheet, &rest, &blob) {
            found.push(stamp);
        }
    }
}

/// Judges a group of coloured pixels: a drawn frame, a drawn oval, or a slice at the page's edge.
fn frame(sheet: &Sheet, plane: &Plane, blob: &Blob) -> Option<Stamp> {
    let points = outline(blob, plane, COLOURED);
    let frame = around(&points)?;
    let (long, short) = (2.0 * frame.half_long / sheet.per_mm, 2.0 * frame.half_short / sheet.per_mm);
    let inked: i32 = blob
        .runs
        .iter()
        .map(|run| {
            let row = &plane.data[run.y as usize * plane.width..][run.start as usize..run.end as usize];
            row.iter().filter(|&&v| v >= COLOURED).count() as i32
        })
        .sum();
    let fill = f64::from(inked) / (4.0 * frame.half_long * frame.half_short).max(1.0);
    let (x0, y0) = points.iter().fold((i32::MAX, i32::MAX), |low, p| (low.0.min(p.0), low.1.min(p.1)));
    let (x1, y1) = points.iter().fold((0, 0), |high, p| (high.0.max(p.0 + 1), high.1.max(p.1 + 1)));
    let extent = (f64::from(x0), f64::from(y0), f64::from(x1), f64::from(y1));
    let colour = mean_colour(sheet, plane, extent);
    let stamp = |shape, at_edge, sure| Some(Stamp { shape, colour, outline: Outline::Frame(frame), extent, at_edge, sure, outlined: true });

    let depth = 1.0 * sheet.per_mm;
    let (sides, oval) = (frame.sides_drawn(plane, COLOURED, depth), frame.oval_drawn(plane, COLOURED, depth));
    let tilt = frame.angle.sin().abs().min(frame.angle.cos().abs());
    let square = long / short < 1.25;
    // A name seal may be cut out of its ground: white characters in a red square.
    let solid = if square && long <= NAME_SEAL { 0.93 } else { 0.75 };
    if short >= 9.0 && long <= 85.0 && long / short < 5.0 && sides >= 0.62 && sides >= oval && tilt < 0.45 && fill < solid {
        if square && short > 62.0 || !square && short > 45.0 {
            return None;
        }
        return stamp(
            if square { SealShape::Square } else { SealShape::Rectangle },
            false,
            0.45 + 0.5 * ((sides - 0.55) / 0.4).clamp(0.0, 1.0),
        );
    }
    if short >= 18.0 && long <= 65.0 && long / short < 2.2 && oval >= 0.62 && fill < 0.6 {
        let shape = if long / short < 1.15 { SealShape::Round } else { SealShape::Oval };
        return stamp(shape, false, 0.45 + 0.5 * ((oval - 0.55) / 0.4).clamp(0.0, 1.0));
    }
    // A slice of a seal over fanned-out pages ends at the scan's edge.
    slice(sheet, &points, extent).filter(|_| fill < 0.6).and_then(|sure| stamp(SealShape::Round, true, sure))
}

/// How sure it is that pixels at the left or right edge of the page are a slice of a round stamp: their inner outline is an arc.
fn slice(sheet: &Sheet, points: &[(i32, i32)], extent: Extent) -> Option<f64> {
    let near = 4.0 * sheet.per_mm;
    let (left, right) = (extent.0 < near, extent.2 > sheet.width as f64 - near);
    let (w, h) = ((extent.2 - extent.0) / sheet.per_mm, (extent.3 - extent.1) / sheet.per_mm);
    if left == right || !(14.0..62.0).contains(&h) || !(2.0..30.0).contains(&w) || h < w {
        return None;
    }
    let (top, rows) = (extent.1 as i32, (extent.3 - extent.1) as usize);
    let mut inner: Vec<Option<i32>> = vec![None; rows];
    for &(x, y) in points {
        let reach = if left { x - extent.0 as i32 } else { extent.2 as i32 - x };
        if let Some(row) = inner.get_mut((y - top) as usize) {
            *row = Some(row.map_or(reach, |r| r.max(reach)));
        }
    }
    // The arc through both ends and the deepest row: a chord of h and a height of w.
    let radius = (h * h / 4.0 + w * w) / (2.0 * w) * sheet.per_mm;
    if !(11.0..32.0).contains(&(radius / sheet.per_mm)) {
        return None;
    }
    let (deep, middle) = (w * sheet.per_mm, rows as f64 / 2.0);
    let fits = inner.iter().enumerate().filter(|(row, reach)| {
        let down = *row as f64 + 0.5 - middle;
        let expected = deep - radius + (radius * radius - down * down).max(0.0).sqrt();
        reach.is_some_and(|reach| (f64::from(reach) - expected).abs() < 1.3 * sheet.per_mm)
    });
    let share = fits.count() as f64 / rows.max(1) as f64;
    (share > 0.6).then_some(0.3 + 0.5 * share)
}

fn colour_of(sheet: &Sheet, plane: &Plane, ring: &Ring) -> InkColour {
    mean_colour(sheet, plane, (ring.x - ring.radius, ring.y - ring.radius, ring.x + ring.radius, ring.y + ring.radius))
}

/// The colour of the inked pixels in an area.
pub(super) fn mean_colour(sheet: &Sheet, plane: &Plane, extent: Extent) -> InkColour {
    let (mut r, mut g, mut b) = (0_i64, 0_i64, 0_i64);
    for y in extent.1.max(0.0) as usize..(extent.3.max(0.0) as usize).min(sheet.height) {
        for x in extent.0.max(0.0) as usize..(extent.2.max(0.0) as usize).min(sheet.width) {
            let i = y * sheet.width + x;
            if plane.data[i] >= COLOURED {
                r += i64::from(sheet.red.data[i]);
                g += i64::from(sheet.green.data[i]);
                b += i64::from(sheet.blue.data[i]);
            }
        }
    }
    if r > g && r > b {
        InkColour::Red
    } else if g > b {
        InkColour::Green
    } else if (r - g) * 100 > (b - g) * 35 {
        InkColour::Purple
    } else {
        InkColour::Blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_seal_in_the_corner_of_a_round_ones_rectangle_is_outside_of_it() {
        let stamp = |shape| Stamp {
            shape,
            colour: InkColour::Red,
            outline: Outline::Frame(Frame { x: 100.0, y: 100.0, half_long: 100.0, half_short: 100.0, angle: 0.0 }),
            extent: (0.0, 0.0, 200.0, 200.0),
            at_edge: false,
            sure: 0.9,
            outlined: true,
        };
        let (corner, middle) = ((150.0, 150.0, 210.0, 210.0), (80.0, 80.0, 120.0, 120.0));
        assert!(within(corner, &stamp(SealShape::Round)) < 0.5 && within(corner, &stamp(SealShape::Rectangle)) > 0.6);
        assert!(within(middle, &stamp(SealShape::Round)) > 0.99);
    }
}
