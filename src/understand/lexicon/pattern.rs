//! The lexicon's patterns: regular expressions of which a short document pays only for what it shows.
//!
//! A regular expression costs far more to compile than to run over a few pages, and the lexicon knows several thousand words in ten languages. So each
//! alternative of a pattern is an expression of its own, and it is compiled when a text first has letters that it cannot match without ([`super::gate`]).
//! A pattern that ignores case is matched in lower case on a text in lower case, and classes are narrowed to the scripts that the lexicon speaks
//! ([`super::folding`]): folding and Unicode's own classes would make every expression several times as large.

use std::borrow::Cow;
use std::ops::{self, Range};

use super::folding::{fold, lower};
use super::gate::{Index, Pairs, alternatives};
use super::part::Part;

/// A pattern of the lexicon. Its methods are those of [`regex::Regex`].
#[derive(Debug)]
pub(in crate::understand) struct Pattern {
    /// Whether case is ignored.
    folds: bool,
    /// Groups, without the whole match.
    groups: usize,
    parts: Vec<Part>,
    index: Index,
}

impl Pattern {
    /// A regular expression; a leading `(?i)` ignores case, and takes its sense from `\p{Lu}`. Other flags are not understood.
    pub(in crate::understand) fn new(pattern: &str) -> Self {
        let (folds, pattern) = match pattern.strip_prefix("(?i)") {
            Some(rest) => (true, Cow::Owned(lower(rest))),
            None => (false, Cow::Borrowed(pattern)),
        };
        let (parts, groups) = alternatives(&pattern);
        let index = Index::of(parts.iter().map(|part| &part.gate));
        Self { folds, groups, index, parts: parts.into_iter().map(Part::new).collect() }
    }

    /// Whether the pattern is somewhere in a text.
    pub(in crate::understand) fn is_match(&self, text: &str) -> bool {
        let text = self.folded(text);
        self.in_force(&text).any(|part| part.is_match(&text))
    }

    /// The first match; of several in one place the earlier alternative's.
    pub(in crate::understand) fn find<'t>(&'t self, text: &'t str) -> Option<Found<'t>> {
        let (_, range) = self.on(text).next(0)?;
        Some(Found { text, range })
    }

    /// All matches that do not overlap.
    pub(in crate::understand) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found<'t>> {
        let mut search = self.on(text);
        let mut at = Some(0);
        std::iter::from_fn(move || search.step(&mut at).map(|(_, range)| Found { text, range }))
    }

    /// The first match with its groups.
    pub(in crate::understand) fn captures<'t>(&'t self, text: &'t str) -> Option<Captures<'t>> {
        self.on(text).captures_at(0)
    }

    /// The pattern on a text, for more than one question.
    pub(in crate::understand) fn on<'t>(&'t self, text: &'t str) -> Search<'t> {
        Search::new(self, text)
    }

    /// All matches that do not overlap, with their groups.
    pub(in crate::understand) fn captures_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let mut search = self.on(text);
        let mut at = Some(0);
        std::iter::from_fn(move || {
            let (part, range) = search.step(&mut at)?;
            search.groups(part, &range)
        })
    }

    /// The text with every match exchanged for what is made of it.
    pub(in crate::understand) fn replace_all(&self, text: &str, with: impl Fn(&Captures<'_>) -> String) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for found in self.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            out.push_str(&text[from..whole.start()]);
            out.push_str(&with(&found));
            from = whole.end();
        }
        out.push_str(&text[from..]);
        out
    }

    fn folded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.folds { fold(text) } else { Cow::Borrowed(text) }
    }

    /// The alternatives that can match a text, in their order.
    fn in_force<'a>(&'a self, text: &str) -> impl Iterator<Item = &'a Part> {
        let pairs = Pairs::of(text);
        let candidates = match self.parts.len() {
            0..=FEW => (0..self.parts.len() as u16).collect(),
            _ => self.index.candidates(&pairs),
        };
        let candidates = candidates.into_iter().map(|number| &self.parts[usize::from(number)]);
        candidates.filter(move |part| part.written.gate.opens(text, &pairs))
    }
}

/// So few alternatives are tried sooner than looked up.
const FEW: usize = 12;

/// A pattern on a text: all its alternatives side by side.
pub(in crate::understand) struct Search<'t> {
    text: &'t str,
    folded: Cow<'t, str>,
    groups: usize,
    /// Each alternative that still has matches, with its next one.
    next: Vec<(&'t Part, Range<usize>)>,
}

impl<'t> Search<'t> {
    fn new(pattern: &'t Pattern, text: &'t str) -> Self {
        let folded = pattern.folded(text);
        let first = |part: &'t Part| Some((part, part.find_at(&folded, 0)?));
        let next = pattern.in_force(&folded).filter_map(first).collect();
        Self { text, folded, groups: pattern.groups, next }
    }

    /// The first match from a place on, with its groups; each place must be behind the one before.
    pub(in crate::understand) fn captures_at(&mut self, at: usize) -> Option<Captures<'t>> {
        let (part, range) = self.next(at)?;
        self.groups(part, &range)
    }

    /// The match that begins first at a place or behind it; of several the earliest alternative's.
    fn next(&mut self, at: usize) -> Option<(&'t Part, Range<usize>)> {
        let folded = &*self.folded;
        if at > folded.len() {
            return None;
        }
        self.next.retain_mut(|(part, range)| {
            if range.start >= at {
                return true;
            }
            let found = part.find_at(folded, at);
            let more = found.is_some();
            *range = found.unwrap_or(0..0);
            more
        });
        self.next.iter().min_by_key(|(_, range)| range.start).cloned()
    }

    /// The next of all matches that do not overlap; `at` is where to go on, nothing at the end.
    fn step(&mut self, at: &mut Option<usize>) -> Option<(&'t Part, Range<usize>)> {
        let (part, range) = self.next((*at)?)?;
        // A match of nothing stands between two characters: the search goes on behind the next one.
        *at = if range.is_empty() { self.folded[range.end..].chars().next().map(|c| range.end + c.len_utf8()) } else { Some(range.end) };
        Some((part, range))
    }

    fn groups(&self, part: &Part, range: &Range<usize>) -> Option<Captures<'t>> {
        let found = part.groups_at(&self.folded, range.start)?;
        let mut groups = vec![None; self.groups + 1];
        groups[0] = Some(range.clone());
        for (group, matched) in part.written.groups.iter().zip(found) {
            groups[*group] = matched;
        }
        Some(Captures { text: self.text, groups })
    }
}

