//! Handwriting in a block: strokes that were found and lines that were read although a pen wrote them, each with the field it fills.

use std::sync::LazyLock;

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_organisation, is_overprint, is_person};
use super::super::lexicon::{Field, Pattern, labels};
use super::fields::Piece;
use super::read::Surroundings;
use super::region::Region;
use super::seals::NAME_SEAL;
use super::stamped::is_address;
use crate::model::agreement::DatePrecision;
use crate::model::document::{MarkKind, Origin, SealText};
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::text::{is_han, squash};

/// Strokes shorter than this are a tick, dot or smudge: 15 mm, half of the shortest initials measured on signature samples.
pub(super) const SIGNATURE_STROKES: i32 = 150;
/// Under this confidence a mark may be dirt.
pub(in crate::understand) const SURE_INK: Confidence = Confidence(55);
/// Strokes this long (60 mm) are no dirt: a mark that is likely ink is, then; a stamp's own remains stay below [`LIKELY_INK`].
const PLENTY: i32 = 600;
/// Under this confidence strokes may be a colourless stamp's.
const LIKELY_INK: Confidence = Confidence(50);
/// A mark this small both ways (8 mm) may be a tick, a cross or somebody's initials, however clear it is.
const SMALL: i32 = 80;
/// Dates in pen stay lower than this (12 mm).
const TALLER_THAN_DATES: i32 = 120;
/// A line this much taller (percent) than the page's text was written by pen: on 60 scans print in a block reached 128, names in pen began at 150.
const PEN_HEIGHT: i32 = 145;
/// So many ideographs without a digit are neither a name nor a date.
const LONGEST_NAME: usize = 6;
/// No single character is written larger than this (tenths of a millimetre).
const LONE: i32 = 150;
/// Words that are no name are read at least this surely.
const WORDED: Confidence = Confidence(85);
/// Ink this far above or below everything that a block prints was not meant for it: 50 mm.
const FARTHEST: i32 = 500;
/// Text this long is print whatever its size.
const LONGEST_PEN: usize = 32;

/// Whether a text is a day and a year around what was not read as a month: "8性h 2024".
pub(super) fn is_day_and_year(text: &str) -> bool {
    static DAY_AND_YEAR: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\W*\d{1,2}\D{2,12}20\d\d\W*$"));
    DAY_AND_YEAR.is_match(text)
}

/// A piece of handwriting or a signature's appearance with what it was written as.
pub(super) struct Writing {
    /// Where.
    pub(super) area: Rect,
    /// How sure that it is one.
    pub(super) confidence: Confidence,
    /// Length of its strokes.
    pub(super) strokes: i32,
    /// What it reads.
    pub(super) text: Option<SealText>,
    /// Index of the signature field whose appearance it is.
    pub(super) digital: Option<usize>,
    /// What it fills.
    pub(super) field: Field,
}

impl Writing {
    /// Whether a pen wrote it.
    pub(super) fn is_ink(&self) -> bool {
        self.digital.is_none()
    }

    /// Whether it is long and clear enough for a signature.
    pub(super) fn is_strong(&self) -> bool {
        let sure = self.confidence >= SURE_INK || self.confidence >= LIKELY_INK && self.strokes >= PLENTY;
        self.is_ink() && sure && self.strokes >= SIGNATURE_STROKES && self.area.width().max(self.area.height()) >= SMALL
    }

    /// How sure it is handwriting, its length considered.
    pub(super) fn certainty(&self) -> Confidence {
        if self.strokes >= PLENTY { self.confidence.max(Confidence(62)) } else { self.confidence }
    }

    /// The date it reads, whole or in part.
    pub(super) fn date(&self, order: date::Order) -> Option<crate::model::agreement::DateSeen> {
        let whole = |text: &str| date::first(text, order).filter(|seen| seen.precision != DatePrecision::Partial);
        self.text.as_ref().and_then(|text| whole(&text.text).or_else(|| date::scrawled(&text.text, order)))
    }
}

