//! Pictures of the evidence: for each finding the part of the page it rests on, with boxes around what was seen or searched.
//!
//! An [`Album`] keeps a project's page pictures, upright and compressed, until the findings tell which parts are wanted, or a report takes them whole.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{fmt, fs};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ImageFormat, Rgb, RgbImage};

use crate::files;
use crate::model::file_name::file_names;
use crate::model::finding::{Evidence, EvidenceRole, Finding};
use crate::model::geometry::{PageNo, Rect};
use crate::model::raster::{PagePicture, Raster};

/// Page pictures are kept at no more than this: print is legible, and a page takes about a quarter of a megabyte.
const DPI: f64 = 150.0;
/// Of 100; no visible artefacts around print.
const QUALITY: u8 = 80;
/// Page around the evidence that is shown with it, tenths of a millimetre.
const AROUND: i32 = 150;
/// Least width and height of what is shown, tenths of a millimetre: a party's whole block, not a word of it.
const LEAST: (i32, i32) = (1000, 500);
/// What is shown is at least this high, in percent of its width: a row across the page is no strip that nobody can place.
const UPRIGHT: i32 = 45;
/// A picture in which no channel of a pixel is darker shows nothing: a Word file's text is not on the pictures of its pages, and scanned paper is never so white.
const WHITE: u8 = 250;
/// White between a box and what it surrounds, tenths of a millimetre.
const GAP: i32 = 8;
/// Width of a box's line in pixels.
const LINE: i64 = 3;

/// The page pictures of one project.
#[derive(Default)]
pub struct Album {
    pages: Mutex<BTreeMap<(String, PageNo), PagePicture>>,
}

impl Album {
    /// Keeps the upright picture of a page.
    pub fn keep(&self, file: &str, page: PageNo, raster: &Raster) {
        let Some(picture) = u32::try_from(raster.width).ok().zip(u32::try_from(raster.height).ok()) else { return };
        let Some(picture) = RgbImage::from_raw(picture.0, picture.1, raster.pixels.clone()) else { return };
        if let Ok(jpeg) = encoded(&reduced(picture, raster.dpi)) {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = PagePicture { file: file.to_owned(), page, size: raster.page_size(), jpeg };
            pages.insert((kept.file.clone(), page), kept);
        }
    }

    /// Adds pictures that were kept earlier.
    pub fn add(&self, pictures: Vec<PagePicture>) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.extend(pictures.into_iter().map(|picture| ((picture.file.clone(), picture.page), picture)));
    }

    /// The pages of one file.
    pub fn of(&self, file: &str) -> Vec<PagePicture> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.values().filter(|picture| picture.file == file).cloned().collect()
    }

    /// The pages, in the order of files and pages.
    pub fn into_pages(self) -> Vec<PagePicture> {
        self.pages.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }

    /// Removes the pictures that an earlier run wrote into a project's `own` folder of `root`; whatever else lies there stays.
    pub fn clear(root: &Path, own: &str) -> io::Result<()> {
        let entries = match fs::read_dir(root.join(own)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_picture) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Writes the pictures of numbered findings into the project's `own` folder of `root` and notes their paths, relative to `root`, in the findings.
    pub fn paste<'f>(&self, root: &Path, own: &str, findings: impl Iterator<Item = (usize, &'f mut Finding)>) -> io::Result<()> {
        fs::create_dir_all(root.join(own))?;
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        for (number, finding) in findings {
            let party = finding.party.as_ref().map_or_else(String::new, |party| format!("-{party}"));
            let places: BTreeSet<(&String, PageNo)> = finding.evidence.iter().map(|place| (&place.file, place.page)).collect();
            let shown = places.into_iter().filter_map(|(file, page)| {
                Some((format!("{number:03}-{}{party}-{file}-{page}", finding.rule), pages.get(&(file.clone(), page))?))
            });
            let shown: Vec<(String, &PagePicture)> = shown.collect();
            let names = file_names(shown.iter().map(|(name, _)| name.as_str()), &[]);
            let mut pictures = Vec::new();
            for (name, kept) in &shown {
                let on = |place: &&Evidence| (&place.file, place.page) == (&kept.file, kept.page);
                let evidence: Vec<&Evidence> = finding.evidence.iter().filter(on).collect();
                let Some(part) = part(kept, &evidence).map_err(io::Error::other)? else { continue };
                let path = format!("{own}/{}.jpg", names.get(name).unwrap_or(name));
                files::put(&root.join(&path), &encoded(&part).map_err(io::Error::other)?)?;
                pictures.push(path);
            }
            finding.pictures = pictures;
        }
        Ok(())
    }
}

impl fmt::Debug for Album {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Album of {} pages", self.pages.lock().unwrap_or_else(PoisonError::into_inner).len())
    }
}

/// Whether a file's name is one of those that [`Album::paste`] gives: a finding's number, its rule, and where.
fn is_picture(name: &str) -> bool {
    name.strip_suffix(".jpg").is_some_and(|stem| {
        let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
        stem.len() >= rest.len() + 3 && rest.starts_with('-')
    })
}

