//! PDF: what is on each page, what must still be looked at, and the means to draw it.
//!
//! hayro interprets every page into a [`canvas`] that collects instead of painting: glyphs (mended by [`unicode`]), pictures,
//! rules and curves. [`text`] makes lines of the glyphs, [`table`] puts them into cells, [`look`] decides what recognition has
//! to see, and [`sense`] whether the text can be what is seen. [`annotations`] adds values that have no appearance, [`structure`] the signature
//! fields through lopdf: [`signed`] tells what each signature covers, [`changes`] and [`forms`] what came after it, [`second`] whether both readers agree on
//! that. [`render`] draws pages with [`fonts`] from the system where the file carries none. Everything foreign runs under [`guard`].

mod annotations;
mod canvas;
mod changes;
mod drawn;
mod fonts;
mod forms;
mod guard;
mod look;
mod render;
mod second;
mod sense;
mod sheet;
mod signed;
mod structure;
mod table;
mod text;
mod unicode;

use std::sync::Arc;

use hayro_interpret::{Context, InterpreterCache, interpret_page};
use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Page as PdfPage;
use hayro_syntax::{LoadPdfError, Pdf};

use self::canvas::Canvas;
use self::drawn::Way;
pub(super) use self::fonts::surroundings;
use self::guard::Stopped;
use self::sheet::Sheet;
use super::{Error, Limits, Roots};
use crate::model::digital::Purpose;
use crate::model::document::{Document, Format, Look, Mark, MarkKind, NoticeKind, Page, PageSource, SignatureField};
use crate::model::finding::Message;
use crate::model::geometry::{Confidence, PageNo};
use crate::model::raster::Raster;

/// A page that has this many glyphs, most of them running another way than upright, lies on its side.
const TURN_GLYPHS: usize = 40;

/// The means to draw the pages of one PDF.
pub struct Pages {
    pdf: Pdf,
    drawings: Vec<Drawing>,
    max_pixels: u64,
}

/// How a page is to be drawn.
#[derive(Debug, Clone, Copy)]
struct Drawing {
    sheet: Sheet,
    dpi: f64,
}

impl Pages {
    /// Draws a page, upright. Pages may be drawn from several threads.
    pub fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        let index = (page.0 as usize).wrapping_sub(1);
        let (Some(drawing), true) = (self.drawings.get(index), index < self.pdf.pages().len()) else {
            return Err(damaged(format!("there is no page {page}")));
        };
        let drawn = guard::deep(|| {
            let page = &self.pdf.pages()[index];
            match render::pictures(page) {
                Some(pictures) if pictures.largest > self.max_pixels => {
                    let pixels = pictures.largest;
                    let what = Message::new(format!("页内图片有 {pixels} 像素"), format!("a picture of {pixels} pixels"));
                    Err(Error::TooLarge { what })
                }
                Some(pictures) if pictures.broken_off => Err(damaged("a picture on the page breaks off".into())),
                Some(_) => render::draw(page, &drawing.sheet, drawing.dpi, self.max_pixels)
                    .ok_or_else(|| damaged("a picture on the page cannot be decoded".into())),
                None => Err(Error::TooLarge { what: Message::new("单页对象数", "objects of one page") }),
            }
        });
        drawn.map_err(damaged)?
    }
}

/// Opens a PDF.
pub fn open(file: &str, bytes: Vec<u8>, limits: &Limits, roots: &Roots) -> Result<(Document, Pages), Error> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Error::too_many_bytes(limits));
    }
    let bytes = Arc::new(bytes);
    guard::deep(|| {
        let pdf = Pdf::new(bytes.clone()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Error::Encrypted,
            LoadPdfError::Invalid => damaged("not a PDF, or cut off".into()),
        })?;
        read(file, pdf, &bytes, limits, roots)
    })
    .map_err(damaged)?
}

