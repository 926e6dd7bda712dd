//! Drawing a quadrilateral of a picture as a rectangle.

use super::Point;
use crate::model::raster::Raster;

/// The projection of the unit square onto four corners (Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2.3).
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan([f64; 8]);

impl Plan {
    /// Takes (0, 0), (1, 0), (1, 1), (0, 1) to the corners.
    pub(super) fn of(corners: &[Point; 4]) -> Self {
        let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
        let (dx1, dx2, dx3) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, dy3) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let whole = dx1 * dy2 - dx2 * dy1;
        let (g, h) = if whole.abs() < 1e-12 { (0.0, 0.0) } else { ((dx3 * dy2 - dx2 * dy3) / whole, (dx1 * dy3 - dx3 * dy1) / whole) };
        Self([x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h])
    }

    /// Where a point of the unit square lies.
    pub(super) fn at(&self, u: f64, v: f64) -> Point {
        let [a, b, c, d, e, f, g, h] = self.0;
        let w = g * u + h * v + 1.0;
        ((a * u + b * v + c) / w, (d * u + e * v + f) / w)
    }

    /// The projection's first two columns: the directions of the square's sides in space, as long as the sides are.
    pub(super) fn axes(&self) -> [[f64; 3]; 2] {
        let [a, b, _, d, e, _, g, h] = self.0;
        [[a, d, g], [b, e, h]]
    }
}

/// Pixels between which the projection is exact; between them it is a straight line (off by less than a hundredth of a pixel).
const RUN: usize = 16;

/// The quadrilateral as a picture of `size`, bilinear; the picture's edge goes on outside it.
pub(super) fn flat(raster: &Raster, corners: &[Point; 4], (width, height): (usize, usize), dpi: f64) -> Raster {
    let mut out = Raster::white(width, height, dpi);
    if raster.width < 2 || raster.height < 2 || width == 0 {
        return out;
    }
    let plan = Plan::of(corners);
    let stride = raster.width * 3;
    let (right, bottom) = ((raster.width - 1) as i64 * 256 - 1, (raster.height - 1) as i64 * 256 - 1);
    for (y, row) in out.pixels.chunks_exact_mut(width * 3).enumerate() {
        let v = (y as f64 + 0.5) / height as f64;
        // Places in 1/256 of a pixel, with 16 more bits for the steps between.
        let place = |x: usize| {
            let (sx, sy) = plan.at((x as f64 + 0.5) / width as f64, v);
            (((sx - 0.5) * 16_777_216.0) as i64, ((sy - 0.5) * 16_777_216.0) as i64)
        };
        let mut from = place(0);
        for (run, pixels) in row.chunks_mut(RUN * 3).enumerate() {
            let to = place((run + 1) * RUN);
            let step = ((to.0 - from.0) / RUN as i64, (to.1 - from.1) / RUN as i64);
            for (i, out) in (0..).zip(pixels.chunks_exact_mut(3)) {
                let sx = ((from.0 + step.0 * i) >> 16).clamp(0, right);
                let sy = ((from.1 + step.1 * i) >> 16).clamp(0, bottom);
                let (u, v) = ((sx & 255) as u32, (sy & 255) as u32);
                let at = (sy >> 8) as usize * stride + (sx >> 8) as usize * 3;
                let (upper, lower) = (&raster.pixels[at..at + 6], &raster.pixels[at + stride..at + stride + 6]);
                for i in 0..3 {
                    let above = u32::from(upper[i]) * (256 - u) + u32::from(upper[i + 3]) * u;
                    let below = u32::from(lower[i]) * (256 - u) + u32::from(lower[i + 3]) * u;
                    out[i] = ((above * (256 - v) + below * v + (1 << 15)) >> 16) as u8;
                }
            }
            from = to;
        }
    }
    out
}