/// Handwriting in a region, each piece with the field on whose row it was written.
pub(super) fn writing(reading: &Reading<'_>, region: &Region, around: &Surroundings<'_>) -> Vec<Writing> {
    let mut out: Vec<Writing> = Vec::new();
    // What is drawn in a signed field is the field's appearance, whoever's hand it shows.
    let shown = reading.document.fields.iter().filter(|field| field.signature.is_some()).filter_map(|field| field.place);
    let shown: Vec<Rect> = shown.filter(|(page, _)| *page == region.page).map(|(_, area)| area).collect();
    let is_shown = |area: Rect| shown.iter().any(|place| area.covered_by(*place) > 0.5);
    for mark in reading.document.pages.iter().filter(|page| page.number == region.page).flat_map(|page| &page.marks) {
        let (strokes, text, digital) = match &mark.kind {
            MarkKind::Ink(_) if is_shown(mark.area) => continue,
            MarkKind::Ink(ink) => (ink.stroke_length, ink.text.clone(), None),
            MarkKind::DigitalSignature(index) => (0, None, Some(*index)),
            MarkKind::Seal(_) => continue,
        };
        // Of a mark often but one of several characters is read.
        let cut = |text: &SealText| text.text.contains('印') && is_name_seal(text, mark.area);
        let no_hand = |text: &SealText| {
            is_slashed(&text.text)
                || is_worded(text, mark.area, region.page, reading)
                || is_of_stamp(text, mark.area, around, region)
                || cut(text)
        };
        if text.as_ref().is_some_and(no_hand) || digital.is_none() && is_typed_signature(mark.area, region.page, reading) {
            continue;
        }
        if owner(mark.area, region, around) && is_near(mark.area, region) {
            out.push(Writing { area: mark.area, confidence: mark.confidence, strokes, text, digital, field: Field::Signature });
        }
    }
    let body = body_height(reading, region.page);
    for line in reading.lines.iter().filter(|line| line.page == region.page && is_penned(line, body) && !is_shown(line.area)) {
        let read_in_pen =
            !is_stamped(line, around, region) && labels(&line.text).is_empty() && !is_organisation(&line.text) && !is_overprint(&line.text);
        let text = SealText { text: line.text.clone(), confidence: line.origin.confidence() };
        if read_in_pen && is_inked(line, reading) && owner(line.area, region, around) && !is_name_seal(&text, line.area) {
            let text = Some(text);
            // The line's size stands in for strokes that were not measured.
            let strokes = line.area.width() + line.area.height();
            out.push(Writing { area: line.area, confidence: PENNED, strokes, text, digital: None, field: Field::Signature });
        }
    }
    for writing in &mut out {
        writing.field = field_of(writing, region);
    }
    // A person signs once: with no sure piece on the signature row, a tall one on a neighbouring row is the signature.
    let row = region.pieces.iter().any(|piece| piece.field == Field::Signature);
    if !out.iter().any(|writing| writing.field == Field::Signature && (writing.is_strong() || !writing.is_ink()))
        && let Some(tall) = out
            .iter_mut()
            .filter(|writing| writing.is_strong() && writing.field != Field::Signature)
            .filter(|writing| writing.area.height() >= if writing.field == Field::Date { TALLER_THAN_DATES } else { 90 })
            .filter(|writing| {
                // On a date's row a hand is a date unless no other place for a signature is there.
                let doubtful = |text: &SealText| (writing.field != Field::Date || !row) && text.confidence < WORDED;
                writing.text.as_ref().is_none_or(|text| is_person(&text.text) || doubtful(text))
            })
            .max_by_key(|writing| writing.area.area())
    {
        tall.field = Field::Signature;
    }
    out
}

/// Whether ink lies in a block, near to what it prints.
pub(in crate::understand) fn holds(region: &Region, area: Rect) -> bool {
    area.covered_by(region.area) >= 0.3 && is_near(area, region)
}

/// Whether a mark stands so near to what its block prints that it was meant for it.
fn is_near(area: Rect, region: &Region) -> bool {
    let labels = region.pieces.iter().map(|piece| if piece.shared { piece.place } else { piece.label });
    let rows: Vec<Rect> =
        labels.chain(region.heading.iter().flat_map(|heading| &heading.sources).filter_map(|source| source.area)).collect();
    rows.is_empty() || rows.iter().any(|row| -area.overlap_y(*row) < FARTHEST)
}

/// Whether another line of the same size has the same words or part of them, as a watermark's repetitions have; a signatory's name is printed smaller.
pub(super) fn is_repeated(line: &Text, reading: &Reading<'_>) -> bool {
    let words = squash(&line.text);
    let same = |other: &Text| {
        let (own, theirs) = (line.area.height(), other.area.height());
        let text = squash(&other.text);
        own * 2 > theirs && theirs * 2 > own && text.chars().count() >= 3 && (text.contains(&words) || words.contains(&text))
    };
    reading.lines.iter().filter(|other| other.page == line.page && !std::ptr::eq(*other, line)).any(same)
}

