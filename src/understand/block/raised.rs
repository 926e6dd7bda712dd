//! Blocks in which the party is named last: the signature, a name, a title, and only below them whose they are; and, before anybody has signed, blocks
//! without labels whose people stand below their parties.

use std::ops::Range;

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::Field;
use super::super::lexicon::words::is_person;
use super::fields::{Piece, pieces};
use super::heading::{Heading, Known, headings};
use super::ink::SURE_INK;
use super::region::{Region, beside, gutter, stop_below};
use super::titled::{name_and_title, unasked};
use crate::model::agreement::{Cited, DatePrecision};
use crate::model::document::MarkKind;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::{PageNo, Rect};

/// Lines of one block stand no farther apart than this: 6 mm.
const NEXT: i32 = 60;
/// A signature's room: 40 mm.
const HAND: i32 = 400;
/// Longer lines (characters, percent of the page's width) are running text.
const LONGEST: usize = 60;
const WIDEST: i32 = 55;

/// Regions on a page for parties that no region was found for.
pub(super) fn regions(reading: &Reading<'_>, document: usize, page: PageNo, parties: &[Known], missing: &[usize]) -> Vec<Region> {
    let pieces = pieces(reading, page);
    let headings = headings(reading, page, &pieces, parties);
    // Behind a letter stands what the party does: "甲：モデルの構築".
    let says_more = |heading: &&Heading| {
        let value = |piece: &Piece| piece.line == heading.line && piece.field == Field::Party && !piece.value.is_empty();
        heading.name.is_none() && pieces.iter().any(value)
    };
    let own = headings.iter().filter(|heading| missing.contains(&heading.party) && !says_more(heading));
    own.filter_map(|heading| region(reading, document, page, &pieces, &headings, heading)).collect()
}

/// Regions of parties that are named below their signatures on pages where others sign, whatever was taken for theirs on another page.
pub(super) fn beside_others(readings: &[&Reading<'_>], parties: &[Known], known: &[Region]) -> Vec<Region> {
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for page in reading.document.pages.iter().map(|page| page.number) {
            let here = |region: &&Region| region.document == document && region.page == page;
            let elsewhere = |party: &usize| {
                known.iter().any(|region| region.party == *party) && !known.iter().filter(here).any(|region| region.party == *party)
            };
            let others: Vec<usize> = (0..parties.len()).filter(elsewhere).collect();
            if !others.is_empty() && known.iter().any(|region| here(&region)) {
                out.extend(regions(reading, document, page, parties, &others));
            }
        }
    }
    out
}

/// Regions of parties that are named below their signatures.
pub(super) fn named_last(readings: &[&Reading<'_>], parties: &[Known], missing: &[usize]) -> Vec<Region> {
    let pages = readings.iter().enumerate().flat_map(|(document, reading)| {
        let pages: &[_] = if missing.is_empty() { &[] } else { &reading.document.pages };
        pages.iter().flat_map(move |page| regions(reading, document, page.number, parties, missing))
    });
    pages.collect()
}

/// Whether the parties of a page, one below the other, are each named below their ink: there is some over each name, and none below the last.
pub(super) fn are_named_last(reading: &Reading<'_>, page: PageNo, headings: &[Heading]) -> bool {
    let Some(shown) = reading.document.pages.iter().find(|other| other.number == page) else { return false };
    let inks: Vec<Rect> = shown
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Ink(_)) && mark.confidence >= SURE_INK)
        .map(|mark| mark.area)
        .collect();
    let over = |heading: &&Heading| {
        let own = heading.area;
        inks.iter().any(|ink| (own.top - HAND..own.top).contains(&ink.center_y()) && ink.overlap_x(own) > 0)
    };
    // The head names the parties too, with no ink near.
    let mut last: Vec<&Heading> = headings.iter().filter(over).collect();
    last.sort_by_key(|heading| heading.area.top);
    let Some(lowest) = last.last().map(|heading| heading.area) else { return false };
    let parties = last.iter().map(|heading| heading.party).collect::<std::collections::BTreeSet<_>>().len();
    let stacked = last.windows(2).all(|pair| pair[0].area.bottom < pair[1].area.top && pair[0].area.overlap_x(pair[1].area) > 0);
    let first = last.first().map_or(0, |heading| heading.area.top);
    let below = lowest.bottom..stop_below(reading, page, lowest, lowest.bottom + HAND);
    let unsigned = headings.iter().any(|heading| heading.area.top > first - HAND && heading.area.bottom < first);
    parties >= 2 && parties == last.len() && stacked && !unsigned && !inks.iter().any(|ink| below.contains(&ink.center_y()))
}