/// A picture at [`DPI`] at most.
fn reduced(picture: RgbImage, dpi: f64) -> RgbImage {
    if dpi <= DPI {
        return picture;
    }
    let side = |pixels: u32| ((f64::from(pixels) * DPI / dpi).round() as u32).max(1);
    imageops::resize(&picture, side(picture.width()), side(picture.height()), FilterType::Triangle)
}

fn encoded(picture: &RgbImage) -> image::ImageResult<Vec<u8>> {
    let mut jpeg = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(picture)?;
    Ok(jpeg.into_inner())
}

/// The parts of pages that evidence rests on, with boxes, one for each page.
pub fn parts(pages: &[PagePicture], evidence: &[Evidence]) -> Vec<RgbImage> {
    let on = |page: &PagePicture| evidence.iter().filter(|place| place.file == page.file && place.page == page.page).collect::<Vec<_>>();
    let told = pages.iter().map(|page| (page, on(page))).filter(|(_, evidence)| !evidence.is_empty());
    told.filter_map(|(page, evidence)| part(page, &evidence).ok().flatten()).collect()
}

/// The part of a page around its evidence, with boxes, if anything is on it; the whole page where the evidence is the page.
fn part(page: &PagePicture, evidence: &[&Evidence]) -> image::ImageResult<Option<RgbImage>> {
    let mut picture = image::load_from_memory_with_format(&page.jpeg, ImageFormat::Jpeg)?.into_rgb8();
    let scale = f64::from(picture.width()) / f64::from(page.size.width.max(1));
    let to = |tenths: i32| (f64::from(tenths) * scale).round() as i64;
    let areas = evidence.iter().map(|evidence| evidence.area).collect::<Option<Vec<Rect>>>().unwrap_or_default();
    let (left, top, right, bottom) =
        areas.into_iter().reduce(Rect::union).map(around).map_or((0, 0, picture.width(), picture.height()), |shown| {
            let clipped = |tenths: i32, limit: u32| u32::try_from(to(tenths).max(0)).unwrap_or(0).min(limit);
            let across = |tenths| clipped(tenths, picture.width());
            let down = |tenths| clipped(tenths, picture.height());
            (across(shown.left), down(shown.top), across(shown.right), down(shown.bottom))
        });
    // Of what lies off the page no part can be shown.
    let (left, top, right, bottom) =
        if left < right && top < bottom { (left, top, right, bottom) } else { (0, 0, picture.width(), picture.height()) };
    if imageops::crop_imm(&picture, left, top, right - left, bottom - top).to_image().iter().all(|&value| value >= WHITE) {
        return Ok(None);
    }
    for evidence in evidence {
        if let Some(area) = evidence.area {
            let area = area.grown(GAP);
            frame(&mut picture, (to(area.left), to(area.top), to(area.right), to(area.bottom)), colour(evidence.role));
        }
    }
    Ok(Some(imageops::crop_imm(&picture, left, top, right - left, bottom - top).to_image()))
}

/// What is shown of a page around an area: some of the page on every side, and a part that has the look of one.
fn around(area: Rect) -> Rect {
    let wide = (LEAST.0 - area.width()).max(2 * AROUND) / 2;
    let least = LEAST.1.max((area.width() + 2 * wide) * UPRIGHT / 100);
    let high = (least - area.height()).max(2 * AROUND) / 2;
    Rect { left: area.left - wide, top: area.top - high, right: area.right + wide, bottom: area.bottom + high }
}

/// Green for what supports a finding, red for what speaks against it, orange for what was searched in vain.
fn colour(role: EvidenceRole) -> Rgb<u8> {
    match role {
        EvidenceRole::Supports => Rgb([22, 140, 60]),
        EvidenceRole::Contradicts => Rgb([210, 30, 40]),
        EvidenceRole::Searched => Rgb([235, 130, 0]),
    }
}