/// A match in the text as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::understand) struct Found<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl<'t> Found<'t> {
    /// What matched.
    pub(in crate::understand) fn as_str(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    /// Byte at which it begins.
    pub(in crate::understand) fn start(&self) -> usize {
        self.range.start
    }

    /// Byte after its last.
    pub(in crate::understand) fn end(&self) -> usize {
        self.range.end
    }

    /// Bytes from beginning to end.
    pub(in crate::understand) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Number of bytes.
    pub(in crate::understand) fn len(&self) -> usize {
        self.range.len()
    }
}

/// A match with its groups.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Captures<'t> {
    text: &'t str,
    groups: Vec<Option<Range<usize>>>,
}

impl<'t> Captures<'t> {
    /// A group, if it took part; 0 is the whole match.
    pub(in crate::understand) fn get(&self, group: usize) -> Option<Found<'t>> {
        let range = self.groups.get(group)?.clone()?;
        Some(Found { text: self.text, range })
    }

    /// All groups in their order, the whole match first.
    pub(in crate::understand) fn iter(&self) -> impl Iterator<Item = Option<Found<'t>>> + '_ {
        (0..self.groups.len()).map(|group| self.get(group))
    }
}

impl ops::Index<usize> for Captures<'_> {
    type Output = str;

    /// What a group matched; nothing if it took no part.
    fn index(&self, group: usize) -> &str {
        self.groups.get(group).cloned().flatten().map_or("", |range| &self.text[range])
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    fn all(pattern: &str, text: &str) -> Vec<String> {
        Pattern::new(pattern).find_iter(text).map(|found| found.as_str().to_owned()).collect()
    }

    /// What the regular expression as a whole finds.
    fn plain<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
        Regex::new(pattern).expect("a pattern").find_iter(text).map(|found| found.as_str()).collect()
    }

    #[test]
    fn alternatives_find_what_the_whole_would() {
        let long = "Party A (甲方) prepares the samples. ".repeat(30);
        let texts = [
            long.as_str(),
            "",
            "甲方（盖章）: 南京某大学  乙方: Party B",
            "PARTY A and Party b, parties",
            "知识产权 Intellectual Property 知的財産権",
            "aab ab b",
        ];
        for pattern in [
            "ab|a|b",
            "(?i)part(y|ies)|[甲乙]方",
            "知识|知识产权|intellectual",
            r"(?:甲方|乙方)\s*:|party",
            "x*|甲",
            r"^.|\w$",
            "a|(b)",
            r"\b(a|aa)(b|\b)",
            "(乙|乙方|party b)[(:]?",
            "^(甲|甲方)(.*):",
        ] {
            for text in texts {
                assert_eq!(all(pattern, text), plain(pattern, text), "{pattern} in {text:?}");
            }
        }
    }

    #[test]
    fn case_is_ignored_where_asked_and_matches_are_of_the_text_as_given() {
        assert_eq!(all(r"(?i)part[yi]\s*[A-F]\b", "PARTY A and Party b, parties"), ["PARTY A", "Party b"]);
        assert_eq!(all("(?i)срок|é[A-Z]", "СРОК Éa"), ["СРОК", "Éa"]);
        assert!(!Pattern::new("abc").is_match("ABC"));
        assert!(Pattern::new(r"\p{Lu}\w+").is_match("Name") && Pattern::new(r"(?i)\W\p{L}").is_match(".x"));
    }

    #[test]
    fn an_alternative_is_compiled_when_its_letters_show() {
        let pattern = Pattern::new(r"(?i)知识产权|\bintellectual\b|интеллект|지식");
        let compiled = || pattern.parts.iter().map(Part::is_compiled).collect::<Vec<_>>();
        assert!(pattern.is_match("第八条 知识产权"));
        assert_eq!(compiled(), [true, false, false, false]);
        let found: Vec<_> = pattern.find_iter("Intellectual 知识产权 intellectual").map(|found| found.as_str()).collect();
        assert_eq!(found, ["Intellectual", "知识产权", "intellectual"]);
        assert_eq!(compiled(), [true, true, false, false]);
    }

    #[test]
    fn groups_are_numbered_as_written() {
        let pattern = Pattern::new(r"(?i)(\d+)\s*(YEARS)?|for (ever)");
        let found: Vec<Vec<Option<&str>>> = pattern
            .captures_iter("1 2 years for Ever")
            .map(|found| found.iter().map(|group| group.map(|group| group.as_str())).collect())
            .collect();
        assert_eq!(
            found,
            [
                [Some("1 "), Some("1"), None, None],
                [Some("2 years"), Some("2"), Some("years"), None],
                [Some("for Ever"), None, None, Some("Ever")]
            ]
        );
        assert_eq!(pattern.replace_all("in 2 years, for ever", |found| format!("<{}>", &found[1])), "in <2>, <>");
        let found = pattern.captures("for 3 Years").expect("a match");
        assert_eq!((&found[0], &found[1], &found[2], &found[3]), ("3 Years", "3", "Years", ""));
    }
}
