//! The pictures embedded in a DOCX: what they are, and page pictures that show them where they hang.

use std::collections::BTreeMap;
use std::io::Cursor;

use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, imageops::FilterType};

use super::layout::Hung;
use super::package::Package;
use crate::ingest::image::{blend, decode};
use crate::ingest::{Error, Limits, sniff};
use crate::model::document::{Document, Format, Look, NoticeKind, Page, Picture};
use crate::model::finding::Message;
use crate::model::geometry::{PageNo, Rect, Size, TENTHS_PER_INCH};
use crate::model::raster::Raster;

/// Enough for seals and ink on an otherwise empty page.
const MARKS_DPI: f64 = 150.0;

/// What recognition of text wants.
const TEXT_DPI: f64 = 200.0;

/// Pixels decoded for one page, in units of `Limits::pixels`: the same picture can hang there a thousand times.
const DRAWN_PIXELS: u64 = 4;

/// Pictures on one page that are looked at.
const PICTURES: usize = 500;

/// Pictures up to this size (no pasted seal or signature is larger) are decoded at once to learn whether they are whole and really have transparent parts.
const CHECKED: u64 = 4_000_000;

/// The means to draw the pages of one DOCX.
pub struct Pages {
    media: Media,
    drawn: Vec<Vec<Drawn>>,
    looks: Vec<Look>,
}

/// A picture to be drawn on a page.
pub(super) struct Drawn {
    area: Rect,
    picture: usize,
    crop: [f32; 4],
}

/// The pictures of a document, unpacked once and decoded when drawn.
pub(super) struct Media {
    limits: Limits,
    known: BTreeMap<String, Result<usize, Unreadable>>,
    pictures: Vec<Stored>,
}

/// A picture's bytes and header.
struct Stored {
    bytes: Vec<u8>,
    format: ImageFormat,
    pixels: (u32, u32),
    transparent: bool,
}

/// Why a picture is not drawn; it may have been a seal or signature.
#[derive(Clone)]
enum Unreadable {
    TooLarge,
    Because(Message),
}

impl Media {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, known: BTreeMap::new(), pictures: Vec::new() }
    }

    /// Records the pictures of a page and what cannot be drawn of them.
    pub(super) fn place(&mut self, hung: &[Hung], page: &mut Page, package: &mut Package<'_>, document: &mut Document) -> Vec<Drawn> {
        let mut drawn = Vec::new();
        let mut lose = |page: &mut Page, kind| {
            page.partial = true;
            document.notice(Some(page.number), kind);
        };
        if hung.len() > PICTURES {
            lose(page, NoticeKind::ContentTruncated);
        }
        for picture in hung.iter().take(PICTURES) {
            let index = if let Some(known) = self.known.get(&picture.part) {
                known.clone()
            } else {
                let loaded = self.load(&picture.part, package);
                self.known.insert(picture.part.clone(), loaded.clone());
                loaded
            };
            match index {
                Ok(index) => {
                    let Stored { pixels, transparent, .. } = self.pictures[index];
                    page.pictures.push(Picture { area: picture.area, pixels, transparent });
                    drawn.push(Drawn { area: picture.area, picture: index, crop: picture.crop });
                }
                Err(Unreadable::TooLarge) => lose(page, NoticeKind::PictureTooLarge),
                Err(Unreadable::Because(reason)) => lose(page, NoticeKind::PageUnreadable(reason)),
            }
        }
        drawn
    }

    /// Unpacks a picture and reads its header.
    fn load(&mut self, part: &str, package: &mut Package<'_>) -> Result<usize, Unreadable> {
        let because = |zh: &str, en: &str| Unreadable::Because(Message::new(format!("{part}：{zh}"), format!("{part}: {en}")));
        let bytes = package.part(part).ok_or_else(|| because("文件中没有这张图片", "it is not in the file"))?;
        let format = match sniff::kind(&bytes) {
            sniff::Kind::Readable(Format::Jpeg) => ImageFormat::Jpeg,
            sniff::Kind::Readable(Format::Png) => ImageFormat::Png,
            sniff::Kind::Readable(Format::Tiff) => ImageFormat::Tiff,
            sniff::Kind::Readable(Format::Bmp) => ImageFormat::Bmp,
            sniff::Kind::Readable(Format::Webp) => ImageFormat::WebP,
            _ if bytes.starts_with(b"GIF8") => ImageFormat::Gif,
            _ if is_metafile(&bytes) => return Err(because("不支持 EMF 或 WMF 图形", "an EMF or WMF drawing is not drawn")),
            _ => return Err(because("不支持这种图片", "this kind of picture is not drawn")),
        };
        let (pixels, alpha) = ImageReader::with_format(Cursor::new(&bytes), format)
            .into_decoder()
            .map(|decoder| (decoder.dimensions(), decoder.color_type().has_alpha()))
            .map_err(|error| because("图片已损坏", &error.to_string()))?;
        let count = u64::from(pixels.0) * u64::from(pixels.1);
        if count > self.limits.pixels {
            return Err(Unreadable::TooLarge);
        }
        let transparent = if count > CHECKED {
            alpha
        } else {
            let picture = decode(&bytes, format, &self.limits).map_err(|error| because("图片已损坏", &error.to_string()))?;
            alpha && shows_paper(&picture)
        };
        self.pictures.push(Stored { bytes, format, pixels, transparent });
        Ok(self.pictures.len() - 1)
    }
}

