//! Whether pages are missing, out of order or there twice, from their printed numbers and their text.
//!
//! One number may be misread, an annex counts anew, a cover has no number, and two copies of an agreement may be in one file: a page is said to be missing
//! only if the pages that could be it are too few, or if several numbers before it and several after it agree.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::layout::Reading;
use super::page_label;
use crate::model::agreement::{Cited, DocumentFacts, PageLabel, Role};
use crate::model::document::{Format, Mark, MarkKind, NoticeKind, Page};
use crate::model::geometry::PageNo;
use crate::model::sequence::{Misplaced, Missing, Repeated, Sequence};
use crate::model::text::squash;

/// Fewest numbers before and after a gap that say so without a total.
const AGREE: usize = 2;
/// A larger gap is two papers in one file.
const LARGEST_GAP: u32 = 20;
/// Fewest numbered pages whose order can be wrong: two may be two papers.
const LEAST_ORDER: usize = 3;
/// Fewest characters by which pages can be told to be the same.
const LEAST_TEXT: usize = 150;
/// Two readings of one page differ in at most this many runs of four characters in a row: one or two characters misread. A name filled in is longer.
const LONGEST_DIFFERENCE: usize = 6;
/// And in at most this share of all runs.
const DIFFERENCE: f64 = 0.1;
/// A mark on two scans of one page lies within this, tenths of a millimetre.
const SAME_PLACE: i32 = 80;

/// A file of an agreement.
pub(super) struct Part<'a> {
    /// Its facts, with the page numbers.
    pub(super) facts: &'a DocumentFacts,
    /// Its text and marks.
    pub(super) reading: &'a Reading<'a>,
}

/// Whether a file is a picture, which may be one page of a paper.
fn is_picture(reading: &Reading<'_>) -> bool {
    !matches!(reading.document.format, Format::Pdf | Format::Docx)
}

/// What the files of one agreement tell together; `others` are the project's further ones, among which a page may be that was not joined to them.
pub(super) fn of(parts: &[Part<'_>], others: &[&Reading<'_>]) -> Sequence {
    let mut sequence = Sequence { repeated: repeated(parts), ..Sequence::default() };
    for bundle in bundles(parts) {
        let whole = bundle.iter().all(|part| !part.facts.notices.iter().any(|notice| cuts(&notice.kind)));
        let lost = if whole { short(others, &bundle) } else { None };
        let runs = if let [single] = bundle.as_slice() { runs(&labels(single.facts)) } else { Vec::new() };
        sequence.misplaced.extend(runs.iter().filter_map(|run| misplaced(run)));
        match lost {
            Some(lost) => sequence.missing.push(lost),
            None if whole => sequence.missing.extend(runs.iter().flat_map(|run| gaps(run))),
            None => {}
        }
    }
    sequence
}

/// Whether pages were left unread, so that nothing can be said of their numbers.
fn cuts(kind: &NoticeKind) -> bool {
    matches!(kind, NoticeKind::TooManyPages { .. } | NoticeKind::CutOff | NoticeKind::ContentTruncated)
}

/// Files that are numbered together: each by itself, but pictures of an agreement or of a translation, which may be one page each, and the pages for
/// signing that belong to an original.
fn bundles<'p>(parts: &'p [Part<'p>]) -> Vec<Vec<&'p Part<'p>>> {
    let signing = |part: &Part<'_>| part.facts.role == Role::SignaturePage;
    let mut bundles: Vec<Vec<&Part<'_>>> = Vec::new();
    for part in parts.iter().filter(|part| !signing(part)) {
        let same = |bundle: &&mut Vec<&Part<'_>>| {
            is_picture(part.reading) && is_picture(bundle[0].reading) && bundle[0].facts.role == part.facts.role
        };
        match bundles.iter_mut().find(same) {
            Some(bundle) => bundle.push(part),
            None => bundles.push(vec![part]),
        }
    }
    if let Some(original) = bundles.iter_mut().find(|bundle| bundle[0].facts.role == Role::Original) {
        // Counterparts of a whole agreement are joined as its pages for signing too; they have numbers of their own.
        original.extend(parts.iter().filter(|part| signing(part) && (part.facts.pages == 1 || is_picture(part.reading))));
    }
    bundles
}

