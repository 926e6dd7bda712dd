//! Who leads may lead this type of project, with a company of the province beside a university or institute where one is asked for.

use super::{
    Answer, Applies, Check, Level, Message, ProjectContext, Requirement, Rule, Text, Verdict, not_applicable, notice, unknown, words,
};
use crate::model::application::Organisation;
use crate::model::finding::Evidence;
use crate::rules::wording;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "applicant-eligible",
    requirement: Requirement::ApplicantKind,
    quotes: &[notice::BILATERAL, notice::KEY_COUNTRY, notice::HMT],
    asks: Text {
        zh: "申报单位类型符合要求；高校、科研机构牵头的重点国别和港澳台项目有江苏企业参与",
        en: "The applicant is of a kind that may lead; a university or institute has a Jiangsu company with it where the type asks for one",
    },
    why: Text {
        zh: "高校、科研机构的成果要有江苏企业承接；双边项目面向企业",
        en: "Results of universities and institutes are to be taken up by a company of the province; bilateral projects are for companies",
    },
    fix: Text {
        zh: "请联合至少1家江苏企业，并与其签署合作协议", en: "Please bring in a Jiangsu company and sign an agreement with it"
    },
    good: Text {
        zh: "某大学牵头，合作单位有一家境外大学和一家无锡的有限公司。",
        en: "A university leads; its partners are a university abroad and a company of Wuxi.",
    },
    bad: Text {
        zh: "某大学牵头，合作单位只有一家境外大学。——没有江苏企业",
        en: "A university leads; its only partner is a university abroad. (no company of Jiangsu)",
    },
    level: Level::Must,
    applies: Applies::Applications,
    check: Check::Project(check),
};

fn check(context: &ProjectContext<'_>) -> Vec<Answer> {
    let Some(terms) = context.terms() else { return vec![unknown("项目类型", "the type of project")] };
    if terms.applicants.is_empty() && terms.company_partner_for.is_empty() {
        return vec![not_applicable(Message::new("本类项目对申报单位类型没有要求", "This type of project asks for no kind of applicant"))];
    }
    let Some(kind) = context.applicant_kind() else { return vec![unknown("申报单位类型", "the applicant's kind")] };
    let applicant = &context.application.applicant;
    let sources: Vec<Evidence> = applicant.names.iter().chain(&applicant.lead).flat_map(|name| name.sources.clone()).take(1).collect();
    let sources = if sources.is_empty() { kind_sources(context) } else { sources };
    let word = words::kind(kind);
    if !terms.applicants.is_empty() && !terms.applicants.contains(&kind) {
        let message = wording::at(
            &sources,
            &format!("本类项目以企业为主体申报（{}），申报单位为{}", terms.source, word.zh),
            &format!("This type of project is led by companies; the applicant is a {}", word.en),
        );
        let fix = Message::new("请核对申报单位和项目类型", "Please check the applicant and the type of project");
        return vec![Answer::new(Verdict::Gap, message, 100, &sources).with_fix(fix)];
    }
    if !terms.company_partner_for.contains(&kind) {
        let message = wording::at(&sources, &format!("申报单位为{}，可以牵头本类项目", word.zh), &format!("A {} may lead", word.en));
        return vec![Answer::new(Verdict::Pass, message, 100, &sources)];
    }
    vec![company_partner(context, &sources)]
}

/// Whether a company of the province is among the partners.
fn company_partner(context: &ProjectContext<'_>, applicant: &[Evidence]) -> Answer {
    let ours = |text: &str| context.asks().places.iter().any(|place| text.contains(place.as_str()));
    let in_province = |partner: &Organisation| match &partner.place {
        Some(place) => Some(ours(&place.value)),
        None => partner.names.iter().any(|name| ours(&name.value)).then_some(true),
    };
    let companies =
        || context.application.partners.iter().filter(|partner| partner.is_overseas() != Some(true) && partner.is_company() != Some(false));
    if let Some(company) = companies().find(|partner| partner.is_company() == Some(true) && in_province(partner) == Some(true)) {
        let sources: Vec<Evidence> = company.names.iter().chain(&company.place).flat_map(|cited| cited.sources.clone()).collect();
        let who = words::organisation(company);
        let message = wording::at(&sources, &format!("有江苏企业{}参与", who.zh), &format!("The Jiangsu company {} takes part", who.en));
        return Answer::new(Verdict::Pass, message, 95, &sources);
    }
    if let Some(perhaps) = companies().find(|partner| in_province(partner) != Some(false)) {
        let sources: Vec<Evidence> = perhaps.names.iter().flat_map(|cited| cited.sources.clone()).collect();
        let who = words::organisation(perhaps);
        let message = wording::at(
            &sources,
            &format!("境内合作单位{}是否为江苏企业未能确定", who.zh),
            &format!("Whether {} is a company of Jiangsu is unknown", who.en),
        );
        return Answer::new(Verdict::Review, message, 100, &sources);
    }
    let message = wording::at(applicant, "合作单位中没有江苏企业", "No company of Jiangsu is among the partners");
    Answer::new(Verdict::Gap, message, 95, applicant)
}

/// Where the application says what it is, if it does not name the applicant.
fn kind_sources(context: &ProjectContext<'_>) -> Vec<Evidence> {
    context.application.kind.iter().flat_map(|kind| kind.sources.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{applied, verdicts};
    use super::*;

    fn asked(kind: &str, applicant: &str, partners: &str) -> Vec<Verdict> {
        let facts = format!("type = \"{kind}\"\n[applicant]\nname = \"江苏某某大学\"\nkind = \"{applicant}\"\n{partners}");
        verdicts(&applied(&facts), Requirement::ApplicantKind)
    }

    #[test]
    fn a_university_needs_a_jiangsu_company_where_the_type_asks_for_one() {
        let overseas = "[[partner]]\nname = \"Example Ltd\"\nrole = \"overseas\"\nkind = \"company\"\n";
        let with = |more: &str| asked("key_country", "university", &format!("{overseas}{more}"));
        assert_eq!(with(""), [Verdict::Gap]);
        assert_eq!(with("[[partner]]\nname = \"无锡某某装备有限公司\"\nrole = \"domestic\""), [Verdict::Pass]);
        assert_eq!(with("[[partner]]\nname = \"某某装备有限公司\"\nrole = \"domestic\""), [Verdict::Review]);
        assert_eq!(with("[[partner]]\nname = \"某某装备有限公司\"\nrole = \"domestic\"\nplace = \"浙江省杭州市\""), [Verdict::Gap]);
        assert_eq!(with("[[partner]]\nname = \"苏州某某大学\"\nrole = \"domestic\""), [Verdict::Gap]);
        assert_eq!(asked("key_country", "company", overseas), [Verdict::Pass]);
        assert_eq!(asked("belt_and_road", "university", overseas), [Verdict::NotApplicable]);
    }

    #[test]
    fn bilateral_projects_are_led_by_companies() {
        assert_eq!(asked("bilateral", "university", ""), [Verdict::Gap]);
        assert_eq!(asked("bilateral", "company", ""), [Verdict::Pass]);
    }
}
