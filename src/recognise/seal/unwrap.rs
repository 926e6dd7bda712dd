//! Turns a stamp's curved or framed characters into straight strips that a text recogniser can read.

use std::f64::consts::{PI, TAU};

use super::find::{Outline, Stamp};
use crate::model::document::InkColour;
use crate::model::raster::Raster;
use crate::recognise::plane::Sheet;

/// Height of a strip in pixels; recognition brings it to 48.
const HEIGHT: usize = 64;
/// The characters' band as shares of the radius (measured on worn seals at 150 and 200 dpi).
const BAND: (f64, f64) = (0.56, 0.93);

/// The stamp's own ink at the picture's full resolution, 0 to 1, print and pen strokes in other colours taken away.
pub(super) struct InkMap {
    left: f64,
    top: f64,
    width: usize,
    height: usize,
    data: Vec<f32>,
    /// Picture pixels per sheet pixel.
    step: f64,
}

impl InkMap {
    /// The ink of a stamp. Darkness where the ink absorbs carries the detail, colour only a soft mask, because JPEG blurs colour.
    pub(super) fn of(raster: &Raster, sheet: &Sheet, stamp: &Stamp) -> Option<Self> {
        let step = sheet.scale;
        let margin = 2.0 * sheet.per_mm;
        let to = |v: f64, limit: usize| ((v * step).max(0.0) as usize).min(limit);
        let (x0, x1) = (to(stamp.extent.0 - margin, raster.width), to(stamp.extent.2 + margin, raster.width));
        let (y0, y1) = (to(stamp.extent.1 - margin, raster.height), to(stamp.extent.3 + margin, raster.height));
        if x1 < x0 + 16 || y1 < y0 + 16 {
            return None;
        }
        let (width, height) = (x1 - x0, y1 - y0);
        // Channels: the one that the ink reflects, then the two that it absorbs, the better one first.
        let order = match stamp.colour {
            InkColour::Red => Some([0, 1, 2]),
            InkColour::Blue | InkColour::Purple => Some([2, 1, 0]),
            InkColour::Green => Some([1, 0, 2]),
            InkColour::Black | InkColour::Grey => None,
        };
        let pixels = || (y0..y1).flat_map(|y| (x0..x1).map(move |x| raster.rgb(x, y)));
        let mut data: Vec<f32> = match order {
            None => {
                let grey: Vec<f32> = pixels().map(|p| 255.0 - f32::from(p[1])).collect();
                let paper = share(&grey, 20);
                grey.iter().map(|v| (v - paper).max(0.0)).collect()
            }
            Some([own, a, b]) => {
                let reflected: Vec<f32> = pixels().map(|p| f32::from(p[own])).collect();
                let absorbed: Vec<f32> = pixels().map(|p| f32::from(p[a].min(p[b])).midpoint(f32::from(p[a]))).collect();
                let (paper_own, paper_other) = (share(&reflected, 80), share(&absorbed, 80));
                let mut chroma: Vec<f32> = pixels().map(|p| (f32::from(p[own]) - f32::from(p[a]).max(f32::from(p[b]))).max(0.0)).collect();
                blur(&mut chroma, width, 2);
                let strong = share(&chroma, 98).max(25.0) * 0.35;
                reflected
                    .iter()
                    .zip(&absorbed)
                    .zip(&chroma)
                    .map(|((own, other), chroma)| {
                        let black = ((0.72 * paper_own - own) / (0.22 * paper_own).max(1.0)).clamp(0.0, 1.0);
                        (paper_other - other).max(0.0) * (chroma / strong).min(1.0) * (1.0 - black)
                    })
                    .collect()
            }
        };
        blur(&mut data, width, 1);
        let full = share(&data, 99).max(25.0) / 1.15;
        for value in &mut data {
            *value = (*value / full).min(1.0);
        }
        Some(Self { left: x0 as f64, top: y0 as f64, width, height, data, step })
    }

