//! Finds thin rings: edge pixels vote along their gradient for a centre, then the ring is traced ray by ray and must hold.

use std::f64::consts::TAU;

use super::super::plane::Plane;

/// Radii of round stamps in millimetres: foreign ones from 24 mm across, the largest Chinese ones 58 mm (a state seal 60).
pub(super) const STAMPS: (f64, f64) = (11.0, 31.0);
/// Candidates looked at closely; pages carry at most a handful of seals.
const CANDIDATES: usize = 40;
/// Rays on which a ring is traced.
const RAYS: usize = 180;

/// A traced ring: `radius(angle)` around a centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// Centre, in pixels.
    pub x: f64,
    /// Centre, in pixels.
    pub y: f64,
    /// Mean radius, in pixels.
    pub radius: f64,
    /// Second harmonic of the radius (cosine, sine of twice the angle): how far from a circle the outline is.
    pub squash: (f64, f64),
    /// Share of the rays inside the picture on which the ring was seen.
    pub coverage: f64,
    /// Share of the rays that lie inside the picture.
    pub inside: f64,
    /// Share of inked pixels inside the ring.
    pub fill: f64,
    /// Share of inked pixels in the zone just inside the ring that a line leaves empty and a disc's edge does not.
    pub rim: f64,
}

impl Ring {
    /// The radius in a direction (radians, clockwise from the right).
    pub fn radius_at(&self, angle: f64) -> f64 {
        self.radius + self.squash.0 * (2.0 * angle).cos() + self.squash.1 * (2.0 * angle).sin()
    }

    /// Half width and half height.
    pub fn reach(&self) -> (f64, f64) {
        let most = |axis: fn(f64) -> f64| {
            (0..RAYS).map(|i| i as f64 / RAYS as f64 * TAU).map(|a| self.radius_at(a) * axis(a).abs()).fold(0.0, f64::max)
        };
        (most(f64::cos), most(f64::sin))
    }

    /// Longest over shortest diameter.
    pub fn stretch(&self) -> f64 {
        let swing = self.squash.0.hypot(self.squash.1);
        (self.radius + swing) / (self.radius - swing).max(1.0)
    }

    /// Whether a pixel lies inside the outline moved outwards by `margin` pixels.
    pub fn holds(&self, x: f64, y: f64, margin: f64) -> bool {
        let (dx, dy) = (x - self.x, y - self.y);
        dx.hypot(dy) <= self.radius_at(dy.atan2(dx)) + margin
    }
}

/// What a ring must fulfil.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demands {
    /// Least and greatest radius in millimetres.
    pub radius: (f64, f64),
    /// A pixel of at least this value is ink.
    pub ink: u8,
    /// Least share of the rays on which the ring is seen.
    pub coverage: f64,
    /// Largest share of ink inside.
    pub fill: f64,
    /// Largest share of ink just inside the line.
    pub rim: f64,
}

/// A pixel where brightness changes, with the direction of the change.
struct Edge {
    x: i32,
    y: i32,
    ux: f32,
    uy: f32,
}

