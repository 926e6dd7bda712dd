//! What the printed page numbers and the pages themselves say about a paper being whole and in order.

use serde::{Deserialize, Serialize};

use super::finding::Evidence;
use super::geometry::PageNo;

/// Pages that are not there, not in their place, or there twice. Whatever rests on a single number is left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sequence {
    /// Printed numbers that no page carries.
    pub missing: Vec<Missing>,
    /// Files whose pages are in another order than their numbers.
    pub misplaced: Vec<Misplaced>,
    /// Pages that are the same as an earlier one.
    pub repeated: Vec<Repeated>,
}

/// Printed page numbers that no page carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missing {
    /// The numbers.
    pub numbers: Vec<u32>,
    /// How many pages there are said to be, if that is why.
    pub total: Option<u32>,
    /// How many there are.
    pub pages: u32,
    /// The page numbers that tell.
    pub sources: Vec<Evidence>,
}

/// A file whose pages are in another order than their numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Misplaced {
    /// The printed numbers in the order of the file.
    pub numbers: Vec<u32>,
    /// The page numbers that tell, in the same order.
    pub sources: Vec<Evidence>,
}

/// A page that is the same as an earlier one: the same text, and the same marks or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeated {
    /// File and page.
    pub page: (String, PageNo),
    /// The earlier one.
    pub of: (String, PageNo),
}
