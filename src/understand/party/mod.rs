//! The parties of an agreement: who they are by its head, and how they sign by its blocks.
//!
//! The head and the blocks complete each other: a party that only one of them names is still a party. Names in translations and
//! bilingual columns become aliases, and what differs is kept as a conflict for the rules to judge.

mod claims;
mod cut;
mod defined;
mod header;
mod introduced;
mod listed;
mod pair;
mod standing;
mod stretch;
mod values;

use super::block::{self, Facts, Impression, Region, Surroundings};
use super::date;
use super::language;
use super::layout::Reading;
use super::lexicon::Field;
use super::lexicon::country;
use super::lexicon::words::{is_organisation, is_role_only};
use crate::model::agreement::{
    Block, Cited, Doubt, Language, NameConflict, NamePlace, Observation, Party, Role, SealOwner, SealSeen, StrayMark,
};
use crate::model::document::MarkKind;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, Rect, Size};
use crate::model::text::{fold_look_alikes, is_han, is_hangul, is_kana};
use block::Known;
use claims::{claims, known};
pub(super) use cut::{clean as clean_name, split_title};
pub(super) use header::Claim;
use values::{doubt_sevens, hidden, illegible, share_common_date, tidied, under_seals};

/// A document of an agreement with its part in it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its lines in reading order.
    pub reading: &'a Reading<'a>,
    /// Its part.
    pub role: Role,
}

/// The parties and what belongs to none of them.
#[derive(Debug, Clone, Default)]
pub struct Signing {
    /// Parties in the agreement's own order.
    pub parties: Vec<Party>,
    /// Seals and ink on signing pages that belong to no block.
    pub stray_marks: Vec<Cited<StrayMark>>,
    /// The order of day and month in the signed papers.
    pub order: date::Order,
}

/// Most parties of one agreement.
const MOST: usize = 6;

/// From this similarity (percent) two names that recognition read are one: a misread character or two in a name of twelve.
const SAME_READ: u8 = 84;
/// From this similarity a name of which recognition took the kana for Han may be the same.
const HALF_READ: u8 = 60;
/// From this similarity two typed names are one; below, even one letter is a difference.
const SAME_TYPED: u8 = 100;

/// The letter of the party at a position.
pub(super) fn letter_of(index: usize) -> String {
    char::from(b'A' + u8::try_from(index.min(25)).unwrap_or(25)).to_string()
}

