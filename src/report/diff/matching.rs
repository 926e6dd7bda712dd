//! Which agreement and which party of a new report is which of the old one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::report::{AgreementReport, PartyReport};

/// The least that two agreements have in common to be the same: a file, the title, two parties, or a party and the number.
const ENOUGH: usize = 2;

/// Agreements side by side: the new ones in their order, then old ones that are no more.
pub(super) fn agreements<'a>(
    was: &'a [AgreementReport],
    now: &'a [AgreementReport],
) -> Vec<(Option<&'a AgreementReport>, Option<&'a AgreementReport>)> {
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for (old, before) in was.iter().enumerate() {
        for (new, after) in now.iter().enumerate() {
            likely.push((likeness(before, after), old, new));
        }
    }
    likely.sort_by_key(|&(likeness, old, new)| (Reverse(likeness), old, new));
    let mut partner: Vec<Option<usize>> = vec![None; now.len()];
    let mut free = vec![true; was.len()];
    for (likeness, old, new) in likely {
        if likeness >= ENOUGH && free[old] && partner[new].is_none() {
            partner[new] = Some(old);
            free[old] = false;
        }
    }
    let both = now.iter().zip(partner).map(|(after, old)| (old.map(|old| &was[old]), Some(after)));
    let gone = was.iter().zip(free).filter(|(_, free)| *free).map(|(before, _)| (Some(before), None));
    both.chain(gone).collect()
}

/// What two agreements have in common: files above all, then title, parties and number.
fn likeness(was: &AgreementReport, now: &AgreementReport) -> usize {
    let files = was.documents.iter().filter(|old| now.documents.iter().any(|new| new.file == old.file)).count();
    let title = was.title.is_some() && was.title == now.title;
    let parties = was.parties.iter().filter(|old| now.parties.iter().any(|new| is_same(old, new))).count();
    3 * files + 2 * usize::from(title) + parties + usize::from(was.id == now.id)
}

/// The new ids of an agreement's parties by their old ones: by name, else by the same letter.
pub(super) fn parties(was: &AgreementReport, now: &AgreementReport) -> BTreeMap<String, String> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for by_name in [true, false] {
        for old in &was.parties {
            let fits = |new: &&PartyReport| if by_name { is_same(old, new) } else { old.id == new.id };
            let free = |new: &&PartyReport| ids.values().all(|taken| *taken != new.id);
            if !ids.contains_key(&old.id)
                && let Some(new) = now.parties.iter().filter(fits).find(free)
            {
                ids.insert(old.id.clone(), new.id.clone());
            }
        }
    }
    ids
}

/// Whether two parties bear the same name, white space and case aside.
fn is_same(a: &PartyReport, b: &PartyReport) -> bool {
    let plain = |party: &PartyReport| -> Option<String> {
        party.name.as_ref().map(|name| name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect())
    };
    plain(a).is_some() && plain(a) == plain(b)
}