    /// Ink at a place given in sheet pixels, between pixels interpolated; beyond the page there is none.
    fn at(&self, x: f64, y: f64) -> f32 {
        let (x, y) = ((x + 0.5) * self.step - 0.5 - self.left, (y + 0.5) * self.step - 0.5 - self.top);
        if x < -1.0 || y < -1.0 || x > self.width as f64 || y > self.height as f64 {
            return 0.0;
        }
        let (x, y) = (x.clamp(0.0, self.width as f64 - 1.001), y.clamp(0.0, self.height as f64 - 1.001));
        let (column, row) = (x as usize, y as usize);
        let (u, v) = ((x - column as f64) as f32, (y - row as f64) as f32);
        let i = row * self.width + column;
        let above = self.data[i] * (1.0 - u) + self.data[i + 1] * u;
        let below = self.data[i + self.width] * (1.0 - u) + self.data[i + self.width + 1] * u;
        above * (1.0 - v) + below * v
    }
}

/// A round or oval stamp's coordinates: an angle clockwise from the top and a share of the radius.
pub(super) struct Polar<'a> {
    map: &'a InkMap,
    outline: Outline,
    radius: f64,
}

impl<'a> Polar<'a> {
    /// Polar coordinates of a stamp with a ring or an oval outline.
    pub(super) fn of(map: &'a InkMap, outline: Outline) -> Self {
        let radius = match outline {
            Outline::Ring(ring) => ring.radius,
            Outline::Frame(frame) => frame.half_long.midpoint(frame.half_short),
        };
        Self { map, outline, radius }
    }

    fn point(&self, angle: f64, share: f64) -> (f64, f64) {
        match self.outline {
            Outline::Ring(ring) => {
                let radius = ring.radius_at(angle - PI / 2.0) * share;
                (ring.x + radius * angle.sin(), ring.y - radius * angle.cos())
            }
            Outline::Frame(frame) => frame.point(frame.half_long * share * angle.sin(), -frame.half_short * share * angle.cos()),
        }
    }

    /// The angles at which the curved text begins and ends: around the widest gap, with a little room.
    pub(super) fn text_range(&self) -> (f64, f64) {
        const COLUMNS: usize = 360;
        const LEVELS: usize = 12;
        let inked: Vec<bool> = (0..COLUMNS)
            .map(|column| {
                let angle = column as f64 / COLUMNS as f64 * TAU;
                let sum: f32 = (0..LEVELS)
                    .map(|level| {
                        let (x, y) = self.point(angle, 0.60 + 0.30 * level as f64 / LEVELS as f64);
                        f32::from(self.map.at(x, y) > 0.4)
                    })
                    .sum();
                sum > 0.5
            })
            .collect();
        let (mut longest, mut end) = (0, 0);
        let mut length = 0;
        for i in 0..2 * COLUMNS {
            length = if inked[i % COLUMNS] { 0 } else { length + 1 };
            if length > longest {
                (longest, end) = (length.min(COLUMNS - 1), i);
            }
        }
        let degree = TAU / COLUMNS as f64;
        // The room keeps a first character that is worn at its edge.
        let room = 5.0_f64.min(longest as f64 / 3.0);
        let start = (end as f64 + 1.0 - room) * degree;
        let span = ((COLUMNS - longest) as f64 + 2.0 * room) * degree;
        let start = start.rem_euclid(TAU);
        (start, start + span)
    }

    /// The band of characters straightened; `stretch` widens it, because seal characters are narrow and tall.
    pub(super) fn strip(&self, (from, to): (f64, f64), stretch: f64, dpi: f64) -> Raster {
        let middle = f64::midpoint(BAND.0, BAND.1);
        let width = ((to - from) * middle / (BAND.1 - BAND.0) * HEIGHT as f64 * stretch).clamp(32.0, 4000.0) as usize;
        straight(width, dpi, |u, v| {
            let (x, y) = self.point(from + (to - from) * u, BAND.1 + (BAND.0 - BAND.1) * v);
            self.map.at(x, y)
        })
    }

