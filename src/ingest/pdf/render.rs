//! Draws pages for recognition, at the resolution that it wants and the file can give, within limits.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page as PdfPage;
use hayro_syntax::xref::XRef;
use kurbo::Affine;

use super::fonts;
use super::sheet::Sheet;
use crate::ingest::jpeg;
use crate::model::geometry::TENTHS_PER_INCH;
use crate::model::raster::Raster;

/// Resolution for scans: text lines of 10 points are 28 pixels high, which the reader takes without loss.
pub(super) const SCAN_DPI: f64 = 200.0;
/// Resolution for typed pages on which only seals and ink are looked for.
pub(super) const MARKS_DPI: f64 = 150.0;
/// Bounds of a side in pixels; 16 bits hold it, and a page that needs more is no paper.
const SIDE: std::ops::RangeInclusive<f64> = 1.0..=16_000.0;
/// Objects looked at when pictures are measured; beyond, the page is refused.
const MAX_OBJECTS: usize = 100_000;
/// Nesting of arrays and dictionaries followed when pictures are measured.
const MAX_DEPTH: usize = 64;

/// Draws the upright page; `None` if a picture on it cannot be decoded, for what it shows may be a signature or the whole scan.
pub(super) fn draw(page: &PdfPage<'_>, sheet: &Sheet, dpi: f64, max_pixels: u64) -> Option<Raster> {
    let (width, height) = (f64::from(sheet.size.width) / TENTHS_PER_INCH, f64::from(sheet.size.height) / TENTHS_PER_INCH);
    let most = (max_pixels as f64 / (width * height)).sqrt().min(SIDE.end() / width.max(height));
    let dpi = dpi.min(most);
    let side = |inches: f64| (inches * dpi).round().clamp(*SIDE.start(), *SIDE.end()) as u16;
    let (width, height) = (side(width), side(height));
    // The longer side is rounded least: it ties pixels to paper.
    let dpi =
        if width > height { f64::from(width) / f64::from(sheet.size.width) } else { f64::from(height) / f64::from(sheet.size.height) };
    let dpi = dpi * TENTHS_PER_INCH;
    let transform = Affine::scale(dpi / TENTHS_PER_INCH) * sheet.transform;
    let mut context = RenderContext::new(width, height);
    let failed = Arc::new(AtomicBool::new(false));
    let sink = Arc::clone(&failed);
    let note = move |warning| {
        if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
            sink.store(true, Ordering::Relaxed);
        }
    };
    let settings = InterpreterSettings { warning_sink: Arc::new(note), ..fonts::drawing_settings() };
    render_into(page, &RenderCache::new(), &settings, &RenderSettings::default(), &mut context, transform);
    context.flush();
    let mut picture = Pixmap::new(width, height);
    let paper = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut picture, &mut Resources::default(), paper);
    let pixels = picture.data_as_u8_slice().chunks_exact(4).flat_map(|rgba| [rgba[0], rgba[1], rgba[2]]).collect();
    (!failed.load(Ordering::Relaxed)).then_some(Raster { width: usize::from(width), height: usize::from(height), pixels, dpi })
}

/// The pictures that drawing the page may decode, soft masks and patterns included; `None` if that cannot be told.
pub(super) fn pictures(page: &PdfPage<'_>) -> Option<Pictures> {
    let mut survey = Survey { xref: page.xref(), seen: HashSet::new(), found: Pictures::default() };
    let resources = page.resources();
    for dict in [&resources.x_objects, &resources.patterns, &resources.ext_g_states, &resources.fonts] {
        survey.dict(dict, 0)?;
    }
    if let Some(annotations) = page.raw().get::<Array<'_>>("Annots") {
        survey.array(&annotations, 0)?;
    }
    Some(survey.found)
}

/// What is told of pictures without decoding them.
#[derive(Default)]
pub(super) struct Pictures {
    /// Pixels of the largest.
    pub(super) largest: u64,
    /// Whether one breaks off.
    pub(super) broken_off: bool,
}

struct Survey<'a> {
    xref: &'a XRef,
    seen: HashSet<ObjectIdentifier>,
    found: Pictures,
}

