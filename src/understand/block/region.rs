//! Regions in which parties sign: a heading, its column, and the fields below it.

use std::sync::LazyLock;

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::{Field, Pattern, labels};
use super::caption;
use super::fields::{Piece, pieces};
use super::heading::{Heading, Known, headings, strangers, weakly_named};
use super::left_over::{beside_only, left_over};
use super::raised;
use super::shared::{column_labels, row_labels};
use crate::model::agreement::Cited;
use crate::model::document::MarkKind;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::{PageNo, Rect};

/// A region in which a party signs.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Region {
    /// Index of the document among those searched.
    pub(in crate::understand) document: usize,
    /// Page.
    pub(in crate::understand) page: PageNo,
    /// Area.
    pub(in crate::understand) area: Rect,
    /// Index of the party among those known.
    pub(in crate::understand) party: usize,
    /// Heading as written.
    pub(in crate::understand) heading: Option<Cited<String>>,
    /// The organisation's name in the heading, where it has one.
    pub(in crate::understand) name: Option<Cited<String>>,
    /// Labels inside.
    pub(in crate::understand) pieces: Vec<Piece>,
}

/// Longest block: 150 mm, more than half of an A4 page.
pub(super) const LONGEST: i32 = 1500;
/// Room above a heading that still belongs to its block (tall letters): 1.5 mm.
const HEADROOM: i32 = 15;
/// A place and day stands no farther above a heading: 6 mm.
const OVER: i32 = 60;
static STOP: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(第\s*[一二三四五六七八九十百\d]+\s*[条條章]|[一二三四五六七八九十]{1,3}\s*[、．.]|附\s*[件录表]|别\s*[纸紙]|別紙|annex|appendix|schedule|exhibit|anlage|annexe|приложение|부록|별첨|article\s+\d|§\s*\d)",
        r"|登记处|登记机[构关]|公证|见证|鉴证|证明人|审批意见|主管部门|推荐单位意见|备案|翻译[人员者机公]|译者|项目负责人意见",
        r"|\bwitness(es|ed)?\b|in the presence of|notary|translator|read and (understood|acknowledged|agreed)|principal investigator|zeugen?\b|témoin|свидетел|нотариус|立会人|증인"
    ))
});
static WITNESS_WHEREOF: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)witness\s+(whereof|hereof|where\s*of)|in\s+witness"));

/// Every region of every document, in document and page order; several of one party are candidates among which facts decide.
pub(in crate::understand) fn find(readings: &[&Reading<'_>], parties: &[Known]) -> Vec<Region> {
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for page in &reading.document.pages {
            let pieces = pieces(reading, page.number);
            let headings = headings(reading, page.number, &pieces, parties);
            if raised::are_named_last(reading, page.number, &headings) {
                let all: Vec<usize> = (0..parties.len()).collect();
                out.extend(raised::regions(reading, document, page.number, parties, &all));
            } else {
                out.extend(regions(reading, document, page.number, &pieces, &headings));
            }
        }
    }
    out.extend(raised::beside_others(readings, parties, &out));
    let mut missing: Vec<usize> = (0..parties.len()).filter(|&party| out.iter().all(|region| region.party != party)).collect();
    if missing.len() == parties.len() {
        out = raised::named_last(readings, parties, &missing);
        if out.is_empty() {
            out.extend(readings.iter().enumerate().flat_map(|(document, reading)| without_headings(reading, document, parties.len())));
        }
        return out;
    }
    for (document, reading) in readings.iter().enumerate() {
        for page in reading.document.pages.iter().rev().map(|page| page.number) {
            if missing.is_empty() {
                return out;
            }
            let pieces = pieces(reading, page);
            let mut headings = headings(reading, page, &pieces, parties);
            headings.retain(|heading| {
                out.iter().any(|region| {
                    region.document == document
                        && region.page == page
                        && region.party == heading.party
                        && region.area.contains(heading.area.center_x(), heading.area.center_y())
                })
            });
            // Somebody else signs in the party's place, or its own name cannot be read.
            let strangers = strangers(reading, &pieces, &headings);
            let mut left_over: Vec<Heading> = if strangers.len() == missing.len() && !headings.is_empty() {
                let heading = |((area, line, at, name), party): ((Rect, usize, usize, String), &usize)| Heading {
                    party: *party,
                    area,
                    text: name.clone(),
                    line,
                    name: Some((at, name)),
                };
                strangers.into_iter().zip(&missing).map(heading).collect()
            } else {
                left_over(&pieces, &headings, &missing)
            };
            if left_over.is_empty() && !headings.is_empty() {
                left_over = weakly_named(reading, page, &headings, parties, &missing);
            }
            if left_over.is_empty() {
                left_over = beside_only(reading, page, &headings, &missing);
            }
            if left_over.is_empty() {
                continue;
            }
            missing.retain(|party| left_over.iter().all(|heading| heading.party != *party));
            headings.extend(left_over);
            out.retain(|region| region.document != document || region.page != page);
            out.extend(regions(reading, document, page, &pieces, &headings));
        }
    }
    out.extend(raised::named_last(readings, parties, &missing));
    out
}

