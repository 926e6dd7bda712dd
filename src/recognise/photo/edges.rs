//! The edges of a sheet in a photograph: for each side of the picture the straight line at which a darker ground ends and paper begins.

use super::Point;
use crate::model::raster::Raster;

/// The picture is reduced to about this many pixels of its longer side.
const SMALL: usize = 480;
/// Places along a side at which its edge is looked for.
const BINS: usize = 128;
/// How far into the picture an edge may lie, as a share of its width or height.
const DEPTH: f64 = 0.4;
/// Pixels on each side of a step that tell its height.
const NEAR: usize = 3;
/// Pixels on each side of an edge, one next to it left out, that tell ground from paper.
const WIDE: usize = 8;
/// Least step in natural logarithms of light: ground at five sixths of the paper's light. Logarithms, because light and shadow fall on both alike.
const STEP: f32 = 0.18;
/// Steps count up to this: what is blacker is no better ground.
const MOST: f32 = 0.7;
/// This share of what lies inside an edge is darker than its paper.
const PAPER: f64 = 0.8;
/// What is inside an edge may be this much darker than that paper: a shadow. Steps up to something darker are steps from ground to ground (the edge of a
/// table) and count less and less.
const SHADE: (f32, f32) = (0.25, 0.8);
/// What they count at least.
const LEAST: f32 = 0.2;
/// A ground under this many of 255 levels is as good as black.
const FLOOR: f32 = 12.0;
/// Candidates kept at each place.
const CANDIDATES: usize = 4;
/// An edge rises by at most this many pixels per pixel.
const SLOPE: f64 = 0.55;
/// Share of an edge's length along which the step must be seen.
const SEEN: f64 = 0.75;
/// Lines kept for each side, at least [`APART`] pixels from each other at one end.
const LINES: usize = 4;
const APART: f64 = 6.0;
/// Pixels that an edge may stray from its line.
const STRAY: usize = 2;

/// What was found.
pub(super) struct Found {
    /// Corners in pixels of the picture: top left, top right, bottom right, bottom left.
    pub(super) corners: [Point; 4],
    /// Whether the top, right, bottom and left edges were seen; one may be the picture's own edge.
    pub(super) certain: [bool; 4],
    /// How uneven the ground around the sheet is: standard deviation of its light's logarithm.
    pub(super) ground: f32,
}

/// The picture reduced: natural logarithm of its darkest channel, in which wood and cloth are dark and paper is not.
struct Light {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Light {
    fn of(raster: &Raster, step: usize) -> Self {
        let (width, height) = (raster.width / step, raster.height / step);
        let mut values = Vec::with_capacity(width * height);
        let mut sums = vec![[0_u32; 3]; width];
        let area = (step * step) as f32;
        for y in 0..height {
            sums.fill([0; 3]);
            for row in 0..step {
                let line = &raster.pixels[(y * step + row) * raster.width * 3..][..width * step * 3];
                for (sum, pixels) in sums.iter_mut().zip(line.chunks_exact(step * 3)) {
                    for pixel in pixels.chunks_exact(3) {
                        sum[0] += u32::from(pixel[0]);
                        sum[1] += u32::from(pixel[1]);
                        sum[2] += u32::from(pixel[2]);
                    }
                }
            }
            values.extend(sums.iter().map(|sum| (sum.iter().copied().min().unwrap_or(0) as f32 / area + FLOOR).ln()));
        }
        Self { width, height, values }
    }
}

/// A side of the picture, seen from that side: `along` it and `deep` into the picture.
#[derive(Clone, Copy)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    /// Length along the side, and depth of the whole picture.
    fn extent(self, light: &Light) -> (usize, usize) {
        match self {
            Self::Top | Self::Bottom => (light.width, light.height),
            Self::Left | Self::Right => (light.height, light.width),
        }
    }

    fn value(self, light: &Light, along: usize, deep: usize) -> f32 {
        let (x, y) = match self {
            Self::Top => (along, deep),
            Self::Bottom => (along, light.height - 1 - deep),
            Self::Left => (deep, along),
            Self::Right => (light.width - 1 - deep, along),
        };
        light.values[y * light.width + x]
    }

    /// A place of this side in the reduced picture.
    fn point(self, light: &Light, along: f64, deep: f64) -> Point {
        match self {
            Self::Top => (along, deep),
            Self::Bottom => (along, light.height as f64 - deep),
            Self::Left => (deep, along),
            Self::Right => (light.width as f64 - deep, along),
        }
    }

