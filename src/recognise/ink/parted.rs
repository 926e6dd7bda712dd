//! The plane in which pen strokes stand out: the page's darkness with its stamps taken away, and what is a pen's although it is red or pale.

use super::strokes::{DARK, share_of};
use crate::model::document::{InkColour, Mark, MarkKind, SealShape};
use crate::recognise::blob::{Run, blobs};
use crate::recognise::layers::Layers;
use crate::recognise::plane::{Plane, Sheet};

/// Over this level of darkness a stamp leaves no room for darker pen strokes.
const DARKEST_STAMP: i32 = 205;
/// So much lighter than what is surely darker than a coloured stamp, a pixel joins the stroke beside it.
const PALER: i32 = 16;
/// So many pixels far.
const REACH: usize = 6;

/// Red is more than this much above green and blue.
const TINTED: u8 = 40;
/// A red stroke is a pen's as a whole when the network takes this share of it for handwriting and less than that for a seal's area. Strokes of two pens had
/// .11 to .55 and .09 to .32; letterheads 0 to .06 for handwriting, pieces of seals that were not found .82 and more for a seal.
pub(super) const RED_HAND: f64 = 0.1;
const RED_SEAL: f64 = 0.5;
/// Darkness (of 255) of a pale pen, of whose strokes no more than this share is as dark as print's.
const PALE: u8 = 32;
const SEEN: f64 = 0.35;
/// From this probability (of 255) the layer network takes a pixel for handwriting.
const HAND: u8 = 128;

/// The plane in which pen strokes stand out: dark where they are, with the page's stamps taken away.
pub(super) fn plane(sheet: &Sheet, layers: &Layers, seals: &[Mark]) -> Plane {
    let mut plane = sheet.dark_not_red();
    for mark in seals {
        let MarkKind::Seal(seal) = &mark.kind else { continue };
        let window = sheet.bounds(mark.area.grown(8));
        let round = matches!(seal.shape, SealShape::Round | SealShape::Oval) && !seal.at_edge;
        let parted = match seal.colour {
            InkColour::Red => keep_darker(
                &mut plane,
                sheet,
                window,
                Manner { round, join: false, tinted: false },
                |r, _, _| 255 - r,
                |r, g, b| r > g.max(b).saturating_add(24),
            ),
            InkColour::Blue | InkColour::Purple | InkColour::Green => {
                let own = |r: u8, g: u8, b: u8| r.max(g).max(b) - r.min(g).min(b) > 24;
                // Black pens show where no channel is bright, pens of the stamp's colour only where they are darker than it.
                keep_darker(&mut plane, sheet, window, Manner { round, join: false, tinted: true }, |r, g, b| 255 - r.max(g).max(b), own)
                    | keep_darker(&mut plane, sheet, window, Manner { round, join: true, tinted: true }, |_, g, _| 255 - g, own)
            }
            InkColour::Black | InkColour::Grey => {
                keep_darker(&mut plane, sheet, window, Manner { round, join: false, tinted: false }, |_, g, _| 255 - g, |_, _, _| false)
            }
        };
        keep_hand(&mut plane, sheet, layers, window, parted);
    }
    keep_red_hand(&mut plane, sheet, layers, seals);
    keep_pale_hand(&mut plane, sheet, layers, seals);
    plane
}

/// A pen may be too pale for print's threshold: outside of stamps the layer network tells its strokes from a shadow or a watermark.
fn keep_pale_hand(plane: &mut Plane, sheet: &Sheet, layers: &Layers, seals: &[Mark]) {
    let mut pale = sheet.map(|r, g, b| 255 - r.min(g).min(b));
    clear(&mut pale, sheet, seals);
    pale.data.iter_mut().zip(&layers.hand.data).filter(|(_, hand)| **hand < HAND).for_each(|(value, _)| *value = 0);
    for blob in blobs(&pale, PALE) {
        let row = |run: &Run| run.y as usize * plane.width + run.start as usize..run.y as usize * plane.width + run.end as usize;
        let dark: usize = blob.runs.iter().map(|run| plane.data[row(run)].iter().filter(|&&value| value >= DARK).count()).sum();
        if dark as f64 > SEEN * f64::from(blob.pixels) {
            continue;
        }
        for run in &blob.runs {
            let own = row(run);
            plane.data[own].iter_mut().for_each(|value| *value = (*value).max(DARK));
        }
    }
}

/// Empties a plane where stamps are.
fn clear(plane: &mut Plane, sheet: &Sheet, seals: &[Mark]) {
    for mark in seals.iter().filter(|mark| matches!(mark.kind, MarkKind::Seal(_))) {
        let (x0, y0, x1, y1) = sheet.bounds(mark.area);
        (y0..y1).for_each(|y| plane.data[y * sheet.width + x0..y * sheet.width + x1].fill(0));
    }
}