/// The rest of a block that a page's end cuts: what stands at the top of the next page before any party's heading.
pub(in crate::understand) fn overleaf(reading: &Reading<'_>, region: &Region, regions: &[Region]) -> Option<Region> {
    let next = reading.document.pages.iter().map(|page| page.number).find(|page| *page > region.page)?;
    let size = reading.size(region.page);
    let last_line =
        reading.lines.iter().filter(|line| line.page == region.page && line.margin.is_none()).map(|line| line.area.bottom).max()?;
    // Only a block that reaches the end of its page and lacks what every block has.
    let cut = region.area.bottom >= last_line && region.pieces.iter().all(|piece| !matches!(piece.field, Field::Date | Field::Title));
    if !cut || last_line * 100 < size.height * 70 {
        return None;
    }
    let all = pieces(reading, next);
    let asks = |piece: &&Piece| matches!(piece.field, Field::Name | Field::NameAndTitle | Field::Title | Field::Date | Field::Signature);
    let ends = regions.iter().filter(|other| other.document == region.document && other.page == next).map(|other| other.area.top);
    let party = all.iter().filter(|piece| piece.field == Field::Party).map(|piece| piece.label.top - 5);
    let bottom = ends.chain(party).min().unwrap_or(size.height);
    let area = Rect::new(region.area.left, 0, region.area.right, bottom);
    let mut inside: Vec<Piece> =
        all.iter().filter(asks).filter(|piece| area.contains(piece.label.center_x(), piece.label.center_y())).cloned().collect();
    narrow(&mut inside);
    let page = next;
    (!inside.is_empty()).then(|| Region { page, area, heading: None, name: None, pieces: inside, ..region.clone() })
}

/// Whether two headings stand beside each other; recognition frames lines so widely that neighbours may touch.
pub(super) fn beside(a: Rect, b: Rect) -> bool {
    a.overlap_x(b) * 2 <= a.height().min(b.height()) && (a.overlap_y(b) > 0 || (a.top - b.top).abs() < 60)
}

