//! Seals: what [`kind`] each is, whose its text says it is, and at whose block it stands.

mod kind;

use super::super::layout::Reading;
use super::super::lexicon::Field;
use super::heading::Known;
use super::region::Region;
use super::stamped;
use crate::model::agreement::{SealOwner, SealSeen};
use crate::model::document::{InkColour, Mark, MarkKind, Seal, SealShape};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::text::{is_han, is_hangul, is_kana, squash};

/// A seal on a page with the party that it counts for.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Impression {
    /// Party at whose block it stands, or whose name it bears on a signing page.
    pub(in crate::understand) party: Option<usize>,
    /// Document, page and area.
    pub(in crate::understand) document: usize,
    /// Page.
    pub(in crate::understand) page: PageNo,
    /// Area.
    pub(in crate::understand) area: Rect,
    /// What is known of it.
    pub(in crate::understand) seen: SealSeen,
    /// How sure that it is a seal.
    pub(in crate::understand) confidence: Confidence,
    /// The place.
    pub(in crate::understand) evidence: Evidence,
}

/// A seal's text and a name at least this alike belong together: seals lose and gain characters at the ring's ends.
const SAME: f64 = 0.6;
/// From this confidence what a seal says was read well enough to say that it is another's.
const SURE: Confidence = Confidence(85);
/// Under this the telling part of a Chinese name that was read with confidence is somebody else's: a seal read badly keeps a third.
const OTHER: f64 = 0.3;
/// The same for names in other scripts, whose letters agree by chance more often.
const OTHER_LATIN: f64 = 0.25;
/// From this confidence what a seal says was read well enough to be compared, and how sure it is its party's if it has nothing in common with any name.
const LEGIBLE: Confidence = Confidence(70);
const STRANGE: f64 = 0.45;
/// From this confidence nearly every character was read right, and [`OTHER_CLEAN`] of likeness is another's: parties of one place share its name.
const CLEAN: Confidence = Confidence(97);
const OTHER_CLEAN: f64 = 0.5;
/// How far from a block a seal can stand and still be meant for it: 30 mm, three quarters of a seal's width.
const NEAR: i32 = 300;
/// Less of a seal (percent of its longer side, of a frame's height) at the page's edge is a slice of one over several pages.
const SLICE: i32 = 45;
/// Less than this may be one: it was meant for a block only if it bears the party's name. Of 464 pages' seals at blocks none showed less than 65.
const HALF: i32 = 62;
/// A mark this far above all blocks is meant for none of them: 40 mm, a seal's width.
const FAR: i32 = 400;
/// Blocks beside each other begin within this of each other: 6 mm.
const HEADING: i32 = 60;
/// Letterheads end within this share (percent) of the page's height.
const LETTERHEAD: i32 = 18;
/// A seal of which this share lies in a block may be meant for it.
const REACHES: f64 = 0.12;
/// Largest side of a personal name seal: 26 mm.
pub(super) const NAME_SEAL: i32 = 260;

/// All seals of the documents, each with its party and kind; seals cut by the page edge (骑缝章) belong to nobody's block.
pub(in crate::understand) fn impressions(readings: &[&Reading<'_>], regions: &[Region], parties: &[Known]) -> Vec<Impression> {
    let mut out = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for page in &reading.document.pages {
            let here: Vec<&Region> = regions.iter().filter(|region| region.document == document && region.page == page.number).collect();
            // Where a page has fields to sign, a name in its letterhead or head is no place for a seal.
            let asks = |region: &&Region| region.pieces.iter().any(|p| p.seal || p.is_signing() || p.field == Field::NameAndTitle);
            let first = here.iter().copied().filter(asks).map(|region| region.area.top).min();
            // A block without such fields that stands beside or below one with them is one all the same.
            let signing: Vec<&Region> = here
                .iter()
                .copied()
                .filter(|region| asks(region) || first.is_some_and(|first| region.area.top + HEADING >= first))
                .collect();
            let here = if signing.is_empty() { here } else { signing };
            let height = reading.size(page.number).height;
            let at_block = |mark: &Mark| owner_by_place(mark.area, &here).is_some() && !above_signing(mark.area, height, &here);
            let stamps: Vec<Mark> = stamped::stamps(page, parties).into_iter().filter(at_block).collect();
            let marks: Vec<&Mark> = page.marks.iter().chain(&stamps).collect();
            let meant = meant(&marks, &here, height, parties);
            for Meant { mark, seal, text, by_text, party } in meant {
                let owner = match (by_text, party) {
                    (Some(owner), Some(party)) if owner == party => SealOwner::ThisParty,
                    (Some(owner), _) => SealOwner::OtherParty(super::super::party::letter_of(owner)),
                    (None, _) if names_somebody_else(seal, &text, parties, party) => SealOwner::Outsider,
                    _ => SealOwner::Unknown,
                };
                let names = by_text.or(party).and_then(|owner| parties.get(owner)).map(|owner| owner.names.as_slice());
                let kind = kind::of(seal, &text, mark.area, names.unwrap_or_default());
                let sure = if owner == SealOwner::Unknown { likely_own(seal, parties, party) } else { Confidence::CERTAIN };
                let confidence = mark.confidence.min(sure);
                let evidence = reading.cite_area(page.number, mark.area, EvidenceRole::Supports, text.clone());
                let known = page.quality.is_some_and(|quality| quality.dpi_known) && !seal.at_edge;
                let size = known.then_some((mm(mark.area.width()), mm(mark.area.height())));
                let grey = seal.colour == InkColour::Grey;
                let seen = SealSeen { text: (!text.is_empty()).then_some(text), kind, owner, grey, size };
                out.push(Impression { party, document, page: page.number, area: mark.area, seen, confidence, evidence });
            }
        }
    }
    out
}

