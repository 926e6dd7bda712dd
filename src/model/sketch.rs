//! What of a project is kept to compare it with the others of a run: who applies, what for, and a small sample of its content.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::finding::Evidence;
use super::observation::Cited;
use super::project::ApplicantKind;

/// A project as others are compared with it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sketch {
    /// The project's name in the run.
    pub project: String,
    /// The applicant.
    pub applicant: Option<Cited<String>>,
    /// Kind of applicant.
    pub applicant_kind: Option<ApplicantKind>,
    /// The project's lead.
    pub lead: Option<Cited<String>>,
    /// What it is about.
    pub title: Option<Cited<String>>,
    /// What its content is taken from: the application forms, else the agreements.
    pub content: Vec<Evidence>,
    /// Whether it is taken from the forms.
    pub from_form: bool,
    /// A sample of its content's runs of letters: the smallest of their hashes, in order.
    pub sample: Vec<u64>,
}

/// Fewest runs of letters in a sample that tell anything.
const ENOUGH: usize = 64;

impl Sketch {
    /// The places that findings on the project among others rest on.
    pub fn places(&self) -> impl Iterator<Item = &Evidence> {
        let told = [&self.applicant, &self.lead, &self.title].into_iter().flatten();
        told.flat_map(|told| &told.sources).chain(&self.content)
    }

    /// The share of both contents that is common, percent; nothing where either is too short to tell.
    pub fn common(&self, other: &Self) -> Option<u8> {
        let (ours, theirs) = (&self.sample, &other.sample);
        if ours.len().min(theirs.len()) < ENOUGH {
            return None;
        }
        // The smallest of both together are a fair sample of the whole; how many of them stand in both?
        let size = ours.len().min(theirs.len());
        let (mut a, mut b, mut seen, mut common) = (0, 0, 0, 0);
        while seen < size && a < ours.len() && b < theirs.len() {
            match ours[a].cmp(&theirs[b]) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => (a, b, common) = (a + 1, b + 1, common + 1),
            }
            seen += 1;
        }
        Some((common * 100 / size) as u8)
    }
}
