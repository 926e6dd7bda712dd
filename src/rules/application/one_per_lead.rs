//! A person leads one project only.

use super::repeated::{self, Words};
use super::{Answer, Applies, BatchContext, Check, Level, Requirement, Rule, Text, Verdict, not_applicable, notice, unknown};
use crate::model::finding::Message;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "one-project-per-lead",
    requirement: Requirement::OnePerLead,
    quotes: &[notice::ONE_PER_LEAD],
    asks: Text { zh: "同一项目负责人只申报1项", en: "A person leads one project only" },
    why: Text { zh: "同一负责人的两个项目只能受理一个", en: "Of a lead's two projects one only can be accepted" },
    fix: Text { zh: "请只保留一项申报，或更换项目负责人", en: "Please keep one application or name another lead" },
    good: Text { zh: "一批项目中，每位负责人只出现一次。", en: "In a batch every lead is named once." },
    bad: Text { zh: "同一负责人牵头两个项目。", en: "One person leads two projects." },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Batch(check),
};

fn check(context: &BatchContext<'_>) -> Vec<Answer> {
    let project = context.project;
    let Some(lead) = &project.lead else { return vec![unknown("项目负责人", "the project's lead")] };
    if context.profile.application.projects_each.is_none() {
        return vec![not_applicable(Message::new("本计划不限项", "The programme sets no limit"))];
    }
    let named: Vec<_> =
        context.others().filter_map(|other| Some((other, other.lead.as_ref()?))).filter(|(_, other)| repeated::same(lead, other)).collect();
    let answer = repeated::answer(context, lead, &named, &Words { zh: "项目负责人", en: "lead" });
    // The same name at another organisation is often another person.
    let elsewhere = named.iter().all(|(other, _)| match (&project.applicant, &other.applicant) {
        (Some(ours), Some(theirs)) => !repeated::same(ours, theirs),
        _ => false,
    });
    if answer.verdict != Verdict::Review || !elsewhere {
        return vec![answer];
    }
    let message = Message::new(
        format!("{}（申报单位不同，可能是同名）", answer.message.zh),
        format!("{} (the applicants differ: perhaps another person of that name)", answer.message.en),
    );
    vec![Answer { message, ..answer }]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, sketch};
    use super::*;

    #[test]
    fn a_lead_with_two_projects_is_for_a_person() {
        let projects = [sketch("a", "江苏某某大学", "王一"), sketch("b", "江苏某某大学", "王 一"), sketch("c", "江苏某某大学", "赵三")];
        let findings = compared(&projects, Requirement::OnePerLead);
        assert_eq!(findings.iter().map(|f| f.verdict).collect::<Vec<_>>(), [Verdict::Review, Verdict::Review, Verdict::Pass]);
        assert!(!findings[0].message.zh.contains("同名"));
        let apart = [sketch("a", "江苏某某大学", "王一"), sketch("b", "苏州另一学院", "王一")];
        assert!(compared(&apart, Requirement::OnePerLead)[0].message.zh.contains("同名"));
    }
}
