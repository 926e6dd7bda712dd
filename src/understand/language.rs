//! Languages: of a paragraph by its script and letters, of a document by its running text.

use whatlang::{Detector, Lang};

use super::layout::{Paragraph, Reading};
use crate::model::agreement::Language;
use crate::model::text::{is_han, is_hangul, is_kana};

/// Characters that simplified Chinese writes and Japanese does not.
const SIMPLIFIED: &str = "协议权产识为应开书务发责约终变规负签订项实验证业术进报联经费这们对执转让给维资质询说员时间";
/// Latin letters under which the statistics of letters say little.
const LETTERS_FOR_STATISTICS: usize = 40;
/// How many Latin or Cyrillic letters weigh as much as one ideograph: the length of translations of the same text.
const LETTERS_PER_IDEOGRAPH: usize = 3;
/// Share of running text, in percent, from which a language counts as one of the document's.
const SHARE: usize = 15;
/// Ideographs (or their weight in letters) that make a paragraph running text rather than a title, name or address.
const RUNNING: usize = 16;
/// Languages that look alike in a sentence.
const SISTERS: [&[Language]; 2] = [&[Language::Es, Language::Pt, Language::It], &[Language::De, Language::Nl]];
/// Longest Japanese heading or term written without kana.
const KANA_FREE: usize = 24;

/// What a paragraph's own letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The language.
    Is(Language),
    /// Ideographs only, too few to tell Chinese from Japanese.
    Han,
    /// Latin letters, too few to tell.
    Latin,
    /// No letters.
    Nothing,
}

/// Letters of a text by script.
#[derive(Debug, Clone, Copy, Default)]
struct Scripts {
    han: usize,
    kana: usize,
    hangul: usize,
    cyrillic: usize,
    latin: usize,
}

impl Scripts {
    fn of(text: &str) -> Self {
        let mut scripts = Self::default();
        for c in text.chars() {
            if is_han(c) {
                scripts.han += 1;
            } else if is_kana(c) {
                scripts.kana += 1;
            } else if is_hangul(c) {
                scripts.hangul += 1;
            } else if matches!(c, '\u{400}'..='\u{52f}') {
                scripts.cyrillic += 1;
            } else if c.is_alphabetic() {
                scripts.latin += 1;
            }
        }
        scripts
    }

    /// Weight as running text: names, titles and addresses, whose words are capitalised, weigh nothing.
    fn running(text: &str) -> usize {
        let lower = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().next().is_some_and(char::is_lowercase));
        let letters: usize = lower.map(|word| word.chars().count()).sum();
        let own = Self::of(text);
        own.han + own.kana + own.hangul + letters.div_ceil(LETTERS_PER_IDEOGRAPH)
    }

    fn weight(self) -> usize {
        self.han + self.kana + self.hangul + (self.cyrillic + self.latin).div_ceil(LETTERS_PER_IDEOGRAPH)
    }
}

fn told(text: &str) -> Told {
    let s = Scripts::of(text);
    let letters = (s.latin + s.cyrillic) / LETTERS_PER_IDEOGRAPH;
    if s.hangul > 0 && s.hangul >= s.han + s.kana && s.hangul >= letters {
        return Told::Is(Language::Ko);
    }
    if s.kana > 0 && s.kana * 10 >= s.han && s.han + s.kana >= letters {
        return Told::Is(Language::Ja);
    }
    if s.han > 0 && s.han >= letters {
        let simplified = text.chars().any(|c| SIMPLIFIED.contains(c));
        return if simplified || s.han > KANA_FREE { Told::Is(Language::Zh) } else { Told::Han };
    }
    if s.cyrillic > s.latin {
        return Told::Is(cyrillic(text, s.cyrillic));
    }
    match s.latin {
        0 => Told::Nothing,
        n if n < LETTERS_FOR_STATISTICS => Told::Latin,
        _ => latin(text).map_or(Told::Latin, Told::Is),
    }
}

fn cyrillic(text: &str, letters: usize) -> Language {
    if letters < LETTERS_FOR_STATISTICS * 2 {
        return Language::Ru;
    }
    match Detector::new().detect(text).map(|info| (info.lang(), info.is_reliable())) {
        Some((Lang::Rus, _) | (_, false)) | None => Language::Ru,
        Some(_) => Language::Other,
    }
}

fn latin(text: &str) -> Option<Language> {
    let known = vec![Lang::Eng, Lang::Deu, Lang::Fra, Lang::Spa, Lang::Ita, Lang::Por, Lang::Nld];
    let info = Detector::with_allowlist(known).detect(text)?;
    // Without reliability the neighbours know better, but a long text is no worse for being close to a sister language.
    if !info.is_reliable() && text.chars().count() < LETTERS_FOR_STATISTICS * 4 {
        return None;
    }
    Some(match info.lang() {
        Lang::Eng => Language::En,
        Lang::Deu => Language::De,
        Lang::Fra => Language::Fr,
        Lang::Spa => Language::Es,
        Lang::Ita => Language::It,
        Lang::Por => Language::Pt,
        Lang::Nld => Language::Nl,
        _ => Language::Other,
    })
}

