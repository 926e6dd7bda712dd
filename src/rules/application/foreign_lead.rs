//! The lead on the overseas side belongs to the overseas partner.

use super::{Answer, Applies, Check, Level, ProjectContext, Requirement, Rule, Text, Verdict, notice, unknown, words};
use crate::model::agreement::Party;
use crate::model::application::Organisation;
use crate::model::finding::Evidence;
use crate::model::observation::Cited;
use crate::model::stated;
use crate::model::text::squash;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "foreign-lead-from-partner",
    requirement: Requirement::ForeignLead,
    quotes: &[notice::FOREIGN_LEAD],
    asks: Text {
        zh: "境外方负责人是境外合作单位的人员", en: "The lead on the overseas side belongs to the overseas partner"
    },
    why: Text {
        zh: "负责人不在该机构任职的，合作就不是机构之间的合作",
        en: "Where the lead works for somebody else, the institutions do not cooperate",
    },
    fix: Text {
        zh: "请提供境外方负责人在该机构任职的证明，或更换负责人",
        en: "Please show that the lead works for the partner, or name another lead",
    },
    good: Text {
        zh: "协议中写明“乙方（Example University）项目负责人：John Smith”。",
        en: "The agreement says: “Project lead of Party B (Example University): John Smith”.",
    },
    bad: Text {
        zh: "申报书中的境外方负责人在协议中代表另一家机构签字。",
        en: "In the agreement the overseas lead of the application signs for another institution.",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let answers: Vec<Answer> = context.overseas().filter_map(|partner| Some(answer(context, partner, partner.lead.as_ref()?))).collect();
    if answers.is_empty() { vec![unknown("境外方负责人", "a lead on the overseas side")] } else { answers }
}

fn answer(context: &ProjectContext<'_>, partner: &Organisation, lead: &Cited<String>) -> Answer {
    let who = words::organisation(partner);
    let name = &lead.value;
    let say = |verdict, sources: &[Evidence], confidence, zh: String, en: String| {
        Answer::new(verdict, wording::at(sources, &zh, &en), confidence, sources)
    };
    let parties: Vec<&Party> = context.agreements.iter().flat_map(|agreement| &agreement.parties).collect();
    let signs = |party: &&&Party| party.signatory.seen().is_some_and(|signatory| squash(&signatory.value) == squash(name));
    let signed: Vec<&&Party> = parties.iter().filter(signs).collect();
    if let Some(own) = signed.iter().find(|party| stated::is(party, partner)) {
        return say(
            Verdict::Pass,
            own.signatory.sources(),
            92,
            format!("境外方负责人“{name}”代表{}签字", who.zh),
            format!("The overseas lead “{name}” signs for {}", who.en),
        );
    }
    if let Some(other) = signed.first() {
        let other_name = wording::party(other);
        return say(
            Verdict::Gap,
            other.signatory.sources(),
            80,
            format!("境外方负责人“{name}”在协议中代表{}，不是{}", other_name.zh, who.zh),
            format!("In the agreement the overseas lead “{name}” stands for {}, not {}", other_name.en, who.en),
        );
    }
    if let Some(seen) = partner.lead_seen.iter().find(|seen| seen.value) {
        return say(
            Verdict::Pass,
            &seen.sources,
            80,
            format!("境外方负责人“{name}”与{}一同写明", who.zh),
            format!("The overseas lead “{name}” is named together with {}", who.en),
        );
    }
    let elsewhere: Vec<Evidence> = partner.lead_seen.iter().flat_map(|seen| seen.sources.clone()).chain(lead.sources.clone()).collect();
    say(
        Verdict::Review,
        &elsewhere,
        100,
        format!("附件中未见境外方负责人“{name}”在{}任职", who.zh),
        format!("No file shows that the overseas lead “{name}” works for {}", who.en),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    #[test]
    fn who_signs_for_the_partner_belongs_to_it() {
        let asked = |partner: &str, lead: &str| {
            let facts = format!("[[partner]]\nname = \"{partner}\"\nrole = \"overseas\"\nlead = \"{lead}\"");
            verdicts(&applied(&facts).with_agreement(), Requirement::ForeignLead)
        };
        // In the clean agreement 王某 signs for both parties.
        assert_eq!(asked("Example University", "王某"), [Verdict::Pass]);
        assert_eq!(asked("Another Institute", "王某"), [Verdict::Gap]);
        assert_eq!(asked("Example University", "John Smith"), [Verdict::Review]);
        assert_eq!(verdicts(&applied("title = \"…\""), Requirement::ForeignLead), [Verdict::NotApplicable]);
    }
}