fn read(file: &str, pdf: Pdf, bytes: &[u8], limits: &Limits, roots: &Roots) -> Result<(Document, Pages), Error> {
    let found = pdf.pages().len();
    if found == 0 {
        return Err(damaged("it has no pages".into()));
    }
    let mut document = Document { file: file.into(), format: Format::Pdf, pages: Vec::new(), notices: Vec::new(), fields: Vec::new() };
    let count = found.min(limits.pages as usize);
    let mut drawings = Vec::with_capacity(count);
    let wanted = fonts::Wanted::default();
    {
        let fonts = || unicode::composite_fonts(pdf.objects());
        let mut reading = Reading {
            wanted: &wanted,
            cache: InterpreterCache::new(),
            reader: unicode::Reader::new(&fonts),
            limits,
            characters: limits.characters,
        };
        for (index, page) in pdf.pages().iter().take(count).enumerate() {
            let number = PageNo(index as u32 + 1);
            let (page, drawing, notices) = reading.page(page, number);
            for notice in notices {
                document.notice(Some(number), notice);
            }
            document.pages.push(page);
            drawings.push(drawing);
        }
    }
    document.cut(found as u32);
    if is_broken_off(bytes) {
        document.broken_off();
    }
    if document.pages.iter().any(|page| page.look != Look::Nothing) {
        for font in wanted.missing() {
            document.notice(None, NoticeKind::FontMissing(font));
        }
    }
    if has_form(&pdf) {
        add_fields(&mut document, &drawings, (&pdf, bytes), roots);
    }
    Ok((document, Pages { pdf, drawings, max_pixels: limits.pixels }))
}

/// Whether the file ends before its last cross-reference table: pages may be lost that nothing else speaks of.
fn is_broken_off(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    last(b"startxref") < last(b"endobj")
}

/// What is kept from page to page while a document is read.
struct Reading<'a> {
    wanted: &'a fonts::Wanted,
    cache: InterpreterCache<'a>,
    reader: unicode::Reader<'a>,
    limits: &'a Limits,
    characters: usize,
}

impl<'a> Reading<'a> {
    fn page(&mut self, source: &'a PdfPage<'a>, number: PageNo) -> (Page, Drawing, Vec<NoticeKind>) {
        let upright = Sheet::of(source, 0);
        let first = self.collect(source, &upright, number);
        match first.turn {
            0 => (first.page, first.drawing, first.notices),
            quarters => {
                let turned = self.collect(source, &Sheet::of(source, quarters), number);
                (turned.page, turned.drawing, turned.notices)
            }
        }
    }

    fn collect(&mut self, source: &'a PdfPage<'a>, sheet: &Sheet, number: PageNo) -> Collected {
        let bounds = sheet.bounds();
        let characters = self.characters;
        let mut canvas = Canvas::new(bounds, &mut self.reader, characters);
        let settings = self.wanted.reading_settings();
        let stopped = guard::caught(|| {
            let mut context = Context::new(sheet.transform, bounds, &self.cache, source.xref(), settings);
            interpret_page(source, &mut context, &mut canvas);
            annotations::read(source, sheet)
        });
        let mut notices = Vec::new();
        let (annotations, whole) = match stopped {
            Ok(annotations) => (annotations, true),
            Err(Stopped::OverBudget) => {
                notices.push(NoticeKind::ContentTruncated);
                (annotations::Annotations::default(), false)
            }
            Err(Stopped::Panicked(message)) => {
                notices.push(NoticeKind::PageUnreadable(Message::new("页面内容有误，无法解析", message)));
                self.cache = InterpreterCache::new();
                (annotations::Annotations::default(), false)
            }
        };
        let mut page = Page::new(number, sheet.size);
        page.lines = text::lines(&canvas.glyphs, &canvas.rules);
        let judged = look::judge(&canvas, bounds, &page.lines, annotations.marked);
        table::assign_cells(&mut page.lines, &canvas.rules);
        page.lines.extend(annotations.lines);
        page.pictures = look::pictures(&canvas);
        (page.look, page.source) = (judged.look, judged.source);
        if judged.distrusted {
            page.lines.clear();
            notices.push(NoticeKind::TextLayerDistrusted);
        }
        let too_large =
            canvas.pictures.iter().any(|picture| u64::from(picture.pixels.0) * u64::from(picture.pixels.1) > self.limits.pixels);
        if too_large {
            notices.push(NoticeKind::PictureTooLarge);
        }
        if !whole || too_large {
            // Something of the page was not seen: nothing may be concluded from what is missing on it.
            (page.look, page.source) = (Look::Nothing, PageSource::Unread);
        }
        let drawing = Drawing { sheet: *sheet, dpi: resolution(&canvas, &page, sheet) };
        let turn = turn(&canvas);
        self.characters = self.characters.saturating_sub(page.lines.iter().map(|line| line.text.len()).sum());
        Collected { page, drawing, notices, turn }
    }
}