/// A page's seal with whom its text names and at whose block it is meant.
struct Meant<'a> {
    mark: &'a Mark,
    seal: &'a Seal,
    text: String,
    by_text: Option<usize>,
    party: Option<usize>,
}

/// The seals of a page, each with the party whose block it was set to.
fn meant<'a>(marks: &[&'a Mark], here: &[&Region], page_height: i32, parties: &[Known]) -> Vec<Meant<'a>> {
    let mut out: Vec<Meant<'a>> = Vec::new();
    for &mark in marks {
        let MarkKind::Seal(seal) = &mark.kind else { continue };
        let text = best_reading(full_text(seal), parties);
        let by_text = owner_by_text(&text, parties);
        let letterhead = above_signing(mark.area, page_height, here);
        let by_place = owner_by_place(mark.area, here).filter(|_| !letterhead);
        // The name decides where it is read and its owner signs on this page; else the place does.
        let named_here = by_text.filter(|owner| !letterhead && here.iter().any(|region| region.party == *owner));
        let (width, height) = (mark.area.width(), mark.area.height());
        // A frame that is cut stays as high as it was; a ring is cut from any side.
        let (shown, whole) = if seal.shape == SealShape::Rectangle { (width, height) } else { (width.min(height), width.max(height)) };
        let shows = shown * 100 / whole.max(1);
        let slice = shows < SLICE || shows < HALF && named_here.is_none();
        let party = if seal.at_edge && (slice || !here.iter().any(|region| mark.area.covered_by(region.area) > 0.6)) {
            None
        } else {
            named_here.or(by_place)
        };
        // A registry's or notary's seal near a block is not meant for it.
        let centred = |party: usize| {
            here.iter().any(|region| region.party == party && region.area.contains(mark.area.center_x(), mark.area.center_y()))
        };
        let party = party.filter(|party| by_text.is_some() || centred(*party) || !names_somebody_else(seal, &text, parties, Some(*party)));
        out.push(Meant { mark, seal, text, by_text, party });
    }
    share_out(&mut out, here);
    out
}

/// One seal each is usual: of two at a party's block, one that bears no name it knows and reaches into the block of a party that has none is that one's. A
/// block whose own seal was read gives up a second one also to its neighbour.
fn share_out(seals: &mut [Meant<'_>], here: &[&Region]) {
    let small = |seal: &Meant<'_>| seal.mark.area.width().max(seal.mark.area.height()) <= NAME_SEAL;
    let next = |seals: &[Meant<'_>]| -> Option<(usize, usize)> {
        let large = || seals.iter().enumerate().filter(|(_, seal)| !small(seal));
        let bare: Vec<&Region> = here.iter().copied().filter(|region| large().all(|(_, seal)| seal.party != Some(region.party))).collect();
        let moves = large().filter(|(_, seal)| seal.by_text.is_none()).filter_map(|(i, seal)| {
            let beside: Vec<&Meant<'_>> =
                large().filter(|(other, _)| *other != i).map(|(_, other)| other).filter(|other| other.party == seal.party).collect();
            let named = beside.iter().any(|other| other.by_text.is_some() && other.by_text == seal.party);
            let to = seal.party.and_then(|_| owner_by_place(seal.mark.area, &bare)).filter(|_| !beside.is_empty())?;
            let reach =
                bare.iter().filter(|region| region.party == to).map(|region| seal.mark.area.covered_by(region.area)).fold(0.0, f64::max);
            (named || reach >= REACHES).then_some((reach, i, to))
        });
        moves.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i, to)| (i, to))
    };
    for _ in 0..seals.len() {
        let Some((i, to)) = next(seals) else { return };
        seals[i].party = Some(to);
    }
}

