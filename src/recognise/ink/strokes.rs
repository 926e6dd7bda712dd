//! Single strokes: the page's dark pixels without rules and stamps, each judged as print or pen.

use super::print::{Print, explained, print_height};
use crate::model::document::{InkColour, Line, Mark, MarkKind, Origin, SealShape};
use crate::model::geometry::Rect;
use crate::recognise::blob::{Blob, Run, blobs};
use crate::recognise::layers::Layers;
use crate::recognise::plane::{Plane, Sheet};

/// Darkness (of 255, paper made white) from which a pixel is a stroke; thin pen strokes are grey at working resolution.
pub(super) const DARK: u8 = 70;
/// Pen strokes are taller than this share of the page's print.
pub(super) const TALLER: f64 = 1.55;

/// Over this level of darkness a stamp leaves no room for darker pen strokes.
const DARKEST_STAMP: i32 = 205;
/// So much lighter than what is surely darker than a coloured stamp, a pixel joins the stroke beside it.
const PALER: i32 = 16;
/// So many pixels far.
const REACH: usize = 6;

/// Red is more than this much above green and blue.
const TINTED: u8 = 40;
/// From this probability (of 255) the layer network takes a pixel for handwriting.
const HAND: u8 = 128;
/// A stroke of which the network takes less for handwriting is no pen's (shares of 1).
const NO_HAND: f64 = 0.12;
/// A stroke of which it takes more is a pen's whatever its size.
const SURE_HAND: f64 = 0.6;

/// A connected stroke or several crossing ones.
#[derive(Debug, Clone)]
pub(super) struct Stroke {
    /// Its pixels.
    pub blob: Blob,
    /// Length, from half its perimeter, in pixels.
    pub length: f64,
    /// Colour.
    pub colour: InkColour,
    /// How much of it the layer network takes for handwriting, 0 to 1.
    pub hand: f64,
    /// A surely read line holds it.
    pub explained: bool,
    /// Pen for certain by itself; other strokes only join a group around such a seed.
    pub seed: bool,
}

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
    plane
}

