//! Whole documents built by hand, and what is understood of them.

mod blanks;
mod clauses;
mod groups;
mod languages;
mod ownership;
mod parties;
mod responsibilities;
mod terms;
mod translations;
mod wordings;

use super::agreements;
use super::testing::page;
use crate::model::agreement::{Agreement, Clause, Topic};
use crate::model::document::Document;
use crate::model::project::Project;

/// A document of one line per paragraph; `#` centres a title, `---` starts a page.
pub(super) fn document(file: &str, text: &str) -> Document {
    let mut page = page().named(file);
    let mut y = 20;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if y > 270 || line == "---" {
            page = page.next();
            y = 20;
        }
        if line == "---" {
            continue;
        }
        let (text, x) = match line.strip_prefix("# ") {
            Some(title) => {
                let width: i32 = title.chars().map(|c| if c.is_ascii() || ('\u{400}'..'\u{530}').contains(&c) { 2 } else { 4 }).sum();
                (title, (105 - width / 2).max(5))
            }
            None => (line, 25),
        };
        page = page.line(text, x, y);
        y += 12;
    }
    page.build()
}

/// What is understood of these files.
pub(super) fn understood(files: &[(&str, &str)]) -> Vec<Agreement> {
    let documents = files.iter().map(|(file, text)| document(file, text)).collect();
    agreements(&Project { name: "case".to_owned(), documents, ..Project::default() })
}

/// What is understood of one file.
pub(super) fn one(text: &str) -> Agreement {
    let mut all = understood(&[("协议.pdf", text)]);
    assert_eq!(all.len(), 1, "one agreement expected");
    all.remove(0)
}

/// The clause on a topic, which must be there.
pub(super) fn clause(agreement: &Agreement, topic: Topic) -> &Clause {
    agreement.clause(topic).unwrap_or_else(|| panic!("a clause on {topic:?} expected"))
}

/// How many tasks each party has.
pub(super) fn tasks(agreement: &Agreement) -> Vec<(&str, usize)> {
    agreement
        .clause(Topic::Responsibilities)
        .map(|clause| clause.tasks.iter().map(|(party, tasks)| (party.as_str(), tasks.len())).collect())
        .unwrap_or_default()
}
