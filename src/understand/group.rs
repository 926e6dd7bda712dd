//! Which files of a project make one agreement: page images, signature pages, annexes and translations join their original.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::clause::{Outline, sections};
use super::kind::{self, Identity};
use super::language::{self, Stream};
use super::layout::Reading;
use super::pairing::{self, Match, Side};
use super::{page_label, signs};
use crate::model::agreement::{AgreementKind, Language, Role};
use crate::model::document::{Document, Format, PageSource};
use crate::model::text::squash;

/// Most characters on a page that is only for signing.
const SIGNATURE_PAGE: usize = 700;
/// Fewest characters of a paper that can be an agreement of its own.
const OWN_TEXT: usize = 80;

/// From this share of common runs of letters two files hold the same text: two readings of one scan share more than nine tenths, two
/// agreements from one form less than eight.
const SAME_TEXT: f64 = 0.85;
/// Fewest runs of letters by which texts can be compared.
const LEAST_GRAMS: usize = 300;

/// A file as the grouping sees it.
pub(super) struct File<'a> {
    /// In reading order.
    pub(super) reading: Reading<'a>,
    /// Its title and kind.
    pub(super) identity: Identity,
    /// Languages of its running text.
    pub(super) languages: Vec<Language>,
    part: Part,
    /// First and last article number, and the first printed page number with its total.
    span: Span,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    first: Option<u32>,
    last: Option<u32>,
    label: Option<u32>,
    total: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Opens an agreement or a letter of intent.
    Head,
    /// Goes on where another file ends.
    Continuation,
    SignaturePage,
    Annex,
    Evidence,
    /// None of its pages could be read.
    Unread,
    Other,
}

/// Files of one agreement: indices into the project's, with their roles; the original first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Files and roles.
    pub(super) files: Vec<(usize, Role)>,
}

impl<'a> File<'a> {
    /// Reads a file for grouping.
    pub(super) fn of(document: &'a Document) -> Self {
        let reading = super::layout::read(document);
        let languages = language::of_document(&reading.paragraphs, &language::of_paragraphs(&reading.paragraphs));
        let identity = kind::identify(&reading);
        let span = span(&reading);
        let part = part(&reading, &identity, span);
        Self { reading, identity, languages, part, span }
    }

    fn main(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::Other)
    }

    /// Whether ink, seals or digital signatures stand in it.
    fn signed(&self) -> bool {
        let document = self.reading.document;
        document.pages.iter().any(|page| !page.marks.is_empty()) || document.fields.iter().any(|field| field.signature.is_some())
    }
}

/// Outlines of a document, one per language.
pub(super) fn outlines<'a>(reading: &'a Reading<'a>) -> Vec<Outline<'a>> {
    language::streams(reading).into_iter().map(Outline::of).collect()
}

fn span(reading: &Reading<'_>) -> Span {
    let whole = Stream { reading, language: Language::Other, paragraphs: (0..reading.paragraphs.len()).collect() };
    let outline = Outline::of(whole);
    let mut numbers = sections::articles(&outline.sections).into_iter().filter_map(|section| section.number);
    let first = numbers.next();
    let label = page_label::labels(reading).into_iter().next().map(|label| label.value);
    Span { first, last: numbers.next_back().or(first), label: label.map(|label| label.number), total: label.and_then(|label| label.total) }
}

fn part(reading: &Reading<'_>, identity: &Identity, span: Span) -> Part {
    let document = reading.document;
    if !document.pages.is_empty() && document.pages.iter().all(|page| page.source == PageSource::Unread) {
        return Part::Unread;
    }
    let characters: usize = reading.paragraphs.iter().map(|paragraph| paragraph.text.chars().count()).sum();
    let telling = identity.title.as_ref().is_some_and(|title| kind::tells(&title.value));
    let signing = reading.body().filter(|line| signs(&line.text)).count();
    let picture = !matches!(document.format, Format::Pdf | Format::Docx);
    let later = span.label.is_some_and(|label| label > 1) || span.first.is_some_and(|first| first > 1);
    if identity.annex {
        return Part::Annex;
    }
    let page_for_signing = identity.title.as_ref().is_some_and(|title| kind::names_signature_page(&title.value));
    if page_for_signing || (!telling && signing >= 2 && characters < SIGNATURE_PAGE && span.first.is_none()) {
        return Part::SignaturePage;
    }
    match identity.kind.value {
        _ if !telling && later => Part::Continuation,
        AgreementKind::Agreement | AgreementKind::LetterOfIntent if characters >= OWN_TEXT || telling => Part::Head,
        AgreementKind::SupportingEvidence => Part::Evidence,
        // A picture of text without a title is a page of something.
        _ if picture && !telling && characters > 0 => Part::Continuation,
        _ => Part::Other,
    }
}

