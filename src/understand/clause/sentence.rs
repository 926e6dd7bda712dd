//! Sentences of a paragraph.

use crate::model::text::{is_han, is_hangul, is_kana};

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "no", "nos", "art", "prof", "dr", "mr", "mrs", "ms", "st", "co", "ltd", "inc", "e.g", "i.e", "etc", "vs", "cf", "nr", "abs", "bzw",
    "z.b", "ca", "ul", "г", "д", "п", "ст", "стр", "им", "т.е", "m", "sr", "sra", "núm",
];

/// Words that a single letter follows as a name, not as an initial.
const LETTERED: &[&str] = &[
    "party",
    "parties",
    "partei",
    "partie",
    "parte",
    "сторона",
    "стороны",
    "стороне",
    "стороной",
    "annex",
    "appendix",
    "anlage",
    "annexe",
    "anexo",
    "partner",
];

/// Splits at sentence ends, semicolons and line ends; pieces are trimmed and never empty.
pub(in crate::understand) fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = match c {
            '。' | ';' | '!' | '?' | '！' | '？' | '；' | '\n' => true,
            '.' => {
                let next = chars.peek().map(|&(_, next)| next);
                ends_here(&text[start..at], next, text[at + 1..].trim_start().chars().next())
            }
            _ => false,
        };
        if end {
            push(&mut out, &text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
    }
    push(&mut out, &text[start..]);
    out
}

fn push<'a>(out: &mut Vec<&'a str>, piece: &'a str) {
    let piece = piece.trim();
    if piece.chars().any(|c| c.is_alphanumeric() || matches!(c, '_' | '●' | '×')) {
        out.push(piece);
    }
}

/// Whether a full stop after `before` ends the sentence.
fn ends_here(before: &str, next: Option<char>, following: Option<char>) -> bool {
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or("");
    let dense_script = |c: char| is_han(c) || is_kana(c) || is_hangul(c);
    let previous = before.trim_end_matches(word).trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    let letter = word.chars().count() == 1 && word.chars().all(|c| c.is_alphabetic() && !dense_script(c));
    let initial = letter && !LETTERED.contains(&previous.as_str());
    // A year may end a sentence; "1. Januar" and "WP 1." do not.
    let year = word.len() == 4 && following.is_some_and(char::is_uppercase);
    let number = !year && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let dense = next.is_some_and(dense_script);
    let spaced = next.is_none_or(char::is_whitespace);
    let lower = following.is_some_and(char::is_lowercase);
    !number && !initial && !lower && (dense || spaced) && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_but_not_at_abbreviations_and_numbers() {
        assert_eq!(split("甲方负责设计。乙方负责测试;提交报告"), ["甲方负责设计。", "乙方负责测试;", "提交报告"]);
        assert_eq!(
            split("Prof. J. Smith leads WP 1.2 until 5. May. Party B tests. By Party A. Then."),
            ["Prof. J. Smith leads WP 1.2 until 5. May.", "Party B tests.", "By Party A.", "Then."]
        );
        assert_eq!(split("It is valid until 31 May 2026. Nothing else binds."), ["It is valid until 31 May 2026.", "Nothing else binds."]);
    }
}