impl Pages {
    pub(super) fn new(media: Media, drawn: Vec<Vec<Drawn>>, looks: Vec<Look>) -> Self {
        Self { media, drawn, looks }
    }

    /// Draws a page's pictures on white, all or none; its text is known and not drawn.
    pub fn raster(&self, page: PageNo) -> Result<Raster, Error> {
        let index = (page.0 as usize).wrapping_sub(1);
        let (Some(drawn), Some(look)) = (self.drawn.get(index), self.looks.get(index)) else {
            return Err(Error::Damaged { format: "DOCX", reason: "there is no such page".into() });
        };
        let dpi = if *look == Look::Everything { TEXT_DPI } else { MARKS_DPI };
        let pixels = |tenths: i32| (f64::from(tenths) * dpi / TENTHS_PER_INCH).round() as usize;
        let mut raster = Raster::white(pixels(Size::A4.width), pixels(Size::A4.height), dpi);
        let mut budget = self.media.limits.pixels.saturating_mul(DRAWN_PIXELS);
        for Drawn { area, picture, crop } in drawn {
            let Stored { bytes, format, pixels, .. } = &self.media.pictures[*picture];
            match budget.checked_sub(u64::from(pixels.0) * u64::from(pixels.1)) {
                Some(left) => budget = left,
                None => {
                    return Err(Error::TooLarge { what: Message::new("单页图片总像素数", "pixels of all pictures of one page") });
                }
            }
            let picture = decode(bytes, *format, &self.media.limits)?;
            draw(&mut raster, &cropped(picture, *crop), *area);
        }
        Ok(raster)
    }
}

/// Draws a picture into an area of the page.
fn draw(raster: &mut Raster, picture: &DynamicImage, area: Rect) {
    let (x0, y0, x1, y1) = raster.bounds(area);
    let (width, height) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
    if width == 0 || height == 0 {
        return;
    }
    let scaled = picture.resize_exact(width as u32, height as u32, FilterType::CatmullRom).into_rgba8();
    for (y, row) in scaled.rows().enumerate() {
        for (x, pixel) in row.enumerate() {
            let at = ((y0 + y) * raster.width + x0 + x) * 3;
            let [r, g, b, alpha] = pixel.0;
            let under = raster.rgb(x0 + x, y0 + y);
            raster.pixels[at..at + 3].copy_from_slice(&blend([r, g, b], alpha, under));
        }
    }
}

/// The picture without the shares that are cut off its sides.
fn cropped(picture: DynamicImage, [left, top, right, bottom]: [f32; 4]) -> DynamicImage {
    if [left, top, right, bottom].iter().all(|&share| share <= 0.0) {
        return picture;
    }
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (x, y) = ((left * width) as u32, (top * height) as u32);
    let (w, h) = (((1.0 - left - right) * width).max(1.0) as u32, ((1.0 - top - bottom) * height).max(1.0) as u32);
    picture.crop_imm(x, y, w, h)
}

/// Whether paper would show through somewhere.
fn shows_paper(picture: &DynamicImage) -> bool {
    picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 250)
}

/// Windows metafiles, which Office keeps for pasted drawings.
fn is_metafile(bytes: &[u8]) -> bool {
    bytes.get(40..44) == Some(b" EMF") || bytes.starts_with(b"\xd7\xcd\xc6\x9a") || bytes.starts_with(b"\x01\0\x09\0\0\x03")
}