    /// The other way round.
    fn along(self, (x, y): Point) -> f64 {
        match self {
            Self::Top | Self::Bottom => x,
            Self::Left | Self::Right => y,
        }
    }
}

/// Steps from ground to paper as seen from one side.
struct Steps {
    /// Places along the side.
    bins: usize,
    /// Pixels looked into.
    depth: usize,
    /// Pixels along the side in a bin.
    bin: f64,
    /// How high a step there is within a pixel, 0 if none: `bins` rows of `depth`.
    weights: Vec<f32>,
    /// How high at that very pixel.
    exact: Vec<f32>,
    /// Whether paper reaches the picture's own edge in a bin.
    rims: Vec<bool>,
}

impl Steps {
    fn of(light: &Light, side: Side) -> Self {
        let (length, whole) = side.extent(light);
        let bins = BINS.min(length);
        let depth = ((whole as f64 * DEPTH) as usize).max(1);
        let bin = length as f64 / bins as f64;
        let (mut weights, mut exact) = (vec![0.0; bins * depth], vec![0.0; bins * depth]);
        let reach = (depth + WIDE + 2).min(whole);
        let mut sums = vec![0.0_f32; reach + 1];
        let mut rims = Vec::with_capacity(bins);
        for b in 0..bins {
            let places = (b as f64 * bin) as usize..(((b + 1) as f64 * bin) as usize).min(length);
            let count = places.len().max(1) as f32;
            for deep in 0..reach {
                let light: f32 = places.clone().map(|along| side.value(light, along, deep)).sum();
                sums[deep + 1] = sums[deep] + light / count;
            }
            let mean = |from: usize, to: usize| (sums[to] - sums[from]) / (to - from) as f32;
            let paper = level(sums.windows(2).map(|pair| pair[1] - pair[0]).collect());
            rims.push(reach > NEAR && mean(0, NEAR) > paper - SHADE.0);
            let row = &mut exact[b * depth..][..depth];
            for (deep, step) in row.iter_mut().enumerate().take(reach - WIDE - 1).skip(1) {
                let near = mean(deep, deep + NEAR) - mean(deep.saturating_sub(NEAR), deep);
                let (outer, inner) = (deep.saturating_sub(WIDE), deep.saturating_sub(1).max(1));
                let wide = mean(deep + 1, deep + 1 + WIDE) - mean(outer.min(inner - 1), inner);
                if near >= STEP && wide >= STEP {
                    let shade = (paper - mean(deep + 1, deep + 1 + WIDE) - SHADE.0) / (SHADE.1 - SHADE.0);
                    *step = near.min(MOST) * (1.0 - shade).clamp(LEAST, 1.0);
                }
            }
            for deep in 1..depth - 1 {
                weights[b * depth + deep] = row[deep - 1].max(row[deep]).max(row[deep + 1]);
            }
        }
        Self { bins, depth, bin, weights, exact, rims }
    }

    /// Where in a bin an edge may be: the highest steps.
    fn candidates(&self, b: usize) -> Vec<usize> {
        let row = &self.exact[b * self.depth..][..self.depth];
        let peak = |d: &usize| row[*d] > 0.0 && row[*d] >= row[d - 1] && row[*d] > row[d + 1];
        let mut found: Vec<usize> = (1..self.depth.saturating_sub(1)).filter(peak).collect();
        found.sort_by(|a, b| row[*b].total_cmp(&row[*a]).then(a.cmp(b)));
        found.truncate(CANDIDATES);
        found
    }

    /// The sum of steps along a line through two bins' places.
    fn sum(&self, (a, da): (usize, usize), slope: f64) -> f32 {
        let depth = |b: usize| (da as f64 + (b as f64 - a as f64) * slope).round();
        let inside = |b: &usize| (0.0..self.depth as f64).contains(&depth(*b));
        (0..self.bins).filter(inside).map(|b| self.weights[b * self.depth + depth(b) as usize]).sum()
    }

