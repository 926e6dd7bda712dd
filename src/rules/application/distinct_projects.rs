//! No two projects of a batch have the same content, or nearly so.

use super::repeated::elsewhere;
use super::{Answer, Applies, BatchContext, Check, Level, Requirement, Rule, Text, Verdict, not_applicable, notice};
use crate::model::finding::{Evidence, EvidenceRole, Message};
use crate::model::sketch::Sketch;
use crate::model::text::similarity;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "projects-distinct",
    requirement: Requirement::DistinctProjects,
    quotes: &[notice::DISTINCT],
    asks: Text { zh: "本批没有内容相同或相近的项目", en: "No two projects of the batch have the same content, or nearly so" },
    why: Text { zh: "重复申报的，取消立项资格", en: "Who applies twice with the same project loses the grant" },
    fix: Text { zh: "请对比两个项目的内容，只保留一项", en: "Please compare the two projects and keep one" },
    good: Text { zh: "一批项目的名称和研究内容各不相同。", en: "Titles and contents of a batch all differ." },
    bad: Text {
        zh: "两个项目的申报书有八成文字相同，只换了合作单位。",
        en: "Eight tenths of two applications are the same text; only the partner was exchanged.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Batch(check),
};

/// Likeness of two titles from which a person compares the projects.
const SAME_TITLE: f64 = 0.85;
/// Agreements are written from forms: only where they are almost the same text in whole do they speak of one project. Percent.
const SAME_AGREEMENT: u8 = 92;

fn check(context: &BatchContext<'_>) -> Vec<Answer> {
    let project = context.project;
    let Some(threshold) = context.profile.application.same_content else {
        return vec![not_applicable(Message::new("本计划没有这项要求", "The programme does not ask for it"))];
    };
    if project.title.is_none() && project.sample.is_empty() {
        return vec![super::unknown("项目名称和内容", "title or content")];
    }
    let alike: Vec<Answer> = context.others().filter_map(|other| same(project, other, threshold)).collect();
    if !alike.is_empty() {
        return alike;
    }
    let own: Vec<Evidence> = project.title.iter().flat_map(|title| title.sources.clone()).chain(project.content.iter().cloned()).collect();
    let own: Vec<Evidence> = own.into_iter().map(|place| Evidence { role: EvidenceRole::Supports, ..place }).collect();
    vec![Answer::new(Verdict::Pass, Message::new("本批没有相近的项目", "No project of the batch is like it"), 85, &own)]
}

/// What two projects have in common, if it is too much.
fn same(project: &Sketch, other: &Sketch, threshold: u8) -> Option<Answer> {
    let titled =
        project.title.as_ref().zip(other.title.as_ref()).filter(|(ours, theirs)| similarity(&ours.value, &theirs.value) >= SAME_TITLE);
    let least = if project.from_form { threshold } else { SAME_AGREEMENT };
    let common = project.common(other).filter(|common| project.from_form == other.from_form && *common >= least);
    if titled.is_none() && common.is_none() {
        return None;
    }
    let name = &other.project;
    let message = match (titled, common) {
        (None, Some(share)) => {
            Message::new(format!("与项目“{name}”的内容有约 {share}% 相同"), format!("About {share} % of the content is that of “{name}”"))
        }
        (Some((_, theirs)), None) => Message::new(
            format!("与项目“{name}”的名称（{}）相近", theirs.value),
            format!("The title is like that of “{name}” ({})", theirs.value),
        ),
        (_, Some(share)) => Message::new(
            format!("与项目“{name}”的名称相近，内容有约 {share}% 相同"),
            format!("The title is like that of “{name}”, and about {share} % of the content is the same"),
        ),
        (None, None) => return None,
    };
    let places = |sketch: &Sketch| -> Vec<Evidence> {
        let title = sketch.title.iter().flat_map(|title| title.sources.clone());
        title.chain(sketch.content.iter().cloned()).map(|place| Evidence { role: EvidenceRole::Contradicts, ..place }).collect()
    };
    let mut evidence = places(project);
    evidence.extend(elsewhere(other, &places(other)));
    Some(Answer::new(Verdict::Review, message, 100, &evidence).with_fix(Message::new(RULE.fix.zh, RULE.fix.en)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, sketch};
    use super::*;
    use crate::rules::testing::seen_cited;

    fn project(name: &str, title: &str, sample: impl Iterator<Item = u64>) -> Sketch {
        Sketch {
            title: Some(seen_cited(title.to_owned())),
            sample: sample.collect(),
            from_form: true,
            ..sketch(name, "江苏某某大学", "王一")
        }
    }

    #[test]
    fn like_titles_and_like_contents_are_for_a_person_in_both_places() {
        let projects = [
            project("a", "海上风电叶片监测系统联合研发", 0..200),
            project("b", "海上风电叶片监测系统的联合研发", 1000..1200),
            project("c", "盐碱地水稻育种", 10..210),
            project("d", "脑机接口康复设备", 5000..5200),
        ];
        let findings = compared(&projects, Requirement::DistinctProjects);
        let of = |name: &str| findings.iter().filter(|f| f.message.zh.contains(name)).count();
        assert_eq!((findings.len(), of("“a”"), of("“b”"), of("“c”")), (5, 2, 1, 1), "{findings:#?}");
        assert_eq!(findings.last().map(|f| f.verdict), Some(Verdict::Pass));
        assert!(findings[0].evidence.iter().any(|place| place.file.starts_with("../b/")));
    }
}