/// A pen may be as red as a stamp: outside of stamps the layer network tells its strokes.
fn keep_red_hand(plane: &mut Plane, sheet: &Sheet, layers: &Layers, seals: &[Mark]) {
    let mut hand = layers.hand.clone();
    for mark in seals.iter().filter(|mark| matches!(mark.kind, MarkKind::Seal(_))) {
        let (x0, y0, x1, y1) = sheet.bounds(mark.area);
        (y0..y1).for_each(|y| hand.data[y * plane.width + x0..y * plane.width + x1].fill(0));
    }
    for (i, value) in plane.data.iter_mut().enumerate().filter(|(i, _)| hand.data[*i] >= HAND) {
        let (r, g, b) = (sheet.red.data[i], sheet.green.data[i], sheet.blue.data[i]);
        if r > g.max(b).saturating_add(TINTED) {
            *value = (*value).max(255 - g);
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
    let depth = |x: usize, y: usize| if round { ((x as f64 - cx) / rx).hypot((y as f64 - cy) / ry) } else { 0.0 };
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
    let parted = split <= DARKEST_STAMP;
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

/// Strokes with print and rules left out.
pub(super) fn find(sheet: &Sheet, layers: &Layers, plane: &Plane, lines: &[Line], seals: &[Mark], pasted: &[Rect]) -> Vec<Stroke> {
    let mut bare = plane.clone();
    bare.erase_rules(sheet.per_mm, DARK - 15);
    let found = blobs(&bare, DARK);
    let print = print_height(sheet, &found, lines);
    let blue = print_is_black(sheet, &found);
    let margin = 2.0 * sheet.per_mm;
    let printed: Vec<Print<'_>> = lines.iter().map(|line| Print::of(line, sheet, &found, &layers.hand)).collect();
    let mut strokes: Vec<Stroke> = found
        .into_iter()
        .filter_map(|blob| {
            let (w, h) = (f64::from(blob.width()) / sheet.per_mm, f64::from(blob.height()) / sheet.per_mm);
            let at_border = f64::from(blob.x0) < margin
                || f64::from(blob.y0) < margin
                || f64::from(blob.x1) > sheet.width as f64 - margin
                || f64::from(blob.y1) > sheet.height as f64 - margin;
            if blob.pixels < 3 || at_border || w.max(h) > 90.0 || h > 45.0 {
                return None;
            }
            let length = length(&blob);
            let thickness = f64::from(blob.pixels) / length.max(1.0) / sheet.per_mm;
            // Pens draw lines up to 1.5 mm wide; wider is a blot, a logo, a photograph.
            if thickness > 1.6 || is_circle(&blob) {
                return None;
            }
            let colour = colour(sheet, &blob);
            let coloured = blue && matches!(colour, InkColour::Blue | InkColour::Purple) && !under_blue(place(sheet, &blob), seals);
            let explained = explained(sheet, &blob, &printed, print, coloured);
            let large = h > TALLER * print && w > 0.5 * print || w > 3.2 * print && h > 0.9 * print;
            let large = large && !upright_line(w, h, thickness);
            let hand = hand_of(&blob, &layers.hand);
            let pasted = pasted.iter().any(|picture| place(sheet, &blob).covered_by(picture.grown(5)) > 0.9);
            let small = (coloured || pasted || hand >= SURE_HAND) && w.max(h) > 1.2;
            let seed = (large && hand >= NO_HAND || small) && !explained && !inside_picture(sheet, &blob, seals);
            Some(Stroke { blob, length, colour, hand, seed, explained: explained && !coloured })
        })
        .collect();
    hands_in_lines(sheet, &mut strokes, &printed);
    strokes
}

/// A line that was read over a label and a name in pen holds strokes too tall for print: from the first of these on it explains nothing, for a
/// character's smaller parts are as small as print.
fn hands_in_lines(sheet: &Sheet, strokes: &mut [Stroke], lines: &[Print<'_>]) {
    for Print { line, heading, .. } in lines {
        if *heading || line.origin == Origin::Typed {
            continue;
        }
        let area = line.area.grown(4);
        let inside = |stroke: &Stroke| place(sheet, &stroke.blob).covered_by(area) > 0.8;
        let Some(from) = strokes.iter().filter(|stroke| stroke.seed && inside(stroke)).map(|stroke| stroke.blob.x0).min() else { continue };
        for stroke in strokes.iter_mut().filter(|stroke| stroke.explained && stroke.blob.x0 >= from && inside(stroke)) {
            (stroke.explained, stroke.seed) = (false, true);
        }
    }
}

/// Mean of the network's probability over a stroke's pixels.
pub(super) fn hand_of(blob: &Blob, hand: &Plane) -> f64 {
    let of_run = |run: &Run| hand.data[run.y as usize * hand.width + run.start as usize..][..(run.end - run.start) as usize].iter();
    let sum: u32 = blob.runs.iter().flat_map(of_run).map(|&value| u32::from(value)).sum();
    f64::from(sum) / 255.0 / f64::from(blob.pixels.max(1))
}

/// Half the perimeter: the length of a stroke however it winds.
fn length(blob: &Blob) -> f64 {
    let mut edges = 0;
    let mut above: &[crate::recognise::blob::Run] = &[];
    let mut i = 0;
    while i < blob.runs.len() {
        let y = blob.runs[i].y;
        let end = i + blob.runs[i..].iter().take_while(|run| run.y == y).count();
        let row = &blob.runs[i..end];
        let own: u32 = row.iter().map(|run| run.end - run.start).sum();
        let before: u32 =
            if above.first().is_some_and(|run| run.y + 1 == y) { above.iter().map(|run| run.end - run.start).sum() } else { 0 };
        let mut common = 0;
        if before > 0 {
            for a in above {
                common += row.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum::<u32>();
            }
        }
        edges += 2 * row.len() as u32 + own + before - 2 * common;
        above = row;
        i = end;
    }
    edges += above.iter().map(|run| run.end - run.start).sum::<u32>();
    // Pixel edges overstate slanted outlines by 4/π on average.
    f64::from(edges) * std::f64::consts::FRAC_PI_4 / 2.0
}

/// Whether most of the page's characters have no colour, so that coloured ones stand out. Characters count, not their pixels: on a page of
/// signatures the pens may leave more ink than the print.
fn print_is_black(sheet: &Sheet, found: &[Blob]) -> bool {
    let characters = || found.iter().filter(|blob| blob.pixels > 6);
    let coloured = characters().filter(|blob| matches!(colour(sheet, blob), InkColour::Blue | InkColour::Purple)).count();
    coloured * 2 < characters().count()
}

/// The mean colour of a blob's pixels.
fn colour(sheet: &Sheet, blob: &Blob) -> InkColour {
    let (mut r, mut g, mut b, mut n) = (0_i64, 0_i64, 0_i64, 0_i64);
    for run in &blob.runs {
        let row = run.y as usize * sheet.width;
        for i in row + run.start as usize..row + run.end as usize {
            r += i64::from(sheet.red.data[i]);
            g += i64::from(sheet.green.data[i]);
            b += i64::from(sheet.blue.data[i]);
            n += 1;
        }
    }
    let n = n.max(1);
    let (r, g, b) = (r / n, g / n, b / n);
    if b > r + 28 && b > g + 14 {
        if r > g + 12 { InkColour::Purple } else { InkColour::Blue }
    } else if r > g + 40 && r > b + 40 {
        InkColour::Red
    } else {
        InkColour::Black
    }
}

/// Whether a blue stamp lies here, so that a stroke's colour says nothing.
fn under_blue(area: Rect, seals: &[Mark]) -> bool {
    seals.iter().any(|mark| {
        matches!(&mark.kind, MarkKind::Seal(seal) if matches!(seal.colour, InkColour::Blue | InkColour::Purple))
            && area.intersection(mark.area.grown(10)).is_some()
    })
}

/// Where a blob lies on the page.
pub(super) fn place(sheet: &Sheet, blob: &Blob) -> Rect {
    sheet.area(f64::from(blob.x0), f64::from(blob.y0), f64::from(blob.x1), f64::from(blob.y1))
}

/// A bare upright or level line is a rule, a bracket or a fold, not handwriting.
fn upright_line(w: f64, h: f64, thickness: f64) -> bool {
    let thin = thickness.max(0.4) * 2.2;
    w < thin && h > 4.0 || h < thin && w > 4.0
}

/// Whether all pixels lie on one circle: a punch hole's edge, a bullet, a printed ring.
fn is_circle(blob: &Blob) -> bool {
    let (w, h) = (f64::from(blob.width()), f64::from(blob.height()));
    if w < 8.0 || w / h > 1.25 || h / w > 1.25 {
        return false;
    }
    let (cx, cy, radius) = (f64::from(blob.x0) + w / 2.0, f64::from(blob.y0) + h / 2.0, (w + h) / 4.0);
    let on = |x: f64, y: f64| ((x - cx).hypot(y - cy) - radius).abs() < 0.28 * radius;
    let count: u32 =
        blob.runs.iter().map(|run| (run.start..run.end).filter(|&x| on(f64::from(x) + 0.5, f64::from(run.y) + 0.5)).count() as u32).sum();
    f64::from(count) > 0.92 * f64::from(blob.pixels)
}

/// Whether the blob is part of a stamp's outline that the planes did not take away.
fn inside_picture(sheet: &Sheet, blob: &Blob, seals: &[Mark]) -> bool {
    let area = place(sheet, blob);
    seals.iter().any(|mark| {
        matches!(&mark.kind, MarkKind::Seal(seal) if seal.at_edge && area.covered_by(mark.area.grown(10)) > 0.9)
            || (area.width() > mark.area.width() * 9 / 10
                && area.height() > mark.area.height() * 9 / 10
                && area.covered_by(mark.area.grown(15)) > 0.95)
    })
}
