//! What an intellectual-property clause states, sentence by sentence.

use super::lexicon::{
    BACKGROUND, DEFERRAL, GENERAL, IP_BODY, OWNED_OTHERWISE, OWNERSHIP, OWNERSHIP_NOUN, PERMISSION, RIGHTS_BY_NAME, Subject, USAGE,
};
use super::{Named, Outline, Piece, bare, ownership, rights, sentence};
use crate::model::agreement::{Cited, Clause, IpContent, Topic};
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::blanks::placeholders;

/// A sentence in one of these forms says so; words only, so a person may differ.
const BY_WORDS: Confidence = Confidence(88);
/// Letters, an ideograph for three, that a sentence needs to say something.
const LEAST: usize = 30;

/// Most paragraphs of a section that is taken for one on intellectual property because of one of them.
const SECTION_OF_SPEECH: usize = 8;

/// Reads ownership and use off a clause; sentences that only put the matter off or praise it, and placeholders, state nothing.
fn content(pieces: &[Piece<'_>], parties: &[Named]) -> IpContent {
    let mut content = IpContent::default();
    let mut usage_of_background = None;
    for piece in pieces {
        for sentence in sentence::split(piece.text).into_iter().filter(|sentence| !is_empty(sentence, parties)) {
            let background = BACKGROUND.is_match(sentence);
            let usage = USAGE.is_match(sentence);
            let cite = || -> Option<Cited<String>> { Some(piece.cite(sentence, BY_WORDS)) };
            if background {
                content.background = content.background.or_else(cite);
            }
            // "Each keeps what it had, and what both make belongs to both."
            let own: Vec<&str> = if background { others(sentence) } else { vec![sentence] };
            if own.iter().any(|part| says_owner(part) || ownership::weight(part, parties) >= ownership::HEADED) {
                for share in rights::shares(sentence) {
                    if content.shares.iter().all(|(known, _)| *known != share) {
                        content.shares.push((share, piece.cite(sentence, BY_WORDS)));
                    }
                }
                content.ownership = content.ownership.or_else(cite);
            }
            if usage && background {
                usage_of_background = usage_of_background.or_else(cite);
            } else if usage {
                content.usage = content.usage.or_else(cite);
            }
        }
    }
    content.usage = content.usage.or(usage_of_background);
    content
}

/// The parts of a sentence on what existed before that speak of something else: of what comes of the work.
fn others(sentence: &str) -> Vec<&str> {
    sentence.split([',', '，']).filter(|part| !BACKGROUND.is_match(part) && IP_BODY.is_match(part)).collect()
}

/// Sentences that say something, whatever it is.
fn unplaced<'a>(text: &'a str, parties: &[Named]) -> Vec<&'a str> {
    let weight = |sentence: &str| {
        let dense = |c: char| is_han(c) || is_kana(c) || is_hangul(c);
        sentence.chars().filter(|c| c.is_alphabetic()).map(|c| if dense(c) { 3 } else { 1 }).sum::<usize>()
    };
    sentence::split(text).into_iter().filter(|sentence| !is_empty(sentence, parties) && weight(sentence) >= LEAST).collect()
}

/// Whether a text says who owns; the name of the matter ("propriété intellectuelle") does not.
pub(super) fn says_owner(text: &str) -> bool {
    !OWNED_OTHERWISE.is_match(text) && OWNERSHIP.is_match(&RIGHTS_BY_NAME.replace_all(text, |_| " ".to_owned()))
}

/// Whether a sentence decides nothing: a placeholder, put off, or about respect and fairness.
fn is_empty(sentence: &str, parties: &[Named]) -> bool {
    !placeholders(sentence).is_empty() || ((DEFERRAL.is_match(sentence) || GENERAL.is_match(sentence)) && !decides(sentence, parties))
}

