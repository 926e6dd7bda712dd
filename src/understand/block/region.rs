//! Regions in which parties sign: a heading, its column, and the fields below it.

use std::sync::LazyLock;

use regex::Regex;

use super::super::layout::{Reading, Text};
use super::super::lexicon::words::is_organisation;
use super::super::lexicon::{Field, compile};
use super::fields::{Piece, pieces};
use crate::model::agreement::Cited;
use crate::model::document::MarkKind;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::text::squash;

/// What is known about a party before its block is looked for.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Known {
    /// Position by letter.
    pub(in crate::understand) letter: Option<usize>,
    /// Name and aliases.
    pub(in crate::understand) names: Vec<String>,
}

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
const LONGEST: i32 = 1500;
/// Room above a heading that still belongs to its block (tall letters): 1.5 mm.
const HEADROOM: i32 = 15;
/// Similarity from which a line is a party's name as OCR may read it.
const SAME_NAME: f64 = 0.78;

static STOP: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"(?i)^(第\s*[一二三四五六七八九十百\d]+\s*[条條章]|[一二三四五六七八九十]{1,3}\s*[、．.]|附\s*[件录表]|别\s*[纸紙]|別紙|annex|appendix|schedule|exhibit|anlage|annexe|приложение|부록|별첨|article\s+\d|§\s*\d)",
        r"|登记处|登记机[构关]|公证|见证|鉴证|证明人|审批意见|主管部门|推荐单位意见|备案|翻译[人员者机公]|译者|项目负责人意见",
        r"|\bwitness(es|ed)?\b|in the presence of|notary|translator|read and (understood|acknowledged|agreed)|principal investigator|zeugen?\b|témoin|свидетел|нотариус|立会人|증인"
    ))
});
static WITNESS_WHEREOF: LazyLock<Regex> = LazyLock::new(|| compile(r"(?i)witness\s+(whereof|hereof|where\s*of)|in\s+witness"));

/// A place where a party's name or label stands.
struct Heading {
    party: usize,
    area: Rect,
    text: String,
    line: usize,
    name: Option<(usize, String)>,
}

/// Every region of every document, in document and page order; several of one party are candidates among which facts decide.
pub(in crate::understand) fn find(readings: &[&Reading<'_>], parties: &[Known]) -> Vec<Region> {
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for page in &reading.document.pages {
            let pieces = pieces(reading, page.number);
            let headings = headings(reading, page.number, &pieces, parties);
            out.extend(regions(reading, document, page.number, &pieces, &headings));
        }
    }
    let headed: Vec<bool> = (0..parties.len()).map(|party| out.iter().any(|region| region.party == party)).collect();
    if !headed.iter().any(|headed| *headed) {
        for (document, reading) in readings.iter().enumerate() {
            out.extend(without_headings(reading, document, parties.len()));
        }
    }
    out
}

/// How alike a text and a party's names are.
pub(in crate::understand) fn likeness(text: &str, party: &Known) -> f64 {
    let plain = squash(text);
    party
        .names
        .iter()
        .map(|name| {
            let name = squash(name);
            if name.chars().count() < 3 || plain.chars().count() < 3 {
                return f64::from(u8::from(name == plain && !name.is_empty()));
            }
            if plain.contains(&name) {
                // The name with little else around it.
                return (name.chars().count() as f64 / plain.chars().count() as f64)
                    .max(if plain.chars().count() <= name.chars().count() + 14 { 0.9 } else { 0.0 });
            }
            strsim::normalized_levenshtein(&plain, &name)
        })
        .fold(0.0, f64::max)
}

