//! What an intellectual-property clause states, sentence by sentence.

use super::lexicon::{BACKGROUND, DEFERRAL, GENERAL, OWNED_OTHERWISE, OWNERSHIP, OWNERSHIP_NOUN, PERMISSION, RIGHTS_BY_NAME, USAGE};
use super::{Named, Piece, ownership, sentence};
use crate::model::agreement::{Cited, IpContent};
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::blanks::placeholders;

/// A sentence in one of these forms says so; words only, so a person may differ.
const BY_WORDS: Confidence = Confidence(88);
/// Letters, an ideograph for three, that a sentence needs to say something.
const LEAST: usize = 30;

/// Reads ownership and use off a clause; sentences that only put the matter off or praise it, and placeholders, state nothing.
pub(super) fn content(pieces: &[Piece<'_>], parties: &[Named]) -> IpContent {
    let mut content = IpContent::default();
    let mut usage_of_background = None;
    for piece in pieces {
        for sentence in sentence::split(piece.text).into_iter().filter(|sentence| !is_empty(sentence, parties)) {
            let background = BACKGROUND.is_match(sentence);
            let usage = USAGE.is_match(sentence);
            let cite = || -> Option<Cited<String>> { Some(piece.cite(sentence, BY_WORDS)) };
            if background {
                content.background = content.background.or_else(cite);
            } else if says_owner(sentence) || ownership::weight(sentence, parties) >= ownership::HEADED {
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

/// Sentences that say something, whatever it is.
pub(super) fn unplaced<'a>(text: &'a str, parties: &[Named]) -> Vec<&'a str> {
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