/// Numbers "of N" of a bundle that has too few pages for all of them.
fn short(others: &[&Reading<'_>], bundle: &[&Part<'_>]) -> Option<Missing> {
    let labels: Vec<&Cited<PageLabel>> = bundle.iter().flat_map(|part| labels(part.facts)).map(|(_, label)| label).collect();
    let pages: u32 = bundle.iter().map(|part| part.facts.pages).sum();
    let totals: BTreeSet<u32> = labels.iter().filter_map(|label| label.value.total).collect();
    // A page may be in a file that was not joined to its paper.
    let strays: Vec<Cited<PageLabel>> = others
        .iter()
        .filter(|other| is_picture(other) || other.document.pages.len() == 1)
        .flat_map(|other| page_label::labels(other))
        .collect();
    let agree = |total: u32| labels.iter().filter(|label| label.value.total == Some(total)).count();
    // The largest first: a smaller one is an annex's, or misread.
    totals.iter().rev().find_map(|&total| {
        let annexes: usize =
            totals.iter().filter(|other| **other != total).map(|other| agree(*other)).filter(|count| *count >= AGREE).sum();
        let mut present: BTreeSet<u32> =
            labels.iter().filter(|label| label.value.total.is_none_or(|own| own == total)).map(|label| label.value.number).collect();
        present.extend(strays.iter().filter(|label| label.value.total == Some(total)).map(|label| label.value.number));
        let missing: Vec<u32> = (1..=total).filter(|number| !present.contains(number)).collect();
        let available = pages.saturating_sub(annexes as u32);
        let own = agree(total);
        let believed = (own >= AGREE || labels.len() == 1) && own * 2 >= labels.len() - annexes;
        // A page whose number was not read is not missing: only what the pages cannot hold is.
        (!missing.is_empty() && available < total && believed).then(|| Missing {
            numbers: missing,
            total: Some(total),
            pages: available,
            sources: labels
                .iter()
                .filter(|label| label.value.total == Some(total))
                .flat_map(|label| label.sources.iter().cloned())
                .collect(),
        })
    })
}

/// A numbered page: its place in the file and its number.
type Numbered<'a> = (PageNo, &'a Cited<PageLabel>);

/// The number of each page of a file: of two on one page that which says the total, then the lower one.
fn labels(facts: &DocumentFacts) -> Vec<Numbered<'_>> {
    let same = same_everywhere(facts);
    let mut out: Vec<Numbered<'_>> = Vec::new();
    for label in facts.page_labels.iter().filter(|label| !label.value.total.is_some_and(|total| is_bare(label) && same.contains(&total))) {
        let Some(source) = label.sources.first() else { continue };
        match out.iter_mut().find(|(page, _)| *page == source.page) {
            Some((_, kept)) if label.value.total.is_some() || kept.value.total.is_none() => *kept = label,
            Some(_) => {}
            None => out.push((source.page, label)),
        }
    }
    out.sort_by_key(|(page, _)| *page);
    out
}

/// Totals beside which one number stands on several pages and no other does: a form's date ("03/24") or a copy's number ("1/2").
fn same_everywhere(facts: &DocumentFacts) -> BTreeSet<u32> {
    let mut of: BTreeMap<u32, (BTreeSet<u32>, BTreeSet<PageNo>)> = BTreeMap::new();
    for label in &facts.page_labels {
        if let (Some(total), Some(source)) = (label.value.total, label.sources.first()) {
            let (numbers, pages) = of.entry(total).or_default();
            numbers.insert(label.value.number);
            pages.insert(source.page);
        }
    }
    of.into_iter().filter(|(_, (numbers, pages))| numbers.len() == 1 && pages.len() >= AGREE).map(|(total, _)| total).collect()
}

/// Whether a label is numbers alone, without a word for page.
fn is_bare(label: &Cited<PageLabel>) -> bool {
    label.sources.first().is_some_and(|source| !source.saw.chars().any(char::is_alphabetic))
}

/// Numbers that belong together: the whole file if all differ, else from each 1 to the next.
fn runs<'a>(labels: &[Numbered<'a>]) -> Vec<Vec<Numbered<'a>>> {
    let different: BTreeSet<u32> = labels.iter().map(|(_, label)| label.value.number).collect();
    if different.len() == labels.len() {
        return vec![labels.to_vec()];
    }
    let mut runs: Vec<Vec<Numbered<'a>>> = Vec::new();
    for label in labels {
        match runs.last_mut() {
            Some(run) if label.1.value.number != 1 => run.push(*label),
            _ => runs.push(vec![*label]),
        }
    }
    runs
}

