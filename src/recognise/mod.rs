//! Pixels become [`Line`]s and [`Mark`](crate::model::document::Mark)s.
//!
//! [`page`] does what `ingest` asked for in [`Page::look`]: it makes a photograph the sheet that it shows (so that all coordinates are the sheet's), turns
//! a scan upright, reads its lines ([`ocr`]), and finds seals and ink.
//! It reports what it saw and how sure it is; a page that could not be read says so and nothing may be concluded from it.

use crate::model::document::{InkColour, Line, Look, Mark, MarkKind, NoticeKind, Origin, Page, PageSource, Picture, SealText};
use crate::model::finding::Message;
use crate::model::geometry::{Confidence, Rect};
use crate::model::raster::Raster;

pub mod blob;
mod builtin;
#[cfg(test)]
mod canvas;
mod dates;
pub mod ink;
pub mod layers;
pub mod models;
pub mod ocr;
mod page;
mod photo;
mod pixels;
pub mod plane;
pub mod seal;
mod sharpness;
mod text_layer;
mod under;

use ocr::{Engine, Failure, Upright};

/// A read line is dropped when typed text covers this share of it: the same words twice.
const COVERED: f64 = 0.5;

/// A pasted picture of a hand is lower than this share of the page's height.
const PASTED: f64 = 0.2;
/// Most pieces of handwriting on a page that are read: a form filled in by hand for four parties has thirty.
const WRITTEN: usize = 60;
/// White around handwriting that is read: 1 mm, as lines have.
const BESIDE: i32 = 10;

/// What is left of looking at a page.
#[derive(Debug)]
pub struct Seen {
    /// The upright picture, for evidence.
    pub raster: Raster,
    /// What should be known about the page.
    pub notices: Vec<NoticeKind>,
}

/// Looks at a page's picture: adds lines and marks, and turns page and picture upright.
pub fn page(page: &mut Page, raster: Raster, engine: Option<&Engine>) -> Seen {
    let Seen { raster, mut notices } = lines(page, raster, engine);
    for notice in marks(page, &raster, engine) {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    Seen { raster, notices }
}

/// The first half of [`page`]: reads the lines of a page that has none of its own, and turns page and picture upright.
pub fn lines(page: &mut Page, raster: Raster, engine: Option<&Engine>) -> Seen {
    let mut notices = Vec::new();
    let raster = match page.look {
        Look::Nothing | Look::Marks => raster,
        Look::Everything => text(page, raster, engine, &mut notices),
    };
    Seen { raster, notices }
}

/// The second half of [`page`]: finds seals and ink on the upright picture, and reads again what they cover; answers what should be known about the page.
pub fn marks(page: &mut Page, raster: &Raster, engine: Option<&Engine>) -> Vec<NoticeKind> {
    let mut notices = Vec::new();
    if page.quality.is_none_or(|quality| !quality.blank) {
        notices.extend(found(page, raster, engine));
    }
    let sealed = page.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Seal(_)));
    if engine.is_none() && sealed {
        // Whose seal it is was not read.
        notices.push(NoticeKind::ModelsMissing);
    }
    notices
}

/// Finds seals, then the ink that they and the print do not explain; answers what to say if there was more than is read.
fn found(page: &mut Page, raster: &Raster, engine: Option<&Engine>) -> Option<NoticeKind> {
    let sheet = plane::Sheet::of(raster);
    let layers = layers::Layers::of(&sheet, &page.lines);
    let seal::Found { marks: seals, more } =
        seal::find(&sheet, &layers, raster, &page.lines, &|strip| engine.and_then(|engine| engine.read_strip(strip)));
    if let Some(engine) = engine.filter(|_| matches!(page.source, PageSource::Scan | PageSource::Hybrid)) {
        // What a failing network would have read again stays as it was read first.
        let _ = under::read_again(page, raster, &sheet, &layers, &seals, engine);
    }
    let sight = dates::Sight { raster, sheet: &sheet, layers: &layers, seals: &seals };
    if page.source != PageSource::Text {
        dates::read_lines(page, &sight);
    }
    let pasted = pasted(page);
    let mut ink = ink::find(&sheet, &layers, &page.lines, &seals, &pasted);
    for mark in longest(&mut ink) {
        read_hand(mark, page.source, raster, engine);
        read_date(mark, &sight);
        dates::mend(page, mark);
    }
    page.marks.extend(seals);
    page.marks.extend(ink);
    page.partial |= more;
    more.then_some(NoticeKind::ContentTruncated)
}

/// The pieces of handwriting with most strokes, as many as are read; of more a page is no form that somebody signed.
fn longest(ink: &mut [Mark]) -> impl Iterator<Item = &mut Mark> {
    let strokes = |mark: &Mark| if let MarkKind::Ink(ink) = &mark.kind { ink.stroke_length } else { 0 };
    let mut marks: Vec<&mut Mark> = ink.iter_mut().collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(strokes(mark)));
    marks.into_iter().take(WRITTEN)
}

/// Pictures on a typed page that may be somebody's hand, pasted in: not backgrounds.
fn pasted(page: &Page) -> Vec<Rect> {
    let typed = page.source == PageSource::Text;
    let small = |picture: &&Picture| f64::from(picture.area.height()) < PASTED * f64::from(page.size.height);
    page.pictures.iter().filter(|_| typed).filter(small).map(|picture| picture.area).collect()
}