fn region(
    reading: &Reading<'_>,
    document: usize,
    page: PageNo,
    pieces: &[Piece],
    headings: &[Heading],
    heading: &Heading,
) -> Option<Region> {
    let size = reading.size(page);
    let own = heading.area;
    let next_to = || headings.iter().filter(|other| other.party != heading.party && beside(other.area, own)).map(|other| other.area);
    let band = (own.top - HAND, own.bottom + NEXT);
    let left = next_to().filter(|area| area.left < own.left).max_by_key(|area| area.right);
    let right = next_to().filter(|area| area.left > own.left).min_by_key(|area| area.left);
    let left = left.map_or(0, |area| gutter(reading, page, area, own, band));
    let right = right.map_or(size.width, |area| gutter(reading, page, own, area, band));
    let foreign = |line: &Text| headings.iter().any(|other| other.party != heading.party && line.area.covered_by(other.area) > 0.5);
    let column: Vec<&Text> = reading
        .lines
        .iter()
        .filter(|line| line.page == page && line.margin.is_none() && (left..right).contains(&line.area.center_x()))
        .collect();
    let ends = |line: &Text| {
        let long = line.area.width() * 100 >= size.width * WIDEST || line.text.chars().count() > LONGEST;
        long || foreign(line)
    };
    // A longer name beside it makes the row of both as high.
    let row = Rect::new(own.left, own.top, own.right, next_to().map(|area| area.bottom).fold(own.bottom, i32::max));
    let (mut top, bottom) = (top(&column, own, &ends), bottom(&column, row, &ends));
    // Where nobody is named above the column's first party, the people stand below the parties here, in papers that nobody has signed yet.
    let first = headings.iter().map(|other| other.area).filter(|area| area.overlap_x(own) > 0).min_by_key(|area| area.top).unwrap_or(own);
    let named_in = |rows: Range<i32>| column.iter().any(|line| rows.contains(&line.area.center_y()) && names_somebody(line));
    if !named_in(self::top(&column, first, &ends)..first.top) && named_in(own.bottom..bottom) {
        top = own.top;
    }
    let area = Rect::new(left, top, right.max(left + 1), bottom);
    let within = |area: Rect, other: Rect| area.contains(other.center_x(), other.center_y());
    let marks = reading.document.pages.iter().filter(|other| other.number == page).flat_map(|page| &page.marks);
    let mut inks = marks.filter(|mark| matches!(mark.kind, MarkKind::Ink(_) | MarkKind::DigitalSignature(_)));
    let signed = inks.any(|mark| mark.area.covered_by(area) > 0.5);
    let named = column.iter().any(|line| within(area, line.area) && names_somebody(line));
    if !signed && !named {
        return None;
    }
    let cite = |i: usize, text: &str| {
        let line = &reading.lines[i];
        Cited::new(text.to_owned(), line.origin.confidence(), reading.cite(line, EvidenceRole::Supports))
    };
    Some(Region {
        document,
        page,
        area,
        party: heading.party,
        heading: Some(cite(heading.line, &heading.text)),
        name: heading.name.as_ref().map(|(i, name)| cite(*i, name)),
        pieces: pieces.iter().filter(|piece| within(area, piece.label)).cloned().collect(),
    })
}

fn names_somebody(line: &Text) -> bool {
    unasked(&line.text).is_some_and(|text| is_person(&name_and_title(text).0))
}

/// Where a block begins: above the lines that stand on its heading, a signature's room, and a line of place and date over that.
fn top(column: &[&Text], heading: Rect, ends: &dyn Fn(&Text) -> bool) -> i32 {
    let mut above: Vec<&Text> = column.iter().copied().filter(|line| line.area.center_y() < heading.top).collect();
    above.sort_by_key(|line| -line.area.bottom);
    let mut top = heading.top;
    for line in above {
        let gap = top - line.area.bottom;
        if ends(line) || gap > HAND {
            return (top - HAND).max(line.area.bottom).max(0);
        }
        if gap > NEXT {
            let dated = date::first(&line.text, date::Order::Unknown).is_some_and(|seen| seen.precision != DatePrecision::Partial);
            return if dated { line.area.top } else { line.area.bottom };
        }
        top = line.area.top;
    }
    (top - HAND).max(0)
}

/// Where it ends: below the lines that hang on its heading.
fn bottom(column: &[&Text], heading: Rect, ends: &dyn Fn(&Text) -> bool) -> i32 {
    let mut below: Vec<&Text> = column.iter().copied().filter(|line| line.area.center_y() > heading.bottom).collect();
    below.sort_by_key(|line| line.area.top);
    let mut bottom = heading.bottom;
    for line in below {
        if ends(line) || line.area.top - bottom > NEXT {
            break;
        }
        bottom = line.area.bottom;
    }
    bottom + NEXT / 4
}