/// The groups of a project's files, in the order of their first file; evidence last.
pub(super) fn group(files: &[File<'_>]) -> Vec<Group> {
    let at = |part: Part| (0..files.len()).filter(move |&i| files[i].part == part);
    let mut heads: Vec<Vec<(usize, Role)>> = at(Part::Head).map(|i| vec![(i, Role::Original)]).collect();
    let mut orphans: Vec<usize> = Vec::new();
    if heads.is_empty() {
        // Without any head the first page of a series of pictures stands for the agreement: its title was not read.
        if let Some(first) = at(Part::Continuation).min_by_key(|&i| order(files, i)) {
            heads.push(vec![(first, Role::Original)]);
        }
    }
    let mut following: Vec<usize> = at(Part::Continuation).filter(|i| heads.iter().all(|head| head[0].0 != *i)).collect();
    following.sort_by_key(|&i| order(files, i));
    for i in following {
        join(&mut heads, &mut orphans, files, i, Role::Original);
    }
    let (mut groups, unpaired) = translations(files, counterparts(files, heads), &at(Part::Other).collect::<Vec<_>>());
    for (part, role) in [(Part::SignaturePage, Role::SignaturePage), (Part::Annex, Role::Annex), (Part::Unread, Role::Original)] {
        for i in at(part).collect::<Vec<_>>() {
            join(&mut groups, &mut orphans, files, i, role);
        }
    }
    orphans.extend(unpaired);
    // Signature pages or annexes without an agreement, unread and unknown files: each by itself.
    groups.extend(orphans.into_iter().map(|i| vec![(i, Role::Original)]));
    groups.sort_by_key(|group| group.iter().map(|(i, _)| *i).min());
    let evidence: Vec<(usize, Role)> = at(Part::Evidence).map(|i| (i, Role::Evidence)).collect();
    groups.extend((!evidence.is_empty()).then_some(evidence));
    groups.into_iter().map(|files| Group { files }).collect()
}

/// Reading order among the pages of a series: printed number, article, name.
fn order(files: &[File<'_>], i: usize) -> (u32, u32, Vec<(String, u64)>) {
    let span = files[i].span;
    (span.label.unwrap_or(u32::MAX), span.first.unwrap_or(u32::MAX), natural(&files[i].reading.document.file))
}

/// A name so that "`IMG_10`" follows "`IMG_9`".
fn natural(name: &str) -> Vec<(String, u64)> {
    let mut out = vec![(String::new(), 0_u64)];
    let mut in_number = false;
    for c in name.chars() {
        match (c.to_digit(10), out.last_mut()) {
            (Some(digit), Some((_, number))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                in_number = true;
            }
            (None, Some((text, _))) if !in_number => text.push(c),
            _ => {
                out.push((c.to_string(), 0));
                in_number = false;
            }
        }
    }
    out
}

/// Adds a file to the group it fits best; with no group at all it stays alone.
fn join(groups: &mut [Vec<(usize, Role)>], orphans: &mut Vec<usize>, files: &[File<'_>], i: usize, role: Role) {
    let best = (0..groups.len()).map(|g| (fit(files, &groups[g], i), Reverse(g))).max();
    match best {
        Some((fit, Reverse(g))) if fit > 0 || groups.len() == 1 => {
            // The original's own pages stand before its other files.
            let place = if role == Role::Original {
                groups[g].iter().take_while(|(_, role)| *role == Role::Original).count()
            } else {
                groups[g].len()
            };
            groups[g].insert(place, (i, role));
        }
        _ => orphans.push(i),
    }
}

/// How well a file fits a group: numbering that goes on, the same people, language and name.
fn fit(files: &[File<'_>], group: &[(usize, Role)], i: usize) -> u32 {
    let file = &files[i];
    let last = group.iter().rev().map(|(g, _)| &files[*g]).find(|other| other.span.last.is_some());
    let goes_on = |last: Option<u32>, first: Option<u32>| last.zip(first).is_some_and(|(last, first)| first == last || first == last + 1);
    let mut fit = 0;
    if goes_on(last.and_then(|last| last.span.last), file.span.first) {
        fit += 3;
    }
    if group.iter().any(|(g, _)| goes_on(files[*g].span.label, file.span.label)) {
        fit += 2;
    }
    if file.span.total.is_some() && group.iter().any(|(g, _)| files[*g].span.total == file.span.total) {
        fit += 2;
    }
    if group.iter().any(|(g, _)| files[*g].main() == file.main()) {
        fit += 1;
    }
    let common = group.iter().map(|(g, _)| common_lines(&files[*g], file)).max().unwrap_or(0);
    fit += 3 * common.min(2);
    if group.iter().any(|(g, _)| stem(files[*g].reading.document) == stem(file.reading.document)) {
        fit += 2;
    }
    fit
}

/// A file's name without its numbers and ending: the same for pictures of one series.
fn stem(document: &Document) -> String {
    let name = document.file.rsplit_once('.').map_or(document.file.as_str(), |(stem, _)| stem);
    name.chars().filter(|c| !c.is_ascii_digit() && c.is_alphanumeric()).collect()
}

/// How many organisations' names of one file's forms stand in the other.
fn common_lines(head: &File<'_>, file: &File<'_>) -> u32 {
    let text: String = head.reading.paragraphs.iter().map(|paragraph| squash(&paragraph.text)).collect();
    let names = file.reading.body().map(|line| {
        let value = line.text.rsplit(':').next().unwrap_or_default();
        squash(value.split('(').next().unwrap_or_default())
    });
    names.filter(|name| (6..60).contains(&name.chars().count()) && text.contains(name.as_str())).count() as u32
}

/// Indices of a group's files with their roles.
type Members = Vec<(usize, Role)>;

/// Joins counterparts, each signed by one party, to the first of them: the same text in several files is one agreement.
fn counterparts(files: &[File<'_>], heads: Vec<Members>) -> Vec<Members> {
    let mut out: Vec<(BTreeSet<String>, Members)> = Vec::new();
    for head in heads {
        let own = grams(files, &head);
        let same = out.iter_mut().find(|(other, group)| {
            let common = own.intersection(other).count();
            files[group[0].0].main() == files[head[0].0].main()
                && own.len().min(other.len()) >= LEAST_GRAMS
                && common as f64 >= SAME_TEXT * own.len().max(other.len()) as f64
                && same_figures(files, group, &head)
        });
        match same {
            Some((_, group)) => group.extend(head.into_iter().map(|(i, _)| (i, Role::SignaturePage))),
            None => out.push((own, head)),
        }
    }
    out.into_iter().map(|(_, group)| group).collect()
}

/// Whether two groups give the same days and amounts: agreements made from one form differ in little else.
fn same_figures(files: &[File<'_>], a: &[(usize, Role)], b: &[(usize, Role)]) -> bool {
    let side = |group: &[(usize, Role)]| {
        let outlines: Vec<Outline<'_>> = group.iter().flat_map(|(i, _)| outlines(&files[*i].reading)).collect();
        Side::of(&outlines.iter().collect::<Vec<_>>())
    };
    pairing::same_figures(&side(a), &side(b))
}

/// Every run of four letters of a group's text.
fn grams(files: &[File<'_>], group: &[(usize, Role)]) -> BTreeSet<String> {
    let text = group.iter().flat_map(|(i, _)| files[*i].reading.paragraphs.iter()).map(|paragraph| squash(&paragraph.text));
    let text: Vec<char> = text.collect::<String>().chars().take(30_000).collect();
    text.windows(4).map(|run| run.iter().collect()).collect()
}

/// Joins Chinese texts to the foreign originals that they translate. Files of which nothing tells what they are count where their content, or
/// their name, says so; those that nothing pairs come back.
fn translations(files: &[File<'_>], heads: Vec<Members>, unknown: &[usize]) -> (Vec<Members>, Vec<usize>) {
    let chinese = |group: &Members| files[group[0].0].languages.contains(&Language::Zh);
    let untold = |group: &[(usize, Role)]| unknown.contains(&group[0].0);
    let candidates = heads.into_iter().chain(unknown.iter().map(|&i| vec![(i, Role::Original)]));
    let (targets, mut groups): (Vec<_>, Vec<_>) = candidates.partition(chinese);
    let mut free: Vec<Option<Vec<(usize, Role)>>> = targets.into_iter().map(Some).collect();
    let mut pairs: Vec<(u32, Reverse<usize>, Reverse<usize>)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for (t, target) in free.iter().enumerate() {
            let Some(target) = target else { continue };
            // A bilingual file needs no original elsewhere.
            if files[target[0].0].languages.len() > 1 {
                continue;
            }
            let sure = untold(group) || untold(target);
            pairs.extend(kinship(files, group, target, sure).map(|score| (score, Reverse(g), Reverse(t))));
        }
    }
    pairs.sort_unstable();
    let mut paired: Vec<bool> = vec![false; groups.len()];
    while let Some((_, Reverse(g), Reverse(t))) = pairs.pop() {
        if paired[g] {
            continue;
        }
        let Some(target) = free[t].take() else { continue };
        paired[g] = true;
        let signed = |group: &[(usize, Role)]| group.iter().any(|(i, _)| files[*i].signed());
        if signed(&target) && !signed(&groups[g]) {
            // The Chinese text is what was signed; the foreign one is a copy.
            let copy = std::mem::replace(&mut groups[g], target);
            groups[g].extend(copy.into_iter().map(|(i, _)| (i, Role::Translation)));
        } else {
            groups[g].extend(target.into_iter().map(|(i, _)| (i, Role::Translation)));
        }
    }
    groups.extend(free.into_iter().flatten());
    let (alone, groups): (Vec<Members>, Vec<Members>) = groups.into_iter().partition(|group| group.len() == 1 && untold(group));
    (groups, alone.into_iter().flatten().map(|(i, _)| i).collect())
}

/// How likely a Chinese group translates a foreign one, in percent; `None` if it is an agreement of its own. Where it must be `sure`, that the
/// Chinese text is unsigned is not enough.
fn kinship(files: &[File<'_>], original: &[(usize, Role)], chinese: &[(usize, Role)], sure: bool) -> Option<u32> {
    let read = |group: &[(usize, Role)]| group.iter().flat_map(|(i, _)| outlines(&files[*i].reading)).count();
    let whole = |group: &[(usize, Role)]| {
        let outlines: Vec<Outline<'_>> = group.iter().flat_map(|(i, _)| outlines(&files[*i].reading)).collect();
        Side::of(&outlines.iter().collect::<Vec<_>>())
    };
    if read(original) == 0 || read(chinese) == 0 {
        return None;
    }
    let (ours, theirs) = (whole(original), whole(chinese));
    let percent = (pairing::likeness(&ours, &theirs) * 100.0) as u32;
    let found = pairing::compare(&ours, &theirs, &[]);
    let belongs = if sure { matches!(found, Match::Belongs(_)) } else { !matches!(found, Match::Other(_)) };
    let said = chinese.iter().any(|(i, _)| kind::calls_itself_translation(&files[*i].reading));
    let signed = chinese.iter().any(|(i, _)| files[*i].signed());
    // An unsigned Chinese text is no agreement of its own: whose translation it is will be said with the pair.
    let said_so = said && (!sure || matches!(found, Match::Perhaps));
    (belongs || said_so || !signed && !sure).then_some(percent + u32::from(said) * 5)
}
