//! Lines and marks become facts: parties, blocks, dates, clauses, language, translation pairs.

pub mod date;
pub mod layout;
mod lexicon;
#[cfg(test)]
pub(crate) mod testing;

use crate::model::agreement::Agreement;
use crate::model::project::Project;

/// The agreements of a project, each with its translation, annexes and signature pages.
pub fn agreements(_project: &Project) -> Vec<Agreement> {
    Vec::new()
}
