//! What the layer network says about stamps: how far it agrees with those that were traced, and where it sees one that was not.

use std::cell::OnceCell;

use super::super::blob::{Blob, blobs};
use super::super::layers::Layers;
use super::super::plane::{Plane, Sheet};
use super::find::{COLOURED, Extent, Outline, Stamp, common, mean_colour, size};
use super::frame::{Frame, around, outline};
use crate::model::document::{InkColour, SealShape};

/// From this probability (of 255) a pixel belongs to a seal, or to its ink.
pub(super) const SEAL: u8 = 128;
/// A stamp in which the network sees a seal in less than this share is none; one with more than the second is beyond doubt.
const DENIED: f64 = 0.1;
const AGREED: f64 = 0.5;
/// From this probability the network does not deny a seal. A traced stamp of which most is not denied and less than the above agreed to is no surer than this.
const UNDENIED: u8 = 77;
const UNSURE: f64 = 0.5;
/// Traced stamps that cover this share of what the network sees are what it sees.
const KNOWN: f64 = 0.35;
/// Least and greatest side in millimetres of a stamp with corners: a personal name seal, and a long company stamp.
const CORNERED: (f64, f64) = (8.0, 90.0);
/// The same for round and oval ones: half of the smallest may be worn away, and the largest Chinese one has 60 mm.
const ROUND: (f64, f64) = (16.0, 64.0);
/// A shape that fills its rectangle more than this has corners; an ellipse fills π/4 of it.
const FILLS: f64 = 0.87;
/// Nothing round is smaller in millimetres; the corners of a name seal are worn.
const SMALL: f64 = 20.0;
/// No oval is so much longer than wide (45 mm by 30 mm): a company stamp whose corners are worn.
const LONGER: f64 = 1.75;
/// Longer than wide by this, a round shape is an oval and a square a rectangle.
const LONG: f64 = 1.22;
/// A stamp's area is surer than this mean probability. On the 265 proposals of `benches/eyes` real stamps have .80 or more; of what is none, 15 of 21 with
/// corners (words crossed out in red, watermarks) have less.
const SEALED: f64 = 0.8;
/// From this mean probability a stamp cut by the page's edge, or a large one with corners, needs no outline.
const CERTAIN: f64 = 0.88;
/// A stamp with corners is so high in millimetres, or fills its rectangle and has half of it drawn: what is smaller and less regular is pen (the same
/// proposals: false ones are up to 14.4 mm high, real ones from 15.3 mm but for one that fills .92 and one that nobody could read).
const HIGH: f64 = 15.0;
const REGULAR: f64 = 0.88;
const FRAMED: f64 = 0.5;
/// Share of a stamp's outline that is drawn at least; without one its text must be read.
const DRAWN: f64 = 0.42;
/// Share of ink within the outline: a pen's circle around words and a company stamp's thin letters have little, a round stamp has more, and only a disc, a
/// bullet or a logo more than the last.
const INKED: f64 = 0.035;
const INKED_ROUND: f64 = 0.1;
const SOLID: f64 = 0.9;
/// The inner part in which ink counts (share of the half sides).
const INNER: f64 = 0.8;
/// More than this share of graphics is an ornament or a picture.
const PICTURED: f64 = 0.3;

/// Weighs traced stamps and adds what only the network sees.
pub(super) fn weigh(sheet: &Sheet, layers: &Layers, found: &mut Vec<Stamp>) {
    found.retain_mut(|stamp| {
        let share = support(&layers.seal, SEAL, stamp);
        stamp.sure *= 0.55 + 0.45 * (share / AGREED).min(1.0);
        if share >= DENIED || stamp.at_edge {
            return true;
        }
        stamp.sure = stamp.sure.min(UNSURE);
        support(&layers.seal, UNDENIED, stamp) >= AGREED
    });
    let traced = found.clone();
    let tinted = OnceCell::new();
    for blob in blobs(&layers.seal, SEAL) {
        let covered: f64 = traced.iter().map(|stamp| common(stamp.extent, extent(&blob))).sum();
        if covered < KNOWN * size(extent(&blob))
            && let Some(stamp) = proposed(sheet, layers, &blob, &tinted)
        {
            found.push(stamp);
        }
    }
}

/// Share of a stamp's area in which the network sees a seal with a probability from `likely` on.
fn support(seal: &Plane, likely: u8, stamp: &Stamp) -> f64 {
    let (x0, y0, x1, y1) = stamp.extent;
    let (cx, cy) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    let round = matches!(stamp.shape, SealShape::Round | SealShape::Oval);
    let (mut all, mut sealed) = (0_u32, 0_u32);
    for y in y0 as i32..y1 as i32 {
        for x in x0 as i32..x1 as i32 {
            let (dx, dy) = ((f64::from(x) - cx) / (x1 - x0).max(1.0), (f64::from(y) - cy) / (y1 - y0).max(1.0));
            if !round || dx.hypot(dy) <= 0.5 {
                all += 1;
                sealed += u32::from(seal.at(x, y) >= likely);
            }
        }
    }
    f64::from(sealed) / f64::from(all.max(1))
}

