//! Every partner that the application names has an agreement with the applicant.

use super::{Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, words};
use crate::model::agreement::{Agreement, AgreementKind, Party};
use crate::model::application::Organisation;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::stated;
use crate::model::text::is_han;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "agreement-with-each-partner",
    requirement: Requirement::PartnerAgreement,
    quotes: &[notice::SIGNED, notice::DOMESTIC],
    asks: Text {
        zh: "申报单位与每个境外、境内合作单位都有合作协议或意向书",
        en: "The applicant has an agreement or a letter of intent with every partner, abroad and in China",
    },
    why: Text { zh: "没有协议的合作单位不能算作合作方", en: "Who has no agreement is no partner" },
    fix: Text {
        zh: "请补充申报单位与该合作单位签署的合作协议或合作意向书",
        en: "Please add the agreement or letter of intent between the applicant and this partner",
    },
    good: Text {
        zh: "申报书列一家境外大学和一家江苏企业，附件中有申报单位与两家分别签署的协议。",
        en: "The application names a university abroad and a Jiangsu company; the applicant's agreements with both are attached.",
    },
    bad: Text {
        zh: "申报书列一家境外大学和一家江苏企业，附件中只有与境外大学的协议。——缺与境内合作单位的协议",
        en: "The application names both; only the agreement with the university is attached. (none with the domestic partner)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    if context.terms().is_some_and(|terms| terms.carrier.is_some()) {
        let reason = Message::new("载体建设项目以佐证材料代替合作协议", "Carrier projects bring evidence instead of an agreement");
        return vec![not_applicable(reason)];
    }
    let partners: Vec<&Organisation> = context.application.partners.iter().filter(|partner| partner.stated).collect();
    if partners.is_empty() {
        return vec![super::unknown("合作单位", "a partner")];
    }
    partners.into_iter().filter(|partner| !partner.names.is_empty()).map(|partner| answer(context, partner)).collect()
}

fn answer(context: &ProjectContext<'_>, partner: &Organisation) -> Answer {
    let who = words::organisation(partner);
    let binding = |agreement: &&Agreement| matches!(agreement.kind.value, AgreementKind::Agreement | AgreementKind::LetterOfIntent);
    let agreements = || context.agreements.iter().filter(binding);
    let party = |agreement: &&Agreement| {
        agreement.parties.iter().find(|party| stated::is(party, partner)).map(|party| party.name.sources().to_vec())
    };
    if let Some((agreement, sources)) = agreements().find_map(|agreement| Some((agreement, party(&agreement)?))) {
        return with(context, agreement, &who, &sources);
    }
    let searched: Vec<Evidence> = context
        .attachments
        .iter()
        .map(|attachment| Evidence { role: EvidenceRole::Searched, ..attachment.front.clone() })
        .chain(partner.names.first().into_iter().flat_map(|name| name.sources.clone()))
        .collect();
    // Names in another script say nothing of one another, unless the party is somebody else's or on the other side of the border.
    let script = |name: &str| name.chars().any(is_han);
    let another = |party: &Party| {
        let others = context.application.partners.iter().filter(|other| !std::ptr::eq(*other, partner));
        others.chain(std::iter::once(&context.application.applicant)).any(|other| stated::is(party, other))
    };
    let may_be = |party: &&Party| {
        let abroad = party.country.as_ref().map(|country| country.value != "CN");
        !another(party) && abroad.zip(partner.is_overseas()).is_none_or(|(theirs, ours)| theirs == ours)
    };
    let comparable = agreements().flat_map(|agreement| &agreement.parties).filter(may_be).all(|party| {
        let mut known = party.name.seen().into_iter().chain(&party.aliases).peekable();
        known.peek().is_none() || known.any(|known| partner.names.iter().any(|own| script(&own.value) == script(&known.value)))
    });
    if !comparable {
        let message = Message::new(
            format!("未能确认与{}有无协议：申报信息与协议中的名称文字不同，请在 project.toml 中补充其中文或外文名称", who.zh),
            format!(
                "Whether there is an agreement with {} is unknown: the names are in different scripts; add the other name to project.toml",
                who.en
            ),
        );
        return Answer::new(Verdict::Review, message, 100, &searched);
    }
    let message = Message::new(
        format!("附件中未见与{}签署的合作协议或意向书", who.zh),
        format!("No agreement or letter of intent with {} is attached", who.en),
    );
    Answer::new(Verdict::Gap, message, context.absence(90), &searched)
}

/// An agreement with the partner must be the applicant's.
fn with(context: &ProjectContext<'_>, agreement: &Agreement, who: &Message, sources: &[Evidence]) -> Answer {
    let applicant = &context.application.applicant;
    let known = applicant.names.is_empty() || agreement.parties.iter().any(|party| stated::is(party, applicant));
    if known {
        let message = wording::at(sources, &format!("有与{}的合作协议或意向书", who.zh), &format!("There is an agreement with {}", who.en));
        return Answer::new(Verdict::Pass, message, 90, sources);
    }
    let own = words::organisation(applicant);
    let message = wording::at(
        sources,
        &format!("{}的协议中未见申报单位{}", who.zh, own.zh),
        &format!("The applicant {} is not seen among the parties of the agreement with {}", own.en, who.en),
    );
    Answer::new(Verdict::Review, message, 100, sources)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    const APPLICANT: &str = "[applicant]\nname = \"江苏某某大学\"\n";

    #[test]
    fn each_partner_is_looked_for_among_the_parties() {
        let facts = format!(
            "{APPLICANT}[[partner]]\nname = \"Example University\"\nrole = \"overseas\"\n[[partner]]\nname = \"无锡另一装备有限公司\"\nrole = \"domestic\""
        );
        assert_eq!(verdicts(&applied(&facts).with_agreement(), Requirement::PartnerAgreement), [Verdict::Pass, Verdict::Gap]);
    }

    #[test]
    fn names_in_another_script_and_files_that_were_not_read_are_for_a_person() {
        let facts = format!("{APPLICANT}[[partner]]\nname = \"示例学院\"\nrole = \"overseas\"");
        assert_eq!(verdicts(&applied(&facts).with_agreement(), Requirement::PartnerAgreement), [Verdict::Review]);
        let facts = format!("{APPLICANT}[[partner]]\nname = \"Another Institute\"\nrole = \"overseas\"");
        assert_eq!(verdicts(&applied(&facts).with_agreement().unopened(), Requirement::PartnerAgreement), [Verdict::Review]);
        assert_eq!(verdicts(&applied("type = \"carrier_transfer\""), Requirement::PartnerAgreement), [Verdict::NotApplicable]);
    }
}