/// The party that a text names, if any does clearly.
pub(in crate::understand) fn named(text: &str, parties: &[Known]) -> Option<usize> {
    let best =
        parties.iter().enumerate().map(|(i, party)| (likeness(text, party), i)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (best.0 >= SAME_NAME).then_some(best.1)
}

fn headings(reading: &Reading<'_>, page: PageNo, pieces: &[Piece], parties: &[Known]) -> Vec<Heading> {
    let mut out: Vec<Heading> = Vec::new();
    let by_letter =
        |letter: usize| parties.iter().position(|party| party.letter == Some(letter)).or((letter < parties.len()).then_some(letter));
    for piece in pieces {
        if !matches!(piece.field, Field::Party | Field::Organisation | Field::Seal) {
            continue;
        }
        let line = &reading.lines[piece.line];
        let below = following(reading, piece);
        let value = super::super::party::clean_name(&piece.value);
        let own = named(&value, parties).filter(|_| !value.is_empty());
        let next = below.and_then(|i| named(&reading.lines[i].text, parties));
        let letter = piece.party.and_then(by_letter);
        let Some(party) = letter.or(own).or(if piece.field == Field::Seal { None } else { next }) else { continue };
        // A letter with another party's full name behind it follows the name only if the name is quite clear.
        let party = match (letter, own) {
            (Some(_), Some(own))
                if likeness(&value, &parties[own]) > 0.9 && likeness(&value, &parties[party]) < 0.5 && piece.party.is_none() =>
            {
                own
            }
            _ => party,
        };
        let mut area = piece.label;
        let mut name = (is_organisation(&value) && value.chars().count() >= 4).then(|| (piece.line, value.clone()));
        if !value.is_empty() {
            area = area.union(piece.place);
        } else if let Some(i) = below.filter(|_| piece.field == Field::Party || next.is_some()) {
            let text = super::super::party::clean_name(&reading.lines[i].text);
            if next.is_some() || is_organisation(&text) {
                area = area.union(reading.lines[i].area);
                name = Some((i, text));
            }
        }
        let _ = line;
        out.push(Heading { party, area, text: format!("{} {}", piece.wording, value).trim().to_owned(), line: piece.line, name });
    }
    for (i, line) in reading.lines.iter().enumerate().filter(|(_, line)| line.page == page && line.margin.is_none()) {
        if line.text.chars().count() > 140 || pieces.iter().any(|piece| piece.line == i && piece.field != Field::Seal) {
            continue;
        }
        let text = super::super::party::clean_name(&line.text);
        let joined = reading
            .lines
            .get(i + 1)
            .filter(|next| next.page == page && next.column == line.column && next.area.overlap_x(line.area) > 0)
            .map(|next| format!("{text} {}", next.text));
        let party = named(&text, parties).or_else(|| joined.filter(|_| is_organisation(&text)).and_then(|joined| named(&joined, parties)));
        if let Some(party) = party {
            out.push(Heading { party, area: line.area, text: line.text.clone(), line: i, name: Some((i, text)) });
        }
    }
    merge(out)
}

/// The line right of or below a label that has no value on its own line.
fn following(reading: &Reading<'_>, piece: &Piece) -> Option<usize> {
    let line = &reading.lines[piece.line];
    if !piece.value.is_empty() && !super::super::party::clean_name(&piece.value).is_empty() {
        return None;
    }
    let candidates =
        reading.lines.iter().enumerate().filter(|(i, other)| *i != piece.line && other.page == line.page && other.margin.is_none());
    candidates
        .filter(|(_, other)| {
            let right = other.row == line.row && other.area.left >= piece.label.right - 20 && other.area.left - piece.label.right < 400;
            let below = (-20..120).contains(&(other.area.top - piece.label.bottom)) && other.area.overlap_x(piece.label) > 0;
            (right || below) && super::super::lexicon::labels(&other.text).iter().all(|label| label.field == Field::Seal)
        })
        .min_by_key(|(i, other)| ((other.area.top - piece.label.top).abs() + (other.area.left - piece.label.left).abs() / 4, *i))
        .map(|(i, _)| i)
}

/// Headings of one party close below each other are one: 甲方 Party A / name / name in English / (盖章).
fn merge(mut headings: Vec<Heading>) -> Vec<Heading> {
    headings.sort_by_key(|heading| (heading.area.top, heading.area.left, heading.line));
    let mut out: Vec<Heading> = Vec::new();
    for heading in headings {
        let near = out.iter_mut().find(|other| {
            other.party == heading.party && other.area.overlap_x(heading.area) > 0 && heading.area.top - other.area.bottom < 90
        });
        match near {
            Some(other) => {
                other.area = other.area.union(heading.area);
                if other.name.is_none() {
                    other.name = heading.name;
                }
                if !other.text.contains(&heading.text) {
                    other.text = format!("{} {}", other.text, heading.text);
                }
            }
            None => out.push(heading),
        }
    }
    out
}

/// Whether two headings stand beside each other.
fn beside(a: Rect, b: Rect) -> bool {
    a.overlap_x(b) <= 0 && (a.overlap_y(b) > 0 || (a.top - b.top).abs() < 60)
}

fn regions(reading: &Reading<'_>, document: usize, page: PageNo, pieces: &[Piece], headings: &[Heading]) -> Vec<Region> {
    let size = reading.size(page);
    let mut out = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        let lowest = (heading.area.top + LONGEST).min(size.height);
        let next_to = |other: &&Heading| beside(other.area, heading.area);
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
        let row_labels = row_labels(pieces, heading.area, left_neighbour.is_some() || right_neighbour.is_some(), bottom_of_text);
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
                *j != i && other.area.top > heading.area.top && !beside(other.area, heading.area) && other.area.overlap_x(column) > 0
            })
            .map(|(_, other)| other.area.top)
            .min();
        let bottom = bottom_of_text.min(next.map_or(size.height, |top| top - 5));
        let area = Rect::new(left, (heading.area.top - HEADROOM).max(0), right.max(left + 1), bottom.max(heading.area.bottom));
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
        if signing || marked {
            let line = &reading.lines[heading.line];
            let cite = |i: usize, text: &str| {
                Cited::new(text.to_owned(), reading.lines[i].origin.confidence(), reading.cite(&reading.lines[i], EvidenceRole::Supports))
            };
            out.push(Region {
                document,
                page,
                area,
                party: heading.party,
                heading: Some(Cited::new(heading.text.clone(), line.origin.confidence(), reading.cite(line, EvidenceRole::Supports))),
                name: heading.name.as_ref().map(|(i, name)| cite(*i, name)),
                pieces: inside,
            });
        }
    }
    out
}

