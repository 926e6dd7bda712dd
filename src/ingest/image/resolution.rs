//! How many dots per inch a picture has: what its header says if that is plausible, else what paper it most likely shows.

use exif::{In, Tag, Value};

use crate::model::document::Format;

/// Scanners and scanning apps state resolutions in this range.
const PLAUSIBLE_DPI: std::ops::RangeInclusive<f64> = 72.0..=1200.0;

/// Long sides in millimetres that a scanned sheet can have (a receipt to A3); cameras state 72 dpi and sheets of a metre.
const PLAUSIBLE_LONG_SIDE: std::ops::RangeInclusive<f64> = 90.0..=450.0;

/// Long to short side of a sheet of paper in a picture, cut a little (A4 is 1.41, letter 1.29, a 3:2 photo of a page 1.5).
const PAGE_RATIO: std::ops::RangeInclusive<f64> = 1.2..=1.65;

/// A4 in inches.
const A4: (f64, f64) = (210.0 / 25.4, 297.0 / 25.4);

/// The resolution to work with, and whether the file states it.
pub(super) fn dpi((width, height): (u32, u32), stated: Option<f64>) -> (f64, bool) {
    let (short, long) = (f64::from(width.min(height).max(1)), f64::from(width.max(height).max(1)));
    if let Some(dpi) = stated
        && PLAUSIBLE_DPI.contains(&dpi)
        && PLAUSIBLE_LONG_SIDE.contains(&(long / dpi * 25.4))
    {
        return (dpi, true);
    }
    let assumed = if PAGE_RATIO.contains(&(long / short)) {
        long / A4.1
    } else if height > width {
        // A long screenshot or a page cut into a strip: as wide as the paper.
        short / A4.0
    } else {
        long / A4.0
    };
    (assumed, false)
}

/// The resolution that the file states.
pub(super) fn stated(bytes: &[u8], format: Format, exif: Option<Vec<u8>>) -> Option<f64> {
    let own = match format {
        Format::Jpeg => jfif(bytes),
        Format::Png => phys(bytes),
        // Pixels per metre, at a fixed place of the BITMAPINFOHEADER.
        Format::Bmp => bytes.get(38..42).and_then(|b| b.try_into().ok()).map(|b| f64::from(u32::from_le_bytes(b)) * 0.0254),
        _ => None,
    };
    own.filter(|dpi| PLAUSIBLE_DPI.contains(dpi)).or_else(|| exif.and_then(from_exif))
}

/// The JFIF density: APP0 comes first where it is present.
fn jfif(bytes: &[u8]) -> Option<f64> {
    let segment = bytes.get(2..18)?;
    if !(segment.starts_with(b"\xff\xe0") && segment.get(4..9)? == b"JFIF\0") {
        return None;
    }
    let density = f64::from(u16::from_be_bytes([segment[12], segment[13]]));
    match segment[11] {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

/// The PNG pHYs chunk, which must come before the pixels.
fn phys(bytes: &[u8]) -> Option<f64> {
    let mut rest = bytes.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        match rest.get(4..8)? {
            b"IDAT" | b"IEND" => return None,
            b"pHYs" => {
                let data = rest.get(8..17)?;
                let per_metre = u32::from_be_bytes(data[..4].try_into().ok()?);
                return (data[8] == 1).then_some(f64::from(per_metre) * 0.0254);
            }
            _ => rest = rest.get(length.checked_add(12)?..)?,
        }
    }
}

/// EXIF `XResolution` in its unit.
fn from_exif(raw: Vec<u8>) -> Option<f64> {
    let exif = exif::Reader::new().read_raw(strip_header(raw)).ok()?;
    let Value::Rational(values) = &exif.get_field(Tag::XResolution, In::PRIMARY)?.value else { return None };
    let value = values.first()?.to_f64();
    let centimetres = exif.get_field(Tag::ResolutionUnit, In::PRIMARY).and_then(|f| f.value.get_uint(0)) == Some(3);
    Some(if centimetres { value * 2.54 } else { value })
}

/// Some writers keep the JPEG marker's name before the TIFF structure.
fn strip_header(raw: Vec<u8>) -> Vec<u8> {
    raw.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plausible_statement_is_believed() {
        let (dpi, known) = dpi((2480, 3508), Some(300.0));
        assert!(known && (dpi - 300.0).abs() < 0.1);
    }

    #[test]
    fn a_camera_default_is_not() {
        let (assumed, known) = dpi((3024, 4032), Some(72.0));
        assert!(!known && (assumed - 4032.0 / A4.1).abs() < 0.1);
    }

    #[test]
    fn strips_are_as_wide_as_paper() {
        assert!((dpi((1080, 8000), None).0 - 1080.0 / A4.0).abs() < 0.1);
        assert!((dpi((2000, 300), None).0 - 2000.0 / A4.0).abs() < 0.1);
    }
}