/// Reads ink that nobody else reads, a date or a name in pen: any on a typed page, and on a scan what is red, which was taken out of the picture.
fn read_hand(mark: &mut Mark, source: PageSource, raster: &Raster, engine: Option<&Engine>) {
    let MarkKind::Ink(ink) = &mut mark.kind else { return };
    if source != PageSource::Text && ink.colour != InkColour::Red {
        return;
    }
    if let (None, Some(engine)) = (&ink.text, engine) {
        let strip = raster.cut(mark.area.grown(BESIDE));
        ink.text = engine.read_strip(&strip).map(|(text, confidence)| SealText { text, confidence });
    }
}

/// Reads a date in pen that the general reader did not.
fn read_date(mark: &mut Mark, sight: &dates::Sight<'_>) {
    let MarkKind::Ink(ink) = &mut mark.kind else { return };
    if ink.text.as_ref().is_none_or(|text| !dates::is_date(&text.text)) {
        ink.text = dates::read_mark(mark.area, sight).or_else(|| ink.text.take());
    }
}

/// Reads the text of a page's picture and returns the picture upright, of a photograph the sheet alone.
fn text(page: &mut Page, raster: Raster, engine: Option<&Engine>, notices: &mut Vec<NoticeKind>) -> Raster {
    let raster = photo::straightened(page, raster);
    let look = page::look(&raster);
    page.source = if page.lines.is_empty() { PageSource::Scan } else { PageSource::Hybrid };
    let mut upright = Upright::page(raster);
    let read = match engine {
        _ if look.empty => Ok(()),
        Some(engine) => match read(page, &mut upright, engine, notices) {
            Ok(None) => Ok(()),
            Ok(Some(script)) => Err(NoticeKind::ScriptUnreadable(script.to_owned())),
            Err(failure) => Err(NoticeKind::PageUnreadable(Message::new("识别引擎出错", failure.to_string()))),
        },
        None => Err(NoticeKind::ModelsMissing),
    };
    if let Err(notice) = read {
        // What was read of an unknown script stays as evidence, but nothing may be concluded from it.
        page.source = PageSource::Unread;
        notices.push(notice);
    }
    if ocr::is_cut(&upright.raster) {
        page.partial = true;
        notices.push(NoticeKind::ContentTruncated);
    }
    page.quality = Some(page::quality(page, &upright, look));
    upright.raster
}

/// Turns page and picture upright and adds the lines that typed text does not cover, if that text is what is seen; answers a script that could not be read.
fn read(page: &mut Page, upright: &mut Upright, engine: &Engine, notices: &mut Vec<NoticeKind>) -> Result<Option<&'static str>, Failure> {
    let turnable = page.lines.is_empty();
    if turnable {
        engine.turn(upright)?;
        page::turn(page, upright.quarters);
    }
    // What was placed on the picture (a digital signature) does not move with it by a few degrees.
    let straightens = turnable && page.marks.is_empty();
    let mut text = engine.lines(upright, straightens)?;
    if turnable && text.unknown_script.is_some() {
        // A page with little on it may have been left upside down or on its side, and no script is read that way.
        let turns: &[u8] = if text.on_its_side { &[1, 3] } else { &[2] };
        for &quarters in turns {
            let mut other = upright.turned_by(quarters);
            let read = engine.lines(&mut other, straightens)?;
            upright.spend_as(&other);
            if read.unknown_script.is_none() && read.lines.len() >= text.lines.len() / 2 {
                page::turn(page, quarters);
                (*upright, text) = (other, read);
                break;
            }
        }
    }
    let seen = text.lines.into_iter().map(|line| {
        let (left, top, right, bottom) = line.bounds;
        let area = upright.raster.area(left.into(), top.into(), right.into(), bottom.into());
        Line { text: line.text, area, origin: Origin::Ocr(Confidence::from_share(line.score)), cell: None, path: None }
    });
    let seen: Vec<Line> = seen.collect();
    if text_layer::disagrees(&page.lines, &seen) {
        page.lines.clear();
        notices.push(NoticeKind::TextLayerDistrusted);
    }
    let typed = page.lines.len();
    for line in seen {
        if page.lines[..typed].iter().map(|typed| line.area.covered_by(typed.area)).sum::<f64>() <= COVERED {
            page.lines.push(line);
        }
    }
    Ok(text.unknown_script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PageNo;
    use crate::recognise::canvas::{Canvas, RED};

    #[test]
    fn without_models_a_seal_on_a_typed_page_is_not_said_to_be_read() {
        let look = |canvas: &Canvas| {
            let mut page = Page::new(PageNo(1), canvas.raster.page_size());
            page.look = Look::Marks;
            let notices = self::page(&mut page, canvas.raster.clone(), None).notices;
            (page.marks.len(), notices)
        };
        assert_eq!(look(Canvas::new().seal(100.0, 120.0, RED)), (1, vec![NoticeKind::ModelsMissing]));
        assert_eq!(look(&Canvas::new()), (0, vec![]));
    }
}
