//! Where findings rest: pages with boxes, and the part of a page beside its finding.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::view::{class, party};
use crate::model::finding::{Evidence, EvidenceRole, Lang, Verdict};
use crate::model::geometry::{PageNo, Rect, Size};
use crate::model::raster::PagePicture;
use crate::model::report::{FindingReport, ProjectReport};
use crate::report::words;

/// White between a box and what it surrounds, tenths of a millimetre.
const GAP: i32 = 8;
/// Page around the boxes that is shown beside a finding, tenths of a millimetre.
const AROUND: i32 = 120;
/// Least width and height of what is shown beside a finding, tenths of a millimetre: a party's whole block, not a word of it.
const LEAST: (i32, i32) = (1200, 400);
/// Boxes further apart than this from top to bottom are shown each by itself, tenths of a millimetre.
const TALLEST: i32 = 800;
/// The most parts of pages beside one finding; links tell the others.
const MOST: usize = 4;
/// Screen pixels for a tenth of a millimetre, beside a finding: a little larger than in print.
const SCALE: f64 = 0.46;

/// The pages that findings rest on, and where each finding's boxes stand.
pub(super) struct Gallery<'a> {
    pages: Vec<&'a PagePicture>,
    numbers: BTreeMap<(&'a str, PageNo), usize>,
    lang: Lang,
}

/// A page with everything that findings rest on.
pub(super) struct Page {
    pub number: usize,
    pub label: String,
    pub width: i32,
    pub height: i32,
    /// Where the picture is: in the page itself, or at a server's address.
    pub href: String,
    /// Findings that rest on the page as a whole.
    pub whole: Vec<Back>,
    pub marks: Vec<Mark>,
}

/// The way back from a page to a finding.
pub(super) struct Back {
    pub finding: usize,
    pub class: &'static str,
    pub label: String,
}

/// A box on a page.
pub(super) struct Mark {
    pub finding: usize,
    pub place: usize,
    pub class: &'static str,
    pub role: &'static str,
    pub area: Rect,
    pub label: String,
}

/// A part of a page beside its finding.
pub(super) struct Crop {
    pub page: usize,
    /// The place to which a click leads.
    pub place: usize,
    pub area: Rect,
    pub width: i32,
    pub height: i32,
    pub label: String,
    pub marks: Vec<Mark>,
}

/// A place as the finding lists it.
pub(super) struct Place<'a> {
    pub label: String,
    pub role: &'static str,
    pub said: &'static str,
    pub saw: &'a str,
    /// Where a click leads; empty where there is no picture.
    pub href: String,
}

impl<'a> Gallery<'a> {
    /// The pictures of pages that a finding names.
    pub(super) fn new(project: &'a ProjectReport, pictures: &'a [PagePicture], lang: Lang) -> Self {
        let places = || project.everything().flat_map(|finding| &finding.evidence).filter(|place| place.path.is_none());
        let named = |picture: &&PagePicture| places().any(|place| (place.file.as_str(), place.page) == (&picture.file, picture.page));
        let pages: Vec<&PagePicture> = pictures.iter().filter(named).collect();
        let numbers = pages.iter().enumerate().map(|(at, page)| ((page.file.as_str(), page.page), at + 1)).collect();
        Self { pages, numbers, lang }
    }

    /// The number of a place's page and the page's size, if there is a picture.
    fn page(&self, place: &Evidence) -> Option<(usize, Size)> {
        let number = self.numbers.get(&(place.file.as_str(), place.page)).copied().filter(|_| place.path.is_none())?;
        Some((number, self.pages[number - 1].size))
    }