/// Draws the outline of a box, clipped to the picture.
fn frame(picture: &mut RgbImage, (left, top, right, bottom): (i64, i64, i64, i64), colour: Rgb<u8>) {
    let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
    let mut fill = |x0: i64, y0: i64, x1: i64, y1: i64| {
        for y in y0.clamp(0, height)..y1.clamp(0, height) {
            for x in x0.clamp(0, width)..x1.clamp(0, width) {
                picture.put_pixel(x as u32, y as u32, colour);
            }
        }
    };
    fill(left - LINE, top - LINE, right + LINE, top);
    fill(left - LINE, bottom, right + LINE, bottom + LINE);
    fill(left - LINE, top, left, bottom);
    fill(right, top, right + LINE, bottom);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::{Level, Message, Requirement, Verdict};

    fn evidence(area: Option<Rect>, role: EvidenceRole) -> Evidence {
        Evidence { file: "合同.pdf".to_owned(), page: PageNo(2), area, path: None, role, saw: String::new() }
    }

    fn finding(verdict: Verdict, evidence: Vec<Evidence>) -> Finding {
        Finding {
            rule: "signed-by-each-party".into(),
            requirement: Requirement::Signature,
            verdict,
            level: Level::Must,
            party: Some("A".to_owned()),
            message: Message::default(),
            fix: Message::default(),
            confidence: 90,
            evidence,
            pictures: Vec::new(),
            waived: None,
        }
    }

    /// Paper as it is scanned.
    fn grey(width: usize, height: usize, dpi: f64) -> Raster {
        let mut raster = Raster::white(width, height, dpi);
        raster.pixels.fill(240);
        raster
    }

    #[test]
    fn a_row_across_the_page_is_shown_with_what_is_above_and_below_it() {
        let shown = around(Rect::new(200, 1000, 1900, 1050));
        assert!(shown.height() * 2 > shown.width() * 4 / 5 && shown.contains(1000, 1025), "{shown:?}");
        let word = around(Rect::new(300, 1000, 400, 1050));
        assert_eq!((word.width(), word.height()), (1000, 500));
    }

    #[test]
    fn a_page_whose_text_is_on_no_picture_is_not_shown() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let album = Album::default();
        album.keep("合同.pdf", PageNo(2), &Raster::white(1654, 2339, 200.0));
        let mut findings = [finding(Verdict::Gap, vec![evidence(Some(Rect::new(300, 2000, 700, 2100)), EvidenceRole::Searched)])];
        album.paste(folder.path(), "项目", (1..).zip(&mut findings)).expect("written");
        assert!(findings[0].pictures.is_empty() && fs::read_dir(folder.path().join("项目")).expect("own folder").next().is_none());
    }

    #[test]
    fn an_earlier_runs_pictures_go_and_other_files_stay() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let own = folder.path().join("项目");
        Album::clear(folder.path(), "项目").expect("nothing to remove");
        fs::create_dir(&own).expect("own folder");
        for name in
            ["012-signed-by-each-party-A-合同.pdf-2.jpg", "1017-no-blanks-left-a.pdf-1 (2).jpg", "合影.jpg", "12-照片.jpg", "001-清单.xlsx"]
        {
            fs::write(own.join(name), "x").expect("written");
        }
        Album::clear(folder.path(), "项目").expect("removed");
        let mut left: Vec<_> = fs::read_dir(&own).expect("own folder").map(|entry| entry.expect("an entry").file_name()).collect();
        left.sort();
        assert_eq!(left, ["001-清单.xlsx", "12-照片.jpg", "合影.jpg"]);
    }

    #[test]
    fn files_of_like_names_have_pictures_of_their_own() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let album = Album::default();
        let evidence: Vec<Evidence> =
            ["甲/合同.pdf", "甲-合同.pdf"].map(|file| Evidence { file: file.to_owned(), ..evidence(None, EvidenceRole::Supports) }).into();
        for place in &evidence {
            album.keep(&place.file, place.page, &grey(30, 20, 20.0));
        }
        let mut findings = [finding(Verdict::Pass, evidence)];
        album.paste(folder.path(), "项目", (7..).zip(&mut findings)).expect("written");
        let start = "项目/007-signed-by-each-party-A-甲-合同.pdf-2";
        assert_eq!(findings[0].pictures, [format!("{start}.jpg"), format!("{start} (2).jpg")]);
        assert_eq!(fs::read_dir(folder.path().join("项目")).expect("own folder").count(), 2);
    }

    #[test]
    fn a_finding_gets_the_part_of_its_page_with_boxes() {
        let folder = std::env::temp_dir().join(format!("pactlint-evidence-{}", std::process::id()));
        let album = Album::default();
        album.keep("合同.pdf", PageNo(2), &grey(1654, 2339, 200.0));
        let place = Rect::new(300, 2000, 700, 2100);
        let mut findings = [
            finding(Verdict::Gap, vec![evidence(Some(place), EvidenceRole::Searched)]),
            finding(Verdict::Pass, vec![evidence(None, EvidenceRole::Supports)]),
            finding(Verdict::Pass, Vec::new()),
        ];
        album.paste(&folder, "项目-一", (1..).zip(&mut findings)).expect("written");
        let size = |finding: &Finding| {
            let picture = image::open(folder.join(&finding.pictures[0])).expect("a picture").into_rgb8();
            let orange = picture.pixels().filter(|p| p.0[0] > 200 && p.0[2] < 90).count();
            (picture.width(), picture.height(), orange)
        };
        assert_eq!(findings[0].pictures, ["项目-一/001-signed-by-each-party-A-合同.pdf-2.jpg"]);
        // 10 cm by 5 cm around the middle of the place, at 150 dpi, and a frame of 41.6 mm by 11.6 mm, three pixels wide.
        let (width, height, orange) = size(&findings[0]);
        assert!((589..593).contains(&width) && (294..298).contains(&height), "{width} {height}");
        assert!((1600..2300).contains(&orange), "{orange}");
        assert_eq!(size(&findings[1]), (1241, 1754, 0));
        assert!(findings[2].pictures.is_empty());
        fs::remove_dir_all(folder).expect("removed");
    }
}
