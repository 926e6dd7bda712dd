//! Lines and marks become facts: parties, blocks, dates, clauses, language, translation pairs.

mod annex;
mod blanks;
mod clause;
pub mod date;
mod figures;
mod kind;
mod language;
pub mod layout;
mod lexicon;
mod page_label;
mod pairing;
#[cfg(test)]
pub(crate) mod testing;

use crate::model::agreement::Agreement;
use crate::model::project::Project;

/// The agreements of a project, each with its translation, annexes and signature pages.
pub fn agreements(_project: &Project) -> Vec<Agreement> {
    Vec::new()
}
