//! Sheets drawn in perspective are found and made straight; what is no photograph stays as it is.

use super::*;
use crate::model::geometry::PageNo;
use crate::recognise::canvas::{Canvas, RED};

/// A desk with a grain.
const DESK: [u8; 3] = [110, 80, 55];

/// A picture of a page of text, 1600 by 2200 pixels, with the page's corners where they are said to be.
fn taken(corners: [Point; 4], ground: impl Fn(usize, usize) -> [u8; 3]) -> Raster {
    let mut canvas = Canvas::new();
    let page = &canvas.text().seal(120.0, 220.0, RED).raster;
    // The sheet's plan goes one way only: points of the page, closer than the picture's pixels, are put where it shows them.
    let mut picture = Raster::white(1600, 2200, 190.0);
    for y in 0..2200 {
        for x in 0..1600 {
            picture.pixels[(y * 1600 + x) * 3..][..3].copy_from_slice(&ground(x, y));
        }
    }
    let plan = warp::Plan::of(&corners);
    for v in 0..4400 {
        for u in 0..3200 {
            let (u, v) = (f64::from(u) / 3200.0, f64::from(v) / 4400.0);
            let (x, y) = plan.at(u, v);
            if (0.0..1600.0).contains(&x) && (0.0..2200.0).contains(&y) {
                let rgb = page.rgb((u * page.width as f64) as usize, (v * page.height as f64) as usize);
                picture.pixels[(y as usize * 1600 + x as usize) * 3..][..3].copy_from_slice(&rgb.map(|v| (f32::from(v) * 0.92) as u8));
            }
        }
    }
    picture
}

fn desk(x: usize, y: usize) -> [u8; 3] {
    DESK.map(|v| v + (x / 7 % 5 * 6 + y / 90 % 3 * 4) as u8)
}

fn even(_: usize, _: usize) -> [u8; 3] {
    [30; 3]
}

const TILTED: [Point; 4] = [(190.0, 120.0), (1440.0, 160.0), (1530.0, 2080.0), (60.0, 2020.0)];
const SQUARE_ON: [Point; 4] = [(150.0, 140.0), (1450.0, 140.0), (1450.0, 1978.0), (150.0, 1978.0)];

#[test]
fn the_corners_of_a_tilted_sheet_are_found_and_it_becomes_a4() {
    let picture = taken(TILTED, desk);
    let photo = Photo::of(&picture).expect("a photograph");
    for (found, (x, y)) in photo.corners.into_iter().zip(inset(&TILTED)) {
        assert!((found.0 - x).hypot(found.1 - y) < 6.0, "{found:?} for {x}, {y}");
    }
    let flat = photo.flat(&picture);
    let size = flat.page_size();
    assert!((size.width - Size::A4.width).abs() < 3 && (size.height - Size::A4.height).abs() < 3, "{size:?}");
    // The seal's star is where it is on the page, 4 mm around.
    let (x, y) = ((120.0 / 25.4 * flat.dpi) as usize, (220.0 / 25.4 * flat.dpi) as usize);
    let reach = (4.0 / 25.4 * flat.dpi) as usize;
    for (dx, dy) in [(0, reach), (2 * reach, reach), (reach, 0), (reach, 2 * reach)] {
        let [r, g, _] = flat.rgb(x - reach + dx, y - reach + dy);
        assert!(r > 150 && g < 110, "{r} {g}");
    }
}

#[test]
fn what_has_right_angles_is_left_alone_unless_it_lies_on_a_desk() {
    let mut canvas = Canvas::new();
    assert_eq!(Photo::of(&canvas.text().raster), None, "a scan");
    assert_eq!(Photo::of(&taken(SQUARE_ON, even)), None, "a screenshot, or a scan with a dark lid");
    assert!(Photo::of(&taken(SQUARE_ON, desk)).is_some(), "a photograph from straight above");
    let turned = SQUARE_ON.map(|(x, y)| (x - 0.03 * (y - 1000.0), y + 0.03 * (x - 800.0)));
    assert_eq!(Photo::of(&taken(turned, even)), None, "a scan put down askew");
}

#[test]
fn a_sheet_cut_by_the_picture_keeps_its_width() {
    let cut = taken([(80.0, 420.0), (1500.0, 440.0), (1550.0, 2560.0), (30.0, 2540.0)], desk);
    let photo = Photo::of(&cut).expect("three edges");
    assert_eq!(photo.certain, [true, true, false, true]);
    let size = photo.flat(&cut).page_size();
    assert!((size.width - Size::A4.width).abs() < 3 && size.height < 2800, "{size:?}");
    // Without a second edge nothing is sure.
    assert_eq!(Photo::of(&taken([(80.0, -120.0), (1500.0, -160.0), (1550.0, 2560.0), (30.0, 2540.0)], desk)), None);
}

#[test]
fn a_page_takes_the_size_and_resolution_of_its_sheet() {
    let picture = taken(TILTED, desk);
    let mut page = Page::new(PageNo(1), picture.page_size());
    // The file has twice the pixels.
    page.pictures.push(Picture { area: page.size.area(), pixels: (3200, 4400), transparent: false });
    let flat = straightened(&mut page, picture.clone());
    assert_eq!((page.size, page.pictures[0].area), (flat.page_size(), flat.page_size().area()));
    let quality = page.quality.expect("known");
    assert!((310..340).contains(&quality.dpi) && !quality.dpi_known, "{quality:?}");
    page.marks.push(crate::model::document::Mark {
        kind: crate::model::document::MarkKind::DigitalSignature(0),
        area: page.size.area(),
        confidence: crate::model::geometry::Confidence::CERTAIN,
    });
    assert_eq!(straightened(&mut page, picture.clone()), picture, "what is placed on a page keeps its place");
}

#[test]
fn small_and_empty_pictures_are_no_panic() {
    for (width, height) in [(0, 0), (1, 1), (40, 3), (3, 400), (64, 64)] {
        assert_eq!(Photo::of(&Raster::white(width, height, 200.0)), None);
        assert_eq!(warp::flat(&Raster::white(width, height, 200.0), &TILTED, (5, 7), 200.0).pixels.len(), 105);
    }
}
