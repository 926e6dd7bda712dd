//! Pictures as documents: sizes, orientation, tints and hostile headers.

use std::io::Cursor;

use ::image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::ingest::{Error, Limits, open};
use crate::model::document::{Format, Look, NoticeKind, PageSource};
use crate::model::geometry::PageNo;

fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("in memory");
    out.into_inner()
}

fn page(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 && y < height / 2 { Rgb([200, 0, 0]) } else { Rgb([255; 3]) }
    }))
}

#[test]
fn every_picture_format_is_one_page_of_a4() {
    for (codec, format) in [
        (ImageFormat::Jpeg, Format::Jpeg),
        (ImageFormat::Png, Format::Png),
        (ImageFormat::Bmp, Format::Bmp),
        (ImageFormat::WebP, Format::Webp),
        (ImageFormat::Tiff, Format::Tiff),
    ] {
        let opened = open("x", encode(&page(620, 877), codec), &Limits::default()).expect("opens");
        let page = &opened.document.pages[0];
        assert_eq!((opened.document.format, page.look, page.source), (format, Look::Everything, PageSource::Scan));
        assert!((page.size.height - 2970).abs() < 3 && (page.size.width - 2100).abs() < 5, "{format:?} {:?}", page.size);
        let raster = opened.raster(PageNo(1)).expect("decodes");
        assert!(raster.rgb(10, 10)[1] < 30 && raster.rgb(600, 870)[1] > 230, "{format:?}");
    }
}

#[test]
fn large_scans_come_reduced_and_keep_their_page_size() {
    let opened = open("x", encode(&page(2480, 3508), ImageFormat::Png), &Limits::default()).expect("opens");
    let raster = opened.raster(PageNo(1)).expect("decodes");
    assert!((200..=220).contains(&(raster.dpi as i32)), "{raster:?}");
    assert!((raster.page_size().height - opened.document.pages[0].size.height).abs() <= 2);
}

#[test]
fn pictures_over_the_pixel_limit_are_refused_before_decoding() {
    let limits = Limits { pixels: 1000, ..Limits::default() };
    assert!(matches!(open("x", encode(&page(100, 100), ImageFormat::Png), &limits), Err(Error::TooLarge { .. })));
}

#[test]
fn transparent_parts_become_paper() {
    let picture = DynamicImage::ImageRgba8(RgbaImage::from_pixel(40, 50, Rgba([0, 0, 0, 0])));
    let opened = open("x", encode(&picture, ImageFormat::Png), &Limits::default()).expect("opens");
    assert_eq!(opened.raster(PageNo(1)).expect("decodes").rgb(5, 5), [255; 3]);
}

#[test]
fn camera_orientation_turns_the_page() {
    let plain = encode(&page(600, 400), ImageFormat::Jpeg);
    // APP1 with one EXIF entry: orientation 6, a quarter turn clockwise.
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    let mut turned = vec![0xff, 0xd8, 0xff, 0xe1, 0, (exif.len() + 2) as u8];
    turned.append(&mut exif);
    turned.extend(&plain[2..]);
    let opened = open("x", turned, &Limits::default()).expect("opens");
    let size = opened.document.pages[0].size;
    assert!(size.height > size.width);
    let raster = opened.raster(PageNo(1)).expect("decodes");
    assert!(raster.height > raster.width);
    let (left, right) = (raster.rgb(10, 10), raster.rgb(raster.width - 10, 10));
    assert!(left[1] > 200 && right[1] < 60, "the red quarter moved to the top right: {left:?} {right:?}");
}

#[test]
fn tiff_pages_are_pages_and_bilevel_is_read() {
    let mut out = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).expect("in memory");
    let grey = GrayImage::from_pixel(200, 280, ::image::Luma([90]));
    encoder.write_image::<tiff::encoder::colortype::Gray8>(200, 280, &grey).expect("in memory");
    let rgb = RgbImage::from_pixel(280, 200, Rgb([10, 20, 250]));
    encoder.write_image::<tiff::encoder::colortype::RGB8>(280, 200, &rgb).expect("in memory");
    let opened = open("x.tif", out.into_inner(), &Limits::default()).expect("opens");
    assert_eq!(opened.document.pages.len(), 2);
    assert_eq!(opened.raster(PageNo(1)).expect("decodes").rgb(5, 5), [90; 3]);
    assert_eq!(opened.raster(PageNo(2)).expect("decodes").rgb(5, 5), [10, 20, 250]);
    assert!(opened.raster(PageNo(3)).is_err());
}

#[test]
fn a_picture_that_breaks_off_says_so() {
    let whole = encode(&page(400, 560), ImageFormat::Jpeg);
    let opened = |bytes: &[u8]| open("x.jpg", bytes.to_vec(), &Limits::default()).expect("opens").document;
    let cut = opened(&whole[..whole.len() * 3 / 4]);
    assert_eq!((cut.notices[0].kind.clone(), cut.pages[0].partial), (NoticeKind::CutOff, true));
    let document = opened(&whole);
    assert!(document.notices.is_empty() && !document.pages[0].partial);
}

#[test]
fn truncated_pictures_never_panic() {
    for codec in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Bmp, ImageFormat::WebP, ImageFormat::Tiff] {
        let bytes = encode(&page(60, 80), codec);
        for end in (1..bytes.len()).step_by(37) {
            if let Ok(opened) = open("x", bytes[..end].to_vec(), &Limits::default()) {
                let _ = opened.raster(PageNo(1));
            }
        }
    }
}
