//! What looking at a document's pages settles: how many lines they keep, how fine their scans are, and where signature fields show.

use super::document::{Document, MarkKind, NoticeKind, Page, Picture};
use super::geometry::TENTHS_PER_INCH;

/// A picture over a tenth of its page is a layer or a part of a scan; smaller ones are strips, logos and photographs.
const LARGE: i64 = 10;

impl Page {
    /// Most lines that a page keeps. A table of a hundred rows and twenty columns has half of them; whoever compares lines with each other relies on it.
    pub const LINES: usize = 4_000;

    /// Drops what is beyond [`Self::LINES`]; answers what to say if something was.
    pub fn bound(&mut self) -> Option<NoticeKind> {
        let over = self.lines.len() > Self::LINES;
        self.lines.truncate(Self::LINES);
        self.partial |= over;
        over.then_some(NoticeKind::ContentTruncated)
    }

    /// Resolution of the page's scan in dots per inch, if pictures fill most of the page: that of the densest large one, for compact scans lay print over a
    /// coarse ground; of a page in strips that of most of them.
    pub fn scan_dpi(&self) -> Option<f64> {
        let dpi = |picture: &Picture| f64::from(picture.pixels.0) * TENTHS_PER_INCH / f64::from(picture.area.width().max(1));
        let whole = self.size.area().area();
        let covered: i64 = self.pictures.iter().map(|picture| picture.area.area()).sum();
        if covered * 2 <= whole {
            return None;
        }
        let large = self.pictures.iter().filter(|picture| picture.area.area() * LARGE > whole).map(dpi);
        large.reduce(f64::max).or_else(|| {
            let mut strips: Vec<(f64, i64)> = self.pictures.iter().map(|picture| (dpi(picture), picture.area.area())).collect();
            strips.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut sum = 0;
            strips.into_iter().find_map(|(dpi, area)| {
                sum += area;
                (sum * 2 >= covered).then_some(dpi)
            })
        })
    }
}

impl Document {
    /// Takes the places of signature fields from the marks that show them, which were turned with their pages when these were looked at.
    pub fn place_fields(&mut self) {
        for page in &self.pages {
            for mark in &page.marks {
                if let MarkKind::DigitalSignature(field) = mark.kind
                    && let Some(field) = self.fields.get_mut(field)
                {
                    field.place = Some((page.number, mark.area));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Format, Line, Mark, Origin, SignatureField};
    use crate::model::geometry::{Confidence, PageNo, Rect, Size};

    fn page() -> Page {
        Page::new(PageNo(1), Size::A4)
    }

    /// A page of pictures: each with its area in tenths of a millimetre and its resolution.
    fn scan(pictures: &[(Rect, f64)]) -> Option<u32> {
        let pixels = |side: i32, dpi: f64| (f64::from(side) * dpi / TENTHS_PER_INCH).round() as u32;
        let picture = |(area, dpi): &(Rect, f64)| Picture {
            area: *area,
            pixels: (pixels(area.width(), *dpi), pixels(area.height(), *dpi)),
            transparent: false,
        };
        let page = Page { pictures: pictures.iter().map(picture).collect(), ..page() };
        page.scan_dpi().map(|dpi| dpi.round() as u32)
    }

    #[test]
    fn a_scan_is_as_fine_as_what_carries_its_print() {
        let whole = Size::A4.area();
        assert_eq!(scan(&[(whole, 200.0)]), Some(200));
        // A compact scan: a coarse ground and fine print, in either order.
        assert_eq!(scan(&[(whole, 75.0), (whole, 300.0)]), Some(300));
        assert_eq!(scan(&[(Rect::new(200, 200, 1900, 1500), 300.0), (whole, 75.0)]), Some(300));
        // A logo and a pasted photograph say nothing.
        assert_eq!(scan(&[(Rect::new(200, 200, 500, 500), 300.0)]), None);
        assert_eq!(scan(&[(whole, 96.0), (Rect::new(200, 200, 500, 500), 300.0)]), Some(96));
    }

    #[test]
    fn strips_are_one_scan() {
        let mut strips: Vec<(Rect, f64)> = (0..30).map(|i| (Rect::new(0, i * 99, 2100, i * 99 + 99), 75.0)).collect();
        strips.push((Rect::new(200, 200, 500, 500), 300.0));
        assert_eq!(scan(&strips), Some(75));
    }

    #[test]
    fn lines_beyond_the_limit_are_dropped_and_said() {
        let line = Line { text: "x".to_owned(), area: Rect::new(0, 0, 9, 9), origin: Origin::Typed, cell: None, path: None };
        let mut full = Page { lines: vec![line.clone(); Page::LINES], ..page() };
        assert_eq!((full.bound(), full.partial), (None, false));
        full.lines.push(line);
        assert_eq!((full.bound(), full.partial, full.lines.len()), (Some(NoticeKind::ContentTruncated), true, Page::LINES));
    }

    #[test]
    fn a_fields_place_follows_its_mark() {
        let (before, turned) = (Rect::new(100, 100, 400, 200), Rect::new(1900, 100, 2000, 400));
        let mut document =
            Document { file: "a.pdf".to_owned(), format: Format::Pdf, pages: vec![page()], notices: Vec::new(), fields: Vec::new() };
        document.fields.push(SignatureField { name: "Signature1".to_owned(), place: Some((PageNo(1), before)), signature: None });
        document.pages[0].marks.push(Mark { kind: MarkKind::DigitalSignature(0), area: turned, confidence: Confidence::CERTAIN });
        document.place_fields();
        assert_eq!(document.fields[0].place, Some((PageNo(1), turned)));
    }
}
