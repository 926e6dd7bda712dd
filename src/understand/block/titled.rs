//! A signatory's name and title by where they stand: behind one another, or one below the other. No list of titles is ever whole.

use super::super::date;
use super::super::lexicon::labels;
use super::super::lexicon::words::{is_organisation, is_person, is_placeholder, is_sign_mark, is_title};
use super::super::party::split_title;

/// A title is no longer than this.
const LONGEST: usize = 60;

/// A value's name and what stands behind it as a title does: behind a comma, in brackets, behind a wide space or in another script.
pub(super) fn name_and_title(value: &str) -> (String, Option<String>) {
    let value = value.trim();
    let (name, title) = split_title(value);
    if title.is_some() {
        return (name, title);
    }
    let cuts = value.char_indices().filter(|(_, c)| ",，、/(（　".contains(*c)).map(|(at, _)| at);
    let spaces = value.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let parted = |at: usize| {
        let rest = value[at..].trim_matches(|c: char| c.is_whitespace() || ",，、/()（）;；".contains(c));
        (value[..at].trim(), rest)
    };
    // At a space alone only where the parts tell themselves apart: by a known title, or by their scripts.
    let telling = |(name, rest): &(&str, &str)| is_title(rest) && !is_title(name) || is_east(name) != is_east(rest) && !has_both(rest);
    let fits = |(name, rest): &(&str, &str)| is_person(name) && is_like_title(rest);
    let found = cuts
        .filter(|&at| value[at..].starts_with([',', '，', '、']) || !is_name_again(parted(at).1))
        .map(parted)
        .find(fits)
        .or_else(|| spaces.map(parted).filter(telling).filter(|(_, rest)| !is_name_again(rest)).find(fits));
    found.map_or_else(|| (value.to_owned(), None), |(name, rest)| (name.to_owned(), Some(rest.to_owned())))
}

/// Whether a text that stands in a title's place may be one: a few words, and none of what else stands there.
pub(super) fn is_like_title(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=LONGEST).contains(&letters)
        && !text.chars().any(|c| c.is_ascii_digit())
        && !text.contains(['@', ':', '：', '_', '。'])
        && labels(text).is_empty()
        && (is_title(text) || !is_organisation(text))
        && !is_placeholder(text)
        && !is_sign_mark(text)
        && date::first(text, date::Order::Unknown).is_none()
}

/// Whether what stands behind a name is the name in other letters: "Ji Wanqing (季婉清)".
fn is_name_again(rest: &str) -> bool {
    is_person(rest) && !is_title(rest) && (!is_east(rest) || rest.chars().count() <= 3)
}

fn is_east(text: &str) -> bool {
    text.chars().any(|c| c as u32 >= 0x2e80)
}

fn has_both(text: &str) -> bool {
    is_east(text) && text.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_from_the_name_by_its_place() {
        for (value, name, title) in [
            ("Gerold Fink, Komplementär", "Gerold Fink", "Komplementär"),
            ("Duarte Pimentel，董事", "Duarte Pimentel", "董事"),
            ("汤道明（总工程师）", "汤道明", "总工程师"),
            ("鲍春生 总经理", "鲍春生", "总经理"),
            ("Andris Ozols 董事会成员", "Andris Ozols", "董事会成员"),
            ("Ingrid Solbakken　CTO（技术总监）", "Ingrid Solbakken", "CTO（技术总监"),
            ("骆嘉木　副总经理", "骆嘉木", "副总经理"),
        ] {
            assert_eq!(name_and_title(value), (name.to_owned(), Some(title.to_owned())), "{value}");
        }
    }

    #[test]
    fn a_name_alone_has_no_title() {
        for value in
            ["Gerold Fink", "汤 道明", "Maria del Carmen Ruiz", "汤道明（Tang Daoming）", "Gerold Fink, 12 May 2024", "王某 日期：2024"]
        {
            assert_eq!(name_and_title(value).1, None, "{value}");
        }
    }
}
