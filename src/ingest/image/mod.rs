//! Pictures as documents: each picture (each page of a TIFF) is a page, upright, at the resolution that recognition wants.

use std::io::Cursor;

use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, imageops::FilterType};

use super::{Error, Limits, jpeg};
use crate::model::document::{Document, Format, Look, NoticeKind, Page, PageSource, Picture, Quality};
use crate::model::finding::Message;
use crate::model::geometry::{PageNo, Size, TENTHS_PER_INCH};
use crate::model::raster::Raster;

mod resolution;
mod tiff;

/// Recognition gains nothing above this on A4 (measured on 200 dpi pages, see STACK); more only costs time.
const RECOGNITION_DPI: f64 = 210.0;

/// The size of a page whose header cannot be read.
const UNKNOWN: (u32, u32) = (0, 0);

/// The means to decode the pages of one picture file.
pub struct Pages {
    bytes: Vec<u8>,
    format: Format,
    limits: Limits,
    sheets: Vec<Sheet>,
}

/// What a page's header says; pixels are decoded when asked for.
#[derive(Debug, Clone, Copy)]
struct Sheet {
    /// Pixels across and down as stored.
    stored: (u32, u32),
    /// How the camera or scanner was held.
    orientation: Orientation,
    /// Dots per inch of the stored pixels.
    dpi: f64,
    /// Whether the file states them.
    known: bool,
    /// Small enough to decode, and not empty.
    fits: bool,
}

impl Sheet {
    fn new(stored: (u32, u32), orientation: Orientation, stated: Option<f64>, limits: &Limits) -> Self {
        let (dpi, known) = resolution::dpi(stored, stated);
        let pixels = u64::from(stored.0) * u64::from(stored.1);
        Self { stored, orientation, dpi, known, fits: (1..=limits.pixels).contains(&pixels) }
    }

    /// Pixels across and down once upright.
    fn upright(&self) -> (u32, u32) {
        let (width, height) = self.stored;
        match self.orientation {
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => (height, width),
            _ => (width, height),
        }
    }

    fn size(&self) -> Size {
        let (width, height) = self.upright();
        let tenths = |pixels: u32| (f64::from(pixels) * TENTHS_PER_INCH / self.dpi).round().max(1.0) as i32;
        Size { width: tenths(width), height: tenths(height) }
    }
}

impl Pages {
    /// Decodes a page, upright and reduced to the resolution that recognition wants.
    pub fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        let index = (page.0 as usize).wrapping_sub(1);
        let sheet = self.sheets.get(index).ok_or_else(|| damaged("there is no such page"))?;
        if !sheet.fits {
            return Err(too_large(sheet.stored));
        }
        let mut picture = match self.format {
            Format::Tiff => tiff::decode(&self.bytes, index, &self.limits)?,
            format => decode(&self.bytes, codec(format), &self.limits)?,
        };
        picture.apply_orientation(sheet.orientation);
        let share = (RECOGNITION_DPI / sheet.dpi).min(1.0);
        if share < 0.95 {
            let to = |pixels: u32| ((f64::from(pixels) * share).round() as u32).max(1);
            picture = picture.resize_exact(to(picture.width()), to(picture.height()), FilterType::CatmullRom);
        }
        let (own, now) = (sheet.upright().0, picture.width());
        let rgb = on_white(picture);
        Ok(Raster {
            width: rgb.width() as usize,
            height: rgb.height() as usize,
            pixels: rgb.into_raw(),
            dpi: sheet.dpi * f64::from(now) / f64::from(own.max(1)),
        })
    }
}