/// Whether a sentence that puts something off still decides something ("归双方共有，具体比例另行约定"): in what stands before, somebody owns or
/// may use; that ownership is spoken of is not enough.
fn decides(sentence: &str, parties: &[Named]) -> bool {
    let first = [DEFERRAL.find(sentence), GENERAL.find(sentence)].into_iter().flatten().map(|found| found.start()).min();
    first.is_some_and(|at| {
        let before = RIGHTS_BY_NAME.replace_all(&sentence[..at], |_| " ".to_owned());
        let closed = before.contains([',', ':', '、', '(']) || before.contains(" and ") || before.contains(" und ");
        let owner = OWNERSHIP.find_iter(&before).any(|own| !OWNERSHIP_NOUN.is_match(own.as_str()))
            || ownership::weight(&sentence[..at], parties) >= ownership::LOOSE;
        closed && (owner || (PERMISSION.is_match(&before) && USAGE.is_match(&before)))
    })
}

/// A clause with what it states.
pub(super) fn filled(mut clause: Clause, pieces: &[Piece<'_>], outlines: &[Outline<'_>], parties: &[Named]) -> Clause {
    clause.ip = content(pieces, parties);
    rights::beside(&mut clause.ip, pieces, outlines);
    // Who gets which part of what results bring says how they are used.
    let shared = clause.ip.proceeds.clone().filter(|proceeds| clause.text.contains(proceeds.value.as_str()));
    clause.ip.usage = clause.ip.usage.or(shared);
    clause.unplaced =
        pieces.iter().flat_map(|piece| unplaced(piece.text, parties).into_iter().map(|s| piece.cite(s, Confidence(60)))).collect();
    if !clause.deferrals.is_empty() {
        // What each had before is not what the agreement should settle; with the rest put off, nothing is.
        clause.unplaced.retain(|said| !BACKGROUND.is_match(&said.value));
    }
    for said in [&clause.ip.background, &clause.ip.ownership, &clause.ip.usage].into_iter().flatten() {
        clause.sources.extend(said.sources.iter().cloned());
    }
    clause
}

/// Whether a clause on intellectual property decides something, puts it off, or leaves it to be filled in.
pub(super) fn says_anything(clause: &Clause) -> bool {
    clause.ip.ownership.is_some() || clause.ip.usage.is_some() || !clause.deferrals.is_empty() || !clause.blanks.is_empty()
}

/// Intellectual property dealt with in sentences without a heading of their own: first where nothing else is dealt with, then anywhere.
pub(super) fn loose(outline: &Outline<'_>, outlines: &[Outline<'_>], parties: &[Named]) -> Option<Clause> {
    let about = |sentence: &str| {
        IP_BODY.is_match(sentence) && (says_owner(sentence) || DEFERRAL.is_match(sentence)) && !ownership::only_told(sentence)
    };
    let speaks = |piece: &Piece<'_>| sentence::split(piece.text).into_iter().any(about);
    let free = outline.free(&[Subject::Work, Subject::Ip]);
    // Before the articles, what somebody owns is told as a reason.
    let articles = outline.free_text(&[Subject::Work, Subject::Ip]);
    let weighed = |pieces: &[Piece<'_>], least: u8| -> Vec<usize> {
        pieces.iter().filter(|piece| ownership::speaks(piece.text, least, parties)).map(|piece| piece.paragraph).collect()
    };
    let mut speaking: Vec<usize> = free.iter().filter(|piece| speaks(piece)).map(|piece| piece.paragraph).collect();
    speaking.extend(weighed(&articles, ownership::LOOSE));
    let mut pieces = free;
    if speaking.is_empty() {
        pieces = outline.free_text(&[Subject::Work, Subject::Ip, Subject::Responsibilities, Subject::Term, Subject::Other]);
        speaking = weighed(&pieces, ownership::ELSEWHERE);
    }
    // What stands beside it in the same section belongs to it: use is often an item of its own.
    let around: Vec<usize> = outline
        .sections
        .iter()
        .filter(|section| section.end - section.start <= SECTION_OF_SPEECH)
        .flat_map(|section| {
            let inside = &outline.stream.paragraphs[section.start..section.end];
            if inside.iter().any(|at| speaking.contains(at)) { inside.to_vec() } else { Vec::new() }
        })
        .collect();
    pieces.retain(|piece| speaking.contains(&piece.paragraph) || around.contains(&piece.paragraph));
    let first = pieces.first()?;
    let mut clause = bare(outline, Topic::Ip, &pieces);
    clause.sources.extend(first.cite(first.text, Confidence(75)).sources);
    Some(filled(clause, &pieces, outlines, parties))
}
