//! The dates that can be written, as an automaton of single characters: made from patterns by Glushkov's construction.

use regex_syntax::hir::{Hir, HirKind};

use super::{OTHER, class_of, is_digit};

/// Day and month in digits.
const DAY: &str = "(0?[1-9]|[12][0-9]|3[01])";
const MONTH: &str = "(0?[1-9]|1[0-2])";
/// Years that agreements bear.
const YEAR: &str = "20[0-4][0-9]";
/// English months, whole and cut short.
const NAMED: &str =
    "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)[.]?";

/// The forms of a date, with `Y`, `M`, `D` and `N` for the above.
const FORMS: &[&str] =
    &["Y年M月D日?", "Y[.]M[.]D", "Y/M/D", "Y-M-D", "D[.]D[.]Y", "D/D/Y", "D-D-Y", "D(st|nd|rd|th)?[.]?N,?Y", "ND(st|nd|rd|th)?[,.]?Y"];

/// Every written date is a way from a start to an end.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The class of the alphabet that each place stands for.
    pub(super) class: Vec<usize>,
    /// The places that may come before each.
    pub(super) before: Vec<Vec<u16>>,
    /// Whether a date may begin there.
    pub(super) start: Vec<bool>,
    /// Whether it may end there.
    pub(super) end: Vec<bool>,
}

impl Grammar {
    /// The grammar of all forms.
    pub(super) fn new() -> Self {
        let mut grammar = Self { class: Vec::new(), before: Vec::new(), start: Vec::new(), end: Vec::new() };
        for form in FORMS {
            let pattern: String = form
                .chars()
                .map(|c| match c {
                    'Y' => YEAR.to_owned(),
                    'M' => MONTH.to_owned(),
                    'D' => DAY.to_owned(),
                    'N' => NAMED.to_owned(),
                    other => other.to_string(),
                })
                .collect();
            // A form that does not parse is left out; a test has them all.
            let Ok(hir) = regex_syntax::parse(&pattern) else { continue };
            let part = grammar.add(&hir);
            part.first.iter().for_each(|&at| grammar.start[usize::from(at)] = true);
            part.last.iter().for_each(|&at| grammar.end[usize::from(at)] = true);
        }
        grammar
    }

    /// Whether a text holds a date that is not part of a longer number.
    pub(super) fn reads(&self, text: &str) -> bool {
        let classes: Vec<usize> = text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).map(class_of).collect();
        let digit = |at: usize| classes.get(at).is_some_and(|class| is_digit(*class));
        let mut here: Vec<usize> = Vec::new();
        for (at, class) in classes.iter().enumerate() {
            let starts = !(is_digit(*class) && at > 0 && digit(at - 1));
            let next = |place: &usize| {
                self.class[*place] == *class
                    && (starts && self.start[*place] || self.before[*place].iter().any(|from| here.contains(&usize::from(*from))))
            };
            here = (0..self.class.len()).filter(next).collect();
            if here.iter().any(|&place| self.end[place]) && !(is_digit(*class) && digit(at + 1)) {
                return true;
            }
        }
        false
    }

    /// Adds an expression's places.
    fn add(&mut self, hir: &Hir) -> Part {
        match hir.kind() {
            HirKind::Literal(literal) => {
                let text = String::from_utf8_lossy(&literal.0).into_owned();
                let parts: Vec<Part> = text.chars().map(|c| self.places(std::iter::once(c))).collect();
                self.chain(parts)
            }
            HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => {
                let characters: Vec<char> = class.iter().flat_map(|range| range.start()..=range.end()).collect();
                self.places(characters.into_iter())
            }
            HirKind::Class(regex_syntax::hir::Class::Bytes(class)) => {
                let characters: Vec<char> = class.iter().flat_map(|range| range.start()..=range.end()).map(char::from).collect();
                self.places(characters.into_iter())
            }
            HirKind::Repetition(repetition) => {
                let part = self.add(&repetition.sub);
                Part { skippable: part.skippable || repetition.min == 0, ..part }
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => {
                let parts = parts.iter().map(|hir| self.add(hir)).collect();
                self.chain(parts)
            }
            HirKind::Alternation(choices) => choices.iter().map(|hir| self.add(hir)).fold(Part::default(), Part::or),
            HirKind::Empty | HirKind::Look(_) => Part { skippable: true, ..Part::default() },
        }
    }

    /// A place for each of some characters, of which one is written.
    fn places(&mut self, characters: impl Iterator<Item = char>) -> Part {
        let mut part = Part::default();
        for class in characters.map(class_of).filter(|class| *class < OTHER) {
            let at = self.class.len() as u16;
            self.class.push(class);
            self.before.push(Vec::new());
            self.start.push(false);
            self.end.push(false);
            part.first.push(at);
            part.last.push(at);
        }
        part
    }

    /// Parts one after the other.
    fn chain(&mut self, parts: Vec<Part>) -> Part {
        let mut whole = Part { skippable: true, ..Part::default() };
        for part in parts {
            for &next in &part.first {
                self.before[usize::from(next)].extend(&whole.last);
            }
            if whole.skippable {
                whole.first.extend(&part.first);
            }
            if part.skippable {
                whole.last.extend(part.last);
            } else {
                whole.last = part.last;
            }
            whole.skippable &= part.skippable;
        }
        whole
    }
}

/// A part of a grammar in the making: where it begins and ends, and whether it may be left out.
#[derive(Debug, Default)]
struct Part {
    first: Vec<u16>,
    last: Vec<u16>,
    skippable: bool,
}

impl Part {
    fn or(mut self, other: Self) -> Self {
        self.first.extend(other.first);
        self.last.extend(other.last);
        self.skippable |= other.skippable;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_a_way_through() {
        let grammar = Grammar::new();
        for date in [
            "2024年1月11日",
            "2024年01月09日",
            "2024年12月3",
            "2024.1.11",
            "2024/01/31",
            "2024-02-05",
            "31.12.2023",
            "5/1/2024",
            "8january2024",
            "1st Feb. 2024",
            "签署日期/Date: January 8, 2024 (signed)",
            "sept.30th,2023",
            "may1,2024",
            "dec312023",
        ] {
            assert!(grammar.reads(date), "{date}");
        }
        for other in
            ["2024年13月1日", "2024.1", "2024年月日", "1924.1.1", "2024/1-1", "42.1.2024", "juny8,2024", "12024-01-05", "2024-01-051"]
        {
            assert!(!grammar.reads(other), "{other}");
        }
    }
}