fn regions(reading: &Reading<'_>, document: usize, page: PageNo, pieces: &[Piece], headings: &[Heading]) -> Vec<Region> {
    let size = reading.size(page);
    let captions = caption::are_captions(reading, page, pieces);
    let mut out = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        let lowest = (heading.area.top + LONGEST).min(size.height);
        let next_to = |other: &&Heading| other.party != heading.party && beside(other.area, heading.area);
        let left_neighbour = headings
            .iter()
            .filter(next_to)
            .filter(|other| other.area.left < heading.area.left)
            .map(|other| other.area)
            .max_by_key(|area| area.right);
        let right_neighbour = headings
            .iter()
            .filter(next_to)
            .filter(|other| other.area.left > heading.area.left)
            .map(|other| other.area)
            .min_by_key(|area| area.left);
        let bottom_of_text = stop_below(reading, page, heading.area, lowest);
        // A first column that speaks for all parties stands left of the first of them.
        let first = headings.iter().filter(next_to).map(|other| other.area.left).fold(heading.area.left, i32::min);
        let has_neighbour = left_neighbour.is_some() || right_neighbour.is_some();
        let row_labels = if captions { Vec::new() } else { row_labels(pieces, heading.area, first, has_neighbour, bottom_of_text) };
        let band = (heading.area.top, bottom_of_text);
        let left = match left_neighbour {
            Some(area) => gutter(reading, page, area, heading.area, band),
            None => row_labels.iter().map(|piece| piece.label.right + 10).max().unwrap_or(0),
        };
        let right = right_neighbour.map_or(size.width, |area| gutter(reading, page, heading.area, area, band));
        let column = Rect::new(left, heading.area.top, right.max(left + 1), lowest);
        // The next heading in this column ends the block.
        let next = headings
            .iter()
            .enumerate()
            .filter(|(j, other)| {
                // The party's own name in its block (on a stamp, below the signature) begins no new one before a date has closed it.
                let closed = || {
                    pieces.iter().any(|piece| {
                        piece.field == Field::Date
                            && piece.label.top > heading.area.top
                            && piece.label.bottom < other.area.top
                            && piece.label.overlap_x(column) > 0
                    })
                };
                *j != i
                    && other.area.top > heading.area.top
                    && !beside(other.area, heading.area)
                    && other.area.overlap_x(column) > 0
                    && (other.party != heading.party || closed())
            })
            .map(|(_, other)| other.area.top)
            .min();
        let bottom = bottom_of_text.min(next.map_or(size.height, |top| top - 5));
        let top = dated_above(reading, page, heading.area).unwrap_or(heading.area.top - HEADROOM);
        let area = Rect::new(left, top.max(0), right.max(left + 1), bottom.max(heading.area.bottom));
        let mut inside: Vec<Piece> = pieces
            .iter()
            .filter(|piece| {
                area.contains(piece.label.center_x(), piece.label.center_y())
                    || (piece.line == heading.line && piece.label.overlap_x(area) > 0)
            })
            .map(|piece| Piece {
                place: Rect::new(piece.label.right, piece.label.top, right.max(piece.label.right), piece.label.bottom),
                ..piece.clone()
            })
            .collect();
        narrow(&mut inside);
        if captions {
            caption::lift(&mut inside, heading.area, area);
        }
        inside.extend(
            row_labels.iter().map(|piece| Piece { place: Rect::new(left, piece.place.top, right, piece.place.bottom), ..piece.clone() }),
        );
        let head_row = column_labels(pieces, heading.area, area, headings, size.width);
        inside.extend(head_row);
        let signing = inside.iter().any(|piece| matches!(piece.field, Field::Signature | Field::Seal | Field::Date) || piece.seal);
        let marked = reading.document.pages.iter().filter(|p| p.number == page).flat_map(|p| &p.marks).any(|mark| {
            matches!(mark.kind, MarkKind::Ink(_) | MarkKind::DigitalSignature(_))
                && mark.area.covered_by(area) > 0.5
                && mark.area.height() > 40
        });
        let stamped = || {
            let fields = inside.iter().any(|piece| matches!(piece.field, Field::Representative | Field::Name | Field::Title));
            fields && is_stamped(reading, page, area)
        };
        if signing || marked || stamped() {
            let line = &reading.lines[heading.line];
            let cite = |i: usize, text: &str| {
                Cited::new(text.to_owned(), reading.lines[i].origin.confidence(), reading.cite(&reading.lines[i], EvidenceRole::Supports))
            };
            out.push(Region {
                document,
                page,
                area,
                party: heading.party,
                heading: (!heading.text.is_empty())
                    .then(|| Cited::new(heading.text.clone(), line.origin.confidence(), reading.cite(line, EvidenceRole::Supports))),
                name: heading.name.as_ref().map(|(i, name)| cite(*i, name)),
                pieces: inside,
            });
        }
    }
    out
}

/// The top of the line that says where and when, close above a heading: "Varallo, 01/03/2024" over "For the University".
fn dated_above(reading: &Reading<'_>, page: PageNo, heading: Rect) -> Option<i32> {
    let close = |line: &&Text| {
        let gap = heading.top - line.area.bottom;
        line.page == page && (-5..OVER).contains(&gap) && line.area.top < heading.top && line.area.overlap_x(heading) > 0
    };
    reading.lines.iter().filter(close).find(|line| date::is_place_and_day(&line.text)).map(|line| line.area.top)
}

/// Whether most of a seal lies in an area: in a block without labels to sign or ink somebody used but chops.
fn is_stamped(reading: &Reading<'_>, page: PageNo, area: Rect) -> bool {
    let marks = reading.document.pages.iter().filter(|other| other.number == page).flat_map(|page| &page.marks);
    marks.into_iter().any(|mark| matches!(&mark.kind, MarkKind::Seal(seal) if !seal.at_edge) && mark.area.covered_by(area) > 0.5)
}

/// Where the text below a heading stops being a block: an article, an annex, another's block, running text.
pub(super) fn stop_below(reading: &Reading<'_>, page: PageNo, heading: Rect, lowest: i32) -> i32 {
    let width = reading.size(page).width;
    reading
        .lines
        .iter()
        .filter(|line| line.page == page && line.margin.is_none() && line.area.top > heading.bottom - 5 && line.area.top < lowest)
        .filter(|line| {
            let long = line.area.width() * 100 >= width * 55
                && (line.text.ends_with(['。', '.', ';', '，', ',']) || line.text.chars().count() > 60);
            let named_field = !labels(&line.text).is_empty();
            let stops = STOP.is_match(&line.text) && !WITNESS_WHEREOF.is_match(&line.text) && line.text.chars().count() <= 60;
            stops || (long && !named_field)
        })
        .map(|line| line.area.top - 5)
        .min()
        .unwrap_or(lowest)
}