/// The parties of an agreement from all its documents.
pub fn parties(sources: &[Source<'_>]) -> Signing {
    let claims = claims(sources);
    let translations: Vec<&str> =
        sources.iter().filter(|source| source.role == Role::Translation).map(|source| source.reading.document.file.as_str()).collect();
    let known: Vec<Known> = claims.iter().map(|claim| known(claim, &translations)).collect();
    let signed = sources.iter().filter(|source| matches!(source.role, Role::Original | Role::SignaturePage));
    let mended: Vec<Reading<'_>> = signed.map(|source| block::mended(source.reading, &known)).collect();
    let signing: Vec<&Reading<'_>> = mended.iter().collect();
    let regions = block::find(&signing, &known);
    let seals = block::impressions(&signing, &regions, &known);
    let order = order(&signing, sources);
    let owned = block::owned(&signing, &known);
    let around = Surroundings { regions: &regions, seals: &seals, owned: &owned, order };
    let facts: Vec<Facts> = regions.iter().map(|region| block::facts(signing[region.document], region, &around)).collect();
    let facts = under_seals(&facts, &regions, &around, &signing);
    let stray_marks = stray_marks(&signing, &regions, &seals);
    let parties = claims
        .into_iter()
        .enumerate()
        .map(|(index, claim)| {
            let best = best_region(index, &regions, &facts, &seals);
            let whole = best.map(|i| {
                let overleaf = block::overleaf(signing[regions[i].document], &regions[i], &regions);
                let rest = overleaf.map(|rest| block::facts(signing[rest.document], &rest, &around));
                (&regions[i], rest.map_or_else(|| facts[i].clone(), |rest| facts[i].clone().or(rest)))
            });
            let mut party = party(index, claim, whole.as_ref().map(|(region, facts)| (*region, facts)), &around, (&signing, &stray_marks));
            block::complete(index, &mut party, &owned, &signing);
            party
        })
        .collect();
    let mut signing_facts = Signing { parties, stray_marks, order };
    doubt_sevens(&mut signing_facts.parties);
    share_common_date(&mut signing_facts.parties, &signing, &regions, order);
    signing_facts
}

/// The order of day and month that the documents show.
fn order(readings: &[&Reading<'_>], sources: &[Source<'_>]) -> date::Order {
    let texts = readings.iter().flat_map(|reading| reading.lines.iter().map(|line| line.text.as_str()));
    match date::order_of(texts) {
        date::Order::Unknown => {
            let east = |c: char| is_han(c) || is_hangul(c) || is_kana(c);
            let (mut asian, mut all) = (0_usize, 0_usize);
            for c in readings.iter().flat_map(|reading| reading.lines.iter().flat_map(|line| line.text.chars())) {
                all += 1;
                asian += usize::from(east(c));
            }
            if asian * 3 > all {
                return date::Order::YearFirst;
            }
            // Nowhere is the month written first but in English.
            let originals = sources.iter().filter(|source| source.role == Role::Original);
            let told: Vec<Language> = originals.flat_map(|source| language::of_paragraphs(&source.reading.paragraphs)).collect();
            let european = |language: &Language| {
                matches!(language, Language::De | Language::Fr | Language::Es | Language::It | Language::Pt | Language::Nl | Language::Ru)
            };
            let (days, english) =
                (told.iter().filter(|language| european(language)).count(), told.iter().filter(|l| **l == Language::En).count());
            if days > 2 * english { date::Order::DayFirst } else { date::Order::Unknown }
        }
        order => order,
    }
}

/// The block in which a party signs: the one that shows most of a signing, the last of equals.
fn best_region(party: usize, regions: &[Region], facts: &[Facts], seals: &[Impression]) -> Option<usize> {
    let weight = |i: usize| {
        let region = &regions[i];
        let sealed = seals.iter().any(|seal| seal.party == Some(party) && seal.document == region.document && seal.page == region.page);
        let fields = region.pieces.iter().filter(|piece| piece.seal || piece.is_signing()).count().min(4) as u32;
        facts[i].weight() + if sealed { 5 } else { 0 } + fields
    };
    (0..regions.len()).filter(|&i| regions[i].party == party).max_by_key(|&i| (weight(i), i))
}

fn party(
    index: usize,
    claim: Claim,
    block: Option<(&Region, &Facts)>,
    around: &Surroundings<'_>,
    (readings, stray): (&[&Reading<'_>], &[Cited<StrayMark>]),
) -> Party {
    let country = country_of(&claim);
    let standing = standing::of(&claim);
    let name = match (&claim.name, block.and_then(|(region, _)| region.name.as_ref())) {
        (Some(name), _) | (None, Some(name)) => Observation::Seen(name.clone()),
        (None, None) => Observation::Blank(vec![claim.place.clone()]),
    };
    let facts = block.map_or_else(
        || {
            let doubt = no_block(readings, stray);
            let doubt = doubt.as_ref();
            Facts { signature: blank_of(doubt), date: blank_of(doubt), name: blank_of(doubt), title: blank_of(doubt) }
        },
        |(region, facts)| {
            let reading = readings[region.document];
            Facts {
                signature: hidden(&facts.signature, Field::Signature, region, around, reading),
                date: hidden(&facts.date, Field::Date, region, around, reading),
                name: illegible(tidied(hidden(&facts.name, Field::Name, region, around, reading))),
                title: tidied(hidden(&facts.title, Field::Title, region, around, reading)),
            }
        },
    );
    let conflicts = conflicts(&claim, block.map(|(region, _)| region));
    Party {
        id: letter_of(index),
        label: claim.label.clone(),
        name,
        aliases: claim.aliases.clone(),
        country,
        block: block.map(|(region, _)| Block {
            place: readings[region.document].cite_area(region.page, region.area, EvidenceRole::Supports, ""),
            heading: region.heading.clone(),
        }),
        signature: facts.signature,
        seal: seal_of(index, block.map(|(region, _)| region), around.seals, readings),
        date: facts.date,
        signatory: from_head(facts.name, claim.signatory),
        title: no_role(from_head(no_role(facts.title), claim.title)),
        conflicts,
        standing,
    }
}

/// A signature is as wide or as high as this at least: 15 mm.
const HAND: i32 = 150;

/// Why a party without block may have one: a page is unread, or somebody signed where no block was found.
fn no_block(readings: &[&Reading<'_>], stray: &[Cited<StrayMark>]) -> Option<(Doubt, Vec<Evidence>)> {
    let unread: Vec<Evidence> = readings
        .iter()
        .flat_map(|reading| {
            reading.unread().map(|page| Evidence {
                file: reading.document.file.clone(),
                page,
                area: None,
                path: None,
                role: EvidenceRole::Searched,
                saw: String::new(),
            })
        })
        .collect();
    if !unread.is_empty() {
        return Some((Doubt::PageUnread, unread));
    }
    let signs = |mark: &&Cited<StrayMark>| {
        let large = |area: Rect| area.width().max(area.height()) >= HAND;
        mark.value == StrayMark::Ink && mark.sources.iter().filter_map(|source| source.area).any(large)
    };
    let hands: Vec<Evidence> = stray
        .iter()
        .filter(signs)
        .flat_map(|mark| &mark.sources)
        .map(|source| Evidence { role: EvidenceRole::Contradicts, ..source.clone() })
        .collect();
    (!hands.is_empty()).then_some((Doubt::OutsideBlocks, hands))
}

fn blank_of<T>(doubt: Option<&(Doubt, Vec<Evidence>)>) -> Observation<T> {
    doubt.map_or_else(|| Observation::Absent(Vec::new()), |(doubt, places)| Observation::Unclear(*doubt, places.clone()))
}

/// A value of the block, or of the head where the block has none.
fn from_head(block: Observation<String>, head: Option<Cited<String>>) -> Observation<String> {
    match (block, head) {
        (Observation::Seen(seen), _) => Observation::Seen(seen),
        (_, Some(head)) => Observation::Seen(head),
        (block, None) => block,
    }
}

/// A role in the signing is no title.
fn no_role(title: Observation<String>) -> Observation<String> {
    match title {
        Observation::Seen(seen) if is_role_only(&seen.value) => Observation::Unclear(Doubt::RoleOnly, seen.sources),
        title => title,
    }
}

fn seal_of(index: usize, region: Option<&Region>, seals: &[Impression], readings: &[&Reading<'_>]) -> Observation<Vec<SealSeen>> {
    let mut own: Vec<&Impression> = seals.iter().filter(|seal| seal.party == Some(index) && seal.seen.kind.is_organisations()).collect();
    let rank = |seal: &Impression| {
        let owner = match seal.seen.owner {
            SealOwner::ThisParty => 0,
            SealOwner::Unknown => 1,
            SealOwner::Outsider => 2,
            SealOwner::OtherParty(_) => 3,
        };
        (owner, seal.seen.kind, std::cmp::Reverse(seal.confidence))
    };
    own.sort_by_key(|seal| rank(seal));
    if let Some(best) = own.first() {
        return Observation::Seen(Cited {
            value: own.iter().map(|seal| seal.seen.clone()).collect(),
            confidence: best.confidence,
            sources: own.iter().map(|seal| seal.evidence.clone()).collect(),
        });
    }
    let Some(region) = region else { return blank_of(no_block(readings, &[]).as_ref()) };
    let reading = readings[region.document];
    let searched = vec![reading.cite_area(region.page, region.area, EvidenceRole::Searched, "")];
    if reading.unread().any(|page| page == region.page) {
        return Observation::Unclear(Doubt::PageUnread, searched);
    }
    if region.pieces.iter().any(|piece| piece.seal) { Observation::Blank(searched) } else { Observation::Absent(searched) }
}

/// Names given elsewhere that differ from the head's.
fn conflicts(claim: &Claim, region: Option<&Region>) -> Vec<NameConflict> {
    let mut out = Vec::new();
    let Some(name) = &claim.name else { return out };
    let names: Vec<&str> = std::iter::once(name.value.as_str()).chain(claim.aliases.iter().map(|alias| alias.value.as_str())).collect();
    if let Some(other) = region.and_then(|region| region.name.as_ref()) {
        // A short term stands in many a name: 博恒 in 安徽博恒电气有限公司. It names the party by itself only.
        let whole = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let same_kind = |name: &&str| is_organisation(name) || !is_organisation(&other.value) || whole(name) * 2 > whole(&other.value);
        let names: Vec<&str> = names.into_iter().filter(same_kind).collect();
        let best = names.iter().map(|name| block::name_likeness(name, &other.value)).max().unwrap_or(0);
        let comparable = names.iter().any(|name| same_script(name, &other.value));
        let read = other.confidence.min(name.confidence) < Confidence::CERTAIN;
        let folded =
            || names.iter().map(|name| block::name_likeness(&fold_look_alikes(name), &fold_look_alikes(&other.value))).max().unwrap_or(0);
        let best = if read { best.max(folded()) } else { best };
        let same = if read { SAME_READ } else { SAME_TYPED };
        // Kana read as Han is no other name, yet nobody can tell whose.
        let kana = |name: &str| name.chars().any(is_kana);
        let mixed = read && names.iter().all(|name| kana(name) != kana(&other.value));
        let best = if mixed && best >= HALF_READ { best.max(SAME_READ - 1) } else { best };
        if best < same && comparable && is_organisation(&other.value) {
            out.push(NameConflict { other: other.clone(), place: NamePlace::Block, similarity: best });
        }
    }
    out
}

fn same_script(a: &str, b: &str) -> bool {
    let script = |text: &str| (text.chars().any(is_han), text.chars().any(is_hangul), text.chars().any(is_kana));
    script(a).0 == script(b).0 && script(a).1 == script(b).1
}

/// How sure a country is that only the script of a name tells; the rest is at least 85 times the reading's confidence.
const BY_SCRIPT: Confidence = Confidence(40);

/// Country by address, then by places in the name, then by legal form, then by script.
fn country_of(claim: &Claim) -> Option<Cited<String>> {
    let cited = |code: &str, confidence: u8, source: &Cited<String>| Cited {
        value: code.to_owned(),
        confidence: Confidence(confidence).and(source.confidence),
        sources: source.sources.clone(),
    };
    for about in claim.about.iter().filter(|about| !country::is_signing_place(&about.value)) {
        if let Some(code) = country::named(&about.value) {
            return Some(cited(code, 95, about));
        }
    }
    let names: Vec<&Cited<String>> = claim.name.iter().chain(claim.aliases.iter().filter(|alias| is_organisation(&alias.value))).collect();
    for name in &names {
        if let Some(code) = country::by_legal_form(&name.value).filter(|_| country::in_name(&name.value).is_none()) {
            return Some(cited(code, 85, name));
        }
        if let Some(code) = country::in_name(&name.value) {
            return Some(cited(code, 85, name));
        }
    }
    let first = names.first()?;
    let chinese = first.value.chars().filter(|c| is_han(*c)).count() * 2 > first.value.chars().count() && !first.value.chars().any(is_kana);
    chinese.then(|| cited("CN", BY_SCRIPT.0, first))
}

fn stray_marks(readings: &[&Reading<'_>], regions: &[Region], seals: &[Impression]) -> Vec<Cited<StrayMark>> {
    let mut out: Vec<Cited<StrayMark>> = seals
        .iter()
        .filter(|seal| seal.party.is_none())
        .map(|seal| Cited::new(StrayMark::Seal(seal.seen.text.clone()), seal.confidence, seal.evidence.clone()))
        .collect();
    for (document, reading) in readings.iter().enumerate() {
        for page in &reading.document.pages {
            let here: Vec<&Region> = regions.iter().filter(|region| region.document == document && region.page == page.number).collect();
            for mark in page.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Ink(_)) && mark.confidence >= block::SURE_INK) {
                if here.iter().all(|region| !block::holds(region, mark.area)) {
                    let stray = if is_initials(mark.area, reading.size(page.number)) { StrayMark::Initials } else { StrayMark::Ink };
                    let place = reading.cite_area(page.number, mark.area, EvidenceRole::Supports, "");
                    out.push(Cited::new(stray, mark.confidence, place));
                }
            }
        }
    }
    out
}

/// Initials stand in the foot or a margin, within this share (percent) of the page's edges, and are no larger than this (30 mm by 20 mm).
const MARGIN: i32 = 12;
const INITIALS: (i32, i32) = (300, 200);

/// Whether ink outside of all blocks lies and is as large as initials do and are.
fn is_initials(area: Rect, page: Size) -> bool {
    let foot = area.center_y() * 100 > page.height * (100 - MARGIN);
    let margin = area.center_x() * 100 > page.width * (100 - MARGIN) || area.center_x() * 100 < page.width * MARGIN;
    (foot || margin) && area.width() <= INITIALS.0 && area.height() <= INITIALS.1
}

#[cfg(test)]
mod abroad;
#[cfg(test)]
mod bare;
#[cfg(test)]
mod digital;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod scans;
#[cfg(test)]
mod strange;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unlabelled;
