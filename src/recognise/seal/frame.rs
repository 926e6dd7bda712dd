//! Frames and ovals: the hull of a group of coloured pixels, and how much of its outline is drawn.

use std::f64::consts::TAU;

use super::super::blob::Blob;
use super::super::plane::Plane;

/// A rectangle in any direction, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Half of the longer side.
    pub half_long: f64,
    /// Half of the shorter side.
    pub half_short: f64,
    /// Direction of the longer side in radians.
    pub angle: f64,
}

impl Frame {
    /// A point given along the long and the short side, from the centre.
    pub fn point(&self, along: f64, across: f64) -> (f64, f64) {
        let (sin, cos) = self.angle.sin_cos();
        (self.x + along * cos - across * sin, self.y + along * sin + across * cos)
    }

    /// Share of the rectangle's sides that is drawn, the weakest side counted twice.
    pub fn sides_drawn(&self, plane: &Plane, ink: u8, depth: f64) -> f64 {
        let (a, b) = (self.half_long, self.half_short);
        let side = |from: (f64, f64), to: (f64, f64), inward: (f64, f64)| {
            let steps = ((to.0 - from.0).hypot(to.1 - from.1)).ceil().max(1.0) as i32;
            let hit = (0..=steps).filter(|&i| {
                let t = f64::from(i) / f64::from(steps);
                let (u, v) = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
                self.drawn(plane, ink, (u, v), inward, depth)
            });
            hit.count() as f64 / f64::from(steps + 1)
        };
        let shares = [
            side((-a, -b), (a, -b), (0.0, 1.0)),
            side((-a, b), (a, b), (0.0, -1.0)),
            side((-a, -b), (-a, b), (1.0, 0.0)),
            side((a, -b), (a, b), (-1.0, 0.0)),
        ];
        let weakest = shares.iter().copied().fold(1.0, f64::min);
        (shares.iter().sum::<f64>() + weakest) / 5.0
    }

    /// Share of the inscribed ellipse that is drawn.
    pub fn oval_drawn(&self, plane: &Plane, ink: u8, depth: f64) -> f64 {
        const RAYS: usize = 144;
        let hits = (0..RAYS).filter(|&i| {
            let (sin, cos) = (i as f64 / RAYS as f64 * TAU).sin_cos();
            self.drawn(plane, ink, (self.half_long * cos, self.half_short * sin), (-cos, -sin), depth)
        });
        hits.count() as f64 / RAYS as f64
    }

    fn drawn(&self, plane: &Plane, ink: u8, from: (f64, f64), inward: (f64, f64), depth: f64) -> bool {
        (-1..=depth.ceil() as i32).any(|s| {
            let (x, y) = self.point(from.0 + inward.0 * f64::from(s), from.1 + inward.1 * f64::from(s));
            plane.at(x.round() as i32, y.round() as i32) >= ink
        })
    }
}

/// The smallest rectangle around the inked pixels of a blob's area.
pub(super) fn around(points: &[(i32, i32)]) -> Option<Frame> {
    let hull = hull(points);
    if hull.len() < 3 {
        return None;
    }
    let mut best: Option<(f64, Frame)> = None;
    for (i, &(x0, y0)) in hull.iter().enumerate() {
        let (x1, y1) = hull[(i + 1) % hull.len()];
        let angle = f64::from(y1 - y0).atan2(f64::from(x1 - x0));
        let (sin, cos) = angle.sin_cos();
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for &(x, y) in &hull {
            let (u, v) = (f64::from(x) * cos + f64::from(y) * sin, f64::from(y) * cos - f64::from(x) * sin);
            low = (low.0.min(u), low.1.min(v));
            high = (high.0.max(u), high.1.max(v));
        }
        let (w, h) = (high.0 - low.0, high.1 - low.1);
        if best.as_ref().is_none_or(|(area, _)| w * h < *area) {
            let (u, v) = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
            let (x, y) = (u * cos - v * sin, u * sin + v * cos);
            let (half_long, half_short, angle) = if w >= h { (w / 2.0, h / 2.0, angle) } else { (h / 2.0, w / 2.0, angle + TAU / 4.0) };
            // The long side points right, whichever hull edge gave it.
            let angle = if angle.cos() < 0.0 { angle + TAU / 2.0 } else { angle };
            best = Some((w * h, Frame { x, y, half_long, half_short, angle }));
        }
    }
    best.map(|(_, frame)| frame)
}

/// Ends of the runs of a blob that are inked in `plane`: enough for its hull.
pub(super) fn outline(blob: &Blob, plane: &Plane, ink: u8) -> Vec<(i32, i32)> {
    let mut points = Vec::new();
    for run in &blob.runs {
        let row = &plane.data[run.y as usize * plane.width..][run.start as usize..run.end as usize];
        if let (Some(first), Some(last)) = (row.iter().position(|&v| v >= ink), row.iter().rposition(|&v| v >= ink)) {
            points.push((run.start as i32 + first as i32, run.y as i32));
            points.push((run.start as i32 + last as i32, run.y as i32));
        }
    }
    points
}

/// Convex hull by monotone chains.
fn hull(points: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let mut sorted = points.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let turns = |a: (i32, i32), b: (i32, i32), c: (i32, i32)| {
        i64::from(b.0 - a.0) * i64::from(c.1 - a.1) - i64::from(b.1 - a.1) * i64::from(c.0 - a.0) <= 0
    };
    let chain = |points: &mut dyn Iterator<Item = (i32, i32)>| {
        let mut out: Vec<(i32, i32)> = Vec::new();
        for p in points {
            while out.len() >= 2 && turns(out[out.len() - 2], out[out.len() - 1], p) {
                out.pop();
            }
            out.push(p);
        }
        out.pop();
        out
    };
    let mut out = chain(&mut sorted.iter().copied());
    out.extend(chain(&mut sorted.iter().rev().copied()));
    out
}
