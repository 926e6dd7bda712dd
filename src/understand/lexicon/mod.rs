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

/// Compiles one of this module's own constant patterns; every pattern is compiled by a test.
pub(super) fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
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
