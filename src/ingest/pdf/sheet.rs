//! From a page's own coordinates to the upright page in tenths of a millimetre.

use hayro_interpret::util::TransformExt;
use hayro_syntax::page::Page as PdfPage;
use kurbo::{Affine, Rect as FloatRect};

use crate::model::geometry::{Rect, Size, TENTHS_PER_INCH};

/// PDF user space units per inch.
const POINTS_PER_INCH: f64 = 72.0;
/// A page outside these bounds (long side, tenths of a millimetre) does not state a paper size: phone photos come as one point per pixel.
/// A3 is 4200, the smallest cards are 850.
const PAPER: std::ops::RangeInclusive<f64> = 800.0..=4400.0;
/// Long side that such a page is taken to have: A4.
const NOMINAL: f64 = 2970.0;

/// How a page lies on the upright sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Size of the upright page.
    pub size: Size,
    /// Page coordinates to tenths of a millimetre.
    pub transform: Affine,
}

impl Sheet {
    /// From crop box, `/Rotate` and `/UserUnit`, turned clockwise by `quarters` more.
    pub(super) fn of(page: &PdfPage<'_>, quarters: u8) -> Self {
        let (width, height) = page.render_dimensions();
        let (width, height) = (finite(width), finite(height));
        let unit = page.raw().get::<f32>("UserUnit").map_or(1.0, f64::from);
        let unit = if unit.is_finite() && unit > 0.0 { unit.min(1000.0) } else { 1.0 };
        let stated = unit * TENTHS_PER_INCH / POINTS_PER_INCH;
        let long = width.max(height);
        let scale = if PAPER.contains(&(long * stated)) { stated } else { NOMINAL / long };
        let upright = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
        let (across, down) = (width * scale, height * scale);
        let (transform, size) = match quarters % 4 {
            0 => (upright, (across, down)),
            1 => (Affine::new([0.0, 1.0, -1.0, 0.0, down, 0.0]) * upright, (down, across)),
            2 => (Affine::new([-1.0, 0.0, 0.0, -1.0, across, down]) * upright, (across, down)),
            _ => (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, across]) * upright, (down, across)),
        };
        let size = Size { width: (size.0.round() as i32).max(1), height: (size.1.round() as i32).max(1) };
        Self { size, transform }
    }

    /// The page as floating point area.
    pub(super) fn bounds(&self) -> FloatRect {
        FloatRect::new(0.0, 0.0, f64::from(self.size.width), f64::from(self.size.height))
    }

    /// A rectangle in page coordinates, clipped to the sheet; `None` when nothing of it is on the sheet.
    pub(super) fn place(&self, rect: FloatRect) -> Option<Rect> {
        let seen = self.transform.transform_rect_bbox(rect.abs()).intersect(self.bounds());
        (seen.width() > 0.0 && seen.height() > 0.0).then(|| rounded(seen))
    }
}

/// A floating point rectangle in tenths of a millimetre as a model one.
pub(super) fn rounded(rect: FloatRect) -> Rect {
    Rect::new(rect.x0.round() as i32, rect.y0.round() as i32, rect.x1.round() as i32, rect.y1.round() as i32)
}

fn finite(length: f32) -> f64 {
    if length.is_finite() && length >= 1.0 { f64::from(length) } else { 1.0 }
}