    /// The straight line under the star, upright when the curved text's gap points down; `None` where nothing is written.
    pub(super) fn subtitle(&self, (from, to): (f64, f64), dpi: f64) -> Option<Raster> {
        // Angles of a frame are told from its own long side.
        let own = match self.outline {
            Outline::Ring(_) => 0.0,
            Outline::Frame(frame) => frame.angle,
        };
        let (sin, cos) = (from.midpoint(to) + own).sin_cos();
        let (cx, cy) = self.point(0.0, 0.0);
        let place = |along: f64, down: f64| {
            let (u, v) = (along * self.radius, down * self.radius);
            (cx + u * cos - v * sin, cy + u * sin + v * cos)
        };
        let inked = |down: f64| {
            let hits = (-20..=20).filter(|&i| {
                let (x, y) = place(f64::from(i) / 20.0 * 0.42, down);
                self.map.at(x, y) > 0.4
            });
            hits.count() >= 3
        };
        // Rows from under the star's points to above the ring of characters.
        let rows: Vec<f64> = (0..30).map(|i| 0.40 + f64::from(i) * 0.015).collect();
        let (mut best, mut start) = ((0, 0), None);
        for (i, &row) in rows.iter().enumerate() {
            if inked(row) {
                let first = *start.get_or_insert(i);
                if i + 1 - first > best.1 - best.0 {
                    best = (first, i + 1);
                }
            } else {
                start = None;
            }
        }
        let (top, bottom) = (rows[best.0] - 0.03, rows[best.1.max(1) - 1] + 0.03);
        if bottom - top < 0.12 {
            return None;
        }
        let half = 0.62;
        let width = (2.0 * half / (bottom - top) * HEIGHT as f64) as usize;
        Some(straight(width, dpi, |u, v| {
            let (x, y) = place(-half + 2.0 * half * u, top + (bottom - top) * v);
            self.map.at(x, y)
        }))
    }
}

/// The rows of text inside a frame, top to bottom, as strips.
pub(super) fn rows(map: &InkMap, outline: Outline, per_mm: f64, dpi: f64) -> Vec<Raster> {
    let Outline::Frame(mut frame) = outline else { return Vec::new() };
    // Text runs along the side that is closer to the horizontal.
    if frame.angle.sin().abs() > 0.71 {
        let turn = if frame.angle.sin() > 0.0 { -PI / 2.0 } else { PI / 2.0 };
        frame.angle += turn;
        std::mem::swap(&mut frame.half_long, &mut frame.half_short);
    }
    let inset = 1.3 * per_mm;
    let (half, tall) = (frame.half_long - inset, frame.half_short - inset);
    if half < 8.0 || tall < 5.0 {
        return Vec::new();
    }
    let inked: Vec<bool> = (0..(2.0 * tall) as i32)
        .map(|row| {
            let hits = (0..=60).filter(|&i| {
                let (x, y) = frame.point((f64::from(i) / 30.0 - 1.0) * half * 0.96, f64::from(row) - tall);
                map.at(x, y) > 0.35
            });
            hits.count() >= 3
        })
        .collect();
    let mut strips = Vec::new();
    let mut row = 0;
    while row < inked.len() && strips.len() < 6 {
        let length = inked[row..].iter().take_while(|&&i| i).count();
        if length as f64 >= 1.6 * per_mm {
            let (top, bottom) = (row as f64 - tall - 1.5, (row + length) as f64 - tall + 1.5);
            let width = (2.0 * half / (bottom - top) * HEIGHT as f64).clamp(32.0, 4000.0) as usize;
            strips.push(straight(width, dpi, |u, v| {
                let (x, y) = frame.point((2.0 * u - 1.0) * half, top + (bottom - top) * v);
                map.at(x, y)
            }));
        }
        row += length.max(1);
    }
    strips
}