/// Whether a mark stands in the page's letterhead or far above where anybody signs: an emblem, which bears the organisation's name as its seal does.
fn above_signing(area: Rect, height: i32, regions: &[&Region]) -> bool {
    let Some(first) = regions.iter().map(|region| region.area.top).min() else { return false };
    area.bottom + FAR < first || area.bottom < first && area.bottom * 100 < height * LETTERHEAD
}

/// Tenths of a millimetre as whole millimetres.
fn mm(tenths: i32) -> u32 {
    ((tenths + 5) / 10).unsigned_abs()
}

/// The ring's text and the straight line below it.
fn full_text(seal: &Seal) -> String {
    let parts = [seal.text.as_ref(), seal.subtitle.as_ref()];
    parts.into_iter().flatten().map(|part| part.text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A square seal's rows as they are, or taken as columns from the right, as they are cut in traditional seals: whichever is somebody's name.
fn best_reading(text: String, parties: &[Known]) -> String {
    let rows: Vec<Vec<char>> = text.split_whitespace().map(|row| row.chars().collect()).collect();
    let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.len() < 2 || longest > 6 || rows.iter().any(|row| row.len() + 1 < longest || !row.iter().all(|&c| is_han(c))) {
        return text;
    }
    // A row that lost a character may have lost it on either side.
    let from_right = |at: usize, whole_left: bool| {
        rows.iter().filter_map(move |row| {
            let column = longest - 1 - at;
            if whole_left { row.get(column) } else { (column + row.len()).checked_sub(longest).and_then(|i| row.get(i)) }
        })
    };
    let columns = [true, false].map(|whole_left| (0..longest).flat_map(|at| from_right(at, whole_left)).collect::<String>());
    let score = |text: &str| parties.iter().map(|party| best_likeness(text, party)).fold(0.0, f64::max);
    columns
        .into_iter()
        .filter(|column| score(column) > score(&text).max(OTHER))
        .max_by(|a, b| score(a).total_cmp(&score(b)))
        .unwrap_or(text)
}

/// How alike a seal's text and a name are: the seal may say more (合同专用章, a number) or a little less.
fn likeness(seal: &str, name: &str) -> f64 {
    let (seal, name) = (squash(seal), squash(name));
    let (seal_len, name_len) = (seal.chars().count(), name.chars().count());
    if seal_len < 3 || name_len < 3 {
        return 0.0;
    }
    if seal.contains(&name) || (name.contains(&seal) && seal_len * 2 >= name_len) {
        return 1.0;
    }
    // The best stretch of the seal as long as the name: what stands behind the name must not count against it.
    // A ring begins anywhere: "BAY UNIVERSITY NEW ZEALAND KESTREL".
    let chars: Vec<char> = seal.chars().chain(seal.chars()).collect();
    let window = name_len.min(seal_len);
    let best = (0..seal_len.min(80))
        .map(|at| strsim::normalized_levenshtein(&chars[at..at + window].iter().collect::<String>(), &name))
        .fold(0.0, f64::max);
    best.max(strsim::normalized_levenshtein(&seal, &name)).max(in_columns(&seal, &name))
}

/// How many of a short East Asian seal's characters stand in a name, whatever their order: square seals are written in columns.
fn in_columns(seal: &str, name: &str) -> f64 {
    let own: Vec<char> = seal.chars().filter(|c| !"印章之専用".contains(*c)).collect();
    if !(4..=16).contains(&own.len()) || !own.iter().all(|c| is_han(*c) || is_kana(*c)) {
        return 0.0;
    }
    let share = in_common(name, &own.iter().collect::<String>());
    // Words that every name has, and one or two in common, say little.
    if share >= 0.8 && core(seal).chars().count() >= 3 { share * 0.9 } else { 0.0 }
}

/// Share of a text's characters that another has too, wherever they stand.
fn in_common(other: &str, text: &str) -> f64 {
    let mut left: Vec<char> = other.chars().collect();
    let common = text.chars().filter(|c| left.iter().position(|other| other == c).map(|at| left.remove(at)).is_some()).count();
    common as f64 / text.chars().count().max(1) as f64
}

/// An organisation's name without the words that others share: 有限公司, 科技, 股份.
fn core(name: &str) -> String {
    let han: String = name.chars().filter(|c| is_han(*c)).collect();
    han.trim_end_matches(['有', '限', '公', '司', '股', '份', '责', '任', '科', '技', '集', '团']).to_owned()
}

fn best_likeness(text: &str, party: &Known) -> f64 {
    party.names.iter().map(|name| likeness(text, name)).fold(0.0, f64::max)
}

fn owner_by_text(text: &str, parties: &[Known]) -> Option<usize> {
    let mut scores: Vec<(f64, usize)> = parties.iter().enumerate().map(|(i, party)| (best_likeness(text, party), i)).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, owner) = *scores.first()?;
    // Two parties with nearly the same name: the text cannot tell them apart.
    let second = scores.get(1).map_or(0.0, |score| score.0);
    (best >= SAME && best - second >= 0.08).then_some(owner)
}

/// The letters that a name is written in.
#[derive(PartialEq)]
enum Script {
    Han,
    Hangul,
    Cyrillic,
    Latin,
}

fn script(text: &str) -> Script {
    if text.chars().any(|c| is_han(c) || is_kana(c)) {
        Script::Han
    } else if text.chars().any(is_hangul) {
        Script::Hangul
    } else if text.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c)) {
        Script::Cyrillic
    } else {
        Script::Latin
    }
}

