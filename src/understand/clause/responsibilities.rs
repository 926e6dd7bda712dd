//! Who does what: the sentences that give a party tasks of its own.

use std::sync::LazyLock;

use super::filler::{is_filler, without_dense};
use super::lexicon::{DEFERRAL, JOINT, NO_TASK, REFERENCE, RIGHT};
use super::{Named, Piece, sentence};
use crate::model::agreement::Cited;
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana};
use crate::understand::blanks::placeholders;
use crate::understand::lexicon::Pattern;

/// Least ideographs, kana or syllables that say what is done.
const DENSE_CONTENT: usize = 5;
/// Least words that say what is done, in scripts with spaces.
const WORDS_OF_CONTENT: usize = 3;
/// Least letters in two words that say as much.
const LETTERS_OF_CONTENT: usize = 14;
/// How far into a sentence its subject may stand, in bytes.
const SUBJECT_REACH: usize = 60;

/// The number or bullet of an item.
static BULLET: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(\s*(第\s*[\d一二三四五六七八九十]+\s*[条條款项項]|\(?\s*(\d{1,2}(\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-hA-H]|[ivx]{1,4})\s*[).、:](\s|\D|$)",
        r"|[•●▪■◆○□–—·-]\s*|\(?[①-⑳])\s*){1,2}"
    ))
});
static CONJUNCTION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^\s*(、|,|及び|又は|和|与|及|與|跟|同|/|&|and\b|or\b|或|und\b|oder\b|et\b|ou\b|и\b|y\b|e\b|と|와|과|은)\s*")
});

/// Who a sentence speaks of.
#[derive(Debug, PartialEq, Eq)]
enum Who<'a> {
    /// The party with this index, and what is said of it.
    Party(usize, &'a str),
    /// All of them, or any.
    Joint,
    /// Nobody is named.
    Nobody(&'a str),
}

/// A sentence that gives a party a task.
pub(super) struct Task {
    pub(super) party: usize,
    pub(super) sentence: Cited<String>,
}

/// Tasks in the running text of a clause.
pub(super) fn tasks(pieces: &[Piece<'_>], parties: &[Named]) -> Vec<Task> {
    let mut out = Vec::new();
    // The party spoken of, and whether a list of its tasks is under way.
    let mut current: Option<(usize, bool)> = None;
    for piece in pieces {
        let numbered = BULLET.is_match(piece.text);
        // What follows in a new paragraph belongs to a party only where a list of its tasks was opened.
        if current.is_some_and(|(_, listing)| !listing) {
            current = None;
        }
        for sentence in sentence::split(piece.text) {
            for part in parts(sentence, parties) {
                match who(part, parties) {
                    Who::Party(party, said) => {
                        let listing = said.trim_end().ends_with(':') || content(said, parties) == 0;
                        current = Some((party, listing));
                        if is_task(said, parties) {
                            out.push(Task { party, sentence: piece.cite(part, Confidence(92)) });
                        }
                    }
                    Who::Joint if !numbered => current = None,
                    Who::Joint => {}
                    Who::Nobody(said) => {
                        if let Some((party, _)) = current.filter(|_| is_task(said, parties)) {
                            out.push(Task { party, sentence: piece.cite(part, Confidence(85)) });
                        }
                    }
                }
            }
        }
    }
    out
}

/// Divides a sentence where after a comma another party becomes the subject.
fn parts<'a>(sentence: &'a str, parties: &[Named]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in sentence.match_indices([',', '、']) {
        let after = &sentence[at..].trim_start_matches([',', '、', ' ', '而']);
        let next = sentence.len() - after.len();
        let enumeration = at == start || term_at(sentence[..at].trim_end(), parties).is_some_and(|(_, rest)| rest.is_empty());
        if !enumeration && at > start && term_at(after, parties).is_some() && content(&sentence[start..at], parties) > 0 {
            out.push(sentence[start..at].trim());
            start = next;
        }
    }
    out.push(sentence[start..].trim());
    out
}

fn who<'a>(text: &'a str, parties: &[Named]) -> Who<'a> {
    let text = BULLET.find(text).map_or(text, |bullet| {
        let mut end = bullet.end();
        // The pattern looks one character ahead to tell "1.设计" from "1.5".
        if let Some(c) = text[..end].chars().next_back().filter(|c| c.is_alphanumeric() && !c.is_ascii_digit()) {
            end -= c.len_utf8();
        }
        &text[end..]
    });
    let text = text.trim_start();
    if let Some(joint) = JOINT.find(text) {
        // "Die Partei A" begins like "die Parteien".
        let named = text.char_indices().take_while(|(at, _)| *at < joint.end()).any(|(at, _)| term_at(&text[at..], parties).is_some());
        if !named {
            return Who::Joint;
        }
    }
    let starts = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= SUBJECT_REACH);
    for at in starts {
        let boundary = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_dense(c));
        if !boundary {
            continue;
        }
        if let Some((party, rest)) = term_at(&text[at..], parties) {
            if content(&text[..at], parties) > 0 {
                break;
            }
            if let Some(found) = CONJUNCTION.find(rest)
                && term_at(&rest[found.end()..], parties).is_some_and(|(other, _)| other != party)
            {
                return Who::Joint;
            }
            return Who::Party(party, rest);
        }
    }
    Who::Nobody(text)
}

