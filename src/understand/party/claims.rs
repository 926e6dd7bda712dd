//! Who the parties are: what heads say, completed by what signature blocks name.

use super::block::{self, Known};
use super::header::{self, Claim};
use super::{MOST, Source};
use crate::model::agreement::{Cited, Role};
use crate::model::text::{is_han, similarity, squash};
use crate::understand::lexicon::words::is_organisation;

/// Fewest ideographs of a Chinese name.
const HAN_NAME: usize = 4;
/// Fewest letters of one that stands in no other by chance.
const LATIN_NAME: usize = 12;

/// What heads say, the original's first; names that only a translation gives become aliases of the party with the same letter.
pub(super) fn claims(sources: &[Source<'_>]) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    let mut ordered: Vec<&Source<'_>> = sources.iter().filter(|source| !matches!(source.role, Role::Evidence | Role::Annex)).collect();
    ordered.sort_by_key(|source| source.role);
    for source in ordered {
        let found = halves(header::claims(source.reading));
        let first = out.is_empty();
        let same_count = out.len() == found.len();
        for (position, claim) in found.into_iter().enumerate() {
            let by_name =
                |known: &Claim| known.name.as_ref().zip(claim.name.as_ref()).is_some_and(|(a, b)| similarity(&a.value, &b.value) >= 0.8);
            let at = out
                .iter()
                .position(by_name)
                .or_else(|| claim.letter.and_then(|letter| out.iter().position(|known| known.letter == Some(letter))))
                .or((same_count && !first).then_some(position));
            match at {
                Some(at) if !first => header::complete(&mut out[at], claim),
                _ if first || source.role != Role::Translation => out.push(claim),
                _ => {}
            }
        }
    }
    fold(&mut out);
    supplement(&mut out, sources);
    out.truncate(MOST);
    out
}

/// What a half's parties have between themselves and the other half's, at least: 25 mm, which its articles take; a head's own list is closer.
const APART: i32 = 250;

/// The parties of a document in two halves of two languages: what the second half names in the other script are the same parties again.
fn halves(mut claims: Vec<Claim>) -> Vec<Claim> {
    let half = claims.len() / 2;
    let chinese = |claim: &Claim| claim.name.as_ref().is_some_and(|name| name.value.chars().filter(|&c| is_han(c)).count() >= HAN_NAME);
    let (first, second) = claims.split_at(half);
    let lettered = second.iter().any(|claim| claim.letter.is_some_and(|letter| first.iter().all(|other| other.letter != Some(letter))));
    let named = claims.iter().all(|claim| claim.name.is_some());
    let across = first.iter().zip(second).all(|(a, b)| chinese(a) != chinese(b))
        && first.windows(2).all(|pair| chinese(&pair[0]) == chinese(&pair[1]));
    let apart = first.last().zip(second.first()).is_some_and(|(last, next)| {
        let places = last.place.area.zip(next.place.area);
        last.place.page != next.place.page || places.is_none_or(|(last, next)| next.top - last.bottom >= APART)
    });
    // Columns name each pair beside each other.
    let abreast = first.iter().zip(second).all(|(a, b)| {
        let places = a.place.area.zip(b.place.area);
        a.place.page == b.place.page && places.is_some_and(|(a, b)| a.overlap_y(b) > 0 && a.overlap_x(b) <= 0)
    });
    let linked = first.iter().zip(second).any(|(a, b)| names_as_well(b, a));
    if half < 2 || !claims.len().is_multiple_of(2) || lettered || !named || !across || !(apart || abreast || linked) {
        return claims;
    }
    for (known, again) in claims.split_off(half).into_iter().enumerate() {
        header::complete(&mut claims[known], again);
    }
    claims
}

/// A party that is only called by the term that the head defines for another is that other: "POR EL INSTITUTO".
fn fold(claims: &mut Vec<Claim>) {
    let all = claims.clone();
    claims.retain(|claim| {
        let Some(name) = &claim.name else { return true };
        let defines = |other: &Claim| {
            let another = other.name.as_ref().is_some_and(|own| own.value != name.value);
            another && other.aliases.iter().any(|term| is_own_term(&term.value) && block::is_term(&name.value, &term.value))
        };
        !all.iter().any(defines)
    });
    let all = claims.clone();
    let mut before = 0;
    claims.retain(|claim| {
        before += 1;
        !all[..before - 1].iter().any(|other| names_as_well(claim, other))
    });
}

/// Whether what a claim calls a party holds the name of another, or has its term: the sentence that names both again in a second language.
fn names_as_well(claim: &Claim, other: &Claim) -> bool {
    let (Some(name), Some(known)) = (&claim.name, &other.name) else { return false };
    let (name, known) = (squash(&name.value), squash(&known.value));
    let telling = known.chars().count() >= if known.chars().all(is_han) { HAN_NAME + 1 } else { LATIN_NAME };
    let shares = |alias: &Cited<String>| is_own_term(&alias.value) && other.aliases.iter().any(|own| own.value == alias.value);
    let alias = claim.aliases.iter().any(|alias| squash(&alias.value) == known || shares(alias));
    telling && name != known && (alias || name.contains(&known))
}

/// Parties that only signature blocks name: any where the heads name less than two, else those with a letter that the heads do not give.
fn supplement(claims: &mut Vec<Claim>, sources: &[Source<'_>]) {
    let headed = claims.iter().filter(|claim| claim.name.is_some()).count() >= 2;
    let letters: Option<Vec<usize>> = claims.iter().map(|claim| claim.letter).collect();
    let last = letters.and_then(|letters| letters.into_iter().max());
    for source in sources.iter().filter(|source| matches!(source.role, Role::Original | Role::SignaturePage)) {
        for (name, letter, place, confidence) in block::named_in_blocks(source.reading) {
            // A letter between two others is a party's even where its name was not read.
            let another = letter
                .zip(last)
                .is_some_and(|(letter, last)| claims.iter().all(|claim| claim.letter != Some(letter)) && (name.is_some() || letter < last));
            if headed && !another {
                continue;
            }
            let known = claims.iter_mut().find(|claim| {
                claim.letter.is_some() && claim.letter == letter
                    || claim.name.as_ref().zip(name.as_ref()).is_some_and(|(a, b)| similarity(&a.value, b) >= 0.8)
            });
            let cited = name.map(|name| Cited::new(name, confidence, place.clone()));
            match known {
                Some(known) => known.name = known.name.take().or(cited),
                None => claims.push(Claim {
                    letter,
                    label: None,
                    name: cited,
                    aliases: Vec::new(),
                    about: Vec::new(),
                    signatory: None,
                    title: None,
                    place,
                }),
            }
        }
    }
    if claims.iter().all(|claim| claim.letter.is_some()) {
        claims.sort_by_key(|claim| claim.letter);
    }
}

/// What a claim lets know before the party's block is looked for.
pub(super) fn known(claim: &Claim, translations: &[&str]) -> Known {
    let telling = |name: &&Cited<String>| {
        let length = name.value.chars().count();
        length >= 2 && (is_organisation(&name.value) || length >= 4) && !header::is_letter_term(&name.value)
    };
    let all: Vec<&Cited<String>> = claim.name.iter().chain(&claim.aliases).filter(telling).collect();
    let translated = |name: &Cited<String>| name.sources.iter().all(|source| translations.contains(&source.file.as_str()));
    Known {
        letter: claim.letter,
        names: all.iter().map(|name| name.value.clone()).collect(),
        terms: claim.label.iter().chain(&claim.aliases).map(|name| name.value.clone()).filter(|term| is_own_term(term)).collect(),
        stated: all.iter().filter(|name| !translated(name)).map(|name| name.value.clone()).collect(),
    }
}

/// Whether a label or alias may be looked for in a block: two letters or more, and none of the letters that blocks are labelled with.
fn is_own_term(term: &str) -> bool {
    term.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && !header::is_letter_term(term)
}
