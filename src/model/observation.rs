//! What looking for something gave, with its sources: the grammar of facts.

use serde::{Deserialize, Serialize};

use super::finding::Evidence;
use super::geometry::Confidence;

/// A value with its sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cited<T> {
    /// What was found.
    pub value: T,
    /// How sure.
    pub confidence: Confidence,
    /// Where it stands; at least one.
    pub sources: Vec<Evidence>,
}

impl<T> Cited<T> {
    /// A value seen in one place.
    pub fn new(value: T, confidence: Confidence, source: Evidence) -> Self {
        Self { value, confidence, sources: vec![source] }
    }
}

/// What looking for something gave. The four answers keep "not there" apart from "could not be seen".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Observation<T> {
    /// It is there.
    Seen(Cited<T>),
    /// Its place is there and left blank: an empty line, `[name]`, `20__年__月__日`.
    Blank(Vec<Evidence>),
    /// It is not there; the evidence says where was searched (empty only if the place itself is missing).
    Absent(Vec<Evidence>),
    /// Something is there that could not be made out, or its place could not be read.
    Unclear(Doubt, Vec<Evidence>),
}

impl<T> Observation<T> {
    /// The value, if it was seen.
    pub fn seen(&self) -> Option<&Cited<T>> {
        match self {
            Self::Seen(cited) => Some(cited),
            _ => None,
        }
    }

    /// Places behind the answer.
    pub fn sources(&self) -> &[Evidence] {
        match self {
            Self::Seen(cited) => &cited.sources,
            Self::Blank(sources) | Self::Absent(sources) | Self::Unclear(_, sources) => sources,
        }
    }
}

impl<T> Default for Observation<T> {
    fn default() -> Self {
        Self::Absent(Vec::new())
    }
}

/// Why an observation is unclear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// The page could not be read at all.
    PageUnread,
    /// A faint or small trace that may be dirt.
    Faint,
    /// Covered by a seal or handwriting.
    Covered,
    /// Present but outside every block.
    OutsideBlocks,
    /// Read with low confidence.
    Illegible,
    /// Only as a signature in ink, not in legible letters.
    OnlyAsInk,
    /// A role (授权代表, authorised representative) where a title was asked for.
    RoleOnly,
}