/// The party whose name or label stands at the start of a text, longest first, and what follows.
fn term_at<'a>(text: &'a str, parties: &[Named]) -> Option<(usize, &'a str)> {
    let text = text.trim_start_matches(['"', '“', '”', '(', '「', '【', '*']);
    let mut best: Option<(usize, usize)> = None;
    for (party, named) in parties.iter().enumerate() {
        for term in &named.terms {
            if let Some(length) = starts_with(text, term)
                && best.is_none_or(|(_, longest)| length > longest)
            {
                best = Some((party, length));
            }
        }
    }
    best.map(|(party, length)| (party, text[length..].trim_start_matches(['"', '”', ')', '」', '】'])))
}

/// Length in bytes of `term` at the start of `text`, letter case aside; a word must end there.
fn starts_with(text: &str, term: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in term.chars() {
        let (_, c) = rest.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let next = rest.next();
    let last = term.chars().next_back()?;
    let alone = match next {
        None => true,
        Some((_, c)) if term.chars().count() == 1 => "はがの:은는이가의와과,、及と을를 ".contains(c),
        Some((_, c)) => is_dense(last) || !c.is_alphanumeric() || is_dense(c),
    };
    alone.then(|| next.map_or(text.len(), |(at, _)| at))
}

pub(super) fn is_dense(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// How much a text says beyond parties' names and words that any sentence on cooperation has: 0 is nothing, from 2 on it is a task.
fn content(text: &str, parties: &[Named]) -> usize {
    let mut text = text.to_lowercase();
    for term in parties.iter().flat_map(|named| &named.terms).filter(|term| term.chars().count() > 1) {
        text = text.replace(&term.to_lowercase(), " ");
    }
    let left = without_dense(&text);
    let dense = left.chars().filter(|&c| is_dense(c)).count();
    let words = left.split(|c: char| !c.is_alphabetic() || is_dense(c)).filter(|word| !is_filler(word));
    let words: Vec<usize> = words.map(|word| word.chars().count()).filter(|&length| length > 2).collect();
    // German puts into two compounds what English says in four words.
    let compounds = words.len() > 1 && words.iter().sum::<usize>() >= LETTERS_OF_CONTENT;
    if compounds || dense + words.len() * DENSE_CONTENT / WORDS_OF_CONTENT >= DENSE_CONTENT {
        return 2;
    }
    usize::from(dense + words.len() > 1)
}

/// Whether what is said of a party is a task of its own.
pub(super) fn is_task(said: &str, parties: &[Named]) -> bool {
    content(said, parties) == 2
        && !RIGHT.is_match(said)
        && !NO_TASK.is_match(said)
        && !DEFERRAL.is_match(said)
        && placeholders(said).is_empty()
        && !only_refers(said, parties)
}

/// Whether a sentence says no more than where to look.
pub(super) fn only_refers(sentence: &str, parties: &[Named]) -> bool {
    REFERENCE.find(sentence).is_some_and(|found| content(&sentence[..found.start()], parties) < 2)
}