/// The white strip between two headings beside each other, given as the left edge of the right-hand column.
pub(super) fn gutter(reading: &Reading<'_>, page: PageNo, left: Rect, right: Rect, (top, bottom): (i32, i32)) -> i32 {
    let lines: Vec<&Text> = reading
        .lines
        .iter()
        .filter(|line| line.page == page && line.margin.is_none() && line.area.center_y() >= top - 10 && line.area.center_y() <= bottom)
        .collect();
    // Rows with something on both sides show where the columns part; a line alone on its row may be meant for both.
    let paired: Vec<&Text> = lines.iter().copied().filter(|line| lines.iter().filter(|other| other.row == line.row).count() > 1).collect();
    let mut taken: Vec<(i32, i32)> = if paired.len() > 2 { &paired } else { &lines }
        .iter()
        .map(|line| (line.area.left, line.area.right))
        .filter(|(from, to)| *to > left.center_x() && *from < right.center_x())
        .collect();
    taken.extend([(left.left, left.center_x()), (right.center_x(), right.right)]);
    taken.sort_unstable();
    let (mut reach, mut best) = (left.center_x(), None::<(i32, i32)>);
    for (from, to) in taken {
        if from > reach && best.is_none_or(|(a, b)| from - reach > b - a) {
            best = Some((reach, from));
        }
        reach = reach.max(to);
    }
    best.filter(|(from, to)| to - from >= 10).map_or(right.left, |(_, to)| to) - 15
}

/// Ends each value's place where the next label on its row begins.
fn narrow(pieces: &mut [Piece]) {
    let labels: Vec<Rect> = pieces.iter().map(|piece| piece.label).collect();
    for piece in pieces {
        let next = labels
            .iter()
            .filter(|other| other.left >= piece.label.right && other.overlap_y(piece.label) * 2 > piece.label.height())
            .map(|other| other.left)
            .min();
        if let Some(next) = next {
            piece.place =
                Rect::new(piece.place.left, piece.place.top, next.min(piece.place.right).max(piece.place.left), piece.place.bottom);
        }
    }
}

/// Regions on pages whose blocks name no party: signature labels beside or below each other, taken in order.
fn without_headings(reading: &Reading<'_>, document: usize, count: usize) -> Vec<Region> {
    for page in reading.document.pages.iter().rev() {
        let all = pieces(reading, page.number);
        let mut anchors: Vec<&Piece> = all.iter().filter(|piece| piece.field == Field::Signature).collect();
        if anchors.is_empty() || count == 0 {
            continue;
        }
        anchors.sort_by_key(|piece| (piece.label.top / 80, piece.label.left));
        anchors.truncate(count);
        let size = reading.size(page.number);
        return anchors
            .iter()
            .enumerate()
            .map(|(party, anchor)| {
                let next_to = |other: &&&Piece| beside(other.label, anchor.label);
                let left = anchors.iter().filter(next_to).filter(|other| other.label.left < anchor.label.left).count();
                let right =
                    anchors.iter().filter(next_to).filter(|other| other.label.left > anchor.label.left).map(|other| other.label.left).min();
                let from = if left == 0 { 0 } else { anchor.label.left - 20 };
                let column = from..right.unwrap_or(size.width);
                let under = |other: &&&Piece| other.label.top > anchor.label.bottom && column.contains(&other.label.center_x());
                let below = anchors.iter().filter(under).map(|other| other.label.top).min();
                let stop = stop_below(reading, page.number, anchor.label, (anchor.label.top + LONGEST).min(size.height));
                let area = Rect::new(
                    from,
                    (anchor.label.top - 150).max(0),
                    right.map_or(size.width, |x| x - 20),
                    below.map_or(stop, |y| y - 20).max(anchor.label.bottom),
                );
                let mut inside: Vec<Piece> = all
                    .iter()
                    .filter(|piece| area.contains(piece.label.center_x(), piece.label.center_y()))
                    .map(|piece| Piece {
                        place: Rect::new(piece.label.right, piece.label.top, area.right.max(piece.label.right), piece.label.bottom),
                        ..piece.clone()
                    })
                    .collect();
                narrow(&mut inside);
                Region { document, page: page.number, area, party, heading: None, name: None, pieces: inside }
            })
            .collect();
    }
    Vec::new()
}