/// A page as collected once.
struct Collected {
    page: Page,
    drawing: Drawing,
    notices: Vec<NoticeKind>,
    /// Clockwise quarter turns that would bring its text upright.
    turn: u8,
}

/// Clockwise quarter turns that bring the page's text upright; a landscape table may lack its /Rotate.
fn turn(canvas: &Canvas<'_, '_>) -> u8 {
    let mut counts = [0_usize; 4];
    for glyph in canvas.glyphs.iter().filter(|glyph| glyph.visible) {
        let quarters = match glyph.way {
            Way::Right | Way::Column => 0,
            Way::Up => 1,
            Way::Left => 2,
            Way::Down => 3,
        };
        counts[quarters] += 1;
    }
    let total: usize = counts.iter().sum();
    let most = (0..4).rev().max_by_key(|quarters| counts[*quarters]).unwrap_or(0);
    if total >= TURN_GLYPHS && counts[most] * 5 > total * 4 { most as u8 } else { 0 }
}

/// Dots per inch to draw a page at: a scan at its own resolution, neither enlarged nor finer than recognition wants. What is drawn over it (text as
/// curves on a coarse background) has no resolution of its own and needs enough.
fn resolution(canvas: &Canvas<'_, '_>, page: &Page, sheet: &Sheet) -> f64 {
    use crate::model::geometry::TENTHS_PER_INCH;
    let large = canvas.pictures.iter().filter(|picture| picture.area.area() > sheet.bounds().area() * 0.1);
    let native = large.map(|picture| picture.density * TENTHS_PER_INCH).fold(page.scan_dpi().unwrap_or(0.0), f64::max);
    let drawn = canvas.curves > 0 || !canvas.shapes.is_empty() || canvas.glyphs.iter().any(|glyph| glyph.visible);
    match (page.look, page.source) {
        (Look::Everything, PageSource::Scan) if native > 0.0 && !drawn => native.min(render::SCAN_DPI),
        (Look::Everything, _) => native.clamp(render::MARKS_DPI, render::SCAN_DPI),
        _ => render::MARKS_DPI,
    }
}

/// Whether the catalog has a form with fields; only then is the file worth lopdf's full parse.
fn has_form(pdf: &Pdf) -> bool {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let form = catalog.and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm"));
    form.and_then(|form| form.get::<Array<'_>>("Fields")).is_some_and(|fields| fields.raw_iter().next().is_some())
}

fn add_fields(document: &mut Document, drawings: &[Drawing], (pdf, bytes): (&Pdf, &[u8]), roots: &Roots) {
    let Ok(Ok(fields)) = guard::caught(|| structure::signature_fields(bytes, pdf, roots)) else {
        // Without structure the pages still stand; that nobody has signed on them is not known then.
        document.notice(None, NoticeKind::FieldsUnreadable);
        document.pages.iter_mut().for_each(|page| page.partial = true);
        return;
    };
    for field in fields {
        let place = field.place.and_then(|(page, [x0, y0, x1, y1])| {
            let area = drawings.get(page)?.sheet.place(kurbo::Rect::new(x0, y0, x1, y1))?;
            Some((PageNo(page as u32 + 1), area))
        });
        let signs = field.signature.as_ref().is_some_and(|signature| signature.purpose == Purpose::Signing);
        if let Some((page, area)) = place.filter(|_| signs) {
            let mark = Mark { kind: MarkKind::DigitalSignature(document.fields.len()), area, confidence: Confidence::CERTAIN };
            document.pages[page.0 as usize - 1].marks.push(mark);
        }
        document.fields.push(SignatureField { name: field.name, place, signature: field.signature });
    }
}

fn damaged(reason: String) -> Error {
    Error::Damaged { format: "PDF", reason }
}

#[cfg(test)]
mod tests;