/// A seal as the network sees it; its shape is told from how much of its rectangle it fills.
fn proposed(sheet: &Sheet, layers: &Layers, blob: &Blob, tinted: &OnceCell<Plane>) -> Option<Stamp> {
    let frame = around(&outline(blob, &layers.seal, SEAL))?;
    let (long, short) = (2.0 * frame.half_long / sheet.per_mm, 2.0 * frame.half_short / sheet.per_mm);
    let fill = f64::from(blob.pixels) / (4.0 * frame.half_long * frame.half_short).max(1.0);
    let cornered = fill > FILLS || long > LONGER * short || long < SMALL;
    let at_edge = blob.x0 <= 1 || blob.y0 <= 1 || blob.x1 >= sheet.width as i32 - 1 || blob.y1 >= sheet.height as i32 - 1;
    let sides = if cornered { CORNERED } else { ROUND };
    if short < if at_edge { CORNERED.0 } else { sides.0 } || long > sides.1 {
        return None;
    }
    let depth = 1.2 * sheet.per_mm;
    let drawn = if cornered { frame.sides_drawn(&layers.seal_ink, SEAL, depth) } else { frame.oval_drawn(&layers.seal_ink, SEAL, depth) };
    let (sealed, inked) = (mean(&layers.seal, blob), inked(&layers.seal_ink, &frame));
    let ink = if cornered { (INKED, 1.0) } else { (INKED_ROUND, SOLID) };
    if sealed < SEALED || inked < ink.0 || inked > ink.1 || mean(&layers.graphics, blob) > PICTURED {
        return None;
    }
    let outlined = match (at_edge, cornered) {
        (true, _) => drawn >= DRAWN || sealed >= CERTAIN,
        (false, true) => short >= HIGH && (drawn >= DRAWN || sealed >= CERTAIN) || fill >= REGULAR && drawn >= FRAMED,
        (false, false) => drawn >= DRAWN,
    };
    let shape = match (cornered, long > LONG * short) {
        (true, false) => SealShape::Square,
        (true, true) => SealShape::Rectangle,
        (false, false) => SealShape::Round,
        (false, true) => SealShape::Oval,
    };
    let sure = 0.35 + 0.35 * ((sealed - 0.6) / 0.35).clamp(0.0, 1.0) + 0.2 * ((drawn - DRAWN) / 0.4).clamp(0.0, 1.0);
    let tinted = tinted.get_or_init(|| sheet.map(|r, g, b| r.max(g).max(b) - r.min(g).min(b)));
    let colour = colour(sheet, layers, blob, tinted);
    Some(Stamp { shape, colour, outline: Outline::Frame(frame), extent: extent(blob), at_edge, sure, outlined })
}

fn extent(blob: &Blob) -> Extent {
    (f64::from(blob.x0), f64::from(blob.y0), f64::from(blob.x1), f64::from(blob.y1))
}

/// Mean of a map over a blob, 0 to 1.
fn mean(plane: &Plane, blob: &Blob) -> f64 {
    let values = blob.runs.iter().flat_map(|run| &plane.data[run.y as usize * plane.width..][run.start as usize..run.end as usize]);
    values.map(|&value| f64::from(value)).sum::<f64>() / 255.0 / f64::from(blob.pixels.max(1))
}

/// Share of ink in the inner part of a frame.
fn inked(ink: &Plane, frame: &Frame) -> f64 {
    let (a, b) = ((frame.half_long * INNER) as i32, (frame.half_short * INNER) as i32);
    let (mut all, mut dark) = (0_u32, 0_u32);
    for across in -b..=b {
        for along in -a..=a {
            let (x, y) = frame.point(f64::from(along), f64::from(across));
            all += 1;
            dark += u32::from(ink.at(x.round() as i32, y.round() as i32) >= SEAL);
        }
    }
    f64::from(dark) / f64::from(all.max(1))
}

/// The colour of a seal's ink, given how coloured every pixel is; grey where most of it is not.
fn colour(sheet: &Sheet, layers: &Layers, blob: &Blob, tinted: &Plane) -> InkColour {
    let (mut inked, mut coloured) = (0, 0);
    for run in &blob.runs {
        for i in run.y as usize * sheet.width + run.start as usize..run.y as usize * sheet.width + run.end as usize {
            if layers.seal_ink.data[i] >= SEAL {
                inked += 1;
                coloured += i32::from(tinted.data[i] >= COLOURED);
            }
        }
    }
    if coloured * 3 < inked || coloured == 0 { InkColour::Grey } else { mean_colour(sheet, tinted, extent(blob)) }
}