/// Whether what a seal says can be held to the names: `party` is whose block it stands at. A name in another script cannot: a Chinese seal of a party known
/// only by its English name, and the reverse.
fn is_comparable(own: &str, parties: &[Known], party: Option<usize>) -> bool {
    let meant: Vec<&Known> = party.map_or_else(|| parties.iter().collect(), |party| parties.get(party).into_iter().collect());
    let comparable = meant.iter().any(|known| known.stated.iter().any(|name| script(name) == script(own)));
    comparable && squash(own).chars().count() >= 5
}

/// How sure a seal that bears nobody's name for certain is its party's: less where it was read and has next to nothing of any name.
fn likely_own(seal: &Seal, parties: &[Known], party: Option<usize>) -> Confidence {
    let Some(read) = seal.text.as_ref().filter(|read| read.confidence >= LEGIBLE) else { return Confidence::CERTAIN };
    let own = read.text.as_str();
    if !is_comparable(own, parties, party) {
        return Confidence::CERTAIN;
    }
    let plain = squash(own);
    let han = script(own) == Script::Han;
    let alike = |name: &String| match likeness(own, name) {
        // 有限公司 is in every name; of the rest a seal read badly keeps some.
        alike if han && alike < SAME => in_common(&plain, &core(name)),
        alike => alike,
    };
    let best = parties.iter().flat_map(|party| &party.names).map(alike).fold(0.0, f64::max);
    Confidence::from_share((STRANGE + best) as f32)
}

/// Whether a seal bears with certainty the name of none of the parties; `party` is whose block it stands at.
fn names_somebody_else(seal: &Seal, text: &str, parties: &[Known], party: Option<usize>) -> bool {
    let sure = seal.text.as_ref().is_some_and(|text| text.confidence >= SURE);
    let own = seal.text.as_ref().map_or(text, |text| text.text.as_str());
    if !sure || !is_comparable(own, parties, party) {
        return false;
    }
    if script(own) != Script::Han {
        // Latin rings are read with more mistakes than Han ones: only a long one with nothing in common is somebody else's.
        return parties.iter().all(|party| best_likeness(own, party) < OTHER_LATIN);
    }
    let plain = core(own);
    let clean = seal.text.as_ref().is_some_and(|text| text.confidence >= CLEAN);
    let most = if clean { OTHER_CLEAN } else { OTHER };
    let other = |name: &String| {
        let name = core(name);
        name.is_empty() || strsim::normalized_levenshtein(&plain, &name) < most
    };
    plain.chars().count() >= 3 && parties.iter().all(|party| party.names.iter().all(other) && best_likeness(own, party) < SAME)
}

fn owner_by_place(area: Rect, regions: &[&Region]) -> Option<usize> {
    let distance = |region: &Region| (-area.overlap_x(region.area)).max(0) + (-area.overlap_y(region.area)).max(0);
    let inside = |region: &Region| region.area.intersection(area).map_or(0, Rect::area);
    regions
        .iter()
        .filter(|region| distance(region) <= NEAR)
        .max_by(|a, b| inside(a).cmp(&inside(b)).then(distance(b).cmp(&distance(a))).then(b.party.cmp(&a.party)))
        .map(|region| region.party)
}