/// Pages in another order than their numbers, if these are all different and without a gap: numbers misread are not.
fn misplaced(run: &[Numbered<'_>]) -> Option<Misplaced> {
    let numbers: Vec<u32> = run.iter().map(|(_, label)| label.value.number).collect();
    let (least, most) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let different: BTreeSet<u32> = numbers.iter().copied().collect();
    let complete = different.len() == numbers.len() && (most - least + 1) as usize == numbers.len();
    // Nothing between them is without a number.
    let beside = run.windows(2).all(|pair| pair[1].0.0 == pair[0].0.0 + 1);
    let wrong = numbers.len() >= LEAST_ORDER && complete && beside && !numbers.is_sorted();
    wrong.then(|| Misplaced { numbers, sources: run.iter().filter_map(|(_, label)| label.sources.first().cloned()).collect() })
}

/// Numbers that are skipped between pages that follow each other, with several on each side that agree.
fn gaps(run: &[Numbered<'_>]) -> Vec<Missing> {
    let offset = |(page, label): &Numbered<'_>| i64::from(label.value.number) - i64::from(page.0);
    let present: BTreeSet<u32> = run.iter().map(|(_, label)| label.value.number).collect();
    let steady: Vec<&[Numbered<'_>]> = run.chunk_by(|a, b| offset(a) == offset(b)).collect();
    let skipped = steady.windows(2).filter_map(|pair| {
        let ((before, last), (after, next)) = (pair[0].last()?, pair[1].first()?);
        let (last, next) = (last.value.number, next.value.number);
        let agree = pair.iter().all(|side| side.len() >= AGREE) && after.0 == before.0 + 1;
        let numbers: Vec<u32> = (last + 1..next).filter(|number| !present.contains(number)).collect();
        let plausible = agree && next > last + 1 && next - last - 1 <= LARGEST_GAP && numbers.len() as u32 == next - last - 1;
        let sources = pair[0].iter().chain(pair[1]).filter_map(|(_, label)| label.sources.first().cloned()).collect();
        plausible.then_some(Missing { numbers, total: None, pages: run.len() as u32, sources })
    });
    skipped.collect()
}

/// A page with what it is compared by.
struct Compared<'a> {
    file: &'a str,
    page: &'a Page,
    text: Vec<char>,
    /// Its runs of four characters.
    runs: HashSet<[char; 4]>,
    number: Option<u32>,
    picture: bool,
}

impl<'a> Compared<'a> {
    fn of(file: &'a str, page: &'a Page, text: Vec<char>, number: Option<u32>, picture: bool) -> Self {
        let runs = text.array_windows().copied().collect();
        Self { file, page, text, runs, number, picture }
    }
}

fn repeated(parts: &[Part<'_>]) -> Vec<Repeated> {
    // Of a file that is there twice this is said already.
    let again = |part: &&Part<'_>| part.facts.notices.iter().any(|notice| matches!(notice.kind, NoticeKind::SameAs(_)));
    let pages: Vec<Compared<'_>> = parts.iter().filter(|part| !again(part)).flat_map(compared).collect();
    repetitions(&pages)
}

fn repetitions(pages: &[Compared<'_>]) -> Vec<Repeated> {
    let mut out: Vec<Repeated> = Vec::new();
    for (at, later) in pages.iter().enumerate() {
        if let Some(earlier) = pages[..at].iter().find(|earlier| same(earlier, later)) {
            let place = |page: &Compared<'_>| (page.file.to_owned(), page.page.number);
            out.push(Repeated { page: place(later), of: place(earlier) });
        }
    }
    out
}

/// The pages of a file that have text enough; of a text document, which has no pages, none.
fn compared<'a>(part: &'a Part<'a>) -> Vec<Compared<'a>> {
    if part.facts.format == Format::Docx {
        return Vec::new();
    }
    let numbers = labels(part.facts);
    let of = |page: &'a Page| {
        let lines = part.reading.body().filter(|line| line.page == page.number);
        let text: Vec<char> = lines.flat_map(|line| squash(&line.text).chars().collect::<Vec<_>>()).collect();
        let number = numbers.iter().find(|(at, _)| *at == page.number).map(|(_, label)| label.value.number);
        (text.len() >= LEAST_TEXT).then(|| Compared::of(&part.facts.file, page, text, number, is_picture(part.reading)))
    };
    part.reading.document.pages.iter().filter_map(of).collect()
}

fn same(a: &Compared<'_>, b: &Compared<'_>) -> bool {
    // Counterparts and translations may share pages; pages that are pictures of their own belong to one paper.
    let together = a.file == b.file || a.picture && b.picture;
    let numbered = a.number.is_none() || b.number.is_none() || a.number == b.number;
    let alike = a.text.len().abs_diff(b.text.len()) * 20 <= a.text.len();
    together && numbered && alike && marked_alike(&a.page.marks, &b.page.marks) && holds(&a.text, &b.runs) && holds(&b.text, &a.runs)
}

/// Whether nearly every run of four characters of a text is among those of another, and what is not is a character or two at a time. Most pages differ in
/// their first words, and nothing more is looked at.
fn holds(text: &[char], other: &HashSet<[char; 4]>) -> bool {
    let (mut row, mut all) = (0, 0);
    for run in text.array_windows::<4>() {
        row = if other.contains(run) { 0 } else { row + 1 };
        all += usize::from(row > 0);
        if row > LONGEST_DIFFERENCE {
            return false;
        }
    }
    all as f64 <= DIFFERENCE * text.len() as f64
}

/// Whether seals and ink are the same on both: counterparts of a page are signed one by one.
fn marked_alike(a: &[Mark], b: &[Mark]) -> bool {
    let kind = |mark: &Mark| std::mem::discriminant(&mark.kind);
    let beside = |mark: &Mark, others: &[Mark]| {
        let near = |other: &Mark| {
            let (x, y) = (mark.area.center_x() - other.area.center_x(), mark.area.center_y() - other.area.center_y());
            kind(mark) == kind(other) && x.abs() < SAME_PLACE && y.abs() < SAME_PLACE
        };
        others.iter().any(near)
    };
    let digital = |marks: &[Mark]| marks.iter().any(|mark| matches!(mark.kind, MarkKind::DigitalSignature(_)));
    !digital(a) && !digital(b) && a.iter().all(|mark| beside(mark, b)) && b.iter().all(|mark| beside(mark, a))
}

#[cfg(test)]
mod tests;