    /// The places of a finding as a list.
    pub(super) fn places<'f>(&self, number: usize, finding: &'f FindingReport) -> Vec<Place<'f>> {
        let place = |(at, place): (usize, &'f Evidence)| {
            let href = match (self.page(place), boxed(place, self.page(place))) {
                (None, _) => String::new(),
                (Some((page, _)), None) => format!("p{page}"),
                (Some(_), Some(_)) => format!("f{number}p{at}"),
            };
            let (role, said) = role(place.role, self.lang);
            Place { label: label(place, self.lang), role, said, saw: &place.saw, href }
        };
        (1..).zip(&finding.evidence).map(place).collect()
    }

    /// The parts of pages that show a finding's boxes.
    pub(super) fn crops(&self, number: usize, finding: &FindingReport) -> Vec<Crop> {
        let mut crops: Vec<Crop> = Vec::new();
        for (at, place) in (1..).zip(&finding.evidence) {
            let page = self.page(place);
            let (Some((page, size)), Some(area)) = (page, boxed(place, page)) else { continue };
            let mark = self.mark(number, at, finding, place, area);
            let near = |crop: &&mut Crop| crop.page == page && crop.area.union(area).height() <= TALLEST.max(area.height());
            if let Some(crop) = crops.iter_mut().find(near) {
                crop.area = crop.area.union(area);
                crop.marks.push(mark);
            } else {
                let label = format!("{}{}", label(place, self.lang), self.lang.pick("局部", ", part"));
                crops.push(Crop { page, place: at, area, width: size.width, height: size.height, label, marks: vec![mark] });
            }
        }
        crops.truncate(MOST);
        for crop in &mut crops {
            crop.area = surroundings(crop.area, Size { width: crop.width, height: crop.height });
            let pixels = |tenths: i32| (f64::from(tenths) * SCALE).round() as i32;
            (crop.width, crop.height) = (pixels(crop.area.width()), pixels(crop.area.height()));
        }
        crops
    }

    fn mark(&self, number: usize, at: usize, finding: &FindingReport, place: &Evidence, area: Rect) -> Mark {
        let party = party(finding, self.lang);
        let word = words::requirement(finding.requirement, self.lang);
        let verdict = words::verdict(finding.verdict, self.lang);
        let label = format!("{party} {word}{}{verdict}", self.lang.pick("：", ": ")).trim_start().to_owned();
        Mark { finding: number, place: at, class: class(finding.verdict), role: role(place.role, self.lang).0, area, label }
    }

    /// The pages, each with the boxes of all findings: what is in order lies under what is not.
    pub(super) fn into_pages(self, project: &ProjectReport, lang: Lang, address: &dyn Fn(&PagePicture) -> String) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        for (number, picture) in (1..).zip(&self.pages) {
            let Size { width, height } = picture.size;
            let label = page_label(&picture.file, picture.page, lang);
            pages.push(Page { number, label, width, height, href: address(picture), whole: Vec::new(), marks: Vec::new() });
        }
        let mut findings: Vec<(usize, &FindingReport)> = (1..).zip(project.everything()).collect();
        findings.sort_by_key(|(number, finding)| (std::cmp::Reverse(finding.verdict), *number));
        for (number, finding) in findings {
            for (at, place) in (1..).zip(&finding.evidence) {
                let found = self.page(place);
                let Some((page, _)) = found else { continue };
                match boxed(place, found) {
                    Some(area) => pages[page - 1].marks.push(self.mark(number, at, finding, place, area)),
                    None if finding.verdict == Verdict::NotApplicable
                        || pages[page - 1].whole.iter().any(|back| back.finding == number) => {}
                    None => {
                        let label = self.mark(number, at, finding, place, Rect::default()).label;
                        pages[page - 1].whole.push(Back { finding: number, class: class(finding.verdict), label });
                    }
                }
            }
        }
        pages
    }
}

/// A picture's address that holds the picture.
pub(super) fn inside(picture: &PagePicture) -> String {
    format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(&picture.jpeg))
}

/// A place's box: around its area, within the page.
fn boxed(place: &Evidence, page: Option<(usize, Size)>) -> Option<Rect> {
    page.and_then(|(_, size)| place.area?.grown(GAP).intersection(size.area()))
}

/// An area with some of the page around it, as large as it must be and moved into the page.
fn surroundings(area: Rect, page: Size) -> Rect {
    let along = |from: i32, to: i32, least: i32, limit: i32| {
        let length = (to - from + 2 * AROUND).max(least).min(limit);
        let start = (i32::midpoint(from, to) - length / 2).clamp(0, limit - length);
        (start, start + length)
    };
    let (left, right) = along(area.left, area.right, LEAST.0, page.width);
    let (top, bottom) = along(area.top, area.bottom, LEAST.1, page.height);
    Rect { left, top, right, bottom }
}

/// A role as a class and in words.
fn role(role: EvidenceRole, lang: Lang) -> (&'static str, &'static str) {
    match role {
        EvidenceRole::Supports => ("supports", lang.pick("支持", "supports it")),
        EvidenceRole::Contradicts => ("contradicts", lang.pick("不符", "speaks against it")),
        EvidenceRole::Searched => ("searched", lang.pick("已查找", "searched")),
    }
}

fn label(place: &Evidence, lang: Lang) -> String {
    match place.path(lang) {
        Some(path) => format!("{}{path}", page_file(&place.file, lang)),
        None => page_label(&place.file, place.page, lang),
    }
}

fn page_label(file: &str, page: PageNo, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("《{file}》第{page}页"),
        Lang::En => format!("{file}, page {page}"),
    }
}

fn page_file(file: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("《{file}》"),
        Lang::En => format!("{file}, "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_beside_a_finding_lies_within_the_page() {
        let page = Size::A4;
        assert_eq!(surroundings(Rect::new(1000, 1500, 1100, 1540), page), Rect::new(450, 1320, 1650, 1720));
        assert_eq!(surroundings(Rect::new(0, 2900, 60, 2970), page), Rect::new(0, 2570, 1200, 2970));
        let small = Size { width: 500, height: 300 };
        assert_eq!(surroundings(Rect::new(10, 10, 490, 290), small), small.area());
    }
}