/// The language of each paragraph; a short one takes that of the nearest paragraph in the same script that tells.
pub(super) fn of_paragraphs(paragraphs: &[Paragraph]) -> Vec<Language> {
    let mut told: Vec<Told> = paragraphs.iter().map(|paragraph| told(&paragraph.text)).collect();
    settle_sisters(paragraphs, &mut told);
    let latin_default = whole_latin(paragraphs, &told);
    (0..told.len())
        .map(|i| match told[i] {
            Told::Is(language) => language,
            Told::Han => nearest(&told, i, |l| matches!(l, Language::Zh | Language::Ja)).unwrap_or(Language::Zh),
            Told::Latin => nearest(&told, i, |l| !is_cjk(l) && l != Language::Ru).unwrap_or(latin_default),
            Told::Nothing => nearest(&told, i, |_| true).unwrap_or(latin_default),
        })
        .collect()
}

/// Of languages that statistics confuse a document has one: the one with most text.
fn settle_sisters(paragraphs: &[Paragraph], told: &mut [Told]) {
    for sisters in SISTERS {
        let weight = |language: Language| {
            let own = paragraphs.iter().zip(told.iter()).filter(|(_, told)| **told == Told::Is(language));
            own.map(|(paragraph, _)| paragraph.text.chars().count()).sum::<usize>()
        };
        let Some(main) = sisters.iter().copied().max_by_key(|&language| weight(language)) else { continue };
        for told in told.iter_mut() {
            if matches!(told, Told::Is(language) if sisters.contains(language)) {
                *told = Told::Is(main);
            }
        }
    }
}

/// The language of all short Latin paragraphs together, for documents of nothing else.
fn whole_latin(paragraphs: &[Paragraph], told: &[Told]) -> Language {
    let texts: Vec<&str> =
        paragraphs.iter().zip(told).filter(|(_, told)| **told == Told::Latin).map(|(paragraph, _)| paragraph.text.as_str()).collect();
    latin(&texts.join(" ")).unwrap_or(Language::En)
}

fn nearest(told: &[Told], at: usize, fits: impl Fn(Language) -> bool) -> Option<Language> {
    let language = |i: usize| match told.get(i) {
        Some(Told::Is(language)) if fits(*language) => Some(*language),
        _ => None,
    };
    // Wide enough for any table of names; a bound keeps pages of noise linear.
    (1..200).find_map(|step| at.checked_sub(step).and_then(language).or_else(|| language(at + step)))
}

fn is_cjk(language: Language) -> bool {
    matches!(language, Language::Zh | Language::Ja | Language::Ko)
}

/// The languages of a document's running text, most of it first; a title, name or address in another language does not count.
pub(super) fn of_document(paragraphs: &[Paragraph], languages: &[Language]) -> Vec<Language> {
    let count = |least: usize| {
        let mut weights: Vec<(Language, usize)> = Vec::new();
        for (paragraph, &language) in paragraphs.iter().zip(languages) {
            let weight = if least > 0 { Scripts::running(&paragraph.text) } else { Scripts::of(&paragraph.text).weight() };
            if weight < least.max(1) {
                continue;
            }
            match weights.iter_mut().find(|(seen, _)| *seen == language) {
                Some((_, sum)) => *sum += weight,
                None => weights.push((language, weight)),
            }
        }
        weights
    };
    let mut weights = count(RUNNING);
    if weights.is_empty() {
        weights = count(0);
    }
    let total: usize = weights.iter().map(|(_, weight)| weight).sum();
    weights.retain(|(_, weight)| weight * 100 >= total * SHARE);
    weights.sort_by_key(|(language, weight)| (usize::MAX - weight, *language));
    weights.into_iter().map(|(language, _)| language).collect()
}

/// Paragraphs of one language of a document, in order: what a reader of that language reads.
#[derive(Debug, Clone)]
pub(super) struct Stream<'a> {
    /// The document.
    pub(super) reading: &'a Reading<'a>,
    /// The language.
    pub(super) language: Language,
    /// Indices into the reading's paragraphs.
    pub(super) paragraphs: Vec<usize>,
}

/// One stream per language of the document's running text, most of it first.
pub(super) fn streams<'a>(reading: &'a Reading<'a>) -> Vec<Stream<'a>> {
    let languages = of_paragraphs(&reading.paragraphs);
    let main = of_document(&reading.paragraphs, &languages);
    let all = 0..reading.paragraphs.len();
    match main.as_slice() {
        [] => Vec::new(),
        [language] => vec![Stream { reading, language: *language, paragraphs: all.collect() }],
        // Paragraphs in a language that is none of the document's (names, addresses) go with the first.
        [first, ..] => main
            .iter()
            .map(|language| {
                let belongs = |i: &usize| languages[*i] == *language || (language == first && !main.contains(&languages[*i]));
                Stream { reading, language: *language, paragraphs: all.clone().filter(belongs).collect() }
            })
            .collect(),
    }
}