/// Opens a picture file; only headers are read.
pub fn open(file: &str, format: Format, bytes: Vec<u8>, limits: &Limits) -> Result<(Document, Pages), Error> {
    let mut document = Document { file: file.to_owned(), format, pages: Vec::new(), notices: Vec::new(), fields: Vec::new() };
    let (sheets, found) = match format {
        Format::Tiff => tiff::sheets(&bytes, limits)?,
        _ => (vec![sheet(&bytes, format, limits)?], 1),
    };
    if let [only] = sheets.as_slice()
        && !only.fits
    {
        return Err(if only.stored == UNKNOWN { damaged("its header is damaged; save it again") } else { too_large(only.stored) });
    }
    for (number, sheet) in (1..).map(PageNo).zip(&sheets) {
        let size = sheet.size();
        let mut page = Page::new(number, size);
        page.source = if sheet.fits { PageSource::Scan } else { PageSource::Unread };
        page.look = if sheet.fits { Look::Everything } else { Look::Nothing };
        page.pictures.push(Picture { area: size.area(), pixels: sheet.upright(), transparent: false });
        page.quality = (!sheet.known).then(|| Quality::of_resolution(sheet.dpi.round() as u32, false));
        document.pages.push(page);
        if sheet.stored == UNKNOWN {
            document.notice(Some(number), NoticeKind::PageUnreadable(Message::new("文件头已损坏", "its header is damaged")));
        } else if !sheet.fits {
            document.notice(Some(number), NoticeKind::PictureTooLarge);
        }
    }
    document.cut(found);
    if format == Format::Jpeg && !jpeg::is_whole(&bytes) {
        document.notice(None, NoticeKind::CutOff);
        document.pages.iter_mut().for_each(|page| page.partial = true);
    }
    Ok((document, Pages { bytes, format, limits: *limits, sheets }))
}

/// Reads the header of a one-page picture.
fn sheet(bytes: &[u8], format: Format, limits: &Limits) -> Result<Sheet, Error> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), codec(format)).into_decoder().map_err(|e| damaged(&e.to_string()))?;
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Sheet::new(decoder.dimensions(), orientation, resolution::stated(bytes, format, exif), limits))
}

/// Decodes a picture whose header fits the limits.
pub(super) fn decode(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<DynamicImage, Error> {
    let fail = |e: ::image::ImageError| damaged(&e.to_string());
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(fail)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.pixels {
        return Err(too_large((width, height)));
    }
    // The decoder's own working memory: twice 16-bit RGBA of the largest picture that is let in.
    let mut memory = ::image::Limits::default();
    memory.max_alloc = Some(limits.pixels.saturating_mul(16));
    decoder.set_limits(memory).map_err(fail)?;
    DynamicImage::from_decoder(decoder).map_err(fail)
}

/// Lays a picture with transparent parts on white paper.
pub(super) fn on_white(picture: DynamicImage) -> ::image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    let mut out = ::image::RgbImage::new(rgba.width(), rgba.height());
    for (from, to) in rgba.pixels().zip(out.pixels_mut()) {
        to.0 = blend([from.0[0], from.0[1], from.0[2]], from.0[3], [255; 3]);
    }
    out
}

/// A colour laid over another with the given opacity.
pub(super) fn blend(over: [u8; 3], alpha: u8, under: [u8; 3]) -> [u8; 3] {
    let alpha = u16::from(alpha);
    std::array::from_fn(|i| ((u16::from(over[i]) * alpha + u16::from(under[i]) * (255 - alpha) + 127) / 255) as u8)
}

fn codec(format: Format) -> ImageFormat {
    match format {
        Format::Png => ImageFormat::Png,
        Format::Tiff => ImageFormat::Tiff,
        Format::Bmp => ImageFormat::Bmp,
        Format::Webp => ImageFormat::WebP,
        Format::Jpeg | Format::Pdf | Format::Docx => ImageFormat::Jpeg,
    }
}

fn damaged(reason: &str) -> Error {
    Error::Damaged { format: "picture", reason: reason.to_owned() }
}

fn too_large((width, height): (u32, u32)) -> Error {
    Error::TooLarge {
        what: Message::new(
            format!("图片 {width} × {height} 像素，300 dpi 已足够"),
            format!("{width} × {height} pixels; 300 dpi is enough"),
        ),
    }
}

#[cfg(test)]
mod tests;
