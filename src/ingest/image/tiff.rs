//! The pages of a TIFF file, with the colour models and bilevel packings that scanners write.

use std::io::Cursor;

use ::image::metadata::Orientation;
use ::image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits as Memory};
use tiff::tags::Tag;

use super::{Limits, Sheet, damaged};
use crate::ingest::Error;

/// Reads the headers of all pages within the limit; also says how many there are.
pub(super) fn sheets(bytes: &[u8], limits: &Limits) -> Result<(Vec<Sheet>, u32), Error> {
    let mut decoder = decoder(bytes, limits)?;
    let (mut sheets, mut found) = (Vec::new(), 0);
    loop {
        found += 1;
        if sheets.len() < limits.pages as usize {
            // A page whose header cannot be read keeps its number: it is reported, not skipped.
            let stored = decoder.dimensions().unwrap_or(super::UNKNOWN);
            let code = decoder.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten();
            let orientation = code.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms);
            let stated = stated(&mut decoder);
            sheets.push(Sheet::new(stored, orientation, stated, limits));
        }
        // Directories form a chain that may bite its tail; nobody scans ten times the page limit into one file.
        if !decoder.more_images() || found >= limits.pages.saturating_mul(10) {
            return Ok((sheets, found));
        }
        if decoder.next_image().is_err() {
            // The chain leads out of the file: there was at least one page more.
            return Ok((sheets, found + 1));
        }
    }
}

/// Decodes one page.
pub(super) fn decode(bytes: &[u8], index: usize, limits: &Limits) -> Result<DynamicImage, Error> {
    let fail = |e: tiff::TiffError| damaged(&e.to_string());
    let mut decoder = decoder(bytes, limits)?;
    decoder.seek_to_image(index).map_err(fail)?;
    let (width, height) = decoder.dimensions().map_err(fail)?;
    if u64::from(width) * u64::from(height) > limits.pixels {
        return Err(super::too_large((width, height)));
    }
    let colour = decoder.colortype().map_err(fail)?;
    let map = match colour {
        ColorType::Palette(_) => decoder.get_tag_u16_vec(Tag::ColorMap).map_err(fail)?,
        _ => Vec::new(),
    };
    let samples = match decoder.read_image().map_err(fail)? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(damaged("its samples are neither 8 nor 16 bits")),
    };
    picture(colour, width, height, samples, &map).ok_or_else(|| damaged(&format!("its colours are {colour:?}")))
}

/// Samples (reduced to 8 bits, or packed) as a picture.
fn picture(colour: ColorType, width: u32, height: u32, samples: Vec<u8>, map: &[u16]) -> Option<DynamicImage> {
    let rgb = |samples: Vec<u8>| RgbImage::from_raw(width, height, samples).map(DynamicImage::ImageRgb8);
    let grey = |samples: Vec<u8>| GrayImage::from_raw(width, height, samples).map(DynamicImage::ImageLuma8);
    match colour {
        ColorType::Gray(8 | 16) => grey(samples),
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            let top = (1_u16 << bits) - 1;
            grey(spread(&samples, bits, width, height).into_iter().map(|v| (u16::from(v) * 255 / top) as u8).collect())
        }
        ColorType::Palette(bits @ (1 | 2 | 4 | 8)) => {
            let entries = map.len() / 3;
            let pick = |i: u8, channel: usize| map.get(usize::from(i) + channel * entries).map_or(0, |v| (v >> 8) as u8);
            let indices = if bits == 8 { samples } else { spread(&samples, bits, width, height) };
            rgb(indices.into_iter().flat_map(|i| [pick(i, 0), pick(i, 1), pick(i, 2)]).collect())
        }
        ColorType::RGB(8 | 16) => rgb(samples),
        ColorType::RGBA(8 | 16) => RgbaImage::from_raw(width, height, samples).map(DynamicImage::ImageRgba8),
        ColorType::GrayA(8 | 16) | ColorType::Multiband { bit_depth: 8, num_samples: 2 } => {
            grey(samples.chunks_exact(2).map(|pair| pair[0]).collect())
        }
        ColorType::CMYK(8 | 16) => rgb(samples.chunks_exact(4).flat_map(|p| from_cmyk([p[0], p[1], p[2], p[3]])).collect()),
        ColorType::YCbCr(8) => rgb(samples.chunks_exact(3).flat_map(|p| from_ycbcr([p[0], p[1], p[2]])).collect()),
        _ => None,
    }
}

/// Samples of less than a byte, one per byte; rows begin at byte boundaries.
fn spread(packed: &[u8], bits: u8, width: u32, height: u32) -> Vec<u8> {
    let (width, per_byte) = (width as usize, 8 / usize::from(bits));
    let mask = ((1_u16 << bits) - 1) as u8;
    let mut out = Vec::with_capacity(width * height as usize);
    for row in packed.chunks(width.div_ceil(per_byte).max(1)).take(height as usize) {
        out.extend((0..width).map(|x| row.get(x / per_byte).map_or(0, |b| b >> (8 - usize::from(bits) * (x % per_byte + 1)) & mask)));
    }
    out
}

fn from_cmyk([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    [c, m, y].map(|v| (u16::from(255 - v) * u16::from(255 - k) / 255) as u8)
}

/// Rec. 601, the default of TIFF 6.0 and of JPEG.
fn from_ycbcr([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb].map(|v| v.round().clamp(0.0, 255.0) as u8)
}

fn decoder<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Decoder<Cursor<&'a [u8]>>, Error> {
    let mut memory = Memory::default();
    memory.decoding_buffer_size = usize::try_from(limits.pixels.saturating_mul(8)).unwrap_or(usize::MAX);
    memory.intermediate_buffer_size = memory.decoding_buffer_size;
    Ok(Decoder::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?.with_limits(memory))
}

/// `XResolution` in dots per inch.
fn stated(decoder: &mut Decoder<Cursor<&[u8]>>) -> Option<f64> {
    let value = f64::from(decoder.get_tag_f32(Tag::XResolution).ok()?);
    match decoder.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten() {
        Some(3) => Some(value * 2.54),
        Some(1) => None,
        _ => Some(value),
    }
}
