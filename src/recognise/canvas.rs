//! Test pages: print, pen strokes and stamps drawn into a raster.

use std::f64::consts::TAU;

use crate::model::raster::Raster;

pub(super) const BLACK: [u8; 3] = [25, 25, 30];
pub(super) const RED: [u8; 3] = [215, 45, 50];
pub(super) const BLUE: [u8; 3] = [35, 60, 170];

/// An A4 page at 200 dpi, drawn on in millimetres.
pub(super) struct Canvas {
    pub(super) raster: Raster,
    pub(super) per_mm: f64,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { raster: Raster::white(1654, 2339, 200.0), per_mm: 200.0 / 25.4 }
    }

    /// A dot; ink lies over ink the way it does on paper.
    fn dot(&mut self, x: f64, y: f64, radius: f64, ink: [u8; 3]) {
        let (cx, cy, r) = (x * self.per_mm, y * self.per_mm, radius * self.per_mm);
        for py in (cy - r).max(0.0) as usize..=((cy + r) as usize).min(self.raster.height - 1) {
            for px in (cx - r).max(0.0) as usize..=((cx + r) as usize).min(self.raster.width - 1) {
                if (px as f64 - cx).hypot(py as f64 - cy) <= r {
                    for (value, ink) in self.raster.pixels[(py * self.raster.width + px) * 3..][..3].iter_mut().zip(ink) {
                        *value = (*value).min(ink);
                    }
                }
            }
        }
    }

    /// A line of a pen of this width.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, ink: [u8; 3]) -> &mut Self {
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) * 8.0).ceil().max(1.0) as i32;
        for i in 0..=steps {
            let t = f64::from(i) / f64::from(steps);
            self.dot(from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t, width / 2.0, ink);
        }
        self
    }

    /// A filled disc.
    pub(super) fn disc(&mut self, x: f64, y: f64, radius: f64, ink: [u8; 3]) -> &mut Self {
        self.dot(x, y, radius, ink);
        self
    }

    /// Something like a Han character: strokes in a square.
    fn character(&mut self, x: f64, y: f64, size: f64, turn: f64, ink: [u8; 3]) {
        let (sin, cos) = turn.sin_cos();
        let at = |u: f64, v: f64| (x + (u * cos - v * sin) * size, y + (u * sin + v * cos) * size);
        for (a, b) in
            [((-0.45, -0.3), (0.45, -0.3)), ((-0.4, 0.05), (0.4, 0.05)), ((-0.45, 0.45), (0.45, 0.45)), ((0.0, -0.5), (0.0, 0.45))]
        {
            self.line(at(a.0, a.1), at(b.0, b.1), size * 0.1, ink);
        }
    }

    /// A row of characters 3.6 mm high.
    pub(super) fn print(&mut self, x: f64, y: f64, characters: u32, ink: [u8; 3]) -> &mut Self {
        for i in 0..characters {
            self.character(x + 1.8 + f64::from(i) * 4.0, y, 3.4, 0.0, ink);
        }
        self
    }

    /// A page of print, as on any agreement.
    pub(super) fn text(&mut self) -> &mut Self {
        for row in 0..14 {
            self.print(30.0, 30.0 + f64::from(row) * 7.0, 36, BLACK);
        }
        self
    }

    /// A Chinese organisation's seal of 42 mm: ring, characters, star.
    pub(super) fn seal(&mut self, x: f64, y: f64, ink: [u8; 3]) -> &mut Self {
        for i in 0..720 {
            let (sin, cos) = (f64::from(i) / 720.0 * TAU).sin_cos();
            self.dot(x + 20.5 * cos, y + 20.5 * sin, 0.5, ink);
        }
        for i in 0..11 {
            let angle = f64::from(i - 5) * 0.45;
            self.character(x + 15.5 * angle.sin(), y - 15.5 * angle.cos(), 5.0, angle, ink);
        }
        self.disc(x, y, 5.0, ink)
    }

    /// A signature of three large loops, 26 mm wide and 10 mm high.
    pub(super) fn signature(&mut self, x: f64, y: f64, ink: [u8; 3]) -> &mut Self {
        let at = |i: i32| {
            let t = f64::from(i) / 160.0;
            (x + 24.0 * t + 2.5 * (t * 19.0).cos(), y + 5.0 * (t * 19.0).sin())
        };
        for i in 0..160 {
            self.line(at(i), at(i + 1), 0.6, ink);
        }
        self
    }

    /// Without colour, as a grey scanner sees it.
    pub(super) fn grey(&mut self) -> &mut Self {
        for pixel in self.raster.pixels.chunks_exact_mut(3) {
            let luma = (u32::from(pixel[0]) * 299 + u32::from(pixel[1]) * 587 + u32::from(pixel[2]) * 114) / 1000;
            pixel.fill(luma as u8);
        }
        self
    }

    /// Black and white only.
    pub(super) fn bilevel(&mut self) -> &mut Self {
        self.grey();
        for value in &mut self.raster.pixels {
            *value = if *value < 150 { 0 } else { 255 };
        }
        self
    }
}