/// Dark on white, from a function of the relative position.
fn straight(width: usize, dpi: f64, ink: impl Fn(f64, f64) -> f32) -> Raster {
    let mut strip = Raster::white(width, HEIGHT, dpi);
    for (y, row) in strip.pixels.chunks_exact_mut(width * 3).enumerate() {
        for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
            pixel.fill(255 - (255.0 * ink((x as f64 + 0.5) / width as f64, (y as f64 + 0.5) / HEIGHT as f64)) as u8);
        }
    }
    strip
}

/// The value that `percent` of all do not exceed.
fn share(values: &[f32], percent: usize) -> f32 {
    let mut counts = [0_usize; 256];
    for &value in values {
        counts[value.clamp(0.0, 255.0) as usize] += 1;
    }
    let wanted = values.len() * percent / 100;
    let mut seen = 0;
    for (value, n) in counts.iter().enumerate() {
        seen += n;
        if seen > wanted {
            return value as f32;
        }
    }
    255.0
}

/// Box blur of 3 × 3, `times` over.
fn blur(values: &mut [f32], width: usize, times: usize) {
    let height = values.len() / width.max(1);
    if width < 3 || height < 3 {
        return;
    }
    for _ in 0..times {
        let mut across = values.to_vec();
        for (row, out) in values.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
            for x in 1..width - 1 {
                out[x] = (row[x - 1] + row[x] * 2.0 + row[x + 1]) / 4.0;
            }
        }
        values.copy_from_slice(&across);
        for y in 1..height - 1 {
            for x in 0..width {
                values[y * width + x] = (across[(y - 1) * width + x] + across[y * width + x] * 2.0 + across[(y + 1) * width + x]) / 4.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::seal::frame::Frame;

    /// A map with a bar of ink under the middle of a stamp, as a line under the star is, the whole turned by `turn`.
    fn with_line(turn: f64) -> (InkMap, Outline) {
        let (size, radius) = (240, 100.0);
        let (sin, cos) = turn.sin_cos();
        let mut data = vec![0.0; size * size];
        for (i, ink) in data.iter_mut().enumerate() {
            let (x, y) = ((i % size) as f64 - 120.0, (i / size) as f64 - 120.0);
            let (along, down) = (x * cos + y * sin, y * cos - x * sin);
            // Characters all around but below, and the line.
            let angle = along.atan2(-down).abs();
            let curved = (60.0..90.0).contains(&along.hypot(down)) && angle < 2.4;
            if curved || along.abs() < 45.0 && (45.0..60.0).contains(&down) {
                *ink = 1.0;
            }
        }
        let map = InkMap { left: 0.0, top: 0.0, width: size, height: size, data, step: 1.0 };
        (map, Outline::Frame(Frame { x: 119.5, y: 119.5, half_long: radius, half_short: radius, angle: 0.0 }))
    }

    #[test]
    fn the_line_under_the_star_is_level_however_the_frame_lies() {
        for turn in [0.0, 0.2, -0.3] {
            for angle in [0.0, 0.5, -1.2] {
                let (map, Outline::Frame(frame)) = with_line(turn) else { continue };
                let polar = Polar::of(&map, Outline::Frame(Frame { angle, ..frame }));
                let strip = polar.subtitle(polar.text_range(), 200.0).expect("a line");
                // The line fills the strip's middle from edge to edge: no corner of it is cut off by a tilt.
                let dark = |x: usize| (0..strip.height).filter(|y| strip.rgb(x, *y)[0] < 128).count() * 100 / strip.height;
                let (left, right) = (dark(strip.width / 4), dark(strip.width * 3 / 4));
                assert!(left > 60 && right > 60, "turned {turn}, frame {angle}: {left} {right}");
            }
        }
    }

    #[test]
    fn beyond_the_page_there_is_no_ink() {
        let (map, _) = with_line(0.0);
        assert_eq!((map.at(-40.0, 120.0), map.at(120.0, 400.0)), (0.0, 0.0));
    }
}
