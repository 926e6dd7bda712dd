//! The words by which fields, parties and blocks are known, in the languages that agreements come in.
//!
//! Labels are composed: 授权代表 + 签字, Date + of + signature. [`labels`] finds runs of known words and takes their meaning together,
//! so that a wording need not be listed to be understood.

use std::cell::RefCell;
use std::collections::HashMap;

pub(super) mod country;
mod folding;
mod gate;
mod labels;
mod part;
mod pattern;
mod vocabulary;
pub(super) mod words;

pub(super) use labels::{Field, Label};
pub(super) use pattern::{Captures, Pattern};

thread_local! {
    /// Labels of the lines read last: blocks, headings and parties ask about the same lines, each a few times.
    static READ: RefCell<HashMap<String, Vec<Label>>> = RefCell::default();
}

/// So many lines are remembered, some files' worth, and of each so many bytes: longer ones are running text.
const REMEMBERED: usize = 4096;
const LINE: usize = 300;

/// All labels of a line's [`normalise`](crate::model::text::normalise)d text.
pub(super) fn labels(text: &str) -> Vec<Label> {
    if let Some(labels) = READ.with_borrow(|read| read.get(text).cloned()) {
        return labels;
    }
    let labels = labels::read(text);
    if text.len() > LINE {
        return labels;
    }
    READ.with_borrow_mut(|read| {
        if read.len() == REMEMBERED {
            read.clear();
        }
        read.insert(text.to_owned(), labels.clone());
    });
    labels
}

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