    /// The lines with the highest steps, the best first: the depth at the side's start and the rise per pixel, in pixels.
    fn lines(&self) -> Vec<(f64, f64)> {
        let part = |from: f64, to: f64| ((self.bins as f64 * from) as usize..(self.bins as f64 * to) as usize).step_by(4);
        let ends = |part: std::iter::StepBy<std::ops::Range<usize>>| -> Vec<(usize, usize)> {
            part.flat_map(|b| self.candidates(b).into_iter().map(move |d| (b, d))).collect()
        };
        let (first, second) = (ends(part(0.08, 0.5)), ends(part(0.5, 0.92)));
        let mut through: Vec<(f32, f64, f64)> = Vec::with_capacity(first.len() * second.len());
        for &(a, da) in &first {
            for &(b, db) in &second {
                let slope = (db as f64 - da as f64) / (b - a) as f64;
                if (slope / self.bin).abs() <= SLOPE {
                    through.push((self.sum((a, da), slope), da as f64 - a as f64 * slope, slope));
                }
            }
        }
        through.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut kept: Vec<(f64, f64)> = Vec::with_capacity(LINES);
        let end = self.bins as f64;
        for (_, at, slope) in through {
            let near = |&(other, rise): &(f64, f64)| (other - at).abs().max((other + rise * end - at - slope * end).abs()) < APART;
            if !kept.iter().any(near) {
                kept.push((at, slope));
                if kept.len() == LINES {
                    break;
                }
            }
        }
        kept.into_iter().filter_map(|line| self.refined(line)).collect()
    }

