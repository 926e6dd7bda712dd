//! The words by which fields, parties and blocks are known, in the languages that agreements come in.
//!
//! Labels are composed: 授权代表 + 签字, Date + of + signature. [`labels`] finds runs of known words and takes their meaning together,
//! so that a wording need not be listed to be understood.

pub(super) mod country;
mod labels;
mod vocabulary;
pub(super) mod words;

pub(super) use labels::{Field, Label, labels};

use regex::Regex;

/// Letters and digits of the scripts that the lexicon speaks. Unicode's own classes have hundreds of ranges, and compiling them was
/// most of the time that a short text document took.
const WORD: &str = "0-9A-Za-z_À-ÖØ-öø-ɏЀ-ӿ぀-ヿ㐀-䶿一-鿿가-힣";

/// Compiles one of this module's own constant patterns; every pattern is compiled by a test.
pub(super) fn compile(pattern: &str) -> Regex {
    Regex::new(&narrow(pattern)).unwrap_or_else(|error| unreachable!("{error}"))
}

/// The pattern with the classes `\w`, `\W`, `\d` and `\s` narrowed to what normalised text holds.
fn narrow(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        // A class inside brackets may itself be in brackets.
        match chars.next() {
            Some('w') => out.push_str(&format!("[{WORD}]")),
            Some('W') => out.push_str(&format!("[^{WORD}]")),
            Some('d') => out.push_str("[0-9]"),
            Some('s') => out.push_str(r"[ \t\r\n]"),
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
    }
    out
}

/// An alternation of words that may stand with spaces between East Asian characters ("职　务").
fn spaced(words: &str) -> String {
    let mut out = String::new();
    let mut last: Option<char> = None;
    for c in words.chars() {
        if last.is_some_and(|last| last as u32 > 0x2e80) && c as u32 > 0x2e80 {
            out.push_str(r"\s*");
        }
        last = Some(c);
        out.push(c);
    }
    out
}
