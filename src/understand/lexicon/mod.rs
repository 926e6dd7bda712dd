//! The words by which fields, parties and blocks are known, in the languages that agreements come in.
//!
//! Labels are composed: 授权代表 + 签字, Date + of + signature. [`labels`] finds runs of known words and takes their meaning together,
//! so that a wording need not be listed to be understood.

pub(super) mod country;
mod folding;
mod gate;
mod labels;
mod pattern;
mod vocabulary;
pub(super) mod words;

pub(super) use labels::{Field, Label, labels};
pub(super) use pattern::{Captures, Pattern};

/// An alternation of words that may stand with spaces between East Asian characters ("职　务").
fn spaced(words: &str) -> String {
    let mut out = String::new();
    let mut last: Option<char> = None;
    let mut class = false;
    for c in words.chars() {
        class = c == '[' || class && c != ']';
        if !class && last.is_some_and(|last| last as u32 > 0x2e80) && c as u32 > 0x2e80 {
            out.push_str(r"\s*");
        }
        last = Some(c);
        out.push(c);
    }
    out
}