/// Rings on a plane of ink (0 is paper) at `per_mm` pixels per millimetre, strongest first.
pub(super) fn rings(plane: &Plane, per_mm: f64, demands: Demands) -> Vec<Ring> {
    let small = plane.halved();
    let scale = per_mm / 2.0;
    let (least, most) = ((demands.radius.0 * scale).round() as usize, (demands.radius.1 * scale).round() as usize);
    let edges = edges(&small, demands.ink);
    // Below 5 dots per inch the smallest seal is less than a pixel.
    if least == 0 || edges.len() < least || small.width < 2 * least || small.height < 2 * least {
        return Vec::new();
    }
    let mut found: Vec<Ring> = Vec::new();
    for (x, y) in centres(&small, &edges, least, most) {
        let Some(radius) = best_radius(&edges, x, y, least, most) else { continue };
        let Some(ring) = trace(plane, (x * 2.0 + 0.5, y * 2.0 + 0.5, radius * 2.0), per_mm, demands) else { continue };
        let sound = ring.coverage >= demands.coverage
            && ring.fill <= demands.fill
            && ring.rim <= demands.rim
            && ring.stretch() < 1.45
            && (demands.radius.0 * per_mm..=demands.radius.1 * per_mm).contains(&ring.radius);
        if !sound {
            continue;
        }
        // Rings around nearly the same centre are the lines of one seal; the outer one is its outline.
        match found.iter_mut().find(|other| (other.x - ring.x).hypot(other.y - ring.y) < 0.5 * other.radius.max(ring.radius)) {
            Some(other) if ring.radius > other.radius * 1.04 && ring.coverage >= 0.8 * other.coverage => *other = ring,
            Some(_) => {}
            None => found.push(ring),
        }
    }
    found
}

fn edges(plane: &Plane, ink: u8) -> Vec<Edge> {
    let width = plane.width;
    let least = i32::from(ink) * 2;
    let mut out = Vec::new();
    for y in 1..plane.height.saturating_sub(1) {
        let (above, here, below) =
            (&plane.data[(y - 1) * width..][..width], &plane.data[y * width..][..width], &plane.data[(y + 1) * width..][..width]);
        for x in 1..width.saturating_sub(1) {
            let v = |row: &[u8], i: usize| i32::from(row[i]);
            let gx = v(above, x + 1) + 2 * v(here, x + 1) + v(below, x + 1) - v(above, x - 1) - 2 * v(here, x - 1) - v(below, x - 1);
            let gy = v(below, x - 1) + 2 * v(below, x) + v(below, x + 1) - v(above, x - 1) - 2 * v(above, x) - v(above, x + 1);
            if gx.abs() + gy.abs() < least {
                continue;
            }
            let length = ((gx * gx + gy * gy) as f32).sqrt();
            out.push(Edge { x: x as i32, y: y as i32, ux: gx as f32 / length, uy: gy as f32 / length });
        }
    }
    out
}

/// Likely centres, best first; also a little outside the picture, where a seal is cut by the page's edge.
fn centres(plane: &Plane, edges: &[Edge], least: usize, most: usize) -> Vec<(f64, f64)> {
    let pad = most + 2;
    let (width, height) = (plane.width + 2 * pad, plane.height + 2 * pad);
    let mut votes = vec![0_u16; width * height];
    for edge in edges {
        let (x, y) = (edge.x as f32 + pad as f32 + 0.5, edge.y as f32 + pad as f32 + 0.5);
        for r in least..=most {
            let (dx, dy) = (edge.ux * r as f32, edge.uy * r as f32);
            for (px, py) in [(x + dx, y + dy), (x - dx, y - dy)] {
                let vote = &mut votes[py as usize * width + px as usize];
                *vote = vote.saturating_add(1);
            }
        }
    }
    // Sum over 3 × 3: an outline is never a perfect circle.
    let mut sums = vec![0_u32; width * height];
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let mut sum = 0;
            for row in [y - 1, y, y + 1] {
                let part = &votes[row * width + x - 1..][..3];
                sum += u32::from(part[0]) + u32::from(part[1]) + u32::from(part[2]);
            }
            sums[y * width + x] = sum;
        }
    }
    let enough = (least as f64 * TAU * 0.6) as u32;
    let mut peaks: Vec<(u32, usize, usize)> = Vec::new();
    for y in 2..height - 2 {
        for x in 2..width - 2 {
            let own = sums[y * width + x];
            if own < enough {
                continue;
            }
            let beaten = (y - 2..=y + 2)
                .any(|v| (x - 2..=x + 2).any(|u| sums[v * width + u] > own || (sums[v * width + u] == own && (v, u) < (y, x))));
            if !beaten {
                peaks.push((own, x, y));
            }
        }
    }
    peaks.sort_by_key(|&(votes, x, y)| (std::cmp::Reverse(votes), y, x));
    peaks.truncate(CANDIDATES);
    peaks.into_iter().map(|(_, x, y)| (x as f64 - pad as f64, y as f64 - pad as f64)).collect()
}

