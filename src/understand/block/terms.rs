//! Short names of parties: the terms that the head defines, initials, and words of a name behind "for".

use std::sync::LazyLock;

use super::super::lexicon::Pattern;
use super::super::lexicon::words::is_title;
use super::heading::Known;
use crate::model::text::{is_han, is_hangul, squash};

/// From this similarity a line is a defined term of so many letters as OCR may read it.
const SAME_TERM: f64 = 0.8;
const LEAST_TERM: usize = 5;
/// Fewest initials that tell whose name they abbreviate, and letters of a word of a name.
const LEAST_INITIALS: usize = 3;
const LEAST_WORD: usize = 4;

/// The party whose defined term a line is; "Empresa A" is not "Empresa B" although recognition could take one for the other.
pub(super) fn termed(text: &str, parties: &[Known]) -> Option<usize> {
    whole_term(text, parties).or_else(|| {
        // "Galil 加利尔": the term in two scripts.
        let east = |c: char| is_han(c) || is_hangul(c);
        let cut = text.char_indices().find(|(_, c)| east(*c)).map(|(at, _)| at).filter(|at| *at > 0)?;
        let (west, rest) = text.split_at(cut);
        let pure = rest.chars().all(|c| east(c) || !c.is_alphabetic());
        whole_term(west, parties).filter(|party| pure && whole_term(rest, parties).is_none_or(|other| other == *party))
    })
}

fn whole_term(text: &str, parties: &[Known]) -> Option<usize> {
    let own = |i: &usize| parties[*i].terms.iter().map(|term| term_likeness(text, term)).fold(0.0, f64::max);
    let mut found: Vec<(f64, usize)> = (0..parties.len()).map(|i| (own(&i), i)).filter(|(alike, _)| *alike >= SAME_TERM).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, party) = *found.first()?;
    found.get(1).is_none_or(|(second, _)| *second < best).then_some(party)
}

/// The party with whose term a label begins: 中方代表 where the head calls it 中方.
pub(super) fn opening(label: &str, parties: &[Known]) -> Option<usize> {
    let label = squash(label);
    let opens = |term: &String| {
        let term = squash(term);
        let han = term.chars().all(|c| is_han(c) || is_hangul(c));
        han && term.chars().count() >= 2 && label.starts_with(&term)
    };
    let mut found = (0..parties.len()).filter(|&i| parties[i].terms.iter().any(opens));
    found.next().filter(|_| found.next().is_none())
}

/// What stands before a party's name or term where somebody signs for it.
static FOR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^(?:(?:signed\s+)?(?:for\s+and\s+)?(?:for|on\s+behalf\s+of)\s|pour\s|für\s|im\s+namen\s+(?:der|des|von)\s|por\s|per\s|за\s|от\s|代表)?\s*",
        r"(?:(?:the|la|le|les|die|das|den|der|el|los)\s+|l['’])?"
    ))
});

fn behind_for(text: &str) -> &str {
    FOR.find(text).map_or(text, |found| &text[found.end()..])
}

/// Whether a text is a defined term with no more than "for the" before it.
pub(in crate::understand) fn is_term(text: &str, term: &str) -> bool {
    term_likeness(text, term) >= SAME_TERM
}

/// How alike a text and a term are, "for the" left out; short terms only count letter by letter.
fn term_likeness(text: &str, term: &str) -> f64 {
    let bare = |text: &str| squash(behind_for(text));
    let (own, read) = (bare(term), bare(text));
    if squash(text) == squash(term) || !own.is_empty() && own == read {
        return 1.0;
    }
    if own.chars().count() >= LEAST_TERM { strsim::normalized_levenshtein(&own, &read) } else { 0.0 }
}

/// The party whose name's initials a text is ("SCT" for Saimaa Cell Technologies Oy), or one of whose name's words stands behind "for".
pub(super) fn abbreviated(text: &str, parties: &[Known]) -> Option<usize> {
    let rest = behind_for(text).trim();
    let announced = rest.len() < text.trim().len();
    let read = squash(rest);
    let letters = read.chars().count();
    if rest.split_whitespace().count() > 2 || !rest.chars().any(char::is_uppercase) || is_title(rest) {
        return None;
    }
    let initials = |name: &str| {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
        words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect::<String>()
    };
    let capitals = rest.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let is_initials = |name: &String| capitals && letters >= LEAST_INITIALS && initials(name).starts_with(&read);
    let is_word = |name: &String| {
        let mut words = name.split_whitespace().map(squash);
        announced && letters >= LEAST_WORD && words.any(|word| strsim::normalized_levenshtein(&word, &read) >= SAME_TERM)
    };
    let mut found = (0..parties.len()).filter(|&i| parties[i].names.iter().any(|name| is_initials(name) || is_word(name)));
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, term: &str) -> Known {
        Known { letter: None, names: vec![name.to_owned()], terms: vec![term.to_owned()], stated: vec![name.to_owned()] }
    }

    #[test]
    fn a_term_is_the_one_that_it_is_most_like() {
        let parties = [known("Papelera Duero S.A.", "la Empresa A"), known("Celulosa Austral Ltda.", "la Empresa B")];
        for (line, party) in [("Empresa A", Some(0)), ("Por la Empresa B", Some(1)), ("Empresa C", None), ("Empresa", None)] {
            assert_eq!(termed(line, &parties), party, "{line}");
        }
        assert_eq!(termed("Empresa B 公司", &parties), Some(1));
        let parties = [known("Harrow Weaving Ltd", "HARROW"), known("Kotte Looms Pvt. Ltd.", "KLP")];
        assert_eq!(termed("For HARR0W", &parties), Some(0));
        assert_eq!(termed("For KLR", &parties), None);
    }

    #[test]
    fn a_label_may_begin_with_a_term() {
        let parties = [known("盐城滩涂研究院", "中方"), known("Noordwijk Ecology Group", "外方")];
        assert_eq!(["中方代表", "外方 签字", "甲方代表"].map(|label| opening(label, &parties)), [Some(0), Some(1), None]);
    }

    #[test]
    fn initials_and_words_of_a_name_tell_whose_it_is() {
        let parties = [known("Tarn Cell Technologies Oy", "-"), known("Wuhu Lanxi Battery Materials Co., Ltd.", "-")];
        for (line, party) in [
            ("TCT", Some(0)),
            ("For WLB", Some(1)),
            ("For Lanxi", Some(1)),
            ("on behalf of LANXl", Some(1)),
            ("Lanxi", None),
            ("CEO", None),
            ("for the", None),
            ("TC", None),
        ] {
            assert_eq!(abbreviated(line, &parties), party, "{line}");
        }
    }
}
