//! What the rules on one project each have in common: the same name in several projects of a run.

use super::{Answer, BatchContext, Verdict};
use crate::model::finding::{Evidence, EvidenceRole, Message};
use crate::model::observation::Cited;
use crate::model::sketch::Sketch;
use crate::model::text::squash;

/// How a rule calls what is counted.
pub(super) struct Words {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

/// Whether two names are the same but for spaces and punctuation.
pub(super) fn same(a: &Cited<String>, b: &Cited<String>) -> bool {
    squash(&a.value) == squash(&b.value)
}

/// The answer for a project whose `name` stands in `others` too, `most` projects being allowed.
pub(super) fn answer(context: &BatchContext<'_>, name: &Cited<String>, others: &[(&Sketch, &Cited<String>)], words: &Words) -> Answer {
    let most = context.profile.application.projects_each.unwrap_or(u32::MAX) as usize;
    if others.len() < most {
        let message = Message::new(
            format!("{}“{}”在本批项目中未超过 {most} 项", words.zh, name.value),
            format!("The {} “{}” has no more than {most} in this batch", words.en, name.value),
        );
        return Answer::new(Verdict::Pass, message, name.confidence.0, &name.sources);
    }
    let projects: Vec<&str> = others.iter().map(|(other, _)| other.project.as_str()).collect();
    let message = Message::new(
        format!("{}“{}”在本批中另有项目：{}；同一年度只能申报 {most} 项", words.zh, name.value, projects.join("、")),
        format!("The {} “{}” has other projects in this batch: {}; {most} a year is the limit", words.en, name.value, projects.join(", ")),
    );
    let mut evidence = as_contradiction(name.sources.clone());
    for (other, name) in others {
        evidence.extend(elsewhere(other, &name.sources));
    }
    Answer::new(Verdict::Review, message, name.confidence.0, &evidence)
        .with_fix(Message::new("请核对两个项目的申报信息，只保留一项", "Please look at both applications; only one can be kept"))
}

/// Places in another project, as seen from this one.
pub(super) fn elsewhere(other: &Sketch, places: &[Evidence]) -> Vec<Evidence> {
    let seen = |place: &Evidence| Evidence { file: format!("../{}/{}", other.project, place.file), ..place.clone() };
    as_contradiction(places.iter().map(seen).collect())
}

fn as_contradiction(places: Vec<Evidence>) -> Vec<Evidence> {
    places.into_iter().map(|place| Evidence { role: EvidenceRole::Contradicts, ..place }).collect()
}
