//! Projects of a run against one another: each leaves a sketch of itself, and when all are checked every project is judged among the others.
//!
//! A project's content is sampled: of all runs of letters the ones with the smallest hashes. Two samples tell what share of both contents is common
//! (a bottom-k sketch), so that a thousand projects are compared in the time that one page takes to be read, from a few kilobytes each.

use std::collections::BTreeSet;

use crate::model::application::Application;
use crate::model::attachment::{Attachment, AttachmentKind};
use crate::model::finding::{Finding, Verdict};
use crate::model::profile::Profile;
use crate::model::sketch::Sketch;
use crate::rules::{self, BatchContext};

/// Letters in a run: most runs of eight stand once in a text, so that common ones are no chance.
const RUN: usize = 8;
/// Runs that are kept; a share is told to some three in a hundred by so many.
const SAMPLE: usize = 256;

/// What others are compared with.
pub fn sketch(project: &str, application: &Application, attachments: &[Attachment]) -> Sketch {
    let of = |kind| attachments.iter().filter(move |attachment| attachment.kind == kind);
    let from_form = of(AttachmentKind::Form).next().is_some();
    let kind = if from_form { AttachmentKind::Form } else { AttachmentKind::Agreement };
    // Files of everybody's have no bearing where nothing says that this is an application.
    let content: Vec<&Attachment> = if application.known { of(kind).collect() } else { Vec::new() };
    Sketch {
        project: project.to_owned(),
        applicant: application.applicant.names.first().cloned(),
        applicant_kind: application.applicant.kind,
        lead: application.applicant.lead.clone(),
        title: application.title.clone(),
        sample: sample(content.iter().map(|attachment| attachment.letters.as_str())),
        content: content.iter().map(|attachment| attachment.front.clone()).collect(),
        from_form,
    }
}

/// The smallest hashes of all runs of letters, in order.
fn sample<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<u64> {
    let mut smallest = BTreeSet::new();
    for text in texts {
        let letters: Vec<char> = text.chars().collect();
        for run in letters.windows(RUN) {
            smallest.insert(hash(run));
            if smallest.len() > SAMPLE {
                smallest.pop_last();
            }
        }
    }
    smallest.into_iter().collect()
}

/// The same number for the same letters in every version of this program and on every machine: FNV-1a, its bits well mixed.
fn hash(run: &[char]) -> u64 {
    let fnv =
        run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &letter| (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Judges every project among the others; the findings come in the order of the sketches.
pub fn among(sketches: &[Sketch], profile: &Profile) -> impl Iterator<Item = Vec<Finding>> {
    sketches.iter().map(move |project| rules::compare(&BatchContext { project, all: sketches, profile }))
}

/// What is found on a project `among` others, or by itself, if that is the same whatever the others are: then no rule has anything to compare.
pub(super) fn settled(project: &Sketch, among: bool, profile: &Profile) -> Option<Vec<Finding>> {
    let mut all = vec![project.clone()];
    all.extend(among.then(Sketch::default));
    let findings = rules::compare(&BatchContext { project, all: &all, profile });
    findings.iter().all(|finding| finding.verdict == Verdict::NotApplicable).then_some(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_tell_what_share_of_two_texts_is_common() {
        let text = |from: u32, to: u32| (from..to).filter_map(char::from_u32).collect::<String>();
        let sketch = |texts: &[String]| Sketch { sample: sample(texts.iter().map(String::as_str)), ..Sketch::default() };
        let whole = sketch(&[text(0x4e00, 0x5e00)]);
        let most = sketch(&[text(0x4e00, 0x5c00)]);
        let other = sketch(&[text(0x6e00, 0x7e00)]);
        assert_eq!(whole.common(&whole), Some(100));
        assert!((80..96).contains(&whole.common(&most).unwrap_or(0)), "{:?}", whole.common(&most));
        assert_eq!((whole.common(&other), whole.common(&Sketch::default())), (Some(0), None));
    }
}