/// A pen may be as red as a stamp: outside of stamps the layer network tells its strokes, of which it need not see every pixel.
fn keep_red_hand(plane: &mut Plane, sheet: &Sheet, layers: &Layers, seals: &[Mark]) {
    let mut red = sheet.map(|r, g, b| if r > g.max(b).saturating_add(TINTED) { 255 - g } else { 0 });
    clear(&mut red, sheet, seals);
    for blob in blobs(&red, DARK) {
        let whole = share_of(&blob, &layers.hand) >= RED_HAND && share_of(&blob, &layers.seal) < RED_SEAL;
        for run in &blob.runs {
            let row = run.y as usize * plane.width;
            for i in (row + run.start as usize..row + run.end as usize).filter(|i| whole || layers.hand.data[*i] >= HAND) {
                plane.data[i] = plane.data[i].max(red.data[i]);
            }
        }
    }
}

/// Under a stamp the layer network tells pen strokes from the stamp's own: all of them where nothing on the page is darker than the stamp, and those that
/// are as light as it elsewhere.
fn keep_hand(plane: &mut Plane, sheet: &Sheet, layers: &Layers, (x0, y0, x1, y1): (usize, usize, usize, usize), parted: bool) {
    for y in y0..y1 {
        for i in y * plane.width + x0..y * plane.width + x1 {
            let dark = 255 - sheet.green.data[i];
            let hand = layers.hand.data[i] >= HAND && dark >= DARK;
            plane.data[i] = if hand {
                plane.data[i].max(dark)
            } else if parted {
                plane.data[i]
            } else {
                0
            };
        }
    }
}

/// How a stamp is taken away.
struct Manner {
    /// Only within its outline's ellipse.
    round: bool,
    /// Added to what an earlier darkness showed.
    join: bool,
    /// The stamp has a colour of its own that a pen's dark strokes hide in.
    tinted: bool,
}

/// Rewrites the plane in a stamp's area: what is no darker than the stamp's own ink falls under the threshold. `false` where nothing on the page is
/// darker (a bilevel scan): there only the outline is erased, because a stamp's characters and a pen's strokes cannot be told apart.
fn keep_darker(
    plane: &mut Plane,
    sheet: &Sheet,
    (x0, y0, x1, y1): (usize, usize, usize, usize),
    Manner { round, join, tinted }: Manner,
    darkness: impl Fn(u8, u8, u8) -> u8,
    own: impl Fn(u8, u8, u8) -> bool,
) -> bool {
    let at = |i: usize| (sheet.red.data[i], sheet.green.data[i], sheet.blue.data[i]);
    let (cx, cy) = ((x0 + x1) as f64 / 2.0, (y0 + y1) as f64 / 2.0);
    let (rx, ry) = ((x1 - x0) as f64 / 2.0, (y1 - y0) as f64 / 2.0);
    // 1 on the outline; of a stamp with corners it falls as fast towards the middle from all sides.
    let depth = |x: usize, y: usize| {
        let (dx, dy) = (x as f64 - cx, y as f64 - cy);
        if round { (dx / rx).hypot(dy / ry) } else { 1.0 - (rx - dx.abs()).min(ry - dy.abs()) / rx.max(1.0) }
    };
    let rim = 1.0 - 2.6 * sheet.per_mm / rx.max(1.0);
    // Its own ink: pixels of its colour, or without colour those of the outline.
    let mut counts = [0_usize; 256];
    for y in y0..y1 {
        for x in x0..x1 {
            let (r, g, b) = at(y * plane.width + x);
            let dark = darkness(r, g, b);
            let colourless = dark >= DARK && (rim..1.0).contains(&depth(x, y));
            if own(r, g, b) || colourless && r.abs_diff(b) < 24 {
                counts[usize::from(dark)] += 1;
            }
        }
    }
    let all: usize = counts.iter().sum();
    let mut seen = 0;
    let level = counts.iter().position(|n| {
        seen += n;
        all > 0 && seen * 100 >= all * 75
    });
    let limit = i32::from(DARK);
    let split = (level.unwrap_or(0) as i32 + 28).max(limit);
    let parted = level.is_some() && split <= DARKEST_STAMP;
    let mut paler = Vec::new();
    for y in y0..y1 {
        for x in x0..x1 {
            if depth(x, y) > 1.0 {
                continue;
            }
            let i = y * plane.width + x;
            if !parted {
                if !join && depth(x, y) > rim {
                    plane.data[i] = 0;
                }
                continue;
            }
            let (r, g, b) = at(i);
            let dark = i32::from(darkness(r, g, b));
            // Thin strokes are half paper at working resolution: beside a sure pixel a lighter one is pen too.
            if dark >= split - PALER && dark < split && depth(x, y) < rim && tinted {
                paler.push(i);
            }
            let value = ((dark - split) * (255 - limit) / (255 - split) + limit).clamp(0, 255) as u8;
            plane.data[i] = if join { value.max(plane.data[i]) } else { value };
        }
    }
    for _ in 0..REACH {
        let joined: Vec<usize> = paler.iter().copied().filter(|&i| plane.data[i] < DARK && beside_dark(plane, i)).collect();
        for i in joined {
            plane.data[i] = DARK;
        }
    }
    parted
}

/// Whether one of a pixel's eight neighbours is a stroke.
fn beside_dark(plane: &Plane, i: usize) -> bool {
    let (x, y) = ((i % plane.width) as i32, (i / plane.width) as i32);
    (-1..=1).any(|dy| (-1..=1).any(|dx| (dx, dy) != (0, 0) && plane.at(x + dx, y + dy) >= DARK))
}