    /// The line fitted to the steps near it, twice; from bins to pixels.
    fn refined(&self, line: (f64, f64)) -> Option<(f64, f64)> {
        let (mut at, mut slope) = line;
        for stray in [STRAY + 1, STRAY] {
            let (mut n, mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for b in 0..self.bins {
                let Some(deep) = self.near(b, at + b as f64 * slope, stray) else { continue };
                let x = b as f64;
                n += 1.0;
                sx += x;
                sy += deep;
                sxx += x * x;
                sxy += x * deep;
            }
            let spread = n * sxx - sx * sx;
            if n < 8.0 || spread.abs() < f64::EPSILON {
                return None;
            }
            slope = (n * sxy - sx * sy) / spread;
            at = (sy - slope * sx) / n;
        }
        // Bins are seen from their middle.
        let rise = slope / self.bin;
        Some((at - rise * self.bin / 2.0, rise))
    }

    /// The middle of a bin's step near a depth.
    fn near(&self, b: usize, depth: f64, stray: usize) -> Option<f64> {
        let (middle, row) = (depth.round(), &self.exact[b * self.depth..][..self.depth]);
        let from = (middle - stray as f64).max(0.0) as usize;
        let to = ((middle + stray as f64).max(0.0) as usize + 1).min(self.depth);
        let (mut weight, mut sum) = (0.0, 0.0);
        for (deep, step) in row.iter().enumerate().take(to).skip(from) {
            weight += f64::from(*step);
            sum += f64::from(*step) * deep as f64;
        }
        (weight > 0.0).then(|| sum / weight)
    }

    /// The bins between two ends of an edge, corners left out.
    fn between(&self, from: f64, to: f64) -> std::ops::Range<usize> {
        let trim = (to - from) * 0.03;
        ((from + trim) / self.bin).ceil().max(0.0) as usize..(((to - trim) / self.bin).max(0.0) as usize).min(self.bins)
    }

    /// The mean step along a line between two ends, if the line is seen at enough places.
    fn strength(&self, (at, rise): (f64, f64), from: f64, to: f64) -> Option<f32> {
        let bins = self.between(from, to);
        let count = bins.len();
        let depth = |b: usize| (at + (b as f64 + 0.5) * self.bin * rise).round();
        let weights = bins.map(|b| {
            let deep = depth(b);
            if (0.0..self.depth as f64).contains(&deep) { self.weights[b * self.depth + deep as usize] } else { 0.0 }
        });
        let (seen, sum) = weights.fold((0, 0.0), |(seen, sum), weight| (seen + usize::from(weight > 0.0), sum + weight));
        (seen as f64 >= SEEN * count.max(1) as f64).then(|| sum / count.max(1) as f32)
    }

    /// Whether paper reaches the picture's own edge between two ends.
    fn runs_out(&self, from: f64, to: f64) -> bool {
        let bins = self.between(from, to);
        let count = bins.len();
        count > 0 && bins.filter(|&b| self.rims[b]).count() as f64 >= SEEN * count as f64
    }
}

/// The light of the paper among the values across a picture.
fn level(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get((values.len() as f64 * PAPER) as usize).copied().unwrap_or_default()
}

/// A straight line through two points.
type Straight = (Point, Point);

/// The edges of the sheet in a picture, if at least three of them are seen.
pub(super) fn find(raster: &Raster) -> Option<Found> {
    let step = (raster.width.max(raster.height) / SMALL).max(1);
    if raster.width / step < 4 * WIDE || raster.height / step < 4 * WIDE {
        return None;
    }
    let light = Light::of(raster, step);
    let steps = Side::ALL.map(|side| Steps::of(&light, side));
    // A side may be the picture's own edge, when all else fails.
    let lines: [Vec<Option<(f64, f64)>>; 4] = std::array::from_fn(|i| steps[i].lines().into_iter().map(Some).chain([None]).collect());
    let mut best: Option<(f32, [Point; 4], [bool; 4])> = None;
    for choice in 0..lines.iter().map(Vec::len).product() {
        let mut rest: usize = choice;
        let chosen: [Option<(f64, f64)>; 4] = std::array::from_fn(|i| {
            let line = lines[i][rest % lines[i].len()];
            rest /= lines[i].len();
            line
        });
        if chosen.iter().flatten().count() < 3 {
            continue;
        }
        let Some((strength, corners)) = judged(&light, &steps, &chosen) else { continue };
        if best.is_none_or(|(most, ..)| strength > most) {
            best = Some((strength, corners, chosen.map(|line| line.is_some())));
        }
    }
    let (_, corners, certain) = best?;
    let scale = step as f64;
    Some(Found { corners: corners.map(|(x, y)| (x * scale, y * scale)), certain, ground: unevenness(&light, &corners) })
}

/// The standard deviation of what lies outside four corners.
fn unevenness(light: &Light, corners: &[Point; 4]) -> f32 {
    let (mut n, mut sum, mut squares) = (0.0_f64, 0.0, 0.0);
    for (y, row) in light.values.chunks_exact(light.width).enumerate() {
        // Where the sheet's edges cross the row; the pixels next to them are neither sheet nor ground.
        let middle = y as f64 + 0.5;
        let (mut left, mut right) = (f64::MAX, f64::MIN);
        for i in 0..4 {
            let (a, b) = (corners[i], corners[(i + 1) % 4]);
            if (a.1 - middle) * (b.1 - middle) <= 0.0 && (a.1 - b.1).abs() > f64::EPSILON {
                let x = a.0 + (b.0 - a.0) * (middle - a.1) / (b.1 - a.1);
                (left, right) = (left.min(x), right.max(x));
            }
        }
        let beside = |x: usize| !(left - 3.0..right + 3.0).contains(&(x as f64));
        for value in row.iter().enumerate().filter(|(x, _)| beside(*x)).map(|(_, value)| f64::from(*value)) {
            (n, sum, squares) = (n + 1.0, sum + value, squares + value * value);
        }
    }
    if n < 1.0 { 0.0 } else { (squares / n - (sum / n) * (sum / n)).max(0.0).sqrt() as f32 }
}

/// How well four edges are seen together, and their corners; `None` if one is not.
fn judged(light: &Light, steps: &[Steps; 4], chosen: &[Option<(f64, f64)>; 4]) -> Option<(f32, [Point; 4])> {
    let straight: [Straight; 4] = std::array::from_fn(|i| {
        let (at, rise) = chosen[i].unwrap_or_default();
        let length = Side::ALL[i].extent(light).0 as f64;
        (Side::ALL[i].point(light, 0.0, at), Side::ALL[i].point(light, length, at + rise * length))
    });
    let corner = |a: usize, b: usize| crossing(straight[a], straight[b]);
    let corners = [corner(3, 0)?, corner(0, 1)?, corner(1, 2)?, corner(2, 3)?];
    let mut sum = 0.0;
    for (i, line) in chosen.iter().enumerate() {
        let (a, b) = (Side::ALL[i].along(corners[i]), Side::ALL[i].along(corners[(i + 1) % 4]));
        let (from, to) = (a.min(b), a.max(b));
        sum += match line {
            Some(line) => steps[i].strength(*line, from, to)?,
            None => steps[i].runs_out(from, to).then_some(0.0)?,
        };
    }
    Some((sum, corners))
}

fn crossing((a, b): Straight, (c, d): Straight) -> Option<Point> {
    let (r, s) = ((b.0 - a.0, b.1 - a.1), (d.0 - c.0, d.1 - c.1));
    let cross = r.0 * s.1 - r.1 * s.0;
    if cross.abs() < f64::EPSILON {
        return None;
    }
    let t = ((c.0 - a.0) * s.1 - (c.1 - a.1) * s.0) / cross;
    Some((a.0 + r.0 * t, a.1 + r.1 * t))
}