/// Where the text below a heading stops being a block: an article, an annex, another's block, running text.
fn stop_below(reading: &Reading<'_>, page: PageNo, heading: Rect, lowest: i32) -> i32 {
    let width = reading.size(page).width;
    reading
        .lines
        .iter()
        .filter(|line| line.page == page && line.margin.is_none() && line.area.top > heading.bottom - 5 && line.area.top < lowest)
        .filter(|line| {
            let long = line.area.width() * 100 >= width * 55
                && (line.text.ends_with(['。', '.', ';', '，', ',']) || line.text.chars().count() > 60);
            let named_field = !super::super::lexicon::labels(&line.text).is_empty();
            let stops = STOP.is_match(&line.text) && !WITNESS_WHEREOF.is_match(&line.text) && line.text.chars().count() <= 60;
            stops || (long && !named_field)
        })
        .map(|line| line.area.top - 5)
        .min()
        .unwrap_or(lowest)
}

/// The white strip between two headings beside each other, given as the left edge of the right-hand column.
fn gutter(reading: &Reading<'_>, page: PageNo, left: Rect, right: Rect, (top, bottom): (i32, i32)) -> i32 {
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

/// Labels in a first column that speak for every party's column beside it.
fn row_labels(pieces: &[Piece], heading: Rect, has_neighbour: bool, bottom: i32) -> Vec<Piece> {
    let mut rows: Vec<Piece> = pieces
        .iter()
        .filter(|piece| {
            piece.field != Field::Party
                && piece.label.right <= heading.left + 10
                && piece.label.top >= heading.top - 120
                && piece.label.top < bottom
        })
        .filter(|piece| piece.value.is_empty())
        .cloned()
        .collect();
    let inside = pieces
        .iter()
        .filter(|piece| {
            piece.field != Field::Party
                && piece.label.left >= heading.left - 20
                && piece.label.top > heading.bottom
                && piece.label.top < bottom
        })
        .count();
    if rows.len() < 2 || (inside > 0 && !has_neighbour) || inside > rows.len() {
        return Vec::new();
    }
    rows.sort_by_key(|piece| piece.label.center_y());
    let centres: Vec<i32> = rows.iter().map(|piece| piece.label.center_y()).collect();
    for (i, piece) in rows.iter_mut().enumerate() {
        let top = if i == 0 { piece.label.top - 30 } else { i32::midpoint(centres[i - 1], centres[i]) };
        let end = centres.get(i + 1).map_or(piece.label.bottom + 60, |next| i32::midpoint(centres[i], *next));
        piece.place = Rect::new(0, top, 0, end);
        piece.shared = true;
    }
    // Two labels of one row's cell (a pair of languages) are one.
    rows.dedup_by(|b, a| a.field == b.field && (a.label.center_y() - b.label.center_y()).abs() < 90);
    rows
}

/// Labels in a head row that speak for every party's row below it.
fn column_labels(pieces: &[Piece], heading: Rect, area: Rect, headings: &[Heading], width: i32) -> Vec<Piece> {
    let mut head: Vec<&Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.value.is_empty() && piece.label.bottom <= heading.top && piece.field != Field::Party) {
        if head.first().is_some_and(|first| first.label.overlap_y(piece.label) <= 0) {
            head.clear();
        }
        head.push(piece);
    }
    let mut kinds: Vec<Field> = head.iter().map(|piece| piece.field).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < 3 || head.iter().any(|piece| heading.top - piece.label.bottom > LONGEST) {
        return Vec::new();
    }
    head.sort_by_key(|piece| piece.label.left);
    let rows: Vec<i32> = headings.iter().map(|other| other.area.center_y()).collect();
    let above = rows.iter().copied().filter(|y| *y < heading.center_y() - 20).max().or(Some(head[0].label.center_y()));
    let below = rows.iter().copied().filter(|y| *y > heading.center_y() + 20).min();
    let half = above.map_or(100, |y| (heading.center_y() - y) / 2).max(30);
    let top = heading.center_y() - half;
    let bottom =
        below.map_or(heading.center_y() + half, |y| i32::midpoint(heading.center_y(), y)).min(area.bottom.max(heading.bottom + 20));
    (0..head.len())
        .filter(|&i| head[i].label.left > heading.left)
        .map(|i| {
            let edge = |a: &Piece, b: &Piece| {
                i32::midpoint(a.label.center_x(), b.label.center_x()).clamp(a.label.right, b.label.left.max(a.label.right))
            };
            let left = if i == 0 { head[i].label.left - 50 } else { edge(head[i - 1], head[i]).max(heading.right.min(head[i].label.left)) };
            let right = head.get(i + 1).map_or(width, |next| edge(head[i], next));
            Piece { place: Rect::new(left, top, right.max(left + 1), bottom), shared: true, ..head[i].clone() }
        })
        .collect()
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
                let below = anchors.iter().filter(|other| other.label.top > anchor.label.bottom).map(|other| other.label.top).min();
                let stop = stop_below(reading, page.number, anchor.label, (anchor.label.top + LONGEST).min(size.height));
                let area = Rect::new(
                    if left == 0 { 0 } else { anchor.label.left - 20 },
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

/// Names and letters that signature blocks themselves give, for agreements whose head names nobody.
pub(in crate::understand) fn named_in_blocks(reading: &Reading<'_>) -> Vec<(Option<String>, Option<usize>, Evidence, Confidence)> {
    let mut out: Vec<(Option<String>, Option<usize>, Evidence, Confidence)> = Vec::new();
    for page in &reading.document.pages {
        let pieces = pieces(reading, page.number);
        let signing = pieces.iter().filter(|piece| piece.is_signing() || piece.seal).count();
        if signing < 2 {
            continue;
        }
        for piece in pieces.iter().filter(|piece| matches!(piece.field, Field::Party | Field::Organisation | Field::Seal)) {
            let value = super::super::party::clean_name(&piece.value);
            let below = following(reading, piece).map(|i| super::super::party::clean_name(&reading.lines[i].text));
            let name = Some(value).filter(|value| is_organisation(value)).or(below.filter(|below| is_organisation(below)));
            if name.is_some() || piece.party.is_some() {
                let line = &reading.lines[piece.line];
                out.push((name, piece.party, reading.cite(line, EvidenceRole::Supports), line.origin.confidence()));
            }
        }
        if out.is_empty() {
            for line in reading.body().filter(|line| line.page == page.number && line.text.chars().count() <= 60) {
                if is_organisation(&line.text)
                    && super::super::lexicon::labels(&line.text).is_empty()
                    && pieces.first().is_some_and(|first| line.area.bottom > first.label.top - 300)
                {
                    out.push((
                        Some(super::super::party::clean_name(&line.text)),
                        None,
                        reading.cite(line, EvidenceRole::Supports),
                        line.origin.confidence(),
                    ));
                }
            }
        }
    }
    out.truncate(12);
    out
}

/// How alike a head's and a block's name are, percent; a block may add 盖章 or a department, or give a part of the name on its line.
pub(in crate::understand) fn name_likeness(head: &str, block: &str) -> u8 {
    let (head, block) = (squash(head), squash(block));
    let longer = block.contains(&head) && !head.is_empty();
    let shorter = head.contains(&block) && block.chars().count() >= 4;
    if longer || shorter { 100 } else { (strsim::normalized_levenshtein(&head, &block) * 100.0).round() as u8 }
}
