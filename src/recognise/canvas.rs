//! Test pages: print, pen strokes and stamps drawn into a raster, and the layers that a perfect network would see in it.

use std::f64::consts::TAU;

use super::layers::Layers;
use super::plane::{Plane, Sheet};
use crate::model::raster::Raster;

pub(super) const BLACK: [u8; 3] = [25, 25, 30];
pub(super) const RED: [u8; 3] = [215, 45, 50];
pub(super) const BLUE: [u8; 3] = [35, 60, 170];

/// What is being drawn with: its strokes go into this layer.
#[derive(Clone, Copy, PartialEq)]
enum Tool {
    Press,
    Pen,
    Stamp,
}

/// An A4 page at 200 dpi, drawn on in millimetres.
pub(super) struct Canvas {
    pub(super) raster: Raster,
    pub(super) per_mm: f64,
    tool: Tool,
    /// For each pixel whether print, a pen, a stamp left ink there.
    strokes: [Vec<bool>; 3],
    stamps: Vec<Stamp>,
}

/// Where a stamp was drawn.
struct Stamp {
    centre: (f64, f64),
    half: (f64, f64),
    round: bool,
}

/// Radius of a drawn stamp in millimetres.
const RADIUS: f64 = 21.0;

impl Canvas {
    pub(super) fn new() -> Self {
        let raster = Raster::white(1654, 2339, 200.0);
        let none = || vec![false; raster.width * raster.height];
        Self { strokes: [none(), none(), none()], raster, per_mm: 200.0 / 25.4, tool: Tool::Press, stamps: Vec::new() }
    }

    /// The layers that a network would see which gives a pen's strokes and a seal's area this probability (of 255), and half of it to all print as a pen's.
    pub(super) fn unsure_layers(&self, sheet: &Sheet, likely: u8) -> Layers {
        let mut layers = self.layers(sheet);
        for (hand, print) in layers.hand.data.iter_mut().zip(&layers.print.data) {
            *hand = if *hand > 0 { likely } else { print.min(&(likely / 2)).to_owned() };
        }
        layers.seal.data.iter_mut().for_each(|value| *value = (*value).min(likely));
        layers
    }

    /// What a perfect network would see on the sheet of this page.
    pub(super) fn layers(&self, sheet: &Sheet) -> Layers {
        let step = self.raster.width / sheet.width;
        let plane = |of: &dyn Fn(usize, usize) -> bool| {
            let mut plane = Plane::empty(sheet.width, sheet.height);
            for y in 0..sheet.height * step {
                for x in (0..sheet.width * step).filter(|&x| of(x, y)) {
                    plane.data[y / step * sheet.width + x / step] = 255;
                }
            }
            plane
        };
        let drawn = |tool: Tool| plane(&|x, y| self.strokes[tool as usize][y * self.raster.width + x]);
        let within = |x: usize, y: usize| {
            self.stamps.iter().any(|Stamp { centre, half, round }| {
                let (u, v) = ((x as f64 / self.per_mm - centre.0) / half.0, (y as f64 / self.per_mm - centre.1) / half.1);
                if *round { u.hypot(v) < 1.0 } else { u.abs().max(v.abs()) < 1.0 }
            })
        };
        let none = Plane::empty(sheet.width, sheet.height);
        let seal = plane(&within);
        Layers {
            print: drawn(Tool::Press),
            hand: drawn(Tool::Pen),
            seal,
            seal_ink: drawn(Tool::Stamp),
            rules: none.clone(),
            graphics: none,
        }
    }

    fn with(&mut self, tool: Tool, draw: impl FnOnce(&mut Self)) -> &mut Self {
        self.tool = tool;
        draw(self);
        self.tool = Tool::Press;
        self
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
                    self.strokes[self.tool as usize][py * self.raster.width + px] = true;
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
        self.stamps.push(Stamp { centre: (x, y), half: (RADIUS, RADIUS), round: true });
        self.with(Tool::Stamp, |canvas| {
            for i in 0..720 {
                let (sin, cos) = (f64::from(i) / 720.0 * TAU).sin_cos();
                canvas.dot(x + (RADIUS - 0.5) * cos, y + (RADIUS - 0.5) * sin, 0.5, ink);
            }
            for i in 0..11 {
                let angle = f64::from(i - 5) * 0.45;
                canvas.character(x + 15.5 * angle.sin(), y - 15.5 * angle.cos(), 5.0, angle, ink);
            }
            canvas.disc(x, y, 5.0, ink);
        })
    }

    /// A company's stamp 46 mm wide and 20 mm high, a little turned, of two rows in a frame.
    pub(super) fn frame(&mut self, x: f64, y: f64, ink: [u8; 3]) -> &mut Self {
        self.stamps.push(Stamp { centre: (x, y), half: (23.0, 10.0), round: false });
        self.with(Tool::Stamp, |canvas| {
            let corners = [(-22.5, -10.0), (22.5, -8.0), (21.6, 10.0), (-23.4, 8.0)].map(|(u, v)| (x + u, y + v));
            for i in 0..4 {
                canvas.line(corners[i], corners[(i + 1) % 4], 0.6, ink);
            }
            canvas.print(x - 16.5, y - 3.0, 7, ink).print(x - 16.5, y + 3.0, 7, ink);
        })
    }

    /// A signature of three large loops, 26 mm wide and 10 mm high.
    pub(super) fn signature(&mut self, x: f64, y: f64, ink: [u8; 3]) -> &mut Self {
        let at = |i: i32| {
            let t = f64::from(i) / 160.0;
            (x + 24.0 * t + 2.5 * (t * 19.0).cos(), y + 5.0 * (t * 19.0).sin())
        };
        self.with(Tool::Pen, |canvas| {
            for i in 0..160 {
                canvas.line(at(i), at(i + 1), 0.6, ink);
            }
        })
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