/// How sure a tall line in a block is handwriting.
pub(super) const PENNED: Confidence = Confidence(85);

/// The height of the page's running text as recognition frames it.
pub(super) fn body_height(reading: &Reading<'_>, page: PageNo) -> Option<i32> {
    let mut heights: Vec<i32> = reading
        .lines
        .iter()
        .filter(|line| line.page == page && matches!(line.origin, Origin::Ocr(_)) && line.area.width() > 4 * line.area.height())
        .map(|line| line.area.height())
        .collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().filter(|_| heights.len() >= 3)
}

/// Whether a line that was read from pixels is too tall for the page's print.
pub(super) fn is_penned(line: &Text, body: Option<i32>) -> bool {
    let tall = body.is_some_and(|body| line.area.height() * 100 >= body * PEN_HEIGHT);
    let count = |is: fn(char) -> bool| line.text.chars().filter(|c| is(*c)).count();
    let short = line.text.chars().count() <= LONGEST_PEN && (count(is_han) <= LONGEST_NAME || count(|c| c.is_ascii_digit()) > 0);
    tall && matches!(line.origin, Origin::Ocr(_)) && line.margin.is_none() && short
}

/// Whether recognition saw a pen's strokes in a line: its height alone may be a stamp's.
pub(super) fn is_inked(line: &Text, reading: &Reading<'_>) -> bool {
    let marks = reading.document.pages.iter().filter(|page| page.number == line.page).flat_map(|page| &page.marks);
    marks.filter(|mark| matches!(mark.kind, MarkKind::Ink(_))).any(|mark| line.area.intersection(mark.area).is_some())
}

/// Whether words are a typed signature.
pub(super) fn is_slashed(text: &str) -> bool {
    text.starts_with("/s/") || text.starts_with("/S/")
}

/// Whether ink is what a line prints behind "/s/": a face like handwriting, with no stroke that reaches far out of the line.
fn is_typed_signature(area: Rect, page: PageNo, reading: &Reading<'_>) -> bool {
    let slashed = |line: &&Text| line.page == page && matches!(line.origin, Origin::Ocr(_)) && line.text.to_lowercase().contains("/s/");
    reading
        .lines
        .iter()
        .filter(slashed)
        .any(|line| area.covered_by(line.area.grown(10)) > 0.6 && area.height() * 2 <= line.area.height() * 3)
}

/// Whether ink is but a line that was read for certain, of words that nobody signs with: a stamp's, an address, a watermark's.
fn is_worded(text: &SealText, area: Rect, page: PageNo, reading: &Reading<'_>) -> bool {
    let words = is_organisation(&text.text) || is_address(&text.text) || is_overprint(&text.text);
    let line = |line: &&Text| line.page == page && area.covered_by(line.area.grown(15)) > 0.8 && squash(&line.text) == squash(&text.text);
    words
        && text.confidence >= WORDED
        && date::first(&text.text, date::Order::Unknown).is_none()
        && reading.lines.iter().any(|other| line(&other))
}

/// Whether what was taken for a hand is a name seal that was not told from it: it is about as wide as high, and 印 is cut into it, or but one character could
/// be read in all of its 15 mm and more.
pub(super) fn is_name_seal(text: &SealText, area: Rect) -> bool {
    let (low, high) = (area.width().min(area.height()), area.width().max(area.height()));
    let ideographs = text.text.chars().filter(|c| is_han(*c)).count();
    let lone = text.text.chars().count() == 1 && ideographs == 1 && low > LONE;
    high < 2 * low && high <= NAME_SEAL && (ideographs <= 4 && text.text.contains('印') || lone)
}

/// Whether ink in a stamp reads as a part of what the stamp says.
fn is_of_stamp(text: &SealText, area: Rect, around: &Surroundings<'_>, region: &Region) -> bool {
    let own = squash(&text.text);
    let here = around.seals.iter().filter(|seal| seal.document == region.document && seal.page == region.page);
    own.chars().count() >= 2
        && here
            .filter(|seal| area.covered_by(seal.area.grown(15)) > 0.5)
            .any(|seal| seal.seen.text.as_ref().is_some_and(|text| squash(text).contains(&own)))
}