impl Survey<'_> {
    fn value(&mut self, value: &MaybeRef<Object<'_>>, depth: usize) -> Option<()> {
        if depth >= MAX_DEPTH {
            return None;
        }
        match value {
            MaybeRef::NotRef(object) => self.object(object, depth + 1),
            MaybeRef::Ref(reference) => {
                let id = ObjectIdentifier::from(*reference);
                if !self.seen.insert(id) {
                    return Some(());
                }
                if self.seen.len() > MAX_OBJECTS {
                    return None;
                }
                self.xref.get::<Object<'_>>(id).map_or(Some(()), |object| self.object(&object, depth + 1))
            }
        }
    }

    fn object(&mut self, object: &Object<'_>, depth: usize) -> Option<()> {
        match object {
            Object::Dict(dict) => self.dict(dict, depth),
            Object::Array(array) => self.array(array, depth),
            Object::Stream(stream) => {
                self.found.largest = self.found.largest.max(picture_pixels(stream));
                self.found.broken_off |= is_jpeg(stream) && !jpeg::is_whole(&stream.raw_data());
                self.dict(stream.dict(), depth)
            }
            _ => Some(()),
        }
    }

    fn array(&mut self, array: &Array<'_>, depth: usize) -> Option<()> {
        array.raw_iter().try_for_each(|item| self.value(&item, depth))
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) -> Option<()> {
        // Ways out of the page: annotations point back to it and to the document's structure.
        let outside =
            dict.get::<Name<'_>>("Type").is_some_and(|name| matches!(name.as_ref(), b"Page" | b"Pages" | b"Catalog" | b"StructElem"));
        if outside { Some(()) } else { dict.entries().try_for_each(|(_, value)| self.value(&value, depth)) }
    }
}

/// What a picture's dictionary and its own header say, whichever is more: decoders follow the header.
fn picture_pixels(stream: &Stream<'_>) -> u64 {
    let dict = stream.dict();
    let side = |long: &str, short: &str| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short)).map_or(0, u64::from);
    let pixels = side("Width", "W").saturating_mul(side("Height", "H"));
    if pixels == 0 {
        return 0;
    }
    let own = match filter(dict).as_deref() {
        Some(b"DCTDecode") => jpeg_pixels(&stream.raw_data()),
        Some(b"JPXDecode") => jpeg2000_pixels(&stream.raw_data()),
        _ => None,
    };
    pixels.max(own.unwrap_or(0))
}

/// The filter that a stream was packed with first: its coding.
fn filter<'a>(dict: &Dict<'a>) -> Option<Name<'a>> {
    dict.get::<Name<'_>>("Filter").or_else(|| dict.get::<Array<'_>>("Filter")?.iter::<Name<'_>>().last())
}

/// Whether a stream is a JPEG as it stands, not packed once more.
fn is_jpeg(stream: &Stream<'_>) -> bool {
    let several = stream.dict().get::<Array<'_>>("Filter").is_some_and(|filters| filters.iter::<Name<'_>>().count() > 1);
    !several && filter(stream.dict()).as_deref() == Some(b"DCTDecode")
}

fn jpeg_pixels(data: &[u8]) -> Option<u64> {
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *data.get(at..at + 4)? else { return None };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let frame = data.get(at + 5..at + 9)?;
            let side = |high: u8, low: u8| u64::from(u16::from_be_bytes([high, low]));
            return Some(side(frame[0], frame[1]) * side(frame[2], frame[3]));
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

fn jpeg2000_pixels(data: &[u8]) -> Option<u64> {
    // The SIZ marker comes first in every codestream: FF4F FF51 Lsiz Rsiz Xsiz Ysiz.
    let at = data.windows(4).position(|bytes| bytes == [0xff, 0x4f, 0xff, 0x51])?;
    let side = |at: usize| data.get(at..at + 4).map(|bytes| u64::from(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])));
    Some(side(at + 8)?.saturating_mul(side(at + 12)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_headers_tell_their_size() {
        let jpeg = [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0][..], &[0xff, 0xc0, 0, 11, 8, 0x4e, 0x20, 0x27, 0x10]].concat();
        assert_eq!(jpeg_pixels(&jpeg), Some(20_000 * 10_000));
        let jpeg2000 = [&[0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0][..], &1000_u32.to_be_bytes(), &2000_u32.to_be_bytes()].concat();
        assert_eq!(jpeg2000_pixels(&jpeg2000), Some(2_000_000));
        assert_eq!(jpeg_pixels(&[0xff, 0xd8]), None);
    }
}