/// The radius at which edges that point to the centre lie in most directions.
fn best_radius(edges: &[Edge], x: f64, y: f64, least: usize, most: usize) -> Option<f64> {
    const SECTORS: usize = 64;
    let mut seen = vec![0_u64; most + 3];
    let (x, y, reach) = (x as f32, y as f32, (most + 2) as f32);
    for edge in edges {
        let (dx, dy) = (edge.x as f32 - x, edge.y as f32 - y);
        if dx.abs() > reach || dy.abs() > reach {
            continue;
        }
        let distance = dx.hypot(dy);
        if distance < least as f32 - 2.0 || distance >= reach || (dx * edge.ux + dy * edge.uy).abs() < 0.92 * distance {
            continue;
        }
        let sector = ((f64::from(dy).atan2(f64::from(dx)) / TAU + 0.5) * SECTORS as f64) as usize % SECTORS;
        seen[distance.round() as usize] |= 1 << sector;
    }
    let coverage: Vec<u32> = (least..=most).map(|r| (seen[r - 1] | seen[r] | seen[r + 1]).count_ones()).collect();
    let best = *coverage.iter().max()?;
    if best < SECTORS as u32 / 4 {
        return None;
    }
    // The outermost of nearly equals: the outline, not an inner line or a circle of characters.
    coverage.iter().rposition(|&c| c * 100 >= best * 88).map(|i| (i + least) as f64)
}

/// Follows the ring on rays from the centre and fits its outline.
fn trace(plane: &Plane, (x, y, radius): (f64, f64, f64), per_mm: f64, Demands { ink, radius: (_, most), .. }: Demands) -> Option<Ring> {
    let mut ring = Ring { x, y, radius, squash: (0.0, 0.0), coverage: 0.0, inside: 0.0, fill: 0.0, rim: 0.0 };
    let (width, height) = (plane.width as f64, plane.height as f64);
    for round in 0..4 {
        let band = if round == 0 { (0.10 * ring.radius).max(4.0) } else { (0.05 * ring.radius).max(3.0) };
        let mut points: Vec<(f64, f64)> = Vec::with_capacity(RAYS);
        let mut visible = 0;
        for i in 0..RAYS {
            let angle = i as f64 / RAYS as f64 * TAU;
            let expected = ring.radius_at(angle);
            let (sin, cos) = angle.sin_cos();
            let (ex, ey) = (ring.x + cos * expected, ring.y + sin * expected);
            if ex < 1.0 || ey < 1.0 || ex > width - 2.0 || ey > height - 2.0 {
                continue;
            }
            visible += 1;
            // The darkest place near the expected radius, the nearer of equals.
            let steps = band.ceil() as i32;
            let best = (-steps..=steps)
                .map(|s| {
                    let r = expected + f64::from(s);
                    let value = plane.at((ring.x + cos * r).round() as i32, (ring.y + sin * r).round() as i32);
                    (i32::from(value) - s.abs() * 2, value, r)
                })
                .max_by(|a, b| a.0.cmp(&b.0))?;
            if best.1 >= ink {
                points.push((angle, best.2));
            }
        }
        if visible < RAYS / 4 || points.len() < 24 {
            return None;
        }
        let harmonics = if ring.inside > 0.9 { 5 } else { 3 };
        let tolerance = (0.02 * ring.radius).max(1.6);
        let mut kept = points.clone();
        let mut fit = [0.0; 5];
        for _ in 0..4 {
            fit = least_squares(&kept, harmonics)?;
            let next: Vec<_> = points.iter().copied().filter(|&(a, r)| (value(&fit, a) - r).abs() <= tolerance * 1.5).collect();
            if next.len() < 20 {
                return None;
            }
            kept = next;
        }
        let hits = points.iter().filter(|&&(a, r)| (value(&fit, a) - r).abs() <= tolerance).count();
        ring = Ring {
            x: ring.x + fit[1],
            y: ring.y + fit[2],
            radius: fit[0],
            squash: (fit[3], fit[4]),
            coverage: hits as f64 / visible as f64,
            inside: visible as f64 / RAYS as f64,
            ..ring
        };
        if !(ring.radius.is_finite() && ring.radius > 4.0 && ring.radius < most * per_mm * 1.3) {
            return None;
        }
    }
    measure(&mut ring, plane, per_mm, ink);
    Some(ring)
}