/// Whether a line may be a piece of a seal's own text: it lies in a seal and is neither a date nor a name that the seal does not bear.
fn is_stamped(line: &Text, around: &Surroundings<'_>, region: &Region) -> bool {
    around
        .seals
        .iter()
        .filter(|seal| seal.document == region.document && seal.page == region.page && line.area.covered_by(seal.area.grown(15)) > 0.5)
        .any(|seal| {
            let dated = date::first(&line.text, date::Order::Unknown).is_some_and(|seen| seen.precision != DatePrecision::Partial);
            let own = seal.seen.text.as_deref().unwrap_or_default();
            let letters: Vec<char> = line.text.chars().filter(|c| c.is_alphanumeric()).collect();
            let shared = letters.iter().filter(|&&c| own.contains(c)).count();
            let apart = shared * 2 < letters.len().max(1);
            // Letters along a ring are read as a block about as tall as wide.
            let level = is_person(&line.text) && line.area.width() * 10 >= line.area.height() * 11;
            // Half of a short name; a star in the middle can pass for one, too.
            let off_centre = (line.area.center_x() - seal.area.center_x()).abs() + (line.area.center_y() - seal.area.center_y()).abs();
            let half =
                letters.len() == 1 && letters.iter().all(|&c| is_han(c)) && off_centre > 50 && line.origin.confidence() >= Confidence(90);
            !dated && !(apart && (level || half))
        })
}

/// Distance from a point's height to a rectangle's.
fn vertical_distance(area: Rect, y: i32) -> i32 {
    if y < area.top { area.top - y } else { (y - area.bottom).max(0) }
}

/// Whether a mark belongs to this region rather than to another on the page: most of it lies inside.
pub(super) fn owner(area: Rect, region: &Region, around: &Surroundings<'_>) -> bool {
    let share = |other: &Region| area.covered_by(other.area);
    let own = share(region);
    let best = around
        .regions
        .iter()
        .filter(|other| other.document == region.document && other.page == region.page && other.party != region.party)
        .map(share)
        .fold(0.0, f64::max);
    own >= 0.3 && own >= best
}

/// The field on whose row a mark was written.
fn field_of(writing: &Writing, region: &Region) -> Field {
    if !writing.is_ink() {
        return Field::Signature;
    }
    if writing.date(date::Order::YearFirst).is_some() || writing.text.as_ref().is_some_and(|text| is_day_and_year(&text.text)) {
        return Field::Date;
    }
    let area = writing.area;
    let asks = |piece: &&Piece| {
        matches!(piece.field, Field::Signature | Field::Representative | Field::Name | Field::Title | Field::NameAndTitle | Field::Date)
    };
    let reaches = |piece: &&Piece| {
        if piece.shared { area.overlap_y(piece.place) > 0 && area.overlap_x(piece.place) > 0 } else { area.right > piece.label.left }
    };
    let candidates: Vec<&Piece> = region.pieces.iter().filter(asks).filter(reaches).collect();
    // Letters drop below and rise above their line: what shares a good part of the signature row is the signature.
    let on_signature = candidates.iter().any(|piece| {
        let row = if piece.shared { piece.place } else { piece.label.grown(15) };
        // In a row of several labels the mark must begin behind this one and before the next.
        let within = piece.shared || area.center_x() < piece.place.right.max(piece.label.right + 1) || piece.place.width() < 10;
        piece.field == Field::Signature
            && within
            && area.center_x() > row.left
            && area.overlap_y(row) * 100 >= row.height().min(area.height()) * 55
    });
    if on_signature {
        return Field::Signature;
    }
    let nearest = candidates
        .iter()
        .map(|piece| {
            let (row, behind) = if piece.shared {
                (piece.place, 0)
            } else {
                (piece.label, (piece.label.left - area.center_x()).max(0) + (area.center_x() - piece.place.right).max(0))
            };
            // A signature stands above its label as often as beside it.
            let rise = if piece.field == Field::Signature && area.center_y() < row.top { 3 } else { 1 };
            ((vertical_distance(row, area.center_y()) / rise + (row.center_y() - area.center_y()).abs() / 20) + behind, *piece)
        })
        .min_by_key(|(distance, piece)| (*distance, piece.label.left));
    match nearest {
        Some((distance, piece)) if distance <= 70 => match piece.field {
            Field::Representative => Field::Signature,
            Field::NameAndTitle => Field::Name,
            field => field,
        },
        _ => Field::Signature,
    }
}
