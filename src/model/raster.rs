//! A picture in memory: 8-bit RGB, row by row, top left first; and a page's picture as it is kept for reports.

use super::geometry::{PageNo, Rect, Size, TENTHS_PER_INCH};

/// A page's upright picture, compressed.
#[derive(Clone, PartialEq)]
pub struct PagePicture {
    /// Path relative to the project.
    pub file: String,
    /// Page.
    pub page: PageNo,
    /// What the picture shows.
    pub size: Size,
    /// The picture; its pixels fill `size`.
    pub jpeg: Vec<u8>,
}

/// An RGB picture with its resolution.
#[derive(Clone, PartialEq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height * 3` bytes, R then G then B.
    pub pixels: Vec<u8>,
    /// Dots per inch: ties pixels to the page's tenths of a millimetre.
    pub dpi: f64,
}

impl Raster {
    /// A white picture.
    pub fn white(width: usize, height: usize, dpi: f64) -> Self {
        Self { width, height, pixels: vec![255; width * height * 3], dpi }
    }

    /// The colour at a pixel.
    pub fn rgb(&self, x: usize, y: usize) -> [u8; 3] {
        let i = (y * self.width + x) * 3;
        [self.pixels[i], self.pixels[i + 1], self.pixels[i + 2]]
    }

    /// Pixels per tenth of a millimetre.
    pub fn scale(&self) -> f64 {
        self.dpi / TENTHS_PER_INCH
    }

    /// The page that the picture fills, in tenths of a millimetre.
    pub fn page_size(&self) -> Size {
        Size { width: (self.width as f64 / self.scale()).round() as i32, height: (self.height as f64 / self.scale()).round() as i32 }
    }

    /// A page area as pixel bounds `(x0, y0, x1, y1)`, clipped to the picture, ends exclusive.
    pub fn bounds(&self, area: Rect) -> (usize, usize, usize, usize) {
        let to = |v: i32, limit: usize| ((f64::from(v) * self.scale()).round().max(0.0) as usize).min(limit);
        (to(area.left, self.width), to(area.top, self.height), to(area.right, self.width), to(area.bottom, self.height))
    }

    /// The part of the picture that shows an area.
    #[must_use]
    pub fn cut(&self, area: Rect) -> Self {
        let (x0, y0, x1, y1) = self.bounds(area);
        let rows = (y0..y1).flat_map(|y| &self.pixels[3 * (y * self.width + x0)..3 * (y * self.width + x1).max(y * self.width + x0)]);
        Self { width: x1.saturating_sub(x0), height: y1.saturating_sub(y0), pixels: rows.copied().collect(), dpi: self.dpi }
    }

    /// Pixel bounds as a page area.
    pub fn area(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
        let to = |v: f64| (v / self.scale()).round() as i32;
        Rect::new(to(x0), to(y0), to(x1), to(y1))
    }
}

impl std::fmt::Debug for Raster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raster {}×{} at {} dpi", self.width, self.height, self.dpi)
    }
}

impl std::fmt::Debug for PagePicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PagePicture {} {} of {} bytes", self.file, self.page, self.jpeg.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_cut_out_and_clipped_to_the_picture() {
        // Ten pixels a millimetre, the blue of each pixel its column.
        let pixels = (0..600).flat_map(|i| [0, (i / 30) as u8, (i % 30) as u8]).collect();
        let whole = Raster { width: 30, height: 20, pixels, dpi: 254.0 };
        let part = whole.cut(Rect::new(5, 15, 8, 40));
        assert_eq!((part.width, part.height, part.pixels.len()), (3, 5, 45));
        assert_eq!((part.rgb(0, 0), part.rgb(2, 4)), ([0, 15, 5], [0, 19, 7]));
        assert!(whole.cut(Rect::new(50, 50, 90, 90)).pixels.is_empty());
    }
}
