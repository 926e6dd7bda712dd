//! A company applies for one project only.

use super::repeated::{self, Words};
use super::{Answer, Applies, BatchContext, Check, Level, Requirement, Rule, Text, not_applicable, notice, unknown};
use crate::model::application::Organisation;
use crate::model::finding::Message;
use crate::model::project::ApplicantKind;
use crate::model::sketch::Sketch;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "one-project-per-company",
    requirement: Requirement::OnePerApplicant,
    quotes: &[notice::ONE_PER_COMPANY],
    asks: Text { zh: "同一企业只申报1项", en: "A company applies for one project only" },
    why: Text { zh: "同一企业的两个项目只能受理一个", en: "Of a company's two projects one only can be accepted" },
    fix: Text { zh: "请只保留一项申报", en: "Please keep one application" },
    good: Text { zh: "一批项目中，每个企业只出现一次。", en: "In a batch every company applies once." },
    bad: Text {
        zh: "同一企业同时申报一个重点国别项目和一个港澳台项目。",
        en: "One company applies for a key-country project and for one with Hong Kong.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Batch(check),
};

fn check(context: &BatchContext<'_>) -> Vec<Answer> {
    let Some(name) = &context.project.applicant else { return vec![unknown("申报单位", "the applicant")] };
    if context.profile.application.projects_each.is_none() {
        return vec![not_applicable(Message::new("本计划不限项", "The programme sets no limit"))];
    }
    if !is_company(context.project) {
        return vec![not_applicable(Message::new("限项只针对企业", "The limit is for companies only"))];
    }
    let others: Vec<_> = context
        .others()
        .filter_map(|other| Some((other, other.applicant.as_ref()?)))
        .filter(|(_, applicant)| repeated::same(name, applicant))
        .collect();
    vec![repeated::answer(context, name, &others, &Words { zh: "申报企业", en: "company" })]
}

fn is_company(project: &Sketch) -> bool {
    let names = project.applicant.iter().cloned().collect();
    let applicant = Organisation { names, kind: project.applicant_kind, ..Organisation::default() };
    applicant.kind == Some(ApplicantKind::Company) || applicant.is_company() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, sketch};
    use super::*;
    use crate::model::finding::Verdict;

    #[test]
    fn a_company_that_applies_twice_is_for_a_person_in_both_places() {
        let two = [sketch("a", "苏州某某有限公司", "王一"), sketch("b", "苏州某某有限公司", "李二"), sketch("c", "江苏某某大学", "赵三")];
        let findings = compared(&two, Requirement::OnePerApplicant);
        assert_eq!(findings.iter().map(|f| f.verdict).collect::<Vec<_>>(), [Verdict::Review, Verdict::Review, Verdict::NotApplicable]);
        assert!(findings[0].message.zh.contains('b') && findings[0].evidence[1].file == "../b/project.toml", "{:?}", findings[0]);
        assert_eq!(compared(&two[1..], Requirement::OnePerApplicant)[0].verdict, Verdict::Pass);
        assert_eq!(compared(&two[..1], Requirement::OnePerApplicant)[0].verdict, Verdict::NotApplicable);
    }
}