/// How much ink the ring holds, and how much lies just inside its line.
fn measure(ring: &mut Ring, plane: &Plane, per_mm: f64, ink: u8) {
    let (mut ink_inside, mut inside, mut ink_rim, mut rim) = (0, 0, 0, 0);
    // Lines are up to 1.4 mm wide; characters begin about 2.5 mm further in.
    let (near, far) = (1.6 * per_mm, 2.3 * per_mm);
    let (reach, swing) = (ring.radius * 1.2, ring.squash.0.hypot(ring.squash.1));
    for py in (ring.y - reach).max(0.0) as i32..(ring.y + reach).min(plane.height as f64) as i32 {
        for px in (ring.x - reach).max(0.0) as i32..(ring.x + reach).min(plane.width as f64) as i32 {
            let (dx, dy) = (f64::from(px) - ring.x, f64::from(py) - ring.y);
            let distance = dx.hypot(dy);
            // The outline's own radius there is only needed near it.
            let depth = match distance {
                distance if distance < ring.radius - swing - far => far,
                distance if distance > ring.radius + swing - near => continue,
                distance => ring.radius_at(dy.atan2(dx)) - distance,
            };
            if depth < near {
                continue;
            }
            let inked = i32::from(plane.at(px, py) >= ink);
            inside += 1;
            ink_inside += inked;
            if depth < far {
                rim += 1;
                ink_rim += inked;
            }
        }
    }
    ring.fill = f64::from(ink_inside) / f64::from(inside.max(1));
    ring.rim = f64::from(ink_rim) / f64::from(rim.max(1));
}

fn basis(angle: f64) -> [f64; 5] {
    [1.0, angle.cos(), angle.sin(), (2.0 * angle).cos(), (2.0 * angle).sin()]
}

fn value(fit: &[f64; 5], angle: f64) -> f64 {
    basis(angle).iter().zip(fit).map(|(b, f)| b * f).sum()
}

/// The harmonics of `r(angle)` by normal equations and elimination; the rest stay 0.
fn least_squares(points: &[(f64, f64)], harmonics: usize) -> Option<[f64; 5]> {
    let mut m = [[0.0; 6]; 5];
    for &(angle, r) in points {
        let b = basis(angle);
        for i in 0..harmonics {
            for j in 0..harmonics {
                m[i][j] += b[i] * b[j];
            }
            m[i][5] += b[i] * r;
        }
    }
    for i in 0..harmonics {
        let pivot = (i..harmonics).max_by(|&a, &b| m[a][i].abs().total_cmp(&m[b][i].abs()))?;
        m.swap(i, pivot);
        if m[i][i].abs() < 1e-6 {
            return None;
        }
        for row in 0..harmonics {
            if row != i {
                let factor = m[row][i] / m[i][i];
                let source = m[i];
                for (target, from) in m[row].iter_mut().zip(source).skip(i) {
                    *target -= factor * from;
                }
            }
        }
    }
    let mut fit = [0.0; 5];
    for i in 0..harmonics {
        fit[i] = m[i][5] / m[i][i];
    }
    Some(fit)
}
